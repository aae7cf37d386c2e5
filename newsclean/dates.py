"""Dates and times in short pieces of text, in the forms that news pages print, to ISO 8601 as precise as they are said.

Month, weekday and day-period names come from CLDR (`_cldr`); Buddhist and Iranian years are converted; a date without a
year, a clock time alone and "2 hours ago" are found, too, and say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import category

from newsclean._cldr import AM, AMBIGUOUS, DAYS, MONTHS, PM
from newsclean.fold import MARKS, fold
from newsclean.patterns import lazy

UNREAD = 60  # stands for the months of calendars that are not converted
LONGEST = 4000  # characters; a longer text is looked at in its first part only: stamps stand in short lines


class Moment:
    """A date or time in a text.

    start, end   its span, weekday, zone and small words included
    value        ISO 8601: "2025-12-27", "2025-12", "2025-12-27T14:05+02:00", "T15:10"; "" where the day is not told
    kind         "datetime", "date", "month", "time", "partial" (no year) or "relative" ("2 hours ago")
    month, day   of a partial date; clock "15:10" or ""
    """

    __slots__ = ("clock", "day", "end", "kind", "month", "start", "value")

    def __init__(self, start: int, end: int, value: str, kind: str, month: int = 0, day: int = 0, clock: str = "") -> None:
        self.start = start
        self.end = end
        self.value = value
        self.kind = kind
        self.month = month
        self.day = day
        self.clock = clock

    def __repr__(self) -> str:
        return f"Moment({self.start}, {self.end}, {self.value!r}, {self.kind!r})"


_W = rf"(?:[^\W\d_]|(?-i:[{MARKS}]))+(?:[’'][^\W\d_]+)?"
_X = re.VERBOSE | re.IGNORECASE
# The forms of dates, each a pattern of its own: a run compiles those that its text could hold. The first that fits wins.
_NUMBERS = lazy(
    r"""(?P<y1>(?<!\d)\d{4})(?P<s1>[-./]|\.\s)\s?(?P<m1>\d\d?)(?P=s1)\s?(?P<d1>\d\d?)(?!\d)
    |(?<![\d.,:/-])(?P<d2>\d\d?)(?P<s2>[./-]|\.\s)(?P<m2>\d\d?)(?P=s2)(?P<y2>\d{4}|\d\d)(?![\d%])(?![.,:/-]\d)
    |(?<![\d.,:/-])(?P<dx>\d\d?)[./](?P<mx>[01]?\d)\.?(?=,?\s(?:klo\s|kl\.?\s|kell\s|um\s)?[0-2]?\d[.:][0-5]\d(?!\d))""",
    re.VERBOSE,
)
_CJK = lazy(
    r"""(?P<y3>\d{4}|令和\d\d?|平成\d\d?|民國\d{2,3})\s?[年년]\s?(?P<m3>\d\d?)\s?[月월](?:\s?(?P<d3>\d\d?)\s?[日일号號])?
    |(?<![\d年])(?P<m4>\d\d?)[月월]\s?(?P<d4>\d\d?)[日일号號]""",
    re.VERBOSE,
)
# Months of two words: "تشرين الثاني"; of two calendars' names: "مارس/آذار".
_LEVANTINE = r"(?:تشرين|كانون|ربيع|جمادى)\sال\w+|(?:تشرین|کانوو?ن)ی\s(?:یەکەم|دووەم)"
_DAY_MONTH = lazy(
    rf"""(?<!\d)(?P<d5>\d\d?)\s?(?:st|nd|rd|th|er|re|e|ê|ی|º|ª|\.|,|-an|-a|-ші)?(?:\s(?:tháng|de|of|d’|d'|ta['’]|t['’]))?[\s.\-–](?P<w5>[ก-ฮ]{{1,3}}\.[ก-ฮ]\.|(?:Meán|Deireadh)\sFómhair|{_LEVANTINE}|{_W})(?:/[\u0621-\u064a]+(?:\sال\w+)?)?\.?,?(?:\s(?:del|de|năm|พ\.ศ\.|ค\.ศ\.))?(?:[\s,،\-–]{{0,3}}(?:ឆ្នាំ)?(?P<y5>\d{{4}}|’?\d\d(?=\s|$))(?!\d|[:.]\d\d(?!\d)))?""",
    _X,
)
# Ethiopian and Nepali: "ታኅሣሥ 12 ቀን 2016", "२०८१ मंसिर १२ गते".
_NUMBERED_DAY = lazy(rf"(?P<w6>{_W})\s(?P<d6>\d\d?)(?:\s?ቀን|\sရက်)?[,፣၊]?\s(?P<y6>\d{{4}})(?!\d)(?:\s?ዓ\.?\s?ም\.?)?")
_MONGOLIAN = lazy(r"(?P<y1>\d{4})\s?оны?\s(?P<m1>\d\d?)(?:-?р|\sд[үу]г[эа]{2}р)?\sсарын\s(?P<d1>\d\d?)(?!\d)(?:-?н[ыи]й?|\sөдөр)?")
_YEAR_MONTH = lazy(
    rf"""(?<!\d)(?P<y7>\d{{4}})(?:\.\sgada|\sm\.|\sжылғы|\sжылы|-жылдын|-yil|-йил|\sйил|\sթ\.|\si\.|ko|\.|年|\s?ခုနှစ်[၊,]?)?\s(?:(?P<d7b>\d\d?)\.?[\s-])?(?P<w7>{_W})\.?(?:\sමස)?(?:\s?(?P<d7>\d\d?)(?:\.|\sd\.|-a|-i|ean|an|a|\sगते|\sရက်)?(?!\d|:))?""",
    _X,
)
_ISO_MONTH = lazy(r"(?<![\d-])(?P<y0>\d{4})-(?P<m0>\d\d)(?![\d-])")
_VIETNAMESE = lazy(r"(?:ngày\s)?(?P<d8>\d\d?)\stháng\s(?P<m8>\d\d?)(?:(?:,?\snăm|,)\s(?P<y8>\d{4}))?", re.IGNORECASE)
_MONTH_FIRST = lazy(
    rf"""(?:(?<![^\W\d_])|(?<=(?-i:[a-z]))(?=(?-i:[A-Z])))(?P<w6>{_W})\.?\s(?P<d6>\d\d?)(?:st|nd|rd|th)?(?!\d|[:.]\d)(?:[,،၊]?\s(?P<y6>\d{{4}})(?!\d))?
    |(?:(?<![^\W\d_])|(?<=(?-i:[a-z]))(?=(?-i:[A-Z])))(?P<w9>{_W})\.?,?\s(?:de\s)?(?P<y9>\d{{4}})(?!\d)""",
    _X,
)
_FAR = 12  # characters behind a number in which the name of a month begins
_TWO_WORDS = lazy(rf"{_LEVANTINE}|сарын|ខែ")  # months that are no single word
_FIGURES = lazy(r"\d+")
_WORD_SEAM = lazy(r"[a-z](?=[A-Z])")  # "UpdatedJuly 27"
_CLOCKS = lazy(r"(?:(?:午前|午後|上午|下午|凌晨|早上|晚上|中午|오전|오후|सुबह|दोपहर|शाम|रात)\s?)?\d+")
_PERIODS = tuple(sorted((p for p in (AM | PM) if len(p) > 2 or not p.isascii()), key=len, reverse=True))


def _time(periods: str) -> re.Pattern[str]:
    """A clock time; `periods` are alternatives for "a.m." and "p.m." in front of a bar."""
    return lazy(
        rf"""(?P<before>(?:午前|午後|上午|下午|凌晨|早上|晚上|中午|오전|오후|सुबह|दोपहर|शाम|रात)\s?)?(?<![\d.,:])
        (?P<h>[01]?\d|2[0-4])(?:(?P<sep>[hH]:|[:：hHη]|\sh\s|\s?[時时點点시]\s?|:\s|\.)(?P<m>[0-5]\d)(?:\s?[分분])?(?::(?P<s>[0-5]\d)(?:[.,]\d+)?)?
            (?P<after>\s?(?:[ap]\.?\s?m\.?(?![^\W\d_])|п\.?п\.?{periods})(?![^\W\d_]))?
          |(?P<bare>\s?[ap]\.?m\.?(?![^\W\d_])|\s?[hH](?![^\W\d_])|\s?[時时點点시](?![^\W\d_]{{3}})|\s?Uhr\b|\sч\.?(?![^\W\d_])))
        (?![\d])(?!(?<=\.\d\d)[.,]\d)""",
        _X,
    )


PERIOD = 20  # characters; no day period's name is longer
_TIME, _TIME_WITH_PERIOD = _time(""), _time("|" + "|".join(map(re.escape, _PERIODS)))
_JOIN = lazy(
    r"\.?(?:-жыл|-yil|-йил|ء)?(?:T(?=\d)|[\s,،၊|•·@()（）–—/-]{1,5})?(?:(?:at|um|às|ás|à|as|a las|a les|klokken|klukkan|klo|kell|kl\.|kl|alle ore|alle|ore|ora|om|ob|ag|o godz\.|godz\.|o|во|в|об|о|у|u|va|saat|lúc|pukul|pkl\.|jam|στις|time|στη|време|เวลา|בשעה|ساعت|الساعة|ở|h)[\s:.]{0,2}|[г]\.?,?\s(?:в\s)?|р\.?,?\s|r\.?,?\s(?:o\s)?(?:godz\.\s)?|год(?:а|у)?,?\s(?:в\s)?|року,?\s(?:о\s)?|plkst\.\s)?",
    re.IGNORECASE,
)
_TAIL = lazy(r"\s?(?:Uhr|uur|h(?:rs?)?|ч|год|น|г|р|час(?:ов|а)?|klo|kl|time|Hrs|horas|heures|óra(?:kor)?|da)\b\.?|\s?น\.", re.IGNORECASE)
_ZONE = lazy(
    r"\s?(?:\(?(?:GMT|UTC)\s?([+\-−]\d{1,2}(?::?\d\d)?)\)?|(Z)(?![^\W\d_])|([+\-−]\d\d:?\d\d)(?!\d)|\(?([A-ZМСК]{2,5})\)?(?![^\W\d_]))"
)
ZONES = {
    "GMT": "+00:00", "UTC": "Z", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "MEZ": "+01:00", "MESZ": "+02:00", "EET": "+02:00",
    "EEST": "+03:00", "WET": "+00:00", "WEST": "+01:00", "MSK": "+03:00", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00",
    "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "AKST": "-09:00", "AKDT": "-08:00", "HST": "-10:00",
    "IST": "+05:30", "PKT": "+05:00", "WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00", "ICT": "+07:00", "SGT": "+08:00", "HKT": "+08:00",
    "PHT": "+08:00", "MYT": "+08:00", "JST": "+09:00", "KST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00", "ACST": "+09:30", "AWST": "+08:00",
    "NZST": "+12:00", "NZDT": "+13:00", "МСК": "+03:00", "BRT": "-03:00", "ART": "-03:00", "SAST": "+02:00", "EAT": "+03:00", "WAT": "+01:00", "CAT": "+02:00",
}  # fmt: skip
# Zones that are told in words and know no daylight time; the first that stands in the words is meant.
_TOLD_ZONES = (
    ("brasília", "-03:00"), ("مكة", "+03:00"), ("السعودية", "+03:00"), ("بغداد", "+03:00"), ("غرينتش", "+00:00"), ("جرينتش", "+00:00"),
    ("الإمارات", "+04:00"), ("أبوظبي", "+04:00"), ("московс", "+03:00"), ("мск", "+03:00"),
)  # fmt: skip
_ZONE_WORDS = lazy(
    r"\s?\(?(?:hor(?:ário|a) de brasília|بتوقيت (?:مكة(?: المكرمة)?|السعودية|بغداد|غرينتش|جرينتش|الإمارات|أبوظبي)|по московскому времени|мск)\)?(?![^\W\d_])",
    re.IGNORECASE,
)
_DAYLIGHT = {"ET": ("-05:00", "-04:00"), "CT": ("-06:00", "-05:00"), "MT": ("-07:00", "-06:00"), "PT": ("-08:00", "-07:00")}
_RELATIVE = lazy(
    r"(?:(?:hace|há|ha|il y a|vor|για|πριν από|πριν|před|przed|acum|منذ|قبل|לפני|for|för|da|prije|pre|pred)\s)?(?:\d{1,3}|an?|ein(?:er|em)?|une?|una?|jeden)\s?"
    r"(?:hours?|hrs?|h|minutes?|mins?|m|days?|d|weeks?|months?|years?|seconds?|Stunden?|Std\.?|Minuten?|Tag(?:e|en)?|Wochen?|Monat(?:en?)?|Jahr(?:en?)?|heures?|jours?|semaines?|mois|horas?|semanas?|mes(?:es)?|minutos?|d[ií]as?|ore|or[ae]|giorn[oi]|minut[oi]|uur|uren|dagen|dag|weken|maanden|timmar|timme|timer|time|dagar|dager|veckor|månader|måneder|uker|"
    r"godzin[yę]?|godz\.|minut[yę]?|dni|hodinami|час(?:ов|а)?|годин[иу]?|минут[ыу]?|хвилин[иу]?|дн(?:ей|я|і|ів)|день|часа|минути|дни|saat|dakika|gün|tuntia?|päivää|ώρ(?:ες|α)|λεπτά|ημέρες|órája|napja|perce|"
    r"小时|小時|分钟|分鐘|天|時間|分|日|시간|분|일|giờ|phút|ngày|jam|menit|hari|घंटे|मिनट|दिन|ساعات?|دقائق|شעות|דקות|ימים|ชั่วโมง|นาที|วัน|ساعت|دقیقه|روز|گھنٹے|گھنٹہ|منٹ|دن|ঘণ্টা|মিনিট|দিন|saacadood|maalmood|daqiiqo)"
    r"(?:\s?(?:ago|geleden|назад|тому|önce|fa|sedan|siden|sitten|temu|前|전|trước|(?:yang )?lalu|पहले|पूर्व|ที่แล้ว|ที่ผ่านมา|پیش|atrás|преди|ezelőtt|пред|قبل|پہلے|আগে|ka hor))?(?![^\W\d_])",
    re.IGNORECASE,
)
_AGO = lazy(
    r"ago|geleden|назад|тому|önce|\bfa\b|sedan|siden|sitten|temu|前|전|trước|lalu|पहले|पूर्व|ที่แล้ว|پیش|atrás|преди|ezelőtt|قبل$|پہلے|আগে|ka hor|^(?:hace|há|il y a|vor|πριν|před|acum|منذ|قبل|לפני|for|prije|pre|pred)\b",
    re.IGNORECASE,
)
# What "ago" is in some language, behind the figure or in front of it: where none stands so, no relative time is looked for.
_AGO_BEHIND = (
    "قبل",
    "پہلے",
    "আগে",
    "ka hor",
    "ago",
    "geleden",
    "назад",
    "тому",
    "önce",
    " fa",
    "sedan",
    "siden",
    "sitten",
    "temu",
    "前",
    "전",
    "trước",
    "lalu",
    "पहले",
    "पूर्व",
    "ที่แล้ว",
    "پیش",
    "atrás",
    "преди",
    "ezelőtt",
)
_AGO_BEFORE = ("hace", "há", "il y a", "vor", "πριν", "před", "acum", "منذ", "قبل", "לפני", "for", "prije", "pre", "pred")


# What every date, and every clock time, shows: a line of prose with a number in it is told by these, not by the forms.
_MARKED_FIGURES = lazy(r"\d[-./]\s{0,2}\d")
_CLOCK_SIGN = lazy(r"\d(?:[:.h]\s?\d|\s?[ap]\.?\s?m|\s?h(?![^\W\d_])|\s?uhr\b|\s?[^\x00-\x7f])", re.IGNORECASE)
_WORDS = lazy(_W)
_ASCII_WORDS = lazy("[a-z]+(?:'[a-z]+)?")
_THAI_MONTH = lazy(r"[ก-ฮ]\.[ก-ฮ]\.")

_AGO_BEHIND_ASCII = tuple(word for word in _AGO_BEHIND if word.isascii())
_AGO_BEFORE_ASCII = tuple(word for word in _AGO_BEFORE if word.isascii())
_DIGIT = lazy(r"\d")
_OTHER_DIGIT = lazy(r"[^\D0-9]")
_WEEKDAY = lazy(r"(?:วัน)?([^\W\d_][^\d,|()•:]{1,24}?)[\s,،.(|）)]{1,4}(?:(?:d|den|dne|dnia|el|am|il|le|the)\.?\s)?$")


Tell = Callable[[], "str | None"]  # tells the text's language; only short names of months ask for it


def _untold() -> None:
    """A language that nobody tells."""


def find(text: str, language: Tell = _untold) -> list[Moment]:
    """The dates and times of a text, in order, disjoint; linear in its length.

    >>> [(m.value, m.kind) for m in find("Belarus23.12.25, 12:57 and 15:10")]
    [('2025-12-23T12:57', 'datetime'), ('T15:10', 'time')]
    """
    if not _DIGIT.search(text):
        return []
    text = text[:LONGEST]
    if not text.isascii():
        text = _OTHER_DIGIT.sub(lambda m: str(int(m[0])), text)
    low = text.lower()
    starts = _starts(text) if _may_be_dated(text, low) else []
    clocked, ago = _CLOCK_SIGN.search(text) is not None, _tells_ago(low)
    if not (starts or clocked or ago):
        return []
    found: list[Moment] = []
    at = 0
    while at < len(text):
        moment = _date_from(text, at, language, starts)
        limit = moment.start if moment else len(text)
        if clocked or ago:
            found += _times(text, at, limit, ago)
        if not moment:
            break
        moment = _with_clock(text, moment, found)
        found.append(moment)
        at = moment.end
    return found


def _may_be_dated(text: str, low: str) -> bool:
    """Whether figures stand together with a mark between, or with the name of a month somewhere, or with a sign for year or month."""
    if _MARKED_FIGURES.search(text):
        return True
    if text.isascii():
        names = _ASCII_WORDS.findall(low)
    else:
        if _is_cjk(text) or "tháng" in low:
            return True
        names = _WORDS.findall(fold(text))
        if _THAI_MONTH.search(text) or _TWO_WORDS.search(text) or any([_month(name, _untold) for name in names if name[0] >= "\u0600"]):
            return True
    return not MONTHS.keys().isdisjoint(names) or not AMBIGUOUS.keys().isdisjoint(names) or _WORD_SEAM.search(text) is not None


def _date_from(text: str, at: int, language: Tell, starts: list[int]) -> Moment | None:
    for start in starts:
        if start < at:
            continue
        match = _date_at(text, start)
        moment = _read(match, language) if match else None
        if moment is not None:
            return (_whole_within(text, moment, language, starts) or moment) if moment.kind == "partial" else moment
    return None


def _whole_within(text: str, partial: Moment, language: Tell, starts: list[int]) -> Moment | None:
    """The date with a year that begins in one without: "F1 Dec 19, 2023" is no 1 December."""
    for start in starts:
        if partial.start < start < partial.end:
            match = _date_at(text, start)
            moment = _read(match, language) if match else None
            if moment is not None and moment.kind != "partial":
                return moment
    return None


def _date_at(text: str, start: int) -> re.Match[str] | None:
    """The date that begins at `start`, in the first form that fits."""
    if text[start].isdigit():
        found = (
            _NUMBERS.match(text, start)
            or (_CJK.match(text, start) if _is_cjk(text) else None)
            or (_MONGOLIAN.match(text, start) if "сарын" in text else None)
        )
        if not found and any([char.isalpha() for char in text[start + 1 : start + _FAR]]):
            found = (
                (_VIETNAMESE.match(text, start) if " tháng " in text[start : start + _FAR] else None)
                or _DAY_MONTH.match(text, start)
                or (_YEAR_MONTH.match(text, start) if text[start + 3 : start + 4].isdigit() and "12" < text[start : start + 4] < "27" else None)
            )
        return found or (_ISO_MONTH.match(text, start) if text.startswith("-", start + 4) else None)
    return (
        (_VIETNAMESE.match(text, start) if text[start] in "nN" else None)
        or (_CJK.match(text, start) if text[start] in "令平民" else None)
        or (_NUMBERED_DAY.match(text, start) if text[start] >= "\u1000" else None)
        or _MONTH_FIRST.match(text, start)
    )


def _is_cjk(text: str) -> bool:
    return "年" in text or "月" in text or "년" in text or "월" in text


def _starts(text: str) -> list[int]:
    """Offsets where a date may begin: a number, or the word in front of one. Far fewer than all."""
    found: list[int] = []
    before = 0
    for number in _FIGURES.finditer(text):
        start = number.start()
        if text[start - 2 : start] in ("令和", "平成", "民國") and start - 2 >= before:
            start -= 2
        begin = _word_before(text, start, before)
        if begin < start:
            word = text[begin:start]
            if _names_month(word):
                found.append(begin)
            found += [begin + seam.end() for seam in _WORD_SEAM.finditer(word)]
        found.append(start)
        before = number.end()
    return found


def _names_month(word: str) -> bool:
    """Whether a word in front of a number, with what stands between them, is a month, or "ngày" (Vietnamese for "day")."""
    name = fold(word).rstrip(" .,\n\t\xa0").removesuffix(" de").rstrip(" .,\n\t\xa0")
    return name in MONTHS or name in AMBIGUOUS or name == "ngày" or not name.isalpha() or bool(_month(name, _untold))


def _word_before(text: str, at: int, floor: int) -> int:
    """Where the word in front of a number begins ("May 2", "mayo de 2024", "Dec. 3"); `at` where none stands there."""
    if at - 1 <= floor or not text[at - 1].isspace():
        return at
    if (
        text[max(floor, at - 3) : at - 1] == "de"
        and at - 4 > floor
        and text[at - 4].isspace()
        and (begin := _word(text, at - 4, floor)) < at - 4
    ):
        return begin
    begin = _word(text, at - 1, floor)
    return begin if begin < at - 1 else at


def _is_of_word(char: str) -> bool:
    return char.isalpha() or (char >= "\u0300" and (category(char)[0] == "M" or char in "\u200c\u200d"))


def _word(text: str, end: int, floor: int) -> int:
    """Where the word that ends at `end` begins, a comma and a point behind it left out; `end` where none ends there."""
    at = end
    if at > floor and text[at - 1] == ",":
        at -= 1
    if at > floor and text[at - 1] == ".":
        at -= 1
    start = at
    while start > floor and _is_of_word(text[start - 1]):
        start -= 1
    if start == at:
        return end
    if start - 1 > floor and text[start - 1] in "’'" and text[start].isalpha():
        first = start - 1
        while first > floor and _is_of_word(text[first - 1]):
            first -= 1
        start = first if first < start - 1 else start
    return start


def _read(match: re.Match[str], language: Tell) -> Moment | None:
    got = match.groupdict()
    year, month, day = "", 0, 0
    for n in "123480x":
        if got.get(f"m{n}"):
            year, month, day = got.get(f"y{n}") or "", int(got[f"m{n}"]), int(got.get(f"d{n}") or 0)
            if n == "2" and month > 12 >= day and got["s2"] == "/":
                month, day = day, month
            if n == "2" and len(year) == 2 and got["s2"] not in (".", "/"):
                return None
            if n == "0" and not 1990 <= int(year) <= 2099:
                return None
            break
    else:
        for n in "5679":
            if got.get(f"w{n}"):
                month = _month(got[f"w{n}"], language)
                year, day = got.get(f"y{n}") or "", int(got.get(f"d{n}") or got.get(f"d{n}b") or 0)
                break
    if len(year) == 2 and language() == "th":
        year = "25" + year  # a Buddhist year without its century
    return _moment(match, year, month, day)


def _month(word: str, language: Tell) -> int:
    name = fold(word).strip(".")
    if name >= "\u1000":
        name = name.removeprefix("ខែ").removesuffix("လ")
    elif name[-1:] == "ی" and name not in MONTHS:
        name = name[:-1]  # Kurdish joins a month to its year so
    if name in AMBIGUOUS and (told := language()):
        for month, languages in AMBIGUOUS[name].items():
            if told.split("-")[0] in languages.split():
                return month
    return MONTHS.get(name, 0)


def _moment(match: re.Match[str], said: str, month: int, day: int) -> Moment | None:
    if month == UNREAD:  # of a calendar that is not converted
        return Moment(match.start(), match.end(), "", "partial") if day and said else None
    year = _year(said)
    if month > 40:  # an Ethiopian month
        if not day or not 1900 < year < 2100:
            return None
        year, month, day = from_ethiopian(year, month - 40, day)
    elif month > 20:  # an Iranian solar month
        if not day or not year:
            return None
        year, month, day = from_solar(year, month - 20, day)
    elif 1300 < year < 1500 and month and day:
        year, month, day = from_solar(year, month, day)
    if not 1 <= month <= 12 or day > _days(year or 2024, month) or (said and not 1600 <= year <= 2199):
        return None
    if not said:
        return Moment(match.start(), match.end(), "", "partial", month, day) if day else None
    if not day:
        return Moment(match.start(), match.end(), f"{year:04d}-{month:02d}", "month", month)
    return Moment(match.start(), match.end(), f"{year:04d}-{month:02d}-{day:02d}", "date", month, day)


def _year(said: str) -> int:
    if said.startswith("令和"):
        return 2018 + int(said[2:])
    if said.startswith("平成"):
        return 1988 + int(said[2:])
    if said.startswith("民國"):
        return 1911 + int(said[2:])
    said = said.strip("’'")
    if not said:
        return 0
    year = int(said)
    if len(said) == 2:
        return 2000 + year
    return year - 543 if 2400 < year < 2700 else year


def _days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def from_solar(year: int, month: int, day: int) -> tuple[int, int, int]:
    """An Iranian solar date in the Gregorian calendar (the 33-year arithmetic rule, right for 1206 to 1498).

    >>> from_solar(1404, 9, 24)
    (2025, 12, 15)
    """
    days = (month - 1) * 31 if month < 7 else (month - 1) * 30 + 6
    return _gregorian(226894 + 365 * (year - 1) + (8 * year + 21) // 33 + days + day)


def from_ethiopian(year: int, month: int, day: int) -> tuple[int, int, int]:
    """An Ethiopian date in the Gregorian calendar.

    >>> from_ethiopian(2016, 4, 12)
    (2023, 12, 22)
    """
    return _gregorian(2430 + 365 * year + year // 4 + 30 * (month - 1) + day)


def _gregorian(ordinal: int) -> tuple[int, int, int]:
    year = ordinal * 400 // 146097 + 1
    while _ordinal(year, 1, 1) > ordinal:
        year -= 1
    while _ordinal(year + 1, 1, 1) <= ordinal:
        year += 1
    month = 1
    while month < 12 and _ordinal(year, month + 1, 1) <= ordinal:
        month += 1
    return year, month, ordinal - _ordinal(year, month, 1) + 1


def _ordinal(year: int, month: int, day: int) -> int:
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + sum(_days(year, m) for m in range(1, month)) + day


def _times(text: str, at: int, limit: int, ago: bool) -> list[Moment]:
    found = []
    while at < limit:
        relative = _RELATIVE.search(text, at, limit) if ago else None
        while relative and not _AGO.search(relative[0]):
            relative = _RELATIVE.search(text, relative.end(), limit)
        time = _time_from(text, at, limit)
        if time and (not relative or time.start() < relative.start()):
            clock = _clock(time)
            if clock:
                end = _with_zone(text, time.end())[0]
                found.append(Moment(time.start(), end, "T" + clock, "time", clock=clock))
                at = end
                continue
            at = time.end()
            continue
        if not relative:
            break
        found.append(Moment(relative.start(), relative.end(), "", "relative"))
        at = relative.end()
    return found


def _tells_ago(low: str) -> bool:
    ascii_only = low.isascii()
    for word in [word for word in (_AGO_BEHIND_ASCII if ascii_only else _AGO_BEHIND) if word in low]:
        at = low.find(word)
        while at >= 0:
            if not low[at + len(word) : at + len(word) + 1].isalpha():
                return True
            at = low.find(word, at + 1)
    for word in [word for word in (_AGO_BEFORE_ASCII if ascii_only else _AGO_BEFORE) if word in low]:
        at = low.find(word)
        while at >= 0:
            behind = at + len(word)
            if low[behind : behind + 1].isspace() and (
                low[behind + 1 : behind + 2].isdigit() or low[behind + 1 : behind + 2] in ("a", "e", "u", "j")
            ):
                return True
            at = low.find(word, at + 1)
    return False


def _time_from(text: str, at: int, limit: int) -> re.Match[str] | None:
    for start in _CLOCKS.finditer(text, at, limit):
        for begin in (start.start(), start.end() - len(start[0].lstrip("午前後上下凌晨早晚中오전후 सुबहदोपशामरत"))):
            match = _time_at(text, begin, limit)
            if match:
                return match
    return None


def _time_at(text: str, at: int, limit: int = LONGEST) -> re.Match[str] | None:
    """The clock time that stands at an offset, with its "a.m." in any language."""
    found = _TIME.match(text, at, limit)
    if found and found["sep"] and not found["after"]:
        behind = text[found.end() : found.end() + PERIOD].lower()
        if behind and not behind.isspace() and any([period in behind for period in _PERIODS]):
            return _TIME_WITH_PERIOD.match(text, at, limit)
    return found


def _clock(match: re.Match[str]) -> str:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    if match["sep"] == "." and not (match["m"] and len(match["h"]) + len(match["m"]) >= 3):
        return ""
    period = fold(match["after"] or match["bare"] or match["before"] or "").replace(".", "").replace(" ", "")
    if period in ("pm", "午後", "下午", "晚上", "오후", "दोपहर", "शाम", "रात") or (period and period in PM and period not in AM):
        hour = hour % 12 + 12
    elif period in ("am", "午前", "上午", "凌晨", "早上", "오전", "सुबह") or (period and period in AM):
        hour %= 12
    return f"{hour:02d}:{minute:02d}" if hour < 24 else ""


def _with_zone(text: str, end: int) -> tuple[int, str]:
    tail = _TAIL.match(text, end) if text[end : end + 2].lstrip()[:1].isalpha() else None
    end = tail.end() if tail and (tail.end() == len(text) or not text[tail.end()].isalpha()) else end
    first = text[end : end + 2].lstrip()[:1]
    worded = _ZONE_WORDS.match(text, end) if first in ("(", "h", "H", "п", "м", "М", "ب") else None
    if worded is not None:
        return worded.end(), next(offset for words, offset in _TOLD_ZONES if fold(worded[0]).find(fold(words)) >= 0)
    zone = _ZONE.match(text, end) if first.isupper() or first in ("(", "+", "-", "−") else None
    if not zone:
        return end, ""
    if zone[2]:
        return zone.end(), "Z"
    if zone[1] or zone[3]:
        return zone.end(), _offset(zone[1] or zone[3])
    name = zone[4]
    if name in ZONES:
        return zone.end(), ZONES[name]
    return (zone.end(), name) if name in _DAYLIGHT else (end, "")


def _offset(text: str) -> str:
    sign = "-" if text[0] in "-−" else "+"
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{sign}{int(hours):02d}:{minutes}"


_DAY_BEHIND = lazy(r"[\s,.]{1,3}([^\W\d_]{3,14})(?=[\s,])")


def _with_clock(text: str, moment: Moment, before: list[Moment]) -> Moment:
    """Join the weekday in front and the clock time behind (or in front: "8:05 PM EDT, March 11")."""
    moment.start = _weekday_start(text, moment.start, before[-1].end if before else 0)
    join = _JOIN.match(text, moment.end)
    time = _time_at(text, join.end() if join else moment.end)
    clock, zone = (_clock(time), "") if time else ("", "")
    if not clock and (named := _DAY_BEHIND.match(text, moment.end)) and fold(named[1]) in DAYS:  # "3 Mart 2023 Cuma 14:05"
        join = _JOIN.match(text, named.end())
        time = _time_at(text, join.end() if join else named.end())
        clock = _clock(time) if time else ""
    if not clock and join and join.end() > moment.end and (day := lazy(r"\s?[(（][^\W\d_.]{1,12}\.?[)）][\s,]*").match(text, moment.end)):
        time = _time_at(text, day.end())
        clock = _clock(time) if time else ""
    if time and clock:
        moment.end, zone = _with_zone(text, time.end())
    elif (
        before
        and before[-1].kind == "time"
        and re.fullmatch(r"[\s,|–/•·-]{0,4}(?:on\s|am\s|el\s|le\s|den\s)?", text[before[-1].end : moment.start])
    ):
        last = before.pop()
        clock, zone = last.clock, _with_zone(text, _behind_clock(text, last))[1]
        moment.start = last.start
    else:
        tail = _TAIL.match(text, moment.end) if text[moment.end : moment.end + 2].lstrip()[:1].isalpha() else None
        if tail and tail[0].strip(" .").lower() in ("г", "р", "год"):
            moment.end = tail.end()
    moment.clock = clock
    if clock and moment.kind == "date":
        moment.kind = "datetime"
        moment.value += f"T{clock}{_settled(zone, moment)}"
    return moment


def _behind_clock(text: str, moment: Moment) -> int:
    match = _time_at(text, moment.start)
    return match.end() if match else moment.end


def _settled(zone: str, moment: Moment) -> str:
    """ "ET" and its like depend on the day: daylight time from the second Sunday of March to the first of November."""
    if zone not in _DAYLIGHT:
        return zone
    year, month, day = int(moment.value[:4]), moment.month, moment.day
    first = (_ordinal(year, month, 1)) % 7  # 0 is a Sunday
    summer = 3 < month < 11 or (month == 3 and day >= 8 + (7 - first) % 7) or (month == 11 and day < 1 + (7 - first) % 7)
    return _DAYLIGHT[zone][summer]


def _weekday_start(text: str, start: int, floor: int) -> int:
    head = text[max(floor, start - 30) : start]
    found = _WEEKDAY.search(head) if head.strip() else None
    while found:
        name = fold(found[1]).strip(" .")
        if name in DAYS or name.removeprefix("วัน") in DAYS:
            return start - len(head) + found.start()
        found = _WEEKDAY.search(head, found.start() + 1) if " " in found[1] else None
    if head.endswith("วันที่ "):
        return start - len("วันที่ ")
    return start


_URL = lazy(
    r"[/_-](20\d\d)[/_-](\d\d?)[/_-](\d\d?)(?=\D|$)|(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)|/(20\d\d)/([a-z]{3,9})/(\d\d?)/"
)


def from_url(url: str) -> str | None:
    """The day that a URL tells, or None.

    >>> from_url("https://example.org/2024/may/11/tea-house")
    '2024-05-11'
    """
    found = _URL.search(url)
    if not found:
        return None
    year, month, day = (part for part in found.groups() if part)
    number = int(month) if month.isdigit() else MONTHS.get(month, 0)
    if 1 <= number <= 12 and 1 <= int(day) <= _days(int(year), number):
        return f"{year}-{number:02d}-{int(day):02d}"
    return None
