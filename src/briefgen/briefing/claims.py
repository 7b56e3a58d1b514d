"""When a sentence may stand: the conditions beside its text, and the words that may not stand without one.

In `templates/sentences/*.toml` a sentence is a text, or a list of variants of which the first that holds is used:

    key = [
      { needs = "n.value > 1", say = "{{ n }} places have less." },
      { always = "a definition", say = "Less means below England’s figure." },
      "A text without a claim.",
    ]
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.errors import RenderError

_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to say a sentence. needs: a Jinja expression over facts and values; always: why it needs none."""

    say: str
    needs: str | None = None
    always: str | None = None


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(phrases, key=len, reverse=True))})\b", re.I)


_DECLARED = tomllib.loads(Path(__file__).with_name("claims.toml").read_text("utf-8"))
_WORD, _NAME = _any_of(_DECLARED["words"]), _any_of(_DECLARED["names"])


def claim_words(text: str) -> tuple[str, ...]:
    """The words of a text, or of a template, that claim a direction, a strength or all of a set, in small letters."""
    bare = _NAME.sub("", _PLACEHOLDER.sub("\n", text))
    return tuple(word.lower() for word in _WORD.findall(bare))


def phrasings(written: Any, where: Callable[[], str]) -> tuple[Phrasing, ...]:
    """The variants of one sentence, in order. where: gives file, line and sentence, for a message.

    Raises RenderError for a shape that is none of the above and for a claim that nothing is needed for.
    """
    found = tuple(_phrasing(one, where) for one in (written if isinstance(written, list) else [written]))
    for one in found:
        claims = claim_words(one.say)
        if claims and one.needs is None and one.always is None:
            raise RenderError(
                f"{where()} says {claims[0]!r} and does not say when that is so; give the variant a `needs` (an expression "
                "over facts), or an `always` with the reason why it holds in every briefing."
            )
    return found


def _phrasing(written: Any, where: Callable[[], str]) -> Phrasing:
    match written:
        case str():
            return Phrasing(written)
        case {"say": str(say), "needs": str(needs), **rest} if not rest and needs.strip():
            return Phrasing(say, needs=needs)
        case {"say": str(say), "always": str(reason), **rest} if not rest and reason.strip():
            return Phrasing(say, always=reason)
    raise RenderError(f"{where()} is neither a text nor a variant with `say` and `needs` or `always`; mend the file.")
