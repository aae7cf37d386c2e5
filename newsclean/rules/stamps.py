"""Stamps, counters and rates: lines that are figures with a few fixed words around them."""

from __future__ import annotations

import re
from functools import lru_cache

from newsclean import dates
from newsclean.lexicon import LEAD, Line, boundary, fold, label_at, words
from newsclean.patterns import lazy
from newsclean.rules.engine import Page, Span, line_rule
from newsclean.shapes import counter, is_cjk, is_prose, is_stopped, to_number

_SEGMENT = lazy(r"\s*[|•·/]\s*|\s+[–—-]\s+|\t|   +")
_YEAR = lazy(r"(?:1[5-9]|20)\d\d$")
_PUNCTUATION = str.maketrans(dict.fromkeys(".,;:()[]|•·-–—/!…«»\"'“”*+&", " "))
READING = 14  # characters beside the phrase: "noin", "min."
NEAR = 5  # lines above and below among which no second such line may stand
SECTION = 3  # words of a section's label beside a date
WORDS = 14  # words; a longer line that ends as a sentence is no stamp
STAMP_LINE = 160  # characters; stamps of the golds' pages, two dates and their labels, are shorter


def _all(line: Line) -> Span:
    return 0, len(line.text)


@lru_cache(maxsize=1)
def small_words() -> frozenset[str]:
    """Words that stand between dates, times and their labels, folded."""
    return frozenset(word for each in words.TIME.values() for word in each.split("|")) | frozenset(
        ["at", "on", "h", "the", "et", "gmt", "utc", "a", "date"]
    )


@lru_cache(maxsize=2)
def _reading_words(plain: bool) -> tuple[tuple[str, ...], ...]:
    """Phrases for reading time, without their numbers, by their length; those that an ASCII line can hold."""
    found = {" ".join(p.replace("#", " ").translate(_PUNCTUATION).split()) for p in words.READING if p.isascii() or not plain}
    longest = max(map(len, found), default=0)
    return tuple(tuple(phrase for phrase in found if len(phrase) == length) if length > 3 else () for length in range(longest + 1))


def _is_reading(unit: str) -> bool:
    """Whether the words of a line are a phrase for reading time and hardly more."""
    for alike in _reading_words(unit.isascii())[max(0, len(unit) - READING) : len(unit) + 1]:
        for phrase in [phrase for phrase in alike if phrase in unit]:
            at = unit.find(phrase)
            if boundary(unit, at) and boundary(unit, at + len(phrase)):
                return True
    return False


def leftover(text: str, moments: list[dates.Moment]) -> str:
    """What is left of a line without its dates, times, their labels and the small words between them; folded."""
    at = 0
    parts = []
    for moment in moments:
        parts.append(text[at : moment.start])
        at = moment.end
    parts.append(text[at:])
    return " ".join(word for part in parts for word in _strip_labels(fold(part)))


def _strip_labels(low: str) -> list[str]:
    at = len(low) - len(low.lstrip(LEAD + ",;"))
    for section in ("published", "updated", "published", "updated"):
        at = label_at(low, at, section) or at
    return [word for word in low[at:].translate(_PUNCTUATION).split() if word not in small_words() and (word.isalnum() or any(map(str.isalpha, word)))]


def has_stamp_label(low: str) -> bool:
    """Whether a piece of folded text begins with a word for publishing or updating."""
    at = len(low) - len(low.lstrip(LEAD + ",;"))
    return bool(label_at(low, at, "published") or label_at(low, at, "updated"))


@line_rule("N110", "stamp", "crawler", into="crawled")
def crawler_stamp(line: Line, page: Page) -> Span | None:
    """The crawler's own stamp in front of the page's text: ` date 2025-12-27 `, a day or a month.

    Only above the first sentence of the text, with the word "date" and an ISO day: no article begins so. A question may be a headline.
    """
    found = re.match(r"date \d{4}-\d\d(?:-\d\d)?(?!\d)[ \t•×]*", line.text)
    return (0, found.end()) if found and not any(is_prose(other.text) and other.text[-1] not in "?？؟" for other in page.above(line)) else None


@line_rule("N101", "ticker", "digit", into="rates")
def ticker(line: Line, page: Page) -> Span | None:
    """Rows of rates: `$41.930.00`, `EUR/VRK 7.4415 −0.0032`, `ODX 1,904.33 ▼0.8%`. Symbols, codes and figures alone."""
    text = line.text
    if len(text) > STAMP_LINE or not (text.count(".") > 1 or not text.isascii() or any([sign in text for sign in _RATE_SIGNS])):
        return None
    rest = without_rates(text)
    if rest != line.text and not rest.strip(" |•·,;/"):
        return _all(line)
    return None


# What every rate holds one of, or two decimal points.
_RATE_SIGNS = ("$", "%", "/", "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "PLN", "BTC", "ETH")
_SUM = lazy(
    r"[$€£¥₴₽₺₹₩₪฿]\s?\d{1,6}[.,]\d\d(?:\s?[+\-−–]?\s?\d{1,3}[.,]\d\d)?(?!\d)"  # $41.930.00  $41.18-0.07
    r"|(?<![\d.,])\d{1,3}[.]\d\d[+\-−]?\d{1,2}[.]\d\d(?![\d.])"  # 50.240.09, the sign lost
)
_NAMED_RATE = lazy(
    r"\b[A-Z]{3}\s?/\s?[A-Z]{3}\s+\d[\d.,]*(?:\s*[+\-−▲▼]\s?\d[\d.,]*%?)?"  # EUR/VRK 7.4415 −0.0032
    r"|\b(?:USD|EUR|GBP|CHF|JPY|CNY|PLN|BTC|ETH)\s+\d[\d.,]*(?:\s*[+\-−▲▼]\s?\d[\d.,]*%?)?"
    r"|\b[A-Z][\w&]{1,12}(?: \d{2,4})?\s+\d[\d.,]*\s*[▲▼↑↓]\s?[+\-−]?\d[\d.,]*\s?%?"  # ODX 1,904.33 ▼0.8%
    r"|\b[A-Z][\w&.]{1,12}(?: \d{2,4})?\s+\d{1,3}(?:[.,\s]\d{3})+[.,]\d\d\s+[+\-−]\s?\d[\d.,]*\s?%"  # DAX 18.711,49 -0,10%
)


def without_rates(text: str) -> str:
    """The text with a blank in place of each rate."""
    return _SUM.sub(" ", text if text == text.lower() else _NAMED_RATE.sub(" ", text))


@line_rule("N151", "counter", "views#", into="views")
def view_count(line: Line, page: Page) -> Span | None:
    """View counters: ` • 124 views`, `Просмотров: 1 245`, `2.3k reads`. One number and one counter word, nothing else."""
    found = counter(line)
    return _all(line) if found and found[0] == "views" else None


_MINUTES = lazy(r"\d{1,3} ?min(?:\.|uti|utes?|uten|uter|ut|utos|uti|uty|utter|uuttia|utit)?$", re.IGNORECASE)
_ICONS = "⏱⏲🕐🕒⌛⏳🕑\ufe0f "
BESIDE = 3  # words of the section that stands beside a reading time


@line_rule("N152", "counter", "reading digit", into="published")
def reading_time(line: Line, page: Page) -> Span | None:
    """Reading times: `3 minute read`, `Temps de lecture : 4 min.`. "Cooking 30 minutes" has no reading word: it stays."""
    if len(line.text) > 60 or not line.key:
        return None
    if line.says("reading"):
        return _all(line)
    unit = " ".join(line.key.replace("#", " ").translate(_PUNCTUATION).split())
    if "#" in line.key and _is_reading(unit):
        return _all(line)
    if _MINUTES.match(line.text.strip(_ICONS)) and sum(is_prose(above.text) for above in page.above(line)) <= 1:  # a standfirst
        return _all(line)
    pieces = _SEGMENT.split(line.text)
    if len(pieces) == 2 and sum(_MINUTES.match(piece) is not None for piece in pieces) == 1:  # "Culture | 2 min."
        other = next(piece for piece in pieces if not _MINUTES.match(piece))
        if other.replace(" ", "").isalpha() and len(other.split()) <= BESIDE and not any(is_prose(above.text) for above in page.above(line)):
            return _all(line)
    return None


_TODAY = frozenset(
    ["today", "yesterday", "heute", "gestern", "vandaag", "gisteren", "hier", "oggi", "ieri", "hoje", "ontem", "hoy", "ayer", "idag", "igår", "tänään", "eilen", "dziś", "dzisiaj", "wczoraj", "dnes", "včera", "danas", "jučer", "juče", "данас", "јуче", "danes", "včeraj", "днес", "вчера", "денес", "сегодня", "сьогодні", "вчора", "сёння", "учора", "azi", "astăzi", "tegnap", "σήμερα", "χθες", "bugün", "dün", "šiandien", "vakar", "šodien", "täna", "eile", "avui", "ahir"]
)


@line_rule("N111", "stamp", "digit published: updated:", into="published")
def stamp(line: Line, page: Page) -> Span | None:
    """Lines that are dates and times with their labels: `Published July 27, 2024Updated July 27, 2024, 6:20 p.m.`

    A bare day may be a subhead and a bare clock time the head of a live blog's entry: without a label or a time of day
    a date is taken at the head of the page alone, and never where such lines recur between paragraphs.
    """
    if len(line.text) > STAMP_LINE or (line.text.count(" ") > WORDS and is_prose(line.text) and not any(c in line.text for c in "|•·")):
        return None
    moments = page.moments(line.text)
    if not moments:
        return _all(line) if _is_empty_label(line) else None
    rest = leftover(line.text, moments)
    kinds = {moment.kind for moment in moments}
    labelled = any(has_stamp_label(fold(part)) for part in _between(line.text, moments))
    if not rest:
        if len(moments) == 2 and kinds <= {"date", "month"} and not labelled and line.text[moments[0].end : moments[1].start].strip() in DASHES:
            return None  # from a day to a day: a life, a fair
        if labelled or kinds & {"relative"} or _is_clocked(moments) or not _TODAY.isdisjoint(line.low.translate(_PUNCTUATION).split()):
            return _all(line)
        if kinds == {"time"}:
            return _all(line) if _is_below_day(line, page) else None
        return _all(line) if kinds & {"date", "month", "datetime"} and is_at_head(line, page) else None
    full = kinds & {"datetime", "date"}
    if full and reported(line.text, moments):
        return _all(line)
    if kinds == {"relative"} and placed_before(line.text, moments) and is_at_head(line, page):
        return _all(line)
    if not full:
        return None
    sure = labelled or _is_clocked(moments) or _is_beside_clock(line.text, moments)
    if line.text.startswith("http") and moments[0].start - 1 == line.text.find(" ") and is_at_head(line, page):
        return _all(line)
    if is_sourced(line.text, moments) and (sure or is_at_head(line, page)):
        return _all(line)
    if sure and (_is_segmented(line.text, page) or counter(Line(rest))):
        return _all(line)
    return _all(line) if not sure and _is_beside_section(line, page) and is_at_head(line, page) else None


FIRST = 20  # lines among which a clock time below its day stands


def _is_below_day(line: Line, page: Page) -> bool:
    """Whether a clock time stands alone right below a day of the head that was cut, and no other in the text: no live blog."""
    at = next((i for i, other in enumerate(page.lines[:FIRST]) if other is line), 0)
    if not at or page.taken[at - 1] != "stamp" or not is_at_head(line, page):
        return False
    moments = page.moments(page.blocks[at - 1].source)
    if [moment.kind for moment in moments] != ["date"]:
        return False
    return not any(_is_clock(other, page) for i in page.standing() if i > at and len((other := page.lines[i] or line).text) < FIRST)


def _is_clock(line: Line, page: Page) -> bool:
    moments = page.moments(line.text)
    return bool(moments) and not leftover(line.text, moments)


def _is_beside_section(line: Line, page: Page) -> bool:
    """A day and one label of a few words, a bar or a dash between: `19 juin 2022 | Opérationnel`."""
    parts = [part for part in _SEGMENT.split(line.text) if part.strip()]
    if len(parts) != 2 or (line is page.lines[0] and line.text[0].isdigit()):
        return False  # "10.04.2017 – Brand Bungalow": a headline with its day
    dated = [bool(moments) and not leftover(part, moments) for part in parts if (moments := page.moments(part)) or True]
    label = parts[0] if dated[1] else parts[1]
    shown = label[:1].isupper() and not any(char.isdigit() for char in label) and 1 <= len(label.split()) <= SECTION
    alone = not any(_SEGMENT.search(other.text) and page.moments(other.text) for other in _short_near(line, page))
    return sum(dated) == 1 and shown and alone


def _short_near(line: Line, page: Page) -> list[Line]:
    """The short lines among the few above and below a line."""
    standing = [other for at in page.standing()[:FIRST] if (other := page.lines[at]) is not None]
    at = next((i for i, other in enumerate(standing) if other is line), len(standing))
    near = [*standing[max(0, at - NEAR) : at], *standing[at + 1 : at + 1 + NEAR]]
    return [other for other in near if len(other.text) < STAMP_LINE and not is_prose(other.text)]


_REPORTED = lazy(r"\s*(?P<outlet>[\u3400-\u9fff]{2,8}) (?:記者|记者)(?P<names>[\u3400-\u9fff、]{2,12})[／/](?P<place>[\u3400-\u9fff]{2,4}?)(?:[即綜综]時?[時时]?)?(?:報導|報道|报道)$")


def reported(text: str, moments: list[dates.Moment]) -> re.Match[str] | None:
    """Outlet, reporters and place behind a stamp: "2025-01-05 08:30 山城時報 記者陳語彤／埔心報導"."""
    return _REPORTED.match(text, moments[-1].end) if moments and ("記者" in text or "记者" in text) else None


def placed_before(text: str, moments: list[dates.Moment]) -> str:
    """A place that stands glued in front of a relative time, in a script without capitals: "नीलगढ़5 घंटे पहले"."""
    front = text[: moments[0].start]
    at_end = moments[-1].end == len(text.rstrip(" ."))
    caseless = front[-1:].isalpha() or front[-1:] >= "\u0900"
    return front.strip() if at_end and caseless and front[:1] >= "\u0900" and len(front.split()) <= 2 and len(front) <= 24 else ""


OUTLET = 10  # characters of an outlet's name in a script without spaces


def is_sourced(text: str, moments: list[dates.Moment]) -> str:
    """The outlet that stands beside a stamp, in front (in scripts without spaces) or behind with its label: "2024-05-11 08:16 来源：青禾日报"."""
    front, behind = text[: moments[0].start].strip(" |·"), text[moments[-1].end :].strip(" |·　")
    if len(moments) == 1 and not behind and 2 <= len(front) <= OUTLET and is_cjk(front) and front.isalnum() and moments[0].kind == "datetime" and not has_stamp_label(fold(front)):
        return front
    if len(moments) == 1 and not behind and front and (at := label_at(fold(front), 0, "source")):
        return front[at:].strip()
    at = label_at(fold(behind), 0, "source") if not front or has_stamp_label(fold(front)) else 0
    value = behind[at:].strip() if at else ""
    return value if len(value) <= 30 and len(value.split()) <= 4 and not is_prose(value) else ""


def _between(text: str, moments: list[dates.Moment]) -> list[str]:
    parts, at = [], 0
    for moment in moments:
        parts.append(text[at : moment.start])
        at = moment.end
    return [*parts, text[at:]]


def _is_clocked(moments: list[dates.Moment]) -> bool:
    return any(m.kind == "datetime" or (m.kind == "partial" and m.clock) for m in moments)


def _is_beside_clock(text: str, moments: list[dates.Moment]) -> bool:
    """Whether a day and a clock time stand side by side: `16:34 — 26 мая 2024`, not `7 June 2024 – Cathedral yard, 21:00`."""
    pairs = zip(moments, moments[1:], strict=False)
    return any({a.kind, b.kind} == {"date", "time"} and not leftover(text[a.end : b.start], []) for a, b in pairs)


def _is_empty_label(line: Line) -> bool:
    """A label whose value was lost: "Erstellt von - Uhr:", "Aktualizacja:"."""
    return line.text.rstrip().endswith(":") and has_stamp_label(line.low) and not _strip_labels(line.low)


def _is_segmented(text: str, page: Page) -> bool:
    """Dates beside other short furniture in one line: "4 February 2026, 14:05 • News of the day"."""
    parts = [part for part in _SEGMENT.split(text) if part]
    if len(parts) < 2:
        return False
    for part in parts:
        moments = page.moments(part)
        rest = leftover(part, moments) if moments else part
        if len(rest.split()) > 4 or len(rest) > 40 or is_prose(part):
            return False
    return True


DASHES = ("-", "–", "—")
BARE = 60  # characters; a longer line is no bare date
SERIES = 3  # dates above prose or above one another that make a series
HEAD_PROSE = 2  # paragraphs that may stand above a stamp: a standfirst, and a caption that nothing tells


def is_at_head(line: Line, page: Page) -> bool:
    """Whether the line stands where stamps stand: at most two paragraphs above it, and not one of a series of dates."""
    digit = line.text[:1].isdigit()
    prose = 0
    for other in page.above(line):
        if not (len(other.text) < 60 and other.text[:1].isdigit() == digit) and is_prose(other.text):
            prose += 1
            if prose > HEAD_PROSE:
                return False
    return not _is_of_series(line, page)


def _is_of_series(line: Line, page: Page) -> bool:
    """Whether the line is one of the dates that a chronicle or a list is made of: above prose or above one another.

    The blocks as they came tell, so that it is the same for each of the dates, whatever was cut before it.
    """
    series = page.facts.get("series of dates")
    if series is None:
        series = page.facts["series of dates"] = _series_of_dates(page)
    assert isinstance(series, frozenset)
    return line.text in series


def _series_of_dates(page: Page) -> frozenset[str]:
    found = set()
    sources = [block.source for block in page.blocks if block.source]
    for source, below in zip(sources, sources[1:], strict=False):
        told = is_prose(below) or is_stopped(below)
        if len(source) >= BARE or not any(map(str.isdigit, source)) or not (told or len(below) < BARE):
            continue
        if _is_bare_date(Line(source), page) and (told or _is_bare_date(Line(below), page)):
            found.add(source.strip())
    return frozenset(found) if len(found) >= SERIES else frozenset()


def _is_bare_date(line: Line, page: Page) -> bool:
    """Whether the line is a day, a month or a year and nothing else, no time of day, no label: no stamp but by its place."""
    if _YEAR.match(line.text):
        return True
    moments = page.moments(line.text)
    return any([m.kind in ("date", "month") for m in moments]) and not _is_clocked(moments) and not leftover(line.text, moments)


__all__ = ["counter", "to_number"]
