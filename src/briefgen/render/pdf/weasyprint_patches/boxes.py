"""Boxes: lengths that no containing block changes are resolved once a style."""

from collections.abc import Iterator
from typing import Any

from weasyprint.css.functions import check_math
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, percent
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefgen.render.pdf.weasyprint_patches.known import once_a_style

_ACROSS = ("margin_left", "margin_right", "padding_left", "padding_right", "width", "min_width", "max_width")
_ALONG = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
_HEIGHTS = ("height", "min_height", "max_height")
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_SQUARE: dict[str, Any] = {"background": None, **dict.fromkeys(_CORNERS, (0, 0))}
_stock_descendants, _stock_backgrounds = boxes.Box.descendants, background.layout_box_backgrounds
_stock, _stock_flow = percent.resolve_percentages, boxes.Box.is_in_normal_flow


@once_a_style
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
    used = _lengths(box.style)
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


def descendants(self: Any, placeholders: bool = False) -> Iterator[Any]:
    """In reading order, without a generator for each level."""
    if placeholders:
        yield from _stock_descendants(self, placeholders)
        return
    left = [self]
    while left:
        box = left.pop()
        yield box
        if isinstance(box, boxes.Box):
            left.extend(box.children[::-1])


@once_a_style
def _bare(style: Any) -> bool:
    """No background, border image, shadow or round corner to place."""
    return (
        style["border_image_source"][0] == style["mask_border_source"][0] == "none"
        and style["visibility"] != "hidden"
        and not any(value for kind, value in style["background_image"] if kind != "none")
        and not style["box_shadow"]
        and get_color(style, "background_color").alpha == 0
        and all((0, "px") in style[corner] for corner in _CORNERS)
    )


def layout_box_backgrounds(
    page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None
) -> None:
    if isinstance(box, AbsolutePlaceholder):  # it takes no attributes on behalf of the box it stands for
        box = box._box
    if style is not None or box is page or not _bare(box.style):
        _stock_backgrounds(page, box, get_image, layout_children, style)
        return
    box.__dict__.update(_SQUARE)
    if layout_children:
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image)


REPLACED = (
    (boxes.Box, "descendants", descendants),
    (background, "layout_box_backgrounds", layout_box_backgrounds),
    (percent, "resolve_percentages", resolve_percentages),
    (boxes.Box, "is_in_normal_flow", is_in_normal_flow),
)
