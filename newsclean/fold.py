"""Folding: the one form in which phrases and lines are compared. Keeps the length, so that offsets stay true."""

from __future__ import annotations

from newsclean.patterns import lazy

# Same letter for reading, another code point: Turkish dotless i, Greek accents (capitals go without), Cyrillic io,
# Arabic and Persian letter variants, typographic apostrophes, full-width punctuation, what stands for a colon in Armenian, Ethiopic and Khmer.
_SAME = str.maketrans(
    "\u0130\u0131\u2019\u2018\u02bc\u00b4\u0060άέήίόύώϊϋΐΰςΆΈΉΊΌΎΏёЁأإآٱىيك\uff1a\uff01\uff1f\uff08\uff09\uff5c\uff0f\u3000\u00a0\u2011\u055d\u1361\u1366\u17d6",
    "ii'''''αεηιουωιυιυσαεηιουωееااااییک:!?()|/  -::::",
)
_OTHER = lazy(
    "[\u0130\u0131\u2018\u02bc\u00b4`\u0386-\u038f\u03ac-\u03b0\u03c2\u03ca-\u03ce\u0401\u0451\u055d\u0622-\u0625\u0643\u0649\u064a\u0671\uff01-\uff5c\u3000\u00a0\u2011\u1361\u1366\u17d6]"
)
# Vowel signs and points belong to words, but Python's \\w does not hold them.
MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0970-\u09e3\u0a00-\u0a65\u0a70-\u0ae3\u0b00-\u0b65\u0b70-\u0be5\u0bf0-\u0c65\u0c70-\u0ce5\u0d00-\u0d65\u0d81-\u0d83\u0dca-\u0df3\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u17dd\u200c\u200d"
STOPS = frozenset(".。｡।॥۔։።။។៕།")  # full stops of all scripts
_NUMBER = lazy(r"\d(?:[\d.,'\u066b\u066c\u202f ]*\d)?")
_DIGIT = lazy(r"\d")
_ASCII_DIGIT = lazy(r"[0-9]")  # a class that the pattern engine looks up; what is a digit in all scripts it asks for
LEAD = " \t\n>»►▶▸•·◦●■|*#[]({<«+→⇒➤✉☎📌📸🔴⚡❗–—=~_-【［〔[※◆◇▼▲△▽▷☞★☆"
TAIL = " \t\n:.…!»>|·•*])}<«→-–—=_】］〕]。！»›▼▲"


def fold(text: str) -> str:
    """Lower case, one apostrophe, one form per letter; as long as the text.

    >>> fold("Читайте ТАКОЖ’")
    "читайте також'"
    """
    if text.isascii():
        return text.lower()
    if "\u2019" in text:
        text = text.replace("\u2019", "'")
    if _OTHER.search(text):
        text = text.translate(_SAME)
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def is_small(char: str) -> bool:
    """Whether a character is a small letter of a script that begins sentences and names with capitals: Georgian does not."""
    return char.islower() and not "\u10d0" <= char <= "\u10ff"


def mask(folded: str) -> str:
    """Every number becomes "#": lines that differ in their figures only are one shape.

    >>> mask("12,4 tys. wyświetleń")
    '# tys. wyświetleń'
    """
    return _NUMBER.sub("#", folded) if (_ASCII_DIGIT if folded.isascii() else _DIGIT).search(folded) else folded


def key(text: str) -> str:
    """The form under which a whole line is looked up: folded, masked, bare of marks at its ends."""
    return mask(fold(text).strip(LEAD).rstrip(TAIL).strip())
