"""Lengths of time as figures: "a 30-day truce" against "a two-month truce".

Durations are dates to the extractors (TIMEX3 has them so), but what they measure is compared like any figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from checker import lexicon
from checker.model import Bound, Bundle, Claim, Kind, Quantity, TimeValue, UnitKind, is_length, when
from checker.timex import duration_parts

__all__ = ["lengths"]

_FINER = {
    "century": (10, "decade"),
    "decade": (10, "year"),
    "year": (12, "month"),
    "week": (7, "day"),
    "day": (24, "hour"),
    "hour": (60, "minute"),
    "minute": (60, "second"),
}


def lengths(bundle: Bundle) -> list[Claim]:
    """The durations of a bundle as claims of kind number; "two hours and 47 minutes" is one of 167 minutes."""
    return [
        _as_number(claim, length)
        for claim in bundle.claims.get(Kind.DATE, ())
        if is_length(claim) and (length := quantity_of(when(claim))) is not None
    ]


def quantity_of(value: TimeValue) -> Quantity | None:
    """The length of a TIMEX3 duration in its finest unit; None where it is vague ("PXD") or has no figure.

    Years and weeks, or months and days, do not add up to whole units: such lengths are None too.
    """
    total = _sum(duration_parts(value.timex))
    if total is None:
        return None
    bound = Bound.ABOUT if value.approximate else Bound.EXACT
    return Quantity(total[0], total[0], bound, total[1], UnitKind.DURATION, step=_step(total[0]))


def _step(number: Decimal) -> Decimal:
    """How finely a length is told: 3,000 hours are rounded, by no more than a few hundredths; 30 days are counted."""
    if number < 100 or number != number.to_integral_value():
        return Decimal(1)
    zeros = len(str(number)) - len(str(number).rstrip("0"))
    return min(Decimal(10) ** zeros, number * _ROUNDED)


_ROUNDED = Decimal("0.06")
_BOUNDS = {
    "MORE_THAN": Bound.MORE_THAN,
    "EQUAL_OR_MORE": Bound.AT_LEAST,
    "LESS_THAN": Bound.LESS_THAN,
    "EQUAL_OR_LESS": Bound.AT_MOST,
}


def _bounded(q: Quantity, words: str) -> Quantity:
    """ "More than 3,000 hours" is open above; "nearly" stays a rounding."""
    said = [p for p in lexicon.mapping("dates", "approx") if words.lower().startswith(p + " ")]
    bound = _BOUNDS.get(lexicon.mapping("dates", "approx")[max(said, key=len)]) if said else None
    if bound is None or set(said) & {"nearly", "almost"}:
        return q
    if bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        return replace(q, high=None, bound=bound)
    return replace(q, low=None, bound=bound)


def _sum(parts: Sequence[tuple[Decimal, str]]) -> tuple[Decimal, str] | None:
    """Parts from coarse to fine as one number of the finest unit."""
    if not parts:
        return None
    number, unit = parts[0]
    for more, finer in parts[1:]:
        while unit != finer and unit in _FINER:
            factor, unit = _FINER[unit]
            number *= factor
        if unit != finer:
            return None
        number += more
    return number, unit


def _as_number(claim: Claim, length: Quantity) -> Claim:
    mention = replace(claim.mention, kind=Kind.NUMBER)
    length = _bounded(length, claim.mention.text)
    return replace(claim, kind=Kind.NUMBER, mention=mention, value=length, when=None, when_text=None)
