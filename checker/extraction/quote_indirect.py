"""Reported speech without quotation marks: "the mayor said that ...", "..., officials said", "according to X, ..."."""

from __future__ import annotations

from functools import cache

from checker.extraction.quote_frame import Cue, Frame
from checker.extraction.quote_lexicon import cue_forms, source_phrases
from checker.extraction.quote_sentence import Attribution, animate
from checker.grammar import Page
from checker.model import Span, Zone

__all__ = ["reported"]

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_OPENS_CLAUSE = frozenset(
    ("DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "CD", "EX", "JJ", "JJR", "JJS", "PDT", "$", "VBG")
)
_ASIDE = frozenset(("who", "which", "where", "adding", "according", "but", "though", "although"))
_SHORTEST = 3
_NEVER = frozenset(("ask", "read", "continue", "repeat"))
_ANYBODY = frozenset(("say", "tell", "according to"))  # of these anything that is a subject is a speaker


@cache
def _gate() -> frozenset[str]:
    forms = set(cue_forms("say")) | set(source_phrases())
    return frozenset(forms | {"believes", "believe", "believed", "thinks", "think", "fears", "hopes"})


def reported(page: Page, busy: set[int]) -> list[tuple[Span, Attribution]]:
    """Content and attribution of reported clauses, in sentences other than ``busy`` ones."""
    gate, text = _gate(), page.text
    out = []
    for index, sentence in enumerate(page.sentences):
        if index in busy or sentence.zone is Zone.HEADLINE:
            continue
        span = sentence.span
        if gate.isdisjoint(text[span.start : span.end].replace(",", " ").replace(".", " ").lower().split()):
            continue
        found = _clause(Frame(page, [index], span, []))
        if found is not None:
            out.append(found)
    return out


def _clause(frame: Frame) -> tuple[Span, Attribution] | None:
    for cue in frame.cues:
        if cue.base in _NEVER or (cue.base not in _ANYBODY and not animate(frame, (cue.first, cue.last))):
            continue
        if cue.bare or cue.form in ("noun", "participle") or not (cue.strong or cue.base in ("believe", "think")):
            continue
        span = _source(frame, cue) if cue.form == "source" else _behind(frame, cue) or _before(frame, cue)
        if span is not None:
            return span, Attribution(cue.subject, cue.text, "reported", strong=cue.strong)
    return None


def _behind(frame: Frame, cue: Cue) -> Span | None:
    """The clause that follows a cue: behind "that", or a subject with its finite verb."""
    words = frame.words
    if cue.form != "before":
        return None
    i = cue.at + 1
    limit = min(len(words), i + 14)
    that = next((k for k in range(i, limit) if words[k].low == "that"), None)
    if that is not None and all(words[k].tag not in _FINITE and words[k].low not in (",", ":") for k in range(i, that)):
        return _span(frame, that + 1, len(words))
    if cue.base in ("tell", "inform", "warn", "remind", "assure") and i < len(words):
        found = frame.phrase_from(i)
        i = found[1] + 1 if found else i
    while i < len(words) and words[i].tag.startswith("RB"):
        i += 1
    if i < len(words) and words[i].tag in _OPENS_CLAUSE:
        for k in range(i + 1, min(len(words), i + 16)):
            if words[k].low in (",", ";", ":"):
                return None
            if words[k].tag in _FINITE:
                return _span(frame, i, len(words))
    return None


def _before(frame: Frame, cue: Cue) -> Span | None:
    """The clause before "..., officials said" at the end of a sentence or of a clause."""
    words = frame.words
    lead = min(cue.first, cue.at)
    if lead < 2 or words[lead - 1].low != ",":
        return None
    behind = words[cue.at + 1] if cue.form == "before" and cue.at + 1 < len(words) else None
    if behind is not None and behind.tag not in (",", ".", ":", "IN", "RB", "NNP", "CC"):
        return None
    if not any(words[k].tag in _FINITE for k in range(lead - 1)):
        return None
    return _span(frame, frame.behind_dateline(), lead - 1)


def _source(frame: Frame, cue: Cue) -> Span | None:
    """What "according to X" covers: the rest of the sentence when it opens it, else what stands before."""
    words = frame.words
    if cue.at < 2:
        comma = next((k for k in range(cue.last + 1, len(words)) if words[k].low == ","), None)
        return _span(frame, comma + 1, len(words)) if comma is not None else None
    if words[cue.at - 1].low == "," and any(w.tag in _FINITE for w in words[: cue.at]):
        return _span(frame, frame.behind_dateline(), cue.at - 1)
    return None


def _span(frame: Frame, first: int, end: int) -> Span | None:
    """The span of tokens without marks at its edges and without a trailing aside; None when it is too short."""
    words = frame.words
    while first < end and words[first].tag in (",", ":", ".", "CC"):
        first += 1
    end = next((k for k in range(first, end) if words[k].low == ";"), end)
    for k in range(first + 6, end - 1):
        if words[k].low == "," and words[k + 1].low in _ASIDE:
            end = k
            break
    while end > first and words[end - 1].tag in (",", ":", ".", "''", "``"):
        end -= 1
    if end - first < _SHORTEST:
        return None
    return Span(words[first].start, words[end - 1].end)
