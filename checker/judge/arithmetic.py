"""Figures of one article that must fit together: shares, changes, sums, conversions.

Each check looks at figures that one sentence (or a sentence and the one before it) ties together by its words, and
keeps quiet unless every reading of them fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from checker import lexicon, taxonomy
from checker.judge.rulebook import evidence, finding
from checker.model import Bound, Bundle, Claim, Finding, Kind, Quantity, UnitKind, plain
from checker.quantities import allowed, compatible, converted, convertible

__all__ = ["check"]

_OR = re.compile(
    r"[\s,(]*(?:or|about|some|roughly|nearly|almost|around|i\.e\.|that is|equivalent to|the equivalent of|an?|\s)*[\s(]*",
    re.I,
)
_COUNTS = (UnitKind.COUNT, UnitKind.NONE)


def quantity(claim: Claim) -> Quantity:
    assert isinstance(claim.value, Quantity)
    return claim.value


@dataclass(frozen=True, slots=True)
class Problem:
    """Figures that do not fit, with the sum as a line for the reader."""

    code: str
    claims: tuple[Claim, ...]
    message: str
    working: str
    confidence: float


def check(bundle: Bundle) -> list[Finding]:
    """Every article of a bundle by itself."""
    by_article: dict[str, list[Claim]] = {}
    for claim in bundle.claims.get(Kind.NUMBER, ()):
        by_article.setdefault(claim.article, []).append(claim)
    return [_finding(bundle, p) for claims in by_article.values() for p in _problems(claims)]


def _problems(claims: Sequence[Claim]) -> Iterator[Problem]:
    sentences: dict[int, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: c.mention.span):
        sentences.setdefault(claim.sentence.start, []).append(claim)
    before: list[Claim] = []
    for group in sentences.values():
        yield from _shares(group, before)
        yield from _changes(group)
        yield from _conversions(group)
        yield from _sums(group, before)
        before = group


def _finding(bundle: Bundle, p: Problem) -> Finding:
    return finding(
        p.code,
        evidence=[evidence(c) for c in p.claims],
        fact=p.claims[-1].counted or p.claims[-1].mention.text,
        key=[f"{plain(quantity(c).low)}..{plain(quantity(c).high)} {quantity(c).unit}" for c in p.claims],
        story=bundle.story.id,
        message=p.message,
        confidence=p.confidence,
        working=[p.working],
        considered=["rounding: the figures miss each other by more than their last digits"],
        advice=lexicon.mapping("judge", "advice").get(p.code, ""),
    )


def _between(a: Claim, b: Claim) -> str:
    """The words between two mentions of one sentence."""
    start = a.sentence.start
    return a.context[a.mention.span.end - start : b.mention.span.start - start]


def _exactly(q: Quantity) -> Decimal | None:
    """The figure where it is one figure (hedged or not), not a range or an open end."""
    return q.low if q.low is not None and q.low == q.high and q.bound is not Bound.VAGUE else None


# -- shares: "58 of the 67, or 78 percent" ------------------------------------------------------------------------


def _shares(group: Sequence[Claim], before: Sequence[Claim]) -> Iterator[Problem]:
    for part, share in pairwise(group):
        if quantity(share).unit != "percentage" or quantity(part).unit_kind not in (*_COUNTS, UnitKind.CURRENCY):
            continue
        small = part
        if index := group.index(part):
            before_it = group[index - 1]
            if before_it.mention.parts.get("of") == quantity(part).low:
                small = before_it
        if _tied(part, share):
            yield from _share(small, share, [c for c in (*group, *before) if c is not small and c is not share])


_TIED = re.compile(r"(?:\s+[\w'’-]+){0,3}?\s*(?:,\s*or|\(|\s+or)\s*(?:about|some|roughly|nearly|almost|around)?\s*")


def _tied(part: Claim, share: Claim) -> bool:
    """Is the percentage put beside the part as another way of saying it: ", or 78 percent", "(78%)"?"""
    return _TIED.fullmatch(_between(part, share)) is not None


def _share(small: Claim, share: Claim, others: Iterable[Claim]) -> Iterator[Problem]:
    part, percent = _exactly(quantity(small)), _exactly(quantity(share))
    stated = small.mention.parts.get("of")
    if part is None or percent is None:
        return
    wholes = [c for c in others if quantity(c).unit_kind is quantity(small).unit_kind]
    values = [(c, w) for c in wholes if (w := _exactly(quantity(c))) is not None and w > part]
    if isinstance(stated, Decimal):
        values = [(c, w) for c, w in values if w == stated] or values
    if not values or any(_fits(part, w, percent, small, c, share) for c, w in values):
        return
    whole, w = values[0]
    real = part / w * 100
    if real > 100 or not Decimal("0.5") < real / max(percent, Decimal("0.01")) < 2:
        return
    yield Problem(
        "N111",
        (small, whole, share) if whole.mention.span.start < share.mention.span.start else (small, share, whole),
        f"{plain(part)} of {plain(w)} is {_round(real)} percent, not {plain(percent)}",
        f"{plain(part)} / {plain(w)} = {_round(real)}%",
        0.85,
    )


def _fits(part: Decimal, whole: Decimal, percent: Decimal, a: Claim, b: Claim, share: Claim) -> bool:
    low, high = allowed(quantity(a)), allowed(quantity(b))
    slack = (quantity(share).step or Decimal(1)) * (2 if quantity(share).bound is Bound.ABOUT else 1)
    least = low.low / high.high * 100 if high.high else Decimal(0)
    most = low.high / high.low * 100 if high.low > 0 else Decimal(0)
    return least - slack <= percent <= most + slack


def _round(x: Decimal) -> str:
    return plain(round(x, 1)) or ""


# -- changes: "rose 32 percent to 118 million from 96 million" --------------------------------------------------------


def _changes(group: Sequence[Claim]) -> Iterator[Problem]:
    by_role: dict[str, list[Claim]] = {}
    for claim in group:
        if claim.role:
            by_role.setdefault(claim.role, []).append(claim)
    if any(len(by_role.get(r, ())) != 1 for r in ("from", "to", "by")):
        return
    old, new, by = by_role["from"][0], by_role["to"][0], by_role["by"][0]
    before, after, change = (_exactly(quantity(c)) for c in (old, new, by))
    if before is None or after is None or change is None or quantity(old).unit_kind is not quantity(new).unit_kind:
        return
    difference = abs(after - before)
    if quantity(by).unit == "percentage" and quantity(old).unit_kind is UnitKind.PERCENT:
        yield from _points(old, new, by, difference, change)
    elif quantity(by).unit == "percentage" and before:
        yield from _percent_change(old, new, by, difference / abs(before) * 100, change)
    elif quantity(by).unit_kind is quantity(old).unit_kind and quantity(by).unit == quantity(old).unit:
        if abs(difference - abs(change)) > _steps(old, new, by):
            message = f"from {plain(before)} to {plain(after)} is {plain(difference)}, not {plain(change)}"
            yield Problem(
                "N112",
                _in_order(old, new, by),
                message,
                f"|{plain(after)} - {plain(before)}| = {plain(difference)}",
                0.8,
            )


def _steps(*claims: Claim) -> Decimal:
    return sum(((quantity(c).step or Decimal(0)) for c in claims), Decimal(0)) / 2


def _in_order(*claims: Claim) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda c: c.mention.span))


def _points(old: Claim, new: Claim, by: Claim, difference: Decimal, change: Decimal) -> Iterator[Problem]:
    """A rate that moves from 19 to 20.5 percent moves by 1.5 percentage points."""
    before = _exactly(quantity(old)) or Decimal(0)
    relative = difference / before * 100 if before else Decimal(0)
    slack = quantity(by).step or Decimal(1)
    if abs(relative - change) > slack and abs(difference - change) <= _steps(old, new, by):
        message = f"the change is {plain(difference)} percentage points, which is {_round(relative)} percent"
        yield Problem(
            "N112",
            _in_order(old, new, by),
            message,
            f"{plain(difference)} points of {plain(before)} = {_round(relative)}%",
            0.7,
        )


def _percent_change(old: Claim, new: Claim, by: Claim, real: Decimal, change: Decimal) -> Iterator[Problem]:
    slack = (quantity(by).step or Decimal(1)) * (2 if quantity(by).bound is Bound.ABOUT else 1)
    low, high = allowed(quantity(old)), allowed(quantity(new))
    spread = (low.high - low.low + high.high - high.low) / max(abs(low.low), Decimal(1)) * 100
    if abs(real - abs(change)) > slack + spread and real < 1000:
        a, b = plain(quantity(old).low), plain(quantity(new).low)
        message = f"from {a} to {b} is a change of {_round(real)} percent, not {plain(change)}"
        yield Problem("N112", _in_order(old, new, by), message, f"|{b} - {a}| / {a} = {_round(real)}%", 0.85)


# -- conversions: "60 metres (600 feet)" ----------------------------------------------------------------------------


def _conversions(group: Sequence[Claim]) -> Iterator[Problem]:
    for a, b in pairwise(group):
        qa, qb = quantity(a), quantity(b)
        if qa.unit == qb.unit or not convertible(qa, qb) or qa.unit_kind in (UnitKind.DURATION, UnitKind.PERCENT):
            continue
        words = _between(a, b)
        if not _OR.fullmatch(words) or not re.search(r"\(|\bor\b|equivalent|that is", words) or compatible(qa, qb):
            continue
        value = _exactly(qa)
        if value is None or qa.unit is None or qb.unit is None:
            continue
        real = converted(value, qa.unit, qb.unit)
        shown = plain(round(real, 1 if abs(real) < 200 else 0))
        message = f"{a.mention.text} is {shown} {qb.unit}, not {plain(qb.low)}"
        yield Problem("N114", (a, b), message, f"{plain(value)} {qa.unit} = {shown} {qb.unit}", 0.85)


# -- sums: "The 34 wounded were taken to three hospitals: 19, 12 and five" --------------------------------------------


def _sums(group: Sequence[Claim], before: Sequence[Claim]) -> Iterator[Problem]:
    for parts in _lists(group):
        values = [v for c in parts if (v := _exactly(quantity(c))) is not None]
        if len(values) != len(parts):
            continue
        total = sum(values, Decimal(0))
        wholes = [c for c in (*before, *group) if c not in parts and _could_be_total(c, parts, values)]
        if not wholes or any(allowed(quantity(c)).low <= total <= allowed(quantity(c)).high for c in wholes):
            continue
        near = [
            c
            for c in wholes
            if abs((_exactly(quantity(c)) or Decimal(0)) - total) <= max(Decimal(2), total * Decimal("0.1"))
        ]
        if len(near) == 1:
            sum_shown = " + ".join(plain(v) or "" for v in values)
            stated = plain(quantity(near[0]).low)
            yield Problem(
                "N113", _in_order(near[0], *parts), f"the parts add up to {plain(total)}, not {stated}",
                f"{sum_shown} = {plain(total)}", 0.7,
            )  # fmt: skip


def _lists(group: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Runs of three or more counts that one sentence lists: "19 to X, 12 to Y and five to Z"."""
    counts = [c for c in group if quantity(c).unit_kind in _COUNTS and c.mention.parts.get("of") is None]
    for size in range(len(counts), 2, -1):
        for i in range(len(counts) - size + 1):
            run = counts[i : i + size]
            links = [_between(a, b) for a, b in pairwise(run)]
            commas = all("," in w or ";" in w for w in links[:-1])
            if commas and re.search(r"\band\b", links[-1]) and all(len(w) < 70 for w in links) and _like(run):
                yield run
                return


def _like(run: Sequence[Claim]) -> bool:
    """Do the parts count one kind of thing, or kinds of one wider kind (cars, lorries and buses)?"""
    heads = {c.head for c in run if c.head}
    return len(heads) <= 1 or bool(_wider(run))


def _wider(run: Sequence[Claim]) -> frozenset[str]:
    """Classes that hold every part."""
    above = [frozenset[str]().union(*(taxonomy.ancestors(x) for x in c.classes)) for c in run if c.classes or c.head]
    return frozenset.intersection(*above) if above else frozenset()


def _could_be_total(claim: Claim, parts: Sequence[Claim], values: Sequence[Decimal]) -> bool:
    value = _exactly(quantity(claim))
    if value is None or quantity(claim).unit_kind not in _COUNTS or value <= max(values):
        return False
    heads = {c.head for c in parts if c.head}
    return not heads or claim.head in heads or not claim.head or bool(set(claim.classes) & _wider(parts))
