"""Figures of one article that must fit together: shares, changes, sums, conversions, differences, lists, repeats.

Each check looks at figures that one sentence (or a sentence and the one before it) ties together by its words, and
keeps quiet unless every reading of them fails. The checks stand in modules of their own, by idea; the words they
look for in ``lexicons/en/arithmetic.toml``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from checker import lexicon
from checker.judge.arithmetic.accounts import accounts
from checker.judge.arithmetic.additions import additions
from checker.judge.arithmetic.ages import ages, lived
from checker.judge.arithmetic.amounts import amounts
from checker.judge.arithmetic.changes import changes
from checker.judge.arithmetic.compared import compared
from checker.judge.arithmetic.conversions import conversions
from checker.judge.arithmetic.differences import balances, differences, products
from checker.judge.arithmetic.durations import durations
from checker.judge.arithmetic.eras import eras
from checker.judge.arithmetic.figures import Line, Problem, line
from checker.judge.arithmetic.followups import followups
from checker.judge.arithmetic.fractions import fractions
from checker.judge.arithmetic.gaps import gaps
from checker.judge.arithmetic.halves import halves
from checker.judge.arithmetic.lapses import lapses
from checker.judge.arithmetic.ledgers import ledgers
from checker.judge.arithmetic.left import left
from checker.judge.arithmetic.lists import lists
from checker.judge.arithmetic.lives import lives
from checker.judge.arithmetic.margins import margins
from checker.judge.arithmetic.means import means
from checker.judge.arithmetic.moved import moved
from checker.judge.arithmetic.multiplied import multiplied
from checker.judge.arithmetic.paces import paces
from checker.judge.arithmetic.pairs import pairs
from checker.judge.arithmetic.portions import portions
from checker.judge.arithmetic.quota import quota
from checker.judge.arithmetic.rankings import rankings
from checker.judge.arithmetic.rates import rates
from checker.judge.arithmetic.redated import redated
from checker.judge.arithmetic.remainders import remainders
from checker.judge.arithmetic.repeats import repeats
from checker.judge.arithmetic.retold import retold
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.series import series
from checker.judge.arithmetic.shares import parts, shares
from checker.judge.arithmetic.slips import slips
from checker.judge.arithmetic.spread import spread
from checker.judge.arithmetic.sums import has_a_rest, sums
from checker.judge.arithmetic.totalled import totalled
from checker.judge.arithmetic.triads import triads
from checker.judge.arithmetic.units import units
from checker.judge.arithmetic.votes import votes
from checker.judge.arithmetic.wholes import wholes
from checker.judge.arithmetic.years import years
from checker.judge.rulebook import evidence, finding, place
from checker.model import Article, Bundle, Claim, Finding, Kind, Level, Span, quantity

__all__ = ["contradictions", "scripts_of"]


def scripts_of(bundle: Bundle) -> Mapping[str, Script]:
    """The articles of a bundle as the sentences that the checks read."""
    numbers, taken = _by_article(bundle, Kind.NUMBER), _taken(bundle)
    return {
        name: Script(article, [c for c in numbers[name] if _adds(c)], taken.get(name, {}))
        for name, article in bundle.articles.items()
    }


def _adds(claim: Claim) -> bool:
    """Is there anything to add? "Nobody" is no figure that is."""
    return claim.mention.parts.get("shape") != "zero"


def contradictions(bundle: Bundle, scripts: Mapping[str, Script]) -> list[Finding]:
    """Every article of a bundle by itself."""
    numbers, names, dates = (_by_article(bundle, kind) for kind in (Kind.NUMBER, Kind.NAME, Kind.DATE))
    taken = _taken(bundle)
    out = []
    for name, article in bundle.articles.items():
        spans = taken.get(name, {})
        claims = [c for c in numbers[name] if _adds(c)]
        script = scripts[name]
        found = (
            *remainders(script),
            *followups(script),
            *([*durations(script)] or lapses(script, dates[name])),
            *redated(script, dates[name]),
            *years(script),
            *fractions(script),
            *lives(script),
            *series(script),
            *ledgers(article),
            *_by_sentence(claims, spans),
            *repeats(claims, names[name], article.text),
            *units(claims),
        )
        out += [_finding(bundle, problem, article) for problem in (*found, *_apart(script, found))]
    return out


def _by_article(bundle: Bundle, kind: Kind) -> Mapping[str, list[Claim]]:
    out: dict[str, list[Claim]] = defaultdict(list)
    for claim in bundle.claims.get(kind, ()):
        out[claim.article].append(claim)
    return out


def _apart(script: Script, known: Sequence[Problem]) -> Iterator[Problem]:
    """What figures that stand apart say against each other, where no check above has a say on all of them."""
    said = {claim.mention.span for problem in known for claim in problem.claims}
    near = portions, rates, multiplied, margins, totalled, left, wholes, slips, ages
    far = eras, means, spread, moved, quota, gaps, paces, accounts, retold, triads, lived, rankings
    for check_of in (*near, *far):
        for problem in check_of(script):
            spans = {claim.mention.span for claim in problem.claims}
            if not spans or not spans <= said:
                said |= spans
                yield problem


def _taken(bundle: Bundle) -> Mapping[str, Mapping[int, list[Span]]]:
    """Spans of dates and names by article and sentence: no figure is to be read out of them."""
    out: dict[str, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for kind in (Kind.DATE, Kind.NAME):
        for claim in bundle.claims.get(kind, ()):
            out[claim.article][claim.sentence.start].append(claim.mention.span)
    return out


def _by_sentence(claims: Sequence[Claim], taken: Mapping[int, Sequence[Span]]) -> Iterator[Problem]:
    sentences: dict[int, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: c.mention.span):
        sentences.setdefault(claim.sentence.start, []).append(claim)
    lines = [line(group, taken.get(start, ())) for start, group in sentences.items()]
    for at in range(len(lines)):
        yield from _of_line(lines, at)


def _of_line(lines: Sequence[Line], at: int) -> Iterator[Problem]:
    """What one sentence says against itself; one problem a figure, the surest check first."""
    here, before = lines[at], lines[at - 1] if at else None
    said: set[int] = set()
    for found in _checks(here, before, lines, at):
        for problem in found:
            spans = {id(f.claim) for f in problem.figures if f.claim is not None}
            if spans and not spans <= said:
                said |= spans
                yield replace(problem, places=(*problem.places, *_bare(problem, (here, before))))


def _checks(here: Line, before: Line | None, lines: Sequence[Line], at: int) -> Sequence[Iterator[Problem]]:
    if len(here.figures) < 2:  # most sentences: what the other checks hold against each other are two figures
        return shares(here, before), lists(here)
    listed = () if has_a_rest(lines, at) else (pairs(here), additions(here, before))
    return (
        parts(here),
        conversions(here),
        changes(here),
        shares(here, before),
        differences(here),
        balances(here),
        compared(here, before),
        products(here),
        sums(lines, at),
        halves(here),
        *listed,
        amounts(here),
        votes(here),
        lists(here),
    )


def _bare(problem: Problem, lines: Sequence[Line | None]) -> Iterator[Span]:
    """Where the figures of a problem stand that the extractor passed over."""
    for told in filter(None, lines):
        for figure in told.figures:
            if figure.claim is None and any(f is figure for f in problem.figures):
                yield Span(told.start + figure.span.start, told.start + figure.span.end)


def _finding(bundle: Bundle, p: Problem, article: Article) -> Finding:
    claims, places = p.claims, [place(article, span) for span in p.places]
    return finding(
        p.code,
        evidence=[*(evidence(c) for c in claims), *places],
        fact=_largest(claims).mention.text if claims else places[0].value,
        story=bundle.story.id,
        message=p.message,
        confidence=p.confidence,
        level=Level.ERROR if p.sure else Level.WARNING,
        working=[p.working],
        considered=[p.considered],
        advice=lexicon.mapping("arithmetic", "advice").get(p.code, ""),
    )


def _largest(claims: Sequence[Claim]) -> Claim:
    """The figure that the others are to be measured against: the whole, the new level."""

    def size(claim: Claim) -> Decimal:
        q = quantity(claim)
        return abs(q.low or q.high or Decimal(0))

    return max(claims, key=size)
