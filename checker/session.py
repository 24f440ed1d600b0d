"""One newsroom folder: its settings, its drafts and sources, its decisions. What every command runs.

    session = open_session(["drafts"], {"fail-on": "warning"}, against=["sources"])
    run = session.run()
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker import decisions, load, pipeline, policy, settings
from checker.config import Config
from checker.errors import UsageError
from checker.load import Source, Typed
from checker.model import Remark, Run, Settled, SettledBy
from checker.record import record
from checker.settings import Settings

if TYPE_CHECKING:
    from checker.cache import Cache

__all__ = ["Session", "open_session"]

_DECISIONS = "decisions.jsonl"


@record
class Session:
    """What is read, what it is held against, and by which settings.

    ``drafts``: files and folders as given; ``against``: the sources, none where everything is a draft. ``typed``: a
    draft that stands in no file yet, or not as it is now. ``since``: a git revision, None where nobody asks.
    """

    settings: Settings
    config: Config
    drafts: tuple[Path, ...]
    against: tuple[Path, ...] = ()
    typed: Typed | None = None
    since: str | None = None

    @property
    def decisions(self) -> Path:
        """The decisions file: as configured, else beside the configuration, else in the folder that is checked.

        One that lies above that folder, up to the repository's root, is found too: whoever decides from there and
        whoever checks the folder alone mean the same file.
        """
        chosen: Path | None = self.settings["decisions"]
        if chosen is not None:
            return chosen
        if self.settings.file is not None:
            return self.settings.file.parent / _DECISIONS
        first = self.drafts[0] if self.drafts else Path()
        folder = (first if first.is_dir() else first.parent).absolute()
        for above in (folder, *folder.parents):
            if (above / _DECISIONS).is_file():
                return above / _DECISIONS
            if (above / ".git").exists():
                break
        return folder / _DECISIONS

    @property
    def baseline(self) -> Path | None:
        path: Path | None = self.settings["baseline"]
        return path

    def sources(self) -> list[Source]:
        """The files to read. Raises UsageError for a path that is missing, and where there is nothing to read."""
        given = [*self.drafts, *self.against]
        exclude = self.settings["exclude"]
        found = load.discover(given, exclude, self.typed) if given or self.typed else []
        own = {self.decisions.absolute(), *([self.baseline.absolute()] if self.baseline else [])}
        found = [s for s in found if s.file not in own]
        if not found and not self.settings["allow-empty"]:
            shown = ", ".join(map(str, given)) or "."
            raise UsageError(f"{shown}: nothing to read; articles end in {' '.join(load.SUPPORTED)}")
        return found

    def watched(self) -> list[Path]:
        """What a change of means that a run is out of date."""
        files = [self.decisions, *filter(None, [self.baseline, self.settings.file])]
        return [*self.drafts, *self.against, *files]

    def draft_paths(self, sources: Sequence[Source]) -> frozenset[str] | None:
        """The paths of the drafts among what is read; None where all are."""
        if not self.against:
            return None
        exclude = self.settings["exclude"]
        others = {s.file for s in load.discover(self.against, exclude)}
        if self.typed:
            others.discard(self.typed.file)
        return frozenset(s.path for s in sources if s.file not in others)

    def run(
        self,
        progress: Callable[[str], None] | None = None,
        cache: Cache | None = None,
        *,
        update_baseline: bool = False,
    ) -> Run:
        """Read, check, and put in order by the settings and the decisions."""
        sources = self.sources()
        if update_baseline and self.baseline is None:
            raise UsageError("--update-baseline: no baseline; name one with --baseline or in the configuration")
        run = self._checked(sources, progress, cache)
        ground = self._ground(sources)
        settled = policy.apply(replace(run, base=_base(sources)), self.config, ground, decisions.today())
        return self._updated(settled, ground.baseline) if update_baseline and ground.baseline else settled

    def _checked(
        self, sources: Sequence[Source], progress: Callable[[str], None] | None, cache: Cache | None
    ) -> Run:
        if cache is None:
            return pipeline.run(load.read_all(sources), self.config, progress)
        from checker.cache import CacheError

        try:
            return pipeline.run(load.read_all(sources), self.config, progress, cache)
        except CacheError:
            return pipeline.run(load.read_all(sources), self.config, progress)

    def _ground(self, sources: Sequence[Source]) -> policy.Ground:
        changed = None
        if self.since:
            from checker.revisions import changed_since

            changed = changed_since(self.since, sources)
        return policy.Ground(
            drafts=self.draft_paths(sources),
            changed=changed,
            baseline=policy.read_baseline(self.baseline) if self.baseline else None,
            log=decisions.read(self.decisions),
        )

    def _updated(self, run: Run, baseline: policy.Baseline) -> Run:
        """The run after its baseline was written: begun with every open finding, or cut down to what is needed."""
        path = Path(baseline.path)
        if not path.exists():
            policy.write_baseline(path, policy.begun(run.findings))
            taken = tuple(Settled(f, SettledBy.BASELINE, "in the baseline") for f in run.findings)
            return replace(run, findings=(), settled=(*run.settled, *taken))
        policy.write_baseline(path, baseline.needed(self.config.wants))
        remarks = [r for r in run.remarks if r.path != baseline.path]
        if run.findings:
            told = f"a baseline only shrinks: {len(run.findings)} open findings were not added; delete it to begin anew"
            remarks.append(Remark(baseline.path, told))
        return replace(run, remarks=tuple(remarks))


def open_session(
    paths: Sequence[str],
    options: Mapping[str, Any] | None = None,
    *,
    against: Sequence[str] = (),
    typed: tuple[str, bytes] | None = None,
    since: str | None = None,
    config_file: str | None = None,
) -> Session:
    """The session of some paths; of none, what the configuration found upward from here names as drafts.

    ``options``: what the command line gives, by the names of settings, as TOML would have it. ``typed``: name and
    bytes of a draft from the standard input. Raises UsageError.
    """
    from checker.load.reference import read_reference

    start = Path(paths[0]) if paths else Path(typed[0]).parent if typed else Path()
    known = settings.read(Path(config_file)) if config_file else settings.find(start)
    chosen = known.over({**(options or {}), **({"sources": list(against)} if against else {})})
    drafts = tuple(map(Path, paths)) or (() if typed else chosen["drafts"])
    if not drafts and not typed:
        raise UsageError("nothing to check: give files or folders, or name drafts in checker.toml (checker init)")
    config = chosen.config()
    if chosen["reference"] is not None:
        config = replace(config, reference=read_reference(chosen["reference"]))
    made = Typed(Path(os.path.abspath(typed[0])), typed[1]) if typed else None  # noqa: PTH100 - no links followed
    return Session(chosen, config, drafts, chosen["sources"], made, since)


def _base(sources: Sequence[Source]) -> str:
    """The folder that paths are relative to, as seen from here."""
    if not sources:
        return ""
    first = sources[0]
    folder = first.file
    for _ in Path(first.path).parts:
        folder = folder.parent
    if Path(first.path).is_absolute():
        return ""
    try:
        shown = Path(os.path.relpath(folder)).as_posix()
    except ValueError:  # another drive
        shown = folder.as_posix()
    return "" if shown == "." else shown
