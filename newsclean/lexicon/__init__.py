"""The words of news furniture, by language: TOML files beside this one, compiled into `_compiled`, looked up here.

A line is asked four things, each a dictionary look-up or a `startswith` over a few candidates, never a search for
thousands of phrases: is the whole line a phrase, does it begin or end with one, does it hold one.
"""

from __future__ import annotations

from newsclean.fold import LEAD, STOPS, TAIL, fold, key, mask
from newsclean.lexicon import words

__all__ = ["LEAD", "TAIL", "Line", "fold", "key", "mask", "words"]

LONG = 300  # characters; a longer line is prose or several things, so that only its ends are looked at
EDGE = 90  # characters of a long line's ends that are folded
TOLD = frozenset(("note", "contributed", "bio"))  # these tell what somebody said: "An earlier version said ..."
ENDS = STOPS
CALLS = frozenset(("ask", "subscribe", "app", "share"))
_UNSPACED = "\u0e00"  # from Thai on there are scripts without spaces between words


def boundary(folded: str, at: int) -> bool:
    """Whether a phrase may end at `at`: no letter goes on there (scripts without spaces have no such bounds)."""
    if at <= 0 or at >= len(folded):
        return True
    before, after = folded[at - 1], folded[at]
    return not (before.isalnum() and after.isalnum()) or before >= _UNSPACED or after >= _UNSPACED


class Line:
    """A piece of text as the rules look it up; what most of them do not ask is done when it is first asked for. All offsets count `text`.

    low    folded; of a long line that was not folded before only the first EDGE characters
    first  offset of the first character that is not a mark or bullet
    heads  which tables may hold phrases that the line begins with; see `words.heads`
    """

    __slots__ = ("_ends", "_holds", "_key", "_label", "_masked", "_quoted", "_says", "_starts", "_whole", "first", "heads", "low", "text")

    def __init__(self, text: str, low: str = "") -> None:
        self.text = text
        if not low:
            low = fold(text[:EDGE] if len(text) > LONG else text)
        self.low = low
        self.first = first = 0 if low[:1].isalpha() else len(low) - len(low.lstrip(LEAD))
        self.heads = words.heads(low[first : first + words.STEM])
        self._masked: str | None = None
        self._key: str | None = None
        self._whole: str | None = None
        self._starts: tuple[tuple[str, int], ...] | None = None
        self._ends: str | None = None
        self._quoted: bool | None = None
        self._says: bool | None = None
        self._holds: str | None = None
        self._label: tuple[str, int] | tuple[()] | None = None

    @property
    def masked(self) -> str:
        """`low` with every number as "#"; `low` itself where there is none."""
        if self._masked is None:
            self._masked = mask(self.low)
        return self._masked

    @property
    def has_number(self) -> bool:
        """Whether a digit stands in `low`."""
        return self.masked is not self.low

    @property
    def key(self) -> str:
        """The look-up form of the whole line; "" where the line is long."""
        if self._key is None:
            bare = "" if len(self.text) > LONG else self.low.strip(LEAD).rstrip(TAIL).strip()
            self._key = mask(bare) if bare and self.has_number else bare
        return self._key

    @property
    def whole(self) -> str:
        """What the whole line is: "share/whole player/weak", or ""."""
        if self._whole is None:
            self._whole = words.WHOLE.get(self.key, "") if self.heads & words.IS_WHOLE and len(self.key) < 90 else ""
        return self._whole

    def is_whole(self, section: str) -> bool:
        """Whether the whole line is a phrase of the section that is junk wherever it stands."""
        return f"{section}/whole" in self.whole.split()

    def is_weak(self) -> bool:
        """Whether the whole line is a menu word that could be a subhead, too."""
        return bool(self.whole) and "/whole" not in self.whole

    @property
    def starts(self) -> tuple[tuple[str, int], ...]:
        """(section, offset behind the phrase) of each phrase that the line begins with, longest first."""
        if self._starts is None:
            self._starts = self._begun() if self.heads & words.IS_START else ()
        return self._starts

    def _begun(self) -> tuple[tuple[str, int], ...]:
        masked = mask(self.low[self.first : self.first + EDGE])
        found = []
        for phrase in words.START.standing(masked):
            if boundary(masked, len(phrase)):
                found += [(section, self.first + len(phrase)) for section in words.START[phrase].split()]
        return tuple(found)

    def begins(self, section: str) -> bool:
        """Whether the line begins with a phrase that condemns it."""
        return any(found == section for found, _ in self.starts)

    @property
    def ends(self) -> str:
        """The sections of the phrases that the line ends with."""
        if self._ends is None:
            tail = (self.low[-EDGE:] if len(self.text) <= LONG else fold(self.text[-EDGE:])).rstrip(TAIL)
            stem = tail[-words.STEM :]
            if not stem.isalpha() and any([char.isdecimal() for char in stem]):
                tail = mask(tail)
            self._ends = self._ended(tail) if words.END.knows(tail[-words.STEM :]) else ""
        return self._ends

    def _ended(self, tail: str) -> str:
        tail = mask(tail)
        return " ".join([words.END[phrase] for phrase in words.END.ending(tail) if boundary(tail, len(tail) - len(phrase))])

    @property
    def holds(self) -> str:
        """The sections of the phrases that stand anywhere in the line; "" for a long line."""
        if self._holds is None:
            self._holds = "" if not self.key else self._held()
        return self._holds

    def _held(self) -> str:
        masked = self.masked
        found = []
        if not masked.isascii():
            found = [words.ANY[phrase] for phrase in words.ANY.unspaced(masked)]
        for anchor in words.ANY.anchors.intersection(masked.replace(",", " ").replace(".", " ").split()):
            found += [words.ANY[phrase] for phrase in words.ANY.near(anchor) if phrase in masked]
        return " ".join(found)

    def says(self, section: str) -> bool:
        """Whether anything in the line condemns it as junk of the section, wherever it stands."""
        if self._says is None:  # of prose nothing is known, and every rule of words asks
            self._says = len(self.text) <= LONG and bool(self.whole or self.starts or self.ends or self.holds) and self.key != ""
        if not self._says:
            return False
        if self.is_whole(section):
            return True
        found = self.begins(section) or section in self.ends.split() or section in self.holds.split()
        return found and (section in TOLD or not self.is_quoted)

    @property
    def is_quoted(self) -> bool:
        """Whether the line is a sentence that tells who says it: "Follow us, the guide had said, and they did."

        Behind a comma a verb of saying stands among the first words, or it ends a few of them; or the sentence is about
        a she or a he; or it is about the words themselves: "Sign up is a phrase that nobody reads."
        """
        if self._quoted is None:
            from newsclean.lexicon import speech  # few lines are asked, most runs over one file have none

            self._quoted = self.text.rstrip("\"”»’) ")[-1:] in ENDS and speech.is_told(fold(self.text), self._calls())
        return self._quoted

    def _calls(self) -> bool:
        return any([section in CALLS for section, _ in self.starts])

    def label(self) -> tuple[str, int] | None:
        """(sections, offset of the value) where the line is "Label: value" or a label alone (offset = its length)."""
        if self._label is None:
            self._label = (self._labelled() if self.heads & words.IS_LABEL else None) or ()
        return self._label or None

    def _labelled(self) -> tuple[str, int] | None:
        low = self.low
        colon = low.find(":", self.first, self.first + 60)
        if colon > 0:
            sections = words.LABEL.get(_bare(low[self.first : colon]))
            if sections:
                return sections, _skip(low, colon + 1)
        asked = low.find("?", self.first, self.first + 40)
        if asked > 0 and (sections := words.LABEL.get(low[self.first : asked + 1])):
            return sections, _skip(low, asked + 1)
        sections = words.LABEL.get(self.key) if self.key else ""
        if sections:
            return sections, len(self.text)
        comma = low.find(",", 0, 30)
        if comma > 0 and (" " in low[:comma] or low[0] >= "\u0600"):  # "Isha sawirka, ...": label and value were two elements
            sections = words.LABEL.get(_bare(low[self.first : comma]), "")
            if not {"caption", "credit", "byline", "crew"}.isdisjoint(sections.split()):
                return sections, _skip(low, comma + 1)
        close = next((at for mark in "]】］〕" if (at := low.find(mark, 0, 60)) > 0), 0)
        if close > 0 and (sections := words.LABEL.get(_bare(low[self.first : close]))):
            return sections, _skip(low, close + 1)
        return None

    def prefixes(self) -> set[str]:
        """The sections of the labels that the line begins with, no colon needed."""
        if not self.heads & words.IS_LABEL:
            return set()
        low, at = self.low, self.first
        found: set[str] = set()
        for phrase in words.LABEL.standing(low, at):
            if boundary(low, at + len(phrase)):
                found.update(words.LABEL[phrase].split())
        return found

    def prefix(self, section: str) -> int:
        """Offset behind the longest label of the section that the line begins with, no colon needed; 0 for none."""
        return label_at(self.low, self.first, section) if self.heads & words.IS_LABEL else 0


def label_at(low: str, at: int, section: str) -> int:
    """Offset of the value behind the longest label of the section that stands at `at` of folded text; 0 for none."""
    for phrase in words.LABEL.standing(low, at):
        behind = at + len(phrase)
        if boundary(low, behind) and section in words.LABEL[phrase].split():
            return _skip(low, behind)
    return 0


def whole_at(low: str, at: int, shorter: str = "") -> str:
    """The longest whole-line phrase (shorter than `shorter`) that stands at `at` of folded text; "" for none."""
    for phrase in words.WHOLE.standing(low, at):
        if not shorter or len(phrase) < len(shorter):
            return phrase
    return ""


def _bare(low: str) -> str:
    return " ".join(mask(low.strip(LEAD).rstrip(TAIL)).split())


def _skip(low: str, at: int) -> int:
    while at < len(low) and low[at] in " :.…-–—|•=/・":
        at += 1
    return at
