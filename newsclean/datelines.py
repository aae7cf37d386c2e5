"""What the first words of an article's first paragraphs tell: the place it was written at, and the agency or paper that wrote it.

A dateline that opens prose stays in the text; only its facts are read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from newsclean.fold import MARKS
from newsclean.lexicon import fold, label_at, words
from newsclean.names import agencies
from newsclean.patterns import lazy

PLACE = 3  # words of a place in front of a colon
TOWN = 40  # characters of a place in front of a full stop
SPEAKERS = 6  # paragraphs among which a speaker's name recurs in front of a colon


def _is_shouted(text: str) -> bool:
    return text[:3] == text[:3].upper() and text[:3].upper() != text[:3].lower()


_INDIC = f"[\u0900-\u0963\u0971-\u0dff{MARKS}]"
_PLAIN = f"[\u0621-\u06d3\u06fa-\u06ff\u0900-\u0963\u0971-\u0dff\u1000-\u1049\u1200-\u1360\u1780-\u17d3{MARKS}]"
# Each with what a paragraph that it could match looks like: prose passes without a pattern.
# Groups: place and source by name, else the first is the place and the second the source.
_DASH = r"(?:[—–]|--?|\.-)"
_REGION = r"(?:, [A-ZÀ-Þ][\w.]*(?: [A-ZÀ-Þ][\w.]*){0,2})?"  # ", Va.", ", N.C.", ", New South Wales"
_SMALL = r"(?: (?:di|de|da|do|dos|del|della|du|la|le|el|sur|am|an der|ob der|upon|on) ?(?=[A-ZÀ-Þ]))?"
_DOMAIN = r"[\w-]{2,24}(?:\.[a-z]{2,7}|\.[A-Z]{2,3}){1,2}"
_OPENING: tuple[tuple[Callable[[str], bool], re.Pattern[str]], ...] = (
    (lambda text: "." in text[:26], lazy(rf"(?P<source>{_DOMAIN})(?:, (?P<place>[A-ZÀ-Þ][\w'’ \-]{{2,30}}?))? ?[–—-]{{1,2}} (?=[A-ZÀ-Þ\"“])")),  # kurier.example, VERRO - ...
    (_is_shouted, lazy(rf"(?P<place>[A-Z][A-Z '’\-]{{2,40}}), (?P<source>{_DOMAIN}) [–—-]{{1,2}} ")),
    (_is_shouted, lazy(rf"([A-ZÀ-ÞА-ЯІЇЄҐĐ][A-ZÀ-ÞА-ЯІЇЄҐĐ'’. \-ẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]{{2,40}}?){_REGION}(?:,? (?:[^\W\d_]+\.? \d{{1,2}}|\d{{1,2}} [^\W\d_]+\.?))?(?: ?\(([^()]{{2,40}})\))? ?{_DASH} ")),
    (lambda text: " (" in text, lazy(r"([A-ZÀ-Þ][\w'’.\-]*(?: [A-ZÀ-Þ][\w'’.\-]*){0,3}) \(([^()]{2,40})\) ?(?:[—–-]|\.[-–—]|:) ")),
    (lambda text: " – " in text or " — " in text, lazy(rf"([A-ZÀ-Þ][\w'’\-]+(?:{_SMALL} ?[A-ZÀ-Þ][\w'’\-]+){{0,2}}) [–—] (?=[A-ZÀ-Þ])")),
    (lambda text: " - " in text[:50], lazy(rf"([A-ZÀ-Þ][\w'’]+(?:{_SMALL} ?[A-ZÀ-Þ][\w'’]+){{0,2}}) - (?=[A-ZÀ-Þ])")),  # Auer - Die Fähre ...
    (_is_shouted, lazy(r"([A-ZÀ-ÞА-ЯІЇЄҐ'’\- ]{3,40})\. (?:\d{1,2}[.]? [^\W\d_]+\.? |[–—-] )")),
    (lambda text: ". " in text[:61] and text[:30].count(", ") > 1, lazy(r"([A-ZƏÖÜÇŞİ]\w{2,20}), \d{1,2} \w{3,10}, ([A-ZƏÖÜ][\w\-]{2,20})\. ")),  # Qaradağ, 17 aprel, Xəzər-İnfo.
    (_is_shouted, lazy(r"([A-ZÀ-ÞА-ЯІЇЄҐ][A-ZÀ-ÞА-ЯІЇЄҐ'’\-]{4,24}(?: [A-ZÀ-ÞА-ЯІЇЄҐ'’\-]{2,20}){0,2})\. (?=[A-ZÀ-ÞА-ЯІЇЄҐ«„“\"][^A-ZÀ-ÞА-ЯІЇЄҐ])")),
    (lambda text: ". " in text[:30] and any(map(str.isdigit, text[:30])), lazy(r"([^\W\d_a-zа-яё][\w'’\-]*)\. \d{1,2}\.? [^\W\d_]+\. ([^\W\d_a-zа-яё][^\W\d_a-zа-яё-]{1,24}(?:-[^\W\d_a-zа-яё]+)?) ?[–—-] ")),
    (lambda text: " /" in text[:40], lazy(r"([^\W\d_a-zа-яё][\w'’\-]*(?: [^\W\d_a-zа-яё][\w'’\-]*){0,2}) /([^\W\d_a-zа-яё][^\W\d_a-zа-яё]{1,9})/ (?=[^\W\d_a-zа-яё«„“\"])")),  # Горско /БГНЕС/ Магаре ...
    (  # "Horná Lúka 2. septembra (TASR) - ", "ОЗЁРСК, 8 июля. /ТАСС/. "
        lambda text: " (" in text[:90] or " /" in text[:90],
        lazy(r"([^\W\d_a-zа-яё][\w'’\-]*(?: [^\W\d_a-zа-яё][\w'’\-]*){0,3}),? (?=[^()/]{0,40}\d)[^()/]{3,40} [(/]([^\W\d_a-zа-яё][\w.\-]{1,14})[)/]\.? ?[–—\-.]? ?(?=[^\W\d_a-zа-яё«„“\"])"),
    ),
    (_is_shouted, lazy(r"([A-Z]{3}[A-Z '’\-]{0,37}): (?=[A-Z\"“])")),  # KUALA SIREH: Sekumpulan nelayan ...
    (lambda text: ".—" in text or ".-" in text or ".–" in text, lazy(r"([A-ZÀ-Þ][\w'’\-]+(?: [\w'’\-]+){0,4})\.[—–-] ")),
    (lambda text: text[0] in "([【［", lazy(r"[(\[【［]([^()=\[\]]{1,12})=([^()=\[\]]{1,16})[)\]】］]")),
    (lambda text: text[0] == "【", lazy(r"【([^【】＝=\d]{2,8}?)(?:＝[^【】]{2,14}|(?=共同|時事)(?:共同|時事)[^【】]{0,6})】")),
    (lambda text: text[0] in "（〔【(", lazy(r"[（〔【(](?P<source>[\u3400-\u9fff]{2,5}社)?(?:特派)?(?:記者|记者)[\u3400-\u9fff]{2,8}?[／/]?(?P<place>[\u3400-\u9fff]{2,3}?)(?:\d{1,2}日)?(?:[綜专專]合?)?(?:報導|報道|报道|电|電)")),
    (lambda text: "月" in text[:16], lazy(r"(?:本报|本報|(?P<source>[\u3400-\u9fff]{2,4}(?:社|网|網|报|報)))(?P<place>[\u3400-\u9fff]{2,4}?)\d{1,2}月\d{1,2}日(?:电|電|讯|訊)")),
    (lambda text: "।" in text[:60], lazy(rf"(?:{_INDIC}{{2,20}}(?: {_INDIC}{{2,20}}){{0,2}}, )?(?P<place>{_INDIC}{{2,20}}(?: {_INDIC}{{2,20}})?)(?: \([^()]{{2,20}}\))? ?। ")),
    (lambda text: "\u0600" <= text[0] <= "\u06ff", lazy(r"([\u0600-\u06ff ]{3,24}?)(?: ?[-–] ?[\u0600-\u06ff ]{3,30}:| ?\([\u0600-\u06ff .]{2,24}\) ?[-–:]| ?[-–] ) ?(?=[\u0600-\u06ff\"«“])")),
    (lambda text: "၊" in text[:40] or "፣" in text[:40], lazy(r"([\u1000-\u1049\u1200-\u1360]{3,24}(?: [\u1200-\u1360]{2,16})?)[၊፣] ?[^-–—(]{3,30}(?:\(([^()]{2,30})\) ?)?[-–—] ")),
    (lambda text: "(" in text[:60], lazy(rf"({_INDIC}{{2,20}}(?: {_INDIC}{{2,20}})?), \d{{1,2}} {_INDIC}{{2,12}} \(({_INDIC}{{2,16}})\)")),  # कपकोली, 28 जनवरी (भाषा)
    (_is_shouted, lazy(r"([A-ZА-ЯӘӨҚҒҮҰІҢҺ]{3,24})\. ([A-ZА-ЯӘӨҚҒҮҰІҢҺ]{3,14}) [–—-] ")),  # АСТАНА. KAZINFORM –
    (lambda text: ": " in text[:44], lazy(rf"({_INDIC}{{2,24}}), {_INDIC}{{2,16}}\.? \d{{1,2}}: ")),
)  # fmt: skip
_COLON = lazy(rf"({_PLAIN}{{2,24}}(?: {_PLAIN}{{2,20}}){{0,{PLACE - 1}}}) ?[:–] (?=\S)")
_TOWN = lazy(r"([A-ZÀ-Þ][\w'’]{3,}(?: (?:de |del |la |es |ya |wa )?[A-ZÀ-Þ][\w'’]+){0,2})\. (?=[A-ZÀ-Þ¿¡\"“])")
_CITY = lazy(r"([A-Z][a-z]+(?: (?:es |ya |wa )?[A-Z][a-z]+){0,2})\. (?=[A-Z])")  # Swahili papers: "Dar es Salaam. Serikali ..."
_WRITES = lazy(r"به گزارش (?:خبرنگار )?(?P<source>[^،,؛;.:]{2,40}?)(?: از (?P<place>[^\s،,]{2,20}))?(?: به نقل از [^،,]{2,40})?[،,؛]")
_INFORMS = lazy(r"деп (?:хабарлайды|хабарлады|жазды|мәлімдейді) [«\"]?(?P<source>[^».\"]{2,40})|Bu barədə [“\"«]?(?P<other>[^”\"».]{2,40}?)[”\"»]?(?:-\w{1,3})? (?:məlumat|xəbər) verir")


def opening(texts: list[str], title: str, language: str | None = None) -> tuple[str, str]:
    """(place, source) that the article's first paragraphs begin with; "" where they tell none.

    texts  the first paragraphs, in order
    title  the headline, "" for none

    >>> opening(["PORT HALDEN (CNP) — A ferry company has sold its last boat."], "")
    ('Port Halden', 'CNP')
    """
    place, source = "", ""
    if language == "sw" and texts and (found := _CITY.match(texts[0])):
        return found[1], ""
    for text in texts[:3]:
        if ("деп " in text or "Bu barədə" in text) and (told := _INFORMS.search(text)):
            source = source or (told["source"] or told["other"]).strip()
    all_ = " ".join(texts)
    for text in texts[:3]:
        if "به گزارش" in text[:60] and (told := _WRITES.search(text, 0, 120)):
            place, source = told["place"] or "", told["source"].strip()
        if found := _dateline(text, all_):
            first, second = _said(found)
            return cased(first, language), source or second
        if place:
            return place, source
    first = (_before_colon(texts, title) or _named_again(texts, title)) if texts else ""
    return place or first, source


def _dateline(text: str, all_: str) -> re.Match[str] | None:
    """The dateline that a paragraph begins with; before a hyphen only a place that the text names again: "Sport - Alles ..." is none."""
    for may, pattern in _OPENING:
        if may(text) and (found := pattern.match(text)):
            place = fold(_said(found)[0])
            if found[0].endswith(": ") and (place in words.LABEL or place in words.WHOLE):  # WATCH: ...
                continue
            if _is_described(_said(found)[1]):  # "Piotr Maj (trener Auer): - ..."
                continue
            if found[0].endswith(" - ") and not _said(found)[1] and text[:3] != text[:3].upper() and not _is_named_again(found, all_):
                continue
            return found
    return None


def _is_described(source: str) -> bool:
    """Whether what stands in brackets begins small and names no agency: a role, no source."""
    return source[:1].islower() and "." not in source and not any(part.strip() in agencies() for part in re.split(r"[/,-]", fold(source)))


def _said(found: re.Match[str]) -> tuple[str, str]:
    named = found.groupdict()
    first = named["place"] if "place" in named else found[1]
    second = named.get("source") if named else (found[2] if (found.lastindex or 0) > 1 else "")
    return (first or "").strip(" .,"), (second or "").strip()


def _is_named_again(found: re.Match[str], all_: str) -> bool:
    place = _said(found)[0]
    return bool(place) and fold(all_).count(fold(place)) > 1


def is_opened(text: str, all_: str) -> bool:
    """Whether a paragraph begins with a dateline as hardly a sentence does: an agency beside the place, capitals and a dash, or a place that the text names again.

    >>> is_opened("PORT HALDEN (CNP) — A ferry company ...", ""), is_opened("Freedom – That is what they ask for.", "")
    (True, False)
    """
    found = _dateline(text, all_)
    if not found:
        return False
    return bool(_said(found)[1]) or (_is_shouted(text) and found[0].rstrip()[-1] in "–—-") or _is_named_again(found, all_)


def _before_colon(texts: list[str], title: str) -> str:
    """A place in front of the first paragraph's colon, as papers of India and Pakistan print it, in scripts without capitals.

    Not a speaker, who would recur, nor a label of the lexicons; of several words only what headline or text name again, by its stem.
    """
    found = _COLON.match(texts[0]) if texts[0][:1] >= "\u0600" else None
    if not found:
        return ""
    place = found[1].strip()
    low = fold(place)
    if low in words.LABEL or label_at(low + ":", 0, "credit") or len(texts[0]) - found.end() < len(place) + 20:
        return ""
    if any((other := _COLON.match(text)) and len(other[1].split()) < PLACE for text in texts[1:SPEAKERS]):
        return ""
    stem = low.split()[0][: max(3, len(low.split()[0]) - 3)]
    if len(place.split()) == 1 or (len(place.split()) == 2 and "\u0600" <= place[0] <= "\u06ff"):
        return place
    return place if stem in fold(title) or any(stem in fold(text[found.end() :] if text is texts[0] else text) for text in texts[:4]) else ""


def _named_again(texts: list[str], title: str) -> str:
    """A place in front of a full stop that the headline or the text below names again: "Puerto Brezo. El faro ..."."""
    found = _TOWN.match(texts[0]) if 3 < texts[0].find(". ") < TOWN else None
    rest = [texts[0][found.end() :] if found else "", title, *texts[1:4]]
    return found[1] if found and any(found[1] in text for text in rest) else ""


def cased(place: str, language: str | None = None) -> str:
    """In normal case where the page prints capitals; in Turkish, whose pages may print İ, the small letter of I has no dot."""
    if not place.isupper():
        return place
    dotless = language in ("tr", "az") or "İ" in place
    return re.sub(r"[^\W\d_]+", lambda m: m[0][0] + (m[0][1:].replace("I", "ı").replace("İ", "i") if dotless else m[0][1:]).lower(), place)
