"""The contract of data/: it holds, and every way of breaking it is named by file, row and column."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen import resources
from briefgen.data.contract import check
from briefgen.errors import DataError


def test_the_figures_keep_their_contract() -> None:
    lines = list(check(resources.data_dir()))
    assert any("58620101" in line for line in lines)


def edit(name: str, change: Callable[[list[str]], None]) -> Callable[[Path], None]:
    def apply(data: Path) -> None:
        path = data / name
        zipped = path.suffix == ".gz"
        text = gzip.decompress(path.read_bytes()).decode() if zipped else path.read_text("utf-8")
        lines = text.split("\n")
        change(lines)
        made = "\n".join(lines).encode()
        path.write_bytes(gzip.compress(made, mtime=0) if zipped else made)

    return apply


def field(lines: list[str], row: int, column: str, value: str) -> None:
    """row as an editor counts it."""
    at = lines[0].split(",").index(column)
    cells = lines[row - 1].split(",")
    cells[at] = value
    lines[row - 1] = ",".join(cells)


FAULTS = [
    ("observations.csv", lambda x: x.insert(3, x[2]), "row 4, column indicator"),
    ("observations.csv", lambda x: field(x, 5, "areacd", "E06999999"), "row 5, column areacd"),
    ("observations.csv", lambda x: field(x, 5, "indicator", "nonsense"), "row 5, column indicator"),
    ("observations.csv", lambda x: field(x, 5, "period", "lately"), "row 5, column period"),
    ("observations.csv", lambda x: field(x, 5, "period", "2027-01-01/P1Y"), "row 5, column period"),
    ("observations.csv", lambda x: field(x, 5, "value", ""), "row 5, column value"),
    ("observations.csv", lambda x: field(x, 5, "status", "hidden"), "row 5, column status"),
    ("observations.csv", lambda x: field(x, 5, "value", "many"), "row 5, column value"),
    ("gradients.csv", lambda x: field(x, 2, "lci_95", "999"), "row 2, column lci_95"),
    ("gradients.csv", lambda x: field(x, 2, "uci_95", "1"), "row 2, column uci_95"),
    ("gradients.csv", lambda x: field(x, 2, "uci_95", ""), "row 2, column lci_95"),
    ("gradients.csv", lambda x: field(x, 2, "decile", "11"), "row 2, column decile"),
    ("deprivation.csv", lambda x: field(x, 2, "rank_of_average_score", "400"), "row 2, column rank_of_average_score"),
    ("neighbourhoods.csv.gz", lambda x: x.insert(3, x[2]), "row 4, column lsoa"),
    ("funds/awards.csv", lambda x: x.pop(80), "column"),
    ("reference/populations.csv", lambda x: field(x, 3, "population", "1"), "column population"),
    ("reference/neighbours.csv", lambda x: field(x, 2, "areacd", "E06999999"), "row 2, column areacd"),
    ("reference/constituencies.csv", lambda x: x.insert(3, x[2]), "row 4, column election"),
    ("reference/constituencies.csv", lambda x: field(x, 3, "winner", "Labour"), "row 3, column winner"),
    ("reference/constituencies.csv", lambda x: field(x, 3, "majority", "0"), "row 3, column majority"),
    ("reference/constituencies.csv", lambda x: field(x, 3, "unofficial_list", "2"), "row 3, column unofficial_list"),
    ("reference/constituencies.csv", lambda x: field(x, 3, "unofficial_list", "1"), "column unofficial_list"),
    ("reference/constituencies.csv", lambda x: field(x, 3, "code", "E14009999"), "column code"),
    ("reference/constituency_areas.csv", lambda x: field(x, 3, "areacd", "E06999999"), "row 3, column areacd"),
    ("reference/constituency_areas.csv", lambda x: field(x, 3, "code", "E14009999"), "row 3, column code"),
    ("reference/areas.csv", lambda x: field(x, 2, "code", "Hartlepool"), "row 2"),
]


@pytest.mark.parametrize(("name", "change", "where"), FAULTS, ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(FAULTS)])
def test_a_broken_table_is_named(
    writable_data: Path, name: str, change: Callable[[list[str]], None], where: str
) -> None:
    edit(name, change)(writable_data)
    with pytest.raises(DataError) as caught:
        list(check(writable_data))
    assert name in str(caught.value)
    assert where in str(caught.value)
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("name", ["observations.csv", "boundaries/E06000002.json.gz", "catalogue/indicators.toml"])
def test_a_missing_file_is_named(writable_data: Path, name: str) -> None:
    (writable_data / name).unlink()
    with pytest.raises(DataError, match=Path(name).name):
        list(check(writable_data))


def test_the_data_is_small_enough_to_ship() -> None:
    size = sum(path.stat().st_size for path in resources.data_dir().rglob("*") if path.is_file())
    assert size < 15_000_000
