"""Periods and authorities that a rule names are lines of the catalogue."""

import shutil
from pathlib import Path

import pytest

from briefgen.data.catalogue import read_roles
from briefgen.errors import DataError

CATALOGUE = Path(__file__).parents[2] / "data" / "catalogue"
SOURCE = Path(__file__).parents[2] / "src" / "briefgen"


def _changed(folder: Path, old: str, new: str) -> Path:
    shutil.copytree(CATALOGUE, folder / "catalogue")
    file = folder / "catalogue" / "roles.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return folder


@pytest.mark.parametrize("role", ["before", "argument", "life_tested", "residents"])
def test_a_period_is_read_from_the_catalogue(tmp_path: Path, role: str) -> None:
    iso = getattr(read_roles(), role).iso
    later = f"{int(iso[:4]) + 1}{iso[4:]}"
    assert getattr(read_roles(_changed(tmp_path, iso, later)), role).iso == later


def test_authorities_treated_apart_are_read_from_the_catalogue(tmp_path: Path) -> None:
    data = _changed(tmp_path, '"E06000053", "E09000001"', '"E06000017"')
    assert read_roles(data).small == {"E06000017"}


@pytest.mark.parametrize(
    ("old", "new"), [("residents =", "dwellers ="), ("2021-01-01/P3Y", "2021"), ("small =", "tiny =")]
)
def test_a_wrong_line_is_named_with_its_file(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(DataError, match=r"catalogue/roles\.toml: .*; mend the entry"):
        read_roles(_changed(tmp_path, old, new))


def test_no_module_of_the_facts_spells_a_period() -> None:
    spelt = [p.name for p in (SOURCE / "facts").rglob("*.py") if 'Period.parse("' in p.read_text("utf-8")]
    assert spelt == []
