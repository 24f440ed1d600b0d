"""Finds dates, times, durations and repeated times in an article."""

from __future__ import annotations

from checker.extraction.date_grammar import Grammar, grammar
from checker.extraction.date_guards import Context, allowed
from checker.extraction.date_parts import parts
from checker.extraction.date_words import Row, split
from checker.grammar import Page
from checker.model import Kind, Mention, Seen, Span

__all__ = ["find"]


def find(page: Page, seen: Seen) -> list[Mention]:
    """Mentions in reading order, disjoint. ``parts`` holds ``form`` and the labelled pieces of the pattern."""
    known = grammar()
    out: list[Mention] = []
    for region in page.paragraphs:
        row = split(page.text, region.span.start, region.span.end, known.alphabet)
        out.extend(_in_row(page.text, row, known))
    return out


def _in_row(text: str, row: Row, known: Grammar) -> list[Mention]:
    out: list[Mention] = []
    at = 0
    while hit := known.gate.search(row.codes, at):
        mention, at = _longest(text, row, known, hit.start())
        if mention is not None:
            out.append(mention)
    return out


def _longest(text: str, row: Row, known: Grammar, at: int) -> tuple[Mention | None, int]:
    """The longest pattern that matches at token ``at`` and fits its context, and where to go on."""
    found = [(m, p) for p in known.by_first[row.codes[at]] if (m := p.regex.match(row.codes, at))]
    found.sort(key=lambda mp: (-mp[0].end(), mp[1].order))
    for match, pattern in found:
        last = match.end() - 1
        pieces = parts(known, match, row)
        context = Context(text, row, at, match.end(), pattern, pieces)
        if not allowed(context):
            continue
        span = Span(row.starts[at], row.ends[last])
        pieces["form"] = pattern.form
        return Mention(Kind.DATE, span, text[span.start : span.end], pattern.name, pieces), match.end()
    return None, at + 1
