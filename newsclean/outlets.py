"""Where an article is from: the place and the source that datelines, stamps, labels and sentences name."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from newsclean import names
from newsclean.bylines import first_prose, stamped_place
from newsclean.datelines import SPEAKERS, opening
from newsclean.fold import is_small
from newsclean.lexicon import Line, fold, words
from newsclean.model import Article
from newsclean.patterns import lazy
from newsclean.rules.engine import Page
from newsclean.rules.stamps import is_sourced, reported
from newsclean.rules.tail import named_source
from newsclean.said import Said
from newsclean.shapes import count_words, is_prose

# Who tells the news, at the end of a sentence: ", writes UNN." A verb of media tells any outlet in capitals, a verb of saying only an agency.
_TOLD_BY = lazy(
    r"(?<=\s)([^\W\d_]+)(?:\s(?:az?|o|a|το|η|il|el|la|agencija|агенция|агентство|корреспондент|агенцијата|agentura|agentúra|agencja|agenția|agenzia))?\s[«„“\"]?([^\W\d_a-zа-яіїєґα-ω][^\W\d_]{1,14}(?:-[^\W\d_]{1,10})?)[»”“\"]?(?=[.,](?:\s|$))"
)


_WRITES = frozenset(
    [
        "writes",
        "schreibt",
        "écrit",
        "escribe",
        "scrive",
        "escreve",
        "schrijft",
        "skriver",
        "kirjoittaa",
        "pisze",
        "píše",
        "piše",
        "pishe",
        "пише",
        "пишет",
        "піша",
        "пиша",
        "transmite",
        "scrie",
        "írja",
        "yaziyor",
        "yazir",
        "γραφει",
        "передає",
        "передает",
        "перадае",
        "предава",
        "пренесува",
        "преноси",
        "prenosi",
        "javlja",
        "јавља",
        "jelenti",
        "relatează",
        "relata",
        "μεταδιδει",
        "przekazuje",
        "donosi",
        "podaje",
        "raksta",
        "rašo",
    ]
)


def put_place_and_source(article: Article, page: Page, said: Said) -> None:
    """Fill the place and the source that datelines, stamps and labels name."""
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
            meta.put("location", stamped_place(article, page, text), rule)
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


def told_by(article: Article) -> str | None:
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


def owner(article: Article) -> str | None:
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
    place, source = opening(first_prose(article, SPEAKERS), meta.title or "", meta.language)
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
    pieces = [piece.strip(" ,.:：;-–—&»”<>〈〉।۔。®") for piece in re.split(r"[|]|\. |, | - | – | — |，|&", bare)]
    pieces = [_COMPANY.sub("", piece) for piece in pieces]
    pieces = [piece if any(mark in piece for mark in '»“”"') else piece.lstrip('«„“"') for piece in pieces]
    named = [piece for piece in pieces if 2 <= len(piece) <= 50 and count_words(piece) <= 6 and _is_titled(piece, signed) and fold(piece) not in words.LABEL]
    if not signed and not quoted and bare.lstrip().startswith("|") and ":" in text:  # "Ansvarig utgivare: Karin Stål"
        return None
    if quoted and (not named or quoted[1] not in named[0]):
        return quoted[1]
    return re.sub(r"^[«„“\"](.*?)[»“”\"]?$", r"\1", named[0]) if named else None


def _is_titled(piece: str, signed: bool) -> bool:
    """Whether half of the words of a piece, or all where no © signs it, begin with no small letter, as those of an outlet's name; a domain's do."""
    parts = piece.split()
    return "." in piece or (1 + signed) * sum(not is_small(part.lstrip('«„“"')[:1]) for part in parts) >= len(parts)


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
