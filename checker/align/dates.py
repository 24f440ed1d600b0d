"""Which dates are about the same event: the clauses around them tell, never the day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import date, timedelta
from functools import cache, lru_cache

from checker import lexicon, taxonomy
from checker.align.assignment import Candidate, Matching, Unit, assign, grouped, in_company, neighbours, scored
from checker.align.context import StoryWords, level, score
from checker.align.copies import compared, statement
from checker.align.date_frames import Frames, frame_features, read_frames
from checker.align.date_slips import DateSlip, date_slip
from checker.align.date_standing import COARSE, Standing, add_standing, standing
from checker.align.features import Features, common_features
from checker.align.gates import Barrier
from checker.align.restated import RESTATED, restated, side_by_side
from checker.alternatives import longest_of
from checker.clocks import hold_together, same_minute
from checker.datelines import is_dateline, is_stamp
from checker.days import ends
from checker.expressions import expression
from checker.model import Alignment, Bundle, Claim, Kind, TimeType, when
from checker.taxonomy import Kinship

__all__ = ["align", "barrier", "candidates", "comparable", "edge", "features", "matching"]

WEIGHTS, LEVELS, SLIPS = "date_weights", "date_levels", "date_slips"
"""Tables of lexicons/align.toml."""


def align(bundle: Bundle) -> list[Alignment]:
    """Groups of dates over the articles of a story; dates of one article only come back alone."""
    found = matching(bundle)
    return grouped(bundle, Kind.DATE, found.units, [*found.chosen, *found.beside])


def matching(bundle: Bundle) -> Matching:
    """The dates of a bundle, with all pairs that were scored and those that were chosen."""
    claims = [c for c in bundle.claims.get(Kind.DATE, ()) if comparable(c)]
    words = StoryWords(claims)
    units = _units(claims)
    found = candidates(units, words, {i: a.published for i, a in bundle.articles.items()})
    pairs = scored(found, WEIGHTS)
    chosen = assign(pairs, LEVELS)
    return Matching(units, found, pairs, chosen, [*restated(found, pairs, chosen, LEVELS)])


def comparable(claim: Claim) -> bool:
    """Dates and times that are known as a stretch of the calendar, not hypothetical, and of an event.

    The line that dates an article is of no event. "Had burned 3,200 hectares by Friday morning" dates the count, and
    a later count has a later date.
    """
    value = when(claim)
    counting = claim.predicate in lexicon.words("judge", "growing_events") | lexicon.words("judge", "moving_events")
    if counting and edge(claim) == "by":
        return False
    return (
        value.start is not None
        and value.end is not None
        and value.type in (TimeType.DATE, TimeType.TIME)
        and "hypothetical" not in claim.notes
        and not is_dateline(claim)
        and not is_stamp(claim)
    )


def _units(claims: Sequence[Claim]) -> list[Unit]:
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        value = when(claim)
        groups[claim.article, value.start, value.end, claim.predicate, edge(claim)].append(claim)
    return [Unit(tuple(group)) for group in groups.values()]


def candidates(
    units: Sequence[Unit], words: StoryWords, published: Mapping[str, date | None] | None = None
) -> Sequence[Candidate]:
    """Pairs of units of two articles that share an event, a word of their sentences or of those before, or a place.

    Both are then of the main event, or both to come.

    ``published``: the days of the articles by id, where they are known.
    """
    frames = read_frames(c for unit in units for c in unit.claims)
    days = published or {}
    keys = [_keys(unit, frames) for unit in units]
    loose = [set().union(*(c.before for c in unit.claims)) for unit in units]
    for i, unit in enumerate(units):
        if standing(unit, days.get(unit.article)) is Standing.TO_COME:
            loose[i].add("to come")
    close = _pairs(units, keys)
    found = compared(
        units,
        sorted(close | _pairs(units, [one | other for one, other in zip(keys, loose, strict=True)])),
        lambda a, b: _candidate(a, b, words, frames, _gap(a, b, days)),
        told=lambda claim: (statement(claim), frames[id(claim)]),
        beside=lambda a, b: _gap(a, b, days),
    )
    told = _elsewhere(list(found), units)
    add_standing(told, units, days)
    return _ranked(told, {(id(units[i]), id(units[j])) for i, j in close})


def _keys(unit: Unit, frames: Frames) -> set[str]:
    """What a unit shares with those that it is compared with for itself."""
    keys = {w for c in unit.claims for w in c.words} | {f"event {unit.first.predicate}"}
    if any(frames[id(c)].main for c in unit.claims):
        keys.add("main event")
    return keys


def _pairs(units: Sequence[Unit], keys: Sequence[set[str]]) -> set[tuple[int, int]]:
    """Units of two articles that share a key."""
    postings: dict[str, list[int]] = defaultdict(list)
    for i, own in enumerate(keys):
        for key in own:
            postings[key].append(i)
    articles = [u.article for u in units]
    return {pair for ids in postings.values() for pair in neighbours(ids, articles)}


def _ranked(found: Sequence[Candidate], close: Set[tuple[int, int]]) -> Sequence[Candidate]:
    """Candidates in their company. Pairs that only the sentences around bring together are no rivals of others."""
    near = [c for c in found if (id(c.a), id(c.b)) in close]
    far = [c for c in found if (id(c.a), id(c.b)) not in close]
    in_company([*near, *far], {id(c) for c in far})
    return [*in_company(near), *far]


def _elsewhere(found: list[Candidate], units: Sequence[Unit]) -> list[Candidate]:
    """Marks pairs that differ although one article names the day of the other too: it may mean that one.

    Bare weekdays are named again and again, so that it says nothing of them; and "a day after" names no day.
    """
    times = {id(unit): _time(unit) for unit in units}
    told: dict[str, set[tuple[date, date]]] = defaultdict(set)
    tellers: dict[tuple[date, date], set[str]] = defaultdict(set)
    homes: dict[tuple[str, tuple[date, date]], list[Claim]] = defaultdict(list)
    for unit in units:
        if _TOLD & set(when(unit.first).stated):
            time = times[id(unit)]
            told[unit.article].update((ends(when(unit.first)), time))
            tellers[time].add(unit.article)
            homes[unit.article, time] += unit.claims

    def odd(one: Unit, other: Unit) -> bool:
        """Has no other article the day of ``one``, and its own article, elsewhere, that of ``other``?"""
        own = homes.get((one.article, times[id(other)]), ())
        alone = bool(own) and tellers[times[id(one)]] <= {one.article}
        return alone and not any(side_by_side(c, d) for c in one.claims for d in own)

    for one in found:
        if one.agrees or "both_bare" in one.found.amounts:
            continue
        plain = one.slip in _PLAIN or (one.slip == DateSlip.NEXT_DAY and all(map(_by_number, (one.a, one.b))))
        if plain and not _CLOSE.isdisjoint(one.found.amounts) and odd(one.a, one.b) != odd(one.b, one.a):
            one.beside.add(RESTATED, reason="one of them tells both days, and nobody else has the odd one")
            continue
        mine, theirs = times[id(one.a)], times[id(one.b)]
        one.beside.add("told_there", float(mine in told[one.b.article]) + float(theirs in told[one.a.article]))
    return found


_CLOSE = frozenset({"words_near_both", "like_words_near", "same_event", "close_event", "same_verb"})
"""What the clauses of two dates must share for the one to be a slip of the other."""


def _by_number(unit: Unit) -> bool:
    """Is a day told by its number in the month?"""
    return {"day", "month"} <= set(when(unit.first).stated)


_PLAIN = frozenset({DateSlip.MONTH, DateSlip.SWAPPED, DateSlip.DIGIT, DateSlip.WEEK, DateSlip.YEAR_SWAPPED})
"""Ways to differ that the days of two facts seldom have."""
_TOLD = frozenset({"day", "weekday", "month", "year", "hour"})


def _time(unit: Unit) -> tuple[date, date]:
    """The days of a date; of a time by the clock its minute."""
    value = when(unit.first)
    if "hour" not in value.stated or value.start is None or value.end is None:
        return ends(value)
    return value.start, value.end


def _gap(a: Unit, b: Unit, published: Mapping[str, date | None]) -> timedelta:
    """How much later the article of ``b`` appeared."""
    mine, theirs = published.get(a.article), published.get(b.article)
    return theirs - mine if mine and theirs else timedelta(0)


@cache
def _edges() -> dict[str, str]:
    return {word: name for name, words in lexicon.nested("judge", "edges").items() for word in words}


_OPENING, _CLOSING = frozenset({"since"}), frozenset({"until", "by"})
"""Words for the two ends of a stretch; "until" and "by" both say by when: voting goes on until the 20th, papers must be
in by the 20th."""
_DEADLINE = expression(r"\b(?:deadline|closing\s+date|cut-?off(?:\s+date)?|last\s+day|due\s+date)\b[^.;]*$", re.I)
_LAST_WORD = expression(r"([A-Za-z]+)\W*$")
_ABOUT = expression(r"\b(?:shortly|just|right|immediately|soon|moments|minutes|little)\s+(?:before|after)\W*$", re.I)
"""Shortly before five is about five."""
_AS_OF = expression(r"\bas\s+(?:of|from)\W*$|\b(?:starting|beginning|effective|commencing)\s+(?:on|from|in)?\W*$", re.I)
_DATED_TO = expression(
    r"\b(?:dat(?:e|es|ed|ing)|traces?|traced|tracing|goes|go|going|went|stretch(?:es|ing)?|reach(?:es|ing)?)\b"
    r"[^.,;:]{0,40}\bto\W*$",
    re.I,
)
"""The mill "dates its founding to" a year: that is when it began."""
_OWNS = expression(r"[’']s?\s+(?:\w+\s+)?[^\W\d_]")


def edge(claim: Claim) -> str:
    """Which end of a stretch of time a date marks: until, since, by, after, or the point itself.

    "Since Tuesday's crash" counts from the crash, and the crash was on Tuesday itself.
    """
    if claim.mention.text.lower().startswith("up to "):
        return "until"
    start, end = (at - claim.sentence.start for at in (claim.mention.span.start, claim.mention.span.end))
    if _OWNS.match(claim.context, end):
        return "point"
    return _edge(claim.context[max(0, start - _BACK) : start])


_BACK = 64
"""Characters before a date in which the word for its end stands."""


@lru_cache(maxsize=4096)
def _edge(before: str) -> str:
    if _ABOUT.search(before):
        return "point"
    if _AS_OF.search(before) or _DATED_TO.search(before):
        return "since"
    m = _LAST_WORD.search(before)
    return _edges().get(m.group(1).lower(), "point") if m else "point"


def _ends_alike(a: Claim, b: Claim) -> bool:
    """Two words for one end of a stretch: "until" and "by"; "open since 1977" and "opened in 1971"; "until the 4th" and
    "the deadline is the 11th".
    """
    edges = {edge(a), edge(b)}
    if len(edges) == 1 or edges <= _CLOSING:
        return True
    point = next((c for c in (a, b) if edge(c) == "point"), None)
    if point is None:
        return False
    if not edges.isdisjoint(_OPENING):
        return point.predicate in lexicon.words("judge", "beginning_events")
    return not edges.isdisjoint(_CLOSING) and (
        point.predicate in lexicon.words("judge", "ending_events") or _deadline(point)
    )


def _opposed(a: Claim, b: Claim) -> bool:
    """Two ends of a stretch that are not one: its beginning and its end, or what is told to come after a day.

    What is shut until Monday opens on Tuesday.
    """
    if _ends_alike(a, b):
        return False
    edges = {edge(a), edge(b)}
    point = next((c for c in (a, b) if edge(c) == "point"), None)
    if point is None or "after" in edges:
        return True
    other = "ending_events" if edges & _OPENING else "beginning_events"
    return point.predicate in lexicon.words("judge", other)


def _deadline(claim: Claim) -> bool:
    return _DEADLINE.search(_before(claim)[-60:]) is not None


def _candidate(a: Unit, b: Unit, words: StoryWords, frames: Frames, gap: timedelta) -> Candidate | None:
    """The best-matching statements of two units; None where gates keep all of them apart."""
    best: tuple[float, Candidate] | None = None
    for one in a.claims:
        for other in b.claims:
            found = features(one, other, words, frames)
            if found is None:
                continue
            bits = score(found.amounts, WEIGHTS)
            if best is None or bits > best[0]:
                agrees = hold_together(one, other)
                alike = frames[id(one)].planned == frames[id(other)].planned
                slip = _agreeing(one, other) if agrees else date_slip(when(one), when(other), gap, alike)
                best = bits, Candidate(a, b, found, agrees, level(slip, SLIPS), slip)
    return best[1] if best else None


_DAYS = frozenset({"day", "weekday"})


def _agreeing(a: Claim, b: Claim) -> str:
    """That an hour lies in "this year", or "earlier in the day", says nothing for one event."""
    bare = [c for c in (a, b) if "hour" not in when(c).stated]
    vague = len(bare) == 1 and not _DAYS & set(when(bare[0]).stated)
    return "holding" if vague else "agreeing"


def features(a: Claim, b: Claim, words: StoryWords, frames: Frames) -> Features | None:
    """What the clauses around two dates have in common; None where a gate keeps them apart."""
    if barrier(a, b) is not None:
        return None
    found = Features()
    common_features(a, b, words, found)
    frame_features(frames[id(a)], frames[id(b)], words, found)
    coarse = [when(c).grain in COARSE for c in (a, b)]
    found.add("one_coarse", float(coarse[0] != coarse[1]))
    found.add("both_coarse", float(all(coarse)))
    _edge_features(a, b, found)
    if _best_since(a) and _best_since(b):
        found.add("both_best_since", reason="both say since when there was none like it")
    if same_minute(a, b):
        found.add("same_minute", reason="both name the same minute")
    found.add("one_untied", float(_TIES.isdisjoint(found.amounts)))
    return found


def _edge_features(a: Claim, b: Claim, found: Features) -> None:
    """One says from when or by when, the other names a day: often one fact ("from the 5th", "out on the 5th")."""
    edges = {edge(a), edge(b)}
    if edges == {"point"}:
        return
    if len(edges) == 1:
        found.add("same_edge")
    elif not _ends_alike(a, b):
        found.add("one_opening" if edges & _OPENING else "one_closing")


@cache
def _best() -> re.Pattern[str]:
    """The highest rate, the first strike, nothing like it SINCE."""
    words = longest_of(lexicon.words("judge", "superlatives"))
    return expression(rf"\b{words}\b[^.;:]{{0,70}}\bsince\s+(?:at\s+least\s+)?(?:the\s+)?$", re.I)


def _best_since(claim: Claim) -> bool:
    return edge(claim) == "since" and _best().search(_before(claim)) is not None


_TIES = frozenset({
    "words_near_both", "words_near_one", "words_in_clauses", "words_in_sentences", "words_carried", "before_alike",
    "like_words_near", "same_event", "close_event", "same_verb", "same_bare_verb", "same_actor", "same_doer", "names",
    "both_best_since",
})  # fmt: skip
"""What ties two dates to one event; where none is found, only their place in the articles speaks for one."""


def barrier(a: Claim, b: Claim) -> Barrier | None:
    """The gate that keeps two dates apart; None where they may be compared."""
    if _opposed(a, b):
        return Barrier.EDGE
    if (a.quoted_by and b.quoted_by) or any(c.quoted_by and not when(c).stated for c in (a, b)):
        return Barrier.QUOTED
    if _two_in_a_row(a, b) or _two_in_a_row(b, a):
        return Barrier.EVENT
    apart = taxonomy.events_alike(a.predicate, b.predicate) is Kinship.APART
    return Barrier.EVENT if apart and not taxonomy.of_one_day(a.predicate, b.predicate) else None


_NEXT = expression(r"\b(?:next|following)\s+(?P<noun>[a-z]+(?:\s+[a-z]+)?)\b", re.I)


def _two_in_a_row(a: Claim, b: Claim) -> bool:
    """ "The next survey will be published on 16 July", "according to the survey published on Thursday"; one outlet's
    next bulletin and another's next letter.
    """
    coming, other = _coming(_before(a)), _coming(_before(b))
    if not coming or coming & other:
        return False
    if other:
        own = lexicon.words("judge", "own_editions")
        return not coming.isdisjoint(own) and not other.isdisjoint(own)
    return "forecast" in a.notes and "forecast" not in b.notes and not coming.isdisjoint(b.context.lower().split())


def _before(claim: Claim) -> str:
    """The words of a sentence ahead of its date."""
    return claim.context[: max(0, claim.mention.span.start - claim.sentence.start)]


@lru_cache(maxsize=4096)
def _coming(before: str) -> Set[str]:
    """The nouns of which the words ahead of a date tell the next one."""
    m = _NEXT.search(before)
    return frozenset(m["noun"].lower().split()) if m else frozenset()
