"""Which kind of name a capitalised run is: person, organisation, place, or a name with a number in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.extraction.name_lexicon import gender_of_given, known_places, listed
from checker.model import Span
from checker.record import record
from checker.wordforms import codes

__all__ = ["Candidate", "classify", "numbered"]


@record
class Candidate:
    """A capitalised run: its words, the title and all words before it in the run; does it open a sentence?"""

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    title: str | None
    before: str
    initial: bool


_AFTER = expression(
    r",[ \u00a0](?:\d\d\b|(?:a|an|the|his|her|its|who|whose|of)[ \u00a0]|[\w-]+[ \u00a0](?:of|for|at)\b)"
    r"|[ \u00a0]\((?:[RDI]-|born\b|\d\d\))"
)
_APPOSED = expression(
    r",[ \u00a0](?:(?:a|an|the|its|our|their)[ \u00a0]|[\w’'-]{1,30}['’]s?[ \u00a0])"
    r"(?:(?!of\b|at\b|for\b|in\b|from\b|with\b|who\b)[\w’'-]{1,30}[ \u00a0]){0,5}?"
    r"([\w-]{1,30})(?=[,.;)]|[ \u00a0](?:of|for|in|from|that|which|with|carrying|based|owned|behind|on)\b)"
)
_DATELINE = expression(r"(?:, [A-Z][\w .]{1,30})?(?: \([^)\n]{1,40}\))?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})? ?[—–-]")
_SPEAKS = expression(r"[ \u00a0](?:said|says|told|added|asked|wrote|tweeted|thinks|believes|who)\b")
_CODE = r"[A-Z](?<![\w$€£.,-].)[A-Z]{0,3}-?\d{1,4}[A-Z]{0,2}\b(?![,.]?\d|%|[-–]\d)"
"""Begins with what it consumes and looks back then: so the expression is only tried where a capital stands."""


def classify(text: str, c: Candidate) -> tuple[str, str]:
    """(entity, pattern): person, organisation, place or other, and what told it."""
    place = known_places().get(c.text)
    if place and not c.title:
        return "place", place[1]
    if c.title:
        return "person", "title"
    lows = [w.lower() for w in c.words]
    if any(w in listed("organisations.heads") for w in lows):
        return "organisation", "head"
    if len(lows) > 1 and (lows[-1] in listed("geography.last") or lows[0] in listed("geography.first")):
        return "place", "geography"
    if c.initial and c.text.isupper() and _DATELINE.match(text, c.end):
        return "place", "dateline"
    if len(c.words) == 1 and c.text.isupper() and len(c.text) > 1:
        return "organisation", "acronym"
    before = text[max(0, c.start - 24) : c.start].lower().split()
    word = before[-1].rstrip(",") if before else ""
    if word == "the" and len(before) > 1:
        word = before[-2]
    if len(c.words) > 1 and lows[0] in gender_of_given():
        return "person", "given name"
    if word in lexicon.words("quotes", "roles.person"):
        return "person", "role"
    if len(c.words) < 3 and (_is_thing(c, before[-1] if before else "") or _is_thing(c, _apposed(text, c.end))):
        return "organisation", "kind"
    if word in listed("words.place_before") or (
        word == "of" and len(before) > 1 and before[-2] in listed("words.place_nouns")
    ):
        return "place", "preposition"
    if 1 < len(c.words) <= 4 and (_AFTER.match(text, c.end) or _SPEAKS.match(text, c.end) or _initials(c)):
        return "person", "context"
    if 1 < len(c.words) <= 3 and not any(w in codes() for w in lows) and not c.text.isupper():
        return "person", "unknown words"
    if len(c.words) == 1 and _SPEAKS.match(text, c.end):
        return ("organisation" if before and before[-1] == "the" else "person"), "speaks"
    return "other", "capitals"


def _apposed(text: str, end: int) -> str:
    """The head of an apposition behind a name: "Ostrel, the region's biggest bus operator," is an operator."""
    m = _APPOSED.match(text, end)
    return m.group(1).lower() if m else ""


def _is_thing(c: Candidate, called: str) -> bool:
    """Whether what a name is called makes it a body's or a ship's; a builder of two names is a person."""
    person_too = called.endswith(("er", "or")) and called not in lexicon.words("quotes", "roles.craft")
    return called in _things() and (len(c.words) == 1 or not person_too)


@cache
def _things() -> frozenset[str]:
    """What a name of a body or of a ship is called by."""
    return lexicon.words("quotes", "roles.body") | lexicon.words("quotes", "roles.craft")


def _initials(c: Candidate) -> bool:
    return any(len(w) == 2 and w.endswith(".") for w in c.words[:-1])


def numbered(text: str) -> list[tuple[Span, str]]:
    """Names with numbers: "Boeing 737", "Flight 212", "G20", "Second World War", "Fifth Avenue"."""
    out = [(Span(*m.span()), "numbered name") for m in _numbered().finditer(text)]
    out += [(Span(*m.span()), "code") for m in _code().finditer(text)]
    out += [(Span(*m.span()), "ordinal name") for m in _ordinal().finditer(text)]
    out.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    kept: list[tuple[Span, str]] = []
    for span, pattern in out:
        if not kept or span.start >= kept[-1][0].end:
            kept.append((span, pattern))
    return kept


@cache
def _numbered() -> re.Pattern[str]:
    words = _one_of([*listed("numbered.before"), "world War"], r"(?<!\w.)")
    return expression(rf"{words}[ \u00a0-](?:\d{{1,4}}(?:-\d{{2,4}})?[A-Z]{{0,3}}\b(?![,.]\d|%)|I{{1,3}}\b|IV\b)")


@cache
def _code() -> re.Pattern[str]:
    return expression(_CODE)


@cache
def _ordinal() -> re.Pattern[str]:
    return expression(_one_of(listed("numbered.ordinals"), "(?<=[a-z,] .)") + r"(?:[ \u00a0][A-Z][a-z]+)+")


def _one_of(words: Iterable[str], behind_first: str) -> str:
    """An alternation of words with a capital that is only tried where one of their first letters stands.

    ``behind_first`` looks back at what may stand before a word, from behind its first letter.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words):
        rests.setdefault(word[0].upper(), []).append(word[1:])
    each = "|".join(f"(?<={first})(?:{'|'.join(rest)})" for first, rest in rests.items())
    return f"[{''.join(rests)}]{behind_first}(?:{each})"
