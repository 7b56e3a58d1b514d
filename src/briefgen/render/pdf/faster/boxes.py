"""Boxes: lengths that no containing block changes are resolved once a style."""

from typing import Any

from weasyprint.css.functions import check_math
from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent

SIDES = ("left", "right", "top", "bottom")
_ACROSS = ("margin_left", "margin_right", "padding_left", "padding_right", "width", "min_width", "max_width")
_ALONG = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
_HEIGHTS = ("height", "min_height", "max_height")
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_stock, _stock_flow = percent.resolve_percentages, boxes.Box.is_in_normal_flow


def _lengths(style: Any) -> dict[str, Any] | None:
    """The used values of a style whose lengths are all pixels or `auto`; None where a containing block matters."""
    if style["box_sizing"] != "content-box":
        return None
    used = {}
    for name in (*_ACROSS, *_ALONG, *_HEIGHTS):
        value = style[name]
        if value == "auto" or value is None:
            used[name] = 0 if name in ("min_width", "min_height") and value == "auto" else value
        elif getattr(value, "unit", None) == "px" and not check_math(value):
            used[name] = value.value
        else:
            return None
    if style["border_collapse"] != "collapse":
        used |= {name: style[name] for name in _BORDERS}
    return used


def resolve_percentages(box: Any, containing_block: Any) -> None:
    known = vars(box.style)
    if "used_lengths" not in known:
        known["used_lengths"] = _lengths(box.style)
    used = known["used_lengths"]
    if used is None:
        _stock(box, containing_block)
        return
    mine = box.__dict__
    mine.update(used)
    if box.style["border_collapse"] == "collapse":
        for name in _BORDERS:
            if not hasattr(box, name):
                mine[name] = box.style[name]


def is_in_normal_flow(self: Any) -> bool:
    style = self.style
    if style["float"] == "none" and style["position"] in ("static", "relative"):
        return True
    answer: bool = _stock_flow(self)
    return answer


REPLACED = (
    (percent, "resolve_percentages", resolve_percentages),
    (boxes.Box, "is_in_normal_flow", is_in_normal_flow),
)
