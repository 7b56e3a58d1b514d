"""Which old code is the same ground as which 2025 code: the only ones a value may be carried over (METHODS 1.2)."""

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

SAME_GROUND = {
    "E08000016": "E08000038",  # Barnsley, 2025
    "E08000019": "E08000039",  # Sheffield, 2025
    "E08000020": "E08000037",  # Gateshead
    "E06000048": "E06000057",  # Northumberland
    "E07000097": "E07000242",  # East Hertfordshire
    "E07000100": "E07000240",  # St Albans
    "E07000101": "E07000243",  # Stevenage
    "E07000104": "E07000241",  # Welwyn Hatfield
    "E10000002": "E06000060",  # Buckinghamshire, county to unitary
    "E10000023": "E06000065",  # North Yorkshire
    "E10000027": "E06000066",  # Somerset
}


def today(code: str) -> str:
    """The 2025 code of the same ground, else the code itself."""
    return SAME_GROUND.get(code, code)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a source file, every value as text (identifiers and periods are never numbers)."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    yield from csv.DictReader(io.StringIO(text, newline=""))


def number(text: str) -> float | None:
    return float(text) if text not in ("", "nan", "NaN") else None
