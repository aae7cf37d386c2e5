"""Who the author is: bios at the end of an article, told by contact, verb, role or label."""

from __future__ import annotations

import re
from functools import lru_cache

from newsclean import names
from newsclean.lexicon import LONG, Line, fold, words
from newsclean.patterns import lazy
from newsclean.rules.engine import Page, Span, page_rule
from newsclean.rules.people import byline_value, people
from newsclean.shapes import count_words, is_sentence

BIO = 700  # characters
TAIL = 6  # lines at the end in which bios stand
ROLE = 110  # characters from the start in which a bio tells the role
MOST = 4  # words of a name
_CONTACT = lazy(r"@\w{2,}|\b[\w.+-]+@[\w-]+\.\w{2,}")
SUBJECT = 2  # paragraphs at the head that name whom the article is about
LAST = 2  # lines at the end in which somebody new is presented
PROSE = 3  # sentences that stand above a bio, at least


@page_rule("N811", "bio")
def bio(page: Page) -> list[tuple[int, Span | None]]:
    """Who the author is and how to reach them: "Casey Aldridge covers town government. Reach Casey at ...".

    The line has to hold an address or handle, or a phrase that only bios have, and to open with a name; without an
    address the name must stand in no other sentence of the text: an article names its people again.
    """
    return [(at, None) for at in page.standing() if (line := page.lines[at]) is not None and _is_bio(line, page)]


def _is_bio(line: Line, page: Page) -> bool:
    if len(line.text) > BIO:
        return False
    if line.says("bio") or (len(line.text) > LONG and line.begins("bio")):
        return not _is_of_article(line, page)
    if "@" not in line.text or not _opening_name(line.text.lstrip("—–-•* ")):
        return False
    return _CONTACT.search(line.text) is not None and count_words(line.text) < 60 and _bio_verb(line.text)


def _is_of_article(line: Line, page: Page) -> bool:
    """Whether a line that holds words of bios, and no address, tells of somebody the article is about."""
    text = line.text
    if line.begins("bio") or line.is_whole("bio") or "bio" in line.ends.split() or "@" in text or not line.key:
        return False
    words_ = text.split(" ", MOST + 1)
    count = next((at for at, word in enumerate(words_) if word[:1].islower()), 0)
    if text.upper() == text.lower():
        return False
    if not 1 <= count <= MOST or (words_[count] not in _IS and words_[count - 1][-1] != ","):  # "Her father is a staff writer": no name opens it
        return True
    surname = words_[count - 1].strip(",")
    return any(other is not line and other is not None and surname in other.text and is_sentence(other.text) for other in page.lines)


def _bio_verb(text: str) -> bool:
    low = " " + fold(text[:160]) + " "
    return any(f" {verb} " in low or f" {verb}," in low for verb in _bio_verbs())


@lru_cache(maxsize=1)
def _bio_verbs() -> list[str]:
    return [verb for each in words.BIO.values() for verb in each.split("|")]


@page_rule("N812", "bio")
def author_bio(page: Page) -> list[tuple[int, Span | None]]:
    """A last paragraph that begins with the byline's name and tells what they do or have done."""
    authors = tuple([fold(name) for name in _authors(page)]) if page.raw else ()
    last = page.standing()[-6:]
    found: list[tuple[int, Span | None]] = []
    for at in last if authors else ():
        text = page.text(at)
        if len(text) <= BIO and fold(text).startswith(authors):
            if _bio_verb(text) or (at == last[-1] and is_sentence(text)) or re.search(r"[„«“\"]|20\d\d|19\d\d|@", text):
                if not re.search(r"[:：]", text[:40]) and count_words(text) > 4:
                    found.append((at, None))
    return found


def _authors(page: Page) -> list[str]:
    """Names that the page's bylines gave so far."""
    found: list[str] = []
    for block in page.blocks:
        for cut in block.cuts:
            if cut.into == "authors":
                line = Line(block.source[cut.start : cut.end].strip())
                found += [name for name in people(byline_value(line, page) or line.text) if len(name) > 4]
    return found


@page_rule("N813", "bio")
def presented_author(page: Page) -> list[tuple[int, Span | None]]:
    """A last paragraph that presents somebody the article does not speak of: "Dana Whitlock is a reporter at the Gazette."

    A full name opens it, a verb and a role of the trade follow close by, and neither name nor surname stands in the
    article itself: a profile names its subject.
    """
    standing = page.standing()
    opened = [(at, name) for at in standing[-TAIL:] if len(page.text(at)) <= BIO and (name := _opening_name(page.text(at)))]
    prose = [at for at in standing if page.prose(at)] if opened else []
    found: list[tuple[int, Span | None]] = []
    for at, opening in opened:
        text = page.text(at)
        if at in prose[PROSE:] and _presents(text[len(opening) : ROLE].lstrip()) and not _is_spoken_of(page, opening, prose, at):
            found.append((at, None))
    return found


@page_rule("N815", "bio", eager=True)
def last_presented(page: Page) -> list[tuple[int, Span | None]]:
    """A last paragraph that presents somebody new, whatever they do: "Dana Whitlock is the founder of ..."; off unless asked for.

    Essays and guest pieces end so, and now and then a report whose last paragraph brings in one more voice.
    """
    standing = page.standing()
    prose = [at for at in standing if page.prose(at)]
    found: list[tuple[int, Span | None]] = []
    for at in standing[-LAST:]:
        name = _opening_name(page.text(at)) if at in prose[PROSE:] and len(page.text(at)) <= BIO else ""
        if name and page.text(at)[len(name) :].split(" ", 2)[1] in _IS and not _is_spoken_of(page, name, prose, at):
            found.append((at, None))
    return found


@page_rule("N814", "bio")
def about_author(page: Page) -> list[tuple[int, Span | None]]:
    """"About Dana Whitlock" alone on its line at the end, and the paragraph below it that names her."""
    found: list[tuple[int, Span | None]] = []
    standing = page.standing()
    tail = standing[-TAIL:]
    for at, below in zip(tail, [*tail[1:], -1], strict=False):
        line = page.lines[at]
        start = line.prefix("bio") if line is not None and len(line.text) < 60 else 0
        name = line.text[start:].strip(" :.,") if line is not None and start else ""
        if name and names.is_name(name, most=3) and line is not None and line.text[start - 1 : start] in (" ", ":") and not (below >= 0 and _is_subject(page, name, at, below)):
            found.append((at, None))
            if below >= 0 and name.split()[-1] in page.text(below) and len(page.text(below)) <= BIO:
                found.append((below, None))
    return found


def _is_subject(page: Page, name: str, at: int, below: int) -> bool:
    """Whether the article is about them from its first lines: "About Sel Ferries" below a report of Sel Ferries is no bio."""
    if not page.text(below).startswith(name):
        return False
    opening = [other for other in page.standing() if other < at and page.prose(other)][:SUBJECT]
    return any(name in page.text(other) for other in opening)


def _opening_name(text: str) -> str:
    """The full name that opens a line, two words or three; "" for none."""
    parts = text.split(" ", 4)
    if not parts[0][:1].isupper() or len(parts[0]) < 3:
        return ""
    for count in (3, 2):
        name = " ".join(parts[:count])
        if len(parts) > count and parts[count][:1].islower() and names.is_name(name, most=3) and parts[0].lower() != "the":
            return name
    return ""


_IS = frozenset(("is", "was", "ist", "est", "es", "è", "é", "är", "er", "on", "jest", "je", "este", "is een", "eş", "är", "és", "ir", "yra"))


def _presents(text: str) -> bool:
    """Whether what follows a name presents its bearer: "is a reporter ...", "covers sports as our correspondent"."""
    low = fold(text).replace(",", " ").replace(".", " ") + " "
    if low.split(" ", 1)[0] not in _IS and not low.startswith(_spaced_verbs()):
        return False
    return any([role in low for role in _long_roles()])


@lru_cache(maxsize=1)
def _spaced_verbs() -> tuple[str, ...]:
    return tuple([f"{verb} " for verb in _bio_verbs()])


@lru_cache(maxsize=1)
def _long_roles() -> list[str]:
    return [f" {role} " for role in names.roles() if len(role) > 5]


def _is_spoken_of(page: Page, name: str, prose: list[int], at: int) -> bool:
    surname = name.split()[-1]
    return any(surname in page.text(other) for other in prose if other != at and other < at)
