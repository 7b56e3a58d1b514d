"""Which document of one authority: the whole briefing, one page of it, or more than it."""

from dataclasses import dataclass
from enum import StrEnum

from briefgen.model.codes import GssCode


class Layout(StrEnum):
    """How the same facts are set: the whole briefing, one A4 page complete in itself, or 18-point print."""

    FULL = "full"
    ONE_PAGE = "one-page"
    LARGE_PRINT = "large-print"


@dataclass(frozen=True, slots=True)
class Variant:
    """ward: adds the page *my ward*; political: adds the section on political geography, off unless asked for."""

    layout: Layout = Layout.FULL
    ward: GssCode | None = None
    political: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """As the file's metadata names it, so that an audit knows what to expect: () for the briefing as it is."""
        words = [self.layout.value] if self.layout is not Layout.FULL else []
        words += [f"ward-{self.ward}"] if self.ward else []
        words += ["political-geography"] if self.political else []
        return tuple(words)

    @property
    def suffix(self) -> str:
        """What follows `CODE-slug` in the file's name: "" or "-one-page", "-ward-E05001234"."""
        return "".join(f"-{word}" for word in self.words)

    @classmethod
    def parse(cls, words: tuple[str, ...]) -> "Variant":
        """From the metadata's words; others are ignored."""
        ward = next((GssCode(w.removeprefix("ward-")) for w in words if w.startswith("ward-E")), None)
        layout = next((Layout(w) for w in words if w in (Layout.ONE_PAGE, Layout.LARGE_PRINT)), Layout.FULL)
        return cls(layout, ward, "political-geography" in words)


FULL = Variant()
