"""Suppressions inside drafts: which findings they cover, and which of them cover none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from checker.config import Config
from checker.model import Finding, Remark, Run, Settled, SettledBy, Waiver

__all__ = ["Waivers"]


class Waivers:
    """The suppressions of a run's drafts. A source cannot silence what is found about it."""

    def __init__(self, run: Run, config: Config, drafts: Collection[str] | None) -> None:
        heard = [a for a in run.articles if a.waivers and (drafts is None or a.path in drafts)]
        self._by_path = {a.path: a.waivers for a in heard}
        self._used: set[tuple[str, int]] = set()

    def settle(self, finding: Finding) -> Settled | None:
        for one in finding.evidence:
            path, start, end = one.passage.path, one.passage.start, one.passage.end
            for waiver in self._by_path.get(path, ()):
                if not (start < waiver.covers.end and waiver.covers.start < end):
                    continue
                if not waiver.codes or finding.code.startswith(waiver.codes):
                    self._used.add((path, waiver.line))
                    if waiver.reason:
                        return Settled(finding, SettledBy.SUPPRESSION, waiver.reason)
        return None

    def unused(self, wants: Callable[[str], bool]) -> Iterable[Remark]:
        for path, waivers in sorted(self._by_path.items()):
            for waiver in waivers:
                named = f"checker: ignore[{', '.join(waiver.codes)}]" if waiver.codes else "checker: ignore"
                if not waiver.reason:
                    told = f"{named} gives no reason, so it is not followed; write why behind it"
                    yield Remark(path, told, waiver.line)
                elif (path, waiver.line) not in self._used and _could(waiver, wants):
                    yield Remark(path, f"{named} suppresses nothing any more; take it out", waiver.line)


def _could(waiver: Waiver, wants: Callable[[str], bool]) -> bool:
    """Whether findings of its rules are asked for at all in this run."""
    return not waiver.codes or any(wants(code) for code in waiver.codes)
