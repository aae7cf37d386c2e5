"""The evidence for each block of a page: what its place, its links and its neighbours tell, as named features.

Two models read it, both sums of weights (`_html_weights.py`, fitted by tools/fit_html.py): one says how likely a prose
block is article text, from itself and its containers alone; with it the article's container is found. The other judges
each block between the title and the end of that container.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from typing import Any

from newsclean.places import WITHIN, AD, CARD, PRODUCT, TEASER, ASIDE, BIO, BOX, BYLINE, COUNTER, INFO, MARKS, MEDIA, RELATED, SHARE, STAMP, TAGS, Frame, read
from newsclean.shapes import ends_marked, is_cjk
from newsclean.walk import MENU, Row, tag_id, tags

PROSE = 70  # characters; shorter blocks say nothing about where the article is
FULL = 800  # characters; a longer block counts no more
CJK = 3  # a character of a script without spaces counts for so many
LINKED = 0.5  # share of link text beyond which a block is no prose
TITLE_NEAR = 60  # blocks before the article's first in which the title is looked for
ABOVE = 8  # blocks above the first that are judged where no headline is found
AFTER = 12  # blocks behind the container that are still judged
DEEP = 0.55  # share of the article's prose that a container must hold to be the inner one
WIDE = 0.9  # the same for the outer one: the article and what stands between its parts
CLUES = 8  # titles and descriptions that are looked at; a page names each a few times
PULLED = 400  # blocks in which a pulled quote is looked for: the search is quadratic
BODY = 200  # characters; a shorter articleBody of JSON-LD is a summary
_SIZES = (12, 25, 40, 60, 90, 140, 220, 400)
_TOLD = frozenset(
    "ul ol table figure aside blockquote header form button section a dl details figcaption article".split()
)
_NAMES = {bit: name for name, bit in MARKS.items()}
# Marks that a whole article may bear: its products are deals, its rounds are cards.
SOFT = AD | CARD | TEASER | PRODUCT | RELATED | BOX | INFO | MEDIA | TAGS | SHARE | BYLINE | STAMP | COUNTER | ASIDE | BIO
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\xa0": " "})


def size_of(text: str) -> int:
    """Characters, those of scripts without spaces counted thrice."""
    return len(text) * CJK if is_cjk(text) else len(text)


def size_class(size: int) -> int:
    """0 (under 12 characters) to 8 (400 and more)."""
    for at, edge in enumerate(_SIZES):
        if size < edge:
            return at
    return len(_SIZES)


def key(text: str) -> str:
    """The form under which a block is compared with the title and its like."""
    return " ".join(text.lower().translate(_QUOTES).split()).strip(" .\"'")


def around(frame: Frame | None) -> Iterator[Frame]:
    """A frame and those around it, innermost first."""
    while frame is not None:
        yield frame
        frame = frame.parent


def names_of(marks: int) -> list[str]:
    """The names of the marks, in order."""
    return [name for bit, name in _NAMES.items() if marks & bit]


class Survey:
    """A page seen whole: which blocks are prose, how likely each is the article's, and in which container it stands.

    prose   {row: log-odds} of the prose blocks
    inner, outer  the container that holds most of the article's prose, and the one that holds nearly all
    first, last   the first and last row that may belong to the article
    title   the row of the visible headline, or None
    """

    def __init__(self, rows: list[Row], clues: dict[str, Any], weights: dict[str, float]) -> None:
        self.rows = rows
        self.read: dict[int, Frame] = {}
        self.frames: list[Frame | None] = [None] * len(rows)
        self.body = key(clues["body"]) if len(clues["body"]) > BODY else ""
        self.titles = {key(value) for _, value in clues["title"][:CLUES]}
        self.described = [key(value).rstrip(".… ") for _, value in clues["description"][:CLUES] if len(value) > 25]
        self.prose = dict.fromkeys(self._prose(), 0.0)
        self.total = 0
        self.good = 0.0
        self.title: int | None = None
        self.first = self.last = -1
        self.path: set[int] = set()
        if self.prose:
            self._find_title()
            self._weigh(weights)
            self._locate()

    def frame(self, at: int) -> Frame:
        """The frame of a row."""
        found = self.frames[at]
        if found is None:
            found = self.frames[at] = read(self.rows[at][1], self.read)
        assert found is not None
        return found

    def _prose(self) -> list[int]:
        kinds = tags(None)
        return [
            at
            for at, (text, container, linked, hidden) in enumerate(self.rows)
            if (len(text) >= PROSE or (len(text) * CJK >= PROSE and is_cjk(text)))
            and linked <= LINKED * len(text)
            and not hidden
            and kinds.get(container[1]) != MENU
        ]

    def _weigh(self, weights: dict[str, float]) -> None:
        """Give each prose block its log-odds and each container its prose."""
        sizes = {at: min(FULL, size_of(self.rows[at][0])) for at in self.prose}
        for at, size in sizes.items():
            for each in around(self.frame(at)):
                each.mass += size
        self.total = sum(sizes.values())
        self.common = self._common_marks(sizes)
        self._measure_title()
        for at, size in sizes.items():
            odds = sum(weights.get(name, 0.0) for name in self.prose_features(at))
            self.prose[at] = odds
            share = size / (1.0 + exp(-odds)) if odds > UNLIKELY else 0.0
            self.good += share
            for each in around(self.frame(at)):
                each.good += share

    def _measure_title(self) -> None:
        """How far up from each container of prose the headline's containers begin."""
        self.apart: dict[int, int] = {}
        if self.title is None:
            return
        steps = {id(each): at for at, each in enumerate(reversed(list(around(self.frame(self.title)))))}
        shared = {}
        for at in self.prose:
            frame = self.frame(at).parent
            if id(frame) not in shared:
                shared[id(frame)] = next((steps[id(each)] for each in around(frame) if id(each) in steps), 0)
        best = max(shared.values())
        self.apart = {found: best - each for found, each in shared.items()}

    def _common_marks(self, sizes: dict[int, int]) -> int:
        """Marks that most of the page's prose bears in small containers: on such a page they tell nothing."""
        borne: dict[int, int] = {}
        for at, size in sizes.items():
            marks, _ = self._inner_marks(self.frame(at))
            borne[marks] = borne.get(marks, 0) + size
        every = 0
        for marks in borne:
            every |= marks & SOFT
        common, bit = 0, 1
        while bit <= every:
            if every & bit and sum(size for marks, size in borne.items() if marks & bit) > self.total / 2:
                common |= bit
            bit <<= 1
        return common

    def _inner_marks(self, frame: Frame) -> tuple[int, int]:
        """Marks of the frame and those around it that hold less than half of the page's prose, and their number."""
        half = self.total / 2
        marks, depth = 0, 0
        each: Frame | None = frame
        while each is not None and each.mass < half:
            marks |= each.marks
            depth += 1
            each = each.parent
        return marks, depth

    def prose_features(self, at: int) -> list[str]:
        """What a prose block and its containers tell of it, before the article's place is known."""
        text, _, linked, _ = self.rows[at]
        frame = self.frame(at)
        telling = ~self.common
        marks, depth = self._inner_marks(frame.parent) if frame.parent is not None else (0, 0)
        found = ["", f"tag {frame.name}", f"size {size_class(size_of(text))}", f"depth {min(depth, 4)}"]
        found.append("marked" if ends_marked(text) else "unmarked")
        found.append(f"linked {10 * linked // len(text)}")
        if frame.mass < self.total / 2:
            found += _named("own", frame.marks & telling)
        found += _named("in", marks & telling)
        if frame.parent is not None:
            found.append(f"parent {frame.parent.name}")
        found += _WITHIN[frame.within]
        found += self._beside_links(at)
        if self.title is not None:
            found.append("above title" if at < self.title else "near title" if at < self.title + NEAR else "below title")
            found.append(f"apart {min(4, self.apart.get(id(frame.parent), 4))}")
        if self.body:
            found.append("told" if key(text)[:60] in self.body else "untold")
        return found

    def _locate(self) -> None:
        """Find the containers, the headline and the bounds."""
        kids: dict[int, list[Frame]] = {}
        frames = list(self.read.values())
        for each in frames:
            if each.parent is not None and each.good > 0:
                kids.setdefault(id(each.parent), []).append(each)
        self.inner = _descend(frames[0], kids, DEEP)
        self.outer = _descend(frames[0], kids, WIDE)
        self.path = {id(each) for each in around(self.inner)}
        self.likely = [at for at, odds in self.prose.items() if odds > 0] or list(self.prose)
        inside = [at for at in self.prose if self.within(self.frame(at), self.outer)]
        self.first, self.last = inside[0], min(len(self.rows) - 1, self._end(inside[-1]) + AFTER)
        if self.title is not None and self.title > self.likely[0]:
            after = self.title
            self._find_title(self.likely[0])
            self.title = after if self.title is None else self.title
        if self.title is None:
            self.first = max(0, self.first - ABOVE)
        elif self.title < self.likely[0]:
            self.first = min(self.first, max(self.title, self.likely[0] - TITLE_NEAR))
        self.first = min([self.first, *self._standfirst()])
        self._tally()

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
        return [at for at in range(max(0, self.first - TITLE_NEAR), self.first) if key(self.rows[at][0][:60]).startswith(starts)]

    def _find_title(self, end: int | None = None) -> None:
        """The headline: an h1 that a clue repeats, else another block that one repeats, else the only h1."""
        self.title = None
        self.headings = [at for at, row in enumerate(self.rows) if _in_h1(row[1])]
        best = 0
        starts = {each[:10] for each in self.titles}
        headings = set(self.headings)
        for at, (text, _, _, hidden) in enumerate(self.rows[:end]):
            if hidden or not 8 <= len(text) <= 300:
                continue
            heading = at in headings
            if heading or text[:10].lower().translate(_QUOTES) in starts:
                rank = self._title_rank(key(text), heading)
                if rank > best:
                    best, self.title = rank, at

    def _title_rank(self, low: str, heading: bool) -> int:
        if low in self.titles:
            return 4 if heading else 2
        if not heading:
            return 0
        if any(each.startswith(low) or low.startswith(each) for each in self.titles if each):
            return 3
        return 1 if len(self.headings) == 1 else 0

    def _tally(self) -> None:
        """How much of the article's prose stands in blocks of the same make, and in each parent."""
        self.alike: dict[Any, float] = {}
        self.shared: dict[int, float] = {}
        for at in self.likely:
            frame, size = self.frame(at), min(FULL, size_of(self.rows[at][0])) / (self.good or 1.0)
            make = _make(frame)
            self.alike[make] = self.alike.get(make, 0.0) + size
            self.shared[id(frame.parent)] = self.shared.get(id(frame.parent), 0.0) + size
        self.joined = "\n".join(self.rows[at][0] for at in self.likely[:PULLED])
        self.second_title = next((at for at in self.headings if at > (self.title or 0)), len(self.rows))
        self.seen: dict[str, int] = {}
        for at in range(self.first, self.last + 1):
            text = self.rows[at][0]
            self.seen[text] = self.seen.get(text, 0) + 1

    def within(self, frame: Frame, container: Frame) -> bool:
        """Whether a frame is the container or stands in it."""
        return any(each is container for each in around(frame))

    def features(self, at: int) -> list[str]:
        """What everything known of the page tells of one block."""
        text, _, linked, hidden = self.rows[at]
        frame = self.frame(at)
        name, size = frame.name, size_class(size_of(text))
        found = ["", f"tag {name}", f"size {size}", f"size {size} {'marked' if ends_marked(text) else 'unmarked'}"]
        found += self._of_place(frame, at)
        found += self._of_make(frame, at)
        found += self._of_links(name, linked / len(text), size)
        found += self._of_neighbours(name, at)
        found += self._of_text(text, at)
        if hidden:
            found.append("hidden")
        if self.title is not None and at > self.second_title:
            found.append("under another title")
        return found

    def _of_place(self, frame: Frame, at: int) -> list[str]:
        path = self.path
        telling = ~self.common
        late = "late" if at > self.likely[0] else "early"
        own = frame.marks & telling if id(frame) not in path else 0
        marks, depth, outer = 0, 0, False
        each = frame.parent
        names = set()
        while each is not None and id(each) not in path:
            marks |= each.marks
            depth += 1
            if each.name in _TOLD:
                names.add(f"in {each.name}")
            each = each.parent
        where = each if id(frame) not in path else frame
        outer = where is not None and self.within(where, self.outer)
        marks &= telling
        found = [*_named("own", own), *_named("in", marks), *_named(late, own | marks), *names, f"depth {min(depth, 4)}"]
        found.append("inner" if where is self.inner else "outer" if outer else "far")
        return found

    def _of_make(self, frame: Frame, at: int) -> list[str]:
        alike = self.alike.get(_make(frame), 0.0)
        shared = self.shared.get(id(frame.parent), 0.0)
        make = "alike 0" if alike == 0 else "alike 1" if alike < 0.1 else "alike 2" if alike < 0.5 else "alike 3"
        kin = "kin 0" if shared == 0 else "kin 1" if shared < 0.2 else "kin 2" if shared < 0.6 else "kin 3"
        where = "before" if at < self.likely[0] else "after" if at > self.likely[-1] else "amid"
        name = frame.name
        found = [make, f"{make} {name}", kin, f"{kin} {name}", where, f"{where} {name}", f"{where} {kin}", f"{where} {make}"]
        grand = frame.parent.parent if frame.parent is not None else None
        if grand is not None and self.shared.get(id(grand), 0.0) > 0.3:
            found.append("grandkin")
        if self.shared.get(id(frame), 0.0) > 0.1:
            found.append("parent of prose")
        if self.title is not None:
            found.append("above title" if at < self.title else "title" if at == self.title else "below title")
            if self.title < at <= self.title + 4:
                found += [f"title +{at - self.title}", f"under title {'long' if len(self.rows[at][0]) > 60 else 'short'}"]
        return found

    def _of_links(self, name: str, share: float, size: int) -> list[str]:
        links = "links 0" if share == 0 else "links 1" if share < 0.3 else "links 2" if share < 0.8 else "links 3"
        return [links, f"{links} {'long' if size > 5 else 'short'}", f"{links} {name}"]

    def _of_neighbours(self, name: str, at: int) -> list[str]:
        before, after = self._odds_class(at - 1), self._odds_class(at + 1)
        own = self._odds_class(at)
        beside = self._beside_links(at)
        found = [f"prose {own}", f"before {before}", f"after {after}", *beside]
        if at > 0:
            if self._are_kin(at, at - 1):
                found.append(f"as above {before}")
            if self.rows[at - 1][0][-1] in ":：":
                found.append("below colon")
        if at + 1 < len(self.rows) and self._are_kin(at, at + 1):
            found.append(f"as below {after}")
        if name in ("h2", "h3", "h4", "h5", "h6"):
            found.append(f"heading after {after}")
        return found

    def _are_kin(self, at: int, other: int) -> bool:
        """Whether two blocks are set alike in one container."""
        one, two = self.rows[at][1], self.rows[other][1]
        return one[1] == two[1] and one[2] is two[2] and self.frame(at).words == self.frame(other).words

    def _beside_links(self, at: int) -> list[str]:
        """Whether the neighbours are links or linked headings, as in a list of other articles."""
        found = []
        for where, other in (("below", at - 1), ("above", at + 1)):
            if 0 <= other < len(self.rows):
                text, container, linked, _ = self.rows[other]
                if linked * 5 > len(text) * 4:
                    found.append(f"{where} linked heading" if container[1] in _headings() else f"{where} link")
        return found

    def _odds_class(self, at: int) -> str:
        odds = self.prose.get(at)
        return "-" if odds is None else "0" if odds < -1.5 else "1" if odds < 0 else "2" if odds < 1.5 else "3"

    def _of_text(self, text: str, at: int) -> list[str]:
        found = []
        low = key(text)
        if low in self.titles:
            found.append("is title")
        if len(low) > 25:
            start = low[:50]
            if any(each.startswith(start) or low.startswith(each) for each in self.described):
                found += ["is description", f"is description {'before' if at <= self.likely[0] else 'amid'}"]
        if self.body:
            told = low[:60] in self.body
            found.append(("told" if told else "untold") + (" short" if len(low) < 40 else ""))
        if self.seen.get(text, 0) > 1:
            found.append("repeated long" if len(text) > 60 else "repeated")
        elif 30 <= len(text) <= 400 and at < self.first + PULLED and self.joined.count(text.strip("\"“”„«»‘’' …")) > (at in self.prose and self.prose[at] > 0):
            found.append("pulled")
        if text[-1] in ":：":
            found.append("colon")
        if text.isupper() and len(text) > 3:
            found.append("capitals")
        elif text[0].islower():
            found.append("lower case")
        digits = sum(map(text.count, "0123456789")) if len(text) < 200 else 0
        if digits:
            found.append("digits" if digits * 4 < len(text) else "mostly digits")
        if "|" in text or "©" in text or "@" in text:
            found.append("sign")
        return found


NEAR = 25  # blocks below the headline in which the article should begin
_WITHIN = [[f"within {name}" for name, bit in WITHIN.items() if marks & bit] for marks in range(1 << len(WITHIN))]
UNLIKELY = -1.4  # log-odds; prose less likely the article's has no say in where the article is


def _descend(frame: Frame, kids: dict[int, list[Frame]], share: float) -> Frame:
    """The innermost frame that holds the share of its container's good prose, all the way down."""
    while True:
        inside = kids.get(id(frame))
        best = max(inside, key=lambda each: each.good) if inside else None
        if best is None or best.good < share * frame.good:
            break
        frame = best
    return frame.parent if frame.name in ("p", "li", "td", "h1", "h2") and frame.parent is not None else frame


def _headings() -> set[int]:
    if not _HEADINGS:
        _HEADINGS.update(tag_id(name) for name in ("h2", "h3", "h4", "h5", "h6"))
    return _HEADINGS


_HEADINGS: set[int] = set()


def _in_h1(container: Any) -> bool:
    """Whether a container is an h1 or stands directly in one."""
    h1 = tag_id("h1")
    return container[1] == h1 or (container[2] is not None and container[2][1] == h1)


def _make(frame: Frame) -> tuple[str, str, str]:
    """What blocks set alike share: tag, class words, the parent's class words."""
    return frame.name, frame.words, frame.parent.words if frame.parent is not None else ""


_NAMED: dict[tuple[str, int], list[str]] = {}


def _named(where: str, marks: int) -> list[str]:
    if not marks:
        return []
    found = _NAMED.get((where, marks))
    if found is None:
        if len(_NAMED) > MOST_NAMED:
            _NAMED.clear()
        found = _NAMED[where, marks] = [f"{where} {name}" for name in names_of(marks)]
    return found


MOST_NAMED = 20_000  # sets of marks remembered between pages
