"""Writes what is generated: docs/rules.md, the help texts inside docs/cli.md, the keys inside docs/configuration.md,
the outputs inside docs/outputs.md, the excerpt inside README.md.

The excerpt is taken from a report under reports/, so `make reports` comes first.

python tools/make_docs.py            write them
python tools/make_docs.py --check    exit with 1 and name the pages that are out of date
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

from click.testing import CliRunner

from checker import settings
from checker.cli import cli
from checker.explain import rules_page

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
HELP = re.compile(r"<!-- help: checker ?([\w ]*) -->\n.*?<!-- end -->", re.DOTALL)
SETTINGS = re.compile(r"<!-- settings -->\n.*?<!-- end -->", re.DOTALL)


def help_block(m: re.Match[str]) -> str:
    """One command's help, as the terminal shows it, between its markers."""
    words = m[1].split()
    shown = CliRunner().invoke(cli, [*words, "--help"], prog_name="checker", terminal_width=88, color=False)
    if shown.exit_code:
        raise SystemExit(f"docs/cli.md: no command {m[1]!r}")
    command = " ".join(["checker", *words])
    return f"<!-- help: {command} -->\n```text\n$ {command} --help\n{shown.stdout.rstrip()}\n```\n<!-- end -->"


EXCERPT = re.compile(r"<!-- excerpt: reports/([\w-]+)\.md -->\n.*?<!-- end -->", re.DOTALL)
SECTION = re.compile(r"^### \d+\. (.*?)\n(.*?)(?=^##|^Reading the scales|\Z)", re.MULTILINE | re.DOTALL)


def excerpt(m: re.Match[str]) -> str:
    """The verdict of a report and one of its findings: the first that compares figures on a scale."""
    report = (ROOT / "reports" / f"{m[1]}.md").read_text(encoding="utf-8")
    sections = SECTION.findall(report)
    title, body = next((s for s in sections if "on one scale" in s[1]), sections[0] if sections else ("", ""))
    shown = f"{report.splitlines()[2]}\n\n**{title}**\n{body.rstrip()}"
    return f"<!-- excerpt: reports/{m[1]}.md -->\n\n{shown}\n\n<!-- end -->"


OUTPUT = re.compile(r"<!-- output: ((check .*?--format (\w+))(?: \| (\w+))?) -->\n.*?<!-- end -->", re.DOTALL)
LANGUAGES = {"sarif": "json", "gitlab": "json", "rdjson": "json", "json": "json", "jsonl": "json", "junit": "xml"}


def output(m: re.Match[str]) -> str:
    """What a command prints of a story of data/; behind a bar, the one part of a SARIF run that is shown."""
    shown = CliRunner().invoke(cli, [*m[2].split(), "--no-cache"], prog_name="checker").stdout
    if m[4]:
        shown = json.dumps(json.loads(shown)["runs"][0][m[4]], indent=2, ensure_ascii=False)
    language = LANGUAGES.get(m[3], "text")
    return f"<!-- output: {m[1]} -->\n```{language}\n{shown.rstrip()}\n```\n<!-- end -->"


def pages() -> dict[Path, str]:
    """Every page with its text as it should be."""
    cli_page, readme, configuration = DOCS / "cli.md", ROOT / "README.md", DOCS / "configuration.md"
    outputs = DOCS / "outputs.md"
    listed = f"<!-- settings -->\n{settings.page()}\n<!-- end -->"
    return {
        configuration: SETTINGS.sub(lambda _: listed, configuration.read_text(encoding="utf-8")),
        readme: EXCERPT.sub(excerpt, readme.read_text(encoding="utf-8")),
        DOCS / "rules.md": rules_page(),
        outputs: OUTPUT.sub(output, outputs.read_text(encoding="utf-8")),
        cli_page: HELP.sub(help_block, cli_page.read_text(encoding="utf-8")),
    }


def main() -> None:
    os.chdir(ROOT)  # outputs name files as seen from here
    made = pages()
    old = [p for p, text in made.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        for page in old:
            print(f"{page.relative_to(ROOT)} is out of date: run `make docs`", file=sys.stderr)
        raise SystemExit(bool(old))
    for page in old:
        page.write_text(made[page], encoding="utf-8")
        print(page.relative_to(ROOT))


if __name__ == "__main__":
    main()
