"""A page's content stream, whose marked content is named by the tree: kept, made an artifact, or given its space."""

from typing import Any

import pydyf

from briefgen.errors import RenderError


class Content:
    """One page. `take` gives a box's number; what nobody took at the end is an error."""

    def __init__(self, stream: Any, height: float, fonts: dict[Any, Any]) -> None:
        self._tokens: list[Any] = stream.stream
        self._numbers: dict[Any, int] = {box: entry["mcid"] for box, entry in stream._tags.items()}
        self._at = {
            token["MCID"]: at
            for at, token in enumerate(self._tokens)
            if isinstance(token, pydyf.Dictionary) and "MCID" in token
        }
        self._spaces = {
            font.hash: glyph for font in fonts.values() for glyph, text in font.to_unicode.items() if text == " "
        }
        self.height = height  # of the page, in points
        self.kept: list[int] = []

    def take(self, box: Any, name: str) -> int:
        """The number of the box's content, now called `name` in the stream."""
        number = self._numbers.pop(box)
        self._tokens[self._at[number] - 1] = f"/{name}"
        self.kept.append(number)
        return number

    def rename(self, number: int, name: str) -> None:
        self._tokens[self._at[number] - 1] = f"/{name}"

    def discard(self, box: Any, kind: str, subtype: str | None = None) -> None:
        """Not part of the document: an artifact of pagination (running head or foot) or of layout."""
        at = self._at[self._numbers.pop(box)]
        properties = pydyf.Dictionary({"Type": f"/{kind}"})
        if subtype:
            properties["Subtype"] = f"/{subtype}"
        self._tokens[at - 1], self._tokens[at] = "/Artifact", properties

    def add_space(self, number: int) -> None:
        """A space glyph at the end of the run: words of two lines do not run together for a reader of the text."""
        at, font, size = self._at[number], "", ""
        while self._tokens[at] != b"EMC":
            at += 1
            token = self._tokens[at]
            if isinstance(token, bytes) and token.endswith(b" Tf"):
                name, size, _ = token.decode().split()
                font = name.lstrip("/")
        last = max(
            at_
            for at_ in range(self._at[number], at)
            if isinstance(t := self._tokens[at_], bytes) and t.endswith(b"] TJ")
        )
        if font in self._spaces:
            self._tokens[last] = self._tokens[last][:-4] + f"<{self._spaces[font]:04x}>] TJ".encode()
            return
        if not self._spaces or not font:
            raise RenderError("No font of the page has a space; check the style sheet's fonts.")
        other, glyph = next(iter(self._spaces.items()))
        self._tokens[last] += f" /{other} {size} Tf [<{glyph:04x}>] TJ /{font} {size} Tf".encode()

    @property
    def left(self) -> list[Any]:
        """Boxes nobody took."""
        return list(self._numbers)
