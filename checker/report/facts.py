"""What was not flagged, in markdown: corroborated facts, facts of one source, articles, unreadable files."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Agreement, ArticleInfo, Evidence, Kind, Remark, Settled, SingleSource, Story, Unreadable
from checker.report.escape import cell, clip, code, inline
from checker.report.passages import by_sentence, labels, sentence

__all__ = ["KNOWN", "agreements", "articles", "remarks", "settled", "single", "unreadable"]

ROWS = 40
"""Agreements listed before the rest is only counted."""
CALLS = 12
"""Sentences with facts of one source listed an article before the rest is only counted."""
AROUND = 60
"""Characters shown on each side of the facts of one source."""

_FIRST = (Kind.NUMBER, Kind.QUOTE, Kind.DATE, Kind.NAME)
KNOWN = {
    "metadata": "stated",
    "text": "proved by the text",
    "story": "from the articles beside it",
    "unknown": "unknown",
}


def agreements(found: Sequence[Agreement]) -> list[str]:
    """A table of what was compared and agrees, with the reason why it was not flagged."""
    if not found:
        return []
    lines = ["| Fact | Values | Independent sources | Why it is not flagged |", "| --- | --- | --: | --- |"]
    for one in found[:ROWS]:
        fact = cell(one.fact or one.kind, 80)
        why = f"{cell(one.why, 200)} ({one.verdict}, {code(one.code, table=True)})"
        lines.append(f"| {fact} | {_said(one.evidence)} | {one.sources} | {why} |")
    if len(found) > ROWS:
        lines += ["", f"… and {len(found) - ROWS} more."]
    return lines


def settled(found: Sequence[Settled]) -> list[str]:
    """What a decision, the baseline or a suppression took out, and in whose words."""
    if not found:
        return []
    lines = ["| Finding | Values | Settled by | Why |", "| --- | --- | --- | --- |"]
    for one in found:
        f = one.finding
        by = f"{one.decision.verdict} ({cell(one.decision.who, 40)})" if one.decision else str(one.by)
        what = f"{cell(f.title)}: {cell(f.fact, 80)} ({code(f.code, table=True)}, {code(f.id, table=True)})"
        lines.append(f"| {what} | {_said(f.evidence)} | {by} | {cell(one.reason, 200) or '–'} |")
    return lines


def remarks(found: Sequence[Remark]) -> list[str]:
    return [f"- {inline(str(one))}" for one in found]


def _said(evidence: Sequence[Evidence]) -> str:
    """Each value with the sources that have it."""
    by_value: dict[str, dict[str, None]] = {}
    for e, said in zip(evidence, labels(evidence, 70), strict=True):
        by_value.setdefault(said, {})[cell(e.passage.source, 30)] = None
    return "; ".join(f"{value} ({', '.join(sources)})" for value, sources in by_value.items()) or "–"


def single(found: Sequence[SingleSource]) -> list[str]:
    """The facts that one article alone has, grouped by article: whom to call before printing them."""
    by_path: dict[str, list[Evidence]] = {}
    for one in sorted(found, key=lambda s: _FIRST.index(s.kind)):
        for e in one.evidence[:1]:
            by_path.setdefault(e.passage.path, []).append(e)
    lines: list[str] = []
    for path, all_ in sorted(by_path.items()):
        told = by_sentence(all_)
        shown = sorted(told[:CALLS], key=lambda group: min(e.passage.start for e in group))
        lines += ["", f"**{inline(all_[0].passage.source)}** {code(path)}", ""]
        lines += [f"- line {group[0].passage.line}: {_call(group)}" for group in shown]
        if len(told) > CALLS:
            lines.append(f"- … and {sum(map(len, told[CALLS:]))} more")
    return lines[1:]


def _call(group: Sequence[Evidence]) -> str:
    """The facts of one sentence in bold with a few words around them, and who is said to have said so."""
    said = sentence(group, room=AROUND, longest=3 * AROUND)
    claimants = dict.fromkeys(inline(clip(e.claimant, 60), start=False) for e in group if e.claimant)
    return f"{said} (according to {', '.join(claimants)})" if claimants else said


def articles(infos: Sequence[ArticleInfo], stories: Sequence[Story]) -> list[str]:
    """Every article with its story, and its publication date with how it is known."""
    labels = {s.id: s.label or s.id for s in stories}
    lines = ["| Source | File | Title | Published | Story |", "| --- | --- | --- | --- | --- |"]
    for a in infos:
        known = cell(KNOWN.get(a.published_from, a.published_from))
        published = f"{a.published.isoformat()} ({known})" if a.published else known
        title, label = cell(a.title or "", 80), cell(labels.get(a.story, a.story), 60)
        lines.append(f"| {cell(a.source, 40)} | {code(a.path, table=True)} | {title} | {published} | {label} |")
    return lines


def unreadable(found: Sequence[Unreadable]) -> list[str]:
    def at(u: Unreadable) -> str:
        return code(f"{u.path}:{u.line}" if u.line else u.path)

    return [f"- {at(u)}: {inline(u.message, start=False)}" for u in found]
