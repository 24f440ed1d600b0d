"""Finds quotations: every quoted stretch with its type and the words that attribute it, and reported speech."""

from __future__ import annotations

from typing import Any

from checker.extraction.quote_attribution import Attribution, Reading, read, via
from checker.extraction.quote_marks import Stretch, stretches
from checker.extraction.quote_types import type_of
from checker.grammar import Page
from checker.model import Kind, Mention, Seen, Span

__all__ = ["find"]


def find(page: Page, seen: Seen) -> list[Mention]:
    """Mentions in reading order, one a quoted stretch (a paragraph at most) and one a reported clause.

    ``parts``: type (a QuoteType value), group (number of the utterance within the article), mention and
    mention_start/mention_end (the words that name the speaker, or None), cue, via (the span of an outlet that the words are credited to, or
    None), balanced.
    """
    found = stretches(page)
    if not found:
        return []
    reading = read(page, found)
    groups = _groups(page.text, found, reading)
    out = []
    for number, stretch in enumerate(found):
        got = reading.attributions.get(number)
        kind = type_of(page, reading, number, stretch, got)
        parts = _parts(page.text, got, kind, groups[number], stretch.balanced)
        parts["via"] = via(reading, number)
        span = Span(stretch.start, stretch.end)
        rule = got.rule if got else "marks"
        out.append(Mention(Kind.QUOTE, span, page.text[span.start : span.end], rule, parts))
    return out


def _parts(text: str, got: Attribution | None, kind: str, group: int, balanced: bool) -> dict[str, Any]:
    return {
        "type": kind,
        "group": group,
        "mention": text[got.mention.start : got.mention.end] if got else None,
        "mention_start": got.mention.start if got else None,
        "mention_end": got.mention.end if got else None,
        "cue": got.cue if got else None,
        "balanced": balanced,
    }


def _groups(text: str, found: list[Stretch], reading: Reading) -> list[int]:
    """The number of the utterance that each stretch belongs to."""
    out: list[int] = []
    for number, stretch in enumerate(found):
        if not number:
            out.append(0)
            continue
        before = found[number - 1]
        mine, theirs = reading.attributions.get(number), reading.attributions.get(number - 1)
        joined = mine is not None and theirs is not None and mine.mention == theirs.mention
        near = stretch.continues or stretch.paragraph == before.paragraph
        out.append(out[-1] if joined and near else out[-1] + 1)
    return out
