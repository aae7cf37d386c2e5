"""Where the blocks of a page stand in its input: the parser keeps no positions, so their words are looked for, in order.

A span counts the characters of the decoded page. It is exact where the block stands there as it is, between two tags; it
is not where tags, entities or spaces stand between its words: then it reaches from the first word to the last.
"""

from __future__ import annotations

import re

from newsclean import html
from newsclean.model import Block, Document

Span = tuple[int, int, bool]
WINDOW = 300_000  # characters behind the last block in which the next one is looked for
BUDGET = 30  # characters searched for each of the page
TRIES = 20  # places looked at for one block
NEAR = 80  # characters around a block in which a tag has to stand
EDGE = 6  # words at either end of a block that is looked for loosely
_BETWEEN = r"(?:\s|&[#\w]{1,12};|<[^<>]{0,2000}>)"  # what may stand between two words of a block
_ENTITIES = {"&": "&(?:amp;)?", "<": "&lt;", ">": "&gt;", '"': '(?:"|&quot;|&#34;)', "'": "(?:'|&#0?39;|&apos;)"}


def locate(document: Document, blocks: list[Block]) -> list[Span | None]:
    """(start, end, exact) of each block in the decoded page; None where its words are not found.

    Linear: the characters that are searched for blocks that are not found where they should be are numbered.
    """
    page = html.decode(document).decode("utf-8", "replace")
    budget = BUDGET * len(page)
    found: list[Span | None] = []
    at = 0
    for block in blocks:
        span = None
        if budget > 0:
            span = _exact(page, block.source, at) or _loose(page, block.source, at)
            budget -= span[1] - at if span else min(WINDOW, len(page) - at)
        at = span[1] if span else at
        found.append(span)
    return found


def _exact(page: str, source: str, at: int) -> Span | None:
    end = at + WINDOW
    for _ in range(TRIES):
        start = page.find(source, at, end)
        if start < 0:
            return None
        at = start + len(source)
        if page[max(0, start - NEAR) : start].rstrip()[-1:] in (">", "") and page[at : at + NEAR].lstrip()[:1] in ("<", ""):
            return start, at, True
    return None


def _loose(page: str, source: str, at: int) -> Span | None:
    words = source.split()
    first = re.compile(f"{_BETWEEN}*".join(map(_pattern, words[:EDGE]))).search(page, max(at, page.find(">", at)), at + WINDOW)
    if not first:
        return None
    if len(words) <= EDGE:
        return first.start(), first.end(), False
    room = first.end() + 20 * len(source) + 4000
    last = re.compile(f"{_BETWEEN}*".join(map(_pattern, words[-EDGE:]))).search(page, first.start() + 1, room)
    return (first.start(), last.end(), False) if last else None


def _pattern(word: str) -> str:
    return "".join(_ENTITIES.get(char, re.escape(char)) for char in word[:60])
