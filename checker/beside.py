"""What is kept beside the program's files, in ``__pycache__``, where Python keeps compiled modules."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

__all__ = ["keep", "place"]


def place(file: Path, name: str) -> Path:
    """Where something of this ``name`` is kept that was made from a file."""
    return file.parent / "__pycache__" / name


def keep(kept: Path, data: bytes) -> None:
    """Write a file that a later run may find, unless Python is told to write no bytecode, or cannot.

    It is written under another name first, so that no run ever reads a half-written file.
    """
    if sys.dont_write_bytecode:
        return
    fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
    try:
        kept.parent.mkdir(exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(kept)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
