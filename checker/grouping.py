"""Groups of things that are linked in pairs: close knit, not strung together.

Taking whatever hangs together by a chain of links makes one story of a year of politics: the debate is linked to the
poll, the poll to the next debate. Here the strongest links join first, and two groups are joined only where a good
part of the pairs between them are linked too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

__all__ = ["close_knit"]

Pair = tuple[int, int]

_SHARE = 0.25
"""How many of the pairs between two groups must be linked. Articles about one event link to more than half of the
others, those of one theme to an eighth."""
_FLOOR = 20
"""Of large groups only some pairs are looked at; a few links among few of these prove nothing."""


def close_knit(size: int, links: Sequence[Pair], looked_at: Iterable[Pair]) -> list[list[int]]:
    """Groups of 0..size-1 in the order of their first member.

    ``links``: the linked pairs, the strongest first; ``looked_at``: all pairs that were compared.
    """
    parent = list(range(size))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in links:
        parent[root(j)] = root(i)
    chained = [root(i) for i in range(size)]
    groups = _Groups(size, links, ((i, j) for i, j in looked_at if chained[i] == chained[j]))
    for pair in links:
        groups.join(*pair)
    return groups.listed()


class _Groups:
    """Groups that grow, and how many pairs between any two of them are linked and were looked at."""

    def __init__(self, size: int, links: Iterable[Pair], looked_at: Iterable[Pair]) -> None:
        self._of = list(range(size))
        self._members = {i: [i] for i in range(size)}
        self._linked = _between(size, links)
        self._seen = _between(size, looked_at)

    def join(self, i: int, j: int) -> None:
        """Make one group of those of two linked things, where enough of the others are linked as well."""
        a, b = self._of[i], self._of[j]
        if a == b or not self._enough(a, b):
            return
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        for member in self._members[b]:
            self._of[member] = a
        self._members[a] += self._members.pop(b)
        for table in (self._linked, self._seen):
            for other, n in table[b].items():
                del table[other][b]
                if other != a:
                    table[a][other] += n
                    table[other][a] += n
            table[b].clear()

    def _enough(self, a: int, b: int) -> bool:
        pairs = len(self._members[a]) * len(self._members[b])
        counted = max(self._seen[a][b], min(pairs, _FLOOR))
        return self._linked[a][b] >= _SHARE * counted

    def listed(self) -> list[list[int]]:
        return sorted(sorted(members) for members in self._members.values())


def _between(size: int, pairs: Iterable[Pair]) -> list[Counter[int]]:
    table: list[Counter[int]] = [Counter() for _ in range(size)]
    for i, j in pairs:
        table[i][j] += 1
        table[j][i] += 1
    return table
