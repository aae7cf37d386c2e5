"""The headline of a whole page as text: which of the lines around its article.

Each line near the article's begin shows signs: where it stands, what of the page's own title (its first line) and of
the URL it holds, what stands beside it. Weights fitted by tools/fit_title.py (a choice among the lines of a page and
"none of them", cross-validated by site) tell the likeliest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from newsclean.rules.engine import Page
from newsclean.rules.title_evidence import HEAD, TITLE, echoes, is_beside_furniture, lead_tokens, share_of, slug_of, slug_share
from newsclean.shapes import STOPS, ends_marked, is_ended, is_prose, same_line, tokens

ABOVE, BELOW = 60, 25  # blocks above and below the begin of the article among which a headline is looked for
LIKELY = 1.5  # most pages have a headline: a line need not be as likely as none
SHORT = 32  # characters; a shorter line without end mark is an entry of a menu, a label, a stamp
SIGNS = (
    "place", "told", "covered", "spelled", "again", "beside", "lead", "words", "end", "known", "below", "above", "capitals", "sentence",
    "odds", "number", "parts", "weak", "mark", "short lines above",
)  # fmt: skip
_PLACES = (-41, -21, -11, -6, -3, -2, -1, 0, 3)
_ENDS = {"?": 1, "!": 2, ".": 3, "。": 3, "।": 3, "…": 4, ":": 5, **dict.fromkeys("”\"»’'", 6)}


class _Around(NamedTuple):
    """What the lines of a page are set beside."""

    begin: int
    first: str
    titled: set[str]
    slug: set[str]
    lead: set[str]
    echo: dict[str, int]
    odds: dict[int, float]


def title_of_page(page: Page) -> int | None:
    """Index of the block that is the headline; 0 where only the page's own title in front tells it, None where nothing does."""
    place = page.facts.get("article")
    if not isinstance(place, tuple) or not page.blocks:
        return None
    from newsclean.rules import _title_weights as weights

    best, most = None, weights.NONE - LIKELY
    for at, columns in measure(page, place[0]):
        score = sum([table[kind] for table, kind in zip(weights.TABLES, columns)])
        if score > most:
            best, most = at, score
    return best


def measure(page: Page, begin: int) -> Iterator[tuple[int, list[int]]]:
    """(index, the class of each of SIGNS) of the lines that could be the headline, the page's first line always among them."""
    first = page.blocks[0].source
    around = _Around(
        begin, same_line(first), set(tokens(first)), slug_of(page.document.url), lead_tokens(page), echoes(page), page.facts.get("odds") or {}  # type: ignore[arg-type]
    )  # fmt: skip
    indices = range(max(0, begin - ABOVE), min(len(page.blocks), begin + BELOW))
    for at in indices if indices.start == 0 else (0, *indices):
        text = page.blocks[at].source
        if 8 <= len(text) <= TITLE and "://" not in text and (at == 0 or _may_be(page, at, around.first)):
            own = tokens(text)
            if len(own) >= 2:
                yield at, _columns(page, at, text, own, around)


def _may_be(page: Page, at: int, first: str) -> bool:
    """Whether a line may be taken for the headline: what the page's own title begins with; else no junk and no sentence of the prose."""
    line = page.lines[at]
    if line is None:
        return False
    if first.startswith(same_line(line.text)):
        return True
    return not line.whole and line.label() is None and not (is_prose(line.text) and (line.text[-1] in STOPS or (is_ended(line.text) and not ends_marked(line.text))))


def _columns(page: Page, at: int, text: str, own: tuple[str, ...], around: _Around) -> list[int]:
    line = page.lines[at]
    form = same_line(text)
    shared = [token in around.titled for token in own]
    whole = at == 0 or around.first.startswith(form)
    told = (6 if at == 0 else 5 if form == around.first else 4) if whole else bisect_left((0.5, 0.75, 0.9), sum(shared) / len(own)) if len(own) >= 3 else 0
    covered = len(around.titled.intersection(own)) / max(1, len(around.titled))
    again = min(3, around.echo.get(form, 0))
    long = [part[0].isupper() for part in text.split() if part[0].isalpha() and len(part) > 3]
    return [
        0 if at == 0 else 1 + bisect_left(_PLACES, at - around.begin),
        told,
        bisect_left((0.2, 0.4, 0.6, 0.8), covered),
        1 + bisect_left((0, 0.4, 0.6, 0.75, 0.9, 0.99), slug_share(own, around.slug)) if around.slug else 0,
        again - 1 if again and whole and at else again,  # the page's own title is one of them
        int(is_beside_furniture(page, at)),
        bisect_left((0, 0.25, 0.5, 0.75), share_of(own, around.lead)),
        bisect_left((2, 3, 5, 8, 13, 20), len(own)),
        _ENDS.get(text[-1], 0),
        (int(bool(line.whole)) + 2 * int(line.label() is not None)) if line is not None else 0,
        _kind(page, at + 1),
        _kind(page, at - 1),
        bisect_left((0.3, 0.6, 0.9), sum(long) / len(long) if long else 0),
        int(is_prose(text)),
        bisect_left((-3, -2, -1, 0, 1, 2), around.odds.get(at, -9.0)),
        int(any([char.isdigit() for char in text])),
        int("|" in text or " - " in text),
        int(line is not None and line.is_weak()),
        int(text[-1] in ",;") + 2 * int("[" in text or "{" in text or text[0] == '"'),
        sum([page.lines[other] is not None and len(page.text(other)) < SHORT for other in range(max(0, at - 3), at)]),
    ]


def _kind(page: Page, at: int) -> int:
    """What a neighbour is: none, furniture of a head, other junk, prose, a marked line, a short one, another."""
    if not 0 <= at < len(page.blocks):
        return 0
    if page.lines[at] is None:
        return 1 if page.taken[at] in HEAD else 2
    text = page.text(at)
    if page.prose(at):
        return 3
    if ends_marked(text):
        return 4
    return 5 if len(text) < SHORT else 6
