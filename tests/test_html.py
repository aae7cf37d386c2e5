"""Pages: decoding, the walk, the choice of the article, the caps."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from newsclean import html, pagecaps
from newsclean.model import Document, InputError
from newsclean.rules import page_html
from newsclean.rules._html_weights import BLOCK
from newsclean.rules.features import BOTH, names

PAGES = Path(__file__).parents[1] / "fixtures" / "pages"
PROSE = "The keeper of the lock has painted the old gates green again, as he does every second spring when the ice has gone."


def read(raw: bytes | str, **hints: str) -> tuple[str, list, dict]:
    return html.read(Document(form="html", raw=raw, hints=hints))


def texts(raw: bytes | str, **hints: str) -> list[str]:
    return [block.source for block in read(raw, **hints)[1]]


def kept(raw: bytes | str) -> list[str]:
    _, blocks, clues = read(raw)
    page_html.cut(blocks, clues)
    return [line for block in blocks if block.text for line in block.text.split("\n")]


def codes(raw: bytes | str) -> dict[str, str]:
    _, blocks, clues = read(raw)
    page_html.cut(blocks, clues)
    return {block.source: block.cuts[0].rule if block.cuts else "" for block in blocks}


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_the_article_alone_is_kept(page):
    assert kept(page.read_bytes()) == page.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_blocks_and_gaps_rebuild_the_text(page):
    text, blocks, _ = read(page.read_bytes())
    assert [text[block.start : block.end] for block in blocks] == [block.source for block in blocks]
    assert "\n\n".join(block.source for block in blocks) == text


@pytest.mark.parametrize(
    ("code", "source"),
    [
        ("N002", "News\nSport\nJobs"),
        ("N001", "(opens in a new window)"),
        ("N004", "Storm tears ramp from Port Halden pier"),
        ("N005", "Copy link"),
        ("N007", "Advertisement"),
        ("N011", "By Maren Quist and Tobe Aldous"),
        ("N012", "10 March 2024"),
        ("N017", "Ferry to Brenn island runs again after storm repairs"),
    ],
)
def test_furniture_is_cut_by_name(code, source):
    assert codes((PAGES / "ferry.html").read_bytes())[source] == code


def test_every_code_is_of_a_rule_with_a_manual():
    known = {rule.code: rule for rule in page_html.RULES}
    assert len(known) == len(page_html.RULES)
    assert all(rule.doc and rule.name and rule.category for rule in page_html.RULES)
    for page in PAGES.glob("*.html"):
        assert set(codes(page.read_bytes()).values()) - {""} <= set(known)


def test_kinds_levels_and_links():
    page = (
        f"<h3>Head</h3><p>{PROSE}</p><ul><li>one <a href=x>two</a></li></ul><blockquote><p>Said</p></blockquote>"
        "<table><tr><td>a</td><td>b</td></tr></table><pre>x = 1</pre>"
    )
    blocks = read(page)[1]
    assert [(block.kind, block.level) for block in blocks] == [
        ("heading", 3),
        ("paragraph", 0),
        ("list_item", 0),
        ("quote", 0),
        ("table", 0),
        ("code", 0),
    ]
    assert blocks[2].links == pytest.approx(3 / 7)
    assert blocks[4].source == "a\tb"


def test_places_name_the_containers():
    _, blocks, clues = read((PAGES / "ferry.html").read_bytes())
    page_html.cut(blocks, clues)
    places = {block.source: block.place for block in blocks}
    assert places["Nobody was hurt."].endswith("/article.story/div.story-body/p")


@pytest.mark.parametrize(
    ("page", "want"),
    [
        (
            "<p><a href=x>Oil rises in Vienna</a><span>23.12.25, 12:57</span><span>3193 views</span></p>",
            "Oil rises in Vienna 23.12.25, 12:57 3193 views",
        ),
        ("<p>the end of the story.<b>Read more</b></p>", "the end of the story. Read more"),
        ("<p><span>T</span><span>he brook</span></p>", "The brook"),
        ("<p>H<sub>2</sub>O and 10<sup>th</sup></p>", "H2O and 10th"),
        ("<p>un<b>believ</b>able <i>word</i>s</p>", "unbelievable words"),
        ("<p>東京<a href=x>新聞</a>によると</p>", "東京新聞によると"),
        ("<p>a<!-- b --> c<script>d</script></p>", "a c"),
        ("<div>one<p>two</p>three</div>", "one|two|three"),
        ("<table><tr><td>left<td>right</table>", "left right"),
        ("<p>first line ends here.<br>Second line.<br><br>third</p>", "first line ends here.|Second line.|third"),
        ("<p>runs on,<br>over the break</p>", "runs on, over the break"),
        ("<p>&amp;nbsp; is an entity&nbsp;written twice</p>", "is an entity written twice"),
        ("<x-card>custom <x-b>element</x-b></x-card>", "custom|element"),
    ],
)
def test_words_neither_glue_nor_part(page, want):
    assert "|".join(" ".join(text.split()) for text in texts(page)) == want


def test_spans_of_hidden_text_stand_behind_their_paragraph():
    page = f"<p>See <a href=x>the map<span class='sr-only'> (new window)</span></a> of the lake. {PROSE}</p>"
    assert texts(page)[0].startswith("See the map of the lake.")
    assert codes(page)["(new window)"] == "N001"


def test_a_class_that_hides_on_small_screens_only_is_shown():
    assert kept(f"<article><h1>A head line</h1><div class='hidden md:block'><p>{PROSE}</p><p>{PROSE} Or so.</p></div></article>")


@pytest.mark.parametrize(
    ("raw", "hints"),
    [
        ("<p>Grüße aus Überau</p>".encode(), {}),
        (b"\xef\xbb\xbf" + "<p>Grüße aus Überau</p>".encode(), {}),
        ("<p>Grüße aus Überau</p>".encode("utf-16"), {}),
        ("<meta charset=iso-8859-1><p>Grüße aus Überau</p>".encode("cp1252"), {}),
        ('<meta http-equiv=Content-Type content="text/html; charset=windows-1252"><p>Grüße aus Überau</p>'.encode("cp1252"), {}),
        ("<p>Grüße aus Überau</p>".encode("cp1252"), {"encoding": "windows-1252"}),
        ('<meta charset="utf-16"><p>Grüße aus Überau</p>'.encode(), {}),
        ("<p>Grüße aus Überau</p>", {}),
    ],
)
def test_encodings(raw, hints):
    assert texts(raw, **hints) == ["Grüße aus Überau"]


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("windows-31j", "cp932", "①番線の橋"), ("GB2312", "gb18030", "镕堃与桥"), ("x-cp1251", "cp1251", "Мост через реку"),
        ("windows-949", "cp949", "다리가 다시 열렸다"), ("iso885915", "iso8859-15", "10 € für die Brücke"), ("koi8-ru", "koi8-u", "Міст і річка"),
        ("dos-874", "cp874", "สะพานเปิดแล้ว"), ("iso-8859-8-i", "iso8859-8", "הגשר נפתח"), ("x-mac-cyrillic", "mac-cyrillic", "Мост"),
        ("csbig5", "big5hkscs", "大橋重開"), ("l5", "cp1254", "köprü açıldı ve İğde"), ("unicode", "utf-16-le", "bridge"),
    ],
)  # fmt: skip
def test_labels_mean_what_the_web_reads(label, codec, text):
    raw = f"<p>{text}</p>".encode(codec)
    assert texts(raw, encoding=label) == [text]
    if label != "unicode":
        assert texts(f"<meta charset={label}>".encode() + raw) == [text]


def test_the_mark_beats_the_hint_and_the_hint_beats_the_meta_element():
    raw = "<p>Grüße</p>".encode()
    assert texts(b"\xef\xbb\xbf" + raw, encoding="cp1251") == ["Grüße"]
    assert texts(b"<meta charset=cp1251>" + raw, encoding="utf-8") == ["Grüße"]


def test_bytes_that_only_claim_to_be_utf_8():
    russian = "Мост через реку снова открыт, сообщила мэрия. Движение по нему началось в понедельник утром. " * 4
    raw = f"<meta charset=utf-8><p>{russian}</p>".encode("cp1251")
    assert texts(raw)[0].startswith("Мост через реку")


@pytest.mark.parametrize(
    "raw",
    [b"", b"   ", b"<", b"<!---->", b"text only", "a\ud800b", b"a\0b", b"<p>\xff\xfe</p>", b"</p></div>", b"<svg><title>x</title></svg>"],
)
def test_scraps_are_read(raw):
    text, blocks, clues = read(raw)
    page_html.cut(blocks, clues)
    assert isinstance(text, str)


HOSTILE = {
    "deep": b"<div>" * 100_000,
    "deep and closed": b"<div>" * 100_000 + b"x" + b"</div>" * 100_000,
    "deep in capitals": b"<SECTION class=x>" * 50_000,
    "deeper than the cap": b"<div>" * (pagecaps.DEEPEST + 1) + b"x",
    "closed in comments": b"<div><!--</div>-->" * 50_000,
    "closed in attributes": b"<div a='</div>'>" * 50_000,
    "attributes": b"<div " + b" ".join(b"a%d" % n for n in range(100_000)) + b">x",
    "attributes without spaces": b"<div " + b"".join(b'a%d="x"' % n for n in range(100_000)) + b">x",
    "formatting that multiplies": b"".join(b"<b %d>" % n for n in range(4_000)) + b"x</b>" * 4_000,
    "formatting left open": b"".join(b"<font c%d>" % n for n in range(1_500)) + b"<p>x" * 5_000,
    "large": b"<p>hello</p>" * (pagecaps.LARGEST // 12 + 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_in_an_error(name):
    with pytest.raises(InputError, match=r"(too|leaves).*; (cut|close|remove)"):
        read(HOSTILE[name])


def test_a_hostile_page_is_an_error_record_and_the_run_goes_on():
    lines = [{"id": name, "html": page.decode()} for name, page in HOSTILE.items() if name != "large"]
    lines.append({"id": "sound", "html": f"<article><h1>Gates are green again</h1><p>{PROSE}</p><p>{PROSE} Or so.</p></article>"})
    lines.append({"id": "odd", "html": "<p>a\x00b \ud800 c</p>"})
    given = "\n".join(json.dumps(line) for line in lines).encode()
    done = subprocess.run([sys.executable, "-m", "newsclean", "--from", "jsonl"], input=given, capture_output=True, check=False)
    records = {record["id"]: record for record in map(json.loads, done.stdout.decode().splitlines())}
    assert done.returncode == 3
    assert [name for name, record in records.items() if "error" not in record] == ["sound", "odd"]
    assert records["sound"]["text"] == f"{PROSE}\n\n{PROSE} Or so."


HARMLESS = {
    "options": b"<select>" + b"<option>x" * 20_000 + b"</select><p>y",
    "script of many words": b"<script>" + b"var a = b < c ; d e f g " * 4_000 + b"</script><p>y",
    "open comments": b"<!--" * 200_000,
    "text of many signs": b"<" * 300_000,
    "list items": b"<ul><li>x" * 100,
    "cells": b"<table><tr>" + b"<td>x" * 20_000,
    "headings": b"<h1>The same head line</h1>" * 5_000,
    "line breaks": b"<p>" + b"line of text<br>" * 20_000,
    "descriptions": b"<meta name=description content='a long description of the page'>" * 5_000 + b"<p>y",
}


@pytest.mark.parametrize("name", HARMLESS)
def test_odd_pages_are_read(name):
    _, blocks, clues = read(HARMLESS[name])
    page_html.cut(blocks, clues)


def test_a_page_does_not_remember_another():
    page = (PAGES / "ferry.html").read_bytes()
    first = codes(page)
    codes((PAGES / "breaks.html").read_bytes())
    assert codes(page) == first


def test_words_never_speak_for_a_block():
    # `choose` looks up no words of a block that is out without them: no words may bring it back in.
    said = [name for name in BLOCK if name.startswith("words ") and BOTH not in name]
    for size, links, tag, style, rank in product(range(9), range(4), ("p", "li", "div"), range(3), ("first", "body", "tail")):
        for marked in (False, True):
            block = [("SIZE", tag, size, marked), ("LINKS", links, size > 5, tag), ("STYLE", style, size > 5, rank)]
            beside = [name for sign in block for name in names(sign)]
            weighed = [BLOCK.get(word, 0) + sum([BLOCK.get(f"{word}{BOTH}{other}", 0) for other in beside]) for word in ("words", *said)]
            assert weighed[0] + sum([weight for weight in weighed[1:] if weight > 0]) <= 0, block
