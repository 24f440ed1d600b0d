"""Claims: a mention with its value and its circumstances.

What is counted, what happened to it, where, when, who says so, and what the figure covers. Words come from
``lexicons/en/claims.toml`` and the taxonomy.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, TypeVar

from checker import taxonomy
from checker.appointed import appointed
from checker.claim_sentence import Surrounding, pattern
from checker.datelines import is_dateline
from checker.expressions import expression
from checker.grammar import Governor, Page, Token, governor, parse, subject, token_at
from checker.happenings import attributed, event_of
from checker.model import (
    Claim,
    Grain,
    Kind,
    Mention,
    NameValue,
    Quantity,
    Quotation,
    QuoteType,
    Scope,
    Seen,
    Span,
    TimeType,
    TimeValue,
    UnitKind,
    Value,
    Zone,
)
from checker.phrases import NOUNS, noun_phrase
from checker.rarity import content_stems, stems_of, words_in
from checker.record import record

__all__ = ["NEWEST_YEAR", "build", "proved_day", "redated"]

NEWEST_YEAR = 2026
"""The year of this release: an article of an open year is not taken to be newer."""

_V = TypeVar("_V")


@record
class _Found:
    """What the extractors found in an article, by place."""

    dates: list[tuple[Mention, TimeValue]]
    names: list[tuple[Mention, NameValue]]
    quotes: list[tuple[Mention, Quotation]]


_EARLIER = expression(r"\s+(?:before|earlier|ago|later|after|before that)\b", re.I)
_IN_A = expression(r"\b(?:half|in|within|over|of|than|inside|during|quarter)$", re.I)
"""Lost in half a year, in a week: what happened in that time, no rate."""
_AT_SOME_TIME = expression(r"\b(?:earlier|later|early|late|sometime)\s*$", re.I)
"""Repaid EARLIER this year: at some time of it, no total of the year."""
_TODAY = expression(
    r"\s*(?:midnight|midday|noon|dawn|daybreak|sunrise|(?:early\s+|late\s+)?(?:this|last)\s+(?:morning|night|evening)"
    r"|\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\b|o[’']clock|hours\b|GMT\b))",
    re.I,
)
"""Tracked since MIDNIGHT: in one night, no running total."""
_EACH_TIME = expression(
    r"(?:and\s+|for\s+|with\s+)?(?:each|every)\s+(?:single\s+)?(?:hour|day|night|shift|week|month|quarter|season|year)(?!\s+since)\b",
    re.I,
)
"""Every day of the strike costs nine million: so much a day."""
_EACH_OF_SHARES = expression(r"(?:%|\bper\s?cent(?:age)?)\s*(?:each|apiece)$", re.I)
"""Two candidates with 17 percent each: a share that both have, no rate."""
_OF_GROUP = expression(r"(?:\s+and\s+(?:women|men|children))?\s+of\s+(?:the|its|their|his|her|a)\s+([a-z]+)")
_THERE = expression(r"\bthere\s+(?:are|were|had\s+been|have\s+been|will\s+be)\s+(?:[\w-]+\s+){0,2}$", re.I)
"""There were 221 of them: no part of them, but all."""
_BEFORE_IT = expression(r"\d ?(%?)\s{1,4}\($")
_BARE = expression(r"[\d.,]+ ?%?")
"""A table's figure of the year before stands in brackets behind the figure."""
_IN_CASES = expression(r"\b(?:in|with)\s+(?:[\w-]+\s+){0,3}$", re.I)
_NO_CASES = expression(r"\s+(?:of|were|was|have|had|are)\b", re.I)
_CASES = frozenset({"case", "instance"})
"""In 1.4 million CASES the thieves got more: so often it happened, and what the cases are of is not said."""
_LOOSE, _FROM_LEAD = "loose-when", "lead-when"
_NEAR = 6
_LEAD = 3
_SPAN_OPENER = expression(
    r"\b(?:since|until|till|before|after|than|versus|compared\s+(?:with|to)|(?:up|down)\s+from)"
    r"\s+(?:(?:on|in)\s+)?(?:the\s+)?$",
    re.I,
)
"""Words before a date that is the edge of a stretch of time, or what a figure is compared with."""
_FROM = expression(r"\b(?:between|from)\s+(?:the\s+)?$", re.I)
_TO = expression(r"\s+(?:and|to|until|till|through)\s+(?:the\s+)?", re.I)
_LENGTH_TO = expression(r"\s+(?:up\s+)?(?:to|until|ended|ending|through)\s+(?:the\s+|on\s+|in\s+)?", re.I)
"""From January TO June; in the six months TO June."""
_WHEN = expression(r",?\s+when\b")
"""Nothing like it since 2017, WHEN nine died: what follows happened then."""
_WORD, _AT = r"[\w’'-]+", r"(?:against|at|for|from|in|near|on|over|to)"
_ALONE_BEHIND = expression(rf"(?:\s+{_WORD}){{0,4}}?\s+{_AT}\s+(?:{_WORD}\s+){{1,3}}?alone\b")
_ALONE_BEFORE = expression(
    rf"\b(?:(?i:{_AT})\s+(?:{_WORD}\s+){{1,3}}?|[A-Z]{_WORD}\s+)alone\b,?(?:\s+{_WORD}){{0,4}}\s*$"
)
"""Fired at Kyiv alone; on Monday alone, 30 were hit: a part of what was fired, or hit, elsewhere or later."""
_CAREER = expression(
    r"\s+in\s+(?:(?:his|her|their|its)\s+)?(?:(?:first|last|past)\s+)?\d[\d,]*\s+(?:[\w-]+\s+){0,2}"
    r"(?:games|matches|appearances|starts|outings|caps|races|tests|internationals|seasons|fights|bouts)\b"
)
"""Forty-seven goals in 132 league games: what a career or a season adds up to."""
_FROM_HOME = expression(
    r"\s+from\s+(?:our|his|her|their)\s+(?:own\s+|home\s+)?(?:country|city|town|region|province|state|district|village|island)\b"
)
"""Five people from our country: part of those whom the others count."""
_OF_YEAR = expression(r"(?:19|20)\d\d")
_NAMED = expression(r"[A-Z][\w’'-]{3,} $")
_NAME = 24
"""Ten cases of Clos Verrane 1951: the year is a piece of the name, and says nothing of when they were sold."""
_PARTITIVE = expression(r"\S+(?:\s\S+)?\s+of\s+(?:the|them|these|those|which|whom|its|his|her|their|our)\b", re.I)


def build(page: Page, seen: Seen) -> list[Claim]:
    """Every mention of an article as a claim, in reading order."""
    found = _Found(
        [(m, v) for m, v in seen.get(Kind.DATE, ()) if isinstance(v, TimeValue)],
        [(m, v) for m, v in seen.get(Kind.NAME, ()) if isinstance(v, NameValue)],
        [(m, v) for m, v in seen.get(Kind.QUOTE, ()) if isinstance(v, Quotation)],
    )
    surroundings = _Surroundings(page, found)
    facts = [(kind, m, v) for kind, pairs in seen.items() for m, v in pairs]
    facts.sort(key=lambda f: (f[1].span.start, f[1].span.end, f[0]))  # sentence by sentence: each is parsed once
    return [surroundings.claim(*fact) for fact in facts]


def redated(page: Page, told: Iterable[Claim], dates: Sequence[tuple[Mention, TimeValue]]) -> list[Claim]:
    """Claims that were built, with the times that other values of the same dates give them."""
    surroundings = _Surroundings(page, _Found([*dates], [], []))
    values = {m.span: v for m, v in dates}
    out = []
    for claim in told:
        if claim.kind in (Kind.DATE, Kind.NUMBER):
            value = values[claim.mention.span] if claim.kind is Kind.DATE else claim.value
            notes = claim.notes - {_LOOSE, _FROM_LEAD}
            times = surroundings.times(claim.kind, claim.mention, value, notes)
            claim = replace(claim, value=value, **times)
        out.append(claim)
    return out


class _Surroundings:
    """The sentences of one article with what stands in them, looked up again and again while claims are built."""

    def __init__(self, page: Page, found: _Found) -> None:
        self.page = page
        self.found = found
        self._body = next((i for i, s in enumerate(page.sentences) if s.zone is Zone.BODY), 0)
        self._folded: dict[int, frozenset[str]] = {}
        self._sentences: dict[int, Surrounding] = {}
        self._dated: dict[int, list[tuple[Mention, TimeValue]]] = {}
        self._dates = _by_sentence(page, found.dates)
        self._names = _by_sentence(page, found.names)
        self._lead_day = self._day_of_lead()
        self._quote_starts = [m.span.start for m, _ in found.quotes]

    def claim(self, kind: Kind, mention: Mention, value: Value) -> Claim:
        page = self.page
        index = page.sentence_at(mention.span.start)
        sentence = page.sentences[index]
        around = self.around(index)
        common: dict[str, Any] = {
            "article": page.article.id,
            "kind": kind,
            "mention": mention,
            "value": value,
            "passage": page.article.passage(mention.span),
            "zone": sentence.zone,
            "sentence": sentence.span,
            "context": around.context,
        }
        if kind in (Kind.NAME, Kind.QUOTE):
            return Claim(**common, words=around.stems)
        clause = around.clause(mention.span)
        clause_stems, flags = around.of_clause(clause)
        notes = set(flags)
        if mention.parts.get("elliptic"):
            notes.add("elliptic")
        if sentence.zone is Zone.HEADLINE or index < self._body + _LEAD:
            notes |= {"lead"}
        if kind is Kind.NUMBER and self._of_before(mention):
            notes.add("prior")
        place = self.place(index, clause, mention.span)
        quoted_by, claimant = self.speaker(mention.span, sentence.span)
        circumstances: dict[str, Any] = {
            "place": place,
            "quoted_by": quoted_by,
            "claimant": claimant,
            "near": self.near(sentence.span, mention.span) | frozenset(content_stems(mention.text)),
            "clause": clause_stems,
            "words": around.stems,
            "before": self.before(index),
            "names": self.names(index),
            **self.times(kind, mention, value, frozenset(notes)),
        }
        if isinstance(value, Quantity):
            circumstances |= self.counted(mention, value)
            circumstances |= self.scope(around, clause, mention, circumstances["classes"])
        elif isinstance(value, TimeValue) and value.type is TimeType.DURATION:
            circumstances["head"] = self.filled(mention)
        circumstances |= self.happening(mention, value, circumstances.get("classes", ()))
        if self._of_a_people(mention, circumstances):
            circumstances["classes"] = _PERSON
        return Claim(**common, **circumstances)

    def times(self, kind: Kind, mention: Mention, value: Value, notes: frozenset[str]) -> dict[str, Any]:
        """All of a claim that the values of the article's dates decide: its time, and notes on how sure that is."""
        when, when_text, loose = self.when(self.page.sentence_at(mention.span.start), mention, value)
        sure = {_LOOSE} if loose else set()
        if when is None and kind is Kind.NUMBER and self._lead_day is not None:
            when, when_text = self._lead_day
            sure.add(_FROM_LEAD)
        return {"when": when, "when_text": when_text, "notes": notes | sure}

    def before(self, index: int) -> frozenset[str]:
        """Content stems of the sentence before, within the paragraph."""
        sentences = self.page.sentences
        if index == 0 or sentences[index - 1].paragraph != sentences[index].paragraph:
            return frozenset()
        return self.around(index - 1).stems

    def names(self, index: int) -> frozenset[str]:
        """The folded names in a sentence."""
        known = self._folded.get(index)
        if known is None:
            known = self._folded[index] = frozenset(v.canonical.lower() for _, v in self._names.get(index, ()))
        return known

    def _day_of_lead(self) -> tuple[tuple[date, date], str] | None:
        """The day of the event that the article opens with: the first day that its first sentences name."""
        for index in range(self._body, min(self._body + _LEAD, len(self.page.sentences))):
            for mention, value in self._dates.get(index, ()):
                days = _days(value)
                if days and value.grain in (Grain.DAY, Grain.PART, Grain.HOUR, Grain.MINUTE):
                    return days, mention.text
        return None

    def around(self, index: int) -> Surrounding:
        known = self._sentences.get(index)
        if known is None:
            known = self._sentences[index] = Surrounding(self.page, index)
        return known

    def when(self, index: int, mention: Mention, value: Value) -> tuple[tuple[date, date] | None, str | None, bool]:
        """The time of a fact, the words that say so, and whether they are tied to it only loosely.

        Tied are a date under the fact's own verb and a date that opens the sentence. Loose are other dates of the
        sentence, and a date of the sentence before in the same paragraph.
        """
        if isinstance(value, TimeValue):
            return _days(value), mention.text, False
        here = self.dated(index)
        tied = [d for d in here if self._tied(index, d[0].span, mention)]
        pick, loose = (tied, False) if tied else (here, True)
        if not pick and index > 0 and self.page.sentences[index - 1].paragraph == self.page.sentences[index].paragraph:
            pick = [d for d in self._dates.get(index - 1, ()) if _days(d[1])]
        if not pick:
            return None, None, False
        chosen = min(pick, key=lambda d: _distance(d[0].span, mention.span))
        return self.period(chosen) or _days(chosen[1]), chosen[0].text, loose

    def period(self, chosen: tuple[Mention, TimeValue]) -> tuple[date, date] | None:
        """The stretch of time that a date is an end of: "between January and June", "in the six months to June"."""
        text, every = self.page.text, self._dates[self.page.sentence_at(chosen[0].span.start)]
        at = every.index(chosen)
        for (first, start), (last, end) in pairwise(every[max(0, at - 1) : at + 2]):
            between, days = text[first.span.end : last.span.start], _days(end)
            if days is None:
                continue
            if _LENGTH_TO.fullmatch(between) and (length := _length(start)) is not None and last is chosen[0]:
                return days[1] - length, days[1]
            opened = _FROM.search(text, max(0, first.span.start - 20), first.span.start)
            if opened and _TO.fullmatch(between) and (begun := _days(start)) is not None and begun[0] <= days[1]:
                return begun[0], days[1]
        return None

    def dated(self, index: int) -> list[tuple[Mention, TimeValue]]:
        """The calendar dates of a sentence that can be the time of a fact in it."""
        known = self._dated.get(index)
        if known is None:
            text = self.page.text
            known = self._dated[index] = [
                (m, v)
                for m, v in self._dates.get(index, ())
                if _days(v)
                and (
                    not _SPAN_OPENER.search(text, max(0, m.span.start - 24), m.span.start)
                    or _WHEN.match(text, m.span.end)
                )
            ]
        return known

    def _tied(self, index: int, when: Span, mention: Mention) -> bool:
        sentence = self.page.sentences[index].span
        if _OF_YEAR.fullmatch(self.page.text, when.start, when.end) and _NAMED.search(
            self.page.text, max(sentence.start, when.start - _NAME), when.start
        ):
            return False
        if when.start - sentence.start < 12:
            return True
        tokens = self.page.tokens(index)
        of_date = governor(tokens, token_at(tokens, when.start))
        of_fact = governor(tokens, token_at(tokens, _anchor(mention).start))
        if of_date is None or of_fact is None:
            return _distance(when, mention.span) < 30
        if of_date.verb is not None and of_fact.verb is not None:
            return of_date.verb.main == of_fact.verb.main or any(v.main == of_date.verb.main for v in of_fact.modifiers)
        return _distance(when, mention.span) < 30

    def near(self, sentence: Span, mention: Span) -> frozenset[str]:
        """Stems of the few words before and behind a mention."""
        text = self.page.text
        before = words_in(text, max(sentence.start, mention.start - 80), mention.start)[-_NEAR:]
        after = words_in(text, mention.end, min(sentence.end, mention.end + 80))[:_NEAR]
        return frozenset(stems_of([*before, *after]))

    def place(self, index: int, clause: Span, mention: Span) -> str | None:
        """The nearest place in the clause."""
        near = [
            (m, v)
            for m, v in self._names.get(index, ())
            if v.entity == "place" and clause.contains(m.span) and not m.span.overlaps(mention)
        ]
        return min(near, key=lambda p: _distance(p[0].span, mention))[1].canonical if near else None

    def speaker(self, mention: Span, sentence: Span) -> tuple[str | None, str | None]:
        """(who is being quoted around the mention, who the claim is credited to)."""
        i = bisect_right(self._quote_starts, mention.start) - 1
        for m, v in self.found.quotes[max(0, i - 3) : i + 1]:
            if m.span.contains(mention):
                who = v.speaker or v.mention
                marked = v.type not in (QuoteType.INDIRECT,)
                return (who if marked else None), who
        for m, v in self.found.quotes[max(0, i - 1) : i + 2]:
            if sentence.overlaps(m.span) and v.type is QuoteType.INDIRECT and v.speaker:
                return None, v.speaker
        return None, None

    def happening(self, mention: Mention, value: Value, classes: Sequence[str]) -> dict[str, object]:
        """Predicate (event class, or the verb's lemma), verb, actor, modal and negation around a mention."""
        tokens = self.page.tokens(self.page.sentence_at(mention.span.start))
        at, governing = _governed(tokens, mention)
        counts = isinstance(value, Quantity) and value.unit_kind in (UnitKind.COUNT, UnitKind.NONE)
        if counts and (stated := _stated(tokens, mention)):
            return {"predicate": stated}
        if isinstance(value, TimeValue) and value.type is not TimeType.DURATION:
            whose = appointed(tokens, token_at(tokens, mention.span.start))
            if whose is not None:
                return {"predicate": whose[0], "verb": whose[1]}
        if (whose := _attribute(tokens, at, mention, value)) is not None:
            return {"predicate": whose[0], "verb": whose[1]}
        often = counts and mention.parts.get("head") in _CASES and self._so_often(mention)
        if governing is None and (isinstance(value, TimeValue) or often):
            governing = parse(tokens).timed(at, token_at(tokens, mention.span.end - 1) + 1)
            if governing is None:
                return {}
        if isinstance(value, TimeValue) and governing is not None and governing.verb is not None:
            last = token_at(tokens, mention.span.end - 1)
            governing = parse(tokens).cleft(governing.verb, at, last + 1) or governing
        if governing is None:
            before = tokens[max(0, at - 4) : max(0, at)]
            verb_before = next((t for t in reversed(before) if t.tag.startswith("V")), None)
            named = taxonomy.event_named(verb_before.lemma) or verb_before.lemma if verb_before else None
            return {"predicate": taxonomy.implied_event(classes) or named}
        unit = str(value.unit_kind) if isinstance(value, Quantity) else None
        verb = governing.verb
        return {
            "predicate": _of_counted(mention, classes, event_of(tokens, governing, classes, unit)),
            "verb": verb.name if verb else governing.lemma,
            "actor": self.actor(tokens, governing, at),
            "modal": verb.modal if verb else None,
            "negated": bool(verb and verb.negated),
        }

    def actor(self, tokens: Sequence[Token], governing: Governor, at: int) -> str | None:
        """Who does it: the subject of the governing verb where the mention is not that subject itself."""
        if governing.verb is None or governing.role == "subject":
            return None
        found = subject(tokens, governing.verb.main)
        if found is None or found.start <= at < found.end:
            return None
        return self.page.text[tokens[found.start].start : tokens[found.end - 1].end]

    def filled(self, mention: Mention) -> str | None:
        """The noun of what a length of time is full of, or of what is so long: "four days OF HEARINGS", "a three-year
        LEASE", "the LEASE runs for three years".
        """
        tokens = self.page.tokens(self.page.sentence_at(mention.span.start))
        at = token_at(tokens, mention.span.end)
        if at < len(tokens) and tokens[at].low == "of":
            phrase = noun_phrase(tokens, at + 1)
            return tokens[phrase.head].lemma if phrase is not None and tokens[phrase.head].tag in NOUNS else None
        start, governing = _governed(tokens, mention)
        if (owner := attributed(tokens, start, mention.span)) is not None:
            return owner[1]
        if governing is None or governing.verb is None or governing.verb.lemma not in _LASTING:
            return None
        long = subject(tokens, governing.verb.main)
        return tokens[long.head].lemma if long is not None and tokens[long.head].tag in NOUNS else None

    def counted(self, mention: Mention, value: Quantity) -> dict[str, object]:
        """Counted phrase, head, classes and modifiers of a quantity."""
        parts = mention.parts
        phrase = parts.get("counted")
        head = parts.get("head") or (value.unit if value.unit_kind is UnitKind.COUNT else None)
        if head and taxonomy.generic_member(str(head)) and (group := _OF_GROUP.match(self.page.text, mention.span.end)):
            phrase, head = f"{phrase} {group.group().strip()}", group.group(1).lower()
        if str(head) in _CASES and self._so_often(mention):
            phrase, head = None, None
        lemmas = [w.lower() for w in re.findall(r"[\w’'-]+", phrase or "")]
        if lemmas and head:
            lemmas = [*lemmas[:-1], str(head)]
        elif head:
            lemmas = [str(head)]
        classes = taxonomy.classes_of(lemmas) if value.unit_kind in (UnitKind.COUNT, UnitKind.NONE) else ()
        at = parts.get("head_at")
        printed = self.page.text[at.start : at.end] if isinstance(at, Span) else ""  # "people", whose head is "person"
        last = lemmas and (phrase or "").split()[-1:]
        own = content_stems(f"{head or ''} {printed} {' '.join(last or ())}")
        return {
            "counted": phrase,
            "head": str(head) if head else None,
            "classes": classes,
            "modifiers": tuple(w for w in content_stems(phrase or "") if w not in own),
            "role": parts.get("change_role"),
        }

    def _of_a_people(self, mention: Mention, circumstances: Mapping[str, Any]) -> bool:
        """Whether a figure counts those of a people of no known name, to whom something happened that happens to
        people: "seven of the Vellanders were hurt".
        """
        if circumstances.get("classes") != () or not circumstances.get("head"):
            return False
        at = mention.parts.get("head_at")
        capital = isinstance(at, Span) and self.page.text[at.start].isupper()
        return capital and taxonomy.fate(circumstances["predicate"])

    def _of_before(self, mention: Mention) -> bool:
        """Whether a figure stands in brackets behind its like: "Mathematics 68.3% (66.3%)", "Reform List 84 (102)"."""
        text, (start, end) = self.page.text, (mention.span.start, mention.span.end)
        before = _BEFORE_IT.search(text, max(0, start - 8), start)
        if before is None or text[end : end + 1] != ")" or not _BARE.fullmatch(mention.text):
            return False
        return bool(before[1]) is mention.text.endswith("%")

    def _so_often(self, mention: Mention) -> bool:
        """Whether a number of cases says how often something happened: "in 12 cases the lock was broken"."""
        text, start = self.page.text, mention.span.start
        before = _IN_CASES.search(text, max(0, start - 40), start)
        return before is not None and not _NO_CASES.match(text, mention.span.end)

    def scope(self, around: Surrounding, clause: Span, mention: Mention, classes: Sequence[str]) -> dict[str, object]:
        """What the figure covers, and the words that say so. ``classes``: of what it counts."""
        text = self.page.text
        if _FROM_HOME.match(text, mention.span.end) and taxonomy.of_persons(classes):
            return {"scope": Scope.PART, "scope_words": "from"}
        opening = max(0, mention.span.start - 40)
        if mention.text.endswith("of them") and _THERE.search(text, opening, mention.span.start):
            return {"scope": None, "scope_words": None}
        if mention.parts.get("of") is not None or _PARTITIVE.match(mention.text):
            return {"scope": Scope.PART, "scope_words": "of"}
        start, end = mention.span.start, mention.span.end
        after = pattern("part_after").match(text, end, clause.end) or _ALONE_BEHIND.match(text, end, clause.end)
        before = pattern("part_before").search(text, max(around.span.start, start - 30), start)
        if part := after or before or _ALONE_BEFORE.search(text, max(around.span.start, start - 80), start):
            return {"scope": Scope.PART, "scope_words": part.group().strip()}
        total = around.first("cumulative")
        if total and (
            _AT_SOME_TIME.search(text, max(0, total.start() - 12), total.start()) or _TODAY.match(text, total.end())
        ):
            total = None
        if total and (clause.start <= total.start() < clause.end or total.start() - around.span.start < 3):
            return {"scope": Scope.CUMULATIVE, "scope_words": total.group().strip()}
        if career := _CAREER.match(text, end, clause.end):
            return {"scope": Scope.CUMULATIVE, "scope_words": career.group().strip()}
        rate = pattern("rate").search(text, mention.span.start, min(clause.end, mention.span.end + 20))
        if rate and _EACH_OF_SHARES.search(text, start, rate.end()):
            rate = None
        if rate and not (_EARLIER.match(text, rate.end()) or _IN_A.search(text, rate.start() - 12, rate.start())):
            return {"scope": Scope.RATE, "scope_words": rate.group().strip()}
        if rate := _EACH_TIME.match(text, around.span.start, start) or _EACH_TIME.match(text, clause.start, start):
            return {"scope": Scope.RATE, "scope_words": rate.group().strip()}
        return {"scope": None, "scope_words": None}


def _of_counted(mention: Mention, classes: Sequence[str], found: str | None) -> str | None:
    """ "The march was followed by 46 ARRESTS": what is counted names the event where the words around tell of none."""
    head = mention.parts.get("head")
    named = taxonomy.event_named(str(head), "nouns") if head else None
    implied = taxonomy.implied_event(tuple(classes)) if named else None
    if implied is not None and implied == named:
        return named  # "a part in nineteen DEATHS", "looks into nineteen DEATHS": people died, whatever else is told
    return named if taxonomy.telling(named) and not taxonomy.telling(found) else found


def _stated(tokens: Sequence[Token], mention: Mention) -> str | None:
    """The event that a list of figures names beside each, without a verb: "12 dead, 27 injured", "Arrests: 84"."""
    behind = token_at(tokens, mention.span.end)
    if behind < len(tokens) and tokens[behind].start < mention.span.end:
        behind += 1
    while behind < len(tokens) and tokens[behind].tag == "RB":
        behind += 1
    if behind < len(tokens) and tokens[behind].tag in ("JJ", "VBN", "VBD"):
        closed = behind + 1 == len(tokens) or tokens[behind + 1].tag in _CLOSE_A_STATE
        if closed and (found := taxonomy.event_named(tokens[behind].low, "adjectives")):
            return found
    at = token_at(tokens, mention.span.start)
    before = tokens[max(0, at - 4) : at]
    if not before or before[-1].text not in (":", "|"):
        return None
    for token in reversed(before[:-1]):
        if not token.text[:1].isalpha():
            break
        if found := taxonomy.event_named(token.low, "adjectives") or taxonomy.event_named(token.lemma, "nouns"):
            return found
    return None


def _attribute(tokens: Sequence[Token], at: int, mention: Mention, value: Value) -> tuple[str, str] | None:
    """(event, noun) of the thing that a date or an amount describes: "the 2019 election", "a six-match ban".

    "On Friday parliament voted" and "in 2019 voters chose" have no such thing: the date has no noun of its own.
    """
    if not 0 <= at < len(tokens):
        return None
    found = attributed(tokens, at, mention.span)
    if found is None:
        return None
    if isinstance(value, TimeValue):
        end = token_at(tokens, mention.span.end - 1) + 1
        owned = end < len(tokens) and tokens[end].tag == "POS"
        opener = tokens[at - 2] if at > 1 and tokens[at - 1].low == "own" else tokens[at - 1]
        begun = at > 0 and (tokens[at].tag in _DETERMINERS or opener.tag in _DETERMINERS)
        dated = value.type is not TimeType.DURATION
        return found if (owned or begun) and (dated or taxonomy.telling(found[0])) else None
    counts = isinstance(value, Quantity) and value.unit_kind in (UnitKind.COUNT, UnitKind.NONE)
    if not isinstance(value, Quantity) or (counts and "-" not in mention.text):
        return None
    return found if found[0] in taxonomy.events() and not taxonomy.yielding(found[0]) else None


_PERSON = ("person",)
_LASTING = frozenset({"last", "run", "take", "continue", "span", "cover"})
_DETERMINERS = frozenset({"DT", "PRP$", "POS"})
_CLOSE_A_STATE = frozenset({",", ".", ":", "CC", "CD", "-LRB-", "-RRB-", "``", "''"})
"""What may stand behind "27 injured" where it is no noun's modifier and no verb with an object."""


def _anchor(mention: Mention) -> Span:
    """The word of a mention that the grammar looks at: the counted head, else the figure, else its start."""
    found = mention.parts.get("head_at") or mention.parts.get("number_span") or mention.span
    assert isinstance(found, Span)
    return found


def _governed(tokens: Sequence[Token], mention: Mention) -> tuple[int, Governor | None]:
    """The token that stands for a mention, with what governs it: of "20 of which were destroyed" the figure."""
    at = token_at(tokens, _anchor(mention).start)
    found = governor(tokens, at) if 0 <= at < len(tokens) else None
    if found is None and (figure := mention.parts.get("number_span")) is not None:
        other = token_at(tokens, figure.start)
        if 0 <= other < len(tokens) and (found := governor(tokens, other)) is not None:
            return other, found
    return at, found


def _by_sentence(page: Page, found: Sequence[tuple[Mention, _V]]) -> dict[int, list[tuple[Mention, _V]]]:
    out: dict[int, list[tuple[Mention, _V]]] = {}
    for mention, value in found:
        out.setdefault(page.sentence_at(mention.span.start), []).append((mention, value))
    return out


def _distance(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


_LENGTHS = expression(r"P(\d+)([YMWD])")
_UNIT_DAYS = {"Y": 365, "M": 30, "W": 7, "D": 1}


def _length(value: TimeValue) -> timedelta | None:
    """About how long a plain duration lasts; None for other values."""
    m = _LENGTHS.fullmatch(value.timex)
    return timedelta(days=int(m[1]) * _UNIT_DAYS[m[2]]) if m else None


def _days(value: TimeValue) -> tuple[date, date] | None:
    """First and last day of a calendar value; None for durations, references and open dates."""
    if value.start is None or value.end is None or value.grain in (Grain.CENTURY,):
        return None
    last = value.end - timedelta(seconds=1)
    return value.start.date(), max(value.start.date(), last.date())


def proved_day(claims: Iterable[Claim]) -> date | None:
    """The day of the line that dates an article, or the latest day that its words prove it to be about.

    A proof is weekday, day and month together, not to come.
    A year alone, or a day of years ago, proves nothing about when the article was written; the weekday with the
    day is how news of the same week is dated. Where the year is not stated the weekday leaves a few years; there
    is no clock in here, so the newest of them up to ``NEWEST_YEAR`` is taken.
    """
    every = list(claims)
    for claim in every:
        if is_dateline(claim) and isinstance(claim.value, TimeValue) and claim.value.start is not None:
            return claim.value.start.date()
    days = []
    for claim in every:
        value = claim.value
        if not isinstance(value, TimeValue) or {"forecast", "prior", "hypothetical"} & claim.notes:
            continue
        if {"weekday", "month", "day"} <= set(value.stated):
            days += [value.start.date()] if value.start is not None else _newest(value)
    return max(days, default=None)


def _newest(value: TimeValue) -> list[date]:
    """The newest day with this month, day and weekday."""
    month, day, weekday = (int(value.stated[k]) for k in ("month", "day", "weekday"))
    for year in range(NEWEST_YEAR, NEWEST_YEAR - 28, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found.weekday() == weekday:
            return [found]
    return []
