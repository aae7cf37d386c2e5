"""Bylines, their mail addresses and credits of people who are not authors, told by a label."""

from __future__ import annotations

import re
from bisect import bisect_left

from newsclean import names
from newsclean.dates import Moment
from newsclean.fold import is_small
from newsclean.lexicon import Line, fold, label_at, words
from newsclean.patterns import lazy
from newsclean.rules.engine import Page, Span, line_rule
from newsclean.rules.stamps import is_at_head, leftover, small_words
from newsclean.shapes import count_words, ends_marked, is_cjk

BYLINE = 120  # characters
_MAIL = lazy(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{2,24}){1,4}$")
_EDITED = lazy(r"[（(]\s*(?:责编|責編|责任编辑|責任編輯|编辑|編輯)")  # in brackets below the text: the editor's, no author's
_HANDLE = lazy(r"@\w{2,30}")


def _all(line: Line) -> Span:
    return 0, len(line.text)


def byline_value(line: Line, page: Page) -> str:
    """The names of a byline line: what stands behind "By", "Von:", "Автор:"; "" where the line is no byline."""
    at = line.prefix("byline") or line.prefix("interview") or (2 if line.low[:2] == "文|" else 0)
    if not at or at >= len(line.text) or len(line.text) > BYLINE:
        return ""
    label = fold(line.text[line.first : at]).strip(" :.-–—|=/・")
    if len(label) == 1 and label >= "\u3040" and line.text[line.first + 1 : line.first + 2].isalpha():
        return ""  # "文/..." is a byline, "文化" a word
    languages = words.BYLINE.get(label, "").split()
    value = line.text[at:].strip(" ,،")
    if ":" not in line.text[:at] and line.text[at] != "," and label in names.roles() and not is_cjk(value) and not _are_names(value):
        return ""  # "Gazeteci Arne Feld öldü" is a headline
    if label in _PREPOSITIONS and ":" not in line.text[:at]:
        if Line(value).says("desk") and _fits(languages, page.language or ""):
            return value  # "Door onze redactie"
        if (page.language and not _fits(languages, page.language)) or not names.is_name(" ".join(value.split()[:2]).strip(" ,|•-–—")):
            return ""  # "Von Berlin nach Hamburg", "Per Barcelona" are subheads
    return value


def _are_names(value: str) -> bool:
    """Whether a value is names in capitals and nothing else; where no capital tells, it is not sure enough."""
    first = beside(value)[0]
    return first.upper() != first.lower() and all(names.is_name(part) for part in names.split(first))


# "By" in languages where the word also begins names and phrases; all others tell themselves.
_PREPOSITIONS = frozenset(
    ["af", "av", "de", "deur", "di", "door", "gan", "le", "na", "nga", "ni", "par", "per", "por", "von", "theo", "daga", "от", "του", "της", "τησ"]
)


def _fits(languages: list[str], language: str) -> bool:
    return any(each.split("-")[0] == language.split("-")[0] for each in languages)


def people(value: str) -> list[str]:
    """The names in a byline's value: behind a comma may stand a role, an outlet, a place."""
    if "(" in value:
        value = re.sub(r"\(.{0,40}?\)", " ", value)
    value = beside(value)[0]
    placed = re.match(r"(.+?)\s(?:at|in|aus|en|à|в|у|w)\s[^\W\d_a-z]", value) if len(value.split(None, 2)) > 2 else None
    if placed and names.is_name(placed[1]):
        value = placed[1]
    found = []
    for at, part in enumerate(names.split(value)):
        if part[-1:] in "刊报報网網社" and len(part) > 2 and is_cjk(part):
            continue  # the outlet in front of its reporters
        bare = without_role(part)
        if bare and names.is_name(bare):
            found.append(names.display(bare))
        elif at == 0 and bare and len(bare) <= 50 and not found:
            found.append(bare)
    return found


_WITH = lazy(r"\s(?:with|avec|mit|con|com|met|med|z|s|са|с|з|со|cu|och|og|et|und|e|y|i|и|і)\s(?P<agency>[^\W\d_][\w.-]{1,14})$")
_BEHIND_LIST = lazy(r"([^,]{3,40}\s(?:and|und|et|y|e|en|og|och|ja|и|і|та|és|și|ve|i)\s[^,]{3,40}),\s([^,]{2,40})$")
_OUTLET = lazy(r"\s*(?:[|•·]|\s[–—-]\s|[—–])\s*")


def beside(value: str) -> tuple[str, str, str]:
    """(names, outlet, place) of a byline's value: "Dalva Nogueira, Portal Jequi — Barra do Jequi".

    Behind one comma without an "and" stands a role, an outlet or a place, seldom a second name.
    """
    marked = any([mark in value for mark in "|•·–—-"])
    parts = [part for part in (_OUTLET.split(value) if marked else [value]) if part]
    joined = _WITH.search(parts[0]) if parts and len(parts[0].split(None, 2)) > 2 else None
    if joined and is_agency(joined["agency"]):
        return parts[0][: joined.start()].strip(), joined["agency"], ""
    signed = parts[0].rpartition("/") if parts else ("", "", "")
    if signed[1] and is_agency(signed[2]) and names.is_name(signed[0]):
        return signed[0].strip(), signed[2].strip(), ""
    people_part, outlet, place = parts[0] if parts else "", "", ""
    if "," in people_part and (behind := _BEHIND_LIST.match(people_part)):  # "Gustavo Silva e Lia Prado, TV Manso"
        people_part, outlet = behind[1], behind[2]
    dashed = marked and re.search(r"[–—-]\s", value) is not None
    if len(parts) > 1:
        outlet, place = (outlet, parts[-1]) if dashed else (parts[-1], "")
    if (first := people_part.partition(", "))[1] and fold(first[0]) in names.agencies() and names.is_name(first[2]):
        return first[2].strip(), first[0].strip(), place.strip()  # "TASR, Lenka Babjaková"
    pieces = re.split(r",\s|／", people_part) if "," in people_part or "／" in people_part else []
    if len(pieces) == 2 and names.split(people_part) == [piece.strip() for piece in pieces]:
        people_part, second = pieces
        if without_role(second):
            outlet = outlet or second.strip()
    return people_part, "" if "@" in outlet else outlet.strip(), "" if "@" in place else place.strip()


def is_agency(name: str) -> bool:
    """Whether a name is an agency's: a known one, or two to five capitals."""
    name = name.strip()
    return fold(name) in names.agencies() or (name.isupper() and name.isalpha() and 2 <= len(name) <= 5)


def without_role(part: str) -> str:
    """The part without the longest role that it is, ends or begins with."""
    low, roles = fold(part), names.roles()
    if low in roles:
        return ""
    spaces = [at for at, char in enumerate(low) if char == " "]
    ends = [low[at + 1 :] for at in spaces] if not is_cjk(part) else [low[at:] for at in range(1, len(low))]
    found = [(-len(role), role, 0) for role in ends if role in roles] + [(-len(low[:at]), low[:at], 1) for at in spaces if low[:at] in roles]
    if not found:
        return part
    _, role, first = min(found)
    return part[len(role) :].strip(" ,-:") if first else part[: -len(role)].strip(" ,-")


@line_rule("N131", "byline", "byline: interview: desk role", into="authors")
def byline(line: Line, page: Page) -> Span | None:
    """Bylines with their label: `By Dana Whitlock and Pieter Olsen`, `Von: Jule Brandeis`, `한새벽 기자`.

    The value has to be names; "By Friday the bridge was open" is none: it goes on in small letters or ends in a mark.
    """
    if _EDITED.match(line.text):
        return None
    value = byline_value(line, page)
    if not value:
        desk = len(line.text) < 60 and (line.says("desk") or Line(beside(line.text)[0]).says("desk"))
        return _all(line) if desk or _is_signed(line.text) else None
    caseless = value.upper() == value.lower()  # there no capital tells a name from a word
    if ends_marked(value) and (len(value) > 45 or (caseless and len(value.split()) > 3)):
        return None
    return _all(line) if is_people(value, page) else None


def _is_signed(text: str) -> bool:
    """A Korean name of three syllables and a role behind it, nothing else: the byline has no label."""
    name, _, role = text.strip().partition(" ")
    return len(name) == 3 and name[0] in names.SURNAMES and all("가" <= char <= "힣" for char in name) and role in names.roles()


def is_people(value: str, page: Page) -> bool:
    """Whether a byline's value is names with what may stand beside them: role, outlet, place, date."""
    moments = page.moments(value) if any(char.isdigit() for char in value) else []
    if moments:
        value = value[: moments[0].start].rstrip(" •|,-–—·") or value
    parts = [part.strip() for part in re.split(r"\s*[,|•·;–—/]\s*|\s-\s", value) if part.strip()]
    if not parts or len(parts) > 6:
        return False
    first = names.split(parts[0])
    if not first or any(len(part.split()) > 5 for part in parts):
        return False
    return all(_is_person(part) for part in first) and all(_is_beside(part) for part in parts[1:])


def _is_person(part: str) -> bool:
    bare = without_role(part)
    if not bare or names.is_name(bare):
        return True
    if is_cjk(bare) and len(bare) > SHOWN and any(char in bare for char in "“”「」《》，、 "):
        return False  # 记者 with a sentence, which has no small letters
    parts = bare.split()
    small = sum(1 for word in parts if is_small(word[:1]))
    return len(parts) <= 5 and small * 2 <= len(parts) and not is_small(bare[:1]) and not ends_marked(bare)


def _is_beside(part: str) -> bool:
    parts = part.split()
    return len(parts) <= 5 and not ends_marked(part)


_DAY = lazy(r"\d{4}|\d[./-]\d\d?[./-]\d\d|\d[日일]")
_PIECE = lazy(r"\s*[|•·／]\s*|\s[–—/-]\s|\s[–—-]$|^[–—-]\s")
_BRACKETS = lazy(r"\([^()]{0,40}\)|\S+@\S+\.\w+|\B@\w+")
ADMINS = frozenset(("admin", "administrator", "webmaster"))  # who posts where nobody signs
SHOWN = 10  # characters of names and outlet in a script without spaces
DATED = 14  # words of a byline with its day
BELOW = 8  # lines below it among which a paragraph stands
NEAR = 3  # lines above and below among which no second one may stand


@line_rule("N136", "byline", "digit", into="authors")
def dated_byline(line: Line, page: Page) -> Span | None:
    """A byline that its day tells, in one line of the head: `Dana Whitlock | March 3, 2024`, `Posted on March 3, 2024 by Dana Whitlock`.

    Nothing but names, one day, their labels and what parts them, a paragraph below; two lifetimes' dates or a list of
    such lines are the article's own.
    """
    text = line.text
    if not line.key or len(text) > BYLINE or not _DAY.search(text) or count_words(text) > DATED or ends_marked(text):
        return None
    if not dated_names(text, page) or not is_at_head(line, page):
        return None
    if line is page.lines[0] and page.moments(text)[0].start == 0:
        return None  # "10.04.2017 – Brand Bungalow": a headline with its day
    standing = page.standing()
    at = bisect_left(standing, page.here)
    around = (*standing[max(0, at - NEAR) : at], *standing[at + 1 : at + 1 + NEAR])
    near = [page.text(i) for i in around if not page.prose(i) and page.text(i) != text]
    below = any(map(page.prose, standing[at + 1 : at + 1 + BELOW]))
    return _all(line) if below and not any(dated_names(text, page) for text in near) else None


def dated_names(text: str, page: Page) -> list[str]:
    """The names of a line of names, one day, their labels and nothing else; [] for any other line."""
    moments = page.moments(text) if len(text) <= BYLINE and any(map(str.isdigit, text)) else []
    days = [moment for moment in moments if moment.kind in ("date", "datetime")]
    if not days or (len(days) > 1 and not any(label_at(low, len(low) - len(low.lstrip(" |,•-–—(")), "updated") for low in _before(text, days[1:]))):
        return []
    at, pieces = 0, []
    for moment in moments:
        pieces += _PIECE.split(text[at : moment.start])
        at = moment.end
    found: list[str] = []
    for piece in [*pieces, *_PIECE.split(text[at:])]:
        bare = _bare_names(piece)
        if not bare:
            continue
        listed = [bare] if Line(bare).says("desk") else names.split(bare)
        if found or not all(_is_shown(name) or Line(name).says("desk") or fold(name) in ADMINS for name in listed):
            return []
        found = [names.display(name) for name in listed]
    return found


def _before(text: str, moments: list[Moment]) -> list[str]:
    return [fold(text[max(0, moment.start - 30) : moment.start]) for moment in moments]


def _is_shown(name: str) -> bool:
    """A name none of whose words is a menu's, as "Local News" has them; in scripts without spaces an outlet looks the same."""
    return names.is_name(name, most=3) and not is_cjk(name) and not any(Line(part).whole for part in name.split())


def _bare_names(piece: str) -> str:
    """A piece of a byline without labels, brackets, addresses and the small words beside a date."""
    piece = _BRACKETS.sub(" ", piece).strip(" ,;:()[]|•·–—-")
    for section in ("published", "byline", "updated", "published"):
        at = label_at(fold(piece), 0, section)
        piece = piece[at:].strip(" ,;:") if at else piece
    parts = piece.split()
    while parts and (_is_small(parts[-1]) or _is_stamp_word(parts[-1])):
        parts.pop()
    while parts and _is_small(parts[0]):
        parts.pop(0)
    return " ".join(parts).strip(" ,;:")


def _is_small(word: str) -> bool:
    return not word[:1].isupper() and fold(word).strip(",.:") in small_words()  # "Dana" is a name, "dana" Croatian for "on"


def _is_stamp_word(word: str) -> bool:
    return not {"published", "updated"}.isdisjoint(words.LABEL.get(fold(word).strip(",.:"), "").split())


@line_rule("N133", "byline", "web")
def byline_contact(line: Line, page: Page) -> Span | None:
    """A mail address or a handle alone on its line."""
    text = line.text.strip(" ()[]|•-–—:")
    if _MAIL.match(text) or (_HANDLE.match(text) and len(text.split()) == 1):
        return _all(line)
    return None


def _glued_name(line: Line, section: str) -> str:
    """The name behind a label that it is glued to: `EditorDana Whitlock`; "" for none."""
    text = line.text
    at = next((i for i in range(4, min(20, len(text))) if text[i].isupper() and text[i - 1].islower()), 0)
    if not at or len(text) > 60 or section not in words.LABEL.get(fold(text[:at]), "").split():
        return ""
    return text[at:] if names.is_name(text[at:]) else ""


@line_rule("N134", "credit", "crew: front")
def crew(line: Line, page: Page) -> Span | None:
    """Labelled names of people who are not authors: photographers, translators, editors."""
    if _glued_name(line, "crew"):
        return _all(line)
    found = line.label()
    if not found or "crew" not in found[0].split() or found[1] >= len(line.text):
        at = label_at(line.low, line.first, "crew")
        if not at or ":" not in line.text[:at]:
            return None
        found = ("crew", at)
    languages = words.BYLINE.get(fold(line.text[line.first : found[1]]).strip(" :.-–—|=/・"), "").split()
    if "\u0600" <= line.text[line.first] <= "\u06ff" and page.language and _fits(languages, page.language):
        return None  # "تحریر" is the author's in Urdu, the editor's in Arabic
    value = line.text[found[1] :].strip(" ).")
    return _all(line) if len(value) < 80 and is_people(value, page) else None


__all__ = ["leftover"]
