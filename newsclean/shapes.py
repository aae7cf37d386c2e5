"""Shapes of lines: sentence, headline, caption tail, counter. What a line looks like, whatever its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from newsclean.fold import STOPS
from newsclean.lexicon import TAIL, Line, fold, mask, words
from newsclean.patterns import lazy

MARKS = STOPS | frozenset("!?…！？؟፧")  # that end a sentence
_CLOSERS = "\"'”’‘»«“)]」』】） "  # quotes and brackets that may stand behind one
# Where a tag stood and no space was left: a capital right behind the end of a sentence, or behind a small letter.
SEAM = lazy(
    r"[a-zß-öø-ÿа-яёіїєґ0-9)\]”\"’»%][.!?…][”\"’»)]?(?=[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ«“„])|[.!?…][”»)](?=[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ])|[.!?…][”\"»)]? {1,2}[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ][^\s:]{1,20}(?: [^\s:]{1,16}){0,3} ?:"
)
CASE_SEAM = lazy(r"[a-zß-öø-ÿа-яёіїєґ\d…][….]{0,3}(?=[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ](?:[a-zß-öø-ÿа-яёіїєґ'’]|\s[a-zß-öø-ÿа-яёіїєґ]))")
_CJK = lazy(r"[\u3040-\u30ff\u3400-\u9fff]")
_UNMARKED = lazy(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # scripts that print no full stop, or seldom: Thai, Lao, Burmese, Khmer
_NO_WORD = lazy(r"[\W_]+")
_NO_WORDS = str.maketrans({char: " " for char in map(chr, range(128)) if not char.isalnum()})
_NO_SPACE = lazy(r"[^\w ][\W_]*")
_HANGUL = lazy(r"[\uac00-\ud7a3]")
_TOKEN = lazy(r"\w+")
_SIGNED = lazy(r"[.!?…”»\"] (?:\([^\W\d_]{2,8}\)|[-–] [A-ZÀ-ÞĞİŞА-ЯІЇЄҐ]{3,12})$")
SENTENCE = 40  # characters; shorter lines with an end mark are answers, headings, prompts
SENTENCE_CJK = 14
SENTENCE_HANGUL = 22
CJK, HANGUL = 2.2, 2.2  # letters that a character of Chinese or Japanese, and of Korean, says as much as
UNENDED = 60  # characters of a line that is a sentence though no mark ends it, in scripts that print none
PROSE = 180  # characters; a longer line is prose even without an end mark
_NUMBER = lazy(r"\d")
RECENT = 1024  # lines whose forms are remembered: rules ask for those of one page again and again


def is_cjk(text: str) -> bool:
    """Whether the text is of a script without spaces, in which lengths are a third of others'."""
    return not text.isascii() and _CJK.search(text, 0, 60) is not None and len(_CJK.findall(text, 0, 60)) * 2 > len(text[:60])


def ends_marked(text: str) -> bool:
    """Whether the text ends as a sentence does; an agency or place may sign it: "... the police said. (AFP)", "... - AUER"."""
    return text[-6:].rstrip(_CLOSERS)[-1:] in MARKS or ((text[-1:] == ")" or text[-3:].isupper()) and _is_signed(text[-16:]))


def _is_signed(tail: str) -> bool:
    return (" (" in tail or " - " in tail or " – " in tail) and _SIGNED.search(tail) is not None


def _is_unmarked(text: str) -> bool:
    return not text.isascii() and _UNMARKED.search(text, 0, 20) is not None


def _is_hangul(text: str) -> bool:
    return not text.isascii() and _HANGUL.search(text, 0, 20) is not None and len(_HANGUL.findall(text, 0, 20)) * 2 > len(text[:20])


def size_of(text: str) -> float:
    """Characters, those of Chinese, Japanese and Korean by what they say."""
    return len(text) * (1 if text.isascii() else CJK if is_cjk(text) else HANGUL if _is_hangul(text) else 1)


def is_ended(text: str) -> bool:
    """Whether the text ends as a sentence does; in scripts that print no full stops, by its length."""
    return ends_marked(text) or (len(text) >= UNENDED and _is_unmarked(text))


def is_sentence(text: str) -> bool:
    """Whether a line is at least one whole sentence.

    >>> is_sentence("The bridge was closed on Monday after the flood."), is_sentence("Comments")
    (True, False)
    """
    if text.isascii():
        return len(text) >= SENTENCE and ends_marked(text)
    if _is_unmarked(text):
        return len(text) >= SENTENCE
    return ends_marked(text) and (len(text) >= SENTENCE or (len(text) >= SENTENCE_CJK and is_cjk(text)) or (len(text) >= SENTENCE_HANGUL and _is_hangul(text)))


def is_stopped(text: str) -> bool:
    """Whether a line is a sentence, however short: it ends in a full stop and has three words.

    >>> is_stopped("The bridge is open."), is_stopped("Who pays?")
    (True, False)
    """
    return is_sentence(text) or (ends_marked(text) and text.rstrip("\"'”’»)」』\u00a0\u202f ")[-1:] in STOPS and count_words(text) >= 3)


def is_prose(text: str) -> bool:
    """Whether a line is running text: a sentence, or too long for anything else."""
    return len(text) > PROSE or is_sentence(text)


def is_headline(text: str) -> bool:
    """Whether a line could be a headline: some words, no full stop at its end, not mere figures."""
    if (text[-1:] in STOPS or text.endswith((":", ";", ",", "：", "៖"))) and not text.endswith("..."):
        return False
    if is_cjk(text):
        return 6 <= len(text) <= 70
    if not 12 <= size_of(text) <= 220:
        return False
    parts = text.split()
    if _is_unmarked(text):
        return len(text) >= 15
    lettered = sum(1 for part in parts if any(char.isalpha() for char in part))
    return lettered >= 3 and lettered * 2 > len(parts)


def is_data(text: str) -> bool:
    """Whether a line is a row of figures, a result, a label with its value: words and numbers, no sentence."""
    return (bool(_NUMBER.search(text)) and not text[-1].isalpha()) or (": " in text and text[0].isalpha() and bool(_NUMBER.search(text)))


def count_words(text: str) -> int:
    """Words; a script without spaces counts a word for two characters, one that spaces phrases only (Thai) for six."""
    if is_cjk(text):
        return len(text) // 2
    return max(len(text.split()), len(text) // 6) if _is_unmarked(text) else len(text.split())


def is_capitals(text: str) -> bool:
    """Whether all letters are capitals, of a script that has them, three words or more."""
    return text.isupper() and count_words(text) >= 3


def counter(line: Line) -> tuple[str, str] | None:
    """(section, number) where the line is one number and one counter word, nothing else: "1 245 views", "Views: 2.3k".

    >>> counter(Line("Views: 1 245"))
    ('views', '1 245')
    """
    if not line.key or line.key.count("#") != 1 or len(line.key) > 60:
        return None
    unit = " ".join(line.key.replace("#", " ").translate(_BRACKETS).split())
    parts = unit.split(" ")
    for magnitude in _MAGNITUDES if parts[0] in _MAGNITUDES or parts[-1] in _MAGNITUDES else ():
        if unit.startswith(magnitude + " ") or unit.endswith(" " + magnitude):
            unit = unit.removeprefix(magnitude + " ").removesuffix(" " + magnitude)
    sections = words.UNIT.get(unit) or _label_unit(unit) or _between(line.key) or _ICONS.get(unit.rstrip("\ufe0f"), "")
    if not sections:
        return None
    number = re.search(r"\d[\d.,'\u202f ]*", line.text)
    return (sections.split()[0], line.text[number.start() : _behind_magnitude(line.text, number.end())].strip()) if number else None


def _between(key: str) -> str:
    """The section of a number between a counter's label and its unit: "ผู้ชม 2,341 ครั้ง"."""
    front, _, behind = key.translate(_BRACKETS).partition("#")
    labelled = _label_unit(front.strip()) if front.strip() and behind.strip() else ""
    return labelled if labelled and set(labelled.split()) & set(words.UNIT.get(behind.strip(), "").split()) else ""


_ICONS = {"👁": "views", "👀": "views", "💬": "comments", "🗨": "comments", "👍": "shares", "❤": "shares", "♥": "shares"}


def _behind_magnitude(text: str, at: int) -> int:
    """Offset behind the "k" or "tys." that follows a number which ends at `at`; `at` where none does."""
    if text[at : at + 1] in _LETTERS and not _goes_on(text, at + 1):
        return at + 1
    start = at + 1 if text[at : at + 1].isspace() else at
    for magnitude in _MAGNITUDES:
        if text.startswith(magnitude, start) and not _goes_on(text, start + len(magnitude)):
            return start + len(magnitude)
    return at


def _goes_on(text: str, at: int) -> bool:
    return text[at : at + 1].isalnum() or text[at : at + 1] == "_"


_LETTERS = tuple("kKmMкКмМ")
_BRACKETS = str.maketrans("()[]:：|•·", " " * 9)
_MAGNITUDES = (
    "tys.",
    "tys",
    "тыс.",
    "тыс",
    "тис.",
    "тис",
    "mil",
    "mln",
    "млн",
    "хил.",
    "k",
    "m",
    "bin",
    "rb",
    "ribu",
    "万",
    "萬",
    "만",
    "천",
)
_FACTORS = {"tys": 1000, "тыс": 1000, "тис": 1000, "mil": 1000, "хил": 1000, "k": 1000, "к": 1000, "bin": 1000, "rb": 1000, "ribu": 1000,
            "천": 1000, "m": 1000000, "м": 1000000, "mln": 1000000, "млн": 1000000, "万": 10000, "萬": 10000, "만": 10000}  # fmt: skip


def _label_unit(unit: str) -> str:
    if "comments/" in words.WHOLE.get(unit, ""):
        return "comments"
    sections = words.LABEL.get(unit, "")
    return " ".join(section for section in sections.split() if section in ("views", "comments", "shares"))


def to_number(text: str) -> int | None:
    """The integer a counter shows: "1 245" is 1245, "12,4 tys." 12400, "2.3k" 2300; None where it shows none.

    >>> to_number("12,4 tys."), to_number("8,412"), to_number("2.3k")
    (12400, 8412, 2300)
    """
    found = re.match(r"(\d[\d.,' ]*\d|\d)\s*([^\W\d_]*)", text.strip())
    if not found:
        return None
    digits, magnitude = found[1].replace(" ", "").replace("'", ""), fold(found[2])
    factor = _FACTORS.get(magnitude, 1)
    if factor > 1:
        whole, _, rest = digits.replace(",", ".").partition(".")
        return round(float(f"{int(whole)}.{int(rest) if rest else 0:0{len(rest) or 1}d}") * factor)
    return int("".join(str(int(char)) for char in digits if char.isdigit()))


@lru_cache(maxsize=RECENT)
def same_line(text: str) -> str:
    """The form under which repeats are found: folded letters and digits alone."""
    low = fold(text)
    if low.isascii():
        return " ".join(low.translate(_NO_WORDS).split())
    if "_" in low:
        return _NO_WORD.sub(" ", low).strip()
    low = _NO_SPACE.sub(" ", low)  # most runs of what is no word are one space and stay
    while "  " in low:
        low = low.replace("  ", " ")
    return low.strip()


@lru_cache(maxsize=RECENT)
def tokens(text: str) -> tuple[str, ...]:
    """Folded words; characters in scripts without spaces."""
    low = fold(text)
    return tuple([char for char in low if char.isalnum()] if is_cjk(text) else _TOKEN.findall(low))


def overlap(a: Sequence[str], b: Sequence[str]) -> float:
    """Share of the different tokens that two lists have in common, of the longer one (0 to 1)."""
    left, right = set(a), set(b)
    return len(left & right) / max(len(left), len(right)) if left and right else 0.0


__all__ = [
    "MARKS",
    "STOPS",
    "TAIL",
    "count_words",
    "counter",
    "ends_marked",
    "is_capitals",
    "is_cjk",
    "is_data",
    "is_ended",
    "is_headline",
    "is_prose",
    "is_sentence",
    "mask",
    "overlap",
    "same_line",
    "size_of",
    "to_number",
    "tokens",
]
