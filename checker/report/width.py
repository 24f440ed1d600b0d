"""How many columns of a terminal a text takes: East Asian wide characters two, accents and joiners none."""

from __future__ import annotations

import unicodedata

__all__ = ["width"]

_JOINER, _AS_EMOJI = "\u200d", "\ufe0f"
_SKIN = range(0x1F3FB, 0x1F400)
_JAMO = range(0x1160, 0x1200)
"""Vowels and final consonants of Korean, which stand inside the syllable that the first consonant opens."""


def width(text: str) -> int:
    """The columns of a text without control characters. Terminals differ on rare emoji; this is what most do."""
    if text.isascii():
        return len(text)
    columns, last, joined = 0, 0, False
    for char in text:
        if char == _JOINER:
            joined = last == 2
            continue
        if char == _AS_EMOJI and last == 1:  # a heart in the style of text becomes a picture
            columns, last = columns + 1, 2
            continue
        wide = _char(char)
        if joined or (last == 2 and ord(char) in _SKIN):  # a part of the picture before it
            joined = False
        elif wide:
            columns, last = columns + wide, wide
    return columns


def _char(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or ord(char) in _JAMO:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
