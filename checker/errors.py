"""The program's own exceptions. Each message is one line that names the place and says what to do."""

from __future__ import annotations

__all__ = ["CheckerError", "InputError", "LexiconError", "UsageError"]


class CheckerError(Exception):
    """Base of every error that is told to the user as one line, without a traceback."""


class UsageError(CheckerError):
    """Wrong options, configuration, or nothing to read: exit status 2."""


class InputError(CheckerError):
    """One input cannot be read: it is reported, the others go on, exit status 3."""

    def __init__(self, message: str, *, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class LexiconError(CheckerError):
    """A lexicon or spec file is broken: names file and key."""
