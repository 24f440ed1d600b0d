"""Tables that are worked out of word lists, kept between runs.

A table costs more to work out than to read: so it is kept beside the modules, as Python keeps them compiled, and worked
out again as soon as anything that it is made of has changed: a word list, or the code that makes it.
"""

from __future__ import annotations

import marshal
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache, wraps
from pathlib import Path
from typing import TypeVar, cast

from checker import beside

__all__ = ["kept_table", "worked_out"]

_PACKAGE = Path(__file__).parent
_T = TypeVar("_T")


def worked_out(*sources: str) -> Callable[[Callable[[], _T]], Callable[[], _T]]:
    """A function without arguments gives what an earlier run worked out, as long as its ``sources`` are the same.

    ``sources``: the files that decide the table, in the package: word lists and modules. The table is of plain data:
    strings, numbers, None, and tuples, lists, sets and dictionaries of these.
    """

    def decorate(make: Callable[[], _T]) -> Callable[[], _T]:
        name = f"{make.__module__}.{make.__name__.strip('_')}.{sys.implementation.cache_tag}"
        file = beside.place(Path(__file__), name)
        return cache(wraps(make)(lambda: kept_table(file, [_PACKAGE / source for source in sources], make)))

    return decorate


# What marshal takes, as a type, is too narrow to be written for every table.
_dumps = cast(Callable[[object], bytes], marshal.dumps)


def kept_table(file: Path, sources: list[Path], make: Callable[[], _T]) -> _T:
    """The table that ``file`` keeps; where it keeps none of these sources, the one that ``make`` works out."""
    try:
        mark = [sys.version, *(zlib.crc32(source.read_bytes()) for source in sources)]
    except OSError:  # a program without its sources: nothing says what the table would be made of
        return make()
    try:
        made_of, table = marshal.loads(file.read_bytes())
    except (OSError, EOFError, ValueError, TypeError):
        made_of, table = None, None
    if made_of == mark:
        return cast(_T, table)
    made = make()
    with suppress(ValueError):  # what marshal does not take: a day in a word list
        beside.keep(file, _dumps((mark, made)))
    return made
