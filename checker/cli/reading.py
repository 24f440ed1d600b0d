"""`checker extract`, `checker explain` and `checker rules`: what the program reads and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from checker.cli.options import open_
from checker.cli.program import complain, write
from checker.errors import UsageError
from checker.gate import ExitStatus
from checker.model import Article, Claim, Kind, Unreadable

__all__ = ["explain", "extract", "rules"]


@click.command()
@click.argument("paths", nargs=-1, metavar="PATHS...")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["jsonl", "csv", "table"]),
    default="jsonl",
    show_default=True,
    help="Output format.",
)
@click.option("-j", "--jobs", type=click.IntRange(min=0), default=None, help="Processes; 0 is one for each core.")
@click.pass_context
def extract(ctx: click.Context, /, paths: Sequence[str], format_: str, **options: Any) -> None:
    """Print every number, date and quote with its value and circumstances.

    \b
    Examples:
      checker extract drafts/ > facts.jsonl
      checker extract drafts/mill.txt --format table
      checker extract drafts/ --format csv > facts.csv

    Exit status: 0; 2 nothing to read or wrong usage; 3 some input could not be read.
    """
    from checker import export
    from checker.report.json import dumps

    problems: list[Unreadable] = []
    claims = _claims(paths, options, problems)
    if format_ == "jsonl":
        for claim in claims:
            write(dumps(claim.to_dict()) + "\n")
    else:
        write(export.csv(claims) if format_ == "csv" else export.table(claims))
    ctx.exit(ExitStatus.UNREADABLE if problems else ExitStatus.CLEAN)


def _claims(paths: Sequence[str], options: dict[str, Any], problems: list[Unreadable]) -> Iterator[Claim]:
    """The facts of article after article, as they come; problems are told and kept."""
    from checker import load, pipeline

    session = open_(paths, options)

    def failed(problem: Unreadable) -> None:
        problems.append(problem)
        complain(str(problem))

    def readable() -> Iterator[Article]:
        for item in load.read_all(session.sources()):
            if isinstance(item, Article):
                yield item
            else:
                failed(item)

    for row in pipeline.extract_all(readable(), session.config.workers):
        if isinstance(row, Unreadable):
            failed(row)
        else:
            yield from (c for c in row.claims if c.kind is not Kind.NAME)


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="CODE|FILE:LINE [FILE:LINE]")
@click.option("--in", "within", multiple=True, metavar="PATH", help="Compare within PATH, not the file's own folder.")
@click.option("--with", "against", multiple=True, metavar="PATH", help="Compare with PATH too, beside that.")
def explain(what: Sequence[str], within: Sequence[str], against: Sequence[str]) -> None:
    """Tell what a rule looks for, how a line was read and compared, or why two lines were not compared.

    \b
    Examples:
      checker explain N101
      checker explain drafts/mill.txt:12
      checker explain drafts/mill.txt:12 drafts/wire.md:30
      checker explain drafts/mill.txt:12 --with archive/
      checker explain drafts/monday/mill.txt:12 --in drafts/
    """
    from checker import explain as explained

    asked = [explained.target(words) for words in what]
    rules = [one for one in asked if isinstance(one, str)]
    places = [one for one in asked if not isinstance(one, str)]
    if rules:
        if places:
            raise UsageError(f"{what[0]} {what[1]}: ask for rules or for lines, not for both at once")
        write("\n".join(explained.rule(code) for code in rules))
        return
    if len(places) > 2:
        raise UsageError(f"{len(places)} lines: give one line, or two to compare")
    from checker import inquiry

    folders = list(within) or list(dict.fromkeys(str(Path(file).parent) for file, _ in places))
    searched = [*folders, *against]
    write(inquiry.line(places[0], searched) if len(places) == 1 else inquiry.pair(places, searched))


@click.command()
@click.option("-f", "--format", "format_", type=click.Choice(["text", "md"]), default="text", help="Output format.")
def rules(format_: str) -> None:
    """List the rules; `checker explain CODE` tells all about one."""
    from checker import explain as explained

    write(explained.rules_page() if format_ == "md" else explained.rule_list())
