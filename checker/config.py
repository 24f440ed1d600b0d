"""What a run is told to do: one small frozen object instead of parameters handed down function after function."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from checker.errors import UsageError
from checker.model import KnownFigure, Level
from checker.record import record

__all__ = ["LANGUAGES", "NEVER", "OFF", "Config", "Outlet", "PathIgnore", "Trust", "level_named"]

NEVER = "never"
"""The word for "no finding fails the run" beside the names of the levels."""
OFF = "off"
"""The word for "this rule reports nothing" beside the names of the levels."""
LANGUAGES = ("en",)


class Trust(StrEnum):
    """How far a newsroom trusts a source."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


@record
class Outlet:
    """What a newsroom says of a source: what to call it (None: as it calls itself) and how far it is trusted."""

    label: str | None = None
    trust: Trust = Trust.NORMAL


@record
class PathIgnore:
    """Findings of some rules (none named: all) that do not count in some files, why, and until when."""

    path: str
    codes: tuple[str, ...]
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """Options of a run; every field has the default that the command line documents.

    ``jobs``: worker processes, 0 for one a core. ``fail_on``: the least serious level that makes a check fail,
    None for none. ``select``/``ignore``: beginnings of rule codes ("N", "Q31", "D204") to report, or not to;
    an empty ``select`` means all, and the longest beginning that fits a code wins.
    ``reference``: known figures that articles are held against. ``severity``: another level, or "off", by beginning
    of a rule code. ``min_confidence``: findings below are dropped. ``max_findings``: how many failing ones are let
    through. ``tolerance``: the share of the larger figure within which two are not told apart. ``outlets`` by the
    name that a source gives itself. ``compare_sources``: with drafts and sources apart, judge the sources among
    themselves too.
    Raises UsageError for a value out of range.
    """

    jobs: int = 0
    fail_on: Level | None = Level.ERROR
    language: str = "en"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    reference: tuple[KnownFigure, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    min_confidence: float = 0.0
    max_findings: int = 0
    tolerance: Decimal = Decimal(0)
    outlets: Mapping[str, Outlet] = field(default_factory=dict)
    path_ignores: tuple[PathIgnore, ...] = ()
    compare_sources: bool = False

    def __post_init__(self) -> None:
        if self.jobs < 0:
            raise UsageError(f"jobs must be 0 (one a core) or more, not {self.jobs}")
        if not 0 <= self.min_confidence <= 1:
            raise UsageError(f"min-confidence must be from 0 to 1, not {self.min_confidence}")
        for code in (*self.select, *self.ignore, *self.severity):
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
        return chosen > refused and self._severity(code) != OFF

    def level(self, code: str, own: Level) -> Level:
        """The level of a finding of this rule: ``own`` unless ``severity`` says otherwise."""
        said = self._severity(code)
        return own if said is None or said == OFF else Level(said)

    def _severity(self, code: str) -> str | None:
        fits = [name for name in self.severity if code.startswith(name)]
        return self.severity[max(fits, key=len)] if fits else None

    def label(self, source: str) -> str:
        """What to call a source."""
        outlet = self.outlets.get(source)
        return outlet.label if outlet and outlet.label else source

    def trust(self, shown: str) -> Trust:
        """How far a source is trusted, by what it is called."""
        return next((o.trust for name, o in self.outlets.items() if shown in (name, o.label)), Trust.NORMAL)

    def engine(self) -> tuple[Any, ...]:
        """What of all this changes what is extracted, aligned and judged: the rest only sorts the findings."""
        return self.language, self.reference, tuple(sorted((n, o.label) for n, o in self.outlets.items() if o.label))


def level_named(name: str) -> Level | None:
    """The level of a ``--fail-on`` word; None for "never". Raises UsageError for another word."""
    if name == NEVER:
        return None
    try:
        return Level(name)
    except ValueError:
        raise UsageError(f"{name!r} is no level; use error, warning, note or never") from None
