"""A party that denies outright what another source counts: "not a single strike" against "30 missiles were fired"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from checker import lexicon, taxonomy
from checker.judge.rulebook import evidence, finding, value_words
from checker.model import Bound, Bundle, Claim, Finding, Kind, Quantity, UnitKind, quantity
from checker.rarity import content_stems

__all__ = ["judge"]


def judge(bundle: Bundle) -> list[Finding]:
    """One finding a denial, with every figure of other articles that it denies."""
    figures = [c for c in bundle.claims.get(Kind.NUMBER, ()) if isinstance(c.value, Quantity)]
    out = []
    for denial in figures:
        event = _denied(denial)
        if event is None:
            continue
        against = [c for c in figures if c.article != denial.article and _denies(event, denial, c)]
        if against:
            out.append(_finding(bundle, denial, against))
    return out


def _denied(claim: Claim) -> str | None:
    """The event class of a count of zero that somebody is credited with."""
    value = quantity(claim)
    if value.low != 0 or value.high != 0 or value.bound is not Bound.EXACT or not (claim.quoted_by or claim.claimant):
        return None
    return taxonomy.event_named((claim.head or "").lower(), "nouns") or claim.predicate


def _denies(event: str, denial: Claim, other: Claim) -> bool:
    value = quantity(other)
    if (
        value.unit_kind is not UnitKind.COUNT
        or not (value.low or Decimal(0)) > 0
        or other.notes & {"forecast", "prior"}
    ):
        return False
    if other.predicate not in lexicon.nested("judge", "denies").get(event, (event,)):
        return False
    places = _places(denial)
    return bool(places) and bool(places & set(content_stems(other.context)))


def _places(denial: Claim) -> set[str]:
    """Stems of the place that a denial is about."""
    return set(content_stems(denial.place)) if denial.place else set()


def _finding(bundle: Bundle, denial: Claim, against: Sequence[Claim]) -> Finding:
    who = denial.quoted_by or denial.claimant or "one side"
    told = ", ".join(f"{value_words(c)} ({c.passage.source})" for c in against[:3])
    return finding(
        "N106",
        evidence=[evidence(denial, 0), *(evidence(c, 1) for c in against)],
        fact=f"{denial.counted or denial.head}",
        story=bundle.story.id,
        message=f"{who} says “{denial.mention.text}”; elsewhere: {told}",
        confidence=0.6,
        reasons=["both speak of " + ", ".join(sorted(_places(denial) & set(content_stems(against[0].context))))],
        considered=["an error: the denial is somebody's claim, so both may stand if each is attributed"],
        working=[f"0 {denial.head} against {told}"],
    )
