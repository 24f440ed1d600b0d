"""Patterns of paths, as ``exclude`` and ``per-path-ignores`` write them."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

__all__ = ["matches"]


def matches(path: str, patterns: Sequence[str]) -> bool:
    """Whether a pattern such as "archive", "old/*.txt" or "*.bak.txt" fits a path, a folder of it, or a name in it."""
    parts = path.split("/")
    tries = [*parts, *("/".join(parts[: n + 1]) for n in range(len(parts)))]
    return any(fnmatchcase(t, p.strip().rstrip("/").removeprefix("./")) for p in patterns for t in tries)
