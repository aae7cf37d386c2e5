"""A page seen whole: where its headline is, how likely each prose block is the article's, in which container it stands.

`Survey` measures, `signs` tells what was measured of one block; the weights are elsewhere (`evidence_html`).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean import places
from newsclean.lexicon import Line
from newsclean.places import Frame, read
from newsclean.rules.evidence_html import NO_TITLE, Model, Sign
from newsclean.walk import MENU, Row, kind_of, tag_id

PROSE = 70  # characters; shorter blocks say nothing about where the article is
FULL = 800  # characters; a longer block counts no more
CJK = 3  # a character of a script without spaces counts for so many
LINKED = 0.5  # share of link text beyond which a block is no prose
UNLIKELY = -1.4  # log-odds; prose less likely the article's has no say in where the article is
NEAR = 25  # blocks below the headline in which the article should begin
TITLE_NEAR = 60  # blocks before the article's first in which the headline is looked for
ABOVE = 8  # blocks above the first that are judged where no headline is found
AFTER = 12  # blocks behind the container that are still judged
DEEP = 0.55  # share of the article's prose that a container must hold to be the inner one
WIDE = 0.9  # the same for the outer one: the article and what stands between its parts
BODY = 200  # characters; a shorter articleBody of JSON-LD is a summary
CLUES = 8  # titles and descriptions that are looked at; a page names each a few times
LOOKED = 400  # characters of a block that are compared with titles and descriptions
PULLED = 400  # blocks in which a pulled quote is looked for: the search is quadratic
# Marks that a whole article may bear: its products are deals, its rounds are cards.
SOFT = (
    places.AD | places.CARD | places.TEASER | places.PRODUCT | places.RELATED | places.BOX | places.INFO | places.MEDIA
    | places.TAGS | places.SHARE | places.BYLINE | places.STAMP | places.COUNTER | places.ASIDE | places.BIO
)  # fmt: skip
_SIZES = (12, 25, 40, 60, 90, 140, 220, 400)
_ENDS = frozenset(".!?…。！？؟।॥։။។።۔｡")
_CLOSERS = frozenset("\"'”’»«“)]」』】）")
_OPENERS = "\"“”„«»‘’' …"


def size_of(text: str) -> int:
    """Characters, those of scripts without spaces counted thrice."""
    return len(text) if text.isascii() or not is_unspaced(text) else len(text) * CJK


def is_unspaced(text: str) -> bool:
    """Whether the text is Chinese or Japanese, or Korean, by its first characters."""
    return sum([char >= "\u3040" for char in text[:40]]) * 2 > min(40, len(text))


def size_class(size: int) -> int:
    """0 (under 12 characters) to 8 (400 and more)."""
    for at, edge in enumerate(_SIZES):
        if size < edge:
            return at
    return len(_SIZES)


def is_marked(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    last = text[-1]
    return last in _ENDS or (last in _CLOSERS and len(text) > 2 and (text[-2] in _ENDS or text[-3] in _ENDS))


def key(text: str) -> str:
    """The form under which a block is compared with the title and its like."""
    low = text.lower()
    if not low.isascii():
        for mark, plain in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("„", '"')):
            if mark in low:
                low = low.replace(mark, plain)
    return low.strip(" .\"'")


def around(frame: Frame | None) -> Iterator[Frame]:
    """A frame and those around it, innermost first."""
    while frame is not None:
        yield frame
        frame = frame.parent


class Survey:
    """What is measured of a page.

    prose   {row: log-odds} of the prose blocks; likely: those that are the article's rather than not
    inner, outer  the container that holds most of the article's prose, and the one that holds nearly all
    first, last   the first and last row that may belong to the article; last is -1 where there is no prose
    title   the row of the visible headline, or None
    path    ids of the inner container and those around it
    """

    def __init__(self, rows: list[Row], clues: dict[str, Any], model: Model) -> None:
        self.rows = rows
        self.read: dict[int, Frame] = {}
        self.frames: list[Frame | None] = [None] * len(rows)
        told = clues["body"]
        self.body = key(" ".join(told.split())) if len(told) > BODY else ""
        self.titles = {key(value) for _, value in clues["title"][:CLUES]} - {""}
        self.described = [key(value).rstrip("… ") for _, value in clues["description"][:CLUES] if len(value) > 25]
        self.prose = dict.fromkeys(self._find_prose(), 0.0)
        self.path: set[int] = set()
        self.first = self.last = -1
        self.title: int | None = None
        self._find_title(len(rows))
        if self.prose:
            self._weigh(model)
            self._locate()
            self._tally()

    def frame(self, at: int) -> Frame:
        """The frame of a row."""
        found = self.frames[at]
        if found is None:
            found = self.frames[at] = read(self.rows[at][1], self.read)
        return found

    def _find_prose(self) -> list[int]:
        found = []
        for at, (text, container, linked, hidden, _) in enumerate(self.rows):
            size = len(text)
            if size < PROSE and (size * CJK < PROSE or size_of(text) < PROSE):
                continue
            if linked <= LINKED * size and not hidden and kind_of(container[1]) != MENU:
                found.append(at)
        return found

    def _find_title(self, end: int) -> None:
        """The headline: an h1 that a clue repeats, else another block that one repeats, else the only h1."""
        h1 = tag_id("h1")
        rows = self.rows
        self.headings = [at for at, (_, c, _, _, _) in enumerate(rows) if c[1] == h1 or (c[2] is not None and c[2][1] == h1)]
        headings = set(self.headings)
        starts = {each[:6] for each in self.titles}
        best = 0
        for at in range(min(end, len(rows))):
            text, _, _, hidden, _ = rows[at]
            if at in headings or key(text[:10])[:6] in starts:
                rank = 0 if hidden or not 8 <= len(text) <= 300 else self._title_rank(key(text), at in headings)
                if rank > best:
                    best, self.title = rank, at

    def _title_rank(self, low: str, heading: bool) -> int:
        if low in self.titles:
            return 4 if heading else 2
        if not heading:
            return 0
        if any(each.startswith(low) or low.startswith(each) for each in self.titles):
            return 3
        return 1 if len(self.headings) == 1 else 0

    def _weigh(self, model: Model) -> None:
        """Give each prose block its log-odds and each container its prose."""
        sizes = {at: min(FULL, size_of(self.rows[at][0])) for at in self.prose}
        for at, size in sizes.items():
            frame: Frame | None = self.frame(at)
            while frame is not None:
                frame.mass += size
                frame = frame.parent
        self.half = sum(sizes.values()) / 2
        self.common = self._common_marks(sizes)
        self._measure_title()
        self.good = 0.0
        for at, size in sizes.items():
            odds = self.prose[at] = model.odds(self.prose_signs(at))
            if odds > UNLIKELY:
                share = size / (1.0 + exp(-odds))
                self.good += share
                frame = self.frame(at)
                while frame is not None:
                    frame.good += share
                    frame = frame.parent

    def _common_marks(self, sizes: dict[int, int]) -> int:
        """Marks that most of the page's prose bears in small containers: on such a page they tell nothing."""
        borne: dict[int, int] = {}
        self._inside: dict[int, tuple[int, int]] = {}
        every = 0
        for at, size in sizes.items():
            frame = self.frame(at)
            marks = self._inner_marks(frame.parent)[0]
            if frame.mass < self.half:
                marks |= frame.marks
            marks &= SOFT
            every |= marks
            borne[marks] = borne.get(marks, 0) + size
        common, bit = 0, 1
        while bit <= every:
            if every & bit and sum([size for marks, size in borne.items() if marks & bit]) > self.half:
                common |= bit
            bit <<= 1
        return common

    def _inner_marks(self, frame: Frame | None) -> tuple[int, int]:
        """Marks of the frame and those around it that hold less than half of the page's prose, and their number."""
        found = self._inside.get(id(frame))
        if found is None:
            marks = depth = 0
            each = frame
            while each is not None and each.mass < self.half:
                marks |= each.marks
                depth += 1
                each = each.parent
            found = self._inside[id(frame)] = marks, depth
        return found

    def _measure_title(self) -> None:
        """How far up from each container of prose the headline's containers begin."""
        self.apart: dict[int, int] = {}
        if self.title is None:
            return
        steps = {id(each): at for at, each in enumerate(reversed(list(around(self.frame(self.title)))))}
        shared: dict[int, int] = {}
        for at in self.prose:
            frame = self.frame(at).parent
            if id(frame) not in shared:
                shared[id(frame)] = next((steps[id(each)] for each in around(frame) if id(each) in steps), 0)
        best = max(shared.values())
        self.apart = {found: best - each for found, each in shared.items()}

    def prose_signs(self, at: int) -> list[Sign]:
        """What a prose block and its containers tell of it, before the article's place is known."""
        text, _, linked, _, _ = self.rows[at]
        frame = self.frame(at)
        telling = ~self.common
        parent = frame.parent
        marks, depth = self._inner_marks(parent)
        own = frame.marks & telling if frame.mass < self.half else 0
        found: list[Sign] = [
            ("PROSE", frame.name, size_class(size_of(text)), is_marked(text), 10 * linked // len(text)),
            ("STANDS", parent.name if parent is not None else "", frame.within, min(depth, 4), own, marks & telling),
            self._beside_links(at),
        ]
        if self.title is not None:
            where = "above title" if at < self.title else "near title" if at < self.title + NEAR else "below title"
            found.append(("HEADED", where, min(4, self.apart.get(id(parent), 4))))
        if self.body:
            found.append(("TOLD", "told" if key(text)[:60] in self.body else "untold"))
        return found

    def _locate(self) -> None:
        """Find the containers and the bounds."""
        kids: dict[int, list[Frame]] = {}
        frames = list(self.read.values())
        for each in frames:
            if each.parent is not None and each.good > 0:
                kids.setdefault(id(each.parent), []).append(each)
        self.inner = _descend(frames[0], kids, DEEP)
        self.outer = _descend(frames[0], kids, WIDE)
        self.path = {id(each) for each in around(self.inner)}
        self.likely = [at for at, odds in self.prose.items() if odds > 0] or list(self.prose)
        wide = {id(each) for each in around(self.outer)} - {id(self.outer)}
        self.beyond = wide
        inside = [at for at in self.prose if self._is_within(self.frame(at), self.outer)]
        self.first, self.last = inside[0], min(len(self.rows) - 1, self._end(inside[-1]) + AFTER)
        if self.title is not None and self.title > self.likely[0]:
            self._find_title(self.likely[0])
        if self.title is None:
            self.first = max(0, self.first - ABOVE)
        elif self.title < self.likely[0]:
            self.first = min(self.first, max(self.title, self.likely[0] - TITLE_NEAR))
        self.first = min([self.first, *self._standfirst()])

    def _is_within(self, frame: Frame, container: Frame) -> bool:
        return any(each is container for each in around(frame))

    def _end(self, last: int) -> int:
        """The last row in the inner container: a list of short lines may follow its last prose."""
        inner = next(found for found, frame in self.read.items() if frame is self.inner)
        for at in range(last + 1, len(self.rows)):
            container = self.rows[at][1]
            while container is not None and id(container) != inner:
                container = container[2]
            if container is None:
                return at - 1
        return len(self.rows) - 1

    def _standfirst(self) -> list[int]:
        """Rows before the first that say what the page's description says."""
        if not self.described:
            return []
        starts = tuple(each[:40] for each in self.described)
        span = range(max(0, self.first - TITLE_NEAR), self.first)
        return [at for at in span if key(self.rows[at][0][:60]).startswith(starts)]

    def _tally(self) -> None:
        """How much of the article's prose stands in blocks of the same make, and in each parent."""
        self.alike: dict[Any, float] = {}
        self.shared: dict[int, float] = {}
        self.cousins: dict[Any, float] = {}
        self._up: dict[int, tuple[int, int, int, str]] = {}
        good = self.good or 1.0
        for at in self.likely:
            frame, size = self.frame(at), min(FULL, size_of(self.rows[at][0])) / good
            make = _make(frame)
            self.alike[make] = self.alike.get(make, 0.0) + size
            self.shared[id(frame.parent)] = self.shared.get(id(frame.parent), 0.0) + size
            self.cousins[_twig(frame)] = self.cousins.get(_twig(frame), 0.0) + size
        self.near_end = self.likely[-3] if len(self.likely) > 4 else self.likely[-1]
        self.top = self.title + 1 if self.title is not None and self.title < self.likely[0] else max(self.first, self.likely[0] - 4)
        self._long_heads = sum(len(self.rows[at][0]) >= 40 and self.rows[at][2] == 0 for at in range(self.top, self.likely[0]))
        self.branches: dict[int, tuple[int, int, int, float]] = {}
        for at in range(self.first, self.last + 1):
            top = self._branch(self.frame(at))
            if top is not None:
                text, _, linked, _, _ = self.rows[at]
                was = self.branches.get(id(top), (0, 0, 0, 0.0))
                self.branches[id(top)] = was[0] + len(text), was[1] + linked, was[2] + 1, top.good / good
        self.end = self.likely[-1]
        while self.end + 1 < len(self.rows) and self._are_kin(self.end + 1, self.end):
            self.end += 1
        self.joined = "\n".join([self.rows[at][0] for at in self.likely[:PULLED]])
        self.second_title = next((at for at in self.headings if at > (self.title or 0)), len(self.rows))
        self.seen: dict[str, int] = {}
        for at in range(self.first, self.last + 1):
            text = self.rows[at][0]
            self.seen[text] = self.seen.get(text, 0) + 1

    def signs(self, at: int) -> list[Sign]:
        """What everything known of the page tells of one block."""
        text, _, linked, hidden, style = self.rows[at]
        frame = self.frame(at)
        name, size = frame.name, size_class(size_of(text))
        share = linked / len(text)
        links = 0 if linked == 0 else 1 if share < 0.3 else 2 if share < 0.8 else 3
        before, after = self._odds_class(at - 1), self._odds_class(at + 1)
        above = before if at > 0 and self._are_kin(at, at - 1) else -1
        below = after if at + 1 < len(self.rows) and self._are_kin(at, at + 1) else -1
        make = self._make(frame, at)
        found: list[Sign] = [
            ("SIZE", name, size, is_marked(text)),
            self._place(frame, at),
            make,
            ("LINKS", links, size > 5, name),
            ("NEAR", self._odds_class(at), before, after, name),
            ("KIN", above, below, at > 0 and self.rows[at - 1][0][-1] in ":："),
            self._beside_links(at),
            self._says(text, at, hidden, make[2] == 3),
            ("STYLE", style, size > 5, self._rank(at)),
            self._branch_sign(frame),
            ("LABEL", links, ":" in text[:30], size > 5),
            self._words_sign(text),
            ("TITLE", NO_TITLE if self.title is None else max(-1, min(5, at - self.title)), len(text) > 60),
        ]
        if self.top <= at < self.likely[0]:
            found.append(self._head_sign(at, frame, size, links))
        return found

    def _words_sign(self, text: str) -> Sign:
        """The sections of the lexicons whose phrases the block begins or ends with, or is."""
        line = Line(text)
        found = {f"starts {section}" for section, _ in line.starts}
        found.update(f"ends {section}" for section in line.ends.split())
        if len(text) < 90:
            found.update(f"is {mark}" for mark in line.whole.split())
        label = line.label()
        if label:
            found.update(f"label {section}" for section in label[0].split())
        return "WORDS", *sorted(found)

    def _rank(self, at: int) -> str:
        """Where a block stands among the likely ones: their first, one of the last, behind them."""
        if at <= self.likely[0]:
            return "first" if at == self.likely[0] else "head"
        return "body" if at < self.near_end else "last" if at < self.likely[-1] else "end" if at == self.likely[-1] else "tail"

    def _branch(self, frame: Frame | None) -> Frame | None:
        """The outermost container around a frame that does not hold the article."""
        found = None
        while frame is not None and id(frame) not in self.path:
            found, frame = frame, frame.parent
        return found

    def _branch_sign(self, frame: Frame) -> Sign:
        top = self._branch(frame)
        if top is None:
            return "BRANCH", 0, 0, 0, 0
        size, linked, rows, good = self.branches[id(top)]
        share = linked / size
        return (
            "BRANCH",
            1 if rows == 1 else 2 if rows < 4 else 3 if rows < 10 else 4,
            0 if linked == 0 else 1 if share < 0.25 else 2 if share < 0.6 else 3,
            0 if good == 0 else 1 if good < 0.05 else 2 if good < 0.25 else 3,
            size_class(size // max(1, rows)),
        )

    def _head_sign(self, at: int, frame: Frame, size: int, links: int) -> Sign:
        """What stands between headline and first paragraph: standfirst, byline, caption, box."""
        named, each = 0, frame
        for near in (3, 2, 1):
            if each.marks & places.LEAD:
                named = near
                break
            if each.parent is None:
                break
            each = each.parent
        return "HEAD", named, size, links, is_marked(self.rows[at][0]), min(3, at - self.top), self._long_heads == 1

    def _place(self, frame: Frame, at: int) -> Sign:
        path, telling = self.path, ~self.common
        late = at > self.likely[0]
        if id(frame) in path:
            where = "inner" if frame is self.inner else "outer" if id(frame) not in self.beyond else "far"
            return "PLACE", 0, 0, 0, late, 0, where
        found = self._up.get(id(frame.parent))
        if found is None:
            found = self._up[id(frame.parent)] = self._climb(frame.parent)
        marks, tags, depth, where = found
        return "PLACE", frame.marks & telling, marks & telling, tags, late, min(depth, 4), where

    def _climb(self, frame: Frame | None) -> tuple[int, int, int, str]:
        """From a container up to those that hold the article: marks, tags, depth, and where that is."""
        marks = tags = depth = 0
        each = frame
        while each is not None and id(each) not in self.path:
            marks |= each.marks
            tags |= each.tag
            depth += 1
            each = each.parent
        where = "inner" if each is self.inner else "far" if each is None or id(each) in self.beyond else "outer"
        return marks, tags, depth, where

    def _make(self, frame: Frame, at: int) -> Sign:
        alike = self.alike.get(_make(frame), 0.0)
        parent = frame.parent
        shared = self.shared.get(id(parent), 0.0)
        grand = parent is not None and parent.parent is not None and self.shared.get(id(parent.parent), 0.0) > 0.3
        return (
            "MAKE",
            frame.name,
            0 if alike == 0 else 1 if alike < 0.1 else 2 if alike < 0.5 else 3,
            0 if shared == 0 else 1 if shared < 0.2 else 2 if shared < 0.6 else 3,
            "before" if at < self.likely[0] else "after" if at > self.end else "amid",
            grand,
            self.shared.get(id(frame), 0.0) > 0.1,
            0 if shared else self._cousins(frame),
        )

    def _cousins(self, frame: Frame) -> int:
        """Whether parents like the block's hold the article's prose: an article in several containers."""
        share = self.cousins.get(_twig(frame), 0.0)
        return 0 if share == 0 else 1 if share < 0.3 else 2

    def _odds_class(self, at: int) -> int:
        odds = self.prose.get(at)
        return 0 if odds is None else 1 if odds < -1.5 else 2 if odds < 0 else 3 if odds < 1.5 else 4

    def _are_kin(self, at: int, other: int) -> bool:
        """Whether two blocks are set alike in one container."""
        one, two = self.rows[at][1], self.rows[other][1]
        return one[1] == two[1] and one[2] is two[2] and self.frame(at).words == self.frame(other).words

    def _beside_links(self, at: int) -> Sign:
        """Whether the neighbours are links or linked headings, as in a list of other articles."""
        return "BESIDE", self._link(at - 1), self._link(at + 1)

    def _link(self, at: int) -> str:
        if not 0 <= at < len(self.rows):
            return ""
        text, container, linked, _, _ = self.rows[at]
        if linked * 5 <= len(text) * 4:
            return ""
        return "linked heading" if container[1] in _headings() else "link"

    def _says(self, text: str, at: int, hidden: bool, alike: bool) -> Sign:
        """What the text itself shows, whatever its language."""
        found = ["SAYS"]
        low = key(text if len(text) <= LOOKED else text[:LOOKED])
        if low in self.titles:
            found.append("is title")
        if self.described and len(low) > 25:
            start = low[:50]
            if any(each.startswith(start) or low.startswith(each) for each in self.described):
                found += ["is description", f"is description {'before' if at <= self.likely[0] else 'amid'}"]
        if self.body:
            told = low[:60] in self.body
            found.append(("told" if told else "untold") + (" short" if len(low) < 40 else ""))
        if self.seen.get(text, 0) > 1:
            found.append("repeated long" if len(text) > 60 else "repeated")
        elif not alike and 30 <= len(text) <= 400 and at < self.first + PULLED and self._is_pulled(text, at):
            found.append("pulled")
        if text[-1] in ":：":
            found.append("colon")
        if text.isupper() and len(text) > 3:
            found.append("capitals")
        elif text[0].islower():
            found.append("lower case")
        if len(text) < 60 and (digits := sum([char.isdigit() for char in text])):
            found.append("digits" if digits * 4 < len(text) else "mostly digits")
        if "|" in text or "©" in text or "@" in text:
            found.append("sign")
        if hidden:
            found.append("hidden")
        if self.title is not None and at > self.second_title:
            found.append("under another title")
        return tuple(found)

    def _is_pulled(self, text: str, at: int) -> bool:
        """Whether the passage stands in the article a second time."""
        return self.joined.count(text.strip(_OPENERS)) > (self.prose.get(at, 0.0) > 0)


def _descend(frame: Frame, kids: dict[int, list[Frame]], share: float) -> Frame:
    """The innermost frame that holds the share of its container's good prose, all the way down."""
    while True:
        inside = kids.get(id(frame))
        best = max(inside, key=lambda each: each.good) if inside else None
        if best is None or best.good < share * frame.good:
            break
        frame = best
    return frame.parent if frame.name in ("p", "li", "td", "h1", "h2") and frame.parent is not None else frame


def _make(frame: Frame) -> tuple[str, str, str]:
    """What blocks set alike share: tag, class words, the parent's class words."""
    return frame.name, frame.make, frame.parent.make if frame.parent is not None else ""


def _twig(frame: Frame) -> tuple[str, str] | None:
    """What containers of the same make share: tag and class words."""
    return (frame.parent.name, frame.parent.make) if frame.parent is not None else None


_HEADINGS: set[int] = set()


def _headings() -> set[int]:
    if not _HEADINGS:
        _HEADINGS.update(tag_id(name) for name in ("h2", "h3", "h4", "h5", "h6"))
    return _HEADINGS
