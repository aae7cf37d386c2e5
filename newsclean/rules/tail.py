"""Repeats, lines in capitals, and the tail of the page: feeds without a label, bios, signatures, readers' comments.

All of these need neighbours or place, so each also needs something that clean text does not hold: a page that has had
other junk (`page.raw`), a repeat, a label that was cut.
"""

from __future__ import annotations

import re

from newsclean import names
from newsclean.lexicon import Line, fold, words
from newsclean.patterns import lazy
from newsclean.rules.engine import Page, Span, line_rule, page_rule
from newsclean.rules.people import byline_value, people
from newsclean.rules.stamps import _RATE
from newsclean.shapes import count_words, ends_marked, is_capitals, is_cjk, is_headline, is_sentence, same_line

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
    ]
)
REPEAT = 12  # characters; shorter lines ("Others", "— Yes.") repeat in prose
BIO = 500  # characters
_SEPARATOR = lazy(r"[_=~*•·|\\/<>«»\-–—.]{1,3}$|[_=\-~]{3,}$")
_INITIALS = lazy(r"[([]?\s*[a-zA-ZäöüÄÖÜа-яА-Я]{2,6}(?:\s?[/,]\s?[\w-]{2,12}){0,4}\s*[)\]]$")
_CODE = lazy(
    r"window\.\w+|googletag\.|document\.(?:get|query|create)|function ?\(\w*\)? ?\{|</(?:script|noscript|div|style)>|addEventListener\(|"
    r"__tcfapi|\"@context\"|gtag\(|display: ?none|^\s*\{?\"?\w+\"?: ?(?:true|false|null)[,}]?$|^- (?:true|false)$|!function"
)
# What every alternative of _CODE holds one of.
_CODE_SIGNS = (
    "window.", "document.", "googletag.", "function", "</", "addEventListener(", "__tcfapi", "@context", "gtag(", "display:", "true", "false", "null",
)  # fmt: skip
_CELL = lazy(r"[+\-−%]?\s?\d[\d.,]*\s?%?$")
_NUMBER_ALONE = lazy(r"\d[\d.,]*\s?[kKmM]?$")


@line_rule("N905", "boilerplate-other", "mark")
def separator(line: Line, page: Page) -> Span | None:
    """Lines of underscores, equals signs or single marks: `___`, `|`. A line of asterisks parts sections and stays."""
    return (0, len(line.text)) if _SEPARATOR.match(line.text) and "*" not in line.text else None


@line_rule("N904", "boilerplate-other", "debris web code")
def debris(line: Line, page: Page) -> Span | None:
    """Code and template debris: `showPaywall: false`, `pic.twitter.com/…`, an image's address, a clock of a player."""
    text = line.text
    if (
        (any([sign in text for sign in _CODE_SIGNS]) and _CODE.search(text))
        or (text.startswith("http") and re.match(r"https?://\S+\.(?:jpe?g|png|gif|webp|svg)(?:\?\S*)?$|https?://t\.co/\S+$", text))
        or ("/" in text and re.match(r"\d{1,2}:\d\d(?::\d\d)? ?/ ?\d{1,2}:\d\d", text))
    ):
        return 0, len(text)
    if "(@" in text and len(text) < 140 and re.match(r"[—–-] ?.{2,60} \(@\w{1,30}\)", text):
        return 0, len(text)
    if text[0] in "p[" and re.match(r"pic\.twitter\.com/\w+$|\[/?[a-z_-]+(?: [a-z_-]+=.*)?\]$", text):
        return 0, len(text)
    return None


@line_rule("N811", "bio", "bio bio-verb web")
def bio(line: Line, page: Page) -> Span | None:
    """Who the author is and how to reach them: "Casey Aldridge covers town government. Reach Casey at ...".

    The line has to hold an address or handle behind a contact word, or a phrase that only bios have.
    """
    if len(line.text) > BIO:
        return None
    if line.says("bio") or Line(line.text[:200]).begins("bio"):
        return 0, len(line.text)
    first = re.match(r"((?:[^\W\d_][\w'’.-]*\s){2,4})", line.text)
    contact = re.search(r"@\w{2,}|\b[\w.+-]+@[\w-]+\.\w{2,}", line.text)
    if first and contact and names.is_name(first[1].strip().rsplit(" ", 0)[0]) and count_words(line.text) < 60 and _bio_verb(line.text):
        return 0, len(line.text)
    return None


def _bio_verb(text: str) -> bool:
    low = " " + fold(text[:160]) + " "
    return any(f" {verb} " in low or f" {verb}," in low for verb in _bio_verbs())


def _bio_verbs() -> list[str]:
    return [verb for each in words.BIO.values() for verb in each.split("|")]


@page_rule("N812", "bio")
def author_bio(page: Page) -> list[tuple[int, Span | None]]:
    """A last paragraph that begins with the byline's name and tells what they do or have done."""
    authors = _authors(page)
    last = page.standing()[-6:]
    found: list[tuple[int, Span | None]] = []
    for at in last:
        text = page.text(at)
        if authors and len(text) <= BIO and any(fold(text).startswith(fold(name)) for name in authors) and page.raw:
            if _bio_verb(text) or (at == last[-1] and is_sentence(text)) or re.search(r"[„«“\"]|20\d\d|19\d\d|@", text):
                if not re.search(r"[:：]", text[:40]) and count_words(text) > 4:
                    found.append((at, None))
    return found


def _authors(page: Page) -> list[str]:
    """Names that the page's bylines gave so far."""
    found: list[str] = []
    for block in page.blocks:
        for cut in block.cuts:
            if cut.into == "authors":
                line = Line(block.source[cut.start : cut.end].strip())
                found += [name for name in people(byline_value(line, page) or line.text) if len(name) > 4]
    return found


@page_rule("N304", "caption")
def repeated_caption(page: Page) -> list[tuple[int, Span | None]]:
    """A caption that stands twice, once with its credit: the alternative text of the picture."""
    captions = [(at, same_line(block.source)) for at, block in enumerate(page.blocks) if page.taken[at] in ("caption", "credit")]
    found: list[tuple[int, Span | None]] = []
    for at in page.standing() if captions else ():
        own = same_line(page.text(at))
        if len(own) >= REPEAT and any(abs(at - other) <= 3 and form.startswith(own) for other, form in captions):
            found.append((at, None))
    standing = page.standing()
    for at, below in zip(standing, standing[1:], strict=False):
        first, second = page.text(at), page.text(below)
        glue = second[len(first) : len(first) + 1]
        if (
            page.raw
            and REPEAT < len(first) < 300
            and second.startswith(first)
            and len(second) - len(first) < 60
            and glue.isupper()
            and first[-1].islower()
        ):
            found += [(at, None), (below, None)]
    return found


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
    """A counter over two lines, the number first or the label first: `2.3k` / `READS`."""
    found: list[tuple[int, Span | None]] = []
    standing = page.standing()
    for position, at in enumerate(standing):
        if not _NUMBER_ALONE.match(page.text(at)):
            continue
        if _has_label(page, at):
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
    return [(i, None) for i in below] if signs >= 2 else []


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

    timid: only below the last paragraph, only where furniture stands between it and them.
    """
    standing = page.standing()
    prose = [i for i in standing if _is_stopped(page.text(i))]
    if not prose or not page.raw:
        return []
    last = prose[-1]
    start = next((i for i in range(last + 1, len(page.taken)) if page.taken[i] in FURNITURE), None)
    if start is None:
        return []
    return [(i, None) for i in standing if i > start]


def _is_stopped(text: str) -> bool:
    """A sentence, however short: it ends in a full stop."""
    return is_sentence(text) or (ends_marked(text) and text.rstrip("\"'”’»)")[-1:] in ".。।" and count_words(text) >= 3)


@page_rule("N801", "signature", into="authors")
def signature(page: Page) -> list[tuple[int, Span | None]]:
    """The author's name alone at the end, or initials with the agency: `Stepan Haftko`, `(jub/dpa)`.

    Only below a sentence, on a page that had other junk; two names in a row are a list and stay.
    """
    standing = page.standing()
    prose = [at for at, i in enumerate(standing) if _is_stopped(page.text(i))]
    if not prose or prose[-1] == len(standing) - 1 or not page.raw:
        return []
    above, last = standing[prose[-1]], standing[prose[-1] + 1]
    if len(standing) > prose[-1] + 2 and all(page.lines[i] is not None for i in range(last, standing[prose[-1] + 2])):
        return []
    text = page.text(last)
    if page.blocks[last].kind != "paragraph" or not page.prose(above):
        return []
    if ("/" in text or text[0] in "([") and _INITIALS.match(text):
        return [(last, None)]
    if names.is_name(text, most=3) and not ends_marked(text) and (not is_cjk(text)):
        return [(last, None)]
    return []


@line_rule("N803", "signature", "source: paren", into="source")
def source_line(line: Line, page: Page) -> Span | None:
    """Source lines: `Quelle: Radio Oberland, dpa`, `Źródło: Kurier`, `(责编：...)`, `(jub/dpa)`."""
    found = line.label()
    if found and "source" in found[0].split() and found[1] < len(line.text):
        value = line.text[found[1] :].strip()
        if len(value) <= 80 and count_words(value) <= 9 and not (ends_marked(value) and count_words(value) > 6):
            return 0, len(line.text)
    if re.match(r"[（(]\s*(?:责编|責編|责任编辑|編集|编辑|編輯)[:：]?.{2,40}[）)]$", line.text):
        return 0, len(line.text)
    if re.match(r"\([a-zäöüA-ZÄÖÜ]{2,5}(?:\s?/\s?[A-Za-z]{2,10}){1,3}\)$", line.text):
        return 0, len(line.text)
    return None


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
        if after is None or after_gone or (before_gone and not _is_head_of_prose(page, position, standing)):
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


__all__ = ["_RATE", "is_headline"]
