"""Votes: "carried by six votes to three" in one article, "a 5-4 split" in another.

A tally is two figures that only mean something together, so none of them is compared alone. Two tallies of one story
that differ are held against each other where they are about one vote: the same number of votes in all, or much the
same words around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic.figures import number_of
from checker.judge.opposed import held_against, passages, shared
from checker.model import Article, Bundle, Finding, Span
from checker.rarity import content_stems
from checker.record import record
from checker.text import fold

__all__ = ["Tally", "judge", "tallies"]

_ONE_BODY, _ONE_SIDE = 0.3, 1.5
"""How much the passages must share where both count as many votes in all, and where only one side is the same."""


@record
class Tally:
    """A vote: those for it (or the more), those against, where it stands, and the stems of the passage."""

    more: int
    fewer: int
    span: Span
    around: frozenset[str]


def judge(bundle: Bundle) -> Iterator[Finding]:
    """One finding for every two articles whose tallies of one vote differ."""
    told = {name: found for name, article in bundle.articles.items() if (found := list(tallies(article)))}
    return held_against(bundle, told, _one_vote, _same, _said)


def _said(a: Tally, b: Tally) -> tuple[str, str]:
    message = f"{a.more} to {a.fewer} in one, {b.more} to {b.fewer} in the other"
    return message, "both give the two sides of a vote"


def _one_vote(a: Tally, b: Tally) -> bool:
    if _same(a, b):
        return True
    if a.more + a.fewer != b.more + b.fewer and not {a.more, a.fewer} & {b.more, b.fewer}:
        return False  # two chambers, or two votes
    needed = _ONE_BODY if a.more + a.fewer == b.more + b.fewer else _ONE_SIDE
    return shared((a.around & b.around) - _own_words()) >= needed


def _same(a: Tally, b: Tally) -> bool:
    return {a.more, a.fewer} == {b.more, b.fewer}


@cache
def _own_words() -> frozenset[str]:
    """Stems of the words by which votes are told of: they link no two of them."""
    return frozenset(content_stems(" ".join(lexicon.words("tallies", "votes") | lexicon.words("tallies", "nouns"))))


def tallies(article: Article) -> Iterator[Tally]:
    """Every tally of an article."""
    text = fold(article.text)
    if not _telling().search(text):
        return
    for span, around in passages(article):
        if _telling().search(text, span.start, span.end):
            for pattern in _patterns():
                for m in pattern.finditer(text, span.start, span.end):
                    yield from _read(m, around)


def _read(m: re.Match[str], around: frozenset[str]) -> Iterator[Tally]:
    more, fewer = number_of(m["more"]), number_of(m["fewer"])
    whole = number_of(m["whole"]) if m.groupdict().get("whole") else None
    if more is None or fewer is None or not more or more + fewer < _LEAST:
        return
    if whole is not None and more + fewer > whole:
        return  # "three" is no part of the nine
    yield Tally(int(more), int(fewer), Span(*m.span("said")), around)


_LEAST = 3


@cache
def _telling() -> re.Pattern[str]:
    words = "|".join(sorted(lexicon.words("tallies", "votes") | lexicon.words("tallies", "nouns")))
    return expression(rf"\b(?:{words})\b")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    number, words = r"(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)", r"(?:\s[\w’'-]+)"
    more, fewer = rf"(?P<more>{number})", rf"(?P<fewer>{number})"
    nouns = "|".join(sorted(lexicon.words("tallies", "nouns")))
    verbs = "|".join(sorted(lexicon.words("tallies", "verbs")))
    voters = "|".join(sorted(lexicon.words("tallies", "voters")))
    yes, no = ("|".join(p.replace(" ", r"\s") for p in sorted(lexicon.words("tallies", k))) for k in ("for", "against"))
    stop = r"(?![\w%]|[-,.–]\d|\s(?:percent|per\scent|million|billion|years?|months?|days?))"
    return (
        # "carried by six votes to three", "voted 214 to 198", "passed 214-198"
        expression(
            rf"\b(?:(?:{verbs}){words}{{0,4}}?\s(?:by\s|in\sa\s)?|by\s(?:a\s(?:vote|margin)\sof\s)?)"
            rf"(?P<said>{more}(?:\s(?:votes?|{voters}))?(?:\sto\s|\s?[-–]\s?){fewer}){stop}"
        ),
        # "a 5-4 split", "in a six-to-three ruling"
        expression(
            rf"\b(?P<said>(?P<more>\d{{1,3}}|[a-z]+)(?:-to-|\sto\s|\s?[-–]\s?)(?P<fewer>\d{{1,3}}|[a-z]+)\s(?:{nouns}))\b"
        ),
        # "six of the nine members voted for the loan and three against it", "21 in favour and 14 against"
        expression(
            rf"\b(?P<said>{more}(?:\sof\s(?:the|its|their)\s(?P<whole>{number}))?"
            rf"(?:{words}{{0,6}}?\s(?:voted|were))?\s(?:{yes})\b"
            rf"[^.;‹›()]{{0,60}}?(?:,|\band|\bwhile|\bwith|;)\s{fewer}{words}{{0,3}}?\s(?:{no}))\b"
        ),
    )
