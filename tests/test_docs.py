"""The documentation is tested against the program."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli import cli
from checker.report.formats import FORMATS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def test_generated_pages_are_fresh() -> None:
    """docs/rules.md and the help texts of docs/cli.md; `make docs` writes them."""
    command = [sys.executable, "tools/make_docs.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name, command in cli.commands.items():
        assert f"$ checker {name} --help" in page
        for sub in getattr(command, "commands", {}):
            assert f"$ checker {name} {sub} --help" in page


def test_every_format_is_documented() -> None:
    """In the table of docs/outputs.md, and in a section."""
    page = (ROOT / "docs" / "outputs.md").read_text(encoding="utf-8")
    headed = {name for line in re.findall(r"^## (.*)", page, re.MULTILINE) for name in line.split(", ")}
    rows = re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
    listed = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert set(FORMATS) <= headed
    assert set(FORMATS) <= listed


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_files_that_pages_name_exist(page: Path) -> None:
    """`checker/...`, `tests/...` and the like in code are paths of this repository."""
    text = page.read_text(encoding="utf-8")
    for name in re.findall(r"`((?:checker|tests|docs|tools|benchmarks|data)/[\w./-]+)`", text):
        assert (ROOT / name).exists(), f"{page.name} names {name}"
