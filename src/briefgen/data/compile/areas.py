"""areas.csv, codes.csv, neighbours.csv, populations.csv, wards.csv, icbs.csv."""

import re
from pathlib import Path

from briefgen.data.compile.codes import SAME_GROUND, rows, today
from briefgen.data.compile.names import ALSO, forms
from briefgen.data.tables import write_table

REGIONS = {
    "E12000001": "North East", "E12000002": "North West", "E12000003": "Yorkshire and The Humber",
    "E12000004": "East Midlands", "E12000005": "West Midlands", "E12000006": "East of England",
    "E12000007": "London", "E12000008": "South East", "E12000009": "South West",
}  # fmt: skip


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("'", "").replace("’", "")).strip("-")


def build_areas(sources: Path, out: Path) -> None:
    """The 317 authorities, nine regions and England by 2025 code; what became of every older code."""
    districts = [row for row in rows(sources / "areas/lad_by_vintage.csv") if row["vintage"] == "2025-04"]
    table = []
    counties: dict[str, tuple[str, str]] = {}
    for row in districts:
        county = row["utla_code"] if row["utla_code"].startswith("E10") else ""
        if county:
            counties[county] = (row["utla_name"], row["region_code"])
        kind = "London borough" if row["lad_type"].startswith("City of London") else row["lad_type"]
        table.append((row["lad_code"], row["lad_name"], kind, row["region_code"], county, row["cauth_name"]))
    table += [(code, name, "county", region, "", "") for code, (name, region) in counties.items()]
    table += [(code, name, "region", "", "", "") for code, name in REGIONS.items()]
    table.append(("E92000001", "England", "country", "", "", ""))
    columns = ("code", "official", "prose", "first", "possessive", "preposition", "slug", "kind", "region", "county",
               "combined_authority", "also")  # fmt: skip
    out_rows = []
    for code, name, kind, region, county, combined in sorted(table):
        prose, first, possessive, preposition = forms(name, kind)
        out_rows.append((code, name, prose, first, possessive, preposition, slug(prose.removeprefix("the ")), kind,
                         region, county, combined, ";".join(ALSO.get(name, ()))))  # fmt: skip
    write_table(out / "reference/areas.csv", columns, out_rows)
    current = {row[0] for row in table}
    _build_codes(sources, out, current)
    _build_elsewhere(sources, out)
    _build_references(sources, out, current)


def _build_codes(sources: Path, out: Path, current: set[str]) -> None:
    found = {}
    for row in rows(sources / "areas/lad_successors.csv"):
        if row["latest_code"] in current:
            same = SAME_GROUND.get(row["old_code"]) == row["latest_code"]
            key = (row["old_code"], row["latest_code"])
            found[key] = (row["old_code"], row["old_name"], row["latest_code"], row["date"], row["kind"], int(same))
    known = {old for old, _ in found}
    for row in rows(sources / "areas/lad_any_code_to_latest.csv"):
        old, new = row["lad_code"], row["latest_code"]
        if old not in current and old not in known and new in current:
            found[old, new] = (old, row["lad_name"], new, "", "recode", int(SAME_GROUND.get(old) == new))
    columns = ("old_code", "old_name", "new_code", "date", "kind", "same_ground")
    write_table(out / "reference/codes.csv", columns, [found[key] for key in sorted(found)])


def _build_elsewhere(sources: Path, out: Path) -> None:
    """Authorities of the other nations and combined authorities: known, so that they can be told apart from nonsense."""
    found = {
        (row["lad25_code"], row["lad_name"], row["nation"])
        for row in rows(sources / "areas/lad25_uk.csv")
        if row["nation"] != "England"
    }
    found |= {
        (row["cauth_code"], row["cauth_name"], "England")
        for row in rows(sources / "areas/lad_by_vintage.csv")
        if row["vintage"] == "2025-04" and row["cauth_code"]
    }
    write_table(out / "reference/elsewhere.csv", ("code", "name", "nation"), sorted(found))


def _build_references(sources: Path, out: Path, current: set[str]) -> None:
    neighbours = []
    for row in rows(sources / "areas/statistical_neighbours_global.csv"):
        area = today(row["AREACD"])
        if area in current:
            english = [today(row[str(n)]) for n in range(1, 21) if today(row[str(n)]) in current]
            neighbours += [(area, at, code) for at, code in enumerate(english, 1)]
    write_table(out / "reference/neighbours.csv", ("areacd", "rank", "neighbour"), sorted(neighbours))
    people: dict[tuple[str, int], int] = {}
    for row in rows(sources / "areas/population_lad.csv"):
        if row["nation"] == "England":
            people[today(row["lad25_code"]), 2024] = int(float(row["population"]))
    for row in rows(sources / "funds/population.csv.gz"):
        if row["year"] == "2022" and row["area_code"][:3] in ("E06", "E07", "E08", "E09"):
            people[today(row["area_code"]), 2022] = int(float(row["population"]))
    area_of = {
        row["lad_code"]: row for row in rows(sources / "areas/lad_by_vintage.csv") if row["vintage"] == "2025-04"
    }
    for (code, year), value in list(people.items()):
        row = area_of[code]
        for parent in {row["utla_code"], row["region_code"], "E92000001"} - {code}:
            people[parent, year] = people.get((parent, year), 0) + value
    columns = ("areacd", "mid_year", "population")
    write_table(out / "reference/populations.csv", columns, [(*key, people[key]) for key in sorted(people)])
    wards = [
        (row["ward25_code"], row["ward25_name"], today(row["lad25_code"]))
        for row in rows(sources / "areas/ward25_lad25.csv")
        if today(row["lad25_code"]) in current
    ]
    write_table(out / "reference/wards.csv", ("ward", "name", "areacd"), sorted(wards))
    icbs = [
        (today(row["lad25_code"]), row["icb24_name"], float(row["share_of_lad_population"]))
        for row in rows(sources / "areas/lad24_icb24.csv")
    ]
    write_table(out / "reference/icbs.csv", ("areacd", "icb", "share"), sorted(icbs))
