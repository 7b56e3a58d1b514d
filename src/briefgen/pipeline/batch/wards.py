"""Who gets a page for their own ward: a list of recipients, or a bare list of ward codes."""

import csv
from pathlib import Path

from briefgen.data.areas import Areas
from briefgen.data.records import read_records
from briefgen.errors import UsageError
from briefgen.model.codes import GssCode
from briefgen.model.variant import Variant
from briefgen.pipeline.batch.unit import Unit


def read_wards(path: Path, areas: Areas) -> list[Unit]:
    """A unit for each ward named, once, in the order of the file: `E06000002-E05009856`.

    The file is a CSV with the columns `area` and `ward` (others are left alone, rows without a ward too), or has a
    ward's code a line. Raises UsageError with the row where a ward is unknown or not in the area beside it.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error}); give a CSV file in UTF-8.") from error
    authority = {
        row["ward"]: row["areacd"] or "" for row in read_records(None, "reference/wards.csv", ("ward", "areacd"))
    }
    found: dict[str, Unit] = {}
    for line, area, ward in _named(path, lines):
        if ward not in authority:
            raise UsageError(f"{path}, row {line}: {ward!r} is no ward of an English authority; mend or remove it.")
        code = areas.resolve(authority[ward]).area.code
        if area and code not in (asked := areas.resolve(area).area).districts and code != asked.code:
            raise UsageError(f"{path}, row {line}: ward {ward} lies in {authority[ward]}, not in {area}; mend the row.")
        unit = Unit(code, Variant(ward=GssCode(ward)))
        found.setdefault(unit.key, unit)
    return list(found.values())


def _named(path: Path, lines: list[str]) -> list[tuple[int, str, str]]:
    """(row, area or "", ward) of every row that names a ward."""
    header = [name.strip().lower() for name in next(csv.reader(lines[:1]), [])]
    if "ward" in header:
        rows = csv.DictReader(lines[1:], fieldnames=header)
        cells = [
            (at, (row.get("area") or "").strip(), (row.get("ward") or "").strip()) for at, row in enumerate(rows, 2)
        ]
    elif len(header) == 1:
        cells = [(at, "", line.strip()) for at, line in enumerate(lines, 1)]
    else:
        raise UsageError(f"{path} has no column called ward; add one, or give a file with a ward's code a line.")
    return [(at, area, ward.upper()) for at, area, ward in cells if ward]
