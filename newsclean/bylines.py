"""Who wrote an article: bylines that were cut, names beside a stamp, credits of the crew."""

from __future__ import annotations

import re
from itertools import islice

from newsclean import names
from newsclean.datelines import cased
from newsclean.fold import is_small
from newsclean.lexicon import Line, fold, words
from newsclean.model import Article
from newsclean.patterns import lazy
from newsclean.rules.engine import Page
from newsclean.rules.people import ADMINS, beside, byline_value, dated_names, is_agency, people, without_role
from newsclean.rules.stamps import is_sourced, placed_before, reported
from newsclean.said import Said
from newsclean.shapes import count_words, is_prose


def put_authors(article: Article, page: Page, said: Said) -> None:
    """Fill the authors, each with the rule that cut its byline."""
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


def without_outlet_among(article: Article) -> None:
    """The outlet below its author's name is no second author: "By Rosalind Avery" / "Cape Morrow Times"."""
    meta = article.metadata
    if meta.source and len(meta.authors) > 1:
        meta.authors = [name for name in meta.authors if fold(name) != fold(meta.source)] or meta.authors


def _crew(said: Said) -> set[str]:
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


def _beside_stamp(said: Said, page: Page) -> tuple[list[str], str]:
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
    return any(low in fold(text) for text in first_prose(article, 4))


def stamped_place(article: Article, page: Page, text: str) -> str:
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


def first_prose(article: Article, most: int) -> list[str]:
    """What is left of the first paragraphs."""
    return list(islice((text for block in article.blocks if (text := block.text) and is_prose(text)), most))


def is_desk(value: str) -> bool:
    """Whether the names are a desk: "Staff reporter", "Redaktion"."""
    return Line(beside(value)[0]).says("desk")
