"""Quoted stretches: what stands inside quotation marks, whatever their style, balanced or not.

One pass over the marks of a paragraph with a state of what is open. Marks inside an open quotation belong to it
(a quotation in a quotation is no stretch of its own). A stretch never crosses a paragraph: speech of several
paragraphs gives one stretch each, chained by ``continues``. A mark that is missing is supplied at the paragraph's
end or start, or where a sentence ends, and the stretch is marked as not balanced.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from checker.expressions import expression
from checker.grammar import Page
from checker.record import record

__all__ = ["Stretch", "stretches"]

_MARK = expression(r"[\"“”„‟«»‹›‘’‚']|``")
_DOUBLE = frozenset(('"', "“", "”", "„", "‟", "``", "''"))
_OPENING = frozenset(("“", "„", "‟", "``"))
_BEFORE_OPEN = frozenset("([{—–-/‘'“\"«¿¡…>|*_:;,")
_AFTER_CLOSE = frozenset(".,;:!?)]}—–-/’'”\"»…<|*_")
_SENTENCE_END = expression(r"[.!?…][)\]’']*(?=\s)")
_CUT_SHORT = expression(r"[.!?,—]\s+(?=\S)")
_ELISIONS = expression(r"[’'‘](?:\d\ds?\b|(?:tis|twas|em|til|cause|bout|round|n|s|cos|ere)\b)", re.I)
_NAME = r"(?:(?:the|a|an)\s[a-z]+|[A-Z][\w.’'-]*)(?:\s[A-Z][\w.’'-]*){0,3}"
_ATTRIBUTED = expression(
    rf"[,?!—]\s*(?:(?:said|says|added|asked)\s(?:he|she|{_NAME})|(?:he|she|they|{_NAME})\s(?:said|says|added|asked))\b"
    r"[^,.;:!?\"“”]{0,60}\.?\s*\Z"
)
_TAIL = 160
_LOOK_AHEAD = 40
_LONGEST_SINGLE = 1500


@record
class Stretch:
    """Words inside marks [start, end), with the marks [outer_start, outer_end), in paragraph number ``paragraph``.

    ``continues``: the stretch before it was left open at its paragraph's end, and this one goes on speaking.
    ``single``: set in single marks, which headlines and British papers use (and apostrophes look like).
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    balanced: bool = True
    continues: bool = False
    single: bool = False


@record
class _Mark:
    at: int
    end: int
    text: str
    opens: bool
    closes: bool

    @property
    def family(self) -> str:
        """Which marks can end what this one begins: double, guillemet or single."""
        if self.text in _DOUBLE:
            return "double"
        return "guillemet" if self.text in "«»‹›" else "single"

    @property
    def shape(self) -> str:
        """Straight or curly: a quotation in a quotation is often set in the other shape."""
        return "straight" if self.text == '"' else self.family


def stretches(page: Page) -> list[Stretch]:
    """The quoted stretches of an article in reading order."""
    text = page.text
    found = [m.span() for m in _MARK.finditer(text)]
    if not found:
        return []
    starts = [a for a, _ in found]
    out: list[Stretch] = []
    left_open: str | None = None
    for number, region in enumerate(page.paragraphs):
        low = bisect_left(starts, region.span.start)
        high = bisect_left(starts, region.span.end)
        if low == high:
            left_open = None
            continue
        following = page.paragraphs[number + 1].span.start if number + 1 < len(page.paragraphs) else len(text)
        reader = _Paragraph(text, region.span.start, region.span.end, number, text[following : following + 1])
        out += reader.read(found[low:high], left_open)
        left_open = reader.left_open
    return out


class _Paragraph:
    """Reads the marks of one paragraph. ``left_open``: the opening mark whose speech the next paragraph continues."""

    def __init__(self, text: str, start: int, end: int, number: int, next_char: str) -> None:
        self.text, self.start, self.end, self.number, self.next_char = text, start, end, number, next_char
        self.out: list[Stretch] = []
        self.left_open: str | None = None
        self.recovered = -1

    def read(self, found: list[tuple[int, int]], carried: str | None) -> list[Stretch]:
        marks = self._classify(found)
        closers = [0] * (len(marks) + 1)
        for i in range(len(marks) - 1, -1, -1):
            m = marks[i]
            step = 0 if m.family == "single" else (1 if m.closes and not m.opens else -1 if m.opens else 0)
            closers[i] = closers[i + 1] + step
        opened: _Mark | None = None
        nested: list[str] = []
        i = 0
        while i < len(marks):
            m = marks[i]
            i += 1
            if opened is None:
                if m.family == "single":
                    i = self._single(marks, i - 1, carried)
                elif m.opens:
                    opened, nested = m, []
                elif m.closes:
                    self._lost_opening(m, carried)
                continue
            if m.family == "single" and opened.family != "single":
                continue
            if m.family != opened.family:
                nested = self._inner(m, nested)
            elif m.closes and not (m.opens and m.text != opened.text and not nested):
                if nested and (nested[-1] == m.shape or opened.shape != m.shape):
                    nested.pop()
                else:
                    self._emit(opened, m, carried)
                    opened = None
            elif m.opens:
                if m.at == opened.end:  # the same mark typed twice
                    opened = _Mark(opened.at, m.end, opened.text, True, False)
                elif self._is_nested(opened, m, closers[i]):
                    nested.append(m.shape)
                else:
                    self._cut(opened, m)
                    opened, nested = m, []
        if opened is not None:
            self._unclosed(opened, carried)
        return self.out

    def _classify(self, found: list[tuple[int, int]]) -> list[_Mark]:
        """The marks that can open or close something here; apostrophes, feet and inches drop out."""
        text, last = self.text, -1
        out: list[_Mark] = []
        for at, end in found:
            if at < last:
                continue
            mark = text[at:end]
            if mark == "'" and text.startswith("''", at):
                end, mark = at + 2, "''"
            last = end
            before = text[at - 1] if at > self.start else " "
            after = text[end] if end < self.end else " "
            left = before.isspace() or before in _BEFORE_OPEN
            right = after.isspace() or after in _AFTER_CLOSE
            opens, closes = left and not after.isspace(), not before.isspace()
            if mark in ("'", "‘", "’", "‚"):
                opens = opens and (after.isalnum() or after in '"“[…$£€') and not _ELISIONS.match(text, at)
                closes = closes and right and mark != "‘" and not before.isspace()
                if mark == "’" and opens and not closes:
                    opens = False
                if not (opens or closes):
                    continue
                closes = closes and not opens
            else:
                opens, closes = self._directed(mark, opens, closes, left, right, after)
                if mark == '"' and (before == "=" or (before.isdigit() and not out)):
                    continue
            out.append(_Mark(at, end, mark, opens, closes))
        return out

    @staticmethod
    def _directed(mark: str, opens: bool, closes: bool, left: bool, right: bool, after: str) -> tuple[bool, bool]:
        """What a double mark can do, from its shape first and its neighbours second."""
        if mark in _OPENING:
            ends = closes and (after.isspace() or after in ".,;:!?)")
            return (False, True) if mark == "“" and ends else (True, False)
        if mark in ("”", "''"):
            wrong = left and after.isalnum() and not closes
            return (True, False) if wrong else (False, True)
        if mark in "«‹":
            return (False, True) if right and not after.isalnum() else (True, False)
        if mark in "»›":
            return (True, False) if left and not right and not closes else (False, True)
        if not opens and not closes:
            return True, True
        if opens and closes:  # a dash or bracket before, a letter behind: which one depends on what is open
            return (True, not after.isalnum()) if not right else (True, True)
        return opens, closes

    def _inner(self, m: _Mark, nested: list[str]) -> list[str]:
        if m.opens and not m.closes:
            return [*nested[-8:], m.shape]
        if nested and nested[-1] == m.shape:
            return nested[:-1]
        return nested

    def _is_nested(self, opened: _Mark, m: _Mark, closers_left: int) -> bool:
        """Whether an opening mark inside an open quotation begins a quotation in it (else a mark was lost)."""
        if closers_left >= 2:
            return True
        if closers_left and opened.shape != m.shape and self.text[max(m.at - 2, 0)] not in ".!?…":
            return True
        return closers_left >= 1 and not _CUT_SHORT.search(self.text, opened.end, min(m.end, opened.end + 2000))

    def _add(self, start: int, end: int, outer: tuple[int, int], **flags: bool) -> None:
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            self.out.append(Stretch(start, end, outer[0], outer[1], self.number, **flags))

    def _goes_on(self, opened: _Mark, carried: str | None) -> bool:
        return carried is not None and not self.text[self.start : opened.at].strip()

    def _emit(self, opened: _Mark, closing: _Mark, carried: str | None) -> None:
        self._add(
            opened.end,
            closing.at,
            (opened.at, closing.end),
            continues=self._goes_on(opened, carried),
            single=opened.family == "single",
        )

    def _cut(self, opened: _Mark, upto: _Mark) -> None:
        """A new quotation opens and the one before never closed: it ended with its last sentence."""
        ends = list(_SENTENCE_END.finditer(self.text, opened.end, upto.at))
        end = self._before_attribution(opened.end, ends[-1].end() if ends else upto.at)
        self._add(opened.end, end, (opened.at, end), balanced=False)

    def _unclosed(self, opened: _Mark, carried: str | None) -> None:
        goes_on = self._goes_on(opened, carried)
        chained = self.next_char != "" and _same_opening(opened.text, self.next_char)
        if chained:
            self.left_open = opened.text
        end = self.end if chained else self._before_attribution(opened.end, self.end)
        self._add(
            opened.end,
            end,
            (opened.at, end),
            balanced=chained,
            continues=goes_on,
            single=opened.family == "single",
        )

    def _before_attribution(self, start: int, end: int) -> int:
        """Where an unclosed quotation stops if it ends in ", said Marren." """
        low = max(start, end - _TAIL)
        tail = _ATTRIBUTED.search(self.text[low:end])
        return low + tail.start() + 1 if tail else end

    def _lost_opening(self, closing: _Mark, carried: str | None) -> None:
        """A closing mark with nothing open: the quotation began with the paragraph or after the last one."""
        if self.recovered == len(self.out):
            return
        self.recovered = len(self.out)
        first = self.start
        if self.out and self.out[-1].paragraph == self.number:
            first = self.out[-1].outer_end
            if self.text[self.out[-1].end - 1] not in ".!?…":
                end = _SENTENCE_END.search(self.text, first, closing.at - 1)
                if end is None:
                    return
                first = end.end()
        if closing.text == '"' and self.text[closing.at - 1] not in ".,!?…":
            return
        self._add(first, closing.at, (first, closing.end), balanced=False, continues=carried is not None)

    def _single(self, marks: list[_Mark], i: int, carried: str | None) -> int:
        """Try a quotation in single marks from ``marks[i]``; the index of the next mark to read."""
        m = marks[i]
        if not m.opens:
            return i + 1
        doubtful: int | None = None
        inside = 0
        for j in range(i + 1, min(i + 1 + _LOOK_AHEAD, len(marks))):
            c = marks[j]
            if c.at - m.end > _LONGEST_SINGLE:
                break
            if c.family != "single":
                inside += 1
                continue
            if c.opens:
                if c.text == "‘" and m.text == "‘" and doubtful is not None:
                    break
                continue
            if inside % 2:
                continue
            if self._plural_possessive(c):
                doubtful = j if doubtful is None else doubtful
                continue
            self._emit(m, c, carried)
            return j + 1
        if doubtful is not None:
            self._emit(m, marks[doubtful], carried)
            return doubtful + 1
        if self.next_char == m.text and m.text in "‘'" and not self.text[self.start : m.at].strip():
            self._unclosed(m, carried)
            return len(marks)
        return i + 1

    def _plural_possessive(self, m: _Mark) -> bool:
        """ "the workers' rights": s, apostrophe, blank, small letter."""
        text = self.text
        return (
            text[m.at - 1 : m.at] in ("s", "z", "x", "n")
            and text[m.end : m.end + 1] == " "
            and (text[m.end + 1 : m.end + 2].isalpha())
        )


def _same_opening(opened: str, following: str) -> bool:
    return following == opened or (opened in '"“' and following in '"“') or (opened == "``" and following == "`")
