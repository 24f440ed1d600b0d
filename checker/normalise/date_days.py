"""Days: a date, a weekday, "yesterday", "the same day", with or without a part of the day or a clock time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from checker import lexicon
from checker.expressions import expression
from checker.model import Grain, Mention, TimeValue
from checker.normalise import date_calendar as cal
from checker.normalise.date_calendar import Place
from checker.normalise.date_clock import clock, has_time, part_name, with_time
from checker.normalise.date_context import Context, value
from checker.normalise.date_history import REACH, follows_on
from checker.normalise.date_tense import FAINT, FIRM, FUTURE, LIKELY, NONE, PAST

__all__ = ["STEP", "day_value", "full_year", "month_place", "near_year", "range_value", "shifted_year"]

_ISO = expression(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[Tt ]?(\d{2}):(\d{2}))?")
Parts = Mapping[str, Any]
_JUST = 2  # days: a weekday so near behind is meant, unless a strong cue says otherwise
STEP = {"last": -1, "past": -1, "before": -1, "this": 0, "same": 0, "latest": 0, "next": 1, "coming": 1, "after": 1}
"""Words that move along a row of units (years, weeks), by how many."""


def day_value(c: Context, mention: Mention) -> TimeValue | None:
    """A mention of form "date": as fine as its words are."""
    parts = {**mention.parts, **c.shared_day.get(mention.span.start, {})}
    stated = _stated(parts)
    place, basis = _calendar(c, mention, parts, stated)
    if place is None:
        return None
    if "yearshift" in parts and place.start is not None and basis == "published":
        stated["year"] = place.start.year  # "in May last year" tells the year as well as "in May 2025" does
    approximate = (
        "approx" in parts or mention.pattern == "fiscal year" or parts.get("modifier") in ("START", "MID", "END")
    )
    if "eve" in parts and place.start is not None:
        place, stated = cal.day(place.start.date() - timedelta(days=1)), {}
    if place.grain is Grain.MONTH and "modifier" in parts:
        place = _part_of_month(place, mention.text, str(parts["modifier"]))
    if place.grain is Grain.DAY or (place.start is None and has_time(parts)):
        place = with_time(place, parts, stated)
    return value(place, basis, stated=stated, approximate=approximate or place.grain is Grain.HOUR)


def _part_of_month(place: Place, words: str, modifier: str) -> Place:
    """ "The first week of June", "late June": the days that it can touch; as a value it stays the month."""
    said, table = words.lower(), lexicon.table("dates")["within"]
    found = next((days for name, days in table.items() if name in said), None)
    days = found or table.get(modifier)
    if place.start is None or place.end is None or days is None:
        return place
    first, last = days
    begin, over = place.start + timedelta(days=first - 1), place.start + timedelta(days=last)
    return replace(place, start=begin, end=min(over, place.end))


def _stated(parts: dict[str, Any]) -> dict[str, int | str]:
    """What the words themselves say."""
    if "yy" in parts:
        parts["year"] = full_year(parts["yy"])
    if "pair" in parts:
        parts["day"] = int(str(parts["pair"]).split("/")[0])  # "the night of 3/4 March"
    out: dict[str, int | str] = {k: parts[k] for k in ("year", "month", "day", "weekday", "part") if k in parts}
    name = part_name(parts)
    if name is not None:
        out["part"] = name
    if "weekday" in parts and "unit" in parts and "shift" in parts:
        out["week"] = str(parts["shift"])  # "Monday of last week" is of no other week
    return {k: v for k, v in out.items() if v != ""}


def full_year(two_digits: int) -> int:
    """The year that two digits mean: 1941 to 2040."""
    return two_digits + (2000 if two_digits <= 40 else 1900)


def _calendar(
    c: Context, mention: Mention, parts: dict[str, Any], stated: dict[str, int | str]
) -> tuple[Place | None, str]:
    """The day, month or year that the words name, before any clock time, and how it was found."""
    if "numeric" in parts:
        return _numeric(c, str(parts["numeric"]), parts, stated)
    if "month" in parts:
        if "edge" in parts:
            return _edge_of_month(c, mention, parts, stated)
        if "nth" in parts or "last" in parts:
            return _counted_weekday(c, mention, parts, stated)
        if "day" in parts:
            return _month_day(c, mention, parts, stated)
        return month_place(c, mention, parts)
    if "weekday" in parts and "today" not in parts:
        return _weekday(c, mention, parts)
    if "day" in parts:
        return _bare_day(c, mention, parts["day"], parts.get("shift"))
    if "year" in parts:
        return cal.year(parts["year"]), "stated"
    if "today" in parts:
        return _relative_day(c, parts["today"])
    if "tonight" in parts:
        return _tonight(c, mention, parts["tonight"])
    return _part_only(c, mention, parts)


def _counted_weekday(
    c: Context, mention: Mention, parts: Parts, stated: dict[str, int | str]
) -> tuple[Place | None, str]:
    """ "The third Thursday of June", "the last Friday of next month": the weekday counted within its month."""
    first, basis = _first_of_month(c, mention, parts)
    if isinstance(first, Place):
        return first, basis
    days = [d for n in range(31) if (d := first + timedelta(days=n)).month == first.month]
    days = [d for d in days if d.weekday() == parts["weekday"]]
    nth = len(days) if "last" in parts else int(parts["nth"])
    if not 1 <= nth <= len(days):
        return None, "none"
    stated |= {"month": first.month, "day": days[nth - 1].day}
    return cal.day(days[nth - 1]), basis


def _edge_of_month(
    c: Context, mention: Mention, parts: Parts, stated: dict[str, int | str]
) -> tuple[Place | None, str]:
    """ "The last day of March", "the first day of next month"."""
    first, basis = _first_of_month(c, mention, parts)
    if isinstance(first, Place):
        return first, basis
    found = cal.shift_months(first, 1) - timedelta(days=1) if "last" in parts else first
    stated |= {"month": found.month, "day": found.day}
    return cal.day(found), basis


def _first_of_month(c: Context, mention: Mention, parts: Parts) -> tuple[date | Place, str]:
    """The first day of the month that is named, or of "next month"; a place on no calendar where it is not known."""
    if parts["month"] == "month":
        if c.ref is None:
            return _unknown_day(), "none"
        return cal.shift_months(c.ref.replace(day=1), STEP[str(parts["shift"])]), c.basis
    place, basis = month_place(c, mention, {k: v for k, v in parts.items() if k != "shift"})
    return (place.start.date() if place.start else Place(f"{place.timex}-XX", Grain.DAY)), basis


def _unknown_day() -> Place:
    return Place("XXXX-XX-XX", Grain.DAY)


def _relative_day(c: Context, days: int) -> tuple[Place, str]:
    if c.ref is None:
        return _unknown_day(), "none"
    return cal.day(c.ref + timedelta(days=days)), c.basis


def _tonight(c: Context, mention: Mention, days: int) -> tuple[Place, str]:
    """ "overnight" is the night before the day that the text has just named."""
    told = c.day if c.sentence(mention) - c.day_at <= 1 else None
    if told and c.ref and told > c.ref and c.tense(mention) == PAST:
        told = None  # "A storm is due on Saturday. Snow fell overnight."
    if days and told:
        return cal.day(told + timedelta(days=days)), "anchor"
    return _relative_day(c, days)


def _part_only(c: Context, mention: Mention, parts: dict[str, Any]) -> tuple[Place, str]:
    """ "this morning", "last night", "the morning after", "6 a.m.": the day comes from the context."""
    shift = parts.get("shift")
    if shift in ("this", "last", "past"):
        back = -1 if shift != "this" else 0
        return _relative_day(c, back)
    base = c.anchor()
    if "direction" in parts:
        near = c.near_anchor(mention, "D", 1)
        return (cal.day(near + timedelta(days=parts["direction"])), "anchor") if near else (_unknown_day(), "none")
    if shift is None and (c.day is None or c.sentence(mention) - c.day_at > 1):
        return _relative_day(c, -1 if _since_filed(c, mention, parts) else 0)
    if base is None or (c.left_day and shift is not None):
        return _unknown_day(), "none"
    step = {"next": 1, "after": 1, "before": -1}.get(str(shift), 0)
    return cal.day(base + timedelta(days=step)), c.anchor_basis()


def _since_filed(c: Context, mention: Mention, parts: Parts) -> bool:
    """ "He conceded at 11.20 p.m.", filed at half past three: of the day before.

    In a time that may not be the place's own, half a day must lie between.
    """
    filed, time = c.page.article.published_at, clock(parts)
    if filed is None or time is None or "noon" in parts or c.ref != filed.date() or c.tense(mention) == FUTURE:
        return False
    zoned = filed.utcoffset() not in (None, timedelta(0))
    ahead = (time[0] - filed.hour) * 60 + time[1] - filed.minute
    return ahead > (_A_WHILE if zoned else _HALF_A_DAY)


_A_WHILE, _HALF_A_DAY = 30, 14 * 60


def _month_day(c: Context, mention: Mention, parts: Parts, stated: dict[str, int | str]) -> tuple[Place, str]:
    month, day = parts["month"], parts["day"]
    if "year" in parts:
        return _place(parts["year"], month, day), "stated"
    shifted = shifted_year(c, mention, parts)
    if shifted is not None:
        return _place(shifted[0], month, day), shifted[1]
    if "shift" in parts and c.ref:
        return _place(_year_beside(c.ref, month, day, str(parts["shift"])), month, day), c.basis
    weekday = parts.get("weekday")
    told = c.year_told(mention, month)
    if told is not None:
        if weekday is not None and mention.span.start not in c.shared:
            told = _agreeing_year(told, month, day, weekday, None, 600)
        return _place(told, month, day), "anchor"
    if c.ref is None:
        return _solve(c, weekday, month, day, stated)
    known = _known_year(c, mention, month, day) or c.year_ahead(mention)
    if known is not None:
        return _place(known, month, day), "stated"
    tense = c.year_tense(mention)
    year = _beside_next(c, mention) or near_year(c.ref, month, day, tense)
    if weekday is not None:
        now = _STATE.search(c.page.text, max(0, mention.span.start - _BEFORE), mention.span.start) is not None
        reach = _A_YEAR if not now and _against(tense, year, month, c.ref) else _NEAR
        year = _agreeing_year(year, month, day, weekday, c.ref, reach)
    return _place(year, month, day), c.basis


def _known_year(c: Context, mention: Mention, month: int, day: int) -> int | None:
    """ "the Sept. 11 attacks": a day that goes by its name, with the year that everybody knows."""
    known = lexicon.table("dates")["link"]["known_days"].get(f"{month:02d}-{day:02d}")
    if known is None or c.ref is None or c.ref.year <= known["year"]:
        return None
    follows = c.page.text[mention.span.end : mention.span.end + 30].split()[:2]
    named = any(word.strip(".,;:").lower() in known["of"] for word in follows)
    return int(known["year"]) if named else None


def _year_beside(ref: date, month: int, day: int, shift: str) -> int:
    """ "last July 4", "next Jan. 1", "this May 3"."""
    passed = (month, day) < (ref.month, ref.day)
    return ref.year + (STEP[shift] + passed if shift == "last" else (passed if shift == "next" else 0))


def _bare_day(c: Context, mention: Mention, day: int, shift: str | None) -> tuple[Place, str]:
    """ "on the 24th": of the month that the text speaks of, else the last or the next one; "the 5th of this month"."""
    if c.ref is None:
        return Place(f"XXXX-XX-{day:02d}", Grain.DAY), "none"
    if shift is not None:
        month = cal.shift_months(c.ref.replace(day=1), STEP[shift])
        return _place(month.year, month.month, day), c.basis
    near = c.near_anchor(mention, "M", REACH if c.history else 2)
    if c.history and (near is None or c.place_grain is Grain.YEAR):
        return Place(f"XXXX-XX-{day:02d}", Grain.DAY), "none"
    if near is not None:
        return _place(near.year, near.month, day), "anchor"
    ahead = c.tense(mention) == FUTURE
    this_month = day == c.ref.day or (day > c.ref.day) == ahead
    month = cal.shift_months(c.ref.replace(day=1), 0 if this_month else 1 if ahead else -1)
    return _place(month.year, month.month, day), c.basis


_NEAR, _A_YEAR = 300, 366
"""Days within which a weekday tells the year; the second where the nearest such day is against the verb's tense."""
_BEFORE = 40
_STATE = expression(r"\b(?:is|are|be|being|stays?|remains?)\s+(?:[a-z]+\s+){1,3}$")
"""Ahead of a date, a state that the verb only looks past for: "the tip is closed on Monday, 7 April"."""


def _against(tense: int, year: int, month: int, ref: date) -> bool:
    """ "They were paid on 1 January", written in December: the nearest one is still to come."""
    return tense in (PAST, FIRM) and (year, month) > (ref.year, ref.month)


def _agreeing_year(year: int, month: int, day: int, weekday: int, ref: date | None, reach: int = _NEAR) -> int:
    """A neighbour year in which the weekday is right, where the nearest one is wrong."""
    ref = ref or date(year, 7, 1)
    for y in sorted((year, year - 1, year + 1), key=lambda y: (y != year, abs(y - ref.year))):
        found = cal.valid(y, month, day)
        if found and found.weekday() == weekday and abs((found - ref).days) < reach:
            return y
    return year


def _solve(c: Context, weekday: int | None, month: int, day: int, stated: dict[str, int | str]) -> tuple[Place, str]:
    """Without a day of writing: the latest year of the text's whole dates, where the weekday confirms it."""
    unknown = Place(f"XXXX-{month:02d}-{day:02d}", Grain.DAY)
    if weekday is None:
        return unknown, "none"
    fits = cal.solve_years(weekday, month, day)
    stated["years"] = " ".join(map(str, fits))
    latest = max(c.full_years, default=None)
    if latest in fits:
        return _place(latest, month, day), "solved"
    return unknown, "none"


def shifted_year(c: Context, mention: Mention, parts: Parts) -> tuple[int, str] | None:
    """The year of "last year", "that year" or "the following year" behind a day or month, and how it was found."""
    shift = parts.get("yearshift")
    if shift is None:
        return None
    if shift == "next" and c.history and follows_on(mention):
        shift = "after"  # "March of the next year"
    leans = shift in ("same", "after", "before")
    base = c.anchor("Y") if leans else c.ref
    return None if base is None else (base.year + STEP[shift], c.anchor_basis("Y") if leans else c.basis)


def near_year(ref: date, month: int, day: int | None, tense: int) -> int:
    """The year of a yearless date, month or season (``day`` None): the nearest, where what is to come counts more.

    A newspaper that leaves the year out means the dates around it, so that a close date wins over tense.
    """
    weight = {FIRM: 12.0, PAST: 6.0, FAINT: 4.0, LIKELY: 0.3, FUTURE: 0.15}.get(tense, 1.5)

    def cost(year: int) -> float:
        if day is None:
            away = 30.4 * ((year - ref.year) * 12 + month - ref.month)
        else:
            away = ((cal.valid(year, month, min(day, 28)) or ref) - ref).days
        return away * weight if away > 0 else -away

    return min((ref.year, ref.year - 1, ref.year + 1), key=cost)


def _place(y: int, m: int, d: int) -> Place:
    """A day, kept as text where there is no such day."""
    found = cal.valid(y, m, d)
    return cal.day(found) if found else Place(f"{y:04d}-{m:02d}-{d:02d}", Grain.DAY)


def month_place(c: Context, mention: Mention, parts: Parts) -> tuple[Place, str]:
    """A month with or without its year."""
    m, shift = parts["month"], parts.get("shift")
    if "year" in parts:
        return cal.month(parts["year"], m), "stated"
    ref = c.anchor("M") if shift in ("after", "before", "same") else c.ref
    if ref is None:
        told = c.year_told(mention, m)
        return (cal.month(told, m), "anchor") if told else (Place(f"XXXX-{m:02d}", Grain.MONTH), "none")
    shifted = shifted_year(c, mention, parts)
    if shifted is not None:
        return cal.month(shifted[0], m), shifted[1]
    if shift in ("last", "past", "before"):
        return cal.month(ref.year if m < ref.month else ref.year - 1, m), c.basis
    if shift in ("next", "coming", "after"):
        return cal.month(ref.year if m > ref.month else ref.year + 1, m), c.basis
    if shift in ("this", "same"):
        return cal.month(ref.year, m), c.basis
    told = c.year_told(mention, m)
    if told is not None:
        return cal.month(told, m), "anchor"
    beside = _beside_next(c, mention)
    if beside is not None:
        return cal.month(beside, m), c.basis
    year = near_year(ref, m, None, _contested(c, mention, c.year_tense(mention)))
    if (ref.year - year) * 12 + ref.month - m > 6 and c.follows(mention, "through"):
        year += 1  # "loans through January", said in autumn
    return cal.month(year, m), c.basis


def _beside_next(c: Context, mention: Mention) -> int | None:
    """The year of "October" in "from October to January", of "Jan. 1" in "Jan. 1 through Sept. 30": by the second."""
    second = c.next_month.get(mention.span.start)
    if second is None or c.ref is None:
        return None
    last, first = int(second.parts["month"]), int(mention.parts["month"])
    return near_year(c.ref, last, second.parts.get("day"), c.tense(second)) - (first > last)


def _contested(c: Context, mention: Mention, told: int) -> int:
    """ "The November election is ...": where no strong cue tells, what is voted on is still to come."""
    follows = c.page.text[mention.span.end : mention.span.end + 40].split()[:3]
    vote = any(w.strip(".,;").lower() in lexicon.words("dates", "tense.contest") for w in follows)
    return FUTURE if vote and told in (NONE, LIKELY) else told


def _weekday(c: Context, mention: Mention, parts: dict[str, Any]) -> tuple[Place, str]:
    wd, shift = parts["weekday"], parts.get("shift", parts.get("step"))
    if wd in range(7) and "day" in parts:
        return _weekday_of_month(c, mention, parts)
    if c.ref is None or (shift in ("after", "before", "same") and c.anchor() is None):
        return Place(f"XXXX-WXX-{wd + 1}", Grain.DAY), "none"
    if shift is None and _any_one(c, mention):
        return Place(f"XXXX-WXX-{wd + 1}", Grain.DAY), "none"
    if shift in ("after", "before", "same"):
        base = c.anchor() or c.ref
        if shift == "after" and c.anchor_basis() != "anchor" and c.tense(mention) == PAST:
            return Place(f"XXXX-WXX-{wd + 1}", Grain.DAY), "none"  # "The Monday after, she resigned": after what?
        return cal.day(_stepped(base, wd, str(shift))), c.anchor_basis()
    if mention.span.start in c.days_on and c.day is not None:
        return cal.day(c.day + timedelta(days=(wd - c.day.weekday()) % 7)), c.anchor_basis()
    if c.history and c.day is not None and shift is None:
        return cal.day(_stepped(c.day, wd, "same")), "anchor"
    ref = c.ref
    if "unit" in parts:
        monday = ref - timedelta(days=ref.weekday()) + timedelta(weeks=STEP.get(str(shift), 0))
        return cal.day(monday + timedelta(days=wd)), c.basis
    back, on = (ref.weekday() - wd) % 7, (wd - ref.weekday()) % 7
    if shift in ("last", "past"):
        return cal.day(ref - timedelta(days=back or 7)), c.basis
    if shift == "coming":
        return cal.day(ref + timedelta(days=on or 7)), c.basis
    if shift == "next":
        far = ref.weekday() < wd or on == 1  # nobody says "next Monday" for tomorrow
        return cal.day(ref + timedelta(days=(on or 7) + (7 if far else 0))), c.basis
    if parts.get("modifier") in ("EARLIER", "LATER") and back < 2:
        return cal.day(ref - timedelta(days=back)), c.basis  # "he is to speak later Monday": it is Monday
    if 0 < back <= _JUST and shift is None and not c.surely_ahead(mention):
        return cal.day(ref - timedelta(days=back)), c.basis
    ahead = c.tense(mention) == FUTURE or (shift == "this" and c.tense(mention) != PAST)
    if shift is None:
        ahead = ahead or (wd in c.days_ahead and c.hardly_past(mention))
        (c.days_ahead.add if ahead else c.days_ahead.discard)(wd)
    return cal.day(ref + timedelta(days=on) if ahead else ref - timedelta(days=back)), c.basis


def _any_one(c: Context, mention: Mention) -> bool:
    """ "It fell on a Tuesday": any one; but "in a Tuesday interview" is the one just past."""
    text = c.page.text
    front = text[max(mention.span.start - 8, 0) : mention.span.start].lower().split()
    follows = re.match(r"\s+([^\W\d_]+)", text[mention.span.end : mention.span.end + 24])
    bare = follows is None or follows[1] in lexicon.words("dates", "guard.function")
    return front[-2:] == ["on", "a"] and bare


def _stepped(base: date, wd: int, shift: str) -> date:
    back, on = (base.weekday() - wd) % 7, (wd - base.weekday()) % 7
    if shift == "before":
        return base - timedelta(days=back or 7)
    if shift == "after":
        return base + timedelta(days=on or 7)
    return base - timedelta(days=back) if back <= on else base + timedelta(days=on)


def _weekday_of_month(c: Context, mention: Mention, parts: dict[str, Any]) -> tuple[Place, str]:
    """ "Friday the 13th": the nearest month in which it fits."""
    wd, d = parts["weekday"], parts["day"]
    if c.ref is None:
        return Place(f"XXXX-XX-{d:02d}", Grain.DAY), "none"
    months = [cal.shift_months(c.ref.replace(day=1), k) for k in range(-12, 13)]
    fits = [f for m in months if (f := cal.valid(m.year, m.month, d)) and f.weekday() == wd]
    wanted = c.tense(mention)
    ref = c.ref
    side = [f for f in fits if wanted == 0 or (f - ref).days * wanted >= -1] or fits
    return (cal.day(min(side, key=lambda f: abs((f - ref).days))), c.basis) if side else (_unknown_day(), "none")


def _numeric(c: Context, text: str, parts: dict[str, Any], stated: dict[str, int | str]) -> tuple[Place | None, str]:
    """2022-11-24, 24.11.2022, 11/24/2022; both readings are told where day and month could be swapped."""
    if text == "9/11":
        return _place(2001, 9, 11), "stated"
    iso = _ISO.match(text)
    if iso:
        y, m, d = (int(g) for g in iso.groups()[:3])
        if iso[4]:
            parts["clock"] = f"{iso[4]}:{iso[5]}"
    else:
        a, b, y = (int(g) for g in re.split(r"[./-]", text))
        y = full_year(y) if y < 100 else y
        m, d = (b, a) if "." in text or a > 12 else (a, b)
        if a <= 12 and b <= 12 and a != b and "." not in text:
            m, d = _likelier(c.ref, y, (a, b), stated)
    if not 1 <= m <= 12:
        return None, "none"
    stated |= {"year": y, "month": m, "day": d}
    return _place(y, m, d), "stated"


def _likelier(ref: date | None, y: int, pair: tuple[int, int], stated: dict[str, int | str]) -> tuple[int, int]:
    """(month, day) of an ambiguous 11/05/2022: month first, unless only the other is near the day of writing."""
    a, b = pair
    first, other = date(y, a, b), date(y, b, a)
    if ref and abs((other - ref).days) < 31 < abs((first - ref).days):
        first, other = other, first
    stated["or"] = other.isoformat()
    return first.month, first.day


def range_value(c: Context, mention: Mention) -> TimeValue | None:
    """ "Nov. 23-24", "from 3 to 5 May", "2013-14": one value from the first to the last."""
    parts = dict(mention.parts)
    if "month" not in parts:
        first, second = parts["year"], parts["year2"]
        last = second if second > 99 else first // 100 * 100 + second + (100 if second < first % 100 else 0)
        begin, end = cal.year(first), cal.year(last)
        place = Place(f"{first:04d}/{last:04d}", Grain.YEAR, begin.start, end.end)
        return value(place, "stated", stated={"year": first})
    opening = day_value(c, replace(mention, parts={k: v for k, v in parts.items() if k != "day2"}))
    if opening is None:
        return None
    last_timex = f"{opening.timex[:-2]}{parts['day2']:02d}"
    stated = {**opening.stated, "day2": parts["day2"]}
    length = timedelta(days=parts["day2"] - parts["day"])
    end_moment = opening.end + length if opening.end else None
    return replace(opening, timex=f"{opening.timex}/{last_timex}", end=end_moment, stated=stated)
