"""How two dates of one event differ: as a slip of the pen differs, or as the days of two events do.

The counterpart of ``checker.slips`` for dates. A date is copied wrong by a digit, a week, a month or a weekday; two
events lie anywhere on the calendar, most of all as far apart as the articles that tell of them.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from checker.model import Grain, TimeValue

__all__ = ["DateSlip", "date_slip"]

_WEEK = 7


class DateSlip(StrEnum):
    YEAR_SWAPPED = "year_swapped"
    """1974 and 1947."""
    YEAR_DIGIT = "year_digit"
    """Years that differ in one digit: 1991 and 1981."""
    YEAR = "year"
    """Other years."""
    ANOTHER_YEAR = "another_year"
    """The same day or month of two years."""
    COARSE = "coarse"
    """A year against a day of another year."""
    MONTH = "month"
    """The same day of two months, or the last day of both: 30 June and 31 July."""
    MONTHS = "months"
    """Two months of one year, of which one tells no day."""
    SWAPPED = "swapped"
    """The 12th and the 21st."""
    DIGIT = "digit"
    """Days of one month, both told, that lie ten or twenty apart."""
    WEEK = "week"
    """A week apart to the day, both told."""
    NEXT_DAY = "next_day"
    """The day before or after."""
    NEXT_WEEKDAY = "next_weekday"
    """A weekday beside the other that throws the day back by almost a week."""
    MOVED_ON = "moved_on"
    """Weekdays as far apart as the articles themselves: each is news of its own day."""
    HOUR = "hour"
    """One day, at two times of it."""
    ONE_MONTH = "one_month"
    """Other days of one month, both told."""
    DAYS = "days"
    """Within a week."""
    FAR = "far"
    """Farther."""


def date_slip(a: TimeValue, b: TimeValue, gap: timedelta = timedelta(0), alike: bool = True) -> DateSlip:
    """How two calendar values that do not meet differ.

    ``gap``: how much later the article of ``b`` appeared. ``alike``: both are past or both to come; last Monday is no
    slip for next Sunday.
    """
    assert a.start is not None
    assert b.start is not None
    one, other = a.start.date(), b.start.date()
    if Grain.YEAR in (a.grain, b.grain):
        return _years(one.year, other.year) if a.grain is b.grain else DateSlip.COARSE
    if (one.month, one.day) == (other.month, other.day) and one != other:
        return DateSlip.ANOTHER_YEAR
    if _yearless(a) and _yearless(b):
        other = _in_year_of(one, other)
    if Grain.MONTH in (a.grain, b.grain):
        return DateSlip.MONTHS if one.year == other.year else DateSlip.FAR
    return _days(a, b, one, other, gap, alike)


def _yearless(value: TimeValue) -> bool:
    """A day or month whose year is worked out: "October" here and "a November launch" there are of one year."""
    return "month" in value.stated and "year" not in value.stated


def _in_year_of(one: date, other: date) -> date:
    """A yearless day in the year that brings it nearest to another one."""
    day = min(other.day, 28) if other.month == 2 else other.day  # 29 February is not of every year
    years = (one.year, one.year - 1, one.year + 1)
    return min((date(y, other.month, day) for y in years), key=lambda d: abs((d - one).days))


def _years(one: int, other: int) -> DateSlip:
    digits = str(one), str(other)
    if sorted(digits[0]) == sorted(digits[1]):
        return DateSlip.YEAR_SWAPPED
    alike = len(digits[0]) == len(digits[1]) and sum(x != y for x, y in zip(*digits, strict=True)) == 1
    return DateSlip.YEAR_DIGIT if alike else DateSlip.YEAR


def _days(a: TimeValue, b: TimeValue, one: date, other: date, gap: timedelta, alike: bool) -> DateSlip:
    if one == other:
        return DateSlip.HOUR
    apart = abs((one - other).days)
    bare = "day" not in a.stated and "day" not in b.stated
    if gap and other - one == gap and apart <= _WEEK and bare:
        return DateSlip.MOVED_ON
    if apart == 1:
        return DateSlip.NEXT_DAY
    turned = min((one.weekday() - other.weekday()) % 7, (other.weekday() - one.weekday()) % 7)
    named = all("weekday" in v.stated or "hour" not in v.stated for v in (a, b))
    if bare and named and alike and turned == 1 and apart < _WEEK:
        return DateSlip.NEXT_WEEKDAY
    if one.year == other.year and one.month != other.month and _same_in_month(one, other):
        return DateSlip.MONTH
    if "day" in a.stated and "day" in b.stated:
        if one.month == other.month and sorted(str(one.day)) == sorted(str(other.day)):
            return DateSlip.SWAPPED
        if apart == _WEEK:
            return DateSlip.WEEK
        if one.month == other.month:
            return DateSlip.DIGIT if apart in (10, 20) else DateSlip.ONE_MONTH
    return DateSlip.DAYS if apart <= _WEEK else DateSlip.FAR


def _same_in_month(one: date, other: date) -> bool:
    """The same day of two months, or the last day of both: 30 June and 31 July."""
    ends = all((d + timedelta(days=1)).day == 1 for d in (one, other))
    return one.day == other.day or ends
