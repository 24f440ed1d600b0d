"""Which line is the headline, and which one says who wrote the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.expressions import expression
from checker.load.furniture import opens_with
from checker.load.lines import Line
from checker.model import Zone
from checker.text import fold

__all__ = ["find_headline", "is_byline", "same_headline"]

_HEADER_LINES = 6
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATE = expression(
    rf"\b(?:19|20)\d\d\b|\b{_MONTH}\.? \d|\d {_MONTH}\b|\b{_WEEKDAY}\b|\b\d{{1,2}}[:.]\d\d\b", re.IGNORECASE
)
_NUMBERED = expression(r"(?:\d+[.)]|[-•*·–])\s")
_NAME = r"[A-Z][\w.’'-]*"
_LINK = r"(?:de|da|di|du|van|von|der|den|bin|al|el|la|le|and|&)"
_BYLINE = expression(
    rf"[Bb][Yy]:? {_NAME}(?:,? (?:{_LINK} )*{_NAME}){{1,6}}"  # By Ana van der Lo, Uli Brandt and Jo Reeve
    r"(?:,? (?:in|at|for|of) [A-Z][\w ,’'-]*|,? [a-z ]{3,40}|,? at the [A-Z][\w ’'-]*| ?[|–—-] ?[^.!?]*)?"
)


def find_headline(lines: Sequence[Line], title: str | None, language: str = "en") -> Line | None:
    """The line above the article's first sentence that is its headline; None when there is none.

    A line that repeats a known ``title`` is it. Else the lines above the text are weighed: mastheads, dates and
    notices ("Press release 12") stand there too.
    """
    header: list[Line] = []
    for line in lines:
        if line.zone is None:
            if title and same_headline(line, title):
                return line
            if line.prose or len(header) == _HEADER_LINES:
                break
            header.append(line)
        elif line.zone is Zone.BODY:
            break
    else:
        if len(header) < 2:
            return None
    weights = [_weight(line, n, lines, language) for n, line in enumerate(header)]
    best = max(weights, default=0)
    return header[weights.index(best)] if best > 0 else None


def _weight(line: Line, n: int, lines: Sequence[Line], language: str) -> int:
    text, low, words = line.text, line.folded, line.words
    if not line.unstopped or _NUMBERED.match(text) or len(words) < 2 or len(text) > 160 or text.endswith(":"):
        return -9
    weight = 2 if n == 0 else 1
    weight += 1 if 4 <= len(words) <= 20 else -1
    weight += 1 if any(w[0].islower() for w in words) else 0
    if opens_with(low, "headline.not_first", language) or text[0] in "([|":
        weight -= 4
    if _DATE.search(low) and len(words) <= 8:
        weight -= 2
    if _masthead(text, words, language):
        weight -= 3
    at = lines.index(line)
    alone = at + 1 < len(lines) and lines[at + 1].start > line.end
    return weight + (1 if alone and n else 0)


def _masthead(text: str, words: Sequence[str], language: str) -> bool:
    """A paper's or an office's name: capitals, or a last word such as Gazette, before any dash or bar."""
    head = re.split(r" [|—–-] |[(:,]", text)[0].split()
    if not head:
        return False
    shouted = all(w.upper() == w for w in words[: len(head)]) and len(words) > len(head)
    return shouted or opens_with(head[-1].lower(), "headline.masthead", language)


def same_headline(line: Line, title: str) -> bool:
    """Whether a line is the title, give or take the outlet's name at its end, marks and case."""
    a, b = _bare(line.text), _bare(title)
    if a == b:
        return bool(a)
    short, long = sorted((a, b), key=len)
    return len(short) >= 25 and long.startswith(short) and len(long) - len(short) <= 40


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s%$€£]", " ", fold(text)).split())


def is_byline(text: str) -> bool:
    """ "By" and a name; no sentence ("By Friday evening the water had gone.")."""
    text = text.strip("*_ ")
    return len(text) <= 120 and bool(_BYLINE.fullmatch(text)) and not _DATE.match(text[3:])
