"""observations.csv: one long table, the series a chart or a change needs, else the latest period."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefgen.data.compile.codes import number, rows, today
from briefgen.data.compile.periods import iso
from briefgen.data.tables import write_table

SMALL = {"E06000053", "E09000001"}
# A share of a dozen children describes children (METHODS 20): hidden for the two smallest authorities.
COHORT = {"gld", "ks2", "gcse_by_19", "absence", "obesity_reception", "obesity_year6", "child_poverty"}
JOINT = {"E06000052", "E09000012"}  # Cornwall and Hackney, published with Scilly and the City
FEW = 10  # deaths under which a rate is hidden
SEX = {"Female": "female", "Male": "male", "Persons": "persons", "Not applicable": "persons"}


@dataclass(frozen=True, slots=True)
class Series:
    """Where an indicator's rows are: file, the source's name for it, and which periods to keep (all, or the latest)."""

    id: str
    file: str
    name: str
    keep: str = "latest"
    academic: bool = False
    period: Callable[[str], bool] = lambda text: True


ELS, DFE = "wider/local_statistics_ons.csv.gz", "wider/education_and_early_years.csv.gz"
CHILD = "health/child_weight_ncmp.csv.gz"
CATALOGUE = (
    Series("hle", "health/healthy_life_expectancy_at_birth.csv.gz", "Healthy life expectancy at birth", "all"),
    Series("le", "health/life_expectancy_at_birth.csv.gz", "Life expectancy at birth", "all"),
    Series("sii", "health/slope_index_of_inequality_life_expectancy.csv.gz",
           "Inequality in life expectancy at birth (slope index of inequality)"),
    Series("cvd", "health/under75_preventable_cvd_mortality.csv.gz",
           "Under 75 mortality rate from cardiovascular disease considered preventable (2019 definition)", "separate"),
    Series("u75_preventable", "health/under75_preventable_mortality.csv.gz",
           "Under 75 mortality rate from causes considered preventable (2019 definition)"),
    Series("covid19", "health/covid19_mortality_2020.csv.gz", "Age-standardised mortality rate: COVID-19"),
    Series("covid19_deaths", "health/covid19_mortality_2020.csv.gz", "Deaths: COVID-19"),
    Series("smoking", "health/smoking_prevalence.csv.gz", "Cigarette smokers, adults 18+ (ONS APS, 5-year pooled)"),
    Series("obesity_adult", "health/adult_overweight_and_obesity.csv.gz",
           "Obesity prevalence in adults (Active Lives)", "all"),
    Series("obesity_reception", CHILD, "Reception prevalence of obesity (including severe obesity)", "five", True),
    Series("obesity_year6", CHILD, "Year 6 prevalence of obesity (including severe obesity)", "five", True),
    Series("inactive_adults", "health/physical_activity.csv.gz", "Percentage of physically inactive adults (19+)"),
    Series("child_poverty", "health/children_in_relative_poverty.csv",
           "Children in relative poverty before housing costs"),
    Series("early_cancer", "health/other_health.csv.gz", "Cancer diagnosis at stage 1 and 2"),
    Series("gigabit", ELS, "Gigabit capable broadband"),
    Series("below_30mbps", ELS, "Premises below 30Mbps"),
    Series("station_walk", ELS, "Residents within a 30 minute walk of their nearest railway station"),
    Series("ev_chargers", ELS, "Public electric vehicle chargers", period=lambda text: text == "2026-01"),
    Series("affordability", ELS, "Housing affordability ratio (residence-based)"),
    Series("net_additions", ELS, "Net additions to the housing stock (England)"),
    Series("gld", DFE, "School readiness: children achieving a good level of development at the end of Reception",
           academic=True),
    Series("ks2", ELS, "Pupils meeting the expected standard in reading, writing and maths", academic=True),
    Series("gcse_by_19", ELS, "GCSEs in English and Maths", academic=True),
    Series("absence", DFE, "Persistent absence (10% or more)", academic=True),
    Series("level3", ELS, "Level 3 or above qualifications (Great Britain)"),
    Series("outdoor_space", "wider/private_outdoor_space.csv", "Addresses with private outdoor space"),
    Series("pm25", "wider/health_index_indicators.csv.gz", "Air pollution"),
    Series("ghg", ELS, "Greenhouse gas emissions"),
    Series("employment", ELS, "Employment rate"),
    Series("inactivity", ELS, "Economically inactive"),
    Series("unemployment", ELS, "Modelled unemployment rate"),
    Series("claimants", ELS, "Claimant Count"),
    Series("pay", ELS, "Gross median weekly pay"),
    Series("gdhi", ELS, "Gross disposable household income"),
)  # fmt: skip

Row = tuple[str, str, str, str, float | None, float | None, float | None, str]


def build_observations(sources: Path, out: Path, current: set[str], upper: set[str]) -> None:
    """Every series of the catalogue. current: the 2025 codes; upper: those with upper-tier figures of their own."""
    catalogue = tomllib.loads((out / "catalogue/indicators.toml").read_text("utf-8"))
    table: dict[tuple[str, str, str, str], Row] = {}
    by_file: dict[str, list[dict[str, str]]] = {}
    for series in CATALOGUE:
        if series.file not in by_file:
            by_file[series.file] = list(rows(sources / series.file))
        for row in _series(series, by_file[series.file], catalogue[series.id], current):
            table[row[:4]] = row
    _england_child_poverty(sources, table)
    _england_smoking(sources, table)
    _missing(table, catalogue, current, upper)
    _small_numbers(table)
    columns = ("indicator", "areacd", "sex", "period", "value", "lci_95", "uci_95", "status")
    write_table(out / "observations.csv", columns, [table[key] for key in sorted(table)])


def _series(series: Series, source: list[dict[str, str]], entry: dict[str, object], current: set[str]) -> list[Row]:
    latest, sexes = str(entry["latest"]), list(entry["sexes"])  # type: ignore[call-overload]
    kept = []
    for row in source:
        if row["indicator_name"] != series.name or SEX.get(row["sex"]) not in sexes or not series.period(row["period"]):
            continue
        area, when = today(row["area_code"]), iso(row["period"], academic=series.academic)
        if area not in current or not _keep(series.keep, when, latest):
            continue
        value, low, high = number(row["value"]), number(row["lower_ci"]), number(row["upper_ci"])
        status = "published" if value is not None else "missing"
        kept.append((series.id, area, SEX[row["sex"]], when, value, low, high, status))
    return kept


def _keep(rule: str, when: str, latest: str) -> bool:
    year, last = int(when[:4]), int(latest[:4])
    match rule:
        case "all":
            return year <= last
        case "separate":  # pooled series: the latest and the periods before it that do not overlap, five in all
            return (last - year) % 3 == 0 and last - year <= 12
        case "five":  # the five latest annual points; 2020/21 was not fully collected
            return last - 6 <= year <= last and year not in (2019, 2020)
    return when == latest


def _england_child_poverty(sources: Path, table: dict[tuple[str, str, str, str], Row]) -> None:
    """England from the Department for Education's copy of the same measure; the UK row is never England's."""
    for row in rows(sources / DFE):
        name = "Children in low income families (relative, DfE LAIT)"
        if row["indicator_name"] == name and row["area_code"] == "E92000001" and row["period"] == "2024/25":
            key = ("child_poverty", "E92000001", "persons", "2024-04-01/P1Y")
            table[key] = (*key, number(row["value"]), None, None, "published")


def _england_smoking(sources: Path, table: dict[tuple[str, str, str, str], Row]) -> None:
    """England 2020 to 2024: the mean of five annual figures (METHODS 2.7); the pooled release has no such row."""
    annual = [
        float(row["value"])
        for row in rows(sources / "health/smoking_prevalence.csv.gz")
        if row["indicator_id"] == "92443"
        and row["area_code"] == "E92000001"
        and row["period"] in map(str, range(2020, 2025))
    ]
    if len(annual) != 5:
        raise ValueError(f"smoking_prevalence: {len(annual)} annual figures for England, 2020 to 2024, not five")
    key = ("smoking", "E92000001", "persons", "2020-01-01/P5Y")
    table[key] = (*key, sum(annual) / 5, None, None, "published")


def _missing(table: dict[tuple[str, str, str, str], Row], catalogue: dict[str, dict[str, object]],
             current: set[str], upper: set[str]) -> None:  # fmt: skip
    """A row with a reason for every authority that lacks the latest figure: silence is not a status."""
    recent = {"E06000063", "E06000064", "E06000061", "E06000062", "E06000060", "E06000058", "E06000059", "E07000244",
              "E07000245", "E06000065", "E06000066"}  # fmt: skip
    for id, entry in catalogue.items():
        wanted = {code for code in current if code[:3] in ("E06", "E07", "E08", "E09", "E10")}
        if entry["level"] == "utla":
            wanted &= upper
        for code in wanted:
            for sex in entry["sexes"]:  # type: ignore[attr-defined]
                key = (id, code, str(sex), str(entry["latest"]))
                if key not in table or table[key][4] is None:
                    joint = id in ("cvd", "obesity_reception", "obesity_year6") and code in JOINT | SMALL
                    status = "not published" if code in recent or joint else "missing"
                    table[key] = (*key, None, None, None, status)


def _small_numbers(table: dict[tuple[str, str, str, str], Row]) -> None:
    """Cohort shares of the two smallest authorities, and death rates on fewer than ten deaths, are hidden."""
    for key in list(table):
        id, code = key[0], key[1]
        deaths = table.get(("covid19_deaths", code, key[2], key[3])) if id == "covid19" else None
        few = deaths is not None and deaths[4] is not None and deaths[4] < FEW
        if (id in COHORT and code in SMALL) or few:
            table[key] = (*key, None, None, None, "suppressed")
