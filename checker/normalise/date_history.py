"""Histories: texts that tell of years long past in order; their "on 9 May" means the year last named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from checker.expressions import expression
from checker.model import Mention

__all__ = ["FAR", "REACH", "follows_on", "history_gap", "next_year"]

FAR = 3  # years before the day of writing
_DATED = 2  # dates with month and year that are far back, before a text counts as a history
_NEXT = expression(r"\bthe\s+next\b", re.I)
_DATING = frozenset(["month", "season", "holiday"])
REACH = 8  # sentences that a year carries


def history_gap(mentions: Sequence[Mention], ref: date | None) -> int:
    """How many years before the day of writing a text that is a history plays at least; 0 where it is none.

    A history dates things far back to the month and tells little from the day of writing ("last week"). One that
    tells nothing so may play in the years just past.
    """
    years = [(int(m.parts["year"]), bool(_DATING & m.parts.keys())) for m in mentions if "year" in m.parts]
    told = sum(map(_told_from_writing, mentions))
    far = [dated for year, dated in years if ref is None or year <= ref.year - FAR]
    if sum(far) >= _DATED and len(far) > 3 * (len(years) - len(far) + told):
        return FAR
    bare = sum("month" in m.parts and "year" not in m.parts for m in mentions)
    if any(far) and len(far) == len(years) and bare > _DATED and not told:
        return FAR  # one battle, dated once
    past = [dated for year, dated in years if ref is None or year < ref.year]
    return int(not told and sum(past) > _DATED and len(past) > 3 * (len(years) - len(past)))


def _told_from_writing(mention: Mention) -> bool:
    parts = mention.parts
    if "today" in parts or "tonight" in parts or parts.get("direction") == "ago":
        return True
    if "weekday" in parts and "month" not in parts:
        return True
    if follows_on(mention):
        return False
    return any(parts.get(key) in ("last", "this", "next") for key in ("shift", "yearshift"))


def follows_on(mention: Mention) -> bool:
    """ "The next morning", "early the next year": next to what the text has just told, not to the day of writing."""
    return _NEXT.search(mention.text) is not None


def next_year(place: date, whole_year: bool, month: int, day: int | None) -> int:
    """The year of a day or month that a history names after ``place``: time mostly goes on, seldom back a little."""
    if whole_year:
        return place.year

    def cost(year: int) -> float:
        away = (year - place.year) * 12 + month - place.month + ((day or place.day) - place.day) / 31
        return away if away >= 0 else -3 * away

    return min((place.year, place.year + 1, place.year - 1), key=cost)
