"""Ages that two moments of a life fix: "born in 1938, he died on Sunday at 79"; "was 31 when she took over in 1979. The
70-year-old ..."; "aged 24, he was 18 when the first fire was set ten years ago"; "born in 1946 and is, at 70, ...".

An age may be a year off either way, as birthdays fall anywhere in the year. What stands farther apart is held together
by the years of birth that it leaves: "the actress, 51, ... in 1999, at seventeen, ..." is born in 1974 or 1982.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from checker.expressions import expression
from checker.judge.arithmetic.eras import KIN, SOMEBODY
from checker.judge.arithmetic.figures import Problem, number_of
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.years import ANY_YEAR
from checker.model import Span, Zone
from checker.record import record

__all__ = ["ages", "lived"]

_TRIGGER = expression(r"\bborn\sin\s|\bwhen\s|\byears\slater\b")
_YEAR = r"(?:19\d\d|20\d\d)"
_NOBODY = r"(?:(?!\b(?:his|her|their|whose|to\sa|who)\b)[^.;\d])"
_RECENT = (
    r"(?:on\s(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|this\s(?:week|morning|month)"
    r"|last\s(?:night|week))"
)
_FORMS = (
    # born in 1938, died on Sunday at the age of 79
    expression(
        rf"\bborn\sin\s(?P<born>{_YEAR}),?{_NOBODY}{{1,40}}?\bdied\s{_NOBODY}{{0,20}}?{_RECENT}{_NOBODY}{{0,24}}?\s(?:at|aged|at\sthe\sage\sof)\s(?P<age>\d{{2,3}})(?=[,.;\s])"
    ),
    # was born in 1946 and is, at 70, the oldest
    expression(
        rf"\bborn\sin\s(?P<born>{_YEAR})\sand\s(?:is|remains|still\s[a-z]+),?\s(?:now\s)?at\s(?P<age>\d{{2,3}}),"
    ),
)
_SINCE = expression(
    rf"\bwas\s(?:only\s|just\s)?(?P<then>\d{{2}})\swhen\s(?:he|she){_NOBODY}{{2,50}}?\sin\s(?P<year>{_YEAR})[.,;]{_NOBODY}{{0,3}}?\s?the\s(?P<age>\d{{2,3}})-year-old\s(?!(?:[a-z]+\s){{0,2}}(?:was|and)\b)"
)
_THEN = expression(
    r"(?:\b(?:now|aged|today)\s(?P<now>\d{2}),?|,\snow\s(?P<today>\d{2}),)\s(?:he\s|she\s)?was\s(?:only\s|just\s)?(?P<then>\d{1,2})\swhen\s[^.;\d]{2,60}?\s(?P<ago>\d{1,2}|[a-z]+(?:-[a-z]+)?)\syears\sago\b"
)
_LATER = expression(
    r"\bat\s(?:the\sage\sof\s)?(?P<then>\d{2}),?\s(?:he|she)\s[^.;\d]{2,50}?(?P<ago>\d{1,2}|[a-z]+(?:-[a-z]+)?)\syears\slater,\s(?:at|aged)\s(?P<now>\d{2,3}),"
)
_AND_BORN = expression(
    rf"(?<!when\she\s)(?<!when\sshe\s)\b(?:was|is|,)\s(?P<age>\d{{2,3}})(?=,|\.|;|\sand\s){_NOBODY}{{0,160}}[.;]\s(?:he|she)\s(?:was|had\sbeen)\sborn\b"
    rf"[^.;\d]{{0,40}}(?:\d{{1,2}}\s)?[^.;\d]{{0,12}}\b(?P<born>{_YEAR})\b"
)
"""She was 71 and gave lessons. She was BORN in 1958."""
_LONGEST = 500


def ages(script: Script) -> Iterator[Problem]:
    now = script.year
    for number in script.body(_TRIGGER):
        yield from _then_born(script, number)
        start = script.regions[number].span.start
        after = script.regions[min(number + 1, len(script.regions) - 1)]
        end = after.span.end if after.span.end - start < _LONGEST else script.regions[number].span.end
        words = re.sub(r"\s", " ", script.text[start:end])
        if now is not None:
            for form in _FORMS:
                for m in form.finditer(words):
                    yield from _judged(start, m, now - int(m["born"]), int(m["age"]), ("born", "age"))
            for m in _SINCE.finditer(words):
                yield from _judged(
                    start, m, int(m["then"]) + now - int(m["year"]), int(m["age"]), ("then", "year", "age")
                )
        for m in (*_THEN.finditer(words), *_LATER.finditer(words)):
            gap = number_of(m["ago"])
            if gap is not None and gap >= 1:
                at = "now" if m["now"] else "today"
                yield from _judged(start, m, int(m["then"]) + int(gap), int(m[at]), ("then", "ago", at))


def _then_born(script: Script, number: int) -> Iterator[Problem]:
    """An age, and the year of birth in the sentence behind it; another year nearby may be that of the age."""
    day = script.article.published
    if day is None or not number or "born" not in script.words(number):
        return
    now = day.year
    start, end = script.regions[number - 1].span.start, script.regions[number].span.end
    words = re.sub(r"\s", " ", script.text[start:end]) if end - start < _LONGEST else ""
    m = _AND_BORN.search(words)
    if m is not None and not {int(y.group()) for y in ANY_YEAR.finditer(words)} - {now, int(m["born"])}:
        yield from _judged(start, m, now - int(m["born"]), int(m["age"]), ("born", "age"))


def _judged(start: int, m: re.Match[str], real: int, said: int, names: tuple[str, ...]) -> Iterator[Problem]:
    if 0 < real < 115 and abs(real - said) > 1:
        spans = sorted(Span(start + m.start(n), start + m.end(n)) for n in names)
        yield Problem("N117", (), f"that makes an age of {real}, not {said}", f"{real}", 0.8, places=tuple(spans))


# -- one life, told in several sentences ------------------------------------------------------------------------------

_N = r"(?:\d{2,3}|(?:[a-z]+teen|[a-z]+ty(?:-[a-z]+)?))"
_TODAY = (
    expression(rf"\b(?:the|a)\s(?P<n>{_N})-year-old\b"),
    expression(r"(?<=[a-z]),\s(?P<n>\d{2,3}),(?!\d)"),
    expression(rf"\b(?:now|today)\s(?:aged\s)?(?P<n>{_N})(?=[,.;:)]|\sand\b|$)"),
    expression(rf"\b(?:who|he|she)\s(?:is|has\sjust\sturned)\s(?:now\s)?(?P<n>{_N})(?=[,.;:)]|\sand\b|$)"),
    expression(rf"\b(?:turned|turns|is\sturning)\s(?P<n>{_N})\s(?:last|this|on|today|yesterday|next)\b"),
)
_DEAD = (
    expression(rf"\b(?:died|dead|passed\saway)\b[^.;\d]{{0,40}}\b(?:at\sthe\sage\sof|aged|at)\s(?P<n>{_N})(?=[,.;:)\s])"),
    expression(rf"\b(?:he|she)\swas\s(?P<n>{_N})(?=[.;,])"),
)
_ONCE = (
    expression(rf"\bin\s(?:[a-z]+\s(?:of\s)?){{0,3}}?(?P<year>{_YEAR}),?\s(?:aged|at\sthe\sage\sof|at)\s(?:only\s|just\s)?(?P<n>{_N})(?=[,.;])"),
    expression(rf"\b(?:aged|at\sthe\sage\sof|at)\s(?:only\s|just\s)?(?P<n>{_N}),?\s(?:and\s)?in\s(?P<year>{_YEAR})\b"),
    expression(rf"\b(?:he|she|who)\swas\s(?:only\s|just\s)?(?P<n>{_N})\s(?:years\sold\s)?(?:when\s[^.;\d]{{3,60}}?\s)?in\s(?P<year>{_YEAR})\b"),
    expression(rf"\b(?P<year>{_YEAR})\b[^.;\d]{{2,50}},\saged\s(?P<n>{_N})(?=[,.;])"),
)
_THAT_YEAR = expression(rf"\b(?:he|she|who)\s?was\s(?P<n>{_N})\sthat\s(?:year|summer|winter|spring|autumn|season)\b")
_BORN = expression(rf"\bborn\b[^.;]{{0,60}}?\b(?P<year>{_YEAR})\b")
_HE, _SHE = expression(r"\b(?:he|his|him)\b"), expression(r"\b(?:she|her|hers)\b")
_FAR = 1200


@record
class _Birth:
    """The first and the last year in which somebody may be born by what a sentence says."""

    first: int
    last: int
    sentence: int
    span: Span
    kind: str


def lived(script: Script) -> Iterator[Problem]:
    """One life of an article: the only age of today, the only earlier one, the only birth. ``_Birth`` holds each."""
    now = script.year
    if now is None:
        return
    told = [*_births(script, now)]
    by_kind = {kind: [b for b in told if b.kind == kind] for kind in ("now", "then", "born")}
    if any(len({(b.first, b.last) for b in some}) > 1 for some in by_kind.values()):
        return
    ones = [some[0] for some in by_kind.values() if some]
    for a, b in combinations(ones, 2):
        apart = max(a.first, b.first) - min(a.last, b.last)
        if apart > 1 and _one_person(script, (a, b)) and apart < 60:
            message = f"the one makes a birth in {a.last}, the other in {b.last}"
            places = tuple(sorted((a.span, b.span)))
            yield Problem("N117", (), message, f"{a.last} / {b.last}", 0.7, places=places)
            return


def _births(script: Script, now: int) -> Iterator[_Birth]:
    died = _DIED.search(script.text) is not None
    years = {int(m.group()) for m in ANY_YEAR.finditer(script.text)} - {now}
    for number in sorted({*script.body(_AGES), *script.body(_AGES, _NEEDED)}):
        words, start = script.words(number), script.regions[number].span.start
        for form in (*_TODAY, *(_DEAD if died else ())):
            for m in form.finditer(words):
                if not _PAST.search(words):
                    yield from _birth(script, "now", now, m, number)
        for form in _ONCE:
            for m in form.finditer(words):
                yield from _birth(script, "then", int(m["year"]), m, number)
        for m in _THAT_YEAR.finditer(words) if len(years) == 1 else ():
            yield from _birth(script, "then", next(iter(years)), m, number)
        for m in _BORN.finditer(words):
            year = int(m["year"])
            yield _Birth(year, year, number, Span(start + m.start("year"), start + m.end("year")), "born")


_AGES = expression(
    rf"-year-old|[a-z],\s\d{{2,3}},|\b(?:now|today|aged|age|at|is|was|turned|turns|turning)\s|\bborn\b|\b{_YEAR},\sat\s"
)
_NEEDED = ("now", "today", "aged", "age", "at", "is", "was", "turned", "turns", "turning", "born", "old")
_DIED = expression(r"\b(?:died|dead|passed\saway|death)\b")
_PAST = expression(r"\b(?:then|at\sthe\stime|would\shave|until|late|obituary)\b")


_NAMED = re.compile(r"[A-Z][\w'’-]+,\s$")


def _birth(script: Script, kind: str, year: int, m: re.Match[str], number: int) -> Iterator[_Birth]:
    age, start = number_of(m["n"]), script.regions[number].span.start
    if _NAMED.search(script.article.text, max(0, start + m.start() - 30), start + m.start()):
        return  # "Ana Holt, who was 69 when ...": another one, as likely as not
    if age is not None and 15 <= age < 110:
        span = Span(start + m.start("n"), start + m.end("n"))
        yield _Birth(year - int(age) - 1, year - int(age), number, span, kind)


def _one_person(script: Script, two: Sequence[_Birth]) -> bool:
    """Can two sentences be about one person: no relative is named, nobody else's birth, no other pronoun?"""
    if abs(two[0].span.start - two[1].span.start) > _FAR or two[0].sentence == two[1].sentence:
        return False
    words = [script.words(b.sentence) for b in two]
    if any(KIN.search(w) or SOMEBODY.search(w) for w in words):
        return False
    if any(script.regions[b.sentence].zone is Zone.HEADLINE for b in two):
        return False
    if not _points_back(script, *sorted(two, key=lambda b: b.span)):
        return False
    sexes = [(_HE.search(w) is not None, _SHE.search(w) is not None) for w in words]
    return not any(a[0] and b[1] and not (a[1] or b[0]) for a, b in (sexes, sexes[::-1]))


_PRONOUN = expression(r"\b(?:he|she|him|her|his|hers)\b")
_NAME = re.compile(r"\b[A-Z][\w'’-]{3,}")


def _points_back(script: Script, first: _Birth, later: _Birth) -> bool:
    """Does a later sentence speak of somebody told of before: by a pronoun, or by a name?"""
    if _PRONOUN.search(script.words(later.sentence)):
        return True
    span = script.regions[later.sentence].span
    names = _NAME.findall(script.article.text, span.start, span.end)
    ahead = script.article.text[max(0, first.span.start - 300) : first.span.end + 60]
    return any(name in ahead for name in names)
