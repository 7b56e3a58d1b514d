"""The pictures of the money section."""

from collections.abc import Mapping
from typing import Any

from briefgen.briefing.desk import Desk, Label, shown
from briefgen.briefing.sections.money_facts import direction
from briefgen.model.briefing import Figure
from briefgen.model.charts import Dot, Quadrant, RangeBars
from briefgen.model.fact import Fact, Sentence, plain

X_LIMIT = 250.0  # pounds a resident; beyond it an authority is named in the margin
LUF: dict[str, Any] = {"source": "luf", "method": "need"}
NAMED = 5


def quadrant(desk: Desk, facts: Mapping[str, Fact]) -> Figure:
    """All districts but the Isles of Scilly: need up, led pounds a resident to the right."""
    table, book = desk.england.money, desk.book
    mean_need, mean_money = float(facts["england_need"].value), float(facts["england"].value)
    own = set(desk.tables.districts(desk.area)) - {"E06000053"}
    shown_codes = [code for code in table.led.index if code != "E06000053"]
    short = [
        c
        for c in shown_codes
        if 0 < table.per_head[c] < mean_money and table.need_share[c] > mean_need and c not in own
    ]
    named = set(sorted(short, key=lambda c: -float(table.need_share[c]))[:NAMED])
    high = sorted((c for c in shown_codes if table.need_share[c] > mean_need and mean_money < table.per_head[c] <= X_LIMIT),
                  key=lambda c: -float(table.need_share[c]))  # fmt: skip
    named |= set(high[:2]) - own
    counts = {"high_low": 0, "high_high": 0, "low_low": 0, "low_high": 0}
    dots = []
    for code in shown_codes:
        x, y = float(table.per_head[code]), float(table.need_share[code])
        key = f"{'high' if y > mean_need else 'low'}_{'high' if x > mean_money else 'low'}"
        counts[key] += 1
        role = ("own" if desk.area.is_county else "place") if code in own else "named" if code in named else "other"
        dots.append(Dot(code, desk.tables.areas[code].name.prose, x, y, role))
    made = {key: book.count(f"luf.quadrant.{key}", n, **LUF) for key, n in counts.items()}
    labels = tuple(
        desk.say("money.quadrant.count", n=made[key], words=desk.say(f"money.quadrant.{key}").text) for key in counts
    )
    place = None
    where = desk.say("money.quadrant.where_none", high_low=made["high_low"])
    if not desk.area.is_county and not desk.small:
        per_head, need_fact = facts["per_head"], facts["need"]
        name = Label(desk.area.name.start)
        place = desk.say(
            "money.quadrant.place" if per_head.value else "money.quadrant.place_none", name=name, money=per_head
        )
        key = f"{'high' if need_fact.value > mean_need else 'low'}_{'high' if per_head.value > mean_money else 'low'}"
        words = desk.say(f"money.quadrant.{key}").text
        where = desk.say("money.quadrant.where", need=need_fact, per_head=per_head, quadrant=words)
    n = book.count("luf.quadrant.shown", len(dots), **LUF)
    chart = Quadrant(
        tuple(dots), mean_need, mean_money, X_LIMIT, labels,  # type: ignore[arg-type]
        desk.say("money.quadrant.mean_need", need=facts["england_need"]),
        desk.say("money.quadrant.mean_money", money=facts["england"]),
        place,
    )  # fmt: skip
    return Figure(
        "money.quadrant",
        8,
        desk.say("money.quadrant.title", n=made["high_low"]),
        desk.say("money.quadrant.subtitle_county" if desk.area.is_county else "money.quadrant.subtitle"),
        desk.say("money.quadrant.alt", n=n, where=where),
        chart,
    )


def range_bars(desk: Desk, facts: Mapping[str, Fact]) -> Figure:
    """What was led here against the range of twelve formulas."""
    way = direction(desk)
    low, high, came = facts["low"], facts["high"], facts["luf"]
    to = plain("nothing") if way == "nothing" else desk.say("money.range.to", low=low, high=high)
    chart = RangeBars(
        (desk.say("money.range.came").text, float(came.value), _came(came)),
        (desk.say("money.range.formula").text, float(low.value), float(high.value), to),
    )
    alt = "money.range.alt_nothing" if way == "nothing" else "money.range.alt"
    values = {"came": came} | ({} if way == "nothing" else {"low": low, "high": high})
    return Figure(
        "money.range",
        9,
        desk.say(f"money.range.title_{way}"),
        desk.say("money.range.subtitle"),
        desk.say(alt, **values),
        chart,
    )


def _came(fact: Fact) -> Sentence:
    return shown(fact) if fact.value else plain("none")
