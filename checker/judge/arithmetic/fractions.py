"""Fractions that are no part of anything: "a three-thirds majority"."""

from __future__ import annotations

from collections.abc import Iterator

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic.figures import Problem, number_of
from checker.judge.arithmetic.script import Script
from checker.model import Span

__all__ = ["fractions"]

_PARTS = ("thirds", "quarters", "fourths", "fifths", "sixths", "sevenths", "eighths", "ninths", "tenths")
_FRACTION = expression(rf"\b(?P<number>[a-z]+|\d{{1,2}})-(?P<part>{'|'.join(_PARTS)})\b")


def fractions(script: Script) -> Iterator[Problem]:
    """Fractions told with a hyphen that make a whole and more; "four quarters" are the four of a year or a match."""
    for number in script.body(_FRACTION, _PARTS):
        start = script.regions[number].span.start
        for m in _FRACTION.finditer(script.words(number)):
            many, parts = number_of(m["number"]), int(lexicon.mapping("numbers", "fractions")[m["part"]])
            if many is not None and many >= parts:
                message = f"{m['number']}-{m['part']} are no part of a whole"
                places = (Span(start + m.start(), start + m.end()),)
                yield Problem("N118", (), message, f"{many} / {parts} >= 1", 0.75, places=places)
