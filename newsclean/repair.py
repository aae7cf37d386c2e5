"""Characters as they should be: entities, mojibake, NFC, invisible characters, spaces, line ends, hard-wrapped lines.

Every step looks first whether it is needed, with one search over the whole text: clean text costs a few passes in C.
"""

from __future__ import annotations

import re
from unicodedata import is_normalized, normalize

from newsclean.fold import STOPS, is_small
from newsclean.patterns import lazy

# Letters of scripts in which the joiners U+200C and U+200D are spelling: Arabic and its kin, Indic, Mongolian, Khmer.
_JOINING = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af"
_EMOJI = "\u2640\u2642\u2695\u2696\u2708\u2764\ufe0f\U0001f000-\U0001faff"
_INVISIBLE = lazy(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]"
    f"|(?<![{_JOINING}{_EMOJI}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINING}{_EMOJI}])"
)
_PRINTABLE = ("\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5")  # invisible characters that count as letters and marks
_SPACE = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_END = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_ENTITY = lazy(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# A letter that begins mojibake, then what goes on with it: one class of characters first, which the pattern engine skips to.
_MOJIBAKE = lazy(
    "[\xc2-\xf4\u0420-\u0422\ufffd](?:(?<=[\xc2-\xf4])[\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "|(?<=[\u0420-\u0422])[\u0080-\u00bf\u0402-\u040f\u0452-\u045f\u2013-\u203a\u20ac\u2116\u2122]|(?<=\ufffd))"
)
_MOJIBAKE_BEGINS = lazy("[\xc2-\xf4\u0420-\u0422\ufffd]")  # English seldom has any
_SPACES = lazy(r"(?<=\S)(?:  (?! )|[ \t]*\t[ \t]*|    +)(?=\S)")
_MARGIN = lazy(r"^[ \t]+|[ \t]+$", re.MULTILINE)
_BLANKS = lazy(r"\n{3,}")
MOST_ENTITIES = 3  # rounds: "&amp;amp;" is the deepest that pages show


def repair(text: str, form: str = "text") -> tuple[str, dict[str, int]]:
    """(the repaired text, {kind: how many}). Idempotent, linear. `form` "md" keeps the indents of code.

    >>> repair("Miller &amp;amp; Sons\\u00a0bake")
    ('Miller & Sons bake', {'entities': 1, 'spaces': 1})
    """
    counts: dict[str, int] = {}
    for _ in range(8):
        before = text
        text = _characters(text, counts)
        text = _lines(text, form, counts)
        if text == before:
            break
    return text, counts


def _count(counts: dict[str, int], kind: str, number: int) -> None:
    if number:
        counts[kind] = counts.get(kind, 0) + number


def _characters(text: str, counts: dict[str, int]) -> str:
    if "&" in text and ";" in text:
        text = _entities(text, counts)
    if not text.isascii():
        if _MOJIBAKE_BEGINS.search(text) and _MOJIBAKE.search(text):
            text = _mojibake(text, counts)
        if not is_normalized("NFC", text):
            text = normalize("NFC", text)
            _count(counts, "nfc", 1)
    if _is_odd(text):
        text = _line_ends(text, counts)
        text = _spaces(text, counts)
        if _is_odd(text):
            text, number = _INVISIBLE.subn("", text)
            _count(counts, "invisible", number)
            if number and not is_normalized("NFC", text):
                text = normalize("NFC", text)
    return text


def _is_odd(text: str) -> bool:
    """Whether the text holds more than printable characters, line feeds and tabs."""
    if not text.replace("\n", "").replace("\t", "").isprintable():
        return True
    return not text.isascii() and any([char in text for char in _PRINTABLE])


def _line_ends(text: str, counts: dict[str, int]) -> str:
    before = len(text)
    text = text.replace("\r\n", "\n")
    _count(counts, "line-ends", before - len(text))
    for char in _LINE_END:
        if char in text:
            _count(counts, "line-ends", text.count(char))
            text = text.replace(char, "\n")
    return text


def _spaces(text: str, counts: dict[str, int]) -> str:
    for char in _SPACE:
        if char in text:
            _count(counts, "spaces", text.count(char))
            text = text.replace(char, " ")
    return text


def _entities(text: str, counts: dict[str, int]) -> str:
    if not _ENTITY.search(text):
        return text
    from html import unescape

    total = 0
    for _ in range(MOST_ENTITIES):
        text, number = _ENTITY.subn(lambda found: unescape(found[0]), text)
        if not number:
            break
        total = total or number
    _count(counts, "entities", total)
    return text


def _mojibake(text: str, counts: dict[str, int]) -> str:
    """Lines in which UTF-8 was read as another encoding, by ftfy; a line that is right in part is mended in pieces."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if _MOJIBAKE.search(line) and "\ufffd" not in line:
            mended = _mend(line)
            if mended != line:
                lines[at] = mended
                _count(counts, "mojibake", 1)
    return "\n".join(lines)


LONG_LINE = 20_000  # characters; a longer line is mended in pieces, since ftfy's heuristics look at all of it


def _mend(line: str) -> str:
    from ftfy import fix_encoding

    if len(line) > LONG_LINE:
        return "".join(_mend(line[at : at + LONG_LINE]) for at in range(0, len(line), LONG_LINE))
    mended = str(fix_encoding(line))
    if mended == line and _MOJIBAKE.search(line):
        parts = re.split(r"(\s+|[’‘“”«»])", line)
        mended = "".join(str(fix_encoding(part)) if _MOJIBAKE.search(part) else part for part in parts)
    return mended


def _lines(text: str, form: str, counts: dict[str, int]) -> str:
    if form == "md" and ("```" in text or "\n    " in text or text.startswith("    ")):
        return text
    if "  " in text or "\t" in text:
        text, number = _SPACES.subn(lambda m: "\t" if "\t" in m[0] else "   " if len(m[0]) > 2 else " ", text)
        _count(counts, "spaces", number)
    if any([line != line.strip(" \t") for line in text.split("\n")]):
        text, number = _MARGIN.subn("", text)
        _count(counts, "spaces", number)
    if "\n\n\n" in text:
        text = _BLANKS.sub("\n\n", text)
    if text[:1] == "\n" or text[-1:] == "\n":
        text = text.strip("\n")
    return _joined(text, counts)


# --- hard-wrapped lines and lines broken at inline links

WRAP_LEAST, WRAP_MOST = 36, 110  # columns of a hard-wrapped line
WRAP_SPREAD = 22  # columns between the shortest and the longest line but the last: a word's length and some
_MARKS = STOPS | frozenset("!?…:;！？")
_CLOSING = tuple(".,;:!?)]»”")
_OPENS = tuple("-–—•*·>#|[(")
_SMALL = lazy(r"\n[^A-Z0-9]")  # a line that may go on from the one above


def _ends(line: str) -> bool:
    """Whether the line ends as a sentence or a clause does."""
    return line.rstrip("\"'”’»)")[-1:] in _MARKS


def _is_unspaced(char: str) -> bool:
    """A character of Chinese or Japanese, between which a line end is no space."""
    return "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uff00" <= char <= "\uff60"


def _joined(text: str, counts: dict[str, int]) -> str:
    if "\n" not in text:
        return text
    paragraphs = text.split("\n\n")
    joined = [_unwrapped(paragraph) if "\n" in paragraph else paragraph for paragraph in paragraphs]
    result = "\n\n".join(joined)
    _count(counts, "wraps", text.count("\n") - result.count("\n"))
    return result


def _unwrapped(paragraph: str) -> str:
    lines = paragraph.split("\n")
    if len(lines) > 1 and _is_wrapped(lines):
        return _glue(lines)
    if _SMALL.search(paragraph) and any([is_small(line[:1]) or line[:1] in _CLOSING for line in lines[1:]]):
        return "\n".join(_fragments(lines))
    return paragraph


def _is_wrapped(lines: list[str]) -> bool:
    """Lines of nearly one width, most of which go on mid-sentence: a paragraph that was broken at a column."""
    if not WRAP_LEAST <= len(lines[0]) <= WRAP_MOST:
        return False
    body = [len(line) for line in lines[:-1]]
    if min(body) < WRAP_LEAST or max(body) > WRAP_MOST or max(body) - min(body) > WRAP_SPREAD or len(lines[-1]) > max(body) + 4:
        return False
    going = sum(1 for line, after in zip(lines, lines[1:], strict=False) if not _ends(line) and not after.startswith(_OPENS))
    low = sum(1 for line in lines[1:] if is_small(line[:1]) or line[:1].isdigit() or (not line[:1].isupper() and not line[:1].islower()))
    return going * 10 >= (len(lines) - 1) * 6 and low * 2 >= len(lines) - 1 and _ends(lines[-1])


def _glue(lines: list[str]) -> str:
    parts = [lines[0]]
    for before, line in zip(lines, lines[1:], strict=False):
        hyphened = before.endswith("-") and before[-2:-1].isalpha() and line[:1].islower()
        unspaced = _is_unspaced(before[-1:]) and line[:1] > "\u2e7f"
        if not (hyphened or unspaced or line.startswith(_CLOSING)):
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


MOST_PIECES = 12  # lines of one broken sentence


def _fragments(lines: list[str]) -> list[str]:
    """Sentences broken at inline links: pieces that go on in small letters, up to the piece that ends the sentence."""
    found: list[str] = []
    at = 0
    while at < len(lines):
        end = _sentence_end(lines, at)
        if end > at:
            found.append(_glue(lines[at : end + 1]))
        else:
            found.append(lines[at])
        at = end + 1
    return found


STAMP = 60  # characters
_DAY = lazy(r"[^\W\d_]{2,20}(?:,\s|\.?\s(?=.*\d[:.]\d\d))\d{1,2}\.?\s[^\d]{3,20}(?:19|20)\d\d(?!\d)")


def _is_stamp(line: str) -> bool:
    """Whether a line in small letters is a day with its weekday or hour: "lunes, 3 de marzo de 2025, 10:27"."""
    return len(line) <= STAMP and _DAY.match(line) is not None


_DATELINE = lazy(r"[\w-]{2,24}(?:\.[a-z]{2,7}){1,2}(?:, [^\W\d_][\w'’ \-]{2,30}?)? ?[–—-]{1,2} ")  # "kurier.example, VERRO - " opens a paragraph


def _sentence_end(lines: list[str], at: int) -> int:
    """Index of the line that ends the sentence begun at `at`; `at` where the lines are not pieces of one."""
    first = lines[at]
    if not first or first.startswith(_OPENS) or _ends(first):
        return at
    goes_on = False
    for end in range(at + 1, min(at + MOST_PIECES, len(lines))):
        line = lines[end]
        if not line or line.startswith(tuple("-–—•*·>#|[")) or _DATELINE.match(line):
            return at
        small = is_small(line[:1]) or line[:1] in _CLOSING
        if small and _is_stamp(line):
            return at
        after_dash = lines[end - 1][-1:] in "–—,("
        name = (
            line[:1].isupper()
            and len(line) < 40
            and end + 1 < len(lines)
            and (is_small(lines[end + 1][:1]) or lines[end + 1][:1] in _CLOSING)
            and not _is_stamp(lines[end + 1])
        )
        if not (small or after_dash or name):
            return at
        goes_on = goes_on or small
        if _ends(line) and " " not in line and lines[end + 1 : end + 2] and lines[end + 1][:1].isdigit():
            return at  # "szerk." between headline and stamp
        if _ends(line):
            return end if goes_on and sum(len(piece) for piece in lines[at : end + 1]) >= 40 else at
    return at
