"""`checker review`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from checker.cli.deciding import who_decides
from checker.cli.options import checking, open_, run, setting
from checker.cli.program import write
from checker.errors import UsageError
from checker.model import Run

__all__ = ["review"]


@click.command()
@checking
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option("--tty", is_flag=True, help="Review in the terminal, with the same keys.")
@click.option("--who", help="Who decides.  [default: $CHECKER_USER, git's user.name, or the login]")
@setting("editor-url", metavar="URL")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="0 is any free one.")
@click.option("--open-to-network", is_flag=True, help="Let --host be one that other machines can reach.")
def review(
    paths: Sequence[str],
    no_browser: bool,
    tty: bool,
    who: str | None,
    host: str,
    port: int,
    open_to_network: bool,
    no_cache: bool,
    **options: Any,
) -> None:
    """Go through the findings and decide, on a page in the browser or in the terminal.

    The page is served on this machine alone, at an address that is printed. Decisions are kept beside the drafts;
    report and check respect them. Drafts that are saved meanwhile are checked again. End with Ctrl-C.

    \b
    Examples:
      checker review drafts/
      checker review drafts/ --against sources/
      checker review drafts/ --no-browser
      checker review drafts/ --tty
      checker review drafts/ --editor-url "vscode://file/{path}:{line}"
    """
    from checker.review import run as reviewing
    from checker.review.editor import Editor
    from checker.review.server import Server

    if "-" in paths or options.get("stdin_filename"):
        raise UsageError("a review needs files: what comes from the standard input cannot be opened again")
    server = Server(host, port, open_to_network)
    session = open_(paths, options)
    editor = Editor.of(session.settings["editor-url"], os.environ)
    alone = replace(session, config=replace(session.config, jobs=1))  # no processes are forked beside a server

    def again() -> Run:
        if no_cache or not session.settings["cache"]:
            return alone.run()
        from checker.cache import Cache

        with Cache() as cache:
            return alone.run(cache=cache)

    first = run(session, no_cache=no_cache)
    desk = reviewing.desk(first, again, session.sources, session.decisions, who or who_decides())
    if tty:
        reviewing.in_terminal(desk, session.watched(), editor)
    else:
        reviewing.in_browser(desk, session.watched(), server, editor, _tell, browser=not no_browser)


def _tell(address: str) -> None:
    write(f"The review is at {address}\n")
    click.echo("checker: the address is yours alone; end with Ctrl-C", err=True)
