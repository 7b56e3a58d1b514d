"""The list of recipients, read strictly: every fault is named by row and column before anything is sent."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen.delivery.mail.addresses import WordError, key, mailbox, printable, spoken
from briefgen.errors import BriefgenError, UsageError
from briefgen.model.area import Area
from briefgen.model.codes import GssCode

REQUIRED = ("name", "email", "area")
OPTIONAL = ("ward", "format", "language", "salutation")
SPOKEN = ("name", "salutation")  # words that are printed as they are typed
FORMATS = ("pdf", "html", "link")
LANGUAGES = ("", "en", "en-gb")
LONGEST = 200  # letters of a name, an area, a salutation
MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Recipient:
    """row: its line in the file, the header being 1. format: pdf, html or link; "" where the run decides."""

    row: int
    name: str
    address: str
    area: Area
    ward: GssCode | None
    format: str
    salutation: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong where; the value itself is not repeated, it may be a person's."""

    row: int
    column: str
    what: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.what}"


FindArea = Callable[[str], Area]
FindWard = Callable[[str, Area], GssCode]


def read_recipients(path: Path, area: FindArea, ward: FindWard) -> tuple[list[Recipient], list[Problem]]:
    """(recipients without fault, in order; problems). Raises UsageError for a file that is no list at all.

    area and ward turn what is typed into an authority and a ward of it; they raise BriefgenError.
    """
    rows = _rows(path)
    try:
        header = next(rows)[1]
    except StopIteration:
        raise UsageError(f"{path} is empty; its first row must name the columns {', '.join(REQUIRED)}.") from None
    columns = _columns(path, header)
    good: list[Recipient] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str, str], int] = {}
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            problems.append(Problem(number, "row", f"has {len(cells)} cells where the header has {len(columns)}"))
            continue
        found, faults = _recipient(number, dict(zip(columns, cells, strict=True)), area, ward)
        problems += faults
        if found is None:
            continue
        slot = (key(found.address), str(found.area.code), str(found.ward or ""))
        if slot in seen:
            problems.append(Problem(number, "email", f"is the same inbox and area as row {seen[slot]}"))
            continue
        seen[slot] = number
        good.append(found)
    if not good and not problems:
        raise UsageError(f"{path} lists nobody; add a row under the header.")
    return good, problems


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells). Raises UsageError naming the line."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(f"{path} has more than {MOST_BYTES // 1_000_000} MB; is it the list of recipients?")
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); give the list of recipients.") from error
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UsageError(f"{path}, row {line}: is not UTF-8; save the list as “CSV UTF-8”.") from None
    if "\x00" in text:
        raise UsageError(f"{path} holds zero bytes, so it is no CSV; save the list as “CSV UTF-8”.")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise UsageError(f"{path}, row {reader.line_num}: {error}; mend the quotes or the cell.") from None


def _columns(path: Path, header: list[str]) -> list[str]:
    columns = [cell.strip().casefold() for cell in header]
    known = (*REQUIRED, *OPTIONAL)
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        hint = " (separate the columns by commas)" if len(columns) == 1 and any(c in header[0] for c in ";\t") else ""
        raise UsageError(
            f"{path}, row 1: the column {missing[0]} is missing{hint}; the header needs {', '.join(REQUIRED)}."
        )
    for at, name in enumerate(columns, 1):
        if name not in known:
            raise UsageError(f"{path}, row 1: column {at} has an unknown name; the columns are {', '.join(known)}.")
        if columns.index(name) != at - 1:
            raise UsageError(f"{path}, row 1: the column {name} stands there twice; remove one.")
    return columns


def _recipient(
    number: int, cells: dict[str, str], area: FindArea, ward: FindWard
) -> tuple[Recipient | None, list[Problem]]:
    faults: list[Problem] = []

    def take(column: str, longest: int = LONGEST) -> str:
        try:
            return (spoken if column in SPOKEN else printable)(cells.get(column, ""), longest)
        except WordError as error:
            faults.append(Problem(number, column, str(error)))
            return ""

    def fail(column: str, what: object) -> None:
        if not any(fault.column == column for fault in faults):
            faults.append(Problem(number, column, str(what)))

    name, salutation = take("name"), take("salutation")
    if not name:
        fail("name", "is empty")
    address = ""
    try:
        address = mailbox(cells["email"])
    except WordError as error:
        fail("email", error)
    found, code = None, None
    wanted, place = take("area"), take("ward")
    if not wanted:
        fail("area", "is empty")
    else:
        try:
            found = area(wanted)
        except BriefgenError as error:
            fail("area", error)
    if place and found is not None:
        try:
            code = ward(place, found)
        except BriefgenError as error:
            fail("ward", error)
    format, language = take("format").casefold(), take("language").casefold()
    if format and format not in FORMATS:
        fail("format", f"is none of {', '.join(FORMATS)}")
    if language not in LANGUAGES:
        fail("language", "is not English (en), the one language there is")
    if faults or found is None:
        return None, faults
    return Recipient(number, name, address, found, code, format, salutation), []
