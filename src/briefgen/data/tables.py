"""Reading and writing the project's own tables; a fault is named by file, row and column."""

import gzip
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from briefgen import resources
from briefgen.errors import DataError

CODES = dict.fromkeys(("areacd", "lsoa", "ward", "msoa", "neighbour", "code", "region", "county", "old_code", "new_code", "indicator", "sex", "period", "status", "index", "award", "measure"), "str")  # fmt: skip


def folder(data: Path | None) -> Path:
    return data or resources.data_dir()


def read_table(data: Path | None, name: str, columns: Sequence[str]) -> pd.DataFrame:
    """A table of data/ by its path there. Raises DataError when it is missing, empty or lacks a column."""
    path = folder(data) / name
    if not path.is_file():
        raise DataError(f"{path} is missing; run `briefgen data build --sources DIR` or install briefgen again.")
    try:
        table = pd.read_csv(path, dtype=CODES, keep_default_na=False, na_values=[""])
    except (ValueError, OSError, EOFError, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read ({error}); build the data again.") from error
    lacking = [column for column in columns if column not in table.columns]
    if lacking:
        raise DataError(f"{path}, row 1: column {lacking[0]} is missing; build the data again.")
    return table


def _text(value: Any) -> str:
    """One way to write a value: full precision, no trailing zeros, nothing for missing."""
    if value is None or value != value or value is pd.NaT:
        return ""
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    text = str(value)
    if any(mark in text for mark in ',"\n\r'):
        return '"' + text.replace('"', '""').replace("\r", " ").replace("\n", " ") + '"'
    return text


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A CSV with LF line ends, the same bytes for the same figures; `.gz` is written without a time stamp."""
    text = "\n".join([",".join(columns), *(",".join(_text(value) for value in row) for row in rows)]) + "\n"
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz":
        content = gzip.compress(content, 9, mtime=0)
    path.write_bytes(content)
