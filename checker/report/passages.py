"""Passages of evidence in markdown: the sentence as a blockquote with the values in bold, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Evidence
from checker.report.escape import MARK, cell, clip, code, inline, marked, visible

__all__ = ["by_sentence", "labels", "numbered", "pieces", "place", "quoted", "sentence", "where"]

ROOM = 220
"""Characters of the sentence shown before the first value and behind the last."""
LONGEST = 900
"""Characters of the value itself (a long quotation) shown before it is cut."""


def place(e: Evidence, *, table: bool = False) -> str:
    """``path:line`` as code."""
    return code(f"{e.passage.path}:{e.passage.line}", table=table)


def where(e: Evidence) -> str:
    """Who has it, where it stands, who is said to have said it, and when it is said to have been."""
    parts = [f"{inline(e.passage.source)}, {place(e)}"]
    if e.claimant:
        parts.append(f"according to {inline(clip(e.claimant, 80), start=False)}")
    if e.when:
        parts.append(f"when: {inline(clip(e.when, 80), start=False)}")
    return "; ".join(parts)


def by_sentence(evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """Passages of one sentence together, in the order in which the sentences come up."""
    groups: dict[tuple[str, int, str], list[Evidence]] = {}
    for e in evidence:
        begins = e.passage.start - e.mark.start
        groups.setdefault((e.passage.path, begins, e.context), []).append(e)
    return list(groups.values())


def quoted(group: Sequence[Evidence]) -> list[str]:
    """The lines of the blockquote of one sentence, closed by the line that says where it is from."""
    return [f"> {sentence(group)}", ">", f"> — {where(group[0])}"]


def sentence(group: Sequence[Evidence], room: int = ROOM, longest: int = LONGEST) -> str:
    """The sentence that some passages share, each value in bold, long ones cut with an ellipsis."""
    return marked(pieces(group, room, longest))


def pieces(group: Sequence[Evidence], room: int = ROOM, longest: int = LONGEST) -> list[tuple[str, bool]]:
    """``sentence`` as raw pieces of text, those with True being values."""
    first = group[0]
    context, marks = first.context, _marks(group)
    if not marks:  # a quotation that runs over its sentence: the passage itself is what must be shown
        before = context[: max(first.mark.start, 0)]
        return [(_tail(before, room), False), (_middle(first.passage.text, longest), True)]
    out = [(_tail(context[: marks[0][0]], room), False)]
    for i, (start, end) in enumerate(marks):
        out.append((_middle(context[start:end], longest), True))
        if i + 1 < len(marks):
            out.append((_middle(context[end : marks[i + 1][0]], 2 * room), False))
    return [*out, (_head(context[marks[-1][1] :], room), False)]


def _marks(group: Sequence[Evidence]) -> list[tuple[int, int]]:
    """Where the values stand in the sentence, in order, without overlaps; none where one does not fit in."""
    found: list[tuple[int, int]] = []
    for e in sorted(group, key=lambda e: (e.mark.start, e.mark.end)):
        start, end = max(e.mark.start, 0), min(e.mark.end, len(e.context))
        if not e.context[start:end].strip() or len(e.passage.text) > end - start:
            return []
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _tail(text: str, room: int) -> str:
    return text if len(text) <= room else MARK + text[-room:].partition(" ")[2]


def _head(text: str, room: int) -> str:
    return text if len(text) <= room else text[:room].rpartition(" ")[0] + MARK


def _middle(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    return f"{text[: room // 2].rpartition(' ')[0]} {MARK} {text[-(room // 2) :].partition(' ')[2]}"


def labels(evidence: Sequence[Evidence], limit: int = 80) -> list[str]:
    """The value of each passage for a table cell, cut so that what tells long values apart can be seen."""
    said = [visible(e.value or e.passage.text) for e in evidence]
    shared = _shared(sorted(set(said)))
    cut = shared - limit // 3
    if cut > 0:
        said = [MARK + s[s.find(" ", cut) :] if -1 < s.find(" ", cut) < shared else s for s in said]
    return [cell(s, limit) for s in said]


def _shared(texts: Sequence[str]) -> int:
    """How many characters all texts begin with; 0 where there are not two."""
    if len(texts) < 2:
        return 0
    first, last = texts[0], texts[-1]  # of sorted texts, these share the least
    return next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))


def numbered(evidence: Sequence[Evidence]) -> list[tuple[int, list[Evidence]]]:
    """The passages by side: the versions of the fact in order, each with its passages."""
    sides: dict[int, list[Evidence]] = {}
    for e in evidence:
        sides.setdefault(e.side, []).append(e)
    return sorted(sides.items())
