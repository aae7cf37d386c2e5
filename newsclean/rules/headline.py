"""The visible headline of a page: which block it is."""

from __future__ import annotations

from newsclean.rules.texts import key
from newsclean.walk import Row, tag_id


def headings(rows: list[Row]) -> list[int]:
    """The rows that stand in an h1."""
    h1 = tag_id("h1")
    return [at for at, (_, container, _, _, _) in enumerate(rows) if container[1] == h1 or (container[2] is not None and container[2][1] == h1)]


def headline(rows: list[Row], found: list[int], titles: set[str], other: int | None) -> int | None:
    """An h1 (`found` has them all) that a clue repeats, else another block that one repeats, else the only h1; else `other`."""
    best, title = 0, other
    for at in found:
        rank = _rank(rows[at], True, titles, len(found) == 1) if at < len(rows) else 0
        if rank > best:
            best, title = rank, at
    if best > REPEATED:
        return title
    among = set(found)
    starts = {each[:6] for each in titles}
    firsts = {each[:1] for each in titles}
    for at, row in enumerate(rows):
        text = row[0]
        first = text[0].lower()[:1]
        if (first in firsts or not first.isalnum()) and key(text[:10])[:6] in starts and at not in among and _rank(row, False, titles, False):
            return at
    return title


REPEATED = 2  # rank of a block that is no heading and that a clue repeats; only a heading ranks higher


def _rank(row: Row, heading: bool, titles: set[str], only: bool) -> int:
    text, _, _, hidden, _ = row
    if hidden or not 8 <= len(text) <= 300:
        return 0
    low = key(text)
    if low in titles:
        return 4 if heading else REPEATED
    if not heading:
        return 0
    if any([each.startswith(low) or low.startswith(each) for each in titles]):
        return 3
    return int(only)
