"""Who says it, within one sentence: the cue behind a quotation, before it, at the sentence's end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from checker import lexicon
from checker.extraction.quote_frame import Cue, Frame
from checker.extraction.quote_lexicon import grammar, noun_cues
from checker.extraction.quote_marks import Stretch
from checker.model import Span
from checker.record import record

__all__ = ["Attribution", "animate", "attribution_of", "cue_after", "in_sentence", "is_pronoun", "span_of"]

_LIGHT = frozenset((",", "—", "–", "--", "-", "that", ":", "the", "a", "an", "his", "her", "its", "their", "as"))
_FAR = 40
_NEAR = 12


@record
class Attribution:
    """The words that name the speaker, the cue and the rule that found them."""

    mention: Span
    cue: str | None
    rule: str
    gap: int = 0
    strong: bool = True


def attribution_of(cue: Cue, rule: str, gap: int = 0) -> Attribution:
    return Attribution(cue.subject, cue.text, rule, gap, cue.strong)


def in_sentence(frame: Frame, number: int, stretch: Stretch) -> Attribution | None:
    at = frame.where.get(number) if frame.words else None
    if at is None:
        return None
    after = cue_after(frame, at)
    before = _cue_before(frame, at)
    text = frame.text
    tail = _cue_tail(frame, at)
    if before is not None and tail is not None and _better(frame, before[0], tail):
        return attribution_of(tail, "tail")
    last = text[stretch.end - 1]
    open_end = last in ",?!—–-…" or text[stretch.outer_end : stretch.outer_end + 1] == ","
    if before is not None and before[1] <= 2 and before[0].strong and not (after and open_end and before[1] > 1):
        return attribution_of(before[0], "before", before[1])
    if after is not None:
        return attribution_of(after, "after")
    cleft = _cleft(frame, at) if before is None else None
    if cleft is not None:
        return cleft
    if before is not None and (before[0].strong or tail is None or not tail.strong):
        return attribution_of(before[0], "before", before[1])
    return attribution_of(tail, "tail") if tail else None


def _better(frame: Frame, before: Cue, tail: Cue) -> bool:
    """Whether somebody speaks at the sentence's end, and in front of the words only a thing ("the vote signals")."""
    speaks = tail.strong and tail.form == "inverted" and animate(frame, (tail.first, tail.last))
    return speaks and not animate(frame, (before.first, before.last))


def cue_after(frame: Frame, at: int) -> Cue | None:
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
    found: tuple[int, int] | None = None
    if i + 3 < len(words) and words[i].low == "with" and words[i + 1].low in ("these", "those", "such"):
        found = frame.phrase_from(i + 3) if words[i + 2].low in ("word", "words") else None
        speaks = found is not None and animate(frame, found)
        return Attribution(span_of(frame, found), words[i + 2].text, "cleft") if found and speaks else None
    if i + 2 >= len(words) or words[i].low not in ("is", "was", "are", "were", "came"):
        return None
    if words[i + 1].low in ("what", "how", "all"):
        found = frame.phrase_from(i + 3 if words[i + 2].low == "that" else i + 2)
    else:
        noun = next((k for k in range(i + 1, min(i + 6, len(words))) if words[k].low in noun_cues()), None)
        if noun is not None and words[noun - 1].tag in ("POS", "PRP$"):
            found = (noun - 1, noun - 1) if words[noun - 1].tag == "PRP$" else frame.phrase_to(noun - 2)
        elif noun is not None and noun + 2 < len(words) and words[noun + 1].low in ("of", "from", "by"):
            found = frame.phrase_from(noun + 2)
    if found is None or not (words[found[0]].tag == "PRP$" or animate(frame, found)):
        return None
    return Attribution(span_of(frame, found), words[i].text, "cleft")


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
                    and not is_pronoun(frame, cue)
                    and animate(frame, (cue.first, cue.last))
                ):
                    return cue, max(_gap(frame, cue, at), 3)
                break
    return best, gap


def _gap(frame: Frame, cue: Cue, at: int) -> int:
    end = max(cue.at + cue.width, cue.last + 1 if cue.form in ("inverted", "source") else 0)
    return sum(1 for w in frame.words[end:at] if w.low not in _LIGHT)


def is_pronoun(frame: Frame, cue: Cue) -> bool:
    return cue.first == cue.last and frame.words[cue.first].low in grammar("pronouns") | {"his", "her", "their"}


def _borrowed(frame: Frame, cue: Cue, gap: int) -> bool:
    """Whether a cue reports inside another report: "Marren said he thought it was 'over'" is Marren's word."""
    if is_pronoun(frame, cue):
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


def animate(frame: Frame, found: tuple[int, int]) -> bool:
    """Whether a noun phrase can speak: a name, a person's role, a body, a personal pronoun."""
    head = frame.words[found[1]]
    for k in range(found[0], found[1]):
        if frame.words[k + 1].tag == "IN":
            head = frame.words[k]
            break
    if head.low in ("he", "she", "they", "we", "i", "who"):
        return True
    if head.low.endswith("year-old") or head.low in lexicon.words("quotes", "roles.compatriot"):
        return True
    roles = lexicon.words("quotes", "roles.person") | lexicon.words("quotes", "roles.organisation")
    return head.low in roles or (head.tag in ("NNP", "NNPS") and head.low not in grammar("days"))


def span_of(frame: Frame, found: tuple[int, int]) -> Span:
    return Span(frame.words[found[0]].start, frame.words[found[1]].end)
