"""The lines of a text with what they look like: prose, headline, blank. Words play no part here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker import lexicon
from checker.model import Region, Span, Zone
from checker.text import fold

__all__ = ["Line", "cut"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]*_]*\Z")
_STOPPED = re.compile(r"(?:[^.][.…]|[.!?,…][\"'”’»]|[.?!]\))[\"'”’»)\]*_]*\Z|[;,]\Z")
_INNER = re.compile(r"[a-zà-ÿ)\"”’][.!?…][\"'”’»)]*\s+[\"'“‘«(]?[A-ZÀ-Þ]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_END = Span(1 << 60, 1 << 60 | 1)


@dataclass(slots=True)
class Line:
    """One line, or the part of it that is not yet known to be something. ``zone`` None: still to be told."""

    start: int
    end: int
    text: str
    zone: Zone | None = None

    @property
    def folded(self) -> str:
        return " ".join(fold(self.text).strip("#*_ \t").split())

    @property
    def prose(self) -> bool:
        """Whether the line reads as running text: a finished sentence, or too long for anything else."""
        text = self.text
        return len(text) > 200 or (len(text) >= 40 and bool(_ENDED.search(text)) and not self.headline_like)

    @property
    def headline_like(self) -> bool:
        """Whether the line could be a headline: short, one sentence at most, no full stop at its end."""
        return self.unstopped and not _sentences(self.text)

    @property
    def unstopped(self) -> bool:
        """Short, with words, and no full stop, comma or the like at its end."""
        return 0 < len(self.text) <= 200 and not _STOPPED.search(self.text) and bool(_WORD.search(self.text))

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
