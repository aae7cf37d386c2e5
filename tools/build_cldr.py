#!/usr/bin/env python3
"""Write newsclean/_cldr.py: month, weekday, day-period and time-unit names of the languages papers print, from CLDR.

The data is Unicode CLDR's (Unicode licence), read through Babel, a development dependency.

python tools/build_cldr.py            write it
python tools/build_cldr.py --check    exit 1 where it is stale
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from typing import Any
from unicodedata import normalize

from babel import Locale
from generated import ROOT, settle

sys.path.insert(0, str(ROOT))
from newsclean.fold import fold

TARGET = ROOT / "newsclean" / "_cldr.py"
LOCALES = ["en", "de", "nl", "af", "sv", "nb", "nn", "da", "is", "fo", "fi", "et", "lv", "lt", "fr", "es", "pt", "gl", "ca", "it", "ro", "pl", "cs", "sk", "sl", "hr", "sr", "sr_Latn", "bs", "mk", "bg", "ru", "uk", "be", "kk", "ky", "mn", "el", "tr", "az", "uz", "hu", "sq", "ka", "hy", "ar", "ar_LB", "ar_MA", "ar_SA", "fa", "ur", "ps", "ku", "he", "hi", "mr", "ne", "bn", "pa", "gu", "ta", "te", "kn", "ml", "si", "my", "km", "lo", "th", "vi", "id", "ms", "fil", "sw", "so", "ha", "zu", "eu", "cy", "ga", "mt", "am", "zh", "zh_Hant", "ja", "ko", "lb", "or", "as", "tg", "mg", "rw", "ig", "yo", "xh", "om", "tk", "ckb", "ny", "lg"]  # fmt: skip
# The Iranian solar calendar's months (CLDR calls the calendar "persian"; Babel does not carry it).
SOLAR = [
    "فروردین حمل وری",
    "اردیبهشت ثور غویی",
    "خرداد جوزا غبرګولی",
    "تیر سرطان چنګاښ",
    "مرداد اسد زمری",
    "شهریور سنبله وږی",
    "مهر میزان تله",
    "آبان عقرب لړم",
    "آذر قوس لیندۍ",
    "دی جدی مرغومی",
    "بهمن دلو سلواغه",
    "اسفند حوت کب",
]  # beside the Iranian names the Dari and the Pashto ones
# The Ethiopian calendar's, the short thirteenth last.
ETHIOPIAN = "መስከረም ጥቅምት ኅዳር|ህዳር ታኅሣሥ|ታህሳስ|ታኅሳስ|ታህሣሥ ጥር የካቲት መጋቢት ሚያዝያ|ሚያዚያ ግንቦት ሰኔ ሐምሌ|ሀምሌ ነሐሴ|ነሀሴ ጳጉሜን|ጳጉሜ"
# Months of calendars that need tables of their own: a stamp in them is a stamp, and tells no day. Nepali, Bengali, Islamic.
UNREAD = ["वैशाख", "बैशाख", "जेठ", "जेष्ठ", "असार", "आषाढ", "साउन", "श्रावण", "भदौ", "भाद्र", "असोज", "आश्विन", "कात्तिक", "कार्तिक", "मंसिर", "मङ्सिर", "मार्ग", "पुस", "पुष", "पौष", "माघ", "फागुन", "फाल्गुन", "चैत", "चैत्र", "বৈশাখ", "জ্যৈষ্ঠ", "আষাঢ়", "শ্রাবণ", "ভাদ্র", "আশ্বিন", "কার্তিক", "অগ্রহায়ণ", "পৌষ", "মাঘ", "ফাল্গুন", "চৈত্র", "محرم", "صفر", "رجب", "شعبان", "رمضان", "شوال"]
UNREAD += ["ربيع الأول", "ربيع الآخر", "ربيع الثاني", "جمادى الأولى", "جمادى الآخرة", "جمادى الثانية"]
# Forms that papers print and CLDR does not list: genitives and other cases, old and clipped spellings.
EXTRA = [
    "janv ਜਨਵਰੀ januar ocak јануара জানুয়ারি janvārī urtarrilaren janaayo january janairu январы январи çileyê رێبەندان jenuwari",
    "févr ਫਰਵਰੀ feber фебруара ফেব্রুয়ারি februārī otsailaren febraayo fabrairu февралы феврали sibat sibatê ڕەشەمە februwari",
    "марта martā martxoaren maarso maris марты марти adarê ئادار machị",
    "априла aprīlī apirilaren abriil afrilu апрели nîsan nîsanê epril eprel",
    "маја maijā maiatzaren maajo mayu майы майи gulan gulanê may",
    "juin june јуна jūnijā ekainaren juun yuni июну июни hezîran hezîranê",
    "juil july јула jūlijā uztailaren luulyo yuli июлу июли tîrmeh tîrmehê",
    "августа ਅਗਸਤ августа augustā abuztuaren agoosto agusta августу августи tebax tebaxê ئۆگۆست",
    "sept ਸਤੰਬਰ set септембра septembrī irailaren sebtembar satumba сентябры сентябри îlon îlonê ئەیلول",
    "октобра ਅਕਤੂਬਰ oktobrī urriaren oktoobar oktoba октябры октябри cotmeh cotmehê",
    "noiembrie ਨਵੰਬਰ новембра novembrī azaroaren nofembar nuwamba ноябры ноябри mijdar mijdarê",
    "децембра ਦਸੰਬਰ decembrī abenduaren desembar disamba декабры декабри berfanbar berfanbarê pros",
]
WHOLE = ("ar", "ck")  # names of two words whose second tells nothing: "تشرين الثاني", "كانون الثاني"
# Day periods that CLDR lacks: "10:15 ص", "8:00 malam".
MORNING, AFTERNOON = "ص صباحا صباحاً pagi এএম", "م مساء مساءً petang malam পিএম"
PREFIXED = {"he": "ב"}  # "in January" is one word


def forms(table: Any) -> list[tuple[int, str]]:
    """(number, folded name) of every width and context."""
    found = []
    for context in table:
        for width in table[context]:
            if width != "narrow":
                for number, name in dict(table[context][width]).items():
                    bare = fold(normalize("NFC", str(name))).strip(" .").removesuffix("月").removesuffix("월")
                    if bare and not bare.isdigit():
                        found.append((number, bare))
    return found


def build() -> str:
    """The text of the module."""
    months: dict[str, Counter[int]] = defaultdict(Counter)
    where: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    days, afternoon, morning = set(), set(), set()
    for code in LOCALES:
        try:
            locale = Locale.parse(code)
        except Exception as error:
            print(f"no locale {code}: {error}", file=sys.stderr)
            continue
        for number, name in forms(locale.months):
            for one in {name, name.split()[-1] if " " in name and code[:2] not in WHOLE else name, PREFIXED.get(code, "") + name}:
                if len(one) > 1:
                    months[one][number] += 1
                    where[one][number].add(code.split("_")[0])
        days |= {name for _, name in forms(locale.days) if len(name) > 1}
        for context in locale.day_periods:
            for width in locale.day_periods[context]:
                table = locale.day_periods[context][width]
                morning |= {fold(table[k]).replace(".", "").strip() for k in ("am",) if k in table}
                afternoon |= {fold(table[k]).replace(".", "").strip() for k in ("pm",) if k in table}
    for number, names in enumerate(EXTRA, 1):
        for name in names.split():
            months[fold(normalize("NFC", name))][number] += 1
    for number, names in enumerate(SOLAR, 1):
        for name in names.split():
            months[fold(name)][number + 20] += 1
    for number, names in enumerate(ETHIOPIAN.split(), 1):
        for name in names.split("|"):
            months[fold(name)][number + 40] += 1
    for name in UNREAD:
        months.setdefault(fold(name), Counter([60]))
    for name in ("sat", "sun", "mon", "tue", "wed", "thu", "fri"):
        months.pop(name, None)  # English weekdays, months of languages with few papers
    morning |= set(MORNING.split())
    afternoon |= set(AFTERNOON.split())
    both = morning & afternoon
    single = {name: found.most_common(1)[0][0] for name, found in months.items()}
    split = {name: {n: " ".join(sorted(where[name][n])) for n in sorted(found)} for name, found in months.items() if len(found) > 1}
    lines = [
        '"""Generated by tools/build_cldr.py from Unicode CLDR by way of Babel; do not edit."""',
        "",
        "# ruff: noqa: E501, RUF001",
        "# One string each, split: so a run reads them twice as fast as it would single strings.",
        f"MONTHS = dict(zip({chr(10).join(sorted(single))!r}.split({chr(10)!r}), {bytes(single[name] for name in sorted(single))!r}, strict=True))",
        f"AMBIGUOUS = {dict(sorted(split.items()))!r}",
    ]
    for title, found in (("DAYS", days), ("AM", morning - both), ("PM", afternoon - both)):
        lines.append(f"{title} = frozenset({sorted(name for name in found if (len(name) > 1 or name in 'صم') and name != 'de')!r})")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write or check."""
    return settle(TARGET, build())


if __name__ == "__main__":
    sys.exit(main())
