"""All checks of one open file that need no drawing."""

from collections.abc import Iterator

import pikepdf

from briefgen.audit.seen.container import odd_container, odd_objects
from briefgen.audit.seen.dictionaries import Walk
from briefgen.audit.seen.fonts import odd_fonts
from briefgen.audit.seen.geometry import odd_pages
from briefgen.audit.seen.odd import Odd
from briefgen.audit.seen.streams import odd_colours, odd_forms


def odd_parts(pdf: pikepdf.Pdf, content: bytes) -> Iterator[Odd]:
    """content: the bytes the file was read from. Raises what pikepdf raises for a file it cannot follow."""
    yield from odd_container(pdf, content)
    walk = Walk(pdf)
    yield from walk.odd
    yield from odd_objects(pdf, walk.reached)
    yield from odd_pages(pdf)
    yield from odd_fonts(walk.of("font"))
    yield from odd_colours(walk.of("profile"))
    yield from odd_forms([*walk.of("form"), *walk.of("pattern")])
    if pdf.get_warnings():  # asked last: objects are read when they are needed
        yield Odd(None, "it is damaged, so that each program may read something else in it")
