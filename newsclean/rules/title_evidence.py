"""What tells a headline from other lines: it stands again, the URL spells it, the prose has its words, furniture stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean import names
from newsclean.lexicon import fold
from newsclean.patterns import lazy
from newsclean.rules.engine import Page
from newsclean.shapes import STOPS, count_words, is_stopped, same_line, tokens

HEAD = frozenset({"stamp", "byline", "counter", "dateline", "share"})  # furniture that stands around a title
TITLE = 230  # characters
ABOVE = 4  # lines above a title among which a stamp may stand, all of them cut
SPELLED, SPELLED_BELOW = 3, 5  # words of the URL that a headline has, at least; below a sentence
_MARKS = tuple("|–—-»:·•/")
_DASHED = lazy(r"\s+[|–—-]\s+")
SUFFIX = lazy(r"\s+[|–—\-»:·•/]\s+|\s*[|»]\s*")


def without_outlet(first: str) -> str:
    """A page's own title without the outlet behind a bar or a dash."""
    parts = _DASHED.split(first)
    return first[: first.rfind(parts[-1])].rstrip(" |–—-") if len(parts) > 1 and count_words(parts[-1]) <= 5 else first


def echoes(page: Page) -> dict[str, int]:
    """How often each line, or what of it stands before or behind an outlet's mark, stands in the page; by `same_line` form."""
    count: dict[str, int] = {}
    for at, block in enumerate(page.blocks):
        source = page.text(at) or block.source
        if 8 <= len(source) <= TITLE and source[-1] not in STOPS:
            seen = {same_line(source)}
            if any([mark in source for mark in _MARKS]) and len(pieces := SUFFIX.split(source)) > 1:
                seen |= {same_line(pieces[0]), same_line(pieces[-1])}
                seen |= {same_line(source[: source.rfind(pieces[-1])].rstrip(" |–—-»:·•/"))}
            for form in seen:
                if len(form) >= 8:
                    count[form] = count.get(form, 0) + 1
    return count


def slug_of(url: str | None) -> set[str]:
    """The words of a URL's path that spell a headline; empty where it spells none."""
    if not url:
        return set()
    path = re.sub(r"^\w+://[^/]*", "", url).split("?")[0].split("#")[0]
    longest = max(path.split("/"), key=lambda part: part.count("-") + part.count("_"), default="")
    parts = {part for part in re.split(r"[-_.+]", fold(longest)) if len(part) > 1 and not part.isdigit() and not _is_key(part)}
    return parts if len(parts) >= 3 else set()


def _is_key(part: str) -> bool:
    """A database key in a URL: "3cc842471fb9df42", "b2651790"."""
    return len(part) > 6 and sum([char.isdigit() for char in part]) >= 3


def spells(own: Sequence[str], slug: set[str], below: bool) -> bool:
    """Whether a line has enough different words of the URL: below a sentence more, for a subhead names the subject, too."""
    return sum([any(form in slug for form in _spelled(token)) for token in set(own) if len(token) > 1]) >= (SPELLED_BELOW if below else SPELLED)


def slug_share(own: Sequence[str], slug: set[str]) -> float:
    """Share of a line's words that the URL spells, or of the URL's words that the line has where it has fewer (0 to 1)."""
    long = {token for token in own if len(token) > 1}
    return sum([any(form in slug for form in _spelled(token)) for token in long]) / max(1, min(len(long), len(slug)))


_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d"})
_BARE = str.maketrans({"ø": "o", "å": "a", "ß": "ss", "ı": "i"})


def _spelled(token: str) -> tuple[str, ...]:
    """How a word may stand in a URL: accents dropped, or as two letters."""
    if token.isascii():
        return (token,)
    from unicodedata import normalize

    return token, token.translate(_DIGRAPHS), "".join(c for c in normalize("NFD", token.translate(_BARE)) if c.isascii())


def lead_tokens(page: Page) -> set[str]:
    """The words of the first prose, some 150 of them."""
    lead: list[str] = []
    for at in page.standing():
        if page.prose(at):
            lead += tokens(page.text(at))
            if len(lead) >= 150:
                break
    return set(lead)


def share_of(own: Sequence[str], lead: set[str]) -> float:
    """Share of a line's longer words that the first prose has (0 to 1)."""
    long = [token for token in own if len(token) > 3] or own
    return sum(1 for token in long if token in lead) / max(1, len(long))


def _is_of_byline(text: str) -> bool:
    """A bare name, or a role alone."""
    return len(text) < 60 and (names.is_name(text) or fold(text) in names.roles())


def is_beside_furniture(page: Page, at: int) -> bool:
    """Whether a stamp, byline, counter or share bar stands within three lines below, or right above."""
    seen = 0.0
    last = page.facts.get("last sentence")
    if not isinstance(last, int):  # what stands behind it is the tail's
        last = page.facts["last sentence"] = next((i for i in reversed(page.standing()) if is_stopped(page.text(i))), len(page.lines))
    for index in range(at + 1, min(at + 9, len(page.lines))):
        if page.taken[index] in HEAD and index < last:
            return True
        if page.lines[index] is not None:
            seen += 1 if page.prose(index) else 0.25 if _is_of_byline(page.text(index)) else 0.5  # names, roles and places stand between, too
            if seen > 2:
                break
    above = at - 1
    while at - above <= ABOVE and above > 0 and page.taken[above] not in ("", "title-repeat", "stamp", "byline", "dateline"):
        above -= 1  # share bars and codes stand between
    below = next((i for i in range(at + 1, len(page.lines)) if page.lines[i] is not None), None)
    return above >= 0 and page.taken[above] in ("stamp", "byline", "dateline") and below is not None and page.prose(below)
