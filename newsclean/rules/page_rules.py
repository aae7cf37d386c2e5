"""The rules of the page stage, by name: `page_html` chooses, these say why. Light, for every run lists the rules."""

from __future__ import annotations

from collections.abc import Callable

from newsclean.rules.engine import Rule

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
    """Boxes about the author: portrait, office, ways to reach them, told by their class."""


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
def page_furniture() -> None:
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
