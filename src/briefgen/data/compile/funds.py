"""funds/: awards, priority categories, town deal projects, national totals; keyed to 2025 codes."""

from collections import Counter, defaultdict
from pathlib import Path

from briefgen.data.compile.codes import rows, today
from briefgen.data.tables import write_table

FUNDS = {
    "Levelling Up Fund": "luf",
    "Towns Fund (Town Deals)": "town_deal",
    "Future High Streets Fund": "high_streets",
    "Pride in Place Programme": "pride_in_place",
}


def build_funds(sources: Path, out: Path) -> None:
    awards = []
    for at, row in enumerate(rows(sources / "funds/fund_awards.csv"), 1):
        codes = [today(code) for code in row["lad23_codes"].split(";") if code]
        english = sum(code.startswith("E") for code in codes)
        amount = float(row["amount_gbp"]) if row["amount_gbp"] else None
        lead = today(row["la_code"])
        awards.append((f"A{at:04d}", FUNDS[row["fund"]], row["round"], row["date"], lead, row["la_name_as_published"],
                       row["project"], amount, ";".join(codes), int(english == len(codes) and english > 0),
                       ";".join(today(code) for code in row["site_lad23"].split(";") if code)))  # fmt: skip
    columns = ("award", "fund", "round", "date", "lead", "lead_name", "project", "amount", "areas", "england", "site")
    write_table(out / "funds/awards.csv", columns, awards)
    scores = _scores_of_2020(sources)
    priority = [
        (today(row["la_code_2023"]), row["la_code"], row["la_name_as_published"], int(row["category"]),
         scores[row["la_code"]])
        for row in rows(sources / "funds/fund_priority.csv")
        if row["nation"] == "England"
    ]  # fmt: skip
    keys = ("areacd", "code_2020", "name_2020", "category", "score_2019")
    write_table(out / "funds/priority.csv", keys, sorted(priority))
    projects = [
        (row["town"], today(row["la_code"]), row["project"], float(row["amount_gbp"]))
        for row in rows(sources / "funds/town_deal_projects.csv")
        if row["project"] and row["amount_gbp"] and float(row["amount_gbp"]) > 0
    ]
    write_table(out / "funds/town_deal_projects.csv", ("town", "areacd", "project", "amount"), sorted(projects))
    totals = [
        (FUNDS.get(row["fund"], row["fund"]), row["scope"], row["date"], row["awards"], row["amount_gbp"])
        for row in rows(sources / "funds/national_totals.csv")
    ]
    write_table(out / "funds/national_totals.csv", ("fund", "scope", "date", "awards", "amount"), totals)


def _scores_of_2020(sources: Path) -> dict[str, float]:
    """Average score of the index of 2019 by authority of 2020: some were new that year, some have merged since."""
    ground = {row["lsoa11_code"]: row["lad20_code"] for row in rows(sources / "areas/lsoa11_lad.csv.gz")}
    people: Counter[str] = Counter()
    score: dict[str, float] = defaultdict(float)
    for row in rows(sources / "deprivation/imd2019_lsoa.csv.gz"):
        code, residents = ground[row["lsoa11_code"]], int(float(row["pop_total"]))
        people[code] += residents
        score[code] += residents * float(row["imd_score"])
    return {code: round(score[code] / people[code], 6) for code in people}
