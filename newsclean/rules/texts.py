"""What a page's block is by its text alone: how much of it there is, how it ends, the form under which it is compared,
what its words are."""

from __future__ import annotations

from bisect import bisect_right

from newsclean.lexicon import Line
from newsclean.rules.features import Sign
from newsclean.shapes import MARKS

CJK = 3  # a character of a script without spaces counts for so many
_SIZES = (12, 25, 40, 60, 90, 140, 220, 400)
_ENDS = MARKS
_CLOSERS = frozenset("\"'”’»«“)]」』】）")


def size_of(text: str) -> int:
    """Characters, those of scripts without spaces counted thrice."""
    return len(text) if text.isascii() or not is_unspaced(text) else len(text) * CJK


def is_unspaced(text: str) -> bool:
    """Whether the text is Chinese or Japanese, or Korean, by its first characters."""
    head = text[:40]
    return not head.isascii() and max(head) >= "\u3040" and sum([char >= "\u3040" for char in head]) * 2 > len(head)


def size_class(size: int) -> int:
    """0 (under 12 characters) to 8 (400 and more)."""
    return bisect_right(_SIZES, size)


def is_marked(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    last = text[-1]
    return last in _ENDS or (last in _CLOSERS and len(text) > 2 and (text[-2] in _ENDS or text[-3] in _ENDS))


def key(text: str) -> str:
    """The form under which a block is compared with the title and its like."""
    low = text.lower()
    if not low.isascii():
        for mark, plain in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("„", '"')):
            if mark in low:
                low = low.replace(mark, plain)
    return low.strip(" .\"'")


def words_of(line: Line) -> Sign:
    """The sections of the lexicons whose phrases the block begins or ends with, or is."""
    found = {f"starts {section}" for section, _ in line.starts}
    found.update([f"ends {section}" for section in line.ends.split()])
    if len(line.text) < 90:
        found.update([f"is {mark}" for mark in line.whole.split()])
    label = line.label()
    if label:
        found.update([f"label {section}" for section in label[0].split()])
    return "WORDS", *sorted(found)
