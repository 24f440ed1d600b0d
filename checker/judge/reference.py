"""Figures against a reference table: what a ministry or an election office has published."""

from __future__ import annotations

from collections.abc import Sequence

from checker import taxonomy
from checker.judge.rulebook import evidence, finding, value_words
from checker.model import Bundle, Claim, Finding, Kind, KnownFigure, Scope, UnitKind, plain, quantity
from checker.quantities import Interval, allowed
from checker.rarity import content_stems, stem
from checker.taxonomy import Kinship
from checker.wordforms import singular

__all__ = ["judge"]

_OTHER = frozenset({"prior", "forecast", "hypothetical", "lead-when"})


def judge(bundle: Bundle, known: Sequence[KnownFigure]) -> list[Finding]:
    """Findings for figures that no row for their day, event, thing and place allows."""
    out = []
    for claim in bundle.claims.get(Kind.NUMBER, ()):
        rows = [row for row in known if _about(claim, row)]
        value = quantity(claim)
        if rows and not any(allowed(value).meets(Interval(row.low, row.high)) for row in rows):
            out.append(_finding(bundle, claim, rows[0]))
    return out


def _about(claim: Claim, row: KnownFigure) -> bool:
    """Is a figure about what a row counts? Parts, totals and figures without a day of their own are left alone."""
    value = quantity(claim)
    if value.unit_kind is not UnitKind.COUNT or (claim.scope is not None and claim.scope is not Scope.INCIDENT):
        return False
    if claim.notes & _OTHER or claim.when is None or not claim.when[0] <= row.day <= claim.when[1]:
        return False
    if claim.when[0] != claim.when[1] or (
        row.place and not set(content_stems(row.place)) & set(content_stems(claim.context))
    ):
        return False
    return _thing(claim, row) and taxonomy.events_alike(claim.predicate, _event(row)) is Kinship.SAME


def _thing(claim: Claim, row: KnownFigure) -> bool:
    lemmas = [singular(word) for word in row.counted.lower().split()]
    if set(claim.modifiers) - set(content_stems(row.counted)):
        return False
    same_head = claim.head is not None and stem(claim.head.lower()) == stem(lemmas[-1])
    return same_head or taxonomy.kinship(claim.classes, taxonomy.classes_of(lemmas)) is Kinship.SAME


def _event(row: KnownFigure) -> str:
    """A class of events.toml by its own name, or by a verb or noun of it."""
    name = row.event.lower()
    if name in taxonomy.events():
        return name
    lemma = singular(name)
    return taxonomy.event_named(name) or taxonomy.event_named(lemma, "nouns") or name


def _finding(bundle: Bundle, claim: Claim, row: KnownFigure) -> Finding:
    figure = plain(row.low) if row.low == row.high else f"{plain(row.low)} to {plain(row.high)}"
    told = f"{row.source} has {figure} {row.counted} ({row.event}, {row.day.isoformat()})"
    return finding(
        "N121",
        evidence=[evidence(claim)],
        fact=f"{row.counted} ({row.event})",
        story=bundle.story.id,
        message=f"{value_words(claim)}, where {told}",
        confidence=0.85,
        reasons=[f"the same day, event and thing as line {row.line} of the reference table"],
        considered=["hedges and rounding: the words do not allow for the known figure"],
        working=[f"{value_words(claim)} against {figure}"],
    )
