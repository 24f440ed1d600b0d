"""Amounts of time: durations, windows ("the past three months"), offsets ("two years ago"), repeated times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from checker import lexicon
from checker.model import Grain, Mention, TimeType, TimeValue
from checker.normalise import date_calendar as cal
from checker.normalise.date_context import Context, Period, midnight, value
from checker.normalise.date_counted import same_day, seasons_ago
from checker.normalise.date_days import near_year
from checker.normalise.date_tense import FUTURE

__all__ = ["duration_value", "offset_value", "reference_value", "set_value", "while_value", "window_value"]

_HALF = {
    "Y": (6, "M"),
    "M": (2, "W"),
    "D": (12, "TH"),
    "TH": (30, "TM"),
    "TM": (30, "TS"),
    "E": (5, "Y"),
    "C": (50, "Y"),
}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
_DAYS = {"D": 1, "N": 1, "W": 7, "F": 14, "WE": 7}
_QUARTERS = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60)}
_BESIDE = 90
_MOVED = frozenset(["D", "W", "F", "M", "Y"])
_LETTERS = {"F": ("W", 2), "K": ("L", 1)}


def amount(count: Any, unit: str, plus_half: bool = False) -> str:
    """A TIMEX3 duration: (3, "M") -> P3M, (2.5, "Y") -> P2Y6M, ("X", "TH") -> PTXH."""
    letter, factor = _LETTERS.get(unit, (unit, 1))
    if unit == "E" and isinstance(count, int) and count > 1:
        letter, factor = "Y", 10
    if isinstance(count, str):
        return _timex("X", letter)
    whole = int(count)
    half = plus_half or abs(count - whole - 0.5) < 0.01
    if factor > 1:
        return _timex(str(int((count + (0.5 if plus_half else 0)) * factor)), letter)
    if half and unit in _HALF:
        extra, sub = _HALF[unit]
        if whole == 0:
            return _timex(str(extra), sub)
        tail = _timex(str(extra), sub)[1:]
        head = _timex(str(whole), letter)
        return head + (tail.lstrip("T") if "T" in head else tail)
    if not plus_half and count % 1 in (0.25, 0.75) and unit in _QUARTERS:
        sub, size = _QUARTERS[unit]  # "four and a quarter hours"
        tail = _timex(str(round(count % 1 * size)), sub)[1:]
        return (_timex(str(whole), letter) if whole else "P") + (tail.lstrip("T") if whole and "T" in letter else tail)
    return _timex(f"{count:g}" if isinstance(count, float) and count < 1000 else str(whole), letter)


def _timex(number: str, letter: str) -> str:
    return f"PT{number}{letter[1:]}" if letter.startswith("T") else f"P{number}{letter}"


def duration_value(c: Context, mention: Mention) -> TimeValue | None:
    """ "three years", "half an hour", "12 to 18 months", "weeks of talks", "two hours and 47 minutes"."""
    pieces = mention.parts.get("pieces", (mention.parts,))
    if len(pieces) == 1 and _from_now(c, mention):
        return _moved_value(c.ref, c.basis, mention.parts["count"], mention.parts["unit"])
    days, times = "", ""
    for one in map(_piece, pieces):
        days, times = (days, times + one[2:]) if one.startswith("PT") else (days + one[1:], times)
    return TimeValue(TimeType.DURATION, f"P{days}" + (f"T{times}" if times else ""), approximate="approx" in pieces[0])


def _from_now(c: Context, mention: Mention) -> bool:
    """ "Talks resume in two weeks": when they begin; "will be finished in two weeks" may be how long it takes."""
    parts = mention.parts
    if not isinstance(parts.get("count"), int) or parts.get("unit") not in _MOVED or {"count2", "plus"} & parts.keys():
        return False
    if c.ref is None or not c.follows(mention, "in") or c.tense(mention) != FUTURE:
        return False
    front = c.page.text[max(mention.span.start - 30, 0) : mention.span.start].lower().split()[:-1]
    return not any(w in lexicon.words("dates", "tense.takes") for w in front[-3:])


def _piece(parts: Mapping[str, Any]) -> str:
    """The TIMEX3 value of one amount with one unit."""
    if "many" in parts or "one" in parts:
        count: Any = "X" if "many" in parts else 1
        unit = parts.get("many") or parts["one"]
    else:
        count, unit = parts.get("count", 1), parts["unit"]
    if "halfof" in parts:
        count = 0.5
    if "quarter" in parts:
        count, unit = 25, "Y"
    if "share" in parts and unit == "TH":
        return f"PT{count * 15}M"
    return amount(count, unit, "plus" in parts)


def while_value(c: Context, mention: Mention) -> TimeValue | None:
    return TimeValue(TimeType.DURATION, "PXX", approximate=True)


def window_value(c: Context, mention: Mention) -> TimeValue | None:
    """ "the past three months", "the next few days", "recent years", "the first nine months"."""
    parts = mention.parts
    if "recent" in parts:
        return TimeValue(TimeType.DATE, "PAST_REF", approximate=True)
    if "seasons" in parts:
        return TimeValue(TimeType.SET, f"XXXX-{parts['seasons']}")
    unit = parts.get("unit") or parts["many"]
    count = 1.5 if "plus" in parts else parts.get("count", "X")
    window = parts.get("window")
    if "first" in parts:
        if c.ref is not None and unit == "M":
            c.period = _told_period(c, mention)
        return TimeValue(TimeType.DURATION, amount(count, unit))
    if isinstance(count, str) and window in ("past", "before"):
        return TimeValue(TimeType.DATE, "PAST_REF", approximate=True)
    start, end = _reach(c, count, unit, str(window))
    timex = amount(count, unit)
    basis = c.basis if start else "none"
    return TimeValue(TimeType.DURATION, timex, _grain(unit), start, end, basis, approximate=True)


def _told_period(c: Context, mention: Mention) -> Period:
    """ "the three months ended Dec. 31" are a quarter; "the nine months" are of their year."""
    month, year = c.ended.get(mention.span.start), c.ref.year if c.ref else 0
    if month is not None and c.ref is not None:
        near = near_year(c.ref, month, None, c.tense(mention))
        return Period(near - (month == 1), (month + 10) % 12 // 3 + 1, c.sentence(mention))
    return Period(year, None, c.sentence(mention))


def _grain(unit: str) -> Grain | None:
    return {"D": Grain.DAY, "W": Grain.WEEK, "M": Grain.MONTH, "Q": Grain.QUARTER, "Y": Grain.YEAR}.get(unit)


def _reach(c: Context, count: Any, unit: str, window: str) -> tuple[Any, Any]:
    """[start, end) of a window that ends or begins at the day of writing (or at the anchor)."""
    base = c.anchor() if window in ("before", "after") else c.ref
    if base is None or isinstance(count, str):
        return None, None
    step = -count if window in ("past", "before") else count
    far = moved(base, step, unit)
    if far is None:
        return None, None
    low, high = sorted((base, far))
    return midnight(low), midnight(high + timedelta(days=1))


def moved(base: date, count: float, unit: str) -> date | None:
    """``count`` units from a day; None for units finer than a day, and outside the years 100 to 9000."""
    if abs(count) > 100000:
        return None
    found = None
    try:
        if unit in _MONTHS:
            found = cal.shift_months(base, round(count * _MONTHS[unit]))
        elif unit in _DAYS:
            found = base + timedelta(days=round(count * _DAYS[unit]))
    except OverflowError:
        return None
    return found if found and 100 <= found.year <= 9000 else None


def offset_value(c: Context, mention: Mention) -> TimeValue | None:
    """ "two years ago", "a week earlier", "the day before", "a day after", "three days from now"."""
    parts = mention.parts
    if "seasons" in parts:
        return seasons_ago(c, parts)
    unit = parts.get("unit") or parts.get("bareunit") or parts.get("many") or "Y"
    count = parts.get("count", "X" if "many" in parts else 1)
    direction = parts.get("direction", -1 if "yearago" in parts else "ahead")
    anchored = direction in (-1, 1) and "yearago" not in parts
    if isinstance(count, str):
        return _vague(count, unit, direction)
    if "quarter" in parts:
        count, unit = 25, "Y"
    count = 0.5 if "halfof" in parts else count + (0.5 if "plus" in parts else 0)
    if unit == "TH" and count >= 24 and count % 24 == 0 and anchored:
        count, unit = count // 24, "D"  # "48 hours later"
    if "same" in parts:
        far = moved(c.ref, -count, unit) if c.ref else None
        return same_day(c, far, str(parts["same"])) if far else None
    if unit == "Y" and count == 1 and direction in ("ago", -1):
        told = _year_before(c, mention)
        if told is not None:
            return told
    sign = 1 if direction in (1, "ahead") else -1
    if not anchored:
        return _moved_value(c.ref, c.basis, sign * count, unit)
    found = _from_anchor(c, mention, sign * count, unit)
    if "bareunit" in parts and unit == "W" and found and found.start:
        return value(cal.week((found.start + timedelta(days=3)).date()), found.basis)
    if found and direction == 1 and (unit, count) != ("D", 1) and not c.history and "bareunit" not in parts:
        return replace(found, type=TimeType.DURATION, timex=amount(count, unit))
    return found


def _from_anchor(c: Context, mention: Mention, step: float, unit: str) -> TimeValue | None:
    """ "a day later", "the week before", "a day after the vote".

    "The ruling came a day after the vote" puts the vote a day before what the text speaks of. Else the words
    lean on a date near by; what is told as past but would lie ahead of the day of writing stays open.
    """
    lean = "D" if unit in _DAYS else unit
    governed = mention.text.split()[-1].lower() in ("after", "before") and _goes_on(c, mention)
    if governed and c.day is not None and _told_beside(c, mention):
        return _moved_value(c.day, "anchor", 0, unit)  # "on Sunday, a day before the race": the Sunday itself
    if governed and _comes(c, mention):
        return _moved_value(c.anchor(lean), c.anchor_basis(lean), -step, unit)
    if unit == "W" and c.week is not None and not governed and c.sentence(mention) - c.week_at <= 3:
        return value(cal.week(c.week + timedelta(weeks=round(step))), "anchor")
    if lean == "D" and c.left_day and not governed:
        return _from_month(c, mention, step, unit)
    near = c.near_anchor(mention, lean, 1 if governed else 3)
    if near is None:
        fallback = c.ref if step < 0 and not governed else None
        return _moved_value(fallback, c.basis, step, unit)
    found = _moved_value(near, "anchor", step, unit)
    ahead = found and found.start and c.ref and found.start > midnight(c.ref) and c.tense(mention) != FUTURE
    return _moved_value(None, "none", step, unit) if ahead else found


def _from_month(c: Context, mention: Mention, step: float, unit: str) -> TimeValue | None:
    """ "Six weeks later" behind a month: a month. Days are too fine to be reckoned so."""
    far = moved(c.place + timedelta(days=14), step, unit) if c.place and unit in ("W", "F") else None
    if far is None or c.sentence(mention) - c.place_at > 3:
        return TimeValue(TimeType.DURATION, amount(abs(step), unit))
    return value(cal.month(far.year, far.month), "anchor", approximate=True)


def _goes_on(c: Context, mention: Mention) -> bool:
    """Whether "a day after" is followed by what it is after."""
    rest = c.page.text[mention.span.end : mention.span.end + 2]
    return rest[:1] == " " and (rest[1:].isalnum() or rest[1:] in ("“", '"', "$"))


def _told_beside(c: Context, mention: Mention) -> bool:
    """Whether the day of the sentence was told in front: "on Sunday, before a full house, a day after the vote"."""
    between = c.page.text[c.date_end : mention.span.start]
    return between == ", " or (between.endswith(", ") and c.day_at == c.sentence(mention) and len(between) < _BESIDE)


def _comes(c: Context, mention: Mention) -> bool:
    """Whether "came", "comes" stands in front."""
    words = c.page.text[max(mention.span.start - 24, 0) : mention.span.start].lower().split()
    return any(w in lexicon.words("dates", "tense.comes") for w in words[-2:])


def _vague(count: str, unit: str, direction: Any) -> TimeValue:
    if direction in ("ago", -1):
        return TimeValue(TimeType.DATE, "PAST_REF", approximate=True)
    if direction == "ahead":
        return TimeValue(TimeType.DATE, "FUTURE_REF", approximate=True)
    return TimeValue(TimeType.DURATION, amount(count, unit), approximate=True)


def _moved_value(base: date | None, basis: str, step: float, unit: str) -> TimeValue | None:
    far = moved(base, step, unit) if base else None
    if far is None:
        if unit.startswith("T"):
            return TimeValue(TimeType.TIME, "PAST_REF" if step < 0 else "FUTURE_REF", approximate=True)
        unknown = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "Q": "XXXX-QX", "E": "XXX",
                   "F": "XXXX-WXX", "N": "XXXX-XX-XX", "C": "XX"}.get(unit)
        return TimeValue(TimeType.DATE, unknown, _grain(unit)) if unknown else None
    if unit in ("D", "N"):
        return value(cal.day(far), basis)
    if unit in ("W", "F", "WE"):
        around = timedelta(days=3)
        start, end = midnight(far - around), midnight(far + around + timedelta(days=1))
        return TimeValue(TimeType.DATE, far.isoformat(), Grain.WEEK, start, end, basis, approximate=True)
    if unit == "M" or (unit == "Y" and step % 1):
        return value(cal.month(far.year, far.month), basis, approximate=True)
    if unit == "Q":
        return value(cal.quarter(far.year, (far.month - 1) // 3 + 1), basis, approximate=True)
    if unit in ("E", "C"):
        return value(cal.decade(far.year // 10), basis, approximate=True)
    return value(cal.year(far.year), basis, approximate=True)


def _year_before(c: Context, mention: Mention) -> TimeValue | None:
    """ "a year earlier" behind a quarter's figures is the same quarter of the year before."""
    period = c.period
    if period is None or c.sentence(mention) - period.sentence > 30:
        return None
    if period.quarter:
        return value(cal.quarter(period.year - 1, period.quarter), "anchor")
    return value(cal.year(period.year - 1), "anchor")


def set_value(c: Context, mention: Mention) -> TimeValue | None:
    """ "every Tuesday", "daily", "twice a week", "on Sundays"."""
    parts = mention.parts
    if "frequency" in parts:
        return TimeValue(TimeType.SET, _FREQUENT.get(str(parts["frequency"]), str(parts["frequency"])))
    day = parts.get("weekdays", parts.get("weekday"))
    if day is not None:
        timex = f"XXXX-WXX-{day + 1}" if isinstance(day, int) else f"XXXX-WXX-{day}"
        part = parts.get("part", parts.get("partplural"))
        return TimeValue(TimeType.SET, timex + (f"T{part}" if part else ""))
    if "month" in parts:
        return TimeValue(TimeType.SET, f"XXXX-{parts['month']:02d}")
    if "season" in parts:
        return TimeValue(TimeType.SET, f"XXXX-{parts['season']}")
    if "part" in parts:
        return TimeValue(TimeType.SET, f"XXXX-XX-XXT{parts['part']}")
    count = 0.5 if "halfof" in parts else parts.get("count", parts.get("nth", 1))
    return TimeValue(TimeType.SET, amount(count * 2 if parts.get("every") == 2 else count, parts["unit"]))


_FREQUENT = {"P1D": "XXXX-XX-XX", "P1W": "XXXX-WXX", "P1M": "XXXX-XX", "P1Y": "XXXX"}


def reference_value(c: Context, mention: Mention) -> TimeValue | None:
    """ "now", "recently", "soon"."""
    return TimeValue(TimeType.DATE, str(mention.parts["ref"]), approximate=True)
