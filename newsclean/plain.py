"""Text to blocks: one block a line, its marks (bullet, quote, heading) left in the gaps; headings are settled last."""

from __future__ import annotations

import re

from newsclean.fold import STOPS
from newsclean.lexicon import Line
from newsclean.model import Block, Document, Mark
from newsclean.patterns import lazy
from newsclean.shapes import MARKS, is_data

# A dash of dialogue ("— Yes.") is no bullet, "- – " is both a bullet and a typed dash.
_MARKS = lazy(r"(?:> ?)+(?=\S)|(#{1,6}) +(?=\S)(?!.* #)|[-*+•●▪◦‣·] +(?:[–—-] +)?(?=\S)")
_NUMBERED = lazy(r"\d{1,2}[.)] +(?=[^\W\d_])")
NO_END = STOPS | frozenset("!?…:;！？：；؟፧៖")  # that no heading ends with
CLOSERS = "\"'”’‘»«“)]」』】）"
FENCE = "```"
TABLE_RULE = lazy(r"\|(?: ?:?-+:? ?\|)+$")
ESCAPED = "\u2063"  # stands before a Markdown line whose first mark was escaped: it is a paragraph
SHORT = 90  # characters; headings of the golds are shorter in 99 of 100 cases
SHORT_UNSPACED = 30
FEW = 3  # lines; a text of no more may be a page that lost its line breaks
LONG = 300  # characters of a line that may be a page


def segment(document: Document) -> list[Block]:
    """The blocks of a text or Markdown document, in order; between them stand only white space and marks."""
    blocks: list[Block] = []
    text = document.text
    at = 0
    fence = -1
    for line in text.split("\n"):
        begin, at = at, at + len(line) + 1
        if document.form == "md" and line.startswith(FENCE):
            if fence < 0:
                fence = begin
                continue
            blocks.append(Block("code", text[fence : begin + len(line)], fence, begin + len(line)))
            fence = -1
        elif fence < 0 and (bare := line.strip()):
            blocks.append(_block(bare, begin + line.index(bare[0])))
    if len(blocks) <= FEW and document.form == "text" and any(len(block.source) > LONG for block in blocks):
        blocks = [piece for block in blocks for piece in _parted(block)]
    if fence >= 0:
        blocks.extend(_block(line.strip(), begin) for begin, line in _lines(text, fence) if line.strip())
    if document.form == "text":
        _dialogue(blocks, text)
    if document.form == "md":
        blocks = _tables(blocks, text)
        _mark(blocks, document.marks)
    return blocks


def _dialogue(blocks: list[Block], text: str) -> None:
    """Lines with a hyphen in front, of which one tells who says it ("- Nobody was hurt, says the captain.")
    or that all end as sentences do, some questions and some not: no list, and the mark stays."""
    run: list[Block] = []
    for block in [*blocks, None]:
        if block is not None and block.kind == "list_item" and text.startswith("- ", block.start - 2):
            run.append(block)
            continue
        ends = {each.source.rstrip(CLOSERS)[-1:] for each in run}
        asked = len(ends) > 1 and not ends.isdisjoint("?؟？") and ends <= MARKS
        if asked or any(Line(each.source.replace(" - ", ", ").replace(" – ", ", ")).is_quoted for each in run):
            for each in run:
                each.kind, each.start = "paragraph", each.start - 2
                each.source = f"- {each.source}"
        run = []


def _tables(blocks: list[Block], text: str) -> list[Block]:
    """The rows of a Markdown table, from its head and the line below it on, as one block."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        end = at + 1
        if at + 1 < len(blocks) and blocks[at].source[0] == "|" and TABLE_RULE.match(blocks[at + 1].source):
            while end < len(blocks) and blocks[end].source[0] == "|" and text[blocks[end - 1].end : blocks[end].start] == "\n":
                end += 1
        first, last = blocks[at], blocks[end - 1]
        found.append(first if end - at < 2 else Block("table", text[first.start : last.end], first.start, last.end))
        at = end
    return found


def _mark(blocks: list[Block], marks: list[Mark]) -> None:
    """Give each block the marks that stand in it."""
    at = 0
    for block in blocks:
        while at < len(marks) and marks[at][0] < block.start:
            at += 1
        found = []
        while at < len(marks) and marks[at][1] <= block.end:
            start, end, sign, address = marks[at]
            found.append((start - block.start, end - block.start, sign, address))
            at += 1
        block.marks = found


def _parted(block: Block) -> list[Block]:
    """A line that is a whole page as the pieces that its furniture parts it into."""
    if len(block.source) <= LONG:
        return [block]
    from newsclean.oneline import columns, part

    starts = columns(block.source) or part(block.source)
    if len(starts) < 2:
        return [block]
    found = []
    for start, end in zip(starts, [*starts[1:], len(block.source)], strict=True):
        piece = block.source[start:end].rstrip()
        if piece:
            found.append(Block(block.kind, piece, block.start + start, block.start + start + len(piece)))
    return found


def _lines(text: str, at: int) -> list[tuple[int, str]]:
    found = []
    for line in text[at:].split("\n"):
        found.append((at + len(line) - len(line.lstrip()), line))
        at += len(line) + 1
    return found


def _block(line: str, start: int) -> Block:
    first = line[0]
    if first == ESCAPED:
        return Block("paragraph", line[1:], start + 1, start + len(line))
    if first.isalpha():
        return Block("paragraph", line, start, start + len(line))
    kind, level, skip = "paragraph", 0, 0
    mark = None if first.isalnum() or first in "\"“„(" else _MARKS.match(line)
    if mark:
        skip = mark.end()
        kind = "quote" if first == ">" else "heading" if mark[1] else "list_item"
        level = len(mark[1]) if mark[1] else 0
    elif _NUMBERED.match(line) and not _is_row(line):
        kind = "list_item"
    return Block(kind, line[skip:], start + skip, start + len(line), level=level)


def _is_row(line: str) -> bool:
    """A row of a table ("1. Tarrow 24 16 4 4 52"): more numbers than words."""
    parts = line.split()[1:]
    return sum(part[0].isdigit() for part in parts) * 2 > len(parts)


def settle_headings(blocks: list[Block]) -> None:
    """Mark as headings the short standing lines without end mark that have prose, a list or data after them.

    Done after the cuts: what follows a subhead in the page is often junk.
    """
    kept = [block for block in blocks if block.text]
    for at, block in enumerate(kept[:-1]):
        if at == 0 and block.text.count(" ") >= STANDFIRST - 1:
            continue
        if block.kind == "paragraph" and is_heading(block.text) and _leads(kept, at):
            block.kind = "heading"


_CLOCK = lazy(r"\d{1,2}(?:[:.]\d\d(?: ?(?:[ap]\.?m\.?|Uhr|h))?| ?h ?\d\d)$", re.IGNORECASE)
STANDFIRST = 5  # words; a first line of so many is a standfirst, no subhead


def is_heading(text: str) -> bool:
    """Whether a line has the shape of a subhead: short, no end mark, words and not figures (a clock time may be one)."""
    if len(text) > SHORT or (text.rstrip(CLOSERS)[-1:] in NO_END and not text.endswith(("?", "!", "？"))):
        return False
    if text[0] in "–—-\"“„«'" and text[0] in "–—-":
        return False
    if text[0].isdigit() and _CLOCK.match(text):
        return True
    if text.endswith(("?", "？")):
        return False
    if "\u2e80" <= text[0] <= "\u9fff" and len(text) > SHORT_UNSPACED:
        return False
    return not is_data(text)


def _leads(kept: list[Block], at: int) -> bool:
    following = kept[at + 1]
    if following.kind in ("list_item", "quote", "table", "code"):
        return True
    if is_heading(following.text):
        # Two short lines in a row: a heading only over rows of data ("Votes" over results).
        return _CLOCK.match(following.text) is not None or Line(following.text).text[-1:].isdigit()
    return True
