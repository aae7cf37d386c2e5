"""The lexicons: in order, each phrase once, nothing that no rule reads."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from pathlib import Path

import pytest

from newsclean import outlets
from newsclean.lexicon import Line, fold, words

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "newsclean" / "lexicon").glob("*.toml"))

sys.path.insert(0, str(ROOT / "tools"))  # where it finds what it shares with the others
_spec = importlib.util.spec_from_file_location("build_lexicon", ROOT / "tools" / "build_lexicon.py")
assert _spec
assert _spec.loader
build = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_lexicon_is_sorted_and_says_nothing_twice(path: Path) -> None:
    text = path.read_text("utf-8")
    assert build.in_order(tomllib.loads(text)) == text, "run python tools/build_lexicon.py --tidy"


def test_words_that_no_rule_reads_are_refused() -> None:
    with pytest.raises(SystemExit, match=r"Dutch: no rule reads share\.label, sharing\.whole"):
        build.in_order({"name": "Dutch", "share": {"label": ["delen"]}, "sharing": {"whole": ["Delen"]}})


def test_a_longer_start_and_a_second_spelling_are_needless() -> None:
    text = build.in_order({"name": "Dutch", "app": {"start": ["Download de app nu", "Download de app", "DOWNLOAD DE APP"]}})
    assert text == 'name = "Dutch"\n\n[app]\nstart = [\n  "Download de app",\n]\n'


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_slots_are_known(path: Path) -> None:
    table = tomllib.loads(path.read_text("utf-8"))
    phrases = [phrase for section in table.values() if isinstance(section, dict) for found in section.values() for phrase in found]
    assert not [p for p in phrases if "{" in p.replace("{n}", "").replace("{network}", "")]


def test_the_sections_of_the_build_are_read_by_a_rule() -> None:
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "newsclean").rglob("*.py") if path.name != "_compiled.py")
    assert not [section for section in set(build.POSITIONS) - {"network"} if f'"{section}' not in source and section.upper() not in source]


@pytest.mark.parametrize(("table", "flag"), [(words.WHOLE, words.IS_WHOLE), (words.LABEL, words.IS_LABEL), (words.START, words.IS_START)], ids=["whole", "label", "start"])
def test_every_phrase_is_told_by_its_head(table: words.Table, flag: int) -> None:
    """Lines whose first characters no phrase has are not looked up: no phrase may be lost so, whatever marks stand around it."""
    phrases = [phrase for line in words._PHRASES[slice(*table._place)].decode().splitlines() for phrase in line.split("\t")[1::2]]
    assert len(phrases) > 500
    lost = [phrase for phrase in phrases for line in (phrase, f"» {phrase}:", f"{phrase} »") if not Line(line.replace("#", "12")).heads & flag]
    assert lost == []


def test_verbs_that_name_a_source_are_folded() -> None:
    assert [verb for verb in outlets._WRITES if fold(verb) != verb] == []
