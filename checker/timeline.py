"""The dated events of a story, one line a day and event, for the report."""

from __future__ import annotations

from collections.abc import Sequence

from checker.judge.rulebook import evidence
from checker.model import Claim, Extraction, Grain, Kind, Story, TimelineEntry, TimeValue

__all__ = ["timeline"]

_DAYS = (Grain.DAY, Grain.PART, Grain.HOUR, Grain.MINUTE)


def timeline(story: Story, rows: Sequence[Extraction]) -> list[TimelineEntry]:
    """Entries in order of day, then article and place; dates without a day or a predicate are left out."""
    out = [
        TimelineEntry(story.id, claim.value.start.date(), _what(claim), evidence(claim))
        for row in rows
        for claim in row.claims
        if claim.kind is Kind.DATE
        and isinstance(claim.value, TimeValue)
        and claim.value.start is not None
        and claim.value.grain in _DAYS
        and claim.predicate
    ]
    return sorted(out, key=lambda e: (e.day, e.evidence.passage.path, e.evidence.passage.start))


def _what(claim: Claim) -> str:
    return claim.context
