"""When two spellings are one name: transliterations, doubled letters, diacritics, short forms of given names."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from checker import lexicon
from checker.expressions import expression
from checker.text import letters_apart

__all__ = ["given_agree", "skeleton", "skeleton_near"]

# Letter groups that the same sound is written with, in the order in which they are replaced.
_SOUNDS = (
    (expression(r"[’'`-]"), ""),
    (expression(r"tsch|tch"), "ch"),
    (expression(r"kh"), "h"),
    (expression(r"ph"), "f"),
    (expression(r"ks"), "x"),
    (expression(r"(?:iy|ij|yi|ii|yy|ie|ey|ei|y|j)$"), "i"),
    (expression(r"iy|ij|yi|ii|yy|ye|ie"), "i"),
    (expression(r"yo|io"), "o"),
    (expression(r"yu|iu|ju"), "u"),
    (expression(r"ya|ia|ja"), "a"),
    (expression(r"ou|oo"), "u"),
    (expression(r"w"), "v"),
    (expression(r"(.)\1"), r"\1"),
)
_NEAR = 0.88
"""Share of the letters that must stay when as few as can be are put in or taken out."""


@lru_cache(maxsize=8192)
def skeleton(name: str) -> str:
    """A name without what transliteration and typing vary: equal skeletons are the same name."""
    plain = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    for pattern, to in _SOUNDS:
        plain = pattern.sub(to, plain)
    return plain


def skeleton_near(one: str, other: str) -> bool:
    """Whether two surnames are so alike that one may be the other, written otherwise (-ko and -ka, a slip)."""
    if one == other:
        return True
    if min(len(one), len(other)) < 6 or one[0] != other[0] or abs(len(one) - len(other)) > 2:
        return False
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and long[len(short) :] in ("s", "n", "ns", "an", "is"):  # a family, a demonym
        return False
    both = len(one) + len(other)
    if letters_apart(one, other) > (1 - _NEAR) * both:
        return False
    return 1 - (both - 2 * _in_common(one, other)) / both >= _NEAR


def _in_common(one: str, other: str) -> int:
    """How many letters both words hold in one order; bit i stands for the i-th letter of ``one``."""
    every = (1 << len(one)) - 1
    row = every
    for letter in other:
        here = sum(1 << i for i, own in enumerate(one) if own == letter) & row
        row = ((row + here) | (row - here)) & every
    return len(one) - row.bit_count()


@cache
def _lines() -> dict[str, set[int]]:
    out: dict[str, set[int]] = {}
    for number, line in enumerate(sorted(lexicon.words("names", "nicknames.lines"))):
        for word in line.split():
            out.setdefault(word, set()).add(number)
    return out


def given_agree(one: str, other: str) -> bool:
    """Whether two given names (or initials) may be one person's."""
    a, b = one.lower().rstrip("."), other.lower().rstrip(".")
    if not a or not b or a == b or skeleton(a) == skeleton(b):
        return True
    if len(a) == 1 or len(b) == 1 or "." in a or "." in b:
        return a[0] == b[0]
    return bool(_lines().get(a, set()) & _lines().get(b, set()))
