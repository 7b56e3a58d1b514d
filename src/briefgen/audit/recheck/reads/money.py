"""Money in words: what was led and shared, by whom, and in which category."""

import re

from briefgen.audit.recheck import money, words
from briefgen.audit.recheck.claims import Claims, Here

CLAIMS = Claims()


@CLAIMS.reads(r"{sum:GBP} of Levelling Up Fund awards were led here", "awards were led here")
@CLAIMS.reads(r"^It led {sum:GBP} of Levelling Up Fund awards", "It led £")
@CLAIMS.reads(r"^Awards of {sum:GBP} from the Levelling Up Fund came to the county and its districts", "Awards of")
@CLAIMS.reads(r"^(?!It ){area:AREA} led {sum:GBP} of Levelling Up Fund awards(?:, {each:GBP} a resident)?$", " led £")
@CLAIMS.reads(
    r"^{sum:GBP} of Levelling Up Fund awards (?:came to {area:AREA} and its districts|were led from here(?:, {each:GBP} a resident)?)$",
    "Levelling Up Fund awards",
)
@CLAIMS.reads(
    r"^{sum:GBP} in awards led here(?:; (?P<none>no|some) amount per resident is given for an authority this small)?",
    "in awards led here",
)
@CLAIMS.reads(r"of the {sum:GBP} announced", "announced")
def led(here: Here, m: re.Match[str]) -> None:
    found = m.groupdict()
    if found.get("area"):
        here.is_place(m["area"])
    here.number("money", m["sum"], money.came(here.tables, here.area))
    if found.get("each"):
        here.number("money", m["each"], money.per_head(here.tables, here.area))
    if found.get("none"):
        here.word("universal", m["none"], "no")


@CLAIMS.reads(r"\b(?P<no>[Nn]o|[Ss]ome) Levelling Up Fund awards? (?:was|were) led here", "Levelling Up Fund award")
@CLAIMS.reads(r"^It led (?P<no>no|some) Levelling Up Fund award", "It led ")
@CLAIMS.reads(
    r"^(?P<no>No|Some) Levelling Up Fund award was led by the county for places inside it, nor by its districts",
    "led by the county",
)
@CLAIMS.reads(r"^(?P<no>No|Some) Levelling Up Fund award was led in {area:AREA} or its districts$", "or its districts")
def none_at_all(here: Here, m: re.Match[str]) -> None:
    """Said of the fund as a whole: true only where every round's list is at hand."""
    if m.groupdict().get("area"):
        here.is_place(m["area"])
    if here.word("universal", m["no"], "some" if money.came(here.tables, here.area) else "no") and not money.whole(
        here.tables
    ):
        here.report(
            "no award of rounds not known", m[0], f"{here.tables.rounds['luf']} rounds, two on the lists at hand"
        )


@CLAIMS.reads(
    r"(?P<no>\b[Nn]o|\b[Ss]ome) award in the Levelling Up Fund’s first (?P<rounds>two|three|one) rounds was led (?:here|by the county for places inside it, nor by its districts)",
    "first ",
)
@CLAIMS.reads(
    r"^(?P<no>No|Some) award in the Levelling Up Fund’s first (?P<rounds>two|three|one) rounds was led in {area:AREA} or its districts$",
    "or its districts",
)
@CLAIMS.reads(
    r"^It led (?P<no>no|some) award in the Levelling Up Fund’s first (?P<rounds>two|three|one) rounds", "It led "
)
@CLAIMS.reads(
    r"^{area:AREA} led (?P<no>no|some) awards? in the Levelling Up Fund’s first (?P<rounds>two|three|one) rounds$",
    "first ",
)
@CLAIMS.reads(
    r"^(?P<no>No|Some) awards? in the Levelling Up Fund’s first (?P<rounds>two|three|one) rounds was led from here$",
    "led from here",
)
@CLAIMS.reads(
    r"Why was (?P<no>no|some) award led from here in (?P<rounds>two|three|one) rounds, and what was learned for other funds\?",
    "Why was",
)
@CLAIMS.reads(
    r"^(?P<no>No|Some) award led in rounds (?P<rounds>one and two|one and three), as in {none:N} of {all:N} authorities",
    "as in",
)
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


@CLAIMS.reads(
    r"^It has a part in {n:COUNT} shared awards?, worth {sum:GBP} across (?:its|their) partners; what part came here is not published",
    "It has a part in",
)
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


@CLAIMS.reads(
    r"^(?:(?P<no>No|Some) award led|{own:GBP} in awards led) by the county council(?: for places within the county alone)?(?:; its districts led (?:{sum:GBP})(?: more)?|, nor by its districts)",
    "by the county council",
)
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


@CLAIMS.reads(
    r"^{each:GBP} a resident, from awards led here in rounds one and two; England’s average is {england:GBP}",
    "a resident, from awards",
)
def per_head(here: Here, m: re.Match[str]) -> None:
    here.number("money", m["each"], money.per_head(here.tables, here.area))
    here.number("money", m["england"], money.england_per_head(here.tables))


@CLAIMS.reads(
    r"^{area:AREA} was in priority categor(?:y|ies) (?P<list>[\d, and]+) for the fund’s (?P<round>first|second) round; the (?P<top>first|last) was the (?P<end>highest|lowest)",
    "priority categor",
)
def category(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"])
    here.word("money", m["round"], "first")
    found = sorted(c for code, c, _ in here.tables.priority if code == here.area.code)
    said = [int(number) for number in re.findall(r"\d+", m["list"])]
    if said != found and not (len(set(found)) == 1 and said == found[:1]):
        here.report("money", m["list"], found)
    if (m["top"] == "first") != (m["end"] == "highest"):
        here.report("money", f"the {m['top']} was the {m['end']}", "the first was the highest")


@CLAIMS.reads(
    r"^(?P<no>No|Some) award led in awards led here(?:; (?P<none>no|some) amount per resident is given for an authority this small)?",
    "award led in awards",
)
def none_small(here: Here, m: re.Match[str]) -> None:
    if m["none"]:
        here.word("universal", m["none"], "no")
    here.word("universal", m["no"], "some" if money.came(here.tables, here.area) else "no")


@CLAIMS.reads(r"^{area:AREA} led {sum:GBP} for {people:N} residents and stands off the axis", "stands off the axis")
def off_axis(here: Here, m: re.Match[str]) -> None:
    scilly = here.tables.areas["E06000053"]
    here.is_place(m["area"], scilly)
    here.number("money", m["sum"], money.came(here.tables, scilly))
    here.number("money", m["people"], money.residents(here.tables, scilly.code))
