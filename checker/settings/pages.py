"""What the table of keys is shown as: a commented file to begin with, the settings in force, a documentation page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from pathlib import Path
from textwrap import fill, indent
from typing import Any

from checker.settings.keys import KEYS, Key
from checker.settings.values import Settings

__all__ = ["page", "show", "template"]


def template() -> str:
    """A checker.toml in which every key is explained and commented out."""
    head = "# Settings of checker for this folder and those below it. Paths are relative to this file.\n"
    tables_last = sorted(KEYS.values(), key=lambda k: k.table)
    return head + "".join(f"\n{_comment(key)}\n{indent(key.example, '# ', lambda _: True)}\n" for key in tables_last)


def _comment(key: Key) -> str:
    told = "" if key.table or not _default(key) else f" Default: {_default(key)}."
    return fill(f"{key.about}{told}", 100, initial_indent="## ", subsequent_indent="## ")


def _default(key: Key) -> str:
    return key.shown_default or _toml(key.default)


def show(settings: Settings) -> str:
    """Every key with its value and its origin, one a line."""
    head = f"configuration file: {settings.file or 'none'}"
    wide = max(map(len, KEYS))
    rows = []
    for name, key in KEYS.items():
        value = _toml(settings[name]) or _default(key) or "-"
        rows.append(f"{name:<{wide}} = {value}  ({settings.setting(name).origin})")
    return "\n".join([head, *rows]) + "\n"


def _toml(value: Any) -> str:
    """A value as a file would have it; empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | Path):
        return f'"{value}"'
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, Mapping):
        inside = ", ".join(f"{name} = {_toml(item)}" for name, item in value.items() if item is not None)
        return f"{{ {inside} }}" if inside else "{}"
    return str(value)


def page() -> str:
    """docs/configuration.md's list of keys."""
    parts = []
    for key in KEYS.values():
        default = "" if key.table else f" Default: {f'`{_default(key)}`' if _default(key) else 'none'}."
        parts.append(f"### {key.name}\n\n{key.about}\n\nTakes: {key.shape}.{default}\n\n```toml\n{key.example}\n```\n")
    return "\n".join(parts)
