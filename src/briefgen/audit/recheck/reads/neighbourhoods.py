"""Neighbourhoods in words: how many are in the most deprived tenth, in which ward, at either end."""

import re

from briefgen.audit.recheck import index
from briefgen.audit.recheck.claims import Claims, Here
from briefgen.audit.recheck.reads.shared import first_share

CLAIMS = Claims()


def _first(here: Here) -> int:
    return index.counts(here.tables, here.area.code)[1]


def _n(here: Here) -> int:
    return len(index.places(here.tables, here.area.code))


@CLAIMS.reads(
    r"\b(?P<first>No|Some|Every) neighbourhoods?(?: (?!of ){area:AREA})? (?:is|are) in England’s most deprived tenth",
    " in England’s most",
)
def no_neighbourhood(here: Here, m: re.Match[str]) -> None:
    here.word(
        "count: neighbourhoods",
        m["first"],
        "no" if _first(here) == 0 else "some" if _first(here) < _n(here) else "every",
    )
    if m["area"]:
        here.is_place(m["area"])


@CLAIMS.reads(
    r"^{first:COUNT} of (?P<whose>.+?) {n:N} neighbourhoods(?P<of> here)? (?:is|are) in England’s most deprived tenth",
    "neighbourhoods",
)
@CLAIMS.reads(
    r"^{first:COUNT} of (?P<n>[\d,]+)(?P<whose>) neighbourhoods(?P<of> here)? (?:is|are) in England’s most deprived tenth",
    "neighbourhoods",
)
def some_of(here: Here, m: re.Match[str]) -> None:
    if m["whose"] and m["whose"] not in ("the", "its"):
        here.is_place(m["whose"])
    here.count("count: neighbourhoods", m["first"], _first(here), _n(here))
    here.count("count: neighbourhoods", m["n"], _n(here))


@CLAIMS.reads(
    r"^{half:COUNT} of its {n:N} neighbourhoods (?:is|are) in England’s (?P<which>less|more) deprived half",
    "deprived half",
)
def half(here: Here, m: re.Match[str]) -> None:
    here.word("direction", m["which"], "less")
    less = sum(n for tenth, n in index.counts(here.tables, here.area.code).items() if tenth > 5)
    here.count("count: neighbourhoods", m["half"], less, _n(here))
    here.count("count: neighbourhoods", m["n"], _n(here))


@CLAIMS.reads(r"^A small authority with {n:COUNT} neighbourhoods?", "A small authority")
@CLAIMS.reads(
    r"with {n:COUNT} neighbourhoods?, (?P<no>no|some) rank, share or spread is given", " rank, share or spread"
)
def small(here: Here, m: re.Match[str]) -> None:
    if m.groupdict().get("no"):
        here.word("universal", m["no"], "no")
    here.count("count: neighbourhoods", m["n"], _n(here))


@CLAIMS.reads(
    r"^{first:N} of {n:N} neighbourhoods (?:is|are) in England’s most deprived tenth, {share:P} of them", "of them"
)
def called(here: Here, m: re.Match[str]) -> None:
    here.count("count: neighbourhoods", m["first"], _first(here))
    here.count("count: neighbourhoods", m["n"], _n(here))
    first_share(here, m["share"])


@CLAIMS.reads(
    r"^{first:N} of its neighbourhoods (?:is|are) in England’s most deprived tenth and {last:N} in the least deprived",
    "in the least deprived",
)
@CLAIMS.reads(
    r"showing {first:N} in the most deprived tenth and {last:N} in the least deprived", "in the least deprived"
)
def both_ends(here: Here, m: re.Match[str]) -> None:
    here.count("count: neighbourhoods", m["first"], _first(here))
    here.count("count: neighbourhoods", m["last"], index.counts(here.tables, here.area.code)[10])


@CLAIMS.reads(r"^Count of {n:N}; the colours", "Count of")
@CLAIMS.reads(
    r"^Map of {n:N} neighbourhoods {area:AREA} by national tenth of deprivation, showing {first:N} in the most deprived tenth(?:, most of them in {ward:TEXT})?\.$",
    "Map of",
)
@CLAIMS.reads(
    r"^Map of {area:AREA} showing {first:N} of {n:N} neighbourhoods in England’s most deprived tenth", "Map of"
)
@CLAIMS.reads(
    r"^Bar chart of neighbourhoods {area:AREA} by national tenth of deprivation", "Bar chart of neighbourhoods"
)
def pictured(here: Here, m: re.Match[str]) -> None:
    found = m.groupdict()
    if found.get("area"):
        here.is_place(m["area"])
    if found.get("n"):
        here.count("count: neighbourhoods", m["n"], _n(here))
    if found.get("first"):
        here.count("count: neighbourhoods", m["first"], _first(here))
    if found.get("ward"):
        _leads(here, m["ward"], most=True)


@CLAIMS.reads(
    r"^{ward:TEXT} has the (?P<end>most|fewest) neighbourhoods in the most deprived tenth: {first:N} of its {n:N}",
    "neighbourhoods in the most deprived tenth: ",
)
def leading(here: Here, m: re.Match[str]) -> None:
    here.word("superlative", m["end"], "most")
    found = index.leading(here.tables, here.area).get(m["ward"])
    if found is None:
        here.report("name", m["ward"], "no ward or district here")
        return
    here.count("count: neighbourhoods", m["first"], found[0])
    here.count("count: neighbourhoods", m["n"], found[1])
    _leads(here, m["ward"])


def _leads(here: Here, ward: str, *, most: bool = False) -> None:
    """Has it the most, and alone? `most`: more than half of all."""
    found = index.leading(here.tables, here.area)
    top = max(first for first, _ in found.values())
    holders = sorted(name for name, (first, _) in found.items() if first == top)
    if ward not in holders:
        here.report("superlative", ward, ", ".join(holders))
    elif most and top * 2 <= _first(here):
        here.report("universal", f"most of them in {ward}", f"{top} of {_first(here)}")
    elif not most and len(holders) > 1:
        here.report("tie not said", ward, ", ".join(holders))


@CLAIMS.reads(r"^Rank of {n:N} in England", "Rank of")
def of_england(here: Here, m: re.Match[str]) -> None:
    here.count("count: neighbourhoods", m["n"], index.total(here.tables))


@CLAIMS.reads(
    r"^{area:AREA} (?:has|have) too few neighbourhoods for (?:a picture of deprivation|a spread of its own)",
    "too few neighbourhoods",
)
def too_few(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"])
    if _n(here) >= 10:
        here.report("universal", "too few neighbourhoods", _n(here))
