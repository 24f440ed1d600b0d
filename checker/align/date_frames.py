"""What a desk editor looks at to tell whether two dates belong to one event: who does it, how, and where it stands.

Two leads of one story tell of one event in different words ("picked", "named"), so that the clauses alone say too
little: the same doer, in the same place of the article, with the same kind of verb, makes up for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from checker import lexicon
from checker.align.context import StoryWords
from checker.align.features import Features
from checker.days import bare_weekday
from checker.expressions import expression
from checker.model import Claim, Grain, Zone, when
from checker.rarity import stem
from checker.record import record

__all__ = ["Frame", "Frames", "frame_features", "read_frames"]

_FINE = (Grain.DAY, Grain.PART, Grain.HOUR, Grain.MINUTE)
_CAP = 4.0
_NAME = expression(r"[^\W\d_a-z][^\W\d_]+(?:[’'-][^\W\d_]+)*")
_DATELINE = expression(r"[^\W\d_a-z]{5,}$")
_TO_COME = expression(r"\b(?:to|will|would|may|must|should|shall)\s+(?:be\s+)?(?:[a-z]+\s+){1,2}(?:on\s+|at\s+)?$")
_OWNER = expression(r"[’']s?\s+[^\W\d_]")
_DETERMINER = expression(r"\b(?:the|this|that|an?|his|her|its|their|our)\s+$", re.I)
_NOUN = expression(r",?\s+[^\W\d_]")
_PREVIOUS = expression(r"\b(?:last|next|previous|following|earlier|later|past|coming)\W*$", re.I)


@record
class Frame:
    """How one date stands in its article.

    ``main``: it is the first day that the body names, in its opening sentences, and no earlier or planned one.
    ``doer``: stems of the names in the subject; ``people``: of all names of the sentence. ``saying``: its verb
    tells of words. ``planned``: the event is to come. ``fine``: a day or less; ``bare``: a weekday without a date.
    ``part``: the part of the day, or the hour, that the words name.
    """

    main: bool
    doer: frozenset[str]
    people: frozenset[str]
    saying: bool
    planned: bool
    fine: bool
    bare: bool
    headline: bool
    shifted: bool
    part: str | None
    named: bool
    told: bool


Frames = Mapping[int, Frame]
"""By the identity of the claim."""


def read_frames(claims: Iterable[Claim]) -> dict[int, Frame]:
    """The frame of every claim; claims of one article in any order."""
    every = list(claims)
    first: dict[str, int] = {}
    for claim in sorted(every, key=lambda c: (c.article, c.mention.span)):
        if _opens(claim):
            first.setdefault(claim.article, claim.mention.span.start)
    return {id(c): _frame(c, first.get(c.article) == c.mention.span.start) for c in every}


def _opens(claim: Claim) -> bool:
    value = when(claim)
    return "lead" in claim.notes and claim.zone is not Zone.HEADLINE and value.grain in _FINE and not claim.quoted_by


def _frame(claim: Claim, main: bool) -> Frame:
    value = when(claim)
    before = claim.context[: claim.mention.span.start - claim.sentence.start]
    names = frozenset(stem(w) for name in claim.names for w in re.split(r"[\W\d_]+", name) if len(w) > 2)
    saying = lexicon.words("judge", "saying_events")
    part = value.stated.get("part") or (f"{value.stated['hour']} h" if "hour" in value.stated else None)
    return Frame(
        main=main,
        doer=_doer(claim, names, before),
        people=names,
        saying=claim.predicate in saying or claim.verb in saying,
        planned="forecast" in claim.notes or bool(_TO_COME.search(before[-70:])),
        fine=value.grain in _FINE,
        bare=bare_weekday(value),
        headline=claim.zone is Zone.HEADLINE,
        shifted=bool(_PREVIOUS.search(before[-14:]) or _PREVIOUS.match(claim.mention.text.split()[0])),
        part=str(part) if part else None,
        named=_names_a_thing(claim, before),
        told=not value.stated or value.basis == "anchor",
    )


def _names_a_thing(claim: Claim, before: str) -> bool:
    """ "the 1996 Act", "last September's attack": the date tells which act, not when the sentence happens."""
    behind = claim.context[claim.mention.span.end - claim.sentence.start :]
    return bool(_OWNER.match(behind) or (_DETERMINER.search(before[-12:]) and _NOUN.match(behind)))


def _doer(claim: Claim, names: frozenset[str], before: str) -> frozenset[str]:
    """Names in the subject; where the grammar found none, the names before the date. Datelines are no doers."""
    return _named_in(claim.actor or "", names) or _named_in(before, names)


def _named_in(text: str, names: frozenset[str]) -> frozenset[str]:
    return frozenset(w for m in _NAME.findall(text) if not _DATELINE.match(m) and (w := stem(m.lower())) in names)


def frame_features(a: Frame, b: Frame, words: StoryWords, found: Features) -> None:
    """Adds what two frames share and where they differ."""
    common = a.people & b.people
    weight = sum(words.weight(w) for w in common)
    found.add("names", min(weight, _CAP))
    found.add("names_alike", len(common) / max(1, min(len(a.people), len(b.people))))
    if a.doer and b.doer:
        found.add("same_doer" if a.doer & b.doer else "unlike_doer")
    for name in ("main", "saying", "planned", "headline", "shifted", "bare", "named", "told"):
        mine, theirs = getattr(a, name), getattr(b, name)
        found.add(f"both_{name}", float(mine and theirs))
        found.add(f"one_{name}", float(mine != theirs))
    if a.fine and b.fine:
        found.add("both_fine")
    elif a.fine or b.fine:
        found.add("one_fine")
    if a.part and b.part:
        found.add("same_part" if a.part == b.part else "unlike_part")
    _together(a, b, found)


def _together(a: Frame, b: Frame, found: Features) -> None:
    """What says more together than one by one."""
    got = found.amounts
    same_doer = "same_doer" in got
    if a.main and b.main and same_doer:
        found.add("main_and_doer", reason="both lead with what the same party did")
    if same_doer and ("same_event" in got or "same_verb" in got):
        found.add("doer_and_event")
    if same_doer and a.saying and b.saying:
        found.add("doer_and_saying")
    if same_doer and ("unlike_events" in got or "unlike_verbs" in got):
        found.add("doer_but_event")
    if not same_doer and "unlike_doer" in got and ("same_event" in got or "same_verb" in got):
        found.add("event_but_doer")
