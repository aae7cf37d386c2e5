"""Junk glued to prose: in front, behind, where a tag stood in the page and no space was left."""

from __future__ import annotations

import re

from newsclean.lexicon import Line, fold, label_at, whole_at, words
from newsclean.patterns import lazy
from newsclean.rules.engine import Page, Span, line_rule
from newsclean.rules.people import people
from newsclean.rules.pictures import credit_at
from newsclean.rules.prompts import call_to_follow, run_of
from newsclean.rules.stamps import has_stamp_label, leftover
from newsclean.shapes import CASE_SEAM, is_headline, is_sentence

TAIL = 220  # characters of junk glued behind a sentence
PROMPT = 60  # characters of a prompt behind its known words, up to the seam
RUN = 2000  # characters of a run of them
_BEHIND = lazy(r"[.!?…؟”\"»’)。।۔።။។」』]\s{0,2}(?=[^\W\d_a-zß-öø-ÿ])")
_NAMED = lazy(r"((?:[^\W\d_a-zß-öø-ÿ][\w'’.-]*\s){1,3}[^\W\d_a-zß-öø-ÿ][^\W\d_A-Z]+?)(?=[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ][^\W\d_A-Z]*\s)")
_FURNITURE = "share subscribe app player ad comments nav note cookie paywall"


@line_rule("N214", "teaser", "glued", into="related")
def glued_teaser(line: Line, page: Page) -> Span | None:
    """A labelled teaser glued behind a sentence: `... said.Read more: Who owns the bottom of the canal?`"""
    for at in _seams(line.text, 2 * TAIL):
        low = fold(line.text[at : at + 60])
        behind = label_at(low, 0, "teaser") or label_at(low, 0, "related")
        if not behind or ":" not in low[:behind]:
            continue
        value = line.text[at + behind :].strip()
        if len(value) <= TAIL and is_headline(value):
            return at, len(line.text)
    return None


@line_rule("N406", "share", "glued")
def glued_prompt(line: Line, page: Page) -> Span | None:
    """Share bars, prompts and labels glued behind a sentence: `... climbing frame.Share this articleShare`.

    Only without a space between, and only to the end of the line.
    """
    for at in _seams(line.text, RUN):
        rest = line.text[at:]
        low = fold(rest)
        if line.text[at - 1].isspace():
            if run_of(low, 0, "note", weak=False) >= len(low.rstrip()):  # an agency's end mark: "انتهای پیام/"
                return at, len(line.text)
            continue
        if run_of(low, 0, _FURNITURE) >= len(low.rstrip()):
            return at, len(line.text)
        if len(rest) <= TAIL and (any(Line(rest).begins(section) for section in _FURNITURE.split()) or _calls(rest, page)):
            return at, len(line.text)
    return None


def _calls(rest: str, page: Page) -> bool:
    piece = Line(rest)
    return piece.begins("ask") and call_to_follow.function(piece, page) is not None  # type: ignore[call-arg, arg-type]


@line_rule("N303", "credit", "glued")
def glued_credit(line: Line, page: Page) -> Span | None:
    """A picture credit glued behind a sentence: the whole line is the caption of that picture."""
    if len(line.text) > 420:
        return None
    for at in _seams(line.text, len(line.text)):
        if line.text[at - 1].isspace():
            continue
        rest = line.text[at:]
        if re.match(r"(?:Credit|Crédito|Crédit)\s?(?:\.\.\.|…|:)", rest) or credit_at(rest, fold(rest)) == 0:
            return 0, len(line.text)
    return None


def _seams(text: str, last: int) -> list[int]:
    """Offsets behind the ends of sentences, among the last so many characters of the text."""
    return [found.end() for found in _BEHIND.finditer(text, max(0, len(text) - last))]


@line_rule("N404", "boilerplate-other", "front")
def glued_label(line: Line, page: Page) -> Span | None:
    """A label glued in front of a sentence: `AdvertisementThe town paid`, `Loading…The bucket`.

    The label has to end in a small letter or an ellipsis and a capital to follow at once.
    """
    phrase = whole_at(line.low, line.first)
    while phrase:
        end = line.first + len(phrase)
        marks = words.WHOLE[phrase]
        dots = len(line.text[end:]) - len(line.text[end:].lstrip("….:"))
        after = line.text[end + dots : end + dots + 1]
        # "Adverts" + "The": case tells the seam; menu words and home words are too short to trust.
        if "/whole" in marks and (dots or line.text[end - 1 : end].islower()) and after.isupper() and len(phrase) > 4:
            if line.text[line.first].isupper() and len(line.text) - end > 20:
                return 0, end + dots
        phrase = whole_at(line.low, line.first, phrase)
    return _glued_start(line)


def _glued_start(line: Line) -> Span | None:
    """A prompt that goes on behind its known words, up to the seam: `Listen to the audio version of the storyNine swimmers ...`."""
    for section, end in line.starts:
        seam = CASE_SEAM.search(line.text, end - 1, end + PROMPT) if section in _FURNITURE.split() else None
        if seam and is_sentence(line.text[seam.end() :]) and " " in line.text[seam.end() :]:
            return 0, seam.end()
    return None


@line_rule("N132", "byline", "front", into="authors")
def glued_byline(line: Line, page: Page) -> Span | None:
    """A byline glued in front of the first sentence: `By Rowan PellForty swimmers ...`."""
    at = line.prefix("byline")
    if not at:
        return None
    found = _NAMED.match(line.text, at)
    if found and len(line.text) - found.end() > 20 and people(found[1]):
        return 0, found.end()
    return None


@line_rule("N112", "stamp", "front", into="published")
def glued_stamp(line: Line, page: Page) -> Span | None:
    """A stamp glued in front of the first sentence, no space between: `July 27, 2024Forty swimmers ...`."""
    if not (len(line.text) >= 80 or is_sentence(line.text)) or not (moments := page.moments(line.text[:80])):
        return None
    first = moments[0]
    head = fold(line.text[: first.start])
    if head.strip() and not (has_stamp_label(head) and not leftover(line.text[: first.end], [first])):
        return None
    end = first.end + (line.text[first.end : first.end + 1] == "." and line.text[first.end - 1].isdigit())  # "03.10.2024.Na pijaci"
    after = line.text[end : end + 1]
    if first.kind in ("date", "datetime") and after.isalpha() and after.isupper():
        return 0, end
    return None
