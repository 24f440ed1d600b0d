"""One figure told twice in one article, in two units: $84,000 and, further down, €84,000; 11 million and 11 billion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from checker.judge.arithmetic.figures import Figure, Problem
from checker.model import Claim, quantity
from checker.rarity import content_stems, rarity
from checker.two_units import apart, by_digits, needed

__all__ = ["units"]

_CONSIDERED = "two sums of money or two things of one figure: the passages tell of the same"
_COMMON = 3
"""Sentences of an article up to which a word tells one of its facts from another."""


def units(claims: Sequence[Claim]) -> Iterator[Problem]:
    """The first pair of passages for every figure of an article. ``claims``: its figures, in reading order."""
    said: set[int] = set()
    often: Counter[str] | None = None
    for group in by_digits(claims):
        for one, other in apart(group):
            least = needed(one, other, "unit_slips_within") if one.sentence != other.sentence else None
            if least is None or said & {id(one), id(other)}:
                continue
            often = often or _sentences_with(claims)
            if _shared(one, other, often) < least:
                continue
            said |= {id(one), id(other)}
            figures = tuple(Figure(c.mention.span, quantity(c), c) for c in (one, other))
            message = f"{one.mention.text} in one passage, {other.mention.text} in the other"
            working = f"{one.mention.text} / {other.mention.text}"
            yield Problem("N119", figures, message, working, 0.75, False, _CONSIDERED)


def _sentences_with(claims: Sequence[Claim]) -> Counter[str]:
    """In how many sentences every word stands."""
    told = {c.sentence.start: c.words for c in claims}
    return Counter(word for words in told.values() for word in words)


def _shared(a: Claim, b: Claim, often: Counter[str]) -> float:
    """How rare the words are that two sentences share, but for those of more than a few sentences."""
    own = content_stems(f"{a.mention.text} {b.mention.text}")
    return sum(rarity(word) for word in sorted(a.words & b.words) if often[word] <= _COMMON and word not in own)
