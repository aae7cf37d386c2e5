"""Repeats, lines in capitals, and the tail of the page: feeds without a label, bios, signatures, readers' comments.

All of these need neighbours or place, so each also needs something that clean text does not hold: a page that has had
other junk (`page.raw`), a repeat, a label that was cut.
"""

from __future__ import annotations

import re

from newsclean import names
from newsclean.fold import MARKS
from newsclean.lexicon import Line, fold, words
from newsclean.patterns import lazy
from newsclean.rules.engine import Page, Span, line_rule, page_rule
from newsclean.rules.stamps import leftover
from newsclean.shapes import count_words, counter, ends_marked, is_capitals, is_cjk, is_headline, is_stopped, to_number

FURNITURE = frozenset(
    [
        "stamp",
        "byline",
        "counter",
        "share",
        "subscribe",
        "app-prompt",
        "comments",
        "ad",
        "tags",
        "feed",
        "copyright",
        "correction-hint",
        "nav",
        "paywall",
        "cookie",
        "teaser",
        "signature",
    ]
)
INSIDE = frozenset(["ad", "teaser", "subscribe", "app-prompt"])  # furniture that stands in the middle of articles, too
ENTRY = 5  # words of an entry's piece between commas
_SEPARATOR = lazy(r"\(\*{1,3}\)$|[_=~*•·|\\/<>«»\-–—.]{1,3}$|[_=\-~]{3,}$")
_BRACKETED = lazy(r"\((?:[^\W\d_a-zа-яё][\w.-]*\s?){2,4}\)$")  # (Harbour Press Online)
_DOMAIN = lazy(r"/?\s?(?:[^\W\d_]\.?\s?){0,4}/\s?(?:[\w-]{2,24}\.){1,3}[a-z]{2,6}/?$")  # e.h/Example.org, /example.org/
_INITIALS = lazy(r"[([]?\s*[a-zA-ZäöüÄÖÜа-яА-Я]{2,6}(?:\s?[/,]\s?[\w-]{2,12}){0,4}\s*[)\]]$")
_MARK = lazy(r"\([^\W\d_A-ZÀ-Þ]{2,4}\)$")  # an author's mark: (dmk)
_OUTLETS = lazy(r"(?:[^\W\d_a-z][\w.-]*\s?){1,3}/\s?(?:[^\W\d_a-z][\w.-]*\s?){1,3}$")  # who brought the news: Morning Paper / Agency
_INITIALLED = lazy(rf"(?:[^\W\d_]|[{MARKS}]){{2,14}}(?:/(?:[^\W\d_]|[{MARKS}]){{1,12}}){{1,3}}$")  # outlet and initials: নদীপথ/আরএইচ
DATED = 30  # characters of the day that stands above a reader's comment
SOURCE = 5  # words of an outlet's name
_DASHED = lazy(r"(?:--|—|–) ?[A-Z][A-Z. ]{2,24}$")  # the agency behind a dash: -- HARBOUR NEWS
_BRACKETED_NAME = lazy(r"[（(][\u3040-\u30ff\u3400-\u9fff・]{3,8}[）)]$")
_CELL = lazy(r"[+\-−%]?\s?\d[\d.,]*\s?%?$")
_NUMBER_ALONE = lazy(r"\d[\d.,]*\s?[kKmM]?$")


@line_rule("N905", "boilerplate-other", "mark")
def separator(line: Line, page: Page) -> Span | None:
    """Lines of underscores, equals signs or single marks: `___`, `|`. A line of asterisks parts sections and stays."""
    return (0, len(line.text)) if _SEPARATOR.match(line.text) and ("*" not in line.text or line.text[0] == "(") else None


@page_rule("N215", "teaser", into="related")
def capitals_teaser(page: Page) -> list[tuple[int, Span | None]]:
    """A headline in capitals between paragraphs that are not: two or more of them, or beside other junk."""
    found = []
    for at in page.standing():
        text = page.text(at)
        if (
            page.blocks[at].kind == "paragraph"
            and is_capitals(text)
            and count_words(text) >= 5
            and not ends_marked(text)
            and len(text) < 160
        ):
            found.append(at)
    if len(found) < 2 or len(found) > 8 or not page.raw:
        return []
    return [(at, None) for at in found]


@page_rule("N153", "counter", into="views")
def split_counter(page: Page) -> list[tuple[int, Span | None]]:
    """A counter over two lines, the number first or the label first: `2.3k` / `READS`; a number alone at the top or the end of a page with other junk."""
    found: list[tuple[int, Span | None]] = []
    standing = page.standing()
    for position, at in enumerate(standing):
        if not _NUMBER_ALONE.match(page.text(at)):
            continue
        if _is_among_furniture(page, at):
            found.append((at, None))
            continue
        if _has_label(page, at) or (page.raw and at in (standing[0], standing[-1]) and len(standing) > 3 and page.text(at).isdigit()):
            found.append((at, None))
            continue
        for other in (*standing[position + 1 : position + 2], *standing[max(0, position - 1) : position]):
            label = page.lines[other]
            if label is None or (other, None) in found:
                continue
            sections = words.UNIT.get(label.key, "") or words.LABEL.get(label.key, "")
            if {"views", "shares", "comments"} & set(sections.split()):
                found += [(at, None), (other, None)]
                break
    return found


def _is_among_furniture(page: Page, at: int) -> bool:
    """Whether a bare number of the head stands between a stamp or byline and other furniture: its icon told what it counts."""
    above, below = at - 1, at + 1
    while above >= 0 and page.lines[above] is not None and _NUMBER_ALONE.match(page.text(above)):
        above -= 1
    while below < len(page.lines) and page.lines[below] is not None and _NUMBER_ALONE.match(page.text(below)):
        below += 1
    if above < 0 or below >= len(page.taken) or page.taken[above] not in ("stamp", "byline", "counter"):
        return False
    return page.taken[below] in (*FURNITURE, "caption", "credit") and not any(page.prose(i) for i in page.standing() if i < at and len(page.text(i)) > PROSE)


PROSE = 120  # characters of a paragraph above which no head reaches


def _has_label(page: Page, at: int) -> bool:
    """Whether the line right below or above was cut and is a counter's label without its number."""
    for other in (at + 1, at - 1):
        if 0 <= other < len(page.taken) and page.taken[other] in ("share", "comments", "counter"):
            label = Line(page.blocks[other].source.strip()).key
            if "#" not in label and label in words.UNIT:
                return True
    return False


@page_rule("N102", "ticker", into="rates")
def ticker_columns(page: Page) -> list[tuple[int, Span | None]]:
    """Rates at the head, one cell a line: name, number, name, number. Two pairs or more, above the first sentence."""
    pairs: list[int] = []
    standing = page.standing()
    for at, below in zip(standing, standing[1:], strict=False):
        name, number = page.text(at), page.text(below)
        if page.prose(at):
            break
        if at not in pairs and count_words(name) <= 3 and any(c.isalpha() for c in name) and _CELL.match(number):
            pairs += [at, below]
    return [(at, None) for at in pairs] if len(pairs) >= 4 else []


_NAMED_RATE = lazy(r"([^\W\d_][^\d]{1,20}?)\s*[:]?\s+(?:R?[$€£₺]\s?)?(\d[\d.]*[.,]\d+)\s?%?$")
_RATED = frozenset(
    ["usd", "eur", "gbp", "dolar", "dólar", "euro", "sterlin", "libra", "altın", "gram altın", "bist", "bist 100", "btc", "bitcoin", "ethereum", "dollar", "доллар", "евро", "долар", "євро"]
)
RATES = 3  # named rates in a row


@page_rule("N103", "ticker")
def named_rates(page: Page) -> list[tuple[int, Span | None]]:
    """Rates above the first sentence, one a line with its name: `DOLAR 34,55`, `EURO 35,99`; three in a row, currencies among them."""
    rows: list[int] = []
    known = 0
    for at in page.standing():
        found = _NAMED_RATE.match(page.text(at)) if len(page.text(at)) < 40 else None
        if found:
            rows.append(at)
            known += fold(found[1]).strip(" :") in _RATED
        elif len(rows) >= RATES or page.prose(at):
            break
        else:
            rows, known = [], 0
    return [(at, None) for at in rows] if len(rows) >= RATES and known > 1 else []


_ENTRY_NUMBER = lazy(r"\s*(\d{1,3})\. ")
WALL = 4  # short lines between two of a wall


@page_rule("N512", "paywall")
def paywall_box(page: Page) -> list[tuple[int, Span | None]]:
    """Prices and button words between the lines of a subscriber wall: short lines below the first paragraph, none a sentence, a line of the wall above and below."""
    first = next((at for at in page.standing() if page.prose(at)), len(page.taken))
    walls = [at for at, taken in enumerate(page.taken) if taken == "paywall" and at > first]
    found: list[tuple[int, Span | None]] = []
    for above, below in zip(walls, walls[1:], strict=False):
        between = [at for at in range(above + 1, below) if page.lines[at] is not None]
        if 0 < len(between) <= WALL and not any(page.prose(at) or is_stopped(page.text(at)) for at in between):
            found += [(at, None) for at in between]
    return found


@page_rule("N712", "comments")
def reader_comments(page: Page) -> list[tuple[int, Span | None]]:
    """Readers' comments below the comments label: to the end of the page where names, dates or likes stand between."""
    at = _last_taken(page, "comments")
    if at is None:
        return []
    below = [i for i in page.standing() if i > at]
    above = [i for i in page.standing() if i < at and page.prose(i)]
    if not below or len(above) < 2:
        return []
    signs = sum(1 for i in range(at + 1, len(page.taken)) if page.taken[i] in ("stamp", "counter", "comments"))
    signs += sum(1 for i in below if len(page.text(i)) < DATED and (moments := page.moments(page.text(i))) and not leftover(page.text(i), moments))
    return [(i, None) for i in below] if signs >= 2 or _is_counted(page, at, below) else []


def _is_counted(page: Page, at: int, below: list[int]) -> bool:
    """Whether the label counts the comments and as many numbered entries stand below it: `2 comments:`, `1. ...`, `2. ...`."""
    label = page.blocks[at].source.strip()
    found = counter(Line(label)) if label.endswith(":") else None
    numbers = [seen[1] for i in below if (seen := _ENTRY_NUMBER.match(page.blocks[i].source))]
    return bool(found) and below[0] == at + 1 and numbers == [str(each + 1) for each in range(len(numbers))] and 0 < len(numbers) == to_number(label)


def _last_taken(page: Page, category: str) -> int | None:
    hits = [at for at, taken in enumerate(page.taken) if taken == category]
    prose = [at for at in page.standing() if page.prose(at)]
    for at in hits:
        if sum(1 for i in prose if i < at) >= 2:
            return at
    return None


@page_rule("N203", "feed")
def trailing_feed(page: Page) -> list[tuple[int, Span | None]]:
    """Headlines without a label below the article, behind other furniture: none is a sentence, to the end of the page.

    timid: only below the last paragraph, only where furniture stands between it and them. An advertisement, a prompt
    or a teaser may stand in the middle of an article: what stands below one goes only where it is headlines, not a
    list's entries, results, names.
    """
    standing = page.standing()
    pairs = zip(reversed(standing), [*reversed(standing[:-1]), -1], strict=True) if page.raw and standing else ()
    last = next((at for at, above in pairs if _is_told(page, at, above)), None)
    if last is None:
        return []
    behind = range(last + 1, len(page.taken))
    inside = next((i for i in behind if page.taken[i] in INSIDE), len(page.taken))
    start = next((i for i in behind if page.taken[i] in FURNITURE and page.taken[i] not in INSIDE), len(page.taken))
    between = [i for i in standing if inside < i < start]
    if _is_list(page, between):
        between = []
    below = [*between, *(i for i in standing if i > start)]
    # timid: "They are:" and the names below it are the article's own list, which a teaser parted from it.
    listed = len(below) > 2 and page.text(below[0]).endswith(":") and not any(is_headline(page.text(i)) for i in below[1:])
    return [] if listed else [(i, None) for i in below]


def _is_list(page: Page, between: list[int]) -> bool:
    """Whether lines are a list that the article goes on with: most are entries; one alone has few words and no label ("VIDEOS: all about the flood" is a section's)."""
    if len(between) == 1:
        line = page.lines[between[0]]
        figures = line is not None and any(map(str.isdigit, line.text))
        return line is not None and line.text[0].isalpha() and not line.starts and count_words(line.text) <= ENTRY and (figures or ":" not in line.text)
    return sum([_is_entry(page.text(i)) for i in between]) * 3 >= 2 * len(between)


def _is_entry(text: str) -> bool:
    """Whether a line is a list's entry and no headline: figures, names, a term and what it means, a word or two."""
    if count_words(text) <= 2 or text[:1].islower() or ";" in text:
        return True
    words_ = text.split()
    if sum([any(map(str.isdigit, word)) for word in words_]) * 2 >= len(words_):
        return True
    pieces = text.replace("、", ", ").split(", ")
    if len(pieces) > 2 and all(count_words(piece) <= ENTRY for piece in pieces):
        return True
    label, colon, value = text.partition(": ")
    return bool(colon) and (value[:1].islower() or (count_words(value) <= 3 and count_words(label) <= 3))


def _is_told(page: Page, at: int, above: int) -> bool:
    """A sentence, an answer of a word, or a long text without its full stop; a summary that breaks off is a feed's."""
    text = page.text(at)
    if is_stopped(text) or text.endswith(("…", "...")):
        return is_stopped(text)
    short = text.endswith((".", "。", "।")) and text[-2:-1].isalpha()
    return page.prose(at) or (short and (count_words(text) > 1 or (above >= 0 and page.text(above).endswith(("?", "？", "؟")))))


@page_rule("N801", "signature", into="authors")
def signature(page: Page) -> list[tuple[int, Span | None]]:
    """The author's name alone at the end, or initials with the agency: `Stepan Haftko`, `(jub/dpa)`.

    Only below a sentence; initials only on a page that had other junk. Two names in a row are a list and stay.
    """
    standing = page.standing()
    end = next((at for at in range(len(standing) - 1, -1, -1) if is_stopped(page.text(standing[at]))), -1)
    if end < 0 or end == len(standing) - 1:
        return []
    above, last = standing[end], standing[end + 1]
    if page.raw and _is_mark(page.text(last)) and page.blocks[last].kind == "paragraph" and count_words(page.text(above)) >= 4:
        return [(last, None)]
    if len(standing) > end + 2 and all(page.lines[i] is not None for i in range(last, standing[end + 2])):
        return []
    text = page.text(last)
    line = page.lines[last]
    if (line is not None and (line.whole or line.starts or line.holds)) or page.blocks[last].kind != "paragraph" or count_words(page.text(above)) < 4:
        return []
    if page.raw and text.isalpha() and text.isascii() and 2 <= len(text) <= 5 and (text.isupper() or text.islower()) and last == standing[-1]:
        return [(last, None)]
    if page.raw and ("/" in text or text[0] in "([") and (_INITIALS.match(text) or _DOMAIN.match(text)):
        return [(last, None)]
    if page.raw and ((text.count(".") > 1 and names.INITIALS.match(text)) or (text[0] == "(" and _BRACKETED.match(text))):
        return [(last, None)]
    if last == standing[-1] and ((text[0] == "(" and _MARK.match(text)) or ("/" in text and (_OUTLETS.match(text) or _DOMAIN.match(text)))):
        return [(last, None)]
    if names.is_name(text, most=3) and not ends_marked(text) and (not is_cjk(text)) and (page.raw or sum([is_stopped(page.text(i)) for i in standing]) > 3):
        return [(last, None)]
    return []


def _is_mark(text: str) -> bool:
    """Who wrote or brought it, in a form that nothing else has: নদীপথ/আরএইচ, -- HARBOUR NEWS, （堀内さつき）."""
    if (text[0] in "-–—" and _DASHED.match(text)) or (is_cjk(text) and _BRACKETED_NAME.match(text)):
        return True
    return len(text) < 24 and not text.isascii() and text.upper() == text.lower() and _INITIALLED.match(text) is not None


@line_rule("N803", "signature", "source: paren", into="source")
def source_line(line: Line, page: Page) -> Span | None:
    """Source lines: `Quelle: Radio Oberland, dpa`, `Źródło: Kurier`, `(责编：...)`, `(jub/dpa)`."""
    found = line.label()
    if found and "source" in found[0].split() and found[1] < len(line.text):
        value = line.text[found[1] :].strip()
        if len(value) <= 80 and count_words(value) <= 9 and not (ends_marked(value) and (count_words(value) > 6 or value[:1].islower())):
            return 0, len(line.text)
    if not found and named_source(line):
        return 0, len(line.text)
    if re.match(r"[（(]\s*(?:责编|責編|责任编辑|責任編輯|編集|编辑|編輯)[:：]?.{2,40}[）)]$", line.text):
        return 0, len(line.text)
    if re.match(r"\([a-zäöüA-ZÄÖÜ]{2,5}(?:\s?/\s?[A-Za-z]{2,10}){1,3}\)$", line.text):
        return 0, len(line.text)
    return None


def named_source(line: Line) -> str:
    """The outlet behind words for a source that need no colon, two or more: `Com informações do Portal Jequi`; "" for none."""
    at = line.prefix("source") if line.key and ":" not in line.text else 0
    value = line.text[at:].strip(" .()")
    shown = value.split()
    named = 0 < len(shown) <= SOURCE and all(each[:1].isupper() or len(each) < 4 for each in shown) and shown[0][:1].isupper()
    return value if at and " " in line.text[:at].strip(" (") and named else ""


@page_rule("N906", "nav")
def menu_words(page: Page) -> list[tuple[int, Span | None]]:
    """Words that are menu entries or subheads, as the place tells: Video, Comments, Print.

    Junk beside other junk or where nothing follows; a subhead where a sentence follows a sentence. Read from the end,
    so that a row of them goes together.
    """
    if not page.raw and not page.facts.get("title"):
        return []
    found: list[int] = []
    standing = page.standing()
    gone = set()
    for position in range(len(standing) - 1, -1, -1):
        at = standing[position]
        line = page.lines[at]
        if line is None or not line.is_weak():
            continue
        after = next((i for i in standing[position + 1 :] if i not in gone), None)
        before_gone = at > 0 and page.lines[at - 1] is None
        after_gone = at + 1 < len(page.lines) and (page.lines[at + 1] is None or at + 1 in gone)
        shared = at > 0 and page.taken[at - 1] == "share" and "share/weak" in line.whole  # one more button of the bar
        if after is None or after_gone or shared or (before_gone and not _is_head_of_prose(page, position, standing)):
            gone.add(at)
            found.append(at)
    for at in list(found):
        found += _weak_above(page, at, gone)
    return [(at, None) for at in sorted(set(found))]


def _is_head_of_prose(page: Page, position: int, standing: list[int]) -> bool:
    after = standing[position + 1] if position + 1 < len(standing) else None
    before = standing[position - 1] if position else None
    return after is not None and before is not None and page.prose(after) and page.prose(before)


def _weak_above(page: Page, at: int, gone: set[int]) -> list[int]:
    found = []
    index = at - 1
    while index >= 0 and (line := page.lines[index]) is not None and line.is_weak() and index not in gone:
        found.append(index)
        gone.add(index)
        index -= 1
    return found


