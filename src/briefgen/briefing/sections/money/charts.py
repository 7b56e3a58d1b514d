"""The pictures of the money section: need against money in all districts, and what came against the formulas' range."""

from briefgen.briefing.cells import shown
from briefgen.briefing.place_words import PlaceWords
from briefgen.facts.facts import Facts
from briefgen.facts.money import Direction, Money
from briefgen.facts.money_quadrant import QUARTERS, X_LIMIT
from briefgen.model.briefing import Figure
from briefgen.model.charts import Quadrant, RangeBars
from briefgen.model.fact import Label, plain


def quadrant(facts: Facts, words: PlaceWords) -> Figure:
    """All districts but the one off the axis: need up, led pounds a resident to the right."""
    known, found = facts.money, facts.money.quadrant
    labels = tuple(
        words.say("money.quadrant.count", n=found.counts[key], words=words.say(f"money.quadrant.{key}").text)
        for key in QUARTERS
    )
    short = found.counts["high_low"]
    place = None
    where = words.say("money.quadrant.where_none", high_low=short)
    if found.quarter is not None and known.per_head is not None:
        id = "money.quadrant.place" if known.per_head.value else "money.quadrant.place_none"
        place = words.say(id, name=Label(facts.area.name.start), money=known.per_head)
        among = words.say(f"money.quadrant.{found.quarter}").text
        where = words.say("money.quadrant.where", need=known.need, per_head=known.per_head, quadrant=among)
    chart = Quadrant(
        found.dots, float(known.england_need.value), float(known.england_per_head.value), X_LIMIT,
        labels,  # type: ignore[arg-type]
        words.say("money.quadrant.mean_need", need=known.england_need),
        words.say("money.quadrant.mean_money", money=known.england_per_head),
        place,
    )  # fmt: skip
    return Figure(
        "money.quadrant",
        8,
        words.say("money.quadrant.title", n=short),
        words.say("money.quadrant.subtitle_county" if facts.area.is_county else "money.quadrant.subtitle"),
        words.say("money.quadrant.alt", n=found.n, where=where),
        chart,
    )


def range_bars(known: Money, way: Direction, words: PlaceWords) -> Figure:
    """What was led here against the range of twelve formulas."""
    low, high, came = known.low, known.high, known.luf
    nothing = way is Direction.NOTHING
    to = plain("nothing") if nothing else words.say("money.range.to", low=low, high=high)
    chart = RangeBars(
        (words.say("money.range.came").text, float(came.value), shown(came) if came.value else plain("none")),
        (words.say("money.range.formula").text, float(low.value), float(high.value), to),
    )
    if nothing:
        alt = words.say("money.range.alt_nothing", came=came)
    else:
        alt = words.say("money.range.alt", came=came, low=low, high=high)
    return Figure(
        "money.range", 9, words.say(f"money.range.title_{way}"), words.say("money.range.subtitle"), alt, chart
    )
