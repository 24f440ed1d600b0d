"""The table of keys: one row a key, with what it takes, its default and what to tell of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from checker.config import LANGUAGES, NEVER, OFF, Outlet, PathIgnore, Trust
from checker.model import Level
from checker.record import record

__all__ = ["KEYS", "Key", "SettingError", "suggestion"]


class SettingError(ValueError):
    """A value that a key does not take: the message says what it takes. ``within``: the table it stands in."""

    def __init__(self, message: str, within: str = "") -> None:
        super().__init__(message)
        self.within = within


Read = Callable[[Any, Path], Any]
"""From what TOML gives, and the folder that paths are relative to, to the value. Raises SettingError."""


@record
class Key:
    """One key. ``shape`` and ``about`` are for a reader; ``example`` is TOML as it stands in a file."""

    name: str
    read: Read
    shape: str
    about: str
    example: str
    default: Any = None
    shown_default: str = ""
    table: bool = field(default=False)


def suggestion(word: str, known: Sequence[str]) -> str:
    """ "; did you mean 'fail-on'?" where a known word is near, else the known words."""
    folded = word.replace("_", "-").lower()
    from difflib import get_close_matches  # here: only a mistake needs it

    near = get_close_matches(folded, known, n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(known)}"


def _string(value: Any, _: Path) -> str:
    if not isinstance(value, str):
        raise SettingError(f'takes a string in quotes, not {_shown(value)}')
    return value


def _shown(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 40 else text[:37] + "..."


def _strings(value: Any, folder: Path) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise SettingError(f'takes a list such as ["a", "b"], not {_shown(value)}')
    return tuple(_string(item, folder) for item in value)


def _path(value: Any, folder: Path) -> Path:
    return folder / _string(value, folder)


def _optional_path(value: Any, folder: Path) -> Path | None:
    return _path(value, folder) if value else None


def _paths(value: Any, folder: Path) -> tuple[Path, ...]:
    return tuple(folder / item for item in _strings(value, folder))


def _codes(value: Any, folder: Path) -> tuple[str, ...]:
    codes = _strings(value, folder)
    for code in codes:
        _code(code)
    return codes


def _code(code: str) -> None:
    if not (code.isascii() and code.isalnum()):
        raise SettingError(f"{code!r} is no rule code or beginning of one; `checker rules` lists the codes")


def _one_of(*words: str) -> Read:
    def read(value: Any, _: Path) -> str:
        if not isinstance(value, str) or value not in words:
            raise SettingError(f"takes {', '.join(words[:-1])} or {words[-1]}, not {_shown(value)}")
        return value

    return read


def _share(value: Any, _: Path) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise SettingError(f"takes a number from 0 to 1, not {_shown(value)}")
    return float(value)


def _tolerance(value: Any, folder: Path) -> Decimal:
    return Decimal(str(_share(value, folder)))


def _count(value: Any, _: Path) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise SettingError(f"takes a whole number from 0, not {_shown(value)}")
    return value


def _flag(value: Any, _: Path) -> bool:
    if not isinstance(value, bool):
        raise SettingError(f"takes true or false, not {_shown(value)}")
    return value


def _severity(value: Any, folder: Path) -> Mapping[str, str]:
    levels = _one_of(*map(str, Level), OFF)
    table = _table(value, 'takes a table such as { N102 = "note" }')
    for code, level in table.items():
        try:
            _code(code)
            levels(level, folder)
        except SettingError as problem:
            raise SettingError(f"{code}: {problem}", "severity") from None
    return table


def _table(value: Any, message: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SettingError(f"{message}, not {_shown(value)}")
    return value


def _only(table: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    for name in table:
        if name not in known:
            raise SettingError(f"unknown key {name!r} in {where}{suggestion(name, known)}", where)


def _outlets(value: Any, folder: Path) -> Mapping[str, Outlet]:
    found = {}
    trusts = _one_of(*map(str, Trust))
    for name, row in _table(value, 'takes tables such as [outlet."Hill Post"]').items():
        where = f'outlet."{name}"'
        row = _table(row, f"{where} takes a table")
        _only(row, ("label", "trust"), where)
        try:
            label = _string(row["label"], folder) if "label" in row else None
            found[name] = Outlet(label, Trust(trusts(row.get("trust", "normal"), folder)))
        except SettingError as problem:
            raise SettingError(f"{where} {problem}", where) from None
    return found


def _path_ignores(value: Any, folder: Path) -> tuple[PathIgnore, ...]:
    if not isinstance(value, list):
        raise SettingError(f"takes [[per-path-ignores]] tables, not {_shown(value)}")
    found = []
    for number, row in enumerate(value, 1):
        where = f"per-path-ignores (table {number})"
        row = _table(row, f"{where} takes a table")
        _only(row, ("path", "codes", "reason", "until"), where)
        try:
            for name in ("path", "reason"):
                if not _string(row.get(name, ""), folder).strip():
                    raise SettingError(f"needs a {name}")
            until = row.get("until")
            if until is not None and (not isinstance(until, date)):
                raise SettingError(f"until takes a date such as 2027-01-31 without quotes, not {_shown(until)}")
            found.append(PathIgnore(row["path"], _codes(row.get("codes", []), folder), row["reason"], until))
        except SettingError as problem:
            raise SettingError(f"{where} {problem}", "per-path-ignores") from None
    return tuple(found)


KEYS = {
    key.name: key
    for key in (
        Key("drafts", _paths, "list of paths", "The files and folders to check when the command line names none.",
            'drafts = ["drafts"]', ()),
        Key("sources", _paths, "list of paths",
            "What the drafts are checked against: findings must then touch a draft. The same as `--against`.",
            'sources = ["sources", "wire"]', ()),
        Key("compare-sources", _flag, "true or false", "Report what sources have among themselves too.",
            "compare-sources = true", False),
        Key("exclude", _strings, "list of patterns",
            "Files and folders that are no articles; matched against names and against paths relative to what is read.",
            'exclude = ["archive", "*.old.txt"]', ()),
        Key("reference", _optional_path, "path", "A .csv of known figures that articles are held against.",
            'reference = "known-figures.csv"'),
        Key("language", _one_of(*LANGUAGES), "string", "The language of the articles.", 'language = "en"', "en"),
        Key("select", _codes, "list of codes", "Only rules whose code begins so; empty means all.",
            'select = ["N", "Q1"]', ()),
        Key("ignore", _codes, "list of codes", "Not the rules whose code begins so.", 'ignore = ["M101"]', ()),
        Key("severity", _severity, "table",
            f"Another level for a rule: error, warning, note, or {OFF}. The longest beginning that fits a code wins.",
            'severity = { N102 = "note", Q2 = "off" }', {}),
        Key("fail-on", _one_of(*map(str, Level), NEVER), "string",
            "The least serious level that makes the exit status 1.", 'fail-on = "warning"', str(Level.ERROR)),
        Key("min-confidence", _share, "number from 0 to 1", "Findings that are less sure are not reported.",
            "min-confidence = 0.5", 0.0),
        Key("max-findings", _count, "whole number",
            "How many findings at or above `fail-on` are let through before the exit status is 1.",
            "max-findings = 3", 0),
        Key("tolerance", _tolerance, "number from 0 to 1",
            "Figures this near to each other, as a share of the larger, are not told apart: 0.02 is two percent.",
            "tolerance = 0.02", Decimal(0), "0.0"),
        Key("decisions", _path, "path", "The file of decisions.", 'decisions = "decisions.jsonl"',
            shown_default="decisions.jsonl beside this file; without one, in the folder that is checked"),
        Key("baseline", _optional_path, "path", "The file of findings that were there before and do not count.",
            'baseline = "baseline.json"'),
        Key("allow-empty", _flag, "true or false", "Nothing to read is no error.", "allow-empty = true", False),
        Key("cache", _flag, "true or false", "Keep what was read of unchanged articles for the next run.",
            "cache = false", True),
        Key("editor-url", _string, "string",
            "The address by which `checker review` opens a passage; without one, $VISUAL or $EDITOR is run.",
            'editor-url = "vscode://file/{path}:{line}"', ""),
        Key("jobs", _count, "whole number", "Processes to work with; 0 is one for each core.", "jobs = 2", 0),
        Key("outlet", _outlets, "tables by name",
            "What a source is to be called, and how far it is trusted: high, normal or low. A difference that only"
            " sources of low trust make is one level less serious; the advice names those of high trust.",
            '[outlet."hill-post"]\nlabel = "The Hill Post"\ntrust = "high"', {}, table=True),
        Key("per-path-ignores", _path_ignores, "tables",
            "Findings of which every passage lies in files that match `path` do not count: `codes` (all where it is"
            " empty), with a `reason`, and `until` when. After that day they count again.",
            '[[per-path-ignores]]\npath = "obituaries/*"\ncodes = ["D2"]\nreason = "ages are checked by hand"\n'
            "until = 2027-06-30",
            (), table=True),
    )
}  # fmt: skip
