"""Findings about who is given the words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from checker import lexicon
from checker.judge import rulebook
from checker.judge.quote_passages import (
    SHOWN_WORDS,
    label,
    sources_of,
    text_of,
    whole_claims,
)
from checker.model import (
    Agreement,
    Alignment,
    Bundle,
    Claim,
    Finding,
    Level,
    Quotation,
)
from checker.sameness import whole_sentences
from checker.speakers import Speaker, fold_words
from checker.ties import Tie
from checker.worddiff import Overlap
from checker.wording import Utterance

__all__ = ["is_fragment", "misattributed", "same_words"]

_STRONG, _FAIR = 0.75, 0.65
_SENTENCE_BITS = 2.6
_NEAR = 6
_AGREED = 1.1
"""Two articles that agree against one make it likelier that the one is wrong."""


def same_words(found: Overlap) -> bool:
    """Whether two versions are so alike that only one person can have said them."""
    if found.matched < 4 or found.bits < 2.2 or found.reworded > 0.2:
        return False
    if whole_sentences(found) and found.bits >= _SENTENCE_BITS:
        return True
    long_run = max(op.a2 - op.a1 for op in found.ops if op.same) >= 6 and found.bits >= 5
    return found.share >= 0.75 or long_run


Case = tuple[int, int, Tie, Overlap]
"""(utterance with most support, odd utterance, how their speakers stand, what they share)"""


def misattributed(
    bundle: Bundle,
    alignment: Alignment,
    spoken: Sequence[Utterance],
    who: Sequence[Speaker],
    cases: Sequence[Case],
) -> Finding | Agreement:
    """The words of one speaker given to another; an agreement where one of them only repeats the other."""
    within = [c for c in cases if spoken[c[0]].article == spoken[c[1]].article]
    cases = within or cases
    right, odd, tie, found = max(cases, key=lambda c: (_attributed(who[c[0]], who[c[1]], c[2]), -c[0], -c[1]))
    if any(_nested_once(case[3]) or _requoted(bundle, spoken, who, case[0], case[1]) for case in cases):
        return _repeated(alignment, spoken, who, right, odd)
    sides = [list(dict.fromkeys(c[0] for c in cases)), list(dict.fromkeys(c[1] for c in cases))]
    if not within:
        sides = [_with_copies(spoken, who, side) for side in sides]
    sure = _attributed(who[right], who[odd], tie)
    if len({spoken[n].article for n in sides[0]}) > 1 and len({spoken[n].article for n in sides[1]}) == 1:
        sure = min(1.0, _AGREED * sure)
    headline = spoken[right].headline or spoken[odd].headline
    return rulebook.finding(
        "Q102" if headline else "Q101",
        level=_level(bundle, spoken[right], spoken[odd], tie, found, sure, bool(within)),
        evidence=[e for side, numbers in enumerate(sides) for n in numbers for e in whole_claims(spoken[n], side)],
        fact=label(spoken[right], who[right]),
        story=alignment.story,
        message=_message([[spoken[n] for n in side] for side in sides], who[right], who[odd], bool(within)),
        confidence=round(0.95 * sure, 2),
        reasons=[f"{found.matched} words are the same in both", *alignment.reasons[:2]],
        considered=[
            f"one person under two names: {tie.why}",
            "a person and their own office or spokesman: nothing in these articles ties the two",
            "a quotation of somebody else's words: neither version says so",
        ],
        working=[f"{who[right].shown} -> {who[odd].shown}"],
        advice="Find out who said it before either version runs.",
    )


def _level(
    bundle: Bundle, right: Utterance, odd: Utterance, tie: Tie, found: Overlap, sure: float, within: bool
) -> Level:
    """How loud: by how firmly both texts tie the words to their speakers."""
    if right.headline or odd.headline:
        return Level.WARNING if within and tie.apart else Level.NOTE
    if is_fragment(found):
        return Level.NOTE
    level = Level.ERROR if sure >= _STRONG else Level.WARNING if sure >= _FAIR else Level.NOTE
    if level is not Level.NOTE and not _one_story(bundle, right, odd):
        return Level.WARNING if level is Level.ERROR else Level.NOTE
    return level


def _message(sides: Sequence[Sequence[Utterance]], right: Speaker, odd: Speaker, within: bool) -> str:
    first = sides[0][0]
    shown = f"“{text_of(first, 0, min(SHOWN_WORDS, len(first.words)))}…”"
    if within:
        places = ("the headline", "the body") if first.headline else ("the body", "the headline")
        return f"{sources_of(sides[0])}: {places[0]} gives {shown} to {right.shown}, {places[1]} to {odd.shown}."
    verbs = ["gives" if len({u.claims[0].passage.source for u in side}) == 1 else "give" for side in sides]
    return (
        f"{sources_of(sides[0])} {verbs[0]} {shown} to {right.shown}; "
        f"{sources_of(sides[1])} {verbs[1]} the same words to {odd.shown}."
    )


def _with_copies(spoken: Sequence[Utterance], who: Sequence[Speaker], numbers: Sequence[int]) -> list[int]:
    """The utterances, and those that give the same words to the same speaker."""
    wanted = {(spoken[n].keys, who[n].words[-1:]) for n in numbers}
    alike = [n for n, one in enumerate(spoken) if (one.keys, who[n].words[-1:]) in wanted]
    return list(dict.fromkeys([*numbers, *alike]))


def _repeated(
    alignment: Alignment, spoken: Sequence[Utterance], who: Sequence[Speaker], right: int, odd: int
) -> Agreement:
    return rulebook.agreement(
        "Q317",
        evidence=[e for n in (right, odd) for e in whole_claims(spoken[n], 0)],
        fact=label(spoken[right], who[right]),
        story=alignment.story,
        why=f"{who[odd].shown} and {who[right].shown}: one of them repeats the other's words.",
    )


def is_fragment(found: Overlap) -> bool:
    """Whether too little is shared to rest a loud verdict on: a few words woven into a reporter's sentence."""
    return not (found.a.whole and found.b.whole) and (found.matched < 8 or found.bits < 4.5)


def _attributed(a: Speaker, b: Speaker, tie: Tie) -> float:
    return min(a.sure, b.sure) * tie.sure


def _nested_once(found: Overlap) -> bool:
    sides = [
        [w.nested for op in found.ops if op.same for w in found.a.words[op.a1 : op.a2]],
        [w.nested for op in found.ops if op.same for w in found.b.words[op.b1 : op.b2]],
    ]
    return any(sum(side) > len(side) / 2 for side in sides)


def _requoted(bundle: Bundle, spoken: Sequence[Utterance], who: Sequence[Speaker], right: int, odd: int) -> bool:
    """Whether a version says that its speaker repeats somebody's words ("quoting X", "as X put it")."""
    signs = lexicon.words("speakers", "requotes")
    for here, other in ((right, odd), (odd, right)):
        name = who[other].words[-1]
        for claim in spoken[here].claims:
            words = fold_words(claim.context)
            cited = _cited_within(fold_words(claim.mention.text), name)
            if name in words and (cited or any(w in signs for w in words)):
                return True
            if _repeats_somebody(claim):
                return True
    return False


def _cited_within(said: Sequence[str], name: str) -> bool:
    """ "As Otto Lenz says, ...", inside the marks: the words are his. Who is only named there did not say them."""
    saying = lexicon.words("speakers", "cited_within")
    return any(one == name and after in saying for one, after in pairwise(said))


def _repeats_somebody(claim: Claim) -> bool:
    """ "..., the mayor said, quoting the chief", "she repeated the chief's line": not the one who speaks."""
    said = fold_words(claim.mention.text)
    words = fold_words(claim.context.replace(claim.mention.text, " "))
    own = set(fold_words(claim.value.mention or "")) if isinstance(claim.value, Quotation) else set()
    people = lexicon.words("quotes", "roles.person") - own - set(said)
    if not lexicon.words("speakers", "everybodys").isdisjoint(words):
        return True
    repeating = lexicon.words("speakers", "repeating")
    line = f" {' '.join(words)} "
    if any(f" {proxy} " in line for proxy in lexicon.words("speakers", "proxies")):
        return True
    return any(w in repeating and people & set(words[k + 1 : k + _NEAR]) for k, w in enumerate(words))


def _one_story(bundle: Bundle, a: Utterance, b: Utterance) -> bool:
    return bundle.story_of.get(a.article) == bundle.story_of.get(b.article)
