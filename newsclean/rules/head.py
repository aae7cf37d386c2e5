"""The head of the page: datelines, what stands above the title, bare names and places beside its stamps, a lead that stands twice."""

from __future__ import annotations

import re
from itertools import islice

from newsclean import names
from newsclean.fold import is_small
from newsclean.lexicon import Line, fold, words
from newsclean.patterns import lazy
from newsclean.rules.engine import DEEP, Page, Span, line_rule, page_rule
from newsclean.rules.people import beside, without_role
from newsclean.rules.title_evidence import HEAD
from newsclean.rules.titles import place_and_outlet
from newsclean.shapes import count_words, ends_marked, is_cjk, is_prose, is_stopped

UNSPACED = 8  # characters of a place in a script without spaces
LEAD_TWICE = 40  # characters of a standfirst that may stand twice in the head


@line_rule("N121", "dateline", "crumb dotted", into="dateline")
def dateline(line: Line, page: Page) -> Span | None:
    """Place and outlet alone on a line: `Kyiv • UNN`. A dateline that opens a sentence stays in it."""
    found = place_and_outlet(line.text)
    if not found or len(line.text) > 60 or ends_marked(line.text) or line.label() or line.prefix("byline") or line.prefix("credit"):
        return None
    parts = (found[1].strip(), found[2].strip())
    if "home" in words.WHOLE.get(fold(parts[0]), ""):
        return None  # the first step of a breadcrumb
    if len(parts[0]) > UNSPACED and is_cjk(parts[0]):
        return None  # a headline and its outlet
    if without_role(parts[1]) != parts[1]:
        return None  # "Signe Bruun | Journalist"
    if names.is_name(parts[0], most=3) and not any(other.text is not line.text and parts[0] in other.text and not other.text.startswith(parts[0]) for other in islice(page.lines, DEEP) if other is not None):
        return None  # "Dana Whitlock | Gazette": a byline; a place is spoken of in the text
    if all(1 <= len(part.split()) <= 4 and not is_small(part[:1]) for part in parts) and _above_prose(page, line):
        return 0, len(line.text)
    return None


def _above_prose(page: Page, line: Line) -> bool:
    return not any(is_prose(other.text) and len(other.text) > 120 for other in page.above(line))


@page_rule("N613", "nav", into="section")
def above_title(page: Page) -> list[tuple[int, Span | None]]:
    """What stands above the title: menus, section labels, kickers. Sentences stay (timid)."""
    at = page.facts.get("title")
    if not isinstance(at, int) or not page.raw:
        return []
    return [(index, None) for index in page.standing() if index < at and not page.prose(index) and not is_stopped(page.text(index))]


@page_rule("N135", "byline", into="authors")
def bare_byline(page: Page) -> list[tuple[int, Span | None]]:
    """A bare name between the title and the first paragraph, beside a stamp, a counter or another byline; a byline word above a byline."""
    between = _between_title_and_prose(page)
    named = [at for at in between if _is_bare_byline(page, at)]
    if named and _is_series_of_names(page):
        named = []
    return [(at, None) for at in between if at in named or _is_byline_word(page, at) or _is_role(page, at)]


def _is_series_of_names(page: Page) -> bool:
    """Whether names alone on their lines recur beside prose or one another: a team, letters and who wrote them, not authors."""
    standing = page.standing()
    named = [_is_bare_name(page.text(at)) for at in standing]
    return sum([name and (named[i] or page.prose(standing[i])) for i, name in enumerate(named[1:])]) >= SERIES


def _is_role(page: Page, at: int) -> bool:
    """Whether a line right below a byline that was cut is the author's role: "Journalist", "Local democracy reporter"."""
    text = page.text(at)
    if count_words(text) > ROLE or ends_marked(text) or not (at and page.taken[at - 1] == "byline"):
        return False
    return any(without_role(part) != part for part in (text, text.split(",")[0]))  # "Reporter, Dunmoor"


ROLE = 4  # words of a role alone on its line


def _is_byline_word(page: Page, at: int) -> bool:
    """Whether the line is "Author" or "By" alone, and a byline that was cut stands right below it."""
    line = page.lines[at]
    label = line.label() if line is not None and line.key else None
    alone = label is not None and line is not None and "byline" in label[0].split() and label[1] >= len(line.text.rstrip())
    return alone and at + 1 < len(page.taken) and page.taken[at + 1] == "byline"


def _is_bare_byline(page: Page, at: int) -> bool:
    text = page.text(at)
    line = page.lines[at]
    if line is not None and line.whole:
        return False  # "শেয়ার করুন" is two words, too
    if _is_unspaced_name(_people(text)):
        return page.taken[at + 1 : at + 2] == ["stamp"] or page.taken[at - 1 : at] == ["stamp"]
    if not _is_bare_name(text) or _is_life(page, at):
        return False
    if names.is_caseless(text) and not {"stamp", "byline", "counter"} & {page.taken[i] for i in (at - 1, at + 1) if 0 <= i < len(page.taken)}:
        if any(page.prose(i) for i in page.standing() if i < at):
            return False  # below a paragraph two words are a subhead, where no capital tells
    return _has_furniture_near(page, at, "share" if "byline" in page.taken else "")


def _people(text: str) -> str:
    """What may be names: all before a place or a comma."""
    return re.split(r"\s+(?:at|in|aus|à|en|в|a|w|i|da)\s+|,\s", text)[0]


def _is_bare_name(text: str) -> bool:
    if len(text) > NAME or count_words(text) > 7 or text[-1] in "/:":
        return False
    if names.INITIALS.match(text):
        return True
    if ends_marked(text) and not (text[-1] == "." and text.split()[-1][:-1].isupper() and len(text.split()[-1]) > 3):  # "Maëlle TANGUY."
        return False
    first = _people(text)
    behind = text[len(first) + 2 :] if text[len(first) : len(first) + 1] == "," else ""
    if behind[:1].islower() and not any(fold(word) in names.roles() for word in (behind, *behind.split())):
        return False  # "Mill Lane, until Thursday"
    return all(names.is_name(without_role(part)) for part in names.split(beside(first)[0]))


def _is_life(page: Page, at: int) -> bool:
    """Whether the years of a life stand below a name: "1931 - 2025"."""
    below = next((line.text for line in islice(page.lines, at + 1, at + 1 + NEAR) if line is not None), "")
    return len(below) < NAME and _LIFE.search(below) is not None


NEAR = 6  # lines below a name in which the years of a life stand
NAME = 80  # characters
SERIES = 3  # names alone on their lines that make a series
_LIFE = lazy(r"(?:1[6-9]|20)\d\d\D{0,6}[-–—]\D{0,16}(?:\d{1,2}\D{1,12})?(?:1[6-9]|20)\d\d\D?$")


def _is_unspaced_name(text: str) -> bool:
    """A name in Burmese, which writes its parts without a space."""
    return 5 <= len(text) <= 24 and all("\u1000" <= char <= "\u103f" for char in text)


def _has_furniture_near(page: Page, at: int, but: str = "") -> bool:
    """Whether furniture of a head stands next to the line, or one standing line away; `but` is a category that tells nothing."""
    for step in (-1, 1):
        index = at + step
        seen = 0
        while 0 <= index < len(page.taken) and seen < 2:
            if page.taken[index] != but and page.taken[index] in ("stamp", "byline", "counter", "dateline", "credit", "share", "comments"):
                return True
            if page.lines[index] is not None:
                seen += 1
            elif page.taken[index] == "title-repeat":
                break
            index += step
    return False


def _between_title_and_prose(page: Page) -> list[int]:
    """Standing short lines of the head: from the title (or the top) to the last stamp, byline or counter near it."""
    at = page.facts.get("title")
    if not page.raw:
        return []
    begin = at if isinstance(at, int) else 0
    end = min(_head_end(page, begin), _last_sentence(page))  # names below all sentences are a list or a signature
    return [i for i in range(end) if page.lines[i] is not None and not page.prose(i) and i != begin]


def _last_sentence(page: Page) -> int:
    """Index of the last line that stands and is a sentence; the number of lines where none is."""
    return next((at for at in reversed(page.standing()) if is_stopped(page.text(at))), len(page.lines))


def _head_end(page: Page, begin: int) -> int:
    """Index behind the last head furniture that stands before the third paragraph below the title."""
    prose, end = 0, begin
    for index in range(begin, len(page.lines)):
        if page.taken[index] in HEAD or (page.taken[index] == "credit" and begin < index <= end):
            end = index + 2
        elif page.lines[index] is not None and page.prose(index):
            prose += 1
            if prose > 2:
                break
    return min(end, len(page.lines))


@page_rule("N122", "dateline", into="dateline")
def bare_place(page: Page) -> list[tuple[int, Span | None]]:
    """A place alone on a line of the head, beside a stamp or byline; the first paragraphs name it, too."""
    lead = None
    found: list[tuple[int, Span | None]] = []
    for at in _between_title_and_prose(page):
        text = page.text(at)
        named = at and (page.taken[at - 1] == "byline" or names.is_name(page.text(at - 1)))  # the author stands right above
        if names.is_name(text) and not named and not any(paragraph.startswith(text) for paragraph in _first_paragraphs(page)):
            continue
        line = page.lines[at]
        if line is not None and line.whole:
            continue  # "Save" is a button, whatever is saved below
        if count_words(text) <= 3 and not is_small(text[:1]) and text[:1].isalpha() and not any(c.isdigit() for c in text) and _has_furniture_near(page, at):
            lead = _opening(page) if lead is None else lead
            if fold(text) in lead and not ends_marked(text):
                found.append((at, None))
    return found


@page_rule("N142", "title-repeat")
def repeated_lead(page: Page) -> list[tuple[int, Span | None]]:
    """A paragraph that stands again, word for word: the standfirst in the head, a caption below its picture's text, doubled text."""
    seen: dict[str, int] = {}
    again: list[tuple[int, int, int]] = []
    prose = 0
    for order, at in enumerate(page.standing()):
        text = page.text(at)
        if len(text) < LEAD_TWICE or not page.prose(at):
            continue
        prose += 1
        if text in seen:
            again.append((at, order, order - seen[text]))
        seen.setdefault(text, order)
    different = len({page.text(at) for at, _, _ in again})
    if different >= 3 and different * 5 >= prose * 2:  # the whole text stands twice
        return [(at, None) for at, _, _ in again]
    return [(at, None) for at, order, apart in again if page.raw and (apart <= 2 or (apart < 6 and order < 9 and len(again) < 3))]


def _opening(page: Page) -> str:
    return fold(" ".join(_first_paragraphs(page))[:2000])


OPENING = 2  # paragraphs that name the place; a bio, which names the author, stands below


def _first_paragraphs(page: Page) -> list[str]:
    return [page.text(i) for i in islice((i for i in page.standing() if page.prose(i)), OPENING)]
