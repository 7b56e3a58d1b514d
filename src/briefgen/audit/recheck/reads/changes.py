"""Years of life in words: changes here and in England, the band for deprivation, life expectancy."""

import re

from briefgen.audit.recheck import index, years
from briefgen.audit.recheck.claims import Claims, Here, period_label
from briefgen.audit.recheck.reads.shared import PAIR, sexes_in_order, value, whose
from briefgen.audit.recheck.tables import ENGLAND
from briefgen.audit.recheck.years import SEXES, WHO

CLAIMS = Claims()


@CLAIMS.reads(
    r"^Since {since:PERIOD} it has (?P<way>fallen|risen) by {female:N} years for (?P<w1>women|men) and {male:N} for (?P<w2>women|men)",
    "it has",
)
def changed(here: Here, m: re.Match[str]) -> None:
    here.word("period", m["since"], period_label(years.BEFORE))
    sexes_in_order(here, m)
    for sex in SEXES:
        found = years.change(here.tables, here.area.code, "hle", sex)
        if found is None or found[0] != {"fallen": "fell", "risen": "rose"}[m["way"]]:
            here.report(
                "direction", m["way"], "not published" if found is None else f"{found[0]}, {found[1]:+.1f} ({sex})"
            )
        if found is not None:
            here.number("number: healthy life", m[sex], abs(found[1]))


@CLAIMS.reads(
    r"England’s (?P<way>fell|rose) by {female:N}(?: years for (?P<w1>women|men))? and {male:N}(?: for (?P<w2>women|men))?",
    "England’s",
)
def england_changed(here: Here, m: re.Match[str]) -> None:
    if m["w1"]:
        sexes_in_order(here, m)
    for sex in SEXES:
        found = years.change(here.tables, ENGLAND, "hle", sex)
        if found is None or (found[1] > 0) != (m["way"] == "rose"):
            here.report(
                "direction", f"England’s {m['way']}", "not published" if found is None else f"{found[1]:+.1f} ({sex})"
            )
        if found is not None:
            here.number("number: healthy life", m[sex], abs(found[1]))


@CLAIMS.reads(
    r"^The change since {since:PERIOD}, {female:N} years for (?P<w1>women|men) and {male:N} for (?P<w2>women|men), is (?P<no>not|now) clear",
    "The change since",
)
def no_change(here: Here, m: re.Match[str]) -> None:
    """No clear change of both sexes, each with its own figure."""
    here.word("period", m["since"], period_label(years.BEFORE))
    here.word("direction", m["no"], "not")
    sexes_in_order(here, m)
    for sex in SEXES:
        found = years.change(here.tables, here.area.code, "hle", sex)
        here.number("number: healthy life", m[sex], None if found is None else found[1])
        if found is not None and found[0] != "none":
            here.report("one sex changed", m[0], f"{found[0]} ({sex})")


@CLAIMS.reads(
    r"^Since {since:PERIOD} it has (?P<way>fallen|risen) by {own:N} years for (?P<who>women|men)[;,] for (?P<other>women|men) the change, {own2:N} years, is (?P<no>not|now) clear",
    "the change, ",
)
def one_changed(here: Here, m: re.Match[str]) -> None:
    """One sex's change is clear and the other's is not."""
    here.word("period", m["since"], period_label(years.BEFORE))
    here.word("direction", m["no"], "not")
    if m["who"] == m["other"]:
        here.report("sex", m["other"], "the other sex")
    for who, slot, wanted in (
        (m["who"], "own", {"fallen": "fell", "risen": "rose"}[m["way"]]),
        (m["other"], "own2", "none"),
    ):
        found = years.change(here.tables, here.area.code, "hle", WHO[who])
        if found is None or found[0] != wanted:
            here.report("direction", m[0], "not published" if found is None else f"{found[0]} ({who})")
        else:
            here.number("number: healthy life", m[slot], abs(found[1]) if slot == "own" else found[1])


@CLAIMS.reads(
    r"^It lies (?P<where>within|above|below) the band expected for its deprivation(?:; {outside:N} of {n:N} authorities are outside it, about as (?P<as>many|few) as chance would put there)?",
    "It lies",
)
def in_band(here: Here, m: re.Match[str]) -> None:
    found = {sex: years.position(here.tables, here.area, sex) for sex in SEXES}
    if set(found.values()) != {m["where"]}:
        kind = "one sex differs" if m["where"] in found.values() else "verdict"
        here.report(kind, m["where"], ", ".join(f"{where} ({sex})" for sex, where in found.items()))
    if m["outside"]:
        here.word("count: authorities", m["as"], "many")
        outside, n = years.outside(here.tables, "male")
        here.count("count: authorities", m["outside"], outside)
        here.count("count: authorities", m["n"], n)


@CLAIMS.reads(rf"^Life expectancy is {PAIR} \({{period:PERIOD}}\)", "Life expectancy is")
@CLAIMS.reads(rf"^Life expectancy: {PAIR}(?P<period>)$", "Life expectancy:")
@CLAIMS.reads(
    r"^Line charts of life expectancy {area:AREA} and in England, for (?P<w1>women|men) and (?P<w2>women|men), showing {female:N} and {male:N} years in {period:PERIOD} against England’s {ef:N} and {em:N}",
    "Line charts of life",
)
def life(here: Here, m: re.Match[str]) -> None:
    sexes_in_order(here, m)
    latest = str(here.tables.catalogue["le"]["latest"])
    tested = years.tested_life(here.tables)
    isos = {period_label(iso): iso for iso in (tested, latest)}
    iso = isos.get(m["period"] or (period_label(latest) if not here.area.is_county else period_label(tested)))
    if iso is None:
        here.report("period", m["period"], period_label(latest))
        return
    found = m.groupdict()
    if found.get("area"):
        here.is_place(m["area"])
    for sex in SEXES:
        here.number("number: life", m[sex], value(here, "le", sex, period=iso), 1)
        if found.get("ef"):
            here.number("number: life", m["ef" if sex == "female" else "em"], value(here, "le", sex, ENGLAND, iso), 1)


@CLAIMS.reads(
    r"^Life expectancy has a published interval for {period:PERIOD} (?P<only>only), so its verdict is of that period",
    "has a published interval",
)
@CLAIMS.reads(
    r"(?:, three-year periods; )(?P<only>)intervals are published for {period:PERIOD} only",
    "intervals are published for",
)
def tested_period(here: Here, m: re.Match[str]) -> None:
    here.word("period", m["period"], period_label(years.tested_life(here.tables)))


@CLAIMS.reads(r"^{who:SEX}: (?P<where>within|above|below) the band expected for its deprivation$", "band expected")
def scatter_title(here: Here, m: re.Match[str]) -> None:
    here.word("verdict", m["where"], years.position(here.tables, here.area, WHO[m["who"]]))


@CLAIMS.reads(r"^{who:SEX}: {area:AREA} among the upper-tier authorities$", "among the upper-tier")
def scatter_county(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"], whose(here))


@CLAIMS.reads(
    r"^Scatter of healthy life expectancy of {who:SEX} against deprivation in {n:N} upper-tier authorities, showing {area:AREA} at {value:N} years, (?P<where>within|above|below) the 95% band of {low:N} to {high:N}",
    "Scatter of healthy",
)
def scatter_alt(here: Here, m: re.Match[str]) -> None:
    sex, area = WHO[m["who"]], whose(here)
    here.is_place(m["area"], area)
    here.count("count: authorities", m["n"], years.outside(here.tables, sex)[1])
    here.number("number: healthy life", m["value"], value(here, "hle", sex, area.code), 1)
    here.word("verdict", m["where"], years.position(here.tables, area, sex))
    for slot, end in zip(
        ("low", "high"), years.band(here.tables, sex, index.score(here.tables, area.code)), strict=True
    ):
        here.number("number: band", m[slot], end)


@CLAIMS.reads(
    r"^{who:SEX}: healthy life is (?P<way>shorter|longer) where deprivation is (?P<side>higher|lower)$",
    "where deprivation is",
)
@CLAIMS.reads(
    r"^Scatter of healthy life expectancy of {who:SEX} against deprivation in {n:N} upper-tier authorities, showing (?P<way>fewer|more) healthy years where deprivation is (?P<side>higher|lower)",
    "where deprivation is",
)
def across(here: Here, m: re.Match[str]) -> None:
    """The line falls: shorter goes with higher, longer with lower."""
    points = sorted(years.dict_points(here.tables, WHO[m["who"]]).values())
    third = len(points) // 3
    falls = sum(y for _, y in points[-third:]) < sum(y for _, y in points[:third])
    said = (m["way"] in ("shorter", "fewer")) == (m["side"] == "higher")
    if said != falls:
        here.report("direction", m[0], "falls" if falls else "rises")
    if m.groupdict().get("n"):
        here.count("count: authorities", m["n"], len(points))


@CLAIMS.reads(r"^Healthy life expectancy \({period:PERIOD}\) of {n:N} authorities", "authorities; London")
@CLAIMS.reads(
    r"^The band is the 95% prediction interval of a straight line through {n:N} authorities; London lies (?P<side>above|below) the line by {female:N} years \((?P<w1>women|men)\) and {male:N} \((?P<w2>women|men)\) on average",
    "straight line through",
)
def authorities(here: Here, m: re.Match[str]) -> None:
    here.count("count: authorities", m["n"], years.outside(here.tables, "male")[1])
    found = m.groupdict()
    if found.get("period"):
        here.word("period", m["period"], period_label(str(here.tables.catalogue["hle"]["latest"])))
    if found.get("side"):
        sexes_in_order(here, m)
        for sex in SEXES:
            rest = years.london(here.tables, sex)
            here.number("number: band", m[sex], abs(rest))
            here.word("direction", m["side"], "above" if rest > 0 else "below")
