"""What a page says about its article outside the prose: JSON-LD, meta tags, microdata, times, the title tag."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from newsclean import jsonld
from newsclean.walk import Walk

Clues = dict[str, Any]
LONGEST = 5_000  # characters of a clue; a longer one is none
FIELDS = ("title", "authors", "published", "modified", "language", "source", "section", "tags", "description", "url")

# Names of meta elements (property, name or itemprop, lower case), best first.
_META = {
    "title": "og:title twitter:title parsely-title sailthru.title dc.title dcterms.title title hdl headline",
    "authors": "author article:author parsely-author sailthru.author dc.creator dcterms.creator dc.contributor byl"
    " article.author authors cxenseparse:author lp.article:author rbauthors twitter:creator citation_author byline",
    "published": "article:published_time article:published parsely-pub-date sailthru.date datepublished dc.date.issued"
    " dcterms.created dc.date dcterms.date date pubdate publishdate publish-date article.published ptime"
    " og:published_time cxenseparse:recs:publishtime last-published date.release dc.date.created citation_date"
    " og:article:published_time article:publish_date published_at article_date_original displaydate"
    " cxenseparse:publishtime originalpublicationdate",
    "modified": "article:modified_time og:updated_time datemodified lastmod last-modified dcterms.modified"
    " dc.date.modified article:modified date_modified revised article.updated utime",
    "source": "og:site_name application-name dc.publisher dcterms.publisher publisher twitter:app:name:iphone",
    "section": "article:section parsely-section section dc.subject cxenseparse:section article.section",
    "tags": "article:tag news_keywords parsely-tags sailthru.tags keywords",
    "description": "og:description description twitter:description sailthru.description dc.description",
    "url": "og:url parsely-link",
    "language": "language content-language dc.language og:locale",
}
_FIELD = {name: (field, rank) for field, each in _META.items() for rank, name in enumerate(each.split())}


def gather(found: Walk) -> Clues:
    """{field: [(origin, value), ...]}, best first, and `body`, the article's text where JSON-LD tells it."""
    clues: Clues = {field: [] for field in FIELDS}
    clues["body"] = ""
    _from_jsonld(found, clues)
    _from_metas(found, clues)
    for attributes in found.links:
        if attributes.get("href"):
            clues["url"].insert(0, ("link", attributes["href"]))
    title = " ".join(found.title[:LONGEST].split())
    if title:
        clues["title"].append(("title-tag", title))
    if found.language:
        clues["language"].insert(0, ("html", found.language))
    return clues


def _from_metas(found: Walk, clues: Clues) -> None:
    rows: list[tuple[int, str, str, str]] = []
    for attributes in found.metas:
        value = attributes.get("content")
        if not value or len(value) > LONGEST:
            continue
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = attributes.get(key)
            known = _FIELD.get(name.lower()) if name else None
            if known:
                rows.append((known[1], known[0], "microdata" if key == "itemprop" else "meta", " ".join(value.split())))
                break
    rows.sort(key=lambda row: row[0])
    for _, field, origin, value in rows:
        if value:
            clues[field].append((origin, value))


def _from_jsonld(found: Walk, clues: Clues) -> None:
    every = [node for script in found.scripts for node in jsonld.nodes(jsonld.load(script))]
    by_id = {node["@id"]: node for node in every if isinstance(node.get("@id"), str) and node.get("name")}
    articles = [node for node in every if jsonld.is_article(node)]
    node = _best(articles, found)
    if node is None:
        pages = (each for each in every if jsonld.types(each) in ("WebPage", "ItemPage", "VideoObject"))
        page = next((each for each in pages if each.get("datePublished")), None)
        if page is not None:
            _dates(page, clues)
        return
    put = _putter(clues)
    put("title", jsonld.text_of(node.get("headline")) or jsonld.text_of(node.get("name")))
    for name in jsonld.names_of(node.get("author") or node.get("creator"), by_id):
        put("authors", name)
    _dates(node, clues)
    put("source", next(iter(jsonld.names_of(node.get("publisher"), by_id)), ""))
    sections = node.get("articleSection")
    for section in sections if isinstance(sections, list) else [sections]:
        put("section", jsonld.text_of(section))
    keywords = node.get("keywords")
    for keyword in keywords if isinstance(keywords, list) else [keywords]:
        put("tags", jsonld.text_of(keyword))
    put("description", jsonld.text_of(node.get("description")))
    put("language", jsonld.text_of(node.get("inLanguage")))
    put("url", jsonld.text_of(node.get("url")))
    body = node.get("articleBody") or node.get("reviewBody") or node.get("text")
    clues["body"] = jsonld.text_of(body)


def _dates(node: jsonld.Node, clues: Clues) -> None:
    for field, key in (("published", "datePublished"), ("published", "dateCreated"), ("modified", "dateModified")):
        value = jsonld.text_of(node.get(key))
        if value and len(value) <= LONGEST:
            clues[field].append(("json-ld", value))


def _putter(clues: Clues) -> Any:
    def put(field: str, value: str) -> None:
        value = " ".join(value.split())
        if value and len(value) <= LONGEST:
            clues[field].append(("json-ld", value))

    return put


def _best(articles: list[jsonld.Node], found: Walk) -> jsonld.Node | None:
    """The node of the page's own article, where there are several: by its address, then by its headline."""
    if len(articles) < 2:
        return articles[0] if articles else None
    canonical = next((str(each.get("href")) for each in found.links), "").rstrip("/")
    if canonical:
        for node in articles:
            for key in ("url", "mainEntityOfPage", "@id"):
                if jsonld.text_of(node.get(key)).split("#")[0].rstrip("/") == canonical and node.get("headline"):
                    return node
    for node in articles:
        headline = jsonld.text_of(node.get("headline"))
        if headline and headline in " ".join(found.title.split()):
            return node
    return max(articles, key=lambda node: bool(node.get("headline")) + bool(node.get("articleBody")) + bool(node.get("author")))


def plain(text: str) -> str:
    """A clue's value without entities escaped twice and without tags."""
    if "&" in text:
        text = unescape(text)
    if "<" in text:
        text = re.sub(r"</?[a-zA-Z][^<>]{0,200}>", " ", text)
    return " ".join(text.split())
