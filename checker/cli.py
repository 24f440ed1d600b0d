"""The command line. The only module that imports click; the work is done by the modules behind it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from checker import gate
from checker.config import NEVER, Config, level_named
from checker.errors import CheckerError, InputError, UsageError
from checker.gate import ExitStatus
from checker.model import Article, Claim, Kind, KnownFigure, Level, Run, Unreadable
from checker.report import formats

__all__ = ["cli", "main"]

INTERRUPTED = 130


class _Program(click.Group):
    """Turns every failure into one line on the error stream and an exit status of the contract."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException):
            raise
        except (Exception, KeyboardInterrupt) as problem:
            if os.environ.get("CHECKER_DEBUG"):
                raise
            raise click.exceptions.Exit(_failure(problem)) from None


def _failure(problem: BaseException) -> int:
    """Tells a failure in one line and gives its exit status; never 1, which means findings."""
    if isinstance(problem, BrokenPipeError):  # the reader of our output has gone (`| head`): not our failure
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitStatus.CLEAN
    if isinstance(problem, KeyboardInterrupt | click.Abort):
        _complain("interrupted")
        return INTERRUPTED
    if isinstance(problem, CheckerError):
        _complain(str(problem))
        return ExitStatus.UNREADABLE if isinstance(problem, InputError) else ExitStatus.USAGE
    kind = type(problem).__name__
    _complain(f"internal error ({kind}: {problem}); please report it, with what CHECKER_DEBUG=1 shows")
    return ExitStatus.USAGE


def _complain(message: str) -> None:
    from checker.report.escape import visible

    click.echo(f"checker: {visible(message)}", err=True)


def _write(text: str, output: str | None = None) -> None:
    """UTF-8 whatever the terminal's encoding says, so that the same run gives the same bytes."""
    data = text.encode("utf-8", "backslashreplace")
    if output is None or output == "-":
        click.echo(data, nl=False)
        return
    try:
        Path(output).write_bytes(data)
    except OSError as problem:
        raise UsageError(
            f"{output}: cannot be written ({problem.strerror}); name a file in a folder that exists"
        ) from None


def _inputs(paths: Sequence[str]) -> Iterator[Article | Unreadable]:
    """The articles of files and folders, read one by one. Raises UsageError where there is nothing to read."""
    from checker import load

    sources = load.discover([Path(p) for p in paths])
    if not sources:
        raise UsageError(f"{', '.join(paths)}: nothing to read; articles end in {' '.join(load.SUPPORTED)}")
    yield from load.read_all(sources)


def _run(paths: Sequence[str], config: Config) -> Run:
    """Read and check; what could not be read is told on the error stream."""
    from checker import pipeline
    from checker.progress import Progress

    with Progress() as progress:
        run = pipeline.run(_inputs(paths), config, progress)
    for problem in run.unreadable:
        _complain(str(problem))
    return run


def _option_jobs(command: Any) -> Any:
    about = "Processes to work with; 0 is one for each core."
    return click.option("-j", "--jobs", type=click.IntRange(min=0), default=0, show_default=True, help=about)(command)


def _option_reference(command: Any) -> Any:
    about = "A .csv of known figures that articles are held against."
    return click.option("--reference", metavar="FILE", help=about)(command)


def _known(reference: str | None) -> tuple[KnownFigure, ...]:
    if reference is None:
        return ()
    from checker.load.reference import read_reference

    return read_reference(Path(reference))


_paths = click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
_format = click.Choice(list(formats.FORMATS))


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="checker", prog_name="checker")
def cli() -> None:
    """Compare the numbers, dates and quotes of articles about the same events.

    \b
    Examples:
      checker report drafts/ -o report.md      a report to read before publication
      checker check drafts/                    terse output and an exit status, for CI
      checker explain N101                     what a rule looks for, and why
      checker explain drafts/mill.txt:12       how a line was read

    PATHS are files or folders of .txt, .md, .html, .json, .jsonl and .csv. Nothing leaves this machine.
    """


@cli.command()
@_paths
@click.option("-f", "--format", "format_", type=_format, default="md", show_default=True, help="Output format.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of the standard output.")
@_option_reference
@_option_jobs
@click.pass_context
def report(
    ctx: click.Context, paths: Sequence[str], format_: str, output: str | None, reference: str | None, jobs: int
) -> None:
    """Write a discrepancy report.

    \b
    Examples:
      checker report drafts/
      checker report drafts/ -o report.md
      checker report monday.md tuesday.html --format json

    Exit status: 0; 2 nothing to read or wrong usage; 3 some input could not be read.
    """
    _refuse_inside(output, paths)
    run = _run(paths, Config(jobs=jobs, fail_on=None, reference=_known(reference)))
    _write(formats.render(run, format_), output)
    ctx.exit(gate.status(run, None))


def _refuse_inside(output: str | None, paths: Sequence[str]) -> None:
    """A report among the drafts would be read as an article by the next run."""
    if output is None or Path(output).suffix.lower() not in (".md", ".txt", ".json", ".jsonl"):
        return
    made = Path(output).resolve()
    for path in map(Path, paths):
        if made == path.resolve() or (path.is_dir() and path.resolve() in made.parents):
            raise UsageError(f"{output}: lies among the articles that are read; write the report to another folder")


@cli.command()
@_paths
@click.option("-f", "--format", "format_", type=_format, default="text", show_default=True, help="Output format.")
@click.option(
    "--fail-on",
    type=click.Choice([*(str(level) for level in Level), NEVER]),
    default=str(Level.ERROR),
    show_default=True,
    help="The least serious level that makes the exit status 1.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found; the same as --fail-on never.")
@click.option("--select", multiple=True, metavar="CODE", help="Only rules whose code begins so; can be repeated.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Not the rules whose code begins so; can be repeated.")
@_option_reference
@_option_jobs
@click.pass_context
def check(
    ctx: click.Context,
    /,
    paths: Sequence[str],
    format_: str,
    fail_on: str,
    exit_zero: bool,
    reference: str | None,
    **rest: Any,
) -> None:
    """Check articles against each other; made for CI.

    \b
    Examples:
      checker check drafts/
      checker check drafts/ --fail-on warning
      checker check drafts/ --format json > findings.json
      checker check drafts/ --ignore Q --ignore N2

    Exit status: 0 nothing at or above --fail-on; 1 findings at or above it; 2 nothing to read or wrong usage;
    3 no such findings, but some input could not be read.
    """
    level = level_named(NEVER if exit_zero else fail_on)
    run = _run(paths, Config(fail_on=level, reference=_known(reference), **rest))
    _write(formats.render(run, format_))
    ctx.exit(gate.status(run, level))


@cli.command()
@_paths
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["jsonl", "csv", "table"]),
    default="jsonl",
    show_default=True,
    help="Output format.",
)
@_option_jobs
@click.pass_context
def extract(ctx: click.Context, paths: Sequence[str], format_: str, jobs: int) -> None:
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
    claims = _claims(paths, Config(jobs=jobs), problems)
    if format_ == "jsonl":
        for claim in claims:
            _write(dumps(claim.to_dict()) + "\n")
    else:
        _write(export.csv(claims) if format_ == "csv" else export.table(claims))
    ctx.exit(ExitStatus.UNREADABLE if problems else ExitStatus.CLEAN)


def _claims(paths: Sequence[str], config: Config, problems: list[Unreadable]) -> Iterator[Claim]:
    """The facts of article after article, as they come; problems are told and kept."""
    from checker import pipeline

    def failed(problem: Unreadable) -> None:
        problems.append(problem)
        _complain(str(problem))

    def readable() -> Iterator[Article]:
        for item in _inputs(paths):
            if isinstance(item, Article):
                yield item
            else:
                failed(item)

    for row in pipeline.extract_all(readable(), config.workers):
        if isinstance(row, Unreadable):
            failed(row)
        else:
            yield from (c for c in row.claims if c.kind is not Kind.NAME)


@cli.command()
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
        _write("\n".join(explained.rule(code) for code in rules))
        return
    if len(places) > 2:
        raise UsageError(f"{len(places)} lines: give one line, or two to compare")
    from checker import inquiry

    folders = list(within) or list(dict.fromkeys(str(Path(file).parent) for file, _ in places))
    paths = [*folders, *against]
    _write(inquiry.line(places[0], paths) if len(places) == 1 else inquiry.pair(places, paths))


@cli.command()
@click.option("-f", "--format", "format_", type=click.Choice(["text", "md"]), default="text", help="Output format.")
def rules(format_: str) -> None:
    """List the rules; `checker explain CODE` tells all about one."""
    from checker import explain as explained

    _write(explained.rules_page() if format_ == "md" else explained.rule_list())


def main() -> None:
    """The console script."""
    cli(prog_name="checker")
