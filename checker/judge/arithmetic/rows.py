"""Rows: the lines of an article that are entries of a table or a ledger, with their figures.

"Dead: 112", "   Brenn 71", "- homes: 146", "|Brenn|4|2|6|", cells between tabs or wide blanks. A row has a label and
one figure or more; whatever else a line holds makes it no row, and what follows it is another block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from checker.expressions import expression
from checker.model import Article, Span
from checker.record import record
from checker.text import fold, paragraphs

__all__ = ["Cell", "Row", "blocks", "cells_of", "rows"]

_LONGEST = 160
"""Characters of a line that may be a row: longer ones are prose."""
_BULLET = expression(r"(?:[-*•–·▪]|\d{1,2}[.)])\s+")
_NUMBER = r"(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+)(?:\.\d+)?"
_VALUE = expression(rf"(?P<sign>[-+−–])?(?P<number>{_NUMBER})\s?(?P<unit>%|per\s?cent\b)?")
_ENTRY = expression(
    rf"(?P<label>[^\W\d_](?:[^\d\n:]|\d(?=[^\d]*:)){{0,60}}?)(?:\s?[:.…]+\s*|\s+[-–—]\s+|\s+)(?P<value>{_NUMBER}\s?%?)"
)
_NOTHING = frozenset({"-", "–", "—", ""})
_WIDE = expression(r"\t|\s{2,}")


@record
class Cell:
    """One cell: its words, where they stand, and its figure if it is one. ``percent``: is it a percentage?"""

    text: str
    span: Span
    value: Decimal | None = None
    percent: bool = False
    signed: bool = False

    @property
    def empty(self) -> bool:
        return self.text in _NOTHING


@record
class Row:
    """One line: the label and the cells behind it. ``depth``: how far it is set in; ``bullet``: has it a mark?"""

    span: Span
    label: str
    cells: tuple[Cell, ...]
    depth: int
    bullet: bool
    opens: bool = False

    @property
    def value(self) -> Decimal | None:
        """The figure of a row that has one figure."""
        return self.cells[0].value if len(self.cells) == 1 else None


def rows(article: Article) -> list[Row]:
    """Every line of the fact zones that is a row of figures, a row of headings, or an item of a list."""
    text = article.text
    return [row for region in paragraphs(article, text) if (row := _row(text, region.span)) is not None]


def blocks(text: str, found: Sequence[Row]) -> list[list[Row]]:
    """Rows that follow one another without a line between them that is none; rules of dashes do not count."""
    out: list[list[Row]] = [[found[0]]] if found else []
    for a, b in pairwise(found):
        between = text[a.span.end : b.span.start]
        lines = between.count("\n") - len(_RULE.findall(between))
        if lines <= (2 if a.opens else 1) and not _RULE.sub("", between).strip(" \t\r\n|"):
            out[-1].append(b)
        else:
            out.append([b])
    return out


_RULE = expression(r"\n[ \t]*[|+:=_-][|+:=_ -]*(?=\n)")


def _row(text: str, span: Span) -> Row | None:
    if span.end - span.start > _LONGEST:
        return None
    line_start = text.rfind("\n", 0, span.start) + 1
    depth = len(text[line_start : span.start].expandtabs(4))
    mark = _BULLET.match(text, span.start, span.end)
    at = mark.end() if mark else span.start
    words = text[at : span.end]
    cells = cells_of(text, at, span.end)
    if len(cells) > 1 and not _number_like(cells[0]):
        return Row(span, fold(cells[0].text), tuple(cells[1:]), depth, mark is not None)
    entry = _ENTRY.fullmatch(words.rstrip(".;,"))
    if entry is not None:
        value = _cell(entry["value"], at + entry.start("value"))
        return Row(span, fold(entry["label"]), (value,), depth, mark is not None)
    if mark is not None or words.endswith(":"):
        return Row(span, fold(words), (), depth, mark is not None, words.endswith(":"))
    return None


def _number_like(cell: Cell) -> bool:
    return cell.value is not None or cell.empty


def cells_of(text: str, start: int, end: int) -> list[Cell]:
    """The cells of a line: between bars, tabs or wide blanks."""
    words = text[start:end]
    if words.startswith("|"):
        out, at = [], start + 1
        for piece in words.strip("|").split("|"):
            out.append(_trimmed(piece, at))
            at += len(piece) + 1
        return out
    out, at = [], 0
    for gap in _WIDE.finditer(words):
        if gap.start() >= at:
            out.append(_trimmed(words[at : gap.start()], start + at))
            at = gap.end()
    return [*out, _trimmed(words[at:], start + at)]


def _trimmed(piece: str, at: int) -> Cell:
    lead = len(piece) - len(piece.lstrip())
    return _cell(piece.strip().strip("*"), at + lead + (len(piece.strip()) - len(piece.strip().lstrip("*"))))


def _cell(words: str, at: int) -> Cell:
    span = Span(at, at + len(words))
    m = _VALUE.fullmatch(words)
    if m is None:
        return Cell(words, span)
    value = Decimal(re.sub(r"[,\s]", "", m["number"]))
    minus = m["sign"] in ("-", "−", "–")
    return Cell(words, span, -value if minus else value, m["unit"] is not None, m["sign"] is not None)
