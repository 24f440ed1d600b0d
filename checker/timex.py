"""TIMEX3 values taken apart, as far as several stages read them."""

from __future__ import annotations

from decimal import Decimal

from checker.expressions import expression

__all__ = ["duration_parts"]

_PART = expression(r"(\d+(?:\.\d+)?)(DE|CE|[YMWDHS])")
_DATE_UNITS = {"CE": "century", "DE": "decade", "Y": "year", "M": "month", "W": "week", "D": "day"}
_TIME_UNITS = {"H": "hour", "M": "minute", "S": "second"}


def duration_parts(timex: str) -> list[tuple[Decimal, str]]:
    """A duration as numbers of its units, coarse to fine: "P1DT6H" is a day and six hours.

    None of a value that is no duration, and of a vague one ("PXD").
    """
    if not timex.startswith("P"):
        return []
    date_part, _, time_part = timex[1:].partition("T")
    found = [(Decimal(n), _DATE_UNITS[u]) for n, u in _PART.findall(date_part) if u in _DATE_UNITS]
    return found + [(Decimal(n), _TIME_UNITS[u]) for n, u in _PART.findall(time_part) if u in _TIME_UNITS]
