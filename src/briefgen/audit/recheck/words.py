"""Numbers as a reader meets them: digits, words, ordinals, pounds and percentages, each with what its rounding allows."""

import re
from dataclasses import dataclass

NUMBER = r"[−+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
PERCENT = NUMBER + "%"
POUNDS = r"−?£(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?: (?:million|billion))?"
ORDINAL = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)"
SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
COUNT = r"(?:[Nn]ot one|[Nn]one|[Nn]o|[Ss]ome|[Aa]ll|[Bb]oth|[Nn]either|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|\d[\d,]*)"
_SCALE = {"million": 1e6, "billion": 1e9}
_NOUGHT = frozenset({"none", "no", "not one", "neither"})
_SHAPE = re.compile(r"([−+-]?)£?([\d,]+)(?:\.(\d+))?(%?)(?: (million|billion))?")


@dataclass(frozen=True, slots=True)
class Said:
    """A printed number: its value in the unit printed (pounds in pounds), half of its last place, and its decimals."""

    value: float
    half: float
    decimals: int

    def fits(self, exact: float | None) -> bool:
        """Could `exact` have been printed so? A tie may go either way."""
        return exact is not None and exact == exact and abs(self.value - exact) <= self.half * (1 + 1e-6) + 1e-9


def read(text: str) -> Said:
    """`−0.4`, `50.0%`, `£18.3 million`, `1,563`. Raises ValueError on any other shape."""
    match = _SHAPE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a number")
    sign, whole, part, _, scale = match.groups()
    decimals = len(part or "")
    unit = _SCALE.get(scale or "", 1.0)
    value = float(f"{whole.replace(',', '')}.{part or '0'}") * unit
    return Said(-value if sign in ("−", "-") and sign else value, 0.5 * 10**-decimals * unit, decimals)


def count(text: str) -> int | None:
    """ "Not one" is 0, "both" 2, "three" 3, "1,024" 1024; "some" and "all", which are no number, None."""
    word = text.strip().lower()
    if word in _NOUGHT:
        return 0
    if word == "both":
        return 2
    if word in SMALL:
        return SMALL.index(word)
    return int(word.replace(",", "")) if word[:1].isdigit() else None


def agrees(text: str, exact: int, whole: int | None = None) -> bool:
    """Does a count in words or digits say `exact`? `some` is one or more, `all` is `whole`."""
    word = text.strip().lower()
    if word == "some":
        return exact > 0
    if word == "all":
        return whole is not None and exact == whole
    return count(word) == exact


def ordinal(text: str) -> tuple[int, bool]:
    """(place, is its ending right?) of `21st`."""
    digits = int(re.sub(r"\D", "", text))
    tail = "th" if 10 <= digits % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(digits % 10, "th")
    return digits, text.endswith(tail)
