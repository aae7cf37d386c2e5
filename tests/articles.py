"""Invented articles with injected junk, for the laws."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = {
    "en": [
        "harbour",
        "council",
        "ferry",
        "valley",
        "bread",
        "station",
        "winter",
        "bridge",
        "night",
        "market",
        "old",
        "the",
        "of",
        "and",
        "in",
        "was",
        "has",
        "said",
        "will",
        "new",
        "after",
        "before",
        "river",
        "train",
        "lamp",
        "garden",
        "orchard",
        "keeper",
        "quiet",
        "north",
        "seven",
        "barley",
        "lantern",
    ],
    "uk": [
        "порт",
        "рада",
        "пором",
        "долина",
        "хліб",
        "станція",
        "зима",
        "міст",
        "ніч",
        "ринок",
        "старий",
        "у",
        "на",
        "та",
        "що",
        "був",
        "має",
        "сказав",
        "новий",
        "після",
        "перед",
        "річка",
        "потяг",
        "лампа",
        "сад",
        "тихий",
        "північ",
        "сім",
        "ячмінь",
    ],
    "de": [
        "Hafen",
        "Rat",
        "Fähre",
        "Tal",
        "Brot",
        "Bahnhof",
        "Winter",
        "Brücke",
        "Nacht",
        "Markt",
        "alt",
        "der",
        "die",
        "und",
        "in",
        "war",
        "hat",
        "sagte",
        "wird",
        "neu",
        "nach",
        "vor",
        "Fluss",
        "Zug",
        "Lampe",
        "Garten",
        "still",
        "Norden",
        "sieben",
        "Gerste",
    ],
    "ja": list("港町議会船谷間駅冬橋夜市場古い川電車灯庭北麦"),
    "ar": [
        "الميناء",
        "المجلس",
        "العبارة",
        "الوادي",
        "الخبز",
        "المحطة",
        "الشتاء",
        "الجسر",
        "الليل",
        "السوق",
        "القديم",
        "في",
        "من",
        "على",
        "كان",
        "قال",
        "الجديد",
        "بعد",
        "قبل",
        "النهر",
        "القطار",
        "المصباح",
    ],
}
NAMES = ["Dana Whitlock", "Pieter Olsen", "Stepan Hrytsko", "Mirela Tavik", "Jule Brandeis", "Rowan Pell"]
JUNK = [
    "Share", "Share on FacebookShare on Twitter", "Copy link", "Advertisement", "Anzeige", "Реклама", "Читайте також: Міст закрили ще на рік",
    "Read more: Who owns the bottom of the canal?", "Related:", "Most read", "14 Comments", "Leave a comment", " • 124 views", "Переглядів: 3418",
    "23.12.25, 12:57", "Published July 27, 2024Updated July 27, 2024, 6:20 p.m.", "2024-02-08T18:05+02:00", "2 hours ago", "By Dana Whitlock",
    "Von: Jule Brandeis", "Автор: Тарас Вовкун", "Kyiv • UNN", " date 2025-12-27 $41.930.00", "50.240.09", "EUR/VRK 7.4415 −0.0032",
    "Storm lifts three barges onto the breakwater23.12.25, 12:57 • 3193 views", "09:12 AM • 1460 views", "Photo: Jo Renner/Courier",
    "A ferry leaves the terminal on Sunday. (AP Photo/Rhea Sandoval)", "© 2024 Caldry Post. All rights reserved.", "Tags: ferry, harbour, winter",
    "Home / News / Local", "Home » News » Ferry", "(jub/dpa)", "Quelle: Radio Oberland", "Sign up for our newsletter", "We use cookies to measure traffic.",
    "___", "|", "Video", "Comments", "Print", "Details", "Stepan Hrytsko", "Puerto Brezo", "ukenru", "3 minute read", "12 shares", "73", "READS",
    "NINE VILLAGES ABOVE THE RESERVOIR LOSE THEIR BRIDGE", "pic.twitter.com/x0X0example", "— Rhian Voss (@rhianvoss) June 30, 2025",
    "Latest news", "Swan blocks the ring road", "Heron stops work at the weir", "Fire crews called to a barn on Quarry Road", "1. Diner changes hands after years",
]  # fmt: skip


@st.composite
def sentence(draw: st.DrawFn, language: str = "en") -> str:
    """One invented sentence."""
    words = draw(st.lists(st.sampled_from(WORDS[language]), min_size=4, max_size=22))
    if language == "ja":
        return "".join(words) + "。"
    end = draw(st.sampled_from([".", ".", ".", "?", "!", "…"]))
    text = " ".join(words)
    return text[0].upper() + text[1:] + end


@st.composite
def paragraph(draw: st.DrawFn, language: str = "en") -> str:
    """One to four sentences."""
    gap = "" if language == "ja" else " "
    return gap.join(draw(st.lists(sentence(language), min_size=1, max_size=4)))


@st.composite
def headline(draw: st.DrawFn, language: str = "en") -> str:
    """A line without end mark."""
    words = draw(st.lists(st.sampled_from(WORDS[language]), min_size=1, max_size=9))
    text = ("" if language == "ja" else " ").join(words)
    return text[0].upper() + text[1:]


@st.composite
def clean_article(draw: st.DrawFn) -> tuple[str, list[str]]:
    """(language, lines) of an article: paragraphs and a few subheads."""
    language = draw(st.sampled_from(sorted(WORDS)))
    lines = []
    for _ in range(draw(st.integers(1, 7))):
        if lines and draw(st.integers(0, 3)) == 0:
            lines.append(draw(headline(language)))
        lines.append(draw(paragraph(language)))
    return language, [line for at, line in enumerate(lines) if not any(_echoes(line, other) for other in lines[:at])]


def _echoes(line: str, other: str) -> bool:
    """Whether two short lines are nearly the same words: that tells a title, and the second one is a repeat."""
    first, second = set(line.lower().strip(".?!…").split()), set(other.lower().strip(".?!…").split())
    return min(len(line), len(other)) < 230 and len(first & second) * 2 > min(len(first), len(second))


@st.composite
def dirty_article(draw: st.DrawFn) -> str:
    """An article with a title and junk at any place, glued to prose at times."""
    language, lines = draw(clean_article())
    title = draw(headline(language))
    if draw(st.booleans()):
        lines.insert(0, title)
        if draw(st.booleans()):
            lines.insert(draw(st.integers(1, min(3, len(lines)))), title)
    for _ in range(draw(st.integers(0, 12))):
        junk = draw(st.sampled_from(JUNK))
        at = draw(st.integers(0, len(lines)))
        if draw(st.integers(0, 6)) == 0 and at < len(lines):
            lines[at] = draw(st.sampled_from([junk + lines[at], lines[at] + junk]))
        else:
            lines.insert(at, junk)
    return draw(st.sampled_from(["\n", "\n\n"])).join(lines)
