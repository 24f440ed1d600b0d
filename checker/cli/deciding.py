"""`checker decide` and `checker decisions`: what people say of findings."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.options import checking, last_shown, open_, run
from checker.cli.program import complain, write
from checker.errors import UsageError
from checker.model import Decision, Finding, Resolution, Run

if TYPE_CHECKING:
    from checker.decisions import Row
    from checker.session import Session

__all__ = ["decide", "decisions"]

CHOICES = [str(v) for v in Resolution]


def who_decides() -> str:
    """The name a decision is signed with: CHECKER_USER, git's user.name, or the login."""
    own = os.environ.get("CHECKER_USER", "").strip()
    if own:
        return own
    import subprocess  # here: every command loads this module

    try:
        done = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False, timeout=5)
        if done.stdout.strip():
            return done.stdout.strip()
    except (OSError, subprocess.SubprocessError):
        pass
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def day_named(text: str | None) -> date | None:
    """ "2027-01-31" or "14d" (days from today). Raises UsageError."""
    from checker import decisions as kept

    if text is None:
        return None
    try:
        if text[-1:] == "d":
            return kept.today() + timedelta(days=int(text[:-1]))
        return date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise UsageError(f"--until {text}: is no day; write 2027-01-31, or 14d for two weeks") from None


@click.command()
@click.argument("finding", metavar="ID")
@click.argument("verdict", type=click.Choice(CHOICES))
@checking
@click.option("--reason", help="Why, in a few words; shown when the finding comes back.")
@click.option("--note", default="", help="Anything else to remember.")
@click.option("--who", help="Who decides.  [default: $CHECKER_USER, git's user.name, or the login]")
@click.option("--until", metavar="DAY", help="The last day on which it holds: 2027-01-31, or 14d for two weeks.")
def decide(
    finding: str,
    verdict: str,
    paths: Sequence[str],
    reason: str | None,
    note: str,
    who: str | None,
    until: str | None,
    no_cache: bool,
    **options: Any,
) -> None:
    """Decide on a finding; the decision is kept and every later run respects it.

    ID is what `checker check --format json` and the reports show of a finding, or its first characters. Without PATHS
    the finding is looked for in the drafts that checker.toml names, or in what the last check here was of.

    \b
    Verdicts:
      fix-draft          the draft is wrong: stays open until it is corrected
      explained          both are right, and the reason says why
      source-wrong       the source is wrong, the draft is not
      not-same-fact      the passages speak of different things
      extraction-error   a passage was misread
      defer              later: comes back after --until, or in a week
      withdrawn          takes the decision back

    \b
    Examples:
      checker decide 3f9a1c20 explained --reason "the ministry counts the night before"
      checker decide 3f9a defer drafts/ --until 7d --reason "the council answers on Monday"
    """
    from checker import decisions as kept

    if not (reason or verdict == Resolution.WITHDRAWN):
        raise UsageError("--reason is missing: say in a few words why, for whoever meets the finding again")
    if not paths and not _configured(options):
        drafts, sources = last_shown(finding) or ([os.curdir], [])
        paths, options = drafts, options | ({"against": sources} if sources and not options["against"] else {})
    session = open_(paths, options)
    done = run(session, no_cache=no_cache)
    found = _named(finding, done)
    name = who or who_decides()
    if verdict == Resolution.WITHDRAWN:
        made = kept.withdraw(_standing(done, found), who=name)
    else:
        until_day = day_named(until)
        made = kept.decide(found, Resolution(verdict), reason=reason or "", note=note, who=name, until=until_day)
    kept.append(session.decisions, made)
    end = f" until {made.until.isoformat()}" if made.until else ""
    write(f"{found.id} {found.code} {found.fact}: {made.verdict}{end} ({session.decisions})\n")


def _configured(options: dict[str, Any]) -> bool:
    from checker import settings

    named = options.get("config_file")
    known = settings.read(Path(named)) if named else settings.find(Path())
    return bool(known["drafts"])


def _named(start: str, run: Run) -> Finding:
    """The one finding whose id begins so, open or settled."""
    every = {f.id: f for f in (*run.findings, *(s.finding for s in run.settled))}
    fits = [f for name, f in every.items() if name.startswith(start.lower())]
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise UsageError(f"{start}: {len(fits)} findings begin so: {', '.join(f.id for f in fits[:5])}")
    raise UsageError(f"{start}: no finding has this id; `checker check --format json` shows the ids of now")


def _standing(run: Run, finding: Finding) -> Decision:
    earlier = [s.decision for s in run.settled if s.finding.id == finding.id and s.decision]
    earlier += [finding.earlier.decision] if finding.earlier else []
    if not earlier:
        raise UsageError(f"{finding.id}: nothing was decided on it, so there is nothing to take back")
    return earlier[0]


@click.group()
def decisions() -> None:
    """Look at the decisions that are kept, and tidy them.

    \b
    Examples:
      checker decisions list drafts/
      checker decisions stale
      checker decisions stats
      checker decisions prune --dry-run
    """


def _overview(paths: Sequence[str], options: dict[str, Any]) -> tuple[Session, list[Row]]:
    from checker import decisions as kept

    no_cache = options.pop("no_cache")
    session = open_(paths or (() if _configured(options) else (".",)), options)
    log = kept.read(session.decisions)
    return session, kept.overview(run(session, no_cache=no_cache), log, kept.today())


def _show(rows: Iterable[Row]) -> None:
    from checker.report.escape import clip, visible

    for row in rows:
        d = row.decision
        head = f"{d.finding} {d.code} {clip(visible(d.fact), 60)}: {d.verdict}"
        until = f" until {d.until.isoformat()}" if d.until and d.until != date.min else ""
        write(f"{head}{until} ({row.status})\n")
        said = f"{clip(visible(d.reason), 200)} [{visible(d.who)}, {d.made.date().isoformat()}]"
        write(f"    {said}\n" + (f"    {clip(visible(row.why), 300)}\n" if row.why else ""))


@decisions.command("list")
@checking
@click.option("--all", "every", is_flag=True, help="Superseded lines too.")
def list_(paths: Sequence[str], every: bool, **options: Any) -> None:
    """Every decision that counts, with what it still does."""
    from checker.decisions import Status

    _, rows = _overview(paths, options)
    _show(r for r in rows if every or r.status is not Status.SUPERSEDED)


@decisions.command()
@checking
def stale(paths: Sequence[str], **options: Any) -> None:
    """Decisions whose finding is back with other evidence, or that nothing has any more."""
    from checker.decisions import Status

    _, rows = _overview(paths, options)
    _show(r for r in rows if r.status in (Status.STALE, Status.GONE))


@decisions.command()
@checking
def expired(paths: Sequence[str], **options: Any) -> None:
    """Decisions whose last day has passed."""
    from checker.decisions import Status

    _, rows = _overview(paths, options)
    _show(r for r in rows if r.status is Status.EXPIRED)


@decisions.command()
@checking
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
def prune(paths: Sequence[str], dry_run: bool, **options: Any) -> None:
    """Take out lines that do nothing any more: superseded, expired, or of a finding that nothing has.

    Stale decisions stay: their reason is still shown.
    """
    from checker import decisions as kept
    from checker.decisions import Status

    session, rows = _overview(paths, options)
    gone = [r for r in rows if r.status in (Status.SUPERSEDED, Status.EXPIRED, Status.GONE)]
    if dry_run:
        _show(gone)
    elif gone:
        kept.rewrite(session.decisions, frozenset(r.decision.line for r in gone))
    would = "would go" if dry_run else "taken out"
    write(f"{len(gone)} of {len(rows)} lines {would} ({session.decisions})\n")


@decisions.command()
@checking
def stats(paths: Sequence[str], **options: Any) -> None:
    """How often each rule was right, as the decisions have it.

    Right are fix-draft and source-wrong; explained, not-same-fact and extraction-error were not worth an alarm.
    """
    from checker import decisions as kept

    options.pop("no_cache")
    session = open_(paths or (() if _configured(options) else (".",)), options)
    log = kept.read(session.decisions)
    for problem in log.problems:
        complain(str(problem))
    write("rule   right  explained  wrong  deferred  precision\n")
    for row in kept.stats(log.decisions):
        share = "-" if row.share is None else f"{row.share:.0%}"
        write(f"{row.code:<6} {row.right:>5} {row.explained:>10} {row.wrong:>6} {row.deferred:>9} {share:>10}\n")


@decisions.command("import")
@click.argument("file", metavar="FILE")
@checking
def import_(file: str, paths: Sequence[str], **options: Any) -> None:
    """Add the decisions of another file, such as one that the HTML report saved."""
    from checker import decisions as kept

    options.pop("no_cache")
    if not Path(file).is_file():
        raise UsageError(f"{file}: no such file")
    log = kept.read(Path(file))
    for problem in log.problems:
        complain(str(problem))
    session = open_(paths or (() if _configured(options) else (".",)), options)
    added = kept.merge(session.decisions, log.decisions)
    write(f"{added} of {len(log.decisions)} decisions were new ({session.decisions})\n")
