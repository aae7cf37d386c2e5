"""Invented pages for property tests: an article in one of several templates, among furniture; and tag soup."""

from __future__ import annotations

from html import escape

from articles import headline, paragraph
from hypothesis import strategies as st

FURNITURE = (
    "<nav><a href='/'>Home</a><a href='/news'>News</a></nav>",
    "<ul class='menu'><li><a href='/s'>Sport</a></li><li><a href='/w'>Weather</a></li></ul>",
    "<div class='share-bar'><button>Share</button><a href='#'>Copy link</a></div>",
    "<div class='related-links'><h3>Read more</h3><ul><li><a href='/a'>Seal sleeps on the steps of the town hall</a></li></ul></div>",
    "<form class='newsletter'><p>Every morning the news of the harbour in your inbox.</p><input><button>Sign up</button></form>",
    "<figure><img><figcaption>The pier in the storm. Photo: Tobe Aldous</figcaption></figure>",
    "<p class='date'>10 March 2024</p>",
    "<div hidden>Only for machines, whatever they make of it.</div>",
    "<div class='advert'>Advertisement</div>",
    "<section class='comments'><h2>2 comments</h2><p>My aunt saw it all from her kitchen window that morning.</p></section>",
    "<footer>© 2024 Harbour Courier. <a href='/imprint'>Imprint</a></footer>",
)
TEMPLATES = (
    "<html lang='en'><head><title>{title}</title></head><body>{before}<article><h1>{title}</h1>{body}</article>{after}</body></html>",
    "<body>{before}<div class='post'><h1>{title}</h1><div class='content'>{body}</div></div>{after}",
    "<meta property='og:title' content='{title}'><table><tr><td>{before}<td><h1>{title}</h1>{body}{after}</table>",
    "{before}<main><h1>{title}</h1><section>{body}</section></main>{after}",
)
SHAPES = ("<p>{}</p>", "<div>{}</div>", "<p><b>{}</b></p>", "<blockquote><p>{}</p></blockquote>", "<ul><li>{}</li></ul>", "{}<br><br>", "<p>{} <a href='/x'>here</a></p>")  # fmt: skip


@st.composite
def page(draw: st.DrawFn) -> str:
    """An article of some paragraphs in a template, furniture before, amid and after it."""
    some = st.lists(st.sampled_from(FURNITURE), max_size=4)
    parts: list[str] = []
    for text in draw(st.lists(paragraph(), min_size=1, max_size=7)):
        parts.append(draw(st.sampled_from(SHAPES)).replace("{}", escape(text)))
        parts += draw(st.lists(st.sampled_from(FURNITURE), max_size=1))
    told = {"title": escape(draw(headline())), "body": "".join(parts), "before": "".join(draw(some)), "after": "".join(draw(some))}
    return draw(st.sampled_from(TEMPLATES)).format(**told)


_NAMES = """p div a b i em h1 h2 li ul ol table tr td br span
script style title meta nav article form select option svg template noscript pre blockquote base"""
TAGS = _NAMES.split()
_TOKEN = st.one_of(
    st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(
        (
            "<a href='//x'>",
            "<p class='date'>",
            "<div hidden>",
            "<div class='byline related'>",
            "<meta charset=",
            "<!--",
            "-->",
            "<![CDATA[",
            "&amp;",
            "&#0;",
            "&#xD800;",
            "\x00",
            "\ufeff",
            "<",
            ">",
            '"',
        )
    ),
    st.sampled_from(('<script type="application/ld+json">', '{"@type":"NewsArticle","headline":', '"articleBody":"', "[[[", "}</script>")),
    st.text(max_size=30),
    paragraph(),
)


def soup() -> st.SearchStrategy[str]:
    """Anything that looks a little like HTML."""
    return st.lists(_TOKEN, max_size=40).map("".join)
