"""Waiting for files to change: rounds of changed paths under some files and folders, until interrupted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.load import SUPPORTED

if TYPE_CHECKING:
    from threading import Event

__all__ = ["changes"]

_ALSO = (".toml",)
"""Besides articles (and decisions, a .jsonl): the configuration."""


def changes(places: Sequence[Path], stop: Event | None = None) -> Iterator[set[Path]]:
    """Sets of articles, decision and configuration files that have changed, been made or been taken away."""
    from watchfiles import Change, watch

    def matters(_: Change, path: str) -> bool:
        name = Path(path).name
        return not name.startswith(".") and Path(path).suffix.lower() in (*SUPPORTED, *_ALSO)

    # A single file is watched through its folder: editors put a new file in its place when they save.
    files = {p.absolute() for p in places if not p.is_dir()}
    folders = {p.absolute() for p in places if p.is_dir()}
    roots = folders | {f.parent for f in files}
    for seen in watch(*sorted(roots), watch_filter=matters, stop_event=stop, raise_interrupt=True):
        changed = {Path(path) for _, path in seen}
        wanted = {p for p in changed if p in files or any(folder in p.parents for folder in folders)}
        if wanted:
            yield wanted
