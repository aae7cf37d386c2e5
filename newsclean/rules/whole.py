"""Whole pages as text: menus, feeds, article, footer. Where does the article begin and end?

Each line gets the log-odds of being article text, from two things alone: its length and whether it ends as a sentence
does (14 weights, fitted by tools/fit_page.py over pages of many sites, cross-validated by site). The article is the run
of lines with the largest sum (maximum subsequence segmentation: Pasternack and Roth, "Extracting article text from the
web with maximum subsequence segmentation", WWW 2009). A richer model (neighbours, words, position) was tried and was no
better on sites it had not seen.
"""

from __future__ import annotations

from math import log

from newsclean.rules._page_weights import BIAS, MARKED, UNMARKED
from newsclean.rules.engine import Page, Span, page_rule
from newsclean.shapes import ends_marked, is_cjk

EDGES = (16, 32, 56, 90, 150, 260)  # characters: the bounds of the length classes
CJK = 2.2  # a character of Chinese, Japanese or Korean says as much as two or three letters
MENU = 32  # characters; shorter lines without end mark are menu entries, labels, stamps
MENUS = 30  # so many of them outside the article, known menu words among them, make a text a whole page
KNOWN = 2  # different share, menu or label words; extractors' texts and clean bodies hold none or one
NEAR = 40  # lines around the article in which its title, byline, stamps, tags and related articles may stand
_LOGS = tuple(log(2 + n) for n in range(200))


def length_class(size: float) -> int:
    """0 (up to 15 characters) to 6 (260 and more)."""
    for at, edge in enumerate(EDGES):
        if size < edge:
            return at
    return len(EDGES)


def weight(text: str) -> float:
    """How much a line speaks for the article (positive) or against it, more for more words."""
    size = len(text) * CJK if is_cjk(text) else len(text)
    table = MARKED if ends_marked(text) else UNMARKED
    words = min(199, int(size / 6) + 1)
    return (table[length_class(size)] + BIAS) * _LOGS[words]


def best_run(weights: list[float]) -> tuple[int, int]:
    """(begin, end) of the run with the largest sum; (0, 0) where every weight is negative. Linear."""
    best = total = 0.0
    found = (0, 0)
    start = 0
    for at, value in enumerate(weights):
        if total <= 0:
            total, start = 0.0, at
        total += value
        if total > best:
            best, found = total, (start, at + 1)
    return found


def locate(page: Page) -> tuple[int, int] | None:
    """(begin, end) of the article in a whole page, as block indices; None where the text is no whole page."""
    if len(page.blocks) < MENUS + 3:
        return None
    texts = [line.text if line is not None else "" for line in page.lines]
    begin, end = best_run([weight(text) if text else 0.0 for text in texts])
    above = [at for at in range(begin) if _is_menu(texts[at])]
    below = [at for at in range(end, len(texts)) if _is_menu(texts[at])]
    if len(above) + len(below) < MENUS:
        return None
    words = {line.key for at in (*above, *below) if (line := page.lines[at]) is not None and line.whole}
    return (begin, end) if len(words) >= KNOWN or min(len(above), len(below)) >= MENUS else None


def _is_menu(text: str) -> bool:
    return 0 < len(text) < MENU and not ends_marked(text)


@page_rule("N051", "nav")
def outside_article(page: Page) -> list[tuple[int, Span | None]]:
    """Menus, feeds and footers of a whole page, far from the article: they are not even read for words.

    An extractor's text has few menu lines and passes untouched.
    """
    place = locate(page)
    page.facts["article"] = place
    if place is None:
        return []
    page.raw = True
    begin, end = place
    return [(at, None) for at in page.standing() if at < begin - NEAR or at >= end + NEAR]


@page_rule("N052", "nav")
def around_article(page: Page) -> list[tuple[int, Span | None]]:
    """What is left around the article of a whole page when title, byline, stamps, tags and teasers are read.

    Between the title and the first paragraph long lines stay: they are the standfirst.
    """
    place = page.facts.get("article")
    if not isinstance(place, tuple):
        return []
    begin, end = place
    at = page.facts.get("title")
    top = at if isinstance(at, int) and begin - 15 <= at < begin else begin
    return [
        (index, None) for index in page.standing() if index < top or index >= end or (index < begin and len(page.text(index)) < 2 * MENU)
    ]
