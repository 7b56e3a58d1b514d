"""One figure, one value and one verdict in a document: what two places of it say of the same thing must agree."""

import re
from collections import defaultdict

from briefgen.audit.recheck.claims import Here
from briefgen.audit.recheck.grids.measures import read_row

# One phrase, one definition: the wording, with a slot for the figure that follows or goes before it.
PHRASES = {
    "residents of the most deprived fifth": re.compile(
        r"(\d[\d.]*%) of residents lived? in the most deprived fifth(?! of neighbourhoods by IoD2019)|(?<=and )(\d[\d.]*%) in the most deprived fifth"
    ),
}


def values(here: Here) -> None:
    """The same measure, sex and period with two values or two verdicts, over tiles and tables."""
    shown: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: {"value": set(), "verdict": set()})
    for tile in here.page.tiles:
        read = read_row(here, tile.label)
        if read is not None:
            found = shown[read.indicator, read.sex, read.period]
            found["value"].add(tile.value)
            found["verdict"].add(tile.word)
    for grid in here.page.grids:
        if grid.head[:1] != ["Measure"]:
            continue
        for row in grid.rows:
            read = read_row(here, row[0]) if len(row) > 2 else None
            if read is None or row[2] == "–":
                continue
            found = shown[read.indicator, read.sex, read.period]
            found["value"].add(row[2])
            if grid.head[-1] == "Verdict":
                found["verdict"].add(row[-1])
    here.where = "the document"
    for (indicator, sex, period), found in shown.items():
        here.sentence = f"{indicator} {sex} {period}"
        if len(found["value"]) > 1:
            here.report("one figure, two values", sorted(found["value"]), "one")
        if len(found["verdict"]) > 1:
            here.report("one figure, two verdicts", sorted(found["verdict"]), "one")


def phrases(here: Here) -> None:
    """The same words with two figures: two definitions that share a name."""
    here.where = "the document"
    for name, pattern in PHRASES.items():
        found = {m[1] or m[2] for line in here.page.lines for m in pattern.finditer(line.text)}
        here.sentence = name
        if len(found) > 1:
            here.report("two definitions, one name", sorted(found), "one")


_TITLE_SEX = re.compile(r"^(Women|Men): ")
_ALT_SEX = re.compile(r"\bof (women|men)\b")


def sexes(here: Here) -> None:
    """A picture's title and its description speak of the same sex."""
    title = ""
    here.where = "the document"
    for line in here.page.lines:
        if line.role == "h3":
            title = line.text
        elif line.role == "alt" and (said := _TITLE_SEX.match(title)) and (shown := _ALT_SEX.search(line.text)):
            here.sentence = title
            here.word("sex", said[1], shown[1])
