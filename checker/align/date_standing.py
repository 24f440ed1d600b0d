"""Where dates stand to the day of their article: days to come, fresh ones, earlier ones, and how many of each it has.

What is to come is no fresh news and no history, so that two dates that stand otherwise are seldom of one event. Where
each article looks ahead to one day only, the two are likely of one event, whatever words tell of it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from checker.align.assignment import Candidate, Unit
from checker.align.date_slips import DateSlip
from checker.days import ends
from checker.model import Grain, when

__all__ = ["COARSE", "Standing", "add_standing", "standing"]

_FRESH = 8
"""Days for which news is fresh."""
_NEAR = timedelta(days=14)
"""Of two days that lie no farther apart, one may be fresh and one past by chance."""
_OTHER_MONTH = frozenset({DateSlip.MONTH, DateSlip.ANOTHER_YEAR})
COARSE = frozenset({Grain.YEAR, Grain.DECADE, Grain.CENTURY})
"""A year and what is longer."""


class Standing(StrEnum):
    TO_COME = "to_come"
    FRESH = "fresh"
    PAST = "past"


def standing(unit: Unit, published: date | None) -> Standing | None:
    """How a date stands to the day of its article; None for years, and where that day is not known."""
    value = when(unit.first)
    if published is None or value.grain in COARSE:
        return None
    first, last = ends(value)
    if first > published:
        return Standing.TO_COME
    return Standing.FRESH if (published - last).days <= _FRESH else Standing.PAST


def add_standing(found: Sequence[Candidate], units: Sequence[Unit], published: Mapping[str, date | None]) -> None:
    """Adds to every candidate whether its dates stand alike, and how many others of their articles stand so."""
    stand = {id(unit): standing(unit, published.get(unit.article)) for unit in units}
    days: dict[tuple[str, Standing | None], set[tuple[date, date]]] = defaultdict(set)
    for unit in units:
        days[unit.article, stand[id(unit)]].add(ends(when(unit.first)))
    for one in found:
        mine, theirs = stand[id(one.a)], stand[id(one.b)]
        if mine is None or theirs is None:
            continue
        if mine is not theirs:
            if Standing.TO_COME in (mine, theirs):
                # a slip in the month or the year puts a day that is to come into the past
                if one.slip not in _OTHER_MONTH:
                    one.beside.add("one_to_come")
            elif abs(ends(when(one.a.first))[0] - ends(when(one.b.first))[0]) > _NEAR:
                one.beside.add("one_past")
            continue
        if mine is Standing.FRESH:
            continue
        others = len(days[one.a.article, mine]) + len(days[one.b.article, theirs]) - 2
        one.beside.add(f"both_{mine}")
        if others:
            one.beside.add(f"others_{mine}", math.log2(1 + others))
        else:
            one.beside.add(f"sole_{mine}", reason=f"each names only one day {_SAID[mine]}")


_SAID = {Standing.TO_COME: "to come", Standing.FRESH: "of these days", Standing.PAST: "before"}
