"""The engine: what a rule is, what it sees, and how its spans become cuts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from newsclean import dates
from newsclean.lexicon import Line
from newsclean.model import Block, Document
from newsclean.shapes import is_prose

Span = tuple[int, int]
LineRule = Callable[[Line, "Page"], "Span | None"]
PageRule = Callable[["Page"], "Iterable[tuple[int, Span | None]]"]
Evidence = Callable[[Line], "Iterable[str]"]
DEEP = 1000  # lines; in the head of a page, menus above it counted
ROUNDS = 12  # pieces of junk glued to one line; the longest seen has five


class Rule:
    """One kind of junk: a function with a code, a name and a manual.

    code      "N401"; never reused
    name      reads after "keep": "share-bar"
    category  of the taxonomy: "share"
    on        for a line rule: the evidence that calls it (lexicon sections, features); () for a page rule
    into      the metadata field that the cut words feed, or None
    eager     off unless asked for
    """

    __slots__ = ("category", "code", "eager", "function", "into", "name", "on")

    def __init__(
        self,
        code: str,
        category: str,
        function: LineRule | PageRule,
        on: tuple[str, ...],
        into: str | None,
        eager: bool,
    ) -> None:
        self.code = code
        self.name = function.__name__.replace("_", "-")
        self.category = category
        self.function = function
        self.on = on
        self.into = into
        self.eager = eager

    @property
    def doc(self) -> str:
        """The rule's manual."""
        from inspect import cleandoc

        return cleandoc(self.function.__doc__ or "")


def line_rule(code: str, category: str, on: str, into: str | None = None, eager: bool = False) -> Callable[[LineRule], Rule]:
    """A rule that is called for each standing line that shows one of the evidences in `on` (blank-separated)."""
    return lambda function: Rule(code, category, function, tuple(on.split()), into, eager)


def page_rule(code: str, category: str, into: str | None = None, eager: bool = False) -> Callable[[PageRule], Rule]:
    """A rule that is called once and sees neighbours, order and repetition; yields (index, span or None for all)."""
    return lambda function: Rule(code, category, function, (), into, eager)


class Page:
    """What rules see: the blocks, the lines still standing, the clues, the language.

    language  of the document; identified when a rule first asks, for most need none
    lines     for each block its standing Line, or None where nothing is left
    taken     for each block the category of the rule that took it whole, or ""
    eager     whether the rules run, too, that are off unless asked for
    here      index of the block whose line the line rules are called for
    whole, starts  the text that the blocks stand in, and where each begins
    """

    __slots__ = (
        "_language", "_moments", "_prose", "_standing", "blocks", "clues", "document", "eager", "facts", "here", "lines", "phrases", "protected", "raw", "starts", "taken",
        "whole",
    )  # fmt: skip

    def __init__(self, document: Document, blocks: list[Block], clues: dict[str, object], language: str | None = None) -> None:
        self.document = document
        self.blocks = blocks
        self.whole, self.starts = _laid_out(document, blocks)
        self.clues = clues
        self._language: str | None = language or ""
        known: dict[str, Line] = clues.get("lines") or {}  # type: ignore[assignment]
        self.lines: list[Line | None] = [
            None if block.cuts or not block.source else known.get(block.source) or Line(block.source) for block in blocks
        ]
        self._prose: dict[int, bool] = {}
        self._moments: dict[str, list[dates.Moment]] = {}
        self._standing: list[int] | None = None
        self.taken = [""] * len(blocks)
        self.protected: set[int] = set()
        self.phrases: tuple[tuple[str, str, str], ...] = ()  # the user's own: (section, position, phrase)
        self.facts: dict[str, object] = {}
        self.raw = False
        self.here = 0
        self.eager = False

    @property
    def language(self) -> str | None:
        """BCP 47, or None where too little tells it."""
        if self._language == "":
            from newsclean.language import identify

            self._language = identify(self.whole) or str(self.document.hints.get("language") or "") or None
        return self._language

    def moments(self, text: str) -> list[dates.Moment]:
        """The dates and times of a text; of one that is asked for again they are known. Not to be changed."""
        found = self._moments.get(text)
        if found is None:
            found = self._moments[text] = dates.find(text, lambda: self.language)
        return found

    def standing(self) -> list[int]:
        """Indices of the blocks of which something is left; the list is shared, not to be changed."""
        if self._standing is None:
            self._standing = [at for at, line in enumerate(self.lines) if line is not None]
        return self._standing

    def put(self, at: int, line: Line | None) -> None:
        """Have a line stand for a block."""
        self.lines[at] = line
        self._standing = None
        self._prose.pop(at, None)

    def above(self, line: Line) -> Iterator[Line]:
        """The standing lines above a line, among the first of the page: so far reaches the head of any."""
        for other in self.lines[:DEEP]:
            if other is line:
                return
            if other is not None:
                yield other

    def prose(self, at: int) -> bool:
        """Whether what is left of the block is running text."""
        known = self._prose.get(at)
        if known is None:
            line = self.lines[at]
            known = self._prose[at] = line is not None and is_prose(line.text)
        return known

    def blocks_at(self, offsets: Iterable[int]) -> set[int]:
        """Indices of the blocks that hold these offsets of the document."""
        return {bisect_right(self.starts, offset) - 1 for offset in offsets}

    def text(self, at: int) -> str:
        """What is left of a block; "" where nothing is."""
        line = self.lines[at]
        return line.text if line is not None else ""

    def cut(self, at: int, span: Span | None, rule: Rule) -> bool:
        """Turn a span of the standing text (None: all of it) into cuts of the block's source."""
        line = self.lines[at]
        if line is None or at in self.protected:
            return False
        block = self.blocks[at]
        if span is None and not block.cuts:
            block.cut(0, len(block.source), rule.code, rule.into)
            self.put(at, None)
            self.taken[at] = rule.category
            return True
        start, end = span if span is not None else (0, len(line.text))
        removed = False
        for from_, to in _in_source(block, start, end):
            removed |= block.cut(from_, to, rule.code, rule.into)
        if removed:
            left = block.text
            self.put(at, Line(left) if left else None)
            if not left:
                self.taken[at] = rule.category
        return removed


def _laid_out(document: Document, blocks: list[Block]) -> tuple[str, list[int]]:
    """The document's text and where its blocks begin; of an HTML page only the text of the blocks that were chosen."""
    if document.form != "html":
        return document.text, [block.start for block in blocks]
    starts, at = [], 0
    for block in blocks:
        starts.append(at)
        at += len(block.source) + 1
    return "\n".join([block.source for block in blocks]), starts


def _in_source(block: Block, start: int, end: int) -> Iterator[Span]:
    """The spans of the source that `block.text[start:end]` stands for."""
    kept = []
    at = 0
    for cut in block.cuts:
        kept.append((at, cut.start))
        at = cut.end
    kept.append((at, len(block.source)))
    joined = "".join(block.source[a:b] for a, b in kept)
    whole = end - start >= len(joined.strip())
    offset = 0 if whole else len(joined) - len(joined.lstrip())
    position = -offset
    for a, b in kept:
        low, high = max(start - position, 0), min(end - position, b - a)
        if whole:
            low, high = 0, b - a
        if low < high:
            yield a + low, a + high
        position += b - a


def run_line_rules(page: Page, loud: Iterable[int], table: dict[str, tuple[int, ...]], rules: tuple[Rule, ...], evidence: Evidence) -> None:
    """Call each loud line's rules until none finds more; a line without evidence calls none.

    table: for each sign the indices of the rules that it calls; the lowest that points at something wins.
    """
    for at in loud:
        page.here = at
        line = page.lines[at]
        for _ in range(ROUNDS):
            if line is None or not _apply(page, at, line, table, rules, evidence):
                break
            page.raw = True
            line = page.lines[at]


def _apply(page: Page, at: int, line: Line, table: dict[str, tuple[int, ...]], rules: tuple[Rule, ...], evidence: Evidence) -> bool:
    signs = evidence(line)
    if not signs:
        return False
    for index in sorted({index for sign in signs for index in table.get(sign, ())}):
        rule = rules[index]
        span = rule.function(line, page)  # type: ignore[call-arg, arg-type]
        if span is not None and page.cut(at, span, rule):  # type: ignore[arg-type]
            return True
    return False


def run_page_rule(page: Page, rule: Rule) -> bool:
    """Call a page rule and cut what it points at; whether that was anything."""
    found: list[tuple[int, Span | None]] = list(rule.function(page))  # type: ignore[call-arg, arg-type]
    return any([page.cut(at, span, rule) for at, span in found])
