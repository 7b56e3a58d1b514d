"""Within and between, in words: shares of the spread, the place's own spread, its neighbours, the argument of the day."""

import re

from briefgen.audit.recheck import index
from briefgen.audit.recheck.claims import Claims, Here
from briefgen.audit.recheck.grids.measures import neighbour_values, read_row
from briefgen.audit.recheck.tables import ENGLAND

CLAIMS = Claims()
NORTH = ("E12000001", "E12000002", "E12000003")


@CLAIMS.reads(
    r"(?:in England, |showing ){within:P} (?:lies inside|within) authorities, {between:P} between authorities of one region and {regions:P} between regions",
    "between regions",
)
def shares(here: Here, m: re.Match[str]) -> None:
    for slot, exact in zip(("regions", "between", "within"), index.shares(here.tables), strict=True):
        here.share("number: spread", m[slot], exact)


@CLAIMS.reads(r"^For the health domain alone the regions hold (?P<way>more|less): {regions:P}", "For the health domain")
def health(here: Here, m: re.Match[str]) -> None:
    domain, score = index.shares(here.tables, health=True)[0], index.shares(here.tables)[0]
    here.share("number: spread", m["regions"], domain)
    here.word("direction", m["way"], "more" if domain > score else "less")


@CLAIMS.reads(
    r"^(?P<most>Most|Little) of the spread in deprivation lies inside authorities, not between them$",
    "lies inside authorities, not",
)
def inside(here: Here, m: re.Match[str]) -> None:
    here.word("direction", m["most"], "most" if index.shares(here.tables)[2] > 0.5 else "little")


@CLAIMS.reads(
    r"^The scores of {area:AREA} own neighbourhoods typically lie {own:N} points from their mean \(standard deviation\); across England it is {england:N}",
    "points from their mean",
)
def own(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"])
    here.number("number: spread", m["own"], index.deviation(here.tables, here.area.code))
    here.number("number: spread", m["england"], index.deviation(here.tables, ENGLAND))


@CLAIMS.reads(
    r"^Average deprivation score of {n:N} authorities; {area:AREA} own region is in blue$", "own region is in blue"
)
@CLAIMS.reads(
    r"^Strip plot of average deprivation score of {n:N} authorities by region, showing {area:AREA} at {own:N} (?P<where>.+?) and England at {england:N}",
    "Strip plot of average",
)
def strip(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"])
    here.count(
        "count: authorities", m["n"], len(here.tables.upper_tier if here.area.is_county else here.tables.districts)
    )
    if m.groupdict().get("own"):
        here.number("number: deprivation", m["own"], index.score(here.tables, here.area.code))
        here.number("number: deprivation", m["england"], index.score(here.tables, ENGLAND))
        here.is_place(m["where"], here.tables.areas[here.area.region])


@CLAIMS.reads(
    r"^(?P<every>Every|No|Some) region holds both more and less deprived (?:upper-tier )?authorities$",
    "region holds both",
)
def every_region(here: Here, m: re.Match[str]) -> None:
    """Each region holds an authority above England's score and one below it."""
    here.word("universal", m["every"], "every")
    codes = here.tables.upper_tier if here.area.is_county else here.tables.districts
    middle = index.score(here.tables, ENGLAND)
    for region in {here.tables.areas[c].region for c in codes}:
        scores = [index.score(here.tables, c) for c in codes if here.tables.areas[c].region == region]
        if not min(scores) < middle < max(scores):
            here.report("universal", m["every"], f"not {here.tables.areas[region].prose}")


@CLAIMS.reads(
    r"^The median of the English neighbours with a figure, {n:N} or more of the (?P<of>twenty|ten|nineteen) that ONS names",
    "English neighbours",
)
def neighbours(here: Here, m: re.Match[str]) -> None:
    """The least count of all the rows of the table above."""
    grid = next((g for g in here.page.grids if "Neighbours’ median" in g.head), None)
    rows = [read_row(here, row[0]) for row in grid.rows] if grid else []
    found = [len(neighbour_values(here, row)) for row in rows if row]
    said = int(m["n"])
    if not found or min(found) != said:
        here.report("neighbour count", m["n"], found)
    here.word("neighbour count", m["of"], "twenty")


@CLAIMS.reads(
    r"^Supported: {within:P} of the spread of scores lies within regions and {regions:P} between them",
    "of the spread of scores",
)
def within_regions(here: Here, m: re.Match[str]) -> None:
    """The claim is about regions, so its share is all that does not lie between regions."""
    regions = index.shares(here.tables)[0]
    here.share("wrong share for the claim", m["within"], 1 - regions)
    here.share("number: spread", m["regions"], regions)


@CLAIMS.reads(
    r"^Partly: {share:P} of the neighbourhoods in the most deprived tenth are in the (?P<n>three|two|four) (?P<side>northern|southern) regions",
    "northern regions",
)
@CLAIMS.reads(
    r"^Partly: {share:P} of the neighbourhoods in the most deprived tenth are in the (?P<n>three|two|four) (?P<side>southern) regions",
    "southern regions",
)
def north(here: Here, m: re.Match[str]) -> None:
    first = index.counts(here.tables, ENGLAND)[1]
    here.share("number: spread", m["share"], sum(index.counts(here.tables, region)[1] for region in NORTH) / first)
    here.word("count: regions", m["n"], "three")
    here.word("name", m["side"], "northern")
