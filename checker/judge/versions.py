"""The versions of a fact: which of its claims can all hold together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from checker.model import Claim

__all__ = ["versions"]


def versions(
    claims: Sequence[Claim],
    width: Callable[[Claim], Any],
    together: Callable[[Claim, Claim], bool],
    told: Callable[[Claim], Hashable] = id,
) -> list[list[Claim]]:
    """Groups of claims that hold together pair by pair, the best-attested first; in each, the narrowest claim first.

    ``width``: an ordering key, smaller for claims that say more. ``together``: can both be true? ``told``: all of a
    claim that this looks at; of claims that say the same one is asked for all.
    """
    homes: list[tuple[list[Claim], dict[Hashable, Claim]]] = []
    known: dict[tuple[Hashable, Hashable], bool] = {}

    def hold(claim: Claim, key: Hashable, kinds: dict[Hashable, Claim]) -> bool:
        for other, one in kinds.items():
            if (key, other) not in known:
                known[key, other] = together(claim, one)
            if not known[key, other]:
                return False
        return True

    for claim in sorted(claims, key=lambda c: (width(c), c.article, c.mention.span)):
        key = told(claim)
        home = next((home for home in homes if hold(claim, key, home[1])), None)
        if home is None:
            homes.append(([claim], {key: claim}))
        else:
            home[0].append(claim)
            home[1].setdefault(key, claim)
    groups = [group for group, _ in homes]
    return sorted(groups, key=lambda g: (-len({c.article for c in g}), g[0].article, g[0].mention.span))
