"""What a quoted stretch is: speech (direct, mixed, headline), the name of a work, or marks that quote nobody."""

from __future__ import annotations

from collections.abc import Sequence

from checker import lexicon
from checker.extraction.quote_attribution import Reading
from checker.extraction.quote_frame import Frame
from checker.extraction.quote_lexicon import grammar
from checker.extraction.quote_marks import Stretch
from checker.extraction.quote_phrases import Word
from checker.extraction.quote_sentence import Attribution
from checker.grammar import Page
from checker.model import QuoteType, Zone

__all__ = ["type_of"]

_SMALL = frozenset(
    ("a", "an", "the", "of", "for", "and", "or", "to", "in", "on", "at", "by", "with", "from", "as", "but")
)


def type_of(page: Page, reading: Reading, number: int, stretch: Stretch, got: Attribution | None) -> str:
    """The QuoteType of a stretch, as its value."""
    content = page.text[stretch.start : stretch.end]
    size = content.count(" ") + 1
    frame = reading.frames[reading.frame_of[number]][1] if number in reading.frame_of else None
    if frame is None:
        return QuoteType.SCARE
    at = frame.where.get(number, 0) if frame.words else 0
    before = frame.words[at - 1].low if at > 0 else ""
    if size <= 10 and _titled(content) and _names_work(frame, at, size, got is not None and got.strong):
        return QuoteType.TITLE
    alone = (frame.only_quotes and size > 2) or before == ":"
    sentence = alone and content[:1].isupper() and content[-1] in ".!?"
    if before in ("so-called", "so-termed"):
        return QuoteType.SCARE
    if size <= 6 and at == 2 and frame.words[0].low == "the" and before in lexicon.words("quotes", "title.mentioned"):
        return QuoteType.SCARE
    if got is None and size <= 6 and not sentence:
        return QuoteType.TITLE if size > 1 and _titled(content) else QuoteType.SCARE
    if content.startswith("(") and content.rstrip(".").endswith(")"):
        return QuoteType.SCARE  # "(LAUGHTER)": a stage direction
    if page.paragraphs[stretch.paragraph].zone is Zone.HEADLINE:
        return QuoteType.HEADLINE
    return QuoteType.DIRECT if frame.only_quotes or _clause(content, before) else QuoteType.MIXED


def _names_work(frame: Frame, at: int, size: int, said: bool) -> bool:
    """Whether the words before a capitalised stretch announce the name of a film, a book, a programme."""
    nouns = lexicon.words("quotes", "title.before")
    before = frame.words[max(0, at - 4) : at]
    if not before:
        return False
    last = before[-1]
    if last.low in nouns or (last.low == "," and len(before) > 1 and before[-2].low in nouns):
        return True
    if last.low in lexicon.words("quotes", "title.naming"):
        return any(w.low in nouns for w in before) or (size > 1 and _participle(before))
    if size > 1 and last.low in lexicon.words("quotes", "title.made"):
        return True
    if last.low in ("itself", "themselves") and before[-2:-1] and before[-2].low in ("calling", "called", "naming"):
        return True
    if last.tag == "POS" and len(before) > 1 and (before[-2].capital or size > 1):
        return True
    behind = frame.words[at + 1] if at + 1 < len(frame.words) else None
    if last.low in lexicon.words("quotes", "title.asked"):
        return behind is not None
    if size > 1 and behind is not None and behind.tag in ("NN", "NNS") and last.tag in ("DT", "PRP$", "JJ", "POS"):
        return True
    if said and size > 1 and last.tag in ("DT", "PRP$", "CD", "JJ"):
        return True
    return size > 1 and last.low in lexicon.words("quotes", "title.within")


def _titled(content: str) -> bool:
    """Every word that counts begins with a capital or a digit."""
    words = [w.strip("'‘’\"“”(),.!?:;") for w in content.split()]
    long = [w for w in words if w and w.lower() not in _SMALL]
    return bool(long) and content[-1:] not in "!?" and all(not w[0].islower() for w in long)


def _participle(before: Sequence[Word]) -> bool:
    """ "a group called": the noun right in front is what has the name; not "what critics called"."""
    return len(before) > 2 and before[-2].tag == "NN" and before[-3].low in ("a", "an", "the", "another", "new")


def _clause(content: str, before: str) -> bool:
    """Whether the words stand as a sentence of their own, not as a part of the reporter's sentence."""
    return content[:1].isupper() and before not in grammar("determiners") and before not in ("that", "of", "a")
