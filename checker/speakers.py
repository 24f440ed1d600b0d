"""Who is given the words of an utterance, and what the words of a name, role or body say of who it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

from checker import lexicon, taxonomy
from checker.expressions import expression
from checker.model import Article, Claim, Quotation, Span
from checker.rarity import stem
from checker.record import record
from checker.wording import plain_letters

__all__ = [
    "DOUBTFUL",
    "LEXICON",
    "NEAR",
    "Speaker",
    "circles_of",
    "countries",
    "country_of",
    "fold_words",
    "gender_of",
    "name_words",
    "offices_of",
    "speaker",
    "traits_of",
]

LEXICON = "speakers"
DOUBTFUL = 0.5
"""Up to here, two different speakers may well be one: the text leaves open who is meant."""
NEAR = 90
"""Characters around a name in which words say something of who it is."""
_WORD = expression(r"[^\W_]+(?:['’.-][^\W_]+)*")
_BESIDE = 160
_GUESSED = frozenset(("floating", "paragraph before"))
_DETERMINERS = frozenset(("the", "a", "an", "his", "her", "its", "their", "our", "your"))
_PRINTED = frozenset(("label", "turn", "signed"))
"""The text itself sets the name beside the words, and needs no verb."""
_ANNOUNCED = frozenset(("announced", "introduced"))
"""The sentence before the words names who says them, without a verb of saying."""


@record
class Speaker:
    """Who is given the words. ``words`` are the folded words of the name; ``sure`` how firmly the text says so.

    ``article``/``at``: where a pronoun (or nothing at all) stands for the name, so that somebody else may be meant.
    """

    name: str | None
    kind: str
    words: tuple[str, ...]
    sure: float
    article: str = ""
    at: int = -1
    gender: str | None = None

    @property
    def shown(self) -> str:
        return self.name or "an unnamed speaker"


def speaker(claims: Iterable[Claim], article: Article | None = None) -> Speaker:
    """The speaker of an utterance: that of the piece whose attribution is firmest.

    A description is replaced by the name that it stands for; ``article`` tells whether that name stands beside it.
    """
    best: Speaker | None = None
    claims = tuple(claims)
    for claim in claims:
        value = claim.value
        if isinstance(value, Quotation):
            one = _one(value, claim, article)
            if best is None or (one.name is not None and one.sure > best.sure) or best.name is None:
                best = one
    if best is None:
        return Speaker(None, "unknown", (), 0.0)
    if best.at >= 0 and any(best.words[-1:] and best.words[-1] in fold_words(c.mention.text) for c in claims):
        return replace(best, sure=min(best.sure, DOUBTFUL))  # people seldom speak of themselves by name
    return best


def _one(value: Quotation, claim: Claim, article: Article | None) -> Speaker:
    name = value.named or value.speaker or value.mention
    words = name_words(name) if name else ()
    if not name or not words or (len(words) == 1 and words[0] in lexicon.words(LEXICON, "pronouns")):
        return Speaker(None, "unknown", (), 0.0)
    kind = "person" if value.named and value.speaker_kind != "organisation" else value.speaker_kind
    if (kind in ("person", "unknown", "role") and _is_role(name)) or (not value.named and _described(value.mention)):
        kind, words = "role", tuple(w for w in fold_words(name) if w not in ("the", "a", "an"))
    elif kind == "role" and name[:1].islower():
        words = tuple(w for w in fold_words(name) if w not in _DETERMINERS)  # "mayor of Velm"
    if not words:
        return Speaker(None, "unknown", (), 0.0)
    sure = _sureness(value, claim)
    if value.named and not _beside(value, article):
        sure = min(sure, 0.8)
    at = -1
    printed = claim.mention.pattern in _PRINTED
    if value.mention_span is not None and not printed and _far(value.mention_span, claim.mention.span, article):
        sure, at = min(sure, 0.6), claim.mention.span.end + NEAR
    elif sure < 1 and not _says_who(value, claim, kind):
        at = (value.mention_span or claim.mention.span).start
    return Speaker(name, kind, words, sure, claim.article, at, gender_of(value.mention))


def _says_who(value: Quotation, claim: Claim, kind: str) -> bool:
    """Whether the words that name the speaker are a name or an office, which stand for no other than their bearer."""
    if claim.mention.pattern in _ANNOUNCED and kind == "person" and gender_of(value.mention) not in ("he", "she"):
        return True
    head = fold_words((value.mention or "").split(" of ")[0])[-1:]
    office = bool(head) and (head[0] in lexicon.words(LEXICON, "titles") or bool(circles_of([stem(head[0])])))
    return bool(value.named) and office


def _far(mention: Span, quote: Span, article: Article | None) -> bool:
    """Whether the words that name the speaker stand apart from the quotation, or in another paragraph."""
    start, end = min(mention.end, quote.end), max(mention.start, quote.start)
    return end - start > _BESIDE or (article is not None and "\n" in article.text[start:end])


def _is_role(name: str) -> bool:
    """Whether every word is one of office: "the prime minister"."""
    offices, titles = offices_of(), lexicon.words(LEXICON, "titles")
    return all(w in titles or stem(w) in offices or w in ("the", "a", "an") for w in fold_words(name))


def _described(mention: str | None) -> bool:
    """ "The Athlete", "the Club Secretary": what somebody is, with a capital as official papers have it, not a name."""
    words = fold_words(mention or "")
    if len(words) < 2 or words[0] not in _DETERMINERS:
        return False
    last = words[-1]
    return (
        last in lexicon.words(LEXICON, "titles")
        or stem(last) in offices_of()
        or taxonomy.of_persons(taxonomy.classes_of([last]))
    )


def gender_of(mention: str | None) -> str | None:
    """he or she, where a pronoun or a word such as spokeswoman says so."""
    for word in fold_words(mention or ""):
        if word in ("he", "she"):
            return word
        if word in ("mr", "sir", "lord", "mrs", "ms", "miss", "lady"):
            return "he" if word in ("mr", "sir", "lord") else "she"
        if word.endswith("woman"):
            return "she"
    return None


def _beside(value: Quotation, article: Article | None) -> bool:
    """Whether the name stands right behind the description: "said the harbour master, Imre Falk"."""
    if article is None or value.mention_span is None or not value.named:
        return False
    end = value.mention_span.end
    return value.named.split()[-1] in article.text[end : end + NEAR]


def _sureness(value: Quotation, claim: Claim) -> float:
    """1.0 for "X said" beside the words, less for a pronoun, little where nothing ties speaker and words."""
    mention = fold_words(value.mention or "")
    if claim.mention.pattern in _GUESSED:
        return DOUBTFUL
    if claim.mention.pattern in _PRINTED:
        return DOUBTFUL if mention and mention[-1] in lexicon.words("quotes", "labels.staff") else 1.0
    if claim.mention.pattern in _ANNOUNCED:
        return 0.85 if mention[-1:] and mention[-1] not in lexicon.words(LEXICON, "pronouns") else 0.7
    if value.cue is None:
        return 0.4 if value.mention_span is None or not claim.sentence.overlaps(value.mention_span) else 0.6
    if mention and mention[-1] in lexicon.words(LEXICON, "pronouns"):
        return 0.8
    return 1.0


@lru_cache(maxsize=8192)
def fold_words(text: str) -> tuple[str, ...]:
    """Lower-case words without accents, possessive endings and dots."""
    out = []
    for m in _WORD.finditer(plain_letters(text)):
        word = m.group().lower().replace("’", "'")
        word = word[:-2] if word.endswith("'s") else word
        out.append(word.replace(".", "") if len(word) > 2 else word)
    return tuple(out)


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name without titles, suffixes and a role in front; all its words where nothing else is left."""
    named = name.split()
    while len(named) > 1 and named[0][:1].islower() and any(w[:1].isupper() for w in named[1:]):
        named.pop(0)
    words = fold_words(" ".join(named))
    titles, suffixes = lexicon.words(LEXICON, "titles"), lexicon.words(LEXICON, "suffixes")
    kept = [w for w in words if w not in suffixes]
    while len(kept) > 1 and kept[0] in titles:
        kept.pop(0)
    return tuple(kept)


@cache
def country_of() -> dict[str, str]:
    out = {}
    for country, listed in lexicon.nested(LEXICON, "countries").items():
        out[country] = country
        out.update({word.replace(".", ""): country for word in listed})
    return out


@cache
def offices_of() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for office, listed in lexicon.nested(LEXICON, "offices").items():
        for word in listed:
            out[stem(word)].add(f"office:{office}")
    return {word: frozenset(offices) for word, offices in out.items()}


def countries(words: Iterable[str]) -> frozenset[str]:
    return frozenset(c for c in (country_of().get(w) for w in words) if c)


@cache
def _circle_of() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for circle, listed in lexicon.nested(LEXICON, "circles").items():
        for word in listed:
            out[stem(word)].add(circle)
    return {word: frozenset(circles) for word, circles in out.items()}


def circles_of(traits: Iterable[str]) -> frozenset[str]:
    """The circles that the words of somebody's roles (as stems) put them in; empty where they tell none."""
    known = _circle_of()
    return frozenset(circle for trait in traits for circle in known.get(trait, ()))


@lru_cache(maxsize=8192)
def traits_of(words: tuple[str, ...]) -> frozenset[str]:
    """What the words of a role or organisation say of who it is: stems, countries and kinds of office."""
    noise = lexicon.words(LEXICON, "role_noise")
    out: set[str] = set(countries(words))
    for word in words:
        if word not in noise:
            root = stem(word)
            out.add(root)
            out |= offices_of().get(root, frozenset())
    return frozenset(out)
