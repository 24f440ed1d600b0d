"""The lines of a text with what they look like: prose, headline, blank. Words play no part here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker import lexicon
from checker.expressions import expression
from checker.model import Region, Span, Zone
from checker.text import fold

__all__ = ["Line", "cut", "mark_wrapped"]

_LINE = expression(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_ENDED = expression(r"[.!?…][\"'”’»)\]*_]*\Z")
_CLOSING = "\"'”’»)]*_"
_STOPPED = expression(r"(?:[^.][.…]|[.!?,…][\"'”’»]|[.?!]\))[\"'”’»)\]*_]*\Z|[;,]\Z")
_INNER = expression(r"[a-zà-ÿ)\"”’][.!?…][\"'”’»)]*\s+[\"'“‘«(]?[A-ZÀ-Þ]")
_WORD = expression(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_END = Span(1 << 60, 1 << 60 | 1)


@dataclass(slots=True)
class Line:
    """One line, or the part of it that is not yet known to be something. ``zone`` None: still to be told.

    ``wrapped``: a piece of a paragraph whose lines were broken to a width.
    """

    start: int
    end: int
    text: str
    zone: Zone | None = None
    wrapped: bool = False

    @property
    def folded(self) -> str:
        return " ".join(fold(self.text).strip("#*_ \t").split())

    @property
    def prose(self) -> bool:
        """Whether the line reads as running text: a finished sentence, or too long for anything else."""
        text = self.text
        if self.wrapped or len(text) > 200:
            return True
        return len(text) >= 40 and bool(_ENDED.search(text)) and not self.headline_like

    @property
    def headline_like(self) -> bool:
        """Whether the line could be a headline: short, one sentence at most, no full stop at its end."""
        return self.unstopped and not _sentences(self.text)

    @property
    def unstopped(self) -> bool:
        """Short, with words, and no full stop, comma or the like at its end."""
        text = self.text
        if self.wrapped or not 0 < len(text) <= 200:
            return False
        last = max(len(text.rstrip(_CLOSING)) - 2, 0)  # what ends a line stands right before its closing marks
        return not _STOPPED.search(text, last) and bool(_WORD.search(text))

    @property
    def words(self) -> list[str]:
        return _WORD.findall(self.text)


def _sentences(text: str) -> bool:
    """Whether a sentence ends inside the text; the point of "Mr." or "St." ends none."""
    always = lexicon.words("abbreviations", "always")
    for m in _INNER.finditer(text):
        word = re.split(r"[\s(]", text[: m.start() + 1])[-1]
        if word.lower() not in always:
            return True
    return False


def cut(text: str, preset: Sequence[Region]) -> Iterator[Line]:
    """The lines of a text (with their line ends) cut where regions that are known already begin and end.

    Lines without a visible character are not told apart: they belong to the line before them (or behind, at
    the beginning of the text), and come with an empty ``text``.
    """
    known = iter((*preset, Region(Zone.BODY, _END)))
    region = next(known)
    for m in _LINE.finditer(text):
        at, end = m.span()
        while at < end:
            while region.span.end <= at:
                region = next(known)
            inside = region.span.start <= at
            stop = min(end, region.span.end if inside else region.span.start)
            yield Line(at, stop, text[at:stop].strip(), region.zone if inside else None)
            at = stop


def mark_wrapped(lines: Sequence[Line]) -> None:
    """Tells the lines of wrapped paragraphs: one goes on in lower case, and the paragraph ends a sentence.

    (A headline on two lines ends none.)
    """
    block: list[Line] = []
    for line in (*lines, Line(0, 0, "")):
        if line.text:
            block.append(line)
            continue
        first = next((n for n, (_, b) in enumerate(pairwise(block)) if b.text[0].islower()), None)
        if first is not None and _ENDED.search(block[-1].text):
            for one in block[first:]:
                one.wrapped = not _ENDED.search(one.text)
        block = []
