"""Headlines that an address tells, and what only shares its words."""

from __future__ import annotations

import pytest

import newsclean
from newsclean import files, render

PROSE = "The rain jackets of this winter are lighter than those of the last, and most of them keep the water out for an hour."
MORE = "We walked from Lindmoor to Brenn and back in each of them, nine times in all, and it rained on every one of the days."


def title_of(text: str, url: str) -> str | None:
    return newsclean.clean(newsclean.Document(text, url=url)).metadata.title


def test_an_address_tells_the_headline() -> None:
    assert title_of(f"Nine rain jackets for the hills\n{PROSE}\n{MORE}", "https://a.example/rain-jackets-hills") == "Nine rain jackets for the hills"


@pytest.mark.parametrize("line", ["Best rain jackets of the year", "How we chose the best rain jackets"])
def test_a_subhead_with_the_words_of_the_address_is_no_headline(line: str) -> None:
    assert title_of(f"{PROSE}\n{line}\n{MORE}", "https://a.example/best-rain-jackets") is None


def test_below_a_standfirst_all_of_the_address_tells_the_headline() -> None:
    line = "Ferry from Brenn to Lindmoor runs again after storm"
    assert title_of(f"{PROSE}\n{line}\n{MORE}", "https://a.example/ferry-brenn-lindmoor-runs-again-storm") == line


def test_two_words_of_an_address_tell_no_headline() -> None:
    line = "That honour goes to the ferry of Brenn, a boat for two cars and a cow"
    assert title_of(f"{line}\n{PROSE}\n{MORE}", "https://a.example/ferry-brenn-timetable") is None


def test_a_page_kept_whole_prints_its_headline_once() -> None:
    article = newsclean.clean(f"Nine jackets for the hills\nPublished July 27, 2024, 6:20 p.m.\n{PROSE}\n{MORE}")
    assert article.metadata.title
    article.abstained = True
    for block in article.blocks:
        block.cuts = []
    assert render.text(article).count("Nine jackets for the hills") == 1
    assert render.markdown(article).count("\n# ") == 0


def test_a_question_of_the_headline_s_words_is_no_repeat() -> None:
    text = f"---\ntitle: Who pays for the bridge of Brenn\n---\n\n# Who pays for the bridge of Brenn\n\nWho pays for the bridge of Brenn?\n\n{PROSE}\n"
    assert "Who pays for the bridge of Brenn?" in [block.text for block in newsclean.clean(files.from_text(text, "md")).kept()]
