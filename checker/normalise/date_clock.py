"""Times of day: the clock time or part of the day that words add to a day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from checker.expressions import expression
from checker.model import Grain
from checker.normalise import date_calendar as cal
from checker.normalise.date_calendar import Place

__all__ = ["clock", "has_time", "part_name", "with_time"]

_CLOCK = expression(r"(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2}))?-?\s*([ap])?", re.I)
Parts = Mapping[str, Any]
_NOON = 12
_SMALL_HOURS = 6  # from here on an hour of the night is one of the evening


def has_time(parts: Parts) -> bool:
    """Whether the words of a date name a time of day."""
    return any(k in parts for k in ("clock", "noon", "hour", "hhmm", "part", "small", "tonight", "bare"))


def with_time(place: Place, parts: Parts, stated: dict[str, int | str]) -> Place:
    """A day with the clock time or part of the day that the words add."""
    time = clock(parts)
    if time is not None:
        stated["hour"] = f"{time[0]:02d}:{time[1]:02d}"
    name = part_name(parts)
    if time is None and name is None:
        return place
    if place.start is None:
        suffix = f"T{time[0]:02d}:{time[1]:02d}" if time else f"T{name}"
        return Place(place.timex + suffix, Grain.MINUTE if time else Grain.PART)
    d = place.start.date()
    if time is not None:
        if parts.get("part") == "NI" and time[0] < _SMALL_HOURS and place.grain is Grain.DAY:
            d += timedelta(days=1)  # "Sunday night at two" is on Monday
        return _any_half(cal.moment(d, *time), place) if _two_ways(parts, time) else cal.moment(d, *time)
    if "small" in parts and not parts.get("part"):
        start = place.start
        return Place(f"{d.isoformat()}TMO", Grain.PART, start, start + timedelta(hours=6))
    before_night = name == "NI" and "to" in parts
    return cal.part(d - timedelta(days=1) if before_night else d, name or "MO")


def _two_ways(parts: Parts, time: tuple[int, int]) -> bool:
    """Whether "three o'clock" may be at night or in the afternoon."""
    told = "part" in parts or "inpart" in parts or "noon" in parts
    return "hour" in parts and not told and 1 <= time[0] <= 12


def _any_half(found: Place, day: Place) -> Place:
    """A clock time that leaves its half of the day open: somewhere on that day."""
    return Place(found.timex, Grain.HOUR, day.start, day.end)


def part_name(parts: Parts) -> str | None:
    """The part of the day: MO, AF, EV, NI or MI."""
    if "tonight" in parts:
        return "NI"
    if "small" in parts:
        return parts.get("part") or "MO"
    found = parts.get("part") or parts.get("bare")
    return found if found in cal.PARTS else None


def clock(parts: Parts) -> tuple[int, int] | None:
    """(hour, minute) of a clock time; hour 24 for midnight."""
    if "noon" in parts:
        return _beside_noon(parts)
    if "hhmm" in parts:
        digits = int(str(parts["hhmm"])[:4])
        return (digits // 100, digits % 100) if digits % 100 < 60 and digits < 2400 else None
    half = parts.get("inpart") or parts.get("part")
    late = "p" if half in ("AF", "EV", "NI") or "tonight" in parts else ""
    if half == "NI" and _hour(parts) < _SMALL_HOURS:
        late = ""  # "three in the night" is behind midnight
    elif half == "NI" and _hour(parts) == _NOON:
        late = "a"  # "half past twelve at night"
    if "hour" in parts:
        hour, minute = _past_the_hour(parts)
        return _half_day(hour, minute, late) if hour <= 24 else None
    m = _CLOCK.match(str(parts.get("clock", "")))
    if not m or int(m[1]) > 24 or int(m[2] or 0) > 59:
        return None
    return _half_day(int(m[1]), int(m[2] or 0), (m[4] or late).lower())


def _hour(parts: Parts) -> int:
    """The hour as it is said, on a clock of twelve hours or of twenty-four."""
    if "hour" in parts:
        return _past_the_hour(parts)[0]
    m = _CLOCK.match(str(parts.get("clock", "")))
    return int(m[1]) if m else _SMALL_HOURS


def _beside_noon(parts: Parts) -> tuple[int, int]:
    """ "noon", "ten to noon", "twenty past midnight": the midnight that is past is the one that opened the day."""
    hour = int(parts["noon"])
    if "side" not in parts:
        return hour, 0
    return _past_the_hour({**parts, "hour": 12 if hour == 12 else 0 if parts["side"] in ("past", "after") else 24})


def _past_the_hour(parts: Parts) -> tuple[int, int]:
    """ "three", "half past three", "ten to six" as hours and minutes."""
    hour = int(parts["hour"])
    if "side" not in parts:
        return hour, 0
    said = str(parts.get("minutes", ""))
    minutes = 30 if said.startswith("half") else 15 if said else max(min(int(parts["count"]), 59), 1)
    return (hour, minutes) if parts["side"] in ("past", "after") else ((hour - 1) or 12, 60 - minutes)


def _half_day(hour: int, minute: int, half: str) -> tuple[int, int]:
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return hour, minute
