"""The metadata that a page's clues and cut furniture tell: one value a field, with its origin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newsclean import dates
from newsclean.clues import plain
from newsclean.lexicon import fold
from newsclean.model import Block
from newsclean.page_authors import SHORT, authors, head
from newsclean.shapes import count_words, same_line

Facts = dict[str, tuple[str, Any]]
LONGEST = 300  # characters of an author clue or a title; a longer one is none
KICKER = 3  # words of a kicker that stands in the headline's element
ABOVE = 5  # blocks above the headline in which its date may stand
_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]{1,2}(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?")
_PARTING = "|–—·•»-"
_SEPARATOR = re.compile(r"\s+[|–—·•»-]\s+|\s*[|»]\s*")
_PATH = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?$")


def settle(clues: dict[str, Any], blocks: list[Block]) -> Facts:
    """{field: (origin, value)} of every field that the page tells outside its text."""
    found: Facts = {}
    _put(found, "source", _source(clues))
    _put(found, "title", _title(clues, blocks))
    _put(found, "authors", authors(clues, blocks))
    _put(found, "published", _published(clues, blocks))
    _put(found, "modified", next(((o, d) for o, v in clues["modified"] if (d := date(v))), None))
    _put(found, "section", _section(clues))
    _put(found, "tags", _tags(clues))
    _put(found, "description", _first(clues, "description"))
    _put(found, "url", _url(clues))
    _put(found, "language", next(((o, tag) for o, v in clues["language"] if (tag := language(v))), None))
    return found


def _put(found: Facts, field: str, said: tuple[str, Any] | None) -> None:
    if said and said[1]:
        found[field] = said


def _first(clues: dict[str, Any], field: str) -> tuple[str, str] | None:
    return next(((origin, plain(value)) for origin, value in clues[field] if value.strip()), None)


def _source(clues: dict[str, Any]) -> tuple[str, str] | None:
    named = [(origin, value) for origin, value in clues["source"] if value and "://" not in value and len(value) <= 60]
    meta = [each for each in named if each[0] != "json-ld"]
    return next(iter(meta or named), None)


def _title(clues: dict[str, Any], blocks: list[Block]) -> tuple[str, str] | None:
    """The visible headline, without a kicker that no clue repeats; else the best clue without the outlet's name."""
    survey = clues.get("survey")
    shown = blocks[survey.title].source if survey is not None and survey.title is not None else ""
    outlets = {same_line(value) for _, value in clues["source"]}
    every = {value: same_line(value) for _, value in clues["title"]}
    told: dict[str, tuple[str, str]] = {}  # a page names its title four times
    for origin, value in clues["title"]:
        if len(value) <= LONGEST and value not in told:
            told[value] = origin, _without_outlet(plain(value), outlets, set(every.values()))
    if not shown:
        return next((each for each in told.values() if each[1]), None)
    form = same_line(shown)
    forms = [every.get(value) or same_line(value) for _, value in told.values()]
    if form and form not in forms:
        for each, own in zip(told.values(), forms, strict=True):
            if form.endswith(f" {own}") and count_words(form) - count_words(own) <= KICKER < count_words(own):
                return each
    return "h1", shown


def _without_outlet(title: str, outlets: set[str], others: set[str]) -> str:
    """A title without the outlet's name behind a bar or a dash."""
    if not any([mark in title for mark in _PARTING]):
        return title
    parts = list(_SEPARATOR.finditer(title))
    for mark in parts:
        head, tail = title[: mark.start()], title[mark.end() :]
        if same_line(tail) in outlets or same_line(head) in others:
            return head
    if parts and count_words(title[parts[-1].end() :]) <= 3 and "|" in parts[-1][0]:
        return title[: parts[-1].start()]
    return title


def _published(clues: dict[str, Any], blocks: list[Block]) -> tuple[str, str] | None:
    """The clue's date; the day that the page shows where the clue's is the same moment in UTC."""
    for origin, value in clues["published"]:
        told = date(value)
        if told:
            return (origin, _local(told, clues, blocks))
    for value, _ in clues.get("times", ()):
        told = date(value)
        if told:
            return "time", told
    shown = next(_stamps(clues, blocks), None)
    return ("N012", shown) if shown else None


def _local(told: str, clues: dict[str, Any], blocks: list[Block]) -> str:
    """The day that the page shows, where the told moment is in UTC and less than a day off."""
    if not told.endswith(("Z", "+00:00")):
        return told
    for value in _stamps(clues, blocks):
        if value[:10] != told[:10] and abs(_day(value) - _day(told)) == 1:
            return value
        if value[:10] == told[:10]:
            return told
    return told


def _day(value: str) -> int:
    import datetime

    try:
        return datetime.date.fromisoformat(value[:10]).toordinal()
    except ValueError:
        return 0


def _stamps(clues: dict[str, Any], blocks: list[Block]) -> Iterator[str]:
    """The dates that the page shows near its headline, in page order."""
    around = head(clues, blocks)
    low = around[0] - 1 - ABOVE if around else 0
    for at in sorted(around):
        text = blocks[at].source
        if at < low:
            continue
        if blocks[at].cuts and len(text) <= SHORT and any(char.isdigit() for char in text):
            yield from [moment.value for moment in dates.find(text) if moment.kind in ("date", "datetime")]


def date(value: str) -> str | None:
    """A clue's date as ISO 8601, no more precise than it is; None where it is none.

    >>> date("2019-11-18 12:30:00+0100"), date("November 18, 2019"), date("soon")
    ('2019-11-18T12:30:00+01:00', '2019-11-18', None)
    """
    value = value.strip()
    if value.isdigit() and len(value) in (10, 13):
        import datetime

        moment = datetime.datetime.fromtimestamp(int(value[:10]), datetime.UTC)
        return moment.isoformat().replace("+00:00", "Z")
    found = _ISO.match(value)
    if found:
        year, month, day, hour, minute, second, zone = found.groups()
        if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31 and "1990" <= year <= "2100"):
            return None
        text = f"{year}-{month}-{day}"
        if hour is None:
            return text
        text += f"T{hour}:{minute}" + (f":{second}" if second else "")
        return text + _zone(zone)
    return next((moment.value for moment in dates.find(value[:80]) if moment.kind in ("date", "datetime")), None)


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone in ("Z", "UTC", "GMT"):
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _section(clues: dict[str, Any]) -> tuple[str, str] | None:
    named = [(origin, plain(value)) for origin, value in clues["section"] if "://" not in value and len(value) <= 60]
    return named[0] if named else None


def _tags(clues: dict[str, Any]) -> tuple[str, list[str]] | None:
    """The tags of the first origin that has any, each once."""
    for wanted in ("json-ld", "meta", "microdata"):
        listed: dict[str, str] = {}
        for origin, value in clues["tags"]:
            if origin == wanted:
                for part in re.split(r"\s*[,;、，]\s*", plain(value)):
                    if part and len(part) <= 80 and "://" not in part:
                        listed.setdefault(fold(part), part)
        if listed:
            return wanted, list(listed.values())
    return None


def _url(clues: dict[str, Any]) -> tuple[str, str] | None:
    return next(((origin, value) for origin, value in clues["url"] if value.startswith(("http://", "https://"))), None)


def language(value: str) -> str | None:
    """A BCP 47 tag from a clue such as "en_US"; None for anything else."""
    value = value.strip().split(",")[0]
    return value.replace("_", "-") if _PATH.match(value) else None
