"""What a date leans on: the day of writing, the dates before it in the text, and the tense around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from checker import lexicon
from checker.expressions import expression
from checker.grammar import Page
from checker.model import Grain, Mention, TimeType, TimeValue
from checker.normalise import date_tense
from checker.normalise.date_calendar import Place
from checker.normalise.date_history import REACH, history_gap, next_year
from checker.normalise.date_tense import FAINT, FIRM, FUTURE, NONE, PAST
from checker.record import record

__all__ = ["Context", "Period", "value"]

_WILL = expression(r"\bwill\b")
_FINE = frozenset([Grain.DAY, Grain.PART, Grain.HOUR, Grain.MINUTE])
_CLOCKS = frozenset(["clock", "noon", "hour", "hhmm"])
_DAYS = frozenset(["weekday", "month", "day", "year", "numeric", "today", "yearshift", "shift"])
_TO_DAY = expression(r"[(),]*\s*(?:on|to|and|or|until|till|-|–|—)?\s*\(?")
_ENDED = expression(r"(?:\bquarter\s+end(?:ed|ing)|\s(?:end(?:ed|ing)|to|through)(?:\s+the\s+end\s+of)?)\s*$", re.I)
_STRETCH = frozenset(["to", "until", "till", "-", "–"])
_FEW_WORDS = 48
_ON_DAY = expression(
    r"(?:['’]s)?(?:\s+(?!and\b|but\b|to\b|than\b)[\w’'-]+){0,5},?\s+(?:on|is|was|for)\s+(?:the\s+)?", re.I
)
_ASIDE = 20  # years: "a museum was built in 2005", in a text of 1915
_SPANS = frozenset([Grain.YEAR, Grain.QUARTER, Grain.MONTH, Grain.SEASON])


@record
class Period:
    """A period that figures are told for ("the third quarter"), and the sentence that named it."""

    year: int
    quarter: int | None
    sentence: int
    fiscal: bool = False


@dataclass(slots=True)
class Context:
    """The state of one article while its dates are resolved in reading order."""

    page: Page
    ref: date | None
    basis: str
    day: date | None = None
    day_at: int = -1
    place: date | None = None
    place_at: int = -1
    place_grain: Grain | None = None
    week: date | None = None
    week_at: int = -1
    told: tuple[date, int, Grain | None] | None = None
    ends: set[int] = field(default_factory=set)
    days_on: set[int] = field(default_factory=set)
    days_ahead: set[int] = field(default_factory=set)
    place_late: bool = False
    date_end: int = -1
    year: tuple[int, int] = (-1, -1)
    history: bool = False
    gap: int = 0
    period: Period | None = None
    quarter: Period | None = None
    full_years: list[int] = field(default_factory=list)
    ended: dict[int, int] = field(default_factory=dict)
    shared: dict[int, int] = field(default_factory=dict)
    first_year: int | None = None
    next_month: dict[int, Mention] = field(default_factory=dict)
    shared_day: dict[int, dict[str, object]] = field(default_factory=dict)
    _tense: dict[int, int] = field(default_factory=dict)

    def sentence(self, mention: Mention) -> int:
        return self.page.sentence_at(mention.span.start)

    def look_ahead(self, mentions: Sequence[Mention]) -> None:
        """Note the years of whole dates, and what a first date shares with the next ("May to July 2023")."""
        self.gap = history_gap(mentions, self.ref)
        self.history = self.gap > 0
        whole = ("year", "month", "day")
        self.first_year = next((m.parts["year"] for m in mentions if "year" in m.parts and "month" in m.parts), None)
        self.full_years = [m.parts["year"] for m in mentions if all(k in m.parts for k in whole)]
        links = lexicon.words("dates", "link.year")
        self._share_days(mentions)
        for a, b in pairwise(mentions):
            if "month" in b.parts and _quarter_ended(a, self.page.text[a.span.start : b.span.start]):
                self.ended[a.span.start] = b.parts["month"]
            if _weekdays(a, b) and self._between(a, b) in _STRETCH | {"through"}:
                self.days_on.add(b.span.start)
            if _follow(a, b) and self._between(a, b) in links:
                self.next_month[a.span.start] = b
            if {"month", "year"} <= a.parts.keys() & b.parts.keys() and self._between(a, b) in _STRETCH:
                self.ends.add(b.span.start)
            if "month" not in a.parts or "year" in a.parts or "month" not in b.parts or "year" not in b.parts:
                continue
            if self._between(a, b) in links:
                self.shared[a.span.start] = b.parts["year"] - (a.parts["month"] > b.parts["month"])

    def _share_days(self, mentions: Sequence[Mention]) -> None:
        """The day behind a clock time without one: "9 to 10 p.m. Friday", "3 p.m. local time (1500 GMT) on Friday"."""
        for a, b in reversed(list(pairwise(mentions))):
            between = self._between(a, b)
            if not _CLOCKS & a.parts.keys() or _DAYS & a.parts.keys() or not _TO_DAY.fullmatch(between):
                continue
            own = {k: b.parts[k] for k in _DAYS & b.parts.keys()} if "(" not in between else {}
            day = self.shared_day.get(b.span.start, own)
            if day and "unit" not in b.parts:
                self.shared_day[a.span.start] = day

    def _between(self, a: Mention, b: Mention) -> str:
        return self.page.text[a.span.end : b.span.start].strip().lower()

    def year_told(self, mention: Mention, month: int) -> int | None:
        """The year of a yearless day, month or season that the text tells: the next date's, or that of a history."""
        shared = self.shared.get(mention.span.start)
        if shared is not None or not self.history:
            return shared
        if self.told is None:
            return self.first_year  # the text has not yet said when it is
        place, at, grain = self.told
        if self.sentence(mention) - at > REACH or (self.ref and place.year > self.ref.year - self.gap):
            return None
        if self.place_late and month < 7:
            return place.year + 1  # "In late 1830 ... On 12 April"
        return next_year(place, grain is Grain.YEAR, month, mention.parts.get("day"))

    def year_ahead(self, mention: Mention) -> int | None:
        """The year that stands a few words in front of a day: "next year the race falls on 18 October"."""
        year, end = self.year
        between = self.page.text[end : mention.span.start] if 0 <= mention.span.start - end < _FEW_WORDS else ""
        return year if _ON_DAY.fullmatch(between) else None

    def tense(self, mention: Mention) -> int:
        """PAST, FUTURE or NONE around a mention."""
        told = self._told(mention)
        return PAST if told == FAINT else min(told, FUTURE)

    def surely_ahead(self, mention: Mention) -> bool:
        """Whether a strong cue in front puts a mention into the future."""
        return self._told(mention) == FUTURE

    def follows(self, mention: Mention, *words: str) -> bool:
        """Whether one of the words stands right in front of a mention."""
        front = self.page.text[max(mention.span.start - 12, 0) : mention.span.start].lower().split()
        return bool(front) and front[-1] in words

    def hardly_past(self, mention: Mention) -> bool:
        """Whether at most a cue behind it puts a mention into the past, that does not open its clause."""
        told, text, span = self._told(mention), self.page.text, mention.span
        if told != FAINT:
            return told == NONE
        low = self.page.sentences[self.sentence(mention)].span.start
        return not date_tense.leads(text[low : span.start], text[span.end : span.end + 2])

    def _told(self, mention: Mention) -> int:
        """The tense, with LIKELY, worked out once."""
        at = mention.span.start
        if at not in self._tense:
            span = self.page.sentences[self.sentence(mention)].span
            told = date_tense.tense(self.page.text, at, mention.span.end, span.start, span.end)
            if at == span.start + 3 and self.follows(mention, "by") and _WILL.search(self.page.text, at, span.end):
                told = FUTURE  # "By spring the works, which has smelt of cocoa since 1926, will be shut"
            self._tense[at] = told
        return self._tense[at]

    def year_tense(self, mention: Mention) -> int:
        """The tense around a day or month without a year; FIRM where a past verb stands right in front."""
        told = self._told(mention)
        span = self.page.sentences[self.sentence(mention)].span
        if self.follows(mention, "by") and _WILL.search(self.page.text, mention.span.end, span.end):
            return FUTURE  # "by spring the works, which has smelt of cocoa since 1926, will be shut"
        firm = told in (PAST, FAINT) and date_tense.firmly_past(self.page.text[span.start : mention.span.start])
        return FIRM if firm else told

    def anchor(self, unit: str = "D") -> date | None:
        """What "the next day" or "the following year" follows: the last date of the text, else the day of writing.

        Only a day can carry another day; weeks and longer also lean on a month or a year, weeks on a week.
        """
        if unit == "W" and self.week is not None:
            return self.week
        return (self.day if unit == "D" else self.place) or self.ref

    def near_anchor(self, mention: Mention, unit: str, reach: int) -> date | None:
        """The anchor, where its date stands at most ``reach`` sentences back."""
        at = self.day_at if unit == "D" else self.place_at
        return self.anchor(unit) if at >= 0 and self.sentence(mention) - at <= reach else None

    @property
    def left_day(self) -> bool:
        """Whether a history has gone on from its last day to a month, so that "the same day" is of no day told."""
        return self.history and self.place_grain in (Grain.MONTH, Grain.SEASON)

    def anchor_basis(self, unit: str = "D") -> str:
        if unit == "W" and self.week is not None:
            return "anchor"
        return "anchor" if (self.day if unit == "D" else self.place) else self.basis

    def note(self, mention: Mention, found: TimeValue) -> None:
        """Remember a resolved date for those that lean on it."""
        if found.start is None or found.type in (TimeType.SET, TimeType.DURATION):
            return
        self.place_late = found.grain is Grain.YEAR and mention.parts.get("modifier") == "END"
        if found.grain is Grain.WEEK and "W" in found.timex and mention.parts["form"] != "offset":
            self.week, self.week_at = found.start.date(), self.sentence(mention)
        elif found.grain in _FINE or found.grain in _SPANS:
            self.week = None
        if found.grain in _FINE and mention.parts.get("tonight") != -1:
            self.day, self.day_at = date.fromisoformat(found.timex[:10]), self.sentence(mention)
            self.date_end = mention.span.end
            self.place, self.place_at, self.place_grain = self.day, self.day_at, Grain.DAY
        elif found.grain in _SPANS:
            if found.grain is Grain.YEAR:
                self.year = found.start.year, mention.span.end
            self.place, self.place_at, self.place_grain = found.start.date(), self.sentence(mention), found.grain
        self._go_on(mention)

    def _go_on(self, mention: Mention) -> None:
        """Move a history on to the place last noted; not to the end of a stretch, nor to a year far off, an aside."""
        if self.place is None or mention.span.start in self.ends:
            return
        if "year" not in mention.parts and self.follows(mention, *_STRETCH):
            return
        aside = self.told is not None and abs(self.place.year - self.told[0].year) > _ASIDE
        if not (aside and self.place_grain is Grain.YEAR):
            self.told = self.place, self.place_at, self.place_grain


def _quarter_ended(first: Mention, words: str) -> bool:
    """Whether the words up to a date say "the quarter ended", "the three months to"."""
    ended = _ENDED.search(words)
    if ended is None:
        return False
    return "quarter" in ended.group().lower() or (first.parts.get("count"), first.parts.get("many")) == (3, "M")


def _weekdays(a: Mention, b: Mention) -> bool:
    """Whether two mentions are bare weekdays ("from Monday through Friday")."""
    return all(m.parts.keys() - {"form"} == {"weekday"} for m in (a, b))


def _follow(a: Mention, b: Mention) -> bool:
    """Whether two mentions are months, or days of months, without a year ("from October to January")."""
    alone = a.parts.keys() - {"form", "modifier"}
    return alone in ({"month"}, {"month", "day"}) and alone == b.parts.keys() - {"form", "modifier"}


def value(
    place: Place,
    basis: str,
    *,
    kind: TimeType = TimeType.DATE,
    stated: dict[str, int | str] | None = None,
    approximate: bool = False,
) -> TimeValue:
    """A place on the calendar as a TimeValue."""
    if place.grain in (Grain.PART, Grain.HOUR, Grain.MINUTE) and kind is TimeType.DATE:
        kind = TimeType.TIME
    where = basis if place.start is not None else "none"
    return TimeValue(kind, place.timex, place.grain, place.start, place.end, where, stated or {}, approximate)


def midnight(d: date) -> datetime:
    return datetime(d.year, d.month, d.day)
