"""Pages: which blocks of an HTML page are the article's. Links, place and neighbourhood choose; words come after.

`choose` names a rule for every block that is not: blocks outside the article by where they stand, blocks inside it
(between the headline and the last container of prose) by the sum of their evidence, `evidence_html`. The rule's name is
what the block's containers say of themselves (a caption, a share bar), else what the block is in the page.
"""

from __future__ import annotations

from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean import places
from newsclean.lexicon import Line
from newsclean.model import Block
from newsclean.rules._html_weights import BLOCK, PROSE
from newsclean.rules.block_signs import BlockSigns
from newsclean.rules.evidence_html import Model
from newsclean.rules.features import Sign
from newsclean.rules.page_rules import RULES
from newsclean.rules.survey import Survey
from newsclean.rules.texts import words_of
from newsclean.walk import MENU, Row, kind_of

THRESHOLD = 15  # hundredths of log-odds; a block that is not above it is not the article's


# The first mark that a block's containers bear names the rule.
_BY_MARK = (
    (places.HIDDEN, "N001"),
    (places.COMMENTS, "N003"),
    (places.NOTICE, "N015"),
    (places.CREDIT, "N009"),
    (places.CAPTION, "N008"),
    (places.SHARE, "N005"),
    (places.SUBSCRIBE, "N006"),
    (places.STAMP, "N012"),
    (places.BIO, "N010"),
    (places.BYLINE, "N011"),
    (places.TAGS, "N013"),
    (places.COUNTER, "N022"),
    (places.RELATED | places.TEASER, "N004"),
    (places.AD | places.PRODUCT, "N007"),
    (places.MENU, "N002"),
    (places.EMBED, "N014"),
    (places.MEDIA, "N008"),
    (places.FORM, "N016"),
    (places.PAYWALL, "N023"),
    (places.INFO, "N024"),
    (places.ASIDE | places.CARD, "N004"),
)


def cut(blocks: list[Block], clues: dict[str, Any]) -> None:
    """Cut every block that is not the article's, whole and with its rule.

    Needs the `rows` and `places` that html.read left in the clues, and leaves there the survey, which page_facts reads, and the `lines`
    of the blocks that it looked up, which the rules go on with.
    """
    lines: dict[str, Line] = {}
    survey, codes = choose(clues["rows"], clues, lines)
    clues["survey"] = survey
    clues["places"].frames = survey.read
    clues["lines"] = lines
    for block, code in zip(blocks, codes, strict=True):
        if code:
            block.cut(0, len(block.source), code)


def choose(rows: list[Row], clues: dict[str, Any], lines: dict[str, Line]) -> tuple[Survey, list[str]]:
    """The survey of the page, and for each row the code of the rule that takes it, or "" where it is the article's.

    `lines` takes the lines that were looked up, for the rules that come after.
    """
    survey = Survey(rows, clues, PROSE_MODEL)
    codes = ["N019"] * len(rows)
    for at, (_, container, _, hidden, _) in enumerate(rows):
        if hidden:
            codes[at] = "N001"
        elif kind_of(container[1]) == MENU:
            codes[at] = "N002"
    if survey.last < 0:
        return survey, codes
    judged = [at for at in range(survey.first, survey.last + 1) if codes[at] == "N019"]
    measured = BlockSigns(survey, BLOCK_MODEL)
    signs = {at: measured.of(at) for at in judged}
    odds = {at: BLOCK_MODEL.odds(signs[at]) for at in judged}
    lists = _lists(survey, judged)
    kept = [at for at, each in _levelled(lists, odds).items() if each > THRESHOLD]
    # Words only speak against a block (a test holds the weights to it): those of a block that is out need no look.
    for at in kept:
        line = lines[rows[at][0]] = Line(rows[at][0])
        words = words_of(line)
        if len(words) > 1:
            odds[at] = BLOCK_MODEL.odds([*signs[at], BLOCK_MODEL.weigh(words)])
    levelled = _levelled(lists, odds)
    for at in judged:
        codes[at] = "" if levelled[at] > THRESHOLD else _code(signs[at][0][-1], measured.marks(at), survey.links[at])
    if survey.title is not None and not codes[survey.title]:
        codes[survey.title] = "N017"
    return survey, codes


def _lists(survey: Survey, judged: list[int]) -> list[list[int]]:
    """The items of each list."""
    items: dict[int, list[int]] = {}
    for at in judged:
        frame = survey.frame(at)
        if frame.name == "li" and frame.parent is not None:
            items.setdefault(id(frame.parent), []).append(at)
    return list(items.values())


def _levelled(lists: list[list[int]], odds: dict[int, int]) -> dict[int, float]:
    """A list stands or falls as one: its items share their mean odds."""
    levelled: dict[int, float] = dict(odds)
    for group in lists:
        mean = sum([odds[at] for at in group]) / len(group)
        for at in group:
            levelled[at] = mean
    return levelled


PROSE_MODEL = Model(PROSE)
BLOCK_MODEL = Model(BLOCK)


def _code(says: Sign, marks: int, link: str) -> str:
    """The rule that names a block which is not the article's: by what it says, by its containers' marks, by its link."""
    if "is title" in says:
        return "N017"
    if "pulled" in says:
        return "N018"
    return _named(marks) or ("N020" if link else "N021")


@lru_cache(maxsize=4096)
def _named(marks: int) -> str:
    return next((code for bit, code in _BY_MARK if marks & bit), "")


__all__ = ["RULES", "choose", "cut"]
