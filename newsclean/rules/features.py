"""The signs of a page's blocks, spelled out as features.

A sign is a small tuple: a kind and what was seen ("LINKS", share class, long, tag). `names` spells it out as named
features, of which the fitted models (`_html_weights.py`, made by tools/fit_html.py) know the weights.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from newsclean.places import MARKS, WITHIN

Sign = tuple[Any, ...]
ODDS = ("-", "0", "1", "2", "3")  # classes of a prose block's odds: none, very unlikely ... likely
_NAMES = {bit: name for name, bit in MARKS.items()}
_INSIDE = {bit: name for name, bit in WITHIN.items()}
# Marks that condemn a box whatever it holds, and those that part it from the article: each is rare, together they tell.
HARD = sum(MARKS[name] for name in ("hidden", "menu", "comments", "share", "subscribe", "ad", "notice", "form"))
BOXED = sum(MARKS[name] for name in ("related", "teaser", "card", "aside", "bio", "byline", "stamp", "tags", "counter", "credit", "caption"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))


# Kinds of signs that are also weighed in pairs ("a short block" and "in a box of links" say more together).
_PAIRED = """MAKE*PLACE MAKE*BRANCH MAKE*NEAR MAKE*STYLE MAKE*LINKS MAKE*SAYS PLACE*BRANCH PLACE*LINKS PLACE*STYLE PLACE*NEAR
PLACE*TITLE PLACE*SAYS STYLE*BRANCH LINKS*BRANCH NEAR*BRANCH SIZE*MAKE SIZE*BRANCH SIZE*PLACE SIZE*LINKS SIZE*NEAR NEAR*STYLE LINKS*NEAR
HEAD*TITLE HEAD*SIZE HEAD*MAKE HEAD*SAYS WORDS*STYLE WORDS*LINKS WORDS*SIZE"""
PAIRS = tuple((one, other) for one, _, other in (each.partition("*") for each in _PAIRED.split()))
NO_TITLE = 99  # for the distance to a headline, where the page shows none
BOTH = " & "  # between the names of a pair


def spelled(signs: list[Sign]) -> list[str]:
    """The features of all signs of a block and of their pairs."""
    each = [names(sign) for sign in signs]
    crossed = [f"{a}{BOTH}{b}" for one, other in paired(signs) for a in each[one] if a for b in each[other] if b]
    return [name for found in each for name in found] + crossed


def paired(signs: list[Sign]) -> list[tuple[int, int]]:
    """The pairs of signs, by their indices, that are weighed beside each other."""
    at = {sign[0]: index for index, sign in enumerate(signs)}
    return [(at[one], at[other]) for one, other in PAIRS if one in at and other in at]


def names(sign: Sign) -> list[str]:
    """The features that a sign stands for.

    >>> names(("LINKS", 3, False, "li"))
    ['links 3', 'links 3 short', 'links 3 li']
    """
    return _SPELLED[sign[0]](*sign[1:])


@lru_cache(maxsize=4096)
def marks(where: str, bits: int) -> tuple[str, ...]:
    """The marks that containers bear, each with where."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(f"{where} {_NAMES[lowest]}")
        bits ^= lowest
    return tuple(found)


def _prose(tag: str, size: int, marked: bool, linked: int) -> list[str]:
    ends = "marked" if marked else "unmarked"
    return ["", f"tag {tag}", f"size {size}", ends, f"linked {linked}"]


def _stands(parent: str, inside: int, depth: int, own: int, around: int) -> list[str]:
    found = [f"within {name}" for bit, name in _INSIDE.items() if inside & bit]
    return [f"parent {parent}", f"depth {depth}", *found, *marks("own", own), *marks("in", around)]


def _headed(where: str, apart: int) -> list[str]:
    return [where, f"apart {apart}"]


def _told(told: str) -> list[str]:
    return [told]


def _size(tag: str, size: int, marked: bool) -> list[str]:
    return ["", f"tag {tag}", f"size {size}", f"size {size} {'marked' if marked else 'unmarked'}"]


def _place(own: int, around: int, tags: int, late: bool, depth: int, where: str) -> list[str]:
    found = [*marks("own", own), *marks("in", around), *marks("late" if late else "early", own | around)]
    if (own | around) & HARD:
        found.append("hard box")
    elif (own | around) & BOXED:
        found.append("box")
    return [*found, *(f"in {name}" for bit, name in _INSIDE.items() if tags & bit), f"depth {depth}", where]


def _make(tag: str, alike: int, kin: int, where: str, grand: bool, parent: bool, cousins: int) -> list[str]:
    found = [f"alike {alike}", f"alike {alike} {tag}", f"kin {kin}", f"kin {kin} {tag}"]
    found += [where, f"{where} {tag}", f"{where} kin {kin}", f"{where} alike {alike}"]
    if cousins:
        found += [f"cousins {cousins}", f"cousins {cousins} {tag}"]
    return found + ["grandkin"] * grand + ["parent of prose"] * parent


def _title(behind: int, long: bool) -> list[str]:
    if behind == NO_TITLE:
        return []
    where = "above title" if behind < 0 else "title" if behind == 0 else "below title"
    return [where, f"title +{behind}", f"under title {'long' if long else 'short'}"] if 0 < behind < 5 else [where]


def _links(links: int, long: bool, tag: str) -> list[str]:
    return [f"links {links}", f"links {links} {'long' if long else 'short'}", f"links {links} {tag}"]


def _near(own: int, before: int, after: int, tag: str) -> list[str]:
    found = [f"prose {ODDS[own]}", f"before {ODDS[before]}", f"after {ODDS[after]}"]
    return [*found, f"heading after {ODDS[after]}"] if tag in _HEADINGS else found


def _kin(above: int, below: int, colon: bool) -> list[str]:
    found = [f"as above {ODDS[above]}"] if above >= 0 else []
    found += [f"as below {ODDS[below]}"] if below >= 0 else []
    return found + ["below colon"] * colon


def _beside(below: str, above: str) -> list[str]:
    return [f"{where} {what}" for where, what in (("below", below), ("above", above)) if what]


_STYLES = ("", "slanted", "bold")


def _style(style: int, long: bool, rank: str) -> list[str]:
    found = [rank, f"{rank} {'long' if long else 'short'}"]
    return [*found, f"{_STYLES[style]}", f"{_STYLES[style]} {'long' if long else 'short'}", f"{_STYLES[style]} {rank}"] if style else found


def _branch(rows: int, links: int, good: int, size: int) -> list[str]:
    if not rows:
        return []
    return [f"branch {rows}", f"branch links {links}", f"branch good {good}", f"branch {rows} links {links}", f"branch {rows} good {good}", f"branch {rows} size {size}"]


def _head(named: int, size: int, links: int, marked: bool, behind: int, only: bool) -> list[str]:
    kind = ("unnamed", "far lead", "near lead", "lead")[named]
    length = 0 if size < 3 else 1 if size < 5 else 2
    found = [f"head {kind}", f"head {kind} {length} {'marked' if marked else 'unmarked'}", f"head {kind} links {min(links, 2)}", f"head {kind} +{behind}"]
    return [*found, f"head only {kind}"] if only and length and not links else found


def _words(*said: str) -> list[str]:
    return [f"words {each}" for each in said] + ["words"] * bool(said)


def _label(links: int, colon: bool, long: bool) -> list[str]:
    return [f"label {links}", f"label {links} {'long' if long else 'short'}"] if colon else []


def _says(*said: str) -> list[str]:
    return list(said)


_SPELLED: dict[str, Callable[..., list[str]]] = {
    "PROSE": _prose, "STANDS": _stands, "HEADED": _headed, "TOLD": _told, "SIZE": _size, "PLACE": _place,
    "MAKE": _make, "TITLE": _title, "LINKS": _links, "NEAR": _near, "KIN": _kin, "BESIDE": _beside, "SAYS": _says, "STYLE": _style, "BRANCH": _branch, "HEAD": _head, "LABEL": _label, "WORDS": _words,
}  # fmt: skip
