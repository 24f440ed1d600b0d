"""The order in which a run goes through a newsroom's wishes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import field, replace
from datetime import date

from checker import decisions, gate
from checker.config import Config
from checker.decisions import Log
from checker.model import Evidence, Finding, Remark, Run
from checker.policy.baseline import Baseline
from checker.policy.levels import Tolerance, graded
from checker.policy.paths import PathIgnores
from checker.policy.waivers import Waivers
from checker.record import record

__all__ = ["Ground", "apply"]


@record
class Ground:
    """What a run is held against besides its own articles.

    ``drafts``: the paths that findings must touch, None for all. ``changed``: whether a passage is new since some
    revision, None where nobody asks. ``baseline`` and ``log`` are what was settled before.
    """

    drafts: Collection[str] | None = None
    changed: Callable[[Evidence], bool] | None = None
    baseline: Baseline | None = None
    log: Log = field(default_factory=lambda: Log(""))


def apply(run: Run, config: Config, ground: Ground, day: date) -> Run:
    """The run as the newsroom wants it: open findings, settled ones, and remarks on what needs tidying."""
    drafts = ground.drafts
    steps = (
        PathIgnores(run, config, drafts, day),
        Tolerance(config.tolerance),
        Waivers(run, config, drafts),
        ground.baseline or Baseline(),
    )
    # Every settler sees every finding, so that a narrower view never calls one of its entries unused.
    settled = {f.id: hits[0] for f in run.findings if (hits := [s for step in steps if (s := step.settle(f))])}
    shown = [f for f in (graded(f, config) for f in run.findings) if _wanted(f, config, ground)]
    shown.sort(key=lambda f: (gate.RANK[f.level], -f.confidence))
    viewed = _of_drafts(run, drafts if not config.compare_sources else None)
    held = replace(
        viewed,
        findings=tuple(f for f in shown if f.id not in settled),
        settled=tuple(replace(settled[f.id], finding=f) for f in shown if f.id in settled),
        remarks=(*run.remarks, *_remarks(steps, config)),
    )
    return decisions.settle(held, ground.log, day)


def _remarks(steps: Sequence[PathIgnores | Tolerance | Waivers | Baseline], config: Config) -> Iterable[Remark]:
    for step in steps:
        yield from step.unused(config.wants)


def _wanted(finding: Finding, config: Config, ground: Ground) -> bool:
    if finding.confidence < config.min_confidence:
        return False
    if not (config.compare_sources or _touches(finding.evidence, ground.drafts)):
        return False
    return ground.changed is None or any(ground.changed(e) for e in finding.evidence)


def _touches(evidence: Iterable[Evidence], drafts: Collection[str] | None) -> bool:
    return drafts is None or any(e.passage.path in drafts for e in evidence)


def _of_drafts(run: Run, drafts: Collection[str] | None) -> Run:
    """Without the agreements and lone facts of sources among themselves."""
    if drafts is None:
        return run
    return replace(
        run,
        agreements=tuple(a for a in run.agreements if _touches(a.evidence, drafts)),
        single_source=tuple(s for s in run.single_source if _touches(s.evidence, drafts)),
        timeline=tuple(t for t in run.timeline if _touches([t.evidence], drafts)),
    )


