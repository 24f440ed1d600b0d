"""Which words of two versions differ: pieces of text for the templates, with the value and the difference marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from checker.record import record
from checker.text import fold

__all__ = ["Piece", "compared", "plain"]

_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
_ALIKE = 0.5
"""Words that two passages share, as a share of the shorter, from which the others are worth pointing at."""
_MOST = 400
"""Words of a passage that are compared; beyond that nobody reads word by word, and time grows with the square."""


@record
class Piece:
    """Raw text. ``mark``: it is the value; ``differs``: the other version has other words here."""

    text: str
    mark: bool = False
    differs: bool = False


def plain(pieces: Sequence[tuple[str, bool]]) -> tuple[Piece, ...]:
    return tuple(Piece(text, mark) for text, mark in pieces if text)


def compared(one: Sequence[Piece], others: Sequence[Sequence[Piece]], *, marked_only: bool) -> tuple[Piece, ...]:
    """``one`` with the words marked that some of the others has not. ``marked_only``: the values alone count."""
    words = _words(one, marked_only)
    odd: set[int] = set()
    for other in others:
        theirs = _words(other, marked_only)
        if not words or not theirs or max(len(words), len(theirs)) > _MOST:
            continue
        same: set[int] = set()
        matcher = SequenceMatcher(None, [w for w, _, _ in words], [w for w, _, _ in theirs], autojunk=False)
        for block in matcher.get_matching_blocks():
            same.update(range(block.a, block.a + block.size))
        if len(same) >= _ALIKE * min(len(words), len(theirs)):
            odd.update(set(range(len(words))) - same)
    return _cut(one, [words[i] for i in sorted(odd)])


def _words(pieces: Sequence[Piece], marked_only: bool) -> list[tuple[str, int, tuple[int, int]]]:
    """(folded word, index of its piece, span in it)."""
    return [
        (fold(m.group()), n, m.span())
        for n, piece in enumerate(pieces)
        if piece.mark or not marked_only
        for m in _WORD.finditer(piece.text)
    ]


def _cut(pieces: Sequence[Piece], odd: Sequence[tuple[str, int, tuple[int, int]]]) -> tuple[Piece, ...]:
    out: list[Piece] = []
    for n, piece in enumerate(pieces):
        at = 0
        for start, end in _joined(piece.text, [span for _, index, span in odd if index == n]):
            out.append(Piece(piece.text[at:start], piece.mark))
            out.append(Piece(piece.text[start:end], piece.mark, True))
            at = end
        out.append(Piece(piece.text[at:], piece.mark))
    return tuple(piece for piece in out if piece.text)


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with nothing but blanks between them as one."""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out
