"""A sentence as attribution reads it: words outside quotation marks, every quoted stretch one token.

``Frame.cues()`` lists the cues of a frame (verbs of saying, "according to") with the words of their subject.
"""

from __future__ import annotations

from functools import cached_property

from checker import lexicon
from checker.extraction.quote_lexicon import cue_forms, cue_words, grammar, noun_cues, source_phrases
from checker.extraction.quote_marks import Stretch
from checker.extraction.quote_phrases import FINITE, NOMINAL, Phrases, Word
from checker.grammar import Page
from checker.model import Span
from checker.record import record

__all__ = ["Cue", "Frame", "Word", "frames"]

_HAVE = frozenset(("has", "have", "had", "having", "'ve", "'s", "'d"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "am", "'s", "'re", "'m", "gets", "got"))
_NAMED = frozenset(("called", "dubbed", "named", "termed", "titled", "entitled", "labeled", "labelled", "branded"))
_PERSONS = frozenset(("another", "everyone", "everybody", "someone", "somebody", "nobody", "one", "neither", "others"))
_LEADS = frozenset(("the", "a", "an", "one", "his", "her"))
_QUOTERS = frozenset(("quote", "cite"))
_SO = frozenset(("so", "thus"))
_SELVES = frozenset(("himself", "herself", "itself", "themselves"))
_PASTS = frozenset(("VBD", "VBN", "VBZ"))
_CLOSES = frozenset((".", ",", ";", ":", "—", "–", "(", "-", "and"))
_SENTENCE = 4
"""Quoted words from which they are speech, whatever verb stands behind them."""
_DASHES = (",", "—", "–", "--", "-")


@record
class Cue:
    """A cue at token ``at`` (of ``width`` tokens), with the span of its subject.

    ``form``: before (subject, verb), inverted (verb, subject), source ("according to"), participle, noun
    ("the mayor's claim"), passive ("called ... by the mayor").
    ``strong``: a verb of saying, which takes quoted words directly; ``bare``: an infinitive.
    """

    at: int
    width: int
    text: str
    base: str
    subject: Span
    first: int
    last: int
    form: str
    strong: bool
    bare: bool = False


def frames(page: Page, sentences: list[int], found: list[tuple[int, Stretch]]) -> list[Frame]:
    """The frames of one paragraph: its sentences, joined where a boundary falls inside a quoted stretch."""
    out: list[Frame] = []
    i, k = 0, 0
    while k < len(sentences):
        first = k
        span = page.sentences[sentences[k]].span
        end = span.end
        k += 1
        inside: list[tuple[int, Stretch]] = []
        while i < len(found) and found[i][1].outer_start < end:
            inside.append(found[i])
            reach = found[i][1].outer_end
            i += 1
            while k < len(sentences) and page.sentences[sentences[k]].span.start < reach:
                end = page.sentences[sentences[k]].span.end
                k += 1
            end = max(end, reach)
        out.append(Frame(page, sentences[first:k], Span(span.start, end), inside))
    return out


def _given_names(words: list[Word]) -> list[Word]:
    """The words, with given names that look like prepositions ("Per Varn") as names: capitals, which no list has."""
    for k, w in enumerate(words[:-1]):
        if w.low in lexicon.words("names", "given.closed") and w.capital and words[k + 1].capital:
            words[k] = w._replace(low=w.text, tag="NNP")
    return words


class Frame(Phrases):
    """One sentence outside quotation marks. ``words`` are its tokens, ``where`` maps stretch number to token."""

    def __init__(self, page: Page, sentences: list[int], span: Span, inside: list[tuple[int, Stretch]]) -> None:
        self.page, self.sentences, self.span, self.inside = page, sentences, span, inside
        self.text = page.text
        self.where: dict[int, int] = {}

    @cached_property
    def words(self) -> list[Word]:
        out: list[Word] = []
        if not self.inside:
            for sentence in self.sentences:
                out += [Word(t.start, t.end, t.text, t.low, t.tag) for t in self.page.tokens(sentence)]
            return _given_names(out)
        left, count = 0, len(self.inside)
        begin, reach = self.inside[0][1].outer_start, self.inside[0][1].outer_end
        for sentence in self.sentences:
            for t in self.page.tokens(sentence):
                while t.start >= reach and left < count:
                    self._put(left, out)
                    left += 1
                    if left < count:
                        begin, reach = self.inside[left][1].outer_start, self.inside[left][1].outer_end
                if left == count or t.end <= begin:
                    out.append(Word(t.start, t.end, t.text, t.low, t.tag))
        while left < count:
            self._put(left, out)
            left += 1
        return _given_names(out)

    def _put(self, index: int, out: list[Word]) -> None:
        number, s = self.inside[index]
        self.where[number] = len(out)
        out.append(Word(s.outer_start, s.outer_end, "", "", "", number))

    @cached_property
    def cues(self) -> list[Cue]:
        """The cues of the frame that have a subject, in order."""
        gate = cue_words()
        out: list[Cue] = []
        for i, w in enumerate(self.words):
            found = self._cue_at(i, w, out) if w.low in gate else None
            if found is None and self.inside:
                found = self._unlisted(i, w) or self._unlisted_behind(i, w)
            if found is not None:
                out.append(found)
        return out

    def _cue_at(self, i: int, w: Word, earlier: list[Cue]) -> Cue | None:
        """The cue that token ``i`` makes: a verb with its particle, a noun with its possessor, a verb, a source."""
        say, think, report = cue_forms("say"), cue_forms("think"), cue_forms("report")
        low, particles = w.low, lexicon.nested("quotes", "particles")
        if i and low in particles and self.words[i - 1].low in particles[low]:
            return self._verb_cue(i - 1, "say", True, earlier)
        if i and w.noun and low in noun_cues() and self.words[i - 1].tag in ("POS", "PRP$"):
            return self._noun_cue(i, low)
        base = say.get(low) or think.get(low) or report.get(low)
        quoted = earlier[-1] if earlier and earlier[-1].base in _QUOTERS else None
        if quoted is not None and quoted.last == i - 2 and self.words[i - 1].low == "as":
            return None
        if base in _QUOTERS:
            found = self._quoted_person(i)
            if found is not None:
                return self._cue(i, base, found, "before", True)
        if base is not None:
            strong = low in say or (low in think and (self._after_quote(i) or self._clause_behind_quote(i)))
            return self._verb_cue(i, base, strong, earlier)
        return self._source_cue(i) if low in source_phrases() and i + 1 < len(self.words) else None

    def _quoted_person(self, i: int) -> tuple[int, int] | None:
        """ "The release quotes Ilse Varn: ...", "the Velm Post quoted her as saying": the words are the object's."""
        words = self.words
        found = self.phrase_from(i + 1) if i + 1 < len(words) and words[i].tag in FINITE else None
        if found is None or not (words[found[1]].tag == "NNP" and words[found[1]].capital):
            return None
        behind = [w.low for w in words[found[1] + 1 : found[1] + 4]]
        says = behind[:2] in (["as", "saying"], ["as", "telling"]) or behind[:3] == ["with", "the", "words"]
        return found if says or behind[:1] == [":"] else None

    def _unlisted(self, i: int, w: Word) -> Cue | None:
        """'"...," stormed Ms Varn.': right behind speech that ends open, any verb with a person behind it says it."""
        words = self.words
        if w.low not in _SO and (w.tag not in _PASTS or w.low in grammar("auxiliaries") | grammar("prepositions")):
            return None
        j = i - 2 if i and words[i - 1].low in _SO else i - 1
        comma = j >= 0 and words[j].low in (",", "—", "–", ":")
        j -= comma
        if j < 0 or words[j].stretch < 0 or not (comma or self._open(words[j])):
            return None
        found = self.phrase_from(i + 2 if words[i + 1 : i + 2] and words[i + 1].low in _SELVES else i + 1)
        if found is None:
            return None
        found = self._sender(found)
        last = words[found[1]]
        if not (words[found[0]].capital or words[found[0]].low in _LEADS or (last.capital and last.tag == "NNP")):
            return None
        speaks = last.tag in ("NNP", "NNPS") or any(
            words[k].low in lexicon.words("quotes", "roles.person") for k in range(found[0], found[1] + 1)
        )
        behind = words[found[1] + 1].low if found[1] + 1 < len(words) else "."
        goes_on = frozenset() if w.low in cue_words() else grammar("prepositions") | grammar("adverbs")
        if not speaks or w.low in _BE or behind not in _CLOSES | goes_on | {"who", "whose"}:
            return None  # "“Salt,” thanked Varn for": a verb with a use of its own
        return self._cue(i, w.low, found, "inverted", True)

    def _sender(self, found: tuple[int, int]) -> tuple[int, int]:
        """ "The answer from Ilse Varn": who sends it."""
        words = self.words
        at = next((k for k in range(found[0] + 1, found[1]) if words[k].low in ("from", "of")), None)
        if at is None or words[at - 1].low not in noun_cues():
            return found
        return self.phrase_from(at + 1) or found

    def _unlisted_behind(self, i: int, w: Word) -> Cue | None:
        """'"...," Ms Varn stormed.': the same with the person in front of the verb, which ends the clause."""
        words = self.words
        if w.tag not in ("VBD", "VBZ") or w.low in grammar("auxiliaries") | _BE:
            return None
        behind = words[i + 1].low if i + 1 < len(words) else "."
        goes_on = frozenset() if w.low in cue_words() else grammar("prepositions") | grammar("adverbs")
        found = self.phrase_to(i - 1) if behind in _CLOSES | goes_on else None
        quoted = words[found[0] - 1] if found is not None and found[0] else None
        if found is None or quoted is None or quoted.stretch < 0 or not self._open(quoted):
            return None
        if self.text.count(" ", quoted.start, quoted.end) < _SENTENCE - 1:
            return None  # "“Salt,” Varn bought"
        last = words[found[1]]
        person = last.low in lexicon.words("quotes", "roles.person")
        return self._cue(i, w.low, found, "before", True) if person or last.tag == "NNP" else None

    def _open(self, quoted: Word) -> bool:
        """Whether a quotation ends in a mark behind which a cue clause follows."""
        return self.text[quoted.end - 2 : quoted.end - 1] in (",", "?", "!", "—", "–", "…")

    @cached_property
    def cue_places(self) -> list[int]:
        """The token of each cue, ascending."""
        return [cue.at for cue in self.cues]

    @cached_property
    def only_quotes(self) -> bool:
        """Whether the sentence holds nothing but quoted stretches."""
        return all(w.stretch >= 0 or not w.low[:1].isalnum() for w in self.words)

    @cached_property
    def credited(self) -> Span | None:
        """The outlet that the sentence credits ("..., he said, according to the Velm Post")."""
        for cue in self.cues:
            if cue.form == "source":
                words = {self.words[k].low for k in range(cue.first, cue.last + 1)}
                if words & lexicon.words("quotes", "roles.outlet"):
                    return cue.subject
        return None

    # -- verbs ---------------------------------------------------------------------------------------------

    def _verb_cue(self, i: int, base: str, strong: bool, earlier: list[Cue]) -> Cue | None:
        w = self.words[i]
        after_quote = self._after_quote(i) or self._perfect(i)
        if not w.tag.startswith("VB") and not (
            strong and (after_quote or self._announces(i) or self._clause_behind_quote(i))
        ):
            return None
        form, found = "before", None
        if strong and ((after_quote and w.tag != "VBG") or self._inverted_tail(i)):
            found = self.phrase_from(i + 1)
            form = "inverted"
        if found is None:
            ing = w.tag == "VBG" or w.low.endswith("ing")
            form = "participle" if ing and not self._helped(i) else "before"
            passive = w.tag in ("VBN", "VBD") and self._passive(i)
            if passive and [x.low for x in self.words[i + 1 : i + 3]] == ["as", "saying"]:
                passive, strong = False, True  # "the mayor was quoted as saying"
            found = self._agent(i) if passive else self._subject_before(i, earlier)
            if passive and found is None:
                return None
            form = "passive" if passive else form
        if found is None and strong and base not in ("tell", "ask", "show", "call"):
            found = self.phrase_from(i + 1)
            form = "inverted"
            if found is not None and not self._plausible_inversion(i, found):
                found = None
        if found is None:
            return None
        return self._cue(i, base, found, form, strong)

    def _perfect(self, i: int) -> bool:
        """ '"...," has said Ilse Varn': the helper in front of the verb, the speaker behind it."""
        words = self.words
        behind = words[i + 1] if i + 1 < len(words) else None
        led = behind is not None and (behind.capital or behind.low in _LEADS)
        if not led or i < 2 or words[i - 1].low not in _HAVE or words[i].tag not in _PASTS:
            return False
        comma = words[i - 2].low in _DASHES
        j = i - 3 if comma else i - 2
        return j >= 0 and words[j].stretch >= 0 and (comma or self._open(words[j]))

    def _inverted_tail(self, i: int) -> bool:
        """Whether ", said Osk Marren, the mayor." ends a sentence that has its own subject and verb."""
        words = self.words
        if i < 4 or words[i - 1].low != "," or words[i].tag not in ("VBD", "VBZ"):
            return False
        found = self.phrase_from(i + 1)
        if found is None or not (words[i + 1].capital and words[found[1]].noun):
            return False
        opening = next((k for k in range(i - 2, -1, -1) if words[k].low in (",", ";")), -1)
        clause = words[opening + 1 : i - 1]
        if clause and clause[0].low in ("who", "which", "whose", "where", "when"):
            return False
        whole = any(w.tag in FINITE or w.stretch >= 0 for w in clause)
        return whole and self._plausible_inversion(i, found)

    def _cue(self, i: int, base: str, found: tuple[int, int], form: str, strong: bool) -> Cue:
        first, last = found
        subject = Span(self.words[first].start, self.words[last].end)
        bare = i > 0 and self.words[i - 1].tag == "TO"
        return Cue(i, 1, self.words[i].text, base, subject, first, last, form, strong, bare)

    def _noun_cue(self, i: int, base: str) -> Cue | None:
        """ "the mayor's claim that ...", "his promise to ...": the possessor speaks."""
        j = i - 1
        following = self.words[i + 1] if i + 1 < len(self.words) else None
        worded = base in ("word", "words") and following is not None and following.low == ","
        led = following is not None and following.tag in FINITE and self._colon_behind(i)
        if following is None or not (
            worded or led or following.stretch >= 0 or following.low in ("that", "of", "as", ":", "was", "is", "to")
        ):
            return None
        if following.stretch >= 0 and self._predicate(following):
            return None
        if self.words[j].tag == "PRP$":
            return self._cue(i, base, (j, j), "noun", False) if self.words[j].low != "its" else None
        found = self.phrase_to(j - 1)
        return self._cue(i, base, found, "noun", False) if found else None

    def _colon_behind(self, i: int) -> bool:
        """ "Her answer came quickly: "...": a colon stands right in front of the next quotation, and no name before."""
        words = self.words
        quoted = next((k for k in range(i + 1, min(i + 12, len(words))) if words[k].stretch >= 0), 0)
        between = words[i + 1 : quoted]
        return bool(between) and between[-1].low == ":" and not any(w.tag in ("NNP", "NNPS", "PRP") for w in between)

    def _predicate(self, quoted: Word) -> bool:
        """Whether quoted words begin with the verb of the noun in front: 'his comments "are an insult"'."""
        first = self.text[quoted.start : quoted.end].strip("\"“”„«»‘’'").split(" ", 1)[0].lower()
        return first in grammar("auxiliaries") - {"to"}

    def _helped(self, i: int) -> bool:
        j = i - 1
        while j >= 0 and self._adverb(j):
            j -= 1
        return j >= 0 and self.words[j].low in grammar("auxiliaries")

    def _passive(self, i: int) -> bool:
        """Whether a past participle is passive: after a form of "be", or without any helper."""
        j = i - 1
        while j >= 0 and (self._adverb(j) or self.words[j].low in ("not", "n't")):
            j -= 1
        if j >= 0 and self.words[i].tag == "VBN" and self._takes_object(j, i):
            return False
        if j >= 0 and self.words[j].low == "," and self.words[i].low in _NAMED and self._agent(i) is not None:
            return True
        if j < 0 or self.words[i].tag == "VBD":
            return j >= 0 and self.words[i].tag == "VBD" and self.words[j].low in _BE and self.words[j].low not in _HAVE
        if self.words[j].low in _PERSONS and self.words[i].low in cue_forms("say"):
            return False
        return self.words[j].low not in _HAVE - {"'s"} and self.words[j].tag not in ("PRP", "NNP", "NNPS")

    def _takes_object(self, j: int, i: int) -> bool:
        """Whether a form in -ed behind a comma, a bracket or "and" has its object behind it: a finite verb."""
        behind = self.words[i + 1] if i + 1 < len(self.words) else None
        if behind is None or self.words[j].low not in (",", ")", "and", "but"):
            return False
        if self.words[i].low in _NAMED or self._agent(i) is not None:
            return False
        return behind.tag in ("DT", "PRP", "PRP$", "NNP", "NNPS") or behind.low in ("that", "on", "for")

    def _agent(self, i: int) -> tuple[int, int] | None:
        """The noun phrase behind "by" that a passive verb names as its agent."""
        for j in range(i + 1, min(i + 8, len(self.words))):
            if self.words[j].low == "by":
                return self.phrase_from(j + 1)
            if self.words[j].low in (".", ";", "that"):
                break
        for j in range(i + 1, min(i + 16, len(self.words))):
            if self.words[j].low == "by" and self.words[j - 1].stretch >= 0:
                return self.phrase_from(j + 1)
        return None

    def _after_quote(self, i: int) -> bool:
        """Whether a quoted stretch stands right before token ``i`` (a comma or dash between them at most)."""
        j = i - 1
        while j >= 0 and (self.words[j].low in _DASHES or self._adverb(j)):
            j -= 1
        return j >= 0 and self.words[j].stretch >= 0

    def _clause_behind_quote(self, i: int) -> bool:
        """'"..." Marren notes.': only a noun phrase between a quotation and the word, and only an end behind it."""
        words = self.words
        behind = words[i + 1] if i + 1 < len(words) else None
        if behind is not None and behind.stretch < 0 and behind.tag not in (",", ".", ":", "IN", "RB", "TO"):
            return False
        j = i - 1
        while j > i - 10 and j >= 0 and words[j].stretch < 0 and (words[j].tag in NOMINAL or words[j].tag == "PRP"):
            j -= 1
        if j >= 0 and words[j].low in _DASHES:
            j -= 1
        return 0 <= j < i - 1 and words[j].stretch >= 0

    def _announces(self, i: int) -> bool:
        """'The Velm Times reports: "..."', 'with one writing, "..."': verbs that look like nouns."""
        words = self.words
        if i and words[i].low.endswith("ing") and words[i - 1].low in _PERSONS:
            return True
        named = i > 0 and (words[i - 1].tag in ("NNP", "NNPS") or words[i - 1].low == ",")
        return named and words[i].low.endswith("s") and i + 1 < len(words) and words[i + 1].low == ":"

    def _plausible_inversion(self, i: int, found: tuple[int, int]) -> bool:
        """ "Said Smith: ..." and ", said Smith" only; never "he wanted, wrote letters"."""
        words = self.words
        first = words[found[0]]
        if not (first.capital or first.low in _LEADS):
            return False
        if i == 0 or words[i - 1].low in (",", "—", "–", "--", ":", ";"):
            return (
                found[1] + 1 >= len(words)
                or words[found[1] + 1].low in (".", ",", ":", "—")
                or (words[found[1] + 1].stretch >= 0)
            )
        return False

    # -- subjects ------------------------------------------------------------------------------------------

    def _subject_before(self, i: int, earlier: list[Cue]) -> tuple[int, int] | None:
        words = self.words
        j = i - 1
        helped = False
        while j >= 0 and (words[j].low in grammar("auxiliaries") or self._adverb(j) or words[j].low == "not"):
            helped = helped or words[j].low in grammar("auxiliaries")
            j -= 1
        if (words[i].tag == "VBG" or words[i].low.endswith("ing")) and not helped:
            return self._participle_subject(i, earlier)
        if i and words[i - 1].tag == "TO":
            return self.clause_subject(i)
        if j < 0:
            return None
        w = words[j]
        if w.low in ("and", "but", "then", "or", "by", "on"):
            return self.clause_subject(j)
        if w.low in (",", "—", "–", ")", "--"):
            if w.low == "," and j > 0 and words[j - 1].low in ("and", "but"):
                j -= 1
            return self._before_apposition(j) or self.clause_subject(j)
        if w.low in ("that", "which"):
            return self.phrase_to(j - 2 if j > 0 and words[j - 1].low == "," else j - 1)
        found = self.phrase_to(j)
        if found is None and (w.tag.startswith("VB") or w.tag in ("TO", "RP", "IN", "JJ")):
            return self.clause_subject(j)
        return found

    def _participle_subject(self, i: int, earlier: list[Cue]) -> tuple[int, int] | None:
        """ "with Osk Marren saying", "a clip of Marren saying"; else the subject of the clause it hangs on."""
        words = self.words
        j = i - 1
        while j >= 0 and self._adverb(j):
            j -= 1
        if j < 0:
            return self._main_subject(i)
        if words[j].tag in ("NNP", "NNPS"):
            found = self.phrase_to(j)
            if found is not None and found[0] > 0 and words[found[0] - 1].low in ("with", "of", "by"):
                return found
        if words[j].low in _PERSONS and j and words[j - 1].low in ("with", "and"):
            return (j, j)
        if words[j].noun:
            k = next((k for k in range(j, max(j - 12, -1), -1) if words[k].low == "with" or words[k].tag == ","), -1)
            if k >= 0 and words[k].low == "with" and not any(w.tag in FINITE for w in words[k:j]):
                return (k + 1, j)
        said = next((c for c in reversed(earlier) if c.strong and c.form in ("before", "inverted")), None)
        if said is not None and words[j].low == "," and max(said.at, said.last) == j - 1:
            return (said.first, said.last)
        return self.clause_subject(i)

    def _main_subject(self, i: int) -> tuple[int, int] | None:
        """The subject behind a participle that opens the sentence: "Deploring the "old lies," Marren left"."""
        words = self.words
        for k in range(i + 1, min(i + 30, len(words) - 1)):
            w = words[k]
            ends = w.low == "," or (w.stretch >= 0 and self.text[w.end - 2 : w.end - 1] == ",")
            if ends and words[k + 1].stretch < 0:
                found = self.phrase_from(k + 1)
                if found is not None and self.governs(found, min(found[1] + 8, len(words))):
                    return found
        return None

    # -- sources -------------------------------------------------------------------------------------------

    def _source_cue(self, i: int) -> Cue | None:
        for phrase in source_phrases()[self.words[i].low]:
            n = len(phrase)
            if tuple(w.low for w in self.words[i : i + n]) != phrase:
                continue
            found = self.phrase_from(i + n)
            if found is None:
                continue
            first, last = found
            if n == 1 and not self.words[first].capital:
                continue
            text = " ".join(w.text for w in self.words[i : i + n])
            subject = Span(self.words[first].start, self.words[last].end)
            return Cue(i, n, text, text.lower(), subject, first, last, "source", True)
        return None
