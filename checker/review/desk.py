"""The desk: what was found, what was decided, and what changed while somebody was looking.

Every reader works on a ``Snapshot``, which never changes; a new one takes its place when a draft was saved or a
decision was written, here or by another program.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from checker import decisions
from checker.decisions import Log
from checker.errors import UsageError
from checker.model import Finding, Resolution, Run, SettledBy
from checker.record import record
from checker.report.resolutions import BY_NAME
from checker.review.items import Filters, Item, Order, State
from checker.review.texts import Texts
from checker.review.undo import undo

__all__ = ["Desk", "Snapshot"]

LONGEST_NOTE = 4000
_NEWS = 4
_FORMER = 2000
"""Findings that are gone, kept so that a page that shows one finds its successor."""


@record
class Snapshot:
    """One state of the desk. ``version`` grows with every change; ``news`` tells the latest changes."""

    version: int
    run: Run
    items: tuple[Item, ...]
    by_id: dict[str, int]
    decided: int
    news: tuple[str, ...] = ()
    log: Log | None = None

    def get(self, id_: str) -> Item | None:
        at = self.by_id.get(id_)
        return None if at is None else self.items[at]

    def next_open(self, filters: Filters, after: str | None = None) -> Item | None:
        """The next item that waits for a decision, behind one or from the start."""
        at = self.by_id.get(after, -1) + 1 if after else 0
        around = (*self.items[at:], *self.items[:at])
        return next((i for i in around if i.state is not State.DECIDED and i.id != after and filters.wants(i)), None)


class Desk:
    """The state that pages and terminal share. Safe for several threads."""

    def __init__(self, first: Run, again: Callable[[], Run], texts: Texts, file: Path, who: str) -> None:
        self._again = again
        self.texts = texts
        self.file = file
        self.who = who
        self._lock = threading.Lock()
        self._former: dict[str, Finding] = {}
        self._seen = texts.signature()
        self._stamp = self._decisions_stamp()
        self._raw = _undecided(first)
        self._order = Order.of(self._raw.findings)
        self.now = self._made(1, decisions.read(file), ())

    def _made(self, version: int, log: Log, news: tuple[str, ...]) -> Snapshot:
        run = decisions.settle(self._raw, log, decisions.today())
        found = self._order.items(run)
        by_id = {item.id: n for n, item in enumerate(found)}
        done = sum(item.state is State.DECIDED for item in found)
        return Snapshot(version, run, found, by_id, done, news[-_NEWS:], log)

    # --- what changes from outside

    def changed(self) -> bool:
        """Whether some article is not what it was when it was last checked."""
        self.texts.refresh()
        return self.texts.signature() != self._seen

    def recheck(self) -> None:
        """Check the articles again, and tell what that changed."""
        with self._lock:
            self.texts.refresh()
            seen = self.texts.signature()
            saved = sorted(p for p in {*seen, *self._seen} if seen.get(p) != self._seen.get(p))
            self._seen = seen
            before = self.now
            self._raw = _undecided(self._again())
            self._order = Order.of(self._raw.findings)
            made = self._made(before.version + 1, decisions.read(self.file), before.news)
            self._remember(before, made)
            told = _difference(before, made, saved)
            self.now = replace(made, news=(*before.news, told)[-_NEWS:])

    def refresh(self) -> Snapshot:
        """The state with the decisions that other programs have written in the meantime."""
        if self._decisions_stamp() != self._stamp:
            with self._lock:
                self._reread()
        return self.now

    def _reread(self) -> None:
        self._stamp = self._decisions_stamp()
        before = self.now
        self.now = self._made(before.version + 1, decisions.read(self.file), before.news)

    def _decisions_stamp(self) -> tuple[int, int, int]:
        try:
            stat = self.file.stat()
        except OSError:
            return 0, 0, 0
        return stat.st_mtime_ns, stat.st_size, stat.st_ino

    # --- what the reviewer does

    def decide(
        self, id_: str, verdict: Resolution, note: str = "", until: date | None = None, who: str | None = None
    ) -> Item:
        """Write a decision. Raises UsageError for a finding that is gone and for a note beyond all measure."""
        if len(note) > LONGEST_NOTE:
            raise UsageError(f"the note has {len(note)} characters; {LONGEST_NOTE} are kept")
        item = self.now.get(id_)
        if item is None:
            raise UsageError("this finding is gone: its passages changed")
        first, _, rest = note.strip().partition("\n")
        reason = first or BY_NAME[str(verdict)].label.lower()
        made = decisions.decide(item.finding, verdict, reason=reason, note=rest, who=who or self.who, until=until)
        with self._lock:
            decisions.append(self.file, made)
            self._reread()
        return item

    def undo(self, who: str | None = None) -> Finding | None:
        """Take back the newest decision of this reviewer that still stands; the finding it was made on."""
        with self._lock:
            log = decisions.read(self.file)
            found = undo(log.decisions, who or self.who)
            if found is None:
                return None
            taken, line = found
            decisions.append(self.file, line)
            self._reread()
        item = self.now.get(taken.finding)
        return item.finding if item else None

    # --- findings that are gone

    def successor(self, id_: str) -> Item | None:
        """The finding on the same fact that took the place of one that is gone."""
        was = self._former.get(id_)
        if was is None:
            return None
        same = [i for i in self.now.items if i.finding.about == was.about and i.finding.story == was.story]
        return min(same, key=lambda i: i.finding.fingerprint != was.fingerprint, default=None)

    def _remember(self, before: Snapshot, after: Snapshot) -> None:
        gone = {i.id: i.finding for i in before.items if i.id not in after.by_id}
        kept = list((self._former | gone).items())[-_FORMER:]
        self._former = dict(kept)


def _undecided(run: Run) -> Run:
    """The run as it were if nobody had decided anything: decisions are laid over it again and again here."""
    decided = tuple(s.finding for s in run.settled if s.by is SettledBy.DECISION)
    rest = tuple(s for s in run.settled if s.by is not SettledBy.DECISION)
    return replace(run, findings=tuple(replace(f, earlier=None) for f in (*run.findings, *decided)), settled=rest)


def _difference(before: Snapshot, after: Snapshot, saved: list[str]) -> str:
    """What a check after a change says that the one before did not."""
    marks = {i.finding.fingerprint for i in before.items}
    fresh = [i for i in after.items if i.id not in before.by_id]
    new = [i for i in fresh if i.finding.fingerprint not in marks and i.state is not State.STALE]
    stale = [i for i in after.items if i.state is State.STALE and _state(before, i) is not State.STALE]
    now = {i.finding.fingerprint for i in after.items}
    gone = [i for i in before.items if i.id not in after.by_id and i.finding.fingerprint not in now]
    told = [
        _count(gone, "finding is gone", "findings are gone"),
        _count(new, "is new", "are new"),
        _count(stale, "decided finding is open again", "decided findings are open again"),
    ]
    what = ", ".join(saved[:2]) + (f" and {len(saved) - 2} more" if len(saved) > 2 else "")
    return f"{what or 'The folder'} changed: {', '.join(filter(None, told)) or 'no finding came or went'}."


def _state(snapshot: Snapshot, item: Item) -> State | None:
    found = snapshot.get(item.id)
    return found.state if found else None


def _count(found: list[Item], one: str, many: str) -> str:
    return f"{len(found)} {one if len(found) == 1 else many}" if found else ""
