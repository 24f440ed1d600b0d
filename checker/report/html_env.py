"""The template environment of the pages: everything escaped, everything hidden made visible, assets with hashes.

Every expression of a template passes ``_shown`` and then autoescaping: text of articles cannot become markup, and
its control and direction characters are named. A template that needs raw text must say so, and none does.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.report.escape import clip, disarm
from checker.report.resolutions import told

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["WEB", "asset", "digest", "environment"]

WEB = Path(__file__).parent / "web"


@cache
def environment(*folders: Path) -> Environment:
    """Templates of this package, after those of ``folders``."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader([*folders, WEB]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        auto_reload=False,
    )
    made.filters["clip"] = clip
    made.filters["told"] = told
    return made


def _shown(value: Any) -> Any:
    from markupsafe import Markup

    return value if isinstance(value, Markup) or value is None else disarm(str(value))


@cache
def asset(name: str, folder: Path = WEB) -> str:
    """A style sheet or script of the package."""
    return (folder / name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """The hash by which a content security policy allows an inline script or style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
