"""Regular expressions, kept compiled between runs.

An expression that is made of a list of words takes Python milliseconds to compile, any other a tenth of one, and a
short check needs hundreds of them. What the compiler made of each is kept beside this module, as compiled modules are,
and used only by the very Python that made it. An expression is known by its text and flags, so that one that changed
is another one. What cannot be read, or what a Python does not take, is compiled as ever.
"""

from __future__ import annotations

import atexit
import marshal
import re
import sys
from array import array
from functools import cached_property
from pathlib import Path

from checker import beside

__all__ = ["Shelf", "expression"]

_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, number of groups, groups by name and names by group: what ``re`` builds a pattern of."""
_MOST = 2000
"""Expressions that are kept; beyond that only those that the last run used are: many must be of lists that changed."""


class Shelf:
    """Compiled expressions in one file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._used: dict[tuple[str, int], _Code] = {}
        self._fresh = False

    def expression(self, text: str, flags: int = 0) -> re.Pattern[str]:
        """As ``re.compile``; for expressions of the program's own, never for what a text or a setting says."""
        key = text, int(flags)
        try:
            known = self._kept.get(key) or self._used.get(key) or self._compiled(*key)
            made = _built(text, known)
        except (AttributeError, ImportError, RuntimeError, TypeError, ValueError):
            return re.compile(text, flags)
        self._used[key] = known
        return made

    @cached_property
    def _kept(self) -> dict[tuple[str, int], _Code]:
        try:
            mark, table = marshal.loads(self._file.read_bytes())
        except (OSError, EOFError, ValueError, TypeError):
            return {}
        return table if mark == sys.version and isinstance(table, dict) else {}

    def _compiled(self, text: str, flags: int) -> _Code:
        if not self._fresh:
            self._fresh = True
            atexit.register(self.write)
        return _code(text, flags)

    def write(self) -> None:
        """Keep what was compiled."""
        if not self._fresh:
            return
        every = self._kept | self._used
        beside.keep(self._file, marshal.dumps((sys.version, every if len(every) <= _MOST else self._used)))


def _code(text: str, flags: int) -> _Code:
    """What ``re.compile`` works out of an expression before it builds the pattern."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    tree = _parser.parse(text, flags)
    state = tree.state
    code = array("I", map(int, _compiler._code(tree, flags)))
    by_group: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        by_group[number] = name
    return flags | state.flags, code.tobytes(), state.groups - 1, state.groupdict, tuple(by_group)


def _built(text: str, known: _Code) -> re.Pattern[str]:
    import _sre  # type: ignore[import-not-found]

    flags, kept, groups, by_name, by_group = known
    code = array("I")
    code.frombytes(kept)
    made: re.Pattern[str] = _sre.compile(text, flags, code.tolist(), groups, by_name, by_group)  # it checks the code
    return made


expression = Shelf(beside.place(Path(__file__), f"expressions.{sys.implementation.cache_tag}")).expression
