"""Tables that earlier runs worked out: used for the very files that they were made of, and worked out again else."""

from __future__ import annotations

import marshal
import subprocess
import sys
from pathlib import Path

import pytest

from checker import rarity, taxonomy, wordforms
from checker.extraction import date_grammar, number_units, number_vague
from checker.worked_out import kept_table


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    made = tmp_path / "words.txt"
    made.write_text("moor sail", encoding="utf-8")
    return made


def table(source: Path, calls: list[int]) -> dict[str, frozenset[int]]:
    def make() -> dict[str, frozenset[int]]:
        calls.append(1)
        return {word: frozenset([len(word)]) for word in source.read_text(encoding="utf-8").split()}

    return kept_table(source.parent / "__pycache__" / "lengths", [source], make)


def test_a_table_is_worked_out_once(source: Path) -> None:
    calls: list[int] = []
    assert table(source, calls) == table(source, calls) == {"moor": frozenset([4]), "sail": frozenset([4])}
    assert len(calls) == 1


def test_a_changed_source_is_worked_out_again(source: Path) -> None:
    table(source, [])
    source.write_text("moor sank", encoding="utf-8")  # as long as before
    assert "sank" in table(source, [])


@pytest.mark.parametrize("broken", [b"", b"{", marshal.dumps(1), marshal.dumps((1, 2, 3))])
def test_a_broken_copy_is_ignored(source: Path, broken: bytes) -> None:
    table(source, [])
    (source.parent / "__pycache__" / "lengths").write_bytes(broken)
    assert "moor" in table(source, [])


def test_without_its_sources_a_table_is_worked_out_and_not_kept(source: Path) -> None:
    file = source.parent / "__pycache__" / "lengths"
    assert kept_table(file, [source.parent / "gone.py"], lambda: (1, 2)) == (1, 2)
    assert not file.exists()


def test_nothing_is_written_where_python_writes_no_bytecode(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    table(source, [])
    assert not (source.parent / "__pycache__").exists()


@pytest.mark.parametrize("kept", [
        taxonomy._sense_index,
        taxonomy._event_indexes,
        wordforms._tables,
        date_grammar._outline,
        date_grammar._entries,
        rarity._bands,
        number_units._words,
        number_vague._table,
    ],
)
def test_the_tables_can_be_kept_as_they_are(kept: object) -> None:
    fresh = kept.__wrapped__()  # type: ignore[attr-defined]
    while hasattr(kept, "__wrapped__"):
        kept = kept.__wrapped__
    made = kept()  # type: ignore[operator]
    assert marshal.loads(marshal.dumps(made)) == made == fresh


SHOWN = """
from checker.expressions import expression
from checker.extraction import date_grammar
from checker.normalise import date_tense
from checker import claim_sentence
print([p.regex.pattern for row in date_grammar.grammar().index.values() for p, _ in row][:40])
print(date_tense._cues().pattern, [claim_sentence._phrases(key).pattern for key in ("prior", "forecast", "cumulative")])
"""


def test_expressions_of_word_lists_are_the_same_in_every_run() -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", SHOWN], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True,
            cwd=Path(__file__).parent.parent,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert told[0] == told[1] != b""
