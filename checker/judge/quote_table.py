"""The table of rules for two versions of one utterance: the first row that holds gives the verdict."""

from __future__ import annotations

from collections.abc import Callable

from checker.judge.quote_changes import Change, Shift, classify, content_apart, persons_and_duties
from checker.judge.quote_edges import Loss, losses, trimmed
from checker.record import record
from checker.ties import Relation, Tie
from checker.worddiff import Overlap

__all__ = ["Comparison", "compare", "decide"]

DENSE = 0.4
"""Share of changed words from which two versions are two renderings, whatever the words are."""
LOOSE = 0.2
_SHORTEST_RENDERING = 8


@record
class Comparison:
    """Two versions with everything that the table looks at."""

    found: Overlap
    changes: tuple[Change, ...]
    losses: tuple[Loss, ...]
    tie: Tie
    one_story: bool
    credited: str | None
    nested: bool
    rendering: bool = False

    def has(self, *shifts: Shift) -> bool:
        return any(c.shift in shifts for c in self.changes)

    @property
    def loose(self) -> bool:
        """Several words of content differ: two renderings rather than one misquoted word."""
        content = sum(c.shift in (Shift.CONTENT, Shift.OPPOSITE, Shift.MODAL, Shift.DROPPED) for c in self.changes)
        long_enough = len(self.found.a.words) >= _SHORTEST_RENDERING <= len(self.found.b.words)
        return long_enough and content >= 2 and self.found.spread >= LOOSE

    @property
    def dense(self) -> bool:
        if self.rendering:
            return True
        long_enough = len(self.found.a.words) >= _SHORTEST_RENDERING <= len(self.found.b.words)
        worded = content_apart(self.changes) > 1  # the same words of substance are no other rendering
        return long_enough and worded and len(self.changes) > 1 and self.found.spread >= DENSE

    @property
    def rendered(self) -> tuple[Change, ...]:
        """In two renderings: the differences in who, must, not and number."""
        return tuple(persons_and_duties(self.found, self.changes))


def compare(found: Overlap, tie: Tie, one_story: bool, credited: str | None, rendering: bool = False) -> Comparison:
    """``credited``: the outlet that one version credits the words to, where the other may be that outlet's.

    ``rendering``: the versions share ideas, not words (``found`` then runs from end to end).
    """
    lost = () if rendering else tuple(losses(found))
    return Comparison(found, classify(found), lost, tie, one_story, credited, _nested(found), rendering)


def _nested(found: Overlap) -> bool:
    """Whether the shared words stand in a quotation within the quotation on one side only."""
    left = [w.nested for op in found.ops if op.same for w in found.a.words[op.a1 : op.a2]]
    right = [w.nested for op in found.ops if op.same for w in found.b.words[op.b1 : op.b2]]
    return (sum(left) > len(left) / 2) != (sum(right) > len(right) / 2)


_TABLE: tuple[tuple[str, Callable[[Comparison], bool]], ...] = (
    ("Q114", lambda c: c.has(Shift.SWAPPED) and not c.rendering),
    ("Q205", lambda c: c.dense and bool(c.rendered)),
    ("Q316", lambda c: c.dense),
    ("Q110", lambda c: c.has(Shift.NEGATION)),
    ("Q111", lambda c: c.has(Shift.NUMBER)),
    ("Q112", lambda c: c.has(Shift.NAME)),
    ("Q205", lambda c: c.loose and bool(c.rendered)),
    ("Q316", lambda c: c.loose),
    ("Q113", lambda c: c.has(Shift.OPPOSITE)),
    ("Q123", lambda c: c.has(Shift.SPLICED)),
    ("Q122", lambda c: c.has(Shift.DROPPED)),
    ("Q120", lambda c: c.has(Shift.MODAL)),
    ("Q121", lambda c: c.has(Shift.CONTENT, Shift.PERSON)),
    ("Q124", lambda c: any(loss.turns for loss in c.losses)),
    ("Q201", lambda c: bool(c.losses)),
    ("Q203", lambda c: c.has(Shift.SENTENCE)),
    ("Q202", lambda c: c.has(Shift.FUNCTION, Shift.REPEATED)),
    ("Q317", lambda c: c.nested),
    ("Q311", lambda c: c.credited is not None),
    ("Q314", lambda c: c.has(Shift.INSERTED)),
    ("Q313", lambda c: c.has(Shift.MARKED)),
    ("Q312", lambda c: trimmed(c.found) or c.has(Shift.BREAK)),
    ("Q315", lambda c: c.has(Shift.INFLECTION, Shift.FILLER)),
    ("Q318", lambda c: c.tie.relation is Relation.LINKED),
    ("Q310", lambda c: True),
)


def decide(compared: Comparison) -> str:
    """The code of the first rule that holds."""
    return next(code for code, holds in _TABLE if holds(compared))
