"""What several subjects ask: a figure, whose it is, the two sexes in their order, the gap to England."""

import re

from briefgen.audit.recheck import index, judge, words
from briefgen.audit.recheck.claims import Here
from briefgen.audit.recheck.tables import ENGLAND, Area
from briefgen.audit.recheck.years import SEXES

PAIR = r"{female:N} years for (?P<w1>women|men) and {male:N} for (?P<w2>women|men)"


def whose(here: Here) -> Area:
    """The area whose healthy life expectancy is shown: the county's in a district."""
    return here.tables.areas[here.area.upper]


def value(here: Here, indicator: str, sex: str, code: str = "", period: str = "") -> float | None:
    """A figure of the place (its county’s, where only that is published) or of the area `code`."""
    found = (
        here.tables.observation(code, indicator, sex, period)
        if code
        else judge.own(here.tables, here.area, indicator, sex, period)[0]
    )
    return None if found is None else found.value


def sexes_in_order(here: Here, m: re.Match[str]) -> None:
    """women first, men second, as the slots are named."""
    here.word("sex", m["w1"], "women")
    here.word("sex", m["w2"], "men")


def verdicts(here: Here) -> dict[str, str]:
    """The verdict on healthy life expectancy of each sex, at 95 %."""
    return {sex: judge.verdict(here.tables, here.area, "hle", sex) for sex in SEXES}


def similar(here: Here, said: str, found: dict[str, str]) -> None:
    """Neither sex’s figure may be told apart from England’s; where one is, that is a fault of its own."""
    told = {sex: verdict for sex, verdict in found.items() if verdict != "similar"}
    if told:
        kind = "one sex differs" if len(told) == 1 else "verdict"
        here.report(kind, said, ", ".join(f"{verdict} ({sex})" for sex, verdict in told.items()))


def first_share(here: Here, said: str) -> None:
    """The share of neighbourhoods in the most deprived tenth; the published one has four places, and rounds otherwise."""
    exact = index.proportion(here.tables, here.area.code)
    row = here.tables.deprivation.get((here.area.code, index.NOW, "imd"))
    if words.read(said).fits(exact * 100):
        return
    twice = row is not None and words.read(said).fits(float(row["proportion"]) * 100)
    here.report("share rounded twice" if twice else "number: deprivation", said, f"{exact * 100:.4f}")


def gap(here: Here, text: str) -> None:
    """The difference of the published figures from England's, the smaller first where the sexes differ."""
    sizes = []
    for sex in SEXES:
        own, england = value(here, "hle", sex), value(here, "hle", sex, ENGLAND)
        if own is None or england is None:
            here.report("number: healthy life", text, "no figure")
            return
        sizes.append(abs(round(own - england, 1)))
    said = [words.read(part).value for part in text.split(" to ")]
    right = sorted(set(sizes))
    if said != right:
        here.report("number: healthy life", text, " to ".join(f"{size:.1f}" for size in right))
