"""Every award on the published lists that a place has a part in, one record an award.

Sources: the lists of four funds (`FUNDS`). Pounds as announced, unlike sums never added up.
"""

from dataclasses import dataclass
from typing import Any

from briefgen.facts.place import Place
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact

PRIDE_IN_PLACE = "pride_in_place"
FUNDS = {"luf": "luf", "town_deal": "towns", "high_streets": "towns", PRIDE_IN_PLACE: "pip"}  # source of each, in order


@dataclass(frozen=True, slots=True)
class Award:
    """One award. fund: a key of `FUNDS`. round: from 1; Pride in Place's phase. date: ISO date or month, or "".

    amount: what was announced; of Pride in Place the most that the place gets; None where none is published. lead: code of
    the body that led it, which may be a former authority's; None where the list gives a name alone. areas: codes of the
    authorities whose territory it takes in. shared: one of several authorities has it, and its parts are not published;
    partners: how many, of a shared one.
    """

    id: str
    fund: str
    round: int
    project: str
    date: str
    amount: Fact | None
    lead: str | None
    lead_name: str
    areas: tuple[str, ...]
    shared: bool
    partners: Fact | None


@dataclass(frozen=True, slots=True)
class Shared:
    """Awards that reach beyond the place, with how many and the pounds of all their partners."""

    awards: tuple[Award, ...]
    count: Fact
    amount: Fact


def _rows(place: Place) -> tuple[tuple[Any, frozenset[str]], ...]:
    """Every row of the lists with its areas."""
    table = place.tables.funds["awards"]
    return tuple((row, frozenset(str(row.areas).split(";"))) for row in table.itertuples())


def _listed(place: Place) -> tuple[tuple[Any, frozenset[str]], ...]:
    return place.england.once(("awards",), lambda: _rows(place))


def listed_awards(place: Place) -> tuple[Award, ...]:
    """Those for places here alone, by fund, round and amount, the largest first."""
    codes, funds = set(place.districts), list(FUNDS)
    here = [row for row, areas in _listed(place) if areas <= codes and (row.fund == "luf" or len(areas) == 1)]

    def order(row: Any) -> tuple[int, int, float]:
        return funds.index(row.fund), int(row.round), -row.amount if row.amount == row.amount else float("inf")

    return tuple(_award(place, row) for row in sorted(here, key=order))


def shared_awards(place: Place) -> Shared | None:
    """Shared awards whose territory takes in the district (a county: those that reach beyond it)."""
    codes, shared = set(place.districts), set(place.england.money.shared["award"])
    rows = [
        row
        for row, areas in _listed(place)
        if row.award in shared and codes & areas and not (place.area.is_county and areas <= codes)
    ]
    if not rows:
        return None
    return Shared(
        tuple(_award(place, row, shared=True) for row in rows),
        place.register.count("luf.shared.count", len(rows), source="luf"),
        place.register.add("luf.shared.amount", float(sum(row.amount for row in rows)), Unit.POUNDS, source="luf"),
    )


def _award(place: Place, row: Any, *, shared: bool = False) -> Award:
    register, fund, amount = place.register, str(row.fund), None
    areas = tuple(str(row.areas).split(";"))
    if row.amount == row.amount and row.amount:
        # Every neighbourhood of Pride in Place gets up to the same.
        id = "pip.each" if fund == PRIDE_IN_PLACE else f"award.{row.award}"
        amount = register.add(id, float(row.amount), Unit.POUNDS, source=FUNDS[fund])
    return Award(
        id=str(row.award),
        fund=fund,
        round=int(row.round),
        project=str(row.project),
        date=str(row.date) if row.date == row.date else "",
        amount=amount,
        lead=str(row.lead) if row.lead == row.lead else None,
        lead_name=str(row.lead_name),
        areas=areas,
        shared=shared,
        partners=register.count(f"luf.{row.award}.partners", len(areas), source="luf") if shared else None,
    )
