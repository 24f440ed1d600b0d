"""Judges the versions of an utterance: who is given the words, and what the words are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.judge import quote_findings as write
from checker.judge.quote_agreements import Agreements
from checker.judge.quote_passages import label
from checker.judge.quote_speakers import misattributed, same_words
from checker.judge.quote_table import Comparison, compare, decide
from checker.judge.rulebook import rule, single_source
from checker.model import Agreement, Alignment, Bundle, Finding, Kind, Level, Quotation, QuoteType, SingleSource
from checker.renderings import same_ideas
from checker.sameness import FRAGMENT, one_utterance
from checker.speakers import fold_words, speaker
from checker.ties import Relation, Roles, Tie
from checker.worddiff import Overlap, overlap, whole
from checker.wording import Utterance, all_utterances, pieces, utterances

__all__ = ["judge"]

MOST_VERSIONS = 12
"""Versions of one utterance that a further version is compared with."""
_MOST_SPEAKERS = 8
_MOST_ALIKE = 2
_RANK = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2, None: 3}
_CREDITED = 12
_LISTED = (QuoteType.DIRECT, QuoteType.MIXED)
_SHORTEST_LISTED = 3
_LONG_REST = 5


def judge(bundle: Bundle, alignments: Sequence[Alignment]) -> list[Finding | Agreement | SingleSource]:
    """Findings, agreements and what one article alone has. ``alignments`` are those of ``align.quotes``."""
    roles = Roles(bundle)
    out: list[Finding | Agreement | SingleSource] = []
    for one in alignments:
        out += _Versions(bundle, one, roles).verdicts()
    out += write.broken_marks(bundle)
    out += _single(bundle, alignments)
    return out


def _single(bundle: Bundle, alignments: Sequence[Alignment]) -> Iterator[SingleSource]:
    """Quotations of the story that no other article has (none where the story is one article)."""
    if len(bundle.story.articles) < 2:
        return
    aligned = {id(c) for a in alignments for c in a.claims}
    for one in all_utterances(bundle.claims.get(Kind.QUOTE, ())):
        mine = bundle.story_of.get(one.article) == bundle.story.id
        listed = one.first.type in _LISTED and len(one.words) >= _SHORTEST_LISTED
        if mine and listed and not any(id(c) in aligned for c in one.claims):
            yield single_source(one.claims[0], fact=label(one, speaker(one.claims)), story=bundle.story.id)


class _Versions:
    """One alignment on the bench."""

    def __init__(self, bundle: Bundle, alignment: Alignment, roles: Roles) -> None:
        self._bundle = bundle
        self._alignment = alignment
        self._roles = roles
        self._spoken = utterances(alignment.claims)
        self._who = [speaker(u.claims, bundle.articles[u.article]) for u in self._spoken]
        self._texts: dict[tuple[str, ...], list[int]] = {}
        for number, one in enumerate(self._spoken):
            self._texts.setdefault(one.keys, []).append(number)

    def verdicts(self) -> list[Finding | Agreement | SingleSource]:
        out: list[Finding | Agreement | SingleSource] = []
        out += self._misattributed()
        out += self._wordings()
        return out

    # who is given the words

    def _misattributed(self) -> Iterator[Finding | Agreement]:
        """One finding for every speaker who is given words that most versions give to somebody else."""
        clashes = list(self._clashes())
        if not clashes:
            return
        support: dict[int, int] = {}
        for a, b, _, _ in clashes:
            for number in (a, b):
                support.setdefault(number, self._supporters(number))
        told: list[list[tuple[int, int, Tie, Overlap]]] = []
        for a, b, tie, found in clashes:
            right, odd = (a, b) if (support[a], -a) >= (support[b], -b) else (b, a)
            case = right, odd, tie, found if right == a else found.flipped()
            group = next((cases for cases in told if self._one_clash(cases[0], case)), None)
            if group is None:
                told.append([case])
            else:
                group.append(case)
        for cases in told:
            yield misattributed(self._bundle, self._alignment, self._spoken, self._who, cases)

    def _one_clash(self, one: tuple[int, int, Tie, Overlap], other: tuple[int, int, Tie, Overlap]) -> bool:
        """Are the words taken from one speaker and given to one? "Her president" may be the one that others name."""
        if self._who[one[1]].words[-1] != self._who[other[1]].words[-1]:
            return False
        mine, theirs = self._who[one[0]], self._who[other[0]]
        return mine.words[-1] == theirs.words[-1] or self._roles.tie(mine, theirs).relation is not Relation.DIFFERENT

    def _supporters(self, number: int) -> int:
        """Articles that give the words to this speaker."""
        mine = self._who[number]
        return len(
            {u.article for u, who in zip(self._spoken, self._who, strict=True) if who.words[-1:] == mine.words[-1:]}
        )

    def _clashes(self) -> Iterator[tuple[int, int, Tie, Overlap]]:
        """Pairs of nearly the same words that are given to different people."""
        texts = list(self._texts.values())[: 2 * MOST_VERSIONS]
        for i, left in enumerate(texts):
            for right in texts[i:]:
                found: Overlap | None = None
                for a, b in self._speaker_pairs(left, right):
                    tie = self._roles.tie(self._who[a], self._who[b])
                    if tie.relation is not Relation.DIFFERENT:
                        continue
                    found = found or overlap(self._spoken[left[0]], self._spoken[right[0]])
                    if found is None or not same_words(found):
                        break
                    yield a, b, tie, Overlap(self._spoken[a], self._spoken[b], found.ops, found.bits)

    def _speaker_pairs(self, left: Sequence[int], right: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Pairs of utterances, one a speaker and article, that may be held against each other."""
        for a in self._by_speaker(left):
            for b in self._by_speaker(right):
                one, other = self._spoken[a], self._spoken[b]
                if a != b and (one.article != other.article or one.headline != other.headline):
                    yield a, b

    def _by_speaker(self, numbers: Sequence[int]) -> list[int]:
        kept: dict[tuple[str, ...], list[int]] = {}
        for number in numbers:
            kept.setdefault(self._who[number].words, []).append(number)
        return [n for some in list(kept.values())[:_MOST_SPEAKERS] for n in some[:_MOST_ALIKE]]

    # what the words are

    def _wordings(self) -> Iterator[Finding | Agreement]:
        """Every version against those with more support; changed ones are gathered by what they change."""
        order = sorted(self._texts.values(), key=self._standing)
        agreeing = Agreements(self._bundle, self._alignment)
        altered: dict[tuple[str, ...], tuple[Comparison, str, list[int], list[int]]] = {}
        kept: list[list[int]] = []
        changed: list[list[int]] = []
        for text in order:
            self._within(text, agreeing)
            judged = self._against(text, kept) or self._against(text, changed)
            if judged is None:
                kept.append(text)
                continue
            compared, code, other = judged
            if rule(code).level is None:
                kept.append(text)
                agreeing.add(code, compared, [self._spoken[n] for n in other], [self._spoken[n] for n in text])
                continue
            changed.append(text)
            if code not in write.EDGE_RULES:
                agreeing.pieces(compared)
            entry = altered.setdefault(write.signature(code, compared), (compared, code, [], []))
            entry[2].extend(n for n in other if n not in entry[2])
            entry[3].extend(text)
        yield from agreeing.made()
        for compared, code, right, odd in altered.values():
            sides = [self._spoken[n] for n in right], [self._spoken[n] for n in odd]
            finding = write.altered(self._bundle, self._alignment, compared, code, *sides)
            if finding is not None:
                yield finding

    def _within(self, text: Sequence[int], agreeing: Agreements) -> None:
        """One text in several articles agrees with itself (those that give it to others are dealt with above)."""
        first = text[0]
        same = [first] + [n for n in text[1:] if not self._roles.tie(self._who[first], self._who[n]).apart]
        if len({self._spoken[n].article for n in same}) < 2:
            return
        second = next(n for n in same if self._spoken[n].article != self._spoken[first].article)
        compared = self._compare(first, second)
        if compared is not None:
            spoken = [self._spoken[n] for n in same]
            agreeing.add(decide(compared), compared, spoken[:1], spoken[1:])

    def _against(self, text: list[int], others: Sequence[list[int]]) -> tuple[Comparison, str, list[int]] | None:
        """The gravest verdict of a version against others, or None where none of them has its words."""
        best: tuple[Comparison, str, list[int]] | None = None
        for other in others[:MOST_VERSIONS]:
            pair = self._pair(other, text)
            compared = self._compare(*pair) if pair else None
            if compared is None:
                continue
            for one in (compared, *_left_over(compared)):
                code = decide(one)
                if best is None or _RANK[rule(code).level] < _RANK[rule(best[1]).level]:
                    best = one, code, other
        return best

    def _pair(self, left: Sequence[int], right: Sequence[int]) -> tuple[int, int] | None:
        """Two utterances of different articles whose speakers may be one; known speakers first."""
        best: tuple[int, int] | None = None
        for a, b in self._speaker_pairs(left, right):
            if self._spoken[a].article == self._spoken[b].article:
                continue
            tie = self._roles.tie(self._who[a], self._who[b])
            if tie.relation in (Relation.SAME, Relation.LINKED):
                return a, b
            if not tie.apart and best is None:
                best = a, b
        return best

    def _compare(self, a: int, b: int) -> Comparison | None:
        left, right = self._spoken[a], self._spoken[b]
        found = overlap(left, right)
        one_story = self._bundle.story_of.get(left.article) == self._bundle.story_of.get(right.article)
        tie = self._roles.tie(self._who[a], self._who[b])
        if found is None or not one_utterance(found, tie, one_story):
            rendered = one_story and tie.relation is Relation.SAME and same_ideas(left.keys, right.keys)
            return compare(whole(left, right), tie, one_story, None, rendering=True) if rendered else None
        if one_story and tie.relation is Relation.SAME and _goes_on_alike(found):
            return compare(whole(left, right), tie, one_story, None, rendering=True)
        return compare(found, tie, one_story, self._credited(found, left, right))

    def _credited(self, found: Overlap, left: Utterance, right: Utterance) -> str | None:
        """The outlet that one version credits, where the other is that outlet's or may be."""
        if found.matched < _CREDITED:
            return None
        for one, other in ((left, right), (right, left)):
            for claim in one.claims:
                via = claim.value.via if isinstance(claim.value, Quotation) else None
                if via and self._may_be(via, other):
                    return via
        return None

    def _may_be(self, outlet: str, other: Utterance) -> bool:
        named = set(fold_words(outlet)) - {"the"}
        sources = {a.id: set(fold_words(a.source.replace("-", " "))) for a in self._bundle.articles.values()}
        owners = {article for article, words in sources.items() if named and named <= words}
        return other.article in owners or not owners

    def _sources(self, text: Sequence[int]) -> int:
        return len({self._spoken[n].claims[0].passage.source for n in text})

    def _standing(self, text: Sequence[int]) -> tuple[int, bool, int, int]:
        """Versions of many sources first, headlines after bodies, long ones first, then in the order of articles."""
        first = self._spoken[text[0]]
        return -self._sources(text), first.headline, -len(first.words), text[0]


def _goes_on_alike(found: Overlap) -> bool:
    """Whether both versions go on beyond the words they share, with the same ideas in other words."""
    first, last = found.ops[0], found.ops[-1]
    left, right = found.a.keys, found.b.keys
    rest = left[: first.a1] + left[last.a2 :], right[: first.b1] + right[last.b2 :]
    return min(len(side) for side in rest) > _LONG_REST and bool(same_ideas(*rest))


def _left_over(compared: Comparison) -> Iterator[Comparison]:
    """Pieces of one version that the comparison left out, each against the other version: they may stand there in
    another order."""
    found = compared.found
    first, last = found.ops[0], found.ops[-1]
    sides = ((found.a, found.b, (first.a1, last.a2)), (found.b, found.a, (first.b1, last.b2)))
    for mine, theirs, shared in sides:
        for piece in pieces(mine, shared) if len(mine.claims) > 1 else ():
            lies = overlap(piece, theirs) if mine is found.a else overlap(theirs, piece)
            if lies is None or lies.matched <= FRAGMENT:
                continue
            if one_utterance(lies, compared.tie, compared.one_story):
                yield compare(lies, compared.tie, compared.one_story, None)
