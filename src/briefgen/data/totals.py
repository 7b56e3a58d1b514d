"""Published totals, added up again from the tables."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from briefgen.data.areas import Areas
from briefgen.data.figures import read_deprivation, read_gradients, read_neighbourhoods
from briefgen.data.tables import read_table
from briefgen.errors import DataError

_FILE = "catalogue/totals.toml"


def _same(what: str, file: str, column: str, found: Any, published: Any) -> str:
    if found != published:
        raise DataError(f"{file}, column {column}: {what} is {found} and the published total is {published} ({_FILE}).")
    return f"{what}: {published}"


def check_totals(data: Path, totals: Mapping[str, Any], areas: Areas) -> Iterator[str]:
    """A line for each total met. Raises DataError for one that is not."""
    england = totals["england"]
    counties = [a for a in areas.authorities.values() if a.is_county]
    yield _same(
        "authorities", "reference/areas.csv", "code", len(areas.authorities) - len(counties), england["authorities"]
    )
    yield _same("counties", "reference/areas.csv", "kind", len(counties), england["counties"])
    people = read_table(data, "reference/populations.csv", ("areacd", "mid_year", "population"))
    districts = [str(a.code) for a in areas.authorities.values() if not a.is_county]
    own = people[(people["mid_year"] == 2024) & people["areacd"].isin(districts)]
    yield _same("residents, mid-2024", "reference/populations.csv", "population", int(own["population"].sum()),
                england["population_2024"])  # fmt: skip
    awards = read_table(data, "funds/awards.csv", ("fund", "round", "amount"))
    for number in (1, 2):
        rows = awards[(awards["fund"] == "luf") & (awards["round"] == number)]
        # Added as decimals: floating point would lose the pence.
        total = sum((Decimal(repr(float(v))) for v in rows["amount"]), Decimal(0))
        file = "funds/awards.csv"
        yield _same(
            f"Levelling Up Fund round {number}, awards",
            file,
            "award",
            len(rows),
            totals["luf"][f"round_{number}_awards"],
        )
        published = Decimal(repr(float(totals["luf"][f"round_{number}_amount"])))
        yield _same(f"Levelling Up Fund round {number}, pounds", file, "amount", total, published)
    yield from _deprivation(data, totals)
    seats = read_table(data, "reference/constituencies.csv", ("election", "code", "unofficial_list"))
    for year in (2019, 2024):
        seen = int((seats["election"] == year).sum())
        wanted = totals["constituencies"][f"england_{year}"]
        yield _same(f"constituencies, {year}", "reference/constituencies.csv", "code", seen, wanted)
    listed = int(seats["unofficial_list"].sum())
    yield _same("seats on the unofficial list", "reference/constituencies.csv", "unofficial_list", listed,
                totals["constituencies"]["unofficial_list"])  # fmt: skip
    gap = totals["hle_decile_gap"]
    table = read_gradients(data)
    rows = table[(table["indicator"] == "hle") & (table["period"] == gap["period"])].set_index(["sex", "decile"])[
        "value"
    ]
    for sex in ("male", "female"):
        found = round(float(rows[sex, 10] - rows[sex, 1]), 1)
        yield _same(f"gap in healthy life expectancy between tenths, {sex}", "gradients.csv", "value", found, gap[sex])


def _deprivation(data: Path, totals: Mapping[str, Any]) -> Iterator[str]:
    published = totals["iod2025"]
    table = read_deprivation(data)
    own = table[(table["edition"] == 2025) & (table["index"] == "imd")].set_index("areacd")["average_score"]
    highest = published["highest_score"]
    yield _same("highest average score", "deprivation.csv", "areacd", str(own.idxmax()), highest["areacd"])
    yield _same("its value", "deprivation.csv", "average_score", float(own.max()), highest["value"])
    neighbourhoods = read_neighbourhoods(data)
    yield _same(
        "neighbourhoods", "neighbourhoods.csv.gz", "lsoa", len(neighbourhoods), totals["england"]["neighbourhoods"]
    )
    tenth = published["most_deprived_tenth"]
    rows = neighbourhoods[neighbourhoods["areacd"] == tenth["areacd"]]
    found = f"{int((rows['decile'] == 1).sum())} of {len(rows)}"
    yield _same(
        f"most deprived tenth, {tenth['areacd']}",
        "neighbourhoods.csv.gz",
        "rank",
        found,
        f"{tenth['count']} of {tenth['of']}",
    )
