"""What a run is told to do: one small frozen object instead of parameters handed down function after function."""

from __future__ import annotations

import os
from dataclasses import dataclass

from checker.errors import UsageError
from checker.model import KnownFigure, Level

__all__ = ["NEVER", "Config", "level_named"]

NEVER = "never"
"""The word for "no finding fails the run" beside the names of the levels."""


@dataclass(frozen=True, slots=True)
class Config:
    """Options of a run; every field has the default that the command line documents.

    ``jobs``: worker processes, 0 for one a core. ``fail_on``: the least serious level that makes a check fail,
    None for none. ``select``/``ignore``: beginnings of rule codes ("N", "Q31", "D204") to report, or not to;
    an empty ``select`` means all, and the longest beginning that fits a code wins.
    ``reference``: known figures that articles are held against.
    Raises UsageError for a value out of range.
    """

    jobs: int = 0
    fail_on: Level | None = Level.ERROR
    language: str = "en"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    reference: tuple[KnownFigure, ...] = ()

    def __post_init__(self) -> None:
        if self.jobs < 0:
            raise UsageError(f"jobs must be 0 (one a core) or more, not {self.jobs}")
        for code in (*self.select, *self.ignore):
            if not (code.isascii() and code.isalnum()):
                raise UsageError(f"{code!r} is no rule code or beginning of one; `checker rules` lists the codes")

    @property
    def workers(self) -> int:
        """How many processes to use: ``jobs``, or the cores that this process may use."""
        if self.jobs:
            return self.jobs
        usable = getattr(os, "sched_getaffinity", None)
        return len(usable(0)) if usable else os.cpu_count() or 1

    def wants(self, code: str) -> bool:
        """Whether findings of this rule are to be reported."""
        chosen = max((len(c) for c in self.select if code.startswith(c)), default=-1 if self.select else 0)
        refused = max((len(c) for c in self.ignore if code.startswith(c)), default=-1)
        return chosen > refused


def level_named(name: str) -> Level | None:
    """The level of a ``--fail-on`` word; None for "never". Raises UsageError for another word."""
    if name == NEVER:
        return None
    try:
        return Level(name)
    except ValueError:
        raise UsageError(f"{name!r} is no level; use error, warning, note or never") from None
