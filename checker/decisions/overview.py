"""Looking at the decisions themselves: which still stand, which lost their finding, what they say of the rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from checker.decisions.effect import standing
from checker.decisions.log import Log
from checker.model import Decision, Resolution, Run, SettledBy
from checker.record import record

__all__ = ["Precision", "Row", "Status", "overview", "stats"]


class Status(StrEnum):
    """What a line of the decisions file still does."""

    STANDING = "standing"
    FIX = "to fix"
    STALE = "stale"
    EXPIRED = "expired"
    GONE = "gone"
    SUPERSEDED = "superseded"


@record
class Row:
    """A decision, what it still does and why. Stale: its finding is back with other evidence; gone: nothing has it."""

    decision: Decision
    status: Status
    why: str = ""


def overview(run: Run, log: Log, day: date) -> list[Row]:
    """Every line of the file with its status; ``run`` is one that ``settle`` has been through."""
    settled = {s.decision for s in run.settled if s.by is SettledBy.DECISION}
    lapsed = {f.earlier.decision: f.earlier.why for f in run.findings if f.earlier}
    now = set(standing(log.decisions))
    return [_row(d, now, settled, lapsed, day) for d in log.decisions]


def _row(
    decision: Decision, now: set[Decision], settled: set[Decision | None], lapsed: dict[Decision, str], day: date
) -> Row:
    if decision not in now:
        taken_back = decision.verdict is Resolution.WITHDRAWN
        return Row(decision, Status.SUPERSEDED, "takes one back" if taken_back else "a later line counts")
    if decision in settled:
        return Row(decision, Status.STANDING)
    why = lapsed.get(decision, "")
    if decision.until is not None and decision.until < day:
        return Row(decision, Status.EXPIRED, why or "it ran out, and nothing has the finding now")
    if why:
        return Row(decision, Status.FIX if decision.verdict is Resolution.FIX_DRAFT else Status.STALE, why)
    return Row(decision, Status.GONE, "no finding has this evidence any more")


@record
class Precision:
    """How people ruled on the findings of one rule: ``right`` were worth raising, ``wrong`` were not."""

    code: str
    right: int
    explained: int
    wrong: int
    deferred: int

    @property
    def share(self) -> float | None:
        """Right ones among those decided either way; a difference that had an explanation was not worth an alarm."""
        ruled = self.right + self.explained + self.wrong
        return self.right / ruled if ruled else None


_RIGHT = (Resolution.FIX_DRAFT, Resolution.SOURCE_WRONG)
_WRONG = (Resolution.NOT_SAME_FACT, Resolution.EXTRACTION_ERROR)


def stats(decisions: Iterable[Decision]) -> list[Precision]:
    """Each rule's precision as the decisions have it, sorted by code; the newest line on each evidence counts."""
    counts: dict[str, Counter[Resolution]] = defaultdict(Counter)
    for decision in standing(decisions):
        counts[decision.code][decision.verdict] += 1
    return [
        Precision(
            code=code,
            right=sum(seen[v] for v in _RIGHT),
            explained=seen[Resolution.EXPLAINED],
            wrong=sum(seen[v] for v in _WRONG),
            deferred=seen[Resolution.DEFER],
        )
        for code, seen in sorted(counts.items())
    ]
