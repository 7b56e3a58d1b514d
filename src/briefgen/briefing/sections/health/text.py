"""The words of the health section."""

from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.sections.health.charts import first_wave_bars, gradient_dots, hle_trend, le_trend, scatter
from briefgen.briefing.sections.health.tables import WHO, counted_title, slopes_table
from briefgen.briefing.sections.tables import measures_table, missing
from briefgen.facts.facts import Facts
from briefgen.facts.health import Health
from briefgen.facts.health_change import AnnualTrend, Changes
from briefgen.facts.health_expected import Standing
from briefgen.model.briefing import Callout, Section
from briefgen.model.fact import Sentence
from briefgen.model.verdict import Verdict

SOURCES = ("ons-hle-2026", "ohid-le-2026", "ohid-sii-2026", "ons-cvd-2026", "ohid-u75-2026", "ons-covid-2020",
           "ons-decile-2026", "ons-smoking-2025", "ohid-obesity-2026", "ncmp-2025", "ohid-activity-2026",
           "dwp-cilif-2026", "nhs-cancer-2025")  # fmt: skip


def health(facts: Facts, words: PlaceWords) -> Section:
    known = facts.health
    figures = (
        hle_trend(facts, words),
        *(scatter(facts, words, sex) for sex in known.expected),
        le_trend(facts, words),
        *(gradient_dots(found, words, sex) for sex, found in known.gradients.items()),
        first_wave_bars(facts, words),
    )
    outcomes = counted_title(words, "health.outcomes.title", known.outcome_counts)
    behaviours = counted_title(words, "health.behaviours.title", known.behaviour_counts)
    trend = None if known.obesity_trend is None else _trend(known.obesity_trend, words)
    return Section(
        id="health",
        number=3,
        heading=words.say("health.heading").text,
        title=_title(known, words),
        lead=_lead(known, words),
        callout=_callout(known, words),
        figures=tuple(figure for figure in figures if figure is not None),
        tables=(
            measures_table(words, "health.outcomes", outcomes, known.outcomes, words.say("health.outcomes.note")),
            slopes_table(facts, words),
            measures_table(words, "health.behaviours", behaviours, known.behaviours, trend),
        ),
        notes=_notes(known, words),
        missing=_missing(facts, words),
        sources=SOURCES,
    )


def gap_words(words: PlaceWords, known: Health) -> Sentence:
    """ "7.0", or "1.0 to 1.6" where the sexes' gaps differ in the one decimal published."""
    assert known.gap is not None
    low, high = known.gap
    return words.say("health.gap" if low.display == high.display else "health.gaps", low=low, high=high)


def verdict_words(words: PlaceWords, known: Health) -> tuple[str, dict[str, object]]:
    """Which sentence on healthy life holds, and what stands in it: of both sexes, or of the one that differs."""
    if known.one_sex is not None:
        sex, verdict = known.one_sex
        return f"one_{verdict.value}", {"who": WHO[sex], "others": WHO["male" if sex == "female" else "female"]}
    gap = known.verdict in (Verdict.WORSE, Verdict.BETTER)
    return known.verdict.value, {"gap": gap_words(words, known)} if gap else {}


def _title(known: Health, words: PlaceWords) -> Sentence:
    found = known.hle["female"]
    if found.value is None:
        return words.title("health.title.none")
    if found.of_county:
        return words.title("health.title.county")
    which, values = verdict_words(words, known)
    return words.title(f"health.title.{which}", **values)


def _lead(known: Health, words: PlaceWords) -> tuple[Sentence, ...]:
    lead = []
    female, male = known.hle["female"], known.hle["male"]
    if female.value is None or male.value is None:
        lead.append(words.say("health.lead.none"))
    else:
        values = {
            "female": female.value,
            "male": male.value,
            "england_female": female.england,
            "england_male": male.england,
        }
        lead.append(words.say("health.lead.level_county" if female.of_county else "health.lead.level", **values))
        if female.of_county:
            lead.append(words.say("health.lead.county_untested"))
        else:
            which, more = verdict_words(words, known)
            lead.append(words.say(f"health.lead.{which}", **more))
    if known.changes is not None and known.standing is not None:
        lead.append(_change(known.changes, words))
        if known.standing.where is not None:
            lead.append(_standing(known.standing, words))
    le = known.le_level
    if len(lead) < 4 and le["female"].value and le["male"].value:
        lead.append(
            words.say("health.lead.le", female=le["female"].value, male=le["male"].value, period=le["female"].period)
        )
    return tuple(lead)


def _change(found: Changes, words: PlaceWords) -> Sentence:
    values: dict[str, object] = {"before": found.before}
    for id in ("england_change", "england_since"):
        values[id] = words.say(f"health.lead.{id}", **found.england)
    if not found.words:
        return words.say("health.lead.no_earlier", **values)
    clear = found.clear
    if len(clear) != 1:  # both alike: no finding of the series has the sexes move apart
        id = next(iter(clear.values()), "no_change")
        return words.say(f"health.lead.{id}", **values, **found.own)
    [(sex, word)] = clear.items()
    other = "male" if sex == "female" else "female"
    return words.say(
        f"health.lead.one_{word}",
        **values,
        changed=found.own[sex],
        other=found.own[other],
        who=WHO[sex],
        others=WHO[other],
    )


def _standing(found: Standing, words: PlaceWords) -> Sentence:
    if found.where == "within":
        return words.say("health.lead.within")
    return words.say(f"health.lead.{found.where}", outside=found.outside, n=found.of)


def _callout(known: Health, words: PlaceWords) -> Callout:
    male, female = known.slopes.own["male"], known.slopes.own["female"]
    men = male.value is not None and male.value.value > 0
    women = female.value is not None and female.value.value > 0
    if men:
        number = words.say("health.call.number", male=male.value)
        if not women:
            return Callout(number, words.say("health.call.text_one", england_male=male.england))
        values = {
            "male": male.value,
            "female": female.value,
            "england_male": male.england,
            "england_female": female.england,
        }
        return Callout(number, words.say("health.call.text", **values))
    if women:
        number = words.say("health.call.number_women", female=female.value)
        return Callout(number, words.say("health.call.text_women", england_female=female.england))
    ends = {sex: found.latest.range for sex, found in known.gradients.items()}
    number = words.say("health.call.number_england", male=ends["male"])
    return Callout(number, words.say("health.call.text_england", female=ends["female"], period=known.period))


def _trend(found: AnnualTrend, words: PlaceWords) -> Sentence:
    return words.say("health.behaviours.trend", word=found.word, first=found.first, last=found.last)


def _missing(facts: Facts, words: PlaceWords) -> tuple[Sentence, ...]:
    known, absent = facts.health, []
    if known.hle["female"].of_county:
        absent.append(words.say("health.missing.hle"))
    elif known.hle["female"].value is None:
        absent.append(words.say("health.missing.hle_none"))
    if facts.area.is_county:
        absent.append(words.say("health.missing.sii_county"))
    elif known.slopes.own["male"].value is None:
        absent.append(words.say("health.missing.sii"))
    others = [found for found in (*known.outcomes, *known.behaviours) if found.indicator.id != "hle"]
    return (*absent, *missing(words, others))


def _notes(known: Health, words: PlaceWords) -> tuple[Sentence, ...]:
    n = known.expected["male"].authorities
    return (
        words.say("health.notes.le", tested=known.le_tested["female"].period),
        words.say("health.notes.hle"),
        words.say("health.notes.expected", n=n, **known.london_residuals),
        words.say("health.notes.preventable"),
    )
