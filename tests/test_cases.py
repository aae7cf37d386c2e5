"""Every rule has a case file, and does in it what the marks say: negatives first, nothing else touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsclean import cases, files
from newsclean.cli import read_phrases
from newsclean.model import Document
from newsclean.pipeline import clean
from newsclean.rules import RULES
from newsclean.settings import Settings

OWN = read_phrases(str(Path(__file__).parents[1] / "fixtures" / "phrases.toml"))
CASES = [(rule, number, case) for rule in RULES for number, case in enumerate(cases.read(rule.code), 1)]


def cut_by(case: cases.Case) -> list[tuple[str, str]]:
    document = Document(form="html", raw=case.source) if case.form == "html" else files.from_text(case.source)
    article = clean(document, Settings(max_removed=1.0, phrases=OWN if case.form == "phrases" else (), eager=case.form == "eager"))
    return [(cut.rule, " ".join(block.source[cut.start : cut.end].split())) for block, cut in article.cuts()]


@pytest.mark.parametrize(("rule", "number", "case"), CASES, ids=[f"{rule.code}-{number}-{case.language}" for rule, number, case in CASES])
def test_the_rule_cuts_what_is_marked(rule: object, number: int, case: cases.Case) -> None:
    assert cut_by(case) == case.cuts


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_case_file(rule: object) -> None:
    code, name = rule.code, rule.name  # type: ignore[attr-defined]
    found = cases.read(code)
    wanted = f"fixtures/cases/{code}-{name}.txt"
    assert found, f"rule {code} {name} has no case file: write {wanted} (CONTRIBUTING.md tells how)"
    assert (cases.path_of(code) or "").endswith(f"{code}-{name}.txt"), f"the case file of rule {code} is to be called {wanted}"
    marked = [bool(case.cuts) for case in found]
    assert not marked[0], f"{wanted}: begin with what the rule must not touch, a document without marks"
    assert any(code in [cut[0] for cut in case.cuts] for case in found), f"{wanted} shows nothing that the rule cuts: mark it with [-...-]"


def test_no_case_file_without_a_rule() -> None:
    import os

    names = {f"{rule.code}-{rule.name}.txt" for rule in RULES}
    folder = next(folder for folder in cases.FOLDERS if os.path.isdir(folder))
    assert sorted(set(os.listdir(folder)) - names) == []
