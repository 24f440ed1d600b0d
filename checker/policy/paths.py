"""Files in which some rules do not count, with a reason and an end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date

from checker import patterns
from checker.config import Config
from checker.model import Finding, Remark, Run, Settled, SettledBy

__all__ = ["PathIgnores"]


class PathIgnores:
    """The ``per-path-ignores`` of the configuration that have not run out."""

    def __init__(self, run: Run, config: Config, drafts: Collection[str] | None, day: date) -> None:
        self._run, self._drafts = run, drafts
        self._over = [i for i in config.path_ignores if i.until is not None and i.until < day]
        self._held = [i for i in config.path_ignores if i not in self._over]

    def settle(self, finding: Finding) -> Settled | None:
        paths = {e.passage.path for e in finding.evidence}
        if self._drafts is not None:
            paths = {p for p in paths if p in self._drafts} or paths
        for one in self._held:
            if one.codes and not finding.code.startswith(one.codes):
                continue
            if all(patterns.matches(shown, [one.path]) for p in paths for shown in [self._shown(p, one.path)]):
                return Settled(finding, SettledBy.PATH, one.reason)
        return None

    def _shown(self, path: str, pattern: str) -> str:
        """As the pattern sees it: from the folder that was read, or from where the program runs."""
        whole = self._run.file(path)
        return whole if patterns.matches(whole, [pattern]) else path

    def unused(self, wants: Callable[[str], bool]) -> Iterable[Remark]:
        for one in self._over:
            assert one.until is not None
            told = f"per-path-ignores ran out on {one.until.isoformat()}; its findings count again ({one.reason})"
            yield Remark(one.path, told)
