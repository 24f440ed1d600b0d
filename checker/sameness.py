"""Whether two quotations are versions of one utterance: what must be shared, by what is known of the speakers."""

from __future__ import annotations

from functools import cache

from checker import lexicon
from checker.rarity import stem
from checker.ties import Relation, Tie
from checker.worddiff import Overlap, gap_at
from checker.wordforms import lemma
from checker.wording import Gap, is_function, weight

__all__ = ["FRAGMENT", "RUN", "RUN_WEIGHT", "SHUFFLED", "from_sentence_to_sentence", "one_utterance", "whole_sentences"]

FRAGMENT = 4
"""Words up to which a quotation is a fragment: it must be contained in the other."""
RUN = 3
"""Words in a row that two versions must share, and what they must weigh to say anything."""
RUN_WEIGHT = 0.9
SHUFFLED = 6
"""Words from which the same words in another order are one utterance of a story."""
_FULL, _FULL_BITS, _FULL_BITS_ACROSS = 5, 2.6, 4.0
"""Matched words, and what they weigh, of whole sentences that two people cannot both have said by chance."""
_PLAIN = 2
_TWIN, _TWIN_BITS = 5, 1.8
"""Matched words, and what they weigh, of two versions that differ in one place only."""


def one_utterance(found: Overlap, tie: Tie, one_story: bool) -> bool:
    """The gate: what must be shared before two quotations count as one, by what is known of the speakers."""
    share, bits, matched, spread = found.share, found.bits, found.matched, found.spread
    short = min(len(found.a.words), len(found.b.words))
    if one_story and short >= SHUFFLED and not tie.apart and _bases(found.a.keys) == _bases(found.b.keys):
        return True
    if one_story and tie.relation is Relation.SAME and _twins(found, 0.0) and _same_ends(found):
        return True
    if not _share_a_run(found, min(short, 2 if short <= FRAGMENT else RUN)):
        return False
    run = max(op.a2 - op.a1 for op in found.ops if op.same)
    known = tie.relation in (Relation.SAME, Relation.LINKED)
    if tie.apart:
        if _formula(found):
            return False
        sentences = whole_sentences(found)
        if sentences and matched >= _FULL and bits >= (_FULL_BITS if one_story else _FULL_BITS_ACROSS):
            return True
        needed = 4 if one_story else 8
        enough = share >= 0.75 or (run >= 6 and bits >= 5)
        return matched >= needed and bits >= (2.2 if one_story else 6) and enough and found.reworded <= 0.2
    if short <= FRAGMENT:
        least = 1.2 if known and one_story else 2.0
        return bits >= least and (share == 1 or (one_story and known and share >= 0.5 and _same_ends(found)))
    if not one_story:
        near = bits >= (2.6 if known else 4.5) and matched >= 5 and spread <= (0.25 if known else 0.15)
        contained = share == 1 and spread == 0 and matched >= 5 and bits >= 2.0
        return contained or (near and (share >= 0.6 or run >= 6))
    if share == 1 and spread == 0 and matched >= 6 and bits >= 1.8:
        return True
    if _twins(found, _TWIN_BITS):
        return True
    if known and matched >= 3 and share >= 0.5 and bits >= 1.0 and _same_ends(found):
        return True
    if share >= 0.5 and bits >= (1.8 if known else 2.6) and (share >= 0.65 or _same_ends(found) or run >= 4):
        return True
    return run >= 6 and bits >= (2.6 if known else 4.0)


def whole_sentences(found: Overlap) -> bool:
    """Whether what is shared is whole sentences on both sides, word for word; names in a row are none."""
    if len(found.ops) != 1 or not (found.a.whole and found.b.whole) or not from_sentence_to_sentence(found):
        return False
    op = found.ops[0]
    plain = [w for w in found.a.words[op.a1 : op.a2] if w.text[:1].islower() and not is_function(w.key)]
    return len(plain) >= _PLAIN


def from_sentence_to_sentence(found: Overlap) -> bool:
    """Whether the shared stretch begins and ends where sentences do, on both sides."""
    first, last = found.ops[0], found.ops[-1]
    sides = (found.a, first.a1, last.a2), (found.b, first.b1, last.b2)
    opens = all(not start or gap_at(side, start) >= Gap.SENTENCE for side, start, _ in sides)
    return opens and all(end == len(side.words) or gap_at(side, end) >= Gap.SENTENCE for side, _, end in sides)


def _bases(keys: tuple[str, ...]) -> list[str]:
    """The words of a version in any order, compared forms as the plain ones: "faster" as "fast"."""
    return sorted(lemma(k, "JJR" if k.endswith("er") else "JJS") if k.endswith(("er", "est")) else k for k in keys)


def _formula(found: Overlap) -> bool:
    """Whether the shared words are what everybody says: "Our thoughts are with the families"."""
    stock = _stock()
    shared = (w.key for op in found.ops if op.same for w in found.a.words[op.a1 : op.a2])
    return all(is_function(key) or key == "1" or stem(key) in stock for key in shared)


@cache
def _stock() -> frozenset[str]:
    lists = (lexicon.words("wording", name) for name in ("formulas", "modals", "negations"))
    return frozenset(stem(word) for words in lists for word in words)


def _twins(found: Overlap, least: float) -> bool:
    """Two pieces of full speech that are word for word the same but in one place, whoever says them."""
    changes = found.changes
    if len(changes) != 1 or not (found.a.whole and found.b.whole) or found.matched < _TWIN:
        return False
    op, first, last = changes[0], found.ops[0], found.ops[-1]
    if max(op.a2 - op.a1, op.b2 - op.b1) > FRAGMENT - 1 or found.spread > 0.25 or found.bits < least:
        return False
    whole_a = first.a1 == 0 and last.a2 == len(found.a.words)
    return whole_a or (first.b1 == 0 and last.b2 == len(found.b.words))


def _same_ends(found: Overlap) -> bool:
    """Whether the shared stretch reaches both ends of both texts."""
    first, last = found.ops[0], found.ops[-1]
    whole_a = first.a1 == 0 and last.a2 == len(found.a.words)
    return whole_a and first.b1 == 0 and last.b2 == len(found.b.words)


def _share_a_run(found: Overlap, size: int) -> bool:
    """Whether ``size`` words in a row are the same that say something (what the index of candidates asks for)."""
    for op in found.ops:
        if op.same and any(
            sum(weight(w.key) for w in found.a.words[i : i + size]) >= RUN_WEIGHT
            for i in range(op.a1, op.a2 - size + 1)
        ):
            return True
    return False
