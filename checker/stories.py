"""Stories: which articles are about the same event.

Articles are linked by what they say (cosine of their signature vectors) *and* by when: two dated articles far
apart need a shared event day, an undated article needs a shared day, a shared run of words, or shared places and
organisations beyond those that every newspaper names. Persons and themes alone never link: a president makes
the same appeal every few months. Stories are close-knit groups of linked articles (``grouping``).
"""

from __future__ import annotations

import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import accumulate, chain, combinations

from checker import lexicon
from checker.grammar import Page
from checker.grouping import close_knit
from checker.model import Claim, Grain, NameValue, Quantity, Signature, Story, TimeValue
from checker.rarity import weighed
from checker.slips import chance

__all__ = ["build", "sharing_words", "signature"]

NEAR_DAYS, FAR_DAYS = 3, 14
"""Within NEAR_DAYS of publication a story is still the same news; beyond FAR_DAYS only a shared day links."""

_ALIKE = 0.30
"""From here on the words say that two articles of the same days are about one event, though one day is only proved."""

_NAMED = 3
"""Names that two articles share, rare as words, from which they need be alike no more than two dated ones."""
_ALIKE_NEAR = 0.20
_TOLD_ALIKE, _ALIKE_TOLD = 1, 0.15
"""Unusual figures that two articles share, and how alike they must be besides: a day is then not needed."""
_UNUSUAL = 2
"""Digits behind the first."""
_YEARS = 1900, 2100

_UNNAMED = 0.50
"""Two articles that share no name at all must be alike like copies: results of two companies use the same words."""

_ALIKE_ALL, _LARGE = 0.22, 20
"""How alike an article must be to all those of a story together, of so many at most, to be taken in by its names."""

_SHINGLE = 8
_NAME_WEIGHT = 1.8
_POSTING_LIMIT, _NEXT = 100, 20
"""Of more articles than the limit that share a word, each is compared only with so many that follow it in time."""


def signature(page: Page, claims: Sequence[Claim], proved: date | None = None) -> Signature:
    """What story building keeps of an article."""
    words: list[list[str]] = [[] for _ in page.paragraphs]
    for index, sentence in enumerate(page.sentences):
        words[sentence.paragraph] += page.words(index)
    vector, names = _vector(words)
    return Signature(
        article=page.article.id,
        published=page.article.published,
        proved=proved,
        vector=vector,
        days=frozenset(d for c in claims if isinstance(c.value, TimeValue) for d in _day(c.value)),
        local=frozenset(_local_names(claims)),
        shingles=_shingles(words),
        names=names,
        figures=frozenset(_figures(claims)),
        persons=names & _persons(claims),
    )


def _vector(paragraphs: Sequence[Sequence[str]]) -> tuple[dict[str, float], frozenset[str]]:
    """The weighted stems of a text, and those of them that are names and no common words (Savings, Federal)."""
    words = Counter(chain.from_iterable(paragraphs))
    counts: dict[str, int] = {}
    capitals: dict[str, int] = {}
    weights: dict[str, float] = {}
    for word, n in words.items():
        key, weight = weighed(word)
        if weight > 0.0:
            weights[key] = weight
            counts[key] = counts.get(key, 0) + n
            if word[0].isupper():
                capitals[key] = capitals.get(key, 0) + n
    capped = {key for key, n in capitals.items() if n >= 0.6 * counts[key]}
    raw = {
        key: (1 + math.log(n)) * weights[key] * (_NAME_WEIGHT if key in capped else 1.0) for key, n in counts.items()
    }
    length = math.sqrt(sum(w * w for w in raw.values())) or 1.0
    return {key: weight / length for key, weight in raw.items()}, frozenset(k for k in capped if weights[k] == 1.0)


def _day(value: TimeValue) -> list[str]:
    if value.grain in (Grain.DAY, Grain.PART, Grain.HOUR, Grain.MINUTE):
        if value.start is not None:
            return [value.start.date().isoformat()]
        if "month" in value.stated and "day" in value.stated:
            return [f"XXXX-{int(value.stated['month']):02d}-{int(value.stated['day']):02d}"]
    return []


def _figures(claims: Iterable[Claim]) -> Iterator[str]:
    """The figures of an article that are not found everywhere."""
    for claim in claims:
        value = claim.value
        if not isinstance(value, Quantity) or value.low is None or value.low != value.high:
            continue
        if chance(value) >= _UNUSUAL and not _YEARS[0] <= value.low <= _YEARS[1]:
            yield f"{value.low.normalize():f}"


def _persons(claims: Iterable[Claim]) -> frozenset[str]:
    """The stems of the names of persons."""
    named = {c.value.canonical for c in claims if isinstance(c.value, NameValue) and c.value.entity == "person"}
    return frozenset(weighed(word)[0] for name in named for word in name.split())


def _local_names(claims: Iterable[Claim]) -> Iterable[str]:
    known = lexicon.words("stories", "known_to_everybody")
    for claim in claims:
        value = claim.value
        if isinstance(value, NameValue) and value.entity in ("place", "organisation"):
            folded = value.canonical.lower()
            words = folded.split()
            if not any(w in known for w in (folded, *words)):
                yield folded


def _shingles(paragraphs: Sequence[Sequence[str]]) -> frozenset[int]:
    """Hashes of runs of eight words, every other kept (by the hash itself, so both sides keep the same)."""
    kept: set[int] = set()
    for printed in paragraphs:
        words = "\n".join(printed).lower().replace("’", "'").encode().split(b"\n")
        joined = b" ".join(words)
        starts = [0, *accumulate(len(word) + 1 for word in words)]
        runs = zip(starts, starts[_SHINGLE:], strict=False)
        kept.update([h for a, b in runs if not (h := zlib.crc32(joined[a : b - 1])) % 2])
    return frozenset(kept)


def build(signatures: Sequence[Signature]) -> list[Story]:
    """Stories in the order of their first article; an article that nothing links is a story of its own."""
    candidates = _candidates(signatures)
    links = {(i, j): alike for i, j in candidates if (alike := _linked(signatures[i], signatures[j]))}

    def weakness(pair: tuple[int, int]) -> tuple[float, list[str]]:
        return -round(links[pair], 9), sorted(signatures[i].article for i in pair)

    groups = _taken_in(signatures, close_knit(len(signatures), sorted(links, key=weakness), candidates))
    return [_story(n, [signatures[i] for i in group]) for n, group in enumerate(groups, 1)]


def _taken_in(signatures: Sequence[Signature], groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """Groups, with articles that stand alone in the one whose names they share, which nobody else in the folder has.

    A column, a sketch of local life or a tabloid's piece is like none of the reports, but like all of them together.
    """
    out = [list(group) for group in groups]
    holders: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for name in {name for i in group for name in signatures[i].names or ()}:
            holders[name].add(number)
    for number, group in enumerate(groups):
        if len(group) > 1:
            continue
        alone = signatures[group[0]]
        others = [holders[name] - {number} for name in alone.names or ()]
        for other in sorted({at for found in others if len(found) == 1 for at in found}):
            own = frozenset(name for name in alone.names or () if holders[name] == {number, other})
            if _of_story(alone, [signatures[i] for i in groups[other]], own):
                out[other].append(group[0])
                out[number].clear()
                break
    return sorted(sorted(group) for group in out if group)


def _of_story(one: Signature, story: Sequence[Signature], own: frozenset[str]) -> bool:
    """Is an article of the event of a story of several? ``own``: the names that only these share in the folder."""
    if not 1 < len(story) <= _LARGE or len(own) < _NAMED:
        return False
    if sum(sum(name in (s.names or ()) for s in story) > 1 for name in own) < _NAMED - 1:
        return False
    days = [day for s in story if (day := s.published or s.proved)]
    day = one.published or one.proved
    if day and days:
        if min(abs((day - d).days) for d in days) > FAR_DAYS:
            return False
    else:  # one leader appeals again and again
        own = own - _known_stems()
        if len(own) < _NAMED or len(own.difference(one.persons, *(s.persons for s in story))) < _NAMED - 1:
            return False
    total: Counter[str] = Counter()
    for s in story:
        total.update(s.vector)
    length = math.sqrt(sum(weight * weight for weight in total.values()))
    return cosine(one.vector, total) >= _ALIKE_ALL * length


@cache
def _known_stems() -> frozenset[str]:
    """The names that every newspaper has."""
    return frozenset(weighed(word)[0] for word in lexicon.words("stories", "known_to_everybody"))


def _story(number: int, group: Sequence[Signature]) -> Story:
    total: Counter[str] = Counter()
    for one in group:
        total.update(one.vector)
    label = ", ".join(word for word, _ in sorted(total.items(), key=lambda t: (-t[1], t[0]))[:4])
    days = sorted(s.published for s in group if s.published)
    return Story(f"S{number}", tuple(s.article for s in group), label, days[0] if days else None)


def _candidates(signatures: Sequence[Signature]) -> set[tuple[int, int]]:
    """Pairs that share a heavy term or a run of words; where very many share one, each with the next in time."""
    postings: dict[object, list[int]] = defaultdict(list)
    for i, one in enumerate(signatures):
        heavy = sorted(one.vector.items(), key=lambda t: (-t[1], t[0]))[:40]
        for term, _ in heavy:
            postings[term].append(i)
        for shingle in one.shingles:
            postings[shingle].append(i)
    days = [one.published or date.min for one in signatures]
    pairs: set[tuple[int, int]] = set()
    for ids in {tuple(ids) for ids in postings.values()}:  # copies share hundreds of runs: one group, looked at once
        near = combinations(ids, 2) if len(ids) <= _POSTING_LIMIT else _next_in_time(ids, days)
        for pair in near:
            if pair not in pairs and _may_link(signatures[pair[0]], signatures[pair[1]]):
                pairs.add(pair)
    return pairs


def _next_in_time(ids: Iterable[int], days: Sequence[date]) -> Iterator[tuple[int, int]]:
    """Each article with the few that follow it."""
    ordered = sorted(ids, key=lambda i: (days[i], i))
    for n, a in enumerate(ordered):
        yield from ((min(a, b), max(a, b)) for b in ordered[n + 1 : n + 1 + _NEXT])


def _may_link(a: Signature, b: Signature) -> bool:
    """Cheap test of the dates, before any vector is compared."""
    if a.published and b.published and abs((a.published - b.published).days) > FAR_DAYS:
        return bool(a.days & b.days)
    return True


def _linked(a: Signature, b: Signature) -> float:
    """How alike two articles are, where that and their days make them tell of one event; else 0."""
    alike = cosine(a.vector, b.vector)
    return alike if _one_event(a, b, alike) else 0.0


def _one_event(a: Signature, b: Signature, alike: float) -> bool:
    if alike < _UNNAMED and a.names is not None and b.names is not None and a.names.isdisjoint(b.names):
        return False
    copied = len(a.shingles & b.shingles)
    if a.published and b.published:
        gap = abs((a.published - b.published).days)
        if gap <= NEAR_DAYS:
            return alike >= 0.20 or (alike >= 0.12 and (copied >= 2 or _same_day(a, b)))
        if gap <= FAR_DAYS:
            return alike >= 0.32 or (alike >= 0.22 and (copied >= 2 or _same_day(a, b)))
        return alike >= 0.40 and _same_day(a, b)
    when_a, when_b = a.published or a.proved, b.published or b.proved
    if when_a and when_b and abs((when_a - when_b).days) > FAR_DAYS and not _same_day(a, b):
        return False
    near = when_a and when_b and abs((when_a - when_b).days) <= NEAR_DAYS
    if (near and alike >= _ALIKE) or (copied >= 4 and alike >= 0.12):
        return True
    named = len((a.names or frozenset()) & (b.names or frozenset())) >= _NAMED
    figures = len(a.figures & b.figures)
    if (near and named and alike >= _ALIKE_NEAR) or (named and figures >= _TOLD_ALIKE and alike >= _ALIKE_TOLD):
        return True
    if _same_day(a, b):
        return alike >= 0.15
    return (alike >= 0.15 and len(a.local & b.local) >= 1) or (alike >= 0.12 and len(a.local & b.local) >= 2)


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(b) < len(a):
        a, b = b, a
    return sum(w * b[key] for key, w in a.items() if key in b)


def _same_day(a: Signature, b: Signature) -> bool:
    """Do both name one calendar day? A day without a year meets the same day of any year."""
    if a.days & b.days:
        return True
    open_a = {d[5:] for d in a.days if d.startswith("XXXX")}
    open_b = {d[5:] for d in b.days if d.startswith("XXXX")}
    return bool(open_a & {d[5:] for d in b.days} or open_b & {d[5:] for d in a.days})


def sharing_words(signatures: Sequence[Signature]) -> list[set[str]]:
    """Groups of articles (across stories) that share a run of words: where quotations are worth comparing."""
    postings: dict[int, list[int]] = defaultdict(list)
    for i, one in enumerate(signatures):
        for shingle in one.shingles:
            postings[shingle].append(i)
    neighbours: dict[int, set[int]] = defaultdict(set)
    for ids in postings.values():
        if 1 < len(ids) <= 50:
            for a in ids:
                neighbours[a].update(ids)
    groups, done = [], set()
    for i in sorted(neighbours):
        if i in done:
            continue
        todo, group = [i], set()
        while todo:
            at = todo.pop()
            if at not in group:
                group.add(at)
                todo.extend(neighbours[at] - group)
        done |= group
        groups.append({signatures[n].article for n in group})
    return groups
