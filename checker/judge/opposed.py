"""Which passages of two articles are held against each other: those about one thing, where neither has it both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Protocol, TypeVar

from checker.judge.rulebook import finding, place
from checker.model import Article, Bundle, Finding, Span
from checker.rarity import content_stems, rarity
from checker.text import paragraphs, sentences

__all__ = ["held_against", "opposed", "passages", "shared"]


class Placed(Protocol):
    """What stands at a place of an article."""

    @property
    def span(self) -> Span: ...


_T = TypeVar("_T")
_P = TypeVar("_P", bound=Placed)


def held_against(
    bundle: Bundle,
    told: Mapping[str, Sequence[_P]],
    alike: Callable[[_P, _P], bool],
    same: Callable[[_P, _P], bool],
    said: Callable[[_P, _P], tuple[str, str]],
) -> Iterator[Finding]:
    """A possible conflict for what two articles say differently of one thing.

    ``told``: the passages by article. ``said``: the message and the reason of a finding.
    """
    for one, other in combinations(sorted(told), 2):
        for a, b in opposed(told[one], told[other], alike, same):
            first, second = bundle.articles[one], bundle.articles[other]
            message, reason = said(a, b)
            yield finding(
                "N102",
                evidence=[place(first, a.span), place(second, b.span)],
                fact=first.text[a.span.start : a.span.end],
                story=bundle.story.id,
                message=message,
                confidence=0.6,
                reasons=[reason],
            )


def opposed(
    mine: Sequence[_T], theirs: Sequence[_T], alike: Callable[[_T, _T], bool], same: Callable[[_T, _T], bool]
) -> Iterator[tuple[_T, _T]]:
    """The first passage of each side that is about what the other is, where no two about it say the same."""
    seen: list[_T] = []
    for a in mine:
        facing = [b for b in theirs if alike(a, b)]
        if not facing or any(same(a, b) for b in facing) or any(b is facing[0] for b in seen):
            continue
        if all(same(a, other) for other in mine if alike(other, facing[0])):
            seen.append(facing[0])
            yield a, facing[0]


def passages(article: Article) -> Iterator[tuple[Span, frozenset[str]]]:
    """Every sentence of an article, with its stems and those of the sentence before in its paragraph."""
    text = article.text
    for region in paragraphs(article, text):
        before: frozenset[str] = frozenset()
        for span in sentences(text, region.span):
            words = frozenset(content_stems(text[span.start : span.end]))
            yield span, words | before
            before = words


def shared(words: Iterable[str]) -> float:
    """How much shared words say; a rare one counts 1."""
    return sum(rarity(word) for word in sorted(words))
