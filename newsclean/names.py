"""Names of people and outlets: does a piece of text look like one, and how is a list of them split."""

from __future__ import annotations

import re

from newsclean.fold import MARKS
from newsclean.lexicon import fold, words
from newsclean.patterns import lazy

_JOIN = lazy(
    r"\s*(?:,|;|/|／|、|；|，|&|\||•|·|\s(?:and|und|et|y|e|i|a|og|och|ja|en|и|та|і|й|και|ve|és|și|dan|with|with additional reporting by)\s)\s*",
    re.IGNORECASE,
)
_CASELESS = lazy(r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u10a0-\u10ff\u1000-\u109f\u1780-\u17ff\u1200-\u137f]")
_CJK = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HANGUL = lazy("[\uac00-\ud7af]")
_KANA_PARTICLE = lazy("[のはがをにでとたっる]")  # Japanese particles and endings: a phrase, no name
_INITIALED = lazy(r"[A-ZА-ЯӨҮҚҒ][a-zа-я]{0,2}\.[A-ZА-ЯӨҮҚҒ][^\W\d_A-ZА-Я]{2,}$")  # "Б.Сарантуяа": initial and name without a space
_WORD = lazy(rf"[^\W\d_][\w{MARKS}'’.\-‑]*\.?$")
_JOINTS = dict.fromkeys(map(ord, "'.-_"))  # what may stand within a name
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "do",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ter",
        "ten",
        "zu",
        "zum",
        "y",
        "e",
        "i",
        "of",
        "the",
        "for",
        "und",
        "and",
        "af",
        "av",
        "auf",
    ]
)
INITIALS = lazy(r"[^\W\d_a-zа-яё]\.\s?(?:[^\W\d_a-zа-яё]\.\s?){1,2}$")  # "C.M.", "A. R."
_ROLES: frozenset[str] = frozenset()
_AGENCIES: frozenset[str] = frozenset()


def agencies() -> frozenset[str]:
    """Names of news and picture agencies, folded."""
    global _AGENCIES
    if not _AGENCIES:
        _AGENCIES = frozenset(word for each in words.AGENCY.values() for word in each.split("|"))
    return _AGENCIES


def roles() -> frozenset[str]:
    """Job words of all languages, folded."""
    global _ROLES
    if not _ROLES:
        _ROLES = frozenset(word for each in words.ROLE.values() for word in each.split("|"))
    return _ROLES


def _is_word(part: str) -> bool:
    if part.isascii():
        return part[0].isalpha() and (part.isalpha() or part.translate(_JOINTS).isalnum())
    return _WORD.match(part) is not None


def is_name(text: str, most: int = 4) -> bool:
    """Whether the text has the shape of one person's name: 2 to `most` capitalised words (1 in CJK), nothing else.

    >>> is_name("Pieter van der Olsen"), is_name("The bridge is open")
    (True, False)
    """
    text = text.strip()
    if not 2 <= len(text) <= 50 or any(char.isdigit() for char in text):
        return False
    if not text.isascii() and _CJK.search(text):
        return _is_cjk_name(text)
    parts = text.split()
    if len(parts) == 1 and text.count(".") == 1 and _INITIALED.match(text):
        return True
    if not 2 <= len(parts) <= most + 2 or not all([_is_word(part) for part in parts]):
        return False
    if text[-1] in ".!?…:;" and len(parts[-1]) > 3:
        return False
    if is_caseless(text):
        return len(parts) <= most
    capital = [part for part in parts if fold(part) not in _PARTICLES]
    return 2 <= len(capital) <= most and all(part[0].isupper() for part in capital)


# First syllables of common Korean surnames; the list is ours, not a census.
SURNAMES = frozenset("김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국")


def is_caseless(text: str) -> bool:
    """Whether the text is of a script without capitals, or that begins no names with them."""
    return not text.isascii() and _CASELESS.search(text) is not None


def _is_cjk_name(text: str) -> bool:
    bare = text.replace(" ", "")
    if _HANGUL.search(bare) and (" " in text or bare[0] not in SURNAMES or len(bare) > 4):
        return False  # "경기 결과": two words
    return 2 <= len(bare) <= 5 and all(_CJK.match(char) or char == "・" for char in bare) and not _KANA_PARTICLE.search(bare)


def split(text: str) -> list[str]:
    """The names of a byline's value, in order.

    >>> split("Dana Whitlock and Pieter Olsen")
    ['Dana Whitlock', 'Pieter Olsen']
    """
    if "." in text and INITIALS.match(text.strip()):
        return [text.strip()]
    parts = [part.strip(" .,:;|") for part in _JOIN.split(text) if part and part.strip(" .,:;|")]
    if len(parts) == 2 and " " not in parts[1] and re.search(r"\s[iye]\s[^\W\d_]+\W*$", text) and is_name(parts[0]) and is_name(text):
        return [text.strip(" .,:;|")]  # "Jordi Mas i Pla" is one person
    if len(parts) == 1 and not text.isascii() and _CJK.search(text) and not _HANGUL.search(text):
        pieces = text.split()
        if len(pieces) > 1 and all(2 <= len(piece) <= 4 for piece in pieces):
            return pieces
    return parts


def display(name: str) -> str:
    """The name in normal case where the page prints capitals.

    >>> display("DANA WHITLOCK")
    'Dana Whitlock'
    """
    name = " ".join(name.split())
    letters = [char for char in name if char.isalpha()]
    if len(letters) > 3 and " " in name and all(char.isupper() for char in letters if char.upper() != char.lower()):
        if any(char.upper() != char.lower() for char in letters):
            return re.sub(r"[^\W\d_]+", lambda m: m[0][0] + m[0][1:].lower(), name)
    return name
