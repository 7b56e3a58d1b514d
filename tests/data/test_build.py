"""The compiler: the same official files give the same bytes as the tables that are committed."""

from pathlib import Path

import pytest
from tests.conftest import SOURCES

from briefgen import resources
from briefgen.data.compile.everything import build
from briefgen.errors import DataError


@pytest.mark.sources
@pytest.mark.slow
def test_a_fresh_build_is_the_committed_data_byte_for_byte(tmp_path: Path) -> None:
    build(SOURCES, tmp_path / "data")
    committed = resources.data_dir()
    fresh = {
        str(p.relative_to(tmp_path / "data")): p.read_bytes() for p in (tmp_path / "data").rglob("*") if p.is_file()
    }
    old = {
        str(p.relative_to(committed)): p.read_bytes() for p in committed.rglob("*") if p.is_file() and p.suffix != ".md"
    }
    assert sorted(fresh) == sorted(old)
    assert [name for name in fresh if fresh[name] != old[name]] == []


@pytest.mark.sources
def test_no_official_file_is_copied() -> None:
    import hashlib

    def digests(folder: Path) -> set[str]:
        return {hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()}

    assert not digests(resources.data_dir()) & digests(SOURCES)


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="--sources"):
        build(tmp_path / "nowhere", tmp_path / "data")


def test_an_incomplete_folder_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    with pytest.raises(DataError, match="missing"):
        build(tmp_path / "sources", tmp_path / "data")


@pytest.mark.sources
def test_a_seat_touches_an_authority_from_ten_hectares(tmp_path: Path) -> None:
    """The tables are made from the look-ups alone, and a sliver of two boundaries is no seat."""
    import shutil

    from briefgen.data.compile.constituencies import build_constituencies

    (tmp_path / "boundaries").mkdir(parents=True)
    shutil.copy(resources.data_dir() / "boundaries/authorities.json.gz", tmp_path / "boundaries")
    build_constituencies(SOURCES, tmp_path)
    for name in ("constituencies.csv", "constituency_areas.csv"):
        assert (tmp_path / "reference" / name).read_bytes() == (resources.data_dir() / "reference" / name).read_bytes()
    rows = (tmp_path / "reference/constituency_areas.csv").read_text("utf-8").splitlines()
    slivers = [row for row in rows if row.startswith("2024,E14001306,")]  # Islington South and Finsbury
    assert [row.split(",")[2] for row in slivers] == ["E09000012", "E09000019"]  # Hackney and Islington, not the City
    assert "2024,E14001409,E07000149,,0.002" in rows  # Norwich South holds nearly two square kilometres there
