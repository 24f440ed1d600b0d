"""One event with two dates: told with its day once, and named again, as something known, with another day.

"She resigned on 4 March. ... Since her resignation on 14 March ..."; "the roof fell in on 7 August ... the afternoon of
the disaster, 9 August"; "was stabbed on 11 July. ... the evening of 21 July, when he was attacked". The second mention
must speak of an event that the reader knows: with "the" or "his", as the day of something, in a clause that says when.
What may happen twice (a hearing, a match) needs a comma or words of its own that both mentions have.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic.figures import Problem, quiet
from checker.judge.arithmetic.script import Script
from checker.model import Claim, Zone, when
from checker.rarity import content_stems, stem
from checker.record import record
from checker.taxonomy import senses

__all__ = ["redated"]

_MOST = 12
"""Dates of an article: with more of them, some two always look like one."""
_PARTS = r"(?:(?:early|late|small|same)\s)?(?:day|date|night|evening|morning|afternoon|weekend|hours|moment)"
_DETERMINED = expression(
    r"\b(?:the|his|her|its|their|our|that|this|whose|[a-z]+'s?)\s(?P<own>(?:[a-z'-]+\s){0,4}?)(?P<noun>[a-z'-]+)$"
)
_COMPOUND = expression(rf"\b(?P<own>)(?P<noun>[a-z-]+)\s{_PARTS}$")
_THE_DAY = expression(
    rf"\bthe\s{_PARTS}\s(?:that\s|when\s|on\swhich\s)?(?P<clause>(?:he|she|it|they|the|[a-z]+)\s[^,;:.]{{4,60}})$"
)
_LINK = expression(r"(?P<pause>,|:|\s\(|\s-)?(?:\s(?:namely|that\sis|i\.e\.|dated|held|on|of|in|the))*,?\s?\(?$")
_BEHIND_OF = expression(
    rf",?\s(?:which\swas\s)?(?:the\s)?{_PARTS}\sof\s(?:the|his|her|its|their)\s(?P<noun>(?:[a-z'-]+\s?){{1,4}})"
)
_BEHIND_WHEN = expression(
    r",\s(?:when|on\swhich|the\s(?:day|night|evening|morning|afternoon)\s(?:that|when|on\swhich)?)\s?(?P<clause>[^,;.]{6,80})"
)
_SINCE = expression(
    r"\b(?:since|after|before|until|when|once|as\ssoon\sas|because|who|which|that)\s"
    r"(?P<clause>[^,;:.]{6,90}?)\s(?:on|by|at|in)\s(?:the\s)?$"
)


@record
class _Again:
    """An event as it is named again: its stems, whether a pause sets the date off, whether it is one by its nature."""

    claim: Claim
    stems: frozenset[str]
    loose: bool
    generic: bool = False


def redated(script: Script, claims: Sequence[Claim]) -> Iterator[Problem]:
    """One problem an article. ``claims``: its dates."""
    days = [c for c in sorted(claims, key=lambda c: c.mention.span) if _dated(c)]
    if len({_day(c) for c in days}) < 2 or len(days) > _MOST:
        return
    for again in days:
        if quiet("another_day").search(_sentence(script, again)):
            continue
        told = (_first(script, days, named) for named in _named(script, again))
        first = next(filter(None, told), None)
        if first is not None:
            message = f"{first.mention.text} for one and the same event, {again.mention.text} here"
            spans = tuple(sorted((first.mention.span, again.mention.span)))
            yield Problem("D107", (), message, f"{_day(first)} / {_day(again)}", 0.75, places=spans)
            return


def _dated(claim: Claim) -> bool:
    """Is a date a day of a month, told in so many words?"""
    value = when(claim)
    return claim.zone is not Zone.HEADLINE and {"month", "day"} <= set(value.stated)


def _day(claim: Claim) -> tuple[int, int]:
    stated = when(claim).stated
    return int(stated["month"]), int(stated["day"])


def _sentence(script: Script, claim: Claim) -> str:
    return script.text[claim.sentence.start : claim.sentence.end]


# -- how an event is named again -------------------------------------------------------------------------------------


def _named(script: Script, claim: Claim) -> Iterator[_Again]:
    """Every way in which the words around a date may name an event that is known."""
    span = claim.mention.span
    head = re.sub(r"\s+", " ", script.text[max(claim.sentence.start, span.start - 110) : span.start])
    tail = re.sub(r"\s+", " ", script.text[span.end : min(claim.sentence.end, span.end + 110)])
    inside = re.match(rf"(?:the\s)?{_PARTS}\sof\s", script.text[span.start : span.end])
    for form in (_BEHIND_OF, _BEHIND_WHEN):
        m = form.match(tail)
        if m is not None:
            yield from _again(claim, m.groupdict().get("noun") or m.groupdict().get("clause") or "", loose=True)
    link = _LINK.search(head)
    words = head[: link.start()] if link is not None else head
    pause = link is not None and link["pause"] is not None and inside is None
    day = _THE_DAY.search(words)
    if day is not None:
        yield from _again(claim, day["clause"], loose=True)
        return
    compound = _COMPOUND.search(words)
    m = compound or _DETERMINED.search(words)
    if m is not None and inside is None and m["noun"] not in lexicon.words("arithmetic", "redated.no_event"):
        noun = m["noun"]
        own = {stem(w) for w in m["own"].split()} & {*content_stems(m["own"])}
        if {*m["own"].split()} & lexicon.words("arithmetic", "redated.several"):
            return
        owned = re.match(r"(?:his|her|its|their|whose|[a-z]+'s?)\s", m.group()) is not None
        once = compound is not None or owned or noun in lexicon.words("arithmetic", "redated.once") or bool(own)
        if pause or (once and not _PERIOD.search(words)):
            yield from _again(claim, noun, loose=pause or owned or compound is not None, more=own)
    m = _SINCE.search(head)
    if m is not None:
        yield from _again(claim, m["clause"], loose=False)


_PERIOD = expression(r"\b(?:until|till|from|between|to)\s[^,;]{0,30}$")


def _again(claim: Claim, words: str, *, loose: bool, more: Iterable[str] = ()) -> Iterator[_Again]:
    stems = {*content_stems(words)}
    generic = bool({*words.split()} & lexicon.words("arithmetic", "redated.generic"))
    if stems:
        yield _Again(claim, frozenset({*stems, *more}), loose, generic)


# -- the day that was told before ------------------------------------------------------------------------------------


def _first(script: Script, days: Sequence[Claim], named: _Again) -> Claim | None:
    """The one other day that the article gives to the event; None where it gives the day named, too."""
    again = named.claim
    only = named.loose and len({_day(c) for c in days}) <= 3
    found = []
    for other in days:
        if other.sentence.start >= again.sentence.start:
            continue
        if not _of_event(script, other, named) and not (only and _all_but_named(script, other, named)):
            continue
        if _day(other) == _day(again):
            return None
        found.append(other)
    if len({_day(c) for c in found}) != 1:
        return None
    first = found[0]
    if quiet("another_day").search(_sentence(script, first)) or not _slip(_day(first), _day(again)):
        return None
    return first


def _all_but_named(script: Script, other: Claim, named: _Again) -> bool:
    """Is the event told of in the sentence of a date that differs by a digit, or in the one before? "Accused of burning
    down a shop. ... pushed a lit rag through the door on 2 June. ... The night of the fire, 2 July".
    """
    number = script.at(other.sentence.start)
    words = " ".join(script.words(n) for n in range(max(0, number - 1), number + 1))
    return _digit(_day(other), _day(named.claim)) and any(map(_happens, _shared(named, words)))


def _of_event(script: Script, other: Claim, named: _Again) -> bool:
    """Is a date that of the event, by the words of its clause?"""
    span, sentence = other.mention.span, other.sentence
    head = script.text[max(sentence.start, span.start - 120) : span.start]
    tail = script.text[span.end : min(sentence.end, span.end + 60)]
    head, tail = re.split(r"[;:]|\.\s", head)[-1], re.split(r"[;:,]", tail)[0]
    if named.generic and named.loose and other.verb:
        return True
    shared = _shared(named, _ASIDE.split(head)[-1] + " " + tail)
    verb = any(_kin(stem(word), one) for word in (other.verb or "").split() for one in shared)
    happened = verb or any(_happens(one) for one in shared)
    return happened and (named.loose or verb or len(shared) > 1)


def _happens(one: str) -> bool:
    """Does a stem name something that happens?"""
    return any(name.startswith("event ") for name in senses(one))


def _shared(named: _Again, words: str) -> set[str]:
    """Which stems of an event as it is named again are told by some words, too?"""
    stems = {*content_stems(" ".join(w for w in _WORD.findall(words) if len(w) > 3))}
    return {one for one in named.stems if any(_kin(one, word) for word in stems)}


_WORD = expression(r"[a-z][a-z'-]+")


_ASIDE = expression(r"\b(?:after|before|since|following|ahead\sof|until|because\sof|over|about|later|when)\b")


def _kin(one: str, other: str) -> bool:
    """Do two stems name one event: the same, of one root, or of one class of events?"""
    if one == other:
        return True
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    if common >= 5 and common * 3 >= min(len(one), len(other)) * 2:
        return True
    return any(name.startswith("event ") and name[6:] not in _weak() for name in senses(one) & senses(other))


@cache
def _weak() -> frozenset[str]:
    return lexicon.words("events", "weak")


def _slip(one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Do two days differ as by a slip: in the day alone, or in the month alone, be it from the last day to the last?"""
    ends = one[0] != two[0] and all(monthrange(2001, month)[1] == day for month, day in (one, two))
    return ends or (one[0] == two[0]) != (one[1] == two[1])


def _digit(one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Is a slip one of a single digit: the tens of the day, or the month before or after?"""
    if one[0] == two[0]:
        return abs(one[1] - two[1]) in (10, 20)
    return one[1] == two[1] and abs(one[0] - two[0]) in (1, 11)
