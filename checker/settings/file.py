"""Finding and reading the configuration file. Every error names the file, the line where it can, and what to write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.errors import UsageError
from checker.settings.keys import KEYS, SettingError, suggestion
from checker.settings.values import Setting, Settings

__all__ = ["FILE_NAME", "find", "read"]

FILE_NAME = "checker.toml"
_SHARED = "pyproject.toml"
_LARGEST = 1024 * 1024


def find(folder: Path) -> Settings:
    """The settings of the nearest file upward from a folder (or file); the defaults where there is none."""
    start = folder.resolve()
    for here in (start, *start.parents):
        own, shared = here / FILE_NAME, here / _SHARED
        if own.is_file():
            return read(own)
        if shared.is_file() and "checker" in _table(_toml(shared, _text(shared)), "tool", shared):
            return read(shared)
    return Settings()


def read(file: Path) -> Settings:
    """The settings of one file. Raises UsageError for a key that is unknown or a value that its key does not take."""
    text = _text(file)
    rows = _toml(file, text)
    prefix = ""
    if file.name == _SHARED:
        rows, prefix = _table(_table(rows, "tool", file), "checker", file), "tool.checker"
    given = {}
    for name, value in rows.items():
        if name not in KEYS:
            near = suggestion(name, list(KEYS))
            raise UsageError(f"{_at(file, text, prefix, name)}: unknown key {name!r}{near}")
        try:
            made = KEYS[name].read(value, file.parent)
        except SettingError as problem:
            raise UsageError(f"{_at(file, text, prefix, name, str(problem.within))}: {name} {problem}") from None
        given[name] = Setting(made, _at(file, text, prefix, name, shown=file.name))
    return Settings(file, given)


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            data = opened.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise UsageError(f"{file}: larger than {_LARGEST >> 20} MiB, so it is no configuration file")
        return data.decode("utf-8-sig")
    except OSError as problem:
        raise UsageError(f"{file}: cannot be read ({problem.strerror})") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file}: is not UTF-8; save it as UTF-8 text") from None


def _toml(file: Path, text: str) -> dict[str, Any]:
    import tomllib  # here: most runs have no file

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise UsageError(f"{file}: is no TOML: {problem}") from None


def _table(rows: Mapping[str, Any], name: str, file: Path) -> dict[str, Any]:
    table = rows.get(name, {})
    if not isinstance(table, dict):
        raise UsageError(f"{file}: {name} must be a table")
    return table


def _at(file: Path, text: str, prefix: str, name: str, within: str = "", shown: str = "") -> str:
    """ "checker.toml:3", the line on which a key stands: TOML's own reader does not tell."""
    header = re.escape(within or name).replace('\\"', '["\']?')
    dotted = re.escape(prefix + "." if prefix else "")
    tries = (
        rf"^\s*\[+\s*{dotted}{header}\s*\]+",
        rf"^\s*[\"']?{re.escape(name)}[\"']?\s*[.=]",
        rf"^\s*\[+\s*{dotted}[\"']?{re.escape(name)}\b",
    )
    for pattern in tries:
        if found := re.search(pattern, text, re.MULTILINE):
            line = text.count("\n", 0, found.end()) + 1
            return f"{shown or file}:{line}"
    return shown or str(file)
