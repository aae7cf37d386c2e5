"""Feeds that their entries tell, without a label: days, ages and marks that stand in front of headlines, one like the other."""

from __future__ import annotations

from newsclean.patterns import lazy
from newsclean.rules.engine import Page, Span, page_rule
from newsclean.shapes import count_words, ends_marked, is_stopped

ROWS = 3  # entries, at least
ROW = 60  # characters of an entry that is a day and a word
LABEL = 5  # words of a feed's label
AGE = 40  # characters in which an entry's age stands
_GLUED = lazy(r"\d{4}(?=[^\W\d_a-zß-ÿ])")
_DATED = lazy(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d\d)\s?[-–|:]\s?(?=\S)")


@page_rule("N205", "feed")
def dated_feed(page: Page) -> list[tuple[int, Span | None]]:
    """A feed's entries that each begin with their day: days with a section's name glued behind (`15 May 2025POLITICS`),
    headlines behind their days to the end of the page, the newest first.

    A chronology runs the other way, or stands below the sentence that announces it.
    """
    return [*_sections(page), *_headlines(page)]


def _sections(page: Page) -> list[tuple[int, Span | None]]:
    rows: dict[int, str] = {}
    for at in page.standing():
        text = page.text(at)
        if len(text) <= ROW and text[0].isdigit() and _GLUED.search(text):
            moments = page.moments(text)
            rest = text[moments[0].end :] if moments and moments[0].start == 0 and moments[0].kind == "date" else ""
            if rest.isalpha() and rest[0].isupper():
                rows[at] = rest
    if len(rows) < ROWS:
        return []
    first = min(rows)
    labels = [at for at in page.standing() if at == first - 1 and page.text(at) in rows.values()]
    return [(at, None) for at in [*labels, *rows]]


def _headlines(page: Page) -> list[tuple[int, Span | None]]:
    standing = page.standing() if page.raw else []
    last = next((place for place in range(len(standing) - 1, -1, -1) if is_stopped(page.text(standing[place]))), -1)
    below = standing[last + 1 :] if last >= 0 else []
    if len(below) < ROWS or not all(page.text(at)[0].isdigit() for at in below):
        return []
    days = [_DATED.match(page.text(at)) for at in below]
    if not all(days):
        return []
    order = [(int(day[3]), int(day[2]), int(day[1])) for day in days if day]
    return [(at, None) for at in below] if order == sorted(order, reverse=True) else []


@page_rule("N206", "feed")
def marked_feed(page: Page) -> list[tuple[int, Span | None]]:
    """Headlines behind `>>`, two or more, at the end of the page: links to other articles. A quotation has one mark."""
    if page.document.form != "text":
        return []
    found: list[int] = []
    for at in reversed(page.standing()):
        block = page.blocks[at]
        line = page.document.text[page.document.text.rfind("\n", 0, block.start) + 1 : block.start]
        if ">>" not in line or ends_marked(page.text(at)):
            break
        found.append(at)
    return [(at, None) for at in found] if len(found) > 1 and len(found) < len(page.standing()) else []


@page_rule("N207", "feed")
def aged_feed(page: Page) -> list[tuple[int, Span | None]]:
    """Paragraphs of other articles with the age of the one above glued in front: `2 hours agoAUER (CNP) — ...`; their label and the first of them."""
    standing = page.standing()
    aged = [place for place, at in enumerate(standing) if _is_aged(page, page.text(at))]
    if len(aged) < 2:
        return []
    first = aged[0]
    begin = first
    if first > 1:
        label = page.text(standing[first - 2])
        if count_words(label) <= LABEL and not ends_marked(label):
            begin = first - 2
    return [(standing[place], None) for place in sorted({*range(begin, first), *aged})]


def _is_aged(page: Page, text: str) -> bool:
    seam = next((at for at in range(4, min(AGE, len(text))) if text[at].isupper() and text[at - 1].isalpha() and not text[at - 1].isupper()), 0)
    moments = page.moments(text[:seam]) if seam and any(map(str.isdigit, text[:seam])) else []
    return len(moments) == 1 and moments[0].kind == "relative" and (moments[0].start, moments[0].end) == (0, seam)
