"""The baseline: findings that were there when checking began. They do not count, and the file only shrinks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.errors import UsageError
from checker.model import Finding, Remark, Settled, SettledBy

__all__ = ["Baseline", "Entry", "begun", "read_baseline", "write_baseline"]

_LARGEST = 64 * 1024 * 1024


Key = tuple[str, tuple[str, ...]]
"""A rule, and who says what."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding as the file keeps it: its rule and who says what; ``fact`` is for a reader."""

    code: str
    state: tuple[str, ...]
    fingerprint: str
    fact: str

    @property
    def key(self) -> Key:
        return self.code, self.state


@dataclass(slots=True)
class Baseline:
    """The entries of a file. Settles findings that are exactly as they were, and remembers which of them it met."""

    path: str = ""
    entries: tuple[Entry, ...] = ()
    _met: set[Key] = field(default_factory=set)
    _keys: frozenset[Key] = field(init=False)

    def __post_init__(self) -> None:
        self._keys = frozenset(e.key for e in self.entries)

    def settle(self, finding: Finding) -> Settled | None:
        key = finding.code, finding.state
        if key not in self._keys:
            return None
        self._met.add(key)
        return Settled(finding, SettledBy.BASELINE, "in the baseline")

    def needed(self, wants: Callable[[str], bool]) -> list[Entry]:
        """The entries that a finding has met, and those of rules that were not asked for."""
        return [e for e in self.entries if e.key in self._met or not wants(e.code)]

    def unused(self, wants: Callable[[str], bool]) -> Iterable[Remark]:
        for entry in self.entries:
            if entry.key not in self._met and wants(entry.code):
                told = f"{entry.code} {entry.fact}: no longer found; --update-baseline takes it out"
                yield Remark(self.path, told)


def read_baseline(path: Path) -> Baseline:
    """The baseline of a file; an empty one where there is no file. Raises UsageError for one that cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return Baseline(str(path))
    except OSError as problem:
        raise UsageError(f"{path}: the baseline cannot be read ({problem.strerror})") from None
    try:
        rows = json.loads(data.decode("utf-8"))["findings"]
        return Baseline(str(path), tuple(_entry(row) for row in rows))
    except (ValueError, KeyError, TypeError, RecursionError):
        told = "is no baseline; name another file, or delete it and make it anew with --update-baseline"
        raise UsageError(f"{path}: {told}") from None


def _entry(row: dict[str, Any]) -> Entry:
    state = row["state"]
    if not (isinstance(state, list) and all(isinstance(line, str) for line in state)):
        raise TypeError("state")
    return Entry(str(row["code"]), tuple(state), str(row.get("fingerprint", "")), str(row.get("fact", "")))


def begun(findings: Iterable[Finding]) -> list[Entry]:
    """The entries of a new baseline: every open finding."""
    return list({(f.code, f.state): Entry(f.code, f.state, f.fingerprint, f.fact) for f in findings}.values())


def write_baseline(path: Path, entries: Iterable[Entry]) -> None:
    """Write the file, sorted, in one piece. Raises UsageError where it cannot be."""
    rows = [
        {"code": e.code, "fact": e.fact, "fingerprint": e.fingerprint, "state": list(e.state)}
        for e in sorted(entries, key=lambda e: (e.code, e.fact, e.state))
    ]
    text = json.dumps({"version": 1, "findings": rows}, ensure_ascii=False, indent=1) + "\n"
    made = path.with_name(f".{path.name}.tmp")
    try:
        made.write_bytes(text.encode("utf-8", "backslashreplace"))
        made.replace(path)
    except OSError as problem:
        told = f"{path}: cannot be written ({problem.strerror}); name a file in a folder that exists"
        raise UsageError(told) from None
