"""A source's own way of writing a period, to ISO 8601."""

import re

MONTHS = {
    name: at
    for at, name in enumerate(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1)
}


def iso(text: str, *, academic: bool = False) -> str:
    """ "2022-24" -> 2022-01-01/P3Y; "2024/25" -> 2024-04-01/P1Y (September for school years); "Mar-Jun 2020" -> P4M.

    Raises ValueError on anything else.
    """
    if match := re.fullmatch(r"(\d{4})", text):
        return f"{match[1]}-01-01/P1Y"
    if match := re.fullmatch(r"(\d{4})/(\d{2})", text):
        return f"{match[1]}-{'09' if academic else '04'}-01/P1Y"
    # 2026-01 is a month; 2010-12 is three years.
    if (match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)) and int(match[1]) > 2020:
        return f"{match[1]}-{match[2]}-01/P1M"
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        return f"{match[1]}-01-01/P{(int(match[2]) - int(match[1])) % 100 + 1}Y"
    if match := re.fullmatch(r"([A-Z][a-z]{2})-([A-Z][a-z]{2}) (\d{4})", text):
        first, last = MONTHS[match[1]], MONTHS[match[2]]
        return f"{match[3]}-{first:02d}-01/P{last - first + 1}M"
    if match := re.fullmatch(r"([A-Z][a-z]{2}) (\d{4})", text):
        return f"{match[2]}-{MONTHS[match[1]]:02d}-01/P1M"
    raise ValueError(f"{text!r} is not a period any source file uses")
