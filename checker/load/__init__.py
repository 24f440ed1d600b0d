"""Reading articles: which files, and what is in them. Formats and bounds are described in docs/formats.md.

    for source in discover([Path("drafts")]):
        for item in read(source):     # Article or Unreadable, never an exception
            ...

``read_all`` does both and makes article ids unique across files; ``prepare`` marks headline, body and
furniture. Reading streams: records of .jsonl and .csv are yielded one by one.
"""

from __future__ import annotations

from checker.load.prepare import prepare
from checker.load.read import read, read_all
from checker.load.source import SUPPORTED, Source, Typed, discover

__all__ = ["SUPPORTED", "Source", "Typed", "discover", "prepare", "read", "read_all"]
