"""Cuts a sentence into figures, words, currency signs and marks, with offsets.

The tokens of ``grammar`` serve parts of speech; these serve the value grammar: a figure keeps its separators, a
scale letter or unit that touches it stays apart ("1.2m" is "1.2", "m"), hyphens are marks of their own.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import repeat
from typing import NamedTuple

from checker import lexicon
from checker.expressions import expression

__all__ = ["Tok", "currencies", "cut", "guard", "phrase"]

FRACTIONS = "½¼¾⅓⅔⅛⅜⅝⅞"
_BLANK = "\u00a0\u202f\u2009"
_FIGURE = (
    rf"[0-9]{{1,3}}(?:[,{_BLANK}][0-9]{{3}})+(?:\.[0-9]+)?(?![0-9])"  # 1,234.5
    r"|[0-9]{1,3}(?:['’][0-9]{3})+(?![0-9])"  # 1'234
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?(?![0-9])"  # 2,13,000
    r"|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9.])"  # 1.234,5
    r"|(?<!-)[0-9]{1,3}(?: [0-9]{3})+(?![0-9.,/:-]?[0-9]|s\b)"  # 1 234
    r"|[0-9]+,[0-9]{1,2}(?= ?(?:%|million|billion|trillion|bn\b|per ?cent))"  # 1,5 million
    rf"|(?:[0-9]+(?:\.[0-9]{{2}})?[ -])?[0-9]/[0-9]{{1,2}}(?![/0-9])|[0-9]*[{FRACTIONS}]"  # 1 1/2
    r"|[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
)
_WORD = r"(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*"


class Tok(NamedTuple):
    """``kind``: n figure, w word, c currency sign, p any other mark. ``low`` is folded."""

    start: int
    end: int
    text: str
    low: str
    kind: str


@cache
def currencies() -> dict[str, str]:
    """What may stand before a figure, blanks left out -> the currency."""
    table = dict(lexicon.mapping("units", "currency_before", None))
    table.update(lexicon.mapping("units", "currency_scaled", None))
    table.update(lexicon.mapping("units", "currency_codes", None))
    return {sign.replace(" ", ""): unit for sign, unit in table.items()}


@cache
def _lexer() -> re.Pattern[str]:
    signs: list[str] = []
    codes: list[str] = []
    scaled = lexicon.mapping("units", "currency_scaled", None)
    before, named = (lexicon.mapping("units", key, None) for key in ("currency_before", "currency_codes"))
    for sign in dict(before) | dict(named):
        (codes if sign[-1].isalpha() or sign[-1] in ".=" else signs).append(re.escape(sign))
    ahead = r"(?=\s?[-−]?\.?\d)"
    only_scaled = r"(?=\s?\d+(?:[.,]\d+)+|\s?\d+(?:\.\d+)?\s?(?:k|m|bn|b|million|billion|trillion)\b)"
    alternatives = [(signs, ""), (codes, ahead), (list(scaled), only_scaled)]
    currency = "|".join(f"(?:{'|'.join(sorted(forms, key=len, reverse=True))}){look}" for forms, look in alternatives)
    firsts = "".join(sorted({re.escape(sign[0]) for sign in currencies()}))
    return expression(
        rf"(?P<w>[a-z][^\W\d_]*(?:['’][^\W\d_]+)*)"  # most words, before anything dearer is tried
        rf"|(?P<c>(?=[{firsts}])(?<![^\W\d_])(?:{currency}))|(?P<n>{_FIGURE})|(?P<W>{_WORD})|(?P<p>\S)"
    )


_KINDS = {"w": "w", "W": "w", "c": "c", "n": "n", "p": "p", None: "p"}


def cut(text: str, start: int, end: int) -> list[Tok]:
    """The tokens of ``text[start:end]``."""
    curly = text.find("’", start, end) >= 0
    found = list(_lexer().finditer(text, start, end))
    words = [m.group() for m in found]
    lows = [word.lower().replace("’", "'") for word in words] if curly else [word.lower() for word in words]
    kinds = [_KINDS[m.lastgroup] for m in found]
    starts, ends = [m.start() for m in found], [m.end() for m in found]
    return list(map(tuple.__new__, repeat(Tok), zip(starts, ends, words, lows, kinds, strict=True)))


@cache
def phrase(words: str) -> tuple[str, ...]:
    """A phrase of a lexicon as the lowered tokens that ``cut`` makes of it."""
    if words.isalpha():
        return (words.lower(),)
    return tuple(t.low for t in cut(words, 0, len(words)))


def guard(name: str) -> frozenset[str]:
    """One of the small word sets that settle doubtful cases: ``[guards]`` of the lexicon."""
    return lexicon.words("numbers", f"guards.{name}")
