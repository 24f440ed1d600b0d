"""Passages of news with every number, date and quotation written out, and how many of them are found.

``gold/passages.toml`` holds them, in the notation that its head explains. A mention is *found* where an extractor's
span overlaps it (a quotation: where most of both is the same), one to one, in the order of the text; it is *right*
where its value is that of the gold, too.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import checker
from checker.model import Bound, Kind, Quantity, Quotation, Span, TimeValue, plain

GOLD = Path(__file__).parent / "gold"
KINDS = ("numbers", "dates", "quotes")


@dataclass(frozen=True)
class Told:
    """One mention: where it stands, what it means, and what is asked besides (a unit, a speaker)."""

    span: Span
    value: str
    besides: str = ""


@dataclass(frozen=True)
class Passage:
    name: str
    text: str
    published: date
    told: dict[str, tuple[Told, ...]]


@dataclass
class Tally:
    """How many mentions were asked, predicted, found, right, and right with what is asked besides."""

    counts: Counter[str] = field(default_factory=Counter)

    def f1(self, of: str) -> float:
        """The harmonic mean of precision and recall, in percent, to one digit."""
        both = self.counts["asked"] + self.counts["predicted"]
        return round(200 * self.counts[of] / both, 1) if both else 0.0


def passages(path: Path = GOLD / "passages.toml") -> list[Passage]:
    """The passages of a file; ValueError where an annotation does not stand in its text."""
    return [_passage(row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["passage"]]


def _passage(row: dict[str, object]) -> Passage:
    text, published = str(row["text"]), row["published"]
    assert isinstance(published, date)
    told = {kind: tuple(_told(text, kind, row.get(kind, ()))) for kind in KINDS}
    return Passage(str(row["name"]), text, published, told)


def _told(text: str, kind: str, lines: object) -> Iterator[Told]:
    assert isinstance(lines, list | tuple)
    at = 0
    for line in lines:
        words, _, meaning = str(line).rpartition(" | ")
        start = text.find(words, at)
        if start < 0:
            raise ValueError(f"{words!r} does not stand behind the one before it in {text[:60]!r}")
        at = start + 1
        span = Span(start, start + len(words))
        if kind == "numbers" and meaning != "vague":
            bound, value, unit = meaning.split(" ", 2)
            yield Told(span, f"{bound} {value}", unit)
        elif kind == "quotes":
            yield Told(span, "", meaning.removeprefix("the ").removeprefix("The "))
        else:
            yield Told(span, meaning)


def found_by_checker(passage: Passage) -> dict[str, list[Told]]:
    """What the program finds in a passage, in the words of the gold."""
    article = checker.Article.from_text(passage.text, id="passage", published=passage.published.isoformat())
    out: dict[str, list[Told]] = {kind: [] for kind in KINDS}
    for fact in checker.extract([article]):
        span, value = fact.mention.span, fact.value
        if fact.kind is Kind.NUMBER and isinstance(value, Quantity):
            out["numbers"].append(_number(span, value))
        elif fact.kind is Kind.DATE and isinstance(value, TimeValue):
            out["dates"].append(Told(span, value.timex))
        elif fact.kind is Kind.QUOTE and isinstance(value, Quotation) and value.type.value != "indirect":
            out["quotes"].append(Told(span, "", value.named or value.speaker or "-"))
    return out


def _number(span: Span, value: Quantity) -> Told:
    if value.bound is Bound.VAGUE:
        return Told(span, "vague")
    return Told(span, f"{value.bound} {interval(value)}", value.unit or "-")


def interval(value: Quantity) -> str:
    """What a quantity may be, as spec files say it: "12", "3..5", "40.." """
    low, high = plain(value.low) or "", plain(value.high) or ""
    return low if low == high else f"{low}..{high}"


def tally(found: Sequence[Told], gold: Sequence[Told], kind: str, into: Tally) -> None:
    """Adds what one passage shows. ``found`` and ``gold`` in the order of the text."""
    into.counts["asked"] += len(gold)
    into.counts["predicted"] += len(found)
    for one, other in _pairs(sorted(found, key=lambda t: t.span), gold, _mostly if kind == "quotes" else Span.overlaps):
        into.counts["found"] += 1
        if one.value == other.value:
            into.counts["right"] += 1
            into.counts["besides"] += one.besides == other.besides


def _pairs(
    found: Sequence[Told], gold: Sequence[Told], meet: Callable[[Span, Span], bool]
) -> Iterator[tuple[Told, Told]]:
    taken: set[int] = set()
    for one in found:
        for n, other in enumerate(gold):
            if n not in taken and meet(one.span, other.span):
                taken.add(n)
                yield one, other
                break


def _mostly(a: Span, b: Span) -> bool:
    """Is at least four fifths of what either covers covered by both?"""
    both = min(a.end, b.end) - max(a.start, b.start)
    return both * 5 >= (max(a.end, b.end) - min(a.start, b.start)) * 4


def figures(told: Sequence[Passage]) -> dict[str, float]:
    """F1 in percent by name: numbers found, right, right with unit; dates found, right; quotes found, with speaker."""
    tallies = {kind: Tally() for kind in KINDS}
    for passage in told:
        for kind, found in found_by_checker(passage).items():
            tally(found, passage.told[kind], kind, tallies[kind])
    return {
        "numbers found": tallies["numbers"].f1("found"),
        "numbers right": tallies["numbers"].f1("right"),
        "numbers right with their unit": tallies["numbers"].f1("besides"),
        "dates found": tallies["dates"].f1("found"),
        "dates right": tallies["dates"].f1("right"),
        "quotes found": tallies["quotes"].f1("found"),
        "quotes with their speaker": tallies["quotes"].f1("besides"),
    }
