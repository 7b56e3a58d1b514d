"""Deprivation in words: ranks with their ties, scores, shares of residents, domains and districts."""

import re

from briefgen.audit.recheck import index, words
from briefgen.audit.recheck.claims import Claims, Here
from briefgen.audit.recheck.reads.shared import first_share
from briefgen.audit.recheck.tables import ENGLAND

CLAIMS = Claims()


@CLAIMS.reads(r"{share:P} of neighbourhoods are in England’s most deprived tenth", "of neighbourhoods are")
def proportion(here: Here, m: re.Match[str]) -> None:
    first_share(here, m["share"])


@CLAIMS.reads(
    r"on average score it is (?P<joint>joint )?{rank:ORD} most deprived of {of:N} authorities", "on average score it is"
)
def average_score(here: Here, m: re.Match[str]) -> None:
    here.rank("rank: deprivation", m["rank"], bool(m["joint"]), index.standing(here.tables, here.area), m["of"])


@CLAIMS.reads(
    r"^{area:AREA} ranks (?P<joint>joint )?{rank:ORD} of {of:N}(?: upper-tier)? authorities on average deprivation score, counting from the (?P<end>most|least) deprived",
    "authorities on average",
)
@CLAIMS.reads(
    r"^On average deprivation score {area:AREA} ranks (?P<joint>joint )?{rank:ORD} of {of:N} upper-tier authorities, counting from the (?P<end>most|least) deprived; this county figure is computed",
    "upper-tier authorities",
)
def ranks(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"])
    here.word("rank: deprivation", m["end"], "most")
    here.rank("rank: deprivation", m["rank"], bool(m["joint"]), index.standing(here.tables, here.area), m["of"])


@CLAIMS.reads(
    r"(?P<joint>joint )?{rank:ORD} on its share of neighbourhoods in the most deprived tenth", "on its share of"
)
@CLAIMS.reads(
    r"^On its share of neighbourhoods in the most deprived tenth it is (?P<joint>joint )?{rank:ORD}", "On its share of"
)
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


@CLAIMS.reads(
    r"^{first:P} of residents live in the most deprived tenth of neighbourhoods and {fifth:P} in the most deprived fifth; England’s own shares are {ef:P} and {ei:P}",
    "of residents live in the most deprived tenth",
)
def residents(here: Here, m: re.Match[str]) -> None:
    for slot, code, tenths in (
        ("first", here.area.code, 1),
        ("fifth", here.area.code, 2),
        ("ef", ENGLAND, 1),
        ("ei", ENGLAND, 2),
    ):
        here.share("number: deprivation", m[slot], index.residents(here.tables, code, tenths))


@CLAIMS.reads(
    r"^{fifth:P} of residents live in the most deprived fifth of neighbourhoods, against {ei:P} in England",
    "of residents live in the most deprived fifth",
)
def residents_fifth(here: Here, m: re.Match[str]) -> None:
    here.share("number: deprivation", m["fifth"], index.residents(here.tables, here.area.code, 2))
    here.share("number: deprivation", m["ei"], index.residents(here.tables, ENGLAND, 2))


@CLAIMS.reads(
    r"^(?P<no>No|Some) residents? lives? in the most deprived fifth of England’s neighbourhoods",
    "most deprived fifth of England",
)
def no_resident(here: Here, m: re.Match[str]) -> None:
    here.word("universal", m["no"], "some" if index.residents(here.tables, here.area.code, 2) else "no")


@CLAIMS.reads(
    r"[Tt]he average deprivation score is {score:N}(?:; with so few neighbourhoods (?P<no>no|some) rank or share is given)?",
    "average deprivation score is",
)
@CLAIMS.reads(
    r"^{score:N} is the average deprivation score; England’s is {england:N}", "is the average deprivation score"
)
def score(here: Here, m: re.Match[str]) -> None:
    if here.where.startswith("ward"):
        return  # the ward's own, read there
    here.number("number: deprivation", m["score"], index.score(here.tables, here.area.code))
    if m.groupdict().get("no"):
        here.word("universal", m["no"], "no")
    if m.groupdict().get("england"):
        here.number("number: deprivation", m["england"], index.score(here.tables, ENGLAND))


@CLAIMS.reads(r"^In {region:AREA} as a whole it is {share:P}", "as a whole it is")
def regional(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["region"], here.tables.areas[here.area.region])
    here.share("number: deprivation", m["share"], index.proportion(here.tables, here.area.region))


@CLAIMS.reads(r"^Most deprived on {high:TEXT}, least on {low:TEXT}$", "Most deprived on")
def domains(here: Here, m: re.Match[str]) -> None:
    ranks = {
        name: (index.standing(here.tables, here.area, "score", id) or (0, False, 0))[0]
        for id, name in index.DOMAIN_NAMES.items()
    }
    for slot, pick in (("high", min), ("low", max)):
        holders = [name.lower() for name, rank in ranks.items() if rank == pick(ranks.values())]
        said = m[slot].lower()
        if not any(name in said for name in holders):
            here.report("superlative", m[slot], " and ".join(holders))
        elif any(name not in said for name in holders):
            here.report("tie not said", m[slot], " and ".join(holders))
        elif sum(len(name) for name in holders) + 5 * (len(holders) - 1) < len(said):
            here.report("superlative", m[slot], " and ".join(holders))


@CLAIMS.reads(
    r"^The districts of {area:AREA}: {high:AREA} is the most deprived, {low:AREA} the least$", "The districts of"
)
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
@CLAIMS.reads(
    r"^Recast to today’s boundaries, the IoD2019 puts {area:AREA} {rank:ORD} of {of:N} \((?P<computed>computed)\)",
    "Recast to today",
)
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


@CLAIMS.reads(r"^Ranks are of {n:N} districts in England", "districts in England")
def of_districts(here: Here, m: re.Match[str]) -> None:
    here.count("count: authorities", m["n"], len(here.tables.districts))
