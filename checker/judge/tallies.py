"""Votes: "carried by six votes to three" in one article, "a 5-4 split" in another.

A tally is two figures that only mean something together, so none of them is compared alone. Two tallies of one story
that differ are held against each other where they are about one vote: the same number of votes in all, or much the
same words around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import chain

from checker import lexicon
from checker.alternatives import longest_of
from checker.expressions import expression
from checker.judge.arithmetic.figures import number_of
from checker.judge.opposed import held_against, passages, shared
from checker.model import Article, Bundle, Finding, Span
from checker.rarity import content_stems
from checker.record import record
from checker.text import fold

__all__ = ["Margin", "Tally", "judge", "margins", "tallies"]

_ONE_BODY, _ONE_SIDE = 0.3, 1.5
"""How much the passages must share where both count as many votes in all, and where only one side is the same."""
_MANY = 9
"""Votes from which one side is the same in two articles for a reason, where each tells of one vote alone."""
_FAR = 3
"""A margin so many times another one is of another vote."""


@record
class Tally:
    """A vote: those for it (or the more), those against, where it stands, and the stems of the passage.

    ``sole``: the article tells of no other vote with both its sides.
    """

    more: int
    fewer: int
    span: Span
    around: frozenset[str]
    sole: bool = False


@record
class Margin:
    """By how many votes one side was ahead, as an interval: "by fewer than 2,000 votes"."""

    least: Decimal
    most: Decimal
    said: str
    span: Span
    around: frozenset[str]
    sole: bool = False


_Told = Tally | Margin


def judge(bundle: Bundle) -> Iterator[Finding]:
    """One finding for every two articles whose tallies of one vote differ, or the margin of one from the other's."""
    told: dict[str, list[_Told]] = {}
    for name, article in bundle.articles.items():
        votes, apart = list(tallies(article)), list(margins(article))
        alone = len({frozenset((v.more, v.fewer)) for v in votes}) == 1
        found: list[_Told] = [replace(v, sole=alone) for v in votes]
        found += [replace(m, sole=len({(m.least, m.most) for m in apart}) == 1) for m in apart]
        if found:
            told[name] = found
    return held_against(bundle, told, _one_vote, _same, _said)


def _said(a: _Told, b: _Told) -> tuple[str, str]:
    one, other = (f"{x.more} to {x.fewer}" if isinstance(x, Tally) else f"a margin of {x.said}" for x in (a, b))
    return f"{one} in one, {other} in the other", "both give the two sides of a vote"


def _one_vote(a: _Told, b: _Told) -> bool:
    if isinstance(a, Margin) and isinstance(b, Margin):
        return False  # figures like any others
    common = shared((a.around & b.around) - _own_words())
    if isinstance(a, Tally) and isinstance(b, Tally):
        if {a.more, a.fewer} == {b.more, b.fewer}:
            return True
        if a.more + a.fewer == b.more + b.fewer:
            return common >= _ONE_BODY or (a.sole and b.sole)
        if not {a.more, a.fewer} & {b.more, b.fewer}:
            return False  # two chambers, or two votes
        return common >= _ONE_SIDE or (a.sole and b.sole and max(a.more, a.fewer) >= _MANY)
    vote, margin = _sides(a, b)
    apart = abs(vote.more - vote.fewer)
    if not apart or margin.most * _FAR < apart or margin.least > apart * _FAR:
        return False
    return common >= _ONE_SIDE or (vote.sole and margin.sole)


def _same(a: _Told, b: _Told) -> bool:
    if isinstance(a, Tally) and isinstance(b, Tally):
        return {a.more, a.fewer} == {b.more, b.fewer}
    if isinstance(a, Margin) and isinstance(b, Margin):
        return a.least <= b.most and b.least <= a.most
    vote, margin = _sides(a, b)
    return margin.least <= abs(vote.more - vote.fewer) <= margin.most


def _sides(a: _Told, b: _Told) -> tuple[Tally, Margin]:
    """Of a tally and a margin the tally first."""
    match a, b:
        case (Tally(), Margin()):
            return a, b
        case (Margin(), Tally()):
            return b, a
    raise TypeError("two of a kind")


@cache
def _own_words() -> frozenset[str]:
    """Stems of the words by which votes are told of: they link no two of them."""
    return frozenset(content_stems(" ".join(lexicon.words("tallies", "votes") | lexicon.words("tallies", "nouns"))))


def tallies(article: Article) -> Iterator[Tally]:
    """Every tally of an article, each once."""
    text = fold(article.text)
    if not _telling().search(text) and not _opposing().search(text):
        return
    seen: set[tuple[int, int, int]] = set()
    for one in _tallies(article, text):
        key = one.more, one.fewer, one.span.start // _APART
        if key not in seen:
            seen.add(key)
            yield one


_APART = 200
"""Characters within which two forms read one tally."""


def _tallies(article: Article, text: str) -> Iterator[Tally]:
    for span, around in passages(article):
        voted = _telling().search(text, span.start, span.end) is not None
        opposed = _opposing().search(text, span.start, span.end) is not None
        for pattern in (*(_patterns() if voted else ()), *(_backing() if opposed else ())):
            for m in pattern.finditer(text, span.start, span.end):
                yield from _read(m, around)
    for m in chain(_listed().finditer(text), _in_turn().finditer(text)):
        yield from _read(m, frozenset(content_stems(text[max(0, m.start() - _ABOVE) : m.start()])))


_ABOVE = 200
"""Characters above a table of votes that say what was voted on."""


def margins(article: Article) -> Iterator[Margin]:
    """Every margin of an article that is counted in votes."""
    text = fold(article.text)
    if "vot" not in text and "ballot" not in text:
        return
    for span, around in passages(article):
        for m in _margin().finditer(text, span.start, span.end):
            value = _value(m["n"] or m["of"] or m["ahead"])
            hedge = m["hedge"] or m["h2"] or m["h3"] or ""
            if value is None or not value or (m["of"] and not _telling().search(text, span.start, span.end)):
                continue
            words = " ".join(filter(None, (hedge, m["n"] or m["of"] or m["ahead"])))
            yield Margin(*_reach(value, hedge), words, Span(*m.span("said")), around)


def _value(words: str) -> Decimal | None:
    """The number of words: "sixteen", "1,204", "two thousand"."""
    number, _, scale = words.partition(" ")
    value = number_of(number)
    return value if value is None or not scale else value * (1000 if scale == "thousand" else 100)


def _reach(value: Decimal, hedge: str) -> tuple[Decimal, Decimal]:
    """The margins that words allow: "fewer than 2,000" none of 2,000 and more."""
    if hedge in lexicon.words("tallies", "below"):
        return value / _FAR, value - 1
    if hedge in lexicon.words("tallies", "above"):
        return value, value * _FAR
    step = Decimal(10) ** (len(str(int(value))) - len(str(int(value)).rstrip("0"))) if value >= _ROUND else Decimal(1)
    slack = max(value / 10, step / 2) if hedge else step / 2 if value >= _ROUND else Decimal(0)
    return value - slack, value + slack


_ROUND = 100
"""From here on a margin may be rounded."""


def _read(m: re.Match[str], around: frozenset[str]) -> Iterator[Tally]:
    more, fewer = number_of(m["more"]), number_of(m["fewer"])
    whole = number_of(m["whole"]) if m.groupdict().get("whole") else None
    if more is None or fewer is None or not more or more + fewer < _LEAST:
        return
    if whole is not None and more + fewer > whole:
        return  # "three" is no part of the nine
    yield Tally(int(more), int(fewer), Span(*m.span("said")), around)


_LEAST = 3


@cache
def _telling() -> re.Pattern[str]:
    words = {w for key in ("votes", "nouns", "voters", "ballots") for w in lexicon.words("tallies", key)}
    return expression(rf"\b(?:{'|'.join(sorted(words))})\b")


_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}|(?!(?:and|while|but|with|the|to)\b)[a-z]+(?:-[a-z]+)?)"

_ALONE = r"(?<!\bof\s)(?<!\bof\sthe\s)(?<!\bof\sits\s)(?<!\bof\stheir\s)"
"""Ahead of a side of a vote, which is no whole: of "six of the nine" only six is one."""


def _one_of(key: str) -> str:
    return longest_of(lexicon.words("tallies", key), r"\s")


@cache
def _listed() -> re.Pattern[str]:
    """ "In favour: 81", and below it "Against: 69"."""
    number = r"\d{1,3}(?:,\d{3})+|\d{1,3}"
    return expression(
        rf"(?:(?<=\n)|(?<=[|.;:(]\s)|\A){_one_of('ayes')}\s?[:|]?\s?(?P<said>(?P<more>{number})(?:\s?\([^()\n]{{1,12}}\))?"
        rf"\s{{0,2}}[\n,;|/.]\s{{0,3}}{_one_of('noes')}\s?[:|]?\s?(?P<fewer>{number}))(?![\w%]|[.,]\d)"
    )


@cache
def _in_turn() -> re.Pattern[str]:
    """ "Twenty-seven for the motion. Sixteen against.": each side has a sentence of its own."""
    were = r"\s(?:were\s|was\s)?"
    return expression(
        rf"\b(?P<said>(?P<more>{_NUMBER}){were}(?:for|in\sfavou?r)\b(?:\s[\w’'-]+){{0,4}}[.;]\s(?P<fewer>{_NUMBER}){were}against)\b"
    )


@cache
def _margin() -> re.Pattern[str]:
    hedges = rf"{_one_of('below')}|{_one_of('above')}|{_one_of('roughly')}"
    hedge, h2, h3 = (rf"(?:(?P<{k}>{hedges})\s)?(?:only\s|just\s|a\smere\s)?" for k in ("hedge", "h2", "h3"))
    units, nouns = _one_of("units"), _one_of("margins")
    number = rf"{_NUMBER}(?:\s(?:hundred|thousand)\b)?"
    no_tally = r"\b(?!\s(?:to|against|for)\b|\s\d)"
    no_share = r"(?![\w%-]|[.,]\d|\s(?:percent|per\scent|points?|seats?)\b)"
    return expression(
        rf"\b(?P<said>by\s(?:(?:a|the)\s{nouns}\sof\s)?{hedge}(?P<n>{number})\s{units}{no_tally}"
        rf"|{nouns}\s(?:of|was|is)\s{h2}(?P<of>{number}){no_share}"
        rf"|{h3}(?P<ahead>{number})(?:\s{units}\s{_one_of('deciding')}|-{_one_of('unit')}\s{nouns})\b)"
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    number, words = _NUMBER, r"(?:\s[\w’'-]+)"
    more, fewer = rf"{_ALONE}(?P<more>{number})", rf"(?P<fewer>{number})"
    nouns = "|".join(sorted(lexicon.words("tallies", "nouns")))
    verbs = "|".join(sorted(lexicon.words("tallies", "verbs")))
    voters = "|".join(sorted(lexicon.words("tallies", "voters")))
    yes, no = ("|".join(p.replace(" ", r"\s") for p in sorted(lexicon.words("tallies", k))) for k in ("for", "against"))
    stop = r"(?![\w%]|[-,.–]\d|\s(?:percent|per\scent|million|billion|years?|months?|days?))"
    return (
        # "carried by six votes to three", "voted 214 to 198", "passed 214-198"
        expression(
            rf"\b(?:(?:{verbs}){words}{{0,4}}?\s(?:by\s|in\sa\s)?|by\s(?:a\s(?:vote|margin)\sof\s)?)"
            rf"(?P<said>{more}(?:\s(?:votes?|{voters}))?(?:\sto\s|\s?[-–]\s?){fewer}){stop}"
        ),
        # "a 5-4 split", "in a six-to-three ruling"
        expression(
            rf"\b(?P<said>(?P<more>\d{{1,3}}|[a-z]+)(?:-to-|\sto\s|\s?[-–]\s?)(?P<fewer>\d{{1,3}}|[a-z]+)\s(?:{nouns}))\b"
        ),
        # "six of the nine members voted for the loan and three against it", "21 in favour and 14 against"
        expression(
            rf"\b(?P<said>{more}(?:\sof\s(?:the|its|their)\s(?P<whole>{number}))?"
            rf"(?:{words}{{0,6}}?\s(?:voted|were))?\s(?:{yes})\b"
            rf"[^.;‹›()]{{0,60}}?(?:,|\band|\bwhile|\bwith|;)\s{fewer}{words}{{0,3}}?\s(?:{no}))\b"
        ),
        # "shown the door by its own councillors, 27-18"
        expression(rf"\b(?:{voters}),\s(?P<said>(?P<more>\d{{1,3}})[-–](?P<fewer>\d{{1,3}})){stop}(?![-–]\d)"),
        # "27 ayes and 18 noes"
        expression(
            rf"\b(?P<said>{more}\s(?:ayes|yeas|yes\svotes)\s?(?:,|and|to|against)?\s{fewer}\s(?:noes|nays|no\svotes))\b"
        ),
    )


@cache
def _opposing() -> re.Pattern[str]:
    return expression(rf"\b{_one_of('opposing')}\b")


@cache
def _backing() -> tuple[re.Pattern[str], ...]:
    """Votes told by what each side did."""
    words, units = r"(?:\s[\w’'-]+)", _one_of("units")
    more, fewer = rf"{_ALONE}(?P<more>{_NUMBER})", rf"(?P<fewer>{_NUMBER})"
    return (
        # "five directors backed the plan and four wanted none of it"
        expression(
            rf"\b(?P<said>{more}{words}{{0,8}}?\s{_one_of('backing')}\b[^.;‹›()]{{0,60}}?(?:,|\band|\bwhile|\bbut|;)\s"
            rf"(?:the\sother\s)?{fewer}{words}{{0,3}}?\s{_one_of('opposing')})\b"
        ),
        # "with 4,187 against 3,931", "by 1,412 voices against 986"
        expression(
            rf"\b(?:by|with)\s(?P<said>{more}(?:\s{units})?\sagainst\s{fewer})(?![\w%]|[-,.–]\d|\s(?:percent|million|billion)\b)"
        ),
    )
