"""What happened to what a phrase names: the event class that its verb, or a noun or an adjective beside it, tells of.

A verb is read with what it is done to: "lost 12 seats on Friday" and "lost its licence" are two events, and the date is
told by the seats. Words and classes are data: ``lexicons/en/events.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from checker import lexicon, taxonomy
from checker.grammar import Governor, NounPhrase, Token, VerbGroup, object, parse, subject
from checker.model import Span
from checker.readings import NOUNS, words_of

__all__ = ["attributed", "event_of", "named_by"]

_PASSED_OVER = frozenset({"DT", "PRP$", "PRP", "RB", "CD", "POS"})
_PREPOSITIONS = frozenset({"IN", "RP", "TO"})
_BEFORE_A_TIME = frozenset({"DT", "CD", "JJ", "JJR", "RB", "PRP$"})
_ENDS_OF_A_CHANGE = frozenset({"to", "from", "by"})
_REACH = 24
"""Tokens behind a verb that are looked at for what it is done to."""


def event_of(tokens: Sequence[Token], governing: Governor, classes: Sequence[str], unit: str | None) -> str | None:
    """The event class of what governs a phrase: what is said behind it, of it, by its verb, or by a noun above it.

    ``classes`` and ``unit`` tell what the phrase counts.
    """
    for verb in governing.modifiers:
        if not taxonomy.light(verb.lemma) and (
            found := _by_verb(tokens, verb, classes, unit, governing.phrase)
        ):
            return found
    if governing.complement is not None:
        word = tokens[governing.complement]
        found = taxonomy.event_named(word.low, "adjectives")
        if found is None and word.tag.startswith("V"):
            found = taxonomy.event_named(word.lemma)
        if found:
            return found
    if governing.preposition in _ENDS_OF_A_CHANGE:  # not what is raised, but how far
        classes, unit = (), None
    implied = taxonomy.implied_event(classes)
    suggested = taxonomy.suggested_event(classes)
    if governing.verb is None:
        named = taxonomy.event_named(tokens[governing.index].low, "adjectives")  # "Two dead as fire spreads"
        return implied or named_by(tokens, governing.index) or named or suggested or _of_owned(tokens, governing)
    verb = _told_to(tokens, governing.verb)
    phrased = _event_of_phrase(tokens, governing, governing.verb)
    if phrased is None and verb is not governing.verb:
        phrased = _event_of_phrase(tokens, governing, verb)
    chosen = None
    if governing.deep == "object" or governing.preposition == "with":
        # "won with 46 percent", "came second with 41 seats"
        share = unit if unit == "percent" and governing.preposition == "with" else None
        names = (_suffered(tokens, verb), verb.lemma) if verb.passive else (verb.lemma,)
        found_by = (taxonomy.chosen_event(n, classes=tuple(classes), unit_kind=share) for n in names)
        chosen = next((event for event in found_by if event), None)
    if taxonomy.light(verb.lemma):
        says_little = phrased in _of_nouns()
        return (
            implied
            or chosen
            or (None if says_little else phrased)
            or _event_of_theme(tokens, governing, verb)
            or suggested
            or phrased
            or _by_verb(tokens, verb, classes, unit, governing.phrase)
        )
    named = (
        chosen
        or phrased
        or _done(tokens, verb)
        or _by_verb(tokens, verb, classes, unit, governing.phrase)
    )
    if named in _of_nouns():
        named = _event_of_theme(tokens, governing, verb) or named
    if implied and taxonomy.events_alike(named, implied) is taxonomy.Kinship.OPEN:
        return implied
    if suggested and named in lexicon.words("events", "of_tellers"):
        return suggested
    return named or suggested or verb.lemma


def _of_owned(tokens: Sequence[Token], governing: Governor) -> str | None:
    """ "Stole the data of 12 customers", "the homes of 12 families were destroyed": what happens to what they have."""
    noun = tokens[governing.index]
    outer = parse(tokens).governor(governing.index) if governing.role == "of" else None
    if outer is None or outer.verb is None or outer.deep != "object" or not (noun.tag == "NNS" or noun.low == "data"):
        return None
    found = event_of(tokens, outer, taxonomy.classes_of([noun.lemma]), None)
    return found if taxonomy.telling(found) else None


def attributed(tokens: Sequence[Token], at: int, span: Span) -> tuple[str, str] | None:
    """(event, noun) of a noun that a time or a measure stands before: "the 2019 ELECTION", "a 12-year SENTENCE".

    ``span`` is that of the time or measure. None where it is no part of a longer noun phrase.
    """
    phrase = parse(tokens).phrase(at)
    if phrase is None:
        return None
    head = tokens[phrase.head]
    if tokens[phrase.start].start > span.start or head.start < span.end or head.tag not in NOUNS:
        return None
    if head.lemma in words_of("time_units"):  # "Tuesday's rush hour" is a time itself
        return None
    return named_by(tokens, phrase.head, phrase.start) or head.lemma, head.lemma


def named_by(tokens: Sequence[Token], index: int, start: int = 0) -> str | None:
    """The event that a noun names, with the word before it or alone, as it is printed ("sales") or its lemma."""
    noun = tokens[index]
    if index > start:
        before = tokens[index - 1].low
        found = taxonomy.event_named(f"{before} {noun.low}", "nouns")
        if found or (found := taxonomy.event_named(f"{before} {noun.lemma}", "nouns")):
            return found
    meant = taxonomy.sense(noun.lemma, lambda: _around(tokens, index), "nouns")
    if meant is not None:
        return meant or None
    return taxonomy.event_named(noun.low, "nouns") or taxonomy.event_named(noun.lemma, "nouns")


def _around(tokens: Sequence[Token], index: int) -> frozenset[str]:
    """Lemmas of the words on both sides of a noun; "$" for an amount of money."""
    near = tokens[max(0, index - _REACH) : index + _REACH]
    return frozenset(t.lemma for t in near) | frozenset(t.tag for t in near if t.tag == "$")


def _suffered(tokens: Sequence[Token], verb: VerbGroup) -> str:
    """A passive as the lexicon has it: "be lost"."""
    return f"be {tokens[verb.main].low}"


def _done(tokens: Sequence[Token], verb: VerbGroup) -> str | None:
    """ "Held talks", "completed the merger": the event that the object of a verb of doing names."""
    if verb.name.replace(" ", "_") not in lexicon.words("events", "light.of_doing"):
        return None
    found = _done_to(tokens, verb)
    named = named_by(tokens, found.head, found.start) if found is not None and tokens[found.head].tag in NOUNS else None
    return named if taxonomy.telling(named) else None


def _of_nouns() -> frozenset[str]:
    return lexicon.words("events", "of_nouns")


def _by_verb(
    tokens: Sequence[Token], verb: VerbGroup, classes: Sequence[str], unit: str | None, phrase: NounPhrase
) -> str | None:
    """The event class of a verb: by what it is done to, what is counted, the words that go with it, or its own."""
    done_to = _done_to(tokens, verb)
    known: tuple[str, ...] = ()
    measured: str | None = None
    if done_to is not None:
        known = taxonomy.classes_of([t.lemma for t in tokens[done_to.start : done_to.head + 1]])
        measured = _unit_of(tokens, done_to)
    suffered = (_suffered(tokens, verb),) if verb.passive else ()
    for one in dict.fromkeys((*suffered, verb.name, verb.lemma)):
        found = (
            taxonomy.chosen_event(one, classes=known, unit_kind=measured)
            or taxonomy.chosen_event(one, classes=tuple(classes), unit_kind=unit)
            or taxonomy.sense(one, lambda: _companions(tokens, verb, phrase))
        )
        if found is not None:
            return found or None
        if found := taxonomy.event_named(one):
            return found
        if one == verb.name != verb.lemma and taxonomy.changed_by_particle(verb.lemma):
            return None
    return None


def _done_to(tokens: Sequence[Token], verb: VerbGroup) -> NounPhrase | None:
    """What the verb is done to: its object, or the subject of its passive."""
    return subject(tokens, verb.main) if verb.passive else object(tokens, verb.main)


def _unit_of(tokens: Sequence[Token], phrase: NounPhrase) -> str | None:
    """Kind of the unit that a noun phrase is measured in; None where it counts things."""
    if any(t.tag == "$" for t in tokens[phrase.start : phrase.end]):
        return "currency"
    if not any(t.tag == "CD" for t in tokens[phrase.start : phrase.head]):
        return None
    head = tokens[phrase.head]
    return _units().get(head.low) or _units().get(head.lemma)


@cache
def _units() -> dict[str, str]:
    """Word of a unit -> its kind."""
    kinds = ("percent", "length", "area", "volume", "mass", "speed", "temperature", "duration")
    out = {w: kind for kind in kinds for ws in lexicon.nested("units", f"words.{kind}", None).values() for w in ws}
    out |= {"%": "percent"}
    return out | dict.fromkeys(lexicon.mapping("units", "currency_words", None), "currency")


def _companions(tokens: Sequence[Token], verb: VerbGroup, phrase: NounPhrase) -> frozenset[str]:
    """Lemmas and noun classes of the words that go with a verb: its subject, and what follows up to the next verb.

    ``phrase`` is the one that the verb governs.
    """
    words = set[str]()
    found = subject(tokens, verb.main)
    stretch = [*tokens[phrase.start : phrase.end]]
    if found is not None:  # with what hangs on it: "120 millimetres of RAIN fell"
        stretch += tokens[found.start : found.end]
        hanging = tokens[found.end : min(verb.start, found.end + 6)]
        if hanging and hanging[0].low == "of":
            stretch += hanging
    for token in tokens[verb.end : verb.end + _REACH]:
        if token.tag in ("MD", "VBZ", "VBP", "VBD", "WP", "WDT", "WRB", "."):
            break
        stretch.append(token)
    for token in stretch:
        words.update((token.low, token.lemma))
        if token.tag in NOUNS:
            words.update(f"@{wide}" for name in taxonomy.classes_of([token.lemma]) for wide in taxonomy.ancestors(name))
    return frozenset(words)


def _event_of_phrase(tokens: Sequence[Token], governing: Governor, verb: VerbGroup) -> str | None:
    """ "Lost power", "taken to hospital", "left without water": the verb with the words behind it names the event.

    The counted phrase itself, articles, possessives and adverbs are passed over, and then the object as well: "found
    the man guilty". A preposition that begins a time belongs to the time: "operates on Saturday".
    """
    found = _of_words_behind(tokens, governing.phrase, governing.phrase, verb)
    if found is not None:
        return found
    done_to = None if verb.passive else object(tokens, verb.main)
    if done_to is None or done_to.start == governing.phrase.start:
        return None
    return _of_words_behind(tokens, governing.phrase, done_to, verb)


def _of_words_behind(tokens: Sequence[Token], phrase: NounPhrase, other: NounPhrase, verb: VerbGroup) -> str | None:
    reach = range(verb.main + 1, min(verb.end + 12, len(tokens)))
    behind = [i for i in reach if not (i in phrase or i in other or _passed_over(tokens, i))]
    if verb.lemma in _STATES and (described := _with_adjective(tokens, behind)):  # "are in a critical condition"
        return described
    words, ends = list[str](), list[int]()
    for i in behind:
        if not tokens[i].lemma[:1].isalpha() or len(words) == 3:
            break
        if tokens[i].tag in _PREPOSITIONS and tokens[i].low != "until" and _time_follows(tokens, i + 1):
            break
        words.append(tokens[i].lemma)
        ends.append(i)
    heads = (_suffered(tokens, verb), verb.lemma) if verb.passive else (verb.lemma,)
    for size in range(len(words), 0, -1):
        for head in heads:
            term = " ".join([head, *words[:size]])
            found = taxonomy.event_named(term)
            meant = _meant(tokens, verb, term, phrase) if found else None
            found = found if meant is None else meant
            last = ends[size - 1]
            bare = tokens[last].tag == "IN" and taxonomy.takes_no_object(term) and _phrase_follows(tokens, last + 1)
            if found and not bare:
                return found
    return None


_STATES = frozenset({"be", "remain", "stay", "lie"})


def _with_adjective(tokens: Sequence[Token], behind: Sequence[int]) -> str | None:
    """The event of a state that its adjective names: "in a CRITICAL condition"."""
    if len(behind) < 2 or tokens[behind[0]].tag != "IN" or tokens[behind[1]].tag not in NOUNS:
        return None
    first, noun = behind[0], behind[1]
    described = (t.lemma for t in tokens[first + 1 : noun] if t.tag == "JJ")
    terms = (f"be {tokens[first].lemma} {word} {tokens[noun].lemma}" for word in described)
    return next((found for term in terms if (found := taxonomy.event_named(term))), None)


def _meant(tokens: Sequence[Token], verb: VerbGroup, term: str, phrase: NounPhrase) -> str | None:
    """What a verb with its particle is, by what it is done to, or else by the words that go with it."""
    done_to = _done_to(tokens, verb)
    known = taxonomy.classes_of([t.lemma for t in tokens[done_to.start : done_to.head + 1]]) if done_to else ()
    measured = _unit_of(tokens, done_to) if done_to else None
    chosen = taxonomy.chosen_event(term, classes=known, unit_kind=measured)
    return chosen or taxonomy.sense(term, lambda: _companions(tokens, verb, phrase))


def _passed_over(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.tag == "RB":
        return token.low not in lexicon.words("events", "particles.adverbs")
    if token.tag == "JJ" or (token.tag == "NN" and "-" in token.text):  # "a heavy fine", "a six-match ban"
        return i + 1 < len(tokens) and tokens[i + 1].tag in NOUNS
    return token.tag in _PASSED_OVER


def _time_follows(tokens: Sequence[Token], i: int) -> bool:
    while i < len(tokens) and tokens[i].tag in _BEFORE_A_TIME:
        if tokens[i].tag == "CD" and len(tokens[i].low) == 4 and tokens[i].low[:2] in ("19", "20"):
            return True
        i += 1
    if i == len(tokens):
        return False
    return (
        tokens[i].low in words_of("time_nouns")
        or tokens[i].low in words_of("months")
        or tokens[i].lemma in words_of("time_units")
    )


def _phrase_follows(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].tag in (*NOUNS, "DT", "PRP$", "JJ", "CD", "$", "PRP")


def _told_to(tokens: Sequence[Token], verb: VerbGroup) -> VerbGroup:
    """ "Were told to leave", "are due to resume": the infinitive that says what happened; else the verb itself."""
    next_words = [t.low for t in tokens[verb.end : verb.end + 2]]
    due = verb.lemma == "be" and (next_words[:1] == ["to"] or not _due().isdisjoint(next_words))
    if due or _tells_of_a_verb(verb):
        for i in range(verb.end, min(verb.end + 4, len(tokens) - 1)):
            if tokens[i].low == "to" and tokens[i + 1].tag == "VB":
                return parse(tokens).verb(i + 1) or verb
    return verb


def _tells_of_a_verb(verb: VerbGroup) -> bool:
    """Does a verb leave it to an infinitive to say what happened: "were TOLD to leave", "are KNOWN to have died"?"""
    held = verb.passive and verb.lemma in lexicon.words("claims", "verbs_of_holding")
    seeming = verb.name in lexicon.words("claims", "verbs_of_seeming")
    return held or seeming or verb.lemma in lexicon.words("claims", "verbs_of_telling_to")


def _due() -> frozenset[str]:
    return lexicon.words("claims", "due_to")


def _event_of_theme(tokens: Sequence[Token], governing: Governor, verb: VerbGroup) -> str | None:
    """ "The death toll was 12", "raised its dividend to 40 cents": what a verb that says little is said of."""
    said = verb.lemma in lexicon.words("events", "light.of_saying")
    done_to = None if said else object(tokens, verb.main)
    if done_to is not None and (
        done_to.start == governing.phrase.start
        or tokens[done_to.head].tag not in NOUNS
        or _unit_of(tokens, done_to) is not None
    ):
        done_to = None
    doer = subject(tokens, verb.main) if done_to is None or taxonomy.light(verb.lemma) else None
    for phrase in (done_to, doer):
        if phrase is not None and taxonomy.generic(tokens[phrase.head].lemma):  # "the number of JOBLESS rose"
            of = phrase.end < len(tokens) and tokens[phrase.end].low == "of"
            phrase = (parse(tokens).phrase(phrase.end + 1) if of else None) or phrase
            behind = tokens[phrase.end] if phrase.end < len(tokens) else None
            if behind is not None and behind.tag == "VBN" and (found := taxonomy.event_named(behind.lemma)):
                return found  # "the number of people KILLED rose"
        named = named_by(tokens, phrase.head, phrase.start) if phrase is not None else None
        if phrase is not None and named is None:
            named = taxonomy.implied_event(taxonomy.classes_of([tokens[phrase.head].lemma]))
        if named and (verb.lemma == "be" or not taxonomy.yielding(named)):
            return named if taxonomy.telling(named) or taxonomy.light(verb.lemma) else None
    return None
