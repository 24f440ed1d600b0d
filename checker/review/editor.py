"""Opening a passage at its line: in the editor of $VISUAL or $EDITOR, or by an address that an editor listens to."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from checker.errors import UsageError
from checker.record import record

__all__ = ["Editor"]

_PLACE = {  # how an editor is told the line; the others take +LINE
    "code": ("--goto", "{file}:{line}"),
    "codium": ("--goto", "{file}:{line}"),
    "cursor": ("--goto", "{file}:{line}"),
    "subl": ("{file}:{line}",),
    "zed": ("{file}:{line}",),
    "hx": ("{file}:{line}",),
    "mate": ("--line", "{line}", "{file}"),
    "kate": ("--line", "{line}", "{file}"),
    "idea": ("--line", "{line}", "{file}"),
    "pycharm": ("--line", "{line}", "{file}"),
}
_IN_TERMINAL = frozenset(
    {"ed", "emacs", "hx", "joe", "kak", "mcedit", "micro", "nano", "ne", "nvim", "pico", "vi", "vim"}
)
_FORBIDDEN = ("javascript", "data", "vbscript", "blob", "about")


@record
class Editor:
    """``url``: a template with {path} and {line} ("vscode://file/{path}:{line}"); ``command``: what $EDITOR says."""

    url: str = ""
    command: str = ""

    @staticmethod
    def of(url: str | None, environment: Mapping[str, str]) -> Editor:
        """Raises UsageError for a template that is none."""
        if url:
            scheme, colon, _ = url.partition(":")
            known = bool(colon) and scheme.replace("+", "").isalnum() and scheme.lower() not in _FORBIDDEN
            if "{path}" not in url or not known:
                raise UsageError(f"{url!r} is no editor address; write one such as vscode://file/{{path}}:{{line}}")
        return Editor(url or "", environment.get("VISUAL") or environment.get("EDITOR") or "")

    def link(self, file: Path, line: int) -> str:
        """The address that opens a file at a line; empty where none is configured."""
        path = quote(file.resolve().as_posix().lstrip("/") if ":///" not in self.url else file.resolve().as_posix())
        return self.url.replace("{path}", path).replace("{line}", str(line)) if self.url else ""

    @property
    def in_terminal(self) -> bool:
        """Whether the editor would take over the terminal that the review was started from."""
        return bool(self.command) and _name(shlex.split(self.command)) in _IN_TERMINAL

    def argv(self, file: Path, line: int) -> list[str]:
        """The command that opens a file at a line. Raises UsageError where no editor is named."""
        if not self.command:
            raise UsageError("no editor is named: set EDITOR, or give --editor-url")
        words = shlex.split(self.command)
        place = _PLACE.get(_name(words), ("+{line}", "{file}"))
        return [*words, *(p.replace("{line}", str(line)).replace("{file}", os.fspath(file.resolve())) for p in place)]

    def open(self, file: Path, line: int) -> None:
        """Start an editor with windows of its own. Raises UsageError where that cannot be."""
        argv = self.argv(file, line)
        if self.in_terminal:
            raise UsageError(f"{argv[0]} needs the terminal: run `{shlex.join(argv)}` there, or give --editor-url")
        try:
            subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except OSError as problem:
            raise UsageError(f"{argv[0]} cannot be started ({problem.strerror}); set EDITOR") from None

    def open_here(self, file: Path, line: int) -> None:
        """Run the editor and wait for it, for a review in the terminal."""
        try:
            subprocess.run(self.argv(file, line), check=False)
        except OSError as problem:
            raise UsageError(f"{self.command} cannot be started ({problem.strerror}); set EDITOR") from None


def _name(words: Sequence[str]) -> str:
    return Path(words[0]).stem if words else ""
