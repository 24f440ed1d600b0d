"""`checker report` and `checker check`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from checker import gate
from checker.cli.options import checking, open_, output_format, run, setting
from checker.cli.program import write
from checker.config import NEVER
from checker.errors import UsageError
from checker.model import Level, Run
from checker.report import formats

__all__ = ["check", "report"]

_READ_AGAIN = (".md", ".txt", ".json", ".jsonl", ".html", ".htm", ".csv")


@click.command()
@checking
@click.option("-f", "--format", "format_", type=output_format, default="md", show_default=True, help="Output format.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of the standard output.")
@click.pass_context
def report(
    ctx: click.Context, /, paths: Sequence[str], format_: str, output: str | None, no_cache: bool, **options: Any
) -> None:
    """Write a discrepancy report.

    \b
    Examples:
      checker report drafts/
      checker report drafts/ -o report.md
      checker report drafts/ --against sources/
      checker report monday.md tuesday.html --format json

    Exit status: 0; 2 nothing to read or wrong usage; 3 some input could not be read.
    """
    session = open_(paths, options)
    _refuse_inside([output] if output else [], [*session.drafts, *session.against])
    done = run(session, no_cache=no_cache)
    write(formats.render(done, format_), output)
    ctx.exit(gate.status(done, None))


@click.command()
@checking
@click.option("-f", "--format", "format_", type=output_format, default="text", show_default=True, help="Output format.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write FILE in FORMAT too; can be repeated. FORMAT=- takes the place of the standard output.",
)
@setting("fail-on", type=click.Choice([*(str(level) for level in Level), NEVER]))
@setting("max-findings", type=click.IntRange(min=0), metavar="N")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found; the same as --fail-on never.")
@click.option("--update-baseline", is_flag=True, help="Begin the baseline file, or take out what is no longer found.")
@click.option("--watch", is_flag=True, help="Check again whenever an article changes, until interrupted.")
@click.pass_context
def check(
    ctx: click.Context,
    /,
    paths: Sequence[str],
    format_: str,
    reports: Sequence[str],
    exit_zero: bool,
    no_cache: bool,
    update_baseline: bool,
    watch: bool,
    **options: Any,
) -> None:
    """Check articles against each other; made for CI.

    \b
    Examples:
      checker check drafts/
      checker check drafts/ --against sources/ --fail-on warning
      checker check drafts/ --format json > findings.json
      checker check drafts/ --report sarif=out.sarif --report junit=out.xml
      checker check --since origin/main
      checker check - --stdin-filename drafts/mill.md --against sources/

    Exit status: 0 nothing at or above --fail-on; 1 findings at or above it; 2 nothing to read or wrong usage;
    3 no such findings, but some input could not be read.
    """
    session = open_(paths, options | ({"fail_on": NEVER} if exit_zero else {}))
    outputs = _outputs(reports, format_)
    _refuse_inside([file for _, file in outputs], [*session.drafts, *session.against])

    def once() -> Run:
        done = run(session, no_cache=no_cache, update_baseline=update_baseline)
        for name, file in outputs:
            write(formats.render(done, name), file)
        return done

    done = once()
    if any(name == "github" for name, _ in outputs):
        _summarise(done)
    if watch:
        _watch(session.watched(), once)
    ctx.exit(gate.status(done, session.config.fail_on, session.config.max_findings, lenient=exit_zero and not _in_ci()))


def _summarise(run: Run) -> None:
    """Add the summary of the step to the file that GitHub Actions names for it."""
    from checker.report import github

    named = os.environ.get("GITHUB_STEP_SUMMARY")
    if not named:
        return
    try:
        with Path(named).open("ab") as file:
            text = github.step_summary(run, github.SUMMARY_LIMIT - file.tell())
            file.write(text.encode("utf-8", "backslashreplace"))
    except OSError as problem:
        raise UsageError(f"{named}: the step's summary cannot be written ({problem.strerror})") from None


def _outputs(reports: Sequence[str], format_: str) -> list[tuple[str, str]]:
    """(format, file) of everything that is to be written; the standard output comes last."""
    asked = []
    for text in reports:
        name, sign, file = text.partition("=")
        if not (sign and file):
            raise UsageError(f"--report {text}: write it as FORMAT=FILE, for example sarif=findings.sarif")
        if name not in formats.FORMATS:
            raise UsageError(f"--report {text}: no format {name!r}; there are {', '.join(formats.FORMATS)}")
        asked.append((name, file))
    plain = [one for one in asked if one[1] == "-"]
    if len(plain) > 1:
        raise UsageError("--report: only one format can go to the standard output")
    return [*(one for one in asked if one[1] != "-"), *(plain or [(format_, "-")])]


def _refuse_inside(outputs: Sequence[str], read: Sequence[Path]) -> None:
    """A report among the drafts would be read as an article by the next run."""
    for output in outputs:
        if output == "-" or Path(output).suffix.lower() not in _READ_AGAIN:
            continue
        made = Path(output).resolve()
        for path in read:
            if made == path.resolve() or (path.is_dir() and path.resolve() in made.parents):
                raise UsageError(f"{output}: lies among the articles that are read; write the report to another folder")


def _in_ci() -> bool:
    """Whether a CI service runs this: an input that cannot be read must not pass unseen there."""
    return os.environ.get("CI", "").lower() in ("true", "1", "yes")


def _watch(places: Sequence[Path], again: Any) -> None:
    from checker.watch import changes

    rounds: Iterator[set[Path]] = changes(places)
    for changed in rounds:
        names = ", ".join(sorted(path.name for path in changed)[:3])
        click.echo(f"checker: changed: {names}", err=True)
        again()
