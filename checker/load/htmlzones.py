"""Which parts of a page are the article: navigation, adverts, related links, comments and the like are left out.

Decided from elements (nav, aside, footer, figcaption), roles, the names that pages give their parts (class and
id, by lexicons/en/furniture.toml), headings ("Read more"), and how much of a part is links. As with lines of
text: a part that holds a large share of the page's text is never left out for its name alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.load.furniture import Mark, mark_of
from checker.load.htmltree import BLOCKS, Element, Text
from checker.model import Zone

__all__ = ["Layout"]

_NEVER = frozenset(
    (
        "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "template",
        "head", "svg", "math", "canvas", "audio", "video", "object", "embed", "map", "select", "option",
        "button", "del", "s", "strike",
    )
)  # fmt: skip
_PAGE_PARTS = frozenset(("nav", "aside", "footer", "dialog", "menu", "form"))
_PAGE_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu")
)
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_PARAGRAPHS = frozenset(("p", "li", "td", "th", "dd", "dt", "blockquote", "pre", *_HEADINGS))
_CAPTIONS = frozenset(("figcaption", "caption"))
_CAMEL = expression(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN = expression(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_SMALL = 0.4  # a part with less of the page's text than this may be left out for its name
_THREAD = 0.85  # comments can be longer than the article
_CORE = 0.6  # the article holds at least this much of the text that is left


class Layout:
    """The zones of a page's elements.

    ``zones`` maps an element to its zone, or to None where it is left out; elements that are not in it are as
    the element around them. ``core`` is the element that holds the article, ``headline`` the h1 that heads it.
    """

    def __init__(self, root: Element, source: str, *, by_name: bool = True) -> None:
        self._source = source
        self.zones: dict[Element, Zone | None] = {}
        self._elements = list(root.walk())
        self._left_out(e for e in self._elements if _never(e))
        self._text, self._links = self._weigh()
        self._holding = self._holders()
        self._whole = max(self._text[root], 1)
        self._left_out(e for e in self._elements if self._is_page_part(e))
        if by_name:
            self._by_name()
            self._left_out(e for h in self._elements if (e := self._headed_by(h)) is not None)
            self._left_out(e for e in self._elements if self._only_links(e))
        for element in self._elements:
            if element.name in _CAPTIONS:
                self.zones.setdefault(element, Zone.CAPTION)
            elif element.name == "time" and self._stands_alone(element):
                self.zones.setdefault(element, Zone.BYLINE)
        self.core = self._core(root)
        self.headline = self._headline()

    def kept(self, element: Element) -> bool:
        """Whether nothing around the element (or itself) is left out."""
        return all(self.zones.get(e, Zone.BODY) is not None for e in element.above())

    def words(self, element: Element) -> str:
        """The text of an element without its tags, for comparing; references are left as they are."""
        parts: list[str] = []
        stack: list[Element | Text] = [element]
        while stack:
            node = stack.pop()
            if isinstance(node, Text):
                parts.append(self._source[node.start : node.end])
            elif not _never(node):
                stack.extend(reversed(node.children))
        return " ".join("".join(parts).split())

    def _left_out(self, elements: Iterator[Element]) -> None:
        for element in list(elements):
            self.zones[element] = None

    def _weigh(self) -> tuple[dict[Element, int], dict[Element, int]]:
        """Characters of text in each element, and how many of them are links."""
        text = dict.fromkeys(self._elements, 0)
        links = dict.fromkeys(self._elements, 0)
        for element in reversed(self._elements):
            if element in self.zones:
                text[element] = links[element] = 0
            else:
                for child in element.children:
                    if isinstance(child, Text):
                        text[element] += len(self._source[child.start : child.end].strip())
                if element.name == "a":
                    links[element] = text[element]
            if element.parent is not None:
                text[element.parent] += text[element]
                links[element.parent] += links[element]
        return text, links

    def _holders(self) -> set[Element]:
        """The elements that are or hold a headline or what pages call the article's body: never left out whole."""
        found: set[Element] = set()
        for element in reversed(self._elements):
            if element in found or element.name in ("h1", "main") or _named(element, "body"):
                found.add(element)
                if element.parent is not None:
                    found.add(element.parent)
        return found

    def _is_page_part(self, element: Element) -> bool:
        role = element.attributes.get("role", "").lower()
        if element.name == "footer" and any(e.name == "blockquote" for e in element.above()):
            return False
        if element.name in _PAGE_PARTS or role in _PAGE_ROLES:
            return element not in self._holding
        if element.name == "header":
            return element not in self._holding and not any(e.name in ("article", "main") for e in element.above())
        return False

    def _by_name(self) -> None:
        for element in self._elements:
            if (
                element.name not in BLOCKS
                or element.name in ("html", "body", "main", "article", "h1")
                or element in self.zones
            ):
                continue
            share = self._text[element] / self._whole
            if share < _SMALL and _named(element, "caption"):
                self.zones[element] = Zone.CAPTION
            elif share < _SMALL and _named(element, "byline") and element not in self._holding:
                self.zones[element] = Zone.BYLINE
            elif _named(element, "furniture") and element not in self._holding:
                limit = _THREAD if _named(element, "thread") else _SMALL
                if share < limit:
                    self.zones[element] = None

    def _stands_alone(self, element: Element) -> bool:
        """Whether an inline element is a line of its own and no part of a paragraph."""
        block = next((e for e in element.above() if e.name in BLOCKS), None)
        return block is None or block.name not in _PARAGRAPHS or self._text[block] == self._text[element]

    def _headed_by(self, heading: Element) -> Element | None:
        """The part of the page that a heading such as "Read more" or "Comments (3)" opens."""
        parent = heading.parent
        if heading.name not in _HEADINGS or parent is None or parent.name not in ("section", "div", "aside"):
            return None
        first = next((c for c in parent.children if isinstance(c, Element) or self._shows(c)), None)
        if first is not heading:
            return None
        if self._text[heading] > 100:
            return None
        mark = mark_of(self.words(heading))
        if mark not in (Mark.BLOCK, Mark.NEXT, Mark.REST, Mark.REST_IF_LATE) or parent in self._holding:
            return None
        limit = _SMALL if mark in (Mark.BLOCK, Mark.NEXT) else _THREAD
        return parent if self._text[parent] < limit * self._whole else None

    def _shows(self, text: Text) -> bool:
        return bool(self._source[text.start : text.end].strip())

    def _only_links(self, element: Element) -> bool:
        """A list of links, or a paragraph that is one link and no sentence."""
        if element.name not in ("ul", "ol", "p") or not self._text[element]:
            return False
        if self._links[element] < 0.95 * self._text[element] or self._text[element] > 0.2 * self._whole + 200:
            return False
        items = sum(1 for c in element.children if isinstance(c, Element) and c.name == "li")
        return items >= 2 if element.name != "p" else self.words(element)[-1:] not in tuple(".”\"’'!")

    def _core(self, root: Element) -> Element:
        """The smallest part of the page, of those that are made to hold an article, with most of its text."""
        weight = self._kept_text()
        enough = _CORE * max(weight[root], 1)
        for wanted in (("article",), ("main",)):
            found = [
                e
                for e in self._elements
                if (e.name in wanted or (wanted == ("main",) and e.attributes.get("role") == "main"))
                and weight[e] >= enough
            ]
            if found:
                return min(found, key=lambda e: (weight[e], e.start))
        bodies = [e for e in self._elements if weight[e] >= enough and _named(e, "body")]
        return min(bodies, key=lambda e: (weight[e], e.start)) if bodies else root

    def _kept_text(self) -> dict[Element, int]:
        weight = dict.fromkeys(self._elements, 0)
        for element in reversed(self._elements):
            if self.zones.get(element, Zone.BODY) is not Zone.BODY:
                weight[element] = 0
                continue
            for child in element.children:
                if isinstance(child, Text):
                    weight[element] += len(self._source[child.start : child.end].strip())
            if element.parent is not None:
                weight[element.parent] += weight[element]
        return weight

    def _headline(self) -> Element | None:
        """The h1 in the article, else the one nearest before it (a site's name may be an h1 as well)."""
        found = [e for e in self._elements if e.name == "h1" and self._text[e] and self.kept(e)]
        inside = [e for e in found if self.core in e.above() and self.core.name]
        before = [e for e in found if e.start <= self.core.start]
        return inside[0] if inside else before[-1] if before else found[0] if found else None


def _never(element: Element) -> bool:
    attributes = element.attributes
    return (
        element.name in _NEVER
        or "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or bool(_HIDDEN.search(attributes.get("style", "")))
    )


@cache
def _vocabulary(part: str) -> frozenset[str]:
    return lexicon.words("furniture", f"html.{part}")


def _named(element: Element, part: str) -> bool:
    """Whether class, id or itemprop calls the element so: "related-links", "relatedLinks" and "related" all do."""
    words = _vocabulary(part)
    attributes = element.attributes
    for value in (attributes.get("class"), attributes.get("id"), attributes.get("itemprop")):
        for name in (value or "").split()[:20]:
            parts = re.split(r"[-_:]+", _CAMEL.sub("-", name[:80]).lower())
            if "".join(parts) in words or any(p in words for p in parts):
                return True
    return False
