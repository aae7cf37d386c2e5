"""What a text tells about itself: source, section, authors and place in the forms that papers of many languages print."""

from __future__ import annotations

import pytest

from newsclean import Article, clean, dates
from newsclean.rules.stamps import reported

PROSE = "The bridge over the Sel is open again since Monday, the town said after three weeks of repairs."
STAMP = "27 July 2024, 14:05"


def told(text: str, field: str) -> object:
    return getattr(clean(text).metadata, field)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The ferry has been full since then. This was reported by BNS, writes UNN.", "UNN"),
        ("Міст через Сел знову відкрито, і пором стоїть порожній. Про це повідомляє Укрінформ.", "Укрінформ"),
        ("Podul de peste Sel este din nou deschis, iar bacul stă gol la mal, relatează Agerpres.", "Agerpres"),
        ("Η γέφυρα άνοιξε ξανά τη Δευτέρα, όπως μεταδίδει το ΑΠΕ-ΜΠΕ.", "ΑΠΕ-ΜΠΕ"),
        ("ОЗЁРСК, 8 июля. /ТАСС/. Мост через Сель снова открыт, сообщили в городской управе.", "ТАСС"),
        ("Horná Lúka 2. septembra (TASR) - Most cez Sel je od pondelka znova otvorený, oznámilo mesto.", "TASR"),
        (f"{PROSE}\nKöprü pazartesi günü yeniden açıldı, dedi belediye. (AA)", "AA"),
        ("The bridge is open again, and nobody at the ferry could say why, said NATO.", None),
        ("The children wrote a letter to NASA. They had found a stone on the bridge, said Ms Pell.", None),
    ],
)
def test_source_that_the_prose_names(text: str, source: str | None) -> None:
    assert told(text, "source") == source


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("© 2024 Ansley Mercury Ltd. All rights reserved.", "Ansley Mercury"),
        ("© 2009–2024 «Наддніпрянський кур'єр». Передрук лише з посиланням на джерело", "Наддніпрянський кур'єр"),
        ("© Всі права захищено. При використанні матеріалів посилання обов'язкове.", None),
        ("Visos teisės saugomos. Be raštiško sutikimo kopijuoti draudžiama.", None),
    ],
)
def test_source_of_a_copyright_line(line: str, source: str | None) -> None:
    assert told(f"{PROSE}\n{PROSE} Nobody waits.\n{line}", "source") == source


@pytest.mark.parametrize(
    ("head", "section"),
    [
        ("Почетна\nДруштво", "Друштво"),
        ("Innlent", "Innlent"),
        ("Início | País", "País"),
        ("Startseite\nLokales\nEnergie im Dorf", None),  # a kicker
    ],
)
def test_section(head: str, section: str | None) -> None:
    assert told(f"{head}\nOld bridge over the Sel opens again\n{STAMP}\n{PROSE}\n{PROSE} Nobody waits.", "section") == section


@pytest.mark.parametrize(
    ("lines", "authors", "source"),
    [
        ("Ilze Krūmiņa, LETA", ["Ilze Krūmiņa"], "LETA"),
        ("Mercè Planas / ACN", ["Mercè Planas"], "ACN"),
        ("La rédaction avec AFP", ["La rédaction"], "AFP"),
        ("Sindre Aasheim\nJournalist\nIngvild Moe\nFotograf", ["Sindre Aasheim"], None),
    ],
)
def test_authors_beside_an_agency_or_a_role(lines: str, authors: list[str], source: str | None) -> None:
    article = clean(f"Old bridge over the Sel opens again\n{lines}\n{STAMP}\n{PROSE}\n{PROSE} Nobody waits.")
    assert (article.metadata.authors, article.metadata.source) == (authors, source)


def kept(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.kept()]


def test_a_page_in_one_line_parted_by_spaces() -> None:
    page = "   ".join(["Home", "World", "Old bridge over the Sel opens again", "By Dana Whitlock", STAMP, PROSE, f"{PROSE} Nobody waits.", "Share", "Sign up for our newsletter"])
    article = clean(page)
    assert kept(article) == [("paragraph", PROSE), ("paragraph", f"{PROSE} Nobody waits.")]
    assert article.metadata.authors == ["Dana Whitlock"]


def test_a_table_in_one_line_is_not_parted() -> None:
    row = "   ".join(f"Tarrow {number}" for number in range(60))
    assert [block.source for block in clean(row).blocks] == [row]


def test_hyphens_of_dialogue_are_no_bullets() -> None:
    said = "- Vi venter ikke længere på færgen, siger Leif Ankjær."
    assert kept(clean(f"{PROSE}\n{said}\n{PROSE}")) == [("paragraph", PROSE), ("paragraph", said), ("paragraph", PROSE)]
    assert kept(clean("- Two pumps\n- A ladder")) == [("list_item", "Two pumps"), ("list_item", "A ladder")]


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("PONTEVERDE. Il tribunale ha accolto il ricorso dei villeggianti contro il gallo Caruso.", "Ponteverde"),
        ("Lommerdam - Een zwaan heeft vrijdag twee uur lang de sluis van Lommerdam geblokkeerd.", "Lommerdam"),
        ("Ясный. 1 июня. ИНТЕРФАКС-СЕВЕР - Хлебозавод города испёк батон длиной девять метров.", "Ясный"),
        ("OK. The bridge over the Sel is open again since Monday, the town said after three weeks.", None),
    ],
)
def test_place_that_opens_the_text(opening: str, place: str | None) -> None:
    assert told(opening, "location") == place


def test_place_and_agency_beside_the_author() -> None:
    head = "Balıkçı ağına piyano takıldı\n11.12.2023 09:05\nUfuk Denizer/AYVALIDERE, (DHA)"
    meta = clean(f"{head}\nSel üzerindeki köprü üç haftalık onarımın ardından pazartesi günü yeniden açıldı, dedi belediye.").metadata
    assert (meta.authors, meta.location, meta.source) == (["Ufuk Denizer"], "Ayvalıdere", "DHA")


def test_a_first_line_of_words_is_a_standfirst() -> None:
    assert kept(clean(f"The steps are new, the water is not\n{PROSE}"))[0][0] == "paragraph"
    assert kept(clean(f"{PROSE}\nThe steps are new, the water is not\n{PROSE}"))[1][0] == "heading"


@pytest.mark.parametrize(
    ("text", "source", "place"),
    [
        ("Горско /БГНЕС/ Магаре застана на финала на маратона и не пусна нито един бегач преди шампиона.", "БГНЕС", "Горско"),
        ("Elmsiel. Ein Schwanenpaar hat am Anleger in Elmsiel ein Nest gebaut, die Fähre fährt einen Umweg.", None, "Elmsiel"),
        ("Schluss. Ein Schwanenpaar hat am Anleger ein Nest gebaut, und die Fähre fährt einen Umweg.", None, None),
        (f"{PROSE}\n{PROSE} Nobody waits.\n© Sel Courier", "Sel Courier", None),
        (f"{PROSE}\n{PROSE} Nobody waits.\nSource: YouTube", None, None),
    ],
)
def test_source_and_place_in_their_rarer_forms(text: str, source: str | None, place: str | None) -> None:
    meta = clean(text).metadata
    assert (meta.source, meta.location) == (source, place)


def test_an_outlet_among_the_authors_is_none() -> None:
    head = f"Old bridge over the Sel opens again\nBy ROSALIND AVERY | ravery@example.com\nSel Courier\n{STAMP}"
    meta = clean(f"{head}\n{PROSE}\n{PROSE} Nobody waits.\nCopyright © 2024 Sel Courier").metadata
    assert (meta.authors, meta.source) == (["Rosalind Avery"], "Sel Courier")


def test_a_reporter_without_a_stamp_is_read_from_no_stamp() -> None:
    assert [reported(text, dates.find(text)) for text in ("本报记者 王小明", "山城時報 記者陳語彤／埔心報導")] == [None, None]
