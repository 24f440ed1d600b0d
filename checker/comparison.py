"""What came of putting two facts side by side: the words for why they were aligned, or why not."""

from __future__ import annotations

from enum import StrEnum

from checker.model import Claim
from checker.record import record

__all__ = ["Comparison", "Feature", "Outcome", "Traced"]


class Outcome(StrEnum):
    ALIGNED = "aligned"
    RIVAL = "rival"
    """One of the two fits a third fact better."""
    FAINT = "faint"
    """Too little speaks for one fact."""
    BARRED = "barred"
    """A gate keeps the two apart, whatever else they share."""


@record
class Feature:
    """What two facts share, or where they differ: so much of it, at so many bits each."""

    name: str
    amount: float
    weight: float

    @property
    def bits(self) -> float:
        return self.amount * self.weight


@record
class Comparison:
    """Two facts of two articles. ``why`` in words; ``bits`` and ``features`` where they were scored.

    A fact that an article states several times is compared once: ``statements`` are all of the other one's, the
    first of which stands for them. ``closeness`` orders comparisons; it means nothing across kinds.
    """

    claim: Claim
    statements: tuple[Claim, ...]
    outcome: Outcome
    why: str
    closeness: float
    bits: float | None = None
    features: tuple[Feature, ...] = ()

    @property
    def other(self) -> Claim:
        return self.statements[0]


@record
class Traced:
    """All comparisons of one fact, best first; ``left_out`` says why it is compared with nothing at all."""

    comparisons: tuple[Comparison, ...] = ()
    left_out: str | None = None
