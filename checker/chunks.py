"""The chunks of a sentence: noun phrases, verb groups and single tokens, from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checker.phrases import NounPhrase, hedge_starts, noun_phrase
from checker.readings import BE, GET, HAVE, NOUNS, words_of
from checker.record import record
from checker.tokens import Token

__all__ = ["Chunk", "VerbGroup", "chunks"]

_DO = frozenset(["do", "does", "did"])
_VERBS = frozenset({"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})
_NEGATIONS = frozenset(["not", "n't", "never", "cannot"])


@record
class VerbGroup:
    """A verb with its auxiliaries: tokens [start, end), ``main`` the index of the verb proper.

    ``form``: past, present, future, modal, infinitive, gerund ("killing 12") or participle ("40 people injured").
    ``modal`` is the modal's lemma ("may", "will"); ``particle`` "down" in "shot down" ("shot it down" as well).
    """

    start: int
    end: int
    main: int
    lemma: str
    form: str
    passive: bool = False
    perfect: bool = False
    negated: bool = False
    modal: str | None = None
    particle: str | None = None

    @property
    def finite(self) -> bool:
        return self.form in ("past", "present", "future", "modal")

    @property
    def name(self) -> str:
        """Lemma and particle: "shoot down"."""
        return f"{self.lemma} {self.particle}" if self.particle else self.lemma


class Chunk(NamedTuple):
    kind: str  # NP, VG, IN, CC, ",", WH, SUB (subordinator), JJ, Q (quote mark or bracket), END
    start: int
    end: int
    np: NounPhrase | None = None
    vg: VerbGroup | None = None


_OPEN_NO_PHRASE = frozenset(
    ["IN", "MD", "VBZ", "VBD", "VBP", "CC", "TO", "VB", ",", ".", ":", "''", "``", "-LRB-", "-RRB-"]
)


def chunks(tokens: Sequence[Token]) -> list[Chunk]:
    """The chunks of one sentence, in order, covering every token."""
    out: list[Chunk] = []
    i = 0
    while i < len(tokens):
        phrase = (
            noun_phrase(tokens, i)
            if tokens[i].tag not in _OPEN_NO_PHRASE or tokens[i].low in hedge_starts()
            else None
        )
        if phrase is not None and not _only_predicate(tokens, phrase):
            out.append(Chunk("NP", phrase.start, phrase.end, phrase))
            i = phrase.end
            continue
        group = _verb_group(tokens, i)
        if group is not None:
            out.append(Chunk("VG", group.start, group.end, None, group))
            i = group.end
            continue
        out.append(Chunk(_kind_of(tokens, i), i, i + 1))
        i += 1
    return out


def _only_predicate(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Adjectives without noun, number or determiner are predicates ("were dead"), no phrase."""
    if tokens[phrase.head].tag in NOUNS:
        return False
    return all(t.tag in ("JJ", "JJR", "JJS", "VBN", "VBG", "RB", "CC", ",") for t in tokens[phrase.start : phrase.end])


def _kind_of(tokens: Sequence[Token], i: int) -> str:
    tag, low = tokens[i].tag, tokens[i].low
    if tag == "IN":
        if low in words_of("subordinators") and (
            low not in words_of("also_prepositions") or _clause_follows(tokens, i)
        ):
            return "SUB"
        return "IN"
    if tag in ("WDT", "WP", "WP$", "WRB"):
        return "WH"
    if tag in ("CC", ",", "TO"):
        return "IN" if tag == "TO" else tag
    if tag in ("JJ", "JJR", "JJS"):
        return "JJ"
    if tag in ("''", "``", "-LRB-", "-RRB-"):
        return "Q"
    if tag in ("RB", "RBR", "RBS", "RP", "UH", "PDT"):
        return "RB"
    if tag == ":":
        return ","
    return "END" if tag == "." else "RB"


def _clause_follows(tokens: Sequence[Token], i: int) -> bool:
    """Whether a finite verb follows "after", "as", "before" before the next mark."""
    for token in tokens[i + 1 : i + 13]:
        if token.tag in ("VBD", "VBZ", "VBP", "MD"):
            return True
        if token.tag in (",", ".", ":", "CC", "WDT", "WP", "``", "''"):
            return False
    return False


def _verb_group(tokens: Sequence[Token], i: int) -> VerbGroup | None:
    """The verb group that starts at token ``i``."""
    tag = tokens[i].tag
    infinitive = tag == "TO" and _verb_follows(tokens, i + 1)
    if not (infinitive or tag == "MD" or tag in _VERBS):
        return None
    verbs: list[int] = []
    negated = False
    at = i + 1 if infinitive else i
    last = at
    while at < len(tokens) and at - last <= 3:
        token = tokens[at]
        if token.tag == "MD" or token.tag in _VERBS:
            if verbs and not _continues(tokens[verbs[-1]], token):
                break
            verbs.append(at)
            last = at
        elif token.tag == "RB" or (verbs and _since_then(tokens, at)):
            negated = negated or token.low in _NEGATIONS
        elif not (token.tag == "PRP" and verbs and at == last + 1 and _asks(tokens, verbs[-1], at)):
            break
        at += 1
    if not verbs:
        return None
    return _described(tokens, i, verbs, negated, infinitive)


def _since_then(tokens: Sequence[Token], at: int) -> bool:
    """ "One has SINCE died": an adverb between the auxiliary and its verb."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    return tokens[at].low == "since" and tokens[at - 1].low in HAVE | BE and behind is not None and behind.tag == "VBN"


def _verb_follows(tokens: Sequence[Token], i: int) -> bool:
    while i < len(tokens) and tokens[i].tag == "RB":
        i += 1
    return i < len(tokens) and tokens[i].tag == "VB"


def _asks(tokens: Sequence[Token], verb: int, pronoun: int) -> bool:
    """ "did they leave": a pronoun between auxiliary and verb."""
    return tokens[verb].tag in ("MD",) or (
        tokens[verb].low in _DO | BE | HAVE and tokens[pronoun + 1 : pronoun + 2] != []
    )


def _continues(auxiliary: Token, verb: Token) -> bool:
    low, tag = auxiliary.low, verb.tag
    if auxiliary.tag == "MD":
        return tag in ("VB", "VBP")
    if low in _DO:
        return tag == "VB"
    if low in BE:
        return tag in ("VBN", "VBG")
    if low in HAVE:
        return tag == "VBN"
    return low in GET and tag == "VBN"


def _described(tokens: Sequence[Token], start: int, verbs: list[int], negated: bool, infinitive: bool) -> VerbGroup:
    main = verbs[-1]
    first, word = tokens[verbs[0]], tokens[main]
    chain = [tokens[v] for v in verbs]
    modal = chain[0].lemma if chain[0].tag == "MD" else None
    passive = len(chain) > 1 and word.tag == "VBN" and (chain[-2].low in BE or chain[-2].low in GET)
    bare_participle = len(chain) == 1 and word.tag == "VBN" and not infinitive
    form = "infinitive" if infinitive else _form(first, modal)
    end = main + 1
    particle = None
    for j in range(end, min(end + 4, len(tokens))):
        if tokens[j].tag == "RP":
            particle = tokens[j].low
            end = j + 1 if j == end else end
            break
        if tokens[j].tag not in NOUNS and tokens[j].tag not in ("PRP", "DT", "CD", "JJ", "PRP$"):
            break
    return VerbGroup(
        start, end, main, word.lemma, form,
        passive=passive or (bare_participle and word.lemma not in words_of("intransitive")),
        perfect=any(t.low in HAVE for t in chain[:-1]),
        negated=negated or any(t.low in _NEGATIONS for t in chain),
        modal=modal, particle=particle,
    )  # fmt: skip


def _form(first: Token, modal: str | None) -> str:
    if modal is not None:
        return "future" if modal in ("will", "shall") else "modal"
    return {
        "VBD": "past",
        "VBZ": "present",
        "VBP": "present",
        "VBG": "gerund",
        "VBN": "participle",
        "VB": "infinitive",
    }[first.tag]
