"""Money in words: what was led and shared, what need would have given, in which direction, and what is true of England."""

import re

from briefgen.audit.recheck import money, words
from briefgen.audit.recheck.claims import Claims, Here

CLAIMS = Claims()
LUF = "Levelling Up Fund"


@CLAIMS.reads(r"{sum:GBP} of Levelling Up Fund awards were led here", "awards were led here")
@CLAIMS.reads(r"^It led {sum:GBP} of Levelling Up Fund awards", "It led £")
@CLAIMS.reads(r"^Awards of {sum:GBP} from the Levelling Up Fund came to the county and its districts", "Awards of")
@CLAIMS.reads(r"^{area:AREA} led {sum:GBP} of Levelling Up Fund awards(?:, {each:GBP} a resident)?$", " led £")
@CLAIMS.reads(r"^{sum:GBP} of Levelling Up Fund awards (?:came to {area:AREA} and its districts|were led from here(?:, {each:GBP} a resident)?)$", "Levelling Up Fund awards")
@CLAIMS.reads(r"^{sum:GBP} in awards led here(?:; no amount per resident is given for an authority this small)?", "in awards led here")
@CLAIMS.reads(r"of the {sum:GBP} announced", "announced")
def led(here: Here, m: re.Match[str]) -> None:
    found = m.groupdict()
    if found.get("area"):
        here.is_place(m["area"])
    here.number("money", m["sum"], money.came(here.tables, here.area))
    if found.get("each"):
        here.number("money", m["each"], money.per_head(here.tables, here.area))


@CLAIMS.reads(r"\b(?P<no>[Nn]o|[Ss]ome) Levelling Up Fund awards? (?:was|were) led here", "Levelling Up Fund award")
@CLAIMS.reads(r"^It led (?P<no>no|some) Levelling Up Fund award", "It led ")
@CLAIMS.reads(r"^(?P<no>No|Some) Levelling Up Fund award was led by the county for places inside it, nor by its districts", "led by the county")
@CLAIMS.reads(r"^(?P<no>No|Some) Levelling Up Fund award was led in {area:AREA} or its districts$", "or its districts")
def none_at_all(here: Here, m: re.Match[str]) -> None:
    """Said of the fund as a whole: true only where every round's list is at hand."""
    if m.groupdict().get("area"):
        here.is_place(m["area"])
    if here.word("universal", m["no"], "some" if money.came(here.tables, here.area) else "no") and not money.whole(here.tables):
        here.report("no award of rounds not known", m[0], f"{here.tables.rounds['luf']} rounds, two on the lists at hand")


@CLAIMS.reads(r"^{area:AREA} led (?P<no>no|some) awards? in the Levelling Up Fund’s first (?P<rounds>two|three|one) rounds$", "first ")
@CLAIMS.reads(r"^(?P<no>No|Some) awards? in the Levelling Up Fund’s first (?P<rounds>two|three|one) rounds was led from here$", "led from here")
@CLAIMS.reads(r"Why was (?P<no>no|some) award led from here in (?P<rounds>two|three|one) rounds, and what would the next bid need\?", "Why was")
@CLAIMS.reads(r"^(?P<no>No|Some) award led in rounds (?P<rounds>one and two|one and three), as in {none:N} of {all:N} authorities", "as in")
def none_of_two(here: Here, m: re.Match[str]) -> None:
    found = m.groupdict()
    if found.get("area"):
        here.is_place(m["area"])
    here.word("universal", m["no"], "some" if money.came(here.tables, here.area) else "no")
    here.word("money", m["rounds"], ("two", "one and two"))
    if found.get("none"):
        led_by = money.led(here.tables)
        here.count("count: authorities", m["none"], sum(1 for pounds in led_by.values() if not pounds))
        here.count("count: authorities", m["all"], len(led_by))


@CLAIMS.reads(r"(?:shared by deprivation, |^The same money shared by residents in deprived neighbourhoods would have meant |against ){low:GBP} to {high:GBP}", "to £")
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


@CLAIMS.reads(r"whether that is more than came depends on how it is counted", "depends on how")
@CLAIMS.reads(r"whether a formula by deprivation would have given more depends on how (?:it is|shared awards are) counted", "depends on how")
@CLAIMS.reads(r"^Whether more came depends on the formula$", "depends on the formula")
@CLAIMS.reads(r"^(?P<led>Less|More) was led than any of the formulas would give, shared awards apart$", "shared awards apart")
def depends(here: Here, m: re.Match[str]) -> None:
    _way(here, m[0], "depends")


@CLAIMS.reads(r"here: (?P<way>more|less) than was led\.$", "than was led")
def than_led(here: Here, m: re.Match[str]) -> None:
    low, high = money.formula(here.tables, here.area)
    came = money.came(here.tables, here.area)
    right = "more" if came < low else "less" if came > high else "between"
    here.word("money: direction", m["way"], right)


@CLAIMS.reads(r"^Whether it is more than came depends on what part of shared awards came here", "what part of shared")
def depends_on_shared(here: Here, m: re.Match[str]) -> None:
    _way(here, m[0], "depends")


@CLAIMS.reads(r"^(?P<way>Less|More) came than any of the formulas would give$", "any of the formulas")
def than_any(here: Here, m: re.Match[str]) -> None:
    _way(here, m["way"], m["way"].lower())


@CLAIMS.reads(r"shared by deprivation, £.* would have come", "would have come")
def less_or_more(here: Here, m: re.Match[str]) -> None:
    """A range beside what was led, with no word on its direction: the twelve must agree."""
    if money.direction(here.tables, here.area.code) == "depends":
        here.report("money: direction", m[0], "depends")


@CLAIMS.reads(r"a formula by deprivation would have given (?P<what>nothing|something)(?:, as (?P<no>no|some) resident lives in the most deprived fifth)?", "formula by deprivation would have given")
@CLAIMS.reads(r"^(?P<no>No|Some) resident lives in the most deprived fifth of neighbourhoods, so the formula gives (?P<what>nothing|something)", "so the formula gives")
@CLAIMS.reads(r"against (?P<what>nothing), as (?P<no>no|some) resident lives in the most deprived fifth", "against nothing")
@CLAIMS.reads(r"^The formula gives (?P<what>nothing|something) here$", "The formula gives")
def nothing(here: Here, m: re.Match[str]) -> None:
    if money.formula(here.tables, here.area)[1] > 0:
        here.report("money: direction", m["what"], "the formula gives something")
    here.word("money: direction", m["what"], "nothing")
    if m.groupdict().get("no"):
        here.word("universal", m["no"], "no")


@CLAIMS.reads(r"^It has a part in {n:COUNT} shared awards?, worth {sum:GBP} across (?:its|their) partners; what part came here is not published", "It has a part in")
def shared(here: Here, m: re.Match[str]) -> None:
    """Only awards whose recorded site is here, or that have none."""
    found = money.shared(here.tables, here.area)
    if words.count(m["n"]) != len(found):
        codes = set(here.tables.within(here.area))
        listed = [a for a in money.awards(here.tables) if len(a.areas) > 1 and codes & set(a.areas)]
        elsewhere = len(listed) > len(found) and words.count(m["n"]) == len(listed)
        here.report("shared award sited elsewhere" if elsewhere else "money", m["n"], len(found))
    else:
        here.number("money", m["sum"], sum(a.amount or 0.0 for a in found))


@CLAIMS.reads(r"^The same money shared by residents in the most deprived fifth would have meant {base:GBP} for the county, on one way of counting", "for the county, on one")
def county_formula(here: Here, m: re.Match[str]) -> None:
    here.number("money: formula", m["base"], money.county_formula(here.tables, here.area))


@CLAIMS.reads(r"^(?:(?P<no>No|Some) award led|{own:GBP} in awards led) by the county council(?: for places within the county alone)?(?:; its districts led (?:{sum:GBP})(?: more)?|, nor by its districts)", "by the county council")
def county(here: Here, m: re.Match[str]) -> None:
    own = money.county_own(here.tables, here.area)
    if m["no"]:
        here.word("universal", m["no"], "some" if own else "no")
    else:
        here.number("money", m["own"], own)
    districts = sum(money.led(here.tables)[c] for c in here.tables.within(here.area))
    if m["sum"]:
        here.number("money", m["sum"], districts)
    elif districts:
        here.report("money", "nor by its districts", f"{districts:,.0f}")


@CLAIMS.reads(r"^{each:GBP} a resident, from awards led here in rounds one and two; England’s average is {england:GBP}", "a resident, from awards")
def per_head(here: Here, m: re.Match[str]) -> None:
    here.number("money", m["each"], money.per_head(here.tables, here.area))
    here.number("money", m["england"], money.england_per_head(here.tables))


@CLAIMS.reads(r"{need:P} of residents lived in the most deprived fifth of neighbourhoods \(England {england:P}\)", "of residents lived")
def need(here: Here, m: re.Match[str]) -> None:
    here.share("money: need", m["need"], money.need_share(here.tables, here.tables.within(here.area)))
    here.share("money: need", m["england"], money.need_share(here.tables, here.tables.districts))


@CLAIMS.reads(r"^{area:AREA} was in priority categor(?:y|ies) (?P<list>[\d, and]+) for the fund’s (?P<round>first|second) round; the (?P<top>first|last) was the (?P<end>highest|lowest)", "priority categor")
def category(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"])
    here.word("money", m["round"], "first")
    found = sorted(c for code, c, _ in here.tables.priority if code == here.area.code)
    said = [int(number) for number in re.findall(r"\d+", m["list"])]
    if said != found and not (len(set(found)) == 1 and said == found[:1]):
        here.report("money", m["list"], found)
    if (m["top"] == "first") != (m["end"] == "highest"):
        here.report("money", f"the {m['top']} was the {m['end']}", "the first was the highest")


@CLAIMS.reads(r"^{n:N} authorities had (?P<corner>(?:more|less) need) than England but (?P<money>(?:more|less) money) led$", "authorities had")
@CLAIMS.reads(r"showing {n:N} authorities with (?P<corner>(?:more|less) need) and (?P<money>(?:more|less) money) than England", "than England")
def quadrant(here: Here, m: re.Match[str]) -> None:
    found = money.quadrant(here.tables).get(f"{m['corner']}, {m['money']}", 0)
    here.count("count: authorities", m["n"], found)


@CLAIMS.reads(r"^(?P<no>No|Some) award led in awards led here(?:; no amount per resident is given for an authority this small)?", "award led in awards")
def none_small(here: Here, m: re.Match[str]) -> None:
    here.word("universal", m["no"], "some" if money.came(here.tables, here.area) else "no")


@CLAIMS.reads(r"^Scatter of {n:N} authorities by share of residents in the most deprived fifth and pounds per resident from led awards", "Scatter of")
def quadrant_alt(here: Here, m: re.Match[str]) -> None:
    here.count("count: authorities", m["n"], sum(money.quadrant(here.tables).values()))


@CLAIMS.reads(r"showing {area:AREA} with {need:P} of residents and {each:GBP} each, among those with (?P<corner>(?:more|less) need, (?:more|less) money)", "among those with")
def quadrant_own(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"])
    here.share("money: need", m["need"], money.need_share(here.tables, [here.area.code]))
    here.number("money", m["each"], money.per_head(here.tables, here.area))
    here.word("money: direction", m["corner"], money.corner(here.tables, here.area))


@CLAIMS.reads(r"showing {came:GBP} led here against", "led here against")
def range_alt(here: Here, m: re.Match[str]) -> None:
    here.number("money", m["came"], money.came(here.tables, here.area))


@CLAIMS.reads(r"^{area:AREA} led {sum:GBP} for {people:N} residents and stands off the axis", "stands off the axis")
def off_axis(here: Here, m: re.Match[str]) -> None:
    scilly = here.tables.areas["E06000053"]
    here.is_place(m["area"], scilly)
    here.number("money", m["sum"], money.came(here.tables, scilly))
    here.number("money", m["people"], money.residents(here.tables, scilly.code))


@CLAIMS.reads(r"^Deprived places were far (?P<way>likelier|less likely) to lead an award, and were (?P<not>not )?given (?P<more>more|less) once they led one: the (?P<two>two|three) correlations are", "once they led one")
def likelier(here: Here, m: re.Match[str]) -> None:
    _, low, _, _ = money.correlation(here.tables, led_only=False)
    _, _, high, _ = money.correlation(here.tables, led_only=True)
    here.word("direction", m["way"], "likelier" if low > 0 else "less likely")
    if not (m["not"] and m["more"] == "more" and high < 0.1):
        here.report("direction", m[0], f"up to {high:+.2f} among those that led")
    here.word("count: ways", m["two"], "two")


@CLAIMS.reads(r"^(?P<true>True|False) of the method, (?P<not>not of|nor of|of) the outcome: rank correlation {all:N} among all authorities, {led:N} among those that led an award", "rank correlation")
def correlations(here: Here, m: re.Match[str]) -> None:
    here.number("number: correlation", m["all"], money.correlation(here.tables, led_only=False)[0])
    here.word("direction", m["true"], "true")
    here.word("direction", m["not"], "not of")
    here.number("number: correlation", m["led"], money.correlation(here.tables, led_only=True)[0])
