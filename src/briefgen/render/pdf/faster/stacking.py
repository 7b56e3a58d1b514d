"""Painting order: a box that no stacking context interrupts is passed on as it is, where the engine copies each."""

from typing import Any

import weasyprint.stacking as stacking
from weasyprint.formatting_structure import boxes

from briefgen.render.pdf.faster.known import once_a_style

_stock = stacking._dispatch


@once_a_style
def _in_turn(style: Any) -> bool:
    """Painted in the order of the document."""
    return (
        style["position"] == "static"
        and style["float"] == "none"
        and style["overflow"] == "visible"
        and style["opacity"] == 1
        and not style["transform"]
    )


def _dispatch(box: Any, page: Any, child_contexts: Any, blocks: Any, floats: Any, blocks_and_cells: Any) -> Any:
    kind = type(box)
    if kind not in (boxes.TextBox, boxes.LineBox) or not _in_turn(box.style) or box.is_grid_item:
        return _stock(box, page, child_contexts, blocks, floats, blocks_and_cells)
    if kind is boxes.TextBox:
        return box
    return _dispatch_children(box, page, child_contexts, blocks, floats, blocks_and_cells)


def _dispatch_children(
    box: Any, page: Any, child_contexts: Any, blocks: Any, floats: Any, blocks_and_cells: Any
) -> Any:
    if not isinstance(box, boxes.ParentBox):
        return box
    passed, same = [], True
    for child in box.children:
        result = _dispatch(child, page, child_contexts, blocks, floats, blocks_and_cells)
        same = same and result is child
        if result is not None:
            passed.append(result)
    return box if same else box.copy_with_children(passed)


REPLACED = ((stacking, "_dispatch_children", _dispatch_children), (stacking, "_dispatch", _dispatch))
