"""Need against money: what the Levelling Up Fund's first two rounds brought, and what another rule would have meant.

Formula: counterfactual = total x own need / England's need, over twelve variants (three measures of need, four ways to
treat shared awards). A direction is given only when all twelve agree.
Units: pounds as announced; need in residents of the most deprived fifth of neighbourhoods; pounds per mid-2022 resident.
Reference: gov.uk lists of successful bidders; METHODS 15.
Limits: answers only "had the same money followed this one measure"; a competition with bids, minimums and lead bodies is
not a formula. Led awards (one authority is lead and site) are kept apart from shared ones.
"""

from dataclasses import dataclass

import pandas as pd

NEEDS = ("tenths12_2019", "extent_2019_mid2015", "tenths12_2025")
SPLITS = ("left out", "population", "equal", "site")
BASE = "tenths12_2019"


@dataclass(frozen=True, slots=True)
class Attribution:
    """England's awards, split. led: pounds by district; shared: one row an award, with its districts."""

    led: pd.Series
    shared: pd.DataFrame
    total: float


def attribution(awards: pd.DataFrame, districts: pd.Index) -> Attribution:
    """Led and shared awards of rounds 1 and 2 in England.

    awards: columns fund, lead, amount, areas (`;` list), england (0/1), site. Led + shared = total, to the penny.
    """
    luf = awards[(awards["fund"] == "luf") & (awards["england"] == 1)]
    # The award's one district, not its lead's code: some leads were districts or counties that have since become it.
    single = ~luf["areas"].str.contains(";")
    led = luf[single].groupby("areas")["amount"].sum().reindex(districts, fill_value=0.0)
    return Attribution(led, luf[~single], round(float(luf["amount"].sum()), 2))


def shared_split(shared: pd.DataFrame, people: pd.Series, how: str) -> pd.Series:
    """Pounds of shared awards by district: `population`, `equal`, `site` (else by population) or `left out`."""
    result = pd.Series(0.0, index=people.index)
    if how == "left out":
        return result
    for award in shared.itertuples():
        members = [code for code in str(award.areas).split(";") if code in result.index]
        sites = [code for code in str(award.site or "").split(";") if code in result.index] if how == "site" else []
        if sites:
            members = sites
        weight = pd.Series(1.0, index=members) if how == "equal" else people.loc[members].astype(float)
        result.loc[members] += float(award.amount) * weight / weight.sum()
    return result


def variants(parts: Attribution, needs: pd.DataFrame, people: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(formula, got): one column a variant, in pounds; rows are districts.

    Where shared awards are left out, the formula shares the led total only.
    """
    nothing = [name for name in NEEDS if not needs[name].sum() > 0]
    if nothing:
        raise ValueError(f"nobody is counted as in need by {nothing[0]}; nothing can be shared by it")
    formula, got = {}, {}
    for how in SPLITS:
        money = parts.led + shared_split(parts.shared, people, how)
        for need in NEEDS:
            formula[need, how] = float(money.sum()) * needs[need] / needs[need].sum()
            got[need, how] = money
    return pd.DataFrame(formula), pd.DataFrame(got)


def upper_tier(
    parts: Attribution, needs: pd.DataFrame, people: pd.Series, upper: pd.Series
) -> tuple[pd.Series, pd.Series]:
    """(got, formula) in pounds by upper-tier authority, on the base measure of need.

    An award whose places all lie in one county is the county's; one that crosses a boundary stays apart, so the
    formula shares what is attributed and no more. upper: each district's upper-tier authority. Need is the county's own
    share of mid-2015 residents carried to its mid-2022 residents.
    """
    got = parts.led.groupby(upper).sum()
    holders = parts.shared["areas"].map(lambda areas: {str(upper[code]) for code in areas.split(";")})
    inside = holders.map(len) == 1
    own = parts.shared.loc[inside, "amount"].groupby(holders[inside].map(min)).sum()
    got = got.add(own, fill_value=0.0)
    then = needs[["tenths12_2019_mid2015", "people_mid2015"]].groupby(upper).sum()
    need = then["tenths12_2019_mid2015"] / then["people_mid2015"] * people.groupby(upper).sum()
    return got, got.sum() * need / need.sum()


def direction(formula: pd.Series, got: pd.Series) -> tuple[str, int]:
    """(`more`, `less`, `nothing` or `depends`, how many variants give more than a formula would)."""
    if (formula == 0).all() and (got == 0).all():
        return "nothing", 0
    more = int((got > formula).sum())
    less = int((got < formula).sum())
    if more == len(formula):
        return "more", more
    return ("less" if less == len(formula) else "depends"), more
