"""Matching: which rules an element meets is found once a worker for its place in the page, not once a document.

What a rule looks at can be read in its compiled test. One that looks at names, classes, attributes and places in the
line of siblings gives the same answer wherever all of these, of the element and of those above it, are the same. Any other
(a neighbour, a text, what lies below) is asked each time.
"""

from collections.abc import Iterator
from types import CodeType
from typing import Any

from cssselect2 import Matcher

# What the compiled tests of names, classes, attributes and positions call, and nothing else does.
_KEYED = frozenset({
    "local_name", "classes", "id", "attrib", "get", "etree_element", "lower", "index", "etree_siblings", "len",
    "divmod", "parent", "ancestors", "any", "all", "next", "namespace_url",
})  # fmt: skip
_BY = ("id_selectors", "class_selectors", "lower_local_name_selectors", "namespace_selectors")
_ALWAYS = ("lang_attr_selectors", "other_selectors")
Found = list[tuple[int, Any]]  # the number of a sheet, and what its matcher gives


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _keyed(entry: Any) -> bool:
    return all(_KEYED.issuperset(code.co_names) for code in _codes(entry[0].__code__))


def _words(entry: Any) -> Iterator[str]:
    for code in _codes(entry[0].__code__):
        for constant in code.co_consts:
            yield from (constant,) if isinstance(constant, str) else ()
            yield from (word for word in constant if isinstance(word, str)) if isinstance(constant, tuple) else ()


def _part(matcher: Matcher, keyed: bool) -> Matcher:
    """The rules of a sheet that a key answers for, or the others."""
    part = Matcher()
    for name in _BY:
        kept = {key: [e for e in entries if _keyed(e) is keyed] for key, entries in getattr(matcher, name).items()}
        setattr(part, name, {key: entries for key, entries in kept.items() if entries})
    for name in _ALWAYS:
        setattr(part, name, [entry for entry in getattr(matcher, name) if _keyed(entry) is keyed])
    return part


def _entries(matcher: Matcher) -> Iterator[Any]:
    for name in _BY:
        for entries in getattr(matcher, name).values():
            yield from entries
    for name in _ALWAYS:
        yield from getattr(matcher, name)


class Rules:
    """The rules of some sheets, in their order, with what is known of the places met so far."""

    def __init__(self, matchers: list[Matcher]) -> None:
        self._matchers = matchers  # kept, so that nothing else is ever taken for one of them
        self._keyed = [_part(matcher, True) for matcher in matchers]
        self._asked = [_part(matcher, False) for matcher in matchers]
        self._words = {word for matcher in self._keyed for entry in _entries(matcher) for word in _words(entry)}
        self._words -= {"class", "id"}
        self._ids = {name for matcher in matchers for name in matcher.id_selectors}
        self._ids |= self._words
        self._places: dict[Any, tuple[int, Found]] = {}

    def __len__(self) -> int:
        return len(self._places)

    def matched(self, wrapped: Any, above: int) -> tuple[int, Found]:
        """(The number of the element's place, what it meets), `above` being the number of its parent's."""
        attributes = wrapped.etree_element.attrib
        siblings = wrapped.etree_siblings
        key = (
            above, wrapped.local_name, attributes.get("class"), wrapped.index, len(siblings), wrapped.namespace_url,
            tuple((name, value) for name, value in attributes.items() if name in self._words),
            attributes["id"] if attributes.get("id") in self._ids else None,
        )  # fmt: skip
        place = self._places.get(key)
        if place is None:
            found = [(n, rule) for n, matcher in enumerate(self._keyed) for rule in matcher.match(wrapped)]
            place = self._places[key] = (len(self._places) + 1, found)
        number, found = place
        asked = [(n, rule) for n, matcher in enumerate(self._asked) for rule in matcher.match(wrapped)]
        return number, sorted(found + asked, key=_order) if asked else found


def _order(one: tuple[int, Any]) -> tuple[Any, ...]:
    number, (specificity, order, *_) = one
    return number, specificity, order
