"""Markdown out and in: front matter, escapes, and the reader that takes both back."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean import marks
from newsclean.model import Article, Block, Mark, Metadata
from newsclean.patterns import lazy
from newsclean.plain import ESCAPED
from newsclean.plain import FENCE as CODE

try:
    from _json import encode_basestring as _quoted
except ImportError:  # pragma: no cover - interpreters without the C module
    from json.encoder import py_encode_basestring as _quoted

# What a paragraph must not begin with, lest it be read as a heading, list, quote, fence, rule or indented code.
_BLOCK_START = lazy(r"(?:#{1,6}(?:\s|$)|>|[-+*•●▪◦‣·](?:\s|$)|\d{1,9}[.)](?:\s|$)|`{3}|~{3}|={2,}\s*$|(?:[-_*]\s*){3,}$|\|)")
_INLINE = lazy(
    r"\\(?=[\\`*_{}\[\]<>()#+\-.!|&~=•●▪◦‣·\d])|`|<(?=[A-Za-z/!?])|\[(?=[^\]\n]*\]\()|(?<![\w*])\*(?=\S)|(?<=[^\s*])\*(?!\w)|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)"
)
_ESCAPE = lazy(r"\\([\\`*_{}\[\]<>()#+\-.!|&~=•●▪◦‣·\d])")
# JSON strings are YAML strings, but for these: PyYAML refuses or alters them.
_UNPRINTABLE = lazy("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
FENCE = "---"
_ESCAPED_START = lazy(r"\\(?=[#>\-+*•●▪◦‣·`~=_|])|\d{1,9}\\[.)]")


def quoted(text: str) -> str:
    """A JSON string that YAML reads as the same."""
    shown = _quoted(text)
    return shown if shown.isprintable() else _UNPRINTABLE.sub(lambda m: f"\\u{ord(m[0]):04x}", shown)


def value(item: Any) -> str:
    """A JSON value on one line."""
    if item is None:
        return "null"
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, str):
        return quoted(item)
    if isinstance(item, dict):
        return "{" + ", ".join(f"{quoted(str(key))}: {value(each)}" for key, each in item.items()) + "}"
    if isinstance(item, (list, tuple)):
        return "[" + ", ".join(value(each) for each in item) + "]"
    return repr(item)


def render(article: Article, with_title: bool = True, front: bool = True) -> str:
    """The article as Markdown: front matter of what is known, title, body; "" where nothing is left."""
    parts = []
    if front and (head := front_matter(article)):
        parts.append(head)
    if with_title and (title := article.headline()):
        parts.append("# " + _escaped(title, first=False))
    parts.extend(_bodies(article.kept()))
    return "\n\n".join(parts) + "\n" if parts else ""


def front_matter(article: Article) -> str:
    """`---`, the known fields (and the input's own unknown keys in their places), `---`; "" for none."""
    meta, kept = article.metadata, article.document.hints.get("_front")
    known = {field: value(item) for field, item in meta.known()}
    lines = []
    for key, raw in kept or ():
        if key in Metadata.FIELDS:
            if key in known:
                lines.append(raw if meta.origin.get(key) == "front matter" else f"{key}: {known[key]}")
                del known[key]
        else:
            lines.append(raw)
    lines += [f"{key}: {shown}" for key, shown in known.items()]
    return "\n".join([FENCE, *lines, FENCE]) if lines else ""


def _bodies(blocks: list[Block]) -> list[str]:
    found: list[str] = []
    before = ""
    for block in blocks:
        text = _block(block)
        if block.kind == before == "list_item" or block.kind == before == "quote_line":
            found[-1] += "\n" + text
        else:
            found.append(text)
        before = block.kind
    return found


def _block(block: Block) -> str:
    text = block.text
    if block.kind == "code":
        return text
    if block.kind == "table":
        return text if text.startswith("|") else _table(text)
    if block.kind == "heading":
        return "#" * min(6, max(2, block.level)) + " " + _inline(block, first=False)
    if block.kind == "list_item":
        return _inline(block, first=False) if re.match(r"\d{1,2}[.)] ", text) else "- " + _inline(block)
    if block.kind == "quote":
        return "> " + _inline(block)
    return _inline(block)


def _table(text: str) -> str:
    """A table of a page (cells parted by tabs, rows by line breaks) in pipes; one of a single column as paragraphs."""
    rows = [line.split("\t") for line in text.split("\n")]
    width = max(len(row) for row in rows)
    if width < 2 or len(rows) < 2:
        return "\n\n".join(_escaped(" ".join(row)) for row in rows)
    cells = [[_escaped(cell, first=False).replace("|", "\\|") for cell in row] + [""] * (width - len(row)) for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _inline(block: Block, first: bool = True) -> str:
    """What is left of a block, with its links and emphasis where reading them back gives the same."""
    text = block.text
    shown = _escaped(text, first)
    kept = moved(block) if block.marks else []
    if not kept:
        return shown
    parts: list[str] = []
    at = 0
    for start, end, sign, address in kept:
        inner = _escaped(text[start:end], first=False)
        parts += [_escaped(text[at:start], first and at == 0), f"[{inner}]({address})" if sign == "[" else sign + inner + sign]
        at = end
    marked = "".join(parts) + _escaped(text[at:], first=False)
    return marked if marks.read(marked) == (text, kept) else shown


def moved(block: Block) -> list[Mark]:
    """The marks that no cut touches, as spans of the block's text."""
    source = block.source
    left = [
        source[a:b] for a, b in zip([0, *(cut.end for cut in block.cuts)], [*(cut.start for cut in block.cuts), len(source)], strict=True)
    ]
    joined = "".join(left)
    lead = len(joined) - len(joined.lstrip())
    found = []
    for start, end, sign, address in block.marks:
        if not any([cut.start < end and start < cut.end for cut in block.cuts]):
            gone = lead + sum([cut.end - cut.start for cut in block.cuts if cut.end <= start])
            found.append((start - gone, end - gone, sign, address))
    return found


def _escaped(text: str, first: bool = True) -> str:
    if any([sign in text for sign in "\\`<[*_"]):
        text = _INLINE.sub(lambda m: "\\" + m[0], text)
    if first and not text[:1].isalpha() and _BLOCK_START.match(text):
        number = re.match(r"\d{1,9}", text)
        return text[: number.end()] + "\\" + text[number.end() :] if number else "\\" + text
    return text


def unescape(text: str) -> str:
    """The text of a Markdown line without the backslashes that `render` writes."""
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def plain(text: str) -> tuple[str, list[Mark]]:
    """A Markdown body without escapes, links and emphasis, and these as spans of the result.

    A line whose first mark was escaped is told by `ESCAPED` in front. Code and tables stay as they are.
    """
    if not any([sign in text for sign in "\\[*_"]):
        return text, []
    found: list[Mark] = []
    lines = text.split("\n")
    fenced = False
    size = 0
    for at, line in enumerate(lines):
        if line.startswith(CODE):
            fenced = not fenced
        elif not fenced and not line.startswith("|"):
            bare, inside = marks.read(line)
            if line is not bare and _ESCAPED_START.match(line):
                bare, inside = ESCAPED + bare, [(start + 1, end + 1, sign, address) for start, end, sign, address in inside]
            found += [(size + start, size + end, sign, address) for start, end, sign, address in inside]
            lines[at] = bare
        size += len(lines[at]) + 1
    return "\n".join(lines), found


def read(text: str) -> tuple[str, dict[str, Any]]:
    """(body, hints) of a Markdown text: front matter and first heading taken off as hints; escapes stay in the body."""
    hints: dict[str, Any] = {}
    if text.startswith(FENCE + "\n"):
        end = text.find("\n" + FENCE + "\n", 3)
        if end < 0 and text.rstrip().endswith("\n" + FENCE):
            end = text.rstrip().rfind("\n" + FENCE)
        if end > 0 and (front := _front(text[4:end])) is not None:
            hints = {key: item for key, item in ((k, _parsed(raw)) for k, raw in front) if key in Metadata.FIELDS and item is not None}
            hints["_front"] = front
            text = text[end + len(FENCE) + 2 :].lstrip("\n")
    if text.startswith("# "):
        first, _, rest = text.partition("\n")
        hints.setdefault("title", unescape(first[2:].strip()))
        hints["_headed"] = True
        text = rest.lstrip("\n")
    return text, hints


def _front(head: str) -> list[tuple[str, str]] | None:
    """(key, raw lines) of each top-level key; None where the head is no mapping."""
    found: list[tuple[str, str]] = []
    for line in head.split("\n"):
        match = re.match(r"([A-Za-z_][\w .-]{0,60}):(?:\s|$)", line)
        if match:
            found.append((match[1], line))
        elif found and (line[:1] in " \t-#" or not line):
            found[-1] = (found[-1][0], found[-1][1] + "\n" + line)
        else:
            return None
    return found


def _parsed(raw: str) -> Any:
    """The value of a front-matter entry where it is JSON or plain words; None where it is more than that."""
    shown = raw.split(":", 1)[1].strip()
    if not shown:
        return None
    if shown[0] in '"[{' or shown in ("null", "true", "false") or re.fullmatch(r"-?\d+(?:\.\d+)?", shown):
        from json import loads

        try:
            return loads(shown)
        except ValueError:
            return None
    return shown.strip("'") if "\n" not in raw else None
