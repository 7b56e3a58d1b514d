"""gradients.csv: England by deprivation decile, life and healthy life expectancy and the first wave."""

import re
from pathlib import Path

from briefgen.data.compile.codes import number, rows
from briefgen.data.compile.observations import SEX
from briefgen.data.compile.periods import iso
from briefgen.data.tables import write_table

NAMES = {
    "Healthy life expectancy at birth by national deprivation decile": "hle",
    "Life expectancy at birth by national deprivation decile": "le",
    "Age-standardised mortality rate: COVID-19": "covid19",
    "Age-standardised mortality rate: Non COVID-19": "other_causes",
}
FILES = (
    "life_and_healthy_life_expectancy_by_imd_decile_england.csv",
    "covid19_mortality_by_imd_decile_england_2020.csv",
)


def build_gradients(sources: Path, out: Path) -> None:
    table = []
    for file in FILES:
        for row in rows(sources / "health" / file):
            decile = re.search(r"decile (\d+)", row["age"])
            if row["indicator_name"] not in NAMES or decile is None:
                continue
            if file == FILES[1] and row["period"] != "Mar-Jun 2020":  # months and the wave share one name
                continue
            figures = (number(row["value"]), number(row["lower_ci"]), number(row["upper_ci"]))
            table.append((NAMES[row["indicator_name"]], SEX[row["sex"]], iso(row["period"]), int(decile[1]), *figures))
    columns = ("indicator", "sex", "period", "decile", "value", "lci_95", "uci_95")
    write_table(out / "gradients.csv", columns, sorted(table, key=lambda row: tuple(row[:4])))
