"""Small tables of names and codes, read as text: a list of councils should not wait for a library of figures."""

import csv
from collections.abc import Sequence
from pathlib import Path

from briefgen import resources
from briefgen.errors import DataError

Record = dict[str, str | None]


def read_records(data: Path | None, name: str, columns: Sequence[str]) -> list[Record]:
    """Rows of a table of data/ by its path there; an empty cell is None.

    Raises DataError when it is missing or empty, lacks a column, or a row is longer than the header.
    """
    path = (data or resources.data_dir()) / name
    if not path.is_file():
        raise DataError(f"{path} is missing; run `briefgen data build --sources DIR` or install briefgen again.")
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            rows = [(reader.line_num, row) for row in reader if row]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path} cannot be read ({error}); build the data again.") from error
    lacking = [column for column in columns if column not in header]
    if lacking:
        raise DataError(f"{path}, row 1: column {lacking[0]} is missing; build the data again.")
    for line, row in rows:
        if len(row) > len(header):
            raise DataError(f"{path}, row {line}: {len(row)} cells and {len(header)} columns; build the data again.")
    # A short row is filled up: what it lacks is missing, as in any other reader of CSV.
    return [dict(zip(header, [cell or None for cell in row] + [None] * len(header), strict=False)) for _, row in rows]
