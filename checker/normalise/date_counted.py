"""Days counted off from a named one: "a week from Tuesday", "two Mondays ago", "ten years ago today"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from checker.model import Mention, TimeType, TimeValue
from checker.normalise import date_calendar as cal
from checker.normalise.date_context import Context, value
from checker.normalise.date_days import day_value

__all__ = ["counted_weekday", "same_day", "seasons_ago", "week_value"]


def counted_weekday(c: Context, mention: Mention) -> TimeValue | None:
    """ "two weeks from Tuesday", "a week ago Friday", "Friday week", "the Monday before last", "two Mondays ago"."""
    parts = dict(mention.parts)
    count, back = parts.pop("count", 1), "back" in parts
    if isinstance(count, str):
        return TimeValue(TimeType.DATE, "PAST_REF", approximate=True)
    if "weekdays" in parts:
        parts["weekday"], count = parts.pop("weekdays"), count - 1
        if not isinstance(parts["weekday"], int):
            return None
    if "weekday" in parts and "shift" not in parts and parts.get("ahead") not in ("from", "after"):
        parts["shift"] = "last" if back else "coming"
    base = day_value(c, replace(mention, parts=parts))
    if base is None or base.start is None:
        return base
    if parts.get("ahead") == "fortnight":
        count = 2
    step = timedelta(weeks=-count if back else count)
    stated = {"weekday": parts["weekday"], "week": step.days // 7} if "weekday" in parts else {}
    return value(cal.day((base.start + step).date()), base.basis, stated=stated)


def same_day(c: Context, far: date, same: str) -> TimeValue:
    """ "ten years ago today", "ten years ago this week": as fine as the words behind "ago"."""
    place = {"today": cal.day, "this week": cal.week}.get(same)
    return value(place(far) if place else cal.month(far.year, far.month), c.basis)


def seasons_ago(c: Context, parts: Mapping[str, Any]) -> TimeValue:
    """ "three summers ago": the summer that has begun last counts as none."""
    count, name = parts["count"], parts["seasons"]
    if c.ref is None or isinstance(count, str):
        return TimeValue(TimeType.DATE, "PAST_REF", approximate=True)
    begun = c.ref.year if c.ref.month >= cal.SEASONS[name] else c.ref.year - 1
    over = (c.ref.year - begun) * 12 + c.ref.month - cal.SEASONS[name] > 2
    return value(cal.season(begun - count + over, name), c.basis, approximate=True)


def week_value(c: Context, mention: Mention) -> TimeValue | None:
    """ "the week of 3 June", "the week ending 9 June"."""
    day = day_value(c, mention)
    if day is None or day.start is None:
        return None
    return value(cal.week(day.start.date()), day.basis)
