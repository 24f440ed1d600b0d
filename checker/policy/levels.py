"""How serious a newsroom takes a finding: its own levels by rule, its trust in sources, its tolerance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from checker.config import Config, Trust
from checker.model import Evidence, Finding, Kind, Level, Remark, Settled, SettledBy, Verdict

__all__ = ["Tolerance", "graded"]

_LOWER = {Level.ERROR: Level.WARNING, Level.WARNING: Level.NOTE, Level.NOTE: Level.NOTE}
_BETWEEN = (Verdict.CONFLICT, Verdict.POSSIBLE_CONFLICT, Verdict.DISPUTED, Verdict.UPDATED, Verdict.REFERENCE_CONFLICT)


def graded(finding: Finding, config: Config) -> Finding:
    """The finding with the level that the newsroom gives it, and with a word on the source that it trusts."""
    level = config.level(finding.code, finding.level)
    if not config.outlets:
        return finding if level is finding.level else replace(finding, level=level)
    sides: dict[int, list[Evidence]] = defaultdict(list)
    for one in finding.evidence:
        sides[one.side].append(one)
    believed = [s for s in sides.values() if any(config.trust(e.passage.source) is not Trust.LOW for e in s)]
    if len(sides) > 1 and len(believed) < 2:
        level = _LOWER[level]
    return replace(finding, level=level, advice=" ".join(filter(None, [finding.advice, _trusted(finding, config)])))


def _trusted(finding: Finding, config: Config) -> str:
    said = [e for e in finding.evidence if config.trust(e.passage.source) is Trust.HIGH]
    told = dict.fromkeys(f"{e.passage.source} ({e.value})" for e in said)
    return f"Trusted here: {', '.join(told)}." if told and len({e.side for e in finding.evidence}) > 1 else ""


class Tolerance:
    """Figures that lie as near to each other as the newsroom lets pass."""

    def __init__(self, share: Decimal) -> None:
        self._share = share

    def settle(self, finding: Finding) -> Settled | None:
        if not self._share or finding.kind is not Kind.NUMBER or finding.verdict not in _BETWEEN:
            return None
        ends = [x for e in finding.evidence if e.quantity for x in (e.quantity.low, e.quantity.high)]
        units = {(e.quantity.unit_kind, e.quantity.change) for e in finding.evidence if e.quantity}
        known = [x for x in ends if x is not None]
        if len(known) < len(ends) or len(units) != 1 or not known:
            return None
        low, high = min(known), max(known)
        if high - low > self._share * max(abs(low), abs(high)):
            return None
        return Settled(finding, SettledBy.TOLERANCE, f"within the tolerance of {self._share}")

    def unused(self, wants: Callable[[str], bool]) -> Iterable[Remark]:
        return ()
