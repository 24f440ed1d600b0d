"""What markdown's own signs tell about a text: front matter, headings, images, comments, code."""

from __future__ import annotations

from collections.abc import Iterator

from checker.expressions import expression
from checker.load.frontmatter import front_matter
from checker.model import Region, Span, Zone

__all__ = ["known_regions"]

# Bounded, and unable to run past the next bracket: linear on any text.
_IMAGE = expression(r"!\[[^\[\]\r\n]{0,500}\](?:\([^()\r\n]{0,1000}\)|\[[^\[\]\r\n]{0,100}\])(?:\{[^{}\r\n]{0,200}\})?")
_LINE = expression(r"[^\r\n]+")
_HEADING = expression(r"[ ]{0,3}(#{1,6})[ \t]+(?=\S)")
_RULE = expression(r"[ ]{0,3}(?:=+|(?:[-*_][ \t]*){3,}|\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t:|-]*)?)\s*")
_DEFINITION = expression(r"[ ]{0,3}\[[^\[\]]{1,200}\]:[ \t]*\S")
_FENCE = expression(r"[ ]{0,3}(```+|~~~+)")


def known_regions(text: str) -> list[Region]:
    """Regions of a markdown file that need no guessing; sorted and disjoint, with gaps where text is left.

    The first ``# `` heading is the headline; without one, the title in front matter is.
    """
    front = front_matter(text)
    body = front.span.end if front else 0
    found = sorted((*_comments(text, body), *_lines(text, body), *_images(text, body)), key=lambda r: r.span)
    regions: list[Region] = []
    if front:
        headed = any(r.zone is Zone.HEADLINE for r in found)
        regions += _around(front.span, None if headed else front.title)
    for region in found:
        if not regions or regions[-1].span.end <= region.span.start:
            regions.append(region)
    return regions


def _around(span: Span, title: Span | None) -> list[Region]:
    if title is None:
        return [Region(Zone.FURNITURE, span)]
    return [
        Region(Zone.FURNITURE, Span(span.start, title.start)),
        Region(Zone.HEADLINE, title),
        Region(Zone.FURNITURE, Span(title.end, span.end)),
    ]


def _comments(text: str, at: int) -> Iterator[Region]:
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        at = end + 3
        yield Region(Zone.FURNITURE, Span(start, at))


def _images(text: str, body: int) -> Iterator[Region]:
    for m in _IMAGE.finditer(text, body):
        yield Region(Zone.FURNITURE, Span(*m.span()))


def _lines(text: str, body: int) -> Iterator[Region]:
    """Heading signs, rules, link definitions and fenced code."""
    headed, fence, fenced = False, "", 0
    for m in _LINE.finditer(text, body):
        line = m.group()
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence):
                yield Region(Zone.FURNITURE, Span(fenced, m.end()))
                fence = ""
            continue
        if mark and _closes(text, m.end(), mark[1]):
            fence, fenced = mark[1], m.start()
            continue
        heading = _HEADING.match(line)
        if heading:
            yield Region(Zone.FURNITURE, Span(m.start(), m.start() + heading.end()))
            if not headed and heading[1] == "#":
                headed = True
                yield Region(Zone.HEADLINE, Span(m.start() + heading.end(), m.end()))
        elif _RULE.fullmatch(line) or _DEFINITION.match(line):
            yield Region(Zone.FURNITURE, Span(*m.span()))


def _closes(text: str, at: int, mark: str) -> bool:
    """Whether a fence is closed again; an open one would hide the rest of the article."""
    return text.find("\n" + mark, at) >= 0 or text.find("\r" + mark, at) >= 0
