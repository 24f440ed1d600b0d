"""Labels that name a speaker in front of a quotation: scripts of broadcasts, minutes, press releases, lists of voices.

    CLIP VARN 0'14": "We will see."          MAYOR VARN: "We will see."
    Ilse Varn, Finance Director: "We will see."          - **Varn:** "We will see."

A label is what stands between the head of the line and the opening mark; it may fill the line before. It ends with a
colon, or begins with a word for a recording. A label whose words are a sentence is none.
"""

from __future__ import annotations

import re
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.extraction.quote_lexicon import cue_words, grammar
from checker.extraction.quote_marks import Stretch
from checker.grammar import Page
from checker.introductions import told_by
from checker.model import Span, Zone
from checker.wordforms import codes

__all__ = ["label_before", "recordings"]

_LONGEST = 110
_MOST_WORDS = 6
_LONGEST_NAME = 4
_LEAD = expression(
    r"[ \u00a0\t*_>•·–—-]*(?:\d{1,2}[.)][ \u00a0]+)?"
    r"(?:[\[(]?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?[\])]?[ \u00a0]*[:–—-]?[ \u00a0]*)?[*_]{0,3}"
)
_LENGTH = expression(r"[ \u00a0]*[\[(]?\d{1,2}(?:['’′:.]\d{2}(?:[\"”″]|'')?|[ \u00a0]?(?:secs?|seconds|s)\b)[\])]?\Z")
_TAIL = expression(r"[ \u00a0\t*_]*\Z")
_CHUNK = expression(r"[ \u00a0]*(?:,|\(|\[|/|[ \u00a0][–—-][ \u00a0]).*", re.S)
_WORD = expression(r"[^\W\d_](?:[\w.’'&-]*[\w.])?")
_PARTICLES = frozenset(
    ("de", "da", "del", "della", "di", "van", "von", "der", "den", "la", "le", "al", "el", "bin", "ibn", "of", "the")
)
_OUTSIDE = ".!?;\"“”„«»"
_SHORTEST = 2
_LEAST_SAID = 4


def label_before(text: str, start: int) -> Span | None:
    """The words that name the speaker in the label in front of the mark at ``start``, or None."""
    line = text.rfind("\n", max(0, start - _LONGEST), start) + 1
    if not line and start > _LONGEST:
        return None
    if not _opening(text[line:start]):
        return _read(text, line, start, "")
    end = line - 1
    while end > 0 and text[end - 1] in " \t\r\n\u00a0" and end > line - 4:
        end -= 1
    above = text.rfind("\n", max(0, end - _LONGEST), max(end, 0)) + 1
    if not 0 < end - above <= _LONGEST:
        return None
    return _read(text, above, end, "above")


def recordings(page: Page, found: list[Stretch]) -> list[Stretch]:
    """What is played in a script without quotation marks: "CLIP VARN 0'14": We will see."."""
    text, taken = page.text, {stretch.paragraph for stretch in found}
    out: list[Stretch] = []
    for number, region in enumerate(page.paragraphs):
        start, end = region.span.start, region.span.end
        head = _sources().match(text, _skip(_LEAD, text, start, end), end)
        if number in taken or head is None or head.group()[0] in "[(" or region.zone is Zone.HEADLINE:
            continue
        colon = text.find(": ", head.end(), min(end, start + _LONGEST))
        said = colon + 2 if colon >= 0 else end
        words = text[said:end].strip()
        if words.count(" ") + 1 < _LEAST_SAID or "\n" in words or _read(text, start, colon + 1, "") is None:
            continue
        said += len(text[said:end]) - len(text[said:end].lstrip())
        out.append(Stretch(said, said + len(words), said, said + len(words), number))
    return out


def _opening(before: str) -> bool:
    """Whether nothing but marks of a list stands in front of the quotation."""
    return not any(c.isalnum() for c in before)


def _read(text: str, start: int, end: int, place: str) -> Span | None:
    start = _skip(_LEAD, text, start, end)
    source = _sources().match(text, start, end)
    if source is not None:
        start = source.end()
    end = _trim(text, start, end)
    colon = end > start and text[end - 1] == ":"
    if colon:
        end = _trim(text, start, end - 1)
    elif end - start > 2 and text[start] == "[" and text[end - 1] == "]":
        start, end, colon = start + 1, end - 1, True  # a script names who speaks next on a line of its own
    if not colon and source is None:
        return None
    timed = _LENGTH.search(text[start:end])
    if timed is not None:
        end = start + timed.start()
    end = _trim(text, start, end)
    if end > start and text[end - 1] in ")]" and not any(c in text[start:end] for c in "(["):
        end -= 1
    inside = text[start:end]
    if any(c in inside for c in _OUTSIDE[3:]) or re.search(r"[.!?] [^\W\d_]+ [a-z]", inside):
        return None
    if place and source is None and text[start:end].count(" ") >= _MOST_WORDS:
        return None
    if any(w in cue_words() and w not in _roles() for w in _WORD.findall(inside)):
        return None
    start += told_by(inside)
    chunk = _CHUNK.sub("", text[start:end]).rstrip(" \u00a0*_:")
    return Span(start, start + len(chunk)) if _names_somebody(chunk, bool(source)) else None


def _skip(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    m = pattern.match(text, start, end)
    return m.end() if m else start


def _trim(text: str, start: int, end: int) -> int:
    m = _TAIL.search(text[start:end])
    return start + m.start() if m else end


@cache
def _sources() -> re.Pattern[str]:
    """Words for a recording that is played: capitals, or a capital at the head of the line."""
    listed = sorted(lexicon.words("quotes", "labels.recordings"), key=len, reverse=True)
    words = "|".join([w.upper() for w in listed] + [w.capitalize() for w in listed])
    return expression(rf"[\[(]?(?:(?:{words})\b[ \u00a0]*(?:#?\d{{1,2}}\b(?![:'’.]))?[ \u00a0:(\[\])/–—-]*)+")


def _names_somebody(chunk: str, recorded: bool) -> bool:
    """Whether the words are a name, perhaps with a role in front of it; no sentence, no heading."""
    words = _WORD.findall(chunk)
    if not 1 <= len(words) <= _MOST_WORDS or any(c.isdigit() for c in chunk):
        return False
    if not (words[0][0].isupper() and words[-1][0].isupper()) or len(words[-1]) < _SHORTEST:
        return False
    lows = [w.lower() for w in words]
    if sum(low not in _roles() and low not in _PARTICLES for low in lows) > _LONGEST_NAME:
        return False
    if any(low in _barred() for low in lows) or lexicon.words("quotes", "labels.recordings").issuperset(lows):
        return False
    return recorded or len(words) > 1 or chunk.isupper() or lows[0] not in codes()


@cache
def _roles() -> frozenset[str]:
    """Words of what a person is, in front of a name."""
    return lexicon.words("quotes", "roles.person") | lexicon.words("names", "titles.any")


@cache
def _barred() -> frozenset[str]:
    """Words that no label of a speaker has: headings of a page, verbs, pronouns, conjunctions."""
    grammatical = grammar("breaks") | grammar("pronouns") | (grammar("auxiliaries") - {"may"})
    loose = grammar("prepositions") - _PARTICLES - {"for", "in", "on"}
    return lexicon.words("quotes", "labels.headings") | grammatical | loose | grammar("days")
