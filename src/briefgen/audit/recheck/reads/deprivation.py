"""Deprivation in words: neighbourhoods in the most deprived tenth, ranks with their ties, shares of residents, names."""

import re

from briefgen.audit.recheck import index, words
from briefgen.audit.recheck.claims import Claims, Here
from briefgen.audit.recheck.tables import ENGLAND

CLAIMS = Claims()
FIRST = "in the most deprived tenth"


def _first(here: Here) -> int:
    return index.counts(here.tables, here.area.code)[1]


def _n(here: Here) -> int:
    return len(index.places(here.tables, here.area.code))


@CLAIMS.reads(r"{share:P} of neighbourhoods are in England’s most deprived tenth", "of neighbourhoods are")
def proportion(here: Here, m: re.Match[str]) -> None:
    here.share("number: deprivation", m["share"], index.proportion(here.tables, here.area.code))


@CLAIMS.reads(r"\b(?P<first>No|Some|Every) neighbourhoods?(?: {area:AREA})? (?:is|are) in England’s most deprived tenth", " in England’s most")
def no_neighbourhood(here: Here, m: re.Match[str]) -> None:
    here.word("count: neighbourhoods", m["first"], "no" if _first(here) == 0 else "some" if _first(here) < _n(here) else "every")
    if m["area"]:
        here.is_place(m["area"])


@CLAIMS.reads(r"^{first:COUNT} of (?P<whose>.+?) {n:N} neighbourhoods(?P<of> here)? (?:is|are) in England’s most deprived tenth", "neighbourhoods")
@CLAIMS.reads(r"^{first:COUNT} of (?P<n>[\d,]+)(?P<whose>) neighbourhoods(?P<of> here)? (?:is|are) in England’s most deprived tenth", "neighbourhoods")
def some_of(here: Here, m: re.Match[str]) -> None:
    if m["whose"] and m["whose"] not in ("the", "its"):
        here.is_place(m["whose"])
    here.count("count: neighbourhoods", m["first"], _first(here), _n(here))
    here.count("count: neighbourhoods", m["n"], _n(here))


@CLAIMS.reads(r"on average score it is (?P<joint>joint )?{rank:ORD} most deprived of {of:N} authorities", "on average score it is")
def average_score(here: Here, m: re.Match[str]) -> None:
    here.rank("rank: deprivation", m["rank"], bool(m["joint"]), index.standing(here.tables, here.area), m["of"])


@CLAIMS.reads(r"^{area:AREA} ranks (?P<joint>joint )?{rank:ORD} of {of:N}(?: upper-tier)? authorities on average deprivation score, counting from the (?P<end>most|least) deprived", "authorities on average")
@CLAIMS.reads(r"^On average deprivation score {area:AREA} ranks (?P<joint>joint )?{rank:ORD} of {of:N} upper-tier authorities, counting from the (?P<end>most|least) deprived; this county figure is computed", "upper-tier authorities")
def ranks(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"])
    here.word("rank: deprivation", m["end"], "most")
    here.rank("rank: deprivation", m["rank"], bool(m["joint"]), index.standing(here.tables, here.area), m["of"])


@CLAIMS.reads(r"(?P<joint>joint )?{rank:ORD} on its share of neighbourhoods in the most deprived tenth", "on its share of")
@CLAIMS.reads(r"^On its share of neighbourhoods in the most deprived tenth it is (?P<joint>joint )?{rank:ORD}", "On its share of")
def on_proportion(here: Here, m: re.Match[str]) -> None:
    here.rank("rank: deprivation", m["rank"], bool(m["joint"]), index.standing(here.tables, here.area, "proportion"))


@CLAIMS.reads(r"(?P<joint>joint )?{rank:ORD} on average rank", "on average rank")
@CLAIMS.reads(r"^On average rank, another summary, it is (?P<joint>joint )?{rank:ORD}", "On average rank")
def on_average_rank(here: Here, m: re.Match[str]) -> None:
    here.rank("rank: deprivation", m["rank"], bool(m["joint"]), index.standing(here.tables, here.area, "average rank"))


@CLAIMS.reads(r"^Other summaries (?P<way>differ|agree): ", "Other summaries")
def summaries_differ(here: Here, m: re.Match[str]) -> None:
    found = [index.standing(here.tables, here.area, by) for by in ("score", "proportion", "average rank")]
    different = len({rank[0] for rank in found if rank}) > 1
    here.word("universal", m["way"], "differ" if different else "agree")


@CLAIMS.reads(r"^{first:P} of residents live in the most deprived tenth of neighbourhoods and {fifth:P} in the most deprived fifth; England’s own shares are {ef:P} and {ei:P}", "of residents live in the most deprived tenth")
def residents(here: Here, m: re.Match[str]) -> None:
    for slot, code, tenths in (("first", here.area.code, 1), ("fifth", here.area.code, 2), ("ef", ENGLAND, 1), ("ei", ENGLAND, 2)):
        here.share("number: deprivation", m[slot], index.residents(here.tables, code, tenths))


@CLAIMS.reads(r"^{fifth:P} of residents live in the most deprived fifth of neighbourhoods, against {ei:P} in England", "of residents live in the most deprived fifth")
def residents_fifth(here: Here, m: re.Match[str]) -> None:
    here.share("number: deprivation", m["fifth"], index.residents(here.tables, here.area.code, 2))
    here.share("number: deprivation", m["ei"], index.residents(here.tables, ENGLAND, 2))


@CLAIMS.reads(r"^(?P<no>No|Some) residents? lives? in the most deprived fifth of England’s neighbourhoods", "most deprived fifth of England")
def no_resident(here: Here, m: re.Match[str]) -> None:
    here.word("universal", m["no"], "some" if index.residents(here.tables, here.area.code, 2) else "no")


@CLAIMS.reads(r"^{half:COUNT} of its {n:N} neighbourhoods (?:is|are) in England’s (?P<which>less|more) deprived half", "deprived half")
def half(here: Here, m: re.Match[str]) -> None:
    here.word("direction", m["which"], "less")
    less = sum(n for tenth, n in index.counts(here.tables, here.area.code).items() if tenth > 5)
    here.count("count: neighbourhoods", m["half"], less, _n(here))
    here.count("count: neighbourhoods", m["n"], _n(here))


@CLAIMS.reads(r"[Tt]he average deprivation score is {score:N}(?:; with so few neighbourhoods no rank or share is given)?", "average deprivation score is")
@CLAIMS.reads(r"^{score:N} is the average deprivation score; England’s is {england:N}", "is the average deprivation score")
def score(here: Here, m: re.Match[str]) -> None:
    here.number("number: deprivation", m["score"], index.score(here.tables, here.area.code))
    if m.groupdict().get("england"):
        here.number("number: deprivation", m["england"], index.score(here.tables, ENGLAND))


@CLAIMS.reads(r"^A small authority with {n:COUNT} neighbourhoods?", "A small authority")
@CLAIMS.reads(r"with {n:COUNT} neighbourhoods?, no rank, share or spread is given", "no rank, share or spread")
def small(here: Here, m: re.Match[str]) -> None:
    here.count("count: neighbourhoods", m["n"], _n(here))


@CLAIMS.reads(r"^{first:N} of {n:N} neighbourhoods (?:is|are) in England’s most deprived tenth, {share:P} of them", "of them")
def called(here: Here, m: re.Match[str]) -> None:
    here.count("count: neighbourhoods", m["first"], _first(here))
    here.count("count: neighbourhoods", m["n"], _n(here))
    here.share("number: deprivation", m["share"], index.proportion(here.tables, here.area.code))


@CLAIMS.reads(r"^In {region:AREA} as a whole it is {share:P}", "as a whole it is")
def regional(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["region"], here.tables.areas[here.area.region])
    here.share("number: deprivation", m["share"], index.proportion(here.tables, here.area.region))


@CLAIMS.reads(r"^{first:N} of its neighbourhoods (?:is|are) in England’s most deprived tenth and {last:N} in the least deprived", "in the least deprived")
@CLAIMS.reads(r"showing {first:N} in the most deprived tenth and {last:N} in the least deprived", "in the least deprived")
def both_ends(here: Here, m: re.Match[str]) -> None:
    here.count("count: neighbourhoods", m["first"], _first(here))
    here.count("count: neighbourhoods", m["last"], index.counts(here.tables, here.area.code)[10])


@CLAIMS.reads(r"^Count of {n:N}; the colours", "Count of")
@CLAIMS.reads(r"^Map of {n:N} neighbourhoods {area:AREA} by national tenth of deprivation, showing {first:N} in the most deprived tenth(?:, most of them in {ward:TEXT})?\.$", "Map of")
@CLAIMS.reads(r"^Map of {area:AREA} showing {first:N} of {n:N} neighbourhoods in England’s most deprived tenth", "Map of")
@CLAIMS.reads(r"^Bar chart of neighbourhoods {area:AREA} by national tenth of deprivation", "Bar chart of neighbourhoods")
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


@CLAIMS.reads(r"^{ward:TEXT} has the (?P<end>most|fewest) neighbourhoods in the most deprived tenth: {first:N} of its {n:N}", "neighbourhoods in the most deprived tenth: ")
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


@CLAIMS.reads(r"^Most deprived on {high:TEXT}, least on {low:TEXT}$", "Most deprived on")
def domains(here: Here, m: re.Match[str]) -> None:
    ranks = {name: (index.standing(here.tables, here.area, "score", id) or (0, False, 0))[0] for id, name in DOMAIN_NAMES.items()}
    for slot, pick in (("high", min), ("low", max)):
        holders = [name.lower() for name, rank in ranks.items() if rank == pick(ranks.values())]
        if m[slot].lower() not in holders:
            here.report("superlative", m[slot], " and ".join(holders))
        elif len(holders) > 1:
            here.report("tie not said", m[slot], " and ".join(holders))


@CLAIMS.reads(r"^The districts of {area:AREA}: {high:AREA} is the most deprived, {low:AREA} the least$", "The districts of")
def districts(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"])
    scores = {here.tables.areas[c].prose: index.score(here.tables, c) for c in here.tables.within(here.area)}
    for slot, pick in (("high", max), ("low", min)):
        holders = [name for name, value in scores.items() if value == pick(scores.values())]
        if m[slot] not in holders:
            here.report("superlative", m[slot], " and ".join(holders))
        elif len(holders) > 1:
            here.report("tie not said", m[slot], " and ".join(holders))


@CLAIMS.reads(r"^In the IoD2019 {area:AREA} ranked {rank:ORD} of {of:N} on average score", "In the IoD2019")
@CLAIMS.reads(r"^Recast to today’s boundaries, the IoD2019 puts {area:AREA} {rank:ORD} of {of:N} \((?P<computed>computed)\)", "Recast to today")
def before(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"])
    found = index.before(here.tables, here.area)
    if found is None:
        here.report("rank: deprivation", m["rank"], "no rank of 2019")
        return
    if words.ordinal(m["rank"]) != (found[0], True) or words.count(m["of"]) != found[1]:
        here.report("rank: deprivation", f"{m['rank']} of {m['of']}", f"{found[0]} of {found[1]}")
    if bool(m.groupdict().get("computed")) == found[2]:
        here.report("ours or theirs", m[0], "published" if found[2] else "computed")


@CLAIMS.reads(r"^Rank of {n:N} in England", "Rank of")
def of_england(here: Here, m: re.Match[str]) -> None:
    here.count("count: neighbourhoods", m["n"], index.total(here.tables))


@CLAIMS.reads(r"^Ranks are of {n:N} districts in England", "districts in England")
def of_districts(here: Here, m: re.Match[str]) -> None:
    here.count("count: authorities", m["n"], len(here.tables.districts))


@CLAIMS.reads(r"^{area:AREA} (?:has|have) too few neighbourhoods for (?:a picture of deprivation|a spread of its own)", "too few neighbourhoods")
def too_few(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"])
    if _n(here) >= 10:
        here.report("universal", "too few neighbourhoods", _n(here))


DOMAIN_NAMES = {
    "income": "Income", "employment": "Employment", "education": "Education, skills and training",
    "health": "Health and disability", "crime": "Crime", "barriers": "Barriers to housing and services",
    "living": "Living environment",
}  # fmt: skip
