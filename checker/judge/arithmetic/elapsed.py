"""Durations against the only two moments of a passage, wherever the three stand.

"The pumps started at 8.20pm. ... The cellar was dry, and all over, at 1.50am. ... It took seven and a half hours"; "a
walkout of 19 days. ... They downed tools on 2 June. ... It ended on 12 June". The moments must be those that something
began and ended at: by their words, or as the only two of which the minutes fit and the hours do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checker.expressions import expression
from checker.judge.arithmetic.figures import Problem, any_of, quiet, right_ahead
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.times import Marked, Moment, Stretch, between, marked
from checker.model import Span, Zone

__all__ = ["elapsed"]

_TRIGGER = expression(r"[\s-](?:minute|hour|day|week|month)s?\b")
_NEEDED = tuple(f"{unit}{s}" for unit in ("minute", "hour", "day", "week", "month") for s in ("", "s"))
_SIGN = expression(r"‹(?P<sign>[cd]\d+)›")
_HOUR, _DAY = 3600, 86400
_REACH = 4
"""Sentences on either side of a duration in which its moments may stand."""


@cache
def _lasted() -> re.Pattern[str]:
    return expression(rf"[\s,-]+{any_of('elapsed', 'behind')}\b")


@cache
def _edge(which: str) -> re.Pattern[str]:
    return expression(rf"\b{any_of('elapsed', which)}\b")


def elapsed(script: Script) -> Iterator[Problem]:
    """One problem an article."""
    for number in script.body(_TRIGGER, _NEEDED):
        first, last = _window(script, number)
        if first is None:
            continue
        span = script.regions[first].span.start, script.regions[last].span.end
        if span[1] - span[0] > 2500 or _few(script.text, *span):
            continue
        passage = marked(script.text, *span)
        here = script.regions[number].span
        for n, told in enumerate(passage.stretches):
            if here.start <= told.span.start < here.end and not told.loose and _counts(passage, n):
                found = _judge(passage, told)
                if found is not None:
                    yield found
                    return


_MOMENT = expression(r"\d[:.]\d\d|\d\s?[ap]\.?m\b|\b\d{1,2}(?:st|nd|rd|th)?\s[a-z]{3}|[a-z]{3}\s\d{1,2}\b")


def _few(text: str, start: int, end: int) -> bool:
    found = _MOMENT.finditer(text, start, end)
    return next(found, None) is None or next(found, None) is None


def _window(script: Script, number: int) -> tuple[int | None, int]:
    """The sentences around one, without those of another zone."""
    zone = script.regions[number].zone
    near = [
        n
        for n in range(max(0, number - _REACH), min(len(script.regions), number + _REACH + 1))
        if script.regions[n].zone is not Zone.HEADLINE or zone is Zone.HEADLINE
    ]
    return (near[0], near[-1]) if near else (None, 0)


def _counts(passage: Marked, n: int) -> bool:
    head, _, tail = passage.text.partition(f"‹t{n}›")
    return right_ahead("elapsed", "ahead").search(head[-60:]) is not None or _lasted().match(tail[:60]) is not None


def _judge(passage: Marked, told: Stretch) -> Problem | None:
    if quiet("clocks").search(passage.text):
        return None
    kind = "c" if told.seconds < _DAY and told.grain <= _HOUR else "d" if told.grain >= _DAY else ""
    signs = [m for m in _SIGN.finditer(passage.text) if kind and m["sign"][0] == kind]
    if len(signs) != 2:
        return None
    one, two = (passage.moments[m["sign"]] for m in signs)
    starts = [_edge("start").search(_clause(passage.text, m)) is not None for m in signs]
    ends = [_edge("end").search(_clause(passage.text, m)) is not None for m in signs]
    if ends[0] and not starts[0] and starts[1] and not ends[1]:
        one, two = two, one
    tied = (starts[0] or starts[1]) and (ends[0] or ends[1])
    if kind == "c" and told.seconds < _HOUR:
        return None
    if kind == "d" and not (one.year and two.year) and (two.month, two.day) < (one.month, one.day):
        return None
    gaps = between(one, two, kind)
    if kind == "c" and (one.half or two.half) and len(gaps) > 1:
        gaps = (*gaps, *between(two, one, kind)) if not tied else gaps
    if not gaps or any(_fits(told, gap) for gap in gaps) or not any(_slips(told, gap, tied) for gap in gaps):
        return None
    gap = next(g for g in gaps if _slips(told, g, tied))
    words = _words(gap)
    return Problem(
        "N117",
        (),
        f"between the two lie {words}, not {_words(told.seconds)}",
        words,
        0.7,
        places=_places(one, two, told),
    )


def _places(one: Moment, two: Moment, told: Stretch) -> tuple[Span, ...]:
    return tuple(sorted((one.span, two.span, told.span)))


def _clause(text: str, m: re.Match[str]) -> str:
    """The words around a sign, up to the next sign or the end of the sentence."""
    head = re.split(r"[›;]|\.\s", text[max(0, m.start() - 120) : m.start()])[-1]
    return head + " " + re.split(r"[‹;]|\.\s", text[m.end() : m.end() + 80])[0]


def _fits(told: Stretch, gap: int) -> bool:
    return abs(told.seconds - gap) <= max(told.grain, told.seconds // 12)


def _slips(told: Stretch, gap: int, tied: bool) -> bool:
    """Hours: the minutes must be those of the duration. Days: a duration of the same order."""
    if gap <= 0 or not 0.3 < told.seconds / gap < 3.4:
        return False
    if told.seconds < _DAY:
        whole = told.seconds % _HOUR == 0
        return ((told.seconds - gap) % _HOUR == 0 and (tied or not whole)) or (tied and gap % _HOUR != 0 and not whole)
    return tied and told.grain <= 7 * _DAY and 5 * _DAY <= gap <= 100 * _DAY


def _words(seconds: int) -> str:
    if seconds >= _DAY:
        return f"{seconds // _DAY} days"
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours} hours" + (f" and {minutes} minutes" if minutes else "")
