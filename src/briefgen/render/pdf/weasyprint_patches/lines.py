"""Lines: one that holds a single run of text is placed by the few sums that matter for it.

Two thirds of a briefing's lines are a cell's, a heading's or a paragraph's plain words: no link, no bold, no mark, and
no float beside them. For those the engine's general way (children, floats, absolute boxes, vertical alignment) comes to
the arithmetic below, in the same order, so that no coordinate differs by a rounding. All else goes the engine's way.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout import inline
from weasyprint.layout.percent import resolve_one_percentage
from weasyprint.text.line_break import strut

from briefgen.render.pdf.weasyprint_patches.boxes import resolve_percentages
from briefgen.render.pdf.weasyprint_patches.known import once_a_style
from briefgen.render.pdf.weasyprint_patches.text import split_first_line

_NOUGHT = tuple(
    f"{part}_{side}{width}"
    for side in ("top", "right", "bottom", "left")
    for part, width in (("margin", ""), ("padding", ""), ("border", "_width"))
)
_stock = inline.iter_line_boxes


@once_a_style
def _bare(style: Any) -> bool:
    """Left to right, in the flow, on the baseline, with collapsing spaces and nothing around the words."""
    return (
        style["direction"] == "ltr"
        and style["position"] == "static"
        and style["float"] == "none"
        and style["white_space"] in ("normal", "nowrap")
        and style["vertical_align"] == "baseline"
        and style["box_sizing"] == "content-box"
        and "justify" not in (style["text_align_all"], style["text_align_last"])
        and style["font_size"] > 0
        and all(getattr(style[name], "value", style[name]) == 0 for name in _NOUGHT)
    )


@once_a_style
def _strut(style: Any) -> tuple[float, float]:
    found: tuple[float, float] = strut(style)
    return found


def plain(box: Any) -> bool:
    """Is a line box's content one run of words that `_lines` can place?"""
    children = box.children
    if len(children) != 1 or type(children[0]) is not TextBox:
        return False
    run = children[0]
    return not run.is_leader and not run.justification_spacing and _bare(box.style) and _bare(run.style)


def iter_line_boxes(
    context: Any, box: Any, position_y: float, bottom_space: float, skip_stack: Any, containing_block: Any,
    absolute_boxes: Any, fixed_boxes: Any, first_letter_style: Any, first_line_style: Any,
) -> Iterator[Any]:  # fmt: skip
    where = (bottom_space, containing_block, absolute_boxes, fixed_boxes, first_letter_style, first_line_style)
    if (
        (skip_stack and 0 not in skip_stack)
        or first_letter_style
        or first_line_style
        or context.excluded_shapes
        or not plain(box)
    ):
        return _the_engines(context, box, position_y, skip_stack, *where)
    return _lines(context, box, position_y, skip_stack, where)


def _the_engines(
    context: Any, box: Any, position_y: float, skip_stack: Any, bottom_space: float, *where: Any
) -> Iterator[Any]:
    made: Iterator[Any] = _stock(context, box, position_y, bottom_space, skip_stack, *where)
    return made


def _lines(context: Any, box: Any, position_y: float, skip_stack: Any, where: tuple[Any, ...]) -> Iterator[Any]:
    containing_block, run = where[1], box.children[0]
    resolve_percentages(box, containing_block)
    resolve_percentages(run, containing_block)
    if skip_stack is None:
        resolve_one_percentage(box, "text_indent", containing_block.width)
    else:
        box.text_indent = 0
    style, run_style = box.style, run.style
    line_height, line_baseline = _strut(style)
    run_height, _ = _strut(run_style)
    font_size = style["font_size"]
    half = (line_height - font_size) / 2
    left = containing_block.content_box_x()
    room = left + containing_block.width - left
    text = run.text.encode()
    while True:
        skip = next(iter(skip_stack[0])) if skip_stack and skip_stack[0] else 0
        if skip == len(text):
            return
        while text[skip : skip + 1] == b" ":
            skip += 1
        start = left + box.text_indent
        found = None
        if skip < len(text):
            found = split_first_line(
                text[skip:].decode(), run_style, context, (left + room) * (1 + 1e-9) - start, 0, is_line_start=True
            )
        if found is None or not _whole(text, skip, found):
            yield from _the_engines(context, box, position_y, skip_stack, *where)
            return
        layout, _, resume, width, height, baseline = found
        words = run.copy()
        words.position_x, words.text, words.pango_layout = start, layout.text, layout
        words.width, words.height = width, height
        words.margin_top = words.margin_bottom = margin = (run_height - height) / 2
        words.baseline = baseline = baseline + margin
        line = box.copy()
        line.children = [words]
        line.width = start + width - left
        if layout.text.endswith(" "):
            words.text = layout.text.rstrip(" ")
            words.width = split_first_line(words.text, run_style, context, None, 0, is_line_start=True)[3]
            line.width -= width - words.width
        across = inline.text_align(context, line, room, last=resume is None)
        top, bottom = 0 - baseline, 0 - baseline + (height + margin + margin)
        top, bottom = min(top, 0 - line_baseline), max(bottom, 0 - line_baseline + (font_size + half + half))
        words.position_x = start + across
        words.position_y = 0 - baseline + (position_y - top)
        line.position_x, line.position_y = left + across, position_y
        line.baseline, line.height = -top, bottom - top
        line.margin_top = line.margin_bottom = 0
        skip_stack = None if resume is None else {0: {skip + resume: None}}
        box.position_x, box.position_y = left, position_y
        yield line, skip_stack
        if skip_stack is None:
            return
        position_y, box.text_indent = line.position_y + line.height, 0


def _whole(text: bytes, skip: int, found: tuple[Any, ...]) -> bool:
    """Words and, at most, spaces before the next line: no forced break, nothing left out."""
    layout, length, resume, *_ = found
    between = b"" if resume is None else text[skip + length : skip + resume]
    return length > 0 and bool(layout.text.strip(" ")) and not between.strip(b" ") and resume != 0


REPLACED = ((inline, "iter_line_boxes", iter_line_boxes),)
