"""Why two quotations were, or were not, taken for versions of one utterance."""

from __future__ import annotations

from checker.align import quotes
from checker.comparison import Comparison, Outcome, Traced
from checker.model import Bundle, Claim, Kind
from checker.sameness import one_utterance
from checker.speakers import speaker
from checker.ties import Roles
from checker.worddiff import overlap
from checker.wording import Utterance, utterances, weight

__all__ = ["QuoteTracer"]


class QuoteTracer:
    """Tells of the quotations of one bundle what they were compared with."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._roles = Roles(bundle)
        self._spoken = list(utterances(bundle.claims.get(Kind.QUOTE, ())))
        self._groups = [({id(c) for c in a.claims}, a.reasons) for a in quotes.align(bundle)]

    def of(self, claim: Claim) -> Traced:
        own = next((u for u in self._spoken if any(c is claim for c in u.claims)), None)
        if own is None:
            return Traced(left_out="reported speech and titles are left out; only quoted words are compared")
        if not quotes.comparable(own):
            return Traced(left_out="so short a stretch of quoted words says too little to be recognised elsewhere")
        others = [u for u in self._spoken if u.article != own.article and quotes.comparable(u)]
        found = [self._compared(claim, own, other) for other in others]
        aligned = Outcome.ALIGNED
        return Traced(tuple(sorted(found, key=lambda c: (c.outcome is not aligned, -c.closeness, c.other.article))))

    def _compared(self, claim: Claim, own: Utterance, other: Utterance) -> Comparison:
        for members, reasons in self._groups:
            if id(claim) in members and id(other.claims[0]) in members:
                return Comparison(claim, other.claims, Outcome.ALIGNED, "; ".join(reasons), 99.0)
        found = overlap(own, other)
        tie = self._roles.tie(*(speaker(u.claims, self._bundle.articles[u.article]) for u in (own, other)))
        common = set(own.keys) & set(other.keys)
        alike = sum(weight(w) for w in common)
        if found is None or found.matched < 2:
            why = f"no run of words in common; {tie.why}"
            return Comparison(claim, other.claims, Outcome.BARRED, why, alike)
        story_of = self._bundle.story_of
        told = f"{found.matched} words shared ({found.share:.0%} of the shorter, {found.bits:.1f} bits); {tie.why}"
        if one_utterance(found, tie, story_of.get(own.article) == story_of.get(other.article)):
            return Comparison(claim, other.claims, Outcome.RIVAL, f"{told}; too many versions share them", alike)
        needed = "with different speakers more of the words must be the same" if tie.apart else "too few shared words"
        return Comparison(claim, other.claims, Outcome.FAINT, f"{needed}: {told}", alike + found.bits)
