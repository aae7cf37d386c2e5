"""Whole invented pages: the Markdown (with links) and the record that they give, kept beside them.

`make goldens` (or ACCEPT=1 python -m pytest tests/test_goldens.py) writes what the code gives now; read the diff before it
is committed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import newsclean
from newsclean import files, render
from newsclean.model import Document

PAGES = Path(__file__).parents[1] / "fixtures" / "pages"
EACH = sorted(PAGES.glob("*.html"))
ACCEPT = bool(os.environ.get("ACCEPT"))
LINKS = newsclean.Settings(links=True)


def cleaned(page: Path) -> newsclean.Article:
    return newsclean.clean(Document(form="html", raw=page.read_bytes(), id=page.name), LINKS)


def held(path: Path, now: str) -> None:
    if ACCEPT:
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", EACH, ids=lambda page: page.stem)
def test_markdown(page: Path) -> None:
    held(page.with_suffix(".md"), render.markdown(cleaned(page)))


@pytest.mark.parametrize("page", EACH, ids=lambda page: page.stem)
def test_record(page: Path) -> None:
    made = render.record(cleaned(page), ("blocks", "cuts", "origin"))
    held(page.with_suffix(".json"), json.dumps(made, ensure_ascii=False, indent=1) + "\n")


@pytest.mark.parametrize("page", EACH, ids=lambda page: page.stem)
def test_markdown_is_clean_the_second_time(page: Path) -> None:
    once = render.markdown(cleaned(page))
    assert render.markdown(newsclean.clean(files.from_text(once, "md"))) == once


@pytest.mark.parametrize("page", EACH, ids=lambda page: page.stem)
def test_exact_spans_are_the_words_of_the_input(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    cuts = render.record(cleaned(page), ("cuts",))["cuts"]
    exact = [cut for cut in cuts if cut["input"]["exact"]]
    assert [text[cut["input"]["start"] : cut["input"]["end"]] for cut in exact] == [cut["text"] for cut in exact]
    assert len(exact) * 2 > len(cuts)
