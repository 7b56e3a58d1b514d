"""My ward: one page for a councillor, from the neighbourhoods that fit the ward best."""

from typing import Any

import pandas as pd

from briefgen.briefing.desk import Desk, Label
from briefgen.briefing.sections.ward_pictures import locating_map, own_map, strip
from briefgen.briefing.sections.ward_tables import area_fact, beside_table, neighbourhoods_table
from briefgen.briefing.ward import FEWEST, Ward
from briefgen.errors import UsageError
from briefgen.facts.deprivation_standings import SOURCE
from briefgen.model.briefing import Section
from briefgen.model.catalogue import Unit
from briefgen.model.codes import GssCode
from briefgen.model.fact import Fact, Sentence


def ward(desk: Desk, code: GssCode) -> Section:
    """The section; the deprivation section's facts must be in the book.

    Raises UsageError for a code that is no ward of May 2025 or lies in another authority.
    """
    own = _found(desk, code)
    facts = _facts(desk, own)
    figures = [own_map(desk, own)] if own.n else []
    figures.append(locating_map(desk, own))
    if not own.small:
        figures.append(strip(desk, own, facts))
    tables = [neighbourhoods_table(desk, own)] if own.n else []
    tables.append(beside_table(desk, own, facts))
    return Section(
        id="ward",
        number=2,
        heading=desk.say("ward.heading").text,
        title=_title(desk, own, facts),
        lead=_lead(desk, own, facts),
        figures=tuple(figures),
        tables=tuple(tables),
        missing=_limits(desk, own),
        sources=(SOURCE, "ons-geography"),
    )


def _found(desk: Desk, code: GssCode) -> Ward:
    wards = desk.england.wards
    if code not in wards.index:
        raise UsageError(f"{code} is not a ward of May 2025; data/reference/wards.csv lists them.")
    row = wards.loc[code]
    district = desk.tables.areas[row["areacd"]]
    if district.code not in desk.tables.districts(desk.area):
        raise UsageError(
            f"{code} ({row['name']}) is a ward of {district.name.prose} ({district.code}), not of "
            f"{desk.area.name.prose}; ask for {district.code}."
        )
    table = desk.tables.neighbourhoods
    district_table = table[table["areacd"] == district.code].sort_values("rank")
    name = Label(str(row["name"]).replace("'", "’"))
    return Ward(code, name, district, row, district_table, district_table[district_table["ward"] == code])


def _facts(desk: Desk, own: Ward) -> dict[str, Fact]:
    """`ward.*`: nothing for an empty ward, no rank or share for the two smallest authorities, no share under three."""
    book, row = desk.book, own.row
    computed: dict[str, Any] = {"source": SOURCE, "method": "deprivation-summary", "area": str(own.code)}
    published: dict[str, Any] = {"source": SOURCE, "area": str(own.code)}
    facts = {"n": book.count("ward.neighbourhoods", own.n, **published)}
    if not own.n:
        return facts
    facts["score"] = book.add("ward.score", float(row["average_score"]), Unit.SCORE, 1, **computed)
    if own.small:
        return facts
    facts["first"] = book.count("ward.first", int(row["n_lsoas_decile1"]), **published)
    facts["rank"] = book.rank("ward.rank", int(row["rank"]), **computed)
    facts["of"] = book.count("ward.wards", int(row["of"]), **computed | {"area": str(own.district.code)})
    if own.n >= FEWEST:
        for name in ("first", "fifth"):
            share = float(row[f"residents_{name}"])
            facts[f"residents_{name}"] = book.add(f"ward.residents.{name}", share, Unit.SHARE, 1, **computed)
    for name, decile in (("low", own.table["decile"].min()), ("high", own.table["decile"].max())):
        facts[name] = book.rank(f"ward.decile.{name}", int(decile), **published)
    return facts


def _title(desk: Desk, own: Ward, facts: dict[str, Fact]) -> Sentence:
    if not own.n:
        return desk.say("ward.title.empty", ward=own.name)
    if own.small:
        return desk.say("ward.title.small", ward=own.name, n=facts["n"])
    first, n = facts["first"], facts["n"]
    if n.value == 1:
        return desk.say("ward.title.one_first" if first.value else "ward.title.one", ward=own.name)
    all_of_them = "both" if n.value == 2 else "every"
    which = "none" if first.value == 0 else all_of_them if first.value == n.value else "some"
    return desk.say(f"ward.title.{which}", ward=own.name, first=first, n=n)


def _lead(desk: Desk, own: Ward, facts: dict[str, Fact]) -> tuple[Sentence, ...]:
    place = own.district.name
    if not own.n:
        return (desk.say("ward.lead.empty"), desk.say("ward.lead.empty_instead", district=place))
    if own.small:
        return (desk.say("ward.lead.small", district=place, score=facts["score"]),)
    lead: list[Sentence] = []
    if facts["of"].value > 1:
        joint = "joint " if own.row["joint"] else ""
        lead.append(desk.say("ward.lead.rank", joint=joint, rank=facts["rank"], of=facts["of"], district=place))
    low, high = facts["low"], facts["high"]
    if own.n < FEWEST:
        lead.append(desk.say("ward.lead.few", n=facts["n"]))
        return tuple(lead)
    first, fifth = facts["residents_first"], facts["residents_fifth"]
    if first.value < 1:  # the title has said it
        lead.append(desk.say("ward.lead.same" if low.value == high.value else "ward.lead.spread", low=low, high=high))
        lead.append(desk.say(f"ward.lead.{_shares(first, fifth)}", first=first, fifth=fifth))
    here = {name: area_fact(desk, own.district, name) for name in ("first", "fifth")}
    england = {f"england_{name}": desk.book[f"imd.residents.{name}.england"] for name in ("first", "fifth")}
    which = "" if here["first"].value else "_no_first" if here["fifth"].value else "_no_fifth"
    lead.append(desk.say(f"ward.lead.beside{which}", district=place, **here, **england))
    return tuple(lead)


def _shares(first: Fact, fifth: Fact) -> str:
    """Which sentence holds: shares that are nothing or everything are said in words."""
    if fifth.value == 0:
        return "no_fifth"
    if first.value == 0:
        return "all_second" if fifth.value == 1 else "second"
    if fifth.value == first.value:
        return "first_only"
    return "all_fifth" if fifth.value == 1 else "shares"


def _limits(desk: Desk, own: Ward) -> tuple[Sentence, ...]:
    """What these figures cannot say for a ward."""
    said = [desk.say("ward.limits.health"), desk.say("ward.limits.fit")]
    if own.n:
        figures = "score" if own.small else "rank" if own.n < FEWEST else "share"
        said += [desk.say(f"ward.limits.computed_{figures}"), desk.say("ward.limits.untested")]
    if desk.area.is_county:
        said.append(desk.say("ward.limits.divisions"))
    everyone = desk.tables.neighbourhoods
    astray = everyone[(everyone["ward"] == own.code) & (everyone["areacd"] != own.district.code)]
    for code in pd.unique(astray["areacd"]):
        said.append(desk.say("ward.limits.astray", other=desk.tables.areas[code].name))
    return tuple(said)
