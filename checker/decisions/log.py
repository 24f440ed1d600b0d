"""The decisions file: one JSON object a line with sorted keys, so that version control can merge two by union.

A line is written whole, in one write under a lock on the file itself. Where a writer was killed half way, its torn
line is passed over by readers and closed by the next writer.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from io import FileIO
from pathlib import Path
from typing import Any

from checker.errors import UsageError
from checker.model import Decision, Remark, Resolution
from checker.record import record

__all__ = ["Log", "append", "merge", "read", "rewrite"]

_LARGEST = 64 * 1024 * 1024
_STRINGS = ("code", "fact", "finding", "fingerprint", "note", "reason", "who")
_LONGEST_TEXT = 4000
_LAPSED = date.min
"""Stands for an expiry that cannot be read: a decision nobody can date must not silence anything."""


@record
class Log:
    """The decisions of a file in the order of its lines, and what could not be read of it."""

    path: str
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Remark, ...] = ()


def read(path: Path) -> Log:
    """The decisions of a file; none where there is no file. Raises UsageError for one that cannot be read at all."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return Log(str(path))
    except OSError as problem:
        raise UsageError(f"{path}: decisions cannot be read ({problem.strerror})") from None
    if len(data) > _LARGEST:
        raise UsageError(f"{path}: larger than {_LARGEST >> 20} MiB; no decisions file is, name another")
    decisions, problems = [], []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            decisions.append(_decision(line, number))
        except (ValueError, KeyError, TypeError, RecursionError) as problem:
            said = f"{type(problem).__name__}: {problem}".splitlines()[0][:120]
            problems.append(Remark(str(path), f"no decision can be read here; it is passed over ({said})", number))
    return Log(str(path), tuple(decisions), tuple(problems))


def _decision(line: bytes, number: int) -> Decision:
    row = json.loads(line.decode("utf-8"))
    if not isinstance(row, dict):
        raise ValueError("not an object")
    texts = {name: _text(row.get(name, ""), name) for name in _STRINGS}
    if not texts["code"] or not texts["fingerprint"]:
        raise ValueError("code and fingerprint are needed")
    return Decision(
        **texts,
        about=frozenset(_texts(row.get("about", []), "about")),
        state=tuple(_texts(row.get("state", []), "state")),
        verdict=Resolution(row["verdict"]),
        made=_moment(row["when"]),
        until=_day(row.get("until")),
        line=number,
    )


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{name} is no string")
    return value


def _texts(value: Any, name: str) -> list[str]:
    if not isinstance(value, list):
        raise ValueError(f"{name} is no list")
    return [_text(item, name) for item in value]


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(_text(value, "when"))
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _day(value: Any) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (ValueError, TypeError):
        return _LAPSED


def _line(decision: Decision) -> bytes:
    row = {
        "about": sorted(decision.about),
        "code": decision.code,
        "fact": decision.fact[:_LONGEST_TEXT],
        "finding": decision.finding,
        "fingerprint": decision.fingerprint,
        "note": decision.note[:_LONGEST_TEXT],
        "reason": decision.reason[:_LONGEST_TEXT],
        "state": list(decision.state),
        "until": decision.until.isoformat() if decision.until else None,
        "verdict": str(decision.verdict),
        "when": decision.made.astimezone(UTC).isoformat(timespec="microseconds"),
        "who": decision.who,
    }
    # Escapes instead of characters beyond ASCII where a lone surrogate would break the encoding.
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def append(path: Path, *decisions: Decision) -> None:
    """Add decisions to the end of the file, which is made where it is missing. Raises UsageError where it cannot be."""
    if not decisions:
        return
    with _locked(path) as file:
        _add(file, decisions)


def merge(path: Path, others: Iterable[Decision]) -> int:
    """Add the decisions that the file does not have yet, as one write; returns how many."""
    with _locked(path) as file:
        known = {_line(d) for d in read(path).decisions}
        new = list({line: d for d in others if (line := _line(d)) not in known}.values())
        _add(file, new)
    return len(new)


def _add(file: FileIO, decisions: Iterable[Decision]) -> None:
    data = b"".join(map(_line, decisions))
    if not data:
        return
    size = file.seek(0, os.SEEK_END)
    if size:
        file.seek(size - 1)
        if file.read(1) != b"\n":
            data = b"\n" + data
    while data:  # one write, except on a disk that is full
        data = data[file.write(data) :]
    os.fsync(file.fileno())


def rewrite(path: Path, drop: frozenset[int]) -> None:
    """Leave out the lines of these numbers, and keep the others byte for byte. Readers see the old file or the new."""
    with _locked(path) as file:
        file.seek(0)
        lines = file.read().split(b"\n")
        kept = [line for number, line in enumerate(lines, 1) if number not in drop]
        made = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            made.write_bytes(b"\n".join(kept))
            made.chmod(path.stat().st_mode & 0o777)
            made.replace(path)
        except OSError as problem:
            made.unlink(missing_ok=True)
            raise UsageError(f"{path}: cannot be written ({problem.strerror})") from None


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[FileIO]:
    """The file, open for reading and appending, locked against other writers until the block ends."""
    import portalocker  # only those who decide need it

    try:
        while True:
            file = path.open("a+b", buffering=0)
            portalocker.lock(file, portalocker.LOCK_EX)
            # A rewrite may have put another file in its place while we waited for the lock of the old one.
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                    break
            file.close()
    except OSError as problem:
        told = f"{path}: cannot be written ({problem.strerror}); name a file in a folder that exists"
        raise UsageError(told) from None
    try:
        yield file
    finally:
        file.close()
