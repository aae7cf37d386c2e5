"""The head of a whole page as text: who wrote the article and when, told by the lines between its headline and its prose.

A whole page names many people and days; those of the article stand beside its headline, in the few lines before the
prose or right behind its first paragraph.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newsclean import dates, names
from newsclean.lexicon import LEAD, Line, fold, label_at
from newsclean.patterns import lazy
from newsclean.rules.engine import Page
from newsclean.rules.people import people, without_role
from newsclean.shapes import same_line

ABOVE = 8  # blocks above the headline that may be its head, too
BELOW = 8  # blocks from the first paragraph on: some pages print byline and stamp behind the standfirst
LINE = 170  # characters of a byline or a stamp
STAMP = 40  # characters of a stamp beside its day: "Published on", a clock, the minutes it takes to read
FOOT = 20  # blocks below the article in which its stamp may stand
BESIDE = 2  # lines between a bare name and the stamp that tells it
NAMES_BELOW = 4  # lines of names below a bare "By"
_PARTS = lazy(r"\s*[|•·;／]\s*|\s/\s|\s[–—-]\s|\s{2,}|\s+@\w+|,\s*")
_MAIL = lazy(r"\S+@\S+\.\w+|\(?@\w+\)?|\([^()]{0,40}\)")
_AGO = lazy(r"\b\d{1,2}\s?(?:hours?|minutes?|mins?|hrs?|days?|h|m|d)\b(?: ago)?", re.IGNORECASE)
_SAID = lazy(r"\b(?:published|posted|updated|twitter|facebook)\b:?", re.IGNORECASE)
_DATED = ("date", "datetime")


def head(page: Page) -> list[int]:
    """The blocks of the head, nearest to the headline first: those below it, then those right above."""
    place = page.facts.get("article")
    if not isinstance(place, tuple):
        return []
    at = page.facts.get("title")
    begin = place[0]
    top = at if isinstance(at, int) and at <= begin + BELOW else max(0, begin - ABOVE)
    end = min(len(page.blocks), max(begin, top) + BELOW)
    return [*range(top + 1, end), *range(top - 1, max(-1, top - ABOVE - 1), -1)]


def published(page: Page) -> str | None:
    """The first day that the head tells and does not call an update; ISO 8601.

    The day that the URL spells goes before others, then that of a line that is a stamp and nothing else before that of a
    caption; of equals the nearest to the headline. Where the head tells none, a stamp beyond it does, if no other line tells another day.
    """
    url = page.document.url or ""
    spelled = dates.from_url(url)
    around = head(page)
    top = around[0] - 1 if around else 0
    told = [day for at in sorted(around, key=lambda at: at - top if at > top else 3 * (top - at)) for day in _days(page, at)]
    fresh = [day for day in told if not day.updated] or told
    best = (
        next((day for day in fresh if spelled and day.value.startswith(spelled)), None)
        or next((day for day in fresh if day.alone), None)
        or (fresh[0] if fresh and not spelled else None)
    )
    return _ordered(best.value, url) if best else spelled or _elsewhere(page)


class _Day(NamedTuple):
    """A day that a line tells."""

    value: str
    updated: bool
    alone: bool  # the line is a stamp, a byline, or little more than the day


def _days(page: Page, at: int) -> list[_Day]:
    text = page.blocks[at].source
    if len(text) > LINE or not any(char.isdigit() for char in text) or page.prose(at):
        return []
    found: list[_Day] = []
    moments = [moment for moment in page.moments(text) if moment.kind != "time"]
    alone = page.taken[at] in ("stamp", "byline") or len(text) - sum([moment.end - moment.start for moment in moments]) <= STAMP
    behind = 0
    for moment in moments:
        before = fold(text[behind : moment.start])
        behind = moment.end
        if moment.kind in _DATED:
            updated = label_at(before, len(before) - len(before.lstrip(LEAD + ", ")), "updated") or " updated" in before
            found.append(_Day(moment.value, bool(updated), alone))
    return found


def _ordered(value: str, url: str) -> str:
    """The day, month first where the URL spells that month: 12/11 of a URL with /2023/12/."""
    year, month, day = value[:4], value[5:7], value[8:10]
    if day and month != day and f"/{year}/{month}/" not in url and f"/{year}/{day}/" in url:
        return f"{year}-{day}-{month}{value[10:]}"
    return value


def _elsewhere(page: Page) -> str | None:
    """The day of the stamp that is called one above the head, else of the stamps in and below the article if all tell the same."""
    place = page.facts["article"]
    begin, end = place if isinstance(place, tuple) else (0, 0)
    for at in range(begin - 1, -1, -1):
        text = page.blocks[at].source
        low = fold(text)
        if label_at(low, len(low) - len(low.lstrip(LEAD)), "published") and (days := _days(page, at)):
            return days[0].value
    below = {day.value[:10]: day.value for at in range(begin, min(len(page.blocks), end + FOOT)) for day in _days(page, at) if day.alone}
    return next(iter(below.values())) if len(below) == 1 else None


def authors(page: Page) -> list[str]:
    """The names of the head's byline: behind "By", below it, in a stamp, or bare beside one."""
    around = head(page)
    for find in (_labelled, _in_stamp, _bare):
        for at in around:
            if at < around[0] and find is not _labelled:
                break
            if len(page.blocks[at].source) <= LINE and (found := find(page, at)):
                return _once(found)
    return []


def signed(page: Page, said: list[tuple[int, str]]) -> list[str]:
    """Of the bylines that rules cut, [(block, text)], the first within the article or right below it."""
    place = page.facts["article"]
    begin, end = place if isinstance(place, tuple) else (0, 0)
    for at, text in said:
        if begin <= at < end + BELOW:
            line = Line(text)
            found = _names(_undated(text[line.prefix("byline") :].strip(), page), page)
            if found:
                return found
    return []


def _once(found: list[str]) -> list[str]:
    seen: dict[str, str] = {}
    for name in found:
        seen.setdefault(fold(name), name)
    return list(seen.values())


def _labelled(page: Page, at: int) -> list[str]:
    """Names behind a byline word, or on the lines below one that stands alone."""
    line = Line(page.blocks[at].source)
    start = line.prefix("byline")
    if not start:
        return []
    rest = line.text[start:].strip(" :,.|-–—")
    if rest:
        return _names(_undated(rest, page), page)
    found: list[str] = []
    for below in range(at + 1, min(at + 1 + NAMES_BELOW, len(page.blocks))):
        listed = _names(_undated(page.blocks[below].source, page), page) if len(page.blocks[below].source) < LINE else []
        if not listed:
            break
        found += listed
    return found


def _undated(text: str, page: Page) -> str:
    """The text with a bar in place of every date, age, address and bracket."""
    if any(char.isdigit() for char in text):
        for moment in reversed(page.moments(text)):
            text = f"{text[: moment.start]} | {text[moment.end :]}"
        text = _AGO.sub(" | ", text)
    return _SAID.sub(" | ", _MAIL.sub(" | ", text))


def _names(text: str, page: Page) -> list[str]:
    """The names that a line of nothing but names, roles and places begins with."""
    found: list[str] = []
    for part in _PARTS.split(text):
        part = part.strip(" .:,|-–—")
        if not part:
            continue
        start = Line(part).prefix("byline")
        if Line(part).prefix("credit") or Line(part).begins("copyright"):
            return found
        listed = [name for name in people(part[start:].strip() if start else part) if _is_person(name) or _is_agency(name)]
        if not listed and found:
            break
        if not listed:
            listed = _before_role(part)
        if not listed:
            return []
        found += listed
    return found


def _is_agency(name: str) -> bool:
    return fold(name) in names.agencies() or (name.isupper() and 2 <= len(name) <= 5)


def _is_person(name: str) -> bool:
    """A name none of whose words is a menu's: "Share Save" is none."""
    return names.is_name(name) and not any(Line(part).whole for part in name.split())


def _before_role(part: str) -> list[str]:
    """The name in "Amy Gibbons Political Correspondent": what is left without the role."""
    bare = without_role(part)
    if bare == part:
        return []
    pieces = bare.split()
    for count in (2, 3):
        name = " ".join(pieces[:count])
        if len(pieces) >= count and names.is_name(name):
            return [names.display(name)]
    return []


def _in_stamp(page: Page, at: int) -> list[str]:
    """A name in the line of a date: `Yasmine Hassan · CBC News · Posted: Aug 08, 2024`."""
    text = page.blocks[at].source
    if page.prose(at) or not any(char.isdigit() for char in text):
        return []
    undated = _undated(text, page)
    if undated == text:
        return []
    for part in _PARTS.split(undated):
        part = part.strip(" .:,|-–—")
        label = Line(part).label() if part else None
        bare = part[Line(part).prefix("byline") :].strip() if part else ""
        if label is None and bare and (names.is_name(bare, most=3) or _before_role(bare)) and not _is_title(page, bare):
            return [name for name in people(bare) if names.is_name(name)] or _before_role(bare)
    return []


def _bare(page: Page, at: int) -> list[str]:
    """A name alone on its line, a stamp close below or above."""
    text = page.blocks[at].source
    if page.prose(at) or _is_title(page, text) or Line(text).whole or Line(text).label():
        return []
    found = _names(_undated(text, page), page)
    if not found or not all(names.is_name(name, most=3) or fold(name) in names.agencies() for name in found):
        return []
    near = [*range(at + 1, min(at + 1 + BESIDE, len(page.blocks))), *range(at - 1, max(-1, at - 1 - BESIDE), -1)]
    return found if any(_is_stamp(page, other) for other in near) else []


def _is_stamp(page: Page, at: int) -> bool:
    text = page.blocks[at].source
    if len(text) > LINE or page.prose(at):
        return False
    if any(char.isdigit() for char in text):
        return bool(page.moments(text)) or _AGO.search(text) is not None
    return page.taken[at] == "stamp"


def _is_title(page: Page, text: str) -> bool:
    form = same_line(text)
    return any(form == same_line(block.source) for block in page.blocks[:1]) or form == same_line(str(page.facts.get("title text", "")))
