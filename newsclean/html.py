"""HTML to blocks and clues: decode, judge the size and depth of the bytes, parse, walk once."""

from __future__ import annotations

import re
from typing import Any

from newsclean import clues as told
from newsclean.model import Block, Document
from newsclean.pagecaps import judge
from newsclean.places import Places
from newsclean.walk import PLAIN, Row, Walk, tag_id, walk

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
BROKEN = 3  # bytes that could not be read; more of them mean another encoding
HEAD = 4096  # bytes in which a page has to name its encoding
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# What repair mends in text that a parser has decoded: invisible characters, mojibake, entities escaped twice.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]")
_MOJIBAKE = ("Ã", "â€", "Â", "Ð", "Ñ", "Р°", "Рѕ", "ï»")
_ENTITY = re.compile(r"&#?\w{2,8};")
_KIND_TAGS = {
    "heading": "h1 h2 h3 h4 h5 h6", "list_item": "li dt dd", "quote": "blockquote", "code": "pre listing",
}  # fmt: skip
NEAR = 3  # containers around a block's own in which its kind is looked for


def read(document: Document) -> tuple[str, list[Block], dict[str, Any]]:
    """The text of the page's blocks, the blocks, and the clues.

    The text is the blocks joined by a blank line; every text block of the page is there, in page order, furniture and
    hidden ones too. Clues are `clues.gather`'s, with `rows` for the rules that judge by place, and `places`, which
    wants the frames that they read.
    Raises InputError where the page passes a cap (`pagecaps`).
    """
    walked = parse(decode(document))
    text = _text(walked.rows)
    if isinstance(document.raw, bytes) and text.count("\ufffd") > BROKEN:
        walked = _decoded_again(document.raw, walked, text.count("\ufffd"))
        text = _text(walked.rows)
    found = told.gather(walked)
    places = Places()
    found["rows"] = walked.rows
    found["times"] = walked.times
    found["places"] = places
    repair = _mended if _is_suspect(text) else None
    blocks: list[Block] = []
    known: dict[int, tuple[str, int]] = {}
    at = 0
    for source, container, linked, _, _ in walked.rows:
        kind, level = _BY_TAG.get(container[1]) or _kind(container, known)
        share = min(1.0, linked / len(source)) if linked else 0.0
        if repair:
            source = repair(source)
        end = at + len(source)
        blocks.append(Block(kind, source, at, end, share, (places.of, container), level))
        at = end + 2
    return "\n\n".join([block.source for block in blocks]) if repair else text, blocks, found


def _text(rows: list[Row]) -> str:
    return "\n\n".join([row[0] for row in rows])


def parse(raw: bytes) -> Walk:
    """Judge UTF-8 bytes, parse them and walk the tree."""
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

    judge(raw)
    parser = LexborHTMLParser(raw, options=LexborDocumentOptions.WO_EVENTS)
    if parser.root is None:
        return Walk()
    walked = walk(parser)
    walked.language = (parser.root.attributes.get("lang") or "") if parser.root.tag == "html" else ""
    if not _BY_TAG:
        _learn_kinds()
    walked.rows = merge_tables(walked.rows)
    return walked


def decode(document: Document) -> bytes:
    """The page as UTF-8 bytes: what the BOM says, the hint, the meta element; else UTF-8, else the detector's guess."""
    raw = document.raw if document.raw is not None else document.text
    if isinstance(raw, str):
        return raw.encode("utf-8", "replace")
    for bom, codec in _BOMS:
        if raw.startswith(bom):
            return _recode(raw[len(bom) :], codec)
    from newsclean import decode as codecs

    named = [str(document.hints.get("encoding") or "")]
    found = _META_CHARSET.search(raw[:HEAD])
    if found:
        named.append(found[1].decode("ascii", "replace"))
    for name in named:
        said = codecs.label(name) if name else None
        if said:
            # A page that names UTF-16 in readable bytes is not UTF-16.
            return _recode(raw, "utf-8" if said.startswith("utf-16") and b"\x00" not in raw[:HEAD] else said)
    return raw if b"\x00" not in raw[:HEAD] else codecs.decode(raw).text.encode("utf-8", "replace")


def _decoded_again(raw: bytes, walked: Walk, broken: int) -> Walk:
    """The walk of the page by the detector's guess, where that leaves fewer characters broken."""
    from newsclean import decode as codecs

    again = parse(codecs.decode(raw).text.encode("utf-8", "replace"))
    return again if _text(again.rows).count("\ufffd") < broken else walked


def _recode(raw: bytes, codec: str) -> bytes:
    if codec in ("utf-8", "utf_8", "utf8"):
        return raw
    return raw.decode(codec, "replace").encode("utf-8", "replace")


def _mended(text: str) -> str:
    from newsclean.repair import repair

    return (repair(text)[0] or text) if _is_suspect(text) else text


def _is_suspect(text: str) -> bool:
    """Whether characters of blocks need repair: a parser has already decoded them, and the walk collapsed their spaces."""
    if "&" in text and _ENTITY.search(text):
        return True
    if text.isascii():
        return _INVISIBLE.search(text) is not None if not text.isprintable() and "\n" not in text else False
    return _INVISIBLE.search(text) is not None or any([sign in text for sign in _MOJIBAKE])


def _kind(container: Any, known: dict[int, tuple[str, int]]) -> tuple[str, int]:
    """Kind and heading level of a block whose own container does not tell them, from the few around that."""
    if container[1] == _TABLE[-1]:
        return "table", 0
    around = container[2]
    if around is None:
        return PARAGRAPH
    found = known.get(id(around))
    if found is None:
        found, each = PARAGRAPH, around
        for _ in range(NEAR):
            if each is None:
                break
            if each[1] in _BY_TAG:
                found = _BY_TAG[each[1]]
                break
            each = each[2]
        known[id(around)] = found
    return found


PARAGRAPH = ("paragraph", 0)
_BY_TAG: dict[int, tuple[str, int]] = {}


def _learn_kinds() -> None:
    """Fill {tag id: (kind, heading level)}."""
    for kind, names in _KIND_TAGS.items():
        for name in names.split():
            _BY_TAG[tag_id(name)] = kind, int(name[1]) if kind == "heading" else 0
    _CELLS.update((tag_id("td"), tag_id("th")))
    _TABLE.append(tag_id("table"))


_CELLS: set[int] = set()
_TABLE: list[int] = []  # the id of the table element; a cell that was not merged into its table is layout: a paragraph


def merge_tables(rows: list[Row]) -> list[Row]:
    """The cells of a table of short cells made one block: cells parted by a tab, rows by a line break."""
    cell = [row[1][1] in _CELLS for row in rows]
    if True not in cell:
        return rows
    merged: list[Row] = []
    at = 0
    while at < len(rows):
        end = at
        table = _table(rows[at]) if cell[at] else None
        while table is not None and end < len(rows) and cell[end] and _table(rows[end]) is table:
            end += 1
        if end - at > 1 and max(len(row[0]) for row in rows[at:end]) <= CELL:
            merged.append(_joined(rows[at:end], table))
            at = end
        else:
            merged.append(rows[at])
            at += 1
    return merged


CELL = 200  # characters; a longer cell is layout, not data


def _table(row: Row) -> Any:
    """The container of a cell's table."""
    container = row[1][2]
    while container is not None and container[0].tag != "table":
        container = container[2]
    return container


def _joined(rows: list[Row], table: Any) -> Row:
    lines: list[list[str]] = []
    last = None
    for text, container, _, _, _ in rows:
        if container[2] is not last:
            lines.append([])
        lines[-1].append(text)
        last = container[2]
    text = "\n".join(["\t".join(line) for line in lines])
    return text, table, sum(row[2] for row in rows), False, PLAIN
