"""Writes the generated parts of docs/: the page of rules, and the help texts inside docs/cli.md.

python tools/make_docs.py            write them
python tools/make_docs.py --check    exit with 1 and name the pages that are out of date
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from click.testing import CliRunner

from checker.cli import cli
from checker.explain import rules_page

DOCS = Path(__file__).parent.parent / "docs"
HELP = re.compile(r"<!-- help: checker ?(\w*) -->\n.*?<!-- end -->", re.DOTALL)


def help_block(m: re.Match[str]) -> str:
    """One command's help, as the terminal shows it, between its markers."""
    words = [m[1]] if m[1] else []
    shown = CliRunner().invoke(cli, [*words, "--help"], prog_name="checker", terminal_width=88, color=False)
    if shown.exit_code:
        raise SystemExit(f"docs/cli.md: no command {m[1]!r}")
    command = " ".join(["checker", *words])
    return f"<!-- help: {command} -->\n```text\n$ {command} --help\n{shown.stdout.rstrip()}\n```\n<!-- end -->"


def pages() -> dict[Path, str]:
    """Every page with its text as it should be."""
    cli_page = DOCS / "cli.md"
    return {
        DOCS / "rules.md": rules_page(),
        cli_page: HELP.sub(help_block, cli_page.read_text(encoding="utf-8")),
    }


def main() -> None:
    old = [p for p, text in pages().items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        for page in old:
            print(f"docs/{page.name} is out of date: run `make docs`", file=sys.stderr)
        raise SystemExit(bool(old))
    for page in old:
        page.write_text(pages()[page], encoding="utf-8")
        print(f"docs/{page.name}")


if __name__ == "__main__":
    main()
