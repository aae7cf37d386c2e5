"""Caps on pages, judged on the bytes before they are parsed.

The parser's time is quadratic in the depth of the tree and in the attributes of one element, and mis-nested formatting
(`<b 1><b 2>...` never closed) makes it copy nodes by the million. A small page cannot cost much whatever it holds, so
the closer look is for large ones; it counts tags, not what they do, and allows for sloppy pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.model import InputError

LARGEST = 16_000_000  # bytes; the largest of 400 news pages has 2.3 million
DEEPEST = 300  # elements open at once in the tree; of 400 news pages at most 51
TAGS = 20_000  # opening and closing; fewer cannot nest deep enough to cost a second; of 400 news pages at most 6,700
UNCLOSED = 4_000  # block elements left open by the count of tags; sloppy pages leave some hundreds
COPIES = 3_000_000  # formatting elements left open times tags: the nodes that the parser may make of them
FEW = 3_400  # tags that cannot make so many copies
ATTRIBUTES = 2_000  # of one element
WINDOW = 4_000  # bytes; a tag that fills no such window cannot hold so many attributes

# Elements for which the parser looks down the whole stack of open ones; the others nest at no cost.
_BLOCK = re.compile(
    rb"<(/?)(address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|figcaption|figure|footer|form"
    rb"|header|hgroup|h[1-6]|main|menu|nav|ol|pre|search|section|summary|table|ul)(?=[\s/>])"
    rb"(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*",
    re.IGNORECASE,
)
_FORMAT = re.compile(rb"<(/?)(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE)
_STYLED = re.compile(rb"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\s", re.IGNORECASE)
_RAW = re.compile(rb"[^a-zA-Z]|script|style", re.IGNORECASE)  # no tag, or one with its text behind it
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")


def judge(raw: bytes) -> None:
    """Raise InputError where parsing the page would take too long or too much memory."""
    if len(raw) > LARGEST:
        raise InputError(f"the page is too large: {len(raw):,} bytes, at most {LARGEST:,}; cut it")
    if raw.replace(b"<", b" ", FEW).find(b"<") >= 0:  # more than a few: three times as fast as to count them
        _judge_nesting(raw, raw.count(b"<"))
    for start, end in _long_runs(raw):
        found = 0 if _RAW.match(raw, start) else len(_tag(raw, start, end).replace(b"/", b" ").split())
        if found > ATTRIBUTES and raw.rfind(b"<script", 0, start) <= raw.rfind(b"</script", 0, start):
            raise InputError(f"an element has too many attributes: about {found:,}, at most {ATTRIBUTES:,}; remove it")


def _judge_nesting(raw: bytes, marks: int) -> None:
    if marks > TAGS:
        depth = _most_open(_BLOCK, _without_comments(raw))
        if depth > UNCLOSED:
            raise too_deep(depth)
    if len(_STYLED.findall(raw)) * marks > COPIES:
        copies = _most_open(_FORMAT, _without_comments(raw)) * marks
        if copies > COPIES:
            raise InputError(f"the page leaves too many formatting elements open: about {copies:,} nodes to make; close them")


def _tag(raw: bytes, start: int, end: int) -> bytes:
    """A tag up to its `>`, without what stands in quotes."""
    closed = raw.find(b">", start, end)
    tag = raw[start : closed if closed >= 0 else end]
    if b'"' in tag or b"'" in tag:
        tag = _QUOTED.sub(b" ", raw[start:end]).partition(b">")[0]
    return tag


def _long_runs(raw: bytes) -> Iterator[tuple[int, int]]:
    """Where two `<` are more than a window apart: a long tag, text or script."""
    end = 0
    for at in range(0, len(raw) - WINDOW, WINDOW):
        if at >= end and raw.find(b"<", at, at + WINDOW) < 0:
            start = raw.rfind(b"<", 0, at) + 1
            end = raw.find(b"<", at)
            end = end if end >= 0 else len(raw)
            yield start, end


def too_deep(depth: int) -> InputError:
    """The error for a page that nests deeper than the cap."""
    return InputError(f"the page nests too deep: {depth:,} elements, at most {DEEPEST:,}; close them")


def _without_comments(raw: bytes) -> bytes:
    first, *rest = raw.split(b"<!--")
    return first + b"".join(part.partition(b"-->")[2] for part in rest)


def _most_open(pattern: re.Pattern[bytes], raw: bytes) -> int:
    """The most elements of the pattern that are open at once, each name balanced for itself."""
    open_: dict[bytes, int] = {}
    total = most = 0
    for closing, name in pattern.findall(raw):
        low = name.lower()
        if not closing:
            open_[low] = open_.get(low, 0) + 1
            total += 1
            most = max(most, total)
        elif open_.get(low):
            open_[low] -= 1
            total -= 1
    return most
