"""Inline marks: links and emphasis, from the elements of a page or from Markdown, as spans of a block's source.

A mark is (start, end, sign, address): the sign is what Markdown writes around emphasis ("*", "**", "_", "__"), or "[" for
a link, whose address then tells where to.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean.model import Block, Mark
from newsclean.patterns import lazy

_SIGNS = {"a": "[", "em": "*", "i": "*", "strong": "**", "b": "**"}
_SCHEMES = ("http://", "https://", "/", "mailto:", "./", "../")
MOST = 2_000  # inline elements of a block that are looked at
# What Markdown writes: an escape; a link; emphasis that hugs its words.
_INLINE = lazy(
    r"\\(?P<escaped>[\\`*_{}\[\]<>()#+\-.!|&~=•●▪◦‣·\d])"
    r"|(?<!!)\[(?P<label>(?:[^\[\]\\]|\\.){1,500})\]\((?P<address>[^\s()<>\\]{1,2000})\)"
    r"|(?P<sign>\*\*|\*|(?<!\w)__|(?<!\w)_)(?=[^\s*_])(?P<inner>(?:[^*_\\\[\]]|\\.|(?<=\w)_(?=\w)){1,1000}?)(?<=[^\s*_\\])(?P=sign)(?![\w*])"
)


def of_page(blocks: list[Block], rows: list[Any]) -> None:
    """Give the standing blocks of a page the links and emphasis of their elements; what is not found in order is left out."""
    told: dict[int, list[tuple[str, str, str]]] = {}
    for block, row in zip(blocks, rows, strict=True):
        container = row[1]
        if block.cuts or block.kind in ("code", "table"):
            continue
        known = told.get(id(container))
        if known is None:
            known = told[id(container)] = _elements(container[0])
        block.marks = _placed(block.source, known)


def _elements(node: Any) -> list[tuple[str, str, str]]:
    """(text, sign, address) of the inline elements in a container, last first, so that the next one is at the end."""
    found = []
    for each in node.css("a, em, i, strong, b")[:MOST]:
        text = " ".join(each.text(deep=True).split())
        address = (each.attributes.get("href") or "").strip() if each.tag == "a" else ""
        if text and (each.tag != "a" or _is_address(address)):
            found.append((text, _SIGNS[each.tag], address))
    return found[::-1]


def _is_address(address: str) -> bool:
    return address.startswith(_SCHEMES) and not any([char in address for char in " \t\r\n()<>\\"]) and len(address) <= MOST


def _placed(source: str, waiting: list[tuple[str, str, str]]) -> list[Mark]:
    """The marks whose words stand in the source, in order; those of the container's later blocks stay waiting."""
    found: list[Mark] = []
    at = 0
    while waiting:
        text, sign, address = waiting[-1]
        start = source.find(text, at)
        if start < 0 and found and sign != found[-1][2] and source.find(text, found[-1][0], found[-1][1]) >= 0:
            waiting.pop()  # inside the one before: one mark is enough
            continue
        if start < 0:
            break
        waiting.pop()
        at = start + len(text)
        found.append((start, at, sign, address))
    return found


def read(line: str) -> tuple[str, list[Mark]]:
    """A Markdown line without its escapes and marks, and the marks.

    >>> read("The **old** bridge [is shut](/map)\\\\*")
    ('The old bridge is shut*', [(4, 7, '**', ''), (15, 22, '[', '/map')])
    """
    if not any([sign in line for sign in "\\[*_"]):
        return line, []
    parts: list[str] = []
    marks: list[Mark] = []
    size = at = 0
    for found in _INLINE.finditer(line):
        parts.append(line[at : found.start()])
        size += len(parts[-1])
        at = found.end()
        inner = found["escaped"] or _unescaped(found["label"] or found["inner"] or "")
        if found["escaped"] is None:
            marks.append((size, size + len(inner), found["sign"] or "[", found["address"] or ""))
        parts.append(inner)
        size += len(inner)
    parts.append(line[at:])
    return "".join(parts), marks


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


_ESCAPED = lazy(r"\\([\\`*_{}\[\]<>()#+\-.!|&~=•●▪◦‣·\d])")
