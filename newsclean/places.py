"""What a container's tag, class and id words tell of its place: the words as data, the marks they leave."""

from __future__ import annotations

import re

from newsclean.walk import KNOWN, Container, is_hidden

(HIDDEN, MENU, COMMENTS, RELATED, SHARE, SUBSCRIBE, AD, CAPTION, CREDIT, BYLINE, STAMP, TAGS, EMBED, FORM, ASIDE, TITLE,
 LEAD, BIO, NOTICE, CONTENT, PAYWALL, BOX, MEDIA, COUNTER, NOTE, HEADER, TEXT, INFO, QUOTE,
 CARD, TEASER, PRODUCT) = (1 << n for n in range(32))  # fmt: skip

MARKS = {
    "hidden": HIDDEN, "menu": MENU, "comments": COMMENTS, "related": RELATED, "share": SHARE, "subscribe": SUBSCRIBE,
    "ad": AD, "caption": CAPTION, "credit": CREDIT, "byline": BYLINE, "stamp": STAMP, "tags": TAGS, "embed": EMBED,
    "form": FORM, "aside": ASIDE, "title": TITLE, "lead": LEAD, "bio": BIO, "notice": NOTICE, "content": CONTENT,
    "paywall": PAYWALL, "box": BOX, "media": MEDIA, "counter": COUNTER, "note": NOTE, "header": HEADER, "text": TEXT,
    "info": INFO, "quote": QUOTE, "card": CARD, "teaser": TEASER, "product": PRODUCT,
}  # fmt: skip

# Parts of class, id, role and itemprop words, in the languages that pages are built in.
_WORDS = {
    "hidden": "hidden hide invisible visuallyhidden sr screenreader assistive print printonly noprint offscreen",
    "menu": "nav navbar navigation menu submenu subnav breadcrumb breadcrumbs crumb crumbs footer foot sitemap toolbar"
    " dropdown megamenu mainnav sidenav masthead topbar navi skip pagination pager burger hamburger flyout drawer"
    " contentinfo colophon tabs tablist topnav mainmenu menuitem login logout account toc search searchform lang"
    " language languages edition",
    "comments": "comment comments commenting disqus discussion viafoura coral respond reply replies kommentare"
    " kommentar commentlist spotim openweb conversation conversations comentarios commentaires forum",
    "related": "related relateds recirc recirculation recommend recommended recommendation recommendations popular"
    " trending mostread most read readmore more also outbrain taboola latest"
    " recent next upnext previous prev sidebar rail headlines feed feeds ticker newsfeed linkbox linklist"
    " similar zergnet revcontent seealso alsoread storyline mehr themen"
    " weitere empfehlungen verwandt noticias relacionadas correlati river stories"
    " interlink crosslink siblings readnext bottomlinks lire aussi topstories spotlight highlights nextup",
    "card": "card cards carousel swiper slick slider tile tiles list listing collection hub slide grid item items puff",
    "teaser": "teaser teasers promo promos manualteaser promobox teaserbox blurb snippet excerpt preview",
    "share": "share shares sharing social socials socialshare sharebar sharetools addtoany addthis sharedaddy teilen"
    " tools actions toolbox follow followus print copylink bookmark reactions reaction like likes",
    "subscribe": "newsletter newsletters subscribe subscription signup optin mailchimp register registration abo"
    " inlinenewsletter nl mailing whatsapp telegram push webpush app appbanner download cta donate donation"
    " membership support",
    "ad": "ad ads adv advert advertising advertisement adslot sponsor sponsored sponsors dfp gpt banner adsense anzeige"
    " werbung publicidad pub commercial adbox adunit adwrapper adcontainer leaderboard mpu billboard brandconnect native"
    " partner",
    "product": "affiliate shopping shop product products deal deals buy price commerce merchant retailer review ecommerce",
    "caption": "caption captions figcaption legend bildunterschrift didascalia legende imagecaption",
    "credit": "credit credits copyright attribution photographer source fotocredit bildquelle",
    "media": "image images img figure photo photos picture gallery slideshow video videos player media audio podcast"
    " lightbox bild bilder foto fotos jw jwplayer playlist brightcove zoom galleria illustration thumbnail",
    "byline": "byline bylines author authors autor autoren auteur autore contributor contributors writer reporter journalist creator",
    "bio": "bio biography about authorbio aboutauthor authorbox profile",
    "stamp": "stamp date dates time timestamp datetime dateline published publish updated modified datum pubdate posted"
    " lastmod datepublished",
    "tags": "tag tags taglist topic topics keyword keywords category categories taxonomy etiquetas labels label kicker"
    " overline section rubric rubrik eyebrow dachzeile hashtags",
    "embed": "embed embeds oembed twitter tweet instagram facebook tiktok youtube iframe embedly embeded",
    "form": "form input button btn buttons modal popup popover dialog tooltip overlay lightbox toast",
    "aside": "aside sidebar complementary widget widgets rail secondary inset",
    "box": "box callout panel module block sidebox",
    "info": "infobox factbox infobar facts fakten expandable accordion explainer glossary infokasten faktabox faktaboks definition faq",
    "quote": "quote quotes pullquote blockquote zitat citation cita pullout breakout",
    "title": "title headline hed heading h1 titulo titel headlines",
    "lead": "lead lede standfirst intro introduction summary subhead subheadline subheading dek deck subdeck subdek"
    " strapline subtitle sub description abstract teasertext epigraph alternativeheadline speakable synopsis tagline"
    " subhed subtitre untertitel unterzeile oberzeile anreisser vorspann chapo sommario bajada entradilla subtitulo perex ingress",
    "notice": "cookie cookies consent gdpr privacy cmp onetrust disclaimer notice alert alerts message warning"
    " notification noscript browser placeholder capping unsupported",
    "paywall": "paywall premium regwall piano subscriber subscribers locked gate meter metered",
    "counter": "views view count counter counts reads reading minutes readtime duration rating ratings vote votes stats",
    "note": "note notes correction corrections footnote footnotes disclosure editor endnote imprint legal source"
    " sources reference references",
    "content": "article articlebody content body entry story post main maincontent richtext prose text copy bodytext"
    " storybody articletext articlecontent entrycontent postcontent artikel articolo",
    "text": "paragraph paragraphs p textblock",
    "header": "header head heading top masthead hero",
}

# Words that say one thing as a whole and another in parts.
_TELLING: dict[str, int] = {}
for _name, _each in _WORDS.items():
    for _word in _each.split():
        _TELLING[_word] = _TELLING.get(_word, 0) | MARKS[_name]

_TAG_MARKS = {
    "nav": MENU, "menu": MENU, "footer": MENU, "aside": ASIDE, "form": FORM, "button": FORM, "dialog": FORM,
    "figcaption": CAPTION, "figure": MEDIA, "header": HEADER, "address": BYLINE, "fieldset": FORM, "legend": FORM,
    "details": BOX, "summary": BOX, "caption": CAPTION,
}  # fmt: skip
_PART = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+")
_DIGIT = re.compile("[1-9]")
_DIGITS = str.maketrans("123456789", "000000000")
_CACHE: dict[str, tuple[int, str]] = {}
_MOST = 20_000  # class strings remembered between pages


def marks_of(words: str) -> int:
    """The marks that class, id and role words leave.

    >>> marks_of("article__related-links") == RELATED | CONTENT
    True
    """
    found = 0
    parts = words.replace("-", " ").replace("_", " ")
    for part in parts.split() if parts.islower() else [each.lower() for each in _PART.findall(parts)]:
        if part in _TELLING:
            found |= _TELLING[part]
    return found


def _told(words: str) -> tuple[int, str]:
    """The marks that a container's words leave, and the words without the numbers that count containers."""
    if len(_CACHE) >= _MOST:
        _CACHE.clear()
    found = _CACHE[words] = marks_of(words), words.translate(_DIGITS) if _DIGIT.search(words) else words
    return found


class Frame:
    """A container of the page, read: its tag, its class and id words, the marks they leave, the frame around it.

    make    its class and id words without the numbers that count containers: "part-1" and "part-2" are set alike
    mass    characters of prose that stand in it
    good    the same, each block weighed by how likely it is article text
    tag, within  its tag, and the tags that it stands in, where they tell (bits of WITHIN)
    """

    __slots__ = ("good", "make", "marks", "mass", "name", "parent", "tag", "within", "words")

    def __init__(self, name: str, tag: int, words: str, make: str, marks: int, parent: Frame | None) -> None:
        self.name = name
        self.words = words
        self.make = make
        self.marks = marks
        self.parent = parent
        self.tag = tag
        self.within: int = tag | parent.within if parent is not None else tag
        self.mass = 0
        self.good = 0.0


_INSIDE = "article main section header aside figure figcaption blockquote ul ol dl li table td form button details a"
WITHIN = {name: 1 << at for at, name in enumerate(_INSIDE.split())}
PATH = 200  # characters of a place; the innermost containers say most


class Places:
    """Where the blocks of one page stand: the tags from the body on, with the class and id words of those that were read.

    frames  the containers that were read, by their id, once they are
    """

    __slots__ = ("_known", "frames")

    def __init__(self) -> None:
        self.frames: dict[int, Frame] = {}
        self._known: dict[int, str] = {}

    def of(self, container: Container) -> str:
        """The place of what stands in a container: "main.content/article#story/p.lead"."""
        found = self._known.get(id(container))
        if found is None:
            node, _, around = container
            name = node.tag
            if around is None or name == "body":
                found = ""
            else:
                frame = self.frames.get(id(container))
                words = ".".join(frame.words.split()) if frame is not None and frame.words else ""
                outer = self.of(around)[-PATH:]
                found = f"{outer}/{name}.{words}" if words else f"{outer}/{name}"
            self._known[id(container)] = found
        return found


def read(container: Container, frames: dict[int, Frame]) -> Frame:
    """The frame of a container that the walk passed; reads the attributes of it and of those around it, once."""
    found = frames.get(id(container))
    if found is None:
        parent = read(container[2], frames) if container[2] is not None else None
        found = frames[id(container)] = _read(container, parent)
    return found


def _read(container: Container, parent: Frame | None) -> Frame:
    node, tag, _ = container
    name, marks, bit = _TAGS.get(tag) or _tag(node.tag, tag)
    attributes = node.attributes
    words = make = ""
    if attributes:
        words = attributes.get("class") or ""
        if len(attributes) > 1 or not words:
            for each in _TOLD:
                if each in attributes:
                    words = f"{words} {attributes[each] or ''}"
        if words:
            left, make = _CACHE.get(words) or _told(words)
            marks |= left
        if is_hidden(attributes):
            marks |= HIDDEN
    return Frame(name, bit, words, make, marks, parent)


def _tag(name: str, tag: int) -> tuple[str, int, int]:
    """An element's name, the marks it leaves, its bit of WITHIN; those that the parser knows by number are remembered."""
    told = name, _TAG_MARKS.get(name, 0) | (marks_of(name) if "-" in name else 0), WITHIN.get(name, 0)
    if tag < KNOWN:
        _TAGS[tag] = told
    return told


_TAGS: dict[int, tuple[str, int, int]] = {}
_TOLD = ("id", "role", "itemprop")
