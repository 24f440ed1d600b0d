"""Findings about the words of a quotation, worded for a news desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checker import lexicon
from checker.judge import rulebook
from checker.judge.quote_changes import Change, Shift, rendered
from checker.judge.quote_passages import (
    SHOWN_WORDS,
    around,
    distinct,
    label,
    sources_of,
    spot,
)
from checker.judge.quote_speakers import is_fragment
from checker.judge.quote_table import Comparison
from checker.model import (
    Alignment,
    Bundle,
    Finding,
    Kind,
    Level,
    Quotation,
)
from checker.sameness import from_sentence_to_sentence
from checker.speakers import fold_words, speaker
from checker.ties import Relation
from checker.worddiff import Overlap
from checker.wording import Utterance

__all__ = ["EDGE_RULES", "altered", "broken_marks", "signature"]

_BASE = {"Q110": 0.93, "Q111": 0.92, "Q112": 0.85, "Q113": 0.85, "Q114": 0.85, "Q120": 0.85, "Q121": 0.8, "Q122": 0.75,
         "Q123": 0.65, "Q124": 0.65, "Q201": 0.55, "Q202": 0.6, "Q203": 0.6, "Q205": 0.6}  # fmt: skip
_DECISIVE = {
    "Q110": (Shift.NEGATION,), "Q111": (Shift.NUMBER,), "Q112": (Shift.NAME,), "Q113": (Shift.OPPOSITE,),
    "Q114": (Shift.SWAPPED,), "Q120": (Shift.MODAL,), "Q121": (Shift.CONTENT, Shift.PERSON), "Q122": (Shift.DROPPED,),
    "Q123": (Shift.SPLICED,),
    "Q202": (Shift.FUNCTION, Shift.REPEATED), "Q203": (Shift.SENTENCE,),
}  # fmt: skip
_SAYS = {
    "Q110": "One version says “not” where the other does not",
    "Q111": "The figure inside the quotation differs",
    "Q112": "The name inside the quotation differs",
    "Q113": "The two versions say opposite things",
    "Q114": "The same words have changed places",
    "Q120": "How sure or how bound the speaker is differs",
    "Q121": "A word of substance differs",
    "Q122": "Words are missing inside one version, without an ellipsis",
    "Q123": "Words from two sentences are run together, without a mark",
    "Q124": "One version is cut so that it says more than the speaker did",
    "Q201": "One version is cut before a limit that the speaker set",
    "Q202": "Small words differ",
    "Q203": "A sentence is left out inside one version, without an ellipsis",
    "Q205": "Two renderings of one statement differ in who, must, not or how many",
}
_ADVICE = {
    "Q123": "Check the recording or transcript; show the gap with an ellipsis or split the quotation.",
    "Q122": "Check the recording or transcript; mark what is left out with an ellipsis.",
    "Q203": "Mark the omission with an ellipsis, or split the quotation around its attribution.",
    "Q124": "Quote the condition too, or paraphrase; check the recording or transcript.",
    "Q201": "Consider quoting the limit too.",
    "Q202": "Check the transcript if the exact words matter.",
    "Q205": "Compare both with the words in the original language.",
}
_UNSURE = (Relation.UNKNOWN, Relation.DIFFERENT)
EDGE_RULES = ("Q124", "Q201")
_CLOSE_DAYS = 3
_LEAST_MATCHED, _LEAST_BITS = 5, 2.2
_ALL_WORDS = 8
_TELLING = 2.6
_LEAST_INSIDE = 6


# passages


# misattributed


# altered


# quotation marks


def signature(code: str, compared: Comparison) -> tuple[str, ...]:
    """What a changed version changes: versions with one signature are one finding."""
    decisive = _deciding(code, compared)
    if not decisive:
        return (code, *(" ".join(w.key for w in loss.lost) for loss in compared.losses))
    return (code, *(f"{_keys(c.left)}>{_keys(c.right)}" for c in decisive))


def _keys(words: Sequence[object]) -> str:
    return " ".join(getattr(w, "key", "") for w in words)


def _deciding(code: str, compared: Comparison) -> list[Change]:
    if code == "Q205":
        return list(compared.rendered)
    return [c for c in compared.changes if c.shift in _DECISIVE.get(code, ())]


def altered(
    bundle: Bundle,
    alignment: Alignment,
    compared: Comparison,
    code: str,
    right: Sequence[Utterance],
    odd: Sequence[Utterance],
) -> Finding | None:
    """A version that changes the words. ``right``: the versions with more support; ``odd``: the changed ones."""
    level = _level(bundle, compared, code)
    if level is None:
        return None
    decisive = _deciding(code, compared)
    where_a, where_b = _where(compared, decisive)
    evidence = [around(bundle, u, spot(u, compared.found.a, where_a), 0) for u in right]
    evidence += [around(bundle, u, spot(u, compared.found.b, where_b), 1) for u in odd]
    lines = [rendered(compared.found, c) if code == "Q205" else c.shown for c in decisive]
    working = lines or [loss.shown for loss in compared.losses]
    why = compared.losses[0].why if code in EDGE_RULES else working[0]
    who = speaker(compared.found.a.claims)
    return rulebook.finding(
        code,
        level=level,
        evidence=distinct(evidence),
        fact=label(compared.found.a, who),
        story=alignment.story,
        message=f"{_SAYS[code]}: {why} ({sources_of(right)} -> {sources_of(odd)}).",
        confidence=_confidence(code, compared, level),
        reasons=[*alignment.reasons, compared.tie.why][:4],
        considered=_considered(compared),
        working=working,
        advice=_ADVICE.get(code, "Check the recording or transcript; correct the version that is wrong."),
    )


def _level(bundle: Bundle, compared: Comparison, code: str) -> Level | None:
    """The rule's level, lower where it is less sure that both are one utterance of one speaker; None: say nothing."""
    level = rulebook.rule(code).level
    found = compared.found
    if code == "Q122" and any(c.grave for c in compared.changes if c.shift is Shift.DROPPED):
        level = Level.ERROR
    if level is None or level is Level.NOTE:
        return level
    if found.a.headline or found.b.headline:
        return Level.NOTE if code in ("Q110", "Q111", "Q112", "Q113") else None
    denied = any(loss.denied for loss in compared.losses) and found.matched >= _LEAST_MATCHED
    fragment = is_fragment(found) and not (compared.one_story and (denied or _woven_alike(compared)))
    if fragment or (compared.tie.relation in _UNSURE and not _near_verbatim(compared, code)):
        return Level.NOTE
    if level is Level.WARNING and (_translated(found.a) or _translated(found.b)):
        return Level.NOTE
    if level is Level.WARNING and (found.matched < _LEAST_MATCHED or found.bits < _LEAST_BITS):
        return Level.NOTE
    if not compared.one_story and not _close_days(bundle, found):
        return Level.WARNING if code in ("Q110", "Q111", "Q112") and found.bits > 5 else Level.NOTE
    return level


def _translated(one: Utterance) -> bool:
    """Whether the text says beside the words that they are a translation: another word is then no misquotation."""
    told = lexicon.words("quotes", "labels.translated")
    return any(w in told for c in one.claims for w in fold_words(c.context.replace(c.mention.text, " ")))


def _woven_alike(compared: Comparison) -> bool:
    """Whether a few words in a reporter's sentence are those of the other but for one place, and of one speaker."""
    alone = (_one_place(compared.found) and compared.found.bits >= _LEAST_BITS) or _one_word_inside(compared.found)
    return compared.tie.relation in (Relation.SAME, Relation.LINKED) and alone


def _one_word_inside(found: Overlap) -> bool:
    """Whether a piece of a sentence is the other's word for word, but for a word that stands for another."""
    first, last = found.ops[0], found.ops[-1]
    all_a = not first.a1 and last.a2 == len(found.a.words) and not found.a.whole
    all_b = not first.b1 and last.b2 == len(found.b.words) and not found.b.whole
    if len(found.changes) != 1 or not (all_a or all_b) or found.matched < _LEAST_INSIDE or found.bits < _TELLING:
        return False
    op = found.changes[0]
    return op.a2 - op.a1 == op.b2 - op.b1 == 1


def _one_place(found: Overlap) -> bool:
    """Whether whole sentences of two versions are word for word the same but for one place."""
    return from_sentence_to_sentence(found) and len(found.changes) == 1 and found.matched >= _LEAST_MATCHED


def _one_word(compared: Comparison) -> bool:
    """Whether two pieces of full speech in one story differ in one word that stands for another."""
    found = compared.found
    whole = found.a.whole and found.b.whole and compared.one_story
    if not whole or not _one_place(found) or found.bits < _LEAST_BITS:
        return False
    op = found.changes[0]
    return op.a2 - op.a1 == op.b2 - op.b1 == 1 and compared.tie.relation is Relation.UNKNOWN


def _near_verbatim(compared: Comparison, code: str) -> bool:
    """What makes up for a speaker that one version does not name."""
    found = compared.found
    if _one_word(compared) or (found.matched >= _ALL_WORDS and _reordered(found)):
        return True
    if code in ("Q110", "Q111", "Q112", "Q113", "Q114"):
        return found.matched >= 4 and found.spread <= 0.3 and (found.share >= 0.6 or found.bits >= 5)
    full = compared.one_story and found.a.whole and found.b.whole and len(found.changes) == 1
    if full and found.matched >= 8 and found.bits >= 3.5 and found.spread <= 0.2:
        return True
    long = found.matched >= 6 and found.bits >= _TELLING and found.spread <= 0.15
    return long and (found.share >= 0.75 or found.bits >= 8)


def _reordered(found: Overlap) -> bool:
    """Are they the very same words in another order?"""
    mine, theirs = (sorted(w.key for w in one.words) for one in (found.a, found.b))
    return mine == theirs


def _close_days(bundle: Bundle, found: Overlap) -> bool:
    """Whether two articles of different stories are so close that the words were said once."""
    days: list[date] = []
    for one in (found.a, found.b):
        published = bundle.articles[one.article].published
        if published is None:
            return False
        days.append(published)
    return abs((days[0] - days[1]).days) <= _CLOSE_DAYS


def _where(compared: Comparison, decisive: Sequence[Change]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The words on each side that the verdict rests on."""
    if decisive:
        a = min(c.op.a1 for c in decisive), max(c.op.a2 for c in decisive)
        b = min(c.op.b1 for c in decisive), max(c.op.b2 for c in decisive)
        return a, b
    first, last = compared.found.ops[0], compared.found.ops[-1]
    if compared.losses and compared.losses[0].lost[-1] == compared.found.a.words[-1]:
        return (last.a1, last.a2), (last.b1, last.b2)
    return (first.a1, last.a2), (first.b1, last.b2)


def _confidence(code: str, compared: Comparison, level: Level) -> float:
    value = _BASE[code]
    if compared.tie.relation in _UNSURE:
        value *= 0.85
    if not compared.one_story:
        value *= 0.75
    if compared.found.bits < 3.0:
        value *= 0.9
    if len(compared.changes) > 3:
        value *= 0.9
    return round(min(value, 0.6) if level is Level.NOTE else value, 2)


def _considered(compared: Comparison) -> list[str]:
    out = [
        "style, spelling, contractions and numerals: they do not account for the difference",
        "a marked omission or an editor's insertion: there is no mark at this place",
    ]
    if compared.one_story:
        out.append("the speaker said it twice: both versions are of one story")
    else:
        out.append("the speaker said it twice: possible, the articles are of different stories")
    if compared.found.spread >= 0.15:
        out.append("two translations: too few words differ")
    return out


def broken_marks(bundle: Bundle) -> list[Finding]:
    """A note for every quotation whose marks do not pair up."""
    out = []
    for claim in bundle.claims.get(Kind.QUOTE, ()):
        value = claim.value
        if not isinstance(value, Quotation) or value.balanced or bundle.story_of.get(claim.article) != bundle.story.id:
            continue
        words = fold_words(claim.mention.text)
        out.append(
            rulebook.finding(
                "Q206",
                evidence=[rulebook.evidence(claim)],
                fact=f"“{' '.join(words[:SHOWN_WORDS])}”",
                story=bundle.story.id,
                message="A quotation mark is missing or doubled: where the speaker's words begin or end is unclear.",
                confidence=0.7,
                reasons=["the marks of the paragraph do not pair up"],
                considered=["a quotation that runs on over paragraphs: its next paragraph does not open with a mark"],
                advice="Put the missing mark in, and check which words are the speaker's.",
            )
        )
    return out
