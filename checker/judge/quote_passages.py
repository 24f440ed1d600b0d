"""The passages of an utterance that a verdict rests on, and its name for a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.judge import rulebook
from checker.model import (
    Article,
    Bundle,
    Claim,
    Evidence,
    Span,
)
from checker.speakers import Speaker
from checker.wording import Gap, Utterance

__all__ = ["SHOWN_WORDS", "around", "clipped", "distinct", "label", "sources_of", "spot", "text_of", "whole_claims"]

SHOWN_WORDS = 8


def label(one: Utterance, who: Speaker) -> str:
    """A short name for an utterance: its speaker and its first words."""
    words = one.words[:SHOWN_WORDS]
    shown = text_of(one, 0, len(words)) + ("…" if len(one.words) > len(words) else "")
    return f"{who.name}: “{shown}”" if who.name else f"“{shown}”"


def text_of(one: Utterance, start: int, end: int) -> str:
    out: list[str] = []
    for i in range(start, end):
        if i == start or one.words[i - 1].span != one.words[i].span:
            out.append(one.words[i].text)
    return " ".join(out)


def _passages(one: Utterance, article: Article, start: int, end: int, side: int) -> Evidence:
    """The sentence of an utterance around words[start:end] as evidence."""
    start, end = _sentence(one, start, end)
    first, last = one.words[start], one.words[end - 1]
    claim = next((c for c in one.claims if c.mention.span.contains(first.span)), one.claims[0])
    inside = min(last.span.end, claim.mention.span.end)
    return clipped(claim, article, Span(first.span.start, max(inside, first.span.end)), side)


def _sentence(one: Utterance, start: int, end: int) -> tuple[int, int]:
    """Widen to the sentence, within one piece of the utterance."""
    start, end = min(start, len(one.words) - 1), max(end, start + 1)
    while start > 0 and one.words[start].gap < Gap.SENTENCE:
        start -= 1
    while end < len(one.words) and one.words[end].gap < Gap.SENTENCE:
        end += 1
    return start, min(end, len(one.words))


def clipped(claim: Claim, article: Article, span: Span, side: int) -> Evidence:
    text = article.text[span.start : span.end]
    whole = rulebook.evidence(claim, side)
    if claim.sentence.contains(span):
        mark = Span(span.start - claim.sentence.start, span.end - claim.sentence.start)
        context = claim.context
    else:
        mark, context = Span(0, len(text)), text
    return replace(whole, passage=article.passage(span), value=text, context=context, mark=mark)


def whole_claims(one: Utterance, side: int) -> list[Evidence]:
    return [rulebook.evidence(claim, side) for claim in one.claims]


def around(bundle: Bundle, one: Utterance, words: tuple[int, int], side: int) -> Evidence:
    return _passages(one, bundle.articles[one.article], *words, side)


def _place(one: Utterance, other: Utterance, where: tuple[int, int]) -> tuple[int, int] | None:
    """Where words[where] of ``other`` stand in ``one``, a version with the same words there, or None."""
    keys = other.keys[max(0, where[0] - 2) : where[1] + 2]
    for i in range(len(one.keys) - len(keys) + 1):
        if one.keys[i : i + len(keys)] == keys:
            return i, i + len(keys)
    return None


def sources_of(spoken: Sequence[Utterance]) -> str:
    names = list(dict.fromkeys(u.claims[0].passage.source for u in spoken))
    if len(names) <= 2:
        return " and ".join(names)
    return f"{names[0]}, {names[1]} and {len(names) - 2} more"


def spot(one: Utterance, model: Utterance, where: tuple[int, int]) -> tuple[int, int]:
    """Where the deciding words stand in another version of the same side."""
    if one is model or one.keys == model.keys:
        return where
    return _place(one, model, where) or (0, len(one.words))


def distinct(evidence: Sequence[Evidence]) -> list[Evidence]:
    kept: dict[tuple[str, int, int], Evidence] = {}
    for one in evidence:
        kept.setdefault((one.passage.path, one.passage.start, one.passage.end), one)
    return list(kept.values())
