"""Healthy life in words: levels, the gap to England, the verdict of each sex, and why there is no figure."""

import re

from briefgen.audit.recheck.claims import Claims, Here, period_label
from briefgen.audit.recheck.reads.shared import PAIR, gap, sexes_in_order, similar, value, verdicts, whose
from briefgen.audit.recheck.tables import ENGLAND
from briefgen.audit.recheck.years import WHO

CLAIMS = Claims()


WAYS = {"shorter": "worse", "longer": "better", "below": "worse", "above": "better"}


@CLAIMS.reads(
    r"[Hh]ealthy life(?P<place> {area:AREA})? is {gap:GAP} years (?P<way>shorter|longer) than in England", "years"
)
def shorter(here: Here, m: re.Match[str]) -> None:
    if m["area"] and m["area"] != "here":
        here.is_place(m["area"])
    gap(here, m["gap"])
    for sex, found in verdicts(here).items():
        if found != WAYS[m["way"]]:
            here.report("verdict", m["way"], f"{found} ({sex})")


@CLAIMS.reads(
    r"^Healthy life (?P<same>(?:cannot|can) be clearly told apart from England’s)",
    "ealthy life ",
)
@CLAIMS.reads(
    r"; healthy life (?P<same>(?:cannot|can) be clearly told apart from England’s)",
    "; healthy life ",
)
def page_one(here: Here, m: re.Match[str]) -> None:
    """What cannot be told apart is judged at 95 %, as everywhere."""
    if here.word("verdict", m["same"].split()[0], "cannot"):
        similar(here, m["same"], verdicts(here))


@CLAIMS.reads(
    r"[Hh]ealthy life of (?P<who>women|men)(?: {area:AREA})? is (?P<way>shorter|longer) than in England, of (?P<other>women|men) not clearly",
    "ealthy life of",
)
@CLAIMS.reads(
    r"^For (?P<who>women|men) the difference is more than chance would explain, since the whole 95% interval lies (?P<way>below|above) England’s figure; for (?P<other>women|men) the interval takes it in",
    "than chance would explain, ",
)
def one_sex(here: Here, m: re.Match[str]) -> None:
    """One sex's figure differs from England's; the other's cannot be told apart."""
    if m.groupdict().get("area") and m["area"] != "here":
        here.is_place(m["area"])
    if m["who"] == m["other"]:
        here.report("sex", m["other"], "the other sex")
    found = verdicts(here)
    wanted = {WHO[m["who"]]: WAYS[m["way"]], WHO[m["other"]]: "similar"}
    if found != wanted:
        here.report("verdict", m[0], ", ".join(f"{verdict} ({sex})" for sex, verdict in found.items()))


@CLAIMS.reads(
    r"^Healthy life expectancy (?P<place>{area:AREA}) (?P<same>cannot|can) be told apart from England’s",
    "be told apart from England",
)
def titlesimilar(here: Here, m: re.Match[str]) -> None:
    if m["area"] != "here":
        here.is_place(m["area"])
    if here.word("verdict", m["same"], "cannot"):
        similar(here, m[0], verdicts(here))


@CLAIMS.reads(
    r"^The 95% intervals (?P<take>take in|leave out) England’s figures, so they (?P<can>cannot|can) be told apart from them",
    "intervals",
)
def take_in(here: Here, m: re.Match[str]) -> None:
    if here.word("verdict", m["take"], "take in") and here.word("verdict", m["can"], "cannot"):
        similar(here, m[0], verdicts(here))


@CLAIMS.reads(
    r"^The difference is (?P<more>more|less) than chance would explain: the whole 95% interval lies (?P<side>below|above) England’s figure",
    "than chance would explain: ",
)
def beyond_chance(here: Here, m: re.Match[str]) -> None:
    here.word("verdict", m["more"], "more")
    for sex, found in verdicts(here).items():
        if found != {"below": "worse", "above": "better"}[m["side"]]:
            here.report("verdict", m["side"], f"{found} ({sex})")


@CLAIMS.reads(rf"{PAIR}, against {{ef:N}} and {{em:N}}", "against")
@CLAIMS.reads(
    r"^(?P<w1>Women|Men) {area:AREA} can expect {female:N} years in good health and (?P<w2>women|men) {male:N}; England’s figures are {ef:N} and {em:N}",
    "can expect",
)
@CLAIMS.reads(
    r"^In {county:AREA} (?P<w1>women|men) can expect {female:N} years in good health and (?P<w2>women|men) {male:N}; England’s figures are {ef:N} and {em:N}",
    "can expect",
)
@CLAIMS.reads(
    r"^Line charts of healthy life expectancy {area:TEXT} and in England, for (?P<w1>women|men) and (?P<w2>women|men), over three-year periods from {from:PERIOD} on, showing {female:N} and {male:N} years in {to:PERIOD} against England’s {ef:N} and {em:N}",
    "Line charts of healthy",
)
def level(here: Here, m: re.Match[str]) -> None:
    sexes_in_order(here, m)
    found = m.groupdict()
    if found.get("county") or found.get("area"):
        here.is_place(found.get("county") or m["area"], whose(here))
    for slot, sex, code in (
        ("female", "female", here.area.upper),
        ("male", "male", here.area.upper),
        ("ef", "female", ENGLAND),
        ("em", "male", ENGLAND),
    ):
        here.number("number: healthy life", m[slot], value(here, "hle", sex, code), 1)
    _periods(here, m, "hle")


def _periods(here: Here, m: re.Match[str], indicator: str) -> None:
    found = m.groupdict()
    known = sorted(period for id, _, period in here.tables.observations if id == indicator)
    for slot, iso in (("from", known[0]), ("to", known[-1])):
        if found.get(slot):
            here.word("period", m[slot], period_label(iso).lower())


@CLAIMS.reads(
    r"^Line charts of healthy life expectancy in England, for (?P<w1>women|men) and (?P<w2>women|men), over three-year periods from {from:PERIOD} on, showing {ef:N} and {em:N} years in {to:PERIOD}",
    "Line charts of healthy",
)
def level_england(here: Here, m: re.Match[str]) -> None:
    sexes_in_order(here, m)
    for slot, sex in (("ef", "female"), ("em", "male")):
        here.number("number: healthy life", m[slot], value(here, "hle", sex, ENGLAND), 1)
    _periods(here, m, "hle")


@CLAIMS.reads(
    r"[Hh]ealthy life(?: expectancy)? is published for {area:AREA} (?:only|as a whole)(?:, not for {not:TEXT})?$",
    "is published for",
)
@CLAIMS.reads(r"[Hh]ealthy life(?: expectancy)? is published for {area:AREA} only(?=[:;])", "is published for")
def county_only(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"], whose(here))
    if not here.area.county:
        here.report("reason", m[0], "published for the authority itself")
    if m.groupdict().get("not") and m["not"] not in ("this district",):
        here.is_place(m["not"])


@CLAIMS.reads(
    r"^No healthy life expectancy is published for {area:AREA}$", "No healthy life expectancy is published for"
)
@CLAIMS.reads(
    r"(?P<area>)(?P<no>no|some) healthy life expectancy is published(?=;)", "healthy life expectancy is published"
)
@CLAIMS.reads(
    r"^It is published for upper-tier authorities large enough to survey, and {area:AREA} is not among them",
    "large enough to survey",
)
@CLAIMS.reads(
    r"(?:Not available: )?healthy life expectancy for {area:AREA}, which is too small to survey", "too small to survey"
)
def not_published(here: Here, m: re.Match[str]) -> None:
    if m["area"]:
        here.is_place(m["area"])
    if m.groupdict().get("no"):
        here.word("reason", m["no"], "no")
    if value(here, "hle", "female") is not None:
        here.report("reason", m[0], "published")


@CLAIMS.reads(
    r"^These are the county’s figures, so nothing is judged from them for {area:AREA}\.$", "These are the county"
)
@CLAIMS.reads(
    r"(?:Not available: )?(?P<area>)healthy life expectancy, which is published for upper-tier authorities only; the county’s is shown and named as the county’s",
    "upper-tier authorities only",
)
def of_county(here: Here, m: re.Match[str]) -> None:
    if m["area"]:
        here.is_place(m["area"])
    if not here.area.county:
        here.report("reason", m[0], "it has no county")
