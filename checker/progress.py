"""A line on the terminal that shows how far a long run has come; nothing where nobody watches."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from checker.report.escape import visible

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

__all__ = ["Progress"]

PATIENCE = 1.0
"""Seconds of work before anything is shown."""


class Progress:
    """Called with the path of every article done. Draws on the error stream, and only on a terminal."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._watched = sys.stderr.isatty()
        self._bar: Bar | None = None
        self._done = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, path: str) -> None:
        self._done += 1
        if not self._watched or time.monotonic() - self._started < PATIENCE:
            return
        bar = self._bar or self._begin()
        bar.update(bar.task_ids[0], completed=self._done, description=visible(path)[-60:])

    def _begin(self) -> Bar:
        from rich.console import Console
        from rich.progress import Progress as Bar
        from rich.progress import SpinnerColumn, TextColumn

        columns = (
            SpinnerColumn(),
            TextColumn("{task.completed} articles read"),
            TextColumn("{task.description}", markup=False),
        )
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
        self._bar.add_task("", total=None)
        self._bar.start()
        return self._bar
