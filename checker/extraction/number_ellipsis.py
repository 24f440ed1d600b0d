"""The noun that a reader supplies: "20 of which", "the other two", "12 dead", "Wounded: 34"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from checker import lexicon
from checker.extraction.number_amounts import Amount
from checker.extraction.number_counted import Counted, antecedent
from checker.extraction.number_tokens import Tok, guard
from checker.grammar import Page, Token, token_at
from checker.model import UnitKind

__all__ = ["Memory", "held_against", "supplied"]

_FINITE = ("VBD", "VBP", "VBZ", "MD")
_VERBS = ("VBD", "VBP", "MD")
_FAR = 20
_HOUSE = 100
"""Fewer than this many are no house of spectators."""
_LISTED, _LABEL = 13, 4
"""The least figure of such a list, and the most words that it may have before one."""
_STOPS = frozenset({",", ";", ":", ".", "(", ")", "-", "–", "—"})
_REACH = 14
"""Words between a state and the figure of those who are in it."""


class Memory:
    """What the sentences so far have counted, so that a later number without a noun can take it up."""

    def __init__(self) -> None:
        self._held: list[tuple[int, Counted, Decimal]] = []
        self._aside: Counted | None = None
        self.currency = (-2, "")
        """Sentence and unit of the last sum of money."""
        self.measure: tuple[int, Amount | None] = (-2, None)
        """Sentence of the last measure, and the measure."""

    def keep(self, sentence: int, counted: Counted, value: Decimal, *, aside: bool = False) -> None:
        """``aside``: a part that is only named on the way ("six people, INCLUDING three children")."""
        self._held.append((sentence, counted, value))
        self._aside = counted if aside else None
        del self._held[:-8]

    def here(self, sentence: int) -> Counted | None:
        """The last thing counted in this very sentence."""
        return next((c for s, c, _ in reversed(self._held) if s == sentence), None)

    def besides(self, sentence: int) -> Counted | None:
        """What "others" are beside: the last thing counted in this sentence that is no part of another."""
        return next((c for s, c, _ in reversed(self._held) if s == sentence and c is not self._aside), None)

    def like(self, sentence: int, value: Decimal) -> Counted | None:
        """The last thing counted in this sentence of which there was a number of the same order."""
        near = [c for s, c, v in reversed(self._held) if s == sentence and v and value / _FAR < v < value * _FAR]
        return near[0] if near else None

    def whole(self, sentence: int, value: Decimal) -> Counted | None:
        """The last thing counted in this sentence of which there were more than ``value``, though not far more."""
        near = [c for s, c, v in reversed(self._held) if s == sentence and value < v < value * _FAR]
        return near[0] if near else None

    def recall(self, sentence: int, value: Decimal) -> Counted | None:
        """What ``value`` has counted just before; else the last thing counted in this sentence, best one of which
        there were as many, or the first of the one before."""
        near = [(s, c, v) for s, c, v in self._held if s >= sentence - 1]
        same = [c for s, c, v in near if v == value]
        here = [(c, v) for s, c, v in near if s == sentence]
        before = [c for s, c, _ in near if s < sentence]
        best = same[-1:] or [c for c, v in here if v >= value][-1:] or [c for c, _ in here][-1:] or before[:1]
        return best[0] if best else None


@cache
def _words(key: str) -> frozenset[str]:
    return lexicon.words("numbers", key)


def supplied(
    page: Page, index: int, toks: Sequence[Tok], a: Amount, found: Counted | None, memory: Memory
) -> Counted | None:
    """The counted thing of an amount whose own noun is missing or only points back; None where it is not clear."""
    if found is None and (a.numeral.fraction or a.kind is UnitKind.RATIO):
        return None
    tokens = page.tokens(index)
    end = found.end if found else a.end
    whole = found.of_value if found and found.of_value is not None else a.low
    source = _pointed_at(page, index, tokens, a, found, memory, whole)
    if source is None and found is None and _gapped(toks, a):
        source = memory.here(index)
    if source is None and found is None and _of_part(toks, a):
        source = memory.here(index)
    if source is None and found is None and a.low >= 1 and (_compared(toks, a) or _said_again(toks, tokens, a)):
        source = memory.like(index, a.low)
    if found is not None and found.light == "others":  # "5 civilians died and 9 others were hurt"
        source = memory.besides(index) or memory.here(index)
    if source is None and found is None:
        source = _house(toks, a) or _stated(tokens, a) or _kept(page, index, toks, a, memory)
    if source is None and found is None and _children(toks, a):
        source = Counted("children", "child", None, end)
    if source is None and not (found and found.light == "of") and (_persons(toks, tokens, a, end) or _crowd(toks, a)):
        source = Counted("people", "person", None, end)
    if source is None and found is None and a.numeral.vague and _verb_follows(tokens, end):
        source = Counted("people", "person", None, end)
    if source is None and found is None:
        source = _label(toks, tokens, a) or _number_of(toks, tokens, a) or _line_of(page, index, toks, a)
    if found is not None and found.head == "one":  # "400 permanent ones"
        source = memory.here(index)
    if source is None and (_stands_alone(toks, tokens, a, found)):
        source = memory.recall(index, whole)
    if source is None and (_who_follows(tokens, end) or (found is None and _voted(tokens, a, end))):
        source = Counted("people", "person", None, end)
    at, of = (found.at, found.of) if found else (None, None)
    if source is None:
        if found is not None and found.phrase == "others":
            return found
        return replace(found, phrase="", head="") if found is not None and a.numeral.fraction else None
    return Counted(
        source.phrase, source.head, at, end, elliptic=True, of=of, of_value=found.of_value if found else None
    )


def _pointed_at(
    page: Page, index: int, tokens: list[Token], a: Amount, found: Counted | None, memory: Memory, whole: Decimal
) -> Counted | None:
    """What "of which", "of them" and "of the hypersonic type" point back to."""
    if found is None or found.light != "of":
        return None
    here = token_at(tokens, a.start)
    if found.phrase in ("which", "whom"):
        return antecedent(tokens, here) or memory.recall(index, whole)
    if found.phrase in ("us", "you"):
        return Counted("people", "person", None, found.end)
    recalled = memory.recall(index, whole)
    if recalled is not None or found.of is not None:
        return recalled
    return antecedent(tokens, here) or (_subject_plural(page.tokens(index - 1)) if index else None)


def _stands_alone(toks: Sequence[Tok], tokens: list[Token], a: Amount, found: Counted | None) -> bool:
    """Whether a number without a noun stands for one: "16 more", "the other two", "nine REMAIN in hospital"."""
    if found is not None:
        return found.light != "of"
    at = a.first
    while at > 1 and toks[at - 1].low in guard("roughly"):
        at -= 1
    before = toks[at - 1].low if at else ""
    here = token_at(tokens, a.end)
    if before == "the" and here + 1 < len(tokens) and tokens[here].low in ("that", "which", "who"):
        return tokens[here + 1].lemma in guard("left_over")  # "on the four THAT REMAINED"
    verb = here < len(tokens) and (tokens[here].tag in _VERBS or tokens[here].low == "who")
    return before in guard("of_those") or (verb and before not in guard("no_subject")) or _there_are(toks, a)


def _there_are(toks: Sequence[Tok], a: Amount) -> bool:
    """ "one register has 3,100 dealers, the other says THERE ARE about 1,900." """
    near = [t.low for t in toks[max(a.first - 6, 0) : a.first] if t.low not in _words("people_states.before")]
    ends = a.last >= len(toks) or toks[a.last].kind == "p"
    return ends and near[-2:-1] == ["there"] and near[-1] in ("are", "were", "is", "was")


def _who_follows(tokens: list[Token], end: int) -> bool:
    """ "74,000 who registered", "3 million live there" """
    here = token_at(tokens, end)
    return here < len(tokens) and (tokens[here].low == "who" or tokens[here].low in _words("counting.people_verbs"))


def _voted(tokens: list[Token], a: Amount, end: int) -> bool:
    """ "Five voted for it"; "88 of 160 voted" leaves open who they are."""
    here, first = token_at(tokens, end), token_at(tokens, a.start)
    if first and tokens[first - 1].low == "of":
        return False
    return here < len(tokens) and tokens[here].low in guard("ballots")


def _verb_follows(tokens: list[Token], end: int) -> bool:
    here = token_at(tokens, end)
    return here < len(tokens) and tokens[here].tag in (*_VERBS, "VB")


def _persons(toks: Sequence[Tok], tokens: list[Token], a: Amount, end: int) -> bool:
    """ "12 dead", "40 others were wounded", "killing 12", "Wounded: 34": what is not named is persons."""
    if a.low % 1:
        return False  # "a quake measuring 7.1 killed 200"
    here = token_at(tokens, end)
    after = [t.low for t in tokens[here : here + 4] if t.low not in _words("people_states.between")][:1]
    if after and after[0] in _words("people_states.after"):
        return True
    if a.first and toks[a.first - 1].low == "whom":
        return True
    first = token_at(tokens, a.start)
    near = [t.low for t in tokens[max(first - 6, 0) : first]]
    if near and near[-1] == ":":
        return len(near) > 1 and near[-2] in _words("people_states.after")
    while near and near[-1] not in _words("people_states.verbs") and near[-1] in _words("people_states.before"):
        near.pop()
    return bool(near) and near[-1] in _words("people_states.verbs")


def _crowd(toks: Sequence[Tok], a: Amount) -> bool:
    """ "a crowd of 5,000", "a town of 900", "a population under 500", "a hamlet that is home to 300" """
    before = toks[max(a.first - 6, 0) : a.first]
    near = [t.low for t in before if t.low not in _words("people_states.before")]
    if len(near) < 2:
        return False
    if near[-1] in _words("people_states.collective"):
        return before[-1].low in ("over", "under")
    housed = near[-1] == "home" and before[-1].low != "home" and any(t.low == "to" for t in before)
    return housed or (near[-1] in ("of", "at") and near[-2] in _words("people_states.collective"))


def _house(toks: Sequence[Tok], a: Amount) -> Counted | None:
    """ "a HOUSE of 34,180", "the ATTENDANCE was 31,480": those who came to see it."""
    near = [t.low for t in toks[max(a.first - 6, 0) : a.first] if t.low not in _words("people_states.before")]
    told = len(near) > 1 and near[-2] in _words("people_states.gates") and near[-1] in ("of", "was", "at", ":")
    return Counted("spectators", "spectator", None, a.end) if told and a.low >= _HOUSE else None


def _stated(tokens: list[Token], a: Amount) -> Counted | None:
    """ "the DEAD were 139", "put the number of the INJURED on Friday at 146": a state that stands for its persons."""
    first = token_at(tokens, a.start)
    links, hedges = _words("people_states.links"), _words("people_states.before") - {"the"}
    at = first - 1
    while at > 0 and tokens[at].low in hedges and tokens[at].low not in links:
        at -= 1
    if at < 1 or tokens[at].low not in links:
        return None
    for i in range(at - 1, max(at - _REACH, 0), -1):
        state = tokens[i]
        if state.tag == "CD":
            return None
        if state.low in _words("people_states.after") and tokens[i - 1].low in ("the", "of"):
            of = i - 1 if tokens[i - 1].low == "of" else i - 2
            numbered = of > 0 and tokens[of].low == "of" and tokens[of - 1].low in guard("tallies")
            told = tokens[at].low in _words("people_states.being") and at == i + 1 and tokens[i - 2].low != "of"
            return Counted(state.low, state.low, None, a.end) if numbered or told else None
    return None


def _kept(page: Page, index: int, toks: Sequence[Tok], a: Amount, memory: Memory) -> Counted | None:
    """ "in a council of 60 seats the party KEEPS only 28": so many of what was counted as a whole."""
    tokens = page.tokens(index)
    at = token_at(tokens, a.start) - 1
    while at > 0 and tokens[at].low in guard("of_kept"):
        at -= 1
    closed = a.last >= len(toks) or toks[a.last].kind == "p" or toks[a.last].low in ("and", "but", "while")
    if not closed or at < 1 or not tokens[at].tag.startswith("V") or tokens[at].lemma not in guard("keeping"):
        return None
    return memory.whole(index, a.low)


def _of_part(toks: Sequence[Tok], a: Amount) -> bool:
    """ "8 of 94 patients, against 11 OF 95": the whole is of the same things as the part."""
    if a.first < 2 or toks[a.first - 1].low != "of" or a.numeral.spelled or a.low % 1:
        return False
    part = toks[a.first - 2]
    return part.kind == "n" and part.text.isdigit() and int(part.text) < a.low


def _gapped(toks: Sequence[Tok], a: Amount) -> bool:
    """ "120 shops in the north, 80 IN the south and 15 OVERSEAS"; "the dead were 139: 93 IN the town" """
    before = toks[a.first - 1].low if a.first else ""
    after = [t.low for t in toks[a.last : a.last + 3]]
    parted = after[1:] if after[:1] and after[0].endswith("ly") else after
    if before in (",", "and", ":", "with") and parted[:1] and parted[0] in guard("shared_out"):
        return parted[1:2] == ["by"]  # "19 currently HELD BY the party"
    after = after[1:] if after[:1] in (["here"], ["there"]) else after[:2]
    listed = before in (",", "and", ":") and after[:1] != [] and after[0] in guard("gapped")
    return listed and after[1:] not in (["all"], ["total"]) and a.low == a.low.to_integral_value()


def _compared(toks: Sequence[Tok], a: Amount) -> bool:
    """ "31,500 cars, COMPARED WITH 28,000 a year ago", "against a target OF 30,000", "bringing the TOTAL TO 45" """
    at = a.first
    while at and toks[at - 1].low in _words("people_states.before") and toks[at - 1].low not in ("to", "over", "the"):
        at -= 1
    before, further = (toks[at - 1].low if at else ""), (toks[at - 2].low if at > 1 else "")
    after = toks[a.last].low if a.last < len(toks) else ""
    closed = not after or toks[a.last].kind == "p" or after in guard("after_level") | guard("parted")
    if not closed or after in ("%", "-", "/"):
        return False
    if before == "with" and further == "compared":
        return True
    if after in guard("parted"):
        return True
    if before in ("to", "of", "at") and further in guard("peaks"):
        return True
    return (before in guard("compared_to") and before != "from") or (before == "from" and further in ("up", "down"))


def _said_again(toks: Sequence[Tok], tokens: list[Token], a: Amount) -> bool:
    """ "she SOLD 30 prints and he SOLD 20": the same verb in one sentence has the same object."""
    closed = a.last >= len(toks) or toks[a.last].kind == "p"
    here = token_at(tokens, a.start)
    if not closed or not here or tokens[here - 1].tag not in ("VBD", "VBZ", "VBP", "VBN"):
        return False
    verb = tokens[here - 1].lemma
    said = any(t.lemma == verb and t.tag in ("VBD", "VBZ", "VBP", "VBN") for t in tokens[max(here - 20, 0) : here - 1])
    return said and verb != "be"


def held_against(
    toks: Sequence[Tok], tokens: list[Token], index: int, a: Amount, found: Counted, memory: Memory
) -> Counted | None:
    """What is behind a figure and not counted by it: "the 7.1 billion AVERAGE", "the 8.9 million ANALYSTS expected".

    It comes back with what was counted just before, or with no noun at all; None where it is counted.
    """
    behind = token_at(tokens, found.end)
    foreseen = found.head in guard("forecasters") and a.first > 0 and toks[a.first - 1].low == "the"
    foreseen = foreseen and behind < len(tokens) and tokens[behind].low in guard("foreseen")
    if a.low == 1 or (found.phrase != found.head and not foreseen):
        return None
    if not foreseen and found.head not in guard("yardsticks"):
        return None
    end = a.end if foreseen else found.end
    source = memory.like(index, a.low)
    return Counted(source.phrase, source.head, None, end, elliptic=True) if source else Counted("", "", None, end)


def _children(toks: Sequence[Tok], a: Amount) -> bool:
    """ "a mother of two" """
    before = [t.low for t in toks[max(a.first - 2, 0) : a.first]]
    return len(before) == 2 and before[1] == "of" and before[0] in lexicon.words("numbers", "ages.parents")


def _label(toks: Sequence[Tok], tokens: list[Token], a: Amount) -> Counted | None:
    """The plural noun of a label at the head of the line: "Houses damaged: 26"."""
    if not a.first or toks[a.first - 1].low not in (":", ".") or a.first > 10 or toks[0].kind != "w":
        return None
    dots = toks[a.first - 1].low == "." and a.first > 2 and toks[a.first - 3].low == "."
    if toks[a.first - 1].low == "." and not dots:
        return None
    for token in tokens:
        if token.start >= a.start:
            break
        if token.tag in ("NNS", "NNPS"):
            return antecedent([token], 1)
    return None


def _line_of(page: Page, index: int, toks: Sequence[Tok], a: Amount) -> Counted | None:
    """What stands right before a figure in a list without verbs: "cabin crew 900, flight deck 250"."""
    if a.numeral.spelled or (a.last < len(toks) and toks[a.last].low not in _STOPS) or a.low < _LISTED:
        return None
    tokens = page.tokens(index)
    at = token_at(tokens, a.start)
    first = at
    while first and tokens[first - 1].tag in ("NN", "NNS", "JJ", "VBZ") and at - first < _LABEL:
        first -= 1
    opened = first == 0 or tokens[first - 1].low in _STOPS
    if not opened or first == at or not _many(tokens[at - 1]) or _sentence(tokens):
        return None
    noun = tokens[at - 1]
    return Counted(page.text[tokens[first].start : noun.end], noun.lemma, None, a.end)


def _sentence(tokens: list[Token]) -> bool:
    """Whether there is a verb; a plural that looks like one stands between a stop and a figure ("crew 9, PILOTS 2")."""
    for i, token in enumerate(tokens):
        listed = token.tag == "VBZ" and 0 < i < len(tokens) - 1 and tokens[i + 1].tag == "CD"
        if token.tag in _FINITE and not (listed and tokens[i - 1].low in _STOPS):
            return True
    return False


def _many(noun: Token) -> bool:
    return noun.tag in ("NNS", "VBZ") or noun.low in lexicon.words("numbers", "counting.invariant")


def _number_of(toks: Sequence[Tok], tokens: list[Token], a: Amount) -> Counted | None:
    """ "the number of injured people stands at 12", "the toll rose to 15" """
    links = _words("people_states.links")
    hedges = _words("people_states.before") - links
    near = [t.low for t in toks[max(a.first - 6, 0) : a.first] if t.low not in hedges and t.low != "now"]
    if not near or near[-1] not in links:
        return None
    first = token_at(tokens, a.start)
    for i in range(first - 1, max(first - 16, 0), -1):
        if tokens[i].tag == "CD" and tokens[i - 1].low != "from":  # "the toll rose from 12 to 15" goes on
            return None
        if tokens[i].low == "toll":
            return Counted("deaths", "death", None, a.end)
        if tokens[i].low == "of" and tokens[i - 1].low in ("number", "numbers"):
            plural = next((t for t in tokens[i:first] if t.tag == "NNS"), None)
            return antecedent([plural], 1) if plural else None
    return None


def _subject_plural(tokens: list[Token]) -> Counted | None:
    """The plural that a sentence is about, before its verb; else its last one: what "them" in the next takes up."""
    verb = next((i for i, t in enumerate(tokens) if t.tag in (*_FINITE, "VB")), 0)
    first = next((i for i in range(verb) if tokens[i].tag in ("NNS", "NNPS")), None)
    return antecedent(tokens, first + 1 if first is not None else len(tokens))
