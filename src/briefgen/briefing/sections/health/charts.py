"""The pictures of the health section, with the words and the table behind each."""

from collections.abc import Mapping

from briefgen.briefing.cells import shown
from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.sections.health.tables import WHO, first_wave_table, gradient_table, lines_table
from briefgen.facts.facts import Facts
from briefgen.facts.health_change import Changes
from briefgen.facts.health_gradient import Gradient as Gradients
from briefgen.facts.health_lines import Line
from briefgen.model.briefing import Figure
from briefgen.model.charts import Bars, Gradient, Scatter, Series, Trend, TrendPanel
from briefgen.model.fact import Fact, Sentence, Shown
from briefgen.model.verdict import Verdict

SHORT = 16  # letters of a name that fit beside a line


def _panels(facts: Facts, found: Mapping[str, tuple[Line, ...]]) -> Trend:
    return Trend(
        tuple(
            TrendPanel(
                WHO[sex].capitalize(),
                tuple(Series(line.role, _named(line.latest, _beside(facts, line)), line.points) for line in lines),
                "years",
            )
            for sex, lines in found.items()
        )
    )


def _beside(facts: Facts, line: Line) -> str:
    name = "England" if line.role == "england" else facts.areas[line.area].name.start
    return name if len(name) <= SHORT else "here"


def _named(fact: Fact, name: str) -> Sentence:
    return Sentence("", (*shown(fact).parts, f" {name}"))


def _label(text: str) -> Sentence:
    return Sentence("", (Shown("period", text),))


def hle_trend(facts: Facts, words: PlaceWords) -> Figure:
    known = facts.health
    female, male = known.hle["female"], known.hle["male"]
    points = known.hle_lines["female"][0].points
    values = {"england_female": female.england, "england_male": male.england,
              "first": _label(points[0].label), "last": _label(points[-1].label)}  # fmt: skip
    if female.value is None:
        title, alt = "title_absent", words.say("health.trend.alt_absent", **values)
    else:
        name = facts.county.name if female.of_county and facts.county else facts.area.name
        alt = words.say("health.trend.alt", where=name.located, female=female.value, male=male.value, **values)
        title = "title_county" if female.of_county else _trend_title(known.changes)
    changed: dict[str, object] = {}
    if title not in ("title_absent", "title_county") and known.changes is not None:
        changed = {"england": known.changes.england}
        if title == "title_one":
            changed["who"] = WHO[next(iter(known.changes.clear))]
    behind = lines_table("health.trend", words.say("health.trend.behind"), known.hle_lines)
    chart, subtitle = _panels(facts, known.hle_lines), words.say("health.trend.subtitle")
    return Figure("health.trend", 3, words.say(f"health.trend.{title}", **changed), subtitle, alt, chart, behind)


def _trend_title(changes: Changes | None) -> str:
    """By what is clear of both sexes, of one, or of none."""
    if changes is None:
        return "title_absent"
    clear = changes.clear
    if len(clear) == 1:
        return "title_one"
    return f"title_{next(iter(clear.values()), 'none')}"


def le_trend(facts: Facts, words: PlaceWords) -> Figure | None:
    """Life expectancy over time; none where only one period is published (a county)."""
    known = facts.health
    if known.le_lines is None:
        return None
    female, male = known.le_level["female"], known.le_level["male"]
    values = {"female": female.value, "male": male.value}
    england = {"england_female": female.england, "england_male": male.england, "last": female.period}
    return Figure(
        "health.life",
        4,
        words.say("health.life.title", **values),
        words.say("health.life.subtitle", tested=known.le_tested["female"].period),
        words.say("health.life.alt", **values, **england),
        _panels(facts, known.le_lines),
        lines_table("health.life", words.say("health.life.behind"), known.le_lines),
    )


def scatter(facts: Facts, words: PlaceWords, sex: str) -> Figure:
    """All upper-tier authorities, the fitted line with its band, and the place (a district's county) named."""
    known, value, of_county = facts.health.expected[sex], facts.health.hle[sex].value, facts.health.hle[sex].of_county
    who, n, label, interval = WHO[sex], known.authorities, "", None
    seen: dict[str, object] = {"line": known.line}
    if value is None or known.own is None:
        title, alt = "title_absent", words.say("health.scatter.alt_absent", who=who, n=n, **seen)
    else:
        own, name = known.own, facts.areas[facts.area.upper_tier].name
        seen = {"value": value, "low": own.low, "high": own.high}
        alt = words.say("health.scatter.alt", who=who, n=n, name=name, position=own.where, **seen)
        title, label = "title_county" if of_county else f"title_{own.where}", name.start
        if value.lci_95 is not None and value.uci_95 is not None:
            interval = (value.lci_95, value.uci_95)
    chart = Scatter(who.capitalize(), known.dots, known.line, known.band, interval,
                    words.say("health.scatter.x_title").text, words.say("health.scatter.line").text, label)  # fmt: skip
    return Figure(
        f"health.scatter.{sex}",
        5,
        words.say(f"health.scatter.{title}", sex=who.capitalize(), **seen),
        words.say("health.scatter.subtitle", period=facts.health.period, n=n),
        alt,
        chart,
    )


def gradient_dots(found: Gradients, words: PlaceWords, sex: str) -> Figure:
    """England's ten tenths in two periods."""
    before, latest, who, id = found.before, found.latest, WHO[sex], f"health.gradient.{sex}"
    values = {"now": latest.range, "then": before.range}
    periods = {"first": before.period, "last": latest.period}
    chart = Gradient(
        who.capitalize(),
        tuple(float(fact.value) for fact in before.values),
        tuple(float(fact.value) for fact in latest.values),
        _label(before.period.label),
        _label(latest.period.label),
        "years",
    )
    return Figure(
        id,
        6,
        words.say("health.gradient.title", sex=who.capitalize(), **values),
        words.say("health.gradient.subtitle", **periods),
        words.say("health.gradient.alt", who=who, **periods, **values),
        chart,
        gradient_table(id, words.say("health.gradient.behind"), found),
    )


def first_wave_bars(facts: Facts, words: PlaceWords) -> Figure:
    """First-wave death rates: here, England, and England's first and last tenth."""
    found = facts.health.first_wave
    own, verdict = found.measure.value, found.measure.comparison.verdict
    england = {"england": found.england, "first": found.first, "last": found.last}
    bars = [
        (words.say("health.covid.first").text, float(found.first.value), shown(found.first), "first"),
        ("England", float(found.england.value), shown(found.england), "england"),
        (words.say("health.covid.last").text, float(found.last.value), shown(found.last), "last"),
    ]
    if own is None:
        alt = words.say("health.covid.alt_absent", **england)
    else:
        alt = words.say("health.covid.alt", value=own, **england)
        name = facts.area.name.start if len(facts.area.name.prose) <= SHORT else "Here"
        bars.insert(0, (name, float(own.value), shown(own), "place"))
    if verdict in (Verdict.WORSE, Verdict.BETTER, Verdict.SIMILAR):
        title = words.say(f"health.covid.title_{verdict.value}")
    else:
        title = words.say("health.covid.title_untested", ratio=found.ratio)
    subtitle = words.say("health.covid.subtitle", period=found.measure.period)
    behind = first_wave_table(words, bars[0][0], found)
    return Figure("health.covid", 7, title, subtitle, alt, Bars(tuple(bars)), behind)
