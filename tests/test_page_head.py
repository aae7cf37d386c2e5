"""What the head of a whole page as text tells: its headline and its day."""

from __future__ import annotations

import newsclean
from newsclean.model import Document

MENU = [
    "Home", "News", "Sport", "Politics", "Business", "Culture", "Weather", "Travel", "Opinion", "Video", "Podcasts", "Newsletters", "Log in", "Subscribe",
    "Harbour", "Islands", "Schools", "Traffic",
]  # fmt: skip
FOOT = [
    "About us", "Contact", "Privacy policy", "Terms of use", "Cookies", "Advertise", "Jobs", "Archive", "Sitemap", "Facebook", "Instagram", "YouTube", "RSS",
    "Help", "Press", "Corrections", "Accessibility", "Imprint",
]  # fmt: skip
TITLE = "Varnby mends the harbour wall before the autumn storms"
PROSE = [
    "The harbour wall of Varnby is being mended before the storms of autumn, the town council said, after a crack was found at the pier.",
    "Divers looked at the foundations for three days and found that the stones under the pier had moved by the width of a hand.",
    "The work costs 410,000 crowns and is paid by the port, the council and the island's fishing company in equal parts, it said.",
    "Until it is done the ferry lands at the old quay, where passengers walk some four hundred metres to the bus, the port said.",
]
CAPTION = "Divers look at the pier of Varnby on August 20, 2024. (Harbour Photo/L. Morn)"


def page(*head: str, above: tuple[str, ...] = (), below: tuple[str, ...] = (), first: str = TITLE) -> str:
    return "\n".join([f"{first} | Varnby Courier", *MENU, *above, TITLE, *head, *PROSE, *below, *FOOT])


def published(text: str, url: str = "https://courier.example/harbour-wall") -> str | None:
    return newsclean.clean(Document(text, url=url)).metadata.published


def test_the_headline_stands_above_the_article_and_the_prose_stays_whole() -> None:
    article = newsclean.clean(Document(page("By Tora Lind"), url="https://courier.example/harbour-wall"))
    assert article.metadata.title == TITLE
    assert [block.text for block in article.kept()] == PROSE


def test_the_visible_headline_goes_before_the_title_of_the_page() -> None:
    text = page("By Tora Lind", "August 22, 2024", first="Harbour wall: Varnby starts to mend")
    assert newsclean.clean(Document(text, url="https://courier.example/varnby-mends-the-harbour-wall")).metadata.title == TITLE


def test_a_page_whose_lines_hold_no_headline_is_named_by_its_title() -> None:
    text = page("By Tora Lind").replace(f"\n{TITLE}\n", "\n")
    assert newsclean.clean(Document(text, url="https://courier.example/harbour-wall")).metadata.title == TITLE


def test_a_stamp_goes_before_the_day_of_a_caption() -> None:
    assert published(page(CAPTION, "PUBLISHED: August 22, 2024 at 8:48 p.m. | UPDATED: August 23, 2024 at 10:54 a.m.")) == "2024-08-22T20:48"


def test_the_day_that_the_url_spells_goes_before_others() -> None:
    text = page("August 21, 2024", "22 August 2024")
    assert (published(text) or "")[:10] == "2024-08-21"
    assert published(text, "https://courier.example/2024/08/22/harbour-wall") == "2024-08-22"


def test_a_url_with_year_and_month_tells_which_figure_is_the_month() -> None:
    text = page("By Tora Lind • 12/11/23 4:23pm")
    assert published(text, "https://courier.example/2023/12/harbour-wall/") == "2023-12-11T16:23"
    assert published(text, "https://courier.example/2023/11/harbour-wall/") == "2023-11-12T16:23"


def test_a_stamp_far_above_counts_where_it_is_called_one() -> None:
    above = ("Published Aug 22, 2024 • Last updated 1 day ago • 2 minute read", *[f"Read the story of island number {n} in our summer series" for n in range(14)])
    assert published(page(above=above)) == "2024-08-22"


def test_a_stamp_below_counts_where_the_head_has_none() -> None:
    assert published(page(below=("22.08.2024",))) == "2024-08-22"
