"""Words that tell of somebody: a sentence that says who speaks, or speaks of the words themselves, is no prompt."""

from __future__ import annotations

from functools import lru_cache

from newsclean.lexicon import words

COMMAS = ('"', "”", "»", "“", "，", "、", "،")  # what parts a quotation from who says it
CLOSERS = " .。।۔\"”»’)」』"
SOON = 6  # words behind the comma in which the verb stands
SUBJECT = 5  # words, at most, in front of the copula
RELATIVE = frozenset(
    [
        "that", "which", "who", "what", "this", "it", "here", "das", "die", "der", "dies", "hier", "qui", "que", "ce", "ça", "esto", "che", "questo",
        "isso", "dat", "die", "dit", "som", "det", "den", "co", "które", "που"
    ]
)  # fmt: skip
ARTICLES = frozenset(
    [
        "the", "this", "our", "your", "a", "der", "die", "das", "dieser", "unser", "unsere", "ihr", "le", "la", "les", "notre", "votre", "ce",
        "cette", "el", "nuestro", "nuestra", "este", "esta", "il", "lo", "i", "questo", "questa", "o", "os", "nosso", "nossa", "de", "het", "onze",
        "deze", "den", "vår", "vores"
    ]
)  # fmt: skip
_STOPS = str.maketrans(dict.fromkeys(",.;:!?()[]«»„“”\"‘’–—…।。،、", " "))
_STOPS_END = str.maketrans(dict.fromkeys(",.;:!?()[]–—…।。،、", "\n"))
WEAK, OWN = frozenset(("say", "promise")), frozenset(("", "i", "we", "you", "our", "your", "the", "a", "to"))
_VERB_LAST = "\u0900"  # from Devanagari on
_UNSPACED = "\u0e00"  # from Thai on there are scripts without spaces between words


@lru_cache(maxsize=1)
def _said() -> frozenset[str]:
    return frozenset(word for each in words.SAID.values() for word in each.split("|"))


@lru_cache(maxsize=1)
def _third() -> frozenset[str]:
    return frozenset(word for each in words.THIRD.values() for word in each.split("|"))


@lru_cache(maxsize=1)
def _predicates() -> tuple[str, ...]:
    return tuple(f" {phrase} " for each in words.PREDICATE.values() for phrase in each.split("|"))


def is_told(low: str, calls: bool) -> bool:
    """Whether folded text tells who says it, what she or he does, or (where it `calls` for something) is about its own words."""
    return _tells_who_says(low) or not _third().isdisjoint(low.translate(_STOPS).split()) or (calls and _is_spoken_of(low))


def _is_spoken_of(low: str) -> bool:
    """Whether words with a channel or a call among them are what the sentence is about: a copula stands behind them at once."""
    head = low.translate(_STOPS_END).split("\n", 1)[0] + " "
    if head.split(" ", 1)[0] in ARTICLES:  # "Our newsletter is a free service."
        return False
    for phrase in _predicates():
        at = head.find(phrase)
        if at > 0 and head.count(" ", 0, at) <= SUBJECT and head[:at].rsplit(" ", 1)[-1] not in RELATIVE:
            return True
    return False


def _tells_who_says(low: str) -> bool:
    for comma in COMMAS:
        low = low.replace(comma, ",")
    said = _said()
    pieces = low.split(",")
    for piece in pieces[1:]:
        found = piece.rstrip(CLOSERS).split()
        if not WEAK.isdisjoint(found):  # "have your say", "no spam, we promise"
            found = [word for before, word in zip(["", *found], found, strict=False) if word not in WEAK or before not in OWN]
        if not said.isdisjoint(found[:SOON]) or (found and found[-1] in said and len(found) <= 2 * SOON):
            return True
    last = pieces[-1].rstrip(CLOSERS)  # Korean and Japanese, Chinese and Hindi put the verb last
    return last >= _UNSPACED and any([last.endswith(word) for word in said if word >= _VERB_LAST])
