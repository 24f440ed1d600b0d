"""Readers: what every format gives, that offsets lead back to the file, and what happens to bad input."""

from __future__ import annotations

import html
import json
import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.errors import InputError, UsageError
from checker.load import discover, prepare, read, read_all
from checker.load.decode import decode
from checker.load.html import read_html
from checker.load.source import Source
from checker.model import Article, Span, Unreadable, Zone
from checker.text import paragraphs

SENTENCE = "Nine people were pulled from the water on Tuesday, the harbour office said."


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def load(folder: Path) -> list[Article | Unreadable]:
    return [item for source in discover([folder]) for item in read(source)]


def only(folder: Path, name: str, content: str | bytes) -> Article:
    """The one article of a file."""
    write(folder, name, content)
    (item,) = load(folder)
    assert isinstance(item, Article), item
    return prepare(item)


def problem(folder: Path, name: str, content: str | bytes) -> Unreadable:
    """The one error of a file; a good file beside it must be read all the same."""
    write(folder, name, content)
    write(folder, "zz-good.txt", SENTENCE)
    items = load(folder)
    assert [i.path for i in items if isinstance(i, Article)] == ["zz-good.txt"]
    (error,) = (i for i in items if isinstance(i, Unreadable))
    assert error.path == name
    assert "\n" not in str(error)
    return error


def facts(article: Article) -> list[tuple[Zone, str]]:
    return [(p.zone, article.text[p.span.start : p.span.end]) for p in paragraphs(article, article.text)]


# Which files


def test_discover_sorts_and_skips(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/c.md",
        "a/.hidden.txt",
        ".git/x.txt",
        "x.docx",
        "decisions.jsonl",
        "expected.toml",
        "gold.json",
    ):
        write(tmp_path, name, SENTENCE)
    (tmp_path / "folder.txt").mkdir()
    write(tmp_path, "folder.txt/inside.txt", SENTENCE)
    assert [s.path for s in discover([tmp_path])] == ["a/c.md", "b.txt", "folder.txt/inside.txt"]


def test_paths_are_relative_to_what_was_given(tmp_path: Path) -> None:
    a, b = write(tmp_path, "one/a.txt", SENTENCE), write(tmp_path, "two/b.txt", SENTENCE)
    assert [s.path for s in discover([a])] == ["a.txt"]
    assert [s.path for s in discover([b, a])] == ["one/a.txt", "two/b.txt"]
    assert [s.path for s in discover([tmp_path / "two", a])] == ["one/a.txt", "two/b.txt"]
    assert [s.path for s in discover([tmp_path, a])] == ["one/a.txt", "two/b.txt"]


def test_exclude(tmp_path: Path) -> None:
    for name in ("a.txt", "old/b.txt", "deep/old/c.txt", "d.bak.txt"):
        write(tmp_path, name, SENTENCE)
    assert [s.path for s in discover([tmp_path], ["old", "*.bak.txt"])] == ["a.txt"]
    assert [s.path for s in discover([tmp_path], ["deep/*"])] == ["a.txt", "d.bak.txt", "old/b.txt"]


def test_missing_path_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nothere\.txt"):
        discover([tmp_path / "nothere.txt"])
    with pytest.raises(UsageError):
        discover([])


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path, "outside/secret.txt", SENTENCE)
    write(tmp_path, "drafts/a.txt", SENTENCE)
    (tmp_path / "drafts/link.txt").symlink_to(outside)
    (tmp_path / "drafts/links").symlink_to(tmp_path / "outside")
    assert [s.path for s in discover([tmp_path / "drafts"])] == ["a.txt"]


def test_pipes_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (item,) = load(tmp_path)
    assert isinstance(item, Unreadable)
    assert "pipe" in item.message


def test_unknown_format_given_by_name(tmp_path: Path) -> None:
    (item,) = load(write(tmp_path, "a.docx", SENTENCE))
    assert isinstance(item, Unreadable)
    assert ".txt" in item.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", SENTENCE).chmod(0)
    (item,) = load(tmp_path)
    assert isinstance(item, Unreadable)
    assert "permission" in item.message


def test_file_that_vanishes(tmp_path: Path) -> None:
    (item,) = read(Source("gone.txt", tmp_path / "gone.txt"))
    assert isinstance(item, Unreadable)


# Encodings and line ends


TYPOGRAPHY = "“It’s a café – 40 € a head,” she said."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_encodings(tmp_path: Path, encoding: str, name: str) -> None:
    assert only(tmp_path, name, TYPOGRAPHY.encode(encoding)).text == TYPOGRAPHY


def test_other_legacy_encoding(tmp_path: Path) -> None:
    russian = "Президент сказал, что он не согласен с этим решением, и уехал домой вечером."
    assert only(tmp_path, "a.txt", russian.encode("cp1251")).text == russian


def test_a_stray_byte_does_not_spoil_utf8(tmp_path: Path) -> None:
    assert only(tmp_path, "a.txt", TYPOGRAPHY.encode() + b" \x93 " + TYPOGRAPHY.encode()).text.count("“It’s") == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_kept_and_counted(tmp_path: Path, end: str) -> None:
    text = f"Harbour wall falls{end}{end}Nine were saved, 40 metres fell.{end}"
    article = only(tmp_path, "a.txt", text)
    assert article.text == text
    at = text.index("40")
    passage = article.passage(Span(at, at + 2))
    assert (passage.line, passage.column, passage.text) == (3, 18, "40")


# Markdown


def test_front_matter(tmp_path: Path) -> None:
    article = only(
        tmp_path,
        "a.md",
        '---\ntitle: "Wall falls: nine saved"\nsource: 24\npublished: 2026-05-06T09:15:00+02:00\n'
        f"url: https://courier.example/wall\nas_of: 2026-05-06 18:00\n---\n\n{SENTENCE}\n",
    )
    assert (article.title, article.source, article.url) == (
        "Wall falls: nine saved",
        "24",
        "https://courier.example/wall",
    )
    assert str(article.published) == "2026-05-06"
    assert str(article.published_at) == "2026-05-06 09:15:00+02:00"
    assert str(article.as_of) == "2026-05-06 18:00:00"
    assert article.published_from == "metadata"
    passage = article.passage(Span(article.text.index("Nine"), article.text.index("Nine") + 4))
    assert (passage.line, passage.column) == (9, 1)


def test_broken_front_matter_is_read_line_by_line(tmp_path: Path) -> None:
    article = only(
        tmp_path, "a.md", f"---\ntitle: Wall falls: nine saved\nsource: 'Maren Courier'\n\t- x\n---\n{SENTENCE}\n"
    )
    assert (article.title, article.source) == ("Wall falls: nine saved", "Maren Courier")
    assert facts(article)[-1] == (Zone.BODY, SENTENCE)


@pytest.mark.parametrize(
    "published", ["soon", "2026-13-45", "3/4/2026", "[1]", "99999999999999999999-01-01", "{}", "'"]
)
def test_dates_that_cannot_be_told_stay_unknown(tmp_path: Path, published: str) -> None:
    article = only(tmp_path, "a.md", f"---\nsource: X\npublished: {published}\n---\n{SENTENCE}\n")
    assert (article.published, article.published_from) == (None, "unknown")


@pytest.mark.parametrize(
    "published",
    ["2026-05-06", "6 May 2026", "May 6, 2026", "Wed, 06 May 2026 09:15:00 +0200", "2026/05/06", "06.05.2026",
     "2026-05-06T09:15Z", "Wednesday 6 May 2026, 9.15 am"],
)  # fmt: skip
def test_dates_in_other_forms(tmp_path: Path, published: str) -> None:
    article = only(tmp_path, "a.jsonl", json.dumps({"text": SENTENCE, "published": published}))
    assert str(article.published) == "2026-05-06"


# Records


def test_jsonl(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "m1", "text": f"Wall falls\n\n{SENTENCE}", "title": "Wall falls", "source": "Courier",
                    "published": "2026-05-06", "url": "https://courier.example/1"}),
        "",
        '{"id": "m2", "text": ',
        '["no object"]',
        '{"id": "m4"}',
        '{"id": "m5", "text": 40}',
        '{"id": {"x": 1}, "text": "a"}',
        json.dumps({"id": 7, "text": SENTENCE}),
        json.dumps({"text": SENTENCE}),
    ]  # fmt: skip
    write(tmp_path, "in/a.jsonl", "\r\n".join(lines))
    items = load(tmp_path)
    assert [(i.line, i.path) for i in items if isinstance(i, Unreadable)] == [
        (n, "in/a.jsonl") for n in (3, 4, 5, 6, 7)
    ]
    first, second, third = (prepare(i) for i in items if isinstance(i, Article))
    assert (first.id, first.path, first.source, str(first.published)) == (
        "m1",
        "in/a.jsonl#m1",
        "Courier",
        "2026-05-06",
    )
    assert facts(first) == [(Zone.HEADLINE, "Wall falls"), (Zone.BODY, SENTENCE)]
    at = first.text.index("Nine")
    passage = first.passage(Span(at, at + 4))
    assert (passage.line, passage.column, passage.start) == (1, at + 1, at)
    assert (second.id, second.first_line, second.source) == ("7", 8, "7")
    assert third.id == third.path == "in/a.jsonl#8"


@pytest.mark.parametrize("wrap", ["list", "articles", "lines"])
def test_json_lists(tmp_path: Path, wrap: str) -> None:
    one, two = {"id": "m1", "text": SENTENCE}, {"id": "m2", "text": f"{SENTENCE} Again.", "title": "T"}
    value: object = {"note": [1, {"articles": 3}], "articles": [one, two, 3]} if wrap == "articles" else [one, two, 3]
    text = json.dumps(value, indent=2 if wrap == "lines" else None)
    write(tmp_path, "a.json", text)
    first, second, error = load(tmp_path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.path, second.path) == ("a.json#m1", "a.json#m2")
    assert second.first_line == (text[: text.index('"m2"')].count("\n") if wrap == "lines" else 1)
    assert isinstance(error, Unreadable)


def test_json_object_alone(tmp_path: Path) -> None:
    article = only(tmp_path, "a.json", json.dumps({"id": "m1", "text": SENTENCE}, indent=1))
    assert (article.id, article.path) == ("m1", "a.json")


def test_json_broken_in_the_middle_keeps_what_came_before(tmp_path: Path) -> None:
    write(tmp_path, "a.json", '[{"text": "One sentence."},\n {"text": "Two"\n {"text": "Three"}]')
    first, error = load(tmp_path)
    assert isinstance(first, Article)
    assert isinstance(error, Unreadable)
    assert error.line == 3


def test_csv(tmp_path: Path) -> None:
    rows = (
        "id,text,title,published,source,url\r\n"
        'c1,"Wall falls\r\n\r\nNine, no more, were saved.",Wall falls,2026-05-06,Courier,https://x.example\r\n'
        "c2,Forty metres fell.,,,,\r\n"
        "\r\n"
        "c3,a,b,c,d,e,f,g\r\n"
        "c4,,,,,\r\n"
        'c5,"""Nine,"" she said.",,NA,null,\r\n'
    )
    write(tmp_path, "a.csv", rows)
    items = load(tmp_path)
    first, second, third = (i for i in items if isinstance(i, Article))
    assert (first.id, first.first_line, first.source) == ("c1", 2, "Courier")
    assert first.text == "Wall falls\r\n\r\nNine, no more, were saved."
    assert (second.first_line, second.text, second.title) == (5, "Forty metres fell.", None)
    assert (third.text, third.first_line) == ('"Nine," she said.', 9)
    assert [i.line for i in items if isinstance(i, Unreadable)] == [7, 8]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_encodings_and_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = f'id{separator}text\nc1{separator}"{TYPOGRAPHY}"\n'
    assert only(tmp_path, "a.csv", rows.encode(encoding)).text == TYPOGRAPHY


def test_ids_are_made_unique(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        write(tmp_path, name, f'{{"id": "1", "text": "{SENTENCE}"}}\n' * 2)
    ids = [a.id for a in read_all(discover([tmp_path])) if isinstance(a, Article)]
    assert ids == ["1", "a.jsonl#1", "b.jsonl#1", "b.jsonl#1~2"]


# HTML

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Wall falls &amp; nine saved | Maren Courier</title>
<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "X"}, {"@type": "NewsArticle",
 "datePublished": "2026-05-06T09:15:00+02:00", "dateModified": "2026-05-06T18:00:00+02:00"}]}</script>
<link rel="canonical" href="https://courier.example/wall"></head>
<body class="single has-sidebar comments-open">
<header><h2>Maren Courier</h2><nav><a href="/">12 new stories</a></nav></header>
<div class="page"><main><article class="post tag-weather">
<h1>Wall falls &amp; nine saved</h1>
<p class="byline">By Tove Lind</p><time datetime="2020-01-01">old</time>
<div class="social-share">Shared 400 times</div>
<p>Nine people were <b>pulled from</b>
   the water on Tuesday&nbsp;&mdash; all of them &quot;well&quot;,<br>the harbour office said.</p>
<figure><img src="wall.jpg" alt="200 metres"><figcaption>The wall in 1997</figcaption></figure>
<div class="ad-slot">Win 1,000 crowns</div>
<p>About <del>50</del> 40 metres fell, at a cost of &#163;3m &lt; 4m.<!-- 60? -->
<p>The port is closed until Friday.</p>
<ul><li><a href="/1">Ferry fares up 9%</a></li><li><a href="/2">Two dead in crash</a></li></ul>
<p><a href="/3">Five walls that fell before</a></p>
<table><tr><td>Saved</td><td>9</td></tr><tr><td>Hurt</td><td>2</td></tr></table>
<section><h3>Read also</h3><p>Seven ships turned away last year.</p></section>
</article><aside><p>Most read: 10 tips for sailors.</p></aside></main>
<section id="comments"><h3>Comments (2)</h3><p>I counted 14 people!</p></section></div>
<footer>Copyright 2011 Maren Courier</footer><script>var n = "99 things";</script></body></html>
"""


def test_html_zones_and_metadata(tmp_path: Path) -> None:
    article = only(tmp_path, "a.html", PAGE)
    assert facts(article) == [
        (Zone.HEADLINE, "Wall falls & nine saved"),
        (Zone.BODY, 'Nine people were pulled from the water on Tuesday\u00a0— all of them "well",'),
        (Zone.BODY, "the harbour office said."),
        (Zone.BODY, "About 40 metres fell, at a cost of £3m < 4m."),
        (Zone.BODY, "The port is closed until Friday."),
        (Zone.BODY, "Saved\t9"),
        (Zone.BODY, "Hurt\t2"),
    ]
    assert (article.title, article.source) == ("Wall falls & nine saved", "Maren Courier")
    assert str(article.published_at) == "2026-05-06 09:15:00+02:00"
    assert str(article.as_of) == "2026-05-06 18:00:00+02:00"
    assert (article.url, article.language) == ("https://courier.example/wall", "en")
    captions = [article.text[r.span.start : r.span.end].strip() for r in article.regions if r.zone is Zone.CAPTION]
    assert captions == ["The wall in 1997"]


def test_html_passages_are_of_the_file(tmp_path: Path) -> None:
    article = only(tmp_path, "a.html", PAGE)
    lines = PAGE.split("\n")
    for words, raw in (
        ("£3m", "&#163;3m"),
        ("pulled from the", "pulled from</b>\n   the"),
        ('"well"', "&quot;well&quot;"),
    ):
        at = article.text.index(words)
        passage = article.passage(Span(at, at + len(words)))
        assert PAGE[passage.start : passage.end] == raw
        assert passage.text == words
        assert lines[passage.line - 1][passage.column - 1 :].startswith(raw.split("\n")[0])


META = {
    '<meta property="article:published_time" content="2026-05-06T21:05:00Z">': "2026-05-06",
    '<meta name="DC.date.issued" content="2026-05-06">': "2026-05-06",
    '<meta itemprop="datePublished" content="6 May 2026">': "2026-05-06",
    "": "2026-05-07",
}


@pytest.mark.parametrize("head", META)
def test_html_published(head: str) -> None:
    page = f"<head>{head}</head><p>{SENTENCE}</p><p><time datetime='2026-05-07'>Thursday</time></p>"
    assert str(read_html(page, "a.html").published) == META[head]


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Wall falls, nine saved - Maren Courier", "Maren Courier"),
        ("Maren Courier: Wall falls, nine saved", "Maren Courier"),
        ("Radio Maren - Wall falls, nine saved", "Radio Maren"),
        ("Wall falls, nine saved", "a"),
        ("Nine saved after collapse | Home news | Maren Courier", "Maren Courier"),
    ],
)
def test_html_outlet_from_the_page_title(title: str, outlet: str) -> None:
    page = f"<title>{title}</title><h1>Wall falls, nine saved</h1><p>{SENTENCE}</p>"
    assert read_html(page, "a.html").source == outlet


def test_html_declared_encoding(tmp_path: Path) -> None:
    text = "Żółty mur w Gdyni runął, powiedział burmistrz."
    page = f'<meta charset="iso-8859-2"><p>{text}</p>'.encode("iso-8859-2")
    assert only(tmp_path, "a.html", page).text == text


def test_html_with_nothing_semantic_is_read_whole() -> None:
    page = f"<div class='content related'><div>{SENTENCE}</div><div>Forty metres fell.</div></div>"
    assert [t for _, t in facts(prepare(read_html(page, "a.html")))] == [SENTENCE, "Forty metres fell."]


def test_html_in_a_language_without_lexicon() -> None:
    article = read_html(f'<html lang="de-AT"><h1>Mauer fiel</h1><p>{SENTENCE}</p></html>', "a.html")
    assert (article.language, facts(article)) == ("de", [(Zone.HEADLINE, "Mauer fiel"), (Zone.BODY, SENTENCE)])


WORDPRESS = f"""<html><body class="post-template single single-post has-widgets tag-ports comments-open">
<div id="page" class="site"><header id="masthead" class="site-header"><h1 class="site-title">Maren Courier</h1></header>
<div id="content" class="site-content"><div id="primary" class="content-area">
<div class="post type-post tag-ports"><header class="entry-header"><h1 class="entry-title">Wall falls</h1>
<div class="entry-meta">Posted on <time datetime="2026-05-06">May 6</time> by
<span class="author">Tove Lind</span></div></header>
<div class="entry-content"><p>{SENTENCE}</p><div class="sharedaddy social-links"><a href="/x">Share 40</a></div>
<p>Forty metres fell.</p></div></div>
<div id="comments" class="comments-area"><h2>2 thoughts on &ldquo;Wall falls&rdquo;</h2><ol class="comment-list">
<li><article class="comment-body">
<p>I counted 14 people, and I was there all day with my whole family.</p></article></li>
<li><article class="comment-body">
<p>It was 15 people, and nobody asked us what we had seen there.</p></article></li></ol>
</div></div><div id="secondary" class="widget-area"><p>Copyright 2011</p></div></div></div></body></html>"""

TABLES = f"""<html><body><table width="100%">
<tr><td><a href="/">Home</a></td><td><a href="/n">News</a></td></tr></table>
<table><tr><td><font size="5"><b>Wall falls in Maren</b></font><br><br>
{SENTENCE}<br><br>Forty metres fell.</td></tr></table>"""


def test_html_of_a_blog_and_of_the_last_century() -> None:
    blog = read_html(WORDPRESS, "a.html")
    body = [(Zone.BODY, SENTENCE), (Zone.BODY, "Forty metres fell.")]
    assert facts(blog) == [(Zone.HEADLINE, "Wall falls"), *body]
    assert str(blog.published) == "2026-05-06"
    old = facts(read_html(TABLES, "a.html"))
    assert old[-2:] == body
    assert (Zone.HEADLINE, "Wall falls in Maren") in old


def test_html_without_text() -> None:
    with pytest.raises(InputError, match="no article text"):
        read_html("<html><body><script>40</script><nav>12 stories</nav></body></html>", "a.html")


TAGS = st.sampled_from(
    [
        "<p>", "</p>", "<b>", "</b>", "<br>", "<h1>", "</h1>", "<div class='ad'>", "</div>", "<li>", "<table><tr><td>",
        "<!--", "-->", "&amp;", "&lt", "&nbsp;", "&#8220;", "&#0;", "&#xd800;", "&notit;", "&acE;", "&nope;", "&", "<",
        "< ", "</", "<a href='x'>", "</a>", "<script>", "</script>", "<figcaption>", "</figcaption>", "<pre>",
        "<title>", "</title>", "\r\n", "\t", "  ", "<main>",
    ]
)  # fmt: skip
MARKUP = st.lists(st.one_of(TAGS, st.text(max_size=8)), max_size=25).map("".join)


@settings(max_examples=400)
@given(MARKUP)
@example("<p>A &acE; b&amp;&lt;c</p>\r\n<p>1 &lt; 2</p>")
def test_every_character_of_html_leads_back_to_the_file(markup: str) -> None:
    page = "<p>Text.</p>" + markup
    try:
        article = read_html(page, "a.html")
    except InputError:
        return
    offsets = article.offsets
    assert offsets is not None
    assert "".join(article.text[r.span.start : r.span.end] for r in article.regions) == article.text
    last = 0
    for at, char in enumerate(article.text):
        start, end = offsets.start(at), offsets.end(at + 1)
        raw = page[start:end]
        assert last <= start < end or char.isspace()
        if char not in " \t\n":
            assert raw == char or char in html.unescape(raw), (char, raw)
        last = start


# Bad input


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"id,text\n", "no rows"),
        ("a.csv", b"id,body\n1,a\n", "'text'"),
        ("a.csv", b'id,text\n1,"never closed\n', "CSV"),
        ("a.json", b"{", "JSON"),
        ("a.json", b"[]", "empty"),
        ("a.json", b"40", "JSON"),
        ("a.json", b'{"text": "a"} {"text": "b"}', ".jsonl"),
        ("a.json", b"[" * 100_000, "JSON"),
        ("a.jsonl", b"[" * 100_000, "JSON"),
        ("a.jsonl", b'{"text": ' + b"9" * 5000 + b"}", "JSON"),
        ("a.md", b"---\ntitle: A\n---\n\n", "front matter"),
        ("a.txt", b"Nine people\0 were saved", "NUL"),
        ("a.jsonl", b'{"text": "nine\\u0000"}', "NUL"),
        ("a.csv", b"id,text\n1,a\0b\n", "NUL"),
        ("a.txt", bytes(range(1, 32)) * 20, "binary"),
        ("a.txt", b"%PDF-1.7 ...", "PDF"),
        ("a.html", b"PK\x03\x04....", "office"),
        ("a.html", b"<nav>Home</nav>", "no article text"),
        ("a.html", b"<b>x</b>" * 200_000, "tags"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    assert said in problem(tmp_path, name, content).message


def test_error_names_the_line(tmp_path: Path) -> None:
    assert problem(tmp_path, "a.txt", b"Nine people\n\nwere \0 saved").line == 3
    assert str(problem(tmp_path, "a.txt", b"Nine people\n\nwere \0 saved")).startswith("a.txt:3: ")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv"])
def test_50_mb_on_one_line(tmp_path: Path, name: str) -> None:
    filler = b"40 metres fell. " * (50 * 1024 * 1024 // 16)
    around = {"a.json": (b'{"text": "', b'"}'), "a.jsonl": (b'{"text": "', b'"}'), "a.csv": (b'id,text\n1,"', b'"\n')}
    before, after = around.get(name, (b"", b""))
    started = time.monotonic()
    error = problem(tmp_path, name, before + filler + after)
    assert "split it" in error.message or "longer than" in error.message
    assert time.monotonic() - started < 30


def test_jsonl_goes_on_behind_a_line_that_is_too_long(tmp_path: Path) -> None:
    long = b'{"text": "' + b"a" * (17 * 1024 * 1024) + b'"}\n'
    write(tmp_path, "a.jsonl", long + json.dumps({"text": SENTENCE}).encode())
    error, article = load(tmp_path)
    assert isinstance(error, Unreadable)
    assert error.line == 1
    assert isinstance(article, Article)
    assert article.first_line == 2


def test_lone_surrogates_cannot_break_the_output(tmp_path: Path) -> None:
    article = only(tmp_path, "a.jsonl", '{"id": "\\ud800x", "text": "Nine \\udfff people", "title": "\\ud801"}')
    for value in (article.id, article.path, article.text, article.title or ""):
        value.encode()


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "&#", "<a b='", "<div class=related>", "<section><h2>Comments</h2>", "![", "a: b\n"]
)
def test_hostile_text_takes_no_more_than_linear_time(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    started = time.monotonic()
    read_html(f"<p>{SENTENCE}</p>{text}", "a.html")
    prepare(Article.from_text(text, id="a.md"))
    assert time.monotonic() - started < 15


@settings(max_examples=150)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv"]))
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    write(folder, name, data)
    for item in load(folder):
        if isinstance(item, Article):
            prepare(item).text.encode()
        else:
            assert item.path == name


@given(st.text(min_size=1), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_what_was_encoded_is_decoded(text: str, encoding: str) -> None:
    words = "Nine people. " + text.replace("\0", "").lstrip("\ufeff")
    if any(c < " " for c in words):
        words = re.sub("[\x01-\x08\x0e-\x1f]", " ", words)
    assert decode(words.encode(encoding)) == words
