"""Which lines deserve a look, and what they show: the gate that lets ordinary prose pass quickly and untouched."""

from __future__ import annotations

from newsclean.lexicon import LONG, TAIL, Line, words
from newsclean.patterns import lazy
from newsclean.rules.engine import Page
from newsclean.shapes import CASE_SEAM, SEAM, ends_marked

QUIET = 100  # characters; shorter lines are all looked at
_SPECIAL = lazy(r"[©ⓒ•·|@›→＝摄攝{]|://|www\.|   |\bdate \d{4}-|" + SEAM.pattern + "|" + CASE_SEAM.pattern)
_ANCHORS = frozenset(words.ANCHORS)


def loud(page: Page) -> list[int]:
    """Indices of the lines that show anything but prose, in order.

    A quiet line is long, ends as a sentence does, and neither begins, ends nor holds what a lexicon knows; special
    marks are looked for once in the whole document.
    """
    special = page.blocks_at(found.start() for found in _SPECIAL.finditer(page.document.text))
    plain = page.low.replace(",", " ").replace(".", " ")
    anchors = _ANCHORS.intersection(plain.split())
    unspaced = [phrase for phrase in words.UNSPACED if phrase in plain] if not plain.isascii() else []
    held = (*anchors, *unspaced)
    found = []
    for at, line in enumerate(page.lines):
        if line is not None and (at in special or not _is_quiet(line.text, page.low[page.blocks[at].start : page.blocks[at].end], held)):
            found.append(at)
    return found


def _is_quiet(text: str, low: str, held: tuple[str, ...]) -> bool:
    size = len(text)
    if size < QUIET or not ends_marked(text) or not (low[0].isalnum() or low[0] in "\"'“„«‘”"):
        return False
    starts = words.STARTS.get(low[:2])
    if starts and low.startswith(starts):
        return False
    colon = low.find(":", 0, 60)
    if colon > 0 and low[:colon].strip() in words.LABEL:
        return False
    if low.find(":", size - 60) >= 0:
        return False
    tail = low[-40:].rstrip(TAIL)
    ends = words.ENDS.get(tail[-2:])
    if ends and tail.endswith(ends):
        return False
    return size > 300 or not any(phrase in low for phrase in held)


_DIGIT = lazy(r"\d")
_CREDIT_SIGN = lazy(
    r"[©ⓒ＝=摄攝撮]|\(c\)|[(\[（【][^()]{2,90}[)\]）】]\s*\.?$|[:：][^:：]{2,80}$|/[^/.]{2,60}$|[A-ZÀ-Þ]{3,}[\s»/.]*$|(?i:getty images|reuters|\bafp|\bdpa|(?:foto|photo|picture|image|bild|photo\.|fot\.)\W[^.!?]{2,60})\)?$|(?i:\(foto\)|\(photo\)|\(bild\))$"
)


def evidence(line: Line) -> list[str]:
    """The signs that a line shows: lexicon sections, `section:` for labels, and shapes. Prose shows none or few."""
    text = line.text
    signs = [section for section, _ in line.starts] if line.starts else []
    if len(text) <= LONG:
        signs += [mark.removesuffix("/whole") for mark in line.whole.split() if mark.endswith("/whole")]
        signs += line.ends.split() + line.holds.split()
        label = line.label()
        if label:
            signs += [section + ":" for section in label[0].split()]
        if len(text) < 60 and "," in text and words.WHOLE.get(line.low.split(",")[0].strip(), "").find("desk/") >= 0:
            signs.append("desk")
        for section in ("byline", "interview", "credit", "crew"):
            if line.prefix(section):
                signs.append(section + ":")
        if len(text) <= 160 and _DIGIT.search(text):
            signs.append("digit")
        signs += _shapes(text)
    else:
        if text.startswith("date "):
            signs.append("crawler")
        if "{" in text or "</" in text:
            signs.append("code")
    if SEAM.search(text):
        signs.append("glued")
    if CASE_SEAM.search(text, 0, 90):
        signs.append("front")
    if "•" in text or " | " in text or "·" in text:
        signs.append("dotted")
    return signs


def _shapes(text: str) -> list[str]:
    signs = []
    if text.startswith("date "):
        signs.append("crawler")
    if "@" in text or "://" in text or "www." in text or ".com/" in text:
        signs.append("web")
    if "   " in text:
        signs.append("columns")
    if any(mark in text for mark in ("/", ">", "»", "›", "|", "•", "·", "→")):
        signs.append("crumb")
    if _CREDIT_SIGN.search(text):
        signs.append("credit-sign")
    if text[0] in "©ⓒ(" or text.startswith(("Copyright", "COPYRIGHT")):
        signs += ["mark-copyright", "paren"]
    if text[0] in "（":
        signs.append("paren")
    if text[0] in "[0123456789—–-{" or "(" in text or "</" in text or text.endswith(("true", "false")):
        signs.append("code")
    if len(text) < 140 and text[0] in "_=~|•·.-–—\\/<>«»":
        signs.append("mark")
    if len(text) < 160 and text[0].isalpha():
        signs.append("share-run")
        half = len(text) // 2
        if text[:half].rstrip() == text[-half:].lstrip():
            signs.append("doubled")
    return signs
