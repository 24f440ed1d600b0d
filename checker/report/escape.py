"""Article text is hostile: what it may do to a terminal or a page is stopped here.

``visible`` makes control and direction characters visible and puts the text on one line; ``inline`` makes it
literal in markdown as well: no emphasis, HTML, table cell, link, mention or heading comes out of article text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["MARK", "cell", "clip", "code", "disarm", "fence", "inline", "literal", "marked", "visible"]

MARK = "…"
_SPACES = re.compile(r"\s+")
_ODD = re.compile(r"[^\x20-\x7e]")
_BLANKS = {"\t": "    ", "\u3000": "  "}  # as wide as they look; any other white space is one blank
_JOINERS = "\u200c\u200d"  # part of the spelling in some scripts, and of emoji; they cannot reorder text
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})

_GAP_MARK = "\u200b"  # `visible` has left none of these in the text
_GAP = "&#8203;"  # breaks what a renderer would make live; itself a character reference, visible in the source
_PLAIN = re.compile(r"[\\`*\[\]~|]|(?<![^\W_])_|_(?![^\W_])")  # an underscore inside a word is literal already
_ENTITY = re.compile(r"&(?=#|[A-Za-z])")
_MATHS = re.compile(r"(?<=[^\s(\[“‘\"'—–-])\$|\$(?!\d)")
_LIVE = re.compile(  # the gap goes behind the match: URLs, mentions, issue numbers, emoji names
    r"(?i):(?=//|[a-z+-][\w+-]*:)|\bwww(?=\.)|@(?=\w)|#(?=\d)|\bgh-(?=\d)"
)
_BLOCK = re.compile(r"(?:[-+](?=\s|$)|-{2,}|=+(?=\s*$)|#{1,6}(?=\s|$)|>|:(?=-))")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def visible(text: str) -> str:
    """The text on one line, with hidden characters as ⟨U+202E⟩. Idempotent."""
    return _SPACES.sub(" ", disarm(text)).strip()


def disarm(text: str) -> str:
    """The text with hidden characters as ⟨U+202E⟩ and its white space as it is, for where lines are kept."""
    return _ODD.sub(_show, text)


def _show(m: re.Match[str]) -> str:
    char = m.group()
    if char in _JOINERS or char.isspace() or unicodedata.category(char) not in _HIDDEN:
        return char
    return f"⟨U+{ord(char):04X}⟩"


def literal(text: str) -> list[str]:
    """What a line shows for each character of the text: itself, blanks for white space, the name of a hidden one."""
    return [_BLANKS.get(c, " ") if c.isspace() else _ODD.sub(_show, c) for c in text]


def clip(text: str, limit: int) -> str:
    """The text cut to at most ``limit`` characters, at a word where there is one, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at = cut.rfind(" ", limit // 2)
    return (cut[:at] if at > 0 else cut).rstrip(" ,;:") + MARK


def inline(text: str, *, start: bool = True) -> str:
    """The text as literal markdown on one line; ``start``: it may stand at the beginning of a line."""
    shown = visible(text)
    block = _BLOCK.match(shown) if start else None
    shown = _ENTITY.sub("&amp;", _LIVE.sub(rf"\g<0>{_GAP_MARK}", shown))
    shown = _MATHS.sub(r"\\$", _PLAIN.sub(r"\\\g<0>", shown).replace("<", "&lt;"))
    shown = shown.replace(_GAP_MARK, _GAP)
    if block:
        return "\\" + shown
    return _NUMBERED.sub(r"\1\\\2", shown, count=1) if start and _NUMBERED.match(shown) else shown


def cell(text: str, limit: int = 0) -> str:
    """The text for a cell of a table; an empty one is a dash. ``limit`` 0: not cut."""
    shown = visible(text)
    return inline(clip(shown, limit) if limit else shown) or "–"


def marked(pieces: Sequence[tuple[str, bool]]) -> str:
    """Pieces of one text, all literal, those with True in bold (blanks at their ends stay outside).

    Two bold pieces must not touch.
    """
    shown: list[tuple[str, bool]] = []
    for text, bold in pieces:
        piece = visible(f"x{text}x")[1:-1]  # blanks at the ends count here
        if bold and piece.strip():
            core = piece.strip()
            at = piece.index(core)
            shown += [(piece[:at], False), (core, True), (piece[at + len(core) :], False)]
        else:
            shown.append((piece, False))
    out, before = "", ""
    for i, (piece, bold) in enumerate(shown):
        after = "".join(text for text, _ in shown[i + 1 :])[:1]
        out += _bold(before, piece, after) if bold else _between(piece, start=not before.strip())
        before = (before + piece)[-1:]
    return out.strip()


def _between(piece: str, *, start: bool) -> str:
    """Literal text with the blanks at its ends kept, one at most."""
    literal = inline(piece, start=start)
    if not literal:
        return " " * bool(piece)
    return f"{' ' * piece.startswith(' ')}{literal}{' ' * piece.endswith(' ')}"


def _bold(before: str, piece: str, after: str) -> str:
    open_, close = ("**", "**") if _flanks(before, piece, after) else ("<strong>", "</strong>")
    return f"{open_}{inline(piece, start=False)}{close}"


def _flanks(left: str, middle: str, right: str) -> bool:
    """Whether ** around ``middle`` is read as bold: a mark at an edge must not have a letter on its other side."""

    def mark(char: str) -> bool:
        return unicodedata.category(char)[0] in "PS" or char == "⟨"

    opens = not mark(middle[0]) or not left or left[-1].isspace() or mark(left[-1])
    closes = not mark(middle[-1]) or not right or right[0].isspace() or mark(right[0])
    return opens and closes


def code(text: str, *, table: bool = False) -> str:
    """The text as a code span; ``table``: inside a table, where a pipe must be escaped even there."""
    shown = visible(text)
    ticks = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") or not shown else ""
    return f"{ticks}{pad}{shown.replace('|', chr(92) + '|') if table else shown}{pad}{ticks}"


def fence(lines: list[str]) -> list[str]:
    """Lines as a fenced block that none of them can close. Each must be on one line already."""
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    ticks = "`" * max(3, longest + 1)
    return [f"{ticks}text", *lines, ticks]
