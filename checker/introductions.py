"""Sentences that give the word to somebody, without a verb of saying. In front of the quotation: "Ilse Varn put it
best.", "The last word went to Ilse Varn."; behind it: "With these words Ilse Varn left the hall."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checker import lexicon
from checker.expressions import expression

__all__ = ["closes", "hands_over", "introduces", "told_by"]

_APPOSED = r"(?:,[ \u00a0][^,.:;!?\n\"“”«»]{1,70},|[ \u00a0]\([^()\n]{1,30}\))?"
_OPENS = r"[ \u00a0\n\r]*[\"“„«‘']"
_ADVERB = r"(?:(?:also|still|rather|more|less|quite|very|just|as|even|almost|[a-z]{3,12}ly)[ \u00a0]){0,2}"
_BE = r"(?:was|is|were|are|sounded|seemed|remained|looked)[ \u00a0]"


@cache
def _predicates() -> re.Pattern[str]:
    moods = "|".join(sorted(lexicon.words("quotes", "introductions.moods")))
    phrases = "|".join(re.escape(p) for p in sorted(lexicon.words("quotes", "introductions.phrases")))
    rest = r"(?:[ \u00a0,][^.:;!?\n\"“”«»]{0,90})?"
    return expression(
        rf"{_APPOSED}[ \u00a0](?:{_BE}{_ADVERB}(?:{moods})\b{rest}"
        rf"|{_ADVERB}(?:{phrases})\b{rest})[.:!]{_OPENS}"
    )


def introduces(text: str, end: int) -> bool:
    """Whether a sentence whose subject ends at ``end`` hands the word to that subject, and a quotation follows."""
    return _predicates().match(text, end) is not None


def _telling() -> str:
    """An alternation of what is said and by somebody: "statement", "answer"."""
    lists = ("introductions.handed", "introductions.told")
    return "|".join(sorted(frozenset[str]().union(*(lexicon.words("quotes", name) for name in lists))))


@cache
def _handed() -> re.Pattern[str]:
    things = "|".join(sorted(lexicon.words("quotes", "introductions.handed")))
    told = _telling()
    reached = "|".join(sorted(lexicon.words("quotes", "introductions.reached")))
    listen = "|".join(re.escape(p) for p in sorted(lexicon.words("quotes", "introductions.listen")))
    occasion = r"(?:[ \u00a0]of[ \u00a0]the[ \u00a0]\w{3,9})?"
    return expression(
        rf"\b(?:(?:{things}){occasion}[ \u00a0](?:went|goes|belongs|belonged|fell|falls|came|comes)[ \u00a0](?:to|from)"
        rf"|(?:{told}){occasion},?[ \u00a0](?:of|by|from)"
        rf"|(?P<open>(?:{listen})|(?:I|we)(?:[ \u00a0]have)?[ \u00a0](?:{reached})))[ \u00a0]", re.I
    )


def hands_over(text: str, start: int, end: int) -> Iterator[tuple[int, bool]]:
    """Where words within text[start:end] may begin that name to whom "the last word went"; do they end a clause?"""
    for m in _handed().finditer(text, start, end):
        yield m.end(), m.group("open") is None


@cache
def _told() -> re.Pattern[str]:
    return expression(rf"(?:the[ \u00a0])?(?:{_telling()})[ \u00a0](?:of|by|from)[ \u00a0](?:the[ \u00a0])?", re.I)


def told_by(label: str) -> int:
    """How many characters of a label say what follows, not who says it: "Statement by Ilse Varn"."""
    m = _told().match(label)
    return m.end() if m else 0


_CLOSES = expression(
    r"[ \u00a0]*(?:With[ \u00a0](?:these|those|such)[ \u00a0]words,?"
    r"|(?:The|These|Those)[ \u00a0](?:words|lines?|sentences?)[ \u00a0](?:is|are|was|were|come|comes|came)"
    r"(?:[ \u00a0](?:those|that|the[ \u00a0]words?))?[ \u00a0](?:of|from|by)"
    r"|There[ \u00a0](?:speaks|spoke)|You(?:[ \u00a0]have)?[ \u00a0]heard|We[ \u00a0]heard"
    r"|The[ \u00a0]voice[ \u00a0](?:(?:is|was)(?:[ \u00a0]that)?[ \u00a0])?of"
    r"|The[ \u00a0]speaker(?::|[ \u00a0](?:is|was))"
    r"|(?:That|This|It)(?:[ \u00a0](?:is|was)|['’]s)(?:[ \u00a0](?:how|what))?|(?:So|Thus)"
    r"(?:[ \u00a0](?:says|said|spoke|speaks|wrote|writes))?)[ \u00a0]"
)


def closes(text: str, start: int, end: int) -> int | None:
    """Where, in the sentence behind a quotation, the words begin that name whose it was."""
    m = _CLOSES.match(text, start, end)
    return m.end() if m else None
