"""Lengths of time as figures: "a 30-day truce" against "a two-month truce".

Durations are dates to the extractors (TIMEX3 has them so), but what they measure is compared like any figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from checker.model import Bound, Bundle, Claim, Kind, Quantity, TimeValue, UnitKind, is_length, when

__all__ = ["lengths"]

_PART = re.compile(r"(\d+(?:\.\d+)?)(DE|CE|[YMWDHS])")
_DATE_UNITS = {"CE": "century", "DE": "decade", "Y": "year", "M": "month", "W": "week", "D": "day"}
_TIME_UNITS = {"H": "hour", "M": "minute", "S": "second"}
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
    if not value.timex.startswith("P"):
        return None
    date_part, _, time_part = value.timex[1:].partition("T")
    found = [(Decimal(n), _DATE_UNITS[u]) for n, u in _PART.findall(date_part) if u in _DATE_UNITS]
    found += [(Decimal(n), _TIME_UNITS[u]) for n, u in _PART.findall(time_part) if u in _TIME_UNITS]
    total = _sum(found)
    if total is None:
        return None
    bound = Bound.ABOUT if value.approximate else Bound.EXACT
    return Quantity(total[0], total[0], bound, total[1], UnitKind.DURATION, step=Decimal(1))


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
    return replace(claim, kind=Kind.NUMBER, mention=mention, value=length, when=None, when_text=None)
