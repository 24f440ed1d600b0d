"""What a quotation loses where it is cut: nothing, a limit ("for now"), or the condition its sense hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.rarity import stem
from checker.record import record
from checker.worddiff import Overlap, gap_at
from checker.wording import Gap, Utterance, Word, is_function, is_negation

__all__ = ["Loss", "losses", "trimmed"]

LEXICON = "wording"
_COPULAS = frozenset(["is", "are", "was", "were", "be", "been", "'s"])
_PROMISES = frozenset(["will", "shall", "must", "can", "may", "would", "could", "should"])
_AUXILIARIES = frozenset(["is", "are", "was", "were", "will", "would", "do", "does", "did", "has", "have", "had"])
_SHORTENED = ("'s", "'re", "'m", "'ll", "'d")
_LED_BY = expression(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_LEAD_IN = 60
"""Characters in front of a fragment in which a reporter says that it is denied."""
_LONG_LIMIT = 4
_LONG_DENIAL = 2


@record
class Loss:
    """What ``cut`` leaves out at an edge. ``turns``: what is left says more than the speaker did; ``denied``: the
    opposite, as a bare negation is what was cut.
    """

    cut: Utterance
    full: Utterance
    kept: tuple[Word, ...]
    lost: tuple[Word, ...]
    turns: bool
    why: str
    denied: bool = False

    @property
    def shown(self) -> str:
        kept, lost = (" ".join(w.text for w in words) for words in (self.kept, self.lost))
        return f"{kept} [{lost}] -> {kept}"


def trimmed(found: Overlap) -> bool:
    """Whether one version has words beyond an edge of the other."""
    first, last = found.ops[0], found.ops[-1]
    ends = last.a2 < len(found.a.words) or last.b2 < len(found.b.words)
    return bool(first.a1 or first.b1) or ends


def losses(found: Overlap) -> list[Loss]:
    """The limits and conditions that one version loses at its edges against the other."""
    out = []
    for one in (found, found.flipped()):
        for loss in (_behind(one), _in_front(one)):
            if loss is not None:
                out.append(loss)
    return out


def _behind(found: Overlap) -> Loss | None:
    """b ends where a's sentence goes on."""
    last = found.ops[-1]
    full, cut = found.a, found.b
    if last.b2 < len(cut.words) or last.a2 >= len(full.words) or not last.same or cut.tail is Gap.OMISSION:
        return None
    gap = gap_at(full, last.a2)
    if gap > Gap.COMMA or not _stands_alone(cut):
        return None
    lost = _until_sentence_end(full, last.a2)
    kept = _back_to_sentence_start(full, last.a2)
    if gap is Gap.NONE and len(lost) <= _LONG_DENIAL and _denies(lost):
        return Loss(cut, full, kept, lost, True, f"the “{lost[0].text}” that ends the sentence is cut", True)
    why, strong = _limit(kept, lost, gap)
    if not why:
        return None
    turns = strong and any(w.key in _PROMISES for w in kept) and len(cut.words) >= 3
    return Loss(cut, full, kept, lost, turns, why)


def _in_front(found: Overlap) -> Loss | None:
    """b begins where a's sentence is under way."""
    first = found.ops[0]
    full, cut = found.a, found.b
    if first.b1 or not first.a1 or not first.same or cut.words[0].gap is Gap.OMISSION:
        return None
    gap = gap_at(full, first.a1)
    if not _stands_alone(cut):
        denial = full.words[first.a1 - 1 : first.a1]
        if gap is Gap.NONE and _denies(denial) and _affirms(cut):
            kept = cut.words[:8]
            why = f"the “{denial[0].text}” in front is cut, and not told either"
            return Loss(cut, full, kept, denial, True, why, True)
        return None
    if gap > Gap.COMMA:
        return None
    lost, kept = _back_to_sentence_start(full, first.a1), cut.words[:8]
    keys = [w.key for w in lost]
    if not lost[0].text[0].isalpha():
        return None
    if gap is Gap.NONE and len(lost) == 1 and _denies(lost):
        return Loss(cut, full, tuple(kept), lost, True, f"the “{lost[0].text}” that opens the sentence is cut", True)
    if gap is Gap.NONE and _withdrawn(keys):
        return Loss(cut, full, tuple(kept), lost, True, "the words in front take the statement back")
    if " ".join(w.text.lower() for w in lost) in lexicon.words(LEXICON, "qualifiers.fronts"):
        shown = " ".join(w.text for w in lost)
        return Loss(cut, full, tuple(kept), lost, True, f"the “{shown}” that opens the sentence is cut")
    conditional = lexicon.words(LEXICON, "qualifiers.conditional")
    if gap is Gap.COMMA and keys[0] in conditional and len(keys) > 2:
        turns = any(w.key in _PROMISES for w in kept)
        return Loss(cut, full, tuple(kept), lost, turns, f"the condition that begins with “{lost[0].text}” is cut")
    return None


def _denies(words: Sequence[Word]) -> bool:
    return any(is_negation(w.key) for w in words)


def _stands_alone(cut: Utterance) -> bool:
    """Printed as a full sentence of speech, not as a fragment inside the reporter's own sentence."""
    return cut.whole and not cut.headline and cut.words[0].text[:1].isupper()


def _affirms(cut: Utterance) -> bool:
    """Whether the reporter's own sentence leads into a fragment by a plain auxiliary: he's “going to sign it”."""
    claim = cut.claims[0]
    before = claim.context[: max(0, claim.mention.span.start - claim.sentence.start)]
    words = [w.lower().replace("’", "'") for w in _LED_BY.findall(before[-_LEAD_IN:])]
    if not words or not (words[-1] in _AUXILIARIES or words[-1].endswith(_SHORTENED)):
        return False
    return not any(is_negation(w) or w.endswith("n't") for w in words)


def _until_sentence_end(side: Utterance, start: int) -> tuple[Word, ...]:
    end = start + 1
    while end < len(side.words) and side.words[end].gap < Gap.SENTENCE:
        end += 1
    return side.words[start:end]


def _back_to_sentence_start(side: Utterance, end: int) -> tuple[Word, ...]:
    start = end - 1
    while start > 0 and side.words[start].gap < Gap.SENTENCE:
        start -= 1
    return side.words[start:end]


def _limit(kept: Sequence[Word], lost: Sequence[Word], gap: Gap) -> tuple[str, bool]:
    """(what kind of limit the lost words are, whether the sense hangs on it); ("", False) for none."""
    keys = [w.key for w in lost]
    shown = lost[0].text
    line = " ".join(w.text.lower() for w in lost)
    phrase = next((p for p in _phrases() if line.startswith(p)), None)
    if keys[0] in lexicon.words(LEXICON, "qualifiers.conditional") and len(keys) > 1:
        return f"the condition that begins with “{shown}” is cut", True
    if phrase is not None:
        return f"the limit “{phrase}” is cut", True
    if keys[0] in lexicon.words(LEXICON, "qualifiers.exceptive") and len(keys) > 1:
        return f"the reservation that begins with “{shown}” is cut", False
    if len(lost) <= _LONG_LIMIT and any(k in lexicon.words(LEXICON, "qualifiers.temporal") for k in keys):
        return f"“{' '.join(w.text for w in lost)}” is cut", False
    if gap is Gap.NONE and keys[0] in lexicon.words(LEXICON, "narrowing") and _says_how_it_is(kept):
        return f"“{' '.join(w.text for w in lost)}” narrows the statement and is cut", False
    return "", False


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(sorted(lexicon.words(LEXICON, "qualifiers.phrases")))


def _says_how_it_is(kept: Sequence[Word]) -> bool:
    """Whether the kept words end in a judgement such as "is sound": a copula and a word or two."""
    tail = [w.key for w in kept[-3:]]
    return any(k in _COPULAS for k in tail[:-1]) and not is_function(tail[-1])


def _withdrawn(lost: Sequence[str]) -> bool:
    """Whether the words in front deny or doubt what follows: "I do not think that", "nobody believes", "whether"."""
    near = [k for k in lost[-5:] if k != "that"][-4:]
    verbs = {stem(v) for v in lexicon.words(LEXICON, "withdrawers.negated")}
    tail = near[-1:]
    denied = any(map(is_negation, near[:-1])) and "only" not in near and any(stem(k) in verbs for k in tail)
    return denied or any(k in lexicon.words(LEXICON, "withdrawers.doubting") for k in tail)
