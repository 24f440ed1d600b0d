"""Options that commands share, and what is made of them: a session and its run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from checker.cli.program import tell
from checker.errors import UsageError
from checker.model import Run
from checker.report import formats

if TYPE_CHECKING:
    from checker.session import Session

__all__ = ["checking", "last_shown", "open_", "output_format", "paths", "run", "setting"]

Command = Callable[..., Any]

paths = click.argument("paths", nargs=-1, metavar="PATHS...")
output_format = click.Choice(list(formats.FORMATS))

STDIN = "-"
_LARGEST = 50 * 1024 * 1024


def setting(name: str, **rest: Any) -> Callable[[Command], Command]:
    """An option that stands over the setting of its name; its help and default are the setting's.

    For click it has no default: what the option does not say, the configuration may.
    """
    from checker.settings import KEYS

    key = KEYS[name]
    plain = isinstance(key.default, str | int | float) and not isinstance(key.default, bool)
    given = {"help": key.about + (f"  [default: {key.default}]" if plain else ""), "default": None} | rest
    return click.option(f"--{name}", **given)


_ENGINE = (
    setting("reference", metavar="FILE"),
    setting("exclude", multiple=True, metavar="PATTERN"),
    click.option("-j", "--jobs", type=click.IntRange(min=0), default=None, help="Processes; 0 is one for each core."),
    click.option("--config", "config_file", metavar="FILE", help="Settings of FILE, not of the nearest checker.toml."),
    click.option("--no-cache", is_flag=True, help="Read every article anew, and keep nothing."),
)
_VIEW = (
    click.option("--against", multiple=True, metavar="PATH", help="Sources: findings must then touch one of PATHS."),
    click.option("--compare-sources", is_flag=True, default=None, help="Report what sources have among themselves."),
    click.option("--since", metavar="GITREF", help="Only findings of which a passage is new since a git revision."),
    click.option("--stdin-filename", metavar="NAME", help="The name of the draft that comes in where PATH is -."),
    setting("select", multiple=True, metavar="CODE"),
    setting("ignore", multiple=True, metavar="CODE"),
    setting("min-confidence", type=float, metavar="SHARE"),
    setting("tolerance", type=float, metavar="SHARE"),
    setting("decisions", metavar="FILE"),
    setting("baseline", metavar="FILE"),
    click.option("--allow-empty", is_flag=True, default=None, help="Nothing to read is no error."),
)


def checking(command: Command) -> Command:
    """The arguments and options of every command that checks: what is read, and what is shown of it."""
    for option in reversed((paths, *_ENGINE, *_VIEW)):
        command = option(command)
    return command


def open_(given: Sequence[str], options: Mapping[str, Any]) -> Session:
    """The session of a command's arguments; takes what it knows out of ``options`` as click names them."""
    from checker.session import open_session
    from checker.settings import KEYS

    named = {name.replace("_", "-"): value for name, value in options.items()}
    chosen: dict[str, Any] = {}
    for name in KEYS:
        value = named.get(name)
        if value is None or value == ():
            continue
        chosen[name] = list(value) if isinstance(value, tuple) else value
    files = [path for path in given if path != STDIN]
    return open_session(
        files,
        chosen,
        against=options.get("against") or (),
        typed=_typed(given, options.get("stdin_filename")),
        since=options.get("since"),
        config_file=options.get("config_file"),
    )


def last_shown(start: str) -> tuple[list[str], list[str]] | None:
    """Drafts and sources of the last check in this folder, where it showed a finding whose id begins so."""
    from checker.cache import Cache

    with Cache() as cache:
        known: tuple[list[str], list[str], list[str]] | None = cache.get(_shown_here())
    if known is None or not any(name.startswith(start.lower()) for name in known[0]):
        return None
    return known[1], known[2]


def _shown_here() -> bytes:
    from checker.digests import digest

    return digest("shown", os.getcwd())  # noqa: PTH109 - the name, whatever links it goes through


def _typed(given: Sequence[str], name: str | None) -> tuple[str, bytes] | None:
    if STDIN not in given:
        if name:
            raise UsageError("--stdin-filename: nothing is read from the standard input; give - as a path")
        return None
    data = sys.stdin.buffer.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UsageError(f"standard input: larger than {_LARGEST >> 20} MB; write it to a file")
    return name or "stdin.txt", data


def run(session: Session, *, no_cache: bool = False, update_baseline: bool = False) -> Run:
    """Read and check; what could not be read, and what wants tidying, is told on the error stream."""
    from checker.progress import Progress

    with Progress() as progress:
        if no_cache or not session.settings["cache"]:
            done = session.run(progress, update_baseline=update_baseline)
        else:
            from checker.cache import Cache

            with Cache() as cache:
                done = session.run(progress, cache, update_baseline=update_baseline)
                shown = [f.id for f in (*done.findings, *(s.finding for s in done.settled))]
                cache.put(_shown_here(), (shown, [str(p) for p in session.drafts], [str(p) for p in session.against]))
    tell(done)
    return done
