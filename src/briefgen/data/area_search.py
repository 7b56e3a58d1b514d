"""What a person types for an area, brought to one form: case, accents, punctuation and council titles aside."""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz, process

LONGEST = 60  # letters of what was typed that a message repeats
_TITLE = re.compile(
    r"^(the )?(london borough of |royal borough of |city of |borough of |county of )?(?P<name>.+?)"
    r"( (metropolitan|county|city|borough|district|unitary|london))*( council| mbc)?$"
)


def shown(text: str) -> str:
    """What was typed, as a message may repeat it: no control characters, and no more than a line's worth."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"


def folded(text: str) -> str:
    """ "Kensington & Chelsea" and "kensington and chelsea " fold to the same text."""
    plain = unicodedata.normalize("NFKD", str(text)[:500]).casefold().replace("&", " and ")
    return " ".join("".join(c if c.isalnum() else "" if c in "'’." else " " for c in plain).split())


def untitled(fold: str) -> str:
    """A folded name without its council's title: "leicester city council" to "leicester"."""
    found = _TITLE.match(fold)
    return found["name"] if found else fold


def near(fold: str, names: Iterable[str], limit: int = 3) -> list[str]:
    """The names most like a folded text, nearest first; none where nothing is like it."""
    if len(fold) < 3:
        return []
    best: dict[str, float] = {}
    for scorer, cutoff in ((fuzz.ratio, 72), (fuzz.token_set_ratio, 85)):
        for name, score, _ in process.extract(fold, list(names), scorer=scorer, limit=limit, score_cutoff=cutoff):
            best[name] = max(best.get(name, 0.0), score)
    return sorted(best, key=lambda name: (-best[name], name))[:limit]
