"""Decades, centuries and years of an era: "the 1990s", "the 3rd century BC", "AD 79"."""

from __future__ import annotations

from checker.model import Grain, Mention, TimeType, TimeValue
from checker.normalise import date_calendar as cal
from checker.normalise.date_context import Context, value
from checker.normalise.date_days import STEP

__all__ = ["century_value", "decade_value", "era_value"]


def decade_value(c: Context, mention: Mention) -> TimeValue | None:
    """ "the 1990s", "the '60s", "the nineties"."""
    parts = mention.parts
    if "decades" in parts:
        digits = str(parts["decades"])[:-1]
        y = int(digits) if len(digits) == 4 else (2000 if int(digits) <= 10 else 1900) + int(digits)
    else:
        y = 1900 + int(parts["decadeword"])
    vague = parts.get("modifier") is not None
    return value(cal.decade(y // 10), "stated", stated={"decade": y // 10}, approximate=vague)


def century_value(c: Context, mention: Mention) -> TimeValue | None:
    """ "the 20th century", "last century"."""
    parts = mention.parts
    if "nth" in parts:
        if not 1 <= parts["nth"] <= 30:
            return None
        if parts.get("era") == -1:
            return TimeValue(TimeType.DATE, f"BC{parts['nth'] - 1:02d}", Grain.CENTURY, approximate=True)
        return value(cal.century(parts["nth"] - 1), "stated", stated={"century": parts["nth"]})
    if c.ref is None:
        return TimeValue(TimeType.DATE, "XX", Grain.CENTURY)
    return value(cal.century(c.ref.year // 100 + STEP.get(str(parts.get("shift")), 0)), c.basis)


def era_value(c: Context, mention: Mention) -> TimeValue | None:
    """ "31 BC", "AD 79", "the year 410"; no calendar here goes back behind the year 1."""
    year = int(str(mention.parts["n"]).replace(",", ""))
    if not 1 <= year <= 9999:
        return None
    last = int(mention.parts.get("n2", year))
    if last != year:
        return _years(year, last, mention.parts.get("era") == -1)
    if mention.parts.get("era") == -1:
        return TimeValue(TimeType.DATE, f"BC{year:04d}", Grain.YEAR, stated={"year": -year})
    return value(cal.year(year), "stated", stated={"year": year}, approximate="approx" in mention.parts)


def _years(first: int, last: int, before: bool) -> TimeValue | None:
    """ "264-146 BC", "between 80 and 90 AD": from the first year to the last."""
    if before:
        return TimeValue(TimeType.DATE, f"BC{first:04d}/BC{last:04d}", Grain.YEAR, stated={"year": -first})
    if not first < last <= 9999:
        return None
    begin, end = cal.year(first), cal.year(last)
    place = cal.Place(f"{first:04d}/{last:04d}", Grain.YEAR, begin.start, end.end)
    return value(place, "stated", stated={"year": first})
