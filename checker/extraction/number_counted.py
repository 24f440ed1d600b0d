"""What a number counts: the noun phrase behind it, or the noun it stands for ("20 of which", "10,189 others")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from checker import lexicon
from checker.extraction.number_tokens import guard
from checker.grammar import Token, noun_phrase, singular, token_at
from checker.model import Span
from checker.record import record

__all__ = ["Counted", "antecedent", "behind", "tied", "under_of"]

_LONGEST_RUN = 7
_BLANKS = 2
_OPENING = frozenset({'"', "“", "‘"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIERS = _NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG"}


@record
class Counted:
    """The counted phrase without its number, its singular head with the head's span, and where the mention ends.

    ``elliptic``: the noun is not said but taken from before; ``of`` the offsets of a whole ("58 of the 67").
    """

    phrase: str
    head: str
    at: Span | None
    end: int
    elliptic: bool = False
    light: str = ""
    of: int | None = None
    of_value: Decimal | None = None


def behind(text: str, tokens: list[Token], end: int) -> Counted | None:
    """The noun phrase that begins behind offset ``end``, less light words ("more", "other")."""
    first = token_at(tokens, end)
    if first + 1 < len(tokens) and tokens[first].text in _OPENING and tokens[first].end == tokens[first + 1].start:
        end = tokens[first].end  # at least 40 "urgent matters"
        first += 1
    if first >= len(tokens) or tokens[first].start < end or text[end : tokens[first].start].strip():
        return None
    if tokens[first].start - end > _BLANKS or "\t" in text[end : tokens[first].start]:
        return None  # the next column of a table
    if tokens[first].low in ("x", "×", "off"):
        return None  # "2,400 x 1,080 pixels", "87 off 140 balls"
    return _phrase(text, tokens, first)


def _phrase(text: str, tokens: list[Token], first: int) -> Counted | None:
    light = lexicon.words("numbers", "counting.light")
    start, skipped = first, ""
    while first < len(tokens) and tokens[first].low in light and tokens[first].tag not in ("DT", "IN", "PRP$"):
        if tokens[first].low == "others":
            t = tokens[first]
            return Counted("others", "other", Span(t.start, t.end), t.end, elliptic=True, light="others")
        skipped = tokens[first].low
        first += 1
    if first < len(tokens) and _plural_in_s(tokens, first):
        head = tokens[first]
        return Counted(head.low, head.lemma, Span(head.start, head.end), head.end, light=skipped)
    if (
        first >= len(tokens)
        or tokens[first].tag not in _MODIFIERS | {"RB", "CD", "VBD"}
        or tokens[first].low in guard("time_openers")
    ):
        return _light_only(tokens, first, skipped)
    if _participle(tokens, first):
        head = tokens[_last_plural(tokens, first + 1)]
        return Counted(
            text[tokens[first].start : head.end],
            _head(head),
            Span(head.start, head.end),
            head.end,
            light=skipped,
        )
    if tokens[first].tag == "VBD":
        return _light_only(tokens, first, skipped)
    numbered = start if start == 0 or tokens[start - 1].tag not in ("CD", "JJ") else start - 1
    if (owners := _owners(tokens, first)) is not None:
        head = tokens[owners]
        at = Span(head.start, head.end)
        return Counted(text[tokens[first].start : head.end], _head(head), at, head.end, light=skipped)
    found = noun_phrase(tokens, numbered) or noun_phrase(tokens, first)
    end = found.head if found is not None and tokens[found.head].tag in _NOUNS else _far_plural(tokens, first)
    if end is not None and tokens[end].tag in ("NNP", "NN") and _noun_at(tokens, end + 2):
        end += 2 * (tokens[end + 1].tag == "VBG")  # "four Liberal nominating contests"
    if end is None or end < first:
        return _people_of(tokens, first, skipped) or _light_only(tokens, first, skipped)
    cut = next((i for i in range(first + 1, end) if tokens[i].low in guard("time_openers")), None)
    last = end if cut is None or tokens[cut - 1].tag not in _NOUNS else cut - 1  # "one point last year"
    head = tokens[_plural_head(tokens, start, first, last)]
    alone = head.start == tokens[first].start and head.tag == "NN" and start and tokens[start - 1].tag == "CD"
    if alone and tokens[start - 1].low not in ("one", "1") and head.low in _people_verbs():
        return _light_only(tokens, first, skipped)  # "3 million live there"
    if head.low in lexicon.words("numbers", "counting.not_counted") or "%" in (tokens[first].low, head.low):
        return None
    if (named := _of_a_body(tokens, token_at(tokens, head.start))) is not None:
        head = tokens[named]
    joint = _joint_head(tokens, token_at(tokens, head.start)) if head.tag == "NNP" else None
    if joint is not None:
        head = joint
    elif head.tag == "NNP":  # "three term Governor Vell" counts terms
        common = next((t for t in tokens[first:end] if t.tag in ("NN", "NNS")), None)
        head = common or head
    stop = head.end
    one = head.lemma if head.tag == "VBZ" else _head(head)
    return Counted(text[tokens[first].start : stop], one, Span(head.start, stop), stop, light=skipped)


def _of_a_body(tokens: list[Token], at: int) -> int | None:
    """The plural behind the name of a body: "ten House of Lords MEMBERS"."""
    if at + 3 >= len(tokens) or tokens[at].tag != "NNP" or tokens[at + 1].low != "of":
        return None
    last = at + 2
    while last < min(at + 5, len(tokens) - 1) and tokens[last].text[0].isupper() and tokens[last].tag != "NNS":
        last += 1
    return last if last > at + 2 and tokens[last].tag == "NNS" else None


def _owners(tokens: list[Token], first: int) -> int | None:
    """The plural that owns what follows: "87 million USERS' data"."""
    if not first or tokens[first - 1].tag != "CD" or tokens[first - 1].low in ("one", "1"):
        return None
    for i in range(first, min(first + 4, len(tokens) - 1)):
        if _noun_at(tokens, i) and tokens[i + 1].tag == "POS":
            return i
        if tokens[i].tag not in _MODIFIERS:
            return None
    return None


def _people_of(tokens: list[Token], i: int, skipped: str) -> Counted | None:
    """ "450 Japanese", "the other 12 French": a people whose name is its adjective."""
    t = tokens[i]
    if t.tag != "JJ" or not t.text[0].isupper() or not t.low.endswith(("ese", "ish", "ench", "utch", "iss")):
        return None
    return Counted(t.text, t.low, Span(t.start, t.end), t.end, light=skipped)


def _last_plural(tokens: list[Token], i: int) -> int:
    """The last of plurals that stand together: "three suspected weapons SITES"."""
    while _noun_at(tokens, i + 1):
        i += 1
    return i


def _participle(tokens: list[Token], i: int) -> bool:
    """Whether a past form before a plural describes it: "30 franchised outlets"; not "30 suffered burns"."""
    if tokens[i].tag not in ("VBD", "VBN") or not _noun_at(tokens, i + 1):
        return False
    low = tokens[i].low
    if low in lexicon.words("numbers", "counting.participles"):
        return True
    return i > 1 and low.endswith("ed") and low not in lexicon.words("numbers", "counting.subject_verbs")


def _far_plural(tokens: list[Token], first: int) -> int | None:
    """The plural behind a long run of modifiers: "a dozen heavily armed masked MEN"."""
    for i in range(first, min(first + _LONGEST_RUN, len(tokens))):
        if tokens[i].tag in ("NNS", "NNPS"):
            return i
        if tokens[i].tag not in _MODIFIERS | {"RB"} and not _newly_made(tokens, i):
            return None
    return None


def _newly_made(tokens: list[Token], i: int) -> bool:
    """A past form between an adverb and a plural describes it: "40 newly CREATED posts"."""
    return tokens[i].tag == "VBD" and i > 0 and tokens[i - 1].tag == "RB" and _noun_at(tokens, i + 1)


def _plural_head(tokens: list[Token], start: int, first: int, head: int) -> int:
    """More than one of something is a plural: in "900 seals swim" the head is "seals", whatever the tags say."""
    objects = head + 1 < len(tokens) and tokens[head + 1].tag in ("CD", "DT", "PRP$")
    if objects and head > first and tokens[head].tag == tokens[head - 1].tag == "NNS":
        return head - 1  # "800 inmates holds 2,100"
    if tokens[head].tag not in ("NN", "NNP") or (start and tokens[start - 1].low in ("one", "1")):
        return head
    if tokens[head].low in lexicon.words("numbers", "counting.invariant"):
        return head
    if start and tokens[start - 1].tag in ("DT", "PRP$", "POS"):
        named = tokens[head].tag == "NNP" and _third_person(tokens, head + 1)
        return head + named  # "a third of its sales volume", "six of the Alaska DELEGATES"
    several = start and (tokens[start - 1].tag == "CD" or (start > 1 and tokens[start - 2].tag == "NNS"))
    behind_it = tokens[head + 1] if head + 1 < len(tokens) else None
    if several and behind_it is not None and behind_it.tag == "VBZ" and behind_it.low not in guard("no_plurals"):
        return head + 1  # "stole 30 gold bars", "hundreds of oil wells"
    return next((i for i in range(head - 1, first - 1, -1) if tokens[i].tag in ("NNS", "NNPS")), head)


def _third_person(tokens: list[Token], i: int) -> bool:
    """Whether the word at ``i`` looks like "he stores" and may be a plural, as no object follows."""
    if i >= len(tokens) or tokens[i].tag != "VBZ" or tokens[i].low in guard("no_plurals"):
        return False
    return i + 1 >= len(tokens) or tokens[i + 1].tag in ("IN", "JJ", "CC", "VBN", "VBD", ".", ",")


def _plural_in_s(tokens: list[Token], i: int) -> bool:
    """Whether what looks like "he assists" is a plural: "6.2 ASSISTS"; not "the 300 beats its rivals"."""
    if i == 0 or tokens[i].tag != "VBZ" or tokens[i - 1].tag != "CD" or tokens[i - 1].low in ("one", "1"):
        return False
    behind_it = tokens[i + 1].tag if i + 1 < len(tokens) else "."
    subject = i > 1 and tokens[i - 2].tag in ("DT", "NNP")
    verb = subject and behind_it in ("DT", "PRP", "PRP$", "TO")
    return tokens[i].low not in guard("no_plurals") and not verb


def _people_verbs() -> frozenset[str]:
    return lexicon.words("numbers", "counting.people_verbs")


def _joint_head(tokens: list[Token], at: int) -> Token | None:
    """The plural behind names that are joined before it: "dozens of Vell and Orna VEHICLES"."""
    i = at + 1
    while i + 1 < len(tokens) and tokens[i].low == "," and tokens[i + 1].tag == "NNP" and i < at + _LONGEST_RUN:
        i += 2  # "thousands of Army, Navy and Guard TROOPS"
    if i >= len(tokens) or tokens[i].low not in ("and", "or"):
        return None
    at = i - 1
    while i + 1 < len(tokens) and tokens[i + 1].tag in ("NNP", "POS"):
        i += 1
    plural = i + 1 < len(tokens) and (tokens[i + 1].tag in ("NNS", "NNPS") or _third_person(tokens, i + 1))
    return tokens[i + 1] if i > at + 1 and plural else None


def _one(noun: str) -> str:
    """The singular; one of several people is a person."""
    return "person" if noun == "people" else singular(noun)


def _head(token: Token) -> str:
    """The singular of a head: "RBIs" are counted by the RBI."""
    text = token.text
    return text[:-1].lower() if text[:-1].isupper() and text.endswith("s") and len(text) > 2 else _one(token.low)


def _noun_at(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].tag == "NNS"


def _light_only(tokens: list[Token], first: int, skipped: str) -> Counted | None:
    """ "12 more were hurt": the noun is left out."""
    if not skipped:
        return None
    t = tokens[first - 1]
    return Counted(t.low, t.low, Span(t.start, t.end), t.end, elliptic=True, light=skipped)


def tied(text: str, start: int, tokens: list[Token]) -> Counted | None:
    """The noun that a hyphen ties to the figure: "10-POINT plan"; ``start`` is just behind the hyphen."""
    end = start
    while end < len(text) and (text[end].isalpha() or text[end] in "-'’"):
        end += 1
    word = text[start:end].rstrip("-'’")
    if not word:
        return None
    last = word.rsplit("-", 1)[-1]
    at = start + len(word) - len(last)
    return Counted(word, _one(last.lower()), Span(at, at + len(last)), start + len(word))


def under_of(text: str, tokens: list[Token], end: int) -> Counted | None:
    """ "of its residents", "out of 67 missiles", "of which" behind offset ``end``."""
    i = token_at(tokens, end)
    if i + 1 >= len(tokens) or text[end : tokens[i].start].strip():
        return None
    if tokens[i].low == "out" and i + 2 < len(tokens) and tokens[i + 1].low == "of":
        i += 1
    if tokens[i].low != "of":
        return None
    i += 1
    t = tokens[i]
    if t.low in ("a", "last") and i + 1 < len(tokens) and tokens[i + 1].low in guard("spans"):
        return None  # "the 210 million of a year before"
    pointing = t.low in ("these", "those") and i + 1 < len(tokens) and tokens[i + 1].tag in _NOUNS | {"JJ", "CD"}
    if t.low in ("which", "whom", "them", "these", "those", "us", "you") and not pointing:
        return Counted(t.low, t.low, Span(t.start, t.end), t.end, elliptic=True, light="of")
    if t.low in ("all", "both"):
        i += 1
    while i < len(tokens) and tokens[i].tag in ("DT", "PRP$", "PDT"):
        i += 1
    of = None
    owner = next((k for k in range(i, min(i + 4, len(tokens) - 1)) if tokens[k].tag == "POS"), None)
    if owner is not None and tokens[owner + 1].tag == "CD":
        i = owner + 1  # "nine of the country's 14 biggest lenders"
    elif owner is not None and tokens[owner + 1].low in ("most", "least"):
        i = owner + 2  # "two of the council's most outspoken critics"
    skip = i
    while skip < len(tokens) and tokens[skip].low in guard("before_whole"):
        skip += 1
    if skip < len(tokens) and tokens[skip].tag == "CD":
        i = skip
    if i < len(tokens) and tokens[i].tag == "CD":
        of = tokens[i].start
        while i < len(tokens) and (tokens[i].tag in ("CD", "$") or _hundred_and(tokens, i)):
            i += 1
    found = _owned(text, tokens, i) if i < len(tokens) else None
    if (found is None or found.elliptic) and (persons := _state(tokens, i)):
        return replace(persons, of=of)
    if found is None or found.elliptic:
        possessive = None
        return possessive if of is None else Counted("", "", None, tokens[i - 1].end, elliptic=True, light="of", of=of)
    inner = next((t for t in tokens[i + 1 :] if t.tag == "CD" and found.at and t.end < found.at.start), None)
    if of is None and inner is not None:  # "600 of the hospital's 1,450 staff"
        return replace(found, of=inner.start, light="of", phrase=text[inner.end : found.end].strip())
    return replace(found, of=of, light="of")


def _hundred_and(tokens: list[Token], i: int) -> bool:
    """The "and" within a number in words: "of a hundred AND forty taps"."""
    return tokens[i].low == "and" and i + 1 < len(tokens) and tokens[i - 1].low in _LARGE and tokens[i + 1].tag == "CD"


_LARGE = frozenset({"hundred", "thousand", "million"})


def _owned(text: str, tokens: list[Token], i: int) -> Counted | None:
    """The noun phrase at ``i``, past who owns it: "Orvane's average daily VOLUME"."""
    found = _phrase(text, tokens, i)
    if found is None or found.elliptic:
        return found
    mark = token_at(tokens, found.end)
    if mark + 1 >= len(tokens) or tokens[mark].tag != "POS" or tokens[mark + 1].tag not in _MODIFIERS:
        return found
    thing = _phrase(text, tokens, mark + 1)
    return found if thing is None or thing.elliptic else replace(thing, phrase=text[tokens[i].start : thing.end])


def _state(tokens: list[Token], i: int) -> Counted | None:
    """ "six of the DEAD", "14 of the 60 WOUNDED": persons."""
    if i >= len(tokens) or tokens[i].low not in lexicon.words("numbers", "people_states.after"):
        return None
    t = tokens[i]
    return Counted(t.low, "person", Span(t.start, t.end), t.end, light="of")


def antecedent(tokens: Sequence[Token], before: int) -> Counted | None:
    """The plural noun phrase that ends last before token ``before`` ("missiles, 20 OF WHICH")."""
    for i in range(before - 1, max(before - 25, -1), -1):
        if tokens[i].tag in ("NNS", "NNPS"):
            return Counted(
                tokens[i].text,
                _head(tokens[i]),
                Span(tokens[i].start, tokens[i].end),
                tokens[i].end,
                elliptic=True,
            )
    return None
