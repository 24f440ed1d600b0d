"""Where the passages of findings stand in their files: lines to show, and columns in every unit that a format asks for.

Only findings get this: counting columns and keeping lines for every fact of an archive would cost more than
reading it. The file is not read again; a text is its own file, and a page keeps its characters compressed.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from checker.model import Agreement, Article, Finding, Line, Passage, Place, Position, SingleSource, line_starts

__all__ = ["pack", "placed"]

ROOM = 160
"""Characters of a line that are kept in front of a passage and behind it."""
LONGEST = 320
"""Characters of the passage itself that are kept of one line."""
FIRST_LINES, LAST_LINES = 3, 1
"""Lines that are kept of a passage that runs over many."""
LONGEST_TEXT = 4000
"""Characters up to which what stands at a place is kept."""

Verdict = Finding | Agreement | SingleSource


def pack(text: str) -> bytes:
    """A file's characters, small enough to travel with the article."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def placed(found: Iterable[Verdict], articles: Iterable[Article]) -> list[Verdict]:
    """The same verdicts, with the place of every passage of a finding."""
    files: dict[str, list[_File]] = {}
    for article in articles:
        files.setdefault(article.path, []).append(_File(article))
    return [_finding(one, files) if isinstance(one, Finding) else one for one in found]


def _finding(finding: Finding, files: dict[str, list[_File]]) -> Finding:
    evidence = tuple(replace(e, passage=_passage(e.passage, files.get(e.passage.path, []))) for e in finding.evidence)
    return replace(finding, evidence=evidence)


def _passage(passage: Passage, files: Sequence[_File]) -> Passage:
    """Two records of one file may have the same path; the line tells them apart."""
    one = next((f for f in files if len(files) == 1 or f.article.first_line == passage.line), None)
    return replace(passage, place=one.place(passage)) if one else passage


class _File:
    """An article with the characters of its file, unpacked when the first place in it is asked for."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def text(self) -> str:
        packed = self.article.markup
        return zlib.decompress(packed).decode("utf-8", "surrogatepass") if packed else self.article.text

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where lines begin; a record has lines of its own, in its text."""
        return line_starts(self.text) if self.article.file is not None else self.article.line_starts or (0,)

    def place(self, p: Passage) -> Place:
        record = self.article.file
        first, last = self._row(p.start), self._row(max(p.end - 1, p.start))
        rows = list(range(first, last + 1))
        if len(rows) > FIRST_LINES + LAST_LINES:
            rows = rows[:FIRST_LINES] + rows[-LAST_LINES:]
        return Place(
            file=record or p.path,
            start=None if record else self._position(first, p.start),
            end=None if record else self._position(last, p.end),
            lines=tuple(self._line(row, p) for row in rows),
            text=self.text[p.start : p.end] if p.end - p.start <= LONGEST_TEXT else "",
        )

    def _row(self, offset: int) -> int:
        return max(bisect_right(self.starts, offset) - 1, 0)

    def _position(self, row: int, offset: int) -> Position:
        before = self.text[self.starts[row] : offset]
        return Position(
            line=self.article.first_line + row,
            column=len(before) + 1,
            utf16=len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1,
            utf8=len(before.encode("utf-8", "surrogatepass")) + 1,
        )

    def _line(self, row: int, p: Passage) -> Line:
        begin = self.starts[row]
        end = self.starts[row + 1] if row + 1 < len(self.starts) else len(self.text)
        while end > begin and self.text[end - 1] in "\r\n":
            end -= 1
        start, stop = max(p.start, begin), min(p.end, end)
        left = max(start - ROOM, begin)
        right = min(min(stop, start + LONGEST) + ROOM, end)
        return Line(
            number=self.article.first_line + (0 if self.article.file is not None else row),
            text=self.text[left:right],
            start=start - left,
            end=max(min(stop, right) - left, start - left),
            cut=(left > begin, right < end),
        )
