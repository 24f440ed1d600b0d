"""Splitting a sentence into tokens with exact offsets: words, numbers, clitics and marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from checker import lexicon
from checker.model import Span

__all__ = ["Token", "split", "token_at"]


class Token(NamedTuple):
    """A word, number or mark. ``tag`` is a Penn Treebank tag; ``lemma`` and ``low`` are lower case.

    ``low`` is the text in lower case with plain apostrophes. Numbers (figures or words) are CD, currency
    signs "$", the possessive is a token of its own (POS), and so is "n't".
    """

    start: int
    end: int
    text: str
    tag: str
    lemma: str
    low: str


_TOKEN = re.compile(
    r"""[^\W\d_][^\W_]*(?:[-’'&][^\W_]+|\.(?:[a-z][^\W_]*|[A-Z]\b)|/[^\W\d_]+)*(?:-(?=\s+(?:and|or|to)\b))?
      |\d+(?:[.,]\d+)*[^\W\d_]*(?:-[^\W\d_]+)*(?:-(?=\s+(?:and|or|to)\b))?
      |\.{2,}|-{2,}|\S""",
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i)^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$")


def token_at(tokens: Sequence[Token], offset: int) -> int:
    """Index of the token that holds the character ``offset`` (else the first one behind it; len(tokens) at the end)."""
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low


def split(text: str, span: Span) -> tuple[list[int], list[str]]:
    """Where the tokens of ``text[span]`` begin, and their words; abbreviations keep their full stop."""
    starts: list[int] = []
    words: list[str] = []
    abbreviations = _abbreviations()
    for m in _TOKEN.finditer(text, span.start, span.end):
        word, start = m.group(), m.start()
        if word == "." and words and starts[-1] + len(words[-1]) == start:
            last = words[-1]
            initial = len(last) == 1 and last.isupper() and start + 1 < span.end
            if initial or "." in last or (last.lower() in abbreviations and (last[0].isupper() or len(last) < 3)):
                words[-1] = last + "."
                continue
        elif ("'" in word or "’" in word) and len(word) > 1:
            cut = _CLITIC.match(word)
            if cut:
                starts += (start, start + cut.end(1))
                words += (cut.group(1), cut.group(2))
                continue
        starts.append(start)
        words.append(word)
    return starts, words


@cache
def _abbreviations() -> frozenset[str]:
    return lexicon.words("abbreviations", "always") | lexicon.words("abbreviations", "unless_capital")
