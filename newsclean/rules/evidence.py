"""Which lines deserve a look, and what they show: the gate that lets ordinary prose pass quickly and untouched."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.lexicon import EDGE, LONG, TAIL, Line, fold, words
from newsclean.patterns import lazy
from newsclean.rules.engine import Page
from newsclean.shapes import CASE_SEAM, SEAM, counter, ends_marked

QUIET = 100  # characters; shorter lines are all looked at
_STRINGS = ("ffiliate", "://", "www.", "   ", "date 1", "date 2", *"©ⓒ•·|@›→＝摄攝{")
# A seam, wherever it stands: an end mark or a small letter, and a capital right behind. Begins with one class of
# characters, which the pattern engine skips to; SEAM and CASE_SEAM then look at the line.
_GLUED = lazy(r"[.!?…”\"»)][”\"’»)]?(?:(?=[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ«“„])| {1,2}[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ][^\s:]{1,20}(?: [^\s:]{1,16}){0,3} ?:)")
# So in scripts without capitals: a label with its colon behind an end mark, a letter right behind one in Arabic script.
_GLUED_UNCASED = lazy(r"[。।۔።။។](?:[”」』]?\s?[^\W\d_][^:：。।۔?？]{1,30}[:：]|[」』]?(?=[\u0620-\u06d3]))|[.؟!][»”\"]?(?=[\u0620-\u06d3])")
_UNCASED = tuple("ا。।۔።။។")  # one of which a text with such a seam has: none in Arabic script does without an alef
_CASE = lazy(r"[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ](?<=[a-zß-öø-ÿа-яёіїєґ\d….].)(?:[a-zß-öø-ÿа-яёіїєґ'’]|\s[a-zß-öø-ÿа-яёіїєґ])")


def loud(page: Page) -> list[int]:
    """Indices of the lines that show anything but prose, in order.

    A quiet line is long, ends as a sentence does, and neither begins, ends nor holds what a lexicon knows; special
    marks and seams are looked for once in the whole document.
    """
    special = page.blocks_at(_specials(page.whole))
    return [at for at, line in enumerate(page.lines) if line is not None and (at in special or not _is_quiet(line))]


def _specials(text: str) -> Iterator[int]:
    """Offsets of what prose does not hold, or seldom."""
    for string in _STRINGS:
        at = text.find(string)
        while at >= 0:
            yield at
            at = text.find(string, at + 1)
    for found in _GLUED.finditer(text):
        yield found.start()
    if _may_be_uncased(text):
        for found in _GLUED_UNCASED.finditer(text):
            yield found.start()


def _may_be_uncased(text: str) -> bool:
    return not text.isascii() and any([char in text for char in _UNCASED])


def _is_quiet(line: Line) -> bool:
    text = line.text
    size = len(text)
    if size < QUIET or not ends_marked(text) or not (text[0].isalnum() or text[0] in "\"'“„«‘”"):
        return False
    low = line.low
    if (line.first or line.heads & words.IS_START) and words.START.standing(low[:EDGE]):
        return False
    colon = text.find(":", 0, 60)
    if colon > 0 and low[:colon].strip() in words.LABEL:
        return False
    if text.find(":", size - 60) >= 0:
        return False
    tail = (low if size <= LONG else fold(text[-40:]))[-40:].rstrip(TAIL)
    if words.END.ending(tail):
        return False
    return (size > LONG or not line.holds) and not (_CASE.search(text, 0, EDGE + 1) and CASE_SEAM.search(text, 0, EDGE))


_CRUMBS = tuple("»›•·→")
_CREDIT_SIGNS = tuple("©ⓒ＝摄攝撮")
_CREDIT_WORDS = ("(c)", "getty", "reuters", "afp", "dpa", "foto", "photo", "picture", "image", "bild", "fot.", "picha", "gambar", "larawan", "사진", "ảnh")
_LAST_CAPITALS = lazy(r"[A-ZÀ-Þ]{3}")
# What a line shows that is made of pieces: most lines hold none of it, and one search tells.
_MARKED = lazy(r"[@/|>(=»›•·→：©ⓒ＝摄攝撮]|www\.|   ")
_FIRST_OF_CODE = frozenset("[0123456789—–-{")
_FIRST_OF_MARKS = frozenset("_=~|•·.-–—\\/<>«»")
# How the notes begin that feeds append; see `prompts`.
_FEED_NOTES = ("The post ", "Der Beitrag ", "L'article ", "L’article ", "Cet article ", "La entrada ", "L'articolo ", "L’articolo ", "O post ",
               "O conteúdo ", "Het bericht ", "Artykuł ", "Сообщение ", "Запис ", "Inlägget ", "Artikel ")  # fmt: skip
_NO_COLON = frozenset(("byline", "interview", "credit", "crew", "teaser", "related", "source", "tags"))  # labels that stand without a colon, too


def evidence(line: Line) -> list[str]:
    """The signs that a line shows: lexicon sections, `section:` for labels, and shapes. Prose shows none or few."""
    text = line.text
    size = len(text)
    signs = [section for section, _ in line.starts] if line.starts else []
    if size <= LONG:
        if line.whole:
            signs += [mark.removesuffix("/whole") for mark in line.whole.split() if mark.endswith("/whole")]
        signs += line.ends.split() + line.holds.split()
        label = line.label()
        if label:
            signs += [section + ":" for section in label[0].split()]
        if size < 60 and "," in text and words.WHOLE.get(line.low.split(",")[0].strip(), "").find("desk/") >= 0:
            signs.append("desk")
        if line.heads & words.IS_LABEL:
            prefixes = line.prefixes()
            signs += [section + ":" for section in prefixes if section in _NO_COLON]
            if ((text[:2].isupper() and " " in text) or ":" in text[:60]) and not {"teaser", "related"}.isdisjoint(prefixes):
                signs.append("teaser:")
        if size <= 160 and line.has_number:
            signs.append("digit")
            if shown := counter(line):
                signs.append(shown[0] + "#")
            elif len(line.key) < 40 and line.key.count("#") == 2:
                signs.append("##")
        marked = _MARKED.search(text) is not None
        if marked:
            _pieces(text, signs)
        if _may_be_credited(text, line.low, marked):
            signs.append("credit-sign")
        _edges(line, signs)
    else:
        if "{" in text or "</" in text:
            signs.append("code")
        if "ffiliate" in text:
            signs.append("disclosed")
        if ":" in text[-60:]:
            signs.append("credit-tail")
        if "•" in text or " | " in text or "·" in text:
            signs.append("dotted")
    if text[0] == "#" and text.count("#") > 1:
        signs.append("tags:")
    if text.startswith("date "):
        signs.append("crawler")
    if (_GLUED.search(text) and SEAM.search(text)) or (_may_be_uncased(text) and _GLUED_UNCASED.search(text)):
        signs.append("glued")
    if _CASE.search(text, 0, 91) and CASE_SEAM.search(text, 0, 90):
        signs.append("front")
    return signs


def _pieces(text: str, signs: list[str]) -> None:
    """The signs of a line that holds marks, wherever they stand."""
    if "@" in text or "://" in text or "www." in text or ".com/" in text:
        signs.append("web")
    if "   " in text:
        signs.append("columns")
    if "/" in text or ">" in text or "|" in text or (not text.isascii() and any([sign in text for sign in _CRUMBS])):
        signs.append("crumb")
    if text[:2] == "(*":
        signs.append("mark")
    if "(" in text or "</" in text:
        signs.append("code")
    if "•" in text or " | " in text or "·" in text:
        signs.append("dotted")


def _may_be_credited(text: str, low: str, marked: bool) -> bool:
    """Whether a line shows anything that a credit at its end could be; cheap, for the rules look closer."""
    tail = text[-80:]
    if ":" in tail or text.rstrip(" .")[-1:] in ")]）】" or _LAST_CAPITALS.search(text, max(0, len(text) - 16)):
        return True
    if marked:
        other = not text.isascii()
        if "/" in tail or "=" in text or (other and ("：" in tail or any([sign in text for sign in _CREDIT_SIGNS]))):
            return True
    return any([word in low for word in _CREDIT_WORDS])


def _edges(line: Line, signs: list[str]) -> None:
    """The signs of a line by its first characters and its last."""
    text = line.text
    size, first = len(text), text[0]
    if size < 160 and first.isalpha():
        if line.heads & words.IS_WHOLE and words.WHOLE.standing(line.low, line.first):
            signs.append("share-run")
        if text == line.low:
            signs.append("small")
        if first == "O" and text.startswith("One "):  # "One thought on ..."
            signs.append("counted")
        if text.startswith(_FEED_NOTES):
            signs.append("disclosed")
        half = size // 2
        if text[:half].rstrip() == text[-half:].lstrip():
            signs.append("doubled")
        if first == "文":
            signs.append("byline:")
        if size < 16 and text[3:4] == " " and "가" <= first <= "힣":
            signs.append("role")
    else:
        if first.isdigit() and (" on " in text or " to " in text):  # "3 thoughts on ..."
            signs.append("counted")
        if first in "©ⓒ(（":
            signs += ["mark-copyright", "paren"] if first != "（" else ["paren"]
        if first == "#":
            signs.append("tags:")
        if size < 140 and first in _FIRST_OF_MARKS:
            signs.append("mark")
    if text.startswith(("Copyright", "COPYRIGHT")):
        signs += ["mark-copyright", "paren"]
    if first in _FIRST_OF_CODE or text.endswith(("true", "false")):
        signs.append("code")
