"""index.html: every authority of the batch in one page that can be searched, sorted and clicked, without a server."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from briefgen.data.areas import Areas
from briefgen.data.boundaries import read_authorities
from briefgen.data.wards import ward_names
from briefgen.model.area import Area
from briefgen.pipeline.batch.job import Job
from briefgen.pipeline.batch.page import page
from briefgen.pipeline.batch.state import AreaState
from briefgen.render.maps.locator import region_paths

FORMATS = ("html", "pdf", "csv", "json")
SCRIPT = Path(__file__).with_name("index.js")
KINDS = ("", "One page", "Large print")


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, its fact, and the measure whose verdict stands beside the figure."""

    heading: str
    fact: str
    measure: str = ""
    unit: str = ""


COLUMNS = (
    Column("Deprivation rank", "imd.rank"),
    Column("In most deprived tenth", "imd.proportion"),
    Column("Healthy life, women", "hle.female.value", "hle.female", "years"),
    Column("Healthy life, men", "hle.male.value", "hle.male", "years"),
    Column("Levelling Up Fund", "luf.led", unit="awards led"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: figure, what stands below it (a verdict, or whose figure it is), the verdict's style, the sorting value."""

    figure: str
    word: str = ""
    verdict: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """what: "" for the briefing itself, "One page", a ward's name; code: a ward's; files: (name, format in capitals)."""

    what: str
    files: tuple[tuple[str, str], ...]
    code: str = ""

    @property
    def address(self) -> str:
        return self.files[0][0]


@dataclass(frozen=True, slots=True)
class IndexRow:
    area: Area
    region: str
    cells: tuple[Shown, ...]
    documents: tuple[Document, ...]  # of the whole authority, the usual briefing first
    wards: tuple[Document, ...]  # by name
    fifth: int  # of the authorities by deprivation rank, 1 the most deprived; 0 where it has no rank

    @property
    def address(self) -> str:
        """What its name leads to: nothing where there are only wards of it."""
        return self.documents[0].address if self.documents else ""


def write_index(job: Job, states: Mapping[str, AreaState], areas: Areas) -> dict[str, bytes]:
    """From what the run and those before it left; the page by its name."""
    by_area: dict[str, list[AreaState]] = {}
    for key in sorted(states):
        by_area.setdefault(states[key].area, []).append(states[key])
    names = ward_names()
    rows = [_row(areas.by_code[c], held, areas, names) for c, held in by_area.items() if c in areas.authorities]
    rows.sort(key=lambda row: row.area.name.official)
    html = page(
        job, "index.html.jinja", "index.css", script=SCRIPT.read_text("utf-8"),
        rows=rows, columns=COLUMNS, fifths=range(1, 6), paths=_map(rows),
        councils=sum(bool(row.address) for row in rows), wards=sum(len(row.wards) for row in rows),
        seats=sorted({row.region for row in rows if row.region}),
    )  # fmt: skip
    job.store.write("index.html", html)
    return {"index.html": html}


def _row(area: Area, held: list[AreaState], areas: Areas, names: Mapping[str, str]) -> IndexRow:
    documents = [_document(state, names) for state in held if state.files]
    documents.sort(key=lambda each: KINDS.index(each.what) if each.what in KINDS else len(KINDS))
    wards = sorted((each for each in documents if each.code), key=lambda ward: (ward.what, ward.code))
    return IndexRow(
        area,
        areas.by_code[area.region].name.official if area.region else "",
        tuple(_cell(held[0], area, column) for column in COLUMNS),
        tuple(each for each in documents if not each.code),
        tuple(wards),
        _fifth(held[0]),
    )


def _document(state: AreaState, names: Mapping[str, str]) -> Document:
    ordered = sorted(state.files, key=lambda name: FORMATS.index(name.rsplit(".", 1)[1]))
    files = tuple((name, name.rsplit(".", 1)[1].upper()) for name in ordered)
    rest = state.unit[10:]
    if rest[:1] == "E":
        return Document(names.get(rest, rest), files, rest)
    return Document(rest.replace("-", " ").capitalize(), files)


def _fifth(state: AreaState) -> int:
    if "imd.rank" not in state.values:
        return 0
    return ceil(state.values["imd.rank"] * 5 / state.values["imd.authorities"])


def _cell(state: AreaState, area: Area, column: Column) -> Shown:
    figure = state.facts.get(column.fact, "–").split(" [")[0]
    if figure == "–":
        return Shown(figure)
    sort = f"{state.values[column.fact]:.12g}"
    if column.fact == "imd.rank":
        return Shown(f"{figure} of {state.facts['imd.authorities']}", sort=sort)
    if not column.measure:
        return Shown(figure, sort=sort)
    if area.county:
        return Shown(figure, "the county’s", sort=sort)
    verdict = state.verdicts.get(column.measure, "")
    return Shown(figure, verdict, verdict.replace(" ", "-"), sort)


def _map(rows: list[IndexRow]) -> list[tuple[str, IndexRow | None]]:
    """(path, its row or None) of every district; one with wards alone has nothing to lead to."""
    where = {str(row.area.code): row for row in rows if row.address}
    return [(path, where.get(code)) for code, path in region_paths(read_authorities(), 120.0)]
