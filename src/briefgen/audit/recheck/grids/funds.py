"""The table of awards: every one on the lists, by fund and round, with its amount, its date and who shares it."""

import re

from briefgen.audit.recheck import money, words
from briefgen.audit.recheck.claims import MONTHS, Here
from briefgen.audit.recheck.page import Grid
from briefgen.audit.recheck.tables import Award

FUNDS = {"Levelling Up Fund, round": "luf", "Town Deal": "town_deal", "Future High Streets Fund": "high_streets",
         "Pride in Place, phase": "pride_in_place"}  # fmt: skip
_FUND = re.compile(r"(.+?)(?: (\d))?")
_SHARED = re.compile(r"Shared: (?P<project>.+) \(lead: (?P<lead>.+), (?P<n>\d+) authorities\)")


def awards(here: Here, grid: Grid) -> None:
    """No award of the lists is missing, none is another place's, none of its cells is wrong."""
    wanted = {award.id for award in _own(here)}
    seen: set[str] = set()
    for row in grid.rows:
        here.sentence = " | ".join(row)
        if row[0] == "No award on the published lists":
            continue
        match = _FUND.fullmatch(row[0])
        fund = FUNDS.get(match[1]) if match else None
        if match is None or fund is None:
            here.report("name", row[0], "no such fund")
            continue
        listed = [a for a in here.tables.awards if a.fund == fund and match[2] in (None, a.round)]
        seen |= _pride(here, row, listed) if fund == "pride_in_place" else _one(here, row, listed)
    here.sentence = grid.title
    if wanted - seen:
        here.report("award left out", sorted(wanted - seen), "on the lists")
    for id in sorted(seen - wanted):
        award = next(a for a in here.tables.awards if a.id == id)
        elsewhere = len(award.areas) > 1 and award.sites
        here.report(
            "shared award sited elsewhere" if elsewhere else "award of another place", award.project, award.lead_name
        )


def _own(here: Here) -> list[Award]:
    codes = set(here.tables.within(here.area))
    led = [a for a in here.tables.awards if a.areas and set(a.areas) <= codes]
    return [*led, *(a for a in money.shared(here.tables, here.area) if a not in led)]


def _one(here: Here, row: list[str], listed: list[Award]) -> set[str]:
    shared = _SHARED.fullmatch(row[1])
    project = shared["project"] if shared else row[1]
    found = [a for a in listed if _same(project, a.project)]
    codes = set(here.tables.within(here.area))
    found = [a for a in found if codes & set(a.areas)] or found
    if len(found) > 1:
        found = [
            a for a in found if a.amount is not None and row[3] != "–" and words.read(row[3]).fits(a.amount)
        ] or found
    if not found:
        here.report("name", project, "no such award")
        return set()
    award = found[0]
    if shared:
        here.word("name", shared["lead"], award.lead_name.lower())
        here.count("count: authorities", shared["n"], len(award.areas))
    elif len(award.areas) > 1 and not set(award.areas) <= codes:
        here.report("money", row[1], "a shared award")
    here.word("period", row[2], _month(award.date))
    if row[3] == "–" or award.amount is None:
        if (row[3] == "–") != (not award.amount):
            here.report("money", row[3], award.amount)
    else:
        here.number("money", row[3], award.amount)
    return {award.id}


def _pride(here: Here, row: list[str], listed: list[Award]) -> set[str]:
    codes = set(here.tables.within(here.area))
    own = {a.project: a for a in listed if codes & set(a.areas)}
    named = row[1].split("; ")
    for name in named:
        if name not in own:
            here.report("name", name, "no such place here")
    amount = re.fullmatch(r"up to (£.+?)( each)?", row[3])
    first = next(iter(own.values()), None)
    if amount is None or bool(amount[2]) != (len(named) > 1):
        here.report("money", row[3], "up to so much each")
    elif first is not None:
        here.number("money", amount[1], first.amount)
        here.word("period", row[2], _month(first.date))
    return {own[name].id for name in named if name in own}


def _same(said: str, project: str) -> bool:
    """A long title is cut at a word and ends in an ellipsis."""
    whole = " ".join(project.split())
    return said == whole or (said.endswith(" …") and whole.startswith(said.removesuffix(" …")))


def _month(when: str) -> str:
    return f"{MONTHS[int(when[5:7]) - 1]} {when[:4]}".lower() if len(when) >= 7 else when.lower()


def national(here: Here, grid: Grid) -> None:
    """Across England: two rank correlations, and the deprived authorities outside the first category."""
    for row in grid.rows:
        here.sentence = " | ".join(row)
        numbers = re.findall(words.NUMBER, row[1])
        if row[0].startswith(("Rank correlation", "The same among")):
            *exact, n = money.correlation(here.tables, led_only=row[0].startswith("The same"))
            for said, value in zip(numbers, exact, strict=True):
                here.number("number: correlation", said, value)
            here.count("count: authorities", re.findall(r"\d+", row[0])[-1], n)
        elif row[0].startswith("Most deprived fifth"):
            for said, count in zip(numbers, money.outside_first(here.tables), strict=True):
                here.count("count: authorities", said, count)
        else:
            here.report("name", row[0], "no such fact")
