"""An expression for any of a list of phrases, written as a tree of their letters.

Tried one behind the other, a hundred phrases are a hundred tries at every word of a text; in a tree they are one try a
letter, and none where no phrase begins. Where several phrases match, the tree prefers the one that comes first, as a
plain alternation does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["any_of"]


def any_of(phrases: Iterable[str], blank: str = r"\s+") -> str:
    """An expression for any of the phrases, in their order; ``blank`` stands for the blanks between words."""
    listed = list(phrases)
    if not listed:
        return r"(?!)"
    first = "".join(sorted({phrase[0] for phrase in listed}))
    ahead = f"(?=[{re.escape(first)}])" if len(first) > _FEW else ""
    return f"(?:{ahead}(?:{_tree(listed, blank)}))"


_FEW = 3
"""First letters that are as quickly tried as looked for."""


def _tree(phrases: Sequence[str], blank: str) -> str:
    if len(phrases) == 1:
        return "".join(blank if c == " " else re.escape(c) for c in phrases[0])
    out: list[str] = []
    by_letter: dict[str, list[str]] = {}
    for phrase in phrases:
        if phrase:
            by_letter.setdefault(phrase[0], []).append(phrase[1:])
        else:  # a phrase ends here: those behind it come second to it
            out += [*_branches(by_letter, blank), ""]
            by_letter = {}
    return "|".join([*out, *_branches(by_letter, blank)])


def _branches(by_letter: dict[str, list[str]], blank: str) -> list[str]:
    out = []
    for letter, rests in by_letter.items():
        tree = _tree(rests, blank)
        first = blank if letter == " " else re.escape(letter)
        out.append(f"{first}{tree}" if len(rests) == 1 else f"{first}(?:{tree})")
    return out
