"""What a page says about its article: title, outlet, dates, address; from JSON-LD, meta tags, ``<time>``, title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from checker import lexicon
from checker.expressions import expression
from checker.load.fields import clean, moment
from checker.load.htmltokens import plain
from checker.load.htmltree import Element, Text
from checker.record import record
from checker.text import fold

__all__ = ["Metadata", "metadata"]

_TITLE = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "headline",
    "parsely-title",
    "sailthru.title",
    "title",
)
_OUTLET = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "cre",
    "al:android:app_name",
)
_PUBLISHED = (
    "article:published_time", "og:published_time", "article:published", "datepublished", "date.published",
    "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created",
    "dc.terms.created", "pubdate", "publishdate", "publish-date", "publish_date", "published_time",
    "publication_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "article.published", "displaydate", "originalpublicationdate", "release_date", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dc.date.modified",
    "dcterms.modified",
    "last-modified",
)
_SPLIT = expression(r"\s+[|–—·•»«-]\s+|\s*::\s*|\s+[|]|[|]\s+")
_HEADED = expression(r"(.{3,60}?): ")


@record
class Metadata:
    """``name`` is the outlet as the page names it; ``page_title`` the content of ``<title>``, outlet and all."""

    title: str | None
    name: str | None
    page_title: str | None
    published: date | None
    published_at: datetime | None
    as_of: datetime | None
    url: str | None
    language: str | None
    colophon: str = ""

    def outlet(self, headline: str | None) -> str | None:
        """The outlet: as named, else what ``<title>`` has beside the headline ("Flood in Ardell | Ardell News")."""
        return self.name or (
            _outlet(self.page_title, headline or self.title, self.colophon) if self.page_title else None
        )


def metadata(root: Element, source: str) -> Metadata:
    """Everything that the page's head (and its first ``<time>``) says."""
    elements = list(root.walk())
    meta = _meta_tags(elements)
    linked = _linked_data(elements, source)
    page_title = next((clean(plain(_raw(e, source))) for e in elements if e.name == "title"), None)
    at, day = _first_date((linked.get("datePublished"), *(meta.get(k) for k in _PUBLISHED), *_times(elements)))
    as_of, _ = _first_date((linked.get("dateModified"), *(meta.get(k) for k in _MODIFIED)))
    publisher = linked.get("publisher")
    name = publisher.get("name") if isinstance(publisher, Mapping) else publisher
    outlet = next((meta[k] for k in _OUTLET if meta.get(k)), None) or (name if isinstance(name, str) else None)
    headline = linked.get("headline")
    title = headline if isinstance(headline, str) else next((meta[k] for k in _TITLE if meta.get(k)), None)
    html = next((e for e in elements if e.name == "html"), None)
    language = (html.attributes.get("lang") or html.attributes.get("xml:lang") or "") if html else ""
    canonical = next((e.attributes.get("href") for e in elements if _is_canonical(e)), None)
    return Metadata(
        title=clean(title) or (page_title and _bare_title(page_title, _outlet(page_title, None, ""))) or None,
        name=clean(_unhandled(outlet)),
        page_title=page_title,
        published=day,
        published_at=at,
        as_of=as_of,
        url=clean(canonical or meta.get("og:url"), 2000),
        language=language[:2].lower() if re.match(r"[A-Za-z]{2}(?:[-_]|$)", language) else None,
        colophon=" ".join(clean(plain(_raw(e, source)), 2000) or "" for e in elements if e.name == "footer"),
    )


def _unhandled(name: str | None) -> str | None:
    return name.lstrip("@") if name else None


def _is_canonical(element: Element) -> bool:
    return element.name == "link" and "canonical" in element.attributes.get("rel", "").lower().split()


def _meta_tags(elements: list[Element]) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in elements:
        content = element.attributes.get("content") or element.attributes.get("datetime")
        if element.name in ("meta", "time") and content:
            for key in ("property", "name", "itemprop"):
                name = element.attributes.get(key)
                if name:
                    found.setdefault(name.strip().lower(), content.strip())
    return found


def _times(elements: list[Element]) -> Iterator[str]:
    """Dates of ``<time>`` elements: marked ones first, then the first outside related articles and comments."""
    times = [e for e in elements if e.name == "time" and e.attributes.get("datetime")]
    for element in times:
        marks = " ".join(
            (element.attributes.get("class", ""), *(k for k in element.attributes if k == "pubdate"))
        ).lower()
        if "publi" in marks or "pubdate" in marks:
            yield element.attributes["datetime"]
    for element in times:
        if not any(e.name in ("aside", "footer", "nav", "li") for e in element.above()):
            yield element.attributes["datetime"]


def _first_date(values: tuple[Any, ...]) -> tuple[datetime | None, date | None]:
    for value in values:
        at, day = moment(value)
        if day is not None:
            return at, day
    return None, None


def _raw(element: Element, source: str) -> str:
    parts: list[str] = []
    stack: list[Element | Text] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, Text):
            parts.append(source[node.start : node.end])
        else:
            stack.extend(reversed(node.children))
    return "".join(parts)


def _linked_data(elements: list[Element], source: str) -> Mapping[str, Any]:
    """The article in the page's JSON-LD; empty when there is none or it cannot be read."""
    for element in elements:
        if element.name == "script" and "ld+json" in element.attributes.get("type", "").lower():
            try:
                value = json.loads(_raw(element, source), strict=False)
            except (ValueError, RecursionError):
                continue
            for item in _objects(value):
                kinds = item.get("@type")
                for kind in kinds if isinstance(kinds, list) else [kinds]:
                    if isinstance(kind, str) and kind.endswith(("Article", "Posting", "Report")):
                        return item
    return {}


def _objects(value: Any, depth: int = 4) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list) and depth:
        for item in value[:200]:
            yield from _objects(item, depth - 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity"):
            if depth:
                yield from _objects(value.get(key), depth - 1)


def _outlet(page_title: str, headline: str | None, colophon: str) -> str | None:
    """The part of a page's title that is no headline: short, with few of its words, and named as outlets are."""
    headed = _HEADED.match(page_title)
    if headed and headline and fold(page_title[headed.end() :]) == fold(headline):
        return headed[1].strip()
    parts = [p.strip() for p in _SPLIT.split(page_title) if p.strip()]
    words = _words(headline or "")
    footer = fold(colophon)
    names = lexicon.words("furniture", "headline.masthead")

    def weight(numbered: tuple[int, str]) -> tuple[float, bool, bool, int]:
        place, part = numbered
        own = _words(part)
        edge = place in (0, len(parts) - 1)
        return -len(own & words) / max(len(own), 1), bool(own & names), edge and fold(part) in footer, place

    short = [(n, p) for n, p in enumerate(parts) if 0 < len(_words(p)) <= 7 and fold(p) != fold(headline or "")]
    return clean(max(short, key=weight)[1], 100) if len(parts) > 1 and short else None


def _bare_title(page_title: str, outlet: str | None) -> str:
    if outlet and page_title.endswith(outlet):
        return re.sub(r"[\s|–—·•»«:-]+\Z", "", page_title[: -len(outlet)])
    if outlet and page_title.startswith(outlet):
        return re.sub(r"\A[\s|–—·•»«:-]+", "", page_title[len(outlet) :])
    return page_title


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))
