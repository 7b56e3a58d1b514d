"""Something in a file that no briefing holds."""

from typing import NamedTuple

BRAND, TEMPLATES = "brand", "templates"


class Odd(NamedTuple):
    """page is None where it is the file's own. by: what may account for it, a council's `brand` (a logo) or its own
    `templates`; "" for what nothing may."""

    page: int | None
    what: str
    by: str = ""
