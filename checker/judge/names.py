"""Verdicts on alignments of kind names."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Agreement, Alignment, Bundle, Finding, SingleSource

__all__ = ["judge"]


def judge(bundle: Bundle, alignments: Sequence[Alignment]) -> list[Finding | Agreement | SingleSource]:
    """Findings, agreements and single-source facts."""
    return []
