"""Tokens, parts of speech and phrases: what the extractors know of English grammar.

A ``Page`` is one article as the stages read it: paragraphs, sentences, and tagged tokens made on demand and
kept, so that sentences without a fact are never tagged::

    tokens = page.tokens(page.sentence_at(offset))      # Token(start, end, text, tag, lemma, low)
    i = token_at(tokens, offset)
    noun_phrase(tokens, i)            # the base noun phrase that starts at token i: start, end, head (token indices)
    counted_phrase(tokens, i)         # what the number at token i counts: also behind "of" ("20 of the missiles")
    noun_phrase_ending(tokens, i)     # the one that ends with token i
    governor(tokens, i)               # the verb (or noun) that governs the phrase holding token i, with its role
    verb_groups(tokens)               # auxiliaries, modal, tense, passive, particle, negation
    subject(tokens, v), object(tokens, v)       # of the verb group that holds token v
    parse(tokens)                     # all of these for one sentence: .phrase(i), .verb(i), .noun_phrases()
    lemma(word, tag), singular(noun), is_plural(noun)

Everything is linear in the sentence's length and works on any text. Words are data: ``lexicons/en/tagging.toml``
and the generated ``lexicons/en/wordforms.tsv``.
"""

from __future__ import annotations

from bisect import bisect_right

from checker.chunks import VerbGroup
from checker.clauses import Governor, Parse, governor, object, parse, subject, verb_groups
from checker.model import Article, Span, Zone
from checker.phrases import NounPhrase, counted_phrase, noun_phrase, noun_phrase_ending
from checker.rarity import words_in
from checker.record import record
from checker.tagging import tag
from checker.text import paragraphs, sentences
from checker.tokens import Token, token_at
from checker.wordforms import is_plural, lemma, singular
from checker.wrapping import unwrapped

__all__ = [
    "Governor",
    "NounPhrase",
    "Page",
    "Parse",
    "Sentence",
    "Token",
    "VerbGroup",
    "counted_phrase",
    "governor",
    "is_plural",
    "lemma",
    "noun_phrase",
    "noun_phrase_ending",
    "object",
    "parse",
    "singular",
    "subject",
    "tag",
    "token_at",
    "verb_groups",
]


@record
class Sentence:
    span: Span
    paragraph: int
    zone: Zone


class Page:
    """One article with its sentences; not thread-safe, made and dropped within one extraction.

    ``text`` is the article's with the line ends of hard-wrapped paragraphs blanked: the same length, the same offsets.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = unwrapped(article)
        self.paragraphs = paragraphs(article, self.text)
        self.sentences: list[Sentence] = [
            Sentence(span, index, region.zone)
            for index, region in enumerate(self.paragraphs)
            for span in sentences(self.text, region.span)
        ]
        self._tokens: dict[int, list[Token]] = {}
        self._words: dict[int, list[str]] = {}
        self._starts = [s.span.start for s in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds ``offset`` (the last one that starts at or before it)."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def words(self, sentence: int) -> list[str]:
        """The words of a sentence as printed, cut once for everything that only asks which they are."""
        found = self._words.get(sentence)
        if found is None:
            span = self.sentences[sentence].span
            found = self._words[sentence] = words_in(self.text, span.start, span.end)
        return found

    def tokens(self, sentence: int) -> list[Token]:
        """The tagged tokens of a sentence, made once."""
        found = self._tokens.get(sentence)
        if found is None:
            span = self.sentences[sentence].span
            found = self._tokens[sentence] = tag(self.text, span)
        return found
