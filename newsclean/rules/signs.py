"""What the lines of a page look like, as small numbers: size and end mark, case, figures, known words, the lines next to them.

`look` gives one column of classes a sign; the fitted weights of each class are in `_page_weights`, and their sum is
what the look of a line alone says for article text. `surroundings` adds what stands around it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import repeat
from math import sqrt

from newsclean.lexicon import LONG as LONGEST
from newsclean.lexicon import Line
from newsclean.patterns import lazy
from newsclean.shapes import ends_marked, is_ended, same_line, size_of

Column = list[int]

PROSE = 60  # characters; a longer line that ends as a sentence does is prose
LONG = 180  # characters; a longer line is prose whatever its end: some scripts print no full stops
_SIZES = (8, 16, 28, 42, 60, 90, 150, 260, 420)
_WORDS = (2, 4, 8, 14)
_CAPITALS = (0.001, 0.2, 0.35, 0.5, 0.75, 0.999)
_DIGITS = (0.001, 0.05, 0.15, 0.3)
_SLUG = (0.01, 0.3, 0.55, 0.8)
_LAST = {".": 0, "。": 0, **dict.fromkeys("।։۔።။។", 0), "?": 1, "？": 1, "؟": 1, "!": 2, "！": 2, ":": 3, "：": 3, "…": 4}
_CLOSING = frozenset("\"'”’»«“)]」』】）")
_OPENING = frozenset("\"'“„«»‘’「『")
_MARKS = frozenset("-–—•*·|>»›+#")
_CLOCK = lazy(r"\d[:.h]\d\d(?!\d)")
_YEAR = lazy(r"(?:19|20)\d\d")
# Asked of all lines at once, parted by line feeds, which each pattern finds, too; see `_of_lines`.
_NUMBERS = lazy(r"[\d\n]")
_INNERS = lazy(r"[.!?。！？।॥։။۔\n](?:(?<=\n)|(?= ?\S))")
_INITIALS = lazy(r"[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐΑ-Ω\n](?<![^\W_][^\n])")
_COMMAS = "،，、；"
_RUN = lazy(r"[^\W\d_]+")
_NO_LETTERS = str.maketrans({char: " " for char in map(chr, range(128)) if not char.isalpha()})
_SPEAKS = (-1.8, -1.1, -0.6, -0.2, 0.2, 0.5, 0.9, 1.3, 1.8)  # what the words of a line say, by the root of their number
WORD = lazy(r"[^\W\d_]{2,}")

SIGNS: tuple[str, ...] = (
    "shape", "last", "first", "capitals", "digits", "commas", "stops", "special", "known", "label", "phrases", "stamp", "repeats", "slug",
    "words", "previous", "next", "previous words", "next words", "previous known", "next known",
)  # fmt: skip
OWN = 15  # the first of them are of the line alone
WORDS_AT = SIGNS.index("words")
# What a label or a menu word is of: other articles, comments, tags, a way to follow, small print, who and when, the rest.
_OF = {"related": 1, "teaser": 1, "feed": 1, "comments": 2, "tags": 3, "share": 4, "subscribe": 4, "app": 4, "copyright": 5, "cookie": 5, "byline": 6, "source": 6}
_OTHER = 7


class View:
    """The lines of a page as they look.

    columns  one a sign of SIGNS
    runs     of letters in each line, folded
    thirds   0 short, 1 a headline's length, 2 long; prose: 1 for running text; kinds: what of, 0 where no known word is
    slug     the words of the URL's path, empty where none tells
    gaps     how many blocks were cut between the line before and each line; one more at the end
    """

    __slots__ = ("columns", "forms", "gaps", "kinds", "lows", "marked", "prose", "runs", "sizes", "slug", "texts", "thirds")

    def __init__(self, lines: list[Line], lows: list[str], slug: set[str], gaps: Column, spoken: dict[str, float]) -> None:
        """`lows`: each line folded, whole; `spoken`: log-odds of words, as fitted."""
        texts = self.texts = [line.text for line in lines]
        self.lows = lows
        self.slug = slug
        self.gaps = gaps
        joined = "\n".join([text.replace("\n", " ") for text in texts])
        sizes = self.sizes = [size_of(text) for text in texts]
        thirds = self.thirds = [0 if size < 42 else 1 if size < 120 else 2 for size in sizes]
        marked = self.marked = [is_ended(text) for text in texts]
        self.prose = [1 if (mark and size >= PROSE) or size >= LONG else 0 for mark, size in zip(marked, sizes)]
        self.forms = [same_line(text) for text in texts]
        self.runs = [_runs(low) for low in lows]
        labels = [_label(line) for line in lines]
        known = [0 if not line.whole else 2 if "/whole" in line.whole else 1 for line in lines]
        self.kinds = [_kind(line, label) for line, label in zip(lines, labels)]
        times = Counter(self.forms)
        shapes = [2 * bisect_right(_SIZES, size) + mark for size, mark in zip(sizes, marked)]
        spaces = [text.count(" ") + 1 for text in texts]
        capitals = [bisect_right(_CAPITALS, found / count) for found, count in zip(_of_lines(_INITIALS, joined), spaces)]
        digits = _of_lines(_NUMBERS, joined)
        self.columns = [
            shapes,
            [_last(text) * 2 + (size >= PROSE) for text, size in zip(texts, sizes)],
            [_first(text) * 2 + (size >= PROSE) for text, size in zip(texts, sizes)],
            [7 * third + kind for kind, third in zip(capitals, thirds)],
            [5 * third + (bisect_right(_DIGITS, count / len(text)) if count else 0) for text, third, count in zip(texts, thirds, digits)],
            [4 * third + min(3, _commas(text)) for text, third in zip(texts, thirds)],
            [4 * third + min(3, count) for count, third in zip(_of_lines(_INNERS, joined), thirds)],
            [_special(text) for text in texts],
            known,
            labels,
            [_phrases(line) for line in lines],
            [4 if size >= 160 else _stamp(text) if count else 0 for text, size, count in zip(texts, sizes, digits)],
            [2 * min(3, times[form]) + mark for form, mark in zip(self.forms, marked)],
            [bisect_right(_SLUG, slug_share(form, slug)) for form in self.forms] if slug else [5] * len(texts),
            speeches(self.runs, thirds, spoken),
            *_neighbours(shapes, spaces, [3 * label + kind for label, kind in zip(labels, known)]),
        ]


def _of_lines(pattern: re.Pattern[str], joined: str) -> Column:
    """How often a pattern of one character is in each of the lines that were joined."""
    return [len(found) for found in "".join(pattern.findall(joined)).split("\n")]


def _runs(low: str) -> list[str]:
    """The runs of letters in a folded line."""
    return low.translate(_NO_LETTERS).split() if low.isascii() else _RUN.findall(low)


def _last(text: str) -> int:
    char = text[-1]
    known = _LAST.get(char)
    if known is not None:
        return 4 if known == 0 and text.endswith("...") else known
    return 5 if char in _CLOSING else 0 if char >= "\u0e00" and not ends_marked(text) and is_ended(text) else 6 if char.isalpha() else 7 if char.isdigit() else 8


def _first(text: str) -> int:
    char = text[0]
    if char.isalpha():
        return 1 if char.islower() else 0 if char.isupper() else 2
    return 3 if char.isdigit() else 4 if char in _OPENING else 5 if char in _MARKS else 6


def _commas(text: str) -> int:
    found = text.count(",") + text.count(";")
    return found if text.isascii() else found + sum([text.count(comma) for comma in _COMMAS])


def _special(text: str) -> int:
    """1 for marks between pieces, 2 for a copyright sign, 4 for an address; 8 for code."""
    if "{" in text or "</" in text or '":' in text:
        return 8
    web = 4 if "@" in text or "http:" in text or "https:" in text or "www." in text else 0
    if text.isascii():
        return web + ("|" in text)
    return web + (2 if "©" in text else 0) + ("|" in text or "•" in text or "·" in text or "›" in text or "»" in text)


def speeches(runs: list[list[str]], thirds: Column, spoken: dict[str, float]) -> Column:
    """What the words of a line say for article text (positive) or against it: their log-odds by the root of their number."""
    column = []
    for each, third in zip(runs, thirds):
        found = dict.fromkeys([run for run in each if len(run) > 1])  # in order: sums of a set's would differ from run to run
        said = sum(map(spoken.get, found, repeat(0.0))) / sqrt(max(1, len(found)))
        column.append(10 * third + bisect_right(_SPEAKS, said))
    return column


def _label(line: Line) -> int:
    found = line.label()
    return 0 if found is None or not line.key else 2 if found[1] >= len(line.text.rstrip()) else 1


def _kind(line: Line, label: int) -> int:
    """What a label alone on its line, or a known menu word, is of."""
    found = line.label() if label == 2 else None
    sections = found[0] if found else ""
    if line.whole:
        sections += " " + line.whole.replace("/whole", "").replace("/weak", "")
    if not sections:
        return 0
    for section in sections.split():
        if section in _OF:
            return _OF[section]
    return _OTHER


def _phrases(line: Line) -> int:
    begins = 1 if line.starts else 0
    if len(line.text) > LONGEST:
        return begins
    found = begins + (2 if line.ends else 0) + (4 if line.holds else 0)
    return found if not found or line.key else begins


def _stamp(text: str) -> int:
    return (1 if _CLOCK.search(text) else 0) + (2 if _YEAR.search(text) else 0)


def slug_share(form: str, slug: set[str]) -> float:
    """Share of the words that a line and the URL's path could have in common that they have (0 to 1)."""
    own = {word for word in form.split() if len(word) > 1}
    return len(own & slug) / max(1, min(len(own), len(slug))) if len(own) >= 3 else 0.0


def _neighbours(shapes: Column, spaces: Column, known: Column) -> list[Column]:
    """The lines right above and below: their shape and words, beside the line's own."""
    none = 2 * len(_SIZES) + 2
    words = [bisect_right(_WORDS, count) for count in spaces]
    marks = [2 * (2 if shape >= 2 * 6 else 1 if shape >= 2 * 4 else 0) + (shape & 1) for shape in shapes]
    before, after = [none, *shapes[:-1]], [*shapes[1:], none]
    return [
        [6 * shape + mark for shape, mark in zip(before, marks)],
        [6 * shape + mark for shape, mark in zip(after, marks)],
        [6 * count + mark for count, mark in zip([5, *words[:-1]], marks)],
        [6 * count + mark for count, mark in zip([*words[1:], 5], marks)],
        [9, *known[:-1]],
        [*known[1:], 9],
    ]
