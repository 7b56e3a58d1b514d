"""Writing the tree into the PDF: structure elements, parent tree and name tree."""

from collections.abc import Sequence
from typing import Any

import pydyf

from briefgen.render.pdf.tags.content import Content
from briefgen.render.pdf.tags.node import Annotation, Node, Run


def write(pdf: Any, root: Node, contents: Sequence[Content]) -> None:
    parents: list[dict[int, str]] = [{} for _ in contents]
    writer = _Writer(pdf, parents, len(contents))
    tree = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(tree)
    top = writer.element(root, tree.reference)
    nums = pydyf.Array()
    for page, known in enumerate(parents):
        row = pydyf.Array([known.get(n, "null") for n in range(max(known) + 1)]) if known else pydyf.Array()
        nums.extend((page, row))
    for key, reference in writer.annotations:
        nums.extend((key, reference))
    parent_tree = pydyf.Dictionary({"Nums": nums})
    pdf.add_object(parent_tree)
    tree["K"] = pydyf.Array([top])
    tree["ParentTree"] = parent_tree.reference
    tree["ParentTreeNextKey"] = len(contents) + len(writer.annotations)
    if writer.names:
        names = pydyf.Array()
        for name, reference in sorted(writer.names.items()):
            names.extend((pydyf.String(name), reference))
        tree["IDTree"] = pydyf.Dictionary({"Names": names})
    pdf.catalog["StructTreeRoot"] = tree.reference
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


class _Writer:
    def __init__(self, pdf: Any, parents: list[dict[int, str]], next_key: int) -> None:
        self.pdf, self.parents, self.next_key = pdf, parents, next_key
        self.annotations: list[tuple[int, str]] = []
        self.names: dict[str, str] = {}

    def element(self, node: Node, parent: str) -> str:
        made = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.type}", "P": parent, "K": pydyf.Array()})
        self.pdf.add_object(made)
        made["Pg"] = self.pdf.page_references[node.first_page]
        self._describe(node, made)
        for kid in node.kids:
            if isinstance(kid, Node):
                made["K"].append(self.element(kid, made.reference))
            elif isinstance(kid, Run):
                self.parents[kid.page][kid.number] = made.reference
                made["K"].append(kid.number if kid.page == node.first_page else self._elsewhere(kid))
            else:
                made["K"].append(self._annotation(kid, made.reference, node))
        reference: str = made.reference
        return reference

    def _describe(self, node: Node, made: Any) -> None:
        for key, text in (("Alt", node.alt), ("Lang", node.lang), ("T", node.title), ("E", node.expansion)):
            if text:
                made[key] = pydyf.String(text)
        if node.box:
            made["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array([round(v, 2) for v in node.box])})
        if node.numbering:
            made["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{node.numbering}"})
        if node.type in ("TH", "TD"):
            table = pydyf.Dictionary({"O": "/Table"})
            if node.scope:
                table["Scope"] = f"/{node.scope}"
            if node.headers:
                table["Headers"] = pydyf.Array([pydyf.String(id) for id in node.headers])
            for key, span in (("ColSpan", node.colspan), ("RowSpan", node.rowspan)):
                if span > 1:
                    table[key] = span
            if len(table) > 1:
                made["A"] = table
        if node.id:
            made["ID"] = pydyf.String(node.id)
            self.names[node.id] = made.reference

    def _elsewhere(self, run: Run) -> Any:
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self.pdf.page_references[run.page], "MCID": run.number})

    def _annotation(self, kid: Annotation, reference: str, node: Node) -> Any:
        kid.object["StructParent"] = self.next_key
        kid.object["Contents"] = pydyf.String("".join(run.text or "" for run in node.runs()).strip())
        self.annotations.append((self.next_key, reference))
        self.next_key += 1
        page = self.pdf.page_references[kid.page]
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.object.reference, "Pg": page})
