"""A sentence as attribution reads it: words outside quotation marks, every quoted stretch one token.

``Frame.cues()`` lists the cues of a frame (verbs of saying, "according to") with the words of their subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from checker.extraction.quote_lexicon import cue_forms, grammar, source_phrases
from checker.extraction.quote_marks import Stretch
from checker.grammar import Page
from checker.model import Span

__all__ = ["Cue", "Frame", "Word", "frames"]

_WORD = re.compile(
    r"(?:[A-Z]\.)+[A-Z]?(?![a-z])|[^\W_]+(?:[-’'.&@][^\W_]+)*(?:[’']s?(?!\w))?|[—–]|--+|[^\w\s]"
)
_ABBREVIATED = re.compile(r"(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Prof|Rev|Jr|Sr|St|Maj|Adm|Hon|Cmdr|Atty|Pres)$")
_NP_LIMIT = 28


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a frame; ``stretch`` is the number of the quoted stretch it stands for, or -1."""

    start: int
    end: int
    text: str
    low: str
    stretch: int = -1

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at token ``at`` (of ``width`` tokens), with the span of its subject.

    ``form``: before (subject, verb), inverted (verb, subject), source ("according to"), participle.
    ``strong``: a verb that takes quoted words directly.
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


def frames(page: Page, paragraph: int, sentences: list[Span], found: list[tuple[int, Stretch]]) -> list[Frame]:
    """The frames of one paragraph: its sentences, joined where a boundary falls inside a quoted stretch."""
    out: list[Frame] = []
    i, n = 0, len(found)
    k = 0
    while k < len(sentences):
        start, end = sentences[k].start, sentences[k].end
        k += 1
        inside: list[tuple[int, Stretch]] = []
        while i < n and found[i][1].outer_start < end:
            inside.append(found[i])
            reach = found[i][1].outer_end
            i += 1
            while k < len(sentences) and sentences[k].start < reach:
                end = sentences[k].end
                k += 1
            end = max(end, reach)
        out.append(Frame(page.text, Span(start, end), inside))
    return out


class Frame:
    """One sentence outside quotation marks. ``words`` are its tokens, ``where`` maps stretch number to token."""

    def __init__(self, text: str, span: Span, inside: list[tuple[int, Stretch]]) -> None:
        self.text, self.span, self.inside = text, span, inside
        self.where: dict[int, int] = {}

    @cached_property
    def words(self) -> list[Word]:
        out: list[Word] = []
        at = self.span.start
        for number, s in self.inside:
            self._scan(at, s.outer_start, out)
            self.where[number] = len(out)
            out.append(Word(s.outer_start, s.outer_end, "", "", number))
            at = s.outer_end
        self._scan(at, self.span.end, out)
        return out

    def _scan(self, start: int, end: int, out: list[Word]) -> None:
        text = self.text
        for m in _WORD.finditer(text, start, end):
            w = m.group()
            if w == "." and out and out[-1].end == m.start() and _ABBREVIATED.match(out[-1].text):
                continue
            out.append(Word(m.start(), m.end(), w, w.lower().replace("’", "'")))

    @cached_property
    def cues(self) -> list[Cue]:
        """The cues of the frame that have a subject, in order."""
        words = self.words
        say, report, sources = cue_forms("say"), cue_forms("report"), source_phrases()
        out: list[Cue] = []
        for i, w in enumerate(words):
            low = w.low
            if low in say or low in report:
                found = self._verb_cue(i, say.get(low) or report[low], low in say, out)
                if found:
                    out.append(found)
            elif low in sources and i + 1 < len(words):
                found = self._source_cue(i)
                if found:
                    out.append(found)
        return out

    # -- verbs ---------------------------------------------------------------------------------------------

    def _verb_cue(self, i: int, base: str, strong: bool, earlier: list[Cue]) -> Cue | None:
        w = self.words[i]
        if self._is_noun(i) or (w.capital and i > 0 and self.words[i - 1].capital):
            return None
        form, found = "before", None
        after_quote = self._after_quote(i)
        if strong and after_quote:
            found = self.phrase_from(i + 1)
            form = "inverted"
        if found is None:
            form = "before"
            found = self._subject_before(i, earlier)
            if w.low.endswith("ing") and found is not None and not self._helped(i):
                form = "participle"
        if found is None and strong and base not in ("tell", "ask", "show", "call"):
            found = self.phrase_from(i + 1)
            form = "inverted"
            if found is not None and not self._plausible_inversion(i, found):
                found = None
        if found is None:
            return None
        first, last = found
        subject = Span(self.words[first].start, self.words[last].end)
        return Cue(i, 1, w.text, base, subject, first, last, form, strong)

    def _is_noun(self, i: int) -> bool:
        """A form that is a noun or an adjective here: "the report", "his claims", "an alleged plan"."""
        words = self.words
        low = words[i].low
        if i == 0:
            return False
        prev = words[i - 1].low
        following = words[i + 1].low if i + 1 < len(words) else ""
        if prev in ("'s", "’s") or prev.endswith(("'s", "s'")):
            return not low.endswith("ing")
        if prev in grammar("determiners") and prev not in ("all", "both", "each", "most", "some", "many", "several"):
            return not (prev in ("this", "that", "these", "those") and low.endswith(("ed", "s")))
        if prev in grammar("prepositions") and prev not in ("to", "after", "before", "by", "in", "about", "as", "than", "for", "of", "from", "without", "since", "while", "like", "on"):
            return True
        if prev in grammar("prepositions") and prev != "to":
            return not low.endswith("ing")
        if following == "of" and low.endswith("s") and prev not in grammar("subject_pronouns"):
            return words[i - 1].stretch < 0 and not words[i - 1].capital
        return False

    def _helped(self, i: int) -> bool:
        return i > 0 and self.words[i - 1].low in grammar("auxiliaries") or (
            i > 1 and self._adverb(i - 1) and self.words[i - 2].low in grammar("auxiliaries")
        )

    def _after_quote(self, i: int) -> bool:
        """Whether a quoted stretch stands right before token ``i`` (a comma or dash between them at most)."""
        j = i - 1
        while j >= 0 and (self.words[j].low in (",", "—", "–", "--", "-") or self._adverb(j)):
            j -= 1
        return j >= 0 and self.words[j].stretch >= 0

    def _plausible_inversion(self, i: int, found: tuple[int, int]) -> bool:
        """"Said Smith: ..." and ", said Smith" only; never "he wanted, wrote letters"."""
        words = self.words
        first = words[found[0]]
        if not (first.capital or first.low in ("the", "a", "an", "one", "his", "her")):
            return False
        if i == 0 or words[i - 1].low in (",", "—", "–", "--", ":", ";"):
            return found[1] + 1 >= len(words) or words[found[1] + 1].low in (".", ",", ":", "—") or (
                words[found[1] + 1].stretch >= 0
            )
        return False

    def _adverb(self, j: int) -> bool:
        low = self.words[j].low
        return low in grammar("adverbs") or (low.endswith("ly") and len(low) > 4 and not self.words[j].capital)

    # -- subjects ------------------------------------------------------------------------------------------

    def _subject_before(self, i: int, earlier: list[Cue]) -> tuple[int, int] | None:
        words = self.words
        j = i - 1
        helped = False
        while j >= 0 and (words[j].low in grammar("auxiliaries") or self._adverb(j)):
            helped = helped or words[j].low in grammar("auxiliaries")
            j -= 1
        if words[i].low.endswith("ing") and not helped:
            return self._main_subject(i, earlier)
        if j < 0:
            return None
        w = words[j]
        if w.low in ("and", "but", "then") and earlier and not w.stretch >= 0:
            last = earlier[-1]
            return (last.first, last.last)
        if w.low in (",", "—", "–", ")", "--"):
            if w.low == "," and j > 0 and words[j - 1].low in ("and", "but"):
                j -= 1
            return self._before_apposition(j)
        return self.phrase_to(j)

    def _main_subject(self, i: int, earlier: list[Cue]) -> tuple[int, int] | None:
        """The subject of a participle: that of the clause it hangs on."""
        if earlier:
            return (earlier[-1].first, earlier[-1].last)
        return self.opening_subject(i)

    def opening_subject(self, upto: int) -> tuple[int, int] | None:
        """The first noun phrase of the sentence that no preposition or conjunction governs."""
        words, j = self.words, 0
        skip = grammar("prepositions") | (grammar("breaks") - {"and", "but", "or", "so", "that"})
        steps = 0
        while j < upto and steps < 40:
            steps += 1
            w = words[j]
            if w.stretch >= 0:
                j += 1
                continue
            if w.low in skip or w.low.endswith("ing") or (self._adverb(j) and not w.low.endswith("y")):
                nxt = next((k for k in range(j, min(upto, j + 30)) if words[k].low == ","), None)
                if nxt is None:
                    j += 1
                else:
                    j = nxt + 1
                continue
            found = self.phrase_from(j)
            if found is not None:
                return found
            j += 1
        return None

    def _before_apposition(self, j: int) -> tuple[int, int] | None:
        """The noun phrase that an apposition closed by the mark at ``j`` belongs to."""
        words = self.words
        best: tuple[int, int] | None = None
        for _ in range(5):
            k = j - 1
            opening = "(" if words[j].low == ")" else words[j].low
            while k >= 0 and j - k < _NP_LIMIT and words[k].low != opening and words[k].stretch < 0:
                k -= 1
            if k < 0 or words[k].low != opening:
                break
            found = self.phrase_to(k - 1)
            if found is None:
                j = k
                continue
            best = found
            first = words[found[0]]
            whole = found[0] > 0 and words[found[0] - 1].low == ","
            if not whole or first.capital or first.low in grammar("subject_pronouns"):
                break
            j = found[0] - 1
        return best

    def phrase_to(self, j: int) -> tuple[int, int] | None:
        """The noun phrase that ends at token ``j``, read leftwards."""
        words = self.words
        end = j
        if j < 0:
            return None
        w = words[j]
        if w.stretch >= 0 or not w.low[:1].isalnum():
            return None
        if w.low in grammar("subject_pronouns"):
            return (j, j)
        if w.low in grammar("breaks") or w.low in grammar("prepositions") or w.low in grammar("days"):
            if w.low not in grammar("days"):
                return None
            return self.phrase_to(j - 1)
        low = max(0, j - _NP_LIMIT)
        while j - 1 >= low and self._inside(j - 1, j):
            j -= 1
        return self._settle(j, end)

    def _inside(self, j: int, right: int) -> bool:
        """Whether token ``j`` belongs to the noun phrase that goes on at ``right``."""
        words = self.words
        w = words[j]
        if w.stretch >= 0 or w.low in grammar("auxiliaries") and w.low != "to":
            return False
        if w.low in ("&", "/", "."):
            return w.low != "." or words[right].start == w.end
        if w.low == "and":
            return j > 0 and (words[j - 1].capital or words[j - 1].low.endswith("s")) and (
                words[right].capital or words[right].low in ("the", "other")
            )
        if not w.low[:1].isalnum() or w.low in grammar("breaks"):
            return False
        if w.low in grammar("subject_pronouns") and w.low not in grammar("determiners"):
            return words[right].low in grammar("noun_prepositions") or not words[right].low[:1].isalpha()
        return not self._verb(j)

    def _verb(self, j: int) -> bool:
        """A finite verb, as far as form and place tell."""
        words = self.words
        low = words[j].low
        if words[j].capital and j > 0:
            return False
        if low in cue_forms("say") or low in cue_forms("report"):
            return not self._is_noun(j) and low not in ("author", "report", "host", "name", "view", "address", "poll")
        if low.endswith("ed") and len(low) > 4 and j > 0:
            prev = words[j - 1]
            return prev.capital or prev.low in grammar("subject_pronouns") or prev.stretch >= 0
        return low in grammar("common_verbs")

    def _settle(self, first: int, last: int) -> tuple[int, int] | None:
        """Cut a noun phrase that begins with a preposition down to what the preposition does not govern."""
        words = self.words
        while first <= last and (self._adverb(first) or words[first].low in (".", "/", "&", "and")):
            first += 1
        if first > last:
            return None
        if words[first].low in grammar("prepositions"):
            starts = [
                k
                for k in range(first + 2, last + 1)
                if words[k - 1].low not in grammar("prepositions")
                and words[k - 1].low not in grammar("determiners")
                and (
                    words[k].low in grammar("determiners")
                    or (words[k].capital and (not words[k - 1].capital or words[k - 1].low in grammar("days")))
                )
            ]
            if not starts:
                return None
            first = starts[-1]
        if words[first].low in grammar("days") and first < last:
            first += 1
        return (first, last) if any(words[k].low[:1].isalpha() for k in range(first, last + 1)) else None

    def phrase_from(self, i: int) -> tuple[int, int] | None:
        """The noun phrase that begins at token ``i``, read rightwards."""
        words = self.words
        if i >= len(words) or words[i].stretch >= 0:
            return None
        w = words[i]
        if w.low in grammar("subject_pronouns") and w.low not in grammar("determiners"):
            return (i, i) if w.low not in ("that", "which", "who") else None
        if not w.low[:1].isalnum() or w.low in grammar("breaks") or w.low in grammar("prepositions"):
            return None
        if w.low in grammar("auxiliaries") or w.low in grammar("days") or (self._adverb(i) and not w.capital):
            return None
        j = i
        while j + 1 < len(words) and j - i < _NP_LIMIT and self._goes_on(j + 1):
            j += 1
        while j > i and (words[j].low in grammar("prepositions") or words[j].low in grammar("determiners") or words[j].low in grammar("days") or words[j].low in ("and", "&") or self._adverb(j)):
            j -= 1
        if i == j and w.low in grammar("determiners"):
            return None
        return (i, j)

    def _goes_on(self, j: int) -> bool:
        words = self.words
        w = words[j]
        if w.stretch >= 0:
            return False
        if w.low == "and":
            return j + 1 < len(words) and words[j + 1].capital and words[j - 1].capital
        if w.low in ("&", "'s", "’s"):
            return True
        if not w.low[:1].isalnum() or w.low in grammar("breaks") or w.low in grammar("auxiliaries"):
            return False
        if w.low in grammar("days") or (w.low in grammar("subject_pronouns") and w.low not in grammar("determiners")):
            return False
        if w.low in grammar("prepositions"):
            return w.low in ("of", "for", "at", "from") and j + 1 < len(words) and words[j + 1].stretch < 0
        return not self._verb(j)

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
