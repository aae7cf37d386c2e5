"""The laws that hold for every text: conservation, idempotence, no harm, independence, protection."""

from __future__ import annotations

import os

import pytest
from articles import clean_article, dirty_article
from hypothesis import given, settings
from hypothesis import strategies as st

import newsclean
from newsclean import files, render
from newsclean.model import Article
from newsclean.repair import repair
from newsclean.rules import RULES

TIMES = 10 if os.environ.get("FUZZ") else 1
MANY = settings(max_examples=500 * TIMES)
MARKS = set(" \n\t-*+•●▪◦‣·>#–—")


def conserved(article: Article) -> None:
    at = 0
    text = article.document.text
    for block in article.blocks:
        assert block.source == text[block.start : block.end]
        assert set(text[at : block.start]) <= MARKS
        at = block.end
        end = 0
        left = []
        for cut in block.cuts:
            assert end <= cut.start < cut.end <= len(block.source)
            left.append(block.source[end : cut.start])
            end = cut.end
        left.append(block.source[end:])
        assert block.text == "".join(left).strip()
    assert set(text[at:]) <= MARKS


@MANY
@given(dirty_article())
def test_conservation(text: str) -> None:
    conserved(newsclean.clean(text))


@MANY
@given(st.text())
def test_conservation_of_anything(text: str) -> None:
    conserved(newsclean.clean(text))


@MANY
@given(dirty_article())
def test_text_is_clean_the_second_time(text: str) -> None:
    once = render.text(newsclean.clean(text))
    assert render.text(newsclean.clean(once)) == once


@MANY
@given(dirty_article())
def test_markdown_is_clean_the_second_time(text: str) -> None:
    once = render.markdown(newsclean.clean(text))
    again = render.markdown(newsclean.clean(files.from_text(once, "md")))
    assert again == once


@MANY
@given(st.text())
def test_anything_is_clean_the_second_time(text: str) -> None:
    once = render.text(newsclean.clean(text))
    assert render.text(newsclean.clean(once)) == once


@MANY
@given(clean_article())
def test_clean_prose_comes_out_as_it_is(article: tuple[str, list[str]]) -> None:
    _, lines = article
    text = "\n\n".join(lines)
    kept = render.text(newsclean.clean(text))
    assert kept == repair(text)[0] + "\n"


@given(dirty_article(), dirty_article())
@settings(max_examples=100 * TIMES)
def test_a_result_depends_on_nothing_before_it(first: str, second: str) -> None:
    alone = render.record(newsclean.clean(first))
    newsclean.clean(second)
    assert render.record(newsclean.clean(first)) == alone


@given(dirty_article(), st.sampled_from([rule.name for rule in RULES]))
@settings(max_examples=300 * TIMES)
def test_keep_protects(text: str, name: str) -> None:
    article = newsclean.clean(text, newsclean.Settings(keep=[name]))
    codes = {rule.code for rule in RULES if rule.name == name}
    assert not [cut for _, cut in article.cuts() if cut.rule in codes]


@pytest.mark.parametrize("text", ["", "\n", " ", "\ufeff", "\x00", "&" * 1000, "[" * 100_000, "a\n" * 20_000])
def test_odd_texts_simply_work(text: str) -> None:
    conserved(newsclean.clean(text))
