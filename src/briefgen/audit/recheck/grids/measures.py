"""Tables of measures: each row's period, figure, interval, England's, the region's, the neighbours' median, rank and verdict."""

import re
import statistics
from dataclasses import dataclass

from briefgen.audit.recheck import judge, years
from briefgen.audit.recheck.claims import Here, period_label
from briefgen.audit.recheck.page import Grid, Tile
from briefgen.audit.recheck.tables import ENGLAND, Observation

_NAME = re.compile(r"(?P<name>.+?)(?:, (?P<sex>women|men))?(?:, per 100,000)?(?P<county> \(the county’s\))?")
_SEX = {"women": "female", "men": "male", None: "persons"}
ABSENT = {"hidden": "hidden", "no deaths": "no deaths", "joint figure": "joint figure", "former councils": "not published",
          "not published": "not published"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """Which measure a row is of; the period is that of the row's verdict."""

    indicator: str
    sex: str
    period: str
    of_county: bool


def read_row(here: Here, name: str) -> Read | None:
    """The measure that a row, a tile or a heading names; None for a name that is not in the catalogue."""
    match = _NAME.fullmatch(name)
    names: dict[str, str] = here.tables.once(
        "measure names", lambda: {str(e["name"]): id for id, e in here.tables.catalogue.items()}
    )
    indicator = names.get(match["name"]) if match else None
    if match is None or indicator is None:
        return None
    period = years.tested_life(here.tables) if indicator == "le" else str(here.tables.catalogue[indicator]["latest"])
    return Read(indicator, _SEX[match["sex"]], period, bool(match["county"]))


def check(here: Here, grid: Grid) -> None:
    """Every row of a table whose first column is the measure."""
    for row in grid.rows:
        if len(row) < 3:
            continue
        here.sentence = " | ".join(row)
        read = read_row(here, row[0])
        if read is None:
            here.report("name", row[0], "no such measure")
            continue
        cells = dict(zip(grid.head, row, strict=False))
        _row(here, grid, read, cells)


def _row(here: Here, grid: Grid, read: Read, cells: dict[str, str]) -> None:
    found, county = judge.own(here.tables, here.area, read.indicator, read.sex, read.period)
    has = found is not None and found.value is not None
    if (county and has) != read.of_county:
        here.report("whose figure", cells["Measure"], "the county’s" if county else "its own")
    for head, cell in cells.items():
        if head == "Period":
            here.word("period", cell, period_label(read.period).lower())
        elif head == "95% interval":
            _interval(here, read, cell, found)
        elif head == "England":
            figure(here, read, cell, here.tables.observation(ENGLAND, read.indicator, read.sex, read.period))
        elif head == "Region":
            figure(here, read, cell, here.tables.observation(here.area.region, read.indicator, read.sex, read.period))
        elif head == "Neighbours’ median":
            _median(here, read, cell)
        elif head == "Rank":
            _rank(here, read, cell)
        elif head == "Verdict":
            _verdict(here, read, cell, has=has)
        elif head not in ("Measure", "Low … high"):
            if head != "Here":
                here.is_place(head)
            figure(here, read, cell, found)


def figure(here: Here, read: Read, cell: str, found: Observation | None) -> None:
    """A value at the catalogue's decimals; a dash where nothing is published."""
    value = None if found is None else found.value
    entry = here.tables.catalogue[read.indicator]
    if cell == "–" or value is None:
        if (cell == "–") != (value is None):
            here.report("number: table", cell, "no figure" if value is None else value)
        return
    unit = "%" in cell, "£" in cell
    if unit != (entry["unit"] == "percent", entry["unit"] == "pounds"):
        here.report("unit", cell, entry["unit"])
    here.number("number: table", cell, value, int(entry["decimals"]))


def _interval(here: Here, read: Read, cell: str, found: Observation | None) -> None:
    if cell == "–" or found is None or not found.has_interval or found.low == found.high:
        if (cell == "–") != (found is None or not found.has_interval or found.low == found.high):
            here.report("number: table", cell, found)
        return
    ends = cell.split(" to ")
    if len(ends) != 2:
        here.report("number: table", cell, f"{found.low} to {found.high}")
        return
    for said, exact in zip(ends, (found.low, found.high), strict=True):
        here.number("number: table", said, exact)


def _median(here: Here, read: Read, cell: str) -> None:
    values = neighbour_values(here, read)
    here.number("number: neighbours", cell, statistics.median(values) if values else None)


def neighbour_values(here: Here, read: Read) -> list[float]:
    """Figures of the statistical neighbours that have one."""
    found = (
        here.tables.observation(c, read.indicator, read.sex, read.period)
        for c in here.tables.neighbours.get(here.area.code, ())
    )
    return [o.value for o in found if o is not None and o.value is not None]


def _rank(here: Here, read: Read, cell: str) -> None:
    exact = judge.standing(here.tables, here.area, read.indicator)
    right = "–" if exact is None else f"{'=' if exact[1] else ''}{exact[0]:,}/{exact[2]:,}"
    if cell != right:
        here.report("rank: table", cell, right)


def _verdict(here: Here, read: Read, cell: str, *, has: bool) -> None:
    if has:
        here.word("verdict", cell, judge.verdict(here.tables, here.area, read.indicator, read.sex, read.period))
        return
    here.word("reason", cell, ABSENT[judge.reason(here.tables, here.area, read.indicator, read.sex, read.period)])


def check_tile(here: Here, tile: Tile) -> None:
    """Page 1's tile: the figure, England's, the period, and the one verdict at 95 %."""
    here.sentence = f"{tile.label}: {tile.value} {tile.word}; {tile.beside}"
    read = read_row(here, tile.label)
    if read is None:
        here.report("name", tile.label, "no such measure")
        return
    found, county = judge.own(here.tables, here.area, read.indicator, read.sex, read.period)
    if county != read.of_county:
        here.report("whose figure", tile.label, "the county’s" if county else "its own")
    figure(here, read, tile.value, found)
    beside = re.fullmatch(r"(?:England (\S+) \| )?(.+)", tile.beside)
    assert beside is not None
    if beside[1]:
        figure(here, read, beside[1], here.tables.observation(ENGLAND, read.indicator, read.sex, read.period))
    here.word("period", beside[2], period_label(read.period).lower())
    right = judge.verdict(here.tables, here.area, read.indicator, read.sex, read.period)
    if tile.word != right:
        strict = judge.verdict(here.tables, here.area, read.indicator, read.sex, read.period, strict=True)
        here.report("two verdicts, tile and table" if tile.word == strict else "verdict", tile.word, right)
