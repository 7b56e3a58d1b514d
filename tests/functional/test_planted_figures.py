"""Bad figures through the real commands: named by file, row and column, or said as not tested; never a wrong sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.data.test_check import edit, field

from briefgen.cli import main

AREA = "E06000002"


def row_of(lines: list[str], *start: str) -> int:
    """The row, as an editor counts it, that begins with these cells."""
    return next(at for at, line in enumerate(lines, 1) if line.startswith(",".join(start) + ","))


def put(*start: str, **cells: str) -> Callable[[list[str]], None]:
    def change(lines: list[str]) -> None:
        for column, value in cells.items():
            field(lines, row_of(lines, *start), column, value)

    return change


OBESITY = ("obesity_adult", AREA, "persons", "2024-04-01/P1Y")
REFUSED = [
    ("observations.csv", put(*OBESITY, value="NaN"), "column value", "a figure that is none"),
    ("observations.csv", put(*OBESITY, lci_95="40", uci_95="30"), "column lci_95", "an interval upside down"),
    ("observations.csv", put(*OBESITY, uci_95="1"), "column uci_95", "an interval below its value"),
    ("observations.csv", put(*OBESITY, period="2027-04-01/P1Y"), "column period", "a period to come"),
    ("observations.csv", lambda x: x.insert(3, x[2]), "row 4, column indicator", "a key twice"),
    ("observations.csv", put(*OBESITY, areacd="E06999999"), "column areacd", "a code that is none"),
    ("observations.csv", put(*OBESITY, value="many"), "column value", "a word for a figure"),
]  # fmt: skip


def run(data: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.setenv("BRIEFGEN_DATA", str(data))
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize(
    ("name", "change", "where", "what"), REFUSED, ids=[item[3].replace(" ", "-") for item in REFUSED]
)
def test_data_check_names_file_row_and_column(
    writable_data: Path, name: str, change: Callable[[list[str]], None], where: str, what: str
) -> None:
    edit(name, change)(writable_data)
    done = CliRunner().invoke(main, ["data", "check", "--data", str(writable_data)])
    assert done.exit_code == 4, what
    assert name in done.stderr
    assert "row " in done.stderr
    assert where in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (put(*OBESITY, value="", status="missing", lci_95="", uci_95=""), False),
        (put(*OBESITY, lci_95="", uci_95=""), True),
        (put(*OBESITY, value="35.8", lci_95="35.8", uci_95="35.8"), True),
    ],
    ids=["no figure", "no interval", "an interval of no width"],
)
def test_render_says_not_tested(
    writable_data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[list[str]], None],
    shown: bool,
) -> None:
    edit("observations.csv", change)(writable_data)
    done = run(writable_data, monkeypatch, "show", AREA, "--json")
    assert done.exit_code == 0, done.output
    import json

    found = json.loads(done.stdout)
    judged = found["comparisons"]["obesity_adult"]
    assert (judged["verdict"], judged["untested"] is not None) == ("not tested", True)
    assert ("obesity_adult.value" in found["facts"]) is shown
    assert not [
        lever for section in found["sections"] for lever in section["levers"] if lever["indicator"] == "obesity_adult"
    ]


@pytest.mark.parametrize(
    "change", [put(*OBESITY, lci_95="40", uci_95="30"), put(*OBESITY, value="NaN")], ids=["upside down", "nan"]
)
def test_render_writes_nothing_from_a_broken_row(
    writable_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[list[str]], None]
) -> None:
    edit("observations.csv", change)(writable_data)
    done = run(writable_data, monkeypatch, "render", AREA, "--format", "json", "--out", str(tmp_path / "out"))
    if done.exit_code == 0:  # a figure that is missing is shown as missing
        assert '"obesity_adult.value"' not in next((tmp_path / "out").glob("*.json")).read_text("utf-8")
    else:
        assert done.exit_code == 4
        assert "observations.csv" in done.stderr
        assert not list(tmp_path.glob("out/*"))
