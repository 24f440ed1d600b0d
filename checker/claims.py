"""Claims: a mention with its value and its circumstances."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from checker.grammar import Page
from checker.model import Claim, Kind, Seen

__all__ = ["build"]


def build(page: Page, seen: Seen) -> list[Claim]:
    """Every mention of an article as a claim, in reading order."""
    out = []
    for kind, found in seen.items():
        for mention, value in found:
            sentence = page.sentences[page.sentence_at(mention.span.start)]
            out.append(
                Claim(
                    article=page.article.id,
                    kind=kind,
                    mention=mention,
                    value=value,
                    passage=page.article.passage(mention.span),
                    zone=sentence.zone,
                    sentence=sentence.span,
                    context=page.text[sentence.span.start : sentence.span.end],
                    counted=mention.parts.get("counted") if kind is Kind.NUMBER else None,
                )
            )
    return sorted(out, key=lambda c: (c.mention.span, c.kind))


def proved_day(claims: Iterable[Claim]) -> date | None:
    """The day on or after which the claims prove an article to have been written."""
    return None
