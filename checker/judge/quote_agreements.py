"""Versions that agree, with the reason why nothing was flagged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.judge import rulebook
from checker.judge.quote_passages import (
    clipped,
    label,
)
from checker.judge.quote_table import Comparison
from checker.model import (
    Agreement,
    Alignment,
    Bundle,
    Claim,
    Evidence,
    Quotation,
    Span,
)
from checker.speakers import fold_words, speaker
from checker.worddiff import Overlap
from checker.wording import Utterance

__all__ = ["Agreements"]

_SPLIT = ("Q312", "Q313")
_LEAST_PIECE = 4
_LEAST_RUNS = 6
_ALIKE = 0.8


class Agreements:
    """Gathers versions that agree, one agreement a rule and alignment."""

    def __init__(self, bundle: Bundle, alignment: Alignment) -> None:
        self._bundle = bundle
        self._alignment = alignment
        self._rows: dict[str, tuple[Comparison, dict[tuple[str, Span], Evidence]]] = {}
        self._copies: dict[str, str] = {}

    def add(self, code: str, compared: Comparison, right: Sequence[Utterance], other: Sequence[Utterance]) -> None:
        """Two versions that agree; pieces that are the same word for word go under the rule of same words."""
        if rulebook.rule(code).level is not None:
            return
        if compared.credited is not None or _copied(compared.found) or _names_source(compared.found):
            first, second = sorted((compared.found.a.article, compared.found.b.article))
            self._copies.setdefault(second, self._copies.get(first, first))
        whole = _same_pieces(compared.found) if code in _SPLIT else ()
        for one in (*right, *other):
            for claim in one.claims:
                row = "Q310" if claim.mention.text in whole else code
                self._put(row, compared, claim.article, claim.mention.span, rulebook.evidence(claim))

    def pieces(self, compared: Comparison) -> None:
        """Of two versions that differ, the pieces that do not."""
        for found in (compared.found, compared.found.flipped()):
            for claim in found.a.claims:
                other = _counterpart(found, claim)
                if other is None:
                    continue
                code = "Q310" if any(c.mention.span == other for c in found.b.claims) else "Q312"
                near = next((c for c in found.b.claims if c.mention.span.contains(other)), found.b.claims[0])
                passage = clipped(near, self._bundle.articles[near.article], other, 0)
                self._put(code, compared, claim.article, claim.mention.span, rulebook.evidence(claim))
                self._put(code, compared, near.article, other, passage)

    def _put(self, code: str, compared: Comparison, article: str, span: Span, evidence: Evidence) -> None:
        _, rows = self._rows.setdefault(code, (compared, {}))
        rows.setdefault((article, span), evidence)

    def made(self) -> list[Agreement]:
        out = []
        for code, (compared, rows) in sorted(self._rows.items()):
            if len({article for article, _ in rows}) < 2:
                continue
            out.append(
                rulebook.agreement(
                    code,
                    evidence=list(rows.values()),
                    fact=label(compared.found.a, speaker(compared.found.a.claims)),
                    story=self._alignment.story,
                    why=_why(code, compared),
                    sources=1 if code == "Q311" else self._sources(rows),
                )
            )
        return out

    def _sources(self, rows: Mapping[tuple[str, Span], Evidence]) -> int:
        """The sources of a row: an article that copies another, or credits it, is not a second one."""
        by_article = {article: shown.passage.source for (article, _), shown in rows.items()}
        firsts = {self._copies.get(article, article) for article in by_article}
        return len({by_article.get(article, article) for article in firsts})


def _names_source(found: Overlap) -> bool:
    """Whether one version credits the outlet of the other: "..., he told the Velm Post"."""
    for side, other in ((found.a, found.b), (found.b, found.a)):
        outlet = set(fold_words(other.claims[0].passage.source.replace("-", " "))) - {"the"}
        named = [c.value.via for c in side.claims if isinstance(c.value, Quotation) and c.value.via]
        if outlet and any(set(fold_words(via)) - {"the"} == outlet for via in named):
            return True
    return False


def _copied(found: Overlap) -> bool:
    """Whether the reporters' own sentences around the words are nearly the same too."""
    one, other = (_runs(side.claims[0]) for side in (found.a, found.b))
    least = min(len(one), len(other))
    return least >= _LEAST_RUNS and len(one & other) >= _ALIKE * least


def _runs(claim: Claim) -> set[tuple[str, ...]]:
    """Runs of three words of the passage around a quotation, without the quotation."""
    words = fold_words(claim.context.replace(claim.mention.text, " | "))
    return set(zip(words, words[1:], words[2:], strict=False))


def _same_pieces(found: Overlap) -> frozenset[str]:
    """The texts of the pieces that stand whole and word for word on both sides."""
    keys = [dict(_pieces(side)) for side in (found.a, found.b)]
    return frozenset(side[words] for words in keys[0].keys() & keys[1].keys() for side in keys)


def _pieces(one: Utterance) -> list[tuple[tuple[str, ...], str]]:
    """(folded words, text as printed) of each claim of an utterance."""
    return [(tuple(one.keys[i:j]), claim.mention.text) for claim in one.claims for i, j in [_range(one, claim)]]


def _range(one: Utterance, claim: Claim) -> tuple[int, int]:
    """The words of an utterance that stand in one of its claims."""
    inside = [i for i, w in enumerate(one.words) if claim.mention.span.contains(w.span)]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _counterpart(found: Overlap, claim: Claim) -> Span | None:
    """Where the words of a whole claim of ``found.a`` stand unchanged in ``found.b``; None where they do not."""
    start, end = _range(found.a, claim)
    wanted, keys = found.a.keys[start:end], found.b.keys
    if end - start < _LEAST_PIECE:
        return None
    for i in range(len(keys) - len(wanted) + 1):
        if keys[i : i + len(wanted)] == wanted:
            words = found.b.words[i : i + len(wanted)]
            return Span(words[0].span.start, words[-1].span.end)
    return None


def _why(code: str, compared: Comparison) -> str:
    shown = "; ".join(c.shown for c in compared.changes[:3])
    if code == "Q311":
        return f"The words are credited to {compared.credited}: one source, not two."
    if code in ("Q313", "Q314", "Q315", "Q316") and shown:
        return f"{rulebook.rule(code).title}: {shown}."
    if code in ("Q317", "Q318"):
        return f"{rulebook.rule(code).title}: {compared.tie.why}."
    return f"{rulebook.rule(code).title}."
