"""Pages: which blocks of an HTML page are the article's. Links, place and neighbourhood choose; words come after.

`choose` names a rule for every block that is not: blocks outside the article by where they stand, blocks inside it
(between the headline and the last container of prose) by the sum of their evidence, `evidence_html`. The rule's name is
what the block's containers say of themselves (a caption, a share bar), else what the block is in the page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from newsclean import places
from newsclean.model import Block
from newsclean.places import Frame
from newsclean.rules._html_weights import BLOCK, PROSE
from newsclean.rules.engine import Rule
from newsclean.rules.evidence_html import Model, Sign
from newsclean.rules.survey import Survey
from newsclean.walk import MENU, Row, kind_of

THRESHOLD = 0.15  # log-odds; a block below it is not the article's


_RULES: list[Rule] = []


def _page(code: str, category: str) -> Callable[[Callable[[], None]], Rule]:
    """A rule of the page stage: `choose` points, the function is the rule's name and manual."""

    def register(function: Callable[[], None]) -> Rule:
        _RULES.append(Rule(code, category, function, (), None, False))  # type: ignore[arg-type]
        return _RULES[-1]

    return register


@_page("N001", "boilerplate-other")
def hidden_text() -> None:
    """Text that the page keeps from the eye: `hidden`, `display: none`, `sr-only` ("opens in a new window")."""


@_page("N002", "nav")
def menu_block() -> None:
    """Menus, breadcrumbs, page feet: `<nav>`, `<footer>`, and blocks whose class says so."""


@_page("N003", "comments")
def comment_section() -> None:
    """Readers' comments and their forms, told by the class or id of the section."""


@_page("N004", "feed")
def related_box() -> None:
    """Boxes of other articles: related, most read, recommended, sidebars, carousels."""


@_page("N005", "share")
def share_buttons() -> None:
    """Share bars and tool bars, told by their class."""


@_page("N006", "subscribe")
def newsletter_form() -> None:
    """Newsletter forms and other calls to subscribe, told by their class."""


@_page("N007", "ad")
def ad_slot() -> None:
    """Advertisement slots and sponsored boxes, told by their class."""


@_page("N008", "caption")
def figure_caption() -> None:
    """Captions: `<figcaption>`, figures, galleries and what is classed so."""


@_page("N009", "credit")
def figure_credit() -> None:
    """Picture credits, told by their class."""


@_page("N010", "bio")
def author_box() -> None:
    """Boxes about the author."""


@_page("N011", "byline")
def byline_line() -> None:
    """Bylines, told by their class; metadata reads the names there."""


@_page("N012", "stamp")
def stamp_line() -> None:
    """Dates and times of the page's head, told by their class or `<time>`."""


@_page("N013", "tags")
def tag_box() -> None:
    """Tags, topics, section labels, kickers."""


@_page("N014", "boilerplate-other")
def embed_box() -> None:
    """What an embed leaves: frames of posts, players, widgets."""


@_page("N015", "cookie")
def consent_box() -> None:
    """Cookie and consent boxes, notices and alerts."""


@_page("N016", "boilerplate-other")
def form_field() -> None:
    """Buttons, form fields, dialogs."""


@_page("N017", "title-repeat")
def page_title() -> None:
    """The headline, wherever the page repeats it."""


@_page("N018", "boilerplate-other")
def pulled_quote() -> None:
    """A passage of the article that the page sets a second time, to catch the eye."""


@_page("N019", "boilerplate-other")
def outside_article() -> None:
    """Whatever stands outside the article: before its headline, behind its end."""


@_page("N020", "teaser")
def link_block() -> None:
    """A block inside the article that is all link: a teaser for another one."""


@_page("N021", "boilerplate-other")
def stray_block() -> None:
    """A block inside the article that stands apart from its prose: set differently, in a box, alone."""


@_page("N022", "counter")
def count_line() -> None:
    """Views, reading time, ratings, told by their class."""


@_page("N023", "paywall")
def wall_box() -> None:
    """Subscription walls, told by their class."""


@_page("N024", "boilerplate-other")
def fact_box() -> None:
    """Boxes beside the article: facts, glossaries, explanations that fold out."""


RULES: tuple[Rule, ...] = tuple(_RULES)

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
    """Cut every block that is not the article's, whole and with its rule; tell each block its place.

    Needs the `rows` that html.read left in the clues, and leaves the survey there, which page_facts reads.
    """
    survey, codes = choose(clues["rows"], clues)
    clues["survey"] = survey
    known: dict[int, str] = {}
    for block, row, code in zip(blocks, survey.rows, codes, strict=True):
        block.place = places.place_of(row[1], survey.read, known)
        if code:
            block.cut(0, len(block.source), code)


def choose(rows: list[Row], clues: dict[str, Any]) -> tuple[Survey, list[str]]:
    """The survey of the page, and for each row the code of the rule that takes it, or "" where it is the article's."""
    survey = Survey(rows, clues, PROSE_MODEL)
    codes = ["N019"] * len(rows)
    for at, (_, container, _, hidden) in enumerate(rows):
        if hidden:
            codes[at] = "N001"
        elif kind_of(container[1]) == MENU:
            codes[at] = "N002"
    if survey.last < 0:
        return survey, codes
    judged = [at for at in range(survey.first, survey.last + 1) if codes[at] == "N019"]
    signs = {at: survey.signs(at) for at in judged}
    odds = {at: BLOCK_MODEL.odds(signs[at]) for at in judged}
    _level_lists(survey, odds)
    for at in judged:
        codes[at] = "" if odds[at] > THRESHOLD else _code(survey, at, signs[at])
    return survey, codes


def _level_lists(survey: Survey, odds: dict[int, float]) -> None:
    """A list stands or falls as one: its items share their mean odds."""
    items: dict[int, list[int]] = {}
    for at in odds:
        frame = survey.frame(at)
        if frame.name == "li" and frame.parent is not None:
            items.setdefault(id(frame.parent), []).append(at)
    for group in items.values():
        mean = sum([odds[at] for at in group]) / len(group)
        for at in group:
            odds[at] = mean


PROSE_MODEL = Model(PROSE)
BLOCK_MODEL = Model(BLOCK)


def _code(survey: Survey, at: int, signs: list[Sign]) -> str:
    """The rule that names a block which is not the article's."""
    said = next(sign for sign in signs if sign[0] == "SAYS")
    if "is title" in said:
        return "N017"
    if "pulled" in said:
        return "N018"
    marks = 0
    frame: Frame | None = survey.frame(at)
    while frame is not None and id(frame) not in survey.path:
        marks |= frame.marks
        frame = frame.parent
    for bit, code in _BY_MARK:
        if marks & bit:
            return code
    _, _, linked, _ = survey.rows[at]
    return "N020" if linked * 5 > len(survey.rows[at][0]) * 4 else "N021"
