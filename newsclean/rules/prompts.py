"""Prompts and labels that words alone tell: share bars, newsletters, apps, consent, walls, ads, players, notes."""

from __future__ import annotations

from functools import lru_cache

from newsclean.lexicon import LONG, Line, fold, key, whole_at
from newsclean.lexicon import words as lexicon
from newsclean.patterns import lazy
from newsclean.rules.engine import Page, Span, line_rule
from newsclean.shapes import counter, ends_marked, is_cjk, is_prose, is_stopped

_MARKS = str.maketrans(dict.fromkeys(',.;:!?()[]«»„“”"/-–—|', " "))
RUN = 6  # characters of a run of share words, at least
WALL = 60  # characters of a wall's question
_BETWEEN = " |•·,/-–—:.…»>&+"


def _all(line: Line) -> Span:
    return 0, len(line.text)


def run_of(low: str, at: int, sections: str, weak: bool = True) -> int:
    """Offset behind an unbroken run of whole phrases of the sections from `at` on: "Share on FacebookShare on X"."""
    wanted = sections.split()
    while at < len(low):
        phrase = whole_at(low, at)
        while phrase and not _is_of(phrase, wanted, weak):
            phrase = whole_at(low, at, phrase)
        if not phrase:
            break
        at += len(phrase)
        while at < len(low) and low[at] in _BETWEEN:
            at += 1
    return at


def _is_of(phrase: str, wanted: list[str], weak: bool) -> bool:
    marks = lexicon.WHOLE[phrase].split()
    return any(section + "/whole" in marks or (weak and section + "/weak" in marks) for section in wanted)


@line_rule("N401", "share", "share share-run")
def share_bar(line: Line, page: Page) -> Span | None:
    """Share bars: lines of nothing but share words and network names.

    `Share` · `Share on FacebookShare on Twitter` · `Copy link`. A sentence that begins with "Share" stays: the whole
    line has to be such phrases.
    """
    if line.says("share"):
        return _all(line)
    short = line.text.isascii() and len(line.key) < RUN  # "In in": a word of two letters twice is no share bar
    if line.key and not short and not line.whole and len(line.text) < 160 and run_of(line.low, line.first, "share") >= len(line.low):
        return _all(line)
    return _all(line) if line.key and len(line.text) <= BUTTON and _is_button(line) else None


BUTTON = 45  # characters of a share button
SMALL = 3  # letters of the words beside the network's name and the share word: "on", "via", "në"


def _is_button(line: Line) -> bool:
    """A share word, a network's name in any case, and small words: `Shpërnda në Facebook`, `Facebook-та бөлісу`."""
    parts = line.key.split()
    names = [part for part in parts if part.startswith(_NETWORKS)]
    if len(names) != 1 or not 2 <= len(parts) <= 4 or line.text[-1] in ".?!":
        return False
    rest = [part for part in parts if part not in names]
    shares = [part for part in rest if "share/" in lexicon.WHOLE.get(part)]
    return len(shares) == 1 and all(len(part) <= SMALL for part in rest if part not in shares)


_NETWORKS = ("facebook", "twitter", "whatsapp", "telegram", "viber", "messenger", "linkedin", "pinterest", "вконтакте", "вотсап", "телеграм", "фейсбук", "фејсбук", "твиттер", "твитер", "вайбер", "вибер")


@line_rule("N402", "counter", "shares# ##")
def share_count(line: Line, page: Page) -> Span | None:
    """Counters of shares, likes and ratings: `12 shares`, `4.6 (118 ratings)`. One number and one counter word."""
    found = counter(line)
    if found and found[0] == "shares":
        return _all(line)
    if line.key.count("#") == 2 and len(line.key) < 40:  # "4.6 (118 ratings)"
        unit = " ".join(line.key.translate(_MARKS).replace("#", " ").split())
        return _all(line) if "shares" in lexicon.UNIT.get(unit, "") else None
    return None


@line_rule("N411", "subscribe", "subscribe")
def subscribe(line: Line, page: Page) -> Span | None:
    """Newsletter, channel and follow-us prompts, by the phrases papers print for them.

    "Subscribe to our newsletter, says a sign in the window" tells who says it and stays; so in all rules of prompts.
    """
    return _all(line) if line.says("subscribe") else None


DISCLOSURE = 900  # characters
_DISCLOSED = lazy(r"\b[Ww]e (?:may |might |can |could |will )?(?:earn|get|receive|make|be paid)\b.{0,80}\b(?:commission|affiliate)|\baffiliate (?:links?|commissions?|relationships?)\b.{0,120}\bwe\b")
APP = 40  # characters of a call in Chinese to open the app, whose name stands in front of the word
PROMPT = 260  # characters of a call to subscribe, follow or install


@lru_cache(maxsize=1)
def _channels() -> tuple[frozenset[str], tuple[str, ...]]:
    every = {word for each in lexicon.CHANNEL.values() for word in each.split("|")}
    single = frozenset(word for word in every if len(word) > 1 and word.isalnum() and word[0] < "\u0e00")
    return single, tuple(sorted(every - single))


@line_rule("N412", "subscribe", "ask")
def call_to_follow(line: Line, page: Page) -> Span | None:
    """Calls to subscribe, follow, join or install: an imperative at an end of the line, and a channel it is about.

    `Siga o canal do Portal no WhatsApp` · `Recevez chaque matin notre newsletter`. "Follow us on the map, the driver
    used to say" names no channel and stays.
    """
    if not line.key or len(line.text) > PROMPT or line.text[0] in '"“„«–—':
        return None
    single, phrases = _channels()
    words_ = line.low.translate(_MARKS).split()
    named = "://" in line.text or not single.isdisjoint(words_) or any(phrase in line.low for phrase in phrases) or (len(line.text) <= APP and "app" in line.low and is_cjk(line.text) and not ends_marked(line.text))
    return _all(line) if named and not line.is_quoted and not _is_step(line, page) else None


def _is_step(line: Line, page: Page) -> bool:
    from newsclean.rules.steps import is_step  # most runs over one file need none of it

    return is_step(line, page)


@line_rule("N421", "app-prompt", "app")
def app_prompt(line: Line, page: Page) -> Span | None:
    """Prompts to get or open the app of the paper: "Download our app", "Open in app"."""
    return _all(line) if line.says("app") and not _is_step(line, page) else None


@line_rule("N501", "cookie", "cookie")
def cookie_notice(line: Line, page: Page) -> Span | None:
    """Cookie and consent notices, and the boxes that ask for consent before an embed."""
    return _all(line) if line.says("cookie") else None


@line_rule("N511", "paywall", "paywall")
def paywall(line: Line, page: Page) -> Span | None:
    """Subscriber walls and log-in prompts. Text after the wall stays: it can still be the article.

    "Already a member?" between paragraphs, without another word of a wall around it, is a subhead.
    """
    if not line.says("paywall") or _is_answered(line) or _is_asked(line, page):
        return None
    return _all(line)


def _is_answered(line: Line) -> bool:
    """Whether the question of a wall is answered by a sentence that calls for nothing: "Already a subscriber? Then you have paid for us." """
    question, mark, rest = line.text.partition("? ")
    if not mark or len(question) > WALL or rest[-1:] not in ".。।" or rest.count(" ") < 4:
        return False
    return not Line(rest).starts and not Line(rest).holds


def _is_asked(line: Line, page: Page) -> bool:
    """Whether a question of a wall is a subhead: a sentence above, a paragraph below, no other words of prompts near."""
    if line.text[-1] not in "?？" or not line.is_whole("paywall"):
        return False
    at = page.here
    if at < 1 or at + 1 >= len(page.blocks) or not is_stopped(page.blocks[at - 1].source) or not is_prose(page.blocks[at + 1].source):
        return False
    return not any([Line(page.blocks[i].source).whole for i in range(max(0, at - 2), min(len(page.blocks), at + 3)) if i != at])


@line_rule("N521", "ad", "ad")
def ad_label(line: Line, page: Page) -> Span | None:
    """Labels of advertising slots and buy buttons. "Advertisements were forbidden inside" stays: not a whole label."""
    if line.is_whole("ad") and _is_subhead_series(line, page):
        return None
    return _all(line) if line.says("ad") else None


def _is_subhead_series(line: Line, page: Page) -> bool:
    """timid: in an article whose subheads are single words, "Pubblicità" may be one of them."""
    if line.text.isupper() or " " in line.text or not line.text[-1:].isalpha() or not line.text[:1].isupper():
        return False
    series = page.facts.get("word-subheads")
    if series is None:
        series = page.facts["word-subheads"] = _word_subheads(page)
    return isinstance(series, int) and series >= 3


def _word_subheads(page: Page) -> int:
    found = set()
    texts = [block.source.strip() for block in page.blocks]
    for before, text, after in zip(texts, texts[1:], texts[2:], strict=False):
        if " " not in text and text.isalpha() and text[:1].isupper() and not text.isupper() and is_stopped(before) and is_stopped(after):
            found.add(text)
    return len(found)


# What feeds append to a post, by language: its first words, and those between headline and outlet.
_FEED_NOTES = (
    ("the post ", " appeared first on "), ("the post ", " first appeared on "), ("der beitrag ", " erschien zuerst auf "),
    ("der beitrag ", " erschien zuerst bei "), ("l'article ", " est apparu en premier sur "), ("cet article ", " est apparu en premier sur "),
    ("la entrada ", " se publicó primero en "), ("la entrada ", " aparece primero en "), ("l'articolo ", " proviene da "),
    ("o post ", " apareceu primeiro em "), ("o conteúdo ", " aparece primeiro em "), ("het bericht ", " verscheen eerst op "),
    ("artykuł ", " pochodzi z serwisu "), ("сообщение ", " появились сначала на "), ("запис ", " спершу з'явиться на "),
    ("inlägget ", " dök först upp på "), ("artikel ", " pertama kali tampil pada "),
)  # fmt: skip


def _is_feed_note(low: str) -> bool:
    """"The post Bridge reopens appeared first on Auer Bote.", in the words of the language of the feed."""
    return any(low.startswith(first) and between in low[len(first) :] for first, between in _FEED_NOTES)


@line_rule("N901", "boilerplate-other", "note disclosed")
def editorial_note(line: Line, page: Page) -> Span | None:
    """Notes about the article: corrections, affiliate links, disclaimers, "This story is developing.", page hints.

    In a long line it takes more: that "we" earn by affiliate links.
    """
    if line.says("note") or _is_feed_note(line.low):
        return _all(line)
    return _all(line) if len(line.text) > LONG and len(line.text) < DISCLOSURE and _DISCLOSED.search(line.text) else None


@line_rule("N902", "boilerplate-other", "player")
def player_words(line: Line, page: Page) -> Span | None:
    """Words of audio and video players: "Listen to this article", "This video can not be played"."""
    return _all(line) if line.says("player") else None


@line_rule("N903", "boilerplate-other", "embed")
def embed_frame(line: Line, page: Page) -> Span | None:
    """What surrounds an embedded post: "View this post on Instagram", picture links. A quoted post itself stays."""
    return _all(line) if line.says("embed") else None


@line_rule("N802", "signature", "contributed")
def contributor_note(line: Line, page: Page) -> Span | None:
    """Notes on who helped: "Lena Marsh contributed to this report", "(Reporting by A; Editing by B)"."""
    return _all(line) if line.says("contributed") else None


@line_rule("N721", "correction-hint", "correction")
def correction_hint(line: Line, page: Page) -> Span | None:
    """Requests to report errors or send tips: "Found a mistake? Press Ctrl+Enter"."""
    return _all(line) if line.says("correction") else None


_YEAR = lazy(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@line_rule("N701", "copyright", "copyright mark-copyright", into="source")
def copyright_line(line: Line, page: Page) -> Span | None:
    """Copyright and reprint lines: "© 2024 Gazette. All rights reserved."""
    if line.says("copyright"):
        return _all(line)
    if line.key and line.text.lstrip("( ")[:1] in "©ⓒ" and (_YEAR.search(line.low) or len(line.text.split()) > 4):
        return _all(line)
    if line.key and line.low.startswith("copyright ") and any(c.isdigit() for c in line.low[:30]):
        return _all(line)
    return None


@line_rule("N711", "comments", "comments comments# counted", into="comments")
def comments_label(line: Line, page: Page) -> Span | None:
    """Words of the comments section and its counter: "14 Comments", "Leave a comment"."""
    found = counter(line)
    if (found and found[0] == "comments") or _counts_comments(line, page):
        return _all(line)
    return _all(line) if line.says("comments") else None


_COUNTED = lazy(r"(?:one|\d{1,4}) (?:thoughts?|comments?|responses?|replies|reply) (?:on|to)[:\s]+")
ABOVE = 2  # paragraphs above the head of the comments


def _counts_comments(line: Line, page: Page) -> bool:
    """`3 thoughts on “Pool to close”` below the article: a headline in quotation marks, or a line that stands above."""
    found = _COUNTED.match(line.low) if line.key else None
    if not found or ends_marked(line.text.rstrip("\"”»")):
        return False
    headline = line.text[found.end() :].strip()
    above = [other.text for other in page.above(line)]
    named = (headline[0] in '"“«' and headline[-1] in '"”»') or headline in above if headline else False
    return named and sum(map(is_prose, above)) >= ABOVE


@line_rule("N611", "nav", "nav home")
def menu_word(line: Line, page: Page) -> Span | None:
    """Menu entries and page controls that no article prints as a line: "Skip to main content", "Back to top"."""
    if line.is_whole("home") and _is_subhead_series(line, page):
        return None
    return _all(line) if line.says("nav") or line.is_whole("home") else None


_ROW = lazy(r"\s*[|•·/»›>]\s*|   +")
_LANGUAGES = lazy(r"(?:(?:uk|en|ru|de|fr|es|pl|ua|it|pt|ro|tr|ar|zh|cs|sk|hu|bg|sr|hr|lt|lv|et|kk|az|ka|hy|be)\W?){2,8}$")


@line_rule("N614", "nav", "crumb columns small")
def menu_row(line: Line, page: Page) -> Span | None:
    """Menu entries in one line, `Print | Email | Share`, and switches of language, `ukenru`: every piece is such a word."""
    if not line.key or len(line.text) > 200:
        return None
    if line.text == line.low and len(line.text) > 3 and _LANGUAGES.match(line.low):
        return _all(line)
    pieces = [piece for piece in _ROW.split(line.text) if piece.strip()]
    if len(pieces) >= 2 and all(lexicon.WHOLE.get(key(piece)) for piece in pieces):
        return _all(line)
    return None


@line_rule("N615", "nav", "doubled")
def doubled_line(line: Line, page: Page) -> Span | None:
    """A menu entry that stands twice in its line, as link text and label: `Back to LifeBack to Life`; a headline, as link and as text of its picture."""
    low = fold(line.text)
    half = len(low) // 2
    first, second = low[: len(low) - half].strip(), low[len(low) - half :].strip()
    glued = len(low) % 2 == 0 and low[half - 1 : half] != " " and low[half : half + 1] != " "
    if glued and 4 <= len(first) <= 60 and first == second and first[-1].isalpha() and not second.isdigit():
        return _all(line)
    if first == second and len(first) >= 20 and len(first.split()) >= 4 and not ends_marked(first):
        return _all(line)
    return None
