"""Splitting a sentence into tokens with exact offsets: words, numbers, clitics and marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from checker import lexicon
from checker.expressions import expression
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


_TOKEN = expression(
    r"""[^\W\d_][^\W_]*(?:[-’'&][^\W_]+|\.(?:[a-z][^\W_]*|[A-Z]\b)|/[^\W\d_]+)*(?:-(?=\s+(?:and|or|to)\b))?
      |\d+(?:[.,]\d+)*[^\W\d_]*(?:-[^\W\d_]+)*(?:-(?=\s+(?:and|or|to)\b))?
      |\.{2,}|-{2,}|\S""",
    re.VERBOSE,
)
_CLITIC = expression(r"(?i)^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$")


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
    found = _TOKEN.findall(text, span.start, span.end)
    starts: list[int] = []
    at = span.start
    for word in found:
        at = text.index(word, at)  # nothing but blanks stands between two tokens
        starts.append(at)
        at += len(word)
    marked = [n for n, word in enumerate(found) if word == "." or "'" in word or "’" in word]
    return _joined(starts, found, marked, span.end) if marked else (starts, found)


def _joined(starts: list[int], words: list[str], marked: list[int], end: int) -> tuple[list[int], list[str]]:
    """Full stops put to their abbreviations and clitics cut off, among the tokens that are ``marked``."""
    out_starts: list[int] = []
    out_words: list[str] = []
    done = 0
    for n in marked:
        out_starts += starts[done:n]
        out_words += words[done:n]
        done = n + 1
        word, start = words[n], starts[n]
        if word == ".":
            glued = out_words and out_starts[-1] + len(out_words[-1]) == start
            if glued and _shortened(out_words[-1], start + 1 < end):
                out_words[-1] += "."
                continue
        elif len(word) > 1 and (cut := _CLITIC.match(word)):
            out_starts += (start, start + cut.end(1))
            out_words += (cut.group(1), cut.group(2))
            continue
        out_starts.append(start)
        out_words.append(word)
    return out_starts + starts[done:], out_words + words[done:]


def _shortened(word: str, goes_on: bool) -> bool:
    """Whether the full stop behind a word is its own: an initial, "U.S", an abbreviation."""
    if "." in word or (goes_on and len(word) == 1 and word.isupper()):
        return True
    return word.lower() in _abbreviations() and (word[0].isupper() or len(word) < 3)


@cache
def _abbreviations() -> frozenset[str]:
    return lexicon.words("abbreviations", "always") | lexicon.words("abbreviations", "unless_capital")
