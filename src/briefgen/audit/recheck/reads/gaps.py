"""Gaps in words: inside the area, between England's tenths, the first wave, and whether healthy life became shorter."""

import re

from briefgen.audit.recheck import judge, years
from briefgen.audit.recheck.claims import Claims, Here, period_label
from briefgen.audit.recheck.reads.shared import value
from briefgen.audit.recheck.tables import ENGLAND
from briefgen.audit.recheck.years import BEFORE, SEXES, WHO

CLAIMS = Claims()
_LENGTH = {"shorter": -1, "longer": 1}


def _england_fell(here: Here, way: str) -> None:
    for sex in SEXES:
        found = years.change(here.tables, ENGLAND, "hle", sex)
        if found is None or found[1] * _LENGTH[way] <= 0:
            here.report(
                "direction", f"{way} in England", "not published" if found is None else f"{found[1]:+.1f} ({sex})"
            )


@CLAIMS.reads(
    r"^Healthy life has become (?P<way>shorter|longer) in England(?:; here (?P<no>no|some) change is clear|; here only (?P<one>women|men)’s change is clear)?$",
    "has become",
)
@CLAIMS.reads(
    r"^Healthy life has become (?P<here>shorter|longer) here(?: as well as in England|, and (?P<way>shorter|longer) in England)$",
    "has become",
)
def became(here: Here, m: re.Match[str]) -> None:
    found = m.groupdict()
    way = found.get("way") or found.get("here") or "shorter"
    _england_fell(here, way)
    own = {sex: years.change(here.tables, here.area.code, "hle", sex) for sex in SEXES}
    clear = {sex: change[0] for sex, change in own.items() if change and change[0] != "none"}
    if found.get("no"):
        here.word("direction", m["no"], "no")
        if len(clear) == 2:
            here.report("direction", m[0], clear)
        elif clear:
            here.report("one sex changed", m[0], clear)
    elif found.get("one"):
        if list(clear) != [WHO[m["one"]]]:
            here.report("one sex changed", m["one"], clear or "no clear change")
    elif found.get("here"):
        wanted = {"shorter": "fell", "longer": "rose"}[m["here"]]
        if set(clear.values()) != {wanted} or len(clear) != 2:
            here.report("direction", m["here"], clear or "no clear change")


@CLAIMS.reads(r"^Healthy life expectancy in {area:AREA} and in England$", "and in England")
def of_county(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"], here.tables.areas[here.area.upper])


@CLAIMS.reads(
    r"(?P<who>[Mm]en|[Ww]omen)’s life expectancy differs by {own:N} years (?:inside {area:AREA}|here) between (?:its|the) (?P<order>most and least|least and most) deprived ends; in England by {england:N}",
    "life expectancy differs by",
)
@CLAIMS.reads(
    r"^{own:N} years between (?P<who>men|women)’s life expectancy in the (?P<order>most and least) deprived ends of {area:AREA} \(England {england:N}\)(?:; for (?P<other>women|men), {own2:N} years \(England {england2:N}\))?",
    "life expectancy in the",
)
def inside(here: Here, m: re.Match[str]) -> None:
    found = m.groupdict()
    if found.get("area"):
        here.is_place(m["area"])
    sex = WHO[m["who"]]
    here.number("number: inside", m["own"], value(here, "sii", sex, here.area.code), 1)
    here.number("number: inside", m["england"], value(here, "sii", sex, ENGLAND), 1)
    if found.get("other"):
        here.word("sex", m["other"], "women" if sex == "male" else "men")
        here.number("number: inside", m["own2"], value(here, "sii", WHO[m["other"]], here.area.code), 1)
        here.number("number: inside", m["england2"], value(here, "sii", WHO[m["other"]], ENGLAND), 1)


@CLAIMS.reads(
    r"^(?P<no>No|Some) gradient in life expectancy can be seen inside {area:AREA}; England’s is {england:N} years for (?P<who>men|women)",
    "gradient in life",
)
def flat(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"])
    here.word("universal", m["no"], "some" if (value(here, "sii", "male", here.area.code) or 0) > 0 else "no")
    here.number("number: inside", m["england"], value(here, "sii", WHO[m["who"]], ENGLAND), 1)


@CLAIMS.reads(
    r"(?:Not available: )?(?P<area>[Tt]he slope index for counties; each district’s is shown)",
    "slope index for counties",
)
@CLAIMS.reads(r"(?:Not available: )?the slope index for (?!counties){area:AREA}\.$", "the slope index for")
def no_slope(here: Here, m: re.Match[str]) -> None:
    if "for counties" in m["area"]:
        if not here.area.is_county:
            here.report("reason", m["area"], "not a county")
        return
    here.is_place(m["area"])
    if value(here, "sii", "male", here.area.code) is not None:
        here.report("reason", m[0], "published")


@CLAIMS.reads(r"^The gap in life expectancy inside (?!each){area:AREA}$", "The gap in life expectancy inside")
def gap_title(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"])


@CLAIMS.reads(
    r"^Slope index of inequality, {period:PERIOD}: years between the (?P<a>most) and (?P<b>least) deprived ends of the area’s own scale",
    "Slope index of inequality,",
)
def slope_period(here: Here, m: re.Match[str]) -> None:
    here.word("period", m["period"], period_label(str(here.tables.catalogue["sii"]["latest"])))


@CLAIMS.reads(
    r"(?P<no>No|Some) interval is published, so (?P<none>no|some) verdict; figures move by about {noise:N} years by chance",
    "interval is published, so",
)
def no_interval(here: Here, m: re.Match[str]) -> None:
    here.word("universal", m["no"], "no")
    here.word("universal", m["none"], "no")
    here.number("number: inside", m["noise"], 2.0)
    found = here.tables.observation(here.area.code, "sii", "male")
    if found is not None and found.has_interval:
        here.report("reason", m[0], "an interval is published")


@CLAIMS.reads(
    r"^{now:N} years is the gap in (?P<who>men|women)’s healthy life between England’s most and least deprived tenths \({period:PERIOD}\); for (?P<other>women|men), {now2:N} years",
    "most and least deprived tenths",
)
def england_gap(here: Here, m: re.Match[str]) -> None:
    latest = str(here.tables.catalogue["hle"]["latest"])
    here.word("period", m["period"], period_label(latest))
    here.word("sex", m["other"], "women" if m["who"] == "men" else "men")
    here.number("number: tenths", m["now"], years.ends(here.tables, "hle", WHO[m["who"]], latest))
    here.number("number: tenths", m["now2"], years.ends(here.tables, "hle", WHO[m["other"]], latest))


@CLAIMS.reads(
    r"^{who:SEX}: {now:N} healthy years between England’s tenths, {then:N} before$", "between England’s tenths"
)
@CLAIMS.reads(
    r"^Dot chart of healthy life expectancy of {who:SEX} in England by tenth of deprivation, showing a difference of {now:N} years between the least and the most deprived in {period:PERIOD} and {then:N} in {before:PERIOD}",
    "Dot chart of healthy",
)
def gradient(here: Here, m: re.Match[str]) -> None:
    latest, sex = str(here.tables.catalogue["hle"]["latest"]), WHO[m["who"]]
    here.number("number: tenths", m["now"], years.ends(here.tables, "hle", sex, latest))
    here.number("number: tenths", m["then"], years.ends(here.tables, "hle", sex, BEFORE))
    if m.groupdict().get("period"):
        here.word("period", m["period"], period_label(latest))
        here.word("period", m["before"], period_label(BEFORE))


@CLAIMS.reads(
    r"^England by tenth of deprivation: {before:PERIOD} and {period:PERIOD}; (?P<tested>[a-z ]+)$", "England by tenth"
)
def gradient_periods(here: Here, m: re.Match[str]) -> None:
    here.word("verdict", m["tested"], "not tested")
    here.word("period", m["before"], period_label(BEFORE))
    here.word("period", m["period"], period_label(str(here.tables.catalogue["hle"]["latest"])))


@CLAIMS.reads(
    r"^The slope index over tenths was {m0:N} years \((?P<w1>men|women)\) and {f0:N} \((?P<w2>women|men)\) in {before:PERIOD}; it is {m1:N} and {f1:N} now",
    "slope index over tenths",
)
def slopes(here: Here, m: re.Match[str]) -> None:
    here.word("sex", m["w1"], "men")
    here.word("sex", m["w2"], "women")
    here.word("period", m["before"], period_label(BEFORE))
    latest = str(here.tables.catalogue["hle"]["latest"])
    for slot, sex, when in (
        ("m0", "male", BEFORE),
        ("f0", "female", BEFORE),
        ("m1", "male", latest),
        ("f1", "female", latest),
    ):
        here.number("number: tenths", m[slot], years.slope(here.tables, "hle", sex, when))


@CLAIMS.reads(r"^First wave: a (?P<way>higher|lower) COVID-19 death rate than England’s$", "First wave: a")
@CLAIMS.reads(
    r"^First wave: a COVID-19 death rate that (?P<way>cannot|can) be told apart from England’s$", "First wave: a"
)
def wave(here: Here, m: re.Match[str]) -> None:
    found = judge.verdict(here.tables, here.area, "covid19")
    wanted = {"worse": "higher", "better": "lower", "similar": "cannot"}.get(found, "not tested")
    here.word("verdict", m["way"], wanted)


@CLAIMS.reads(
    r"^First wave of COVID-19: {ratio:N} times the death rate in the (?P<end>most|least) deprived tenth$",
    "First wave of COVID-19",
)
def wave_untested(here: Here, m: re.Match[str]) -> None:
    here.word("direction", m["end"], "most")
    here.number("number: wave", m["ratio"], years.wave_ratio(here.tables)[0])


@CLAIMS.reads(
    r"^Healthy life is far (?P<way>shorter|longer) where deprivation is (?P<side>highest|lowest)$",
    "Healthy life is far",
)
def far_shorter(here: Here, m: re.Match[str]) -> None:
    latest = str(here.tables.catalogue["hle"]["latest"])
    falls = all(years.ends(here.tables, "hle", sex, latest) > 0 for sex in SEXES)
    if ((m["way"] == "shorter") == (m["side"] == "highest")) != falls:
        here.report("direction", m[0], "shorter where deprivation is highest" if falls else "longer")


@CLAIMS.reads(r"^Supported: {ratio:N} \({low:N} to {high:N}\) times", "Supported: ")
def wave_ratio(here: Here, m: re.Match[str]) -> None:
    """'Double' is supported where the ratio reaches two."""
    found = years.wave_ratio(here.tables)
    for slot, exact in zip(("ratio", "low", "high"), found, strict=True):
        here.number("number: wave", m[slot], exact)
    if found[0] < 2:
        here.report("direction", "Supported", f"{found[0]:.2f}")


@CLAIMS.reads(r"^Deaths involving COVID-19, per 100,000 people over four months, {period:PERIOD}$", "Deaths involving")
def wave_period(here: Here, m: re.Match[str]) -> None:
    here.word("period", m["period"], period_label(str(here.tables.catalogue["covid19"]["latest"])).lower())


@CLAIMS.reads(
    r"^Bar chart of first-wave COVID-19 death rates, showing (?:{own:N} {area:AREA} against )?{england:N} in England, {first:N} in its (?P<a>most|least) deprived tenth and {last:N} in its (?P<b>least|most) deprived",
    "Bar chart of first-wave",
)
def wave_alt(here: Here, m: re.Match[str]) -> None:
    rows = here.tables.gradients["covid19", "persons", str(here.tables.catalogue["covid19"]["latest"])]
    here.word("direction", m["a"], "most")
    here.word("direction", m["b"], "least")
    if m["area"]:
        here.is_place(m["area"])
        here.number("number: wave", m["own"], value(here, "covid19", "persons", here.area.code), 1)
    elif value(here, "covid19", "persons", here.area.code) is not None:
        here.report("reason", "no rate here", "published")
    here.number("number: wave", m["england"], value(here, "covid19", "persons", ENGLAND), 1)
    here.number("number: wave", m["first"], rows[1].value)
    here.number("number: wave", m["last"], rows[10].value)
