"""The report as one HTML file: works from a disk, without network, on paper, and as a review without a server.

Scripts and styles are inside, allowed by their hashes alone. No clock: the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker import gate
from checker.model import Agreement, Evidence, Finding, Kind, Level, Run, SingleSource, Story, TimelineEntry
from checker.record import record
from checker.report.escape import clip, visible
from checker.report.facts import KNOWN
from checker.report.html_env import asset, digest, environment
from checker.report.html_scale import Scale, named, story_scale
from checker.report.html_view import Card, card
from checker.report.html_words import Piece, plain
from checker.report.markdown import across
from checker.report.passages import by_sentence, pieces
from checker.report.resolutions import CHOICES

__all__ = ["render"]

AROUND = 60
_FIRST = (Kind.NUMBER, Kind.QUOTE, Kind.DATE, Kind.NAME)


def render(run: Run) -> str:
    """The whole page, ending in one newline."""
    style = asset("shared.css") + asset("report.css")
    script = asset("keys.js") + asset("report.js")
    cards = [card(f) for f in gate.worst_first(run.findings)]
    corroborated = gate.corroborated(run.agreements)
    made = environment().get_template("report.html").render(
        run=run,
        tally=gate.tally(run),
        style=style,
        script=script,
        style_hash=digest(style),
        script_hash=digest(script),
        choices=CHOICES,
        stories=[_chapter(s, run, cards) for s in (*run.stories, *across(run))],
        kinds=sorted({str(f.kind) for f in run.findings}),
        verdicts=sorted({str(f.verdict) for f in run.findings}),
        levels=[(str(level), gate.LABELS[level]) for level in Level],
        corroborated=[_agreed(a) for a in corroborated],
        compared=[_agreed(a) for a in run.agreements if a not in corroborated],
        single=_single(run.single_source),
        known=KNOWN,
        labels={s.id: s.label or s.id for s in run.stories},
    )
    return made.rstrip() + "\n"


@record
class _Row:
    """A fact of the matrix: one cell a source, each with the values it has."""

    fact: str
    finding: str
    cells: tuple[tuple[str, ...], ...]


@record
class _Day:
    """A day of the timeline: what happened, and where it is told."""

    day: str
    events: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


@record
class _Chapter:
    """One story of the report."""

    story: Story
    cards: tuple[Card, ...]
    sources: tuple[str, ...]
    matrix: tuple[_Row, ...]
    scale: Scale | None
    days: tuple[_Day, ...]


def _chapter(story: Story, run: Run, cards: Sequence[Card]) -> _Chapter:
    own = tuple(c for c in cards if c.finding.story == story.id)
    compared = [c.finding for c in own if len(_sources(c.finding)) > 1 and c.finding.level is not Level.NOTE]
    sources = tuple(sorted({s for f in compared for s in _sources(f)}))
    told = [t for t in run.timeline if t.story == story.id]
    matrix = tuple(_row(f, sources) for f in compared)
    return _Chapter(story, own, sources, matrix, story_scale(told), _days(told))


def _sources(finding: Finding) -> set[str]:
    return {e.passage.source for e in finding.evidence}


def _row(finding: Finding, sources: Sequence[str]) -> _Row:
    def said(source: str) -> tuple[str, ...]:
        own = (e.value or e.passage.text for e in finding.evidence if e.passage.source == source)
        return tuple(dict.fromkeys(clip(visible(value), 80) for value in own))

    return _Row(finding.fact or str(finding.kind), finding.id, tuple(said(s) for s in sources))


def _days(told: Sequence[TimelineEntry]) -> tuple[_Day, ...]:
    days: dict[str, dict[str, dict[tuple[str, int], None]]] = {}
    for t in sorted(told, key=lambda t: (t.day, t.evidence.passage.path, t.evidence.passage.start)):
        place = (t.evidence.passage.path, t.evidence.passage.line)
        days.setdefault(named(t.day), {}).setdefault(t.what, {})[place] = None
    return tuple(_Day(day, tuple((what, tuple(at)) for what, at in events.items())) for day, events in days.items())


@record
class _Agreed:
    """What was compared and agrees: each value with its sources."""

    agreement: Agreement
    values: tuple[tuple[str, tuple[str, ...]], ...]


def _agreed(agreement: Agreement) -> _Agreed:
    by_value: dict[str, dict[str, None]] = {}
    for e in agreement.evidence:
        by_value.setdefault(clip(visible(e.value or e.passage.text), 80), {})[e.passage.source] = None
    return _Agreed(agreement, tuple((value, tuple(sources)) for value, sources in by_value.items()))


_Calls = tuple[str, str, tuple[tuple[int, tuple[Piece, ...]], ...]]
"""(source, path, (line, sentence) ...)"""


def _single(found: Sequence[SingleSource]) -> list[_Calls]:
    """The facts that one article alone has, by article and sentence: whom to call before printing them."""
    by_path: dict[str, list[Evidence]] = {}
    for one in sorted(found, key=lambda s: _FIRST.index(s.kind)):
        for e in one.evidence[:1]:
            by_path.setdefault(e.passage.path, []).append(e)
    out = []
    for path, all_ in sorted(by_path.items()):
        groups = sorted(by_sentence(all_), key=lambda group: min(e.passage.start for e in group))
        told = tuple((g[0].passage.line, plain(pieces(g, AROUND, 3 * AROUND))) for g in groups)
        out.append((all_[0].passage.source, path, told))
    return out
