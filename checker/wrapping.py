"""Hard-wrapped paragraphs: text whose lines were broken to a width, by an editor, a mail program or a formatter.

``unwrapped`` blanks the line ends that stand inside a paragraph, one blank a character, so that offsets stay. Where
paragraphs are lines of their own, as in most text that was pasted, nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.expressions import expression
from checker.model import Article, Span, Zone

__all__ = ["unwrapped"]

_LINE = expression(r"[^\r\n]+")
_BREAK = expression(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
_ENDED = expression(r"[.!?…:;][\"'”’»)\]*_]*$")
_STRUCTURE = expression(r"[ \t]*(?:[-*+•–—>|#=]|\d{1,3}[.)][ \t]|[“\"'‘]?[A-Z][\w .]{0,30}:[ \t])")
_COLUMNS = expression(r"\S(?: {3,}|[ ]*\t[ \t]*)\S|\.{4,}")
"""Lines of a table, or with dots that lead to a figure."""
_NARROWEST, _WIDEST = 40, 120
"""Widths that text is wrapped to; a longer line is a paragraph."""
_HARD_BREAK = ("  ", "\\")
_PROOF = 2
"""Full lines that prove a width; one alone is as long as itself."""


def unwrapped(article: Article) -> str:
    """The article's text with a blank for every character of a line end inside a paragraph."""
    text = article.text
    if "\n" not in text and "\r" not in text:
        return text
    markdown = article.path.lower().endswith((".md", ".markdown"))
    blocks = [b for b in _blocks(article) if len(b) > 1 and max(s.end - s.start for s in b) <= _WIDEST]
    wrapped = len(blocks) > 1 and _filled(text, blocks)
    spans = [s for block in blocks for s in _joints(text, block, markdown, wrapped)]
    if not spans:
        return text
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], " " * (span.end - span.start)]
        at = span.end
    return "".join([*pieces, text[at:]])


def _blocks(article: Article) -> Iterator[list[Span]]:
    """Runs of lines of the body without a blank line between them."""
    whole = [Span(0, len(article.text))]
    regions = [r.span for r in article.regions if r.zone is Zone.BODY] if article.regions else whole
    for region in regions:
        block: list[Span] = []
        for m in _LINE.finditer(article.text, region.start, region.end):
            line = Span(*m.span())
            if block and not _BREAK.fullmatch(article.text, block[-1].end, line.start):
                yield block
                block = []
            if m.group().isspace():
                yield block
                block = []
            else:
                block.append(line)
        yield block


def _joints(text: str, block: Sequence[Span], markdown: bool, wrapped: bool) -> Iterator[Span]:
    """The line ends of a block that were made by wrapping."""
    even = wrapped or _filled(text, [block])
    ends = _ENDED.search(text[block[-1].start : block[-1].end].rstrip())  # a headline on two lines has no stop
    for line, following in pairwise(block):
        above, below = text[line.start : line.end], text[following.start : following.end]
        if _STRUCTURE.match(below) or above.endswith(_HARD_BREAK) or _COLUMNS.search(above) or _COLUMNS.search(below):
            continue
        runs_on = ends and len(above) >= _NARROWEST and not _ENDED.search(above.rstrip())
        if even or (runs_on and (markdown or below.lstrip()[0].islower())):
            yield Span(line.end, following.start)


def _filled(text: str, blocks: Sequence[Sequence[Span]]) -> bool:
    """Whether every line but the last of a block is as full as one width allows: its next word would not fit."""
    pairs = [pair for block in blocks for pair in pairwise(block)]
    width = max(s.end - s.start for block in blocks for s in block)
    if len(pairs) < _PROOF or width < _NARROWEST:
        return False
    for line, following in pairs:
        word = text[following.start : following.end].split(maxsplit=1)[0]
        if line.end - line.start + 1 + len(word) <= width:
            return False
    return True
