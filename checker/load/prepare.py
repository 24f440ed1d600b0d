"""Marks headline, body, captions, bylines and furniture in an article that has no regions yet.

Text that people paste from web pages brings the page along. What is furniture is decided line by line: by
phrases (lexicons/en/furniture.toml), by where a line stands, and by what stands around it. The rule behind all
of them: **when in doubt, it is text**. A missed advertisement costs little; a lost sentence hides a fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.expressions import expression
from checker.load.furniture import Mark, language_of, mark_of
from checker.load.headline import find_headline, is_byline, same_headline
from checker.load.lines import Line, cut, mark_wrapped
from checker.load.markdown import known_regions
from checker.load.waivers import lines_of
from checker.model import Article, Region, Span, Zone

__all__ = ["mark", "prepare"]

_VOICE = expression(r"[-–•* ]{0,4}[A-ZÀ-Þ][^:\"“”„«»\n]{1,80}:[ \u00a0]?[\"“„«]")
"""Under the heading "Comments" of a press release stand the speakers it quotes."""
_RELATED_LINES = 12
_NEXT_LINES = 4


def prepare(article: Article) -> Article:
    """The article with its regions (sorted, disjoint, covering the text) and, if it had none, the title that its
    text shows. An article that has regions already is returned as it is."""
    if article.regions or not article.text:
        return article
    if article.path.lower().endswith((".md", ".markdown")):
        return mark(article, known_regions(article.text))
    return mark(article, tuple(lines_of(article.text)) if article.waivers else ())


def mark(article: Article, known: Sequence[Region]) -> Article:
    """``prepare`` for text of which some regions are ``known`` (sorted, disjoint, gaps allowed)."""
    lines = list(cut(article.text, known))
    mark_wrapped(lines)
    shown = [line for line in lines if line.text]
    language = language_of(article.language)
    _phrases(shown, language)
    headline = next((line for line in shown if line.zone is Zone.HEADLINE), None)
    if headline is None:
        headline = find_headline(shown, article.title, language)
        if headline is not None:
            headline.zone = Zone.HEADLINE
    if headline is not None:
        _repeats(shown, headline)
    _bylines(shown)
    _tag_list(shown)
    title = article.title or (" ".join(headline.text.split())[:500] if headline else None)
    return replace(article, regions=_regions(lines, len(article.text)), title=title)


def _phrases(lines: list[Line], language: str) -> None:
    """Marks lines that the lexicon knows, and what they say of the lines behind them."""
    marks = [mark_of(line.text, language) if line.zone is None else None for line in lines]
    weight = [len(line.text) if line.zone is None and line.prose else 0 for line in lines]
    total, before = sum(weight), 0
    for n, line in enumerate(lines):
        before += weight[n]
        found = marks[n]
        if found is None or line.zone is not None:
            continue
        if found in (Mark.REST, Mark.REST_IF_LATE):
            line.zone = Zone.FURNITURE
            late = before >= total - before and not (n + 1 < len(lines) and _VOICE.match(lines[n + 1].text))
            if before and (found is Mark.REST or late):
                for rest in lines[n + 1 :]:
                    rest.zone = Zone.FURNITURE
                return
        elif found in (Mark.NEXT, Mark.BLOCK):
            inline = ":" in line.text.rstrip("*_ :")
            if before or not inline:
                line.zone = Zone.FURNITURE
                _related(lines, n, marks, found is Mark.BLOCK, inline)
        elif found is Mark.CAPTION:
            line.zone = Zone.CAPTION
        else:
            line.zone = Zone.BYLINE if found is Mark.BYLINE else Zone.FURNITURE


def _related(lines: list[Line], n: int, marks: Sequence[Mark | None], block: bool, inline: bool) -> None:
    """Marks the headlines that a "read more" or "related articles" line introduces.

    A line that names its article itself (``inline``) introduces none, except that players repeat their title.
    """
    limit = n + 1 + (_RELATED_LINES if block else _NEXT_LINES)
    at = n + 1
    if inline and not (at < len(lines) and _says_again(lines[n], lines[at])):
        return
    while at < min(limit, len(lines)):
        line = lines[at]
        if line.zone is not None or marks[at] is not None or line.prose or not line.headline_like:
            break
        if not block and at > n + 1 and lines[at - 1].end < line.start:
            break
        line.zone = Zone.FURNITURE
        at += 1
    if block:
        _teasers(lines, n, at, marks)


def _says_again(line: Line, following: Line) -> bool:
    """Whether the next line has mostly the same words: the title of a video, repeated below the player."""
    said = {w.lower() for w in line.words if len(w) > 3}
    again = {w.lower() for w in following.words if len(w) > 3}
    return len(said & again) * 2 > len(again)


def _teasers(lines: list[Line], n: int, at: int, marks: Sequence[Mark | None]) -> None:
    """Cards of related articles at the very end: headline and one sentence, once or several times.

    A card is only believed when nothing else follows, and when either its headline stands there twice (once
    as the picture's text) or there are several cards.
    """
    tail = [k for k in range(at, len(lines)) if lines[k].zone is None and marks[k] is None]
    if not tail or at == n + 1:
        return
    twins = {line.folded for line in lines[max(n - 3, 0) : n]} & {line.folded for line in lines[n + 1 : at]}
    if len(tail) == 1 and twins and lines[at - 1].folded in twins:
        lines[tail[0]].zone = Zone.FURNITURE
    elif len(tail) >= 3 and all(lines[k].prose == (i % 2 == 0) for i, k in enumerate(tail)):
        for k in tail:
            lines[k].zone = Zone.FURNITURE
    else:
        return
    for line in lines[max(n - 3, 0) : n]:
        if line.zone is None and line.folded in twins and line.headline_like:
            line.zone = Zone.FURNITURE


def _repeats(lines: Sequence[Line], headline: Line) -> None:
    """A page shows its headline again over the picture or in the player: that line is no second headline."""
    for line in lines:
        if line is not headline and line.zone is None and line.headline_like and same_headline(line, headline.text):
            line.zone = Zone.FURNITURE


def _bylines(lines: Sequence[Line]) -> None:
    """ "By Jane Roe" near the top or at the end."""
    for line in (*lines[:8], *lines[-4:]):
        if line.zone is None and is_byline(line.text):
            line.zone = Zone.BYLINE


def _tag_list(lines: Sequence[Line]) -> None:
    """A line of names behind the last sentence ("Harbour, Storm Ida, Weather"): the page's tags."""
    for line in reversed(lines):
        if line.zone is None:
            items = [item.strip() for item in line.text.split(",")]
            if len(items) >= 3 and all(_is_tag(i) for i in items):
                line.zone = Zone.FURNITURE
            return


def _is_tag(item: str) -> bool:
    return item[:1].isupper() and len(item.split()) <= 4 and item[-1].isalnum() and ":" not in item


def _regions(lines: Sequence[Line], length: int) -> tuple[Region, ...]:
    """Neighbouring lines of one zone as one region; blank lines go with what stands before them."""
    regions: list[Region] = []
    start, zone = 0, None
    for line in lines:
        own = line.zone if line.zone is not None else Zone.BODY if line.text else None
        if own is None or own is zone:
            continue
        if zone is not None:
            regions.append(Region(zone, Span(start, line.start)))
            start = line.start
        zone = own
    if length:
        regions.append(Region(zone or Zone.BODY, Span(start, length)))
    return tuple(regions)
