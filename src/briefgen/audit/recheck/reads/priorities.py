"""Priorities, strengths and questions in words: which measures the rule picks, their figures, their share of authorities."""

import math
import re

from briefgen.audit.recheck import index, judge, words, years
from briefgen.audit.recheck.claims import Claims, Here, period_label
from briefgen.audit.recheck.grids.measures import Read, figure, read_row
from briefgen.audit.recheck.reads.shared import gap, value
from briefgen.audit.recheck.tables import ENGLAND
from briefgen.audit.recheck.years import WHO

CLAIMS = Claims()


def _by_phrase(here: Here, phrase: str) -> Read | None:
    phrases: dict[str, str] = here.tables.once(
        "phrases", lambda: {str(e["phrase"]): id for id, e in here.tables.catalogue.items()}
    )
    id = phrases.get(phrase)
    if id is None:
        here.report("name", phrase, "no such measure")
        return None
    return Read(id, "persons", str(here.tables.catalogue[id]["latest"]), False)


def _pair(here: Here, read: Read, own: str, england: str | None) -> None:
    figure(here, read, own, judge.own(here.tables, here.area, read.indicator, read.sex)[0])
    if england:
        figure(here, read, england, here.tables.observation(ENGLAND, read.indicator, read.sex))


@CLAIMS.reads(
    r"^The largest (?P<kind>problem|strength)(?: that can be acted on)?: {phrase:TEXT} is (?P<own>£?[\d,.]+%?)(?:, against (?P<england>£?[\d,.]+%?) in England)?\.$",
    "The largest",
)
def largest(here: Here, m: re.Match[str]) -> None:
    read = _by_phrase(here, m["phrase"])
    if read is None:
        return
    _pair(here, read, m["own"], m["england"])
    picked = judge.candidates(here.tables, here.area, good=m["kind"] == "strength")
    if not picked or picked[0][0] != read.indicator:
        here.report("superlative", read.indicator, picked[0][0] if picked else "none by the rule")


@CLAIMS.reads(r"^{n:COUNT} places? where a strategy could start$", "where a strategy could start")
def how_many(here: Here, m: re.Match[str]) -> None:
    picked = judge.candidates(here.tables, here.area, good=False)
    here.count("count: priorities", m["n"], min(len(picked), 3))


@CLAIMS.reads(
    r"^Measures are picked by rule: clearly (?P<way>behind|ahead of) England, or (?P<way2>behind|ahead of) at least 80% of like authorities where (?P<no>no|some|every) test is possible",
    "picked by rule",
)
def rule(here: Here, m: re.Match[str]) -> None:
    here.word("direction", m["way"], "behind")
    here.word("direction", m["way2"], "behind")
    here.word("universal", m["no"], "no")


@CLAIMS.reads(
    r"^(?P<own>£?[\d,.]+%?) here(?: against (?P<england>£?[\d,.]+%?) in England)? \({period:PERIOD}\); (?P<how>.+?)\.$",
    " here",
)
def evidence(here: Here, m: re.Match[str]) -> None:
    read = read_row(here, here.heading)
    if read is None:
        here.report("name", here.heading, "no such measure")
        return
    _pair(here, read, m["own"], m["england"])
    here.word("period", m["period"], period_label(read.period).lower())
    picked = {id: (share, strict) for id, share, strict in judge.candidates(here.tables, here.area, good=False)}
    if read.indicator not in picked:
        here.report("superlative", here.heading, "not picked by the rule")
        return
    share, strict = picked[read.indicator]
    polarity = int(here.tables.catalogue[read.indicator]["polarity"])
    if m["how"].startswith(("better", "worse")):
        right = f"{strict} by more than chance would explain, even at 99.8%"
    elif share == 1:
        right = f"not tested, but {'higher' if polarity < 0 else 'lower'} than in every other like authority"
    else:
        right = f"not tested, but {'higher' if polarity < 0 else 'lower'} than in {math.floor(share * 100)}% of like authorities"
    here.word("verdict", m["how"], right)


@CLAIMS.reads(
    r"What is planned for the (?:{first:COUNT} )?neighbourhoods? in England’s most deprived tenth, and who answers for it\?",
    "What is planned for",
)
def planned(here: Here, m: re.Match[str]) -> None:
    here.count("count: neighbourhoods", m["first"] or "one", index.counts(here.tables, here.area.code)[1])


@CLAIMS.reads(r"What would it take to close a gap of {gap:GAP} years in healthy life", "to close a gap")
def close(here: Here, m: re.Match[str]) -> None:
    gap(here, m["gap"])
    for sex in ("female", "male"):
        if judge.verdict(here.tables, here.area, "hle", sex) != "worse":
            here.report("question without a fact", m[0], f"not worse ({sex})")


@CLAIMS.reads(
    r"How is the gap of {own:N} years in (?P<who>men|women)’s life expectancy inside {area:AREA} reflected in where services are",
    "How is the gap of",
)
def inside(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"])
    here.number("number: inside", m["own"], value(here, "sii", WHO[m["who"]], here.area.code), 1)
    own, england = (value(here, "sii", WHO[m["who"]], code) for code in (here.area.code, ENGLAND))
    if own is not None and england is not None and own < england:
        here.report("question without a fact", m[0], f"the gap is below England’s, {england}")


@CLAIMS.reads(
    r"What is being done about {phrase:TEXT}, now (?P<own>£?[\d,.]+%?); by when should it move\?",
    "What is being done about",
)
def being_done(here: Here, m: re.Match[str]) -> None:
    read = _by_phrase(here, m["phrase"])
    if read is None:
        return
    _pair(here, read, m["own"], None)
    picked = [id for id, _, _ in judge.candidates(here.tables, here.area, good=False)]
    if read.indicator not in picked:
        here.report("question without a fact", m["phrase"], "not picked by the rule")


@CLAIMS.reads(
    r"With {own:P} of children in low income before housing costs, which services reach their families first\?",
    "of children in low income",
)
def poverty(here: Here, m: re.Match[str]) -> None:
    own, england = (value(here, "child_poverty", "persons", code) for code in (here.area.code, ENGLAND))
    here.number("number: table", m["own"], own, 1)
    if own is not None and england is not None and own < england:
        here.report("question without a fact", m[0], f"below England’s {england}")


@CLAIMS.reads(r"^(?P<board>NHS .+? Integrated Care Board):", "Integrated Care Board:")
def board(here: Here, m: re.Match[str]) -> None:
    boards = {name for code in here.tables.within(here.area) for name, _ in here.tables.boards.get(code, ())}
    if m["board"] not in boards:
        here.report("name", m["board"], " or ".join(sorted(boards)))


@CLAIMS.reads(r"^(?P<body>[A-Z][^:?]+:) (?P<action>[^?]+)$", ": ", "strategy li")
def lever(here: Here, m: re.Match[str]) -> None:
    """Who can do what about a priority, as the catalogue of levers has it."""
    read = read_row(here, here.heading)
    found = here.tables.levers.get(read.indicator, {}) if read else {}
    if m["body"] not in found:
        here.report("lever", m["body"], " or ".join(found))
    else:
        here.word("lever", m["action"], found[m["body"]].lower())


@CLAIMS.reads(r"^(?P<no>No|Some|Every) other measure here has five comparable ones", "five comparable ones")
def no_other(here: Here, m: re.Match[str]) -> None:
    """Five annual figures without a gap, of a measure in the tables of health."""
    rows = [
        row
        for grid in here.page.grids
        if grid.section == "health" and grid.head[:1] == ["Measure"]
        for row in grid.rows
    ]
    ids = {read.indicator for row in rows if (read := read_row(here, row[0]))} - {"obesity_adult"}
    long = []
    for id in ids:
        starts = {int(p[:4]) for i, _, p in here.tables.observations if i == id and p.endswith("/P1Y")}
        if starts and set(range(max(starts) - 4, max(starts) + 1)) <= starts:
            long.append(id)
    here.word("universal", m["no"], "some" if long else "no")


@CLAIMS.reads(
    r"^Trend in adult obesity over {n:COUNT} annual figures, {first:PERIOD} to {last:PERIOD}: (?P<word>[a-z ]+)",
    "Trend in adult obesity",
)
def trend(here: Here, m: re.Match[str]) -> None:
    isos = sorted(p for id, _, p in here.tables.observations if id == "obesity_adult")[-5:]
    rows = [(int(iso[:4]), here.tables.observation(here.area.code, "obesity_adult", "persons", iso)) for iso in isos]
    here.word("direction", m["word"], years.trend([(year, o) for year, o in rows if o is not None]) or "not tested")
    here.word("period", m["first"], period_label(isos[0]))
    here.word("period", m["last"], period_label(isos[-1]))
    if words.count(m["n"]) != len(isos):
        here.report("count: years", m["n"], len(isos))
