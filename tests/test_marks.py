"""Links and emphasis: out of pages, into Markdown, and back."""

from __future__ import annotations

import pytest

import newsclean
from newsclean import files, marks, render
from newsclean.model import Document

PROSE = "The keeper of the lock has painted the old gates green again, as he does every second spring when the ice has gone."


def markdown(inner: str, links: bool = True) -> str:
    page = f"<article><h1>Gates are painted green again</h1><p>{PROSE}</p><p>{inner}</p><p>{PROSE} Or so.</p></article>"
    made = render.markdown(newsclean.clean(Document(form="html", raw=page), newsclean.Settings(links=links)))
    return made.split("\n\n")[3]


@pytest.mark.parametrize(
    ("inner", "want"),
    [
        ("Ask <a href='https://lock.example/a'>the keeper</a> of the lock, he said.", "Ask [the keeper](https://lock.example/a) of the lock, he said."),
        ("It was <em>very</em> cold and <b>very</b> wet, the keeper said.", "It was *very* cold and **very** wet, the keeper said."),
        ("See <a href='/map'><b>the map</b></a> of the lake, the keeper said.", "See [the map](/map) of the lake, the keeper said."),
        ("No <a href='javascript:x()'>script</a> is an address, the keeper said.", "No script is an address, the keeper said."),
        ("An <a href='/a (b)'>odd address</a> is left out, the keeper said.", "An odd address is left out, the keeper said."),
        ("It is un<b>believ</b>able, whatever the keeper of the lock has said.", "It is unbelievable, whatever the keeper of the lock has said."),
        ("A <em>*star*</em> in the words is none, the keeper of the lock said.", "A \\*star\\* in the words is none, the keeper of the lock said."),
    ],
)  # fmt: skip
def test_links_and_emphasis_of_a_page(inner: str, want: str) -> None:
    assert markdown(inner) == want


def test_links_are_off_by_default() -> None:
    assert markdown("Ask <a href='/a'>the <b>keeper</b></a> of the lock, he said.", links=False) == "Ask the keeper of the lock, he said."


@pytest.mark.parametrize(
    ("line", "text", "found"),
    [
        ("plain", "plain", []),
        ("a *b* c", "a b c", [(2, 3, "*", "")]),
        ("a **b c** d", "a b c d", [(2, 5, "**", "")]),
        ("a _b_ c", "a b c", [(2, 3, "_", "")]),
        ("snake_case_name", "snake_case_name", []),
        ("2*3*4", "2*3*4", []),
        (r"a \*b\* c", "a *b* c", []),
        ("[a](/b)", "a", [(0, 1, "[", "/b")]),
        ("![a](/b)", "![a](/b)", []),
        (r"\[a](/b)", "[a](/b)", []),
        ("* item", "* item", []),
        ("a ** b", "a ** b", []),
    ],
)
def test_marks_of_markdown(line: str, text: str, found: list) -> None:
    assert marks.read(line) == (text, found)


@pytest.mark.parametrize(
    "text",
    [
        "The *old* bridge is **shut**, see [the map](https://lock.example/a) or ask the _keeper_ of it.\n",
        "| Village | Minutes |\n|---|---:|\n| Vell | 31.2 |\n| *Brenn* | 31\\|4 |\n",
        "- Ask [the keeper](/a) of the lock about it.\n- Boats leave at seven, at noon and at five.\n",
    ],
)
def test_markdown_comes_out_as_it_is(text: str) -> None:
    assert render.markdown(newsclean.clean(files.from_text(text, "md"))) == text


def test_a_cut_takes_its_marks() -> None:
    text = f"{PROSE}\n\nThe *keeper* is content, and so are the **ducks** on the lake below. Read more: [Ducks](/d)\n"
    article = newsclean.clean(files.from_text(text, "md"))
    assert "[Ducks]" not in render.markdown(article) or not list(article.cuts())
    assert "*keeper*" in render.markdown(article)
