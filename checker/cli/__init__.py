"""The command line. The only modules that import click; the work is done by the modules behind it."""

from __future__ import annotations

import atexit
import gc

import click

from checker.cli.checking import check, report
from checker.cli.deciding import decide, decisions
from checker.cli.program import Program
from checker.cli.reading import explain, extract, rules
from checker.cli.reviewing import review
from checker.cli.setup import cache, config, init

__all__ = ["YOUNG", "cli", "main"]


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="checker", prog_name="checker")
def cli() -> None:
    """Compare the numbers, dates and quotes of articles about the same events.

    \b
    Examples:
      checker report drafts/ -o report.md      a report to read before publication
      checker check drafts/                    terse output and an exit status, for CI
      checker explain N101                     what a rule looks for, and why
      checker explain drafts/mill.txt:12       how a line was read

    PATHS are files or folders of .txt, .md, .html, .json, .jsonl and .csv; without any, the drafts that checker.toml
    names. Nothing leaves this machine.
    """


for command in (report, check, review, extract, explain, rules, decide, decisions, init, config, cache):
    cli.add_command(command)


YOUNG = 100_000
"""Objects made before Python looks for cycles: word lists stay for good, and what an article leaves has few of them."""


def main() -> None:
    """The console script."""
    gc.set_threshold(YOUNG)
    atexit.register(gc.freeze)  # the process ends: nothing is gained by looking for cycles once more
    cli(prog_name="checker")
