"""The file itself: one writing, nothing before or after it, nothing locked, nothing that only some programs find."""

import re
from collections.abc import Iterator

import pikepdf

from briefgen.audit.seen.grammar import TAG_NAMES
from briefgen.audit.seen.odd import Odd

_STRINGS = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9a-f]*>", re.DOTALL)
_NAME = re.compile(rb"/[^\s/\[\]<>()]+")
_END = re.compile(rb"startxref\s+\d+\s+%%EOF\s*\Z")
_UNUSED = ("/XRef", "/ObjStm", "/Metadata")  # how the file is packed; the engine's own packet, which ours replaces


def odd_container(pdf: pikepdf.Pdf, content: bytes) -> Iterator[Odd]:
    if pdf.is_encrypted:
        yield Odd(None, "it is encrypted, which no briefing is")
    if not content.startswith(b"%PDF-1.7"):
        yield Odd(None, "something stands before its beginning")
    if not _END.search(content, max(0, len(content) - 64)):
        yield Odd(None, "something stands after its end")
    if content.count(b"startxref") != 1 or content.count(b"%%EOF") != 1:
        yield Odd(None, "it was added to after it was written")


def odd_objects(pdf: pikepdf.Pdf, reached: set[tuple[int, int]]) -> Iterator[Odd]:
    """What the walk did not meet are the tags, and how the file is packed; all else is for nobody's eyes."""
    names: set[bytes] = set()
    for item in pdf.objects:
        if item.objgen in reached:
            continue
        if isinstance(item, pikepdf.Stream):
            if str(item.get("/Type", "")) not in _UNUSED:
                yield Odd(None, "it holds something that no part of it uses")
        else:
            names.update(_NAME.findall(_STRINGS.sub(b" ", item.unparse(resolved=True))))
    for name in sorted({name.decode("latin-1") for name in names} - TAG_NAMES):
        yield Odd(None, f"its tags hold {name[:40]}, which no briefing’s do")
