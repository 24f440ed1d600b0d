"""Finds names: persons with their roles, organisations, places, and names with numbers in them.

One pass over runs of capitalised words; everything else is look-ups. Conservative: a common word that opens a
sentence is no name, and in a headline only names that the body has (or the gazetteer) count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.extraction.name_kinds import Candidate, classify, numbered
from checker.extraction.name_lexicon import gender_of_given, known_places, listed, titles
from checker.grammar import Page
from checker.model import Kind, Mention, Seen, Span, Zone
from checker.wordforms import codes, singular

__all__ = ["find"]

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ"
_WORD = rf"(?:(?:[{_UPPER}]\.)+(?![a-z])|(?:[Aa]l-)?[{_UPPER}][^\W_]*(?:[-’'&][^\W_]+)*\.?)"
_TOKEN = expression(_WORD)
_RUN = expression(
    rf"{_WORD}"
    rf"(?:[ \u00a0](?:(?:de|la|le|du|van|von|der|den|bin|ibn|al|el|da|dos|di|ben|ter)[ ]){{0,3}}{_WORD})*"
)
_START = expression(rf"[{_UPPER}a](?<![\w’'@#/-].)(?:(?<!a)|(?=l-))")
"""Where a run can begin: much the faster to search for."""
_JOIN = expression(rf"[ \u00a0](?:of(?: the)?|for(?: the)?|on|and)[ \u00a0](?={_WORD})")
_POSSESSIVE = expression(r"(?:[’']s|(?<=s)[’'])$")
_LONGEST = 120
_MOST_WORDS = 60
_ENDS_SENTENCE = frozenset(".!?:;…\n\r•*|—–")
_SKIP_BACK = frozenset("\"'“”‘’«»([ \u00a0\t")


def find(page: Page, seen: Seen) -> list[Mention]:
    """Names in reading order. ``parts``: entity, title, gender (male, female, any or None) and initial."""
    text = page.text
    numbers = numbered(text)
    masks = [span.start for span, _ in numbers]
    body: list[Candidate] = []
    headlines: list[Span] = []
    for region in page.paragraphs:
        if region.zone is Zone.HEADLINE or _title_case(text, region.span):
            headlines.append(region.span)
            continue
        for found in _runs(text, region.span):
            k = bisect_right(masks, found.start) - 1
            if k < 0 or numbers[k][0].end <= found.start:
                body.append(found)
    known = {c.text for c in body if not c.initial}
    known_words = {w for name in known for w in name.split()}
    kept = [c for c in body if not c.initial or _holds(c, known, known_words)]
    if headlines:
        names = {name for c in kept for name in (c.text, c.words[-1]) if c.title or c.text[:1].isupper()}
        for span in headlines:
            kept += _known_in(text, span, names)
    out = [_mention(text, c) for c in kept]
    out += [
        Mention(
            Kind.NAME, span, text[span.start : span.end], pattern, {"entity": "other", "title": None, "gender": None}
        )
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
    if len(span) > 160 or text[span.end - 1] in ".!?":
        return False
    small = listed("words.stop")
    words = [w for w in text[span.start : span.end].split() if w[:1].isalpha() and w.lower() not in small]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.75 * len(words)


def _known_in(text: str, span: Span, names: set[str]) -> Iterator[Candidate]:
    """The names of a headline that the body or the gazetteer knows, the longest first."""
    tokens = [(t.start(), t.end()) for t in _TOKEN.finditer(text, span.start, span.end)]
    tokens = [(a, b - len(m.group()) if (m := _POSSESSIVE.search(text[a:b])) else b) for a, b in tokens]
    k = 0
    while k < len(tokens):
        start = tokens[k][0]
        for n in (4, 3, 2, 1):
            end = tokens[k + n - 1][1] if k + n <= len(tokens) else start
            name = text[start:end]
            if name and (name in known_places() or name in names):
                yield Candidate(start, end, name, tuple(name.split()), None, "", False)
                k += n - 1
                break
        k += 1


@cache
def _not_names() -> frozenset[str]:
    """Capitalised words that end a run: sentence openers, days and months; titles stay."""
    return listed("words.days") | (listed("words.stop") - titles().keys() - {"new"})


def _runs(text: str, span: Span) -> Iterator[Candidate]:
    """The capitalised runs of a paragraph, cut into names: titles and roles before them, possessives between."""
    at = span.start
    for begins in _START.finditer(text, span.start, span.end):
        start = begins.start()
        m = _RUN.match(text, start, span.end) if start >= at else None
        if m is None:
            continue
        end = m.end()
        limit = start + _LONGEST
        while end < limit and (j := _JOIN.match(text, end)) and _opens_organisation(text[start:end], j.group()):
            more = _RUN.match(text, j.end(), span.end)
            if more is None:
                break
            end = more.end()
        at = end
        if end - start == len(m.group()) and _TOKEN.fullmatch(text, start, end):
            tokens = [(start, text[start:end])]
        else:
            tokens = [(t.start(), t.group()) for t in _TOKEN.finditer(text, start, end)]
        for first in range(0, len(tokens), _MOST_WORDS):
            yield from _cut(text, tokens[first : first + _MOST_WORDS])


def _opens_organisation(run: str, joint: str) -> bool:
    words = run.split()
    if "and" in joint:
        return len(words) > 2 and words[0].lower() in listed("organisations.openers")
    return words[-1].lower() in listed("organisations.openers") or words[0].lower() in listed("organisations.openers")


def _cut(text: str, tokens: list[tuple[int, str]]) -> Iterator[Candidate]:
    """The names in one run."""
    skip = _not_names()
    part: list[tuple[int, str]] = []
    for number, (at, word) in enumerate(tokens):
        low = word.lower()
        if low[-2:] in ("'s", "’s") and low[:-2] in skip:
            low = low[:-2]
        given = low in listed("given.closed") and number + 1 < len(tokens)
        day = low[-1] == "." and low[:-1] in listed("words.days")
        if (low in skip and not given) or day or (low == "new" and len(tokens) == 1):
            yield from _name(text, part)
            part = []
            continue
        owner = _POSSESSIVE.search(word) if word[-1] in "s’'" else None
        sentence_end = word[-1] == "." and not owner and _ends(word, low)
        if owner or sentence_end:
            part.append((at, word[: owner.start()] if owner else word[:-1]))
            yield from _name(text, part)
            part = []
            continue
        part.append((at, word))
    yield from _name(text, part)


def _ends(word: str, low: str) -> bool:
    """Whether the full stop behind a word is no part of it."""
    return len(word) > 2 and "." not in word[:-1] and low not in titles() and low not in listed("suffixes.all")


def _name(text: str, part: list[tuple[int, str]]) -> Iterator[Candidate]:
    """A name from consecutive capitalised words: known places and demonyms first, then titles, then the rest."""
    while part and (place := _place_at(part, text)) and not (part[place:] and _goes_with(part, place)):
        yield _candidate(text, part[:place])
        part = part[place:]
    if not part:
        return
    cut = _person_inside(part)
    if cut:
        yield from _name(text, part[:cut])
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
        yield _candidate(text, part[last_title + 1 :], title, before)
    elif last_title < 0 or organisation or len(part) > 1:
        yield _candidate(text, part)


def _person_inside(part: list[tuple[int, str]]) -> int:
    """Where a given name begins behind an organisation or a place: "Velm Council Osk Marren" (0: nowhere)."""
    for k in range(1, len(part) - 1):
        before = part[k - 1][1]
        if part[k][1].lower() in gender_of_given() and (
            before.lower() in listed("organisations.heads") or before in known_places()
        ):
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


def _candidate(text: str, part: list[tuple[int, str]], title: str | None = None, before: str = "") -> Candidate:
    start, end = part[0][0], part[-1][0] + len(part[-1][1])
    initial = not title and _initial(text, start)
    words = tuple(w for _, w in part)
    if initial and len(part) > 1 and words[0].lower() not in gender_of_given() and _ordinary(words[0]):
        low = words[0].lower()
        if low not in listed("organisations.heads") and low not in listed("geography.first"):
            rest = part[1:]
            return Candidate(rest[0][0], end, text[rest[0][0] : end], words[1:], None, "", False)
    return Candidate(start, end, text[start:end], words, title, before, initial)


def _ordinary(word: str) -> bool:
    """Whether a capitalised sentence opener is a word of the dictionary, or made of such: "Third-placed"."""
    parts = word.split("-")
    return word.lower() in codes() or (
        len(parts) > 1 and len(parts[-1]) > 3 and parts[-1].islower() and all(part.lower() in codes() for part in parts)
    )


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
    if word in known_words:
        return True
    return len(word) > 2 and not _is_word(low)


def _is_word(low: str) -> bool:
    """Whether the dictionary has a word, or what it is an inflection of."""
    known = codes()
    if low in known or low in _closed_class() or singular(low) in known:
        return True
    for ending in ("ed", "ing", "ly", "er", "est"):
        stem = low.removesuffix(ending)
        if stem != low and (stem in known or stem + "e" in known or stem[:-1] in known or stem + "le" in known):
            return True
    return "-" in low and all(part in known or part in _closed_class() for part in low.split("-"))


@cache
def _closed_class() -> frozenset[str]:
    tags = lexicon.nested("tagging", "tags").values()
    return listed("words.stop") | {word for words in tags for word in words}
