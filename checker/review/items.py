"""The queue: every finding with what was decided of it, grouped by story and fact, filtered as the reviewer asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property
from urllib.parse import urlencode

from checker import gate
from checker.model import Decision, Finding, Resolution, Run, SettledBy
from checker.record import record

__all__ = ["Filters", "Item", "Order", "State", "Window", "window"]

WINDOW = 40
"""Entries of the queue on one page: what a person can look over, however long the queue is."""


class State(StrEnum):
    """What a finding waits for. Stale: it was decided, but the evidence changed or the decision ran out."""

    UNDECIDED = "undecided"
    DECIDED = "decided"
    STALE = "stale"


@record
class Item:
    """One finding with the decision that stands on it. ``words`` is what the search looks through."""

    finding: Finding
    state: State
    decision: Decision | None
    words: str

    @property
    def id(self) -> str:
        return self.finding.id


@record
class Order:
    """Where each finding stands in the queue, and the words that the search looks through: both outlast decisions."""

    words: Mapping[str, str]

    @staticmethod
    def of(findings: Iterable[Finding]) -> Order:
        """Stories by their worst finding, a fact's findings together: nothing moves under the reviewer's hands."""
        groups: dict[str, dict[tuple[str, str], list[Finding]]] = {}
        for finding in gate.worst_first(findings):
            facts = groups.setdefault(finding.story, {})
            facts.setdefault((str(finding.kind), finding.fact), []).append(finding)
        return Order({f.id: _words(f) for facts in groups.values() for fact in facts.values() for f in fact})

    def items(self, run: Run) -> tuple[Item, ...]:
        """The items of a run that ``settle`` has been through."""
        found = {f.id: _open(f, self.words[f.id]) for f in run.findings}
        for one in run.settled:
            if one.by is SettledBy.DECISION:
                words = self.words[one.finding.id]
                found[one.finding.id] = Item(one.finding, State.DECIDED, one.decision, words)
        return tuple(found[id_] for id_ in self.words)


def _open(finding: Finding, words: str) -> Item:
    """An open finding: undecided, decided to be fixed in the draft, or back after a decision."""
    if finding.earlier is None:
        return Item(finding, State.UNDECIDED, None, words)
    before = finding.earlier.decision
    if before.verdict is Resolution.FIX_DRAFT and before.state == finding.state:
        return Item(finding, State.DECIDED, before, words)
    return Item(finding, State.STALE, None, words)


def _words(finding: Finding) -> str:
    places = (f"{e.passage.path} {e.passage.source}" for e in finding.evidence)
    return " ".join([finding.id, finding.code, finding.title, finding.fact, finding.message, *places]).lower()


@dataclass(frozen=True)
class Filters:
    """What the reviewer wants to see; empty means all. ``query`` is the same as an address."""

    level: str = ""
    kind: str = ""
    verdict: str = ""
    state: str = ""
    q: str = ""

    @staticmethod
    def of(asked: Mapping[str, str]) -> Filters:
        return Filters(**{f.name: asked.get(f.name, "").strip()[:200] for f in fields(Filters)})

    @cached_property
    def query(self) -> str:
        set_ = {f.name: value for f in fields(self) if (value := getattr(self, f.name))}
        return f"?{urlencode(set_)}" if set_ else ""

    def wants(self, item: Item) -> bool:
        f = item.finding
        told = ((self.level, f.level), (self.kind, f.kind), (self.verdict, f.verdict), (self.state, item.state))
        if any(wanted and wanted != has for wanted, has in told):
            return False
        return all(word in item.words for word in self.q.lower().split())

    def choose(self, all_: Iterable[Item]) -> list[Item]:
        return [item for item in all_ if self.wants(item)]


@record
class Window:
    """The part of the queue around one item. ``before``/``after``: how many there are beyond it."""

    shown: tuple[Item, ...]
    before: int
    after: int
    previous: Item | None
    following: Item | None
    earlier: Item | None
    """The item that shows the part of the queue before this one; ``later``: behind it."""
    later: Item | None


def window(queue: Sequence[Item], current: Item | None) -> Window:
    at = next((n for n, item in enumerate(queue) if current is not None and item.id == current.id), None)
    behind = 0 if at is None else at + 1
    first = max(0, min((at or 0) - WINDOW // 3, len(queue) - WINDOW))
    last = min(len(queue), first + WINDOW)
    return Window(
        shown=tuple(queue[first:last]),
        before=first,
        after=len(queue) - last,
        previous=queue[at - 1] if at else None,
        following=queue[behind] if behind < len(queue) else None,
        earlier=queue[max(0, first - WINDOW)] if first else None,
        later=queue[last] if last < len(queue) else None,
    )
