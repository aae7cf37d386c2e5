"""The compiled words, read group by group: what a run does not look up costs it nothing but the bytes.

A table's phrases lie in groups by their edge (the first two characters, the last two, or the longest word). A group
becomes strings when the first line that could match it comes by, so that start-up hardly grows with the lexicons.
"""

from __future__ import annotations

import os
from functools import lru_cache
from mmap import ACCESS_READ, mmap

from newsclean.lexicon import _compiled

MOST = 50_000  # edges that are remembered; a text of random characters has no end of them
STEM = 5  # characters by which the phrases of an edge are told apart further


def _mapped() -> mmap:
    """The file of all tables: only the pages that are looked at are read, and processes share them."""
    with open(os.path.join(os.path.dirname(__file__), "_phrases.bin"), "rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


_PHRASES = _mapped()


class Table:
    """Phrases and the sections that each stands for ("share/whole player/weak").

    place   (begin, end) of its lines among the phrases; one line an edge, sorted: the edge, then phrase, sections, phrase, ...,
            longest phrase first; tabs between
    last    whether the edge is a phrase's end, not its start
    """

    __slots__ = ("_known", "_last", "_near", "_place", "_short", "_stems")

    def __init__(self, place: tuple[int, int], last: bool = False) -> None:
        self._place = place
        self._last = last
        self._near: dict[str, tuple[str, ...]] = {}
        self._short: dict[str, tuple[int, ...]] = {}  # {edge: lengths of its phrases that are shorter than a stem}
        self._stems: dict[str, list[int]] = {}  # {stem: lengths of its phrases}, longest first, as all lengths here
        self._known: dict[str, str] = {}

    def _read(self, edge: str) -> tuple[str, ...]:
        """The phrases of an edge, by binary search for its line."""
        wanted = f"{edge}\t".encode("utf-8", "surrogatepass")
        low, high = self._place
        found: tuple[str, ...] = ()
        while low < high:
            start = _PHRASES.rfind(b"\n", low, (low + high) // 2) + 1 or low
            begins = _PHRASES[start : start + len(wanted)]
            if begins == wanted:
                fields = _PHRASES[start + len(wanted) : _PHRASES.find(b"\n", start)].decode().split("\t")
                found = tuple(fields[::2])
                self._known.update(zip(found, fields[1::2], strict=True))
                break
            if begins < wanted:
                low = _PHRASES.find(b"\n", start) + 1
            else:
                high = start
        stems, last = self._stems, self._last
        for phrase in found:
            size = len(phrase)
            if size < STEM:  # and so are all behind it
                self._short[edge] = tuple(sorted({len(phrase) for phrase in found if len(phrase) < STEM}, reverse=True))
                break
            stem = phrase[-STEM:] if last else phrase[:STEM]
            lengths = stems.get(stem)
            if lengths is None:
                stems[stem] = [size]
            elif lengths[-1] != size:
                lengths.append(size)
        if found or len(self._near) < MOST:
            self._near[edge] = found
        return found

    def knows(self, stem: str) -> bool:
        """Whether any phrase may have these first characters (last ones, where the edge is the end), STEM or fewer."""
        edge = stem[-2:] if self._last else stem[:2]
        if edge not in self._near:
            self._read(edge)
        return stem in self._stems or edge in self._short

    def near(self, edge: str) -> tuple[str, ...]:
        """The phrases of an edge, longest first."""
        found = self._near.get(edge)
        return self._read(edge) if found is None else found

    def standing(self, text: str, at: int = 0) -> list[str]:
        """The phrases that stand at an offset of folded text, longest first."""
        edge = text[at : at + 2]
        if edge not in self._near:
            self._read(edge)
        stemmed, short = self._stems.get(text[at : at + STEM]), self._short.get(edge)
        if not stemmed and not short:
            return []
        known, size = self._known, len(text) - at
        return [phrase for length in (*(stemmed or ()), *(short or ())) if length <= size and (phrase := text[at : at + length]) in known]

    def ending(self, text: str) -> list[str]:
        """The phrases that folded text ends with, longest first."""
        edge = text[-2:]
        if edge not in self._near:
            self._read(edge)
        stemmed, short = self._stems.get(text[-STEM:]), self._short.get(edge)
        if not stemmed and not short:
            return []
        known, size = self._known, len(text)
        return [phrase for length in (*(stemmed or ()), *(short or ())) if length <= size and (phrase := text[size - length :]) in known]

    def get(self, phrase: str, default: str = "") -> str:
        """The sections of a phrase, blank-separated; the default for an unknown one."""
        edge = phrase[-2:] if self._last else phrase[:2]
        if edge not in self._near:
            self._read(edge)
        return self._known.get(phrase, default)

    def __getitem__(self, phrase: str) -> str:
        return self.get(phrase)

    def __contains__(self, phrase: str) -> bool:
        return self.get(phrase) != ""


class Anywhere(Table):
    """Phrases that may stand anywhere in a line. Their edge is their longest word; "" in scripts without spaces."""

    __slots__ = ("_unspaced", "anchors")

    def __init__(self, place: tuple[int, int], anchors: bytes) -> None:
        super().__init__(place)
        self.anchors = frozenset(anchors.decode().split("\n"))
        self._unspaced: dict[str, list[str]] = {}

    def unspaced(self, text: str) -> list[str]:
        """The phrases without an anchor that stand in a folded text."""
        if not self._unspaced:
            for phrase in self.near(""):
                self._unspaced.setdefault(phrase[0], []).append(phrase)
        return [phrase for char in sorted(self._unspaced.keys() & set(text)) for phrase in self._unspaced[char] if phrase in text]

    def get(self, phrase: str, default: str = "") -> str:
        """The sections of a phrase that `near` gave."""
        return self._known.get(phrase, default)


def _phrases(source: bytes) -> tuple[str, ...]:
    return tuple(source.decode().split("\n"))


def _by_language(source: bytes) -> dict[str, str]:
    """{language: "word|word"}."""
    return dict(line.split("\t") for line in source.decode().split("\n"))


WHOLE = Table(_compiled.WHOLE)
LABEL = Table(_compiled.LABEL)
UNIT = Table(_compiled.UNIT)
BYLINE = Table(_compiled.BYLINE)  # languages, not sections
START = Table(_compiled.START)
END = Table(_compiled.END, last=True)
ANY = Anywhere(_compiled.ANY, _compiled.ANCHORS)
IS_WHOLE, IS_LABEL, IS_START = 1, 2, 4


@lru_cache(maxsize=MOST)
def heads(stem: str) -> int:
    """Which tables may hold phrases that begin so: the flags above together. A line of prose is told from all by its first five characters.

    A number, which the tables hold as "#", may be anything, and so may a run of spaces; "X:" is a phrase of one character.
    """
    if not stem.isalpha() and ("  " in stem or "\t" in stem or any([char.isdecimal() for char in stem])):
        return IS_WHOLE | IS_LABEL | IS_START
    alone = not stem[1:2].isalnum()
    whole = WHOLE.knows(stem) or (alone and WHOLE.knows(stem[:1]))
    label = LABEL.knows(stem) or (alone and LABEL.knows(stem[:1]))
    return IS_WHOLE * whole | IS_LABEL * label | IS_START * START.knows(stem)


# Read when first asked for.
COPYRIGHT: tuple[str, ...]  # phrases of any position, longest first
READING: tuple[str, ...]  # whole lines
AGENCY: dict[str, str]
BIO: dict[str, str]
CHANNEL: dict[str, str]
ROLE: dict[str, str]
PREDICATE: dict[str, str]  # copula and article, as they stand behind words that are spoken of: "is a"
SAID: dict[str, str]  # verbs of saying, as they stand beside a quotation
REPORTS: dict[str, str]  # verbs by which prose names the agency or paper that a report is from
STEP: dict[str, str]  # what instructions begin with and prompts do not: "open the", "tap", "choose"
THIRD: dict[str, str]  # pronouns of the third person, which no prompt has
TIME: dict[str, str]


def __getattr__(name: str) -> object:
    source = getattr(_compiled, name, None) if name.isupper() else None
    if source is None:
        raise AttributeError(f"module 'newsclean.lexicon.words' has no attribute {name!r}")
    made = _phrases(source) if name in ("COPYRIGHT", "READING") else _by_language(source)
    globals()[name] = made
    return made
