"""What decisions do to a run: which findings they settle, and which come back because the evidence changed.

A decision holds while the finding's state, who says what, is the one that it was made on. Another value or a new
source brings the finding back, with the old decision beside it.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from checker.decisions.log import Log
from checker.errors import UsageError
from checker.model import Decision, Finding, Kind, Lapsed, Resolution, Run, Settled, SettledBy

__all__ = ["DEFER_DAYS", "concerns", "decide", "lapse", "settle", "standing", "today", "withdraw"]

DEFER_DAYS = 7
"""How long a finding is deferred where nobody says until when."""

_KINDS = frozenset(map(str, Kind))


def today() -> date:
    """The day that expiries are compared with: of SOURCE_DATE_EPOCH where it is set, else of the clock (both UTC)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}; it must be seconds since 1970") from None


def decide(
    finding: Finding,
    verdict: Resolution,
    *,
    reason: str,
    who: str,
    note: str = "",
    until: date | None = None,
    made: datetime | None = None,
) -> Decision:
    """A decision on a finding as it stands now. A deferral without an end lasts ``DEFER_DAYS`` days."""
    if verdict is Resolution.DEFER and until is None:
        until = today() + timedelta(days=DEFER_DAYS)
    return Decision(
        finding=finding.id,
        code=finding.code,
        fingerprint=finding.fingerprint,
        about=finding.about,
        state=finding.state,
        fact=finding.fact,
        verdict=verdict,
        reason=" ".join(reason.split()),
        note=note.strip(),
        who=who,
        made=made or datetime.now(UTC),
        until=until,
    )


def withdraw(decision: Decision, *, who: str, made: datetime | None = None) -> Decision:
    """The line that takes a decision back."""
    return replace(
        decision, verdict=Resolution.WITHDRAWN, reason="", note="", who=who, until=None, made=made or datetime.now(UTC)
    )


def settle(run: Run, log: Log, day: date) -> Run:
    """The run with decided findings moved to ``settled`` and reopened ones marked with what was decided before."""
    decided = _Index(standing(log.decisions))
    exact = {f.id: d for f in run.findings for d in decided.on(f)}
    taken = set(exact.values())
    open_, settled = [], list(run.settled)
    for finding in run.findings:
        found = exact.get(finding.id)
        if found is None:
            before = _reopened(finding, decided, taken)
            open_.append(replace(finding, earlier=before) if before else finding)
        elif why := lapse(found, day):
            open_.append(replace(finding, earlier=Lapsed(found, why)))
        else:
            settled.append(Settled(finding, SettledBy.DECISION, found.reason, found))
    return replace(run, findings=tuple(open_), settled=tuple(settled), remarks=(*run.remarks, *log.problems))


class _Index:
    """Decisions by what a finding of theirs may still have: its whole state, one of its values, its fact."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._states: dict[tuple[str, tuple[str, ...]], list[Decision]] = defaultdict(list)
        self._parts: dict[tuple[str, str], list[Decision]] = defaultdict(list)
        for one in decisions:
            self._states[one.code, one.state].append(one)
            for part in {one.fingerprint, *map(_value, one.state)}:
                self._parts[one.code, part].append(one)

    def on(self, finding: Finding) -> list[Decision]:
        """The decisions on this very evidence, oldest first."""
        return [d for d in self._states.get((finding.code, finding.state), ()) if concerns(d, finding)]

    def near(self, finding: Finding) -> list[Decision]:
        """Decisions on the fact in some earlier state."""
        parts = {finding.fingerprint, *map(_value, finding.state)}
        seen = {d for part in parts for d in self._parts.get((finding.code, part), ())}
        return [d for d in seen if concerns(d, finding) and _continues(d, finding)]


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The newest decision on every fact in every state; one that was withdrawn stands no more."""
    newest: dict[tuple[str, str, tuple[str, ...]], Decision] = {}
    for one in decisions:
        key = one.code, one.fingerprint, one.state
        if key not in newest or newest[key].made <= one.made:
            newest[key] = one
    return sorted((d for d in newest.values() if d.verdict is not Resolution.WITHDRAWN), key=lambda d: (d.made, d.line))


def concerns(decision: Decision, finding: Finding) -> bool:
    """Whether a decision was made on this fact: the same rule, and the same classes or some of them."""
    if decision.code != finding.code:
        return False
    return decision.fingerprint == finding.fingerprint or bool((decision.about & finding.about) - _KINDS)


def lapse(decision: Decision, day: date) -> str:
    """Why a decision on this very evidence does not settle it; empty where it does."""
    if decision.verdict is Resolution.FIX_DRAFT:
        return "the draft still has it"
    if decision.until is None or decision.until >= day:
        return ""
    return "its expiry cannot be read" if decision.until == date.min else f"it ran out on {decision.until.isoformat()}"


def _reopened(finding: Finding, decided: _Index, taken: set[Decision]) -> Lapsed | None:
    """The newest decision on an earlier state of the fact that is not another finding's."""
    before = [d for d in decided.near(finding) if d not in taken]
    if not before:
        return None
    newest = max(before, key=lambda d: (d.made, d.line))
    return Lapsed(newest, f"the evidence changed: {_difference(newest.state, finding.state)}")


def _continues(decision: Decision, finding: Finding) -> bool:
    """Whether a finding is what became of a decided one: a value has stayed, or the same sources say something new."""
    if {_value(line) for line in decision.state} & {_value(line) for line in finding.state}:
        return True
    return decision.fingerprint == finding.fingerprint and _sources(decision.state) == _sources(finding.state)


def _value(line: str) -> str:
    return line.rpartition(" (")[0]


def _sources(state: Sequence[str]) -> set[str]:
    return {line.rpartition(" (")[2] for line in state}


def _difference(before: Sequence[str], now: Sequence[str]) -> str:
    gone, new = [x for x in before if x not in now], [x for x in now if x not in before]
    return "; ".join(filter(None, [_list("new", new), _list("gone", gone)]))


def _list(word: str, lines: Sequence[str]) -> str:
    return f"{word}: {', '.join(lines)}" if lines else ""
