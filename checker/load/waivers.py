"""Comments in a draft that ask for silence: ``<!-- checker: ignore[N101] counted twice on purpose -->``.

In .md and .html such a comment speaks of the paragraph that it stands in, or, alone on its lines, of the next one. In
.txt it is a line of its own, ``checker: ignore[N101] reason``, and speaks of the next line with words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from checker.expressions import expression
from checker.model import Region, Span, Waiver, Zone, line_starts

__all__ = ["lines_of", "waivers_in_markup", "waivers_in_text"]

_MARK = "checker:"
# Bounded pieces only: linear on any text.
_ASK = r"checker:[ \t]*ignore(?:\[([^\[\]\r\n]{0,200})\])?[ \t]*"
_COMMENT = expression(rf"<!--\s{{0,50}}{_ASK}(.{{0,1000}}?)\s{{0,50}}-->", re.DOTALL)
_LINE = expression(
    rf"^[ \t]{{0,20}}(?:#|//|<!--)?[ \t]{{0,20}}{_ASK}([^\r\n]{{0,1000}}?)[ \t]{{0,20}}(?:-->)?[ \t]*$", re.MULTILINE
)
_BLANK = expression(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
_BLOCK_END = expression(r"</(?:p|li|h[1-6]|td|div|blockquote|figcaption)\b|<br\b", re.IGNORECASE)
_WORDS = expression(r"[^\s]")
_MOST = 1000
"""Waivers that are read of one file; no draft has so many, and each costs a look around."""


def waivers_in_markup(text: str, *, html: bool) -> tuple[Waiver, ...]:
    """The waivers of a .md or .html file, in order."""
    if _MARK not in text:
        return ()
    starts, ends = line_starts(text), _BLOCK_END if html else _BLANK
    asked = islice(_COMMENT.finditer(text), _MOST)
    return tuple(_waiver(m, _around(text, m, ends), starts) for m in asked)


def waivers_in_text(text: str) -> tuple[Waiver, ...]:
    """The waivers of a .txt file, in order."""
    if _MARK not in text:
        return ()
    starts = line_starts(text)
    return tuple(_waiver(m, _next_line(text, m.end()), starts) for m in islice(_LINE.finditer(text), _MOST))


def lines_of(text: str) -> Iterator[Region]:
    """The lines of a .txt file that are waivers, as furniture: their words are no facts."""
    if _MARK in text:
        yield from (Region(Zone.FURNITURE, Span(*m.span())) for m in _LINE.finditer(text))


def _waiver(m: re.Match[str], covers: Span, starts: tuple[int, ...]) -> Waiver:
    codes = tuple(filter(None, re.split(r"[\s,]+", m[1] or "")))
    return Waiver(codes, " ".join(m[2].split()), covers, bisect_right(starts, m.start()))


def _around(text: str, m: re.Match[str], ends: re.Pattern[str]) -> Span:
    """The paragraph around a comment; the one behind it where nothing but the comment stands there."""
    start = max((e.end() for e in ends.finditer(text, max(m.start() - 20_000, 0), m.start())), default=0)
    end = _end(text, m.end(), ends)
    before = _COMMENT.sub("", text[start : m.start()])
    if ends is _BLOCK_END:
        before = re.sub(r"<[^<>]{0,500}>", "", before[before.rfind("\n") + 1 :])
    if before.strip():
        return Span(start, end)
    return Span(m.end(), end if text[m.end() : end].strip() else _next_block(text, end, ends))


def _next_block(text: str, at: int, ends: re.Pattern[str]) -> int:
    word = _WORDS.search(text, at)
    return _end(text, word.start(), ends) if word else len(text)


def _end(text: str, at: int, ends: re.Pattern[str]) -> int:
    found = ends.search(text, at)
    return found.start() if found else len(text)


def _next_line(text: str, at: int) -> Span:
    word = _WORDS.search(text, at)
    start = word.start() if word else len(text)
    end = re.compile(r"[\r\n]|\Z").search(text, start)
    return Span(start, end.start() if end else len(text))
