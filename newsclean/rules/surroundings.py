"""What stands around a line of a page: prose and labels near it, the run of likely lines, words that it shares with that run.

The first weighing, `signs`, is of each line's look alone. `place` reads from its log-odds where the article is, and
gives the columns of the second: a short line means one thing in the article and another in a list of feeds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import accumulate
from math import exp, log, sqrt

from newsclean.patterns import lazy
from newsclean.rules import signs
from newsclean.rules.runs import LOGS, best_run
from newsclean.rules.signs import OWN, Column, View, slug_share

CAP = 1200  # characters; what is longer is a whole article in one line, or code, and counts as much as that
CAPPED = 150  # words
WORD = 6  # characters of one, its space counted
LEAN = 1.0  # log-odds that a line of the likeliest run may fall short by before it parts it
HEADLINE = (12, 200)  # characters of a line that may be the title
ECHO = 0.5  # share of the URL's words that make it one
_CJK = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_TOKEN = 4  # letters of a word that may tell what a text is about; each character of Chinese, Japanese and Korean may
_CJK_TOKEN = lazy(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_SHARES = (0.001, 0.2, 0.4, 0.6, 0.8, 0.999)
_COHESION = (0.001, 0.12, 0.22, 0.32, 0.42, 0.55, 0.75)
_RARITY = (0.001, 0.08, 0.16, 0.25, 0.35, 0.5, 0.7)
_TOTALS = (300, 800, 1500, 3000, 6000, 12000)
_LINES = (40, 80, 160, 320, 640)
_RELATIVE = (0.1, 0.2, 0.35, 0.6, 1.0, 1.6)  # of the median size of the run's prose
_SINCE = (2, 4, 9, 21)  # lines below a label
_PERIODS = (3, 5, 9)  # repeats of a pattern of shapes
_PATTERN = (16, 42, 90, 180, 400)
_LABELS = (1, 2, 3, 5)
_TITLE = (-30, -10, -3, -1, 0, 1, 2, 3, 5, 9, 17, 40)  # lines to the title, negative above it
_ODDS = (-5, -4, -3, -2, -1.3, -0.7, -0.3, 0, 0.3, 0.7, 1.3, 2, 3, 4, 5)
_SURE = (-1, 1)
_APART = (-60, -25, -12, -6, -3, -1, 0, 1, 2, 4, 8, 16, 40)  # lines to the likeliest run, negative above it
_FURTHER = (1, 2, 3, 5, 9, 17)
_PLACES = (0.001, 0.02, 0.05, 0.1, 0.3, 0.7, 0.9, 0.95, 0.98, 0.999)
_LIKELY = (50, 100, 200, 400, 800)  # words
_CORE = (0.3, 0.5, 0.7, 0.85, 0.95)
SIGNS: tuple[str, ...] = (
    *signs.SIGNS[:OWN], "cohesion", "rarity", "relative", "mass above", "mass below", "total", "lines", "section", "period", "labels above", "cut above", "cut below", "title",
    "odds", "odds above", "odds below", "near 3", "near 8", "above 20", "below 20", "apart", "place", "since likely", "until likely", "likely", "core",
)  # fmt: skip


def likeliest(view: View, odds: list[float], lean: float = LEAN) -> tuple[int, int]:
    """(begin, end) of the run of lines that is article text most likely, longer lines counting more."""
    return best_run([(each + lean) * LOGS[min(199, int(size / WORD))] for each, size in zip(odds, view.sizes)])


def place(view: View, odds: list[float]) -> list[Column]:
    """The columns of SIGNS. `odds`: the log-odds of each line by its look."""
    run = likeliest(view, odds)
    return [*view.columns[:OWN], *_shared(view, run), *_masses(view), *_structure(view), *_title(view, run), *_told(view, odds, run)]


def _tokens(low: str, runs: list[str]) -> list[str]:
    """The different words of a line that may tell what it is about."""
    if not low.isascii() and _CJK.search(low):
        return list(dict.fromkeys(_CJK_TOKEN.findall(low)))
    return list(dict.fromkeys([run for run in runs if len(run) >= _TOKEN]))


def _shared(view: View, run: tuple[int, int]) -> list[Column]:
    """What the words of a line have in common with the run's prose: how many are there, how rare those are on the page."""
    begin, end = run
    tokens = [_tokens(low, runs) for low, runs in zip(view.lows, view.runs)]
    count = len(tokens)
    core: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    inside = [begin <= at < end and prose for at, prose in enumerate(view.prose)]
    for own, held in zip(tokens, inside):
        seen.update(own)
        if held:
            core.update(own)
    # A line of the run has each of its words there once itself.
    rare = [log((count + 1) / (times + 1)) for times in range(count + 1)]
    cohesion, rarity = [], []
    for own, held, third in zip(tokens, inside, view.thirds):
        common = [token for token in own if core[token] > 1] if held else [token for token in own if token in core]
        worth = sum([rare[seen[token]] for token in own])
        cohesion.append(8 * third + bisect_right(_COHESION, len(common) / max(3, len(own))))
        rarity.append(8 * third + bisect_right(_RARITY, sum([rare[seen[token]] for token in common]) / worth if worth else 0.0))
    lengths = sorted([size for size, held in zip(view.sizes, inside) if held])
    median = lengths[len(lengths) // 2] if lengths else 200
    return [cohesion, rarity, [7 * mark + bisect_right(_RELATIVE, size / median) for size, mark in zip(view.sizes, view.marked)]]


def _masses(view: View) -> list[Column]:
    """Share of prose in the six lines above and below; prose and lines of the page."""
    sizes = [min(CAP, size) for size in view.sizes]
    count = len(sizes)
    mass = [0.0, *accumulate([size if prose else 0.0 for size, prose in zip(sizes, view.prose)])]
    whole = [0.0, *accumulate(sizes)]
    above, below = [], []
    for at in range(count):
        low, high = max(0, at - 6), min(count, at + 7)
        above.append(bisect_right(_SHARES, (mass[at] - mass[low]) / max(1.0, whole[at] - whole[low])))
        below.append(bisect_right(_SHARES, (mass[high] - mass[at + 1]) / max(1.0, whole[high] - whole[at + 1])))
    return [above, below, [bisect_right(_TOTALS, mass[-1])] * count, [bisect_right(_LINES, count)] * count]


def _structure(view: View) -> list[Column]:
    """What section of the page a line is in: the label above it and how far, patterns of shapes that repeat, known words above, what was cut."""
    section: Column = []
    kind = far = 0
    for own, prose in zip(view.kinds, view.prose):
        section.append((1 + (kind - 1) * 5 + bisect_right(_SINCE, far) if kind else 0) * 2 + prose)
        far += 1
        if own:
            kind, far = own, 1
    labels = [0, *accumulate([own > 0 for own in view.kinds])]
    above = [2 * bisect_right(_LABELS, labels[at] - labels[max(0, at - 20)]) + prose for at, prose in enumerate(view.prose)]
    cut = [min(2, gap) for gap in view.gaps]
    return [
        section,
        [7 * third + kind for third, kind in zip(view.thirds, _periods(view))],
        above,
        [3 * third + gap for gap, third in zip(cut, view.thirds)],
        [3 * third + gap for gap, third in zip(cut[1:], view.thirds)],
    ]


def _periods(view: View) -> Column:
    """How often a pattern of one to four shapes repeats around a line: 0 to 3 for one shape, 4 to 6 for more."""
    shapes = [2 * bisect_right(_PATTERN, size) + mark for size, mark in zip(view.sizes, view.marked)]
    count = len(shapes)
    found = [0] * count
    for period in (1, 2, 3, 4):
        start = 0
        for at in range(count - period + 1):
            if at < count - period and shapes[at] == shapes[at + period]:
                continue
            times = (at - start) // period + 1
            if times >= _PERIODS[0]:
                kind = bisect_right(_PERIODS, times) + (3 if period > 1 else 0)
                for index in range(start, at + period):
                    found[index] = max(found[index], kind)
            start = at + 1
    return found


def _title(view: View, run: tuple[int, int]) -> list[Column]:
    """Lines to the line that echoes the URL, the last of those that do best down to the end of the run."""
    at, best = -1, ECHO
    if view.slug:
        for index in range(run[1]):
            if HEADLINE[0] <= len(view.texts[index]) < HEADLINE[1] and (share := slug_share(view.forms[index], view.slug)) >= best:
                at, best = index, share
    return [[2 * (len(_TITLE) + 1 if at < 0 else bisect_right(_TITLE, index - at)) + prose for index, prose in enumerate(view.prose)]]


def _told(view: View, odds: list[float], run: tuple[int, int]) -> list[Column]:
    """What the looks of the lines around say, and of the whole page."""
    count = len(odds)
    begin, end = run
    sure = [bisect_right(_SURE, each) for each in odds]
    kinds = [bisect_right(_ODDS, each) for each in odds]
    sizes = [min(CAPPED, int(size / WORD) + 1) for size in view.sizes]
    weights = [sqrt(size) for size in sizes]
    says = [min(4.0, max(-4.0, each)) * weight for each, weight in zip(odds, weights)]
    said, weighed = [0.0, *accumulate(says)], [0.0, *accumulate(weights)]

    def mean(low: int, high: int, own: float = 0.0, weight: float = 0.0) -> int:
        return bisect_right(_ODDS, (said[high] - said[low] - own) / max(1e-6, weighed[high] - weighed[low] - weight))

    near = [
        [16 * kind + mean(max(0, at - far), min(count, at + far + 1), says[at], weights[at]) for at, kind in enumerate(sure)] for far in (3, 8)
    ]
    chance = list(accumulate([size / (1 + exp(-max(-30.0, min(30.0, each)))) for size, each in zip(sizes, odds)], initial=0.0))
    total = max(1e-6, chance[-1])
    apart = [at - begin if at < begin else at - end + 1 if at >= end else 0 for at in range(count)]
    core = 3 * bisect_right(_CORE, (chance[end] - chance[begin]) / total)
    return [
        kinds,
        [3 * kind + own for kind, own in zip([0, *kinds[:-1]], sure)],
        [3 * kind + own for kind, own in zip([*kinds[1:], 0], sure)],
        *near,
        [16 * kind + mean(max(0, at - 20), at) for at, kind in enumerate(sure)],
        [16 * kind + mean(at + 1, min(count, at + 21)) for at, kind in enumerate(sure)],
        [14 * (size > 8) + bisect_right(_APART, far) for far, size in zip(apart, sizes)],
        [bisect_right(_PLACES, each / total) for each in chance[:-1]],
        [7 * kind + bisect_right(_FURTHER, far) for far, kind in zip(_since(odds), sure)],
        [7 * kind + bisect_right(_FURTHER, far) for far, kind in zip(_since(odds[::-1])[::-1], sure)],
        [bisect_right(_LIKELY, chance[-1])] * count,
        [core + (0 if far < 0 else 2 if far else 1) for far in apart],
    ]


def _since(odds: list[float]) -> Column:
    """Unlikely lines between each line and the likely one above it."""
    found, far = [], 0
    for each in odds:
        found.append(far)
        far = 0 if each > 0 else far + 1
    return found
