"""Clues and cut furniture to metadata: title, authors, dates, source, place, section, tags, counters, rates, related."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean import names
from newsclean.bylines import put_authors, without_outlet_among
from newsclean.days import put_dates
from newsclean.lexicon import LEAD, Line, fold, words
from newsclean.model import Article, Block, Cut
from newsclean.outlets import owner, put_place_and_source, told_by
from newsclean.patterns import lazy
from newsclean.rules.engine import Page
from newsclean.rules.links import headline_of, stamped, steps_of
from newsclean.rules.stamps import has_stamp_label, leftover
from newsclean.rules.title_evidence import without_outlet
from newsclean.said import Said
from newsclean.shapes import count_words, counter, same_line, to_number

KICKER = 2  # words at most in front of a headline that are no part of it
_GLUED_RATE = lazy(r"([$€£¥₴₽₺₹₩₪฿])\s?(\d{1,6}[.,]\d\d)(?:\s?([+\-−–]?)\s?(\d{1,3}[.,]\d\d))?(?!\d)")
_PAIR_RATE = lazy(r"([A-Z]{3}\s?/\s?[A-Z]{3}|[A-Z][\w&]{1,12}(?: \d{2,4})?)\s+(\d[\d.,]*)(?:\s*([+\-−▲▼↑↓])\s?(\d[\d.,]*)(%?))?")
_ISO = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₴": "UAH", "₽": "RUB", "₺": "TRY", "₹": "INR", "₩": "KRW", "₪": "ILS", "฿": "THB"}  # fmt: skip


def settle(article: Article, page: Page, language: str | None = None) -> None:
    """Fill every field that the text tells, each with its origin; then what the input already knew.

    language  what the settings say it is; else it is identified from the text that is left, so that cleaning the
              output again tells the same
    """
    said = Said(page)
    meta = article.metadata
    facts = _page_facts(article)
    meta.put("language", language or _language(article, page), "settings" if language else "text")
    _title(article, page)
    put_dates(article, page, said)
    put_authors(article, page, said)
    _counters(article, said)
    put_place_and_source(article, page, said)
    if meta.source is None and "source" not in facts:
        meta.put("source", owner(article) or told_by(article), "text")
    without_outlet_among(article)
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


def _counters(article: Article, said: Said) -> None:
    for field in ("views", "comments"):
        for text, rule in said.into(field):
            line = Line(text)
            shown = counter(line)
            if shown and shown[0] == field:
                article.metadata.put(field, to_number(shown[1]), rule)
                break
    if article.metadata.views is None:
        _split_views(article, said)


def _split_views(article: Article, said: Said) -> None:
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


def _column_rates(said: Said) -> list[dict[str, Any]]:
    cells = [text for text, rule in said.into("rates") if rule == "N102"]
    return [{"symbol": name, "value": _decimal(value)} for name, value in zip(cells[::2], cells[1::2], strict=False)]


_PAGE_ITSELF = frozenset(("正文", "内文", "內文", "文章", "详情", "詳情", "本文", "記事", "기사", "기사본문", "detail", "article"))  # last steps of breadcrumbs


def _section_and_tags(article: Article, page: Page, said: Said) -> None:
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
