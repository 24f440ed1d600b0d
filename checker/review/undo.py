"""Undo in a log that only grows: what was decided last is taken back by one more line.

The log itself is the stack, so undo has no limit and survives a restart: every fact in every state has its decisions
one above the other; undo writes the one below again, or a withdrawal where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from checker.decisions import withdraw
from checker.model import Decision, Resolution

__all__ = ["undo"]

_Key = tuple[str, str, tuple[str, ...]]


def undo(decisions: Iterable[Decision], who: str) -> tuple[Decision, Decision] | None:
    """(the newest decision of ``who`` that still stands, the line that takes it back); None where there is none."""
    stacks = _stacks(decisions)
    own = [stack for stack in stacks.values() if stack and stack[-1].who == who]
    if not own:
        return None
    newest = max(own, key=lambda stack: (stack[-1].made, stack[-1].line))
    now = datetime.now(UTC)
    line = replace(newest[-2], made=now, line=0) if len(newest) > 1 else withdraw(newest[-1], who=who, made=now)
    return newest[-1], line


def _stacks(decisions: Iterable[Decision]) -> dict[_Key, list[Decision]]:
    """The decisions on every fact in every state that undo could go back through, the standing one on top."""
    stacks: dict[_Key, list[Decision]] = {}
    for one in sorted(decisions, key=lambda d: (d.made, d.line)):
        stack = stacks.setdefault((one.code, one.fingerprint, one.state), [])
        if one.verdict is Resolution.WITHDRAWN:
            stack.clear()
        elif len(stack) > 1 and _said(stack[-2]) == _said(one):
            stack.pop()
        else:
            stack.append(one)
    return stacks


def _said(decision: Decision) -> Decision:
    """A decision without when it was written."""
    return replace(decision, made=datetime.min.replace(tzinfo=UTC), line=0)
