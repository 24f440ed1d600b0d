"""Word lists and rule documentation as data: TOML files under ``lexicons/``, checked when loaded.

``table(name)`` gives one file's content; helpers turn common shapes into sets and maps. A broken file raises
LexiconError with the file and the key.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from checker.errors import LexiconError

__all__ = ["mapping", "nested", "table", "words"]


@cache
def table(name: str, language: str | None = "en") -> Mapping[str, Any]:
    """The content of ``lexicons/<language>/<name>.toml`` (``language=None``: ``lexicons/<name>.toml``)."""
    folder = resources.files("checker").joinpath("lexicons")
    path = folder.joinpath(language, f"{name}.toml") if language else folder.joinpath(f"{name}.toml")
    shown = f"lexicons/{language}/{name}.toml" if language else f"lexicons/{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LexiconError(f"{shown}: no such lexicon") from None
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
