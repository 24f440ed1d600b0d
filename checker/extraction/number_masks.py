"""What looks like a number and is none: dates, clock times, phone numbers, addresses of the web, names with numbers.

The extractors of dates and names have taken most of it by the time numbers are looked for (``seen``); these masks
hold without them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.extraction.number_tokens import Tok, guard
from checker.extraction.number_values import number_words
from checker.grammar import Page
from checker.model import Kind, Seen, Span, TimeType, TimeValue

__all__ = ["Spans", "Taken", "is_name", "is_year", "masks", "taken"]

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAYS = r"\d{1,2}(?:st|nd|rd|th)?(?:\s?(?:-|–|to|and|or|/)\s?\d{1,2}(?:st|nd|rd|th)?){0,6}"
_CLOCK = r"\d{1,2}(?:[:.]\d{2}){0,2}"
_HALF = r"(?:a\.?m\b\.?|p\.?m\b\.?|AM|PM|GMT|BST|UTC|EST|EDT|PST|PDT|CET|CEST|ET\b|o['’]clock)"

# Forms that begin with a digit, tried where a run of digits begins.
_AT_DIGIT = expression(
    "|".join(
        [
            rf"{_DAYS}\s(?:of\s)?{_MONTH}\b(?:,?\s(?:19|20)\d\d\b)?",
            r"\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?\b|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b",
            rf"{_CLOCK}\s?(?:-|–|to|and)\s?{_CLOCK}\s?{_HALF}|{_CLOCK}\s?{_HALF}",
            r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?![\d:])",
            r"\d{1,2}['’′](?:0\d|1[2-9]|[2-5]\d)(?!\d)[\"”″]?",  # the length of a tape: 1'40
            r"(?:\d{1,2}[:.]\d{2}|[0-2]\d[0-5]\d)\s?hrs?\b",
            r"\d[\d,]{0,9}:\d{1,3}(?![\d:]|,\d)",  # a ratio: "16:9"
            r"(?:1[5-9]|20)\d\d\s?(?:-|–|/)\s?(?:(?:19|20)\d\d|\d\d)\b(?![,.]?\d)",
            r"\d{2,4}['’]?s\b(?!['’])",
            r"\d{1,5}[ -]\(?\d{2,5}\)?[ -]\d{3,4}[ -]?\d{3,4}(?![\d,])|\d{2,5}\)?[ -]\d{3,4}[ -]\d{3,4}(?![\d,])",
            r"(?:1-)?\d{3}-\d{4}\b|0\d{3,5} \d{5,7}\b",
            r"(?:24/7|9/11|7/7|50/50|50-50|20/20|360-degree)\b",
            r"\d+(?:st|nd|rd|th)\b(?:-(?:place|minute|century|grade|floor|round))?",
            r"(?!\d{1,3}(?:\.\d{3}){2,}(?![\d.]))\d+\.\d+\.\d[\d.]{0,20}",
            r"911\b(?=\s(?:call|dispatch|operator|emergency|center|caller|was|came)|[.,]\s|$)",
            r"[48]K\b(?=\s[a-z]*\s?(?:TV|video|resolution|display|screen|footage|monitor|camera|content|gaming))",
            r"(?<![$€£¥])[48]K\b(?!\s(?:[a-z]+s\b|people|more|or\b|to\b|a\b|in\b))",
            r"[2-6]G\b|\d+x\d+\b",
        ]
    )
)
_MONTH_BEFORE = expression(rf"\b{_MONTH}(?P<comma>,?)\s$")
_RELEASE = expression(r"[1-9]\.0")
_VERSION = expression(r"\d{1,2}\.\d{1,2}")
_YEAR = expression(r"(?:19|20)\d\d\b")
_MONTH_DAYS = expression(rf"(?:19|20)\d\d\b|{_DAYS}(?!\d|[.,]\d|\s?(?:%|percent|per cent))(?:,?\s(?:19|20)\d\d\b)?")
_NEXT = expression(r"\s([a-z]+)")
_LABEL_BEFORE = expression(r"(?:\b[Nn]os?\.\s?|#\s?|№\s?|©\s?|\b[Cc]opyright\s)$")
_LABEL = expression(r"\d+(?:\s?(?:-|–|and|to|&|,)\s?\d+\b){0,6}")
_NUMBERED = expression(r"\b[Nn]umbers?\s$")
_GLUED = expression(r"(?:^|[^A-Za-z])(?P<word>[A-Za-z]+)-$")
_FIGURE = expression(r"\d+(?:\.\d+)?")
_WEB = expression(r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]+\.\S+|[#@]\w+")
_RUN = expression(r"\d+")
_ITEM_BEFORE = expression(r"(?:^|\n)\s*\(?$")

# Words behind which a whole figure from 1500 to 2099 is a year, whatever it stands before.


class Taken:
    """What the earlier kinds of one article have consumed: dates, spans of time (which may hold an age), names."""

    def __init__(self, dates: list[Span], durations: list[Span], names: list[Span]) -> None:
        self._dates, self._durations, self._names = Spans(dates), Spans(durations), Spans(names)

    def covers(self, tok: Tok) -> bool:
        """Whether a date or a name holds the token. A currency sign ("US $5") is never a name's."""
        if self._dates.touch(tok.start, tok.end):
            return True
        return tok.kind != "c" and self._names.touch(tok.start, tok.end)

    def in_duration(self, start: int, end: int) -> bool:
        return self._durations.touch(start, end)


class Spans:
    """Disjoint spans with a fast look-up."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [s.start for s in self._spans]

    def touch(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, end - 1)
        return at > 0 and any(s.start < end and start < s.end for s in self._spans[max(at - 3, 0) : at])


def taken(page: Page, seen: Seen) -> Taken:
    """What the earlier kinds have consumed."""
    dates: list[Span] = []
    durations: list[Span] = []
    for mention, value in seen.get(Kind.DATE, ()):
        held = isinstance(value, TimeValue) and value.type is TimeType.DURATION
        (durations if held else dates).append(mention.span)
    named = [mention for mention, _ in seen.get(Kind.NAME, ()) if not _spelled_out(mention.text)]
    names = [m.span for m in named if not (m.text.isupper() and " " in m.text and _in_capitals(page, m.span))]
    return Taken(dates, durations, names)


def _in_capitals(page: Page, span: Span) -> bool:
    """Whether a name stands in a sentence of a script, all in capitals, where any words can look like a name."""
    whole = page.sentences[page.sentence_at(span.start)].span
    longer = whole.end - whole.start > 2 * (span.end - span.start)
    return longer and page.text[whole.start : whole.end].isupper()


def _spelled_out(name: str) -> bool:
    """Whether a capital at the head of a sentence made a name of a number: "Fifty-two"."""
    return all(word in number_words() for word in name.lower().replace("-", " ").split())


def masks(text: str, start: int, end: int) -> Spans:
    """Spans of a sentence that hold no number, by form alone."""
    out = [Span(*m.span()) for m in _WEB.finditer(text, start, end)] if _has_web(text, start, end) else []
    at = start
    for run in _RUN.finditer(text, start, end):
        if run.start() < at:
            continue
        found = _mask(text, start, run.start(), run.end(), end)
        if found:
            out.append(Span(run.start(), found))
            at = found
    return Spans(out)


def _counts(text: str, at: int) -> bool:
    """ "In March 20 people ...": what is behind the figure is counted, as the dates see it, too."""
    word = _NEXT.match(text, at)
    return word is not None and word[1] in lexicon.words("dates", "guard.counted")


def _has_web(text: str, start: int, end: int) -> bool:
    return any(text.find(mark, start, end) >= 0 for mark in ("@", "#", "http", "www."))


def _mask(text: str, start: int, at: int, run_end: int, end: int) -> int | None:
    """Where the form that begins with the digits at ``at`` ends; None where they may be a number."""
    before = text[max(start, at - 12) : at]
    if (before[-1:] == "." and before[-2:-1].isdigit()) or before[-1:] == ",":
        return None  # the middle of a figure
    month = _MONTH_BEFORE.search(before)
    if month and (m := (_YEAR if month.group("comma") else _MONTH_DAYS).match(text, at, end)):
        first = at - len(month.group())
        on = text[max(start, first - 4) : first].rstrip().lower().endswith("on")  # "On March 20 people came"
        return m.end() if on or not _counts(text, m.end()) else None
    if _LABEL_BEFORE.search(before) and (m := _LABEL.match(text, at, end)):
        return m.end()
    if _NUMBERED.search(before) and text[run_end : run_end + 2].lstrip(", ")[:1].isupper():
        return run_end
    glued = _GLUED.search(before)
    if (
        glued
        and glued.group("word").lower() not in guard("signed_prefixes")
        and not before[glued.start() : glued.start("word")].isdigit()
    ):
        m = _FIGURE.match(text, at, end)
        return m.end() if m else None
    if (
        before[-1:] == "("
        and text[run_end : run_end + 2] == ") "
        and run_end - at < 3
        and text[run_end + 2 : run_end + 3].isupper()
    ):
        return run_end
    if (
        run_end - at <= 3
        and text[run_end : run_end + 1] in (".", ")")
        and text[run_end + 1 : run_end + 2] in (" ", "\t", "\n", "")
    ):
        line = text[max(0, at - 6) : at]
        if (at - len(line) == 0 or "\n" in line) and _ITEM_BEFORE.search(line):
            return run_end + 1
    m = _AT_DIGIT.match(text, at, end)
    return m.end() if m else None


def is_year(toks: Sequence[Tok], at: int, hedged: bool) -> bool:
    """Whether the bare figure at token ``at`` reads as a year."""
    tok = toks[at]
    if len(tok.text) != 4 or not tok.text.isdigit() or not 1500 <= int(tok.text) <= 2199:
        return False
    nxt = toks[at + 1].low if at + 1 < len(toks) else ""
    if nxt in guard("people") or not 1900 <= int(tok.text) <= 2099:
        return at > 0 and toks[at - 1].low in guard("year_before")
    return not (hedged and tok.text.endswith("0"))


@cache
def _numbered() -> frozenset[str]:
    return lexicon.words("numbers", "not_numbers.numbered")


@cache
def _before_figure_ok() -> frozenset[str]:
    return lexicon.words("numbers", "not_numbers.before_figure_ok")


def is_name(toks: Sequence[Tok], at: int, first: int, proper: bool, counts: bool) -> bool:
    """Whether the figure or number word at ``at`` is part of a name: "Article 5", "World War Two", "Group of 20".

    ``first`` is the sentence's first token; ``proper`` says that the word before is a proper noun,
    ``counts`` that a plural follows ("release 180 prisoners").
    """
    if at == first:
        return False
    tok, before = toks[at], toks[at - 1]
    if tok.kind == "n" and not counts and _in_series(toks, at, first):
        return True
    if before.low == "." and at > 1 and toks[at - 2].end == before.start:  # "Vol. 88"
        at -= 1
        before = toks[at - 1]
    if before.kind != "w":
        return False
    capital = before.text[0].isupper()
    if before.low.endswith(("'s", "s'")):  # "Lukavia's 27 districts" are counted, the members of an index are not
        return capital and tok.text in lexicon.nested("numbers", "indices").get(before.low, ())
    if capital and tok.kind == "n" and _always(before.low, tok.text):
        return True
    if before.low in lexicon.words("numbers", "not_numbers.versioned") and _VERSION.fullmatch(tok.text):
        return True
    if before.low == "of" and at - 2 >= first and toks[at - 2].text in ("Group", "Big", "Class", "Gang"):
        return tok.kind == "n" or tok.text[0].isupper()
    if before.low == "number" and at - 1 > first and toks[at - 2].low in guard("numbering_verb"):
        return False
    if tok.kind == "w" and before.low in guard("staged") and not counts and before.end + 1 == tok.start:
        return True  # "a grade two strain", "phase three"
    if before.low in _numbered() and before.low not in _before_figure_ok():
        if counts and not (capital and at - 1 > first):
            return False
        if tok.kind == "n" and "," in tok.text:
            return False  # "Volume 1,300,000 shares"
        figures = tok.kind == "n" and tok.text.isdigit() and len(tok.text) <= 4
        return figures or (capital and at - 1 > first) or tok.text[0].isupper()
    if tok.kind == "w":
        return tok.text[0].isupper() and capital and proper and at - 1 > first and not _shouted(toks)
    version = at - 1 > first and not counts and _RELEASE.fullmatch(tok.text) is not None  # "the painter Vellkin 2.0"
    if not (capital and proper and before.low not in _before_figure_ok() and (tok.text.isdigit() or version)):
        return False
    return not (counts and _place(toks, at))


_SERIES = frozenset((",", "and", "or", "to", "-", "–", "&"))


def _in_series(toks: Sequence[Tok], at: int, first: int) -> bool:
    """ "Piers 1 and 4", "Wards 7, 8 and 9": several things of one name, each by its number."""
    i, more = at, 0
    while i > first and toks[i - 1].low in _SERIES and i - 2 > first and _short(toks[i - 2]):
        i -= 2
        more += 1
    if not more:
        more = at + 2 < len(toks) and toks[at + 1].low in _SERIES and _short(toks[at + 2])
    noun = toks[i - 1].low
    return bool(more) and _short(toks[at]) and noun.endswith("s") and noun[:-1] in _numbered() and i > first


def _short(tok: Tok) -> bool:
    return tok.kind == "n" and tok.text.isdigit() and len(tok.text) <= 3


def _always(before: str, figure: str) -> bool:
    """ "Fortune 500 companies", "Grade 7 pupils", "Nikkei 225 futures": a name even where a plural follows."""
    if not figure.isdigit() or len(figure) > 4:
        return False
    known = lexicon.nested("numbers", "indices").get(before, ())
    return figure in known or before in lexicon.words("numbers", "not_numbers.named")


def _shouted(toks: Sequence[Tok]) -> bool:
    """Whether a sentence is in capitals throughout, as scripts are: there they say nothing."""
    words = [t.text for t in toks[:_A_FEW] if t.kind == "w" and len(t.text) > 1]
    return len(words) > 3 and all(word.isupper() for word in words)


_A_FEW = 24


def _place(toks: Sequence[Tok], at: int) -> bool:
    """Whether the capitals before token ``at`` stand behind a preposition of place: "In Stara Ferry 30 homes"."""
    i = at - 1
    while (
        i > 0
        and at - i < 5
        and toks[i].kind == "w"
        and toks[i].text[0].isupper()
        and toks[i].low not in guard("places")
    ):
        i -= 1
    return toks[i].low in guard("places")
