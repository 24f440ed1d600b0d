"""A whole and the two parts, or more, that a sentence splits it into, wherever the whole stands.

"Of the 46 hurt, 19 were burned badly and 27 slightly"; "67 roofs, 33 in Brenn and 24 in Harn"; "a 24-member team, 17
pilots and nine officials"; "of the 320 million, 180 million goes to roads and 120 million to rail". Parts are parts
where their words are opposites or are built alike. They must come near the whole, or miss it by one wrong digit: what
lies further off is no complete list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.judge.arithmetic.figures import Figure, Line, Problem, counted, exactly, found, quiet, shown, true_range
from checker.judge.arithmetic.halves import opposed
from checker.judge.arithmetic.sums import incomplete, missed_narrowly
from checker.model import Bound, UnitKind, Zone, plain
from checker.taxonomy import Kinship, kinship

__all__ = ["judged", "one_slip", "pairs"]

_G = r"[^‹›.;:()]{0,50}?"
_P = r"[^‹›.;:()]{0,60}?"
_SPLIT = (
    # of the 46 hurt, 19 were burned badly and 27 slightly; 57 roofs, 33 in Brenn and 24 in Harn
    rf"(?P<head>^|.){{whole}}(?P<gap>{_G}(?:,|:|\s[-–—]|\s\(|\s(?:of\swh(?:om|ich)|to|with|counts|comprises"
    rf"|has))\s(?:of\swh(?:om|ich)\s)?)(?P<a>[a-z ]{{0,14}}?)"
    rf"{{one}}(?P<one_says>{_P}),?\s(?:and|while|but|against)\s(?P<b>[a-z ]{{0,24}}?){{two}}(?P<two_says>[^‹›;:(]*)$",
    # 46 (19 seriously, 27 slightly); 46, of whom seriously 19, slightly 27
    rf"(?P<head>^|.){{whole}}(?P<gap>{_G}\s?\()(?P<a>[a-z ]{{0,14}}?){{one}}(?P<one_says>[^‹›.;:(),]{{0,40}}?)"
    rf"(?:,|\sand|,\sand)\s(?P<b>[a-z ]{{0,24}}?){{two}}(?P<two_says>[^‹›;:(,)]*)\)",
    rf"(?P<head>^|.){{whole}}(?P<gap>{_G},?\sof\swh(?:om|ich)"
    rf"\s)(?P<a>[a-z ]{{0,14}}?){{one}}(?P<one_says>[^‹›.;:(),]{{0,40}}?)"
    rf",\s(?P<b>[a-z ]{{0,24}}?){{two}}(?P<two_says>[^‹›;:(,]*)$",
    rf"(?P<head>(?:\bof|\bout\sof|\bamong|\bfrom)\s[a-z\s]{{0,14}}?){{whole}}(?P<gap>{_G}\s)(?P<a>[a-z ]{{0,14}}?)"
    rf"{{one}}(?P<one_says>{_P}),?\s(?:and|while|but)\s(?P<b>[a-z ]{{0,24}}?){{two}}(?P<two_says>[^‹›;:(]*)$",
)


def pairs(line: Line) -> Iterator[Problem]:
    if len(line.figures) < 3 or line.zone is Zone.HEADLINE:
        return
    for form in _SPLIT:
        for m in found(form, line):
            whole, one, two = line[m["whole"]], line[m["one"]], line[m["two"]]
            if not _measured(whole, one, two) or _loose(m, line) or _listed_before(line, int(m["whole"])):
                continue
            says = m["a"] + m["one_says"], m["b"] + m["two_says"]
            if not (opposed(*says) or _alike(*says) or _alike(m["a"], m["b"])) or not _counts_them(line, m, (one, two)):
                continue
            problem = judged(whole, (one, two), sure=opposed(*says), all_told=False)
            if problem is not None:
                yield problem
                return


def _measured(whole: Figure, *parts: Figure) -> bool:
    """Plain figures of one measure, or counts."""
    figures = (whole, *parts)
    if any(f.q.bound is not Bound.EXACT or exactly(f.q) is None for f in figures):
        return False
    if any(f.claim is not None and f.claim.role in ("from", "to", "by") for f in figures):
        return False
    if all(counted(f.q) for f in figures):
        return True
    kinds = {(f.q.unit, f.q.unit_kind) for f in figures if f.q.unit_kind is not UnitKind.NONE}
    return len(kinds) == 1 and next(iter(kinds))[1] in (UnitKind.CURRENCY, UnitKind.AREA, UnitKind.MASS)


def _listed_before(line: Line, number: int) -> bool:
    """Does another figure stand before one, of which it may itself be a part?"""
    return any(f.q.unit_kind not in (UnitKind.PERCENT, UnitKind.AGE) for f in line.figures[:number])


def _loose(m: re.Match[str], line: Line) -> bool:
    """Is there a word such as "including", or one of another time, or do more figures follow?"""
    words = f"{m['head']} {m['gap']} {m['a']} {m['one_says']} {m['b']} {m['two_says']}"
    return (
        incomplete(words)
        or incomplete(line.coded[: m.start()][-60:])
        or quiet("other_times").search(words) is not None
        or quiet("overlapping").search(words) is not None
    )


_PREPOSITION = r"(?:in|on|at|from|to|for|by|with|against|into|off|near|aged|inside|outside)"


def _alike(one: str, two: str) -> bool:
    """Do both parts begin, or go on, with the same preposition: "33 in Brenn" and "24 in Harn"?"""
    a, b = (re.match(rf"\s?(?:[a-z]+\s){{0,3}}?(?P<p>{_PREPOSITION})\b", w) for w in (one, two))
    return a is not None and b is not None and a["p"] == b["p"]


def _counts_them(line: Line, m: re.Match[str], parts: Sequence[Figure]) -> bool:
    """Can the whole be a count of what the parts are?"""
    whole = line[m["whole"]]
    if not counted(whole.q):
        return True
    if whole.claim is None or whole.q.unit_kind is UnitKind.AGE:
        return False
    return not any(
        f.claim is not None and f.claim.classes and kinship(f.claim.classes, whole.claim.classes) is Kinship.APART
        for f in parts
    )


def one_slip(said: Decimal, real: Decimal) -> bool:
    """Are two figures the same but for one digit, or for two that changed places?"""
    a, b = plain(said) or "", plain(real) or ""
    if len(a) != len(b) or len(a.replace(".", "")) < 2:
        return False
    off = [n for n in range(len(a)) if a[n] != b[n]]
    if len(off) == 1:
        return True
    return len(off) == 2 and off[1] - off[0] == 1 and a[off[0]] == b[off[1]] and a[off[1]] == b[off[0]]


_FAR = Decimal("0.3")


def judged(whole: Figure, parts: Sequence[Figure], *, sure: bool, all_told: bool = True) -> Problem | None:
    """The problem of a whole that its parts miss narrowly, or by one wrong digit.

    ``all_told``: False where there may be others, so that parts below the whole need the wrong digit.
    """
    w, values = exactly(whole.q), [exactly(f.q) or Decimal(0) for f in parts]
    if not w or any(v >= w or v <= 0 for v in values):
        return None
    total = sum(values, Decimal(0))
    reach = [r for f in (whole, *parts) if (r := true_range(f.q)) is not None]
    slack = Decimal(0) if counted(whole.q) else sum((r[1] - r[0] for r in reach), Decimal(0)) / 2
    if abs(total - w) <= slack:
        return None
    scale = _scale(whole)
    slip = one_slip(w / scale, total / scale) and abs(total - w) <= w * _FAR
    if not slip and not (missed_narrowly(w, total) and (all_told or total > w)):
        return None
    working = " + ".join(f.text or plain(exactly(f.q)) or "" for f in parts) + f" = {shown(total)}"
    message = f"the parts add up to {shown(total)}, not {shown(w)}"
    return Problem("N113", (whole, *parts), message, working, 0.8 if sure else 0.7, sure=sure)


def _scale(figure: Figure) -> Decimal:
    """A million, where a figure shows millions: its digits are the ones that can be mistyped."""
    value, step = exactly(figure.q) or Decimal(0), figure.q.step or Decimal(1)
    return next((s for s in map(Decimal, (10**9, 10**6, 10**3)) if value >= s and step >= s / 100), Decimal(1))
