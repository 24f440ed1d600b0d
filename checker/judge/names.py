"""Names: one person spelled in two ways inside one article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from checker.judge.rulebook import evidence, finding
from checker.model import (
    Agreement,
    Alignment,
    Bundle,
    Claim,
    Finding,
    Kind,
    NameValue,
    SingleSource,
)
from checker.text import fold

__all__ = ["judge"]

_LIKENESS = 0.75


def judge(bundle: Bundle, alignments: Sequence[Alignment]) -> list[Finding | Agreement | SingleSource]:
    """Spellings differ between outlets by house style; inside one article they are a slip."""
    by_person: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in bundle.claims.get(Kind.NAME, ()):
        if isinstance(claim.value, NameValue) and claim.value.entity == "person":
            by_person[claim.article, claim.value.canonical].append(claim)
    out: list[Finding | Agreement | SingleSource] = []
    for (_, person), claims in sorted(by_person.items()):
        spellings: dict[str, Claim] = {}
        for claim in claims:
            spellings.setdefault(fold(_spelling(claim)), claim)
        if len(spellings) > 1 and _alike(list(spellings)):
            out.append(_finding(bundle, person, list(spellings.values())))
    return out


def _alike(spellings: Sequence[str]) -> bool:
    """Are they spellings of one word, and not two words of a longer name?"""
    first = spellings[0]
    return all(SequenceMatcher(None, first, other).ratio() >= _LIKENESS for other in spellings[1:])


def _spelling(claim: Claim) -> str:
    assert isinstance(claim.value, NameValue)
    return claim.value.spelling


def _finding(bundle: Bundle, person: str, claims: Sequence[Claim]) -> Finding:
    shown = " and ".join(f"“{_spelling(c)}”" for c in claims)
    return finding(
        "M101",
        evidence=[evidence(c, n) for n, c in enumerate(claims)],
        fact=person,
        story=bundle.story.id,
        message=f"{person} is spelled {shown} in one article",
        confidence=0.7,
        working=[f"spellings: {shown}"],
        considered=["two persons: the rest of the article knows only one by this name"],
    )
