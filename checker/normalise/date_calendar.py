"""Places on the calendar as TIMEX3 values and half-open intervals; and what can be reckoned from a calendar alone."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from checker.model import Grain
from checker.record import record

__all__ = [
    "Place",
    "century",
    "day",
    "decade",
    "holiday",
    "moment",
    "month",
    "part",
    "quarter",
    "season",
    "shift_months",
    "solve_years",
    "week",
    "weekend",
    "year",
]

PARTS = {"MO": (6, 12), "AF": (12, 18), "EV": (18, 24), "NI": (20, 30), "MI": (12, 14)}
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@record
class Place:
    """A stretch of the calendar. ``start``/``end`` are None where it is underspecified or impossible."""

    timex: str
    grain: Grain
    start: datetime | None = None
    end: datetime | None = None


def _at(d: date) -> datetime:
    return datetime.combine(d, time())


def _place(timex: str, grain: Grain, start: date, end: date) -> Place:
    return Place(timex, grain, _at(start), _at(end))


def _first(y: int, m: int = 1) -> date:
    """The first day of a month; months beyond 12 roll into the next years."""
    y, m = y + (m - 1) // 12, (m - 1) % 12 + 1
    return date(min(max(y, 1), 9998), m, 1)


def day(d: date) -> Place:
    return _place(d.isoformat(), Grain.DAY, d, _plus(d, 1))


def _plus(d: date, days: int) -> date:
    try:
        return d + timedelta(days=days)
    except OverflowError:
        return d


def month(y: int, m: int) -> Place:
    return _place(f"{y:04d}-{m:02d}", Grain.MONTH, _first(y, m), _first(y, m + 1))


def year(y: int) -> Place:
    return _place(f"{y:04d}", Grain.YEAR, _first(y), _first(y + 1))


def quarter(y: int, q: int) -> Place:
    return _place(f"{y:04d}-Q{q}", Grain.QUARTER, _first(y, 3 * q - 2), _first(y, 3 * q + 1))


def half(y: int, h: int) -> Place:
    return _place(f"{y:04d}-H{h}", Grain.QUARTER, _first(y, 6 * h - 5), _first(y, 6 * h + 1))


def season(y: int, name: str) -> Place:
    """Meteorological seasons of the northern half; the winter of a year begins in its December."""
    m = SEASONS[name]
    return _place(f"{y:04d}-{name}", Grain.SEASON, _first(y, m), _first(y, m + 3))


def decade(tens: int) -> Place:
    """``tens``: the year without its last digit (199 for the 1990s)."""
    return _place(str(tens), Grain.DECADE, _first(tens * 10), _first(tens * 10 + 10))


def century(hundreds: int) -> Place:
    """``hundreds``: 19 for the 20th century."""
    return _place(f"{hundreds:02d}", Grain.CENTURY, _first(hundreds * 100 or 1), _first(hundreds * 100 + 100))


def week(d: date) -> Place:
    """The ISO week that holds a day."""
    y, w, wd = d.isocalendar()
    monday = _plus(d, 1 - wd)
    return _place(f"{y:04d}-W{w:02d}", Grain.WEEK, monday, _plus(monday, 7))


def weekend(d: date) -> Place:
    """Saturday and Sunday of the ISO week that holds a day."""
    y, w, wd = d.isocalendar()
    saturday = _plus(d, 6 - wd)
    return _place(f"{y:04d}-W{w:02d}-WE", Grain.WEEKEND, saturday, _plus(saturday, 2))


def part(d: date, name: str) -> Place:
    """A part of a day: MO, AF, EV, NI (into the next morning), MI."""
    low, high = PARTS[name]
    start = _at(d)
    return Place(f"{d.isoformat()}T{name}", Grain.PART, start + timedelta(hours=low), start + timedelta(hours=high))


def moment(d: date, hour: int, minute: int) -> Place:
    """A clock time. Hour 24 is the midnight that ends the day: its interval begins a minute before, on that day."""
    start = _at(d) + timedelta(hours=hour, minutes=minute)
    if hour == 24:
        step = timedelta(minutes=1)
        return Place(f"{d.isoformat()}T24:00", Grain.MINUTE, start - step, start + step)
    return Place(f"{d.isoformat()}T{hour:02d}:{minute:02d}", Grain.MINUTE, start, start + timedelta(minutes=1))


def shift_months(d: date, months: int) -> date:
    """The same day some months on; the last day of a month that is too short."""
    total = d.year * 12 + d.month - 1 + months
    y, m = min(max(total // 12, 1), 9998), total % 12 + 1
    return date(y, m, min(d.day, monthrange(y, m)[1]))


def valid(y: int, m: int, d: int) -> date | None:
    """The date, or None where there is no such day."""
    if not (1 <= y <= 9998 and 1 <= m <= 12):
        return None
    return date(y, m, d) if 1 <= d <= monthrange(y, m)[1] else None


def solve_years(weekday: int, month: int, day: int, around: int | None = None) -> tuple[int, ...]:
    """The years from 1970 to 2050 in which a day and month fall on a weekday (0 = Monday).

    In ascending order, or, with ``around``, the nearest first (the later of two equally near).
    """
    fits = [y for y in range(1970, 2051) if (d := valid(y, month, day)) and d.weekday() == weekday]
    if around is not None:
        fits.sort(key=lambda y: (abs(y - around), -y))
    return tuple(fits)


def easter(y: int) -> date:
    """Easter Sunday of the Gregorian calendar."""
    a, b, c = y % 19, y // 100, y % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    n = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * n) // 451
    months, days = divmod(h + n - 7 * m + 114, 31)
    return date(y, months, days + 1)


def holiday(rule: str, y: int) -> date:
    """The day of a holiday: "12-25", "easter-2", or "4th-3-11" (fourth Thursday of November)."""
    if rule.startswith("easter"):
        return easter(y) + timedelta(days=int(rule[6:] or 0))
    first, *rest = rule.split("-")
    if len(rest) == 1:
        return date(y, int(first), int(rest[0]))
    weekday, m = int(rest[0]), int(rest[1])
    if first == "last":
        end = date(y, m, monthrange(y, m)[1])
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    start = date(y, m, 1)
    return start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * (int(first[0]) - 1))
