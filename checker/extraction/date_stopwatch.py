"""Lengths of time as a stopwatch shows them: "in 2:06:41", "a time of 63:31"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from checker import lexicon
from checker.alternatives import longest_of
from checker.expressions import expression
from checker.model import Kind, Mention, Span

__all__ = ["with_stopwatch"]

_SHOWN = (
    r"(?P<time>(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,2}):(?P<seconds>[0-5]\d))"
    r"(?![\d:]|[.,]\d|\s*(?:[ap]\.?m\b|gmt\b|utc\b))"
)
_NO_HOUR = 25
"""Minutes without hours that no clock shows as an hour: 63:31 is no time of day."""


@cache
def _stopwatch() -> re.Pattern[str]:
    """A time behind a word such as "in", "clocked", "his"; by itself it may be one of the day, or a score."""
    cues = longest_of(lexicon.words("dates", "stopwatch.cues"))
    return expression(rf"\b(?:{cues})\s+{_SHOWN}", re.I)


def with_stopwatch(text: str, span: Span, found: Sequence[Mention]) -> list[Mention]:
    """The mentions of one paragraph with those of a stopwatch, in reading order."""
    more = [mention for m in _stopwatch().finditer(text, span.start, span.end) if (mention := _mention(m)) is not None]
    if not more:
        return list(found)
    spans = [mention.span for mention in more]
    kept = [m for m in found if not any(m.span.start < s.end and s.start < m.span.end for s in spans)]
    return sorted((*kept, *more), key=lambda m: m.span)


def _mention(m: re.Match[str]) -> Mention | None:
    told = [(m["hours"], "TH"), (m["minutes"], "TM"), (m["seconds"], "TS")]
    pieces = [{"form": "duration", "count": int(figure), "unit": unit} for figure, unit in told if figure]
    minutes = int(m["minutes"])
    if minutes >= 60 if m["hours"] else minutes < _NO_HOUR:
        return None
    parts = {**pieces[0], "pieces": tuple(pieces)}
    return Mention(Kind.DATE, Span(*m.span("time")), m["time"], "stopwatch", parts)
