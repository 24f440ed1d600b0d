"""The review in the terminal, with the keys of the page: for a desk that is reached by ssh.

What is drawn is plain lines, cut to the width of the terminal; text of articles cannot send it commands.
"""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from checker import gate
from checker.errors import UsageError
from checker.model import Resolution
from checker.report.escape import clip, visible
from checker.report.html_view import card
from checker.report.html_words import Piece
from checker.report.resolutions import BY_KEY, CHOICES, Choice
from checker.report.strips import strip
from checker.review.desk import Desk
from checker.review.editor import Editor
from checker.review.items import Filters, Item, State

__all__ = ["Terminal", "review"]

KEYS = "j/k move  1-6 decide  Enter apply  u undo  s skip  n note  c article  o editor  / filter  ? help  q quit"
HELP = (
    *KEYS.split("  "),
    "",
    *(f"{c.key} {c.label}: {c.about}" for c in CHOICES),
    "",
    "/ takes words; also level:error kind:number verdict:conflict state:undecided. Empty shows all.",
)
_ENTER = ("\r", "\n")
_ESCAPE = "\x1b"


@dataclass(slots=True)
class Terminal:
    """One person at one terminal. ``key`` waits for a key, ``ask`` for a line (None: escaped), ``show`` draws."""

    desk: Desk
    editor: Editor
    key: Callable[[], str]
    ask: Callable[[str], str | None]
    show: Callable[[Sequence[str]], None]
    filters: Filters = field(default_factory=Filters)
    current: str | None = None
    chosen: Choice | None = None
    note: str = ""
    said: str = ""

    def run(self) -> None:
        """Until q is pressed or the input ends."""
        first = self.desk.now.next_open(self.filters)
        self.current = first.id if first else None
        while True:
            self.show(self.screen())
            pressed = self.key()
            if pressed in ("q", "\x03", "\x04", ""):
                return
            self.said = ""
            try:
                self.press(pressed)
            except UsageError as problem:
                self.said = str(problem)

    def press(self, pressed: str) -> None:
        """What a key does; one that means nothing does nothing."""
        acts: dict[str, Callable[[], None]] = {
            "j": lambda: self._move(1),
            "s": lambda: self._move(1),
            "k": lambda: self._move(-1),
            "u": self._undo,
            "n": self._note,
            "c": self._context,
            "o": self._open,
            "/": self._filter,
            "?": lambda: self._page(HELP),
        }
        if pressed in BY_KEY:
            self.chosen = BY_KEY[pressed]
        elif pressed in _ENTER:
            self._apply()
        elif pressed == _ESCAPE:
            self.chosen = None
        elif pressed in acts:
            acts[pressed]()

    # --- what keys do

    @property
    def item(self) -> Item | None:
        now = self.desk.refresh()
        found = now.get(self.current) if self.current else None
        return found or (self.desk.successor(self.current) if self.current else None) or now.next_open(self.filters)

    def _go(self, item: Item | None) -> None:
        self.current, self.chosen, self.note = (item.id if item else None), None, ""

    def _move(self, by: int) -> None:
        queue, item = self.filters.choose(self.desk.refresh().items), self.item
        at = next((n for n, one in enumerate(queue) if item and one.id == item.id), -1 if by > 0 else len(queue))
        if 0 <= at + by < len(queue):
            self._go(queue[at + by])
        else:
            self.said = "This is the last one." if by > 0 else "This is the first one."

    def _apply(self) -> None:
        item = self.item
        if item is None:
            return
        if self.chosen is None:
            self.said = "Choose a decision first: keys 1 to 6."
            return
        until = self._until() if self.chosen.verdict is Resolution.DEFER else None
        self.desk.decide(item.id, self.chosen.verdict, self.note, until)
        self.said = f"{self.chosen.label}: {clip(item.finding.fact or item.finding.title, 60)}"
        self._go(self.desk.now.next_open(self.filters, item.id))

    def _until(self) -> date | None:
        text = (self.ask("Until (2026-01-31, empty: a week): ") or "").strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise UsageError(f"{text[:20]!r} is no day; write it as 2026-01-31") from None

    def _undo(self) -> None:
        finding = self.desk.undo()
        if finding is None:
            self.said = "Nothing to undo: no decision of yours stands."
        else:
            self._go(self.desk.now.get(finding.id))
            self.said = "Undone."

    def _note(self) -> None:
        text = self.ask("Reason or note: ")
        self.note = self.note if text is None else text

    def _filter(self) -> None:
        text = self.ask("Filter: ")
        if text is None:
            return
        fields: dict[str, str] = {}
        words = []
        for word in text.split():
            name, colon, value = word.partition(":")
            if colon and name in ("level", "kind", "verdict", "state"):
                fields[name] = value
            else:
                words.append(word)
        self.filters = Filters.of({**fields, "q": " ".join(words)})
        queue = self.filters.choose(self.desk.now.items)
        self.said = f"{len(queue)} of {len(self.desk.now.items)} findings"
        self._go(self.desk.now.next_open(self.filters) or (queue[0] if queue else None))

    def _context(self) -> None:
        item = self.item
        if item is None:
            return
        lines: list[str] = []
        for path in dict.fromkeys(e.passage.path for e in item.finding.evidence):
            found = [e for e in item.finding.evidence if e.passage.path == path]
            pieces = self.desk.texts.whole(path, found)
            told = "".join(f"[{text}]" if marked else text for text, marked in pieces or [])
            lines += [f"== {visible(path)}", "", *map(visible, told.splitlines() or ["The file is gone."]), ""]
        self._page(lines)

    def _open(self) -> None:
        item = self.item
        if item is None:
            return
        passage = item.finding.evidence[0].passage
        file = self.desk.texts.file(passage.path)
        if file is None:
            raise UsageError(f"{passage.path}: the file is gone")
        self.editor.open_here(file, passage.line)

    def _page(self, lines: Sequence[str]) -> None:
        """Lines that may not fit on the screen, one screen after the other; Escape goes back."""
        width, height = _size()
        wrapped = [piece for line in lines for piece in textwrap.wrap(line, width) or [""]]
        room = max(height - 2, 3)
        for first in range(0, len(wrapped), room):
            self.show([*wrapped[first : first + room], "", "any key: on   Esc: back"])
            if self.key() in (_ESCAPE, "q", ""):
                return

    # --- what is shown

    def screen(self) -> list[str]:
        width, height = _size()
        now, item = self.desk.refresh(), self.item
        queue = self.filters.choose(now.items)
        at = next((n for n, one in enumerate(queue, 1) if item and one.id == item.id), 0)
        head = f"{now.decided} of {len(now.items)} decided   {at}/{len(queue)}"
        news = [visible(now.news[-1])] if now.news else []
        body = _item(item, width) if item else ["Nothing waits for a decision here."]
        chosen = f"> {self.chosen.key} {self.chosen.label}: {self.chosen.about}" if self.chosen else ""
        note = f"note: {visible(self.note)}" if self.note else ""
        above = _lines([head, *news, "", *body], width)
        below = _lines(["", *filter(None, [chosen, note, visible(self.said)]), KEYS], width)
        room = max(height - len(below) - 1, 5)
        return [*(above if len(above) <= room else [*above[: room - 1], "…"]), *below]


def _item(item: Item, width: int) -> list[str]:
    finding, shown = item.finding, card(item.finding)
    lines = [
        f"{gate.LABELS[finding.level].upper()}  {finding.kind}: {finding.verdict}  {finding.code}",
        f"{visible(finding.title)}: {visible(finding.fact)}" if finding.fact else visible(finding.title),
        visible(finding.message),
    ]
    for version in shown.versions:
        sources = ", ".join(map(visible, version.sources))
        lines += ["", f"{version.letter}  {visible(version.value)}  {sources}".rstrip()]
        for passage in version.passages:
            lines += [f"   {visible(_told(passage.pieces))}", f"   {visible(passage.path)}:{passage.line}"]
    drawn = strip(finding.evidence)
    lines += ["", *drawn] if drawn and max(map(len, drawn)) <= width else []
    lines += ["", f"What to do: {visible(finding.advice)}"] if finding.advice else []
    if item.state is State.DECIDED and item.decision:
        d = item.decision
        lines += ["", f"Decided: {d.verdict} by {visible(d.who)}: {visible(d.reason)}"]
    elif finding.earlier:
        d = finding.earlier.decision
        lines += ["", f"Open again: {visible(finding.earlier.why)}. Before: {d.verdict}: {visible(d.reason)}"]
    return lines


def _told(pieces: Sequence[Piece]) -> str:
    """A sentence with its values in brackets; pieces of one value that differs in part are one."""
    out, inside = "", False
    for piece in pieces:
        if piece.mark != inside:
            out += "[" if piece.mark else "]"
            inside = piece.mark
        out += piece.text
    return out + "]" * inside


def _lines(lines: Sequence[str], width: int) -> list[str]:
    return [piece for line in lines for piece in _wrapped(line, width)]


def _wrapped(line: str, width: int) -> list[str]:
    lead = " " * (len(line) - len(line.lstrip(" ")))
    if len(line) <= width:
        return [line]
    return textwrap.wrap(line.strip(), width, initial_indent=lead, subsequent_indent=lead, break_on_hyphens=False)


def _size() -> tuple[int, int]:
    size = shutil.get_terminal_size((80, 24))
    return max(size.columns - 1, 40), size.lines


# --- the terminal itself


def review(desk: Desk, editor: Editor) -> None:
    """Go through the queue until q is pressed. Raises UsageError where there is no terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("--tty needs a terminal; without it the review is a page in the browser")
    if editor.command:
        editor = replace(editor, url="")
    Terminal(desk, editor, _key, _ask, _show).run()
    _show(["The decisions are in " + visible(str(desk.file))])


def _show(lines: Sequence[str]) -> None:
    sys.stdout.write("\x1b[2J\x1b[H" + "\n".join(lines) + "\n")
    sys.stdout.flush()


def _ask(prompt: str) -> str | None:
    try:
        return input(prompt)
    except (EOFError, KeyboardInterrupt):
        return None


def _key() -> str:
    """One key, without waiting for Enter."""
    if os.name == "nt":
        import msvcrt

        return msvcrt.getwch()  # type: ignore[attr-defined,no-any-return]  # only there on Windows
    with _raw() as file:
        data = os.read(file, 1)
        while data and data[0] >= 0x80 and len(data) < 4 and not _whole(data):
            data += os.read(file, 1)
    return data.decode("utf-8", "replace")


def _whole(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@contextmanager
def _raw() -> Iterator[int]:
    import termios
    import tty

    file = sys.stdin.fileno()
    before = termios.tcgetattr(file)
    try:
        tty.setcbreak(file)
        yield file
    finally:
        termios.tcsetattr(file, termios.TCSADRAIN, before)
