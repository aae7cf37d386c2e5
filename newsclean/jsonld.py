"""JSON-LD: the article node of a page's scripts, also from graphs, arrays and broken JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

Node = dict[str, Any]
LONGEST = 4_000_000  # characters of one script; beyond it nothing is read
FENCES = 3  # marks around a script, one inside the other
DEEPEST = 12  # levels of nodes looked into
_TYPES = re.compile(r"article|posting|report(?!er)|newsitem|\breview$|recipe", re.IGNORECASE)
_OPENERS = ("<!--", "//", "/*", "<![CDATA[", "*/")
_CLOSERS = ("-->", "//", "/*", "]]>", "*/", ";")
_TRAILING = re.compile(r",(?=\s*[}\]])")
_BARE = re.compile(r'"(headline|datePublished|dateModified|articleSection|description|articleBody|name)"\s*:\s*"((?:[^"\\]|\\.)*)"')


def load(text: str) -> Any:
    """The value of one script; None where nothing can be made of it."""
    if len(text) > LONGEST:
        return None
    text = text.strip()
    if text.startswith(("<", "/")) or text.endswith((">", ";", "/")):
        text = _unfenced(text)
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return _mend(text)


def _unfenced(text: str) -> str:
    """A script without the comment or CDATA marks around it."""
    for _ in range(FENCES):
        for mark in _OPENERS:
            text = text.removeprefix(mark).lstrip()
        for mark in _CLOSERS:
            text = text.removesuffix(mark).rstrip()
    return text


def _mend(text: str) -> Any:
    """Broken JSON: trailing commas, entities for quotes, rubbish behind the value; else its plain string members."""
    tries = [_TRAILING.sub("", text)]
    if "&quot;" in text[:400]:
        tries.append(unescape(text))
    for each in tries:
        try:
            return json.JSONDecoder(strict=False).raw_decode(each)[0]
        except (ValueError, RecursionError):
            continue
    return _members(text)


def _members(text: str) -> Node | None:
    node: Node = {}
    author = text.find('"author"')
    for found in _BARE.finditer(text[:400_000]):
        key, value = found[1], found[2].replace('\\"', '"').replace("\\/", "/").replace("\\n", "\n")
        if key == "name":
            if 0 <= author < found.start() < author + 300:
                node.setdefault("author", value)
        else:
            node.setdefault(key, value)
    return {**node, "@type": "NewsArticle"} if "headline" in node else None


def nodes(value: Any, depth: int = 0) -> Iterator[Node]:
    """Every node of a value, outer ones first."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from nodes(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item", "subjectOf"):
            if isinstance(value.get(key), (list, dict)):
                yield from nodes(value[key], depth + 1)


def types(node: Node) -> str:
    """The types of a node, blank-separated, without their namespace."""
    found = node.get("@type") or ""
    if isinstance(found, list):
        found = " ".join(each for each in found if isinstance(each, str))
    return re.sub(r"https?://schema\.org/", "", found) if isinstance(found, str) else ""


def is_article(node: Node) -> bool:
    """Whether a node describes an article."""
    return any(_TYPES.search(each) for each in types(node).split())


def text_of(value: Any) -> str:
    """A string member, whatever shape it came in; "" where it is none."""
    if isinstance(value, list):
        value = next((each for each in value if each), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("@id") or ""
    return unescape(value).strip() if isinstance(value, str) else ""


def names_of(value: Any, by_id: dict[str, Node], depth: int = 0) -> list[str]:
    """The names in an author or publisher member: strings, nodes, references, lists of them."""
    if depth > DEEPEST:
        return []
    if isinstance(value, list):
        return [name for each in value for name in names_of(each, by_id, depth + 1)]
    if isinstance(value, dict):
        name = value.get("name")
        if not name and isinstance(value.get("@id"), str):
            name = by_id.get(value["@id"], {}).get("name")
        if not name and (value.get("givenName") or value.get("familyName")):
            name = f"{text_of(value.get('givenName'))} {text_of(value.get('familyName'))}"
        return names_of(name, by_id, depth + 1) if name else []
    name = text_of(value)
    return [name] if name else []
