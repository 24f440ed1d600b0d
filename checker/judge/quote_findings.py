"""Findings and agreements about quotations, worded for a news desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from checker import lexicon
from checker.judge import rulebook
from checker.judge.quote_changes import Change, Shift, rendered
from checker.judge.quote_table import Comparison
from checker.model import (
    Agreement,
    Alignment,
    Article,
    Bundle,
    Claim,
    Evidence,
    Finding,
    Kind,
    Level,
    Quotation,
    Span,
)
from checker.speakers import Relation, Speaker, Tie, fold_words, speaker
from checker.worddiff import Overlap
from checker.wording import Gap, Utterance

__all__ = ["EDGE_RULES", "Agreements", "altered", "broken_marks", "label", "misattributed", "same_words", "signature"]

_BASE = {"Q110": 0.93, "Q111": 0.92, "Q112": 0.85, "Q113": 0.85, "Q120": 0.85, "Q121": 0.8, "Q122": 0.75, "Q123": 0.65,
         "Q124": 0.65, "Q201": 0.55, "Q202": 0.6, "Q203": 0.6, "Q205": 0.6}  # fmt: skip
_DECISIVE = {
    "Q110": (Shift.NEGATION,), "Q111": (Shift.NUMBER,), "Q112": (Shift.NAME,), "Q113": (Shift.OPPOSITE,),
    "Q120": (Shift.MODAL,), "Q121": (Shift.CONTENT,), "Q122": (Shift.DROPPED,), "Q123": (Shift.SPLICED,),
    "Q202": (Shift.FUNCTION, Shift.REPEATED), "Q203": (Shift.SENTENCE,),
}  # fmt: skip
_SAYS = {
    "Q110": "One version says “not” where the other does not",
    "Q111": "The figure inside the quotation differs",
    "Q112": "The name inside the quotation differs",
    "Q113": "The two versions say opposite things",
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
_SPLIT = ("Q312", "Q313")
_CLOSE_DAYS = 3
_LEAST_MATCHED, _LEAST_BITS = 5, 2.2
_SHOWN_WORDS = 8
_LEAST_PIECE = 4
_STRONG, _FAIR = 0.75, 0.65


def label(one: Utterance, who: Speaker) -> str:
    """A short name for an utterance: its speaker and its first words."""
    words = one.words[:_SHOWN_WORDS]
    shown = _text_of(one, 0, len(words)) + ("…" if len(one.words) > len(words) else "")
    return f"{who.name}: “{shown}”" if who.name else f"“{shown}”"


def _text_of(one: Utterance, start: int, end: int) -> str:
    out: list[str] = []
    for i in range(start, end):
        if i == start or one.words[i - 1].span != one.words[i].span:
            out.append(one.words[i].text)
    return " ".join(out)


def same_words(found: Overlap) -> bool:
    """Whether two versions are so alike that only one person can have said them."""
    if found.matched < 4 or found.bits < 2.2 or found.reworded > 0.2:
        return False
    long_run = max(op.a2 - op.a1 for op in found.ops if op.same) >= 6 and found.bits >= 5
    return found.share >= 0.75 or long_run


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


# passages


def _passages(one: Utterance, article: Article, start: int, end: int, side: int) -> Evidence:
    """The sentence of an utterance around words[start:end] as evidence."""
    start, end = _sentence(one, start, end)
    first, last = one.words[start], one.words[end - 1]
    claim = next((c for c in one.claims if c.mention.span.contains(first.span)), one.claims[0])
    inside = min(last.span.end, claim.mention.span.end)
    return _clipped(claim, article, Span(first.span.start, max(inside, first.span.end)), side)


def _sentence(one: Utterance, start: int, end: int) -> tuple[int, int]:
    """Widen to the sentence, within one piece of the utterance."""
    start, end = min(start, len(one.words) - 1), max(end, start + 1)
    while start > 0 and one.words[start].gap < Gap.SENTENCE:
        start -= 1
    while end < len(one.words) and one.words[end].gap < Gap.SENTENCE:
        end += 1
    return start, min(end, len(one.words))


def _clipped(claim: Claim, article: Article, span: Span, side: int) -> Evidence:
    text = article.text[span.start : span.end]
    whole = rulebook.evidence(claim, side)
    if claim.sentence.contains(span):
        mark = Span(span.start - claim.sentence.start, span.end - claim.sentence.start)
        context = claim.context
    else:
        mark, context = Span(0, len(text)), text
    return replace(whole, passage=article.passage(span), value=text, context=context, mark=mark)


def _whole(one: Utterance, side: int) -> list[Evidence]:
    return [rulebook.evidence(claim, side) for claim in one.claims]


def _around(bundle: Bundle, one: Utterance, words: tuple[int, int], side: int) -> Evidence:
    return _passages(one, bundle.articles[one.article], *words, side)


def _place(one: Utterance, other: Utterance, where: tuple[int, int]) -> tuple[int, int] | None:
    """Where words[where] of ``other`` stand in ``one``, a version with the same words there, or None."""
    keys = other.keys[max(0, where[0] - 2) : where[1] + 2]
    for i in range(len(one.keys) - len(keys) + 1):
        if one.keys[i : i + len(keys)] == keys:
            return i, i + len(keys)
    return None


def _sources(spoken: Sequence[Utterance]) -> str:
    names = list(dict.fromkeys(u.claims[0].passage.source for u in spoken))
    if len(names) <= 2:
        return " and ".join(names)
    return f"{names[0]}, {names[1]} and {len(names) - 2} more"


# misattributed


def misattributed(
    bundle: Bundle,
    alignment: Alignment,
    spoken: Sequence[Utterance],
    who: Sequence[Speaker],
    cases: Sequence[tuple[int, int, Tie, Overlap]],
) -> Finding | Agreement:
    """The words of one speaker given to another; an agreement where one of them only repeats the other.
    ``cases``: (most versions, odd version, tie, what they share)."""
    within = [c for c in cases if spoken[c[0]].article == spoken[c[1]].article]
    cases = within or cases
    right, odd, tie, found = max(cases, key=lambda c: (_attributed(who[c[0]], who[c[1]], c[2]), -c[0], -c[1]))
    if any(_nested_once(case[3]) or _requoted(bundle, spoken, who, case[0], case[1]) for case in cases):
        return _repeated(alignment, spoken, who, right, odd)
    sure = _attributed(who[right], who[odd], tie)
    headline = spoken[right].headline or spoken[odd].headline
    code = "Q102" if headline else "Q101"
    level = Level.ERROR if sure >= _STRONG else Level.WARNING if sure >= _FAIR else Level.NOTE
    if headline:
        level = Level.WARNING if within and tie.apart else Level.NOTE
    elif _fragment(found):
        level = Level.NOTE
    if level is not Level.NOTE and not _one_story(bundle, spoken[right], spoken[odd]):
        level = Level.WARNING if level is Level.ERROR else Level.NOTE
    sides = [list(dict.fromkeys(c[i] for c in cases)) for i in (0, 1)]
    evidence = [e for side, numbers in enumerate(sides) for n in numbers for e in _whole(spoken[n], side)]
    ours, theirs = ([spoken[n] for n in numbers] for numbers in sides)
    line = f"{who[right].shown} -> {who[odd].shown}"
    return rulebook.finding(
        code,
        level=level,
        evidence=evidence,
        fact=label(spoken[right], who[right]),
        key=[who[right].words[-1], who[odd].words[-1], " ".join(spoken[right].keys[:12])],
        story=alignment.story,
        message=(
            f"{_sources(ours)} gives “{_text_of(spoken[right], 0, min(_SHOWN_WORDS, len(spoken[right].words)))}…” to "
            f"{who[right].shown}; {_sources(theirs)} gives the same words to {who[odd].shown}."
        ),
        confidence=round(0.95 * sure, 2),
        reasons=[f"{found.matched} words are the same in both", *alignment.reasons[:2]],
        considered=[
            f"one person under two names: {tie.why}",
            "a person and their own office or spokesman: nothing in these articles ties the two",
            "a quotation of somebody else's words: neither version says so",
        ],
        working=[line],
        advice="Find out who said it before either version runs.",
    )


def _repeated(
    alignment: Alignment, spoken: Sequence[Utterance], who: Sequence[Speaker], right: int, odd: int
) -> Agreement:
    return rulebook.agreement(
        "Q317",
        evidence=[e for n in (right, odd) for e in _whole(spoken[n], 0)],
        fact=label(spoken[right], who[right]),
        story=alignment.story,
        why=f"{who[odd].shown} and {who[right].shown}: one of them repeats the other's words.",
    )


def _fragment(found: Overlap) -> bool:
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
            if name in words and any(w in signs for w in words):
                return True
    return False


def _one_story(bundle: Bundle, a: Utterance, b: Utterance) -> bool:
    return bundle.story_of.get(a.article) == bundle.story_of.get(b.article)


# altered


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
    evidence = [_around(bundle, u, _spot(u, compared.found.a, where_a), 0) for u in right]
    evidence += [_around(bundle, u, _spot(u, compared.found.b, where_b), 1) for u in odd]
    lines = [rendered(compared.found, c) if code == "Q205" else c.shown for c in decisive]
    working = lines or [loss.shown for loss in compared.losses]
    why = compared.losses[0].why if code in EDGE_RULES else working[0]
    who = speaker(compared.found.a.claims)
    return rulebook.finding(
        code,
        level=level,
        evidence=_distinct(evidence),
        fact=label(compared.found.a, who),
        key=[*(who.words[-1:]), *signature(code, compared)],
        story=alignment.story,
        message=f"{_SAYS[code]}: {why} ({_sources(right)} -> {_sources(odd)}).",
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
    if _fragment(found) or (compared.tie.relation in _UNSURE and not _near_verbatim(compared, code)):
        return Level.NOTE
    if level is Level.WARNING and (found.matched < _LEAST_MATCHED or found.bits < _LEAST_BITS):
        return Level.NOTE
    if not compared.one_story and not _close_days(bundle, found):
        return Level.WARNING if code in ("Q110", "Q111", "Q112") and found.bits > 5 else Level.NOTE
    return level


def _near_verbatim(compared: Comparison, code: str) -> bool:
    """What makes up for a speaker that one version does not name."""
    found = compared.found
    if code in ("Q110", "Q111", "Q112", "Q113"):
        return found.matched >= 4 and found.spread <= 0.3 and (found.share >= 0.6 or found.bits >= 5)
    return found.matched >= 6 and found.spread <= 0.15 and (found.share >= 0.75 or found.bits >= 8)


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


def _spot(one: Utterance, model: Utterance, where: tuple[int, int]) -> tuple[int, int]:
    """Where the deciding words stand in another version of the same side."""
    if one is model or one.keys == model.keys:
        return where
    return _place(one, model, where) or (0, len(one.words))


def _distinct(evidence: Sequence[Evidence]) -> list[Evidence]:
    kept: dict[tuple[str, int, int], Evidence] = {}
    for one in evidence:
        kept.setdefault((one.passage.path, one.passage.start, one.passage.end), one)
    return list(kept.values())


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


class Agreements:
    """Gathers versions that agree, one agreement a rule and alignment."""

    def __init__(self, bundle: Bundle, alignment: Alignment) -> None:
        self._bundle = bundle
        self._alignment = alignment
        self._rows: dict[str, tuple[Comparison, dict[tuple[str, Span], Evidence]]] = {}

    def add(self, code: str, compared: Comparison, right: Sequence[Utterance], other: Sequence[Utterance]) -> None:
        """Two versions that agree; pieces that are the same word for word go under the rule of same words."""
        if rulebook.rule(code).level is not None:
            return
        whole = _same_pieces(compared.found) if code in _SPLIT else ()
        for one in (*right, *other):
            for claim in one.claims:
                row = "Q310" if claim.mention.text in whole else code
                self._put(row, compared, claim.article, claim.mention.span, rulebook.evidence(claim))

    def pieces(self, compared: Comparison) -> None:
        """Of two versions that differ, the pieces that do not."""
        for found in (compared.found, compared.found.flipped()):
            for claim in found.a.claims:
                other = _counterpart(found, claim)
                if other is None:
                    continue
                code = "Q310" if any(c.mention.span == other for c in found.b.claims) else "Q312"
                near = next((c for c in found.b.claims if c.mention.span.contains(other)), found.b.claims[0])
                clipped = _clipped(near, self._bundle.articles[near.article], other, 0)
                self._put(code, compared, claim.article, claim.mention.span, rulebook.evidence(claim))
                self._put(code, compared, near.article, other, clipped)

    def _put(self, code: str, compared: Comparison, article: str, span: Span, evidence: Evidence) -> None:
        _, rows = self._rows.setdefault(code, (compared, {}))
        rows.setdefault((article, span), evidence)

    def made(self) -> list[Agreement]:
        out = []
        for code, (compared, rows) in sorted(self._rows.items()):
            if len({article for article, _ in rows}) < 2:
                continue
            out.append(
                rulebook.agreement(
                    code,
                    evidence=list(rows.values()),
                    fact=label(compared.found.a, speaker(compared.found.a.claims)),
                    story=self._alignment.story,
                    why=_why(code, compared),
                    sources=1 if code == "Q311" else 0,
                )
            )
        return out


def _same_pieces(found: Overlap) -> frozenset[str]:
    """The texts of the pieces that stand whole and word for word on both sides."""
    keys = [dict(_pieces(side)) for side in (found.a, found.b)]
    return frozenset(side[words] for words in keys[0].keys() & keys[1].keys() for side in keys)


def _pieces(one: Utterance) -> list[tuple[tuple[str, ...], str]]:
    """(folded words, text as printed) of each claim of an utterance."""
    return [(tuple(one.keys[i:j]), claim.mention.text) for claim in one.claims for i, j in [_range(one, claim)]]


def _range(one: Utterance, claim: Claim) -> tuple[int, int]:
    """The words of an utterance that stand in one of its claims."""
    inside = [i for i, w in enumerate(one.words) if claim.mention.span.contains(w.span)]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _counterpart(found: Overlap, claim: Claim) -> Span | None:
    """Where the words of a whole claim of ``found.a`` stand unchanged in ``found.b``; None where they do not."""
    start, end = _range(found.a, claim)
    wanted, keys = found.a.keys[start:end], found.b.keys
    if end - start < _LEAST_PIECE:
        return None
    for i in range(len(keys) - len(wanted) + 1):
        if keys[i : i + len(wanted)] == wanted:
            words = found.b.words[i : i + len(wanted)]
            return Span(words[0].span.start, words[-1].span.end)
    return None


def _why(code: str, compared: Comparison) -> str:
    shown = "; ".join(c.shown for c in compared.changes[:3])
    if code == "Q311":
        return f"The words are credited to {compared.credited}: one source, not two."
    if code in ("Q313", "Q314", "Q315", "Q316") and shown:
        return f"{rulebook.rule(code).title}: {shown}."
    if code in ("Q317", "Q318"):
        return f"{rulebook.rule(code).title}: {compared.tie.why}."
    return f"{rulebook.rule(code).title}."


# quotation marks


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
                fact=f"“{' '.join(words[:_SHOWN_WORDS])}”",
                key=[" ".join(words[:12])],
                story=bundle.story.id,
                message="A quotation mark is missing or doubled: where the speaker's words begin or end is unclear.",
                confidence=0.7,
                reasons=["the marks of the paragraph do not pair up"],
                considered=["a quotation that runs on over paragraphs: its next paragraph does not open with a mark"],
                advice="Put the missing mark in, and check which words are the speaker's.",
            )
        )
    return out
