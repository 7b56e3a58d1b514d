"""Small drawings that pages call for, and what colours mean."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import pikepdf

from briefgen.audit.seen.odd import Odd

_OPERATORS = "q Q cm gs w J j M d m l c v y h re f f* B B* b b* S s n W W* rg RG cs CS scn SCN sh Do"
_DRAWS = frozenset(_OPERATORS.split())


@cache
def _profile() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def odd_colours(profiles: Iterable[Any]) -> Iterator[Odd]:
    """A profile of another content may show white as black."""
    for profile in profiles:
        if profile.read_bytes() != _profile():
            yield Odd(None, "its colour profile is not sRGB")


def odd_forms(forms: Iterable[Any]) -> Iterator[Odd]:
    """Shapes, and no text: what stands there has no tag."""
    for form in forms:
        for name in sorted({str(operator) for _, operator in pikepdf.parse_content_stream(form)} - _DRAWS):
            yield Odd(None, f"a drawing within it uses the operator {name[:20]}, which none of a briefing’s does")
