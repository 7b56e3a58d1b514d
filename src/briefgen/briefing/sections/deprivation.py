"""Deprivation here: the published index for the authority, its domains and its neighbourhoods."""

from typing import Any

import pandas as pd

from briefgen.briefing.desk import Desk
from briefgen.briefing.sections.deprivation_pictures import tenths_bars, tenths_map
from briefgen.briefing.sections.deprivation_tables import SOURCE, districts_table, domains_table, named_table
from briefgen.model.briefing import Callout, Section, Table
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact, Sentence


def deprivation(desk: Desk) -> Section:
    """The section; facts `imd.*` are in the book afterwards."""
    facts = _facts(desk)
    figures = [tenths_map(desk)]
    tables: list[Table | None] = []
    if not desk.small:
        figures.append(tenths_bars(desk))
        tables.append(named_table(desk))
    tables.append(districts_table(desk) if desk.area.is_county else domains_table(desk))
    return Section(
        id="deprivation",
        number=2,
        heading=desk.say("deprivation.heading").text,
        title=_title(desk),
        lead=_lead(desk, facts),
        callout=_callout(desk),
        figures=tuple(figures),
        tables=tuple(table for table in tables if table is not None),
        notes=_notes(desk),
        sources=(SOURCE,),
    )


def _facts(desk: Desk) -> dict[str, Fact]:
    """Facts of the summaries: official for districts, computed by the published method for counties."""
    own, book = desk.national.deprivation.loc[desk.area.code], desk.book
    origin: dict[str, Any] = {"source": SOURCE, "method": "deprivation-summary"}
    facts = {"score": book.add("imd.score", float(own["average_score"]), Unit.SCORE, 1, **origin)}
    england = desk.national.deprivation.loc[desk.evidence.england.code]
    facts["england"] = book.add(
        "imd.score.england", float(england["average_score"]), Unit.SCORE, 1, **origin, area=desk.evidence.england.code
    )
    table = desk.neighbourhoods
    facts["n"] = book.count("imd.neighbourhoods", len(table), source=SOURCE)
    if desk.small:
        return facts
    facts["of"] = book.count("imd.authorities", int(own["denominator"]), source=SOURCE)
    for name, column in (("rank", "rank_of_average_score"), ("average", "rank_of_average_rank")):
        if not pd.isna(own[column]):
            facts[name] = book.rank(f"imd.{name}", int(own[column]), **origin)
    if own["proportion"] > 0:
        facts["proportion_rank"] = book.rank("imd.proportion_rank", int(own["rank_of_proportion"]), **origin)
    facts["proportion"] = book.add("imd.proportion", float(own["proportion"]), Unit.SHARE, 1, **origin)
    counts = table["decile"].value_counts()
    for decile in range(1, 11):
        book.count(f"imd.decile.{decile}", int(counts.get(decile, 0)), source=SOURCE)
    people = table.groupby("decile")["population"].sum()
    for name, deciles in (("first", (1,)), ("fifth", (1, 2))):
        share = sum(int(people.get(decile, 0)) for decile in deciles) / int(people.sum())
        facts[f"residents_{name}"] = book.add(f"imd.residents.{name}", share, Unit.SHARE, 1, source=SOURCE)
        facts[f"england_{name}"] = book.add(
            f"imd.residents.{name}.england", float(england[f"residents_{name}"]), Unit.SHARE, 1, source=SOURCE
        )
    facts["half"] = book.count("imd.less_deprived_half", int((table["decile"] > 5).sum()), source=SOURCE)
    facts["region"] = book.add(
        "imd.proportion.region",
        float(desk.national.deprivation.loc[desk.region.code]["proportion"]),
        Unit.SHARE,
        1,
        **origin,
        area=desk.region.code,
    )
    return facts


def _title(desk: Desk) -> Sentence:
    if desk.small:
        return desk.say("deprivation.title.small", have="have" if desk.area.name.prose.endswith("s") else "has")
    first = desk.book["imd.decile.1"]
    if first.value == 0:
        return desk.say("deprivation.title.all_none")
    return desk.title("deprivation.title.some", first=first, n=desk.book["imd.neighbourhoods"])


def joint_word(desk: Desk, column: str, rank: float) -> str:
    """ "joint " where another authority of the tier has the same published rank."""
    table = desk.national.deprivation
    tier = table[table["denominator"] == table.loc[desk.area.code]["denominator"]]
    return "joint " if int((tier[column] == rank).sum()) > 1 else ""


def _lead(desk: Desk, facts: dict[str, Fact]) -> tuple[Sentence, ...]:
    if desk.small:
        return (desk.say("deprivation.lead.small", score=facts["score"], n=facts["n"]),)
    verb = "ranks"
    lead = []
    if desk.area.is_county:
        lead.append(desk.say("deprivation.lead.rank_computed", rank=facts["rank"], rank_verb=verb, n=facts["of"]))
        if "proportion_rank" in facts:
            joint = joint_word(desk, "rank_of_proportion", facts["proportion_rank"].value)
            lead.append(
                desk.say("deprivation.lead.summaries_computed", joint=joint, proportion=facts["proportion_rank"])
            )
    else:
        joint = joint_word(desk, "rank_of_average_score", facts["rank"].value)
        lead.append(desk.say("deprivation.lead.rank", joint=joint, rank=facts["rank"], rank_verb=verb, n=facts["of"]))
        if "proportion_rank" in facts:
            joint = joint_word(desk, "rank_of_proportion", facts["proportion_rank"].value)
            lead.append(
                desk.say(
                    "deprivation.lead.summaries",
                    joint=joint,
                    proportion=facts["proportion_rank"],
                    average=facts["average"],
                )
            )
        else:
            lead.append(desk.say("deprivation.lead.summaries_none", average=facts["average"]))
    first, fifth = facts["residents_first"], facts["residents_fifth"]
    values = {
        "first": first,
        "fifth": fifth,
        "england_first": facts["england_first"],
        "england_fifth": facts["england_fifth"],
    }
    if fifth.value == 0:
        lead.append(desk.say("deprivation.lead.residents_no_fifth"))
    else:
        lead.append(
            desk.say("deprivation.lead.residents" if first.value > 0 else "deprivation.lead.residents_none", **values)
        )
    half = "better_half" if facts["half"].value > 0 else "better_half_none"
    lead.append(desk.say(f"deprivation.lead.{half}", half=facts["half"], n=facts["n"]))
    return tuple(lead)


def _callout(desk: Desk) -> Callout | None:
    if desk.small:
        return None
    book = desk.book
    first, n = book["imd.decile.1"], book["imd.neighbourhoods"]
    if first.value == 0:
        return Callout(
            desk.say("deprivation.call.number_none", score=book["imd.score"]),
            desk.say("deprivation.call.text_none", england=book["imd.score.england"]),
        )
    text = "deprivation.call.text_one" if first.value == 1 else "deprivation.call.text"
    values = {"proportion": book["imd.proportion"], "regional": book["imd.proportion.region"]}
    return Callout(desk.say("deprivation.call.number", first=first, n=n), desk.say(text, **values))


def _notes(desk: Desk) -> tuple[Sentence, ...]:
    notes = []
    old = desk.national.deprivation_before.get(desk.area.code)
    if old is not None and not desk.small:
        rank, n, official = old
        id = "deprivation.notes.old" if official else "deprivation.notes.old_computed"
        source = {"source": "iod2019"}
        notes.append(
            desk.say(
                id,
                rank=desk.book.rank("imd.before.rank", rank, **source),
                n=desk.book.count("imd.before.n", n, **source),
            )
        )
    notes.append(desk.say("deprivation.notes.names"))
    notes.append(desk.say("deprivation.notes.map"))
    return tuple(notes)
