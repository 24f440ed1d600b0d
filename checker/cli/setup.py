"""`checker init`, `checker config` and `checker cache`: what is set up once."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli.program import write
from checker.errors import UsageError

__all__ = ["cache", "config", "init"]


@click.command()
@click.argument("folder", default=".", metavar="[FOLDER]")
def init(folder: str) -> None:
    """Write a checker.toml in which every setting is explained.

    \b
    Examples:
      checker init
      checker init newsroom/
    """
    from checker import settings

    file = Path(folder) / settings.FILE_NAME
    try:
        with file.open("x", encoding="utf-8") as made:
            made.write(settings.template())
    except FileExistsError:
        raise UsageError(f"{file}: is there already; edit it, or move it away first") from None
    except OSError as problem:
        raise UsageError(f"{file}: cannot be written ({problem.strerror}); name a folder that exists") from None
    write(f"{file}: written; every setting in it is a comment until you take the # away\n")


@click.group()
def config() -> None:
    """Look at the settings."""


@config.command()
@click.argument("folder", default=".", metavar="[FOLDER]")
@click.option("--config", "config_file", metavar="FILE", help="Settings of FILE, not of the nearest checker.toml.")
def show(folder: str, config_file: str | None) -> None:
    """Every setting with its value and where it came from."""
    from checker import settings

    known = settings.read(Path(config_file)) if config_file else settings.find(Path(folder))
    known.config()
    write(settings.show(known))


@click.group()
def cache() -> None:
    """What is kept of articles between runs."""


@cache.command()
def clean() -> None:
    """Delete it; the next run reads every article anew."""
    from checker import cache as kept

    write(f"{kept.clean() / 1e6:.1f} MB freed ({kept.folder()})\n")
