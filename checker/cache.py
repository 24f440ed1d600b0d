"""What was read and judged before, kept in the user's cache folder: an unchanged article is not read again.

Every entry is found by a digest of all that made it (checker/digests.py). One that cannot be read is as good as none.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import sqlite3
import time
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any

__all__ = ["Cache", "CacheError", "clean", "folder"]

_LARGEST = 512 * 1024 * 1024
"""Bytes of entries that are kept; the ones that were used longest ago go first."""
_PATIENCE = 10.0
_DAY = 86_400
_TABLE = "CREATE TABLE IF NOT EXISTS entry (key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL)"
_OLDER_HALF = """
DELETE FROM entry WHERE used <= (SELECT used FROM entry ORDER BY used LIMIT 1 OFFSET (SELECT count(*) / 2 FROM entry))
"""
_SAFE = {("decimal", "Decimal"), ("datetime", "date"), ("datetime", "datetime"), ("datetime", "timedelta"),
         ("datetime", "timezone"), ("builtins", "frozenset"), ("builtins", "set")}  # fmt: skip


def folder() -> Path:
    """Where the cache lies: CHECKER_CACHE_DIR, else the user's cache folder."""
    own = os.environ.get("CHECKER_CACHE_DIR")
    if own:
        return Path(own)
    import platformdirs

    return Path(platformdirs.user_cache_dir("checker", appauthor=False))


def clean() -> int:
    """Delete the cache; returns the bytes that are free again."""
    freed = 0
    for file in sorted(folder().glob("entries.sqlite*")):
        with contextlib.suppress(OSError):
            freed += file.stat().st_size
            file.unlink()
    return freed


class CacheError(Exception):
    """An entry that was there has gone or cannot be read: work again without the cache."""


class Cache:
    """Entries in one SQLite file. Two runs at once share it; whatever is wrong with it, the run goes on without.

    What a run reads is the file as it was at its first reading, whatever others write or delete meanwhile.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or folder() / "entries.sqlite"
        self._fresh: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._reading: sqlite3.Connection | None = None
        self._writing: sqlite3.Connection | None = None
        with contextlib.suppress(OSError, sqlite3.Error):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._writing = self._connect()
            self._writing.execute("PRAGMA journal_mode=WAL")
            self._writing.execute(_TABLE)
            self._reading = self._connect()
            self._reading.execute("BEGIN")

    def _connect(self) -> sqlite3.Connection:
        made = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
        made.execute("PRAGMA synchronous=NORMAL")
        return made

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.flush()
        for connection in (self._reading, self._writing):
            if connection is not None:
                connection.close()

    def get(self, key: bytes) -> Any:
        """What was put under a key; None where there is nothing, or nothing that can be read."""
        data = self._fresh.get(key) or self._stored(key)
        if data is None:
            return None
        try:
            value = _Reader(io.BytesIO(data)).load()
        except Exception:  # whatever a damaged entry makes the reader raise: it is made anew
            return None
        self._used.add(key)
        return value

    def promised(self, key: bytes) -> Any:
        """What must be under a key, because something put beside it is. Raises CacheError."""
        value = self.get(key)
        if value is None:
            raise CacheError
        return value

    def _stored(self, key: bytes) -> bytes | None:
        if self._reading is None:
            return None
        with contextlib.suppress(sqlite3.Error):
            row = self._reading.execute("SELECT value FROM entry WHERE key = ?", (key,)).fetchone()
            return row[0] if row and isinstance(row[0], bytes) else None
        return None

    def keep(self, key: bytes) -> None:
        """Note that an entry is in use, though nobody reads it now."""
        self._used.add(key)

    def put(self, key: bytes, value: object) -> None:
        """Keep a value of types of the model until the next ``flush``, which writes it with all others."""
        self._fresh[key] = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)

    def flush(self) -> None:
        """Write what is new, note what was used, and let go of the oldest where the file grew too large."""
        fresh, used, self._fresh, self._used = self._fresh, self._used, {}, set()
        if self._writing is None or not (fresh or used):
            return
        now = int(time.time())
        with contextlib.suppress(sqlite3.Error), _transaction(self._writing) as held:
            held.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", [(k, v, now) for k, v in fresh.items()])
            # Uses are noted once a day: a run over unchanged articles writes next to nothing.
            noted = [(now, key, now - _DAY) for key in used - fresh.keys()]
            held.executemany("UPDATE entry SET used = ? WHERE key = ? AND used < ?", noted)
            if fresh:
                _shrink(held)


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _shrink(connection: sqlite3.Connection) -> None:
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    if (pages - free) * size > _LARGEST:
        connection.execute(_OLDER_HALF)


class _Reader(pickle.Unpickler):
    """Reads only what the model is made of: a file that somebody else has put there cannot run anything."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "getattr"):
            return _member
        of_model = module.rpartition(".")[0] == "checker.model" and "." not in name
        if of_model or (module, name) in _SAFE:
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of an entry")


def _member(kind: object, name: str) -> Enum:
    """What Python up to 3.11.3 writes a member of an enumeration as is ``getattr``: here it gets nothing else."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind[name]
    raise pickle.UnpicklingError(f"{kind!r} is no enumeration")
