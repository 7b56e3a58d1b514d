"""A node of the tag tree while it grows."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Run:
    """Marked content: page, number, its text and the line it stands in (None for a picture)."""

    page: int
    number: int
    text: str | None = None
    line: int | None = None


@dataclass(slots=True)
class Annotation:
    """A link's active area on a page."""

    page: int
    object: Any


@dataclass(slots=True, eq=False)
class Node:
    type: str
    element: Any = None
    kids: list["Node | Run | Annotation"] = field(default_factory=list)
    first_page: int = 0
    alt: str | None = None
    box: tuple[float, float, float, float] | None = None  # PDF points, origin bottom left
    lang: str | None = None
    title: str | None = None
    expansion: str | None = None
    numbering: str | None = None
    scope: str | None = None
    id: str | None = None
    headers: tuple[str, ...] = ()
    colspan: int = 1
    rowspan: int = 1

    @property
    def nodes(self) -> list["Node"]:
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def runs(self) -> list[Run]:
        """All runs below, in order."""
        found: list[Run] = []
        for kid in self.kids:
            if isinstance(kid, Node):
                found += kid.runs()
            elif isinstance(kid, Run):
                found.append(kid)
        return found
