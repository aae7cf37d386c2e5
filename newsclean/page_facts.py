"""The metadata that a page's clues and cut furniture tell: one value a field, with its origin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from newsclean import dates, names
from newsclean.lexicon import Line, fold, label_at
from newsclean.model import Block
from newsclean.rules.people import people
from newsclean.shapes import count_words, same_line

Facts = dict[str, tuple[str, Any]]
LONGEST = 300  # characters of an author clue or a title; a longer one is none
KICKER = 3  # words of a kicker that stands in the headline's element
SHORT = 160  # characters of a byline or a stamp
ABOVE = 5  # blocks above the headline in which its date may stand
HEAD = 12  # blocks above and below the headline in which bylines and stamps are looked for
_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]{1,2}(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?")
_DEGREES = re.compile(
    r"(?:,\s?(?:Ph\.?\s?D|M\.?D|M\.?A|M\.?S|M\.?Sc|MBA|MPH|RDN?|RN|LD|CPT|CSCS|J\.?D|Esq|CFP|DDS|DVM|NP|PA-C)\.?)+(?=,|$)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"https?:|www\.|@|\d{3}|^(?:admin|editor|staff|author|null|none|undefined)$", re.IGNORECASE)
_SLUG = re.compile(r"[a-z\d]+(?:[._-][a-z\d]+)+$")
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:es|en)?|auteurs?|autore|contributors?|journalists?|reporters?|people|profiles?|staff|by)/",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|•·]\s*|\s[–—-]\s|\s{2,}|,\s*$")
_MAIL = re.compile(r"\s*[|(<-]?\s*[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{2,24}){1,4}\)?>?")
_BRACKET = re.compile(r"\s*\([^()]{1,60}\)")
_SEPARATOR = re.compile(r"\s+[|–—·•»-]\s+|\s*[|»]\s*")
_PATH = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?$")


def settle(clues: dict[str, Any], blocks: list[Block]) -> Facts:
    """{field: (origin, value)} of every field that the page tells outside its text."""
    found: Facts = {}
    _put(found, "source", _source(clues))
    _put(found, "title", _title(clues, blocks))
    _put(found, "authors", _authors(clues, blocks))
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


def plain(text: str) -> str:
    """A clue's value without entities escaped twice and without tags."""
    if "&" in text:
        text = unescape(text)
    if "<" in text:
        text = re.sub(r"</?[a-zA-Z][^<>]{0,200}>", " ", text)
    return " ".join(text.split())


def _source(clues: dict[str, Any]) -> tuple[str, str] | None:
    named = [(origin, value) for origin, value in clues["source"] if value and "://" not in value and len(value) <= 60]
    meta = [each for each in named if each[0] != "json-ld"]
    return next(iter(meta or named), None)


def _title(clues: dict[str, Any], blocks: list[Block]) -> tuple[str, str] | None:
    """The visible headline, without a kicker that no clue repeats; else the best clue without the outlet's name."""
    survey = clues.get("survey")
    shown = blocks[survey.title].source if survey is not None and survey.title is not None else ""
    told = [(origin, without_outlet(plain(value), clues)) for origin, value in clues["title"] if len(value) <= LONGEST]
    form = same_line(shown)
    forms = [same_line(value) for _, value in told]
    for (origin, value), own in zip(told, forms, strict=True):
        if form and form not in forms and form.endswith(f" {own}") and count_words(form) - count_words(own) <= KICKER < count_words(own):
            return origin, value
    return ("h1", shown) if shown else next(((origin, value) for origin, value in told if value), None)


def without_outlet(title: str, clues: dict[str, Any]) -> str:
    """A title without the outlet's name behind a bar or a dash."""
    outlets = {same_line(value) for _, value in clues["source"]}
    others = [same_line(value) for _, value in clues["title"]]
    parts = list(_SEPARATOR.finditer(title))
    for mark in parts:
        head, tail = title[: mark.start()], title[mark.end() :]
        if same_line(tail) in outlets or same_line(head) in others:
            return head
    if parts and count_words(title[parts[-1].end() :]) <= 3 and "|" in parts[-1][0]:
        return title[: parts[-1].start()]
    return title


def _authors(clues: dict[str, Any], blocks: list[Block]) -> tuple[str, list[str]] | None:
    """Authors: JSON-LD's, else meta's, else the visible byline's; an outlet's own name gives way to a byline's."""
    outlets = {same_line(value) for _, value in (*clues["source"], *clues["section"])}
    named: list[tuple[str, list[str]]] = []
    for origin in ("json-ld", "meta", "microdata"):
        values = [value for said, value in clues["authors"] if said == origin and (origin == "json-ld" or not _SLUG.match(value))]
        listed = _once([name for value in values for name in persons(value)])
        if listed:
            named.append((origin, listed))
    for origin, listed in named:
        own = [name for name in listed if same_line(name) not in outlets]
        if own:
            return origin, _shown(own, clues, blocks)
    return _byline(clues, blocks) or (named[0] if named and named[0][0] == "json-ld" else None)


def _once(listed: list[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in listed:
        found.setdefault(fold(name), name)
    return list(found.values())


def _shown(listed: list[str], clues: dict[str, Any], blocks: list[Block]) -> list[str]:
    """Of several authors those that the page names at its head: others are editors and helpers."""
    if len(listed) < 2:
        return listed
    head = fold("\n".join(blocks[at].source for at in _head(clues, blocks) if len(blocks[at].source) <= SHORT))
    kept = [name for name in listed if fold(name) in head]
    return kept if listed[0] in kept else listed


def _head(clues: dict[str, Any], blocks: list[Block]) -> list[int]:
    """The blocks around the headline in which byline and stamp stand: those below it first."""
    survey = clues.get("survey")
    if survey is None or survey.last < 0:
        return []
    top = survey.title if survey.title is not None else survey.first
    end = min(len(blocks), max(top, survey.likely[0]) + HEAD)
    return [*range(top + 1, end), *range(top - 1, max(-1, top - HEAD), -1)]


def persons(value: str) -> list[str]:
    """The names in a clue: without addresses, degrees, bracketed marks, "By".

    >>> persons("By Ana Lima, RDN and Jo Renner | jo@courier.example")
    ['Ana Lima', 'Jo Renner']
    """
    if len(value) > LONGEST:
        return []
    value = _MAIL.sub("", plain(value))
    value = _DEGREES.sub("", _BRACKET.sub("", value)).strip(" ,;|-–—")
    at = label_at(fold(value), 0, "byline")
    if 0 < at < len(value) and value[at - 1] in " :":
        value = value[at:].strip(" :")
    if not value or _NO_NAME.search(value):
        return []
    parts = names.split(value)
    if len(parts) == 1:
        return [names.display(parts[0])] if len(parts[0]) <= 60 else []
    kept = [part for part in parts if names.is_name(part)]
    return [names.display(part) for part in kept] or [names.display(parts[0])]


def _byline(clues: dict[str, Any], blocks: list[Block]) -> tuple[str, list[str]] | None:
    """The names of the byline that the page shows near its headline: beside "By", beside a date, or linked as author."""
    for at in _head(clues, blocks):
        block = blocks[at]
        if not block.cuts or block.cuts[0].rule in ("N017", "N004", "N002") or len(block.source) > SHORT:
            continue
        listed = _names_in(block.source, block.cuts[0].rule == "N011") or _linked(clues["rows"][at])
        if listed:
            return "N011", _once(listed)
    return None


def _names_in(text: str, marked: bool) -> list[str]:
    """The names of a byline line; a bare name counts beside a date or where the page marks the line as a byline."""
    moments = dates.find(text) if any(char.isdigit() for char in text) else []
    for moment in reversed(moments):
        text = f"{text[: moment.start]} | {text[moment.end :]}"
    for part in _PARTS.split(text):
        start = Line(part).prefix("byline") if part else 0
        bare = part[start:].strip(" ,:") if start else part.strip(" ,:")
        if bare and (start or marked or moments):
            listed = [name for name in people(bare) if names.is_name(name)]
            if listed:
                return listed
    return []


def _linked(row: Any) -> list[str]:
    """The names in links to an author's page."""
    if not row[2]:
        return []
    found = []
    for link in row[1][0].css("a"):
        told = link.attributes
        if told.get("rel") == "author" or _AUTHOR_PAGE.search(told.get("href") or ""):
            found += [name for name in people(" ".join(link.text(deep=True).split())) if names.is_name(name)]
    return found


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
    around = _head(clues, blocks)
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
