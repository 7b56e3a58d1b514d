"""About the figures: sources, words, and what not to conclude."""

from briefgen.briefing.desk import Desk, Label, name_cell
from briefgen.briefing.sections.determinants import determinant_measures
from briefgen.facts.verdict_counts import counts
from briefgen.model.briefing import Column, Edition, Row, Section, Table
from briefgen.model.fact import Sentence, Shown, plain

NOT_TO_CONCLUDE = ("cause", "rank", "similar", "trend", "money", "neighbours")
GLOSSARY = ("neighbourhood", "decile", "score", "hle", "le", "sii", "interval", "led")

ABBREVIATIONS = ("MHCLG", "OHID", "ONS", "DWP", "HMRC", "DfE")


def _short(publisher: str, names: dict[str, str]) -> str:
    for short, name in names.items():
        publisher = publisher.replace(name, short)
    return publisher


def _counted(desk: Desk) -> tuple[Sentence, ...]:
    """How many measures could be tested here and what came out, one a topic (METHODS 19.3)."""
    measures = [*desk.known.health.outcomes, *desk.known.health.behaviours]
    measures += [found for group in determinant_measures(desk).values() for found in group]
    tested, worse, similar, better = counts(measures)
    if not tested:
        return ()
    made = {
        name: desk.book.count(f"comparisons.{name}", value, method="comparison")
        for name, value in (("tested", tested), ("worse", worse), ("similar", similar), ("better", better))
    }
    every = tested == worse and tested > 1
    return (desk.say("about.lead.counts_all" if every else "about.lead.counts", **made),)


def about(desk: Desk, used: tuple[str, ...], edition: Edition) -> Section:
    """used: keys of the sources of every other section, in order of first use."""
    names = {short: desk.say(f"about.abbreviation.{short}").text for short in ABBREVIATIONS}
    legend = Label("; ".join(f"{short}: {name}" for short, name in names.items()))
    rows = []
    for key in used:
        source = desk.tables.sources[key]
        when = f"{source.published:%B %Y}" if source.published else "–"
        rows.append(Row((name_cell(source.title), name_cell(_short(source.publisher, names)), name_cell(when))))
    columns = (Column("Publication", width="64%"), Column("Publisher", width="20%"), Column("Published", width="16%"))
    glossary = []
    for key in GLOSSARY:
        word, _, meaning = desk.say(f"about.glossary.{key}").text.partition("|")
        glossary.append(Row((name_cell(word), name_cell(meaning))))
    values = {
        "edition": Label(edition.label),
        "version": Shown("edition", edition.version),
        "hash": Shown("edition", edition.data_hash),
    }
    return Section(
        id="about",
        number=8,
        heading=desk.say("about.heading").text,
        title=desk.say("about.title.main"),
        lead=(
            desk.say("about.lead.official", as_of=edition.as_of),
            desk.say("about.lead.verdict"),
            *_counted(desk),
            desk.say("about.lead.chance"),
        ),
        tables=(
            Table(
                "about.sources",
                desk.say("about.sources.title"),
                columns,
                tuple(rows),
                desk.say("about.notes.publishers", names=legend),
            ),
            Table("about.glossary", plain(""), (Column("Word"), Column("Meaning")), tuple(glossary)),
        ),
        missing=tuple(desk.say(f"about.not.{key}") for key in NOT_TO_CONCLUDE),
        notes=(
            desk.say("about.notes.edition", **values),
            desk.say("about.notes.licence"),
            desk.say("about.notes.next"),
            desk.say("about.notes.data"),
        ),
    )
