"""Counts of verdicts in words, in titles over tables and in the text: recounted from the rows and from the tables of data/."""

import re
from collections.abc import Iterable

from briefgen.audit.recheck import judge, words
from briefgen.audit.recheck.claims import Claims, Here
from briefgen.audit.recheck.grids.measures import Read, read_row

CLAIMS = Claims()
JUDGED = ("worse", "similar", "better")


def row_verdicts(here: Here, title: str) -> list[Read] | None:
    """The rows under a title, with their verdict worked out afresh; those without one left out."""
    grid = here.grid(title)
    if grid is None and here.page.heading("determinants") == title:
        grid = next((g for g in here.page.grids if g.section == "determinants" and "Verdict" in g.head), None)
    if grid is None:
        return None
    rows = [read_row(here, row[0]) for row in grid.rows if len(row) > 2]
    return [row for row in rows if row is not None and verdict(here, row) in JUDGED]


def verdict(here: Here, row: Read) -> str:
    """The row's verdict; what is neither good nor bad has none that counts."""
    if not int(here.tables.catalogue[row.indicator]["polarity"]):
        return judge.UNTESTED
    return judge.verdict(here.tables, here.area, row.indicator, row.sex, row.period)


def _counts(found: Iterable[str]) -> dict[str, int]:
    listed = list(found)
    return {"tested": len(listed), **{word: listed.count(word) for word in JUDGED}}


def topics(here: Here, rows: Iterable[Read]) -> dict[str, int]:
    """Counted once a topic: where the sexes differ, similar."""
    by_topic: dict[str, set[str]] = {}
    for row in rows:
        by_topic.setdefault(row.indicator, set()).add(verdict(here, row))
    return _counts(next(iter(found)) if len(found) == 1 else "similar" for found in by_topic.values())


def _words(here: Here, m: re.Match[str]) -> None:
    """Which count is of which verdict: worse first, better last."""
    for slot, word in (("w1", "worse"), ("w2", "similar"), ("w3", "better")):
        if m.groupdict().get(slot):
            here.word("verdict", m[slot], word)


def _compare(here: Here, m: re.Match[str], rows: list[Read] | None) -> None:
    if rows is None:
        here.report("count: title", m[0], "no table under this title")
        return
    by_row, by_topic = _counts(verdict(here, row) for row in rows), topics(here, rows)
    said = {word: m[word] for word in ("tested", *JUDGED) if m.groupdict().get(word)}
    if all(words.agrees(text, by_row[word]) for word, text in said.items()):
        return
    kind = (
        "title counts topics, not rows"
        if all(words.agrees(text, by_topic[word]) for word, text in said.items())
        else "count: title"
    )
    here.report(kind, said, by_row)


@CLAIMS.reads(
    r"^Of {tested:COUNT} figures that can be tested against England, {worse:COUNT} (?:is|are) (?P<w1>worse|better|not tested), {similar:COUNT} (?P<w2>similar|not tested) and {better:COUNT} (?P<w3>better|worse)$",
    "figures that can be tested",
)
@CLAIMS.reads(
    r"^What shapes these outcomes: {worse:COUNT} of {tested:COUNT} tested figures? (?:is|are) (?P<w1>worse|better) than England’s, {better:COUNT} (?P<w3>better|worse)$",
    "What shapes these outcomes",
)
@CLAIMS.reads(
    r"^{tested:COUNT} wider determinants can be tested here: {worse:COUNT} (?:is|are) (?P<w1>worse|better) than England, {better:COUNT} (?P<w3>better|worse)$",
    "wider determinants can be tested",
)
def title(here: Here, m: re.Match[str]) -> None:
    _words(here, m)
    _compare(here, m, row_verdicts(here, m[0]))


@CLAIMS.reads(
    r"^(?P<which>All|None of the) {tested:COUNT} figures that can be tested (?:against England are (?P<word>worse|better)|can be (?P<apart>told apart) from England’s)$",
    "figures that can be tested",
)
@CLAIMS.reads(
    r"^What shapes these outcomes: (?P<which>all|none of the) {tested:COUNT} tested figures (?:are (?P<word>worse|better) than England’s|can be (?P<apart>told apart) from England’s)$",
    "What shapes these outcomes",
)
@CLAIMS.reads(
    r"^(?P<which>All|None of the) {tested:COUNT} wider determinants that can be tested here are (?P<word>worse|better) than England’s(?P<apart>)$",
    "wider determinants that can be tested",
)
def universal_title(here: Here, m: re.Match[str]) -> None:
    rows = row_verdicts(here, m[0])
    if rows is None:
        here.report("count: title", m[0], "no table under this title")
        return
    verdicts = [verdict(here, row) for row in rows]
    wanted = m["word"] or "similar"
    every = m["which"].lower() == "all"
    holds = all(v == wanted for v in verdicts) if every or m["apart"] else not any(v == wanted for v in verdicts)
    if not holds or (every and m["apart"]):
        here.report("universal", m[0], _counts(verdicts))
    by_topic = topics(here, rows)["tested"]
    if not words.agrees(m["tested"], len(rows)):
        here.report(
            "title counts topics, not rows" if words.agrees(m["tested"], by_topic) else "count: title",
            m["tested"],
            len(rows),
        )


@CLAIMS.reads(
    r"^{tested:COUNT} wider determinants? can be tested here; it is (?P<word>worse|better|similar)$",
    "can be tested here; it is",
)
def only_one(here: Here, m: re.Match[str]) -> None:
    rows = row_verdicts(here, m[0]) or []
    here.count("count: title", m["tested"], len(rows))
    for row in rows:
        here.word("verdict", m["word"], verdict(here, row))


@CLAIMS.reads(
    r"^(?:Outcomes beside England’s|What shapes these outcomes|The wider determinants beside England’s); (?P<none>none|some|all) can be tested here$",
    "can be tested here",
)
def none_tested(here: Here, m: re.Match[str]) -> None:
    here.word("universal", m["none"], "some" if row_verdicts(here, m[0]) else "none")


def everything(here: Here) -> list[Read]:
    """Every measure in the tables of measures, once."""
    found: dict[tuple[str, str, str], Read] = {}
    for grid in here.page.grids:
        if "Verdict" in grid.head:
            for row in grid.rows:
                read = read_row(here, row[0]) if len(row) > 2 else None
                if read is not None and verdict(here, read) in JUDGED:
                    found[read.indicator, read.sex, read.period] = read
    return list(found.values())


@CLAIMS.reads(
    r"^{tested:COUNT} topics? can be tested here, women and men together: {worse:COUNT} (?:is|are) (?P<w1>worse|better) than England, {similar:COUNT} (?P<w2>similar|not tested) and {better:COUNT} (?P<w3>better|worse)",
    "can be tested here, women",
)
def text(here: Here, m: re.Match[str]) -> None:
    """Here the count is of topics, healthy life and life expectancy once each."""
    _words(here, m)
    found = topics(here, everything(here))
    for word in ("tested", *JUDGED):
        here.count("count: measures", m[word], found[word])


@CLAIMS.reads(
    r"^(?P<which>All|None of the) {tested:COUNT} topics that can be tested here, women and men together, are (?P<word>worse|better) than in England",
    "topics that can be tested here",
)
def text_all(here: Here, m: re.Match[str]) -> None:
    found = topics(here, everything(here))
    here.count("count: measures", m["tested"], found["tested"])
    if (found[m["word"]] != found["tested"]) if m["which"] == "All" else found[m["word"]]:
        here.report("universal", m[0], found)


def _any(here: Here, words_: tuple[str, ...]) -> list[str]:
    """Measures of the page's tables with one of the verdicts."""
    return sorted({row.indicator for row in everything(here) if verdict(here, row) in words_})


@CLAIMS.reads(r"^(?P<no>No|Some) measure here meets the rule for a place to start", "meets the rule")
@CLAIMS.reads(r"^(?P<no>No|Some) measure meets it here, as in (?P<many>many|no) authorities", "meets it here")
def none_picked(here: Here, m: re.Match[str]) -> None:
    """By the rule for problems; a figure that is worse in a table need not meet it."""
    here.word("universal", m["no"], "no")
    picked = judge.candidates(here.tables, here.area, good=False)
    if picked:
        here.report("universal", m[0], ", ".join(id for id, *_ in picked))
