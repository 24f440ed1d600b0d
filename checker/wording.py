"""The words of a quotation, folded so that only wording is left to compare: case, marks, contractions, British and
American spelling and numerals do not count.

``utterances`` joins the pieces of one utterance ("A," he said. "B."); ``Utterance.words`` keeps where each word
stands in the article and what stood in front of it: nothing, a comma, the end of a sentence, the break between two
pieces, or a mark of omission.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby

from checker import lexicon
from checker.expressions import expression
from checker.memory import last_kept
from checker.model import Claim, Quotation, QuoteType, Span, Zone
from checker.quoted_figures import folded
from checker.quoted_word import Gap, Word
from checker.rarity import rarity, stem
from checker.record import record

__all__ = [
    "Gap",
    "Utterance",
    "Word",
    "all_utterances",
    "is_function",
    "is_negation",
    "pieces",
    "plain_letters",
    "utterances",
    "weight",
]

LEXICON = "wording"
LONGEST = 1200
"""Words of one utterance that are compared; what lies beyond is read as cut off."""


@record
class Utterance:
    """One person's words in one article: the pieces of one utterance joined.

    ``tail`` is what ends it; ``keys`` are the keys of its words.
    """

    claims: tuple[Claim, ...]
    words: tuple[Word, ...]
    tail: Gap
    keys: tuple[str, ...]

    @property
    def article(self) -> str:
        return self.claims[0].article

    @property
    def first(self) -> Quotation:
        value = self.claims[0].value
        assert isinstance(value, Quotation)
        return value

    @property
    def headline(self) -> bool:
        return self.claims[0].zone is Zone.HEADLINE or self.first.type is QuoteType.HEADLINE

    @property
    def whole(self) -> bool:
        """Printed as full speech; a fragment woven into a reporter's sentence is not."""
        return self.first.type is QuoteType.DIRECT


_TOKEN = expression(
    r"(?P<gap>…|\.(?:[ \u00a0]?\.)+)"
    r"|(?P<open>[\[(])|(?P<close>[\])])"
    r"|(?P<sign>[%€£¥¢]|(?:US)?\$)"
    r"|(?P<month>(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.(?=\s\d))"
    r"|(?P<word_>[Nn]o\.(?=\s?\d)|(?<=\d)\s?o['’]clock)"
    r"|(?P<clock>\d{1,2}:00(?![:\d]))"
    r"|(?P<decade>(?:1[5-9]|20)\d0s\b|['’]\d0s\b)"
    r"|(?P<number>\d+(?:[.,]\d+)*(?:st|nd|rd|th)?)"
    r"|(?P<masked>[^\W\d_]+(?:[*#_]{2,}|-{3,})[^\W\d_]*)"
    r"|(?P<acronym>(?:[^\W\d_]\.){2,})"
    r"|(?P<word>['’]?[^\W\d_]+(?:['’‘][^\W\d_]+)*)"
    r"|(?P<end>[.!?]+)"
    r"|(?P<pause>[,;:—–-]+)"
    r"|(?P<mark>[\"“”„«»‘’'])"
)
_PLAIN = str.maketrans({"’": "'", "‘": "'"})
_SIGNS = {"%": "percent", "¢": "cents"}
_SHORT = {"m": "million", "mn": "million", "bn": "billion", "k": "thousand", "tn": "trillion"}
_SHORT |= {"km": "kilometers", "kg": "kilograms", "cm": "centimeters", "ft": "feet"}
_LONGEST_INSERTION = 160
_NOT_QUOTED = (QuoteType.INDIRECT, QuoteType.TITLE)


def utterances(claims: Iterable[Claim]) -> list[Utterance]:
    """Quote claims, in reading order, as utterances; a piece without a group stands alone.

    Reported speech and titles of works are no one's quoted words and are left out.
    """
    out = []
    quoted = (c for c in claims if not (isinstance(c.value, Quotation) and c.value.type in _NOT_QUOTED))
    for (_, _), run in groupby(enumerate(quoted), key=_group):
        joined = tuple(claim for _, claim in run)
        words, tail = _read(joined)
        if words:
            out.append(Utterance(joined, tuple(words), tail, tuple(w.key for w in words)))
    return out


@last_kept
def all_utterances(claims: Sequence[Claim]) -> list[Utterance]:
    """The utterances of a whole story; those of the last one are kept."""
    return utterances(claims)


def pieces(one: Utterance, shared: tuple[int, int]) -> Iterator[Utterance]:
    """The pieces of an utterance that lie wholly outside words[shared], each as an utterance of its own."""
    for claim in one.claims:
        own = [i for i, word in enumerate(one.words) if claim.mention.span.contains(word.span)]
        if own and (own[-1] < shared[0] or own[0] >= shared[1]):
            yield from utterances((claim,))


def _group(numbered: tuple[int, Claim]) -> tuple[str, str]:
    number, claim = numbered
    group = claim.mention.parts.get("group")
    return claim.article, f"g{group}" if group is not None else f"c{number}"


def _read(claims: Sequence[Claim]) -> tuple[list[Word], Gap]:
    words: list[Word] = []
    gap = Gap.NONE
    for claim in claims:
        for start, text in _segments(claim):
            gap = max(gap, Gap.PIECE) if words else gap
            gap = _tokenise(text, start, gap, words)
            if len(words) >= LONGEST:
                return words[:LONGEST], Gap.OMISSION
    return words, gap


def _segments(claim: Claim) -> Iterator[tuple[int, str]]:
    """(offset, text) of each stretch of a claim inside its marks."""
    value, span = claim.value, claim.mention.span
    assert isinstance(value, Quotation)
    inside = [s for s in value.segments if span.contains(s)] or [span]
    for part in inside:
        yield part.start, claim.mention.text[part.start - span.start : part.end - span.start]


def _tokenise(text: str, offset: int, gap: Gap, out: list[Word]) -> Gap:
    """Append the words of one stretch; gives the gap that stands behind the last of them."""
    inserted, nested, closes = False, False, -1
    first = len(out)
    for m in _TOKEN.finditer(text):
        kind, found = m.lastgroup, m.group()
        if kind == "gap":
            gap = max(gap, Gap.OMISSION)
        elif kind == "open":
            closes = _insertion_end(text, m.start())
            inserted = closes >= 0
        elif kind == "close":
            if inserted and m.start() >= closes:
                inserted = False
        elif kind == "end":
            gap = max(gap, Gap.SENTENCE)
        elif kind == "pause":
            gap = max(gap, Gap.COMMA) if found != "-" or text[m.start() - 1 : m.start()] == " " else gap
        elif kind == "mark":
            nested = _nested(text, m.start(), nested)
        else:
            span = Span(offset + m.start(), offset + m.end())
            for key in _keys(kind or "", found, text, m.start()):
                out.append(Word(key, span, found, gap, inserted, nested))
                gap = Gap.NONE
            _join_numerals(out, text, m.start())
            if kind == "acronym" and _starts_sentence(text, m.end()):
                gap = Gap.SENTENCE
    out[first:] = folded(out[first:], text, offset)
    return gap


def _insertion_end(text: str, start: int) -> int:
    """Where an editor's insertion that opens at ``start`` closes, or -1: square brackets, or a short parenthesis."""
    return text.find("]" if text[start] == "[" else ")", start, start + _LONGEST_INSERTION)


def _nested(text: str, at: int, nested: bool) -> bool:
    """Whether the words behind the mark at ``at`` stand in an inner quotation."""
    before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2]
    opens = not before.isalnum() and before not in ".,!?…" and bool(after) and not after.isspace()
    return opens and not nested


def _starts_sentence(text: str, at: int) -> bool:
    rest = text[at : at + 3].lstrip()
    return bool(rest) and rest[0].isupper() and text[at : at + 1].isspace()


def _keys(kind: str, found: str, text: str, at: int) -> tuple[str, ...]:
    if kind == "month":
        return (found.lower().rstrip("."),)
    if kind == "word_":
        return ("number",) if found[0] in "Nn" else ()
    if kind == "clock":
        return (found.split(":")[0],)
    if kind == "decade":
        return (f"{found[:-3] if found[0].isdigit() else 19}{found[-3]}0s",)
    if kind == "number":
        number = found.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", found) else found
        return (number,)
    if kind == "sign":
        return (_SIGNS.get(found, found[-1]),)
    if kind == "acronym":
        return (found.replace(".", "").lower(),)
    low = plain_letters(found.lower()).translate(_PLAIN)
    if low in _SHORT and at and text[at - 1].isdigit():
        return fold_word(_SHORT[low])
    return fold_word(low)


@lru_cache(maxsize=65536)
def fold_word(low: str) -> tuple[str, ...]:
    """The keys of one lower-case word with plain marks: fold_word("don't") == ("do", "not")."""
    whole = lexicon.mapping(LEXICON, "contractions").get(low)
    if whole is not None:
        return tuple(whole.split())
    low = low.strip("'") if low not in ("'s", "'d") else low
    if low.endswith("n't"):
        return (low[:-3], "not")
    for ending, full in (("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am"), ("'d", "'d")):
        if low.endswith(ending) and len(low) > len(ending):
            return (low[: -len(ending)], full)
    if low.endswith("'s"):
        base = low[:-2]
        if base in lexicon.words(LEXICON, "apostrophe_s"):
            return (base, "'s")
        return (f"{_spelled(base)}'s",)
    return tuple(_spelled(low).split()) if low else ()


def _spelled(word: str) -> str:
    known = lexicon.mapping(LEXICON, "spelling.words").get(word) or lexicon.mapping(LEXICON, "numerals").get(word)
    if known is not None:
        return known
    for ending, plain in lexicon.mapping(LEXICON, "spelling.endings").items():
        if word.endswith(ending) and len(word) - len(ending) >= 3 and word not in _unchanging():
            return word[: -len(ending)] + plain
    return word


@cache
def _unchanging() -> frozenset[str]:
    return lexicon.words(LEXICON, "spelling.unchanging")


def _join_numerals(out: list[Word], text: str, at: int) -> None:
    """ "twenty-one" was read as 20 and 1: one word, 21; "per cent" is percent."""
    if len(out) < 2:
        return
    last, before = out[-1], out[-2]
    if last.key == "cent" and before.key == "per":
        out[-2:] = [Word("percent", Span(before.span.start, last.span.end), "per cent", before.gap, before.inserted)]
        return
    if at == 0 or text[at - 1] not in "-‑" or not (last.key.isdigit() and before.key.isdigit()):
        return
    if before.text.isalpha() and last.text.isalpha() and int(before.key) in range(20, 100, 10) and len(last.key) == 1:
        joined = Word(
            str(int(before.key) + int(last.key)),
            Span(before.span.start, last.span.end),
            f"{before.text}-{last.text}",
            before.gap,
            before.inserted,
            before.nested,
        )
        out[-2:] = [joined]


def plain_letters(text: str) -> str:
    """Letters without accents: "Raúl" is "Raul". The length may change."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def is_function(key: str) -> bool:
    return key in lexicon.words(LEXICON, "function")


def is_negation(key: str) -> bool:
    return key in lexicon.words(LEXICON, "negations")


@lru_cache(maxsize=65536)
def weight(key: str) -> float:
    """How much a shared word says that two quotations are one: 0.2 for grammar, up to 1.2 for a rare word."""
    if is_function(key):
        return 0.2
    if key.isdigit():
        return 1.0
    return 0.4 + 0.8 * rarity(stem(key))
