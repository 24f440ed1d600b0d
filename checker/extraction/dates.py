"""Finds dates, times, durations and repeated times in an article."""

from __future__ import annotations

from checker.extraction.date_amounts_joined import compounds
from checker.extraction.date_around import Context, month_names
from checker.extraction.date_grammar import Grammar, grammar
from checker.extraction.date_guards import allowed
from checker.extraction.date_parts import parts
from checker.extraction.date_stopwatch import with_stopwatch
from checker.extraction.date_words import Row
from checker.grammar import Page
from checker.model import Kind, Mention, Seen, Span

__all__ = ["find"]


def find(page: Page, seen: Seen) -> list[Mention]:
    """Mentions in reading order, disjoint. ``parts`` holds ``form`` and the labelled pieces of the pattern."""
    known = grammar()
    names = month_names(page.text)
    out: list[Mention] = []
    for region in page.paragraphs:
        row = Row(page.text, region.span.start, region.span.end, known.alphabet)
        told = compounds(page.text, _in_row(page.text, row, known, names))
        out.extend(with_stopwatch(page.text, region.span, told))
    return out


def _in_row(text: str, row: Row, known: Grammar, names: frozenset[str]) -> list[Mention]:
    out: list[Mention] = []
    done = 0
    for at in known.candidates(row.codes):
        if at >= done and (found := _longest(text, row, known, at, names)) is not None:
            mention, done = found
            out.append(mention)
    return out


def _longest(text: str, row: Row, known: Grammar, at: int, names: frozenset[str]) -> tuple[Mention, int] | None:
    """The longest pattern that matches at token ``at`` and fits its context, and the token behind it."""
    for match, pattern in known.matches(row.codes, at):
        pieces = parts(known, match, row)
        if not allowed(Context(text, row, at, match.end(), pattern, pieces, names)):
            continue
        span = Span(row.starts[at], row.ends[match.end() - 1])
        pieces["form"] = pattern.form
        return Mention(Kind.DATE, span, text[span.start : span.end], pattern.name, pieces), match.end()
    return None
