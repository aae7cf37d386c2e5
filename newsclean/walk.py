"""One read-only walk over a parsed page: its text blocks in order, the containers they stand in, the head's clues.

`walk` visits every node of a page, two thousand of them, in well under a millisecond: it is one loop, asks the library
for integers (tag ids) first, and leaves attributes unread until somebody needs them.
"""

from __future__ import annotations

import re
from typing import Any

from newsclean.pagecaps import DEEPEST, too_deep

Attributes = dict[str, "str | None"]
# A container as the walk passes it: (element, tag id, the container around it). A tuple, for there are hundreds.
Container = tuple[Any, int, Any]
# A text block: (text, container, characters inside links, whether it is an inline element hidden from view, its style).
Row = tuple[str, Container, int, bool, int]
PLAIN, SLANTED, BOLD = range(3)  # styles of a whole block

SKIP, TEXT, GLUED, INLINE, SLANT, STRONG, ANCHOR, SPAN, BLOCK, BREAK, MENU, META, LINK, TITLE, SCRIPT = range(15)
_KINDS = {
    SKIP: "style template svg math iframe object embed video audio canvas select datalist textarea input img map"
    " noscript rt rp picture source track progress meter",
    GLUED: "sub sup",
    INLINE: "abbr bdi bdo big cite code data del dfn font ins kbd mark q ruby s samp small strike tt u var wbr rb",
    SLANT: "em i",
    STRONG: "b strong",
    ANCHOR: "a",
    SPAN: "span time label output",
    BLOCK: "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main ol p pre search"
    " section summary table tbody td tfoot th thead tr ul",
    BREAK: "br",
    MENU: "footer menu nav",
    META: "meta",
    LINK: "link",
    TITLE: "title",
    SCRIPT: "script",
}  # an unknown element is a block: most are containers of one framework or another
_SEAM = "\x00"  # where two inline elements meet; no page can hold it, the parser drops it
_BREAK = "\x01"
_SEAMS = re.compile("\x00(?<=[^\\s\x00]\x00)\x00*(?=[^\\s\x00\x01])")  # those with space before or behind need none
_CLOSING = frozenset('.!?…:;,)]»”"')
_CJK = "\u2e80"  # from here on scripts that put no space between words
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)")
_HINT = re.compile(r"hid|sr.?only|screen|assist|off", re.IGNORECASE)
_HIDDEN_WORDS = """sr-only visually-hidden visuallyhidden screen-reader-text hidden is-hidden u-hidden assistive-text
screenreader a11y-hidden u-visually-hidden screen-reader-only screen-reader sr_only sronly is-visually-hidden offscreen
accessibly-hidden visually-hidden-text hide-visually hidden-visually visuallyhidden--static"""
_HIDDEN = frozenset(_HIDDEN_WORDS.split())
_CLASSES: dict[str, bool] = {}
_MOST = 20_000  # class strings remembered between pages


class Walk:
    """What one walk gathers.

    rows     the text blocks, in page order
    metas, links   attributes of the meta elements and of the canonical links
    scripts  JSON-LD texts
    times    (datetime attribute, index of the row it stands in or before)
    """

    __slots__ = ("_asides", "bold", "language", "linked", "links", "metas", "parts", "rows", "scripts", "slanted", "times", "title")

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.metas: list[Attributes] = []
        self.links: list[Attributes] = []
        self.scripts: list[str] = []
        self.times: list[tuple[str, int]] = []
        self.title = ""
        self.language = ""
        self.parts: list[str] = []
        self.linked = self.slanted = self.bold = 0
        self._asides: list[str] = []

    def flush(self, frame: Container) -> None:
        """End the block that is being gathered."""
        parts = self.parts
        while parts and parts[-1] == _SEAM:
            parts.pop()
        text = "".join(parts) if len(parts) > 1 else parts[0] if parts else ""
        parts.clear()
        linked, self.linked = self.linked, 0
        style = PLAIN
        if self.slanted or self.bold:
            style = self._style(len(text))
        if _SEAM in text:
            text = _SEAMS.sub(_seam, text).replace(_SEAM, "")
        if _BREAK in text:
            self._flush_lines(text, frame, linked, style)
        else:
            text = " ".join(text.split())
            if text:
                self.rows.append((text, frame, linked, False, style))
        if self._asides:
            self.rows += [(aside, frame, 0, True, PLAIN) for aside in self._asides]
            self._asides.clear()

    def _style(self, size: int) -> int:
        """The style of nearly all of a block's characters."""
        style = SLANTED if self.slanted * 10 > size * 8 else BOLD if self.bold * 10 > size * 8 else PLAIN
        self.slanted = self.bold = 0
        return style

    def _flush_lines(self, text: str, frame: Container, linked: int, style: int) -> None:
        """One block a line, where line breaks part paragraphs; a sentence that runs on over a break is one."""
        whole = max(1, len(text))
        gathered: list[str] = []
        for line in [" ".join(each.split()) for each in text.split(_BREAK)]:
            runs_on = gathered and line and line[0].islower() and (gathered[-1][-1].isalnum() or gathered[-1][-1] in ",-–—")
            if gathered and not runs_on:
                joined = " ".join(gathered)
                self.rows.append((joined, frame, linked * len(joined) // whole, False, style))
                gathered = []
            if line:
                gathered.append(line)
        if gathered:
            joined = " ".join(gathered)
            self.rows.append((joined, frame, linked * len(joined) // whole, False, style))

    def note(self, kind: int, node: Any, frame: Any, tag: int) -> None:
        """An element that is no text: a line break, a menu, or one of the head's."""
        if kind == BREAK:
            if self.parts:
                self.parts.append(_BREAK)
        elif kind == MENU:
            if self.parts:
                self.flush(frame)
            self._menu(node, (node, tag, frame))
        elif kind == TITLE:
            self.title = self.title or node.text(deep=True)
        elif kind == META:
            self.metas.append(node.attributes)
        elif kind == LINK:
            attributes = node.attributes
            if attributes.get("rel") == "canonical":
                self.links.append(attributes)
        elif "ld+json" in (node.attributes.get("type") or "").lower():
            self.scripts.append(node.text(deep=True))

    def _menu(self, node: Any, frame: Container) -> None:
        """A menu or page foot is one block of many lines: none of it is an article's, and there is much of it."""
        kinds, lines, last = _TAGS, [], 0
        for each in node.traverse(include_text=True, skip_empty=True):
            tag = each.tag_id
            if tag == 2 and (last >= KNOWN or kinds[last] not in (SKIP, SCRIPT)):
                lines.append(" ".join(each.text_content.split()))
            last = tag
        text = "\n".join(line for line in lines if line)
        if text:
            self.rows.append((text, frame, len(text), False, PLAIN))

    def shows(self, node: Any) -> bool:
        """Whether a span is seen; one that is hidden becomes a block of its own behind its paragraph."""
        attributes = node.attributes
        if not attributes:
            return True
        if "datetime" in attributes:
            self.times.append((attributes["datetime"] or "", len(self.rows)))
        if not is_hidden(attributes):
            return True
        text = " ".join(node.text(deep=True, separator=" ").split())
        if text:
            self._asides.append(text)
        return False


def is_hidden(attributes: Attributes) -> bool:
    """Whether an element's attributes keep it from the reader's eye."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    if style and _UNSEEN.search(style):
        return True
    words = attributes.get("class")
    if not words:
        return False
    found = _CLASSES.get(words)
    if found is None:
        if len(_CLASSES) >= _MOST:
            _CLASSES.clear()
        # "hidden md:block" is shown on some screens
        found = _CLASSES[words] = _HINT.search(words) is not None and not _HIDDEN.isdisjoint(words.lower().split()) and ":" not in words
    return found


def _seam(found: re.Match[str]) -> str:
    """A space where two inline elements meet and their words would run into one."""
    text, at = found.string, found.start()
    left, right = text[at - 1], text[found.end()]
    if left >= _CJK or right >= _CJK:
        return ""
    if found.end() - at > 1 and left.isalnum() and right.isalnum():
        return " " if at > 1 and text[at - 2].isalnum() else ""
    if left.islower() or left in _CLOSING:
        return " " if right.isupper() or right.isdigit() else ""
    return " " if left.isdigit() and right.isupper() else ""


def walk(parser: Any) -> Walk:
    """The text blocks and clues of a parsed page."""
    kinds = tags(parser)
    out = Walk()
    parts = out.parts
    node, linked, slanted, bold = parser.root, 0, 0, 0
    frame: Any = None
    stack: list[tuple[Any, int]] = []
    while node is not None:
        tag = node.tag_id
        if tag == 2:
            if parts or not node.is_empty_text_node:
                text = node.text_content
                parts.append(text)
                if linked:
                    out.linked += len(text)
                if slanted:
                    out.slanted += len(text)
                if bold:
                    out.bold += len(text)
            node = node.next
        else:
            kind = kinds[tag] if tag < KNOWN else BLOCK
            child = None
            if kind == BLOCK:
                if parts:
                    out.flush(frame)
                child = node.first_child
                if child is not None:
                    frame = (node, tag, frame)
            elif kind == SKIP:
                pass
            elif kind <= SPAN:
                if parts and kind != GLUED:
                    parts.append(_SEAM)
                if kind != SPAN or out.shows(node):
                    child = node.first_child
                if child is not None and kind >= SLANT:
                    if kind == ANCHOR:
                        linked += 1
                    elif kind == SLANT:
                        slanted += 1
                    elif kind == STRONG:
                        bold += 1
            else:
                out.note(kind, node, frame, tag)
            if child is not None:
                stack.append((node, kind))
                node = child
                if len(stack) > DEEPEST:
                    raise too_deep(len(stack))
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
                elif kind == SLANT:
                    slanted -= 1
                elif kind == STRONG:
                    bold -= 1
            node = node.next
    return out


KNOWN = 256  # ids of the elements that the library knows are smaller
_TAGS = [BLOCK] * KNOWN
_IDS: dict[str, int] = {}


def tags(parser: Any) -> list[int]:
    """The kind of each tag id, made once: the library's ids of the elements it knows never change."""
    if not _IDS:
        for kind, each in _KINDS.items():
            for name in each.split():
                _IDS[name] = tag = parser.create_node(name).tag_id
                if tag < KNOWN:
                    _TAGS[tag] = kind
        _TAGS[2], _TAGS[4] = TEXT, SKIP
    return _TAGS


def kind_of(tag: int) -> int:
    """The kind of an element by its tag id."""
    return _TAGS[tag] if tag < KNOWN else BLOCK


def tag_id(name: str) -> int:
    """The library's id of an element it knows, once a page has been walked."""
    return _IDS.get(name, -1)
