"""Claims: values with their circumstances, and the figures that are known from elsewhere."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from checker.model.articles import Passage, Span, Zone
from checker.model.values import Kind, Mention, Quantity, TimeType, TimeValue, Value
from checker.record import record

__all__ = ["Claim", "KnownFigure", "Scope", "is_length", "quantity", "when"]


class Scope(StrEnum):
    """What a figure covers: one incident, a running total, part of a stated whole, or a rate."""

    INCIDENT = "incident"
    CUMULATIVE = "cumulative"
    PART = "part"
    RATE = "rate"


@record
class Claim:
    """A mention with its value and its circumstances.

    ``counted`` is the counted phrase as in the text, ``head`` its head noun in singular, ``classes`` the
    taxonomy classes of the head (most specific first), ``modifiers`` its content modifiers (lower case).
    ``predicate`` is an event class (launch, kill, ...) or, where the taxonomy has none, the verb's lemma;
    ``role`` what the figure is to the predicate (subject, object, from, to, by, share, ...).
    ``sentence`` is the span of the sentence, ``words`` its content stems, ``clause`` those of the mention's own
    clause, ``near`` those of the few words before and behind it, ``before`` those of the sentence before within the
    paragraph (what "it" and "the levy" take up), ``names`` the folded names in it. ``notes`` are
    flags: prior (an earlier time that the text compares with), forecast, hypothetical, elliptic, loose-when (the
    time is tied to the fact only by standing near it), lead-when (the time is that of the article's first
    sentences), lead (headline or first sentences).
    ``when``: (first, last) day of the event as far as known; ``when_text`` the words that say so.
    """

    article: str
    kind: Kind
    mention: Mention
    value: Value
    passage: Passage
    zone: Zone
    sentence: Span
    context: str
    counted: str | None = None
    head: str | None = None
    classes: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    predicate: str | None = None
    verb: str | None = None
    role: str | None = None
    negated: bool = False
    modal: str | None = None
    actor: str | None = None
    place: str | None = None
    when: tuple[date, date] | None = None
    when_text: str | None = None
    as_of: datetime | None = None
    claimant: str | None = None
    scope: Scope | None = None
    scope_words: str | None = None
    quoted_by: str | None = None
    near: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()

    def to_dict(self) -> dict[str, Any]:
        row: dict[str, Any] = {
            "kind": str(self.kind),
            "article": self.article,
            "start": self.passage.start,
            "end": self.passage.end,
            "text": self.passage.text,
            "value": self.value.to_dict(),
        }
        when = self.when[0].isoformat() if self.when else None
        common = {
            "predicate": self.predicate,
            "actor": self.actor,
            "place": self.place,
            "when": when,
            "claimant": self.claimant,
        }
        if self.kind is Kind.NUMBER:
            row["counted"] = self.counted
            row |= common
            row["scope"] = str(self.scope) if self.scope else None
            row["quoted_by"] = self.quoted_by
        elif self.kind is Kind.DATE:
            row |= {k: common[k] for k in ("predicate", "actor", "place", "claimant")}
            row["quoted_by"] = self.quoted_by
        return row


def quantity(claim: Claim) -> Quantity:
    """The value of a claim of kind number."""
    assert isinstance(claim.value, Quantity)
    return claim.value


def when(claim: Claim) -> TimeValue:
    """The value of a claim of kind date."""
    assert isinstance(claim.value, TimeValue)
    return claim.value


def is_length(claim: Claim) -> bool:
    """Does a claim state a length of time ("a 30-day truce")? Such are compared as figures, not as dates."""
    return isinstance(claim.value, TimeValue) and claim.value.type is TimeType.DURATION


@record
class KnownFigure:
    """One row of a reference table: a figure that is known from elsewhere. ``line`` counts from 1."""

    day: date
    event: str
    counted: str
    place: str | None
    low: Decimal
    high: Decimal
    source: str
    line: int
