"""Which passages are new since a git revision. Reads git's objects alone; no work tree is touched, no filter run.

A passage is old when its sentence stood, blanks apart, in the same file at the revision, or in a file that has been
moved or taken away since. So a paragraph that was moved or re-flowed is not new.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from checker import load
from checker.errors import UsageError
from checker.load import Source
from checker.model import Article, Evidence

__all__ = ["changed_since"]

_LARGEST = 32 * 1024 * 1024
_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks", "--no-pager")


def changed_since(revision: str, sources: Sequence[Source]) -> Callable[[Evidence], bool]:
    """Whether a passage is new since a revision. Raises UsageError where git or the revision cannot be had."""
    if not sources:
        return lambda _: True
    files = {s.path: s.file for s in sources}
    repository = _Repository(next(iter(files.values())).parent, revision)
    gone = cache(lambda: [_folded(t) for t in repository.vanished()])

    @cache
    def before(path: str) -> list[str]:
        known = repository.texts(files[path])
        return [_folded(t) for t in known] if known else gone()

    def changed(evidence: Evidence) -> bool:
        path = evidence.passage.path
        sentence = _folded(evidence.context)
        return path not in files or not any(sentence in text for text in before(path))

    return changed


def _folded(text: str) -> str:
    return " ".join(text.split())


class _Repository:
    """The files of a revision."""

    def __init__(self, folder: Path, revision: str) -> None:
        self._folder = folder
        if revision.startswith("-"):
            raise UsageError(f"--since {revision}: is no revision")
        self._root = Path(self._git(["rev-parse", "--show-toplevel"]).decode("utf-8", "surrogateescape").rstrip("\n"))
        wanted = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
        try:
            self._commit = self._git(wanted).decode("ascii").strip()
        except UsageError:
            raise UsageError(f"--since {revision}: git knows no such revision here") from None
        listed = self._git(["ls-tree", "-r", "-z", "--full-tree", "--name-only", self._commit])
        self._names = set(filter(None, listed.decode("utf-8", "surrogateescape").split("\0")))

    def _git(self, words: Sequence[str]) -> bytes:
        command = ["git", "-C", str(self._folder), *_QUIET, *words]
        surroundings = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k == "GIT_DIR"}
        try:
            done = subprocess.run(command, capture_output=True, check=False, env=surroundings, stdin=subprocess.DEVNULL)
        except OSError:
            raise UsageError("--since needs git, which was not found") from None
        if done.returncode:
            told = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise UsageError(f"--since: git says: {told[0][:200] if told else f'status {done.returncode}'}")
        return done.stdout

    def texts(self, file: Path) -> list[str]:
        """The articles of a file as it was; none where it was not there."""
        try:
            name = file.resolve().relative_to(self._root.resolve()).as_posix()
        except ValueError:
            return []
        return self._read(name) if name in self._names else []

    def vanished(self) -> list[str]:
        """The articles of files that were there and are no more: they may have been moved."""
        lost = (n for n in sorted(self._names) if n.endswith(load.SUPPORTED) and not (self._root / n).exists())
        return [text for name in lost for text in self._read(name)]

    def _read(self, name: str) -> list[str]:
        size = int(self._git(["cat-file", "-s", f"{self._commit}:{name}"]))
        if size > _LARGEST:
            return []
        data = self._git(["cat-file", "blob", f"{self._commit}:{name}"])
        return list(_texts(load.read(Source(name, self._root / name, data=data))))


def _texts(items: Iterable[object]) -> Iterable[str]:
    return (item.text for item in items if isinstance(item, Article))
