"""What an extractor sees, and what it means: quantities, times, quotations and names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from checker.model.articles import Span
from checker.record import record

__all__ = [
    "Bound",
    "Change",
    "Grain",
    "Kind",
    "Mention",
    "NameValue",
    "Quantity",
    "Quotation",
    "QuoteType",
    "Seen",
    "TimeType",
    "TimeValue",
    "UnitKind",
    "Value",
    "plain",
]


class Kind(StrEnum):
    NUMBER = "number"
    DATE = "date"
    QUOTE = "quote"
    NAME = "name"


@record
class Mention:
    """What an extractor saw. Invariant: ``article.text[span.start:span.end] == text``.

    ``pattern`` names the pattern that saw it (an entry of a lexicon or a named branch of the grammar);
    ``parts`` holds the labelled pieces that normalisation needs.
    """

    kind: Kind
    span: Span
    text: str
    pattern: str
    parts: Mapping[str, Any] = field(default_factory=dict)


class Bound(StrEnum):
    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"


class Change(StrEnum):
    UP = "up"
    DOWN = "down"


class UnitKind(StrEnum):
    COUNT = "count"
    PERCENT = "percent"
    CURRENCY = "currency"
    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"
    MASS = "mass"
    SPEED = "speed"
    TEMPERATURE = "temperature"
    DURATION = "duration"
    AGE = "age"
    SCORE = "score"
    RATIO = "ratio"
    NONE = "none"


@record
class Quantity:
    """An interval of decimals with the bound that the words gave it.

    ``low``/``high`` None means open. A hedge does not widen the interval here: "about 40" is low = high = 40
    with bound ABOUT, "at least 40" is [40, None) and "more than 40" the same with bound MORE_THAN; judging
    decides what a hedge allows. ``step`` is the stated precision: the value of the last significant digit
    that the words show (67 -> 1; 90,000 -> 10000; 2.3 million -> 100000; "dozens" -> None).
    ``unit`` is singular ("missile", "dollar", "mile per hour", "percentage", "percentage point").
    """

    low: Decimal | None
    high: Decimal | None
    bound: Bound = Bound.EXACT
    unit: str | None = None
    unit_kind: UnitKind = UnitKind.NONE
    change: Change | None = None
    step: Decimal | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "low": plain(self.low),
            "high": plain(self.high),
            "bound": str(self.bound),
            "change": str(self.change) if self.change else None,
            "unit": self.unit,
            "unit_kind": str(self.unit_kind),
        }


def plain(number: Decimal | None) -> str | None:
    """A decimal as digits without exponent or trailing zeros: Decimal('3E+7') -> '30000000'."""
    if number is None:
        return None
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class TimeType(StrEnum):
    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Grain(StrEnum):
    """How fine a time value is; from coarse to fine."""

    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    SEASON = "season"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    WEEKEND = "weekend"
    DAY = "day"
    PART = "part"
    HOUR = "hour"
    MINUTE = "minute"


@record
class TimeValue:
    """A time as TIMEX3 value and as half-open interval [start, end).

    ``start``/``end`` are days (midnight datetimes for grains finer than a day carry the hour); None when the
    value is not a place on the calendar (PRESENT_REF, DURATION) or is underspecified (XXXX-11-23).
    ``stated`` holds only what the words themselves say, as strings: year, month, day, weekday (0 = Monday),
    hour, part; what was inferred from context is in the interval alone. ``basis`` says how it was resolved:
    stated, published, anchor (another date of the text), solved (year from weekday and date), story, none.
    """

    type: TimeType
    timex: str
    grain: Grain | None = None
    start: datetime | None = None
    end: datetime | None = None
    basis: str = "none"
    stated: Mapping[str, int | str] = field(default_factory=dict)
    approximate: bool = False

    def to_dict(self) -> dict[str, Any]:
        def say(moment: datetime | None) -> str | None:
            if moment is None:
                return None
            at_midnight = moment.hour == 0 and moment.minute == 0
            return moment.date().isoformat() if at_midnight else moment.isoformat(timespec="minutes")

        return {
            "timex": self.timex,
            "type": str(self.type),
            "from": say(self.start),
            "to": say(self.end),
        }


class QuoteType(StrEnum):
    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    HEADLINE = "headline"
    SCARE = "scare"
    TITLE = "title"


@record
class Quotation:
    """Quoted (or reported) words. A claim's span is the words inside the marks.

    ``segments``: the pieces of one quotation that attribution or a paragraph break splits, in order, each
    without its marks. ``speaker`` is the canonical name, ``mention`` the words of the text that name the
    speaker, ``speaker_kind`` person, role, organisation, place or unknown; ``via`` an outlet that the words
    are credited to ("according to The Kyiv Post"). ``named`` is the name that a description such as "the
    company" stands for, where the text leaves one. ``balanced`` is False where a mark had to be supplied.
    """

    content: str
    segments: tuple[Span, ...]
    type: QuoteType
    speaker: str | None = None
    mention: str | None = None
    mention_span: Span | None = None
    speaker_kind: str = "unknown"
    cue: str | None = None
    via: str | None = None
    named: str | None = None
    balanced: bool = True

    def to_dict(self) -> dict[str, Any]:
        return {
            "speaker": self.speaker,
            "mention": self.mention,
            "named": self.named,
            "cue": self.cue,
            "type": str(self.type),
        }


@record
class NameValue:
    """A name as the text has it and the canonical name it stands for within the article.

    ``entity``: person, organisation or place. ``roles``: descriptions that the text attaches to it
    ("Kremlin spokesman"). ``spelling`` is the surname or head word as spelled at this mention.
    """

    canonical: str
    entity: str
    spelling: str
    roles: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.canonical, "entity": self.entity}


Value = Quantity | TimeValue | Quotation | NameValue
Seen = Mapping[Kind, Sequence[tuple[Mention, Value]]]
"""What the kinds that ran before have found in the article, with their values, in reading order."""
