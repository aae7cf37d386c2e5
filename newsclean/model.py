"""The values that flow through newsclean: Document in, Article of Blocks out, every removal a Cut.

Plain slotted classes: `dataclasses` would cost a third of the start-up of a run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

KINDS = ("paragraph", "heading", "list_item", "quote", "table", "code")


class NewscleanError(Exception):
    """What a user can mend: one sentence that says what, where and what to do."""


class UsageError(NewscleanError):
    """Wrong use of the command or a wrong setting: exit status 2."""


class InputError(NewscleanError):
    """One input that cannot be processed; the others go on: exit status 3."""


# A link or emphasis in a block's source: (start, end, sign, address); see `marks`.
Mark = tuple[int, int, str, str]


class Cut:
    """One removal: `block.source[start:end]`, and `rule` (a code such as "N101") said so.

    `into` names the metadata field that the cut words feed, or is None.
    """

    __slots__ = ("end", "into", "rule", "start")

    def __init__(self, start: int, end: int, rule: str, into: str | None = None) -> None:
        self.start = start
        self.end = end
        self.rule = rule
        self.into = into

    def __repr__(self) -> str:
        return f"Cut({self.start}, {self.end}, {self.rule!r})"


class Document:
    """One decoded and repaired input.

    text    the repaired characters; every span counts its code points
    form    "text", "md" or "html"
    hints   known record fields (title, published, ...) that came with the input; `encoding` for HTML bytes
    raw     the HTML as it came (bytes or str), where the form is "html"; None else
    repairs what repair changed, {kind: count}
    marks   links and emphasis of a Markdown text, as spans of `text`
    """

    __slots__ = ("form", "hints", "id", "marks", "raw", "repairs", "text", "url")

    def __init__(
        self,
        text: str = "",
        form: str = "text",
        id: str | None = None,
        url: str | None = None,
        hints: dict[str, Any] | None = None,
        raw: bytes | str | None = None,
        repairs: dict[str, int] | None = None,
    ) -> None:
        self.text = text
        self.form = form
        self.id = id
        self.url = url
        self.hints = hints or {}
        self.raw = raw
        self.repairs = repairs or {}
        self.marks: list[Mark] = []


class Block:
    """A paragraph, heading, list item, quote, table or code of the document.

    source  the repaired text of the block, never changed
    start, end  its span in `Document.text` (for HTML: in the text that the walk built)
    links   share of its characters inside links, 0.0 to 1.0; None for text input
    place   where it stood in the page ("main/article/p .lead"), or what spells that out, and of what; "" for text input
    level   heading level 1 to 6, else 0
    cuts    sorted and disjoint
    marks   its links and emphasis, sorted and disjoint; Markdown shows them
    """

    __slots__ = ("_place", "cuts", "end", "kind", "level", "links", "marks", "source", "start")

    def __init__(
        self,
        kind: str,
        source: str,
        start: int,
        end: int,
        links: float | None = None,
        place: str | tuple[Callable[[Any], str], Any] = "",
        level: int = 0,
    ) -> None:
        self.kind = kind
        self.source = source
        self.start = start
        self.end = end
        self.links = links
        self._place = place
        self.level = level
        self.cuts: list[Cut] = []
        self.marks: Sequence[Mark] = ()

    def __repr__(self) -> str:
        return f"Block({self.kind!r}, {self.source!r}, cuts={self.cuts})"

    @property
    def place(self) -> str:
        """Where the block stood in the page; spelled out when it is first asked for."""
        if not isinstance(self._place, str):
            spell, container = self._place
            self._place = spell(container)
        return self._place

    @property
    def text(self) -> str:
        """What the cuts leave, without space at its ends."""
        if not self.cuts:
            return self.source.strip()
        if self.cuts[0].end - self.cuts[0].start == len(self.source):
            return ""
        parts = []
        at = 0
        for cut in self.cuts:
            parts.append(self.source[at : cut.start])
            at = cut.end
        parts.append(self.source[at:])
        return "".join(parts).strip()

    def cut(self, start: int, end: int, rule: str, into: str | None = None) -> bool:
        """Remove `source[start:end]`; the only thing in newsclean that removes.

        Parts that an earlier cut already took stay with the earlier rule. Returns whether anything was removed.
        """
        if not self.cuts:
            if start < end:
                self.cuts = [Cut(start, end, rule, into)]
            return start < end
        cuts = []
        at = start
        for old in self.cuts:
            if old.end <= at or old.start >= end:
                continue
            if old.start > at:
                cuts.append(Cut(at, old.start, rule, into))
            at = max(at, old.end)
        if at < end:
            cuts.append(Cut(at, end, rule, into))
        if cuts:
            self.cuts = sorted([*self.cuts, *cuts], key=lambda cut: cut.start)
        return bool(cuts)


class Metadata:
    """What is known of the article; None or [] where the input does not tell. `origin`: {field: who said it}."""

    FIELDS = (
        "language", "title", "description", "authors", "published", "modified", "source", "location", "section",
        "tags", "views", "comments", "rates", "related",
    )  # fmt: skip
    LISTS = frozenset({"authors", "tags", "rates", "related"})
    __slots__ = (*FIELDS, "origin", "url")

    def __init__(self) -> None:
        self.language: str | None = None
        self.title: str | None = None
        self.description: str | None = None
        self.authors: list[str] = []
        self.published: str | None = None
        self.modified: str | None = None
        self.source: str | None = None
        self.location: str | None = None
        self.section: str | None = None
        self.tags: list[str] = []
        self.views: int | None = None
        self.comments: int | None = None
        self.rates: list[dict[str, Any]] = []
        self.related: list[dict[str, Any]] = []
        self.url: str | None = None
        self.origin: dict[str, str] = {}

    def put(self, field: str, value: Any, origin: str) -> None:
        """Set a field and who said it; an empty value sets nothing."""
        if value is None or value == "" or value == []:
            return
        setattr(self, field, value)
        self.origin[field] = origin

    def known(self) -> Iterator[tuple[str, Any]]:
        """The known fields in the record's order."""
        for field in self.FIELDS:
            value = getattr(self, field)
            if value is not None and value != []:
                yield field, value


class Article:
    """The result: the document, its blocks (cut ones too), the metadata, and whether newsclean abstained."""

    __slots__ = ("abstained", "blocks", "clues", "document", "metadata")

    def __init__(self, document: Document, blocks: list[Block], clues: dict[str, Any] | None = None) -> None:
        self.document = document
        self.blocks = blocks
        self.clues = clues or {}
        self.metadata = Metadata()
        self.abstained = False

    def headline(self) -> str | None:
        """The title that stands above the body; None where there is none, or where all blocks were kept and it is among them."""
        title = self.metadata.title
        again = self.abstained and "_headed" not in self.document.hints and any(block.source.strip() == title for block in self.blocks)
        return None if again else title

    def kept(self) -> list[Block]:
        """The blocks of which something is left, in order."""
        return [block for block in self.blocks if block.text]

    def cuts(self) -> Iterator[tuple[Block, Cut]]:
        """Every removal with its block, in order."""
        for block in self.blocks:
            for cut in block.cuts:
                yield block, cut
