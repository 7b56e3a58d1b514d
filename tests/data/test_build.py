"""The compiler: the same official files give the same bytes as the tables that are committed."""

from pathlib import Path

import pytest
from tests.conftest import SOURCES

from briefgen import resources
from briefgen.errors import DataError
from briefgen.sources.build.everything import build


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
