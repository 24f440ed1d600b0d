"""Figures in quotations, written in one way: speech has no digits, so "two thousand" and "2,000" are one wording.

``folded`` joins the words of one figure ("2.5 million", "two and a half million", "a hundred"), puts the currency
behind it ("$5 million", "5 million dollars") and the month before its day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.model import Span, plain
from checker.quoted_word import Gap, Word

__all__ = ["folded"]

_DIGITS = expression(r"\d{1,15}(?:\.\d{1,6})?")
_DAY = expression(r"([12]?\d|3[01])(?:st|nd|rd|th)?")


def folded(words: Sequence[Word], text: str, offset: int) -> list[Word]:
    """The same words, with figures and days in one form. ``text`` is what they stand in, ``offset`` its place."""
    out: list[Word] = []
    at = 0
    while at < len(words):
        told = _weekday(words, at) or _day(words, at) or _money(words, at) or _number(words, at)
        made, end = told or ([words[at]], at + 1)
        if end > at + 1:
            made = [replace(w, text=text[w.span.start - offset : w.span.end - offset]) for w in made]
        out += made
        at = end
    return out


Folded = tuple[list[Word], int]
"""Words, and where the next one begins."""


@cache
def _table(name: str) -> dict[str, str]:
    return dict(lexicon.mapping("wording", f"figures.{name}"))


def _close(words: Sequence[Word], start: int, end: int) -> bool:
    """Does nothing stand between these words, and are they all said, or all put in?"""
    run = words[start:end]
    return all(w.gap is Gap.NONE for w in run[1:]) and len({w.inserted for w in run}) == 1


def _one(words: Sequence[Word], start: int, end: int, key: str) -> Word:
    """Some words as one."""
    first, last = words[start], words[end - 1]
    return replace(first, key=key, span=Span(first.span.start, last.span.end))


# -- "$5 million", "5 million dollars" -------------------------------------------------------------------------------


def _money(words: Sequence[Word], at: int) -> Folded | None:
    name = _table("signs").get(words[at].key)
    if name is None or not _DIGITS.fullmatch(_next(words, at)):
        return None
    made, end = _number(words, at + 1) or ([words[at + 1]], at + 2)
    if not _close(words, at, end):
        return None
    whole = _one(words, at, end, made[0].key)
    return [whole, replace(whole, key=name, gap=Gap.NONE)], end


# -- "two and a half million" ----------------------------------------------------------------------------------------


def _number(words: Sequence[Word], at: int) -> Folded | None:
    """A figure of several words; "a third" is one third."""
    key = words[at].key
    if key in ("a", "1") and _next(words, at) in lexicon.words("wording", "figures.parts"):
        return [replace(words[at], key="1")], at + 1
    if key == "half" and _next(words, at) == "a" and _next(words, at + 1) in ("percent", *_table("scales")):
        value, end = _scaled(words, Decimal("0.5"), at + 2)
    elif key == "a" and _next(words, at) in _table("scales"):
        value, end = _scaled(words, Decimal(1), at + 1)
    elif key == "50" and [w.key for w in words[at + 1 : at + 3]] == ["percent", "of"] and _close(words, at, at + 3):
        return [_one(words, at, at + 2, "half")], at + 2
    elif _DIGITS.fullmatch(key):
        value, end = _scaled(words, Decimal(key), at + 1)
    else:
        return None
    if end == at + 1 or not _close(words, at, end):
        return None
    return [_one(words, at, end, plain(value) or key)], end


def _next(words: Sequence[Word], at: int) -> str:
    """The key of the word behind, where nothing stands between the two."""
    behind = words[at + 1] if at + 1 < len(words) else None
    return behind.key if behind is not None and behind.gap is Gap.NONE else ""


def _scaled(words: Sequence[Word], value: Decimal, at: int) -> tuple[Decimal, int]:
    """A figure that is read on: tens and ones, "and a half", hundreds and thousands, and what comes behind those."""
    if value in _TENS and _spelled(words, at - 1) and _spelled(words, at) and Decimal(words[at].key) < 10:
        value, at = value + Decimal(words[at].key), at + 1
    if [w.key for w in words[at : at + 3]] == ["and", "a", "half"]:
        value, at = value + Decimal("0.5"), at + 3
    while at < len(words) and words[at].key in _table("scales") and words[at].gap is Gap.NONE:
        scale = Decimal(_table("scales")[words[at].key])
        value, at = value * scale, at + 1
        rest = at + 1 if at < len(words) and words[at].key == "and" else at
        if scale >= 100 and _spelled(words, rest) and Decimal(words[rest].key) < scale:
            more, at = _scaled(words, Decimal(words[rest].key), rest + 1)
            value += more
    return value, at


_TENS = tuple(Decimal(n) for n in range(20, 100, 10))


def _spelled(words: Sequence[Word], at: int) -> bool:
    """Is it a number in letters?"""
    return at < len(words) and words[at].key.isdigit() and words[at].text[0].isalpha() and words[at].gap is Gap.NONE


# -- "Mon", "3 March", "March 3rd" -------------------------------------------------------------------------------


def _weekday(words: Sequence[Word], at: int) -> Folded | None:
    name = _table("weekdays").get(words[at].key) if words[at].text[0].isupper() else None
    return ([replace(words[at], key=name)], at + 1) if name else None


def _day(words: Sequence[Word], at: int) -> Folded | None:
    for day, month, end in ((at, at + 1, at + 2), (at, at + 2, at + 3), (at + 1, at, at + 2)):
        name = _table("months").get(words[month].key) if end <= len(words) else None
        if name is None or not _close(words, at, end) or (end == at + 3 and words[at + 1].key != "of"):
            continue
        number = _DAY.fullmatch(words[day].key)
        if number and words[month].text[0].isupper():
            whole = _one(words, at, end, name)
            return [whole, replace(whole, key=number[1], gap=Gap.NONE)], end
    return None
