"""Sees that drafts were saved: by the operating system's word where there is one, by looking now and then elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from checker.errors import CheckerError
from checker.review.desk import Desk
from checker.watch import changes

__all__ = ["Watch"]

EVERY = 1.0
"""Seconds between two looks where nobody tells."""


class Watch:
    """Checks again in the background while the review is open. ``places``: the files and folders that matter."""

    def __init__(self, desk: Desk, places: Sequence[Path], *, poll: bool = False) -> None:
        self._desk = desk
        self._places = places
        self._poll = poll
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        if not self._poll:
            self._listen()
        while not self._stop.wait(EVERY):
            self._look()

    def _listen(self) -> None:
        """Returns where the operating system cannot tell (too many watches, a file system without events)."""
        try:
            for _ in changes(self._places, self._stop):
                self._look()
        except (OSError, RuntimeError, ImportError):
            return

    def _look(self) -> None:
        """A folder that is being moved about or cannot be read just now is looked at again the next time."""
        try:
            if self._desk.changed():
                self._desk.recheck()
        except (CheckerError, OSError):
            return
