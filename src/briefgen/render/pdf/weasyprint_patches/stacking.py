"""Painting order: a box that no stacking context interrupts is passed on as it is, where the engine copies each."""

from typing import Any

import weasyprint.stacking as stacking
from weasyprint.formatting_structure import boxes

_stock = stacking._dispatch


def _dispatch(box: Any, page: Any, child_contexts: Any, blocks: Any, floats: Any, blocks_and_cells: Any) -> Any:
    """Lines and runs of words have only what is inherited (no position, opacity or transform): never a context."""
    kind = type(box)
    if kind is boxes.TextBox:
        return box
    dispatch = _dispatch_children if kind is boxes.LineBox else _stock
    return dispatch(box, page, child_contexts, blocks, floats, blocks_and_cells)


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
