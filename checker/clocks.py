"""Whether two dates can both be right once the times of day that they tell are held against each other."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache

from checker import lexicon
from checker.alternatives import longest_of
from checker.days import meet
from checker.expressions import expression
from checker.model import Claim, Grain, when

__all__ = ["clocks_apart", "hold_together", "minute_of_another_hour", "same_minute"]

_APART, _ABOUT_APART = 60, 90
"""Minutes from which two times of one event differ, and from which they do where one is only about right."""
_TO_THE_MINUTE = 10
"""The same where both name a minute that is no round one: 4:52 and 5:42."""
_HALF_DAY = 12 * 60
_ABROAD = 4 * 60
"""Hours that hardly anybody mistakes, and that a desk abroad turns into its own: 5.10 and 11.10."""
_HALF_HOUR = 30
"""Zones lie full hours or half hours apart."""
_HEDGE = expression(
    r"\b(?:about|around|approximately|roughly|approx\.?|circa|shortly|just|by|before|after|from|until|till)\W*$", re.I
)
_BY = expression(r"\b(?:by|until|till|up\s+to|no\s+later\s+than)\s+(?:the\s+end\s+of\s+)?(?:next\s+)?$", re.I)
_BEFORE = expression(r"\b(?:before|ahead\s+of|prior\s+to)\s+(?:next\s+)?$", re.I)


def hold_together(a: Claim, b: Claim) -> bool:
    """Can both be right, to the day and, where both tell the hour, to the hour?"""
    return (meet(when(a), when(b)) and not _hours_apart(a, b)) or _one_limit(a, b) or _one_limit(b, a)


def _one_limit(by: Claim, before: Claim) -> bool:
    """ "By March" and "before April": one limit, told with its last day and with the first one behind it."""
    if not (_BY.search(_ahead(by)) and _BEFORE.search(_ahead(before))):
        return False
    last, first = when(by).end, when(before).start
    return last is not None and first is not None and abs(first - last) <= timedelta(days=1)


def clocks_apart(a: Claim, b: Claim) -> bool:
    """Are they of one day, and differ in the hour that both tell?"""
    return meet(when(a), when(b)) and _hours_apart(a, b)


def _hours_apart(a: Claim, b: Claim) -> bool:
    """Do both tell a time by the clock, and are these an hour or more apart? Ten minutes where both name the minute.

    "Six o'clock" leaves open which half of the day it is in. Two zones leave the hour open, not the minute.
    """
    mine, theirs = _minutes(a), _minutes(b)
    if mine is None or theirs is None:
        return False
    hedged = _hedged(a) or _hedged(b)
    exact = mine % 5 != 0 and theirs % 5 != 0 and not hedged
    apart = abs(mine - theirs)
    if _zone(a) != _zone(b):
        off = apart % _HALF_HOUR
        return exact and min(off, _HALF_HOUR - off) >= _TO_THE_MINUTE
    if _open_half(a, b):
        apart %= _HALF_DAY
        apart = min(apart, _HALF_DAY - apart)
    elif apart > _HALF_DAY:
        return False  # 11.40 p.m. and 12.20 a.m. of one night
    elif mine % 60 and apart % 60 == 0 and _ABROAD <= apart < _HALF_DAY:
        return False  # one minute, many hours apart: each by its own clock
    if exact:
        return apart >= _TO_THE_MINUTE
    return apart >= (_ABOUT_APART if hedged else _APART)


def same_minute(a: Claim, b: Claim) -> bool:
    """Do both name one minute that is no full hour: "at 21:30", "at half past nine"?"""
    mine, theirs = _minutes(a), _minutes(b)
    if mine is None or theirs is None or not mine % 60:
        return False
    return (mine - theirs) % (_HALF_DAY if _open_half(a, b) else 2 * _HALF_DAY) == 0


def minute_of_another_hour(a: Claim, b: Claim) -> bool:
    """Do they name one minute, and no full hour, of two hours next to each other: 6:50 and "ten to eight"?"""
    mine, theirs = _minutes(a), _minutes(b)
    if mine is None or theirs is None or not mine % 60:
        return False
    day = _HALF_DAY if _open_half(a, b) else 2 * _HALF_DAY
    return (mine - theirs) % day in (60, day - 60)


def _open_half(a: Claim, b: Claim) -> bool:
    """Does one of them leave open which half of the day it is in?"""
    return any(when(c).grain is Grain.HOUR for c in (a, b))


def _minutes(claim: Claim) -> int | None:
    hour = when(claim).stated.get("hour")
    if hour is None:
        return None
    hours, minutes = str(hour).split(":")
    return int(hours) * 60 + int(minutes)


def _hedged(claim: Claim) -> bool:
    about = when(claim).approximate and when(claim).grain is not Grain.HOUR
    return about or _HEDGE.search(_ahead(claim)[-16:]) is not None


def _ahead(claim: Claim) -> str:
    """The last words of a sentence in front of a date."""
    return claim.context[: claim.mention.span.start - claim.sentence.start][-24:]


@lru_cache(maxsize=1)
def _zones() -> re.Pattern[str]:
    return expression(rf"\b{longest_of(lexicon.table('dates')['zone'])}\b", re.I)


def _zone(claim: Claim) -> str | None:
    """The zone that a time by the clock is told in."""
    behind = claim.context[claim.mention.span.end - claim.sentence.start :]
    m = _zones().search(claim.mention.text) or _zones().match(behind[:24].lstrip(" (,"))
    return m.group().lower() if m else None
