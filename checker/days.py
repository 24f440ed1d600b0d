"""When two times can be the same: calendar values of the news, with what their words leave open."""

from __future__ import annotations

from datetime import date, timedelta

from checker.model import TimeType, TimeValue

__all__ = ["ends", "meet", "same_by_weekday"]


def ends(value: TimeValue) -> tuple[date, date]:
    """First and last day that a calendar value touches."""
    assert value.start is not None
    assert value.end is not None
    return value.start.date(), max(value.start, value.end - timedelta(seconds=1)).date()


def meet(a: TimeValue, b: TimeValue) -> bool:
    """Can both be right? Coarse values meet the finer ones that they hold; a bare weekday may be of another week."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    first_a, last_a = ends(a)
    first_b, last_b = ends(b)
    return (first_a <= last_b and first_b <= last_a) or same_by_weekday(a, b) or _one_night(a, b)


def same_by_weekday(a: TimeValue, b: TimeValue) -> bool:
    """ "Sunday" against "Sunday, 24 August": which week a bare weekday is of, only the reader can tell."""
    for bare, other in ((a, b), (b, a)):
        if "weekday" not in bare.stated or "day" in bare.stated or other.start is None or bare.start is None:
            continue
        same = other.start.weekday() == int(bare.stated["weekday"])
        if same and abs((other.start.date() - bare.start.date()).days) <= 14:
            return True
    return False


def _one_night(a: TimeValue, b: TimeValue) -> bool:
    """Monday night runs into Tuesday: neighbouring days meet where a side names the night or the small hours."""
    at_night = any(v.type is TimeType.TIME and str(v.stated.get("part", "")) in ("NI", "EV", "DT") for v in (a, b))
    gap = max(ends(a)[0] - ends(b)[1], ends(b)[0] - ends(a)[1])
    return at_night and timedelta(0) < gap <= timedelta(days=1)
