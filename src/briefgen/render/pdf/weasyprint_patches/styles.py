"""Styles: what a rule makes of an element is computed once a worker, not once a document.

The engine shares computed styles between the elements of one document that match the same rules below the same parent.
The same key, with the words of an element's own `style`, `lang` and `id` in place of their parsed tokens, holds from one
document to the next. Kept on the font configuration, which lives as long as the style sheets.
"""

from math import inf
from typing import Any

import weasyprint.css as css

from briefgen.render.pdf.weasyprint_patches.matching import Rules

OF_ONE_PAGE = frozenset({"counter_set", "counter_reset", "counter_increment", "overflow"})  # the engine changes these
MOST = 6000  # sets of styles; then all are dropped before the next document


class Styles(css.StyleFor):  # type: ignore[misc]
    def __init__(self, html: Any, sheets: Any, presentational_hints: bool, font_config: Any, collector: Any) -> None:
        self._pages: dict[Any, Any] | None = None
        if presentational_hints or any(sheet.layers for sheet, _, _ in sheets):
            super().__init__(html, sheets, presentational_hints, font_config, collector)
            return
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles: dict[Any, Any] = {}
        self._sheets, self.font_config = sheets, font_config
        known = vars(font_config).setdefault("styles_by_rules", {})
        if len(known) > MOST:
            known.clear()
        self.initial_page_sizes = known.setdefault("page sizes", {"box": None, "area": None})
        own: dict[Any, list[Any]] = {}
        for specificity, element, declarations, base_url in css.find_style_attributes(
            html.etree_element, False, html.base_url
        ):
            own.setdefault(element, []).append((specificity, declarations, base_url))
        matchers = [sheet.matcher for sheet, _, _ in sheets]
        rules = tuple((id(matcher), origin) for matcher, (_, origin, _) in zip(matchers, sheets, strict=True))
        places = known.get(("places", rules))
        if places is None or len(places) > MOST:
            places = known["places", rules] = Rules(matchers)
        numbers: dict[Any, int] = {}
        for wrapped in html.wrapper_element.iter_subtree():
            element = wrapped.etree_element
            parent = wrapped.parent.etree_element if wrapped.parent else None
            numbers[element], matched = places.matched(wrapped, numbers[parent] if wrapped.parent else 0)
            key = (
                id(self._computed_styles[parent, None]) if wrapped.parent else rules,
                tuple(element.get(name) for name in ("style", "lang", "id")) if element in own else None,
                element.get("name") if element.tag == "a" else None,
                tuple((number, selector[1]) for number, selector in matched),
            )
            found = known.get(key)
            if found is None:
                found = known[key] = self._make(html, element, parent, own.get(element, ()), matched)
            for pseudo, style in found.items():
                self._computed_styles[element, pseudo] = style
                if style["anchor"]:
                    collector.collect_anchor(style["anchor"])
        self._cascaded_styles.clear()
        self._pages = known

    def set_computed_styles(self, element: Any, parent: Any, *more: Any, pseudo_type: Any = None, **named: Any) -> None:
        """Of a page or its margin box, which come after the elements: what the last one like it had computed."""
        super().set_computed_styles(element, parent, *more, pseudo_type=pseudo_type, **named)
        if self._pages is None:
            return
        style, above = self._computed_styles[element, pseudo_type], self._computed_styles[parent, None]
        declared = tuple((name, id(value)) for name, (value, _) in style.cascaded.items())
        key = (pseudo_type, vars(above).get("page_key", id(above)), declared)
        vars(style)["page_key"] = key
        last = self._pages.get(key)
        if last is not None:
            style.update((name, value) for name, value in last.items() if name not in OF_ONE_PAGE)
            style.specified.update(last.specified)
        self._pages[key] = style

    def _make(self, html: Any, element: Any, parent: Any, own: Any, matched: Any) -> dict[str | None, Any]:
        """The computed style of an element and of its pseudo-elements, by the engine's own cascade."""
        cascaded: dict[str | None, dict[str, Any]] = {None: {}}
        for specificity, declarations, base_url in own:
            for name, values, importance in css.preprocess_declarations(base_url, declarations):
                _weigh(
                    cascaded[None], name, values, (css.declaration_precedence("author", importance), inf, specificity)
                )
        for number, (specificity, _order, pseudo, (declarations, _layer)) in matched:
            _, origin, of_sheet = self._sheets[number]
            style = cascaded.setdefault(pseudo, {})
            for name, values, importance in declarations:
                _weigh(
                    style, name, values, (css.declaration_precedence(origin, importance), inf, of_sheet or specificity)
                )
        for pseudo, style in cascaded.items():
            self._cascaded_styles[element, pseudo] = style
            self.set_computed_styles(
                element, parent if pseudo is None else element, root=html.etree_element, pseudo_type=pseudo,
                base_url=html.base_url,
            )  # fmt: skip
        return {pseudo: self._computed_styles[element, pseudo] for pseudo in cascaded}


def _weigh(style: dict[str, Any], name: str, values: Any, weight: tuple[Any, ...]) -> None:
    old = style.get(name)
    if old is None or old[1] <= weight:
        style[name] = values, weight


REPLACED = ((css, "StyleFor", Styles),)
