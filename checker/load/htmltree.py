"""Tags to a light tree: which element a stretch of text stands in. Missing end tags are supplied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from checker.errors import InputError
from checker.load.htmltokens import tokens
from checker.record import record

__all__ = ["BLOCKS", "Element", "Text", "parse"]

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "head", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option",
        "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
    )
)  # fmt: skip
# An open element (first) that a new one ends, as far up as the boundary (third).
_ENDS = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"table", "tr"}),
    "th": ({"td", "th"}, {"table", "tr"}),
    "option": ({"option"}, {"select"}),
    "body": ({"head"}, {"html"}),
}
_DEEPEST = 400
_MOST = 300_000


@record
class Text:
    """Raw text of the file between two offsets."""

    start: int
    end: int


@dataclass(slots=True, eq=False)
class Element:
    name: str
    start: int
    attributes: Mapping[str, str]
    parent: Element | None = None
    children: list[Element | Text] = field(default_factory=list)

    def above(self) -> Iterator[Element]:
        """The element and those it stands in, innermost first."""
        at: Element | None = self
        while at is not None:
            yield at
            at = at.parent

    def walk(self) -> Iterator[Element]:
        """The element and all elements in it, in the order of the file."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(c for c in reversed(element.children) if isinstance(c, Element))


def parse(text: str) -> Element:
    """The tree of a page, below a nameless root. What makes no sense is left out.

    Raises InputError for a page of more tags than any article has (it would take all memory).
    """
    root = Element("", 0, {})
    stack = [root]
    for count, tag in enumerate(tokens(text)):
        if count > _MOST:
            raise InputError(f"has more than {_MOST:,} tags, so it is no page with an article; save the article alone")
        if not tag.name:
            stack[-1].children.append(Text(tag.start, tag.end))
        elif tag.closing:
            _close(stack, tag.name)
        else:
            _imply(stack, tag.name)
            element = Element(tag.name, tag.start, tag.attributes, stack[-1])
            stack[-1].children.append(element)
            if tag.name not in _VOID and len(stack) < _DEEPEST:
                stack.append(element)
    return root


def _imply(stack: list[Element], name: str) -> None:
    """Ends what the new element ends without an end tag: a paragraph by a block, an item by the next one."""
    if name in BLOCKS:
        for n in range(len(stack) - 1, 0, -1):
            if stack[n].name == "p":
                del stack[n:]
                break
            if stack[n].name in BLOCKS:
                break
    ended, boundary = _ENDS.get(name, (frozenset(), frozenset()))
    for n in range(len(stack) - 1, 0, -1):
        if not ended or stack[n].name in boundary:
            break
        if stack[n].name in ended:
            del stack[n:]


def _close(stack: list[Element], name: str) -> None:
    """Goes up to the element that ends. An inline end tag does not reach across a block: ``<b><p>..</b>``."""
    inline = name not in BLOCKS
    for n in range(len(stack) - 1, 0, -1):
        if stack[n].name == name:
            del stack[n:]
            return
        if inline and stack[n].name in BLOCKS:
            return
