"""Finds names: persons with their roles, organisations, places, and names with numbers in them.

One pass over runs of capitalised words; everything else is look-ups. Conservative: a common word that opens a
sentence is no name, and in a headline only names that the body has (or the gazetteer) count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from checker import lexicon
from checker.extraction.name_kinds import Candidate, classify, numbered
from checker.extraction.name_lexicon import gender_of_given, known_places, listed, titles
from checker.grammar import Page
from checker.model import Kind, Mention, Seen, Span, Zone
from checker.wordforms import codes

__all__ = ["find"]

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ"
_WORD = rf"(?:(?:[{_UPPER}]\.)+(?![a-z])|(?:[Aa]l-)?[{_UPPER}][^\W_]*(?:[-’'&][^\W_]+)*\.?)"
_TOKEN = re.compile(_WORD)
_RUN = re.compile(rf"(?<![\w’'@#/-]){_WORD}(?:[ \u00a0](?:(?:de|la|le|du|van|von|der|den|bin|ibn|al|el|da|dos|di|ben|ter|of the)[ ])*{_WORD})*")
_JOIN = re.compile(rf"[ \u00a0](?:of(?: the)?|for(?: the)?|on|and)[ \u00a0](?={_WORD})")
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_ENDS_SENTENCE = frozenset(".!?:;…\n\r•*|")
_SKIP_BACK = frozenset("\"'“”‘’«»([ \u00a0\t")


def find(page: Page, seen: Seen) -> list[Mention]:
    """Names in reading order. ``parts``: entity, title, gender (male, female, any or None) and initial."""
    text = page.text
    numbers = numbered(text)
    masks = [span.start for span, _ in numbers]
    body: list[Candidate] = []
    heads: list[Candidate] = []
    for region in page.paragraphs:
        title_case = region.zone is Zone.HEADLINE or _title_case(text, region.span)
        target = heads if title_case else body
        for found in _runs(text, region.span, title_case):
            k = bisect_right(masks, found.start) - 1
            if k < 0 or numbers[k][0].end <= found.start:
                target.append(found)
    known = {c.text for c in body if not c.initial}
    known_words = {w for name in known for w in name.split()}
    kept = [c for c in body if not c.initial or _holds(c, known, known_words)]
    names = {w for c in kept for w in (c.text, *c.text.split())}
    kept += [c for c in heads if c.text in names or c.text in known_places() or c.title]
    out = [_mention(text, c) for c in kept]
    out += [
        Mention(Kind.NAME, span, text[span.start : span.end], pattern, {"entity": "other", "title": None, "gender": None})
        for span, pattern in numbers
    ]
    out.sort(key=lambda m: (m.span.start, -m.span.end))
    return _disjoint(out)


def _disjoint(mentions: list[Mention]) -> list[Mention]:
    out: list[Mention] = []
    for m in mentions:
        if not out or m.span.start >= out[-1].span.end:
            out.append(m)
    return out


def _mention(text: str, c: Candidate) -> Mention:
    entity, pattern = classify(text, c)
    gender = titles().get(c.title.lower(), None) if c.title else None
    if gender in (None, "any"):
        gender = gender_of_given().get(c.words[0].lower()) if len(c.words) > 1 and entity == "person" else None
    parts = {"entity": entity, "title": c.title, "gender": gender if gender != "any" else None, "before": c.before}
    return Mention(Kind.NAME, Span(c.start, c.end), text[c.start : c.end], pattern, parts)


def _title_case(text: str, span: Span) -> bool:
    """Whether a paragraph is set like a headline: hardly a word begins with a small letter."""
    if len(span) > 160:
        return False
    words = [w for w in text[span.start : span.end].split() if w[:1].isalpha() and len(w) > 3]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.7 * len(words)


def _runs(text: str, span: Span, title_case: bool) -> Iterator[Candidate]:
    """The capitalised runs of a paragraph, cut into names: titles and roles before them, possessives between."""
    at = span.start
    while True:
        m = _RUN.search(text, at, span.end)
        if m is None:
            return
        start, end = m.span()
        while (j := _JOIN.match(text, end)) and _opens_organisation(text[start:end], j.group()):
            more = _RUN.match(text, j.end(), span.end)
            if more is None:
                break
            end = more.end()
        at = end
        tokens = [(t.start() + start, t.group()) for t in _TOKEN.finditer(text[start:end])]
        yield from _cut(text, tokens, end, title_case)


def _opens_organisation(run: str, joint: str) -> bool:
    words = run.split()
    if "and" in joint:
        return len(words) > 2 and words[0].lower() in listed("organisations.openers")
    return words[-1].lower() in listed("organisations.openers") or words[0].lower() in listed("organisations.openers")


def _cut(text: str, tokens: list[tuple[int, str]], end: int, title_case: bool) -> Iterator[Candidate]:
    """The names in one run."""
    stop, days = listed("words.stop"), listed("words.days")
    part: list[tuple[int, str]] = []
    for k, (at, word) in enumerate(tokens):
        low = word.lower()
        if low in days or (low in stop and low not in titles() and not (part and low in ("new",))):
            if word != "May" or not part:
                yield from _name(text, part, title_case)
                part = []
                continue
        owner = _POSSESSIVE.search(word)
        if owner:
            part.append((at, word[: owner.start()]))
            yield from _name(text, part, title_case)
            part = []
            continue
        if word.endswith(".") and low not in titles() and "." not in word[:-1] and len(word) > 2 and low not in listed("suffixes.all"):
            part.append((at, word[:-1]))
            yield from _name(text, part, title_case)
            part = []
            continue
        part.append((at, word))
    yield from _name(text, part, title_case)


def _name(text: str, part: list[tuple[int, str]], title_case: bool) -> Iterator[Candidate]:
    """A name from consecutive capitalised words: known places and demonyms first, then titles, then the rest."""
    while part:
        place = _place_at(part, text)
        if place and (place < len(part) or place == 1 or len(part) == place):
            rest = part[place:]
            if not (rest and _goes_with(part, place)):
                yield _candidate(text, part[:place], None, "", title_case)
                part = rest
                continue
        break
    if not part:
        return
    cut = _person_inside(part)
    if cut:
        yield from _name(text, part[:cut], title_case)
        part = part[cut:]
    last_title = -1
    for k, (_, word) in enumerate(part):
        if word.lower() in titles():
            last_title = k
        elif word.lower() not in listed("titles.inner") and k > last_title + 2:
            break
    organisation = any(w.lower() in listed("organisations.heads") for _, w in part[last_title + 1 :])
    if last_title >= 0 and last_title + 1 < len(part) and not organisation:
        title = part[last_title][1]
        before = " ".join(w for _, w in part[: last_title + 1])
        yield _candidate(text, part[last_title + 1 :], title, before, title_case)
    elif last_title < 0 or organisation or len(part) > 1:
        yield _candidate(text, part, None, "", title_case)


def _person_inside(part: list[tuple[int, str]]) -> int:
    """Where a given name begins behind an organisation or a place: "Velm Council Osk Marren" (0: nowhere)."""
    for k in range(1, len(part) - 1):
        if part[k][1].lower() in gender_of_given():
            lead = [w.lower() for _, w in part[:k]]
            if lead[-1] in listed("organisations.heads") or part[k - 1][1] in known_places():
                return k
    return 0


def _place_at(part: list[tuple[int, str]], text: str) -> int:
    """How many words at the start of a run make a place of the gazetteer."""
    places = known_places()
    for n in (4, 3, 2, 1):
        if n <= len(part) and text[part[0][0] : part[n - 1][0] + len(part[n - 1][1])] in places:
            return n
    return 0


def _goes_with(part: list[tuple[int, str]], place: int) -> bool:
    """Whether a place or demonym begins a longer name: "Russian Defense Ministry", "Washington Post", "Kyiv River"."""
    rest = [w.lower() for _, w in part[place:]]
    heads = listed("organisations.heads") | listed("geography.last")
    if rest[-1] in heads:
        return not any(w in titles() and w not in listed("titles.inner") for w in rest)
    given = part[0][1].lower() in gender_of_given()
    return given and len(rest) == 1


def _candidate(text: str, part: list[tuple[int, str]], title: str | None, before: str, title_case: bool) -> Candidate:
    start, end = part[0][0], part[-1][0] + len(part[-1][1])
    initial = not title and _initial(text, start)
    words = tuple(w for _, w in part)
    if initial and len(part) > 1 and words[0].lower() not in gender_of_given() and words[0].lower() in codes():
        low = words[0].lower()
        if low not in listed("organisations.heads") and low not in listed("geography.first"):
            rest = part[1:]
            return Candidate(rest[0][0], end, text[rest[0][0] : end], words[1:], None, "", False)
    return Candidate(start, end, text[start:end], words, title, before, initial)


def _initial(text: str, start: int) -> bool:
    """Whether a word opens a sentence (or stands behind an opening mark, a bullet, a colon)."""
    i = start - 1
    while i >= 0 and text[i] in _SKIP_BACK:
        i -= 1
    return i < 0 or text[i] in _ENDS_SENTENCE


def _holds(c: Candidate, known: set[str], known_words: set[str]) -> bool:
    """Whether the first word of a sentence is a name: the text, the gazetteer or the dictionary says so."""
    if c.text in known or c.text in known_places() or len(c.words) > 1:
        return True
    word = c.words[0]
    low = word.lower().replace("’", "'").split("'")[0]
    return word in known_words or (len(word) > 2 and low not in codes() and low not in _closed_class())


@cache
def _closed_class() -> frozenset[str]:
    tags = lexicon.nested("tagging", "tags").values()
    return listed("words.stop") | {word for words in tags for word in words}
