"""The authors that a page's clues and the lines around its headline name."""

from __future__ import annotations

import re
from typing import Any

from newsclean import dates, names
from newsclean.clues import plain
from newsclean.lexicon import Line, fold, label_at
from newsclean.model import Block
from newsclean.rules.people import people
from newsclean.shapes import same_line

LONGEST = 300  # characters of an author clue; a longer one is none
SHORT = 160  # characters of a byline or a stamp
HEAD = 12  # blocks above and below the headline in which bylines and stamps are looked for
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


def authors(clues: dict[str, Any], blocks: list[Block]) -> tuple[str, list[str]] | None:
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
    shown = fold("\n".join(blocks[at].source for at in head(clues, blocks) if len(blocks[at].source) <= SHORT))
    kept = [name for name in listed if fold(name) in shown]
    return kept if listed[0] in kept else listed


def head(clues: dict[str, Any], blocks: list[Block]) -> list[int]:
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
    for at in head(clues, blocks):
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
