"""Finds numbers in an article: what is said, how it is hedged, what it counts and which way it changed.

A sentence is looked at only when it holds a digit or a number word. There the value grammar reads amounts from left
to right, past what dates and names have taken, and the tagged sentence says what each of them counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from checker import lexicon
from checker.expressions import expression
from checker.extraction import number_vague
from checker.extraction.number_ages import age
from checker.extraction.number_amounts import Amount, amount
from checker.extraction.number_checks import is_bare_one, ratio, unlikely
from checker.extraction.number_coins import Coins, coins, in_coins
from checker.extraction.number_context import Hedge, hedge, move, parts_of_change
from checker.extraction.number_counted import Counted, behind, tied, under_of
from checker.extraction.number_ellipsis import Memory, held_against, supplied
from checker.extraction.number_masks import Spans, Taken, masks, taken
from checker.extraction.number_ranges import ranged
from checker.extraction.number_tokens import Tok, cut, guard
from checker.extraction.number_units import per
from checker.extraction.number_values import joined, number_words, numeral
from checker.grammar import Page, Token, token_at
from checker.model import Kind, Mention, Seen, Span, UnitKind

__all__ = ["find"]

_DIGIT = expression(r"[\d½¼¾⅓⅔⅛⅜⅝⅞]")
_WORDS = expression(r"[a-z]+")
_LONGEST_SENTENCE = 6000
_MILLION = 10**6
_SCALED = 1000
_HALF = Decimal("0.5")


def find(page: Page, seen: Seen) -> list[Mention]:
    """Mentions in reading order; ``seen`` holds what earlier kinds have consumed."""
    held = taken(page, seen)
    out: list[Mention] = []
    memory, own = Memory(), coins(page.text)
    for index, sentence in enumerate(page.sentences):
        span = sentence.span
        words = _gate(page.text[span.start : span.end])
        if words is None:
            continue
        for start in range(span.start, span.end, _LONGEST_SENTENCE):
            stop = min(start + _LONGEST_SENTENCE, span.end)
            out += _Reader(page, index, Span(start, stop), held, memory, own).read(words)
    return out


def _gate(sentence: str) -> frozenset[str] | None:
    """The words of a sentence that may hold a number, else None."""
    words = frozenset(_WORDS.findall(sentence.lower()))
    if _DIGIT.search(sentence) or not words.isdisjoint(_triggers()):
        return words
    return None


@cache
def _triggers() -> frozenset[str]:
    return number_words() | number_vague.triggers()


@dataclass(slots=True)
class _Reader:
    """One sentence on its way to mentions; thrown away afterwards."""

    page: Page
    index: int
    span: Span
    held: Taken
    memory: Memory
    coins: Coins

    def read(self, words: frozenset[str]) -> list[Mention]:
        text = self.page.text
        toks = cut(text, self.span.start, self.span.end)
        blocked = masks(text, self.span.start, self.span.end)
        out: list[Mention] = []
        openers, done = _openers(), 0
        for i, tok in enumerate(toks):
            if i >= done and (tok.kind in "nc" or tok.low in openers):
                done = self._at(toks, i, blocked, out)
        out = _change_from_ahead(text, _sides(text, _unit_from_ahead(text, _put_right(text, out))))
        out += number_vague.find(self.page, self.index, toks, words, [m.span for m in out])
        return sorted(out, key=lambda m: m.span)

    def _at(self, toks: list[Tok], i: int, blocked: Spans, out: list[Mention]) -> int:
        """Reads the amount that may begin at token ``i``; the index to go on from."""
        tok = toks[i]
        if self.held.covers(tok) or blocked.touch(tok.start, tok.start + 1):
            return _glued_on(toks, i + 1)
        found = amount(self.page.text, toks, i, self.span.end)
        if found is None:
            return i + 1 + (tok.kind == "c")
        if _by_the_next(toks, found):
            found = replace(found, tied=False)
        a = ranged(self.page.text, toks, found, self.span.end)
        if a.shape == "range" and (blocked.touch(found.end, a.end) or self._splits(toks, found, a)):
            a = found
        mention, last = self._mention(toks, _scaled_ahead(self.page.text, toks, a, self.span.end))
        if mention is None:
            last = _glued_on(toks, last)
        else:
            out.append(_in_points(toks, a, _inherit(toks, a, mention, out[-1]), out) if out else mention)
        return last

    def _splits(self, toks: list[Tok], a: Amount, whole: Amount) -> bool:
        if toks[a.last].low != "to":
            return False
        signed = a.last + 2 < len(toks) and toks[a.last + 1].low in "-−"
        b = amount(self.page.text, toks, a.last + 1 + signed, self.span.end)
        return b is not None and parts_of_change(toks, a, b)

    def _mention(self, toks: list[Tok], a: Amount) -> tuple[Mention | None, int]:
        text = self.page.text
        grown = age(toks, a)
        if (
            grown is None
            and self.held.in_duration(a.start, a.end)
            and not (a.shape == "range" or a.per or a.numeral.fraction)
        ):
            return None, a.last
        if grown is not None:
            a = grown
        if self.coins:
            a = in_coins(toks, a, self.coins)
        said = hedge(toks, a)
        tokens: list[Token] = self.page.tokens(self.index)
        if unlikely(toks, a, said is not None, tokens):
            return None, a.last
        share = ratio(toks, a)
        if share is not None:
            a = share
        counted = self._counted(toks, tokens, a)
        if is_bare_one(toks, tokens, a, counted):
            return None, a.last
        if a.low == 0 and a.numeral.spelled and a.counts and not self._plural(tokens, counted):
            return None, a.last  # "zero tolerance"
        if counted is None and a.counts and (unit := self._same_measure(toks, a)) is not None:
            a = replace(a, unit=unit[0], kind=unit[1])
        if a.unit and a.kind is not UnitKind.CURRENCY and a.numeral.scale == 1:
            self.memory.measure = (self.index, a)
        part = counted is None and _of_so_many(toks, a)  # "eight of their last nine"
        if a.counts and counted is None and not part and self._says_nothing(toks, a, said):
            return None, a.last
        a = self._money(a, counted)
        spared = [t.low for t in toks[max(a.first - 2, 0) : a.first]] == ["all", "but"]
        whole = counted.of_value if counted is not None else None
        if spared and whole is not None and a.counts and a.shape == "plain" and 1 < a.low < whole:
            rest, spared = whole - a.low, False  # "all but 3 of the 40"
            a = replace(a, low=rest, high=rest, start=toks[a.first - 2].start)
        mention = self._build(toks, a, said, counted, text)
        return (replace(mention, parts={**mention.parts, "spared": True}) if spared else mention), a.last

    def _same_measure(self, toks: list[Tok], a: Amount) -> tuple[str, UnitKind] | None:
        """ "Of sixty tonnes, EIGHT leaked"; "a zone of three kilometres and another zone of TEN"."""
        at, one = self.memory.measure
        if at != self.index or one is None or one.unit is None or one.per or a.shape != "plain":
            return None
        if one.first < 1 or one.last >= a.first:
            return None
        before, ahead = toks[a.first - 1].low, toks[one.first - 1].low
        nxt = toks[a.last] if a.last < len(toks) else None
        closed = nxt is None or nxt.kind == "p" or nxt.low in guard("after_age_words") | guard("behind_part")
        opened = ahead == "of" and (one.first == 1 or toks[one.first - 2].kind == "p")
        parted = before == "," or (before in ("only", "just") and toks[a.first - 2].low == ",")
        part = opened and parted and a.low < one.low
        twin = ahead == before == "of" and one.first > 1 and toks[one.first - 2].low == toks[a.first - 2].low
        other = before == "one" and a.first > 2 and toks[a.first - 3].low == "the"  # "the outer one five"
        return (one.unit, one.kind) if closed and (part or twin or other) else None

    def _money(self, a: Amount, counted: Counted | None) -> Amount:
        """A sum of millions without a unit, close behind another sum, is of that currency.

        Of coins there are no millions, and a sum in brackets is the one before it in another currency.
        """
        if a.kind is UnitKind.CURRENCY and a.unit and not a.per:
            small = a.unit.split()[-1] in lexicon.words("units", "coins.units", None)
            if not small and self.page.text[max(0, a.start - 1) : a.start] != "(":
                self.memory.currency = (self.index, a.unit)
        elif a.counts and counted is None and a.numeral.scale >= _MILLION and not a.numeral.vague:
            held, unit = self.memory.currency
            if held >= self.index - 1:
                return replace(a, unit=f"{unit} per {a.per}" if a.per else unit, kind=UnitKind.CURRENCY)
        return a

    def _plural(self, tokens: list[Token], counted: Counted | None) -> bool:
        here = token_at(tokens, counted.at.start) if counted and counted.at else len(tokens)
        return here < len(tokens) and tokens[here].tag in ("NNS", "NNPS")

    def _says_nothing(self, toks: list[Tok], a: Amount, said: Hedge | None) -> bool:
        """A spelled number or fraction that counts nothing that could be named."""
        if a.shape == "ratio":
            return False
        if a.numeral.fraction and a.numeral.spelled:
            outside = said.start if said and said.before else a.start
            compares = a.last < len(toks) and toks[a.last].low in guard("after_fraction")
            return not compares and move(toks, a, outside, None).change is None
        if a.shape == "range":
            return False
        if a.numeral.vague:
            return True
        spoken = a.numeral.step is not None and a.numeral.step < _HALF  # "four point eight"
        return a.numeral.spelled and a.numeral.scale < 100 and said is None and a.low < 20 and not spoken

    # ------------------------------------------------------------------ what is counted

    def _counted(self, toks: list[Tok], tokens: list[Token], a: Amount) -> Counted | None:
        text = self.page.text
        if a.shape == "score":
            return None
        if not a.counts and a.kind not in (UnitKind.RATIO, UnitKind.AGE):
            found = under_of(text, tokens, a.end) if a.kind is not UnitKind.CURRENCY else None
            return None if found is None or found.elliptic else found
        if a.tied and a.counts and toks[joined(toks, a.last)].low == "strong":  # "the 12,000-strong workforce"
            return Counted("people", "person", None, toks[joined(toks, a.last)].end, elliptic=True)
        if a.tied and a.kind is not UnitKind.AGE:
            return tied(text, toks[joined(toks, a.last)].start, tokens) if joined(toks, a.last) > a.last else None
        if (whole := self._of_what_was_counted(toks, a)) is not None:
            return replace(whole, at=None, end=a.end, elliptic=True, light="", of=None, of_value=None)
        end = self._past_sum(toks, a) or _past_after_hedge(toks, a)
        found = under_of(text, tokens, end) or (None if a.numeral.fraction else behind(text, tokens, end))
        if a.numeral.fraction and found is None:
            found = behind(text, tokens, end) if a.low > 1 else _half_the(text, tokens, end) or _points(toks, a)
        if found is not None and found.of is not None:
            found = replace(found, of_value=self._whole(toks, found.of))
        if a.kind is UnitKind.RATIO and a.unit:
            return found if found and found.light == "of" else None
        if a.kind is UnitKind.AGE:
            return found if found and not found.elliptic and a.tied else None
        if found and not found.elliptic and (held := held_against(toks, tokens, self.index, a, found, self.memory)):
            return held if held.head else None
        if found is not None and found.head == "one" and found.phrase.lower().endswith("ones"):
            found = replace(found, elliptic=True)
        if found is None or found.elliptic or (found.light == "of" and found.head in guard("kinds_of")):
            found = supplied(self.page, self.index, toks, a, found, self.memory)
        if found is not None and a.low != 1 and found.head:
            part = a.first > 0 and toks[a.first - 1].low == "including"
            self.memory.keep(self.index, found, a.low, aside=part)
        return found

    def _of_what_was_counted(self, toks: list[Tok], a: Amount) -> Counted | None:
        """ "Of 140 samples, 37 CONTAINED germs", "140 outlets sampled, 37 POSITIVE": so many of those."""
        if not a.counts or a.shape != "plain" or a.first < 2 or a.last >= len(toks) or a.tied:
            return None
        before = toks[a.first - 1].low
        if before not in (",", "only", "just", "some", "and"):
            return None
        did = toks[0].low == "of" and toks[a.last].low.endswith("ed")
        closed = a.last + 1 >= len(toks) or toks[a.last + 1].kind == "p" or toks[a.last + 1].low == "and"
        found_so = toks[a.last].low in guard("outcomes") and closed
        return self.memory.whole(self.index, a.low) if did or found_so else None

    def _past_sum(self, toks: list[Tok], a: Amount) -> int | None:
        """Behind the sum of each, in "nine $2,500 gifts"."""
        if a.last >= len(toks) or toks[a.last].kind != "c" or toks[a.last].start == a.end:
            return None
        each = amount(self.page.text, toks, a.last, self.span.end)
        return each.end if each is not None else None

    # ------------------------------------------------------------------ the mention

    def _build(self, toks: list[Tok], a: Amount, said: Hedge | None, counted: Counted | None, text: str) -> Mention:
        end = a.end
        if counted is not None and (a.counts or a.kind in (UnitKind.RATIO, UnitKind.AGE)) and counted.end > end:
            end = counted.end
        start = a.start
        outside = said.start if said and said.before else start
        change = move(toks, a, outside, counted.head if counted else None)
        parts: dict[str, Any] = {
            "low": a.low,
            "high": a.high,
            "step": a.step,
            "unit": a.unit,
            "unit_kind": UnitKind.RATIO if _is_share(a, counted) else a.kind,
            "shape": "vague" if a.numeral.vague else a.shape,
            "number_span": Span(*a.figure),
            "change": str(change.change) if change.change else None,
            "change_role": change.role,
        }
        if said:
            parts |= {
                "hedge": text[said.start : said.end],
                "hedge_span": Span(said.start, said.end),
                "bound": said.bound,
            }
        rate = a.per or (_rate_behind(toks, a.last, end) if a.counts else None)
        if rate:
            parts["per"] = rate
        if counted is not None and counted.phrase:
            parts |= {
                "counted": counted.phrase,
                "head": counted.head,
                "head_at": counted.at,
                "elliptic": counted.elliptic,
            }
            if counted.of_value is not None:
                parts["of"] = counted.of_value
        pattern = f"{'words' if a.numeral.spelled else 'figures'}-{parts['shape']}"
        return Mention(Kind.NUMBER, Span(start, end), text[start:end], pattern, parts)

    def _whole(self, toks: list[Tok], offset: int) -> Decimal | None:
        """The value of the whole in "58 of the 67 missiles"."""
        for i, tok in enumerate(toks):
            if tok.start >= offset:
                found = amount(self.page.text, toks, i, self.span.end)
                return found.low if found else None
        return None


def _is_share(a: Amount, counted: Counted | None) -> bool:
    """ "a third of the seats"; not "a quarter point" """
    return a.counts and a.numeral.fraction and a.low < 1 and not (counted is not None and counted.head == "point")


def _unit_from_ahead(text: str, mentions: list[Mention]) -> list[Mention]:
    """ "from 110 to 150 crowns": the old value has the new one's unit."""
    out = list(mentions)
    for i, (old, new) in enumerate(pairwise(mentions)):
        shares = new.parts["unit_kind"] is UnitKind.PERCENT and old.parts["low"] > new.parts["low"]
        linked = old.parts["change_role"] == "from" or shares  # "leads by 48 to 44 percent"
        bare = not old.parts["unit"] and "head" not in old.parts and linked
        told = bool(new.parts["unit"] or "head" in new.parts)
        if bare and told and text[old.span.end : new.span.start].strip() == "to":
            keys = ("unit", "unit_kind") if new.parts["unit"] else ("unit_kind", "counted", "head", "head_at")
            taken_over = {k: new.parts[k] for k in keys if k in new.parts}
            out[i] = replace(old, parts=dict(old.parts) | taken_over | {"elliptic": True})
    return out


_BY = expression(r"[\s-]*(?:x|×|X|by)[\s-]*")


def _sides(text: str, mentions: list[Mention]) -> list[Mention]:
    """ "161 x 78 x 8.6 mm", "1.1 by 0.6 miles": each side has the unit of the last one."""
    out = list(mentions)
    for i in range(len(out) - 2, -1, -1):
        side, last = out[i], out[i + 1]
        if last.parts["unit"] is None or side.parts["unit"] or "head" in side.parts or side.parts["shape"] != "plain":
            continue
        if _BY.fullmatch(text, side.span.end, last.span.start):
            unit = {"unit": last.parts["unit"], "unit_kind": last.parts["unit_kind"], "elliptic": True}
            out[i] = replace(side, parts=dict(side.parts) | unit)
    return out


_OR = expression(r",? or | \(")


def _change_from_ahead(text: str, mentions: list[Mention]) -> list[Mention]:
    """ "51.8 points, or 0.8 per cent, LOWER": the adverb behind the rate holds for the points, too."""
    out = list(mentions)
    for i, (old, new) in enumerate(pairwise(mentions)):
        step = old.parts["unit"] is not None or old.parts.get("head") == "point"
        adverb = new.parts["unit_kind"] is UnitKind.PERCENT and new.parts["change"] and new.parts["change_role"] is None
        if step and adverb and not old.parts["change"] and _OR.fullmatch(text, old.span.end, new.span.start):
            out[i] = replace(old, parts=dict(old.parts) | {"change": new.parts["change"]})
    return out


_MEANT = expression(
    r"(?:\s*[,–—(-]\s*|\s+-\s+)"
    r"(?:(?:no(?=[,:])|sorry|correction|pardon|excuse me|make that|or rather|i mean)\b[,:]?\s*){1,2}",
    re.I,
)


def _put_right(text: str, mentions: list[Mention]) -> list[Mention]:
    """ "Five, no, six people", "40 million, sorry, 14 million crowns": what was said first is taken back."""
    if len(mentions) < 2 or _MEANT.search(text, mentions[0].span.end, mentions[-1].span.start) is None:
        return mentions
    out: list[Mention] = []
    for mention in mentions:
        if out and _MEANT.fullmatch(text, out[-1].span.end, mention.span.start):
            old, keys = out.pop().parts, ("unit", "unit_kind", "counted", "head", "head_at", "elliptic")
            bare = not mention.parts["unit"] and "head" not in mention.parts
            told = {k: old[k] for k in keys if k in old} if bare else {}
            told |= {"elliptic": True} if "head" in told else {}
            mention = replace(mention, parts=dict(mention.parts) | told)
        out.append(mention)
    return out


_NEAR = 10
_FAR = 3
"""Prices that are held against each other are not further apart than this."""


def _scaled_ahead(text: str, toks: list[Tok], a: Amount, end: int) -> Amount:
    """ "rose from 1.2 to 1.5 million": the scale of the new value holds for the old one."""
    from_ = a.first and toks[a.first - 1].low == "from" and a.last < len(toks) - 1 and toks[a.last].low == "to"
    if not from_ or a.numeral.scale != 1 or a.shape != "plain" or not (a.counts or a.currency_sign):
        return a
    b = amount(text, toks, a.last + 1, end)
    if b is None:
        return a
    b = ranged(text, toks, b, end)
    factor = b.numeral.scale
    alike = a.low and factor >= _SCALED and a.low / _NEAR < b.low / factor < a.low * _NEAR
    if not alike or (a.currency_sign and a.unit != b.unit):
        return a
    step = a.step * factor if a.step else None
    numeral = replace(a.numeral, plain=False, scale=factor)
    return replace(a, low=a.low * factor, high=a.low * factor, step=step, numeral=numeral)


def _by_the_next(toks: list[Tok], a: Amount) -> bool:
    """ "an 8-by-11-inch sheet" """
    at = joined(toks, a.last)
    return a.tied and at + 2 < len(toks) and toks[at].low == "by" and toks[at + 2].kind == "n"


def _glued_on(toks: list[Tok], at: int) -> int:
    """Behind the rest of what was no number: "Boeing 787-9"."""
    while 0 < at < len(toks) - 1 and joined(toks, at) > at and toks[at + 1].kind == "n":
        at += 2
    return at


def _gap(toks: list[Tok], first: int, end: int) -> list[str]:
    """The words between offset ``end`` and token ``first``, at most ten of them."""
    at = first
    while at and toks[at - 1].start >= end and first - at < 10:
        at -= 1
    return [t.low for t in toks[at:first]]


def _inherit(toks: list[Tok], a: Amount, mention: Mention, before: Mention) -> Mention:
    """What one amount takes over from the one before it.

    "over 60 miles (97 km)": the hedge; "lost 190 points, or 0.6%": the direction; "from 208 pounds to 193", "from 1.1
    per cent to 0.9": the unit, but a level behind a step in percent ("rose 5% to 13") may be of anything.
    """
    told, parts = before.parts, dict(mention.parts)
    gap = _gap(toks, a.first, before.span.end)
    measured = told["unit"] is not None and parts["unit"] is not None
    if measured and "bound" not in parts and gap in (["("], ["/"]) and "bound" in told:
        parts |= {"bound": told["bound"], "hedge": told["hedge"], "hedge_span": told["hedge_span"]}
    gapped = gap[-1:] == ["by"] and told["change_role"] == "by" and len(gap) < 8
    restated = gapped or gap[:2] == [",", "or"] or gap[:1] in (["or"], ["("])
    stepped = parts["unit"] is not None or parts.get("head") == "point"
    parallel = told["change_role"] != "to" and told["unit"] == parts["unit"] and _parallel(toks, a, gap)
    if (restated or parallel) and told["change"] and parts["change"] is None and stepped:
        parts |= {"change": told["change"], "change_role": told["change_role"]}
    aged = told["unit_kind"] is UnitKind.AGE and gap in (["and"], [","], [",", "and"])
    bare = "head" not in parts or (parts["elliptic"] and gap == ["and"])
    if aged and bare and not parts["unit"] and before.parts["shape"] == "plain":
        parts = {k: v for k, v in parts.items() if k not in ("counted", "head", "head_at", "elliptic")}
        parts |= {"unit": "year", "unit_kind": UnitKind.AGE}
    if (parts["change_role"] in ("to", "from") or gap == ["to"]) and not parts["unit"] and "head" not in parts:
        if told["unit"] and (told["unit_kind"] is not UnitKind.PERCENT or told["change_role"] == "from"):
            parts |= {"unit": told["unit"], "unit_kind": told["unit_kind"]}
        elif "head" in told and parts["low"] >= 1:
            parts |= {"counted": told["counted"], "head": told["head"], "head_at": told["head_at"], "elliptic": True}
    if _held_against(told, parts, gap) and not parts["unit"] and "head" not in parts:
        parts |= {"unit": told["unit"], "unit_kind": told["unit_kind"]}
    return replace(mention, parts=parts)


def _held_against(told: Mapping[str, Any], parts: Mapping[str, Any], gap: list[str]) -> bool:
    """ "143.20 yen, against 142.75 on Friday", "21.3 feet, short of the record of 21.6": one of the same order."""
    against = gap[-1:] in (["against"], ["versus"], ["vs"]) or gap[-2:] in (["compared", "with"], ["compared", "to"])
    linked = against and told["unit_kind"] is UnitKind.CURRENCY
    marked = len(gap) > 1 and gap[-1] == "of" and (gap[-2] in guard("peaks") or gap[-2] == "record")
    told_low, low = told["low"], parts["low"]
    measured = told["unit"] is not None and told["shape"] == parts["shape"] == "plain"
    return measured and (linked or marked) and told_low / _FAR < low < told_low * _FAR


def _in_points(toks: list[Tok], a: Amount, mention: Mention, earlier: list[Mention]) -> Mention:
    """ "fell 473 points, or 1.8%, to 25,965", "shed 4.1 points to close at 982": the level is in points, too."""
    parts, before = mention.parts, earlier[-1].parts
    gap = [w for w in _gap(toks, a.first, earlier[-1].span.end) if w != ","]
    stepped = before["unit_kind"] is UnitKind.PERCENT or (before.get("head") == "point" and before["change"])
    bare = not parts["unit"] and "head" not in parts and stepped
    if not bare or not gap or gap[-1] not in ("to", "at") or not set(gap) <= guard("to_level"):
        return mention
    points = next((m.parts for m in reversed(earlier[-4:]) if m.parts.get("head") == "point"), None)
    if points is None:
        return mention
    told = {k: points[k] for k in ("unit_kind", "counted", "head", "head_at")}
    return replace(mention, parts=dict(parts) | told | {"elliptic": True})


def _parallel(toks: list[Tok], a: Amount, gap: list[str]) -> bool:
    """ "fell 0.4% AGAINST the crown and 0.3% AGAINST the mark": the verb holds for both."""
    behind = toks[a.last].low if a.last < len(toks) else ""
    opens = guard("opens_parallel")
    return len(gap) > 1 and gap[-1] in ("and", "but", ",") and behind in opens and gap[0] in opens


def _of_so_many(toks: list[Tok], a: Amount) -> bool:
    """ "won EIGHT of their last nine", "six OF THE last ten" """
    words = [t.low for t in toks[a.last : a.last + 4]]
    if len(words) < 4 or words[0] != "of" or words[2] not in ("last", "first", "past", "next", "previous"):
        return False
    whole = numeral(toks, a.last + 3)
    return a.low > 1 and whole is not None and not whole.vague and whole.value >= a.low


def _rate_behind(toks: list[Tok], at: int, end: int) -> str | None:
    """What a counted rate is per: "300 flights A DAY"."""
    while at < len(toks) and toks[at].start < end:
        at += 1
    found = per(toks, at)
    return found[0] if found else None


def _past_after_hedge(toks: list[Tok], a: Amount) -> int:
    """Behind "or so", "or more", "odd" between the figure and its noun."""
    said = hedge(toks, a)
    return said.end if said and not said.before and said.start >= a.end else a.end


def _points(toks: list[Tok], a: Amount) -> Counted | None:
    """ "cut a quarter POINT", "half a POINT" """
    at = joined(toks, a.last)
    at += at < len(toks) and toks[at].low == "a"
    if at >= len(toks) or toks[at].low not in ("point", "points"):
        return None
    t = toks[at]
    return Counted(t.text, "point", Span(t.start, t.end), t.end)


def _half_the(text: str, tokens: list[Token], end: int) -> Counted | None:
    """ "half the condos", "half its staff" """
    i = token_at(tokens, end)
    if i + 1 < len(tokens) and tokens[i].tag in ("DT", "PRP$") and tokens[i].low not in ("a", "an"):
        return behind(text, tokens, tokens[i].end)
    return None


@cache
def _openers() -> frozenset[str]:
    return number_words() | frozenset(["a", "an", "several", "few", "many", "couple", "half"])
