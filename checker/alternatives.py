"""An expression for any of a list of phrases, written as a tree of their letters.

Tried one behind the other, a hundred phrases are a hundred tries at every word of a text; in a tree they are one try a
letter, and none where no phrase begins. Where several phrases match, the tree prefers the one that comes first, as a
plain alternation does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["any_of", "longest_of"]


def any_of(phrases: Iterable[str], blank: str = r"\s+") -> str:
    """An expression for any of the phrases, in their order; ``blank`` stands for the blanks between words."""
    listed = list(phrases)
    if not listed:
        return r"(?!)"
    first = "".join(sorted({phrase[0] for phrase in listed}))
    ahead = f"(?=[{re.escape(first)}])" if len(first) > _FEW else ""
    return f"(?:{ahead}(?:{_tree(listed, blank)}))"


def longest_of(phrases: Iterable[str], blank: str = r"\s+") -> str:
    """The same, the longest phrase first, so that none hides a longer one that begins with it."""
    return any_of(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)), blank)


_FEW = 3
"""First letters that are as quickly tried as looked for."""


def _tree(phrases: Sequence[str], blank: str) -> str:
    if len(phrases) == 1:
        return _written(phrases[0], blank)
    out: list[str] = []
    by_letter: dict[str, list[str]] = {}
    for phrase in phrases:
        if phrase:
            by_letter.setdefault(phrase[0], []).append(phrase)
        else:  # a phrase ends here: those behind it come second to it
            out += [*_branches(by_letter, blank), ""]
            by_letter = {}
    return "|".join([*out, *_branches(by_letter, blank)])


def _branches(by_letter: dict[str, list[str]], blank: str) -> list[str]:
    out = []
    for phrases in by_letter.values():
        common = _common(min(phrases), max(phrases))
        rest = f"(?:{_tree([p[len(common) :] for p in phrases], blank)})" if len(phrases) > 1 else ""
        out.append(_written(common, blank) + rest)
    return out


def _common(one: str, other: str) -> str:
    """The beginning that two phrases share."""
    return next((one[:at] for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), one)


def _written(words: str, blank: str) -> str:
    return words if words.isalpha() else re.escape(words).replace(r"\ ", blank)
