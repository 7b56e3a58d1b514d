"""Sentences without their figures and names, so that the same change in all 317 is told once."""

import re
from functools import cache
from itertools import groupby

from rapidfuzz.distance import Levenshtein

NUMBER = re.compile(r"\d[\d,.]*\d|\d")
ORDINAL = re.compile(r"#(st|nd|rd|th)\b")
NAMES = re.compile(r"[A-Z][\w’'-]*(?: (?:(?:of|and|upon|on|the|in|with|under|&) )*[A-Z][\w’'-]*)*")
WORD = re.compile(r"[\w#%£’'/-]+|[^\w\s]")  # a comma after a word does not make it another word


def fold_figures(words: str) -> str:
    return NUMBER.sub("#", words)


@cache
def fold(words: str) -> str:
    """`words` without figures and names, so that the same sentence about two places is one.

    A capital at the start is a name only where more capitals follow it: "Women" stays, "North East" does not.
    """
    words = ORDINAL.sub("#", fold_figures(words))
    return NAMES.sub(lambda at: at[0] if at.start() == 0 and " " not in at[0] else "Name", words)


def edits(old: str, new: str) -> tuple[str, ...]:
    """What differs, each edit with the word before it to find it by; where only figures or names do, the sentence."""
    before, now = WORD.findall(fold(old)), WORD.findall(fold(new))
    found = []
    for differs, group in groupby(Levenshtein.opcodes(before, now), key=lambda edit: edit.tag != "equal"):
        run = list(group)
        first, last = run[0], run[-1]
        if differs:
            a, c = first.src_start, first.dest_start
            was, is_now = " ".join(before[a : last.src_end]), " ".join(now[c : last.dest_end])
            found.append(f"{' '.join(before[max(0, a - 1) : a])} [{was} -> {is_now}]".lstrip())
    return tuple(found) or ("figures or names only", fold(new))
