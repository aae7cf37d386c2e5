"""What the containers of a surveyed page tell of the blocks in them: marks on the way up to the article's containers, how
much of its prose stands near, what stands with them in one branch beside it.

Blocks of one container share what is told of it, so that most of it is looked up, not measured.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean.places import Frame
from newsclean.rules.evidence_html import Model, Weighed
from newsclean.rules.survey import FULL, Survey
from newsclean.rules.texts import size_class

BEFORE, FIRST, AMID, AFTER = range(4)  # where a block stands: before the article's first, that one, behind it, behind its last
_SIDES = ("before", "amid", "amid", "after")


class Holder:
    """What all blocks of a container share.

    marks, tags, depth, where  of the containers between it and those that hold the article
    shared  class of the share of the article's prose that stands in it; grand: whether much stands in the one around it
    cousins  class of the share that stands in containers like it, where none stands in itself
    top     the outermost container around it that does not hold the article, or None
    placed  how its blocks are set, by what tells it
    """

    __slots__ = ("cousins", "depth", "grand", "marks", "placed", "shared", "tags", "top", "where")

    marks: int
    tags: int
    depth: int
    where: str
    shared: int
    grand: bool
    cousins: int
    top: Frame | None

    def __init__(self) -> None:
        self.placed: dict[tuple[str, int, str, int, bool], tuple[Weighed, Weighed, bool]] = {}


class Holders:
    """The containers of a surveyed page's blocks.

    each    of the rows from the survey's first to its last: its container, what is told of the one around that, its branch
    """

    def __init__(self, survey: Survey, model: Model) -> None:
        self.survey = survey
        self.model = model
        self._known: dict[int, Holder] = {}
        self._tally_prose()
        self._tally_branches()

    def _tally_prose(self) -> None:
        """How much of the article's prose stands in blocks of the same make, in each parent, in parents alike."""
        self.alike: dict[Any, float] = {}
        self.shared: dict[int, float] = {}
        self.cousins: dict[Any, float] = {}
        survey = self.survey
        good = survey.good or 1.0
        for at in survey.likely:
            frame, size = survey.frame(at), min(FULL, survey.sizes[at]) / good
            make, twig = _make(frame), _twig(frame.parent)
            self.alike[make] = self.alike.get(make, 0.0) + size
            self.shared[id(frame.parent)] = self.shared.get(id(frame.parent), 0.0) + size
            self.cousins[twig] = self.cousins.get(twig, 0.0) + size
        self._parents = {parent for parent, share in self.shared.items() if share > 0.1}

    def _tally_branches(self) -> None:
        """Characters, characters in links and rows of each branch: what stands in one container beside the article."""
        survey, path = self.survey, self.survey.path
        self.each: list[tuple[Frame, Holder, Frame | None]] = []
        self._branches: dict[int, list[int]] = {}
        for at in range(survey.first, survey.last + 1):
            frame = survey.frame(at)
            holder = self._holder(frame.parent)
            top = None if id(frame) in path else holder.top or frame
            self.each.append((frame, holder, top))
            if top is not None:
                text, _, linked, _, _ = survey.rows[at]
                branch = self._branches.get(id(top))
                if branch is None:
                    self._branches[id(top)] = [len(text), linked, 1]
                else:
                    branch[0] += len(text)
                    branch[1] += linked
                    branch[2] += 1
        self._branched: dict[int, Weighed] = {}

    def _holder(self, frame: Frame | None) -> Holder:
        found = self._known.get(id(frame))
        if found is None:
            found = self._known[id(frame)] = Holder()
            shared = self.shared.get(id(frame), 0.0)
            cousins = 0.0 if shared else self.cousins.get(_twig(frame), 0.0)
            found.shared = 0 if shared == 0 else 1 if shared < 0.2 else 2 if shared < 0.6 else 3
            found.grand = frame is not None and frame.parent is not None and self.shared.get(id(frame.parent), 0.0) > 0.3
            found.cousins = 0 if cousins == 0 else 1 if cousins < 0.3 else 2
            self._climb(frame, found)
        return found

    def _climb(self, frame: Frame | None, holder: Holder) -> None:
        """From a container up to those that hold the article: marks, tags, depth, and where that is."""
        path = self.survey.path
        marks = tags = depth = 0
        each, top = frame, None
        while each is not None and id(each) not in path:
            marks |= each.marks
            tags |= each.tag
            depth += 1
            top, each = each, each.parent
        holder.marks, holder.tags, holder.depth, holder.top = marks, tags, min(depth, 4), top
        holder.where = self._where(each)

    def _where(self, frame: Frame | None) -> str:
        """Which of the containers that hold the article one is."""
        if frame is self.survey.inner:
            return "inner"
        return "far" if frame is None or id(frame) in self.survey.beyond else "outer"

    def placed(self, frame: Frame, holder: Holder, top: Frame | None, stands: int) -> tuple[Weighed, Weighed, bool]:
        """Where a block stands and how it is set beside the article's prose; whether most of that is set so."""
        key = frame.name, frame.marks, frame.make, stands, id(frame) in self._parents
        if top is None:
            place: Weighed = self.model.weigh(("PLACE", 0, 0, 0, stands >= AMID, 0, self._where(frame)))
            return place, *self._made(key, frame, holder)
        found = holder.placed.get(key)
        if found is None:
            telling = ~self.survey.common
            sign = "PLACE", frame.marks & telling, holder.marks & telling, holder.tags, stands >= AMID, holder.depth, holder.where
            place = self.model.weigh(sign)
            found = holder.placed[key] = place, *self._made(key, frame, holder)
        return found

    def _made(self, key: tuple[str, int, str, int, bool], frame: Frame, holder: Holder) -> tuple[Weighed, bool]:
        name, _, _, stands, parent = key
        alike = self.alike.get(_make(frame), 0.0)
        share = 0 if alike == 0 else 1 if alike < 0.1 else 2 if alike < 0.5 else 3
        sign = "MAKE", name, share, holder.shared, _SIDES[stands], holder.grand, parent, holder.cousins
        return self.model.weigh(sign), share == 3

    def branch(self, top: Frame | None) -> Weighed:
        """How much stands in a branch, and what."""
        if top is None:
            return self.model.weigh(("BRANCH", 0, 0, 0, 0))
        found = self._branched.get(id(top))
        if found is None:
            size, linked, rows = self._branches[id(top)]
            share, good = linked / size, top.good / (self.survey.good or 1.0)
            sign = (
                "BRANCH",
                1 if rows == 1 else 2 if rows < 4 else 3 if rows < 10 else 4,
                0 if linked == 0 else 1 if share < 0.25 else 2 if share < 0.6 else 3,
                0 if good == 0 else 1 if good < 0.05 else 2 if good < 0.25 else 3,
                size_class(size // max(1, rows)),
            )
            found = self._branched[id(top)] = self.model.weigh(sign)
        return found


def _make(frame: Frame) -> tuple[str, str, str]:
    """What blocks set alike share: tag, class words, the parent's class words."""
    return frame.name, frame.make, frame.parent.make if frame.parent is not None else ""


def _twig(frame: Frame | None) -> tuple[str, str] | None:
    """What containers of the same make share: tag and class words."""
    return (frame.name, frame.make) if frame is not None else None
