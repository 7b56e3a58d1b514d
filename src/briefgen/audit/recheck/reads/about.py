"""What is said of the figures themselves, of the place's people, and why figures are missing; and what claims nothing."""

import re

from briefgen.audit.recheck import judge
from briefgen.audit.recheck.claims import MONTHS, Claims, Here, period_label
from briefgen.audit.recheck.grids.measures import read_row

CLAIMS = Claims()
REASONS = {
    "hidden": "hidden because the numbers are too small", "no deaths": "no deaths, so no rate", "joint figure": "published jointly with a neighbour",
    "former councils": "published only for the former councils", "not published": "not published",
}  # fmt: skip


@CLAIMS.reads(r"^{people:N} residents \({year:PERIOD}\), {region:AREA}$", " residents (")
def residents(here: Here, m: re.Match[str]) -> None:
    latest = max(year for _, year in here.tables.people)
    here.word("period", m["year"], str(latest))
    here.number(
        "number: people", m["people"], sum(here.tables.people[c, latest] for c in here.tables.within(here.area))
    )
    here.is_place(m["region"], here.tables.areas[here.area.region])


@CLAIMS.reads(r"^Map of England showing where {area:AREA} is, {region:AREA}\.$", "showing where")
def locator(here: Here, m: re.Match[str]) -> None:
    here.is_place(m["area"])
    here.is_place(m["region"], here.tables.areas[here.area.region])


@CLAIMS.reads(r"^How {area:AREA} compares with England$", "compares with England")
@CLAIMS.reads(r"^Neighbourhoods {area:AREA}$", "Neighbourhoods ")
@CLAIMS.reads(r"^Map of {area:AREA}, not sorted by deprivation because it has too few neighbourhoods", "not sorted by")
def named(here: Here, m: re.Match[str]) -> None:
    if m["area"] not in ("this authority", "by national tenth of deprivation", "in each tenth"):
        here.is_place(m["area"])


@CLAIMS.reads(
    r"Not tested: (?P<no>no|some) interval is published, the figure is too imprecise or the county’s, or the authority is too small",
    "Not tested: ",
)
def not_tested(here: Here, m: re.Match[str]) -> None:
    """The reason given for every tile that is not tested."""
    here.word("universal", m["no"], "no")
    others = {}
    for tile in here.page.tiles:
        read = read_row(here, tile.label)
        if tile.word == "not tested" and read is not None:
            why = judge.why_untested(here.tables, here.area, read.indicator, read.sex, read.period)
            if why not in ("no interval", "small", "imprecise", "county"):
                others[read.indicator] = why
    if others:
        here.report("not tested for another reason", m[0], others)


@CLAIMS.reads(r"^Deprivation: IoD2025, published {when:TEXT}\.$", "Deprivation: IoD2025")
def deprivation_date(here: Here, m: re.Match[str]) -> None:
    published = here.tables.sources["iod2025"]["published"]
    here.word("period", m["when"], f"{MONTHS[published.month - 1]} {published.year}".lower())


@CLAIMS.reads(r"^Healthy life expectancy: {period:PERIOD}\.$", "Healthy life expectancy: ")
def health_date(here: Here, m: re.Match[str]) -> None:
    here.word("period", m["period"], period_label(str(here.tables.catalogue["hle"]["latest"])))


@CLAIMS.reads(
    r"^(?P<which>Figures are|Every figure is) official and (?:were|was) collected by {when:TEXT}(?P<ours>, or (?:are|is) computed from official ones)?\.$",
    "official and",
)
def official(here: Here, m: re.Match[str]) -> None:
    """Ranges of formulas, medians and county summaries are the project's own."""
    ours = [
        line.text
        for line in here.page.lines
        if "computed" in line.text or "would have meant" in line.text or "median of" in line.text
    ]
    if ours and not m["ours"]:
        here.report("every figure official", m[0], ours[0][:80])


@CLAIMS.reads(r"^Not available: {names:TEXT} \((?P<reason>[a-z][^()]*)\)\.$", "Not available: ")
def missing(here: Here, m: re.Match[str]) -> None:
    """The reason of each measure named as missing is its own row's."""
    found = [read_row(here, name) for name in _listed(here, m["names"])]
    for read in found:
        if read is None:
            here.report("name", m["names"], "no such measure")
            continue
        own = judge.own(here.tables, here.area, read.indicator, read.sex, read.period)[0]
        if own is not None and own.value is not None:
            here.report("reason", f"{read.indicator}: {m['reason']}", "published")
        else:
            here.word(
                "reason",
                m["reason"],
                REASONS[judge.reason(here.tables, here.area, read.indicator, read.sex, read.period)],
            )


def _listed(here: Here, text: str) -> list[str]:
    """`a, b and c` into names of the catalogue, which hold commas and ands themselves."""
    names = sorted((str(entry["name"]) for entry in here.tables.catalogue.values()), key=len, reverse=True)
    found: list[str] = []
    rest = text
    while rest:
        name = next((name for name in names if rest.startswith(name)), None)
        if name is None:
            return [*found, rest]
        found.append(name)
        rest = rest[len(name) :].removeprefix(", ").removeprefix(" and ")
    return found


CLAIMS.statements(
    "The figures behind this picture", "What not to conclude",
    "Where the figures come from, and what they cannot bear", "Main points", "The most deprived neighbourhoods",
    "Dark: in England’s most deprived tenth.", "How this authority compares with England",
    "Worse or better: the whole 95% interval lies on that side of England’s figure.", "Similar: it cannot be told apart.",
    "Levelling Up Fund: rounds one and two, as announced.", "Each neighbourhood’s tenth of England; the darker, the more deprived.",
    "Numbers mark the most deprived", "Letters tell apart neighbourhoods of one name.",
    "Ranks of average score; the first is the most deprived.",
    "The tick on each line is the middle authority; = marks a joint rank.", "Too few to be sorted into tenths", "= marks a joint rank.",
    "Data, methods and boundaries have changed, so the two ranks are not a trend.",
    "Data and methods have changed, so it is not a trend.", "Neighbourhoods in each tenth",
    "Neighbourhoods by national tenth of deprivation", "Not tested.", "Verdict: the area’s 95% interval against England’s figure.",
    "Similar means that the two cannot be told apart.", "Similar means only that a figure cannot be told apart from England’s.",
    "– means no published figure or interval.", "At or below zero, no gradient can be seen.",
    "The gap in life expectancy inside each district",
    "Healthy life expectancy at birth, years, three-year periods; the band is the 95% interval",
    "Healthy life expectancy is an official statistic in development: it models one effect of place for both sexes, so the two figures are one finding.",
    "The index itself contains ill health.", "This is not a causal effect.",
    "Preventable deaths before age 75 count COVID-19 as preventable, so years from 2020 on are not a trend.",
    "The fund was a competition between bids, so this is what another rule would have meant, not what was owed.",
    "Amounts as announced.", "Pride in Place runs over ten years.", "Unlike sums are not added up.",
    "Round three is published in part only and is left out.", "Every award on the published lists",
    "Up: residents in the most deprived fifth of neighbourhoods by IoD2019.", "Right: pounds per resident from led awards",
    "Right: pounds per resident from led awards.", "Pounds, rounds one and two",
    "Not available: by authority, the UK Shared Prosperity Fund and the public health grant; the fund’s third round in full.",
    "The range covers twelve variants: three measures of need, four ways to treat shared awards.",
    "The index of the day was the IoD2019.", "It assumes no bidding, no minimum and no cost of projects.",
    "England’s means are the lines.",
    "It does not mean that causes or remedies are local, and it is compatible with wide gaps between regions’ averages.",
    "Neighbours are chosen partly on such figures, so likeness is partly built in.",
    "Claims as in the King’s Fund’s explainer of 2021, in our words.",
    "First-wave death rates in the most deprived areas were double those in the least",
    "Inequality is stark within regions as well as between them", "The fund was not shared by deprivation",
    "It is not simply North against South",
    "Figures without a published interval are given but not judged; some are neither good nor bad in themselves.",
    "Line: from the lowest to the highest authorities, England the tick, the region the pale mark.",
    "Rank: counted from the worst, = is joint, and given only where the figure bears one.",
    "Redrawing each figure within its interval would change some of them, so their order is not a ranking of importance.",
    "Better and worse mean that the whole 95% interval lies on one side of England’s figure.",
    "About one comparison in twenty would look different by chance alone; a tested problem or strength is picked only where chance would produce the difference about once in five hundred.",
    "No figure here shows that one thing caused another.",
    "A rank that moved is not progress; data and methods change between editions.",
    "Similar is not the same: the two figures cannot be told apart.",
    "Three-year figures overlap, so they show change between separate periods, not a trend.",
    "A formula’s outcome is not money owed: the fund was a competition.",
    "Closeness to statistical neighbours is partly built in.",
    "A census area of about fifteen hundred residents (Lower layer Super Output Area).",
    "England’s neighbourhoods in order of deprivation, cut into ten equal groups; the first is the most deprived.",
    "The population-weighted mean of an area’s neighbourhood scores; higher is more deprived.",
    "Years of life between the most and least deprived ends of an area.",
    "The range that would hold the true figure nineteen times in twenty.",
    "One whose lead and site are one authority; shared awards have several.",
    "The collected publications state no dates of next release.",
    "Health is shaped by transport, homes, schooling, green space, air, work and income.",
)  # fmt: skip
CLAIMS.plain(
    r"The whole briefing, with every source, method and table: \S+", r"This edition: .*", r"Sources: .*", r"Edition .*", r"Contains .*", r"Map: Office for National Statistics .*",
    r"Neighbourhoods are the Lower layer Super Output Areas of the census; .*", r"The figures of this briefing are attached .*",
    r"[A-Za-z]+: [A-Z][^.;]*(?:; [A-Za-z]+: [A-Z][^.;]*)+\.",
)  # fmt: skip
