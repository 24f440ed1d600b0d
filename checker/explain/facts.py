"""One fact as it was read, and what became of it, as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from checker.model import (
    Agreement,
    Claim,
    Evidence,
    Finding,
    Kind,
    Quantity,
    Quotation,
    SingleSource,
    Span,
    TimeValue,
    plain,
)
from checker.report.escape import clip, visible

__all__ = ["Verdicts", "fact", "is_among", "place", "row", "verdicts"]

Verdicts = Sequence[Finding | Agreement | SingleSource]


def row(name: str, text: str, limit: int = 200) -> str:
    """A line of an explanation: its name in a column of its own."""
    return f"  {name:13} {clip(visible(text), limit)}".rstrip()


def place(claim: Claim, limit: int = 80) -> str:
    """Where a fact stands, with its words."""
    p = claim.passage
    return f"{visible(p.path)}:{p.line}:{p.column} “{clip(visible(p.text), limit)}”"


def fact(claim: Claim) -> list[str]:
    """The fact, the pattern that saw it, its value and its circumstances."""
    p = claim.passage
    parts = _pieces(claim.mention.parts)
    lines = [
        f"{visible(p.path)}:{p.line}:{p.column}: {claim.kind} “{clip(visible(p.text), 120)}”",
        row("seen by", f"{claim.mention.pattern} ({parts})" if parts else claim.mention.pattern, 300),
        row("read as", _value(claim), 300),
    ]
    return lines + [row(name, text, 160) for name, text in _circumstances(claim).items() if text]


def _circumstances(claim: Claim) -> dict[str, str | None]:
    """{name: words} of what stands around a fact; None or empty where nothing is known."""
    happened = " ".join(x for x in ("not" if claim.negated else "", claim.modal, claim.predicate) if x)
    return {
        "counted": claim.counted and f"{claim.counted} ({_kinds(claim)})",
        "predicate": claim.predicate and happened + (f" (verb: {claim.verb})" if claim.verb else ""),
        "role": claim.role,
        "actor": claim.actor,
        "place": claim.place,
        "when": _when(claim),
        "as of": _say(claim.as_of),
        "says so": claim.claimant,
        "scope": claim.scope and f"{claim.scope}" + (f" ({claim.scope_words})" if claim.scope_words else ""),
        "quoted by": claim.quoted_by,
        "names": ", ".join(sorted(claim.names)),
        "notes": "; ".join(sorted(claim.notes)),
    }


def _kinds(claim: Claim) -> str:
    """The head of a counted phrase, its classes and what is said more closely of it."""
    kinds = f"head {claim.head or '?'}"
    if claim.classes:
        kinds += f", class {', '.join(claim.classes)}"
    return kinds + (f", modifiers {', '.join(claim.modifiers)}" if claim.modifiers else "")


_TIES = {
    "loose-when": "only stands near the fact",
    "lead-when": "taken from the article's first sentences",
}


def _when(claim: Claim) -> str | None:
    """The days of the event, the words that say so, and how they are tied to the fact."""
    if claim.when is None:
        return None
    told = next((words for note, words in _TIES.items() if note in claim.notes), "tied to the fact by grammar")
    days = f"{_say(claim.when[0])} to {_say(claim.when[1])}"
    return f"{days} (“{claim.when_text}”; {told})" if claim.when_text else f"{days} ({told})"


def _value(claim: Claim) -> str:
    """The normalised value, with what the machine formats leave out."""
    value = claim.value
    shown: dict[str, Any] = dict(value.to_dict())
    if isinstance(value, Quantity):
        shown["step"] = plain(value.step)
    elif isinstance(value, TimeValue):
        shown |= {"basis": value.basis, "stated": _pieces(value.stated)}
        shown["approximate"] = "yes" if value.approximate else None
    elif isinstance(value, Quotation):
        shown |= {"speaker kind": value.speaker_kind, "via": value.via}
        shown["pieces"] = len(value.segments) if len(value.segments) > 1 else None
        shown["marks"] = None if value.balanced else "one was supplied"
    return ", ".join(f"{k} {v}" for k, v in shown.items() if v not in (None, ""))


def _pieces(parts: Any) -> str:
    """The labelled pieces of a mention in words; spans and what is empty are left out."""
    told = []
    for name, part in parts.items():
        if part is None or part is False or part == "" or isinstance(part, Span):
            continue
        if isinstance(part, str | int | float | date) or hasattr(part, "as_tuple"):
            told.append(f"{name}={part}")
    return ", ".join(told)


def _say(moment: date | datetime | None) -> str:
    return moment.isoformat() if moment else ""


def verdicts(claim: Claim, given: Verdicts) -> list[str]:
    """The rules that decided on a fact: findings, agreements, or that nobody else has it. Empty where none did."""
    lines: list[str] = []
    for one in given:
        if not _among(claim, one):
            continue
        if isinstance(one, Finding):
            lines += [row(str(one.level), f"{one.code} {one.message}", 300), *_others(claim, one.evidence)]
            lines += _points("because", one.reasons) + _points("considered", one.considered)
        elif isinstance(one, Agreement):
            lines += [row("not flagged", f"{one.code} {one.verdict}: {one.why}", 300), *_others(claim, one.evidence)]
        else:
            lines.append(row("one source", "nothing in the other articles of its story is about the same fact"))
    return lines


def _among(claim: Claim, item: Finding | Agreement | SingleSource) -> bool:
    kinds = (Kind.DATE, Kind.NUMBER) if isinstance(claim.value, TimeValue) else (claim.kind,)  # lengths are figures
    return item.kind in kinds and is_among(claim, item.evidence)


def is_among(claim: Claim, evidence: Iterable[Evidence]) -> bool:
    """Does one of the passages show the fact?"""
    return any(_is(claim, e) for e in evidence)


def _is(claim: Claim, e: Evidence) -> bool:
    """The same passage; of a quotation the evidence may show a stretch only, or several of its pieces."""
    p, q = claim.passage, e.passage
    if p.path != q.path or not p.line <= q.line <= p.line + p.text.count("\n"):
        return False
    if isinstance(claim.value, Quotation):
        return p.start < q.end and q.start < p.end
    return (p.start, p.end) == (q.start, q.end)


def _others(claim: Claim, evidence: Iterable[Evidence]) -> list[str]:
    others = [e for e in evidence if not _is(claim, e)]
    return [row("", f"with {e.passage.path}:{e.passage.line}: {e.value or e.passage.text}", 120) for e in others]


def _points(name: str, points: Iterable[str]) -> list[str]:
    return [row("", f"{name}: {point}", 300) for point in points]
