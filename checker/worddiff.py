"""The word diff of two utterances: the stretch that both have, and what differs inside it.

``overlap`` finds the best local alignment. What stands outside it was cut off at an edge (or is other talk); what
differs inside it is a change of wording. Differences of style (two words written as one, a masked oath, "it's" against
"it has") are no differences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from checker.expressions import expression
from checker.record import record
from checker.wording import Gap, Utterance, Word, is_negation, weight

__all__ = ["Op", "Overlap", "gap_at", "overlap", "whole"]

EDGE = 5
"""Words that may differ at the very end of both versions and still count as the same place in the sentence."""
FAR = 6.0
_CROWDED = 60_000
"""Pairs of equal words from which the frequent ones are left out of the search, so that hostile text costs no more."""
_SHORT_FORMS = {"'s": {"is", "has", "was"}, "'d": {"would", "had", "did"}}
_MASK = expression(r"[*#_-]+")


@record
class Op:
    """``a[a1:a2]`` stands where ``b[b1:b2]`` stands; ``same`` when they are the same words."""

    same: bool
    a1: int
    a2: int
    b1: int
    b2: int


@record
class Overlap:
    """What two utterances share. ``ops`` run over the shared stretch only, in order; ``bits`` weighs its words."""

    a: Utterance
    b: Utterance
    ops: tuple[Op, ...]
    bits: float

    @property
    def matched(self) -> int:
        return sum(op.a2 - op.a1 for op in self.ops if op.same)

    @property
    def changes(self) -> tuple[Op, ...]:
        return tuple(op for op in self.ops if not op.same)

    @property
    def share(self) -> float:
        """Matched words as a share of the shorter utterance."""
        return self.matched / max(1, min(len(self.a.words), len(self.b.words)))

    @property
    def spread(self) -> float:
        """Changed words as a share of the shared stretch."""
        total = sum(max(op.a2 - op.a1, op.b2 - op.b1) for op in self.ops)
        changed = sum(max(op.a2 - op.a1, op.b2 - op.b1) for op in self.changes)
        return changed / max(1, total)

    @property
    def reworded(self) -> float:
        """Words that stand for other words, as a share of the shared stretch; what one version lacks is left out."""
        swapped = [op for op in self.changes if op.a2 > op.a1 and op.b2 > op.b1]
        return sum(max(op.a2 - op.a1, op.b2 - op.b1) for op in swapped) / max(1, self.matched)

    def flipped(self) -> Overlap:
        return Overlap(self.b, self.a, tuple(map(_turned, self.ops)), self.bits)


def overlap(a: Utterance, b: Utterance) -> Overlap | None:
    """The stretch that both have, or None where they share no word that says anything. overlap(b, a) is its mirror."""
    if a.keys > b.keys:  # the search for common runs is not symmetric
        mirrored = overlap(b, a)
        return mirrored.flipped() if mirrored is not None else None
    if len(a.keys) == len(b.keys) and a.keys != b.keys and sorted(a.keys) == sorted(b.keys):
        return whole(a, b)  # the same words in another order: nothing lies outside
    ops = _ops(a.words, b.words)
    first, last, bits = _best_run(a, b, ops)
    if bits <= 0:
        return None
    shared = ops[first : last + 1]
    front, back = _front_edge(a, b, shared[0]), _back_edge(a, b, shared[-1])
    return Overlap(a, b, (*front, *shared, *back), bits)


def whole(a: Utterance, b: Utterance) -> Overlap:
    """The diff from end to end, for two renderings that share ideas rather than words."""
    if a.keys > b.keys:
        return whole(b, a).flipped()
    ops = _ops(a.words, b.words)
    bits = sum(weight(w.key) for op in ops if op.same for w in a.words[op.a1 : op.a2])
    return Overlap(a, b, tuple(ops), bits)


def _ops(a: Sequence[Word], b: Sequence[Word]) -> list[Op]:
    left, right = [w.key for w in a], [w.key for w in b]
    out: list[Op] = []
    counts = Counter(right)
    crowded = sum(counts[key] for key in left) > _CROWDED
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, left, right, autojunk=crowded).get_opcodes():
        same = tag == "equal" or (tag == "replace" and _style(a[a1:a2], b[b1:b2]))
        if same and out and out[-1].same and tag == "equal" and out[-1].a2 - out[-1].a1 == out[-1].b2 - out[-1].b1:
            out[-1] = Op(True, out[-1].a1, a2, out[-1].b1, b2)
        else:
            out.append(Op(same, a1, a2, b1, b2))
    return out


def _style(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether two stretches are the same words in another style."""
    left, right = [w.key for w in a], [w.key for w in b]
    if "".join(left).replace("'", "") == "".join(right).replace("'", ""):
        return True
    if len(left) != len(right):
        return False
    return all(_alike(x, y) for x, y in zip(left, right, strict=True))


def _alike(x: str, y: str) -> bool:
    if x == y or y in _SHORT_FORMS.get(x, ()) or x in _SHORT_FORMS.get(y, ()):
        return True
    for masked, plain in ((x, y), (y, x)):
        if _MASK.search(masked) and masked[0] == plain[0]:
            shown = [part for part in _MASK.split(masked) if part]
            return plain.startswith(shown[0]) and (
                len(shown) == 1 or plain.endswith(shown[-1]) or bool(_MASK.search(plain))
            )
    return False


def _best_run(a: Utterance, b: Utterance, ops: Sequence[Op]) -> tuple[int, int, float]:
    """(first, last, bits) of the run of operations that says most (a run begins and ends with shared words)."""
    best, best_first, best_last = 0.0, 0, -1
    score, first = 0.0, 0
    for i, op in enumerate(ops):
        if not op.same:
            score -= _distance(a, b, op)
            continue
        if score <= 0:
            score, first = 0.0, i
        score += sum(weight(w.key) for w in a.words[op.a1 : op.a2])
        if score > best:
            best, best_first, best_last = score, first, i
    bits = sum(weight(w.key) for op in ops[best_first : best_last + 1] if op.same for w in a.words[op.a1 : op.a2])
    return best_first, best_last, bits


def _distance(a: Utterance, b: Utterance, op: Op) -> float:
    """How far a difference drives two stretches of shared words apart."""
    left, right = op.a2 - op.a1, op.b2 - op.b1
    if left and right:
        return min(FAR, 0.3 * max(left, right))
    gap = gap_at(b, op.b1) if left else gap_at(a, op.a1)
    if gap >= Gap.PIECE:
        return 0.5
    return min(FAR / 2, 0.2 * max(left, right))


def gap_at(utterance: Utterance, index: int) -> Gap:
    """What stands in front of word ``index``; behind the last word, what ends the utterance."""
    words = utterance.words
    return words[index].gap if index < len(words) else utterance.tail


def _front_edge(a: Utterance, b: Utterance, first: Op) -> tuple[Op, ...]:
    """A few words in front of the shared stretch that both versions have in one sentence, but not alike."""
    a0, b0 = _sentence_start(a, first.a1), _sentence_start(b, first.b1)
    a1, b1 = a0, b0
    while a1 < first.a1 and b1 < first.b1 and a.words[a1].key == b.words[b1].key:
        a1, b1 = a1 + 1, b1 + 1
    if 0 < first.a1 - a1 <= EDGE and 0 < first.b1 - b1 <= EDGE:
        return (Op(False, a1, first.a1, b1, first.b1),)
    if a1 > a0 and 0 < (first.a1 - a1) + (first.b1 - b1) <= EDGE:  # "I [never] saw": both begin with small words
        return Op(True, a0, a1, b0, b1), Op(False, a1, first.a1, b1, first.b1)
    return ()


def _back_edge(a: Utterance, b: Utterance, last: Op) -> tuple[Op, ...]:
    """The same behind the shared stretch."""
    a3, b3 = _sentence_end(a, last.a2), _sentence_end(b, last.b2)
    a2, b2 = a3, b3
    while a2 > last.a2 and b2 > last.b2 and a.words[a2 - 1].key == b.words[b2 - 1].key:
        a2, b2 = a2 - 1, b2 - 1
    if 0 < a2 - last.a2 <= EDGE and 0 < b2 - last.b2 <= EDGE:
        return (Op(False, last.a2, a2, last.b2, b2),)
    if a2 < a3 and 0 < (a2 - last.a2) + (b2 - last.b2) <= EDGE:
        return Op(False, last.a2, a2, last.b2, b2), Op(True, a2, a3, b2, b3)
    return _not_behind(a, b, last) or tuple(_turned(op) for op in _not_behind(b, a, _turned(last)))


def _not_behind(a: Utterance, b: Utterance, last: Op) -> tuple[Op, ...]:
    """b has a "not" more, and ends with it or a few words behind it: "as good as it can [not] be", "I think [not]"."""
    end = len(b.words)
    rest = end - last.b2 - 1
    if not 0 <= rest <= EDGE or not is_negation(b.words[last.b2].key):
        return ()
    if not rest:
        both_end = gap_at(a, last.a2) >= Gap.SENTENCE and gap_at(b, last.b2) is Gap.NONE
        return (Op(False, last.a2, last.a2, last.b2, end),) if both_end else ()
    told = [w.key for w in a.words[last.a2 : last.a2 + rest]]
    if told != [w.key for w in b.words[last.b2 + 1 :]]:
        return ()
    return Op(False, last.a2, last.a2, last.b2, last.b2 + 1), Op(True, last.a2, last.a2 + rest, last.b2 + 1, end)


def _turned(op: Op) -> Op:
    return Op(op.same, op.b1, op.b2, op.a1, op.a2)


def _sentence_start(one: Utterance, at: int) -> int:
    """Where the sentence (or piece) that word ``at`` belongs to begins."""
    while at > 0 and gap_at(one, at) < Gap.SENTENCE:
        at -= 1
    return at


def _sentence_end(one: Utterance, at: int) -> int:
    while at < len(one.words) and gap_at(one, at) < Gap.SENTENCE:
        at += 1
    return at
