"""Word lists: what an editor changes counts at once, whatever an earlier run has kept."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from checker import lexicon
from checker.errors import LexiconError


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    made = tmp_path / "words.toml"
    made.write_text('verbs = ["moor", "sail"]\n[weights]\nhalf = 0.5\n', encoding="utf-8")
    return made


def kept(file: Path) -> Path:
    return file.parent / "__pycache__" / f"words.{sys.implementation.cache_tag}"


def test_what_is_kept_is_what_was_parsed(file: Path) -> None:
    first = lexicon.read(file, "words.toml")
    assert kept(file).exists()
    assert lexicon.read(file, "words.toml") == first == {"verbs": ["moor", "sail"], "weights": {"half": 0.5}}


def test_an_edited_file_is_read_again(file: Path) -> None:
    lexicon.read(file, "words.toml")
    file.write_text('verbs = ["moor", "sink"]\n[weights]\nhalf = 0.5\n', encoding="utf-8")  # as long as before
    assert lexicon.read(file, "words.toml")["verbs"] == ["moor", "sink"]


@pytest.mark.parametrize("broken", ["", "{", "[1]", '{"mark": 1}', "\0"])
def test_a_broken_copy_is_ignored(file: Path, broken: str) -> None:
    lexicon.read(file, "words.toml")
    kept(file).write_text(broken, encoding="utf-8")
    assert lexicon.read(file, "words.toml")["verbs"] == ["moor", "sail"]


def test_a_folder_that_cannot_be_written_does_no_harm(file: Path) -> None:
    (file.parent / "__pycache__").write_text("in the way", encoding="utf-8")
    assert lexicon.read(file, "words.toml")["verbs"] == ["moor", "sail"]


def test_nothing_is_written_where_python_writes_no_bytecode(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    lexicon.read(file, "words.toml")
    assert not kept(file).exists()


def test_a_broken_file_is_named(file: Path) -> None:
    file.write_text("verbs = [", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"^words\.toml: not valid TOML"):
        lexicon.read(file, "words.toml")
