"""Captions and picture credits, told by the credit."""

from __future__ import annotations

import re
from functools import lru_cache

from newsclean import names
from newsclean.dates import ZONES
from newsclean.lexicon import Line, fold, label_at, words
from newsclean.patterns import lazy
from newsclean.rules.engine import Page, Span, line_rule, page_rule
from newsclean.shapes import count_words, ends_marked, is_capitals, is_cjk, is_prose, is_stopped

CAPTION = 420  # characters; agency captions run to 350
KICKER = 2  # words before a label that make it part of a kicker
TAKEN = 14  # characters of "so-and-so took it" in Chinese
CREDIT = 80  # characters of the credit itself
_OPEN = lazy(r"[(\[|–—\-:.!?…”\"»。）]\s*$|\s$")
_BRACKETED = lazy(r"[(\[（【［]([^()\[\]（）]{2,90})[)\]）】］]\s*\.?$")
_COPYRIGHT = lazy(r"(?:^|[\s.”\"»])(?:©|ⓒ|\(c\)|\(C\))\s?([^.!?]{2,70})$")
_NUMBERED = lazy(r"\d{1,3} (?:of|/|von|de|из|з) \d{1,3} ?[|:]? ")
_BY_CJK = lazy(r"(?:[。）)\s]|^)[\u3400-\u9fff·]{2,8}\s?(?:摄|攝|撮影|摄影|攝影)$|(?<=。)(?:記者|记者)[\u3400-\u9fff]{2,4}[／/](?:攝影|摄影|攝|摄)$|＝[^。＝]{1,24}(?:で|撮影|提供|写す)?$")
_CLOSING = tuple(")]）】］")
_BEHIND_CAPITALS = " '’.«»“”-"
_CAPS_TAIL = lazy(r"[.!?…”\"»|]\s+((?:[^\W\d_a-zß-öø-ÿа-яёіїєґ]+[\s'’.,«»“”\-]*){2,10})(?:/\s?[^\W\d_][\w'’.\- ]{2,40})?$")


def _all(line: Line) -> Span:
    return 0, len(line.text)


@lru_cache(maxsize=4)
def credit_at(text: str, low: str) -> int:
    """Offset where a credit begins that runs to the end of the text; -1 for none. Asked of a line by more than one rule."""
    bracket = _BRACKETED.search(text, max(0, len(text) - CREDIT - 20)) if text.rstrip(" .\t\n")[-1:] in _CLOSING else None
    if bracket and (bracket[1][0] in "©ⓒ" or is_credit(bracket[1]) or _is_by(bracket[1])) and not _is_short_form(bracket[1]) and not _is_signed(text[: bracket.start()], bracket[1]):
        return bracket.start()
    owned = _COPYRIGHT.search(text) if "©" in text or "ⓒ" in text or "(c)" in low else None
    if owned and count_words(owned[1]) <= 10:
        return owned.start()
    bare = _bare_credit(text)
    return bare if bare >= 0 else _label_credit(text, low)


def _is_by(inner: str) -> bool:
    """"(Autor: Hana Líšková)" behind a caption names who took the picture."""
    name, slash, outlet = inner.partition("/")
    if slash and names.is_name(name, most=3) and outlet[:1].isupper() and count_words(outlet) <= 4:
        return True  # "(Dana Fisk/Cape Morrow Times)"
    at = label_at(fold(inner), 0, "byline")
    return bool(at) and ":" in inner[:at] and names.is_name(inner[at:].strip())


def _is_short_form(text: str) -> bool:
    """"(ePA)", "(kWh)": a term's short form in small letters and capitals, no agency."""
    return text[:1].islower() and any(char.isupper() for char in text[1:6]) and " " not in text


def _is_signed(before: str, inner: str) -> bool:
    """Whether an agency alone signs what was told: "... the police said. (AFP)" ends an article as often as a caption."""
    return fold(inner).strip() in names.agencies() and is_stopped(before.rstrip())


_LAST_PIECE = lazy(r"[.!?…|”\"»)]\s+(?=(?:[^\W\d_]{2,5}\.\s?)?[^|.!?…]{4,80}$)|\s[|–—/-]\s(?=[^|–—]{4,80}$)|(?<=[.!?…다])\s?/(?=[^/]{4,60}$)|(?<=[。！？」』])(?=[^。]{3,30}$)")


def _bare_credit(text: str) -> int:
    """Offset of a last piece such as "| fot. Jeremi Bąk" or "Photo by Jo Renner/Courier": a label and names."""
    for found in _LAST_PIECE.finditer(text, max(0, len(text) - CREDIT - 20)):
        piece = text[found.end() :].lstrip("/-–— ")
        at = label_at(fold(piece), 0, "credit") or ("|" in found[0] and ends_marked(text[: found.start()].rstrip()) and label_at(fold(piece), 0, "source"))
        if at and at < len(piece) and _labelled(piece[:at], piece[at:]):
            return found.end()
    return -1


def _label_credit(text: str, low: str) -> int:
    """Offset of a "Foto: Name" that ends the text."""
    edge = max(0, len(text) - CREDIT - 20)
    at = low.find(":", edge)
    while at > 0:
        begin = _label_before(low, at)
        value = text[at + 1 :].strip()
        if begin >= 0 and value and _is_credit_value(value) and (begin == 0 or _OPEN.search(text[:begin])) and not _is_phrase(text, begin, value) and not _is_kicker(text[:begin], value):
            return begin
        at = low.find(":", at + 1)
    return -1


def _is_phrase(text: str, begin: int, value: str) -> bool:
    """Whether the label is a word among words ("photo by photo: a village remembers"): small, behind a word, before a small word."""
    before = text[:begin].rstrip()
    return before[-1:].isalnum() and text[begin : begin + 1].islower() and value[:1].islower()


def _is_kicker(before: str, value: str) -> bool:
    """Whether a word or two before the label make it a headline's kicker ("First photo: what the bridge may look like"): no name follows."""
    return 0 < len(before.split()) <= KICKER and before[-1:] == " " and before.rstrip()[-1:].isalnum() and value.split()[-1][:1].islower() and " " in value


def _label_before(low: str, colon: int) -> int:
    """Where the credit label that ends at the colon begins; -1 for none."""
    head = low[:colon].rstrip()
    for size in (1, 2, 3):
        pieces = head.rsplit(None, size)
        label = " ".join(pieces[-size:]).strip("([|.–—-•« ")
        if "credit" in words.LABEL.get(label, "").split():
            return len(head) - len(" ".join(pieces[-size:])) if len(pieces) > size else 0
    glued = re.search(r"[^\W\d_]+$", head)
    return glued.start() if glued and "credit" in words.LABEL.get(glued[0], "").split() else -1


def _is_credit_value(value: str) -> bool:
    return len(value) <= CREDIT and count_words(value) <= 9 and not (ends_marked(value) and len(value) > 45)


def is_credit(text: str) -> bool:
    """Whether the piece is a credit as such: "Photo by Jo Renner/Courier", "AP Photo/Rhea Sandoval", "foto: Ana Lima"."""
    low = fold(text)
    if len(text) > CREDIT + 10:
        return False
    if len(text) <= TAKEN and text[-1:] in "摄攝" and is_cjk(text):
        return True
    at = label_at(low, 0, "credit")
    if at and re.match(r"[^\W\d_]{2,6}\.\s", low) and at < len(low) and count_words(text) <= 5:
        return True  # "fot. archiwum prywatne"
    if at and (at < len(low) or text):
        return ":" in low[: at + 1] or "=" in low[: at + 3] or _has_agency(low[at:]) or " by " in low[:20] or "/" in low or (at < len(text) and _all_names(text[at:]))
    return bool(re.search(r"\bphotos?\b ?[/:]|\bphotos? by\b|\bcourtesy of\b|[(/ ]foto$", low)) or (_has_agency(low) and len(text) < 60)


def _is_zoned(text: str) -> bool:
    """Whether a clock's zone ends the text, "11:30 AM (IST": an agency may be written so, too."""
    last = re.split(r"[\s(]", text.rstrip(") "))[-1]
    return last in ZONES and any(char.isdigit() for char in text)


def _begins_dated(text: str, page: Page) -> bool:
    """Whether a line begins with its day, "03.08.2021, 19:50 Uhr | dpa": a stamp with its source."""
    return any(moment.start == 0 and moment.kind in ("date", "datetime") for moment in page.moments(text))


def _has_agency(low: str) -> bool:
    """Whether an agency stands alone between the marks of a credit: "Ana Lima/AFP", "(AP)"."""
    return any(part.strip() in names.agencies() for part in re.split(r"[/,|–—()-]+", low))


@line_rule("N302", "credit", "credit credit: credit-sign")
def credit(line: Line, page: Page) -> Span | None:
    """Credits alone on their line: `Photo: Jo Renner`, `(Image credit: ...)`, `Getty Images`, `Eirik Lie (foto)`."""
    text = line.text.strip()
    if not line.key or len(text) > 110 or _is_zoned(text) or (text[0].isdigit() and _begins_dated(text, page)):
        return None
    signed = _BRACKETED.search(text)
    if max(line.prefix("byline"), line.prefix("interview")) > line.prefix("credit") or (signed and _is_signed(text[: signed.start()], signed[1])):
        return None
    inner = text.strip("()[]【】（） .|•-–—")
    low = fold(inner)
    at = label_at(low, 0, "credit")
    if at and _is_credit_value(inner[at:]) and _labelled(inner[:at], inner[at:]):
        return _all(line)
    if credit_at(text, line.low) == 0 or (count_words(inner) <= 8 and is_credit(inner)):
        return _all(line)
    return _all(line) if "credit" in line.ends.split() and 1 < count_words(inner) <= 8 else None


def _labelled(label: str, value: str) -> bool:
    """A credit label needs its colon, slash or "by", or names behind it: "Photos of the van hang here" has neither."""
    if not value:
        return label.rstrip().endswith((":", "：", "՝")) or len(label.split()) > 1
    if label.rstrip()[-1:] in ":：՝/／=|" or fold(label).rstrip()[-1:] == ":" or (label.rstrip()[-1:] in "-–" and label[0] >= "\u0900") or _all_names(value):
        return True
    # "Foto di archivio", but not "Photo de classe, photo de guerre"
    return fold(label).rstrip().endswith((" by", " von", " par", " di", " de", " na", " oleh", " ni", " mula sa", "จาก", "โดย", "ຈາກ", "ໂດຍ")) and (not value[:1].islower() or " " not in value)


def _all_names(value: str) -> bool:
    parts = re.split(r"[\s/,]+", value.strip())
    return 1 <= len(parts) <= 5 and not is_cjk(value) and all(part[:1].isupper() for part in parts if part) and not ends_marked(value)


def _is_sourced(line: Line) -> bool:
    """A short sentence and a source behind it, as Czech and Slovak papers credit pictures: `Listonoš s klisnou. Zdroj: Pošta`."""
    at = line.text.rfind(":")
    found = re.search(r"[.!?…”“]\s([^\W\d_]+)$", line.text[:at]) if 0 < at < SOURCED else None
    value = line.text[at + 1 :].strip()
    return found is not None and "source" in words.LABEL.get(fold(found[1])).split() and _is_credit_value(value) and not ends_marked(value)


SOURCED = 160  # characters
_POSTED = lazy(r"[.!?…]\s[^.!?…]{2,50}\s?[/|]\s?(?:Facebook|Instagram|Twitter|X|YouTube|TikTok|Telegram|Threads)$")  # "... . Town of Auer / Facebook"


@line_rule("N301", "caption", "credit-sign credit credit: caption caption: dotted")
def caption(line: Line, page: Page) -> Span | None:
    """Captions, told by the credit at their end or the lead-in at their front.

    `A ferry leaves the terminal. (CNP Photo/Rhea Sandoval)` · `... © Mirko Lenz/Auer Bote` · `... Foto: AFP` ·
    `1 of 3 | ...` · `Image: An otter cub`. A concert at the "Coastal Credit Union" stays: the credit has to end the
    line and to look like one.
    """
    if len(line.text) > CAPTION or _is_zoned(line.text):
        return None
    if _NUMBERED.match(line.text) and "|" in line.text[:12]:
        return _all(line)
    if line.says("caption"):
        return _all(line)
    found = line.label()
    if found and "caption" in found[0].split() and (found[1] < len(line.text) or " " in line.key):
        return _all(line)
    low = fold(line.text)
    if credit_at(line.text, low) > 0 or (_BY_CJK.search(line.text) and is_cjk(line.text)):
        return _all(line)
    if _POSTED.search(line.text) and not ends_marked(line.text):
        return _all(line)
    if _is_sourced(line) and not any(is_prose(other.text) for other in page.above(line)):
        return _all(line)
    tail = _CAPS_TAIL.search(line.text) if "/" in line.text or not "a" <= line.text.rstrip(_BEHIND_CAPITALS)[-1:] <= "z" else None
    if tail and count_words(tail[1]) >= 2 and is_capitals(tail[1] + " A A") and not ends_marked(line.text):
        return _all(line)
    return None


TAIL = 90  # characters of a long paragraph's end in which a credit may stand


@line_rule("N306", "credit", "credit-tail")
def trailing_credit(line: Line, page: Page) -> Span | None:
    """A picture credit behind the last sentence of a paragraph too long for a caption: `... on Monday. Photo: Jo Renner`."""
    if len(line.text) <= CAPTION:
        return None
    tail = line.text[-TAIL:]
    at = _label_credit(tail, fold(tail))
    if at <= 0 or ends_marked(tail) or not tail[:at].rstrip().endswith((".", "!", "?", "…", "”", "»", '"')):
        return None
    return len(line.text) - len(tail) + at, len(line.text)


_GALLERY = lazy(r"[\w.!?”\"»)](\d{1,2}) ?/ ?(\d{1,2})$")


@page_rule("N307", "caption")
def gallery_captions(page: Page) -> list[tuple[int, Span | None]]:
    """Captions of a gallery with their counters glued behind: `A ferry leaves the terminal.1 / 3`; two or more that count on."""
    found = [(at, seen) for at in page.standing() if page.text(at)[-1:].isdigit() and (seen := _GALLERY.search(page.text(at), len(page.text(at)) - 8))]
    runs = [(at, int(seen[1])) for at, seen in found if 0 < int(seen[1]) <= int(seen[2])]
    counted = {number for _, number in runs}
    return [(at, None) for at, number in runs if number - 1 in counted or number + 1 in counted]
