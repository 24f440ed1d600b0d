"""reports/<story>.md is what the program says of data/<story>, to the byte. `make reports` writes them again."""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from checker.report import formats

ROOT = Path(__file__).parent.parent
STORIES = sorted(p.name for p in (ROOT / "data").iterdir() if p.is_dir()) if (ROOT / "data").is_dir() else []


@pytest.mark.skipif(not STORIES, reason="data/ holds no story yet")
@pytest.mark.parametrize("story", STORIES)
def test_report_is_fresh(story: str) -> None:
    report = ROOT / "reports" / f"{story}.md"
    assert report.exists(), f"no report of data/{story}: run `make reports`"
    now = formats.render(checker.check(ROOT / "data" / story), "md")
    assert report.read_text(encoding="utf-8") == now, f"reports/{story}.md is out of date: run `make reports`"


@pytest.mark.skipif(not STORIES, reason="data/ holds no story yet")
def test_no_report_is_left_over() -> None:
    assert {p.stem for p in (ROOT / "reports").glob("*.md")} <= set(STORIES)
