"""A page seen whole: where its headline is, how likely each prose block is the article's, in which container it stands.

`Survey` weighs the prose blocks and finds the article's bounds; `block_signs` tells what each block between them shows; the
weights are elsewhere (`evidence_html`).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean import places
from newsclean.places import Frame, read
from newsclean.rules.evidence_html import Model
from newsclean.rules.features import Sign
from newsclean.rules.headline import headings, headline
from newsclean.rules.texts import is_marked, key, size_class, size_of
from newsclean.walk import MENU, Row, kind_of, tag_id

PROSE = 70  # characters; shorter blocks say nothing about where the article is
FULL = 800  # characters; a longer block counts no more
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
# Marks that a whole article may bear: its products are deals, its rounds are cards.
SOFT = (
    places.AD | places.CARD | places.TEASER | places.PRODUCT | places.RELATED | places.BOX | places.INFO | places.MEDIA
    | places.TAGS | places.SHARE | places.BYLINE | places.STAMP | places.COUNTER | places.ASIDE | places.BIO
)  # fmt: skip


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
    sizes, links  of each row how much text it has, and whether it is a link; links has one "" more, for either end
    """

    def __init__(self, rows: list[Row], clues: dict[str, Any], model: Model) -> None:
        self.rows = rows
        self.read: dict[int, Frame] = {}
        self.frames: list[Frame | None] = [None] * len(rows)
        self.sizes = [len(text) if text.isascii() else size_of(text) for text, _, _, _, _ in rows]
        self.links = _links(rows)
        told = clues["body"]
        self.body = key(" ".join(told.split())) if len(told) > BODY else ""
        self.titles = {key(value) for _, value in clues["title"][:CLUES]} - {""}
        self.described = list(dict.fromkeys([key(value).rstrip("… ") for _, value in clues["description"][:CLUES] if len(value) > 25]))
        self.prose = dict.fromkeys(self._find_prose(), 0.0)
        self.path: set[int] = set()
        self.first = self.last = -1
        self.title: int | None = None
        self.headings = headings(rows)
        self._find_title(len(rows))
        if self.prose:
            self._weigh(model)
            self._locate()

    def frame(self, at: int) -> Frame:
        """The frame of a row."""
        found = self.frames[at]
        if found is None:
            found = self.frames[at] = read(self.rows[at][1], self.read)
        return found

    def _find_prose(self) -> list[int]:
        found, sizes = [], self.sizes
        for at, (text, container, linked, hidden, _) in enumerate(self.rows):
            if sizes[at] >= PROSE and linked <= LINKED * len(text) and not hidden and kind_of(container[1]) != MENU:
                found.append(at)
        return found

    def _find_title(self, end: int) -> None:
        self.title = headline(self.rows[:end], self.headings, self.titles, self.title)

    def _weigh(self, model: Model) -> None:
        """Give each prose block its log-odds and each container its prose."""
        sizes = {at: min(FULL, self.sizes[at]) for at in self.prose}
        for at, size in sizes.items():
            self.frame(at).mass += size
        for each in reversed(self.read.values()):  # a container is read before those in it
            if each.parent is not None:
                each.parent.mass += each.mass
        self.half = sum(sizes.values()) / 2
        self.common = self._common_marks(sizes)
        self._measure_title()
        self.good = 0.0
        for at, size in sizes.items():
            odds = self.prose[at] = model.alone(self.prose_signs(at)) / 100
            if odds > UNLIKELY:
                share = size / (1.0 + exp(-odds))
                self.good += share
                self.frame(at).good += share
        for each in reversed(self.read.values()):
            if each.parent is not None:
                each.parent.good += each.good

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
            ("PROSE", frame.name, size_class(self.sizes[at]), is_marked(text), 10 * linked // len(text)),
            ("STANDS", parent.name if parent is not None else "", frame.within, min(depth, 4), own, marks & telling),
            ("BESIDE", self.links[at - 1], self.links[at + 1]),
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
        self.first = next(at for at in self.prose if self._is_within(self.frame(at), self.outer))
        last = next(at for at in reversed(self.prose) if self._is_within(self.frame(at), self.outer))
        self.last = min(len(self.rows) - 1, self._end(last) + AFTER)
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


def _descend(frame: Frame, kids: dict[int, list[Frame]], share: float) -> Frame:
    """The innermost frame that holds the share of its container's good prose, all the way down."""
    while True:
        inside = kids.get(id(frame))
        best = max(inside, key=lambda each: each.good) if inside else None
        if best is None or best.good < share * frame.good:
            break
        frame = best
    return frame.parent if frame.name in ("p", "li", "td", "h1", "h2") and frame.parent is not None else frame


def _links(rows: list[Row]) -> list[str]:
    """Of each row whether it is a link or a linked heading, as in a list of other articles."""
    headings = {tag_id(name) for name in ("h2", "h3", "h4", "h5", "h6")}
    found = ["" if linked * 5 <= len(text) * 4 else "linked heading" if container[1] in headings else "link" for text, container, linked, _, _ in rows]
    return [*found, ""]
