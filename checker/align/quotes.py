"""Which quotations are versions of one utterance.

Candidates share a run of words (inverted index, rare runs only; identical texts are one entry); whether they are one
utterance is then a question of who speaks, of how much of the shorter text is shared, and of how the words line up.
No similarity alone aligns: the speaker gate decides how much is needed. Two translations share few runs; they are
sought among the words of one speaker in one story, by rare ideas in the same order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from checker.model import Alignment, Bundle, Kind, QuoteType
from checker.renderings import ideas, same_ideas
from checker.sameness import FRAGMENT, RUN, RUN_WEIGHT, SHUFFLED, one_utterance
from checker.speakers import Speaker, speaker
from checker.ties import Relation, Roles
from checker.worddiff import Overlap, overlap
from checker.wording import Utterance, all_utterances, weight

__all__ = ["align", "comparable"]

CROWDED = 40
"""Versions that may share a run of words before it says too little to pair them all."""
_SHORTEST_SCARE = 5
_LEAST_IDEAS = 3
_LONGEST_FRAMED = 14
_Pair = tuple[int, int]


def align(bundle: Bundle) -> list[Alignment]:
    """One alignment an utterance, with all its versions in the bundle; versions of one article alone are left out."""
    spoken = [u for u in all_utterances(bundle.claims.get(Kind.QUOTE, ())) if comparable(u)]
    if len(spoken) < 2:
        return []
    gate = _Gate(bundle, spoken)
    links = list(gate.links(_candidates(spoken)))
    joined = _Groups(len(spoken))
    for a, b, _ in links:
        joined.join(a, b)
    renderings = list(gate.renderings(joined))
    for a, b, _ in renderings:
        joined.join(a, b)
    return _alignments(bundle, spoken, joined, links + renderings)


def comparable(one: Utterance) -> bool:
    """Does an utterance say enough to be recognised elsewhere? Single common words and short scare quotes do not."""
    if one.first.type is QuoteType.SCARE and len(one.words) < _SHORTEST_SCARE:
        return False
    return len(one.words) > 1 or weight(one.words[0].key) > 1


def _candidates(spoken: Sequence[Utterance]) -> Iterator[_Pair]:
    """Pairs that share a run of words worth looking at, each once; identical texts stand for one another."""
    texts: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(spoken):
        texts[one.keys].append(number)
    versions = list(texts)
    for same in texts.values():
        yield from _pairs(same)
    seen: set[_Pair] = set()
    for holders in (*_index(versions).values(), *_shuffled(versions), *_framed(versions)):
        for a, b in _pairs(holders):
            if (a, b) not in seen:
                seen.add((a, b))
                yield from _across(texts[versions[a]], texts[versions[b]])


def _pairs(members: Sequence[int]) -> Iterator[_Pair]:
    """All pairs of a few; of many, neighbours only, so that the cost stays in step with the number."""
    if len(members) <= CROWDED:
        yield from combinations(members, 2)
    else:
        yield from pairwise(members)


def _across(left: Sequence[int], right: Sequence[int]) -> Iterator[_Pair]:
    if len(left) * len(right) <= CROWDED * CROWDED:
        yield from ((min(a, b), max(a, b)) for a in left for b in right)
        return
    yield from ((min(left[0], b), max(left[0], b)) for b in right)
    yield from ((min(a, right[0]), max(a, right[0])) for a in left)


def _index(versions: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], list[int]]:
    """{run of words: versions that hold it}: runs of three with a word that says something; of two for fragments."""
    short = {run for keys in versions if len(keys) <= FRAGMENT for run in _runs(keys, 2)}
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, keys in enumerate(versions):
        found = set(_runs(keys, RUN)) | {run for run in _runs(keys, 2) if run in short}
        if len(keys) == 1:
            found.add(keys)
        for run in found:
            index[run].append(number)
    return {run: holders for run, holders in sorted(index.items()) if len(holders) > 1}


def _shuffled(versions: Sequence[tuple[str, ...]]) -> list[list[int]]:
    """Versions with the same words in another order: they may share no run that says anything."""
    bags: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, keys in enumerate(versions):
        if len(keys) >= SHUFFLED:
            bags[tuple(sorted(keys))].append(number)
    return [holders for holders in bags.values() if len(holders) > 1]


def _framed(versions: Sequence[tuple[str, ...]]) -> list[list[int]]:
    """Versions that begin and end alike: of small words only, they may share no run that says anything."""
    frames: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, keys in enumerate(versions):
        if SHUFFLED <= len(keys) <= _LONGEST_FRAMED:
            frames[keys[:2] + keys[-2:]].append(number)
    return [holders for holders in frames.values() if len(holders) > 1]


def _runs(keys: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    for i in range(len(keys) - size + 1):
        run = keys[i : i + size]
        if sum(weight(k) for k in run) >= RUN_WEIGHT:
            yield run


class _Gate:
    """Decides which pairs are one utterance."""

    def __init__(self, bundle: Bundle, spoken: Sequence[Utterance]) -> None:
        self._story_of = bundle.story_of
        self._spoken = spoken
        self._roles = Roles(bundle)
        self._speakers = [speaker(u.claims, bundle.articles[u.article]) for u in spoken]

    def links(self, pairs: Iterable[_Pair]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """The pairs that share their words, with the reasons."""
        shared: dict[tuple[tuple[str, ...], tuple[str, ...]], Overlap | None] = {}
        for a, b in pairs:
            left, right = self._spoken[a], self._spoken[b]
            if left.article == right.article and left.headline == right.headline:
                continue
            both = left.keys, right.keys
            if both not in shared:
                shared[both] = overlap(left, right)
            found = shared[both]
            if found is None:
                continue
            tie = self._roles.tie(self._speakers[a], self._speakers[b])
            one_story = self._story_of.get(left.article) == self._story_of.get(right.article)
            if one_utterance(found, tie, one_story):
                yield a, b, (_shared_words(found), tie.why)

    def renderings(self, joined: _Groups) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Pairs of one speaker in one story that share rare ideas in the same order, but not the words."""
        blocks: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for number, one in enumerate(self._spoken):
            who = self._speakers[number]
            if who.name is not None and len(one.words) >= 6 and not one.headline:
                story = self._story_of.get(one.article, "")
                for idea in set(ideas(one.keys)):
                    blocks[story, who.words[-1], idea].append(number)
        shared = Counter(pair for members in blocks.values() for pair in _pairs(members))
        for (a, b), count in shared.items():
            left, right = self._spoken[a], self._spoken[b]
            if count < _LEAST_IDEAS or left.article == right.article or joined.find(a) == joined.find(b):
                continue
            common = same_ideas(left.keys, right.keys)
            if common and self._one_speaker(self._speakers[a], self._speakers[b]):
                yield a, b, (f"one speaker, one story, the same ideas in order: {', '.join(common)}",)

    def _one_speaker(self, a: Speaker, b: Speaker) -> bool:
        return self._roles.tie(a, b).relation is Relation.SAME


def _shared_words(found: Overlap) -> str:
    best = max((op for op in found.ops if op.same), key=lambda op: op.a2 - op.a1)
    words = found.a.words[best.a1 : best.a2][:10]
    return f"{found.matched} words shared, such as “{' '.join(w.text for w in words)}”"


class _Groups:
    """Union and find over numbers."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, x: int) -> int:
        while self._parent[x] != x:
            self._parent[x] = self._parent[self._parent[x]]
            x = self._parent[x]
        return x

    def join(self, a: int, b: int) -> None:
        low, high = sorted((self.find(a), self.find(b)))
        self._parent[high] = low


def _alignments(
    bundle: Bundle,
    spoken: Sequence[Utterance],
    joined: _Groups,
    links: Sequence[tuple[int, int, tuple[str, ...]]],
) -> list[Alignment]:
    members: dict[int, list[int]] = defaultdict(list)
    reasons: dict[int, dict[str, None]] = defaultdict(dict)
    for number in range(len(spoken)):
        members[joined.find(number)].append(number)
    for a, _, why in links:
        reasons[joined.find(a)].update(dict.fromkeys(why))
    out = []
    for root in sorted(reasons):
        claims = tuple(c for number in members[root] for c in spoken[number].claims)
        shortest = min((spoken[n] for n in members[root]), key=lambda u: len(u.words))
        score = sum(weight(k) for k in shortest.keys)
        out.append(Alignment(bundle.story.id, Kind.QUOTE, claims, round(score, 2), tuple(reasons[root])[:4]))
    return out
