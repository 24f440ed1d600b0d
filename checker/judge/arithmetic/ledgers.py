"""Ledgers: entries under a total that do not make it.

"Dead: 112" with three places set in below it; a last line "Total"; a column "Total"; "Starters: 175. Finishers: 98.
Abandoned: 68. Outside the time limit: 4." A total is only held against its parts where they miss it narrowly, or
where other rows of the same table prove what adds up to what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic.figures import Problem
from checker.judge.arithmetic.pairs import one_slip
from checker.judge.arithmetic.rows import Cell, Row, blocks, rows
from checker.judge.arithmetic.sums import incomplete, missed_narrowly
from checker.model import Article, Span, plain
from checker.text import fold

__all__ = ["ledgers"]

_ROWS = expression(r"\d[^\n]{0,40}\n|:\s\d|:\n")


def ledgers(article: Article) -> Iterator[Problem]:
    """What the tables and ledgers of an article have against themselves."""
    if not _ROWS.search(article.text):
        return
    for block in blocks(article.text, rows(article)):
        yield from _nested(block)
        yield from _footed(block)
        yield from _crossed(block)
        yield from _changed(block)
        yield from _itemised(article.text, block)
    yield from _entries(article.text)


# -- "Dead: 112" and, set in below it, "Brenn 71", "Harn 26", "Tolm 25" -----------------------------------------------


def _nested(block: Sequence[Row]) -> Iterator[Problem]:
    for i, whole in enumerate(block):
        parts = []
        for row in block[i + 1 : i + _MOST_PARTS]:
            if not (row.depth > whole.depth or (row.bullet and not whole.bullet)):
                break
            parts.append(row)
        if whole.value is None or whole.value < _LEAST or _numbered(whole) or len({r.depth for r in parts}) != 1:
            continue
        yield from _sum(whole.cells[0], [r.cells[0] if len(r.cells) == 1 else None for r in parts], (whole, *parts))


_MOST_PARTS = 60
_LEAST = 10
"""Below it, a figure at the end of a line may be the number of anything: "Group 4", "Day 3"."""


def _numbered(row: Row) -> bool:
    """Is the figure of a row its number and no count: "Stage 12"?"""
    return bool({w.rstrip("s.") for w in row.label.split()} & lexicon.words("arithmetic", "ledgers.numbered"))


def _sum(whole: Cell, parts: Sequence[Cell | None], shown: Sequence[Row]) -> Iterator[Problem]:
    """The problem of a whole that its parts miss narrowly. Parts without a figure: there is nothing to add up."""
    if any(incomplete(r.label) for r in shown) or any(c is None or c.signed for c in (whole, *parts)):
        return
    cells = [c for c in parts if c is not None and not c.empty]
    if any(c.value is None or c.percent is not whole.percent for c in cells) or whole.value is None or len(cells) < 2:
        return
    values = [c.value for c in cells if c.value is not None]
    total = sum(values, Decimal(0))
    if abs(total - whole.value) <= _slack([*values, whole.value]) or not _missed(whole.value, total):
        return
    if max(values) >= whole.value:
        return
    working = " + ".join(plain(v) or "" for v in values)
    yield Problem(
        "N113",
        (),
        f"the entries add up to {plain(total)}, not {plain(whole.value)}",
        f"{working} = {plain(total)}",
        0.85,
        sure=True,
        places=tuple(r.span for r in shown),
    )


def _missed(whole: Decimal, total: Decimal) -> bool:
    """Does a total miss its parts narrowly, or by one wrong digit?"""
    return missed_narrowly(whole, total) or (one_slip(whole, total) and abs(whole - total) < whole / 2)


def _slack(values: Sequence[Decimal]) -> Decimal:
    """What rounding may have taken: half a last digit for each figure; whole thousands are rounded, too."""
    digits = max(-int(v.as_tuple().exponent) for v in values)
    if digits > 0:
        step = Decimal(1).scaleb(-digits)
    else:
        step = Decimal(1000) if all(v % 1000 == 0 for v in values) else Decimal(0)
    return step * (len(values) + 1) / 2


# -- a last or first line "Total" ------------------------------------------------------------------------------------


@cache
def _total_words() -> frozenset[str]:
    return lexicon.words("arithmetic", "ledgers.totals")


def _footed(block: Sequence[Row]) -> Iterator[Problem]:
    table = [r for r in block if any(c.value is not None for c in r.cells)]
    ends = [n for n, r in enumerate(table) if r.label.strip(" :*") in _total_words()]
    if len(ends) != 1 or len(table) < 3 or ends[0] not in (0, len(table) - 1):
        return
    whole, parts = table[ends[0]], [r for n, r in enumerate(table) if n != ends[0]]
    if any(len(r.cells) != len(whole.cells) for r in parts) or len({r.depth for r in parts}) > 1:
        return
    for column, cell in enumerate(whole.cells):
        if cell.value is not None and not cell.percent:
            yield from _sum(cell, [r.cells[column] for r in parts], (whole, *parts))


# -- a column "Total" ------------------------------------------------------------------------------------------------


def _crossed(block: Sequence[Row]) -> Iterator[Problem]:
    """Rows of which one does not add up to its last figure, where at least two others prove that rows do."""
    head = block[0]
    if len(block) < 4 or len(head.cells) < 3 or fold(head.cells[-1].text) not in _total_words():
        return
    table = [r for r in block[1:] if len(r.cells) == len(head.cells) and all(c.value is not None for c in r.cells)]
    bad = [r for r in table if _across(r) != r.cells[-1].value]
    if len(bad) != 1 or len(table) < 3:
        return
    row = bad[0]
    message = f"the row adds up to {plain(_across(row))}, not {plain(row.cells[-1].value)}"
    working = " + ".join(plain(c.value) or "" for c in row.cells[:-1]) + f" = {plain(_across(row))}"
    yield Problem("N113", (), message, working, 0.85, sure=True, places=(row.span,))


def _across(row: Row) -> Decimal:
    return sum((c.value or Decimal(0) for c in row.cells[:-1]), Decimal(0))


# -- a column of changes ---------------------------------------------------------------------------------------------


def _changed(block: Sequence[Row]) -> Iterator[Problem]:
    """ "|Power|96|80|+12.0%|": which of two columns comes first is told by the rows that do work out."""
    table = [r for r in block if len(r.cells) == 3 and all(c.value is not None for c in r.cells)]
    table = [r for r in table if r.cells[2].percent and not r.cells[0].percent and not r.cells[1].percent]
    if len(table) < 3:
        return
    for new, old in ((0, 1), (1, 0)):
        bad = [r for r in table if not _moves(r.cells[new], r.cells[old], r.cells[2])]
        if len(bad) == 1:
            row = bad[0]
            before, after, said = row.cells[old].value, row.cells[new].value, row.cells[2].value
            assert before is not None
            assert after is not None
            real = plain(round((after - before) / before * 100, 1)) if before else "?"
            message = f"from {plain(before)} to {plain(after)} is a change of {real} percent, not {plain(said)}"
            working = f"({plain(after)} - {plain(before)}) / {plain(before)} = {real}%"
            yield Problem("N112", (), message, working, 0.85, sure=True, places=(row.span,))
            return


def _moves(new: Cell, old: Cell, by: Cell) -> bool:
    """Does a percentage fit, as rounded as the three figures are?"""
    before, after, said = old.value, new.value, by.value
    if not before or after is None or said is None:
        return True
    reach = [_half(old), _half(new)]
    ends = [
        (y - x) / x * 100
        for x in (before - reach[0], before + reach[0])
        for y in (after - reach[1], after + reach[1])
        if x
    ]
    loose = _half(by) * 2
    fits = min(ends) - loose <= said <= max(ends) + loose
    return fits or (not by.signed and min(ends) - loose <= -said <= max(ends) + loose)


def _half(cell: Cell) -> Decimal:
    """Half the last digit that a cell shows."""
    assert cell.value is not None
    return Decimal(1).scaleb(min(0, int(cell.value.as_tuple().exponent))) / 2


# -- "The union has five demands:" above four items ------------------------------------------------------------------

_FEWEST, _MOST = 3, 12


@cache
def _counted() -> re.Pattern[str]:
    words = [w for w in lexicon.mapping("numbers", "cardinals") if _small(w)]
    numbers = "|".join([*words, *map(str, range(_FEWEST, _MOST + 1))])
    return expression(rf"(?:^|\s)(?P<number>{numbers})(?P<noun>(?:\s[a-z-]+){{1,3}}):$")


def _itemised(text: str, block: Sequence[Row]) -> Iterator[Problem]:
    for i, head in enumerate(block):
        m = _counted().search(head.label) if head.opens and not head.bullet else None
        said = _small(m["number"]) if m is not None else None
        if m is None or said is None or not m["noun"].endswith("s") or incomplete(head.label):
            continue
        items = []
        for row in block[i + 1 :]:
            if not row.bullet or row.depth != block[i + 1].depth:
                break
            items.append(row)
        if len(items) < _FEWEST or abs(len(items) - said) != 1 or any(incomplete(r.label) for r in items[-1:]):
            continue
        if i + 1 + len(items) < len(block) or _unfinished(text, items[-1]):
            continue
        message = f"{len(items)} are listed, not {said}"
        yield Problem("N113", (), message, f"1 to {len(items)}", 0.75, places=(head.span, *(r.span for r in items)))


def _unfinished(text: str, last: Row) -> bool:
    """Does the list end in dots, or in a line that could be one more item?"""
    behind = text[last.span.end : last.span.end + 3]
    return (last.label.endswith((".", "…", ":")) and last.label.endswith(("..", "…", ":"))) or behind.startswith("\n…")


def _small(word: str) -> int | None:
    value = int(word) if word.isdigit() else lexicon.mapping("numbers", "cardinals").get(word)
    return int(value) if value is not None and _FEWEST <= int(value) <= _MOST else None


# -- "Starters: 175. Finishers: 98. Abandoned: 68. Outside the time limit: 4." -----------------------------------------

_PAIR = expression(
    r"(?<![\w:])(?P<label>[A-Za-z][A-Za-z ’'-]{2,40}):\s(?P<value>\d{1,3}(?:,\d{3})+|\d{1,6})(?![\w%]|[.,:/-]?\d)"
)
_NEXT = expression(r"[.;,]?\s{1,3}(?:[-*•]\s)?")


def _entries(text: str) -> Iterator[Problem]:
    """Labels that are known to be all the ways in which a whole can end, one entry behind the other."""
    found = list(_PAIR.finditer(text))
    yield from _closing(text, found)
    for i, m in enumerate(found):
        kinds = lexicon.mapping("arithmetic", "ledgers.ends").get(fold(m["label"]))
        if kinds is None:
            continue
        known, parts, at = kinds.split(), [], m.end()
        for other in found[i + 1 :]:
            words = fold(other["label"]).split()
            if not _NEXT.fullmatch(text, at, other.start()) or not any(w in known for w in words):
                break
            parts.append(other)
            at = other.end()
        whole, values = _number(m["value"]), [_number(p["value"]) for p in parts]
        total = sum(values, Decimal(0))
        if len(parts) < 2 or total == whole or not _missed(whole, total) or _open(text, at):
            continue
        working = " + ".join(plain(v) or "" for v in values)
        message = f"the entries add up to {plain(total)}, not {plain(whole)}"
        spans = (Span(*m.span()), *(Span(*p.span()) for p in parts))
        yield Problem("N113", (), message, f"{working} = {plain(total)}", 0.8, sure=True, places=spans)


def _closing(text: str, found: Sequence[re.Match[str]]) -> Iterator[Problem]:
    """ "Serious: 19. Slight: 27. Total: 46": entries of one line before the one that is their sum."""
    for i, m in enumerate(found):
        if fold(m["label"]) not in _total_words() or i < 2:
            continue
        parts: list[re.Match[str]] = []
        at = m.start()
        for other in reversed(found[:i]):
            if not _NEXT.fullmatch(text, other.end(), at) or fold(other["label"]) in _total_words():
                break
            if "\n" in text[other.end() : at]:
                break
            parts.insert(0, other)
            at = other.start()
        values, whole = [_number(p["value"]) for p in parts], _number(m["value"])
        total = sum(values, Decimal(0))
        if len(parts) < 2 or total == whole or not _missed(whole, total) or max(values) >= whole:
            continue
        if any(incomplete(fold(p["label"])) for p in parts):
            continue
        working = " + ".join(plain(v) or "" for v in values)
        message = f"the entries add up to {plain(total)}, not {plain(whole)}"
        spans = (*(Span(*p.span()) for p in parts), Span(*m.span()))
        yield Problem("N113", (), message, f"{working} = {plain(total)}", 0.8, sure=True, places=spans)


def _number(words: str) -> Decimal:
    return Decimal(words.replace(",", ""))


def _open(text: str, at: int) -> bool:
    """Does one more entry follow that the list of words does not know?"""
    behind = text[at : at + 60]
    return (
        _PAIR.match(behind, len(m.group()) if (m := _NEXT.match(behind)) else 0) is not None and "\n" not in behind[:3]
    )
