"""What each difference between two versions of an utterance is: a negation, a number, a name, a small word ...

``classify`` gives one Change for every difference inside the stretch that two versions share. Kinds are ordered from
grave to harmless; the table of rules in ``quote_table`` decides what follows from them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache

from checker import lexicon
from checker.rarity import stem
from checker.record import record
from checker.worddiff import Op, Overlap, gap_at
from checker.wordforms import lemma
from checker.wording import Gap, Utterance, Word, is_function, is_negation

__all__ = ["Change", "Shift", "classify", "content_apart", "persons_and_duties", "rendered"]

LEXICON = "wording"
_LONG_CUT = 3
_OWNER = 6
"""Words behind which an owner may follow with "of"."""
_LONG_TALK = 6
_SHORT_EXCHANGE = 2
_TAGS = ("NNS", "VBZ", "VBD", "VBN", "VBG", "JJR", "JJS")
_ONE = "1"
"""Mostly the pronoun: "one cannot", "a new one"."""
_DONE_OR_UNDER_WAY = frozenset({"been", "being"})
"""What has been sold is not what is being sold."""
_JOINTS = frozenset(["and", "or", "nor"])
_NUMBER_SCALES = frozenset(["hundred", "thousand", "million", "billion", "trillion", "dozen", "percent"])


class Shift(IntEnum):
    """Kinds of difference, grave ones first."""

    NEGATION = 1
    NUMBER = 2
    NAME = 3
    OPPOSITE = 4
    SWAPPED = 5
    SPLICED = 6
    DROPPED = 7
    MODAL = 8
    CONTENT = 9
    PERSON = 10
    SENTENCE = 11
    REPEATED = 12
    FUNCTION = 13
    INFLECTION = 14
    FILLER = 15
    INSERTED = 16
    MARKED = 17
    BREAK = 18


@record
class Change:
    """One difference. ``grave`` marks dropped words among which a negation, number or name is."""

    shift: Shift
    op: Op
    left: tuple[Word, ...]
    right: tuple[Word, ...]
    grave: bool = False

    @property
    def shown(self) -> str:
        """The difference in one readable line: "they should stop -> we need to stop"."""
        return f"{_say(self.left)} -> {_say(self.right)}"


def _say(words: Sequence[Word]) -> str:
    out: list[str] = []
    for i, word in enumerate(words):
        if not i or words[i - 1].span != word.span:
            out.append(word.text)
    return " ".join(out) if out else "(nothing)"


def classify(found: Overlap) -> tuple[Change, ...]:
    """Every difference inside the shared stretch, in order."""
    changes = _settle_persons([_settle_owner(found, _change(found, op)) for op in found.changes])
    return tuple(_settle_exchanges(found, _settle_negations(found, changes)))


def _settle_persons(changes: Sequence[Change]) -> list[Change]:
    """ "We gave them the ball", "they gave us the ball": who does it to whom is turned around."""
    turns = [_persons(c) if c.shift in (Shift.FUNCTION, Shift.PERSON) else None for c in changes]
    turned = next((i for i, turn in enumerate(turns) if turn and (turn[1], turn[0]) in turns), None)
    return [Change(Shift.OPPOSITE, c.op, c.left, c.right) if i == turned else c for i, c in enumerate(changes)]


def _persons(change: Change) -> tuple[str, str] | None:
    """Who is meant on either side, where that is one person each and not the same."""
    mine, theirs = _groups_of("persons", change)
    return (mine.pop(), theirs.pop()) if len(mine) == len(theirs) == 1 and mine != theirs else None


def _another_person(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """ "The mistake was ours", "the mistake was theirs": nothing else is exchanged than who is meant."""
    if max(len(left), len(right)) > _SHORT_EXCHANGE or any(w.inserted for w in (*left, *right)):
        return False
    names = _groups("persons")
    mine, theirs = ({names[w.key].removesuffix("_plural") for w in side if w.key in names} for side in (left, right))
    rest = [sorted(w.key for w in side if w.key not in names and not _is_be(w.key)) for side in (left, right)]
    return len(mine) == len(theirs) == 1 and mine != theirs and rest[0] == rest[1]


def _another_link(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """ "If the wall goes", "because the wall goes": one word that ties two clauses for another, of other sense."""
    if len(left) != 1 or len(right) != 1:
        return False
    rows = [frozenset(listed) for listed in lexicon.nested(LEXICON, "links").values()]
    mine, theirs = left[0].key, right[0].key
    known = any(mine in row for row in rows) and any(theirs in row for row in rows)
    return known and not any(mine in row and theirs in row for row in rows)


def _is_be(key: str) -> bool:
    return key in ("am", "is", "are", "was", "were", "has", "have", "do", "does")


def _settle_negations(found: Overlap, changes: Sequence[Change]) -> list[Change]:
    """A "not" that only moved within its clause turns nothing around."""
    changes = [Change(Shift.OPPOSITE, c.op, c.left, c.right) if _most_or_none(c) else c for c in changes]
    turned = [c for c in changes if c.shift is Shift.NEGATION]
    balance = sum(_negations(c.left) for c in changes) - sum(_negations(c.right) for c in changes)
    if len(turned) < 2 or balance or _moved_into_clause(found, turned):
        return list(changes)
    return [Change(Shift.FUNCTION, c.op, c.left, c.right) if c.shift is Shift.NEGATION else c for c in changes]


def _moved_into_clause(found: Overlap, turned: Sequence[Change]) -> bool:
    """Does a negation deny another word in another clause: "no proof that it is" and "proof that it is not"?

    Not where it stands with a verb such as "think" in one version, nor where a verb and its object stand together: "did
    not find proof" is "found no proof".
    """
    words = [w.key for w in found.a.words[turned[0].op.a1 : turned[-1].op.a2]]
    if not lexicon.words(LEXICON, "raising").isdisjoint(words):
        return False
    if not lexicon.words(LEXICON, "clause_links").isdisjoint(words):
        return True
    mine = _denied(found.a, [i for c in turned for i in range(c.op.a1, c.op.a2)])
    theirs = _denied(found.b, [i for c in turned for i in range(c.op.b1, c.op.b2)])
    return mine is not None and theirs is not None and mine != theirs and _far_apart(found.a.words, mine, theirs)


_NEXT_WORDS = 6
"""Words behind a negation among which stands what it denies."""


def _denied(one: Utterance, changed: Sequence[int]) -> str | None:
    """The word of content behind the first negation among the words that changed."""
    at = next((i for i in changed if _negations([one.words[i]])), None)
    behind = one.words[at + 1 : at + 1 + _NEXT_WORDS] if at is not None else ()
    return next((w.key for w in behind if _content([w])), None)


def _far_apart(words: Sequence[Word], one: str, other: str) -> bool:
    """Do two words stand in a version with another word of content between them?"""
    keyed = [w.key for w in words if _content([w])]
    return one in keyed and other in keyed and abs(keyed.index(one) - keyed.index(other)) > 1


def _most_or_none(change: Change) -> bool:
    """ "Most never had a ticket", "none ever had a ticket": how many, not whether."""
    if change.shift is not Shift.NEGATION:
        return False
    some, none = lexicon.words(LEXICON, "some"), lexicon.words(LEXICON, "none")
    left, right = ({w.key for w in side} for side in (change.left, change.right))
    return bool((left & some and right & none) or (left & none and right & some))


def _settle_owner(found: Overlap, change: Change) -> Change:
    """ "the town's diary" where the other version goes on "the diary of the town": nothing is added."""
    words = _substance(change.left) + _substance(change.right)
    if len(words) != 1 or not words[0].endswith("'s") or change.shift is not Shift.CONTENT:
        return change
    other, at = (found.b, change.op.b2) if change.left else (found.a, change.op.a2)
    behind = [w.key for w in other.words[at : at + _OWNER]]
    owned = "of" in behind and words[0].removesuffix("'s") in behind[behind.index("of") :]
    return Change(Shift.FUNCTION, change.op, change.left, change.right) if owned else change


def _settle_exchanges(found: Overlap, changes: Sequence[Change]) -> list[Change]:
    """Words of substance that stand in each other's place turn the sense; a list in another order does not.

    "We must be small before we can be safe" / "... safe before we can be small".
    """
    moved = [c for c in changes if _substance(c.left) or _substance(c.right)]
    shown = [k for c in moved for k in _substance(c.left)], [k for c in moved for k in _substance(c.right)]
    shown = shown[0], _as_in(shown[0], shown[1])
    if _owned(shown[0], shown[1]):
        return [Change(Shift.FUNCTION, c.op, c.left, c.right) if c in moved else c for c in changes]
    if len(moved) < 2 or sorted(shown[0]) != sorted(shown[1]):
        return list(changes)
    if any(c.shift in (Shift.MARKED, Shift.BREAK) for c in moved):
        return list(changes)
    first, last = moved[0].op, moved[-1].op
    listed = _is_list(found.a.words[first.a1 : last.a2]) and _is_list(found.b.words[first.b1 : last.b2])
    together = shown[0] == shown[1] and not any(c.left and c.right for c in moved)
    if shown[0] == shown[1] and not together:
        return list(changes)
    shift = Shift.FUNCTION if listed or together else Shift.SWAPPED
    return [Change(shift, c.op, c.left, c.right) if c in moved else c for c in changes]


def _as_in(left: Sequence[str], right: Sequence[str]) -> list[str]:
    """The words of ``right``, those that are words of ``left`` in another form in that form: "braver" as "brave"."""
    if len(left) != len(right):
        return list(right)
    forms = {other: word for word, other in zip(left, _partners(left, right), strict=True) if other}
    return [forms.get(word, word) for word in right]


def _owned(left: Sequence[str], right: Sequence[str]) -> bool:
    """ "the diary of the town" and "the town's diary": the same words, and an owner's ending on one side."""
    owners = [sum(k.endswith("'s") for k in side) for side in (left, right)]
    plain = [sorted(k.removesuffix("'s") for k in side) for side in (left, right)]
    return owners[0] != owners[1] and plain[0] == plain[1]


def _substance(words: Sequence[Word]) -> list[str]:
    """The words of substance, titles and ranks among them ("the captain")."""
    small = lexicon.words(LEXICON, "modals") | lexicon.words(LEXICON, "negations")
    return [w.key for w in _spoken(words) if not is_function(w.key) and w.key not in small]


def _is_list(words: Sequence[Word]) -> bool:
    """ "the crew and the passengers": nothing but words of substance, determiners and "and"."""
    keys = {w.key for w in words}
    loose = {k for k in keys if is_function(k) or k in _no_content()}
    return bool(keys & _JOINTS) and loose <= lexicon.words(LEXICON, "listing")


def content_apart(changes: Sequence[Change]) -> int:
    """How many words of substance only one of the two versions has, whatever their endings."""
    left = Counter(stem(k) for c in changes for k in _content(_spoken(c.left)))
    right = Counter(stem(k) for c in changes for k in _content(_spoken(c.right)))
    alone, others = [*(left - right).elements()], [*(right - left).elements()]
    pairs = sum(partner is not None for partner in _partners(alone, others))
    return len(alone) + len(others) - 2 * pairs


def _change(found: Overlap, op: Op) -> Change:
    left, right = found.a.words[op.a1 : op.a2], found.b.words[op.b1 : op.b2]
    marked = _mark(found, op)
    if marked is not None:
        return Change(marked, op, left, right)
    own_left, own_right = _spoken(left), _spoken(right)
    if _only_inserted(left, own_left) or _only_inserted(right, own_right):
        return Change(Shift.INSERTED, op, left, right)
    if [w.key for w in own_left] == [w.key for w in own_right]:
        return Change(Shift.INSERTED, op, left, right)
    if own_left and own_right:
        return Change(_replaced(found, op, own_left, own_right), op, left, right)
    return _cut(found, op, left, right)


def _spoken(words: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(w for w in words if not w.inserted)


def _only_inserted(words: Sequence[Word], own: Sequence[Word]) -> bool:
    return bool(words) and not own


def _mark(found: Overlap, op: Op) -> Shift | None:
    """MARKED or BREAK where the shorter side shows that something is left out there."""
    left, right = op.a2 - op.a1, op.b2 - op.b1
    if abs(left - right) < 1:
        return None
    side, start, end = (found.b, op.b1, op.b2) if left > right else (found.a, op.a1, op.a2)
    gaps = {gap_at(side, start), gap_at(side, end)}
    if start == end:
        longer, first, last = (found.a, op.a1, op.a2) if left > right else (found.b, op.b1, op.b2)
        gaps |= {gap_at(side, start + k) for k in _slides(longer, first, last)}
    if Gap.OMISSION in gaps:
        return Shift.MARKED
    if Gap.PIECE in gaps and (start == end or abs(left - right) >= _LONG_CUT):
        return Shift.BREAK
    return None


def _cut(found: Overlap, op: Op, left: Sequence[Word], right: Sequence[Word]) -> Change:
    """Words that one version lacks, without a mark."""
    longer, start, end = (found.a, op.a1, op.a2) if left else (found.b, op.b1, op.b2)
    shorter, at = (found.b, op.b1) if left else (found.a, op.a1)
    words = longer.words[start:end]

    def made(shift: Shift, grave: bool = False) -> Change:
        return Change(shift, op, tuple(left), tuple(right), grave)

    if _repeats(longer, start, end):
        return made(Shift.REPEATED)
    keys = [w.key for w in words]
    negated = _negations(words) > 0
    fillers = lexicon.words(LEXICON, "fillers")
    if all(k in fillers for k in keys):
        return made(Shift.FILLER)
    if any(_whole_sentences(longer, start + k, end + k) for k in _slides(longer, start, end)):
        return made(Shift.SENTENCE)
    crosses = any(w.gap is Gap.SENTENCE for w in longer.words[max(start, 1) : end + 1])
    if crosses and gap_at(shorter, at) < Gap.SENTENCE and len(words) >= _LONG_CUT:
        return made(Shift.SPLICED)
    content = _content(words)
    named = bool(_names(longer, start, end))
    numbers = bool(_numbers(words))
    if len(content) >= _LONG_CUT or (len(words) > _LONG_TALK and content):
        return made(Shift.DROPPED, negated or named or _is_figure(_numbers(words)))
    if negated:
        return made(Shift.NEGATION)
    if numbers:
        return made(Shift.NUMBER)
    if named and not _part_of_name(longer, start, end):
        return made(Shift.CONTENT, True)
    if any(k in lexicon.words(LEXICON, "modals") for k in keys):
        return made(Shift.MODAL)
    if content and not _titles_or_name(longer, start, end):
        return made(Shift.CONTENT)
    return made(Shift.FUNCTION)


def _replaced(found: Overlap, op: Op, left: Sequence[Word], right: Sequence[Word]) -> Shift:
    """What stands instead of what."""
    if _negations(left) != _negations(right):
        return Shift.NEGATION
    numbers, others = _numbers(left), _numbers(right)
    if numbers != others and ((numbers and others) or _is_figure(numbers | others)):
        return Shift.NUMBER
    names, named = _names(found.a, op.a1, op.a2), _names(found.b, op.b1, op.b2)
    one_name = bool(names and named) and _same_names(names, named)
    if names and named and not one_name:
        return Shift.NAME
    mine, theirs = _content(left), _content(right)
    if one_name:
        mine, theirs = [w for w in mine if w not in names], [w for w in theirs if w not in named]
    if _opposite(left, right):
        return Shift.OPPOSITE
    modals, modal = _modals(left), _modals(right)
    if modals != modal and modals and modal:
        return Shift.MODAL
    if _another_person(left, right):
        return Shift.PERSON
    if {w.key for w in left} ^ {w.key for w in right} >= _DONE_OR_UNDER_WAY:
        return Shift.CONTENT
    if _another_link(left, right):
        return Shift.CONTENT
    if _same_roots(mine, theirs):
        if modals != modal:
            return Shift.MODAL
        return Shift.INFLECTION if mine and _same_small(left, right) else Shift.FUNCTION
    return Shift.CONTENT


def _content(words: Sequence[Word]) -> list[str]:
    return [w.key for w in words if not is_function(w.key) and w.key not in _no_content() and w.key != _ONE]


@cache
def _no_content() -> frozenset[str]:
    return lexicon.words(LEXICON, "modals") | lexicon.words(LEXICON, "negations") | lexicon.words("speakers", "titles")


def _same_small(left: Sequence[Word], right: Sequence[Word]) -> bool:
    small = [Counter(w.key for w in side if is_function(w.key)) for side in (left, right)]
    return small[0] == small[1]


def _negations(words: Sequence[Word]) -> int:
    return sum(is_negation(w.key) for w in words)


def _modals(words: Sequence[Word]) -> set[str]:
    found = {w.key for w in words if w.key in lexicon.words(LEXICON, "modals")}
    return {"will" if m == "shall" else "must" if m == "need" else m for m in found}


def _numbers(words: Sequence[Word]) -> frozenset[str]:
    many = lexicon.words(LEXICON, "quantifiers")
    return frozenset(w.key for w in words if w.key[0].isdigit() or w.key in many)


def _is_figure(numbers: frozenset[str]) -> bool:
    """Whether a number that only one side has must be one: "one" may be a pronoun, "all" an emphasis."""
    return any((n[0].isdigit() and n not in ("1", "1st")) or n in _NUMBER_SCALES for n in numbers)


def _names(side: Utterance, start: int, end: int) -> list[str]:
    """Capitalised words that do not begin a sentence. Headlines have capitals of their own."""
    if side.headline:
        return []
    titles = lexicon.words("speakers", "titles")
    return [
        w.key
        for i, w in enumerate(side.words[start:end], start)
        if w.text[0].isupper() and i and w.gap < Gap.SENTENCE and not is_function(w.key) and w.key not in titles
        and not is_negation(w.key) and w.key not in lexicon.words(LEXICON, "quantifiers")
    ]  # fmt: skip


def _same_names(a: Sequence[str], b: Sequence[str]) -> bool:
    """Names that share a word, or are one word in two spellings."""
    if set(a) & set(b):
        return True
    from rapidfuzz.distance import Levenshtein

    return any(x[0] == y[0] and Levenshtein.normalized_similarity(x, y) >= 0.75 for x in a for y in b)


def _part_of_name(side: Utterance, start: int, end: int) -> bool:
    """Whether the words stand beside the rest of a name: "Vladimir" in front of a surname."""
    around = [i for i in (start - 1, end) if 0 < i < len(side.words)]
    return any(_names(side, i, i + 1) and side.words[i].gap < Gap.SENTENCE for i in around)


def _titles_or_name(side: Utterance, start: int, end: int) -> bool:
    return bool(_names(side, start, end)) and _part_of_name(side, start, end)


def _repeats(side: Utterance, start: int, end: int) -> bool:
    """Whether words[start:end] say again what stands right before or behind them."""
    keys, size = side.keys, end - start
    piece = keys[start:end]
    return piece == keys[end : end + size] or (start >= size and piece == keys[start - size : start])


def _slides(side: Utterance, start: int, end: int) -> list[int]:
    """By how many words the cut words[start:end] may be moved without changing what is left."""
    keys, out, k = side.keys, [0], 0
    while start + k > 0 and keys[start + k - 1] == keys[end + k - 1]:
        k -= 1
        out.append(k)
    k = 0
    while end + k < len(keys) and keys[start + k] == keys[end + k]:
        k += 1
        out.append(k)
    return out


def _whole_sentences(side: Utterance, start: int, end: int) -> bool:
    return gap_at(side, start) >= Gap.SENTENCE and (gap_at(side, end) >= Gap.SENTENCE or end == len(side.words))


@cache
def _roots(word: str) -> frozenset[str]:
    """The base forms that an inflected word may have: its stem, and its lemma read as each part of speech."""
    bare = word.removesuffix("'s")
    return frozenset({stem(bare), *(lemma(bare, tag) for tag in _TAGS)})


def _same_roots(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two lists hold the same words but for their endings."""
    return len(left) == len(right) and None not in _partners(left, right)


def _partners(left: Sequence[str], right: Sequence[str]) -> Iterator[str | None]:
    """For each word of one list a word of the other that shares a root with it; no word is the partner of two."""
    rest = list(right)
    for word in left:
        partner = next((other for other in rest if _roots(word) & _roots(other)), None)
        if partner is not None:
            rest.remove(partner)
        yield partner


@cache
def _opposites() -> dict[str, set[tuple[str, int]]]:
    out: dict[str, set[tuple[str, int]]] = {}
    for row, sides in lexicon.nested(LEXICON, "antonyms").items():
        for number, listed in enumerate(sides):
            for word in listed.split():
                out.setdefault(word, set()).add((row, number))
    return out


def _opposite(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether a word of one side is the opposite of a word of the other."""
    ours = {w.key for w in left} - {w.key for w in right}
    theirs = {w.key for w in right} - {w.key for w in left}
    known = _opposites()
    for x in ours:
        for y in theirs:
            rows = known.get(x, set())
            if any((row, 1 - side) in known.get(y, set()) for row, side in rows) or _prefixed(x, y) or _prefixed(y, x):
                return True
    return False


def _prefixed(plain: str, other: str) -> bool:
    if len(plain) < 4 or not other.endswith(plain):
        return False
    return other[: -len(plain)] in lexicon.words(LEXICON, "prefixes.negative")


@cache
def _groups(table: str) -> dict[str, str]:
    return {word: name for name, listed in lexicon.nested(LEXICON, table).items() for word in listed}


def persons_and_duties(found: Overlap, changes: Sequence[Change]) -> list[Change]:
    """The differences in which who is meant, what must or may be, a "not" or a number is not the same."""
    out: list[tuple[int, Change]] = [(-1, change) for change in _who_must(found)]
    for change in changes:
        short = max(len(change.left), len(change.right)) <= _LONG_TALK + 2
        if _groups_differ("persons", change):
            out.append((0, change))
        elif _groups_differ("duties", change):
            out.append((1, change))
        elif short and change.shift in (Shift.NEGATION, Shift.NUMBER):
            out.append((2, change))
    return [change for _, change in sorted(out, key=lambda c: c[0])]


def _who_must(found: Overlap) -> list[Change]:
    """Clauses with one verb in which somebody else must, may or will do it: "they should stop", "we need to stop"."""
    left, right = _duties(found.a.words), _duties(found.b.words)
    out = []
    for verb in sorted(left.keys() & right.keys()):
        if {who for who, _, _ in left[verb]} & {who for who, _, _ in right[verb]}:
            continue
        (_, a1, a2), (_, b1, b2) = left[verb][0], right[verb][0]
        op = Op(False, a1, a2, b1, b2)
        out.append(Change(Shift.FUNCTION, op, found.a.words[a1:a2], found.b.words[b1:b2]))
    return out


def _duties(words: Sequence[Word]) -> dict[str, list[tuple[str, int, int]]]:
    """{stem of a verb: (who must or may do it, first word, end)} for every "they should stop" in the words."""
    persons, duties = _groups("persons"), _groups("duties")
    out: dict[str, list[tuple[str, int, int]]] = {}
    for i, word in enumerate(words):
        after = range(i + 1, min(i + 3, len(words)))
        duty = next((j for j in after if words[j].key in duties and words[j].gap < Gap.SENTENCE), None)
        if word.key not in persons or duty is None:
            continue
        verb = next((j for j in range(duty + 1, min(duty + 4, len(words))) if _content(words[j : j + 1])), None)
        if verb is not None:
            out.setdefault(stem(words[verb].key), []).append((persons[word.key], i, verb + 1))
    return out


def _groups_of(table: str, change: Change) -> tuple[set[str], set[str]]:
    """The groups of a table that words of either side belong to."""
    names = _groups(table)
    mine, theirs = ({names[w.key] for w in side if w.key in names} for side in (change.left, change.right))
    return mine, theirs


def _groups_differ(table: str, change: Change) -> bool:
    mine, theirs = _groups_of(table, change)
    return bool(mine and theirs and not mine & theirs)


def rendered(found: Overlap, change: Change) -> str:
    """A difference of two renderings in one line: who is meant, and what they do."""
    sides = [(found.a.words, change.op.a1, change.op.a2), (found.b.words, change.op.b1, change.op.b2)]
    shown = [_clause(words, start, end) for words, start, end in sides]
    return f"{shown[0]} -> {shown[1]}"


def _clause(words: Sequence[Word], start: int, end: int) -> str:
    """The last words[start:end] from a person or duty on, to the verb that follows."""
    marked = [i for i in range(start, end) if words[i].key in _groups("persons")]
    marked = marked or [i for i in range(start, end) if words[i].key in _groups("duties")]
    first = marked[-1] if marked else max(start, end - _LONG_TALK)
    last = max(end, first + 1)
    while last < len(words) and last - first < _LONG_TALK and not _content(words[first:last]):
        last += 1
    return _say(words[first : min(last, first + _LONG_TALK)])
