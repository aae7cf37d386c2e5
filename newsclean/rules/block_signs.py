"""The signs of the blocks between headline and end: what each shows, beside the article's prose that the survey found.

Blocks of one container share what is told of it (`_Holder`), so that most of a block's signs are looked up, not measured.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean import places
from newsclean.places import Frame
from newsclean.rules.evidence_html import NO_TITLE, Sign
from newsclean.rules.survey import FULL, Survey
from newsclean.rules.texts import is_marked, key, size_class

LOOKED = 400  # characters of a block that are compared with titles and descriptions
PULLED = 400  # blocks in which a pulled quote is looked for: the search is quadratic
_OPENERS = "\"'“”„«»‘’' …"
_DIGIT = re.compile(r"\d")


class _Holder:
    """What all blocks of a container share: the marks up to the article's containers, how much of its prose stands near.

    marks, tags, depth, where  of the containers between it and those that hold the article
    shared  class of the share of the article's prose that stands in it; grand: whether much stands in the one around it
    cousins  class of the share that stands in containers like it, where none stands in itself
    top     the outermost container around it that does not hold the article, or None
    """

    __slots__ = ("cousins", "depth", "grand", "marks", "shared", "tags", "top", "where")

    marks: int
    tags: int
    depth: int
    where: str
    shared: int
    grand: bool
    cousins: int
    top: Frame | None


class BlockSigns:
    """What is measured of a surveyed page's blocks, from its `first` to its `last`."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        rows, likely = survey.rows, survey.likely
        self.begin, self.stop = likely[0], likely[-1]
        self._holders: dict[int, _Holder] = {}
        self._branched: dict[int, Sign] = {}
        self._tally_prose()
        self.near_end = likely[-3] if len(likely) > 4 else self.stop
        self.top = survey.title + 1 if survey.title is not None and survey.title < self.begin else max(survey.first, self.begin - 4)
        self._long_heads = sum([len(rows[at][0]) >= 40 and rows[at][2] == 0 for at in range(self.top, self.begin)])
        self._tally_branches()
        self.end = self.stop
        while self.end + 1 < len(rows) and self._are_kin(self.end + 1, self.end):
            self.end += 1
        span = range(max(1, survey.first), min(len(rows), survey.last + 2))
        self.kin = {at for at in span if self._are_kin(at, at - 1)}
        self.joined = "\n".join([rows[at][0] for at in likely[:PULLED]])
        self.second_title = next((at for at in survey.headings if at > (survey.title or 0)), len(rows))
        self.seen: dict[str, int] = {}
        for text, _, _, _, _ in rows[survey.first : survey.last + 1]:
            self.seen[text] = self.seen.get(text, 0) + 1
        self.classes = [0] * (len(rows) + 1)  # one more, for either end
        for at, odds in survey.prose.items():
            self.classes[at] = 1 if odds < -1.5 else 2 if odds < 0 else 3 if odds < 1.5 else 4

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

    def _tally_branches(self) -> None:
        """Characters, characters in links and rows of each branch: what stands in one container beside the article."""
        survey = self.survey
        self.branches: dict[int, list[int]] = {}
        for at in range(survey.first, survey.last + 1):
            top = self._branch(survey.frame(at))
            if top is not None:
                text, _, linked, _, _ = survey.rows[at]
                branch = self.branches.get(id(top))
                if branch is None:
                    self.branches[id(top)] = [len(text), linked, 1]
                else:
                    branch[0] += len(text)
                    branch[1] += linked
                    branch[2] += 1

    def of(self, at: int) -> list[Sign]:
        """What everything known of the page but its words tells of one block."""
        survey, classes = self.survey, self.classes
        text, _, linked, hidden, style = survey.rows[at]
        frame = survey.frame(at)
        holder = self._holder(frame.parent)
        name, size = frame.name, size_class(survey.sizes[at])
        long, marked = size > 5, is_marked(text)
        links = 0 if linked == 0 else 1 if (share := linked / len(text)) < 0.3 else 2 if share < 0.8 else 3
        before, after = classes[at - 1], classes[at + 1]
        above = before if at in self.kin else -1
        below = after if at + 1 in self.kin else -1
        alike = self.alike.get(_make(frame), 0.0)
        if id(frame) in survey.path:
            where = "inner" if frame is survey.inner else "outer" if id(frame) not in survey.beyond else "far"
            place: Sign = ("PLACE", 0, 0, 0, at > self.begin, 0, where)
            branch: Sign = _NO_BRANCH
        else:
            telling = ~survey.common
            place = ("PLACE", frame.marks & telling, holder.marks & telling, holder.tags, at > self.begin, holder.depth, holder.where)
            branch = self._branch_sign(holder.top or frame)
        found: list[Sign] = [
            ("SIZE", name, size, marked),
            place,
            (
                "MAKE",
                name,
                0 if alike == 0 else 1 if alike < 0.1 else 2 if alike < 0.5 else 3,
                holder.shared,
                "before" if at < self.begin else "after" if at > self.end else "amid",
                holder.grand,
                self.shared.get(id(frame), 0.0) > 0.1,
                holder.cousins,
            ),
            ("LINKS", links, long, name),
            ("NEAR", classes[at], before, after, name),
            ("KIN", above, below, at > 0 and survey.rows[at - 1][0][-1] in ":："),
            ("BESIDE", survey.links[at - 1], survey.links[at + 1]),
            self._says(text, at, hidden, alike >= 0.5),
            ("STYLE", style, long, self._rank(at)),
            branch,
            ("LABEL", links, ":" in text[:30], long),
            ("TITLE", NO_TITLE if survey.title is None else max(-1, min(5, at - survey.title)), len(text) > 60),
        ]
        if self.top <= at < self.begin:
            found.append(self._head_sign(at, frame, size, links, marked))
        return found

    def _rank(self, at: int) -> str:
        """Where a block stands among the likely ones: their first, one of the last, behind them."""
        if at <= self.begin:
            return "first" if at == self.begin else "head"
        return "body" if at < self.near_end else "last" if at < self.stop else "end" if at == self.stop else "tail"

    def _holder(self, frame: Frame | None) -> _Holder:
        found = self._holders.get(id(frame))
        if found is None:
            found = self._holders[id(frame)] = _Holder()
            shared = self.shared.get(id(frame), 0.0)
            cousins = 0.0 if shared else self.cousins.get(_twig(frame), 0.0)
            found.shared = 0 if shared == 0 else 1 if shared < 0.2 else 2 if shared < 0.6 else 3
            found.grand = frame is not None and frame.parent is not None and self.shared.get(id(frame.parent), 0.0) > 0.3
            found.cousins = 0 if cousins == 0 else 1 if cousins < 0.3 else 2
            self._climb(frame, found)
        return found

    def _climb(self, frame: Frame | None, holder: _Holder) -> None:
        """From a container up to those that hold the article: marks, tags, depth, and where that is."""
        survey = self.survey
        marks = tags = depth = 0
        each, top = frame, None
        while each is not None and id(each) not in survey.path:
            marks |= each.marks
            tags |= each.tag
            depth += 1
            top, each = each, each.parent
        holder.marks, holder.tags, holder.depth, holder.top = marks, tags, min(depth, 4), top
        holder.where = "inner" if each is survey.inner else "far" if each is None or id(each) in survey.beyond else "outer"

    def _branch(self, frame: Frame) -> Frame | None:
        """The outermost container around a frame that does not hold the article."""
        return None if id(frame) in self.survey.path else self._holder(frame.parent).top or frame

    def _branch_sign(self, top: Frame) -> Sign:
        found = self._branched.get(id(top))
        if found is None:
            size, linked, rows = self.branches[id(top)]
            share, good = linked / size, top.good / (self.survey.good or 1.0)
            found = self._branched[id(top)] = (
                "BRANCH",
                1 if rows == 1 else 2 if rows < 4 else 3 if rows < 10 else 4,
                0 if linked == 0 else 1 if share < 0.25 else 2 if share < 0.6 else 3,
                0 if good == 0 else 1 if good < 0.05 else 2 if good < 0.25 else 3,
                size_class(size // max(1, rows)),
            )
        return found

    def _head_sign(self, at: int, frame: Frame, size: int, links: int, marked: bool) -> Sign:
        """What stands between headline and first paragraph: standfirst, byline, caption, box."""
        named, each = 0, frame
        for near in (3, 2, 1):
            if each.marks & places.LEAD:
                named = near
                break
            if each.parent is None:
                break
            each = each.parent
        return "HEAD", named, size, links, marked, min(3, at - self.top), self._long_heads == 1

    def _are_kin(self, at: int, other: int) -> bool:
        """Whether two blocks are set alike in one container."""
        one, two = self.survey.rows[at][1], self.survey.rows[other][1]
        return one[1] == two[1] and one[2] is two[2] and self.survey.frame(at).words == self.survey.frame(other).words

    def _says(self, text: str, at: int, hidden: bool, alike: bool) -> Sign:
        """What the text itself shows, whatever its language."""
        survey = self.survey
        found = ["SAYS"]
        low = key(text if len(text) <= LOOKED else text[:LOOKED])
        if low in survey.titles:
            found.append("is title")
        if survey.described and len(low) > 25:
            start = low[:50]
            if any([each.startswith(start) or low.startswith(each) for each in survey.described]):
                found += ["is description", f"is description {'before' if at <= self.begin else 'amid'}"]
        if survey.body:
            told = low[:60] in survey.body
            found.append(("told" if told else "untold") + (" short" if len(low) < 40 else ""))
        if self.seen.get(text, 0) > 1:
            found.append("repeated long" if len(text) > 60 else "repeated")
        elif not alike and 30 <= len(text) <= 400 and at < survey.first + PULLED and self._is_pulled(text, at):
            found.append("pulled")
        if text[-1] in ":：":
            found.append("colon")
        if text.isupper() and len(text) > 3:
            found.append("capitals")
        elif text[0].islower():
            found.append("lower case")
        if len(text) < 60 and (_DIGIT.search(text) or not text.isascii()) and (digits := sum([char.isdigit() for char in text])):
            found.append("digits" if digits * 4 < len(text) else "mostly digits")
        if "|" in text or "©" in text or "@" in text:
            found.append("sign")
        if hidden:
            found.append("hidden")
        if survey.title is not None and at > self.second_title:
            found.append("under another title")
        return tuple(found)

    def _is_pulled(self, text: str, at: int) -> bool:
        """Whether the passage stands in the article a second time."""
        return self.joined.count(text.strip(_OPENERS)) > (self.survey.prose.get(at, 0.0) > 0)


_NO_BRANCH: Sign = ("BRANCH", 0, 0, 0, 0)


def _make(frame: Frame) -> tuple[str, str, str]:
    """What blocks set alike share: tag, class words, the parent's class words."""
    return frame.name, frame.make, frame.parent.make if frame.parent is not None else ""


def _twig(frame: Frame | None) -> tuple[str, str] | None:
    """What containers of the same make share: tag and class words."""
    return (frame.name, frame.make) if frame is not None else None
