"""Shares side by side: shares of one vote that add up to more than all of it, leads that are not the distance, and a
share that is said twice ("more than half, 43 percent,").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.expressions import expression
from checker.judge.arithmetic.figures import Figure, Line, Problem, exactly, found, quiet, shown
from checker.judge.arithmetic.shares import fits, percent_of
from checker.model import Bound, UnitKind, plain

__all__ = ["votes"]


def votes(line: Line) -> Iterator[Problem]:
    if any(percent_of(f.q) is not None for f in line.figures):
        yield from _said_twice(line)
        yield from _leads(line)
        yield from _more_than_all(line)


# -- "two thirds of them, 48 percent, ..." ---------------------------------------------------------------------------

_TWICE = (
    r"{one}{words8}(?:,\s(?:or\s)?|\s[-–—]+\s(?:or\s)?|\s\((?:or\s)?){hedge}{two}"
    r"(?=\)|\s[-–—]|[,.;](?!\s(?:and\s|or\s)?(?:{hedge})‹))"
)
_LISTED = expression(r"‹\d+›[^‹›]{0,60}(?:,|\sand|;)\s(?:\S+\s){0,3}$")


def _said_twice(line: Line) -> Iterator[Problem]:
    for m in found(_TWICE, line):
        one, two = line[m["one"]], line[m["two"]]
        first, second = percent_of(one.q), percent_of(two.q)
        if first is None or second is None or one.q.unit_kind is not UnitKind.RATIO or two.q.unit != "percentage":
            continue
        step = two.q.step or Decimal(1)
        loose = step if two.q.bound is Bound.EXACT else max(step, second / 10)
        if fits(one.q, first, second - loose, second + loose) or _LISTED.search(line.coded[: m.start()]):
            continue
        message = f"“{one.text}” is {shown(first)} percent, not {shown(second)}"
        yield Problem("N111", (one, two), message, f"{one.text} = {shown(first)}%", 0.8)


# -- "48 percent backed her and 41 percent her rival, a lead of nine points" -----------------------------------------

_LEADS = (
    r"{one}{words8},?\s(?:and|to|against|over|ahead\sof|compared\s(?:with|to)){words5}\s{hedge}{two}{words6},\s"
    r"(?:giving\s\w+\s|for\s)?an?\s{words2}\s?(?:lead|margin|gap|difference|edge|advantage)\sof\s{gap}"
    r"\s?(?:percentage\s|percent\s)?(?:points?)?(?=[,.;)]|$)"
)


def _leads(line: Line) -> Iterator[Problem]:
    for m in found(_LEADS, line, " lead ", " margin ", " gap ", " difference ", " edge ", " advantage "):
        one, two, gap = line[m["one"]], line[m["two"]], line[m["gap"]]
        a, b, said = exactly(one.q), exactly(two.q), exactly(gap.q)
        if a is None or b is None or said is None or {one.q.unit, two.q.unit} != {"percentage"}:
            continue
        if gap.q.unit not in ("point", "percentage point", "percentage") or gap.q.bound is not Bound.EXACT:
            continue
        slack = sum((f.q.step or Decimal(1) for f in (one, two)), Decimal(0)) / 2
        if abs(abs(a - b) - said) > slack:
            real = plain(abs(a - b))
            message = f"{plain(a)} and {plain(b)} percent lie {real} points apart, not {plain(said)}"
            yield Problem("N117", (one, two, gap), message, f"|{plain(a)} - {plain(b)}| = {real}", 0.85, sure=True)


# -- "52 percent of the vote, ahead of Vanderlo with 31 and Quill with 24 percent" -----------------------------------

_OF_THE_VOTE = expression(r"^\sof\s(?:all\s)?(?:the\s)?(?:total\s|valid\s)?(?:votes?|ballots?)\b")
_ENDS = expression(r"^(?:\s(?:of\s(?:the\s)?(?:votes?|ballots?))?|\sfor\s[^‹›,;]{0,40})?(?:[,.;)]|\sand\b|$)")
_WITH = expression(r"\b(?:with|on|took|got|won|had|received|polled|secured|gained|captured|garnered)\s(?:\w+\s)?$")


_ROUND = expression(r"^(?:in|after)\sthe\s(?:first|second|last|final|third)\s(?:round|runoff|run-off),?\s")


def _more_than_all(line: Line) -> Iterator[Problem]:
    """Every percentage of the sentence is the share of one contender, and there are votes for no more than one each."""
    signs = [n for n, f in enumerate(line.figures) if f.q.unit == "percentage" or _elliptic(line, n)]
    shares, sides = [line.figures[n] for n in signs], [_around(line, n) for n in signs]
    if len(shares) < 2 or not any(_OF_THE_VOTE.match(behind) for _, behind in sides):
        return
    if any(_not_a_contender(line, f, *side) for f, side in zip(shares, sides, strict=True)) or _other_votes(line):
        return
    values = [exactly(f.q) or Decimal(0) for f in shares]
    loose = sum((f.q.step or Decimal(1) for f in shares), Decimal(0)) / 2
    total = sum(values, Decimal(0))
    if total <= 100 + loose:
        return
    told = " + ".join(plain(v) or "" for v in values)
    message = f"the shares add up to {plain(total)} percent of the vote"
    yield Problem("N113", tuple(shares), message, f"{told} = {plain(total)}", 0.85, sure=True)


def _elliptic(line: Line, number: int) -> bool:
    """ "Lund 33" between two percentages: a bare number right behind a name, in a list."""
    around = line.figures[number - 1 : number + 2] if number else ()
    if len(around) < 3 or around[1].q.unit_kind is not UnitKind.NONE or around[1].claim is not None:
        return False
    before, behind = _around(line, number)
    named = line.text[: around[1].span.start].rstrip().rsplit(" ", 1)[-1][:1].isupper()
    percents = all(f.q.unit == "percentage" for f in (around[0], around[2]))
    return percents and named and len(before.split()) <= 4 and re.match(r",|\sand\b", behind) is not None


def _around(line: Line, number: int) -> tuple[str, str]:
    before, behind = line.coded.split(f"‹{number}›", 1)
    return before.rsplit("›", 1)[-1], behind.split("‹", 1)[0]


def _not_a_contender(line: Line, figure: Figure, before: str, behind: str) -> bool:
    """Anything but "Vanderlo with 31 percent", "won 52 percent of the vote" or "Quill 24 percent"."""
    if figure.q.bound not in (Bound.EXACT, Bound.ABOUT):
        return True
    if figure.claim is None and figure.q.unit_kind is UnitKind.NONE:
        return False  # one that is told between two others
    if figure.claim is None or figure.claim.role in ("from", "by"):
        return True
    ended = _OF_THE_VOTE.match(behind) or _ENDS.match(behind)
    named = line.text[: figure.span.start].rstrip().rsplit(" ", 1)[-1][:1].isupper()
    return ended is None or not (named or _WITH.search(before))


def _other_votes(line: Line) -> bool:
    """Does the sentence speak of other rounds, places, years or groups of voters?"""
    return quiet("votes").search(_ROUND.sub("", line.coded)) is not None
