"""Paragraphs and sentences with exact offsets. Nothing here rewrites the text."""

from __future__ import annotations

from checker import lexicon
from checker.expressions import expression
from checker.model import Article, Region, Span, Zone

__all__ = ["FACT_ZONES", "LONGEST", "fold", "letters_apart", "paragraphs", "sentences"]

FACT_ZONES = (Zone.HEADLINE, Zone.BODY)
LONGEST = 1500
"""Characters of a sentence before it is cut at the next blank; sentences of news end long before."""

_LINE = expression(r"[^\r\n]+")
# A sentence may end at .!?… with closing marks behind it, when white space follows. A run of marks is tried once.
_END = expression(r"(?:\.{1,3}|…|(?<![.!?…])[!?])[!?]*[\"'”’»)\]]*(?=\s)|[.!?…][\"”’»]+(?=[A-Z“\"])")
_BLANKS = expression(r"\s+")
_OPENERS = frozenset("\"'“‘«([—-–•")
_FOLD = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " ",
                       "\u202f": " ", "\u2009": " ", "–": "-", "—": "-", "‑": "-", "…": "."})


def letters_apart(a: str, b: str) -> int:
    """How many letters of two words the other one lacks: at least so many must be put in or taken out between them."""
    return sum(abs(a.count(letter) - b.count(letter)) for letter in {*a, *b})


def fold(text: str) -> str:
    """Lower case, quote marks and dashes plain, one character for one: lengths are kept.

    (``str.lower`` may lengthen a few characters such as "İ"; those are left as they are.)
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low if low.isascii() else low.translate(_FOLD)


def paragraphs(article: Article, text: str) -> list[Region]:
    """The non-empty lines of the fact zones of a text, in order, without blanks at their ends."""
    regions = article.regions or (Region(Zone.BODY, Span(0, len(text))),)
    out = []
    for region in regions:
        if region.zone not in FACT_ZONES:
            continue
        for m in _LINE.finditer(text, region.span.start, region.span.end):
            start, end = m.span()
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if start < end:
                out.append(Region(region.zone, Span(start, end)))
    return out


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of one paragraph: spans in order, without blanks between them.

    A stretch without an end is cut at a blank beyond ``LONGEST`` characters: work on a sentence grows faster than
    its length, and no line of a hostile file may hold up the others.
    """
    return [piece for whole in _sentences(text, span) for piece in _cut(text, whole)]


def _cut(text: str, whole: Span) -> list[Span]:
    """A sentence, or an endless one in pieces of about ``LONGEST`` characters."""
    out, start = [], whole.start
    while whole.end - start > LONGEST:
        blank = _BLANKS.search(text, start + LONGEST, min(start + 2 * LONGEST, whole.end))
        end, after = blank.span() if blank else (min(start + 2 * LONGEST, whole.end),) * 2
        out.append(Span(start, end))
        start = after
    if start < whole.end:
        out.append(Span(start, whole.end))
    return out


def _sentences(text: str, span: Span) -> list[Span]:
    always = lexicon.words("abbreviations", "always")
    soft = lexicon.words("abbreviations", "unless_capital")
    out, start = [], span.start
    for m in _END.finditer(text, span.start, span.end):
        nxt = m.end()
        while nxt < span.end and text[nxt].isspace():
            nxt += 1
        if nxt >= span.end:
            break
        look = nxt
        while look < span.end and text[look] in _OPENERS:
            look += 1
        follows = text[look : look + 1]
        if follows.islower():
            continue
        if m.group().startswith(".") and not m.group().startswith(".."):
            word_at = m.start()
            while word_at > start and not text[word_at - 1].isspace() and text[word_at - 1] not in "(\"“‘'":
                word_at -= 1
            word = text[word_at : m.start()].lower()
            if word in always or (len(word) == 1 and word.isalpha() and word not in "i"):
                continue
            initials = word in soft or _INITIALS.fullmatch(word)
            if initials and not _opens_sentence(text, look, span.end):
                continue
        out.append(Span(start, m.end()))
        start = nxt
    if start < span.end:
        out.append(Span(start, span.end))
    return out


_WORD = expression(r"[A-Za-z’']+")
_INITIALS = expression(r"[a-z]\.[a-z]")


def _opens_sentence(text: str, at: int, end: int) -> bool:
    m = _WORD.match(text, at, end)
    return bool(m and m.group().lower() in lexicon.words("abbreviations", "sentence_openers"))
