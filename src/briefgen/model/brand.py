"""A council's own look: its name and logo on the pages, two colours, whom to ask, a word of its own."""

from dataclasses import dataclass

LEAST_CONTRAST = 4.5  # to one, on white: WCAG 2.2, success criterion 1.4.3


@dataclass(frozen=True, slots=True)
class Logo:
    """The file's bytes, and the type its content says it is (`image/png`)."""

    content: bytes
    type: str


@dataclass(frozen=True, slots=True)
class Brand:
    """Plain text throughout; "" where nothing is given.

    colours: by token, #RRGGBB: `navy` (titles, rules, this place) and `accent` (the heavy rules); never a verdict's.
    digest: twelve hex digits of all of it, which a file's metadata states.
    """

    name: str
    digest: str
    logo: Logo | None = None
    colours: tuple[tuple[str, str], ...] = ()
    contact: str = ""
    foreword: str = ""

    @property
    def word(self) -> str:
        """As a file's metadata names it."""
        return f"brand-{self.digest}"


def contrast(colour: str) -> float:
    """The ratio of white's luminance to that of #RRGGBB, 1 to 21 (WCAG 2.2, relative luminance)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
