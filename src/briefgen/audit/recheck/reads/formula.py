"""What need would have given, in words: the range, its direction, the quadrants, and what is true of England."""

import re

from briefgen.audit.recheck import money
from briefgen.audit.recheck.claims import Claims, Here

CLAIMS = Claims()


@CLAIMS.reads(
    r"(?:shared by deprivation, |^The same money shared by residents in deprived neighbourhoods would have meant |against ){low:GBP} to {high:GBP}",
    "to £",
)
def formula_range(here: Here, m: re.Match[str]) -> None:
    for slot, exact in zip(("low", "high"), money.formula(here.tables, here.area), strict=True):
        here.number("money: formula", m[slot], exact)


def _way(here: Here, said: str, wanted: str) -> None:
    found = money.direction(here.tables, here.area.code)
    if found != wanted:
        here.report("money: direction", said, found)


@CLAIMS.reads(r"(?P<all>to £.*? here): (?P<way>more|less) than came, on all twelve ways of counting", "twelve ways")
def all_twelve(here: Here, m: re.Match[str]) -> None:
    """The formula gives more than came where less came on every variant."""
    _way(here, f"{m['way']} than came", {"more": "less", "less": "more"}[m["way"]])


@CLAIMS.reads(r"whether that is (?P<way>more|less) than came depends on how it is counted", "depends on how")
@CLAIMS.reads(
    r"whether a formula by deprivation would have given (?P<way>more|less) depends on how (?:it is|shared awards are) counted",
    "depends on how",
)
@CLAIMS.reads(r"^Whether (?P<way>more|less) came depends on the formula$", "depends on the formula")
@CLAIMS.reads(
    r"^(?P<led>Less|More) was led than any of the formulas would give, shared awards apart$", "shared awards apart"
)
def depends(here: Here, m: re.Match[str]) -> None:
    if m.groupdict().get("way"):
        here.word("money: direction", m["way"], "more")
    elif m["led"] != "Less":
        here.report("money: direction", m["led"], "Less")
    _way(here, m[0], "depends")


@CLAIMS.reads(r"here: (?P<way>more|less) than was led\.$", "than was led")
def than_led(here: Here, m: re.Match[str]) -> None:
    low, high = money.formula(here.tables, here.area)
    came = money.came(here.tables, here.area)
    right = "more" if came < low else "less" if came > high else "between"
    here.word("money: direction", m["way"], right)


@CLAIMS.reads(
    r"^Whether it is (?P<way>more|less) than came depends on what part of shared awards came here",
    "what part of shared",
)
def depends_on_shared(here: Here, m: re.Match[str]) -> None:
    here.word("money: direction", m["way"], "more")
    _way(here, m[0], "depends")


@CLAIMS.reads(r"^(?P<way>Less|More) came than any of the formulas would give$", "any of the formulas")
def than_any(here: Here, m: re.Match[str]) -> None:
    _way(here, m["way"], m["way"].lower())


@CLAIMS.reads(r"shared by deprivation, £.* would have come", "would have come")
def less_or_more(here: Here, m: re.Match[str]) -> None:
    """A range beside what was led, with no word on its direction: the twelve must agree."""
    if money.direction(here.tables, here.area.code) == "depends":
        here.report("money: direction", m[0], "depends")


@CLAIMS.reads(
    r"a formula by deprivation would have given (?P<what>nothing|something)(?:, as (?P<no>no|some) resident lives in the most deprived fifth)?",
    "formula by deprivation would have given",
)
@CLAIMS.reads(
    r"^(?P<no>No|Some) resident lives in the most deprived fifth of neighbourhoods, so the formula gives (?P<what>nothing|something)",
    "so the formula gives",
)
@CLAIMS.reads(
    r"against (?P<what>nothing), as (?P<no>no|some) resident lives in the most deprived fifth", "against nothing"
)
@CLAIMS.reads(r"^The formula gives (?P<what>nothing|something) here$", "The formula gives")
def nothing(here: Here, m: re.Match[str]) -> None:
    if money.formula(here.tables, here.area)[1] > 0:
        here.report("money: direction", m["what"], "the formula gives something")
    here.word("money: direction", m["what"], "nothing")
    if m.groupdict().get("no"):
        here.word("universal", m["no"], "no")


@CLAIMS.reads(
    r"^The same money shared by residents in the most deprived fifth would have meant {base:GBP} for the county, on one way of counting",
    "for the county, on one",
)
def county_formula(here: Here, m: re.Match[str]) -> None:
    here.number("money: formula", m["base"], money.county_formula(here.tables, here.area))


@CLAIMS.reads(
    r"{need:P} of residents lived in the most deprived fifth of neighbourhoods by IoD2019 \(England {england:P}\)",
    "of residents lived",
)
def need(here: Here, m: re.Match[str]) -> None:
    here.share("money: need", m["need"], money.need_share(here.tables, here.tables.within(here.area)))
    here.share("money: need", m["england"], money.need_share(here.tables, here.tables.districts))


@CLAIMS.reads(
    r"^{n:N} authorities had (?P<corner>(?:more|less) need) than England but (?P<money>(?:more|less) money) led$",
    "authorities had",
)
@CLAIMS.reads(
    r"showing {n:N} authorities with (?P<corner>(?:more|less) need) and (?P<money>(?:more|less) money) than England",
    "than England",
)
def quadrant(here: Here, m: re.Match[str]) -> None:
    found = money.quadrant(here.tables).get(f"{m['corner']}, {m['money']}", 0)
    here.count("count: authorities", m["n"], found)


@CLAIMS.reads(
    r"^Scatter of {n:N} authorities by share of residents in the most deprived fifth and pounds per resident from led awards",
    "Scatter of",
)
def quadrant_alt(here: Here, m: re.Match[str]) -> None:
    here.count("count: authorities", m["n"], sum(money.quadrant(here.tables).values()))


@CLAIMS.reads(
    r"showing {area:AREA} with {need:P} of residents and {each:GBP} each, among those with (?P<corner>(?:more|less) need, (?:more|less) money)",
    "among those with",
)
def quadrant_own(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"])
    here.share("money: need", m["need"], money.need_share(here.tables, [here.area.code]))
    here.number("money", m["each"], money.per_head(here.tables, here.area))
    here.word("money: direction", m["corner"], money.corner(here.tables, here.area))


@CLAIMS.reads(r"showing {came:GBP} led here against", "led here against")
def range_alt(here: Here, m: re.Match[str]) -> None:
    here.number("money", m["came"], money.came(here.tables, here.area))


@CLAIMS.reads(
    r"^Deprived places were far (?P<way>likelier|less likely) to lead an award, and were (?P<not>not )?given (?P<more>more|less) once they led one: the (?P<two>two|three) correlations are",
    "once they led one",
)
def likelier(here: Here, m: re.Match[str]) -> None:
    _, low, _, _ = money.correlation(here.tables, led_only=False)
    _, _, high, _ = money.correlation(here.tables, led_only=True)
    here.word("direction", m["way"], "likelier" if low > 0 else "less likely")
    if not (m["not"] and m["more"] == "more" and high < 0.1):
        here.report("direction", m[0], f"up to {high:+.2f} among those that led")
    here.word("count: ways", m["two"], "two")


@CLAIMS.reads(
    r"^(?P<true>True|False) of the method, (?P<not>not of|nor of|of) the outcome: rank correlation {all:N} among all authorities, {led:N} among those that led an award",
    "rank correlation",
)
def correlations(here: Here, m: re.Match[str]) -> None:
    here.number("number: correlation", m["all"], money.correlation(here.tables, led_only=False)[0])
    here.word("direction", m["true"], "true")
    here.word("direction", m["not"], "not of")
    here.number("number: correlation", m["led"], money.correlation(here.tables, led_only=True)[0])
