"""Settings: what a newsroom writes once in ``checker.toml`` (or ``[tool.checker]`` of pyproject.toml).

    settings = find(Path("drafts"))        # the nearest file upward from a folder, or the defaults
    settings = settings.over({"fail-on": "warning"})      # what the command line says wins
    config = settings.config()

Each key is one row of ``KEYS`` with its check, its default and its documentation; docs/configuration.md, ``checker
init`` and ``checker config show`` are made from that table.
"""

from __future__ import annotations

from checker.settings.file import FILE_NAME, find, read
from checker.settings.keys import KEYS, Key
from checker.settings.pages import page, show, template
from checker.settings.values import Setting, Settings

__all__ = ["FILE_NAME", "KEYS", "Key", "Setting", "Settings", "find", "page", "read", "show", "template"]
