"""The health gap: healthy life, life expectancy, the gap inside, the first wave and what shapes outcomes."""

from briefgen.briefing.desk import Desk, fact_cell, name_cell
from briefgen.briefing.sections.health_facts import (
    BEFORE,
    LE_TESTED,
    SEXES,
    changes,
    finding,
    gap_words,
    gradient_range,
    position,
)
from briefgen.briefing.sections.health_figures import covid, gradient, life, scatter
from briefgen.briefing.sections.health_figures import trend as trend_figure
from briefgen.briefing.sections.tables import counted_title, measures_table, missing
from briefgen.facts.measure import Measure
from briefgen.model.briefing import Callout, Column, Row, Section, Table
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Sentence
from briefgen.model.period import Period
from briefgen.model.verdict import Verdict
from briefgen.statistics.trend import POINTS, trend

BEHAVIOURS = ("smoking", "obesity_adult", "obesity_year6", "obesity_reception", "inactive_adults", "child_poverty")


OUTCOMES = ("cvd", "u75_preventable", "early_cancer", "covid19")


def outcome_measures(desk: Desk) -> list[Measure]:
    """Healthy life; life expectancy of the period that has intervals; then the rest, one row each."""
    years = [desk.place.measure(id, sex, when) for id, when in (("hle", None), ("le", LE_TESTED)) for sex in SEXES]
    return [*years, *(desk.place.measure(id) for id in OUTCOMES)]


def behaviour_measures(desk: Desk) -> list[Measure]:
    return [desk.place.measure(id) for id in BEHAVIOURS]


def health(desk: Desk) -> Section:
    hle = {sex: desk.place.measure("hle", sex) for sex in SEXES}
    le = {sex: desk.place.measure("le", sex) for sex in SEXES}
    level = {sex: desk.place.measure("le", sex, LE_TESTED) for sex in SEXES} if desk.area.is_county else le
    outcomes, behaviours = outcome_measures(desk), behaviour_measures(desk)
    inside = _inside(desk)
    return Section(
        id="health",
        number=3,
        heading=desk.say("health.heading").text,
        title=_title(desk, hle),
        lead=_lead(desk, hle, level),
        callout=_callout(desk),
        figures=tuple(
            figure
            for figure in (
                trend_figure(desk, hle),
                *(scatter(desk, hle, sex) for sex in SEXES),
                life(desk, level),
                *(gradient(desk, sex) for sex in SEXES),
                covid(desk, desk.place.measure("covid19")),
            )
            if figure is not None
        ),
        tables=(
            measures_table(
                desk, "health.outcomes", counted_title(desk, "health.outcomes.title", outcomes, "health.outcomes"),
                outcomes, desk.say("health.outcomes.note"),
            ),
            inside,
            measures_table(
                desk, "health.behaviours", counted_title(desk, "health.behaviours.title", behaviours, "health.behaviours"),
                behaviours, _trend(desk),
            ),
        ),
        notes=_notes(desk),
        missing=(*_missing(desk, hle), *missing(desk.words, [m for m in (*outcomes, *behaviours) if m.indicator.id != "hle"])),
        sources=("ons-hle-2026", "ohid-le-2026", "ohid-sii-2026", "ons-cvd-2026", "ohid-u75-2026", "ons-covid-2020",
                 "ons-decile-2026", "ons-smoking-2025", "ohid-obesity-2026", "ncmp-2025", "ohid-activity-2026",
                 "dwp-cilif-2026", "nhs-cancer-2025"),
    )  # fmt: skip


def _trend(desk: Desk) -> Sentence | None:
    """The one measure with five separate annual figures since its last break; child weight has four."""
    table = desk.tables.observations
    rows = table[(table["indicator"] == "obesity_adult") & (table["areacd"] == str(desk.area.code))]
    rows = rows.sort_values("period").tail(POINTS)
    widths = rows["uci_95"] - rows["lci_95"]
    if desk.small or len(rows) < POINTS or not (widths > 0).all():
        return None
    years = [Period.parse(str(period)).start.year for period in rows["period"]]
    word = trend(years, list(rows["value"]), list(widths / 3.92))
    first, last = (Period.parse(str(rows["period"].iloc[at])) for at in (0, -1))
    return desk.say("health.behaviours.trend", word=word, first=first, last=last)


def _title(desk: Desk, hle: dict[str, Measure]) -> Sentence:
    if hle["female"].value is None:
        return desk.title("health.title.none")
    if hle["female"].of_county:
        return desk.title("health.title.county")
    verdict = finding(hle)
    values = {"gap": gap_words(desk, hle)} if verdict in (Verdict.WORSE, Verdict.BETTER) else {}
    return desk.title(f"health.title.{verdict.value}", **values)


def _lead(desk: Desk, hle: dict[str, Measure], le: dict[str, Measure]) -> tuple[Sentence, ...]:
    lead = []
    female, male = hle["female"], hle["male"]
    if female.value is None or male.value is None:
        lead.append(desk.say("health.lead.none"))
    else:
        values = {
            "female": female.value,
            "male": male.value,
            "england_female": female.england,
            "england_male": male.england,
        }
        lead.append(desk.say("health.lead.level_county" if female.of_county else "health.lead.level", **values))
        if female.of_county:
            lead.append(desk.say("health.lead.county_untested"))
        else:
            lead.append(desk.say(f"health.lead.{finding(hle).value}"))
            lead.append(_change(desk, hle))
            lead.append(_position(desk))
    if len(lead) < 4 and le["female"].value and le["male"].value:
        lead.append(
            desk.say("health.lead.le", female=le["female"].value, male=le["male"].value, period=le["female"].period)
        )
    return tuple(lead)


def _change(desk: Desk, hle: dict[str, Measure]) -> Sentence:
    own = changes(desk, desk.area.code, "")
    england = changes(desk, desk.tables.england.code, ".england")
    words = {word for word, _ in own.values()}
    id = words.pop() if len(words) == 1 else "no clear change"
    values = {f"england_{sex}": difference for sex, (_, difference) in england.items()}
    if id in ("rose", "fell"):
        values |= {sex: difference for sex, (_, difference) in own.items()}
    return desk.say(f"health.lead.{str(id).replace(' clear', '').replace(' ', '_')}", before=BEFORE, **values)


def _position(desk: Desk) -> Sentence:
    where = position(desk)
    if where == "within":
        return desk.say("health.lead.within")
    counts = desk.england.positions("male")
    outside = desk.book.count(
        "hle.outside", counts["above"] + counts["below"], source="ons-hle-2026", method="expected"
    )
    n = desk.book.count("hle.authorities", counts.total(), source="ons-hle-2026")
    return desk.say(f"health.lead.{where}", outside=outside, n=n)


def _callout(desk: Desk) -> Callout | None:
    own = {sex: desk.place.measure("sii", sex) for sex in SEXES}
    male, female = own["male"], own["female"]
    if male.value is not None and female.value is not None and min(male.value.value, female.value.value) > 0:
        values = {
            "male": male.value,
            "female": female.value,
            "england_male": male.england,
            "england_female": female.england,
        }
        return Callout(desk.say("health.call.number", male=male.value), desk.say("health.call.text", **values))
    if male.value is not None and male.value.value > 0:
        return Callout(
            desk.say("health.call.number", male=male.value), desk.say("health.call.text_one", england_male=male.england)
        )
    if female.value is not None and female.value.value > 0:
        number = desk.say("health.call.number_women", female=female.value)
        return Callout(number, desk.say("health.call.text_women", england_female=female.england))
    ends = {sex: gradient_range(desk, sex) for sex in SEXES}
    period = desk.tables.indicators["hle"].latest
    number = desk.say("health.call.number_england", male=ends["male"])
    return Callout(number, desk.say("health.call.text_england", female=ends["female"], period=period))


def _inside(desk: Desk) -> Table:
    """The slope index here and in England; for a county, in each of its districts."""
    entry = desk.tables.indicators["sii"]
    rows = []
    if desk.area.is_county:
        for code in desk.area.districts:
            cells = [name_cell(desk.tables.areas[code].name.prose)]
            for sex in SEXES:
                row = desk.england.observation(code, "sii", sex, entry.latest)
                value = None if row is None or row["value"] != row["value"] else float(row["value"])
                fact = (
                    None
                    if value is None
                    else desk.book.add(
                        f"sii.{sex}.{code}", value, entry.unit, 1, period=entry.latest, source=entry.source, area=code
                    )
                )
                cells.append(fact_cell(fact, missing="not published"))
            rows.append(Row(tuple(cells)))
        columns = (Column("District", width="50%"), Column("Women", "right"), Column("Men", "right"))
    else:
        for sex, word in (("female", "Women"), ("male", "Men")):
            found = desk.place.measure("sii", sex)
            rows.append(
                Row(
                    (
                        name_cell(word),
                        fact_cell(found.value, missing=found.reason, strong=True),
                        fact_cell(found.england),
                    )
                )
            )
        columns = (Column("Years", width="50%"), Column("Here", "right"), Column("England", "right"))
    noise = desk.book.add("sii.noise", 2.0, Unit.YEARS, 0, source=entry.source, method="gradient")
    note = desk.say("health.inside.note", period=entry.latest, noise=noise)
    title = "health.inside.title_county" if desk.area.is_county else "health.inside.title"
    return Table("health.inside", desk.say(title), columns, tuple(rows), note)  # fmt: skip


def _missing(desk: Desk, hle: dict[str, Measure]) -> tuple[Sentence, ...]:
    absent = []
    if hle["female"].of_county:
        absent.append(desk.say("health.missing.hle"))
    elif hle["female"].value is None:
        absent.append(desk.say("health.missing.hle_none"))
    if desk.area.is_county:
        absent.append(desk.say("health.missing.sii_county"))
    elif desk.place.measure("sii", "male").value is None:
        absent.append(desk.say("health.missing.sii"))
    return tuple(absent)


def _notes(desk: Desk) -> tuple[Sentence, ...]:
    notes = [desk.say("health.notes.le", tested=LE_TESTED), desk.say("health.notes.hle")]
    residuals = {
        sex: desk.book.add(f"hle.{sex}.london", desk.england.london_residual(sex), Unit.YEARS, 1, source="ons-hle-2026",
                            method="expected")
        for sex in SEXES
    }  # fmt: skip
    n = desk.book.count("hle.authorities", len(desk.england.scatter["male"]), source="ons-hle-2026")
    notes.append(desk.say("health.notes.expected", n=n, **residuals))
    notes.append(desk.say("health.notes.preventable"))
    return tuple(notes)
