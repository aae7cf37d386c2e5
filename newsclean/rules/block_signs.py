"""The signs of the blocks between headline and end: what each shows, beside the article's prose that the survey found.

What the blocks' containers tell is in `holders`; the signs come weighed (`evidence_html`).
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean import places
from newsclean.places import Frame
from newsclean.rules.evidence_html import Model, Weighed
from newsclean.rules.features import NO_TITLE, Sign
from newsclean.rules.holders import AFTER, AMID, BEFORE, FIRST, Holders
from newsclean.rules.survey import Survey
from newsclean.rules.texts import is_marked, key, size_class

LOOKED = 400  # characters of a block that are compared with titles and descriptions
PULLED = 400  # blocks in which a pulled quote is looked for: the search is quadratic
PASSAGE = 60  # characters at its start by which a block is told from most others first
_OPENERS = "\"'“”„«»‘’' …"
_DIGIT = re.compile(r"\d")


class BlockSigns:
    """What is measured of a surveyed page's blocks, from its `first` to its `last`."""

    def __init__(self, survey: Survey, model: Model) -> None:
        self.survey = survey
        self.model = model
        rows, likely = survey.rows, survey.likely
        self.begin, self.stop = likely[0], likely[-1]
        self.near_end = likely[-3] if len(likely) > 4 else self.stop
        self.top = survey.title + 1 if survey.title is not None and survey.title < self.begin else max(survey.first, self.begin - 4)
        self._long_heads = sum([len(rows[at][0]) >= 40 and rows[at][2] == 0 for at in range(self.top, self.begin)])
        self.holders = Holders(survey, model)
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
        self.openings = tuple({each[:6] for each in (*survey.titles, *survey.described)})
        self.classes = [0] * (len(rows) + 1)  # one more, for either end
        for at, odds in survey.prose.items():
            self.classes[at] = 1 if odds < -1.5 else 2 if odds < 0 else 3 if odds < 1.5 else 4

    def of(self, at: int) -> list[Weighed]:
        """What everything known of the page but its words tells of one block; what the text says comes first."""
        survey, classes, kin, groups = self.survey, self.classes, self.kin, self.model.groups
        text, _, linked, hidden, style = survey.rows[at]
        frame, holder, top = self.holders.each[at - survey.first]
        links = 0 if linked == 0 else 1 if (share := linked / len(text)) < 0.3 else 2 if share < 0.8 else 3
        size, marked = size_class(survey.sizes[at]), is_marked(text)
        look = frame.name, size, marked, links, style, self._rank(at), ":" in text[:30]
        above, below = at in kin, at + 1 in kin
        colon = at > 0 and survey.rows[at - 1][0][-1] in ":："
        behind = NO_TITLE if survey.title is None else max(-1, min(5, at - survey.title))
        near = (
            frame.name, classes[at], classes[at - 1], classes[at + 1], above, below, colon,
            survey.links[at - 1], survey.links[at + 1], behind, len(text) > 60,
        )  # fmt: skip
        stands = BEFORE if at < self.begin else FIRST if at == self.begin else AMID if at <= self.end else AFTER
        place, make, usual = self.holders.placed(frame, holder, top, stands)
        found = [
            self.model.weigh(self._says(text, at, hidden, usual)),
            *(groups.get(look) or self._look(look)),
            *(groups.get(near) or self._near(near)),
            place,
            make,
            self.holders.branch(top),
        ]
        if self.top <= at < self.begin:
            found.append(self.model.weigh(self._head_sign(at, frame, size, links, marked)))
        return found

    def _look(self, look: tuple[Any, ...]) -> tuple[Weighed, ...]:
        """What size, links and style tell of a block."""
        name, size, marked, links, style, rank, colon = look
        long = size > 5
        signs = ("SIZE", name, size, marked), ("LINKS", links, long, name), ("STYLE", style, long, rank), ("LABEL", links, colon, long)
        return self.model.group(look, signs)

    def _near(self, near: tuple[Any, ...]) -> tuple[Weighed, ...]:
        """What the blocks around it tell of a block."""
        name, own, before, after, as_above, as_below, colon, link_above, link_below, behind, long = near
        kin: Sign = ("KIN", before if as_above else -1, after if as_below else -1, colon)
        signs = ("NEAR", own, before, after, name), kin, ("BESIDE", link_above, link_below), ("TITLE", behind, long)
        return self.model.group(near, signs)

    def marks(self, at: int) -> int:
        """The marks of the containers that a block stands in, up to those that hold the article."""
        frame, holder, top = self.holders.each[at - self.survey.first]
        return frame.marks | holder.marks if top is not None else 0

    def _rank(self, at: int) -> str:
        """Where a block stands among the likely ones: their first, one of the last, behind them."""
        if at <= self.begin:
            return "first" if at == self.begin else "head"
        return "body" if at < self.near_end else "last" if at < self.stop else "end" if at == self.stop else "tail"

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

    def _says(self, text: str, at: int, hidden: bool, usual: bool) -> Sign:
        """What the text itself shows, whatever its language."""
        survey = self.survey
        found = ["SAYS", *self._repeats(text, at)]
        if self.seen.get(text, 0) > 1:
            found.append("repeated long" if len(text) > 60 else "repeated")
        elif not usual and 30 <= len(text) <= 400 and at < survey.first + PULLED and self._is_pulled(text, at):
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

    def _repeats(self, text: str, at: int) -> list[str]:
        """Which of the page's clues a block repeats: title, description, JSON-LD's articleBody."""
        survey = self.survey
        if not survey.body and not key(text[:PASSAGE]).startswith(self.openings):
            return []
        found = []
        low = key(text[:LOOKED])
        if low in survey.titles:
            found.append("is title")
        if len(low) > 25:
            start = low[:50]
            if any([each.startswith(start) or low.startswith(each) for each in survey.described]):
                found += ["is description", f"is description {'before' if at <= self.begin else 'amid'}"]
        if survey.body:
            told = low[:60] in survey.body
            found.append(("told" if told else "untold") + (" short" if len(low) < 40 else ""))
        return found

    def _is_pulled(self, text: str, at: int) -> bool:
        """Whether the passage stands in the article a second time."""
        passage, own = text.strip(_OPENERS), self.survey.prose.get(at, 0.0) > 0
        return self.joined.count(passage[:PASSAGE]) > own and self.joined.count(passage) > own
