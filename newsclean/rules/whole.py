"""Whole pages as text: menus, feeds, article, footer. Which lines are the article's?

First the run of lines that looks most like an article by length and end mark alone (maximum subsequence segmentation:
Pasternack and Roth, "Extracting article text from the web with maximum subsequence segmentation", WWW 2009); it tells
whether the text is a whole page at all. Then each line gets the log-odds of being article text twice: from its look
(`signs`), and from its look and what stands around it (`surroundings`), which the first tells. The weights are fitted by
tools/fit_page.py over pages of many sites, cross-validated by site.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from newsclean.lexicon import fold
from newsclean.patterns import lazy
from newsclean.rules.engine import Page, Span, page_rule
from newsclean.rules.runs import LOGS, best_run
from newsclean.rules.title_evidence import slug_of
from newsclean.shapes import STOPS, ends_marked, is_data, is_ended, is_prose, is_stopped, size_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newsclean.rules.signs import View

Tables = tuple[tuple[float, ...], ...]
EDGES = (16, 32, 56, 90, 150, 260)  # characters: the bounds of the length classes
MENU = 32  # characters; shorter lines without end mark are menu entries, labels, stamps
MENUS = 30  # so many of them outside the article, known menu words among them, make a text a whole page
SURELY, TOLD = 60, 3  # with fewer menu lines than that the article has to have some sentences: else its own short lines (verses, figures) are the many
KNOWN = 2  # different share, menu or label words; extractors' texts and clean bodies hold none or one
THRESHOLD = -0.25  # log-odds; a line below it is not the article's
UNLIKELY = -2.1  # log-odds; in a text that is no whole page only lines below it go
DIRTY = 0.2  # share of a text's lines that were junk, beyond which lines are told from it sooner
DIRTY_UNLIKELY = -0.5
DUBIOUS = 0.0  # the same, where lines that are no likelier prose than not are to go, too
NOTHING = -1.2  # where no line is likelier, there is no article
BRIEF = 2  # sentences, however short, that are an article: news in brief
SENTENCE = -1.8  # a sentence goes only where it is less likely still
ITEM = -0.7  # the same for an item of a list, on dirty texts alone
LISTED, ENTRY = 4, 4  # entries that make a list, words of an entry
FEW = 12  # lines; of fewer the neighbours tell too little
SUBHEAD = 60  # characters
BRIDGE = 1.5  # log-odds that a line of junk inside the article may fall short by before it parts the article
FAR = 1.2  # the same for a line far from it
OUTSIDE = 0.3  # the same for a line that stands apart from the rest of the article
BRINK = -1.2  # log-odds; a sentence at the article's very edge goes only where it is less likely still: on one side it has no neighbour that speaks for it
NEAR = 40  # lines above the article in which its title, byline and stamps may stand
BELOW = 20  # lines below it in which its tags, bios and related articles may stand
# Log-odds of article text by length class, for lines without and with end mark.
UNMARKED = (-4.89, -3.07, -1.86, -2.34, -2.54, -1.72, -1.12)
MARKED = (-4.08, -1.39, -0.78, -0.65, 0.21, 1.27, 2.19)
LEAN = 1.0
_NEXT = lazy(r"[.!?।۔] (?=\S)|[。！？](?=\S)")


def length_class(size: float) -> int:
    """0 (up to 15 characters) to 6 (260 and more)."""
    return bisect_right(EDGES, size)


def weight(text: str) -> float:
    """How much a line speaks for the article (positive) or against it, more for more words."""
    size = size_of(text)
    table = MARKED if is_ended(text) else UNMARKED
    words = min(199, int(size / 6) + 1)
    return (table[length_class(size)] + LEAN) * LOGS[words]


def view_of(page: Page, spoken: dict[str, float]) -> View:
    """The standing lines of a page as they look."""
    from newsclean.rules.signs import View  # most runs over one file need neither it nor the weights

    lines = [line for line in page.lines if line is not None]
    standing = page.standing()
    gaps = [at - before - 1 for before, at in zip([-1, *standing], [*standing, len(page.lines)])]
    return View(lines, [fold(line.text) for line in lines], slug_of(page.document.url), gaps, spoken)


def weigh(columns: list[list[int]], bias: float, tables: Tables) -> list[float]:
    """Log-odds of each line: the weights of its classes, summed."""
    weighed = [_weighed(table, column) for table, column in zip(tables, columns)]
    return [bias + total for total in map(sum, zip(*weighed))]


def _weighed(table: tuple[float, ...], column: list[int]) -> list[float]:
    """The weights of a column's classes; one that the fit never saw has none."""
    if column and max(column) >= len(table):
        return [table[kind] if kind < len(table) else 0.0 for kind in column]
    return [table[kind] for kind in column]


def odds_of(page: Page, residue: bool) -> tuple[dict[int, float], float]:
    """(log-odds of being article text for each standing block, the best by look alone), in a whole page or beside the residue of one."""
    from newsclean.rules import _page_weights as weights
    from newsclean.rules.surroundings import place

    first, second = (weights.RESIDUE_LOOKS, weights.RESIDUE) if residue else (weights.WHOLE_LOOKS, weights.WHOLE)
    view = view_of(page, weights.WORDS)
    looks = weigh(view.columns, *first)
    return dict(zip(page.standing(), weigh(place(view, looks), *second))), max(looks, default=0.0)


def locate(page: Page) -> tuple[int, int] | None:
    """(begin, end) of the article in a whole page, as block indices; None where the text is no whole page."""
    if len(page.blocks) < MENUS + 3:
        return None
    texts = [line.text if line is not None else "" for line in page.lines]
    begin, end = best_run([weight(text) if text else 0.0 for text in texts])
    above = [at for at in range(begin) if _is_menu(texts[at])]
    below = [at for at in range(end, len(texts)) if _is_menu(texts[at])]
    menus = len(above) + len(below)
    if menus < MENUS or (menus < SURELY and sum([is_prose(text) for text in texts[begin:end] if text]) < TOLD):
        return None
    words = {line.key for at in (*above, *below) if (line := page.lines[at]) is not None and line.whole}
    return (begin, end) if len(words) >= KNOWN or (words and min(len(above), len(below)) >= MENUS) else None


def _is_menu(text: str) -> bool:
    return 0 < len(text) < MENU and not ends_marked(text)


@page_rule("N051", "nav")
def outside_article(page: Page) -> list[tuple[int, Span | None]]:
    """Menus, feeds and footers of a whole page, far from the article: they are not even read for words.

    An extractor's text has few menu lines and passes untouched.
    """
    if locate(page) is None:
        return []
    page.raw = True
    odds, _ = odds_of(page, residue=False)
    begin, end = best_run([(odds[at] + BRIDGE) * LOGS[min(199, page.text(at).count(" "))] for at in range(len(page.blocks))])
    if begin == end:
        return []
    page.facts["odds"] = odds
    page.facts["article"] = begin, end
    return [(at, None) for at, each in odds.items() if (at < begin - NEAR or at >= end + BELOW) and each <= FAR]


@page_rule("N052", "nav")
def around_article(page: Page) -> list[tuple[int, Span | None]]:
    """What of a whole page is not the article's, once title, byline, stamps, tags and teasers are read."""
    odds, place = page.facts.get("odds"), page.facts.get("article")
    if not isinstance(odds, dict) or not isinstance(place, tuple):
        return []
    begin, end = place
    last = {at for at in (begin - 1, end - 1, end) if at in odds and odds[at] > BRINK and page.prose(at)}
    return [(at, None) for at in page.standing() if at not in last and odds.get(at, 0.0) <= (THRESHOLD if begin <= at < end else OUTSIDE)]


@page_rule("N053", "boilerplate-other")
def residue(page: Page) -> list[tuple[int, Span | None]]:
    """What an extractor left of a page beside the article, on texts that had other junk: far less likely prose than not.

    timid: not on short texts, not the standfirst, no subhead with prose below it, no rows; a sentence has to be less
    likely still.
    """
    if not page.raw or "residue" in page.facts:
        return []
    page.facts["residue"] = True
    standing = page.standing()
    few = len(standing) < FEW
    if not standing or (few and any(page.prose(at) for at in standing)):
        return []
    odds, best = odds_of(page, residue=True)
    if best < 0 and max(odds.values()) < NOTHING and sum([_told(page.text(at)) or is_data(page.text(at)) for at in standing]) < BRIEF:
        return [(at, None) for at in standing]
    if few:
        return []
    dirty = "article" in page.facts or sum([bool(each) for each in page.taken]) > DIRTY * len(page.blocks)
    found = _unlikely(page, odds, DIRTY_UNLIKELY if dirty else UNLIKELY, ITEM if dirty else None)
    page.facts["residue odds"] = odds
    # Many lines of one kind are what the article lists: names, votes.
    return [(at, None) for at in found] if dirty or len(found) <= max(FEW // 3, len(standing) // 5) else []


@page_rule("N054", "boilerplate-other", eager=True)
def dubious_line(page: Page) -> list[tuple[int, Span | None]]:
    """What is less likely prose than not, on texts that had other junk; off unless asked for.

    For corpora in which a line of junk costs more than a lost one: captions, feeds and bios go that no word tells, and
    now and then a subhead or a short sentence with them. The standfirst, rows, lists between sentences stay.
    """
    odds = page.facts.pop("residue odds", None)
    return [(at, None) for at in _unlikely(page, odds, DUBIOUS, ITEM)] if isinstance(odds, dict) else []


def _unlikely(page: Page, odds: dict[int, float], limit: float, item: float | None) -> list[int]:
    """Indices of the standing lines at or below the limit; a list's items, tables, quotes only `item` below it, or never."""
    standing = page.standing()
    first = next((at for at in standing if page.prose(at)), -1)
    found: list[int] = []
    for at, below in zip(standing, [*standing[1:], -1], strict=True):
        own = odds.get(at, 0.0)
        if own > limit or at == first or (page.blocks[at].kind != "paragraph" and (item is None or own > limit + item)):
            continue
        text = page.text(at)
        if is_data(text) or _is_row(page, at, standing) or (len(text) < SUBHEAD and below >= 0 and _is_headed(page, below, standing, odds.get(below, 0.0) > limit)):
            continue
        if own <= (limit + SENTENCE if page.prose(at) or _is_told(text) else limit):
            found.append(at)
    lists = _lists_inside(page, standing) if found else set()
    return [at for at in found if at not in lists]


def _lists_inside(page: Page, standing: list[int]) -> set[int]:
    """Indices of the lines of lists, one below the other, with sentences above and below them: names, dishes, words."""
    found: set[int] = set()
    run: list[int] = []
    told = False
    for at in standing:
        text = page.text(at)
        if page.prose(at) or _is_told(text):
            if told and len(run) >= LISTED:
                found.update(run)
            told, run = True, []
        elif text.count(" ") < ENTRY and not text.endswith(("…", "...", "?", "!")):
            run.append(at)
        else:
            told, run = False, []
    return found


def _told(text: str) -> int:
    """Sentences of a line that is nothing else."""
    return 1 + len(_NEXT.findall(text)) if _is_told(text) else 0


def _is_told(text: str) -> bool:
    """A sentence of two words is one: "Snow falls." """
    return is_stopped(text) or (text[-1:] in STOPS and not text.endswith("..") and " " in text)


def _is_row(page: Page, at: int, standing: list[int]) -> bool:
    """A row of a recipe or a list, beside another one: "2 onions" above "1 kg potatoes"."""
    if not _is_amount(page.text(at)):
        return False
    place = bisect_left(standing, at)
    return any(_is_amount(page.text(other)) for other in (*standing[max(0, place - 1) : place], *standing[place + 1 : place + 2]))


def _is_amount(text: str) -> bool:
    number, _, rest = text.partition(" ")
    return number.isdigit() and len(number) <= 3 and number[0] != "0" and rest[-1:].islower() and len(text) < MENU


def _is_headed(page: Page, below: int, standing: list[int], likely: bool) -> bool:
    """Whether a short line above this one may be its heading: over likely prose, a list, rows of data."""
    if page.blocks[below].kind != "paragraph" or is_data(page.text(below)) or _is_row(page, below, standing):
        return True
    return likely and (page.prose(below) or _is_told(page.text(below)))
