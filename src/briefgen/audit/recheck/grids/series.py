"""Tables over time and by tenth: years of life by period, England's tenths, the first wave, the gap inside."""

from briefgen.audit.recheck import years
from briefgen.audit.recheck.claims import Here, period_label
from briefgen.audit.recheck.page import Grid
from briefgen.audit.recheck.tables import ENGLAND
from briefgen.audit.recheck.years import WHO


def over_time(here: Here, grid: Grid) -> None:
    """Healthy life or life expectancy by period; the picture's title says which."""
    indicator = "le" if grid.title.startswith("Life expectancy") else "hle"
    isos = {period_label(period): period for id, _, period in here.tables.observations if id == indicator}
    own = here.area.upper if indicator == "hle" else here.area.code
    for row in grid.rows:
        here.sentence = " | ".join(row)
        if row[0] not in isos:
            here.report("period", row[0], "no such period")
            continue
        for head, cell in zip(grid.head[1:], row[1:], strict=False):
            who, _, where = head.partition(", ")
            found = here.tables.observation(ENGLAND if where == "England" else own, indicator, WHO[who], isos[row[0]])
            _cell(here, cell, None if found is None else found.value)


def _cell(here: Here, cell: str, value: float | None) -> None:
    if cell == "–" or value is None:
        if (cell == "–") != (value is None):
            here.report("number: table", cell, "no figure" if value is None else value)
    else:
        here.number("number: table", cell, value, 1)


def gradient(here: Here, grid: Grid) -> None:
    """England by tenth in two periods; the title says of whom."""
    sex = WHO.get(grid.title.partition(":")[0], "female")
    isos = {period_label(period): period for id, _, period in here.tables.gradients if id == "hle"}
    for row in grid.rows:
        here.sentence = " | ".join(row)
        for head, cell in zip(grid.head[1:], row[1:], strict=False):
            if head not in isos:
                here.report("period", head, "no such period")
            else:
                _cell(here, cell, years.tenths(here.tables, "hle", sex, isos[head])[int(row[0]) - 1])


def wave(here: Here, grid: Grid) -> None:
    """First-wave death rates: here, England, England's first and last tenth."""
    rows = here.tables.gradients["covid19", "persons", str(here.tables.catalogue["covid19"]["latest"])]
    for row in grid.rows:
        here.sentence = " | ".join(row)
        if row[0] in ("first", "last"):
            _cell(here, row[1], rows[1 if row[0] == "first" else 10].value)
            continue
        code = ENGLAND if row[0] == "England" else here.area.code
        if row[0] not in ("England", "Here"):
            here.is_place(row[0])
        found = here.tables.observation(code, "covid19")
        _cell(here, row[1], None if found is None else found.value)


def inside(here: Here, grid: Grid) -> None:
    """The slope index: of women and men here and in England, or of a county's districts."""
    for row in grid.rows:
        here.sentence = " | ".join(row)
        for head, cell in zip(grid.head[1:], row[1:], strict=False):
            if grid.head[0] == "District":
                areas = [a for a in here.tables.named(row[0]) if a.county == here.area.code]
                code, sex = (areas[0].code if areas else ""), WHO[head]
            else:
                code, sex = (ENGLAND if head == "England" else here.area.code), WHO[row[0]]
            found = here.tables.observation(code, "sii", sex)
            _cell(here, cell, None if found is None else found.value)
    if grid.head[0] == "District":
        names = {here.tables.areas[c].prose for c in here.tables.within(here.area)}
        if {row[0] for row in grid.rows} != names:
            here.report("name", sorted({row[0] for row in grid.rows} ^ names), "the districts of the county")
