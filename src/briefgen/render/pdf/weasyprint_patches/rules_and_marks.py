"""Rules and marks: the line below a table's row is one shape, where the engine draws a piece a cell with a seam between
each two; and a verdict's disc stands once in the file, where the engine describes it anew at each of its places.
"""

from itertools import groupby
from operator import itemgetter
from typing import Any

import weasyprint.draw as draw
from weasyprint.draw import border
from weasyprint.draw.color import get_color
from weasyprint.images import SVGImage

from briefgen.render.pdf.weasyprint_patches.known import once_a_style

_ONCE = ("no-repeat", "no-repeat")
_SIDES = ("top", "right", "left")
_stock_image, _stock_table = draw.draw_background_image, draw.draw_table


def draw_background_image(stream: Any, layer: Any, style: Any) -> None:
    image, size = layer.image, layer.size
    if type(image) is not SVGImage or 0 in size or layer.repeat != _ONCE or layer.unbounded:
        _stock_image(stream, layer, style)
        return
    known = vars(image).setdefault("groups", {})
    key = (id(stream._resources["XObject"]), *size)
    if key not in known:
        group = stream.add_group(*stream.page_rectangle)
        image.draw(group, *size, style)
        known[key] = group.id
    (x, y), (left, top, _, _) = layer.position, layer.positioning_area
    with stream.artifact(), stream.stacked():
        stream.rectangle(*layer.painting_area)
        stream.clip()
        stream.end()
        stream.transform(e=x + left, f=y + top)
        stream.draw_x_object(known[key])


def draw_table(stream: Any, table: Any) -> None:
    cells = [cell for group in table.children for row in group.children for cell in row.children]
    ruled = [(_rule(cell), cell) for cell in cells] if table.style["border_collapse"] == "separate" else []
    if not ruled or any(rule is None for rule, _ in ruled):
        _stock_table(stream, table)
        return
    _backgrounds(stream, table)
    border.draw_border(stream, table)
    for rule, pairs in groupby(ruled, key=itemgetter(0)):
        if rule is not None and rule[0]:
            width, color, foot = rule
            found = [cell for _, cell in pairs]
            left, right = found[0].border_box_x(), found[-1].border_box_x() + found[-1].border_width()
            with stream.artifact(), stream.stacked():
                stream.set_color(color)
                stream.rectangle(left, foot - width, right - left, width)
                stream.fill()


@once_a_style
def _only_ruled(style: Any) -> bool:
    """Nothing but a plain line, or none, below."""
    return (
        style["visibility"] == "visible"
        and style["empty_cells"] == "show"
        and style["border_bottom_style"] in ("none", "solid")
        and style["border_image_source"][0] == "none"
        and not any(style[f"border_{side}_width"] for side in _SIDES)
    )


def _rule(cell: Any) -> tuple[float, Any, float] | None:
    """(thickness, colour, foot) of the rule below a cell, nought thick for none; None where the engine must draw."""
    if not _only_ruled(cell.style) or any(getattr(cell, f"border_{side}_width") for side in _SIDES):
        return None
    thick = cell.border_bottom_width
    color = get_color(cell.style, "border_bottom_color") if thick else None
    return thick, color, cell.border_box_y() + cell.border_height()


def _backgrounds(stream: Any, table: Any) -> None:
    for part in (table, *table.column_groups, *(column for group in table.column_groups for column in group.children)):
        draw.draw_background(stream, part.background)
    for group in table.children:
        draw.draw_background(stream, group.background)
        for row in group.children:
            draw.draw_background(stream, row.background)
            for cell in row.children:
                draw.draw_background(stream, cell.background)


def install() -> None:
    """Safe to call again."""
    draw.draw_table = draw_table
    draw.draw_background_image = draw_background_image
