"""Which dimension of a thing a measure gives, where the words beside it say so: its depth, what is left of a way.

Words are those of ``lexicons/en/extents.toml``. A measure whose words name none may be of any.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from checker import lexicon
from checker.alternatives import longest_of
from checker.expressions import expression
from checker.model import Claim, Quantity
from checker.quantities import dimension

__all__ = ["extent", "label_of", "single"]

_BEFORE, _BEHIND = 60, 40
"""Characters before and behind a measure within which its dimension is named."""
_FOLLOWED = {
    "behind": "",
    "one_ended": r"(?!(?:\s+[^\s.,;]+){1,4}\s+to\b)",
    "closing": r"(?=\s*(?:[.,;:)!?…—–”\"]|$)|\s+(?:and|or|but|when|while|where|in|on|at|with|as|which|that|said)\b)",
}
"""What must, or must not, follow the words of each table behind a measure."""


def extent(claim: Claim) -> str | None:
    """The dimension that a claim's own words name; None for figures that are no such measure."""
    q = claim.value
    if not isinstance(q, Quantity) or (kind := _kind(q.unit)) is None:
        return None
    at, end = claim.mention.span.start - claim.sentence.start, claim.mention.span.end - claim.sentence.start
    return _named(claim.context[max(0, at - _BEFORE) : at], claim.context[max(0, at) : end + _BEHIND], end - at, kind)


@lru_cache(maxsize=4096)
def _named(before: str, rest: str, length: int, kind: str) -> str | None:
    """Behind the measure first: of "a depth of 22 m, 40 m wide" the second is a width."""
    for table in _FOLLOWED:
        if m := _behind(table, kind).match(rest, length):
            return _classes(table, kind)[" ".join(m.group(1).lower().split())]
    m = _before(kind).search(before)
    return _classes("before", kind)[" ".join(m.group(1).lower().split())] if m else None


@cache
def _kind(unit: str | None) -> str | None:
    kind = dimension(unit)
    return kind if kind in lexicon.nested("extents", "kinds", "en") else None


@cache
def _classes(table: str, kind: str) -> dict[str, str]:
    known = lexicon.nested("extents", "kinds", "en")[kind]
    return {w: name for name, words in lexicon.nested("extents", table, "en").items() if name in known for w in words}


def _phrases(table: str, kind: str) -> str:
    return longest_of(_classes(table, kind))


@cache
def _behind(table: str, kind: str) -> re.Pattern[str]:
    return expression(rf"[\s-]*({_phrases(table, kind)})\b{_FOLLOWED[table]}", re.I)


@cache
def _before(kind: str) -> re.Pattern[str]:
    links = "|".join(re.escape(w) for w in lexicon.nested("extents", "links", "en")["words"])
    return expression(rf"\b({_phrases('before', kind)})(?:\s+(?:{links})){{0,5}}[\s:|=]*$", re.I)


def single(name: str) -> bool:
    """Whether a story has so few measures of this dimension that two of them are likely one."""
    return name in lexicon.nested("extents", "single", "en")["names"]


def label_of(name: str) -> str:
    """A dimension as a reader would say it: "left" is the way that is left."""
    return lexicon.nested("extents", "labels", "en").get(name, (name,))[0]
