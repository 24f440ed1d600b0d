"""Which files to read: the articles under the files and folders that were given."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from checker import patterns
from checker.errors import UsageError
from checker.record import record

__all__ = ["SUPPORTED", "Source", "Typed", "discover"]

SUPPORTED = (".txt", ".md", ".html", ".htm", ".json", ".jsonl", ".csv")

# What the program itself keeps beside the drafts is no article.
_OUR_OWN = ("decisions.jsonl", "gold.json", "checker.toml", "expected*.toml")


@record
class Source:
    """One file to read. ``path`` is what findings show: relative to what was given, with forward slashes.

    ``problem`` is set where the file is known to be unreadable before it is opened. ``data``: its bytes where they
    do not come from the disk.
    """

    path: str
    file: Path
    problem: str | None = None
    data: bytes | None = None


@record
class Typed:
    """A draft as an editor has it just now: it takes the place of the file of that name, which need not exist."""

    file: Path
    data: bytes


def discover(paths: Sequence[Path], exclude: Sequence[str] = (), typed: Typed | None = None) -> list[Source]:
    """The files of supported formats under ``paths``, sorted by path.

    ``exclude``: patterns such as "archive", "old/*.txt" or "*.bak.txt", matched against file and folder names
    and against relative paths. Hidden files, the program's own files, and symbolic links inside folders are
    left out (a link's target is read where it lies, or not at all). Raises UsageError for a path that does
    not exist and when no path is given.
    """
    if not paths and typed is None:
        raise UsageError("nothing to read: give files or folders")
    given = [Path(os.path.abspath(p)) for p in paths]  # noqa: PTH100 - resolve() would follow links
    for path, shown in zip(given, paths, strict=True):
        if not _exists(path):
            raise UsageError(f"{shown}: no such file or folder")
    base = _base([*given, *([typed.file] if typed else [])])
    found: dict[Path, Source] = {}
    for path in given:
        for file, problem in _walk(path):
            shown_path = _relative(file, base)
            if file not in found and not (file != path and patterns.matches(shown_path, exclude)):
                found[file] = Source(shown_path, file, problem)
    if typed:
        known = typed.file.suffix.lower() in SUPPORTED
        problem = None if known else f"is of no supported format; use one of {' '.join(SUPPORTED)}"
        found[typed.file] = Source(_relative(typed.file, base), typed.file, problem, typed.data)
    return sorted(found.values(), key=lambda s: s.path)


def _exists(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as problem:
        return not isinstance(problem, ValueError)
    return True


def _base(given: Sequence[Path]) -> Path | None:
    """The folder that paths are shown relative to; None where there is none in common (other drives)."""
    folders = [str(p if p.is_dir() else p.parent) for p in given]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:
        return None


def _relative(file: Path, base: Path | None) -> str:
    return (file.relative_to(base) if base else file).as_posix()


def _walk(path: Path) -> Iterator[tuple[Path, str | None]]:
    """(file, problem) for a given file, or for every article under a given folder."""
    if not path.is_dir():
        known = path.suffix.lower() in SUPPORTED
        problem = None if known else f"is of no supported format; use one of {' '.join(SUPPORTED)}"
        yield path, problem or _irregular(path)
        return
    folders = [path]
    while folders:
        folder = folders.pop()
        try:
            entries = sorted(folder.iterdir())
        except OSError as error:
            yield folder, f"the folder cannot be opened ({error.strerror}); check its permissions"
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.is_symlink() or _ours(entry.name):
                continue
            if entry.is_dir():
                if not _is_key(entry):
                    folders.append(entry)
            elif entry.suffix.lower() in SUPPORTED:
                yield entry, _irregular(entry)


def _is_key(folder: Path) -> bool:
    """Whether a folder is the answer key of test data: expected findings, not articles."""
    return folder.name == "gold" and (folder / "findings.json").is_file()


def _ours(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in _OUR_OWN)


def _irregular(path: Path) -> str | None:
    """Pipes and devices are never opened: reading one could wait for ever."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return f"cannot be opened ({error.strerror}); check its permissions"
    return None if stat.S_ISREG(mode) else "is no regular file (a pipe or device); copy it to a file first"
