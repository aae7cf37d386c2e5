"""Clues and cut furniture to metadata: title, authors, dates, source, place, section, tags, counters, rates, related."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean import dates, names
from newsclean.datelines import SPEAKERS, cased, opening
from newsclean.fold import is_small
from newsclean.lexicon import LEAD, Line, fold, label_at, words
from newsclean.model import Article, Block, Cut
from newsclean.patterns import lazy
from newsclean.rules import CODES
from newsclean.rules.engine import Page
from newsclean.rules.links import headline_of, stamped, steps_of
from newsclean.rules.people import ADMINS, beside, byline_value, dated_names, is_agency, people, without_role
from newsclean.rules.stamps import has_stamp_label, is_sourced, leftover, placed_before, reported
from newsclean.rules.tail import named_source
from newsclean.rules.title_evidence import without_outlet
from newsclean.shapes import count_words, counter, is_prose, same_line, to_number

KICKER = 2  # words at most in front of a headline that are no part of it
_GLUED_RATE = lazy(r"([$€£¥₴₽₺₹₩₪฿])\s?(\d{1,6}[.,]\d\d)(?:\s?([+\-−–]?)\s?(\d{1,3}[.,]\d\d))?(?!\d)")
_PAIR_RATE = lazy(r"([A-Z]{3}\s?/\s?[A-Z]{3}|[A-Z][\w&]{1,12}(?: \d{2,4})?)\s+(\d[\d.,]*)(?:\s*([+\-−▲▼↑↓])\s?(\d[\d.,]*)(%?))?")
_ISO = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₴": "UAH", "₽": "RUB", "₺": "TRY", "₹": "INR", "₩": "KRW", "₪": "ILS", "฿": "THB"}  # fmt: skip


# Who tells the news, at the end of a sentence: ", writes UNN." A verb of media tells any outlet in capitals, a verb of saying only an agency.
_TOLD_BY = lazy(r"(?<=\s)([^\W\d_]+)(?:\s(?:az?|o|a|το|η|il|el|la|agencija|агенция|агентство|корреспондент|агенцијата|agentura|agentúra|agencja|agenția|agenzia))?\s[«„“\"]?([^\W\d_a-zа-яіїєґα-ω][^\W\d_]{1,14}(?:-[^\W\d_]{1,10})?)[»”“\"]?(?=[.,](?:\s|$))")
_WRITES = frozenset(
    ["writes", "schreibt", "écrit", "escribe", "scrive", "escreve", "schrijft", "skriver", "kirjoittaa", "pisze", "píše", "piše", "pishe", "пише", "пишет", "піша", "пиша", "transmite", "scrie", "írja", "yazıyor", "yazır", "γράφει", "передає", "передает", "передаёт", "перадае", "предава", "пренесува", "преноси", "prenosi", "javlja", "јавља", "jelenti", "relatează", "relata", "μεταδίδει", "przekazuje", "donosi", "podaje", "raksta", "rašo"]
)


class _Said:
    """The cuts that feed fields: (field, text of the cut, rule code, block index), in page order."""

    def __init__(self, page: Page) -> None:
        self.all: list[tuple[str, str, str, int]] = []
        for at, block in enumerate(page.blocks):
            for cut in block.cuts:
                if cut.into or cut.rule in CODES:
                    self.all.append((cut.into or "", block.source[cut.start : cut.end].strip(), cut.rule, at))

    def into(self, field: str) -> list[tuple[str, str]]:
        """(text, rule) of the cuts that feed the field."""
        return [(text, rule) for into, text, rule, _ in self.all if into == field and text]


def settle(article: Article, page: Page, language: str | None = None) -> None:
    """Fill every field that the text tells, each with its origin; then what the input already knew.

    language  what the settings say it is; else it is identified from the text that is left, so that cleaning the
              output again tells the same
    """
    said = _Said(page)
    meta = article.metadata
    facts = _page_facts(article)
    meta.put("language", language or _language(article, page), "settings" if language else "text")
    _title(article, page)
    _dates(article, page, said)
    _authors(article, page, said)
    _counters(article, said)
    _place_and_source(article, page, said)
    if meta.source is None and "source" not in facts:
        meta.put("source", _owner(article) or _told_by(article), "text")
    _without_outlet_among(article)
    _section_and_tags(article, page, said)
    meta.put("rates", _column_rates(said) or [rate for text, _ in said.into("rates") for rate in rates(text)], "N101")
    meta.put("related", _related(article, page), "N211")
    if "article" in page.facts:
        from newsclean import page_head

        meta.authors = []
        meta.put("authors", page_head.authors(page) or page_head.signed(page, [(at, text) for into, text, _, at in said.all if into == "authors"]), "N052")
        meta.put("published", page_head.published(page) or meta.published, "N052")
    for field, (origin, value) in facts.items():
        if field != "language" or meta.language is None:
            meta.put(field, value, origin)
    _hints(article)


def _page_facts(article: Article) -> dict[str, tuple[str, Any]]:
    """What an HTML page tells outside its text, {field: (origin, value)}: it wins over the text."""
    if article.document.form != "html":
        return {}
    from newsclean import page_facts

    return page_facts.settle(article.clues, article.blocks)


def _language(article: Article, page: Page) -> str | None:
    from newsclean.language import identify

    told = _told_language(article)
    if told and not told.lower().startswith("en"):
        return told
    kept = [text for block in page.blocks if (text := block.text)]
    found = identify("\n".join(kept)) if kept else page.language
    return told if found and told.split("-")[0] == found else found


def _told_language(article: Article) -> str:
    """The language that an HTML page names, or "". English is what templates say whatever is written in them."""
    if article.document.form != "html":
        return ""
    from newsclean import page_facts

    return next((tag for _, value in article.clues["language"] if (tag := page_facts.language(value))), "")


def _title(article: Article, page: Page) -> None:
    at = page.facts.get("title")
    if not isinstance(at, int):
        if page.facts.get("told by first"):
            article.metadata.put("title", without_outlet(article.blocks[0].source), "N052")
        return
    text = str(page.facts["title text"])
    forms = [text, *(block.source[cut.start : cut.end].strip() for block, cut in article.cuts() if cut.rule == "N141")]
    for longer in forms:
        parts = re.split(r"\s+[|–—-]\s+", longer) if any([mark in longer for mark in "|–—-"]) else [longer]
        short = longer[: longer.rfind(parts[-1])].rstrip(" |–—-") if len(parts) > 1 else ""
        if short and count_words(parts[-1]) <= 4 and any(same_line(form) == same_line(short) for form in forms):
            article.metadata.put("source", parts[-1].strip(), "N141")
            if text == longer:
                text = short
    if text.isupper():
        text = next((form for form in forms if same_line(form) == same_line(text) and not form.isupper()), text)
    if "article" in page.facts:
        text = _own_title(article.blocks[0].source, text)
    article.metadata.put("title", text, "N141")


def _own_title(first: str, text: str) -> str:
    """The page's own title, its first line without the outlet, where the headline is that with a kicker or a prompt beside it."""
    own = without_outlet(first)
    form, shown = same_line(own), same_line(text)
    beside = form in shown and form != shown and 2 * len(form) > len(shown) and shown[: shown.find(form)].count(" ") <= KICKER and shown != same_line(first)
    return own if beside else text


def _dates(article: Article, page: Page, said: _Said) -> None:
    published: list[_Day] = []
    modified: list[_Day] = []
    clocks: list[tuple[dates.Moment, str]] = []
    head = ([at for at in page.standing() if page.prose(at)] + [len(page.blocks)] * 3)[2]
    stamps = [(text, rule, at) for into, text, rule, at in said.all if into == "published" and text and (rule != "N112" or at <= head)]
    for text, rule, at in stamps + [(t, r, i) for into, t, r, i in said.all if into == "authors" and any(c.isdigit() for c in t)]:
        behind, labelled = 0, ""
        for moment in page.moments(text):
            before = fold(text[behind : moment.start])
            labelled = _stamp_word(before, fold(text[moment.end : moment.end + 14])) or ("" if before.strip(" ,|•-–—(") else labelled)
            behind = moment.end
            days = modified if labelled == "updated" else published
            if moment.kind in ("datetime", "date", "month"):
                days.append(_Day(moment.value, rule, at))
            elif moment.kind == "time" and _tells_clock(days, before, at):
                days[-1].value += moment.value
            elif labelled == "updated" or (moment.kind in ("time", "partial") and published):
                clocks.append((moment, rule))
    if not published and modified:
        published, modified = modified[:1], modified[1:]
    meta = article.metadata
    if published:
        first = _nearest(published, page)
        meta.put("published", first.value, first.rule)
        _same_day_time(article, published)
    if modified:
        meta.put("modified", modified[0].value, modified[0].rule)
    elif clocks and published and len(meta.published or "") >= 10:
        meta.put("modified", _on_day(meta.published or "", clocks[0][0]), clocks[0][1])
    if meta.published is None or len(meta.published) < 10:
        _crawled(article, said)
    _dated_url(article)


class _Day:
    """A day or moment that a stamp tells: ISO 8601, the rule that cut the stamp, the block it stood in."""

    __slots__ = ("at", "rule", "value")

    def __init__(self, value: str, rule: str, at: int) -> None:
        self.value = value
        self.rule = rule
        self.at = at


def _tells_clock(days: list[_Day], before: str, at: int) -> bool:
    """Whether a clock time without a label tells the hour of the day before it: `08 October 2018 | 10:15 am`, or the line below."""
    if not days or len(days[-1].value) != 10 or leftover(before, []):
        return False
    return days[-1].at == at if before else days[-1].at == at - 1


BESIDE = 3  # blocks from the title within which its own stamp stands


def _nearest(published: list[_Day], page: Page) -> _Day:
    """The first stamp; the one beside the title where the first is a bare day far above it: today's, in the page's head."""
    title, first = page.facts.get("title"), published[0]
    if not isinstance(title, int) or len(first.value) > 10 or first.at >= title - BESIDE:
        return first
    return next((day for day in published if len(day.value) > 10 and abs(day.at - title) <= BESIDE), first)


def _dated_url(article: Article) -> None:
    """The day in the URL, where neither the text nor the input tells one."""
    meta = article.metadata
    if meta.published is None and not article.document.hints.get("published"):
        meta.put("published", dates.from_url(article.document.url or ""), "url")


def _same_day_time(article: Article, published: list[_Day]) -> None:
    """A bare day followed by the same day with a clock time: the second is the more precise."""
    first = article.metadata.published or ""
    if len(first) == 10:
        for day in published:
            if day.value.startswith(first) and len(day.value) > 10:
                article.metadata.put("published", day.value, day.rule)
                return


def _on_day(day: str, moment: dates.Moment) -> str | None:
    clock = moment.clock or moment.value.removeprefix("T")
    if not clock:
        return None
    if moment.kind == "partial" and moment.month:
        return f"{day[:4]}-{moment.month:02d}-{moment.day:02d}T{clock}"
    return f"{day[:10]}T{clock}"


def _stamp_word(before: str, after: str) -> str:
    at = len(before) - len(before.lstrip(LEAD + ",;"))
    if label_at(before, at, "updated") or _behind(after, "updated"):
        return "updated"
    if label_at(before, at, "published"):
        return "published"
    return ""


def _behind(after: str, section: str) -> bool:
    return bool(after[:1].isalpha() and after[0] >= "\u3000" and label_at(after, 0, section))


def _crawled(article: Article, said: _Said) -> None:
    for text, rule in said.into("crawled"):
        found = re.search(r"\d{4}-\d\d(?:-\d\d)?", text)
        if found and (article.metadata.published is None):
            article.metadata.put("published", found[0], rule)
            return
    for into, text, rule, _ in said.all:
        if into == "" or into == "rates":
            found = re.match(r"date (\d{4}-\d\d(?:-\d\d)?)", text)
            if found and article.metadata.published is None:
                article.metadata.put("published", found[1], rule)


def _authors(article: Article, page: Page, said: _Said) -> None:
    found: list[str] = []
    origin = ""
    signed = [(t, r) for t, r in said.into("authors") if r == "N801"]
    crew = _crew(said)
    for text, rule in [(t, r) for t, r in said.into("authors") if r != "N801"] or [(t, r) for t, r in signed if _is_signed(t)]:
        if rule == "N135" and (text in crew or (without_role(text) != text and not names.is_name(without_role(beside(text)[0]).split(",")[0]))):
            continue  # "Journalist", and "Ingvild Moe" above "Photographer"
        line = Line(text)
        moments = page.moments(text) if any(c.isdigit() for c in text) else []
        value = text if is_desk(text) else byline_value(line, page) or text
        if is_desk(value):
            if found:
                continue  # "Redaction" in the foot of the page
            found.append(beside(value)[0])
            origin = origin or rule
            _beside(article, value, rule)
            continue
        dated = dated_names(text, page) if moments else []
        if moments and not dated:
            value = re.split(r"\s*[•|·–—]\s*", value)[0]
        if not dated:
            _beside(article, value, rule)
        for name in dated or people(value):
            if fold(name) not in ADMINS and fold(name) not in [fold(other) for other in found] and "@" not in name and not name.startswith(("(", "[")):
                found.append(name)
                origin = origin or rule
    if not found:
        found, origin = _beside_stamp(said, page)
    article.metadata.put("authors", found or _credited(article, page), origin or "N302")


def _is_signed(text: str) -> bool:
    """Whether a signature is somebody's name: no agency behind a dash, and no word of share bars and their like."""
    return text[0] not in "-–—" and not any(len(word) > 2 and words.WHOLE.get(fold(word)) for word in text.split())


def _without_outlet_among(article: Article) -> None:
    """The outlet below its author's name is no second author: "By Rosalind Avery" / "Cape Morrow Times"."""
    meta = article.metadata
    if meta.source and len(meta.authors) > 1:
        meta.authors = [name for name in meta.authors if fold(name) != fold(meta.source)] or meta.authors


def _crew(said: _Said) -> set[str]:
    """Bare names whose role stands on the next line and is no author's: photographers, translators."""
    bare = {at: text for _, text, rule, at in said.all if rule == "N135"}
    return {text for at, text in bare.items() if "crew" in Line(bare.get(at + 1, "")).prefixes()}


_PLACED = lazy(r"([^/]{3,40}?)\s?/\s?([^/,()]{3,24}),?\s\(?([^\W\d_]{2,10})\)?$")  # "Ufuk Denizer/AYVALIDERE, (DHA)"


def _credited(article: Article, page: Page) -> list[str]:
    """The authors of a line such as "Ilze Krūmiņa, LETA" beside a stamp of the head, which without one is a picture's credit."""
    for at, block in enumerate(page.blocks):
        if is_prose(block.source):
            break
        if block.cuts and block.cuts[0].rule == "N302" and "stamp" in page.taken[max(0, at - 1) : at + 2]:
            text = block.source.strip()
            if fold(text) in names.agencies():
                article.metadata.put("source", article.metadata.source or text, "N302")
                return [text]
            people_part, outlet_name, _ = beside(text)
            if placed := _PLACED.match(text):
                people_part, outlet_name = placed[1], placed[3]
                article.metadata.put("location", article.metadata.location or cased(placed[2].strip(), article.metadata.language), "N302")
            if is_agency(outlet_name) and names.is_name(people_part) and not Line(text).prefix("credit"):
                if article.metadata.source is None:
                    article.metadata.put("source", outlet_name, "N302")
                return [names.display(people_part)]
    return []


def _beside_stamp(said: _Said, page: Page) -> tuple[list[str], str]:
    """The authors that a stamp's line names behind their label: "14 May 2024 18:45   By: Dana Whitlock"."""
    for text, rule in said.into("published"):
        for piece in re.split(r"\s*[|•·]\s*|\s{2,}", text):
            value = byline_value(Line(piece), page) if ":" in fold(piece) else ""
            if value and not any(char.isdigit() for char in value):
                return ([beside(value)[0]] if is_desk(value) else people(value)), rule
        moments = page.moments(text)
        if told := reported(text, moments):
            return names.split(told["names"]), rule
        value = byline_value(Line(behind), page) if moments and (behind := text[moments[-1].end :].strip(" ,|-–—")) else ""
        if value:
            return ([beside(value)[0]] if is_desk(value) else people(value)), rule
    return [], ""


def _beside(article: Article, value: str, rule: str) -> None:
    """Outlet and place that stand behind the names of a byline."""
    if rule not in ("N131", "N135"):
        return
    _, outlet_name, place = beside(value)
    meta = article.metadata
    if is_desk(value) and not is_agency(outlet_name):
        place, outlet_name = place or outlet_name, ""
    if not outlet_name and fold(value) in names.agencies():
        outlet_name = value.strip()
    reported = re.match(r"(.{1,8})[報报][導道导]", outlet_name.strip("〔〕【】（）[]()"))
    if reported:
        place, outlet_name = reported[1], ""
    if place and not outlet_name and not _is_place(article, place) and _is_outlet(article, place):
        place, outlet_name = "", place
    if outlet_name and not place and count_words(outlet_name) <= 2 and _is_place(article, outlet_name):
        place, outlet_name = outlet_name, ""
    if place and meta.location is None and count_words(place) <= 4:
        meta.put("location", place, rule)
    if outlet_name and "@" not in outlet_name and meta.source is None and count_words(outlet_name) <= 5 and not any(c.isdigit() for c in outlet_name):
        meta.put("source", outlet_name, rule)


def _is_outlet(article: Article, name: str) -> bool:
    """Whether the page names an outlet so, or the name is written as only outlets are: a domain, a capital inside."""
    low = fold(name)
    again = sum([low in fold(block.source) for block in article.blocks])
    return again > 1 or count_words(name) > 2 or any(char.isupper() for char in name.split()[-1][1:]) or "." in name


def _is_place(article: Article, name: str) -> bool:
    """Whether what stands behind an author's name is a place that the article's first paragraphs speak of."""
    low = fold(name)
    return any(low in fold(text) for text in _first_prose(article, 4))


def _stamped_place(article: Article, page: Page, text: str) -> str:
    """The place beside a stamp, where the article's first paragraphs speak of it: "Odran | Updated: May 11, 2025", "... 07:42 pm IST - Odran"."""
    moments = page.moments(text)
    if not moments or is_sourced(text, moments):
        return ""
    glued = placed_before(text, moments)
    pieces = [glued] if glued else re.split(r"\s*[|•·]\s*|\s[–—-]\s", f"{text[: moments[0].start]} | {text[moments[-1].end :]}")
    for piece in pieces:
        name = piece.strip(" ,")
        if name[:1].isalpha() and not is_small(name[:1]) and count_words(name) <= 3 and not Line(name).label() and _is_place(article, name):
            return name
    return ""


def _first_prose(article: Article, most: int) -> list[str]:
    """What is left of the first paragraphs."""
    return list(islice((text for block in article.blocks if (text := block.text) and is_prose(text)), most))


def is_desk(value: str) -> bool:
    """Whether the names are a desk: "Staff reporter", "Redaktion"."""
    return Line(beside(value)[0]).says("desk")


def _counters(article: Article, said: _Said) -> None:
    for field in ("views", "comments"):
        for text, rule in said.into(field):
            line = Line(text)
            shown = counter(line)
            if shown and shown[0] == field:
                article.metadata.put(field, to_number(shown[1]), rule)
                break
    if article.metadata.views is None:
        _split_views(article, said)


def _split_views(article: Article, said: _Said) -> None:
    rows = [(text, rule) for text, rule in said.into("views") if rule == "N153"]
    for (first, rule), (second, _) in zip(rows, rows[1:], strict=False):
        if "views" in words.UNIT.get(Line(second).key, "").split() and first[:1].isdigit():
            article.metadata.put("views", to_number(first), rule)
            return


def rates(text: str) -> list[dict[str, Any]]:
    """The entries of a row of rates; a rate without sign or label gives none.

    >>> rates("$41.930.00 50.240.09")
    [{'symbol': 'USD', 'value': 41.93, 'change': 0.0}]
    """
    found: list[dict[str, Any]] = []
    for sign, value, minus, change in _GLUED_RATE.findall(text):
        found.append(_rate(_ISO[sign], value, minus, change))
    if not found:
        for symbol, value, minus, change, percent in _PAIR_RATE.findall(text):
            found.append(_rate(symbol.replace(" /", "/").replace("/ ", "/"), value, minus, "" if percent else change))
    return found


def _rate(symbol: str, value: str, minus: str, change: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"symbol": symbol, "value": _decimal(value)}
    if change:
        entry["change"] = -_decimal(change) if minus in ("-", "−", "–", "▼", "↓") else _decimal(change)
    return entry


def _decimal(text: str) -> float:
    """A number with a decimal point or comma: the last mark parts the decimals, the others thousands."""
    whole, mark, rest = text.rpartition("," if text.rfind(",") > text.rfind(".") else ".")
    digits = re.sub(r"\D", "", whole)
    return float(f"{digits or 0}.{re.sub(chr(92) + 'D', '', rest) or 0}") if mark else float(re.sub(r"\D", "", text) or 0)


def _column_rates(said: _Said) -> list[dict[str, Any]]:
    cells = [text for text, rule in said.into("rates") if rule == "N102"]
    return [{"symbol": name, "value": _decimal(value)} for name, value in zip(cells[::2], cells[1::2], strict=False)]


def _place_and_source(article: Article, page: Page, said: _Said) -> None:
    meta = article.metadata
    for text, rule in said.into("dateline"):
        parts = [part.strip() for part in re.split(r"\s*[•|·]\s*", text)]
        if len(parts) == 2:
            meta.put("location", parts[0], rule)
            meta.put("source", parts[1], rule)
        elif meta.location is None:
            meta.put("location", parts[0], rule)
    _opening(article)
    for text, rule in said.into("published"):
        if told := reported(text, page.moments(text)):
            meta.put("location", meta.location or told["place"], rule)
            meta.put("source", meta.source or told["outlet"], rule)
        if meta.location is None:
            meta.put("location", _stamped_place(article, page, text), rule)
        source = next((found for piece in re.split(r"\s*[|•]\s*", text) if (found := _labelled_source(piece))), None)
        if not source and (moments := page.moments(text)):
            source = is_sourced(text, moments)
        if source and meta.source is None:
            meta.put("source", source, rule)
    for text, rule in said.into("source"):
        source = outlet(text) if rule == "N701" else _labelled_source(text)
        if source and fold(source) == fold(meta.location or "") and meta.source:  # "HARBOUR TIMES, Odran - The ..."
            meta.put("location", meta.source, "text")
            meta.put("source", source, rule)
        if source and (meta.source is None or rule == "N803"):
            meta.put("source", source, rule)


@lru_cache(maxsize=1)
def _reports() -> frozenset[str]:
    return frozenset(word for each in words.REPORTS.values() for word in each.split("|"))


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    return _WRITES | _reports()


TELLING = 6  # paragraphs in which a news item tells whose it is


def _told_by(article: Article) -> str | None:
    """The outlet or agency that the prose names as its own source: "This was reported by BNS, writes UNN." is UNN's."""
    found: tuple[int, str] | None = None
    for text in islice((text for block in article.blocks if (text := block.text) and is_prose(text)), TELLING):
        for verb, name in () if _telling().isdisjoint(fold(text).split()) else _TOLD_BY.findall(text):
            known = fold(name) in names.agencies()
            rank = 2 * (fold(verb) in _WRITES and (known or name.isupper())) or int(known and fold(verb) in _reports())
            if rank and (found is None or rank > found[0]):
                found = rank, name
    return found[1] if found else _signed_by(article)


_SIGNED = lazy(r"[.!?…”»\"]?\s?[(/]\s?([^\W\d_][\w .\-]{1,28}?)\s?[)/]\.?$")


def _owner(article: Article) -> str | None:
    """The outlet of a bare "© Küstenblatt" below the last paragraph, which among pictures would be a credit."""
    blocks = article.blocks
    last = next((at for at in range(len(blocks) - 1, -1, -1) if (text := blocks[at].text) and is_prose(text)), len(blocks))
    for block in blocks[last + 1 :]:
        if block.source.lstrip()[:1] in "©ⓒ" and any(cut.rule == "N302" for cut in block.cuts):
            return outlet(block.source)
    return None


def _signed_by(article: Article) -> str | None:
    """The agency that signs the last paragraph or stands in brackets below it: "(PAP)", "... the police said. (AFP)"."""
    blocks = article.blocks
    last = next((at for at in range(len(blocks) - 1, -1, -1) if (text := blocks[at].text) and is_prose(text)), None)
    if last is None:
        return None
    texts = [blocks[last].text]
    for block in blocks[last + 1 : last + 1 + BELOW]:
        texts += [block.source[cut.start : cut.end] for cut in block.cuts if cut.rule in SIGNING and cut.end - cut.start < SIGNED]
    for text in texts:
        found = _SIGNED.search(text[-SIGNED:])
        if found and (fold(found[1]) in names.agencies() or (text[0] == "(" and count_words(found[1]) > 1)):
            return found[1]
    return None


SIGNING = ("N302", "N801", "N803")
SIGNED = 34  # characters of a sign-off in brackets
BELOW = 3  # blocks below the last paragraph in which it stands


def _opening(article: Article) -> None:
    """The dateline that opens the first paragraphs: place and agency; it stays in the text."""
    meta = article.metadata
    place, source = opening(_first_prose(article, SPEAKERS), meta.title or "", meta.language)
    if meta.location is None:
        meta.put("location", place, "text")
    if meta.source is None:
        meta.put("source", source, "text")


_OWNED = lazy(r"محفوظة (?:لدى|ل)[ـ ]?(?=\w)")  # "all rights reserved to"


def outlet(text: str) -> str | None:
    """The outlet that a copyright line names.

    >>> outlet("© 2023 Millbrook Courier. All Rights Reserved.")
    'Millbrook Courier'
    """
    text = _OWNED.sub("محفوظة | ", text)
    bare = re.sub(r"[©ⓒ@]|\(c\)|copyright|\d{4}\s*[-–—]+\s*\d{4}|(?<!\d)\d{4}(?!\d)", " ", text, flags=re.IGNORECASE)
    bare = bare.strip()
    if permitted := re.search(r"permission (?:from|of) (?:the )?((?:[A-Z][\w'’&-]*\s?){1,5})\.?$", bare):
        return permitted[1].strip()
    signed = len(bare) < len(text.strip())
    quoted = re.search(r"[«„“\"]([^»“”\"]{3,40})[»“”\"]", bare)
    low = fold(bare)
    for phrase in words.COPYRIGHT:
        at = low.find(phrase)
        if at >= 0:
            bare = f"{bare[:at]} | {bare[at + len(phrase) :]}"
            low = fold(bare)
    pieces = [piece.strip(' ,.:：;-–—&»”<>〈〉।۔。®') for piece in re.split(r"[|]|\. |, | - | – | — |，|&", bare)]
    pieces = [_COMPANY.sub("", piece) for piece in pieces]
    pieces = [piece if any(mark in piece for mark in "»“”\"") else piece.lstrip("«„“\"") for piece in pieces]
    named = [piece for piece in pieces if 2 <= len(piece) <= 50 and count_words(piece) <= 6 and _is_titled(piece, signed) and fold(piece) not in words.LABEL]
    if not signed and not quoted and bare.lstrip().startswith("|") and ":" in text:  # "Ansvarig utgivare: Karin Stål"
        return None
    if quoted and (not named or quoted[1] not in named[0]):
        return quoted[1]
    return re.sub(r"^[«„“\"](.*?)[»“”\"]?$", r"\1", named[0]) if named else None


def _is_titled(piece: str, signed: bool) -> bool:
    """Whether half of the words of a piece, or all where no © signs it, begin with no small letter, as those of an outlet's name; a domain's do."""
    parts = piece.split()
    return "." in piece or (1 + signed) * sum(not is_small(part.lstrip("«„“\"")[:1]) for part in parts) >= len(parts)


_COMPANY = lazy(r"(?:,?\s(?:Ltd|Limited|Inc|LLC|plc|PLC|GmbH|AG|Corp|Co|Pty|Pvt|AB|AS|A/S|Oy|Oyj|OÜ|SIA|UAB|Kft|Zrt|S\.?A|S\.?r\.?l|S\.?p\.?A|S\.?L|s\.r\.o|a\.s|d\.o\.o|d\.d|sp\. z o\.o)\.?)+$")


def _labelled_source(text: str) -> str | None:
    found = Line(text).label()
    if not found or "source" not in found[0].split():
        return named_source(Line(text)) or None
    value = text[found[1] :].strip(" .()")
    if "teaser" in Line(value).whole or Line(value).label():  # "Source: Read more"
        return None
    named = re.split(r"\s*[,;/|]\s*", value)[0]
    return named if named and fold(named) not in _NETWORKS else None


_NETWORKS = frozenset(("youtube", "facebook", "instagram", "twitter", "x", "tiktok", "telegram", "reddit", "wikipedia"))
_PAGE_ITSELF = frozenset(("正文", "内文", "內文", "文章", "详情", "詳情", "本文", "記事", "기사", "기사본문", "detail", "article"))  # last steps of breadcrumbs


def _section_and_tags(article: Article, page: Page, said: _Said) -> None:
    meta = article.metadata
    crumbs = [(text, rule) for text, rule in said.into("section") if rule == "N612"]
    title = same_line(meta.title or "")
    for text, rule in crumbs:
        steps = steps_of(text)
        steps = [s for s in steps if same_line(s) != title and s.casefold() not in _PAGE_ITSELF and "home" not in words.WHOLE.get(fold(s).strip(LEAD), "")]
        if steps and "section" not in meta.origin:
            meta.put("section", steps[-1], rule)
    for text, rule in said.into("published"):
        pieces = re.split(r"\s*[|•·]\s*", text)
        if rule == "N152" and meta.section is None and len(pieces) == 2:  # "Culture | 2 min."
            meta.put("section", next((piece for piece in pieces if piece and not any(c.isdigit() for c in piece) and not Line(piece).whole), None), rule)
    above = _labels_above(article, page)
    title_at = page.facts.get("title")
    if meta.section is None and above and isinstance(title_at, int):
        menu = [block.source.strip() for block in page.blocks[max(0, title_at - MENU) : title_at]]
        if menu.count(above[-1]) > 1 and count_words(above[-1]) < 4:
            meta.put("section", above[-1], "N613")  # an entry of the menu, which stands again above the title
    if meta.section is None and (len(above) == 1 or (len(above) == STEPS and count_words(above[-1]) < STEPS)):
        meta.put("section", above[-1], "N613")
    tags: list[str] = []
    for text, rule in said.into("tags"):
        tags += [tag for tag in _tags(text, rule) if tag not in tags]
    meta.put("tags", tags, "N601")


STEPS = 2  # labels above the title, the last a word: more are a menu, more words a kicker
_NO_SECTION = ("home/", "nav/whole", "share/", "comments/", "ad/", "player/", "note/", "cookie/", "app/", "subscribe/", "paywall/")


def _is_news(page: Page, index: int, at: int) -> bool:
    """Whether a feed's label right above the title or its stamp is the section "News": one word, below the home page's, or a menu's entry again."""
    text = page.blocks[index].source.strip()
    if not set(page.taken[index + 1 : at]) <= {"stamp"}:
        return False
    above = [block.source.strip() for block in page.blocks[max(0, index - MENU) : index]]
    return count_words(text) == 1 or text in above or (bool(above) and "home" in words.WHOLE.get(fold(above[-1]).strip(LEAD), ""))


MENU = 12  # lines


def _labels_above(article: Article, page: Page) -> list[str]:
    """Short labels right above the title that could be its section."""
    at = page.facts.get("title")
    found: list[str] = []
    if not isinstance(at, int):
        return found
    for index in range(max(0, at - 5), at):
        text = page.blocks[index].source.strip()
        rules = {cut.rule for cut in page.blocks[index].cuts}
        line = Line(text)
        if not rules & {"N611", "N613", "N906", "N201"} or len(text) > 30 or count_words(text) > 4 or any(c.isdigit() for c in text):
            continue
        label = line.label()
        own = label is None or (label[0] == "feed" and _is_news(page, index, at))
        # An author may stand above the headline; in English sections are capitalised like names.
        named = label is None and not line.whole and page.language != "en" and names.is_name(text) and not names.is_caseless(text)
        if own and not named and not line.begins("ask") and not any(mark in line.whole for mark in _NO_SECTION) and text[-1:].isalpha():
            found.append(steps_of(text)[-1])
    return found


def _tags(text: str, rule: str) -> list[str]:
    found = Line(text).label()
    value = text[found[1] :] if found and "tags" in found[0].split() else text if rule == "N602" or text[:1] == "#" else ""
    if rule == "N602" and value == text:
        return [value.strip(" #")] if not found else []
    parts = [part.strip(" #.|") for part in re.split(r"\s*[,،、，;|·•]\s*|\s*#", value)]
    value = value.strip(" #")
    if len(parts) == 1 and count_words(value) > 1 and not re.search(r"[a-z]", value):
        parts = value.split()
    return [part for part in parts if part]


def _related(article: Article, page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for block in page.blocks:
        for cut in block.cuts:
            if cut.into == "related":
                entry = related_entry(block, cut, page)
                if entry and entry not in found:
                    found.append(entry)
    return found


def related_entry(block: Block, cut: Cut, page: Page) -> dict[str, Any] | None:
    """{title, published, views, url} of a teaser that was cut; only what it says. None for a bare label."""
    text = block.source[cut.start : cut.end].strip()
    line = Line(text)
    found = stamped(text)
    if found:
        moments = page.moments(text[found.start() :])
        entry: dict[str, Any] = {"title": text[: found.start()].strip()}
        if moments and moments[0].value:
            entry["published"] = moments[0].value
        entry["views"] = to_number(found[3])
        return entry
    labelled = headline_of(line)
    if labelled is not None:
        text = labelled[1]
    text = text.strip(' "»>.)').strip() if labelled else text.strip()
    return {"title": text} if text and count_words(text) > 1 and "://" not in text else None


def _hints(article: Article) -> None:
    """What came with the input: kept unless the text tells it; front matter and an input's own title win."""
    meta, hints = article.metadata, article.document.hints
    wins = article.document.form == "md"
    for field in meta.FIELDS:
        value = hints.get(field)
        if value not in (None, "", []) and (wins or getattr(meta, field) in (None, [])):
            meta.put(field, value, "front matter" if wins else "input")


__all__ = ["has_stamp_label", "leftover", "settle"]
