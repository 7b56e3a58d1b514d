"""Cells: most of a briefing's boxes are table cells that hold plain words and end on the page they begin on."""

from typing import Any

from weasyprint.formatting_structure.boxes import LineBox, TableCellBox
from weasyprint.layout import block

from briefgen.render.pdf.weasyprint_patches.known import once_a_style
from briefgen.render.pdf.weasyprint_patches.lines import iter_line_boxes, plain

_stock = block.block_container_layout


@once_a_style
def _bare(style: Any) -> bool:
    """Broken nowhere by its style, its borders dropped where it breaks."""
    expected = {"continue": "auto", "box_decoration_break": "slice", "max_lines": "none"}
    return all(style[name] == value for name, value in expected.items())


def block_container_layout(
    context: Any, box: Any, bottom_space: float, skip_stack: Any, page_is_empty: bool, absolute_boxes: Any,
    fixed_boxes: Any, adjoining_margins: Any, first_letter_style: Any, first_line_style: Any, discard: bool,
    max_lines: Any,
) -> tuple[Any, ...]:  # fmt: skip
    if type(box) is TableCellBox and skip_stack is adjoining_margins is max_lines is None and not discard:
        lines = _words(context, box, bottom_space, page_is_empty)
        if lines is not None:
            made = box.copy_with_children(lines)
            last = lines[-1]
            made.height = max(0, last.position_y + last.height - made.content_box_y())
            made.height = max(min(made.height, made.max_height), made.min_height)
            return made, None, {"break": "any", "page": box.style["page"]}, [], False, None
    laid_out: tuple[Any, ...] = _stock(
        context, box, bottom_space, skip_stack, page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins,
        first_letter_style, first_line_style, discard, max_lines,
    )  # fmt: skip
    return laid_out


def _words(context: Any, box: Any, bottom_space: float, page_is_empty: bool) -> list[Any] | None:
    """The lines of a cell of plain words; None where it is none, or where the page ends within it."""
    children = box.children
    if (
        len(children) != 1
        or type(children[0]) is not LineBox
        or box.first_line_style is not None
        or box.first_letter_style is not None
        or box.force_fragmentation
        or context.excluded_shapes
        or context.footnotes
        or not _bare(box.style)
        or not plain(children[0])
    ):
        return None
    child, lines = children[0], []
    child.position_x, child.position_y = box.content_box_x(), box.content_box_y()
    below = box.border_bottom_width + box.padding_bottom
    for line, resume_at in iter_line_boxes(
        context, child, child.position_y, bottom_space, None, box, [], [], None, None
    ):
        line.resume_at = resume_at
        foot = line.position_y + line.height
        if context.overflows_page(bottom_space, foot + (below if resume_at is None else 0)):
            return None
        lines.append(line)
    return lines or None


REPLACED = ((block, "block_container_layout", block_container_layout),)
