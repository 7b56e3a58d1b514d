"""How a number is written, decided once: the same figure reads the same in text, table, chart and data.

Rounding is half up on the decimal digits of the value, as a reader with a calculator would round it.
"""

from decimal import ROUND_HALF_UP, Decimal

from briefgen.model.catalogue import Unit

MINUS = "−"
_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MILLION = Decimal(1_000_000)
_BILLION = Decimal(1_000_000_000)


def rounded(value: float, decimals: int) -> Decimal:
    """The value to so many decimals, half up (12.345 is 12.35 at two, whatever binary makes of it)."""
    number = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return abs(number) if number == 0 else number


def number(value: float, decimals: int) -> str:
    """Thousands set apart by commas, a true minus sign."""
    shown = rounded(value, decimals)
    text = f"{abs(shown):,}"
    return MINUS + text if shown < 0 else text


def display(value: float, unit: Unit, decimals: int) -> str:
    """A value with the sign of its unit where that is part of the number (%, £); other units stand in words."""
    match unit:
        case Unit.PERCENT:
            return f"{number(value, decimals)}%"
        case Unit.SHARE:
            return f"{number(value * 100, decimals)}%"
        case Unit.POUNDS:
            return pounds(value, decimals)
        case Unit.CORRELATION:
            return ("+" if rounded(value, decimals) > 0 else "") + number(value, decimals)
        case _:
            return number(value, decimals)


def pounds(value: float, decimals: int = 0) -> str:
    """Pounds in full below a million, then in millions or billions to one and two decimals."""
    amount = Decimal(repr(float(value)))
    sign = MINUS if amount < 0 else ""
    amount = abs(amount)
    # Half a million is where "£0.5 million" would start to hide more than it shows.
    if amount >= _BILLION * Decimal("0.9995"):
        return f"{sign}£{(amount / _BILLION).quantize(Decimal('0.01'), ROUND_HALF_UP)} billion"
    if amount >= _MILLION / 2:
        return f"{sign}£{(amount / _MILLION).quantize(Decimal('0.1'), ROUND_HALF_UP):,} million"
    return f"{sign}£{amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,}"


def interval(low: float, high: float, unit: Unit, decimals: int) -> str:
    """ "50.9 to 57.4"; the unit's sign stands once, where it can."""
    if unit is Unit.PERCENT:
        return f"{number(low, decimals)} to {number(high, decimals)}"
    if unit is Unit.SHARE:
        return f"{number(low * 100, decimals)} to {number(high * 100, decimals)}"
    return f"{display(low, unit, decimals)} to {display(high, unit, decimals)}"


def ordinal(value: int) -> str:
    """1st, 2nd, 3rd, 11th, 121st."""
    tail = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value:,}{tail}"


def in_words(value: int) -> str:
    """Nought to nine in words, as running text has them; larger numbers in digits."""
    return _WORDS[value] if 0 <= value < len(_WORDS) else f"{value:,}"
