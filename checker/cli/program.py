"""How every command ends: one line for a failure, an exit status of the contract, output in UTF-8."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from checker.errors import CheckerError, InputError, UsageError
from checker.gate import ExitStatus
from checker.model import Run

__all__ = ["Program", "complain", "tell", "write"]

INTERRUPTED = 130


class Program(click.Group):
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
        complain("interrupted")
        return INTERRUPTED
    if isinstance(problem, CheckerError):
        complain(str(problem))
        return ExitStatus.UNREADABLE if isinstance(problem, InputError) else ExitStatus.USAGE
    kind = type(problem).__name__
    complain(f"internal error ({kind}: {problem}); please report it, with what CHECKER_DEBUG=1 shows")
    return ExitStatus.USAGE


def complain(message: str) -> None:
    from checker.report.escape import visible

    click.echo(f"checker: {visible(message)}", err=True)


def tell(run: Run) -> None:
    """What could not be read and what wants tidying, on the error stream."""
    for line in (*run.unreadable, *run.remarks):
        complain(str(line))


def write(text: str, output: str | None = None) -> None:
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
