"""The pictures of the health section, with the words and the table behind each."""

from dataclasses import replace

from briefgen.briefing.desk import Desk, fact_cell, name_cell, shown
from briefgen.briefing.sections.health_facts import BEFORE, changes, gradient_range
from briefgen.briefing.sections.health_series import all_dots, points, tenths
from briefgen.facts.measure import Measure
from briefgen.model.briefing import Column, Figure, Row, Table
from briefgen.model.catalogue import Unit
from briefgen.model.charts import Bars, Gradient, Scatter, Series, Trend, TrendPanel
from briefgen.model.fact import Fact, Sentence, Shown
from briefgen.model.period import Period
from briefgen.model.verdict import Verdict
from briefgen.statistics.rate_ratio import rate_ratio

WHO = {"female": "women", "male": "men"}
SHORT = 16  # letters of a name that fit beside a line


def _named(fact: Fact, name: str) -> Sentence:
    return Sentence("", (*shown(fact).parts, f" {name}"))


def _panels(desk: Desk, measures: dict[str, Measure], indicator: str) -> tuple[TrendPanel, ...]:
    panels = []
    for sex, found in measures.items():
        series = []
        if found.england is not None:
            line = points(desk, indicator, sex, desk.tables.england.code)
            series.append(Series("england", _named(found.england, "England"), line))
        if found.value is not None:
            code = desk.area.upper_tier if found.of_county else desk.area.code
            name = desk.tables.areas[code].name.start
            series.append(Series("place", _named(found.value, name if len(name) <= SHORT else "here"),
                                 points(desk, indicator, sex, code)))  # fmt: skip
        panels.append(TrendPanel(WHO[sex].capitalize(), tuple(s for s in series if s.points), "years"))
    return tuple(panels)


def _behind(desk: Desk, panels: tuple[TrendPanel, ...], id: str, title: str, indicator: str) -> Table:
    """Period by line, every point a fact."""
    lines = [(panel.heading, series) for panel in panels for series in panel.series]
    columns = [Column("Period")]
    columns += [Column(f"{head}, {'England' if s.role == 'england' else 'here'}", "right") for head, s in lines]
    rows = []
    for x, label in sorted({(p.x, p.label) for _, series in lines for p in series.points}):
        cells = [name_cell(label)]
        for head, series in lines:
            point = next((p for p in series.points if p.x == x), None)
            key = f"{indicator}.{head.lower()}.{series.role}@{label.replace(' ', '-')}"
            fact = None if point is None else desk.book.add(key, point.value, Unit.YEARS, 1, low=point.low, high=point.high,
                                                             source=desk.tables.indicators[indicator].source)  # fmt: skip
            cells.append(fact_cell(fact, missing="not published"))
        rows.append(Row(tuple(cells)))
    return Table(f"{id}.table", desk.say(title), tuple(columns), tuple(rows))


def trend(desk: Desk, hle: dict[str, Measure]) -> Figure:
    panels = _panels(desk, hle, "hle")
    known = panels[0].series[0].points
    female, male = hle["female"], hle["male"]
    values = {"england_female": female.england, "england_male": male.england,
              "first": _label(known[0].label), "last": _label(known[-1].label)}  # fmt: skip
    if female.value is None:
        title, alt = "title_absent", desk.say("health.trend.alt_absent", **values)
    else:
        title = "title_county" if female.of_county else "title_none"
        name = desk.county.name if female.of_county and desk.county else desk.area.name
        alt = desk.say("health.trend.alt", where=name.located, female=female.value, male=male.value, **values)
    if title == "title_none":
        words = {word for word, _ in changes(desk, desk.area.code, "").values()}
        title = f"title_{words.pop()}" if words in ({"fell"}, {"rose"}) else "title_none"
    behind = _behind(desk, panels, "health.trend", "health.trend.behind", "hle")
    subtitle = desk.say("health.trend.subtitle")
    return Figure("health.trend", 3, desk.say(f"health.trend.{title}"), subtitle, alt, Trend(panels), behind)


def _label(text: str) -> Sentence:
    return Sentence("", (Shown("period", text),))


def life(desk: Desk, le: dict[str, Measure]) -> Figure | None:
    """Life expectancy over time; none where only one period is published (a county)."""
    panels = _panels(desk, le, "le")
    if le["female"].value is None or min(len(s.points) for p in panels for s in p.series) < 2:
        return None
    values = {"female": le["female"].value, "male": le["male"].value}
    england = {"england_female": le["female"].england, "england_male": le["male"].england, "last": le["female"].period}
    return Figure(
        "health.life",
        4,
        desk.say("health.life.title", **values),
        desk.say("health.life.subtitle", tested=Period.parse("2021-01-01/P3Y")),
        desk.say("health.life.alt", **values, **england),
        Trend(panels),
        _behind(desk, panels, "health.life", "health.life.behind", "le"),
    )


def scatter(desk: Desk, hle: dict[str, Measure], sex: str) -> Figure:
    """All upper-tier authorities, the fitted line with its band, and the place (a district's county) named."""
    national, found = desk.england, hle[sex]
    rows, fitted = national.scatter[sex], national.fits[sex]
    own = desk.area.upper_tier
    others, band = national.once(("scatter", sex), lambda: all_dots(desk, sex))
    dots = [replace(dot, role="place") if dot.code == own else dot for dot in others]
    low_x, high_x = band[0][0], float(rows["x"].max())
    n = desk.book.count("hle.authorities", len(rows), source="ons-hle-2026")
    who, period = WHO[sex], desk.tables.indicators["hle"].latest
    title_values = {"sex": who.capitalize()}
    if found.value is None:
        title = "title_absent"
        alt = desk.say("health.scatter.alt_absent", who=who, n=n)
        label = ""
    else:
        x, y = (float(rows.loc[own, axis]) for axis in ("x", "y"))
        where = fitted.position(x, y)
        low, high = fitted.band(x)
        name = desk.tables.areas[own].name
        facts = {
            key: desk.book.add(f"hle.{sex}.expected_{key}", float(value), Unit.YEARS, 1, source="ons-hle-2026", method="expected",
                                inputs=(found.value.id, "imd.score"))
            for key, value in (("low", low), ("high", high))
        }  # fmt: skip
        words = {"within": "within", "above": "above", "below": "below"}[where]
        alt = desk.say("health.scatter.alt", who=who, n=n, name=name, value=found.value, position=words, **facts)
        title = "title_county" if found.of_county else f"title_{where}"
        label = name.start
    interval = None
    if found.value is not None and found.value.lci_95 is not None and found.value.uci_95 is not None:
        interval = (found.value.lci_95, found.value.uci_95)
    line = (low_x, float(fitted.expected(low_x)), high_x, float(fitted.expected(high_x)))
    chart = Scatter(who.capitalize(), tuple(dots), line, band, interval, desk.say("health.scatter.x_title").text,
                    desk.say("health.scatter.line").text, label)  # fmt: skip
    subtitle = desk.say("health.scatter.subtitle", period=period, n=n)
    return Figure(f"health.scatter.{sex}", 5, desk.say(f"health.scatter.{title}", **title_values), subtitle, alt, chart)


def gradient(desk: Desk, sex: str) -> Figure:
    """England's ten tenths, 2016 to 2018 and now."""
    latest = desk.tables.indicators["hle"].latest
    facts: dict[Period, list[Fact]] = {}
    for when in (BEFORE, latest):
        known = desk.england.once(("tenths", sex, when.iso), lambda when=when: tenths(desk, sex, when))  # type: ignore[misc]
        facts[when] = [
            desk.book.add(f"hle_decile.{sex}.{decile}@{when.start.year}", value, Unit.YEARS, 1, period=when,
                           source="ons-decile-2026")
            for decile, value in known
        ]  # fmt: skip
    then, now = gradient_range(desk, sex, BEFORE), gradient_range(desk, sex)
    values = {"now": now, "then": then}
    chart = Gradient(
        WHO[sex].capitalize(),
        tuple(float(f.value) for f in facts[BEFORE]),
        tuple(float(f.value) for f in facts[latest]),
        _label(BEFORE.label),
        _label(latest.label),
        "years",
    )
    rows = tuple(
        Row((name_cell(str(at)), fact_cell(a), fact_cell(b)))
        for at, (a, b) in enumerate(zip(*facts.values(), strict=True), 1)
    )
    columns = (Column("Tenth"), Column(BEFORE.label, "right"), Column(latest.label, "right"))
    who = WHO[sex]
    return Figure(
        f"health.gradient.{sex}",
        6,
        desk.say("health.gradient.title", sex=who.capitalize(), **values),
        desk.say("health.gradient.subtitle", first=BEFORE, last=latest),
        desk.say("health.gradient.alt", who=who, first=BEFORE, last=latest, **values),
        chart,
        Table(f"health.gradient.{sex}.table", desk.say("health.gradient.behind"), columns, rows),
    )


def _rate(fact: Fact) -> tuple[float, float, float]:
    assert fact.lci_95 is not None
    assert fact.uci_95 is not None
    return float(fact.value), fact.lci_95, fact.uci_95


def covid(desk: Desk, found: Measure) -> Figure:
    """First-wave death rates: here, England, and England's first and last tenth."""
    table = desk.tables.gradients
    rows = table[(table["indicator"] == "covid19") & (table["sex"] == "persons")].set_index("decile")
    ends = {
        name: desk.book.add(f"covid19_decile.{decile}", float(rows.loc[decile, "value"]), Unit.RATE_100K, 1,
                             period=found.period, source="ons-covid-2020", low=float(rows.loc[decile, "lci_95"]),
                             high=float(rows.loc[decile, "uci_95"]))
        for name, decile in (("first", 1), ("last", 10))
    }  # fmt: skip
    ratio_value, low, high = rate_ratio(*(_rate(fact) for fact in ends.values()))
    ratio = desk.book.add("covid19_decile.ratio", ratio_value, Unit.RATIO, 2, source="ons-covid-2020", low=low, high=high,
                           inputs=tuple(f.id for f in ends.values()), method="rate-ratio")  # fmt: skip
    assert found.england is not None
    bars = [
        (desk.say("health.covid.first").text, float(ends["first"].value), shown(ends["first"]), "first"),
        ("England", float(found.england.value), shown(found.england), "england"),
        (desk.say("health.covid.last").text, float(ends["last"].value), shown(ends["last"]), "last"),
    ]
    verdict = found.comparison.verdict
    title = (
        f"title_{verdict.value}" if verdict in (Verdict.WORSE, Verdict.BETTER, Verdict.SIMILAR) else "title_untested"
    )
    values = {"england": found.england, **ends}
    if found.value is None:
        alt = desk.say("health.covid.alt_absent", **values)
    else:
        alt = desk.say("health.covid.alt", value=found.value, **values)
        name = desk.area.name.start if len(desk.area.name.prose) <= SHORT else "Here"
        bars.insert(0, (name, float(found.value.value), shown(found.value), "place"))
    words = {"ratio": ratio} if title == "title_untested" else {}
    subtitle = desk.say("health.covid.subtitle", period=found.period)
    cells = tuple(
        Row((name_cell(name), fact_cell(f)))
        for name, f in (
            (bars[0][0], found.value),
            ("England", found.england),
            *((n, ends[n]) for n in ("first", "last")),
        )
        if f is not None
    )
    behind = Table(
        "health.covid.table", desk.say("health.covid.behind"), (Column("Area"), Column("Rate", "right")), cells
    )
    return Figure(
        "health.covid", 7, desk.say(f"health.covid.{title}", **words), subtitle, alt, Bars(tuple(bars)), behind
    )
