"""Who says it: ties every quoted stretch to a cue and to the words that name the speaker.

In the sentence first (behind the quotation, then before it), then from the context: a colon, the quotation
before it in the paragraph, the sentence before it, the paragraph before it (a floating quotation goes on).
"""

from __future__ import annotations

from dataclasses import dataclass

from checker import lexicon
from checker.expressions import expression
from checker.extraction.quote_frame import Frame, frames
from checker.extraction.quote_labels import label_before
from checker.extraction.quote_lexicon import grammar
from checker.extraction.quote_marks import Stretch
from checker.extraction.quote_phrases import FINITE
from checker.extraction.quote_sentence import (
    Attribution,
    animate,
    attribution_of,
    cue_after,
    in_sentence,
    is_pronoun,
    span_of,
)
from checker.grammar import Page
from checker.introductions import closes, hands_over, introduces
from checker.model import Span, Zone

__all__ = ["Reading", "read", "via"]

_LABEL = expression(r"((?:[A-Z][A-Z.’'-]+ ?){1,3}): ")
_GIVEN = r"[A-Z\u00c0-\u00de][\w.’'-]*"
_SMALL = r"(?:(?:de|da|del|della|di|van|von|der|den|la|le|al|bin|ibn|of|the|y|e) ){0,2}"
_SIGNED = expression(
    rf"[ \u00a0]*(?:(?:\r?\n[ \u00a0>*]*){{0,2}}[―—–]|--?(?=[ \u00a0@]))[ \u00a0]?"
    rf"(?:(?:the|its|our|her|his) (?:[a-z-]{{2,20}} ){{0,4}}[a-z-]{{2,20}}, )?"
    rf"(@\w{{2,30}}|{_GIVEN}(?: {_SMALL}{_GIVEN}){{0,5}})"
    r"(?=[ \u00a0]*(?:$|\r?\n|,|\(|[.]?\s*[\"“”«‘<]|[.]\s))"
)
_BRACKETED = expression(
    rf"[ \u00a0]*[(\[]({_GIVEN}(?: {_SMALL}{_GIVEN}){{1,5}})(?:, [^()\[\]\n]{{1,60}})?[)\]][.]?[ \u00a0]*(?:$|\r?\n)"
)
_OPENS_SPEECH = frozenset(".!?:”\"»’)>…\n")
_SHORTEST_SIGNED = 4
_NEAR = 12
_LONG_HEADING = 3
_LONG_NAMING = 14
_READS = frozenset(("is", "was", "are", "were", "reads", "read", "runs", "ran", "came", "comes"))
_STOPS = frozenset((".", ",", ":", "(", "—", "–", "!"))


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
                or _headed(page, stretch)
                or _chained(reading, found, number)
                or _named_before(frame, number)
                or in_sentence(frame, number, stretch)
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
    before = text[max(0, stretch.outer_start - 4) : stretch.outer_start].rstrip(" \u00a0•*-")
    if before and before[-1] not in _OPENS_SPEECH:
        return None
    m = _SIGNED.match(text, stretch.outer_end) or _BRACKETED.match(text, stretch.outer_end)
    return Attribution(Span(*m.span(1)), None, "signed") if m else None


def _headed(page: Page, stretch: Stretch) -> Attribution | None:
    """A label at the head of the line: a name in a script, a list of voices, a press release."""
    if stretch.continues:
        return None
    label = label_before(page.text, stretch.outer_start)
    if label is None:
        return None
    headline = page.paragraphs[stretch.paragraph].zone is Zone.HEADLINE
    if headline and page.text.count(" ", label.start, label.end) >= _LONG_HEADING:
        return None  # "Varn Slams Harbour Board: ...": a clause in capitals
    return Attribution(label, None, "label")


def _chained(reading: Reading, found: list[Stretch], number: int) -> Attribution | None:
    """Speech of several paragraphs: each goes on from the one before it, unless a clause behind it names a speaker."""
    if not found[number].continues or number == 0:
        return None
    _, frame = reading.frames[reading.frame_of[number]]
    after = cue_after(frame, frame.where[number]) if frame.words else None
    if after is not None and after.strong and not is_pronoun(frame, after):
        return None
    before = reading.attributions.get(number - 1)
    return Attribution(before.mention, before.cue, "continued", strong=before.strong) if before else None


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
    led = _led_in(frame, at)
    if led is not None:
        return led
    if at > 2 and not _played(frame):
        subject = frame.opening_subject(at)
        if subject is not None and animate(frame, subject):
            rule = "announced" if _announced(frame, subject, at) else "subject"
            return Attribution(span_of(frame, subject), None, rule, strong=False)
    if at > 1 and frame.words[at - 1].low == ":":
        turn = frame.phrase_to(at - 2)
        if turn is not None and turn[0] == 0 and animate(frame, turn):
            return Attribution(span_of(frame, turn), None, "turn")
    late = _late_cue(reading, index, at) or _closed(reading, index, at)
    if late is not None:
        return late
    if index == 0:
        return None
    before_paragraph, before = reading.frames[index - 1]
    if paragraph - before_paragraph > 1:
        return None
    same = before_paragraph == paragraph
    introduced = _introduced(before) if at == 0 else None
    if introduced is not None:
        return introduced
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


def _led_in(frame: Frame, at: int) -> Attribution | None:
    """ "Ilse Varn of the Greens on the dam: "..."", "Statement by Ilse Varn: "..."": a lead-in without a verb.

    Whom it hands the word to, else who opens it.
    """
    words = frame.words
    if at < 2 or words[at - 1].low != ":":
        return None
    handed = _handed(frame, words[at].start)
    if handed is not None:
        return handed
    if any(w.stretch >= 0 or w.low == ";" or w.tag in FINITE for w in words[: at - 1]):
        return None
    found = frame.phrase_from(frame.behind_time())
    if found is None or found[1] >= at - 1 or not animate(frame, found):
        return None
    named = any(words[k].tag in ("NNP", "NNPS") for k in range(found[0], at - 1))
    return Attribution(span_of(frame, found), None, "turn") if named else None


def _announced(frame: Frame, subject: tuple[int, int], at: int) -> bool:
    """ "The mayor was bitter: "..."": a colon behind a clause in which nobody else is named."""
    between = frame.words[subject[1] + 1 : at - 1]
    return frame.words[at - 1].low == ":" and not any(
        w.stretch >= 0 or w.tag in ("NNP", "NNPS", "PRP") for w in between
    )


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
                return attribution_of(cue, "late")
    return None


def _introduced(frame: Frame) -> Attribution | None:
    """Whom the sentence before hands the word to: "Ilse Varn put it best.", "The last word went to Ilse Varn."."""
    if not frame.words:
        return None
    asked = _asked(frame)
    if asked is not None:
        return asked
    found = frame.opening_subject(len(frame.words))
    if found is not None and animate(frame, found) and introduces(frame.text, frame.words[found[1]].end):
        return Attribution(span_of(frame, found), None, "introduced")
    return _handed(frame, frame.span.end)


def _named_before(frame: Frame, number: int) -> Attribution | None:
    """ "Remember this line by its manager, Ilse Varn: "..."": the colon stands behind whom the words are handed to."""
    at = frame.where.get(number, 0) if frame.words else 0
    if at < 2 or frame.words[at - 1].low != ":":
        return None
    got = _handed(frame, frame.words[at].start)
    return got if got is not None and not frame.text[got.mention.end : frame.words[at - 1].start].strip() else None


def _handed(frame: Frame, end: int) -> Attribution | None:
    """ "Statement by Ilse Varn", "We reached Ilse Varn by telephone": whom the words up to ``end`` hand the word to."""
    for start, last in hands_over(frame.text, frame.span.start, end):
        first = next((k for k, w in enumerate(frame.words) if w.start >= start), None)
        found = frame.phrase_from(first) if first is not None else None
        if found is None or not animate(frame, found):
            continue
        behind = frame.words[found[1] + 1] if found[1] + 1 < len(frame.words) else None
        if not last or behind is None or behind.low in _STOPS or behind.low in _READS:
            return Attribution(span_of(frame, found), None, "introduced")
    return None


def _closed(reading: Reading, index: int, at: int) -> Attribution | None:
    """The sentence behind a quotation that stands by itself names its speaker: "The words are those of Ilse Varn."."""
    paragraph, frame = reading.frames[index]
    alone = frame.only_quotes or _played(frame)
    if not alone or at != len(frame.words) - 1 or index + 1 >= len(reading.frames):
        return None
    following_paragraph, following = reading.frames[index + 1]
    if following_paragraph - paragraph > 1 or following.inside:
        return None
    start = closes(following.text, following.span.start, following.span.end)
    said = next((cue for cue in following.cues[:1] if cue.strong and cue.form == "before"), None)
    if said is not None and following_paragraph == paragraph and _said_this(following, said.at):
        return Attribution(said.subject, said.text, "introduced")
    if start is None and following_paragraph != paragraph:
        return None
    if start is None:
        start = following.span.start if _only_names(following) else following.span.end
    first = next((k for k, w in enumerate(following.words) if w.start >= start), None)
    found = following.phrase_from(first) if first is not None else None
    named = found is not None and animate(following, found) and _definite(following, found)
    return Attribution(span_of(following, found), None, "introduced") if found and named else None


def _said_this(frame: Frame, at: int) -> bool:
    """ "Ilse Varn said this on Monday.": the object of the verb is what was quoted."""
    behind = frame.words[at + 1 : at + 3]
    return len(behind) == 2 and behind[0].low in ("this", "it", "so") and behind[1].tag in ("IN", ".", ",", "NNP", "TO")


def _played(frame: Frame) -> bool:
    """Whether a time or a script's word for a recording is all that stands beside the quotations: '[CLIP] "..."'."""
    spoken = [w for w in frame.words[frame.behind_time() :] if w.stretch < 0 and w.low[:1].isalnum()]
    return all(w.low in lexicon.words("quotes", "labels.recordings") for w in spoken)


def _only_names(frame: Frame) -> bool:
    """ "Ilse Varn, the mayor, there.": a short sentence without a verb that opens with a full name."""
    words = frame.words
    found = frame.phrase_from(0) if len(words) <= _LONG_NAMING else None
    if found is None or any(w.tag in FINITE for w in words):
        return False
    names = [k for k in range(found[0], found[1] + 1) if words[k].tag == "NNP" and words[k].capital]
    return len(names) > 1 and names[-1] == found[1]


def _definite(frame: Frame, found: tuple[int, int]) -> bool:
    """A name, or "the mayor": no "a man"."""
    words = frame.words[found[0] : found[1] + 1]
    return words[0].low in ("the", "our") or any(w.tag in ("NNP", "NNPS") for w in words)


def _asked(frame: Frame) -> Attribution | None:
    """ "I asked him what he saw.": who is asked by the reporter answers in the next sentence."""
    for cue in frame.cues[:_NEAR]:
        if cue.base == "ask" and frame.words[cue.first].low in ("i", "we") and cue.at + 1 < len(frame.words):
            whom = frame.words[cue.at + 1]
            found = (cue.at + 1, cue.at + 1) if whom.low in ("him", "her") else frame.phrase_from(cue.at + 1)
            if found is not None and (whom.low in ("him", "her") or animate(frame, found)):
                return Attribution(span_of(frame, found), cue.text, "introduced")
    return None


def _speaker_of(frame: Frame, rule: str) -> Attribution | None:
    """The speaker that a sentence before a quotation suggests: the subject of its last cue, else its subject."""
    cues = [c for c in frame.cues if c.strong] or frame.cues
    if cues:
        return Attribution(cues[-1].subject, cues[-1].text, rule, strong=cues[-1].strong)
    subject = frame.opening_subject(len(frame.words))
    if subject is None or not animate(frame, subject):
        return None
    return Attribution(span_of(frame, subject), None, rule, strong=False)


def via(reading: Reading, number: int) -> Span | None:
    """The outlet that the sentence of a stretch credits."""
    return reading.frames[reading.frame_of[number]][1].credited if number in reading.frame_of else None
