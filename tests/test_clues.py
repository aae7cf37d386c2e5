"""Clues of pages: JSON-LD and its breakages, meta elements, and what metadata makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsclean import html, jsonld, page_facts
from newsclean.model import Document
from newsclean.rules import page_html

PAGES = Path(__file__).parents[1] / "fixtures" / "pages"
PROSE = "<p>The keeper of the lock has painted the old gates green again, as he does every second spring when the ice has gone.</p>"


def facts(page: str | bytes) -> dict:
    _, blocks, clues = html.read(Document(form="html", raw=page))
    page_html.cut(blocks, clues)
    return page_facts.settle(clues, blocks)


def value(page: str, field: str) -> object:
    return facts(page).get(field, ("", None))[1]


def article(body: str) -> str:
    return f'<script type="application/ld+json">{body}</script>'


def test_a_whole_page():
    told = facts((PAGES / "ferry.html").read_bytes())
    assert told == {
        "source": ("meta", "Harbour Courier"),
        "title": ("h1", "Ferry to Brenn island runs again after storm repairs"),
        "authors": ("json-ld", ["Maren Quist", "Tobe Aldous"]),
        "published": ("json-ld", "2024-03-10"),
        "modified": ("json-ld", "2024-03-10T08:05:00+01:00"),
        "section": ("json-ld", "Local"),
        "tags": ("meta", ["Ferries", "Brenn", "Storms"]),
        "description": ("meta", "Islanders had been cut off from the mainland for nine days."),
        "url": ("link", "https://courier.example/local/ferry-brenn-runs-again"),
        "language": ("html", "en-GB"),
    }


@pytest.mark.parametrize(
    "body",
    [
        '{"@type": "NewsArticle", "headline": "Gates green again"}',
        '[{"@type": "WebSite"}, {"@type": ["ReportageNewsArticle"], "headline": "Gates green again"}]',
        '{"@graph": [{"@type": "Organization", "name": "x"}, {"@type": "BlogPosting", "headline": "Gates green again"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "Gates green again"}}',
        '{"@type": "http://schema.org/NewsArticle", "headline": "Gates green again",}',
        '<!-- {"@type": "NewsArticle", "headline": "Gates green again"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Gates green again"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "Gates green again"};',
        '{"@type": "NewsArticle", "headline": "Gates green again", "articleBody": "a\nb\tc"}',
        '{"@type": "NewsArticle", "headline": "Gates green again", "image": [1, 2',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Gates green again&quot;}",
        '{"@type": "NewsArticle", "headline": "Gates green again"} {"trailing": 1}',
    ],
)
def test_json_ld_in_all_its_shapes(body):
    assert value(article(body) + PROSE, "title") == "Gates green again"


@pytest.mark.parametrize(
    "body", ["", "null", "[]", "[[[", '"x"', "{", "[" * 100_000, '{"a":' * 100_000, '{"headline": 3, "@type": "Article"}', "nonsense"]
)
def test_json_ld_that_tells_nothing(body):
    assert value(article(body) + PROSE, "title") is None


@pytest.mark.parametrize(
    ("author", "want"),
    [
        ('"Maren Quist"', ["Maren Quist"]),
        ('{"name": "Maren Quist"}', ["Maren Quist"]),
        ('[{"name": "Maren Quist"}, {"name": "Tobe Aldous"}]', ["Maren Quist", "Tobe Aldous"]),
        ('{"name": ["Maren Quist", "Tobe Aldous"]}', ["Maren Quist", "Tobe Aldous"]),
        ('{"name": "Maren Quist and Tobe Aldous"}', ["Maren Quist", "Tobe Aldous"]),
        ('{"name": "By Maren Quist"}', ["Maren Quist"]),
        ('{"name": "MAREN QUIST"}', ["Maren Quist"]),
        ('{"name": "Maren Quist, PhD"}', ["Maren Quist"]),
        ('{"name": "Maren Quist (mq)"}', ["Maren Quist"]),
        ('{"name": "Maren Quist | mquist@courier.example"}', ["Maren Quist"]),
        ('{"name": "Per-Anders Lund"}', ["Per-Anders Lund"]),
        ('{"name": "Coastal News Agency"}', ["Coastal News Agency"]),
        ('{"name": "https://courier.example/authors/maren-quist"}', None),
        ('{"name": ""}', None),
        ("null", None),
        ("3", None),
    ],
)
def test_authors(author, want):
    assert value(article(f'{{"@type": "NewsArticle", "headline": "x", "author": {author}}}') + PROSE, "authors") == want


def test_an_author_by_reference():
    graph = '{"@graph": [{"@type": "NewsArticle", "headline": "x", "author": {"@id": "#a"}}, {"@type": "Person", "@id": "#a", "name": "Maren Quist"}]}'
    assert value(article(graph) + PROSE, "authors") == ["Maren Quist"]


@pytest.mark.parametrize(
    "line",
    [
        "<p class=meta>By Maren Quist</p>",
        "<p class=byline>Maren Quist</p>",
        "<p class=date>10 March 2024 • Maren Quist • 3 min</p>",
        "<p class=box><a href='/authors/mq'>Maren Quist</a></p>",
        "<p class=box><a rel=author href='/x'>Maren Quist</a></p>",
    ],
)
def test_the_visible_byline_where_no_clue_tells(line):
    page = f"<article><h1>Gates are painted green again</h1>{line}{PROSE * 2}</article>"
    assert value(page, "authors") == ["Maren Quist"]


def test_handles_slugs_and_the_outlet_are_no_authors():
    page = '<meta property="og:site_name" content="Harbour Courier"><meta name="author" content="Harbour Courier">'
    assert (
        value(page + '<meta name="author" content="maren-quist"><meta name="twitter:creator" content="@courier">' + PROSE, "authors")
        is None
    )


@pytest.mark.parametrize(
    ("said", "want"),
    [
        ("2024-03-10T08:05:00+01:00", "2024-03-10T08:05:00+01:00"),
        ("2024-03-10T08:05:00.123Z", "2024-03-10T08:05:00Z"),
        ("2024-03-10 08:05", "2024-03-10T08:05"),
        ("20240310", "2024-03-10"),
        ("2024-03-10", "2024-03-10"),
        ("1710054300", "2024-03-10T07:05:00Z"),
        ("March 10, 2024", "2024-03-10"),
        ("2024-13-40", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_no_more_precise_than_said(said, want):
    assert page_facts.date(said) == want


def test_the_visible_local_day_beats_the_utc_one():
    page = '<meta property="article:published_time" content="2024-03-09T23:40:00Z"><article><h1>Gates are green again</h1>'
    assert value(f"{page}<p class=date>10 March 2024</p>{PROSE * 2}</article>", "published") == "2024-03-10"
    assert value(f"{page}<p class=date>9 March 2024</p>{PROSE * 2}</article>", "published") == "2024-03-09T23:40:00Z"


@pytest.mark.parametrize(
    ("head", "want"),
    [
        ('<meta property="og:title" content="Green gates"><h1>Gates are painted green again</h1>', "Gates are painted green again"),
        (
            '<meta property="og:title" content="Gates are painted green again"><h1>Locks Gates are painted green again</h1>',
            "Gates are painted green again",
        ),
        (
            '<meta property="og:title" content="Gates are painted green again"><h1>Harbour Courier</h1><h1>Gates are painted green again</h1>',
            "Gates are painted green again",
        ),
        ("<title>Gates are painted green again | Harbour Courier</title>", "Gates are painted green again"),
        ('<meta property="og:site_name" content="Harbour Courier"><title>Gates are green - Harbour Courier</title>', "Gates are green"),
        ("<title>Gates &amp;amp; locks are green</title>", "Gates & locks are green"),
    ],
)
def test_titles(head, want):
    assert value(f"{head}{PROSE * 2}", "title") == want


@pytest.mark.parametrize(
    ("name", "field", "want"),
    [
        ("article:section", "section", "Local"),
        ("parsely-section", "section", "Local"),
        ("sailthru.author", "authors", ["Local Desk"]),
        ("dc.creator", "authors", ["Local Desk"]),
        ("news_keywords", "tags", ["locks", "spring"]),
        ("twitter:description", "description", "locks, spring"),
    ],
)
def test_meta_names(name, field, want):
    content = {"section": "Local", "authors": "Local Desk"}.get(field, "locks, spring")
    assert value(f'<meta name="{name}" content="{content}">{PROSE}', field) == want


def test_of_several_articles_the_page_s_own():
    page = '<link rel=canonical href="https://courier.example/b">' + article(
        '[{"@type": "NewsArticle", "headline": "Other", "url": "https://courier.example/a"},'
        ' {"@type": "NewsArticle", "headline": "Own", "url": "https://courier.example/b"}]'
    )
    assert value(page + PROSE, "title") == "Own"


def test_deep_values_do_not_recurse_for_ever():
    node: dict = {}
    node["author"] = [node]
    assert jsonld.names_of(node, {}) == []
