"""A file's dictionaries against the grammar: each is walked from the trailer, by the place it has and not by what it
says it is."""

from typing import Any

import pikepdf

from briefgen.audit.seen.grammar import KINDS, LOGO, NEEDED, SKIP, UP, Rule
from briefgen.audit.seen.odd import BRAND, Odd

_TRAILER = frozenset(["/Type", "/W", "/Index", "/Size", "/Root", "/Filter", "/Info", "/ID", "/Length", "/DecodeParms"])


class Walk:
    """odd: what no briefing has. reached: numbers of the objects that were met."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.odd: list[Odd] = []
        self.reached: set[tuple[int, int]] = set()
        self._known: set[tuple[int, int, str]] = set()
        self._found: dict[str, list[Any]] = {}
        self._waiting: list[tuple[Any, str, int | None]] = []
        self._page: int | None = None
        for key in sorted(set(pdf.trailer.keys()) - _TRAILER):
            self._add(f"its trailer has {key}, which no briefing’s has")
        self._value(pdf.trailer.Root, "catalog", "trailer /Root")
        if "/Info" in pdf.trailer:
            self._value(pdf.trailer.Info, "description", "trailer /Info")
        while self._waiting:
            item, kind, self._page = self._waiting.pop()
            self._dictionary(item, kind)

    def of(self, kind: str) -> list[Any]:
        """Every dictionary or stream met in the place of a `kind`."""
        return self._found.get(kind, [])

    def _add(self, what: str, by: str = "") -> None:
        self.odd.append(Odd(self._page, what, by))

    def _dictionary(self, item: Any, kind: str) -> None:
        if kind == "page":
            self._page = len(self.of("page")) + 1
        self._found.setdefault(kind, []).append(item)
        rules, seen = KINDS[kind], set()
        for key, value in item.items():
            seen.add(key)
            if key in rules:
                self._value(value, rules[key], f"{kind} {key}")
            else:
                self._add(f"its {kind} has {key[:40]}, which no briefing’s has")
        if kind in NEEDED:
            for key in NEEDED[kind]:
                if key not in seen:
                    self._add(f"its {kind} has no {key}")
        if kind in LOGO:
            self._add(f"it has the {kind} of a logo, and no briefing without a brand has one", BRAND)
        elif kind == "state" and any(item.get(key, 1) != 1 for key in ("/ca", "/CA")):
            self._add("something in it is see-through, which nothing of a briefing is", BRAND)

    def _value(self, value: Any, rule: Rule, where: str) -> None:
        if isinstance(rule, str) and rule in (UP, SKIP):
            return
        if isinstance(rule, tuple):
            fitting = [one for one in rule if _fits(value, one)]
            if fitting:
                self._value(value, fitting[0], where)
                return
        elif _fits(value, rule):
            if isinstance(rule, str):
                self._follow(value, rule)
            elif isinstance(rule, list):
                self._meet(value)
                for one in value:
                    self._value(one, rule[0], where)
            elif isinstance(rule, dict):
                self._meet(value)
                for name, one in value.items():
                    self._value(one, rule["*"], f"{where} {name}")
            return
        shown = str(value)[:40] if not isinstance(value, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream) else ""
        self._add(f"its {where} is {shown or 'of another kind'}, which no briefing’s is")

    def _meet(self, value: Any) -> None:
        if value.is_indirect:
            self.reached.add(value.objgen)

    def _follow(self, value: Any, kind: str) -> None:
        if value.is_indirect:
            mark = (*value.objgen, kind)
            if mark in self._known and kind != "page":  # a page that stands there twice is two pages
                return
            self._known.add(mark)
            self.reached.add(value.objgen)
        if kind == "page":
            self._dictionary(value, kind)  # at once, for its number
            self._page = None
        else:
            self._waiting.append((value, kind, self._page))


def _fits(value: Any, rule: Rule) -> bool:
    """Is the value of the rule's type? What is inside it is asked later."""
    if isinstance(rule, str):
        if rule == SKIP:
            return isinstance(value, pikepdf.Array)
        if "/Subtype" in KINDS[rule] and rule in ("form", "image"):
            return isinstance(value, pikepdf.Stream) and str(value.get("/Subtype")) in KINDS[rule]["/Subtype"]
        stream = "/Length" in KINDS[rule]
        return isinstance(value, pikepdf.Stream if stream else pikepdf.Dictionary)
    if isinstance(rule, list):
        return isinstance(value, pikepdf.Array)
    if isinstance(rule, dict):
        return isinstance(value, pikepdf.Dictionary)
    if isinstance(rule, frozenset):
        return (value if isinstance(value, int) else str(value)) in rule
    if rule is str:
        return isinstance(value, pikepdf.String)
    if rule is float:
        return not isinstance(value, pikepdf.Object) and not isinstance(value, bool)
    return type(value) is rule
