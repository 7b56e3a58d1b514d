"""Where the greeting stands in an HTML letter that all of an area share: a name is escaped for running text only."""

from html.parser import HTMLParser

MARK = "\ue003"  # where the greeting goes in the HTML that all of an area share


def misplaced(html: str) -> bool:
    """Does the mark stand anywhere but in running text?"""
    places = _Places()
    places.feed(html)
    places.close()
    return places.wrong


class _Places(HTMLParser):
    """Where the greeting stands: a name is escaped for running text, and for nothing else."""

    wrong = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_comment(self.get_starttag_text() or "")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem in ("script", "style"):
            self.handle_comment(data)

    def handle_comment(self, data: str) -> None:
        self.wrong = self.wrong or MARK in data

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)
