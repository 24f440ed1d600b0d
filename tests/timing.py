"""Processor time of a piece of work, for tests that it grows with its input and not with the square of it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

__all__ = ["quickest"]

_ROUNDS = 3


def quickest(work: Callable[[], object]) -> float:
    """Seconds of the quickest of some rounds: a round may be held up by the collector of cycles, or by other work."""
    taken = []
    for _ in range(_ROUNDS):
        gc.collect()
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)
