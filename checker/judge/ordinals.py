"""The how-manyth: "the fourth woman to win it" in one article, "the third woman to take it home" in another.

An ordinal counts what came before, so two of them for one thing cannot both be right. Most ordinals do something else:
they name a thing among its like ("the second round", "the third floor"), or they tell a run of events one by one. Only
those are compared that a frame makes counts ("to win", "in ten years", "this season", "his third title"), where each
article has one such count of the noun and the sentences share what they are about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from checker import lexicon, taxonomy
from checker.expressions import expression
from checker.judge.opposed import held_against, passages, shared
from checker.model import Article, Bundle, Finding, Span
from checker.rarity import content_stems, rarity, stem
from checker.record import record

__all__ = ["Ordinal", "judge", "ordinals"]

_SHARED = 1.0
"""How much two sentences must share with the sentences before them; a rare word counts 1."""
_INSIDE = ("in", "within", "the", "last", "past")
"""Words that say no more of a period: "within ten years", "in the last ten years"."""


@record
class Ordinal:
    """A count by ordinal: its value, the stem of what is counted, what else tells it from another count.

    ``framed``: the words behind it say over what it counts; otherwise it has an owner only ("his third title").
    ``around``: the stems of its sentence and the one before.
    """

    value: int
    noun: str
    qualified: frozenset[str]
    period: str
    span: Span
    framed: bool
    around: frozenset[str]


def judge(bundle: Bundle) -> Iterator[Finding]:
    """One finding for every two articles whose counts of one thing differ."""
    told = {name: _counts(article) for name, article in bundle.articles.items() if _may_count(article.text)}
    return held_against(bundle, told, _one_count, lambda x, y: x.value == y.value, _said)


def _said(a: Ordinal, b: Ordinal) -> tuple[str, str]:
    common = ", ".join(sorted(a.around & b.around, key=lambda w: (-rarity(w), w))[:6])
    message = f"number {a.value} of its kind in one, number {b.value} in the other"
    return message, f"both count by the ordinal, and speak of {common}"


def _one_count(a: Ordinal, b: Ordinal) -> bool:
    """Do two ordinals count one thing, over one time, in passages about the same?"""
    if a.noun != b.noun and not taxonomy.senses(a.noun) & taxonomy.senses(b.noun):
        return False
    if (a.qualified, a.period, a.framed) != (b.qualified, b.period, b.framed):
        return False
    return shared((a.around & b.around) - {a.noun, b.noun} - _stems_of(a.period)) >= _SHARED


@cache
def _stems_of(text: str) -> frozenset[str]:
    return frozenset(content_stems(text))


def _counts(article: Article) -> list[Ordinal]:
    """The ordinals of an article that count, but for nouns that it tells one by one ("his first, his second")."""
    out = list(ordinals(article))
    told: dict[str, set[int]] = defaultdict(set)
    for one in out:
        told[one.noun].add(one.value)
    return [one for one in out if len(told[one.noun]) == 1]


def ordinals(article: Article) -> Iterator[Ordinal]:
    """Every ordinal of an article that counts its noun."""
    text = article.text
    for span, around in passages(article):
        for m in _count().finditer(text, span.start, span.end):
            yield from _read(m, around)


def _read(m: re.Match[str], around: frozenset[str]) -> Iterator[Ordinal]:
    value = _value(m["ordinal"])
    phrase = m["phrase"].split()
    noun = phrase[-1].lower()
    if value is None or stem(noun) in _sequences():
        return
    owned = m["lead"] is not None and m["lead"].strip().lower() not in ("the", "a", "an")
    period = " ".join(w for w in (m["period"] or "").lower().split() if w not in _INSIDE)
    if value == 1 and period.startswith("since "):
        return  # "for the first time since 1987": it had happened before
    row = bool(_rows() & {w.lower() for w in phrase[:-1]})
    framed = bool(period or m["to"] or row)
    if not framed and (noun == "time" or value == 1 or not (owned or m["copula"])):
        return
    start = m.start("lead") if m["lead"] and not owned else m.start("ordinal")
    qualified = frozenset(content_stems(" ".join(phrase[:-1])))
    yield Ordinal(value, stem(noun), qualified, period, Span(start, m.end("phrase")), framed, around)


def _value(words: str) -> int | None:
    low = words.lower()
    if low[:1].isdigit():
        return int(re.match(r"\d+", low).group())  # type: ignore[union-attr]  # the pattern begins with digits
    known = lexicon.mapping("dates", "ordinal").get(low)
    return int(known) if known is not None else None


@cache
def _rows() -> frozenset[str]:
    return lexicon.words("ordinals", "rows")


@cache
def _sequences() -> frozenset[str]:
    return frozenset(stem(w) for w in lexicon.words("ordinals", "sequences"))


@cache
def _any_ordinal() -> str:
    spelled = "|".join(sorted((re.escape(w) for w in lexicon.mapping("dates", "ordinal")), key=lambda w: (-len(w), w)))
    return rf"(?:{spelled}|\d{{1,3}}(?:st|nd|rd|th))"


@cache
def _may() -> re.Pattern[str]:
    return expression(rf"\b{_any_ordinal()}\b", re.I)


def _may_count(text: str) -> bool:
    return _may().search(text) is not None


@cache
def _count() -> re.Pattern[str]:
    """The words before an ordinal, its noun phrase up to what closes it, and what makes it a count."""
    closing = "|".join(sorted(lexicon.words("ordinals", "closing")))
    said = sorted(lexicon.words("ordinals", "periods"), key=lambda p: (-len(p), p))
    periods = "|".join(p.replace(" ", r"\s+") for p in said)
    units = "|".join(sorted(lexicon.words("ordinals", "units")))
    copulas = "|".join(sorted(lexicon.words("ordinals", "copulas")))
    return expression(
        rf"(?P<copula>\b(?i:{copulas})\s+(?:only\s+|just\s+)?)?"
        rf"(?P<lead>\b(?i:the|an?|his|her|its|their|our|my|your)\s+(?:only\s+)?|\w[’']s\s+|s[’']\s+)?"
        rf"\b(?P<ordinal>(?i:{_any_ordinal()}))\s+"
        rf"(?P<phrase>(?:[a-z]+(?:-[a-z]+)?\s+){{0,2}}?[a-z]+(?:-[a-z]+)?)"
        rf"(?=[.,;:!?)”\"—–]|\s[—–-]|\s+(?:{closing})\b|\s+[A-Z]|\s*$)"
        rf"(?P<to>\s+to\s+[a-z]+)?"
        rf"(?:\s+(?:at|in|of|for|on|by)\s+(?:the\s+)?[A-Z][\w’'-]+){{0,2}}"
        rf"(?P<period>\s+(?:{periods}|(?:in|within)\s+(?:the\s+)?(?:last\s+|past\s+)?(?:\w+\s+){{0,2}}(?:{units})\b|since\s+\w+))?"
    )
