"""The review in the terminal: the keys of the page, without a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reviewing import story
from test_review import at_desk

from checker import decisions
from checker.review.editor import Editor
from checker.review.tty import Terminal


class Typist:
    """Presses keys, answers questions, and remembers every screen."""

    def __init__(self, folder: Path, keys: str, *answers: str) -> None:
        self._keys: Iterator[str] = iter(keys)
        self._answers = iter(answers)
        self.screens: list[str] = []
        self.terminal = Terminal(at_desk(folder), Editor(), self._key, lambda _: next(self._answers), self._show)
        self.terminal.run()
        self.log = decisions.read(folder / "decisions.jsonl").decisions

    def _key(self) -> str:
        return next(self._keys, "")

    def _show(self, lines: Sequence[str]) -> None:
        self.screens.append("\n".join(lines))


def test_deciding_with_a_note_and_undoing(tmp_path: Path) -> None:
    done = Typist(story("ferry-sinking", tmp_path), "3n\r1\ruuu", "the recording has it")
    assert [(str(d.verdict), d.reason) for d in done.log[:2]] == [
        ("source-wrong", "the recording has it"),
        ("fix-draft", "fix the draft"),
    ]
    assert [str(d.verdict) for d in done.log[2:]] == ["withdrawn", "withdrawn"]
    assert "0 of " in done.screens[0]
    assert "2 of " in done.screens[5]
    assert "Nothing to undo" in done.screens[-1]


def test_moving_filtering_and_reading(tmp_path: Path) -> None:
    done = Typist(story("ferry-sinking", tmp_path), "jk/c\x1b?q", "level:error passengers")
    assert "A “not” is missing" in done.screens[1]
    assert "Figures that cannot both be right" in done.screens[2]
    assert "1 of " in done.screens[3]
    assert "[241 passengers]" in done.screens[4]
    assert not done.log


def test_escape_and_enter_alone_decide_nothing(tmp_path: Path) -> None:
    done = Typist(story("ferry-sinking", tmp_path), "2\x1b\r")
    assert not done.log
    assert "Choose a decision first" in done.screens[-1]


def test_later_asks_until_when_and_says_what_is_no_day(tmp_path: Path) -> None:
    done = Typist(story("ferry-sinking", tmp_path), "6\r\r", "soon", "2099-12-31")
    assert any("is no day" in screen for screen in done.screens)
    assert [str(d.until) for d in done.log] == ["2099-12-31"]


def test_articles_cannot_send_the_terminal_commands(tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    bad = "\x1b[2J\x1b]0;owned\x07 \u202egnp"
    (folder / "one.txt").write_text(f"Fire {bad}\n\nAt least 12 people died in the fire at Brannock mill, {bad}.\n")
    (folder / "two.txt").write_text(f"Nine people died in the fire at Brannock mill, {bad}.\n")
    done = Typist(folder, "c" + " " * 20)
    assert len(done.screens) > 1
    assert not any(char in screen for screen in done.screens for char in "\x1b\x07\u202e")
