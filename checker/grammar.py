"""Tokens, parts of speech and phrases: what the extractors know of English grammar.

A ``Page`` is one article as the stages read it: paragraphs, sentences, and tagged tokens made on demand and
kept, so that sentences without a fact are never tagged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.model import Article, Span, Zone
from checker.text import paragraphs, sentences

__all__ = ["Page", "Sentence", "Token"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark. ``tag`` is a Penn Treebank part-of-speech tag; ``lemma`` is lower case."""

    start: int
    end: int
    text: str
    tag: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Sentence:
    span: Span
    paragraph: int
    zone: Zone


_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)*|[A-Za-zÀ-ɏ]+(?:[-’'.&][A-Za-zÀ-ɏ]+)*|\S"
)


class Page:
    """One article with its sentences; not thread-safe, made and dropped within one extraction."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        self.paragraphs = paragraphs(article)
        self.sentences: list[Sentence] = [
            Sentence(span, index, region.zone)
            for index, region in enumerate(self.paragraphs)
            for span in sentences(article.text, region.span)
        ]
        self._tokens: dict[int, list[Token]] = {}
        self._starts = [s.span.start for s in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds ``offset`` (the last one that starts at or before it)."""
        from bisect import bisect_right

        return max(bisect_right(self._starts, offset) - 1, 0)

    def tokens(self, sentence: int) -> list[Token]:
        """The tagged tokens of a sentence, made once."""
        found = self._tokens.get(sentence)
        if found is None:
            span = self.sentences[sentence].span
            found = self._tokens[sentence] = tag(self.text, span)
        return found


def tag(text: str, span: Span) -> list[Token]:
    """Tokens of ``text[span]`` with part-of-speech tags. (First version: every word a noun.)"""
    return [
        Token(m.start(), m.end(), m.group(), "NN", m.group().lower())
        for m in _TOKEN.finditer(text, span.start, span.end)
    ]
