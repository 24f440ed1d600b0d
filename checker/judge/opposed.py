"""Which passages of two articles are held against each other: those about one thing, where neither has it both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from checker.model import Article, Span
from checker.rarity import content_stems, rarity
from checker.text import paragraphs, sentences

__all__ = ["opposed", "passages", "shared"]

_T = TypeVar("_T")


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
