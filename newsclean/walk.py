"""One read-only walk over a parsed page: every text block in order, with the containers it stands in, and the clues.

The loop below runs a thousand times a page in a budget of half a millisecond: it is one function, asks the library
for tag ids (integers) alone, and leaves attributes unread until a text block stands beneath them.
"""

from __future__ import annotations

import re
from typing import Any

from newsclean.model import InputError

MOST_NODES = 2_000_000  # nodes visited; a news page has two thousand, and memory grows with each

SKIP, TEXT, INLINE, GLUED, SPAN, ANCHOR, BREAK, BLOCK, MENU, META, LINK, TITLE, SCRIPT = range(13)
_KINDS = {
    SKIP: "style template svg math iframe object embed video audio canvas select datalist textarea input img map"
    " noscript rt rp picture source track progress meter",
    INLINE: "abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q ruby s samp small strike strong"
    " tt u var wbr rb",
    GLUED: "sub sup",
    SPAN: "span time label output",
    ANCHOR: "a",
    BREAK: "br",
    BLOCK: "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main ol p"
    " pre search section summary table tbody td tfoot th thead tr ul",
    MENU: "footer menu nav",
    META: "meta",
    LINK: "link",
    TITLE: "title",
    SCRIPT: "script",
}
# Where two inline elements meet without a space: a mark that no page can hold, settled when the block is whole.
_SEAM = "\x00"
_SEAMS = re.compile("\x00+(?=\\S)")
_CLOSING = frozenset(".!?…:;,)]»”\"")


class Frame:
    """A container of the page: its element and the frame around it. Attributes are read when they are asked for.

    name    tag name
    words   its own class, id and role, lower case, parts blank-separated; None until read
    """

    __slots__ = ("at", "attributes", "depth", "element", "marks", "name", "parent", "path", "words")

    def __init__(self, name: str, element: Any, parent: Frame | None) -> None:
        self.name = name
        self.element = element
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent is not None else 0
        self.attributes: dict[str, str | None] = {}
        self.words: str | None = None
        self.marks = 0
        self.path = ""
        self.at = -1


class Row:
    """One text block of the page as the walk found it."""

    __slots__ = ("frame", "hidden", "links", "text")

    def __init__(self, text: str, frame: Frame, links: float, hidden: bool = False) -> None:
        self.text = text
        self.frame = frame
        self.links = links
        self.hidden = hidden


class Walk:
    """What one walk gathers.

    rows     the text blocks, in page order
    metas    attributes of the meta elements, scripts the JSON-LD texts, times (datetime, text, row index)
    """

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.metas: list[dict[str, str | None]] = []
        self.links: list[dict[str, str | None]] = []
        self.scripts: list[str] = []
        self.times: list[tuple[str, int]] = []
        self.title = ""
        self.language: str | None = None
        self._parts: list[str] = []
        self._linked = 0
        self._asides: list[str] = []

    def flush(self, frame: Frame) -> None:
        """End the block that is being gathered."""
        parts = self._parts
        while parts and parts[-1] == _SEAM:
            parts.pop()
        text = "".join(parts) if len(parts) > 1 else parts[0] if parts else ""
        parts.clear()
        linked, self._linked = self._linked, 0
        if _SEAM in text:
            text = _close_seams(text)
        text = " ".join(text.split())
        if text:
            self.rows.append((text, frame, linked, False))
        for aside in self._asides:
            self.rows.append((aside, frame, 0, True))
        self._asides.clear()

    def clue(self, kind: int, node: Any) -> None:
        """Keep what an element of the head tells."""
        if kind == TITLE:
            self.title = self.title or node.text(deep=True)
            return
        attributes = node.attributes
        if kind == META:
            self.metas.append(attributes)
        elif kind == LINK:
            if attributes.get("rel") == "canonical":
                self.links.append(attributes)
        elif "ld+json" in (attributes.get("type") or ""):
            self.scripts.append(node.text(deep=True))

    def menu(self, node: Any, frame: Any) -> None:
        """The text of a menu or page foot as one block: lines of its own, none of it an article's."""
        kinds, lines, last = tags(None)[0], [], 0
        for each in node.traverse(include_text=True, skip_empty=True):
            tag = each.tag_id
            if tag == 2 and kinds.get(last) not in (SKIP, SCRIPT):
                lines.append(each.text_content)
            last = tag
        text = "\n".join(" ".join(line.split()) for line in lines if not line.isspace())
        if text:
            self.rows.append((text, frame, len(text), False))

    def span(self, node: Any) -> bool:
        """Whether an inline element is shown; one that is hidden becomes an aside of its block."""
        attributes = node.attributes
        if "datetime" in attributes:
            self.times.append((attributes["datetime"] or "", len(self.rows)))
        if not attributes or not is_hidden(attributes):
            return True
        text = " ".join(node.text(deep=True, separator=" ").split())
        if text:
            self._asides.append(text)
        return False


def is_hidden(attributes: dict[str, str | None]) -> bool:
    """Whether an element's attributes keep it from the reader's eye."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    if style and "none" in style and re.search(r"display\s*:\s*none", style):
        return True
    words = attributes.get("class")
    return bool(words) and not _HIDDEN.isdisjoint(words.lower().split())  # type: ignore[union-attr]


_HIDDEN = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text hidden is-hidden u-hidden assistive-text screenreader"
    " sr-only-focusable a11y-hidden visually-hidden-focusable u-visually-hidden hide-for-all screen-reader-only"
    " screen-reader sr_only srOnly is-visually-hidden".lower().split()
)


def _close_seams(text: str) -> str:
    return _SEAMS.sub(_seam, text).replace(_SEAM, "")


def _seam(found: re.Match[str]) -> str:
    """A space where two inline elements meet and their words would run into one."""
    text, at = found.string, found.start()
    left, right = text[at - 1], text[found.end()]
    if left.isspace() or left >= "\u2e80" or right >= "\u2e80":
        return ""
    if found.end() - at > 1 and left.isalnum() and right.isalnum():
        return " " if at > 1 and text[at - 2].isalnum() else ""
    if left.islower() or left in _CLOSING:
        return " " if right.isupper() or right.isdigit() else ""
    return " " if left.isdigit() and right.isupper() else ""


def walk(parser: Any) -> Walk:
    """The text blocks and clues of a parsed page."""
    kinds = tags(parser)[0].get
    out = Walk()
    parts = out._parts
    node, stack, count, linked = parser.root, [], 0, 0
    frame = None
    while node is not None:
        count += 1
        tag = node.tag_id
        kind = kinds(tag, BLOCK)
        child = None
        if kind == TEXT:
            text = node.text_content
            if parts or not text.isspace():
                parts.append(text)
                if linked:
                    out._linked += len(text)
        elif kind == BLOCK:
            if parts:
                out.flush(frame)
            child = node.first_child
            if child is not None:
                frame = (node, tag, frame)
        elif kind == SPAN:
            if parts:
                parts.append(_SEAM)
            child = node.first_child if out.span(node) else None
        elif kind == ANCHOR or kind == INLINE:
            if parts:
                parts.append(_SEAM)
            child = node.first_child
            if kind == ANCHOR and child is not None:
                linked += 1
        elif kind == GLUED:
            child = node.first_child
        elif kind == BREAK:
            parts.append("\x01")
        elif kind == MENU:
            if parts:
                out.flush(frame)
            out.menu(node, (node, tag, frame))
        elif kind != SKIP:
            out.clue(kind, node)
        if child is not None:
            stack.append((node, kind))
            node = child
            continue
        node = node.next
        while node is None and stack:
            node, kind = stack.pop()
            if kind == BLOCK:
                if parts:
                    out.flush(frame)
                frame = frame[2]
            elif kind != GLUED:
                if parts:
                    parts.append(_SEAM)
                if kind == ANCHOR:
                    linked -= 1
            node = node.next
    if count > MOST_NODES:
        raise InputError("x")
    return out


_TAGS: tuple[dict[int, int], dict[int, str]] | None = None


def tags(parser: Any) -> tuple[dict[int, int], dict[int, str]]:
    """({tag id: kind}, {tag id: name}), made once: the library's ids of known elements never change."""
    global _TAGS
    if _TAGS is None:
        kinds, names = {2: TEXT, 4: SKIP}, {}
        for kind, each in _KINDS.items():
            for name in each.split():
                tag = parser.create_node(name).tag_id
                kinds[tag], names[tag] = kind, name
        _TAGS = kinds, names
    return _TAGS
