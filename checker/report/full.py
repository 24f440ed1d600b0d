"""Each finding with the lines of its passages, carets under the words, and why: as compilers print them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker import gate
from checker.model import Evidence, Finding, Line, Run
from checker.report.escape import MARK, clip, literal, visible
from checker.report.text import at, counted, earlier, summary
from checker.report.width import width

__all__ = ["render"]

WIDTH = 100
"""Columns of a source line that are shown."""
PASSAGES = 8
"""Passages of one finding that are shown with their lines."""


def render(run: Run) -> str:
    blocks = ["\n".join(_finding(f)) for f in gate.worst_first(run.findings)]
    return "\n\n".join([*blocks, summary(run)]) + "\n"


def _finding(finding: Finding) -> Iterator[str]:
    title = f"{finding.title}: {finding.fact}" if finding.fact else finding.title
    yield f"{finding.level}[{finding.code}]: {visible(title)}"
    shown = [(e, _lines(e)) for e in finding.evidence[:PASSAGES]]
    gutter = max((len(str(line.number)) for _, lines in shown for line in lines), default=1)
    for e, lines in shown:
        yield f"{' ' * gutter}--> {at(e)}"
        yield f"{' ' * gutter} |"
        yield from _passage(e, lines, gutter)
    left = len(finding.evidence) - len(shown)
    if left:
        yield f"{' ' * gutter} ... and {counted(left, 'more passage')}"
    yield from (f"{' ' * gutter} = {line}" for line in _why(finding))


def _lines(e: Evidence) -> Sequence[Line]:
    """The lines of a passage; of one that has no place in a file, its sentence."""
    p = e.passage
    return p.place.lines if p.place else [Line(p.line, e.context, e.mark.start, e.mark.end, (False, False))]


def _passage(e: Evidence, lines: Sequence[Line], gutter: int) -> Iterator[str]:
    """The lines of one passage, each with carets below it; behind the last ones, who says what."""
    for i, line in enumerate(lines):
        if i and line.number > lines[i - 1].number + 1:
            yield f"{'...':<{gutter}} |"
        before, words, behind = _clipped(line)
        yield f"{line.number:>{gutter}} | {before}{words}{behind}".rstrip()
        label = f" {_label(e)}" if line is lines[-1] else ""
        yield f"{' ' * gutter} | {' ' * width(before)}{'^' * max(width(words.rstrip()), 1)}{label}"


def _clipped(line: Line) -> tuple[str, str, str]:
    """What is shown in front of the passage, of it, and behind it: no more columns than there is room for."""
    cells = literal(line.text)
    left, right = start, end = line.start, min(line.end, _within(cells, line.start, line.end))
    room = WIDTH - width("".join(cells[start:end]))
    while room > 0 and (left > 0 or right < len(cells)):
        if left > 0:
            left -= 1
            room -= width(cells[left])
        if right < len(cells):
            room -= width(cells[right])
            right += 1
    size = len(cells)
    left, right = _at_words(cells, left, start), size - _at_words(cells[::-1], size - right, size - end)
    before, behind = "".join(cells[left:start]), "".join(cells[end:right])
    opened = MARK if left > 0 or line.cut[0] else ""
    closed = MARK if right < size or line.cut[1] else ""
    return opened + before, "".join(cells[start:end]), behind + closed


def _within(cells: Sequence[str], start: int, end: int) -> int:
    """Where a passage that is wider than the room must end."""
    room = WIDTH
    for i in range(start, end):
        room -= width(cells[i])
        if room < 0:
            return i
    return end


def _at_words(cells: Sequence[str], edge: int, stop: int) -> int:
    """The edge moved towards ``stop``, behind the next blank, where it cuts a word."""
    if edge == 0:
        return 0
    return next((i + 1 for i in range(edge - 1, stop) if cells[i].isspace()), edge)


def _label(e: Evidence) -> str:
    value, source = visible(e.value), visible(e.passage.source)
    return source if value in ("", visible(e.passage.text)) else f"{clip(value, 60)} ({source})"


def _why(finding: Finding) -> Iterator[str]:
    """The message and all that a reader needs to judge it, a line each."""
    yield visible(finding.message)
    yield from (f"working: {visible(line)}" for line in finding.working)
    if finding.reasons:
        yield f"compared because {visible('; '.join(dict.fromkeys(finding.reasons)))}"
    yield from (f"considered: {visible(line)}" for line in finding.considered)
    if finding.earlier:
        yield earlier(finding.earlier)
    if finding.advice:
        yield f"advice: {visible(finding.advice)}"
    yield f"finding {finding.id}; `checker explain {finding.code}` tells about the rule"
