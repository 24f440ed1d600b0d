"""Remembering the last answer: stages ask the same of one sentence, or of one story, again and again in a row."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

__all__ = ["last_kept"]

_About = TypeVar("_About")
_Answer = TypeVar("_Answer")


def last_kept(make: Callable[[_About], _Answer]) -> Callable[[_About], _Answer]:
    """A function of one object that keeps its last answer, so that asking again costs nothing.

    Of the same object, not of an equal one: a long list is never compared, and need not be hashable.
    """
    last: tuple[_About, _Answer] | None = None

    @wraps(make)
    def asked(about: _About) -> _Answer:
        nonlocal last
        kept = last  # read once and replaced as a whole: another thread may ask in between
        if kept is None or kept[0] is not about:
            kept = last = (about, make(about))
        return kept[1]

    return asked
