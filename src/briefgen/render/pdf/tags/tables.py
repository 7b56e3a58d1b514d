"""Header cells: their scope and names, and which of them head each data cell."""

from briefgen.render.pdf.tags.node import Node

SCOPES = {"col": "Column", "row": "Row", "colgroup": "Column", "rowgroup": "Row"}


def head_cells(table: Node) -> None:
    """Data cells get the column heads above them, the group head above their row, and the heads to their left."""
    rows = [row for part in table.nodes for row in ([part] if part.type == "TR" else part.nodes) if row.type == "TR"]
    columns: dict[int, list[str]] = {}
    group: list[str] = []
    busy: dict[int, set[int]] = {}  # row number to columns taken by a cell from above
    name = f"t{id(table.element) if table.element is None else table.element.get('id', 'table')}"
    in_head = {row for part in table.nodes if part.type == "THead" for row in part.nodes}
    for at, row in enumerate(rows):
        column, heads = 0, []
        for cell in row.nodes:
            while column in busy.get(at, set()):
                column += 1
            span = range(column, column + cell.colspan)
            for below in range(at + 1, at + cell.rowspan):
                busy.setdefault(below, set()).update(span)
            if cell.type == "TH":
                cell.id = f"{name}-{at}-{column}"
                scope = cell.element.get("scope", "col")
                cell.scope = SCOPES[scope]
                if row in in_head:
                    for covered in span:
                        columns.setdefault(covered, []).append(cell.id)
                elif scope == "rowgroup":
                    group = [cell.id]
                else:
                    heads.append(cell.id)
            else:
                above = [id for covered in span for id in columns.get(covered, [])]
                cell.headers = tuple(dict.fromkeys([*above, *group, *heads]))
            column += cell.colspan
