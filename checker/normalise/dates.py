"""What dates stand for: TIMEX3 values and intervals, resolved against the day of writing and the text itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from checker.grammar import Page
from checker.model import Grain, Mention, Seen, TimeType, TimeValue
from checker.normalise import date_amounts as amounts
from checker.normalise import date_counted as counted
from checker.normalise import date_eras as eras
from checker.normalise import date_periods as periods
from checker.normalise.date_calendar import solve_years
from checker.normalise.date_context import Context
from checker.normalise.date_days import day_value, range_value
from checker.normalise.date_tense import FUTURE

__all__ = ["infer_published", "normalise", "solve_years"]

_FORMS: dict[str, Callable[[Context, Mention], TimeValue | None]] = {
    "date": day_value,
    "range": range_value,
    "unit": periods.unit_value,
    "quarter": periods.quarter_value,
    "half": periods.half_value,
    "season": periods.season_value,
    "decade": eras.decade_value,
    "century": eras.century_value,
    "era": eras.era_value,
    "week": counted.week_value,
    "holiday": periods.holiday_value,
    "weekday offset": counted.counted_weekday,
    "offset": amounts.offset_value,
    "window": amounts.window_value,
    "duration": amounts.duration_value,
    "while": amounts.while_value,
    "set": amounts.set_value,
    "ref": amounts.reference_value,
}


def normalise(page: Page, mentions: Sequence[Mention], seen: Seen) -> list[TimeValue | None]:
    """One value a mention, in the same order; None drops the mention.

    Depends on ``page.article.published`` and the text alone, so it may be run again with a better date of
    publication (``published_from`` "story" gives values with that basis).
    """
    article = page.article
    basis = "story" if article.published_from == "story" else "published"
    context = Context(page, article.published, basis if article.published else "none")
    context.look_ahead(mentions)
    out: list[TimeValue | None] = []
    for mention in mentions:
        found = _FORMS[mention.parts["form"]](context, mention)
        if found is not None:
            context.note(mention, found)
        out.append(found)
    return out


def infer_published(page: Page, found: Iterable[tuple[Mention, TimeValue]]) -> date | None:
    """The latest day that the text proves to be past or present: the article was written on it or after.

    For articles without metadata. Only whole dates count whose year is stated or proved by a weekday, that
    no cue puts into the future; None where there is no such day.
    """
    context = Context(page, None, "none")
    days = [
        value.start.date()
        for mention, value in found
        if value.start is not None
        and value.grain in (Grain.DAY, Grain.PART, Grain.HOUR, Grain.MINUTE)
        and value.type in (TimeType.DATE, TimeType.TIME)
        and value.basis in ("stated", "solved")
        and context.tense(mention) != FUTURE
    ]
    return max(days, default=None)
