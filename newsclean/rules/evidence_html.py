"""The signs of a page's blocks, and what they weigh.

A sign is a small tuple: a kind and what was seen ("LINKS", share class, long, tag). `names` spells it out as named
features, of which the fitted models (`_html_weights.py`, made by tools/fit_html.py) know the weights; `Model` remembers
what each sign weighs, for a page shows the same few hundred again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from newsclean.places import MARKS, WITHIN

Sign = tuple[Any, ...]
MOST = 50_000  # signs remembered between pages
ODDS = ("-", "0", "1", "2", "3")  # classes of a prose block's odds: none, very unlikely ... likely
_NAMES = {bit: name for name, bit in MARKS.items()}
_INSIDE = {bit: name for name, bit in WITHIN.items()}
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))


class Model:
    """Log-odds of article text: the sum of what its signs weigh."""

    __slots__ = ("_memo", "weights")

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights
        self._memo: dict[Sign, float] = {}

    def odds(self, signs: Iterable[Sign]) -> float:
        """The log-odds that the signs add up to."""
        memo = self._memo
        total = 0.0
        for sign in signs:
            found = memo.get(sign)
            if found is None:
                if len(memo) > MOST:
                    memo.clear()
                found = memo[sign] = sum([self.weights.get(name, 0.0) for name in names(sign)])
            total += found
        return total


def names(sign: Sign) -> list[str]:
    """The features that a sign stands for.

    >>> names(("LINKS", 3, False, "li"))
    ['links 3', 'links 3 short', 'links 3 li']
    """
    return _SPELLED[sign[0]](*sign[1:])


def marks(where: str, bits: int) -> list[str]:
    """The marks that containers bear, each with where."""
    return [f"{where} {name}" for bit, name in _NAMES.items() if bits & bit] if bits else []


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
    return [*found, *(f"in {name}" for bit, name in _INSIDE.items() if tags & bit), f"depth {depth}", where]


def _make(tag: str, alike: int, kin: int, where: str, grand: bool, parent: bool) -> list[str]:
    found = [f"alike {alike}", f"alike {alike} {tag}", f"kin {kin}", f"kin {kin} {tag}"]
    found += [where, f"{where} {tag}", f"{where} kin {kin}", f"{where} alike {alike}"]
    return found + ["grandkin"] * grand + ["parent of prose"] * parent


def _title(behind: int, long: bool) -> list[str]:
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


def _says(*said: str) -> list[str]:
    return list(said)


_SPELLED: dict[str, Callable[..., list[str]]] = {
    "PROSE": _prose, "STANDS": _stands, "HEADED": _headed, "TOLD": _told, "SIZE": _size, "PLACE": _place,
    "MAKE": _make, "TITLE": _title, "LINKS": _links, "NEAR": _near, "KIN": _kin, "BESIDE": _beside, "SAYS": _says,
}  # fmt: skip
