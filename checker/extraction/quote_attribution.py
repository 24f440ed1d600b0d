"""Who says it: ties every quoted stretch to a cue and to the words that name the speaker.

In the sentence first (behind the quotation, then before it), then from the context: a colon, the quotation
before it in the paragraph, the sentence before it, the paragraph before it (a floating quotation goes on).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from checker import lexicon
from checker.extraction.quote_frame import Cue, Frame, frames
from checker.extraction.quote_lexicon import grammar, noun_cues
from checker.extraction.quote_marks import Stretch
from checker.grammar import Page
from checker.model import Span

__all__ = ["Attribution", "Reading", "animate", "read", "via"]

_LIGHT = frozenset((",", "—", "–", "--", "-", "that", ":", "the", "a", "an", "his", "her", "its", "their", "as"))
_LABEL = re.compile(r"((?:[A-Z][A-Z.’'-]+ ?){1,3}): ")
_GIVEN = r"[A-Z\u00c0-\u00de][\w.’'-]*"
_SMALL = r"(?:(?:de|da|del|della|di|van|von|der|den|la|le|al|bin|ibn|of|the|y|e) ){0,2}"
_SIGNED = re.compile(
    rf"[ \u00a0]*(?:\r?\n[ \u00a0]*){{0,2}}(?:[―—–]|--?(?=[ \u00a0@]))[ \u00a0]?"
    rf"(@\w{{2,30}}|{_GIVEN}(?: {_SMALL}{_GIVEN}){{0,5}})"
    r"(?=[ \u00a0]*(?:$|\r?\n|,|\(|[.]?\s*[\"“”«‘<]|[.]\s))"
)
_OPENS_SPEECH = frozenset(".!?:”\"»’)>…\n")
_SHORTEST_SIGNED = 4
_FAR = 40
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Attribution:
    """The words that name the speaker, the cue and the rule that found them."""

    mention: Span
    cue: str | None
    rule: str
    gap: int = 0
    strong: bool = True


@dataclass(slots=True)
class Reading:
    """What is known of an article's stretches: frames in order, attribution by stretch number."""

    frames: list[tuple[int, Frame]]
    attributions: dict[int, Attribution]
    frame_of: dict[int, int]


def read(page: Page, found: list[Stretch]) -> Reading:
    """Frames of all paragraphs that can matter, and the attributions of all stretches."""
    reading = Reading(_all_frames(page, found), {}, {})
    for index, (_, frame) in enumerate(reading.frames):
        for number, _ in frame.inside:
            reading.frame_of[number] = index
    previous: Attribution | None = None
    for index, (_, frame) in enumerate(reading.frames):
        for number, stretch in frame.inside:
            got = (
                _labelled(page.text, stretch)
                or _signed(page.text, stretch)
                or _chained(reading, found, number)
                or _in_sentence(frame, number, stretch)
            )
            if got is None and _whole(frame, number, stretch, page.text):
                got = _from_context(reading, found, index, number, previous)
            if got is not None:
                reading.attributions[number] = got
                previous = got
    return reading


def _all_frames(page: Page, found: list[Stretch]) -> list[tuple[int, Frame]]:
    by_paragraph: dict[int, list[tuple[int, Stretch]]] = {}
    for number, s in enumerate(found):
        by_paragraph.setdefault(s.paragraph, []).append((number, s))
    wanted = {q for p in by_paragraph for q in (p - 1, p, p + 1)}
    groups: dict[int, list[int]] = {}
    for index, sentence in enumerate(page.sentences):
        if sentence.paragraph in wanted:
            groups.setdefault(sentence.paragraph, []).append(index)
    out: list[tuple[int, Frame]] = []
    for paragraph in sorted(groups):
        out += [(paragraph, f) for f in frames(page, groups[paragraph], by_paragraph.get(paragraph, []))]
    return out


def _labelled(text: str, stretch: Stretch) -> Attribution | None:
    """A turn of a printed transcript inside the marks: "VARN: We will see."."""
    label = _LABEL.match(text, stretch.start, stretch.end)
    return Attribution(Span(*label.span(1)), None, "label") if label else None


def _signed(text: str, stretch: Stretch) -> Attribution | None:
    """A name behind a dash that closes a quotation standing by itself: '"We lost the roof." — Dalia Renwick'."""
    content = text[stretch.start : stretch.end]
    if content[-1] not in ".!?…" and content.count(" ") + 1 < _SHORTEST_SIGNED:
        return None
    before = text[max(0, stretch.outer_start - 4) : stretch.outer_start].rstrip(" \u00a0")
    if before and before[-1] not in _OPENS_SPEECH:
        return None
    m = _SIGNED.match(text, stretch.outer_end)
    return Attribution(Span(*m.span(1)), None, "signed") if m else None


def _chained(reading: Reading, found: list[Stretch], number: int) -> Attribution | None:
    """Speech of several paragraphs: each goes on from the one before it, unless a clause behind it names a speaker."""
    if not found[number].continues or number == 0:
        return None
    _, frame = reading.frames[reading.frame_of[number]]
    after = _cue_after(frame, frame.where[number]) if frame.words else None
    if after is not None and after.strong and not _pronoun(frame, after):
        return None
    before = reading.attributions.get(number - 1)
    return Attribution(before.mention, before.cue, "continued", strong=before.strong) if before else None


def _of(cue: Cue, rule: str, gap: int = 0) -> Attribution:
    return Attribution(cue.subject, cue.text, rule, gap, cue.strong)


def _in_sentence(frame: Frame, number: int, stretch: Stretch) -> Attribution | None:
    at = frame.where.get(number) if frame.words else None
    if at is None:
        return None
    after = _cue_after(frame, at)
    before = _cue_before(frame, at)
    text = frame.text
    tail = _cue_tail(frame, at)
    if before is not None and tail is not None and _better(frame, before[0], tail):
        return _of(tail, "tail")
    last = text[stretch.end - 1]
    open_end = last in ",?!—–-…" or text[stretch.outer_end : stretch.outer_end + 1] == ","
    if before is not None and before[1] <= 2 and before[0].strong and not (after and open_end and before[1] > 1):
        return _of(before[0], "before", before[1])
    if after is not None:
        return _of(after, "after")
    cleft = _cleft(frame, at) if before is None else None
    if cleft is not None:
        return cleft
    if before is not None and (before[0].strong or tail is None or not tail.strong):
        return _of(before[0], "before", before[1])
    return _of(tail, "tail") if tail else None


def _better(frame: Frame, before: Cue, tail: Cue) -> bool:
    """Whether somebody speaks at the sentence's end, and in front of the words only a thing does ("the vote signals")."""
    speaks = tail.strong and tail.form == "inverted" and animate(frame, (tail.first, tail.last))
    return speaks and not animate(frame, (before.first, before.last))


def _cue_after(frame: Frame, at: int) -> Cue | None:
    """A cue clause right behind the quotation: "..." he said; "..." said the mayor; "...," according to her."""
    words = frame.words
    start = at + 1
    while start < len(words) and words[start].low in (",", "—", "–", "--", "-", ")"):
        start += 1
    for k in range(bisect_left(frame.cue_places, start), len(frame.cues)):
        cue = frame.cues[k]
        if cue.at - start > _FAR:
            return None
        if cue.form == "inverted":
            return cue if cue.at - start <= 2 and not _marked(frame, start, cue.at) else None
        if cue.form == "source":
            return cue if cue.at == start else None
        if cue.form == "before" and cue.strong:
            lead = cue.first - start
            if lead < 0 or lead > 4 or _marked(frame, start, cue.at):
                return None
            if lead and not all(
                words[k].low in grammar("adverbs") or words[k].low == "as" for k in range(start, cue.first)
            ):
                return None
            return cue
        if cue.form != "participle" or cue.first != start:
            return None
    return None


def _cleft(frame: Frame, at: int) -> Attribution | None:
    """'"..." was what Marren told them', '"..." was how she put it', '"..." was the reply of the ministry'."""
    words = frame.words
    i = at + 1
    while i < len(words) and words[i].low in (",", "—", "–", "--"):
        i += 1
    if i + 2 >= len(words) or words[i].low not in ("is", "was", "were", "came"):
        return None
    found: tuple[int, int] | None = None
    if words[i + 1].low in ("what", "how"):
        found = frame.phrase_from(i + 2)
    else:
        noun = next((k for k in range(i + 1, min(i + 6, len(words))) if words[k].low in noun_cues()), None)
        if noun is not None and words[noun - 1].tag in ("POS", "PRP$"):
            found = (noun - 1, noun - 1) if words[noun - 1].tag == "PRP$" else frame.phrase_to(noun - 2)
        elif noun is not None and noun + 2 < len(words) and words[noun + 1].low in ("of", "from", "by"):
            found = frame.phrase_from(noun + 2)
    if found is None or not (words[found[0]].tag == "PRP$" or animate(frame, found)):
        return None
    return Attribution(_span(frame, found), words[i].text, "cleft")


def _marked(frame: Frame, start: int, end: int) -> bool:
    """Whether another quotation stands between two tokens."""
    return any(w.stretch >= 0 for w in frame.words[start:end])


def _cue_before(frame: Frame, at: int) -> tuple[Cue, int] | None:
    """The nearest cue before the quotation and how many words other than light ones lie between."""
    count = bisect_left(frame.cue_places, at)
    earlier = frame.cues[max(0, count - 9) : count]
    while earlier and earlier[-1].last >= at and earlier[-1].form not in ("passive", "participle"):
        earlier.pop()
    if not earlier:
        return None
    best = earlier[-1]
    gap = _gap(frame, best, at)
    if _borrowed(frame, best, gap) or not animate(frame, (best.first, best.last)):
        for cue in reversed(earlier[-8:-1]):
            if cue.strong and cue.form != "noun" and not cue.bare:
                if (
                    not _barred(frame, cue.at, best.at)
                    and not _pronoun(frame, cue)
                    and animate(frame, (cue.first, cue.last))
                ):
                    return cue, max(_gap(frame, cue, at), 3)
                break
    return best, gap


def _gap(frame: Frame, cue: Cue, at: int) -> int:
    end = max(cue.at + cue.width, cue.last + 1 if cue.form in ("inverted", "source") else 0)
    return sum(1 for w in frame.words[end:at] if w.low not in _LIGHT)


def _pronoun(frame: Frame, cue: Cue) -> bool:
    return cue.first == cue.last and frame.words[cue.first].low in grammar("pronouns") | {"his", "her", "their"}


def _borrowed(frame: Frame, cue: Cue, gap: int) -> bool:
    """Whether a cue reports inside another report: "Marren said he thought it was 'over'" is Marren's word."""
    if _pronoun(frame, cue):
        return not (cue.strong and (gap <= 1 or frame.words[cue.first].low in ("who", "i", "you")))
    return cue.bare or (not cue.strong and gap > 3)


def _barred(frame: Frame, start: int, end: int) -> bool:
    """Whether a clause of equal rank begins between two tokens."""
    words = frame.words
    return any(
        words[k].low == ";" or (words[k].low in ("and", "but", "while") and words[k - 1].low == ",")
        for k in range(max(start, 1), end)
    )


def _cue_tail(frame: Frame, at: int) -> Cue | None:
    """A cue clause at the sentence's end that governs all before it: "... the "new" rules, officials said."""
    words = frame.words
    first = bisect_right(frame.cue_places, at)
    for cue in frame.cues[first : first + _NEAR]:
        lead = min(cue.first, cue.at)
        if lead > 0 and words[lead - 1].low in (",", "—", "–", "--") and cue.form != "participle":
            rest = words[cue.at + cue.width : cue.at + cue.width + 8]
            if cue.form != "before" or not any(w.low == "that" for w in rest):
                return cue
    return None


def _whole(frame: Frame, number: int, stretch: Stretch, text: str) -> bool:
    """Whether the stretch is speech in its own right, not a word or two in somebody else's sentence."""
    if stretch.continues:
        return True
    words = frame.words
    at = frame.where[number]
    content = text[stretch.start : stretch.end]
    if frame.only_quotes:
        return True
    size = content.count(" ") + 1
    if at > 0 and words[at - 1].low == ":" and (size > 1 or content[-1] in ".!?"):
        return True
    return size >= 5


def _from_context(
    reading: Reading, found: list[Stretch], index: int, number: int, previous: Attribution | None
) -> Attribution | None:
    paragraph, frame = reading.frames[index]
    at = frame.where[number]
    if at > 2:
        subject = frame.opening_subject(at)
        if subject is not None and animate(frame, subject):
            return Attribution(_span(frame, subject), None, "subject", strong=False)
    if at > 1 and frame.words[at - 1].low == ":":
        turn = frame.phrase_to(at - 2)
        if turn is not None and turn[0] == 0 and animate(frame, turn):
            return Attribution(_span(frame, turn), None, "turn")
    late = _late_cue(reading, index, at)
    if late is not None:
        return late
    if index == 0:
        return None
    before_paragraph, before = reading.frames[index - 1]
    if paragraph - before_paragraph > 1:
        return None
    same = before_paragraph == paragraph
    inside = [n for n, _ in before.inside[-_NEAR:] if n in reading.attributions]
    if before.words and before.words[-1].low == ":":
        return _speaker_of(before, "colon")
    if inside:
        got = reading.attributions[inside[-1]]
        return Attribution(got.mention, got.cue, "same paragraph" if same else "floating", strong=got.strong)
    if same:
        return _speaker_of(before, "sentence before") or _again(previous, "sentence before")
    earlier = [n for n in range(max(0, number - 12), number) if found[n].paragraph == before_paragraph]
    attributed = [n for n in earlier if n in reading.attributions]
    if attributed:
        got = reading.attributions[attributed[-1]]
        return Attribution(got.mention, got.cue, "floating", strong=got.strong)
    return _speaker_of(before, "paragraph before") or _again(previous, "paragraph before")


def _again(got: Attribution | None, rule: str) -> Attribution | None:
    return Attribution(got.mention, got.cue, rule, strong=False) if got else None


def _late_cue(reading: Reading, index: int, at: int) -> Attribution | None:
    """'"Why?" Osk asked.': the sentence splitter takes the cue clause for a sentence of its own."""
    paragraph, frame = reading.frames[index]
    if at != len(frame.words) - 1 or index + 1 >= len(reading.frames):
        return None
    if frame.text[frame.words[at].end - 2 : frame.words[at].end - 1] == ".":
        return None
    following_paragraph, following = reading.frames[index + 1]
    if following_paragraph != paragraph or not following.words:
        return None
    for cue in following.cues[:1]:
        if cue.strong and cue.form == "before" and cue.first == 0 and cue.at <= 8:
            rest = following.words[cue.at + 1 : cue.at + 2]
            if (
                not rest
                or rest[0].low in (".", ",", ":")
                or rest[0].low in grammar("adverbs") | grammar("prepositions")
            ):
                return _of(cue, "late")
    return None


def _speaker_of(frame: Frame, rule: str) -> Attribution | None:
    """The speaker that a sentence before a quotation suggests: the subject of its last cue, else its subject."""
    cues = [c for c in frame.cues if c.strong] or frame.cues
    if cues:
        return Attribution(cues[-1].subject, cues[-1].text, rule, strong=cues[-1].strong)
    subject = frame.opening_subject(len(frame.words))
    if subject is None or not animate(frame, subject):
        return None
    return Attribution(_span(frame, subject), None, rule, strong=False)


def animate(frame: Frame, found: tuple[int, int]) -> bool:
    """Whether a noun phrase can speak: a name, a person's role, a body, a personal pronoun."""
    head = frame.words[found[1]]
    for k in range(found[0], found[1]):
        if frame.words[k + 1].tag == "IN":
            head = frame.words[k]
            break
    if head.low in ("he", "she", "they", "we", "i", "who"):
        return True
    roles = lexicon.words("quotes", "roles.person") | lexicon.words("quotes", "roles.organisation")
    return head.low in roles or (head.tag in ("NNP", "NNPS") and head.low not in grammar("days"))


def _span(frame: Frame, found: tuple[int, int]) -> Span:
    return Span(frame.words[found[0]].start, frame.words[found[1]].end)


def via(reading: Reading, number: int) -> Span | None:
    """The outlet that the sentence of a stretch credits."""
    return reading.frames[reading.frame_of[number]][1].credited if number in reading.frame_of else None
