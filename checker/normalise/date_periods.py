"""Weeks, months, quarters, seasons, years, decades: "last week", "the third quarter", "the summer of 1969"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from checker.expressions import expression
from checker.model import Grain, Mention, TimeType, TimeValue
from checker.normalise import date_calendar as cal
from checker.normalise.date_calendar import Place
from checker.normalise.date_context import Context, Period, midnight, value
from checker.normalise.date_days import STEP, full_year, near_year, shifted_year
from checker.normalise.date_history import FAR, follows_on
from checker.normalise.date_tense import FUTURE, NONE, PAST

__all__ = [
    "half_value",
    "holiday_value",
    "quarter_value",
    "season_value",
    "unit_value",
]

_UNKNOWN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "E": "XXX",
    "C": "XX",
}
_GRAIN = {
    "D": Grain.DAY,
    "W": Grain.WEEK,
    "WE": Grain.WEEKEND,
    "M": Grain.MONTH,
    "Q": Grain.QUARTER,
    "Y": Grain.YEAR,
    "E": Grain.DECADE,
    "C": Grain.CENTURY,
}
_ENDED = expression(r"\s*(?:that\s+)?(?:end(?:ed|ing|s)|through|to)\b", re.I)
_MONTHLY = frozenset([Grain.DAY, Grain.MONTH])
_ANCHORED = frozenset(["before", "after", "same"])


def unit_value(c: Context, mention: Mention) -> TimeValue | None:
    """ "this week", "the following year", "year-end", "the quarter"."""
    parts = mention.parts
    if "yearend" in parts:
        return _year_end(c, mention)
    if "newyear" in parts:
        return _new_year(c, mention)
    unit, shift = parts.get("unit"), parts.get("shift")
    if "beyond" in parts:
        return _beyond(c, str(unit), 2 if parts["beyond"].endswith("next") else -2)
    if unit == "weekend":
        unit = "WE"
    approximate = parts.get("modifier") in ("START", "MID", "END")
    if unit is None or shift is None:
        return _bare(c, mention, parts.get("bare", unit), approximate)
    if shift == "next" and follows_on(mention) and (unit == "D" or _goes_on(c, mention, unit)):
        shift = "after"  # "their son was born the next year"
    if unit in ("TH", "F"):
        return TimeValue(TimeType.DURATION, "PT1H" if unit == "TH" else "P2W")
    ref = c.anchor(unit) if shift in _ANCHORED else c.ref
    basis = c.anchor_basis(unit) if shift in _ANCHORED else c.basis
    if ref is None or (unit == "D" and shift in _ANCHORED and c.left_day):
        return TimeValue(TimeType.DATE, _UNKNOWN[unit], _GRAIN[unit])
    if unit == "W" and shift == "last" and ref.weekday() == 6:
        shift = "this"  # on a Sunday, last week is the one that ends on it
    place = _stepped(c, mention, unit, ref, shift)
    found = value(place, basis, approximate=approximate)
    return _trailing(found, c, unit) if shift == "past" and unit not in ("D", "WE") else found


def _goes_on(c: Context, mention: Mention, unit: Any) -> bool:
    """Whether a week, month or year is told as past behind a date that it can lean on: "The next week they left"."""
    if c.history:
        return True
    near = c.near_anchor(mention, "D" if unit in ("W", "WE") else unit, 2)
    return near is not None and c.ref is not None and near < c.ref and c.tense(mention) == PAST


def _beyond(c: Context, unit: str, step: int) -> TimeValue | None:
    """ "the week before last", "the year after next"."""
    if c.ref is None or unit not in _UNKNOWN:
        return None
    if unit == "WE":
        return value(cal.weekend(c.ref + timedelta(weeks=step)), c.basis)
    if unit == "W":
        return value(cal.week(c.ref + timedelta(weeks=step)), c.basis)
    months = cal.shift_months(c.ref, step * {"M": 1, "Q": 3, "Y": 12}.get(unit, 0))
    place = {"M": cal.month(months.year, months.month), "Y": cal.year(months.year)}.get(unit)
    return None if place is None else value(place, c.basis)


def _stepped(c: Context, mention: Mention, unit: str, ref: date, shift: str) -> Place:
    """The unit that is ``shift`` away from the one that holds ``ref``."""
    step = STEP[shift]
    if unit == "D":
        return cal.day(ref + timedelta(days=step))
    if unit == "W":
        return cal.week(ref + timedelta(weeks=step))
    if unit == "WE":
        return _weekend(c, mention, ref, step)
    if unit == "M":
        moved = cal.shift_months(ref, step)
        return cal.month(moved.year, moved.month)
    if unit == "Q":
        return _quarter_near(c, ref, shift, step)
    if unit == "Y":
        return cal.year(ref.year + step)
    if unit == "E":
        return cal.decade(ref.year // 10 + step)
    return cal.century(ref.year // 100 + step)


def _quarter_near(c: Context, ref: date, shift: str, step: int) -> Place:
    if shift in ("latest", "same", "before") and c.period and c.period.quarter:
        index = c.period.year * 4 + c.period.quarter - 1 - (shift == "before")
        return cal.quarter(index // 4, index % 4 + 1)
    index = ref.year * 4 + (ref.month - 1) // 3 + (-1 if shift == "latest" else step)
    return cal.quarter(index // 4, index % 4 + 1)


def _weekend(c: Context, mention: Mention, ref: date, step: int) -> Place:
    """ "last weekend" is the one just past; early in a week "this weekend" may still be."""
    if step < 0 and ref.weekday() < 5:
        return cal.weekend(ref - timedelta(weeks=1))
    if step == 0 and ref.weekday() < 2 and c.tense(mention) == PAST:
        return cal.weekend(ref - timedelta(weeks=1))
    return cal.weekend(ref + timedelta(weeks=step))


def _trailing(found: TimeValue, c: Context, unit: str) -> TimeValue:
    """ "the past week" ends on the day of writing, whatever its calendar week."""
    if c.ref is None:
        return found
    days = {"W": 7, "E": 3653, "C": 36524}.get(unit)
    begin = c.ref - timedelta(days=days) if days else cal.shift_months(c.ref, {"M": -1, "Q": -3}.get(unit, -12))
    end = c.ref + timedelta(days=1)
    return replace(found, start=midnight(begin), end=midnight(end), approximate=True)


def _bare(c: Context, mention: Mention, unit: Any, approximate: bool) -> TimeValue | None:
    """ "the week", "the weekend", "the end of the month"."""
    after = c.page.text[mention.span.end : mention.span.end + 24]
    fiscal = "fiscal" in mention.text.lower() or "financial" in mention.text.lower()
    if unit == "Y" and (fiscal or _ENDED.match(after)):
        return TimeValue(TimeType.DURATION, "P1Y")
    if unit == "D":
        place = c.anchor()
        return value(cal.day(place), c.anchor_basis()) if place else TimeValue(TimeType.DATE, "XXXX-XX-XX", Grain.DAY)
    if unit not in _UNKNOWN:
        return None
    if c.ref is None:
        return TimeValue(TimeType.DATE, _UNKNOWN[unit], _GRAIN[unit])
    if unit == "Q":
        return value(_bare_quarter(c, mention), c.basis)
    ref = c.ref
    told = _year_told(c, mention) if unit in ("Y", "M", "E", "C") else None
    if told is not None:
        return value(_stepped(c, mention, unit, told, "this"), "anchor", approximate=approximate)
    if unit == "WE":
        late = c.tense(mention) == FUTURE or ref.weekday() >= 5
        return value(cal.weekend(ref if late else ref - timedelta(weeks=1)), c.basis, approximate=approximate)
    if unit == "W" and ref.weekday() < 2 and c.tense(mention) == PAST:
        ref -= timedelta(weeks=1)
    return value(_stepped(c, mention, unit, ref, "this"), c.basis, approximate=approximate)


def _year_told(c: Context, mention: Mention) -> date | None:
    """ "By the end of the year they had left": of the year that the text is at, in histories and behind a past year."""
    place = c.place
    if place is None or c.ref is None:
        return None
    if c.history:
        return place if place.year <= c.ref.year - c.gap else None
    if "modifier" not in mention.parts:
        return None
    if mention.parts.get("bare") == "M" and c.place_at == c.sentence(mention) and c.place_grain in _MONTHLY:
        return None if c.tense(mention) == FUTURE and place < c.ref else place  # "from June 3 to the end of the month"
    bare = mention.parts.get("bare")
    gap = {"Y": 1, "E": FAR, "C": FAR}.get(str(bare))
    near = gap is not None and c.sentence(mention) - c.place_at <= 1 and place.year <= c.ref.year - gap
    return place if near and c.tense(mention) == PAST else None


def _bare_quarter(c: Context, mention: Mention) -> Place:
    """ "the quarter": the one that "ended June 30", the one the text speaks of, or the last one that has ended."""
    ref = c.ref or date(2000, 1, 1)
    month = c.ended.get(mention.span.start)
    named = c.period is not None and c.period.fiscal and c.sentence(mention) - c.period.sentence <= 3
    if month is not None and not named:
        year = near_year(ref, month, None, c.tense(mention))
        quarter = (month + 10) % 12 // 3 + 1  # a fiscal quarter may end a few days into the next month
        c.period = Period(year - (month == 1), quarter, c.sentence(mention))
    if c.period and c.period.quarter:
        return cal.quarter(c.period.year, c.period.quarter)
    return _quarter_near(c, ref, "last", -1)


def _year_end(c: Context, mention: Mention) -> TimeValue:
    ref, hyphen = c.ref, "-" in mention.text
    if "year" in mention.parts:
        y, basis = int(mention.parts["year"]), "stated"
    elif ref is None:
        return TimeValue(TimeType.DATE, "XXXX", Grain.YEAR, approximate=True)
    else:
        y, basis = (ref.year - 1 if c.tense(mention) == PAST and ref.month < 10 else ref.year), c.basis
    return value(cal.day(date(y, 12, 31)) if hyphen else cal.year(y), basis, approximate=True)


def _new_year(c: Context, mention: Mention) -> TimeValue:
    """ "in the new year": the one to come, or in the first weeks of a year the one that has begun."""
    ref = c.place if c.history and c.place else c.ref
    if ref is None:
        return TimeValue(TimeType.DATE, "XXXX", Grain.YEAR)
    begun = ref.month < 4 and not c.history and c.tense(mention) != FUTURE
    return value(cal.year(ref.year + (not begun)), c.basis, approximate=True)


def quarter_value(c: Context, mention: Mention) -> TimeValue | None:
    """ "the third quarter", "Q3 2023", "the year-ago quarter": calendar quarters by their number."""
    parts = mention.parts
    year, number = parts.get("year"), parts.get("nth") or int(str(parts.get("q", "q0")).strip("q"))
    number = 4 if "final" in parts else number
    stated: dict[str, int | str] = {"quarter": number} if number else {}
    year = full_year(parts["yy"]) if year is None and "yy" in parts else year
    if year is not None:
        stated["year"] = year
    shifted = shifted_year(c, mention, parts)
    if year is None and shifted is not None:
        year = shifted[0]
    back = "yearago" in parts or str(parts.get("shift", "")).startswith("year")
    if not number:
        return _period(c, mention, year, back)
    fiscal = year is None and "fiscal" in mention.text.lower()
    if year is None:
        if c.ref is None:
            return TimeValue(TimeType.DATE, f"XXXX-Q{number}", Grain.QUARTER, stated=stated)
        year = _quarter_year(c, mention, number) - back
        if fiscal and c.ref.month > 3 and not back and c.tense(mention) != FUTURE:
            year = c.ref.year  # a fiscal year may be over before the calendar's
    place = cal.quarter(year, number)
    compared = "year" in stated and c.period is not None and year < c.period.year  # "in the 1988 third quarter"
    if not back and not compared and c.ref and year >= c.ref.year - 1 and (fiscal or _over(c, mention, place)):
        c.period = c.quarter = Period(year, number, c.sentence(mention), fiscal)
    return value(place, "stated" if "year" in stated else c.basis, stated=stated)


def _over(c: Context, mention: Mention, place: Place) -> bool:
    """Whether a quarter lies behind the day of writing; fiscal ones may, whatever their number ("ended Aug. 26")."""
    said = c.page.text[mention.span.end : mention.span.end + 8].split()[:1] == ["ended"]
    return said or (c.ref is not None and place.end is not None and place.end <= midnight(c.ref))


def _quarter_year(c: Context, mention: Mention, number: int) -> int:
    """The year of a quarter told by its number: begun by the day of writing, unless it is told as to come."""
    ref = c.ref or date(2000, 1, 1)
    if c.period and c.period.quarter == number and c.sentence(mention) - c.period.sentence <= 6:
        return c.period.year
    current = (ref.month - 1) // 3 + 1
    if c.tense(mention) == FUTURE and current - number >= 2:
        return ref.year + 1  # long over this year; the results of the last one may still be due
    begun = number <= current
    if begun or c.tense(mention) == FUTURE:
        return ref.year
    return ref.year - 1


def _period(c: Context, mention: Mention, year: int | None, back: bool) -> TimeValue | None:
    """ "the year-ago quarter", "the 1988 period", "the latest quarter": leans on the period told before."""
    period = c.period
    if period is not None and period.quarter is None and "quarter" in mention.text.lower():
        period = c.quarter or period  # "the year-ago quarter", behind figures of nine months
    step = -1 if back else 0
    if mention.parts.get("shift") == "this" and c.ref:
        return value(_quarter_near(c, c.ref, "this", 0), c.basis)
    if period is None:
        if c.ref is None or "quarter" not in mention.text.lower():
            if year is None:
                told = "yearshift" in mention.parts or "yearago" in mention.parts  # "the same period last year"
                return TimeValue(TimeType.DATE, "XXXX", Grain.YEAR) if told else None
            return value(cal.year(year), "stated" if "year" in mention.parts else c.basis)
        last = (c.ref.year * 4 + (c.ref.month - 1) // 3) - 1
        if not back:
            c.period = Period(last // 4, last % 4 + 1, c.sentence(mention))
        return value(cal.quarter(last // 4 + step, last % 4 + 1), c.basis)
    y = year if year is not None else period.year + step
    if str(mention.parts.get("shift")) in ("previous", "prior") and period.quarter:
        index = period.year * 4 + period.quarter - 2
        return value(cal.quarter(index // 4, index % 4 + 1), "anchor")
    return value(cal.quarter(y, period.quarter) if period.quarter else cal.year(y), "anchor")


def half_value(c: Context, mention: Mention) -> TimeValue | None:
    """ "the first half of 2023", "H1 2024"."""
    parts = mention.parts
    number = int(str(parts["h"]).strip("h")) if "h" in parts else 1 if parts.get("half") == "first" else 2
    year = full_year(parts["yy"]) if "yy" in parts else parts.get("year")
    basis, stated = "stated", {} if year is None else {"year": year}
    if year is None:
        shifted = shifted_year(c, mention, parts)
        if shifted is None and c.ref is None:
            return TimeValue(TimeType.DATE, f"XXXX-H{number}", Grain.QUARTER)
        year, basis = shifted or (_half_year(c, mention, number), c.basis)
    return value(cal.half(year, number), basis, stated=stated)


def _half_year(c: Context, mention: Mention, number: int) -> int:
    """The year of a half told by its number: begun by the day of writing, unless it is to come."""
    ref = c.ref or date(2000, 1, 1)
    begun = ref.month > 6 or (number == 1 and (ref.month > 4 or c.tense(mention) != PAST))
    return ref.year if begun or "year" in mention.text.lower() or c.tense(mention) == FUTURE else ref.year - 1


def season_value(c: Context, mention: Mention) -> TimeValue | None:
    """ "last summer", "the winter of 2021", "this fall"."""
    parts = mention.parts
    name, shift = parts["season"], parts.get("shift")
    if shift == "next" and c.history and follows_on(mention):
        shift = "after"  # "The next spring he resigned"
    year = full_year(parts["yy"]) if "yy" in parts else parts.get("year")
    if year is not None:
        return value(cal.season(year, name), "stated", stated={"year": year})
    ref = c.anchor("Y") if shift in _ANCHORED else c.ref
    if ref is None:
        return TimeValue(TimeType.DATE, f"XXXX-{name}", Grain.SEASON)
    shifted = shifted_year(c, mention, parts)
    if shifted is not None:
        return value(cal.season(shifted[0], name), shifted[1])
    here, month = ref.year, cal.SEASONS[name]
    begun = here if ref.month >= month else here - 1
    holds = (ref.year * 12 + ref.month) - (begun * 12 + month) < 3
    if shift in ("last", "past", "before"):
        y = begun - 1 if holds else begun
    elif shift in ("next", "coming", "after"):
        y = begun + 1
    elif shift in ("this", "latest", "same"):
        y = begun if holds or (name == "WI" and ref.month < 6 and c.tense(mention) != FUTURE) else here
    else:
        told = c.year_told(mention, month)
        if told is not None:
            return value(cal.season(told, name), "anchor")
        y = begun if holds else _season_year(c, mention, ref, month)
    return value(cal.season(y, name), c.basis)


def _season_year(c: Context, mention: Mention, ref: date, month: int) -> int:
    """The year of a season without one: beside the season named in front, begun where it is told as past."""
    if c.place is not None and c.place_grain is Grain.SEASON and c.place_at == c.sentence(mention):
        return near_year(c.place, month, None, 0)
    told = c.tense(mention)
    if told == NONE and c.follows(mention, "before"):
        told = FUTURE  # "Both sides want a pact before the fall"
    return ref.year - (month > ref.month) if told == PAST else near_year(ref, month, None, told)


def holiday_value(c: Context, mention: Mention) -> TimeValue | None:
    """ "Christmas Eve", "Thanksgiving 2019", "last Easter", "the day after Christmas"."""
    found = _holiday(c, mention)
    if found is not None and "part" in mention.parts and found.start is not None:
        return value(cal.part(found.start.date(), mention.parts["part"]), found.basis, stated=dict(found.stated))
    step = {"after": 1, "before": -1, "eve of": -1}.get(str(mention.parts.get("step")))
    if found is None or step is None:
        return found
    if found.start is None:
        return TimeValue(TimeType.DATE, "XXXX-XX-XX", Grain.DAY)
    return value(cal.day((found.start + timedelta(days=step)).date()), found.basis)


def _holiday(c: Context, mention: Mention) -> TimeValue | None:
    parts = mention.parts
    rule = str(parts["holiday"])
    if "year" in parts:
        return value(cal.day(cal.holiday(rule, parts["year"])), "stated", stated={"year": parts["year"]})
    if c.ref is None:
        fixed = rule if rule[:1].isdigit() and len(rule) == 5 else "XX-XX"
        return TimeValue(TimeType.DATE, f"XXXX-{fixed}", Grain.DAY)
    shifted = shifted_year(c, mention, parts)
    if shifted is not None:
        return value(cal.day(cal.holiday(rule, shifted[0])), shifted[1])
    days = [cal.holiday(rule, y) for y in (c.ref.year - 1, c.ref.year, c.ref.year + 1)]
    shift, ref = parts.get("shift"), c.ref
    if shift in ("last", "next"):
        days = [d for d in days if (d - ref).days * STEP[shift] >= 0]
        return value(cal.day(min(days, key=lambda d: abs((d - ref).days))), c.basis)
    mid = cal.holiday(rule, ref.year)
    told = c.year_told(mention, mid.month)
    if told is not None:
        return value(cal.day(cal.holiday(rule, told)), "anchor")
    return value(cal.day(cal.holiday(rule, near_year(ref, mid.month, mid.day, c.year_tense(mention)))), c.basis)
