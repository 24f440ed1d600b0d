"""The run as one JSON object: the shape that README and docs/cli.md promise to other programs."""

from __future__ import annotations

import json
import re
from typing import Any

from checker.model import Run

__all__ = ["dumps", "render"]

_LONE = re.compile("[\ud800-\udfff]")


def dumps(value: Any, *, indent: int | None = None) -> str:
    """JSON in readable characters; half a surrogate pair, which no encoding can hold, as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _LONE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def render(run: Run) -> str:
    return dumps(run.to_dict(), indent=2) + "\n"
