"""My ward in words: its neighbourhoods, its rank among the wards of its district, its residents' shares."""

import re

from briefgen.audit.recheck import index, wards
from briefgen.audit.recheck.claims import Claims, Here
from briefgen.audit.recheck.tables import ENGLAND
from briefgen.audit.recheck.wards import Ward

CLAIMS = Claims()


def _ward(here: Here, name: str = "") -> Ward | None:
    ward = wards.here(here)
    if name and (ward is None or ward.name != name):
        here.report("name", name, ward.name if ward else "no ward here")
    return ward


@CLAIMS.reads(
    r"^{first:COUNT} of the {n:COUNT} neighbourhoods of {ward:TEXT} ward (?:is|are) in England’s most deprived tenth$",
    " ward ",
)
@CLAIMS.reads(
    r"^(?P<first>Both|Neither)(?: of the)?(?P<n>) neighbourhoods of {ward:TEXT} ward (?:is|are) in England’s most deprived tenth$",
    " ward ",
)
@CLAIMS.reads(
    r"^(?P<first>All) {n:COUNT} neighbourhoods of {ward:TEXT} ward are in England’s most deprived tenth$", " ward "
)
@CLAIMS.reads(
    r"^(?P<first>No|Some) neighbourhood(?P<n>) of {ward:TEXT} ward is in England’s most deprived tenth$", " ward "
)
def title(here: Here, m: re.Match[str]) -> None:
    ward = _ward(here, m["ward"])
    if ward is None:
        return
    found = wards.tenths(here, ward)
    here.count("count: neighbourhoods", m["first"], found.count(1), len(found))
    if m["n"]:
        here.count("count: neighbourhoods", m["n"], len(found))


@CLAIMS.reads(
    r"^The one neighbourhood of {ward:TEXT} ward is (?P<not>not )?in England’s most deprived tenth$",
    "The one neighbourhood",
)
def one(here: Here, m: re.Match[str]) -> None:
    ward = _ward(here, m["ward"])
    if ward is None:
        return
    found = wards.tenths(here, ward)
    if len(found) != 1 or bool(m["not"]) == (found[0] == 1):
        here.report("count: neighbourhoods", m[0], f"tenths {found}")


@CLAIMS.reads(r"^{ward:TEXT} ward has {n:COUNT} neighbourhoods?, too few for a picture of deprivation$", "ward has")
@CLAIMS.reads(
    r"^(?P<ward>){n:COUNT} neighbourhoods? fits? this ward best, so no share of residents and no spread is given",
    "this ward best, so",
)
@CLAIMS.reads(
    r"^Map of the {n:COUNT} neighbourhoods? of {ward:TEXT} ward(?: by national tenth of deprivation, showing {first:N} in the most deprived tenth|, not sorted by deprivation because the authority has too few)",
    "Map of the",
)
def how_many(here: Here, m: re.Match[str]) -> None:
    ward = _ward(here, m["ward"])
    if ward is None:
        return
    here.count("count: neighbourhoods", m["n"], len(ward.places))
    if m.groupdict().get("first"):
        here.count("count: neighbourhoods", m["first"], wards.tenths(here, ward).count(1))


@CLAIMS.reads(
    r"^On average deprivation score, computed here, the ward ranks (?P<joint>joint )?{rank:ORD} of {of:N} wards {area:AREA}, counting from the (?P<end>most|least) deprived",
    "the ward ranks",
)
def ranks(here: Here, m: re.Match[str]) -> None:
    ward = _ward(here)
    if ward is None:
        return
    here.is_place(m["area"], ward.district)
    here.word("rank: deprivation", m["end"], "most")
    here.rank("rank: deprivation", m["rank"], bool(m["joint"]), wards.standing(here, ward), m["of"])


@CLAIMS.reads(
    r"^Its neighbourhoods run from England’s {low:ORD} tenth to the {high:ORD}; the 1st is the (?P<end>most|least) deprived",
    "neighbourhoods run from",
)
@CLAIMS.reads(
    r"^All of its neighbourhoods are in England’s {low:ORD} tenth; the 1st is the (?P<end>most|least) deprived",
    "All of its neighbourhoods",
)
def run(here: Here, m: re.Match[str]) -> None:
    ward = _ward(here)
    if ward is None:
        return
    here.word("direction", m["end"], "most")
    found = wards.tenths(here, ward)
    here.rank("count: neighbourhoods", m["low"], False, (min(found), False, 10))
    here.rank("count: neighbourhoods", m.groupdict().get("high") or m["low"], False, (max(found), False, 10))


@CLAIMS.reads(
    r"^{first:P} of its residents live in the most deprived tenth of neighbourhoods(?: and {fifth:P} in the most deprived fifth| and the others in the second|, none in the second)",
    "of its residents live",
)
@CLAIMS.reads(
    r"^{fifth:P} of its residents live in the most deprived fifth of neighbourhoods, (?P<none>none|some) in the most deprived tenth",
    "of its residents live",
)
@CLAIMS.reads(
    r"^(?P<all>All) of its residents live in the most deprived fifth of neighbourhoods, (?P<none>none|some) in the most deprived tenth",
    "of its residents live",
)
@CLAIMS.reads(
    r"^(?P<no>No|Some) resident of the ward lives in the most deprived tenth or fifth of neighbourhoods",
    "resident of the ward",
)
def shares(here: Here, m: re.Match[str]) -> None:
    ward = _ward(here)
    if ward is None:
        return
    first, fifth = (wards.share(here, ward, tenths) for tenths in (1, 2))
    slots = m.groupdict()
    if slots.get("first"):
        here.share("number: deprivation", m["first"], first)
    if slots.get("fifth"):
        here.share("number: deprivation", m["fifth"], fifth)
    if slots.get("none"):
        here.word("universal", m["none"], "some" if first else "none")
    if slots.get("no"):
        here.word("universal", m["no"], "some" if fifth else "no")
    if ("the others in the second" in m[0] or slots.get("all")) and fifth < 1:
        here.report("universal", m[0], f"{fifth:.1%} in the fifth")
    if "none in the second" in m[0] and fifth > first:
        here.report("universal", m[0], f"{fifth - first:.1%} in the second")


@CLAIMS.reads(
    r"^{area:AREA} (?:{first:P}|(?P<none>none)) live in the most deprived tenth and {fifth:P} in that fifth; in England {ef:P} and {ei:P}",
    "in that fifth",
)
@CLAIMS.reads(
    r"^Nor does any {area:AREA} as a whole(?P<first>)(?P<fifth>); in England {ef:P} and {ei:P} do", "Nor does any"
)
def beside(here: Here, m: re.Match[str]) -> None:
    ward = _ward(here)
    if ward is None:
        return
    here.is_place(m["area"], ward.district)
    first, fifth = (index.residents(here.tables, ward.district.code, tenths) for tenths in (1, 2))
    if m["first"]:
        here.share("number: deprivation", m["first"], first)
    elif first:
        here.report("universal", m[0], f"{first:.1%}")
    if m["fifth"]:
        here.share("number: deprivation", m["fifth"], fifth)
    for slot, tenths in (("ef", 1), ("ei", 2)):
        here.share("number: deprivation", m[slot], index.residents(here.tables, ENGLAND, tenths))


@CLAIMS.reads(r"^Map of {area:AREA} showing where {ward:TEXT} ward lies within it", "lies within it")
@CLAIMS.reads(
    r"^Strip plot of average deprivation score of {of:N} wards? {area:AREA}, showing {ward:TEXT} ward at {score:N} and England at {england:N}",
    "Strip plot",
)
@CLAIMS.reads(
    r"^Average score of {of:N} wards?(?P<area>)(?P<ward>) with a neighbourhood, computed", "with a neighbourhood"
)
@CLAIMS.reads(r"^The wards {area:AREA}(?P<ward>)$", "The wards ")
def pictured(here: Here, m: re.Match[str]) -> None:
    ward = _ward(here, m["ward"])
    if ward is None or m["area"] == "around it":
        return
    slots = m.groupdict()
    if m["area"]:
        here.is_place(m["area"], ward.district)
    if slots.get("of"):
        here.count("count: wards", m["of"], wards.standing(here, ward)[2])
    if slots.get("score"):
        here.number("number: deprivation", m["score"], ward.score)
        here.number("number: deprivation", m["england"], index.score(here.tables, ENGLAND))


@CLAIMS.reads(r"^(?P<no>No|Some) neighbourhood is assigned to {ward:TEXT} ward$", "is assigned to")
@CLAIMS.reads(
    r"^Map of {area:AREA} showing its neighbourhoods, (?P<no>none|some) of which is assigned to {ward:TEXT} ward",
    "is assigned to",
)
@CLAIMS.reads(
    r"^Neighbourhoods are census areas, each assigned to the one ward it fits best; (?P<no>none|some) fits(?P<ward>) this ward best",
    "fits best; ",
)
def empty(here: Here, m: re.Match[str]) -> None:
    ward = _ward(here, m["ward"])
    if m.groupdict().get("area") and ward is not None:
        here.is_place(m["area"], ward.district)
    if ward is not None and (bool(ward.places) or m["no"].lower() == "some"):
        here.report("universal", m[0], len(ward.places))


@CLAIMS.reads(r"^Tenth of England; rank of {n:N}\.", "Tenth of England")
def of_england(here: Here, m: re.Match[str]) -> None:
    here.count("count: neighbourhoods", m["n"], index.total(here.tables))


@CLAIMS.reads(
    r"^The average deprivation score is {score:N}; with so few neighbourhoods {area:AREA}, (?P<no>no|some) rank, tenth or share is given",
    "with so few neighbourhoods",
)
def small(here: Here, m: re.Match[str]) -> None:
    ward = _ward(here)
    if ward is not None:
        here.is_place(m["area"], ward.district)
        here.number("number: deprivation", m["score"], ward.score)
        here.word("universal", m["no"], "no")


CLAIMS.statements(
    "National tenths, darker is more deprived; numbered as listed", "Its neighbourhoods, most deprived first",
    "Letters tell like names apart.", "What these figures cannot say",
    "No health figure is published for wards here; the authority’s stand in the section on health.",
    "A neighbourhood belongs to the ward of May 2025 it fits best; a ward’s edge may cut through one.",
    "The ward’s score, shares and rank are computed from its neighbourhoods, not published for wards.",
    "The ward’s score and rank are computed from its neighbourhoods, not published for wards.",
    "The ward’s score is computed from its neighbourhoods, not published for wards.",
    "No interval is published, so no difference between wards is tested.",
    "The county’s electoral divisions are not wards; this page is of a district’s ward.",
    "Too few to be sorted into tenths; numbered as listed", "Neighbourhoods by national tenth; the ward is outlined",
    "The ward’s figures are computed from its neighbourhoods.", "The ward has no figure of its own.",
    "The ward’s figure is computed; shares need three neighbourhoods.", "Score of the index; no rank is given.",
)  # fmt: skip
