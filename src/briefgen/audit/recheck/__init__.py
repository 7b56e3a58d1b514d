"""The independent recheck: a second reader of the tables, sharing no code with the writer of the briefings.

It takes from a finished HTML briefing its sentences, its tables and the names in them, and works out again from data/
what they claim: verdicts, directions, counts, numbers, ranks and ties, superlatives, reasons, money; and whether the
document agrees with itself. `python -m briefgen.audit.recheck FILE` lists what is found, `--unread` what no pattern reads.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefgen import resources
from briefgen.audit.recheck import agree
from briefgen.audit.recheck.claims import Check, Claim, Finding, Here, unread
from briefgen.audit.recheck.grids.dispatch import check_for
from briefgen.audit.recheck.grids.measures import check_tile, read_row
from briefgen.audit.recheck.page import Line, Page, read_page
from briefgen.audit.recheck.reads import (
    about,
    changes,
    counted,
    deprivation,
    formula,
    gaps,
    health,
    money,
    neighbourhoods,
    priorities,
    spread,
    ward,
)
from briefgen.audit.recheck.tables import Tables
from briefgen.errors import AuditError

__all__ = ["Finding", "Report", "Tables", "recheck", "report"]

SUBJECTS = (
    neighbourhoods,
    deprivation,
    health,
    changes,
    gaps,
    money,
    formula,
    counted,
    priorities,
    spread,
    ward,
    about,
)
ALL: tuple[Claim, ...] = tuple(claim for subject in SUBJECTS for claim in subject.CLAIMS)
STATEMENTS = tuple(claim.statement for claim in ALL if claim.statement)
_ENDS = re.compile(r"(?<=[.?!])(?<!\bSt\.) +(?=[A-Z0-9£“–=])")  # not after "St."
_known: dict[Path, Tables] = {}


@dataclass(slots=True)
class Report:
    """What one document came to: findings; sentences read, without a claim, and unread with the words left."""

    findings: list[Finding]
    read: int = 0
    without: int = 0
    unread: list[tuple[str, str, list[str]]] = field(default_factory=list)  # (where, sentence, words)


def recheck(document: bytes, data: Path | None = None) -> list[Finding]:
    """What a finished HTML briefing says that the tables of `data` do not; the tables are read once a process.

    Raises AuditError where the document names no area of the tables.
    """
    return report(document, tables(data or resources.data_dir())).findings


def tables(folder: Path) -> Tables:
    """The tables of a folder, read once a process."""
    key = folder.resolve()
    if key not in _known:
        _known[key] = Tables.read(key)
    return _known[key]


def report(document: bytes, found: Tables) -> Report:
    """Findings of one document, with how many of its sentences were read."""
    page = read_page(document)
    areas = [area for area in found.named(page.name) if area.region]
    if len(areas) != 1:
        raise AuditError(f"{page.name!r} is no authority of the tables; recheck a briefing of one.")
    here = Here(found, areas[0], page)
    result = Report(here.findings)
    for line in _joined(page):
        _line(here, line, result)
    for tile in page.tiles:
        here.where = "brief tile"
        _guarded(here, check_tile, tile)
    for grid in page.grids:
        here.where, here.sentence = f"{grid.section} table", grid.title
        check = check_for(grid)
        if check is None:
            result.unread.append((here.where, grid.title, grid.head))
        else:
            _guarded(here, check, grid)
    agree.values(here)
    agree.phrases(here)
    agree.sexes(here)
    return result


def _joined(page: Page) -> list[Line]:
    """The lines, a large number joined with the sentence it begins, the argument's answers among them."""
    lines: list[Line] = []
    number = ""
    for line in page.lines:
        if line.role == "number":
            number = line.text + " "
            continue
        lines.append(Line(number + line.text, line.role, line.section))
        number = ""
    answers = [cell for grid in page.grids if grid.head[:1] == ["Claim"] for row in grid.rows for cell in row]
    return lines + [Line(answer, "cell", "spread") for answer in answers]


def _line(here: Here, line: Line, result: Report) -> None:
    if line.role == "h3":
        here.heading = line.text
    here.where = f"{line.section} {line.role}"
    for sentence in _ENDS.split(line.text):
        here.sentence = sentence
        name = sentence.removesuffix(".")
        is_measure = read_row(here, name) is not None
        if is_measure:
            here.heading = name  # on one page a priority's name stands in its own line
        claims, left = matched(sentence, here.where)
        for check, match in claims:
            if check is not None:
                _guarded(here, check, match)
        if left and not (line.role == "h1" or is_measure):
            result.unread.append((here.where, sentence, list(left)))
            near = get_close_matches(sentence, STATEMENTS, n=1, cutoff=0.8)
            if near:
                here.report("statement of method altered", sentence, near[0])
        elif claims:
            result.read += 1
        else:
            result.without += 1


def _guarded(here: Here, check: Callable[[Here, Any], None], of: Any) -> None:
    """A cell or slot of a shape that no table could have given is itself a finding, and ends nothing else."""
    try:
        check(here, of)
    except (ValueError, LookupError, ArithmeticError) as error:
        here.report("cannot be looked up", error, "what a table could have given")


@lru_cache(maxsize=8192)
def matched(sentence: str, where: str) -> tuple[tuple[tuple[Check | None, re.Match[str]], ...], tuple[str, ...]]:
    """(what claims a sentence makes, the claim words that no pattern reads); many sentences stand in every briefing."""
    found = [
        (claim.check, match)
        for claim in ALL
        if claim.key in sentence and claim.where in ("", where)
        for match in claim.pattern.finditer(sentence)
        if match.end() > match.start()
    ]
    return tuple(found), tuple(unread(sentence, [match.span() for _, match in found]))
