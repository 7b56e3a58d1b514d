"""A row that breaks the contract, named as a text editor counts it."""

import pandas as pd

from briefgen.errors import DataError


def fault(file: str, rows: pd.DataFrame, column: str, what: str) -> DataError:
    """Names the first offending row as a text editor counts it (the header is row 1)."""
    first = rows.iloc[0]
    return DataError(f"{file}, row {int(rows.index[0]) + 2}, column {column}: {first[column]!r} {what}.")


def check_intervals(table: pd.DataFrame, file: str) -> None:
    """Every figure a number inside its interval. Raises DataError naming the first row that is not."""
    for column in ("value", "lci_95", "uci_95"):
        if not pd.api.types.is_numeric_dtype(table[column]):
            strange = table[pd.to_numeric(table[column], errors="coerce").isna() & table[column].notna()]
            raise fault(file, strange, column, "is not a number")
    half = table[table["lci_95"].isna() != table["uci_95"].isna()]
    if len(half):
        raise fault(file, half, "lci_95", "has no partner: an interval has two ends")
    low = table[(table["lci_95"] > table["value"])]
    if len(low):
        raise fault(file, low, "lci_95", "lies above its value")
    high = table[(table["uci_95"] < table["value"])]
    if len(high):
        raise fault(file, high, "uci_95", "lies below its value")
