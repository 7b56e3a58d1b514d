"""Periods as ISO 8601 (`2022-01-01/P3Y`), and the words a reader sees for them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})/P(?:(\d+)([YMD]))")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of time: the first day, and a length in years, months or days."""

    start: date
    length: int
    unit: str  # Y, M or D

    @classmethod
    def parse(cls, text: str) -> "Period":
        """`2022-01-01/P3Y` to a Period. Raises ValueError on any other shape."""
        match = _ISO.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a period (as 2022-01-01/P3Y)")
        year, month, day, length, unit = match.groups()
        return cls(date(int(year), int(month), int(day)), int(length), unit)

    @property
    def iso(self) -> str:
        return f"{self.start.isoformat()}/P{self.length}{self.unit}"

    @property
    def end(self) -> date:
        """The last day, inclusive."""
        if self.unit == "D":
            return self.start + timedelta(days=self.length - 1)
        months = self.length * (12 if self.unit == "Y" else 1)
        total = self.start.year * 12 + self.start.month - 1 + months
        return date(total // 12, total % 12 + 1, self.start.day) - timedelta(days=1)

    @property
    def label(self) -> str:
        """What a reader sees: 2024; 2024/25; 2022 to 2024; March to June 2020; January 2026; 1 January 2026."""
        start, end = self.start, self.end
        if self.unit == "D":
            return f"{start.day} {calendar.month_name[start.month]} {start.year}"
        if self.unit == "M":
            if self.length == 1:
                return f"{calendar.month_name[start.month]} {start.year}"
            first = calendar.month_name[start.month] + (f" {start.year}" if start.year != end.year else "")
            return f"{first} to {calendar.month_name[end.month]} {end.year}"
        if start.month == 1:
            return str(start.year) if self.length == 1 else f"{start.year} to {end.year}"
        return (
            f"{start.year}/{end.year % 100:02d}"
            if self.length == 1
            else f"{start.year}/{(start.year + 1) % 100:02d} to {end.year - 1}/{end.year % 100:02d}"
        )

    def overlaps(self, other: "Period") -> bool:
        return self.start <= other.end and other.start <= self.end
