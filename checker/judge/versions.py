"""The versions of a fact: which of its claims can all hold together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from checker.model import Claim

__all__ = ["versions"]


def versions(
    claims: Sequence[Claim], width: Callable[[Claim], Any], together: Callable[[Claim, Claim], bool]
) -> list[list[Claim]]:
    """Groups of claims that hold together pair by pair, the best-attested first; in each, the narrowest claim first.

    ``width``: an ordering key, smaller for claims that say more. ``together``: can both be true?
    """
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (width(c), c.article, c.mention.span)):
        home = next((group for group in groups if all(together(claim, o) for o in group)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    return sorted(groups, key=lambda g: (-len({c.article for c in g}), g[0].article, g[0].mention.span))
