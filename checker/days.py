"""When two times can be the same: calendar values of the news, with what their words leave open."""

from __future__ import annotations

from datetime import date, timedelta

from checker.model import Claim, Grain, TimeType, TimeValue

__all__ = ["apart_in_time", "bare_weekday", "ends", "meet", "one_season", "same_but_year", "same_by_weekday"]

_EVENING, _NIGHT, _MORNING = 18, 20, 6
"""Hours from which, and up to which, it is night: what a part of the next day touches begins with the evening, what
only names that day with the night itself."""
_DAYTIME = 9
"""The hour at which the longest night is over."""


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
    touch = first_a <= last_b and first_b <= last_a and not (_over(a, b) or _over(b, a))
    if touch or same_by_weekday(a, b) or same_but_year(a, b):
        return True
    return _one_night(a, b) or _counted_years(a, b)


def _over(night: TimeValue, later: TimeValue) -> bool:
    """Is a night over at the hour or part of the day that the other names of its second day?

    Saturday night runs into Sunday, but not to Sunday evening.
    """
    if night.stated.get("part") != "NI" or later.type is not TimeType.TIME or "hour" in night.stated:
        return False
    assert later.start is not None
    first, last = ends(night)
    hour = int(str(later.stated["hour"]).split(":")[0]) if "hour" in later.stated else later.start.hour
    return first < last == later.start.date() == ends(later)[1] and hour >= _DAYTIME


def _counted_years(a: TimeValue, b: TimeValue) -> bool:
    """ "Three years ago" is counted from year to year, or from birthday to birthday."""
    years = a.grain is Grain.YEAR and b.grain is Grain.YEAR and bool(a.stated) != bool(b.stated)
    return years and abs(ends(a)[0].year - ends(b)[0].year) == 1


def bare_weekday(value: TimeValue) -> bool:
    """A weekday without a date: the news of a week names several, each of its own event."""
    return "weekday" in value.stated and "day" not in value.stated and "week" not in value.stated


def same_by_weekday(a: TimeValue, b: TimeValue) -> bool:
    """ "Sunday" against "Sunday, 24 August": which week a bare weekday is of, only the reader can tell."""
    for bare, other in ((a, b), (b, a)):
        if not bare_weekday(bare) or other.start is None or bare.start is None:
            continue
        same = other.start.weekday() == int(bare.stated["weekday"])
        if same and abs((other.start.date() - bare.start.date()).days) <= 14:
            return True
    return False


def same_but_year(a: TimeValue, b: TimeValue) -> bool:
    """ "In November" against "November 2012", "this winter" against "the winter": which year is meant is worked out."""
    if "year" in a.stated and "year" in b.stated:
        return False
    if a.grain is Grain.SEASON and b.grain is Grain.SEASON:
        return a.timex[-2:] == b.timex[-2:]
    if "month" not in a.stated:
        return False
    return all(a.stated.get(k) == b.stated.get(k) for k in ("month", "day"))


def _one_night(a: TimeValue, b: TimeValue) -> bool:
    """Monday night runs into Tuesday, and the small hours of Tuesday belong to Monday night: never the other way."""
    return _runs_into(a, b) or _runs_into(b, a)


def _runs_into(first: TimeValue, second: TimeValue) -> bool:
    """Does the night behind one day touch the next, by the hours that either of them names?"""
    assert first.start is not None
    assert second.start is not None
    assert second.end is not None
    if ends(second)[0] - ends(first)[1] != timedelta(days=1):
        return False
    by_hours = TimeType.TIME in (first.type, second.type)
    from_hour = _EVENING if second.type is TimeType.TIME else _NIGHT
    late = first.type is not TimeType.TIME or first.start.hour >= from_hour
    small = second.type is not TimeType.TIME or second.end <= second.start.replace(hour=_MORNING, minute=0)
    return by_hours and late and small


def apart_in_time(a: Claim, b: Claim, days: int = 1, loose: bool = False) -> bool:
    """Do both say when, in words tied to the fact itself, and are the times more than ``days`` apart?

    ``loose``: other dates of the sentence will do as well.
    """
    untied = frozenset({"lead-when"}) if loose else frozenset({"loose-when", "lead-when"})
    if a.when is None or b.when is None or untied & (a.notes | b.notes):
        return False
    if one_season(a, b):
        return False
    gap = timedelta(days=days)
    return a.when[0] - gap > b.when[1] or b.when[0] - gap > a.when[1]


_SEASON = timedelta(days=20)


def one_season(a: Claim, b: Claim) -> bool:
    """Is it "May" here and "May" there? That it is of two years was worked out: either year may be the wrong one."""
    if a.when is None or b.when is None or a.when_text is None or b.when_text is None:
        return False
    if any(c.isdigit() for c in a.when_text) or a.when_text.lower() != b.when_text.lower():
        return False
    return all(last - first >= _SEASON for first, last in (a.when, b.when))
