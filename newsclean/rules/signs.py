"""What the lines of a whole page show, as small numbers: how each looks, what stands around it, what it shares with the rest.

`measure` gives one column of classes a sign; the fitted weights of each class are in `_page_weights`, and a line's
log-odds of being article text are their sum. Every column is made in one pass over the page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate, repeat
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
_SHARES = (0.001, 0.2, 0.4, 0.6, 0.8, 0.999)
_CAPITALS = (0.001, 0.2, 0.35, 0.5, 0.75, 0.999)
_DIGITS = (0.001, 0.05, 0.15, 0.3)
_RUNS = (1, 2, 3, 5, 9, 17)
_PLACES = (0.0001, 0.03, 0.1, 0.3, 0.7, 0.9, 0.97, 0.9999)
_TOTALS = (300, 800, 1500, 3000, 6000, 12000)
_LINES = (40, 80, 160, 320, 640)
_COHESION = (0.001, 0.12, 0.22, 0.32, 0.42, 0.55, 0.75)
_SLUG = (0.01, 0.3, 0.55, 0.8)
_APART = (-60, -25, -12, -6, -3, -1, 0, 1, 2, 4, 8, 16, 40)  # lines to the likeliest run, negative above it
NEAR = (2, 4, 8, 16)  # lines above and below over which prose is counted
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
_CJK = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_TOKEN = 4  # letters of a word that may tell what a text is about; each character of Chinese, Japanese and Korean may
_CJK_TOKEN = lazy(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_NAMES = (
    "shape", "last", "first", "capitals", "upper", "digits", "commas", "stops", "special", "known", "label", "phrases", "stamp", "repeats",
    "slug", "cohesion", "shared", *(f"{way} {near}" for near in NEAR for way in ("above", "below")), "mass above", "mass below",
    "furniture above", "furniture below", "before", "after", "total", "lines", "apart", "previous", "next", "previous words", "next words",
    "previous known", "next known", "place", "words", "cut above", "cut below",
)  # fmt: skip
SIGNS: tuple[str, ...] = _NAMES
_SPEAKS = (-1.8, -1.1, -0.6, -0.2, 0.2, 0.5, 0.9, 1.3, 1.8)  # what the words of a line say, by the root of their number
WORD = lazy(r"[^\W\d_]{2,}")


def sizes_of(texts: list[str]) -> list[float]:
    """Characters of each line, those of Chinese, Japanese and Korean weighted."""
    return [size_of(text) for text in texts]


def _of_lines(pattern: re.Pattern[str], joined: str) -> Column:
    """How often a pattern of one character is in each of the lines that were joined."""
    return [len(found) for found in "".join(pattern.findall(joined)).split("\n")]


def _runs(low: str) -> list[str]:
    """The runs of letters in a folded line."""
    return low.translate(_NO_LETTERS).split() if low.isascii() else _RUN.findall(low)


def _tokens(low: str, runs: list[str]) -> set[str]:
    if not low.isascii() and _CJK.search(low):
        return set(_CJK_TOKEN.findall(low))
    return {run for run in runs if len(run) >= _TOKEN}


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
    """1 for marks between pieces, 2 for a copyright sign, 4 for an address."""
    web = 4 if "@" in text or "http:" in text or "https:" in text or "www." in text else 0
    if text.isascii():
        return web + ("|" in text)
    return web + (2 if "©" in text else 0) + ("|" in text or "•" in text or "·" in text or "›" in text or "»" in text)


def _three(size: float) -> int:
    return 0 if size < 42 else 1 if size < 120 else 2


def measure(
    lines: list[Line], lows: list[str], slug: set[str], likely: tuple[int, int], gaps: Column, spoken: dict[str, float]
) -> list[Column]:
    """The columns of SIGNS for the lines of a page, in order.

    lows    each line folded, whole
    gaps    how many blocks were cut between the line before and each line; one more at the end
    spoken  log-odds of words, as fitted
    slug    the words of the URL's path, empty where none tells
    likely  (begin, end) of the run of lines that looks most like an article by size and end mark alone
    """
    texts = [line.text for line in lines]
    joined = "\n".join([text.replace("\n", " ") for text in texts])
    sizes = sizes_of(texts)
    classes = [bisect_right(_SIZES, size) for size in sizes]
    thirds = [_three(size) for size in sizes]
    marked = [is_ended(text) for text in texts]
    shapes = [2 * kind + mark for kind, mark in zip(classes, marked)]
    spaces = [text.count(" ") + 1 for text in texts]
    words = [bisect_right(_WORDS, count) for count in spaces]
    prose = [1 if (mark and size >= PROSE) or size >= LONG else 0 for mark, size in zip(marked, sizes)]
    known = [0 if not line.whole else 2 if "/whole" in line.whole else 1 for line in lines]
    labels = [_label(line) for line in lines]
    capitals = [bisect_right(_CAPITALS, found / count) for found, count in zip(_of_lines(_INITIALS, joined), spaces)]
    digits = _of_lines(_NUMBERS, joined)
    inner = _of_lines(_INNERS, joined)
    runs = [_runs(low) for low in lows]
    columns = [
        shapes,
        [_last(text) * 2 + (size >= PROSE) for text, size in zip(texts, sizes)],
        [_first(text) * 2 + (size >= PROSE) for text, size in zip(texts, sizes)],
        [7 * third + kind for kind, third in zip(capitals, thirds)],
        [3 * text.isupper() + third for text, third in zip(texts, thirds)],
        [5 * third + (bisect_right(_DIGITS, count / len(text)) if count else 0) for text, third, count in zip(texts, thirds, digits)],
        [4 * third + min(3, _commas(text)) for text, third in zip(texts, thirds)],
        [4 * third + min(3, count) for count, third in zip(inner, thirds)],
        [_special(text) for text in texts],
        known,
        labels,
        [_phrases(line) for line in lines],
        [4 if size >= 160 else _stamp(text) if count else 0 for text, size, count in zip(texts, sizes, digits)],
    ]
    columns += _shared(texts, [_tokens(low, each) for low, each in zip(lows, runs)], prose, thirds, marked, slug, likely)
    columns += _around(sizes, prose, likely)
    columns += _neighbours(shapes, words, [3 * label + kind for label, kind in zip(labels, known)])
    count = len(lines)
    columns.append([10 * at // count for at in range(count)])
    columns.append(_speeches(runs, thirds, spoken))
    cut = [min(2, gap) for gap in gaps]
    return [*columns, [3 * third + gap for gap, third in zip(cut, thirds)], [3 * third + gap for gap, third in zip(cut[1:], thirds)]]


def speeches(lows: list[str], thirds: Column, spoken: dict[str, float]) -> Column:
    """The column of what the words of each line say."""
    return _speeches([_runs(low) for low in lows], thirds, spoken)


def _speeches(runs: list[list[str]], thirds: Column, spoken: dict[str, float]) -> Column:
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


def _phrases(line: Line) -> int:
    begins = 1 if line.starts else 0
    if len(line.text) > LONGEST:
        return begins
    found = begins + (2 if line.ends else 0) + (4 if line.holds else 0)
    return found if not found or line.key else begins


def _stamp(text: str) -> int:
    return (1 if _CLOCK.search(text) else 0) + (2 if _YEAR.search(text) else 0)


def _shared(
    texts: list[str], tokens: list[set[str]], prose: list[int], thirds: list[int], marked: list[bool], slug: set[str], likely: tuple[int, int]
) -> list[Column]:
    """What a line has in common with others: whole lines, words of the URL, words of the likely article's prose."""
    forms = [same_line(text) for text in texts]
    times = Counter(forms)
    begin, end = likely
    core: Counter[str] = Counter()
    for at in range(begin, end):
        if prose[at]:
            core.update(tokens[at])
    capped = {token: min(3, times) for token, times in core.items()}
    # A line of the core has each of its words there once itself.
    beside = {token: min(3, times - 1) for token, times in core.items() if times > 1}
    cohesion: Column = []
    shared: Column = []
    for at, own in enumerate(tokens):
        known = beside if prose[at] and begin <= at < end else capped
        counts = [known[token] for token in own if token in known]
        least = max(3, len(own))
        cohesion.append(8 * thirds[at] + bisect_right(_COHESION, len(counts) / least))
        shared.append(bisect_right((0.001, 0.3, 0.6, 0.9, 1.3, 1.8), sum(counts) / least))
    urls = [bisect_right(_SLUG, _slug_share(form, slug)) for form in forms] if slug else [5] * len(forms)
    return [[2 * min(3, times[form]) + mark for form, mark in zip(forms, marked)], urls, cohesion, shared]


def _slug_share(form: str, slug: set[str]) -> float:
    own = {word for word in form.split() if len(word) > 1}
    return len(own & slug) / max(1, min(len(own), len(slug))) if len(own) >= 3 else 0.0


def _around(sizes: list[float], prose: list[int], likely: tuple[int, int]) -> list[Column]:
    """Prose above and below: how many of the next lines, what share of their text, how far, how much of the page's."""
    count = len(sizes)
    masses = [size if is_prose else 0.0 for size, is_prose in zip(sizes, prose)]
    lines = [0, *accumulate(prose)]
    mass = [0.0, *accumulate(masses)]
    size = [0.0, *accumulate(sizes)]
    found: list[Column] = []
    for near in NEAR:
        found.append([8 * (own - before) // near for own, before in zip(lines, [*[0] * near, *lines])][:count])
        found.append([8 * (after - own) // near for own, after in zip(lines[1:], [*lines[near + 1 :], *[lines[-1]] * near])])
    above, below = [], []
    for at in range(count):
        low, high = max(0, at - 6), min(count, at + 7)
        over, under = mass[at] - mass[low], mass[high] - mass[at + 1]
        above.append(bisect_right(_SHARES, over / max(1.0, size[at] - size[low])) if over else 0)
        below.append(bisect_right(_SHARES, under / max(1.0, size[high] - size[at + 1])) if under else 0)
    found += [above, below]
    up, run = [], 0
    for is_prose in prose:
        up.append(7 * is_prose + bisect_right(_RUNS, run))
        run = 0 if is_prose else run + 1
    down, run = [], 0
    for is_prose in reversed(prose):
        down.append(7 * is_prose + bisect_right(_RUNS, run))
        run = 0 if is_prose else run + 1
    total = max(1.0, mass[-1])
    begin, end = likely
    apart = [at - begin if at < begin else at - end + 1 if at >= end else 0 for at in range(count)]
    found += [up, down[::-1]]
    found += [[bisect_right(_PLACES, mass[at] / total) for at in range(count)], [bisect_right(_PLACES, 1 - mass[at + 1] / total) for at in range(count)]]
    found += [[bisect_right(_TOTALS, mass[-1])] * count, [bisect_right(_LINES, count)] * count]
    found.append([14 * is_prose + bisect_right(_APART, far) for far, is_prose in zip(apart, prose)])
    return found


def _neighbours(shapes: Column, words: Column, known: Column) -> list[Column]:
    """The lines right above and below: their shape and words, beside the line's own."""
    none = 2 * len(_SIZES) + 2
    long = [2 if shape >= 2 * 6 else 1 if shape >= 2 * 4 else 0 for shape in shapes]
    marks = [2 * size + (shape & 1) for size, shape in zip(long, shapes)]
    before, after = [none, *shapes[:-1]], [*shapes[1:], none]
    return [
        [6 * shape + mark for shape, mark in zip(before, marks)],
        [6 * shape + mark for shape, mark in zip(after, marks)],
        [6 * count + mark for count, mark in zip([5, *words[:-1]], marks)],
        [6 * count + mark for count, mark in zip([*words[1:], 5], marks)],
        [9, *known[:-1]],
        [*known[1:], 9],
    ]
