"""Caps on pages, judged on the bytes before they are parsed.

The parser's time is quadratic in the depth of the tree and in the attributes of one element, and mis-nested formatting
(`<b 1><b 2>...` never closed) makes it copy nodes by the million. A small page cannot cost much whatever it holds, so
the closer look is for large ones; it counts tags, not what they do, and allows for sloppy pages.
"""

from __future__ import annotations

import re

from newsclean.model import InputError

LARGEST = 16_000_000  # bytes; the largest of 400 news pages has 2.3 million
DEEPEST = 300  # elements open at once in the tree; of 400 news pages at most 51
TAGS = 20_000  # opening and closing; fewer cannot nest deep enough to cost a second; of 400 news pages at most 6,700
UNCLOSED = 4_000  # block elements left open by the count of tags; sloppy pages leave some hundreds
COPIES = 3_000_000  # formatting elements left open times tags: the nodes that the parser may make of them
FEW = 2_000  # tags that cannot make so many copies
ATTRIBUTES = 2_000  # of one element
LONG = 16_000  # bytes of one tag; only longer ones are looked into

# Elements for which the parser looks down the whole stack of open ones; the others nest at no cost.
_BLOCK = re.compile(
    rb"<(/?)(address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|figcaption|figure|footer|form"
    rb"|header|hgroup|h[1-6]|main|menu|nav|ol|pre|search|section|summary|table|ul)(?=[\s/>])"
    rb"(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*",
    re.IGNORECASE,
)
_FORMAT = re.compile(rb"<(/?)(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE)
_STYLED = re.compile(rb"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\s", re.IGNORECASE)
_LONG_TAG = re.compile(rb"<[a-zA-Z][^>]{%d}[^>]*" % LONG)
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")


def judge(raw: bytes) -> None:
    """Raise InputError where parsing the page would take too long or too much memory."""
    if len(raw) > LARGEST:
        raise InputError(f"the page is too large: {len(raw):,} bytes, at most {LARGEST:,}; cut it")
    marks = raw.count(b"<")
    if marks > TAGS:
        depth = _most_open(_BLOCK, _without_comments(raw))
        if depth > UNCLOSED:
            raise too_deep(depth)
    if marks > FEW and len(_STYLED.findall(raw)) * marks > COPIES:
        copies = _most_open(_FORMAT, _without_comments(raw)) * marks
        if copies > COPIES:
            raise InputError(f"the page leaves too many formatting elements open: about {copies:,} nodes to make; close them")
    for tag in _LONG_TAG.findall(raw) if len(raw) > LONG else ():
        found = len(_QUOTED.sub(b"=", tag).replace(b"/", b" ").split())
        if found > ATTRIBUTES:
            raise InputError(f"an element has too many attributes: about {found:,}, at most {ATTRIBUTES:,}; remove it")


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
