"""What the pages show of a finding: versions side by side, each with its passages, and a scale below them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from checker import gate
from checker.model import Evidence, Finding, Kind
from checker.record import record
from checker.report.escape import clip
from checker.report.html_scale import Scale, days_scale, number_scale
from checker.report.html_words import Piece, compared, plain
from checker.report.passages import by_sentence, numbered, pieces

__all__ = ["Card", "Passage", "Version", "card"]

SHOWN = 3
"""Passages of one version in full; the others are named by place."""


@record
class Passage:
    """One sentence with its values. ``index``: of its first piece of evidence, which names it to the server."""

    index: int
    source: str
    path: str
    line: int
    claimant: str
    when: str
    pieces: tuple[Piece, ...]
    before: str = ""
    after: str = ""


@record
class Version:
    """One version of the fact; ``value`` is empty where it only repeats the passage."""

    letter: str
    value: str
    sources: tuple[str, ...]
    passages: tuple[Passage, ...]
    more: tuple[tuple[str, int], ...]


@record
class Card:
    """A finding as the pages show it."""

    finding: Finding
    label: str
    versions: tuple[Version, ...]
    scale: Scale | None
    working: tuple[str, ...]

    @property
    def line(self) -> str:
        """What a decision on this finding repeats of it, as JSON; plain ASCII, so that nothing is shown otherwise."""
        f = self.finding
        row = {
            "finding": f.id,
            "code": f.code,
            "fingerprint": f.fingerprint,
            "about": sorted(f.about),
            "state": list(f.state),
            "fact": f.fact,
        }
        return json.dumps(row, sort_keys=True)


def card(finding: Finding) -> Card:
    versions = [_version(side, found, finding.evidence) for side, found in numbered(finding.evidence)]
    scale = days_scale(finding.evidence) if finding.kind is Kind.DATE else number_scale(finding.evidence)
    return Card(
        finding=finding,
        label=gate.LABELS[finding.level],
        versions=_contrasted(versions, marked_only=finding.kind is Kind.QUOTE),
        scale=scale,
        working=tuple(line for line in dict.fromkeys(finding.working) if line != finding.message),
    )


def _version(side: int, found: Sequence[Evidence], everything: Sequence[Evidence]) -> Version:
    groups = by_sentence(found)
    value = found[0].value
    return Version(
        letter=chr(ord("A") + side % 26),
        value="" if found[0].quotation or (value == found[0].passage.text and len(value) > 40) else clip(value, 100),
        sources=tuple(dict.fromkeys(e.passage.source for e in found)),
        passages=tuple(_passage(group, everything) for group in groups[:SHOWN]),
        more=tuple((group[0].passage.path, group[0].passage.line) for group in groups[SHOWN:]),
    )


def _passage(group: Sequence[Evidence], everything: Sequence[Evidence]) -> Passage:
    first = group[0]
    return Passage(
        index=next(i for i, e in enumerate(everything) if e is first),
        source=first.passage.source,
        path=first.passage.path,
        line=first.passage.line,
        claimant=clip(first.claimant or "", 80),
        when=clip(first.when or "", 80),
        pieces=plain(pieces(group)),
    )


def _contrasted(versions: Sequence[Version], *, marked_only: bool) -> tuple[Version, ...]:
    """The versions with the words marked in which their first passages differ."""
    heads = [v.passages[0].pieces for v in versions]
    out = []
    for n, version in enumerate(versions):
        first = version.passages[0]
        differing = compared(first.pieces, heads[:n] + heads[n + 1 :], marked_only=marked_only)
        out.append(replace(version, passages=(replace(first, pieces=differing), *version.passages[1:])))
    return tuple(out)
