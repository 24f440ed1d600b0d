"""What identifies a finding: it survives moving and re-flowing, and tells a changed value or a new source."""

from __future__ import annotations

import checker
from checker.model import Finding

MILL = "The fire at the mill in Oldwick killed {} people on Monday, police said."
PLAIN = "The weather stayed mild. Traders along the quay opened late."


def found(*texts: str, sources: tuple[str | None, ...] = ()) -> Finding:
    named = [*sources, *[None] * len(texts)]
    articles = [
        checker.Article.from_text(text, id=f"{n}.txt", source=named[n], published="2026-03-10")
        for n, text in enumerate(texts)
    ]
    (one,) = (f for f in checker.check(articles).findings if f.code.startswith("N1"))
    return one


BASE = found(MILL.format(12), MILL.format(19))


def test_moving_and_reflowing_a_paragraph_changes_neither_finding_nor_state() -> None:
    moved = found(PLAIN + "\n\n" + MILL.format(12).replace(" on ", "\non "), MILL.format(19))
    assert (moved.fingerprint, moved.state, moved.id) == (BASE.fingerprint, BASE.state, BASE.id)


def test_another_wording_of_the_value_is_the_same_state() -> None:
    assert found(MILL.format("twelve"), MILL.format(19)).id == BASE.id


def test_a_changed_value_keeps_the_fact_and_changes_the_state() -> None:
    changed = found(MILL.format(12), MILL.format(21))
    assert changed.fingerprint == BASE.fingerprint
    assert changed.state != BASE.state
    assert changed.id != BASE.id


def test_a_new_source_keeps_the_fact_and_changes_the_state() -> None:
    joined = found(MILL.format(12), MILL.format(19), "Police said the mill fire at Oldwick on Monday killed 19 people.")
    assert joined.fingerprint == BASE.fingerprint
    assert joined.state != BASE.state


def test_the_state_names_outlets_and_counts_files_without_one() -> None:
    named = found(MILL.format(12), MILL.format(19), sources=("Hill Post", None))
    assert [line.partition("(")[2] for line in named.state] == ["Hill Post)", "an unnamed file)"]


def test_no_path_or_raw_text_is_in_the_fact() -> None:
    assert not any("mill" in token or ".txt" in token or "12" in token for token in BASE.about)
