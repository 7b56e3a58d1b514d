"""The same words, tables and SVG pictures in Typst, as PDF/UA-1 (optional: `pip install -r benchmarks/requirements.txt`)."""

import json
from collections.abc import Callable
from pathlib import Path

from benchmarks.twin import Block, blocks
from briefgen import resources
from briefgen.model.briefing import Briefing
from briefgen.render.drawing import Drawing
from briefgen.render.svg import svg

HEAD = """#set document(title: {title})
#set page(paper: "a4", margin: 17mm, numbering: "1")
#set text(font: "Source Sans Pro", lang: "en", region: "gb", size: 10.2pt)
#set table(stroke: 0.4pt + gray, inset: 3pt)
"""


def _ours(drawing: Drawing) -> str:
    return svg(drawing, "")


def prepare(briefing: Briefing, folder: Path, drawn: Callable[[Drawing], str] = _ours) -> Path:
    """The .typ file and its pictures, each the SVG that `drawn` makes."""
    parts = [HEAD.format(title=_string(briefing.area.name.official))]
    for at, block in enumerate(blocks(briefing)):
        parts.append(_block(block, folder, at, drawn))
    path = folder / "twin.typ"
    path.write_text("\n".join(parts), "utf-8")
    return path


def compiled(path: Path) -> bytes:
    import typst

    made: bytes = typst.compile(
        str(path), font_paths=[str(resources.fonts_dir())], ignore_system_fonts=True, pdf_standards=["ua-1"]
    )
    return made


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _block(block: Block, folder: Path, at: int, drawn: Callable[[Drawing], str]) -> str:
    text = _string(block.text)
    if block.kind == "picture":
        assert block.drawing is not None
        (folder / f"{at}.svg").write_text(drawn(block.drawing), "utf-8")
        return f'#figure(image("{at}.svg", alt: {text}))'
    if block.kind == "table":
        head, *rows = block.rows
        cells = ", ".join(f"text({_string(cell)})" for row in rows for cell in row)
        heads = ", ".join(f"strong({_string(cell)})" for cell in head)
        return f"#table(columns: {len(head)}, table.header({heads}), {cells})"
    if block.kind == "p":
        return f"#par(text({text}))"
    return f"#heading(level: {block.kind[1]}, {text})"
