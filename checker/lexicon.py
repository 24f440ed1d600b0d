"""Word lists and rule documentation as data: TOML files under ``lexicons/``, checked when loaded.

``table(name)`` gives one file's content; helpers turn common shapes into sets and maps. A broken file raises
LexiconError with the file and the key.

Parsing TOML takes most of a short run, so what was parsed is kept beside the file in ``__pycache__``, where Python
keeps compiled modules, and under the same terms: it is used only for the very bytes it was made from, and not written
where Python is told to write no bytecode, or cannot.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from checker import beside
from checker.errors import LexiconError
from checker.worked_out import kept_table

__all__ = ["FOLDER", "mapping", "nested", "read", "table", "words"]


FOLDER = Path(__file__).parent / "lexicons"


@cache
def table(name: str, language: str | None = "en") -> Mapping[str, Any]:
    """The content of ``lexicons/<language>/<name>.toml`` (``language=None``: ``lexicons/<name>.toml``)."""
    path = FOLDER / language / f"{name}.toml" if language else FOLDER / f"{name}.toml"
    shown = f"lexicons/{language}/{name}.toml" if language else f"lexicons/{name}.toml"
    try:
        return read(path, shown)
    except FileNotFoundError:
        raise LexiconError(f"{shown}: no such lexicon") from None


def read(path: Path, shown: str) -> dict[str, Any]:
    """The content of a TOML file, parsed or kept from an earlier run; ``shown`` is its name in errors."""
    kept = beside.place(path, f"{path.stem}.{sys.implementation.cache_tag}")
    return kept_table(kept, [path], lambda: _parsed(path, shown))


def _parsed(path: Path, shown: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise LexiconError(f"{shown}: not valid TOML: {problem}") from None


def _entry(name: str, key: str, language: str | None) -> Any:
    value: Any = table(name, language)
    for part in key.split("."):
        if not isinstance(value, Mapping) or part not in value:
            raise LexiconError(f"lexicons/{language or ''}/{name}.toml: key {key!r} is missing")
        value = value[part]
    return value


@cache
def words(name: str, key: str, language: str | None = "en") -> frozenset[str]:
    """A list of words (or a multi-line string of blank-separated words) as a set."""
    value = _entry(name, key, language)
    if isinstance(value, str):
        return frozenset(value.split())
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return frozenset(value)
    raise LexiconError(f"lexicons/{language or ''}/{name}.toml: {key!r} must be a list of words")


@cache
def mapping(name: str, key: str, language: str | None = "en") -> Mapping[str, str]:
    """A table of strings or numbers, as strings."""
    value = _entry(name, key, language)
    if not isinstance(value, Mapping):
        raise LexiconError(f"lexicons/{language or ''}/{name}.toml: {key!r} must be a table")
    bad = [k for k, v in value.items() if not isinstance(v, str | int | float)]
    if bad:
        raise LexiconError(f"lexicons/{language or ''}/{name}.toml: {key}.{bad[0]} must be a string or number")
    return {k: str(v) for k, v in value.items()}


@cache
def nested(name: str, key: str, language: str | None = "en") -> Mapping[str, tuple[str, ...]]:
    """A table whose entries are word lists (or blank-separated strings): {key: (word, ...)}."""
    value = _entry(name, key, language)
    if not isinstance(value, Mapping):
        raise LexiconError(f"lexicons/{language or ''}/{name}.toml: {key!r} must be a table")
    out: dict[str, tuple[str, ...]] = {}
    for k, v in value.items():
        if isinstance(v, str):
            out[k] = tuple(v.split())
        elif isinstance(v, Iterable) and all(isinstance(x, str) for x in v):
            out[k] = tuple(v)
        else:
            raise LexiconError(f"lexicons/{language or ''}/{name}.toml: {key}.{k} must be a list of words")
    return out
