"""Amounts without a figure: denied ones ("not a single strike") and vague ones ("several regions", "huge numbers")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from checker import lexicon
from checker.extraction.number_counted import Counted, antecedent, behind
from checker.extraction.number_tokens import Tok, cut, guard, phrase
from checker.extraction.number_units import unit_words
from checker.extraction.number_values import interval
from checker.grammar import Page, Token, token_at
from checker.model import Kind, Mention, Span, UnitKind
from checker.worked_out import worked_out

__all__ = ["find", "triggers"]


@worked_out(
    "lexicons/en/numbers.toml", "extraction/number_vague.py", "extraction/number_tokens.py", "lexicons/units.toml"
)
def _table() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word -> [(whole phrase, entry)], the longest first; entry "0" for denials, "p" for denied
    persons, "n" for what is none of some, "t" for none of those before it.
    """
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    vague = lexicon.mapping("numbers", "vague")
    zero = lexicon.table("numbers")["zero"]
    entries = [*vague.items(), *((w, "0") for w in zero["determiners"]), *((w, "p") for w in zero["pronouns"])]
    entries += [*((w, "n") for w in zero["none_of"]), *((w, "t") for w in zero["none_of_them"])]
    for words, entry in entries:
        cut_words = phrase(words)
        out.setdefault(cut_words[0], []).append((cut_words, entry))
    for listed in out.values():
        listed.sort(key=lambda e: -len(e[0]))
    return out


@cache
def triggers() -> frozenset[str]:
    """Words one of which is in every vague phrase, common articles left out."""
    common = {"a", "not", "no", "without", "never", "large", "small"}
    firsts = {e[0][0] for listed in _table().values() for e in listed} - common
    seconds = {"single", "few", "couple", "handful", "number", "numbers", "one"}
    return frozenset(firsts | seconds) | denied() | _undone() | _done()


@cache
def denied() -> frozenset[str]:
    return lexicon.words("numbers", "zero.denied")


@cache
def _done() -> frozenset[str]:
    return lexicon.words("numbers", "zero.participles")


@cache
def _undone() -> frozenset[str]:
    return lexicon.words("numbers", "zero.undone")


def find(page: Page, index: int, toks: Sequence[Tok], words: frozenset[str], used: Sequence[Span]) -> list[Mention]:
    """The vague and denied amounts of a sentence, where no figure has been found."""
    if words.isdisjoint(triggers()):
        return []
    out: list[Mention] = []
    for i, tok in enumerate(toks):
        for said, entry in _table().get(tok.low, ()):
            if tuple(t.low for t in toks[i : i + len(said)]) != said:
                continue
            found = _mention(page, page.tokens(index), toks, i, len(said), entry)
            if (
                found
                and not any(found.span.overlaps(s) for s in used)
                and not any(found.span.overlaps(m.span) for m in out)
            ):
                out.append(found)
            break
    return out


def _mention(page: Page, tokens: list[Token], toks: Sequence[Tok], i: int, size: int, entry: str) -> Mention | None:
    if entry == "p":
        return _nobody(page.text, tokens, toks, i, size)
    end = toks[i + size - 1].end
    if entry in ("0", "t", "n"):
        counted = _denied_thing(page.text, tokens, toks[i].start, end, size, entry)
        return _build(page.text, toks[i].start, end, counted, Decimal(0), Decimal(0), "zero") if counted else None
    after = toks[i + size].low if i + size < len(toks) else ""
    if after == "of" and i + size + 1 < len(toks):
        counted = _after_number(page.text, tokens, toks[i + size].end)
    else:
        counted = behind(page.text, tokens, end)
    if counted and unit_words(cut(counted.head, 0, len(counted.head)), 0):
        return None  # "several weeks": a span of time, or a measure too vague to compare
    if not (counted and not counted.elliptic and counted.at and _plural(tokens, counted)):
        counted = None
        if size == 1 or not toks[i + size - 1].low.startswith("number"):
            return None
    if counted is None and toks[i + size - 1].low != "numbers":
        return None
    low, high = interval(entry)
    return _build(page.text, toks[i].start, end, counted, low, high, "vague")


def _denied_thing(text: str, tokens: list[Token], start: int, end: int, size: int, entry: str) -> Counted | None:
    """What there is none of: behind the words between ``start`` and ``end``, or for "none of them" ahead of them."""
    if entry == "n":
        return _after_number(text, tokens, end)
    if entry == "t":
        meant = antecedent(tokens, token_at(tokens, start))
        return replace(meant, end=end) if meant else None
    found = behind(text, tokens, end)
    return None if found is None or found.elliptic or not _deniable(found, size, tokens) else found


def _plural(tokens: list[Token], counted: Counted) -> bool:
    at = token_at(tokens, counted.at.start) if counted.at else len(tokens)
    return at < len(tokens) and (tokens[at].tag in ("NNS", "NNPS") or tokens[at].low in ("people", "police"))


def _after_number(text: str, tokens: list[Token], end: int) -> Counted | None:
    i = token_at(tokens, end)
    while i < len(tokens) and tokens[i].tag in ("CD", "DT", "PRP$"):
        end = tokens[i].end
        i += 1
    found = behind(text, tokens, end)
    return None if found is None or found.elliptic else found


def _deniable(counted: Counted, size: int, tokens: list[Token]) -> bool:
    """ "no" denies only nouns whose absence is news; "not a single" denies anything that can be counted."""
    last = counted.phrase.rsplit(None, 1)[-1].lower()
    if size > 1 or last in denied():
        return True
    first = token_at(tokens, counted.end)
    at = _behind_aux(tokens, counted.end)
    done = tokens[at].low if at < len(tokens) else ""
    return done in (_done() | _undone() if at > first else lexicon.words("numbers", "zero.of_itself"))


def _behind_aux(tokens: list[Token], end: int) -> int:
    """The first token behind ``end`` and behind the auxiliaries that follow it."""
    at = token_at(tokens, end)
    while at < len(tokens) and tokens[at].low in guard("aux"):
        at += 1
    return at


def _nobody(text: str, tokens: list[Token], toks: Sequence[Tok], i: int, size: int) -> Mention | None:
    """ "nobody was hurt", "no one has been killed" """
    at = _behind_aux(tokens, toks[i + size - 1].end)
    if at >= len(tokens) or tokens[at].low not in _done():
        return None
    start, end = toks[i].start, toks[i + size - 1].end
    counted = Counted("people", "person", None, end, elliptic=True)
    return _build(text, start, end, counted, Decimal(0), Decimal(0), "zero")


def _build(
    text: str, start: int, end: int, counted: Counted | None, low: Decimal, high: Decimal | None, shape: str
) -> Mention:
    stop = max(end, counted.end) if counted else end
    parts: dict[str, Any] = {
        "low": low,
        "high": high,
        "step": Decimal(1) if shape == "zero" else None,
        "unit": None,
        "unit_kind": UnitKind.COUNT,
        "shape": shape,
        "number_span": Span(start, end),
        "change": None,
        "change_role": None,
    }
    if counted:
        parts |= {
            "counted": counted.phrase,
            "head": counted.head,
            "head_at": counted.at,
            "elliptic": counted.elliptic,
        }
    return Mention(Kind.NUMBER, Span(start, stop), text[start:stop], f"words-{shape}", parts)
