"""The laws over generated pages, and over tag soup: nothing but an InputError may come of it."""

from __future__ import annotations

import os

from hypothesis import given, settings
from hypothesis import strategies as st
from pages import page, soup

import newsclean
from newsclean import files, render
from newsclean.model import Article, Document, InputError
from newsclean.rules import RULES

TIMES = 10 if os.environ.get("FUZZ") else 1
SOME = settings(max_examples=100 * TIMES)
LINKS = newsclean.Settings(links=True)


def cleaned(raw: str | bytes, chosen: newsclean.Settings | None = None) -> Article:
    return newsclean.clean(Document(form="html", raw=raw), chosen)


def conserved(article: Article) -> None:
    assert "\n\n".join(block.source for block in article.blocks) == article.document.text
    for block in article.blocks:
        assert block.source == article.document.text[block.start : block.end]
        end = 0
        left = []
        for cut in block.cuts:
            assert end <= cut.start < cut.end <= len(block.source)
            left.append(block.source[end : cut.start])
            end = cut.end
        assert block.text == "".join([*left, block.source[end:]]).strip()
        marked = 0
        for start, stop, _, _ in block.marks:
            assert marked <= start < stop <= len(block.source)
            marked = stop


@SOME
@given(page())
def test_conservation(raw: str) -> None:
    conserved(cleaned(raw, LINKS))


@SOME
@given(page(), st.booleans())
def test_markdown_is_clean_the_second_time(raw: str, links: bool) -> None:
    once = render.markdown(cleaned(raw, LINKS if links else None))
    assert render.markdown(newsclean.clean(files.from_text(once, "md"))) == once


@SOME
@given(page())
def test_links_change_no_word(raw: str) -> None:
    assert render.text(cleaned(raw, LINKS)) == render.text(cleaned(raw))


@SOME
@given(page(), page())
def test_a_result_depends_on_nothing_before_it(first: str, second: str) -> None:
    alone = render.record(cleaned(first), ("cuts",))
    cleaned(second)
    assert render.record(cleaned(first), ("cuts",)) == alone


@SOME
@given(page(), st.sampled_from([rule.name for rule in RULES]))
def test_keep_protects(raw: str, name: str) -> None:
    article = cleaned(raw, newsclean.Settings(keep=[name]))
    codes = {rule.code for rule in RULES if rule.name == name}
    assert not [cut for _, cut in article.cuts() if cut.rule in codes]


@SOME
@given(page(), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_the_encoding_does_not_matter(raw: str, encoding: str) -> None:
    assert render.record(cleaned(raw.encode(encoding))) == render.record(cleaned(raw))


@settings(max_examples=300 * TIMES)
@given(st.one_of(soup(), soup().map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary(max_size=300)))
def test_fuzz(raw: str | bytes) -> None:
    """The fuzz target: bounded here, ten times as many and others with `make fuzz`."""
    try:
        article = cleaned(raw, LINKS)
    except InputError:
        return
    conserved(article)
    render.record(article, render.EXTRAS)
    once = render.markdown(article)
    render.markdown(newsclean.clean(files.from_text(once, "md")))
