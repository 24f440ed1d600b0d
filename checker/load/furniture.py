"""The phrases of lexicons/en/furniture.toml as one test of a line: what is it, if it is no text?"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from checker import lexicon
from checker.errors import LexiconError
from checker.expressions import expression
from checker.record import record
from checker.text import fold

__all__ = ["Mark", "language_of", "mark_of", "opens_with"]

_LONGEST = 300
_EDGE = " \t\r\n\u00a0\ufeff*_#>|•·●▪►▶→»›–—-=~"
_STOPS = " .:!…"


class Mark(Enum):
    """What a matched line means for itself and for the lines behind it."""

    LINE = "line"
    NEXT = "next"
    BLOCK = "block"
    REST = "rest"
    REST_IF_LATE = "rest_if_late"
    CAPTION = "caption"
    BYLINE = "byline"


# A line that ends as sentences do must be shorter than this to match a phrase with a star.
_SENTENCE = {Mark.NEXT: 0, Mark.BLOCK: 0, Mark.BYLINE: 60, Mark.CAPTION: 160}


_SHOWN = expression(r"\W*GRAPHIC:[^\d\n]*\d")
"""What a television script puts on the screen, with its figures: no credit of a picture."""


class _Signed:
    """A phrase with signs; its pattern is made when a line first holds the longest words that it asks for."""

    def __init__(self, phrase: str) -> None:
        folded = _folded(phrase)
        self.needs = max((part.strip() for part in re.split(r"[*#]", folded)), key=len)
        self._phrase = phrase
        self._pattern: re.Pattern[str] | None = None

    def matches(self, line: str) -> bool:
        """Whether the whole of a line that holds ``needs`` is this phrase."""
        if self._pattern is None:
            self._pattern = expression(_regex(self._phrase))
        return self._pattern.fullmatch(line) is not None


@record
class _Phrases:
    """Phrases of one mark: whole lines looked up in a set, phrases with signs tried one by one."""

    mark: Mark
    plain: frozenset[str]
    signed: tuple[_Signed, ...]


@cache
def _phrases(language: str) -> tuple[_Phrases, ...]:
    found = []
    for mark in Mark:
        words = lexicon.words("furniture", mark.value, language)
        wrong = sorted(w for w in words if w != w.lower() or not w.strip("*# "))
        if wrong:
            where = f"lexicons/{language}/furniture.toml: {mark.value}"
            raise LexiconError(f"{where}: {wrong[0]!r} must be words in lower case")
        signed = sorted(w for w in words if "*" in w or "#" in w)
        plain = frozenset(_folded(w).strip(_EDGE).rstrip(_STOPS) for w in words.difference(signed))
        found.append(_Phrases(mark, plain, tuple(_Signed(w) for w in signed)))
    return tuple(found)


def _folded(line: str) -> str:
    return " ".join(fold(line).split())


def _regex(phrase: str) -> str:
    """A star with its blank stands for any words or none; marks may follow at the end."""
    pattern = re.escape(_folded(phrase)).replace(r"\#", r"\d[\d.,]*")
    pattern = re.sub(r"\A\\\*\\ ", r"(?:.*\\ )?", pattern)
    pattern = re.sub(r"\\ \\\*(?=\\ |\Z)", r"(?:\\ .*)?", pattern).replace(r"\*", ".*")
    return pattern + r"[\s.:!…]*"


def mark_of(line: str, language: str = "en") -> Mark | None:
    """What furniture a line is; None for text. Only short lines can be furniture.

    A phrase with a star never matches a long line that ends with a full stop: what a web page puts around its
    articles is short, and sentences end with one.
    """
    if not 0 < len(line) <= _LONGEST:
        return None
    whole = _folded(line.replace("*", "").strip(_EDGE))
    core = whole.rstrip(_STOPS)
    if not core:
        return None
    for phrases in _phrases(language):
        if core in phrases.plain:
            return phrases.mark
        limit = _SENTENCE.get(phrases.mark, 100)
        if whole.endswith(".") and len(whole) > limit:
            continue
        for phrase in phrases.signed:
            if phrase.needs in whole and phrase.matches(whole):
                return None if _SHOWN.match(line) else phrases.mark
    return None


@cache
def language_of(language: str) -> str:
    """The language whose lexicon is used for an article: its own, or English where there is none."""
    found = (lexicon.FOLDER / language / "furniture.toml").is_file()
    return language if found else "en"


@cache
def _openings(key: str, language: str) -> tuple[str, ...]:
    return tuple(sorted(lexicon.words("furniture", key, language)))


def opens_with(line: str, key: str, language: str = "en") -> bool:
    """Whether a folded line opens with one of the phrases under ``key``, at a word's end."""
    return any(
        line.startswith(phrase) and not line[len(phrase) : len(phrase) + 1].isalnum()
        for phrase in _openings(key, language)
    )
