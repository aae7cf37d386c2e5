"""The project's own promises: imports point down, generated files are fresh, the record fits its schema, hooks exist."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from articles import dirty_article
from hypothesis import HealthCheck, given, settings

import newsclean
from newsclean import render
from newsclean.rules import RULES, _page_weights, _title_weights

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "newsclean"
# Each layer may import from those before it and from itself.
LAYERS = [
    {"model", "patterns", "cases", "_cldr", "_languages", "_grams"},
    {"settings", "fold"},
    {"options"},
    {"arguments"},
    {"lexicon", "dates", "language", "repair", "decode"},
    {"shapes", "names"},
    {"oneline", "datelines"},
    {"plain", "html", "walk", "places", "clues", "jsonld", "pagecaps", "marks", "spans"},
    {"rules", "page_facts", "page_authors", "page_head"},
    {"said"},
    {"days", "bylines"},
    {"outlets"},
    {"metadata"},
    {"pipeline"},
    {"markdown", "render"},
    {"files", "explain", "stats"},
    {"workers", "run"},
    {"packed", "warc", "arrow"},
    {"parquet"},
    {"sources"},
    {"streams"},
    {"work", "journal", "progress"},
    {"plans", "outputs"},
    {"corpus"},
    {"engine"},
    {"command"},
    {"cli"},
    {"__main__", "__init__"},
]


def layer(module: str) -> int:
    return next(at for at, names in enumerate(LAYERS) if module in names)


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("newsclean"):
            parts = (node.module or "").split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    known = set.union(*LAYERS)
    assert {name for name in imported(path) if name in known and layer(name) > layer(own)} == set()


def test_no_module_has_an_empty_name() -> None:
    assert not {"utils", "helpers", "common", "core", "base", "manager"} & {path.stem for path in PACKAGE.rglob("*.py")}


@pytest.mark.parametrize("tool", ["build_lexicon.py", "build_docs.py", "build_cldr.py"])
def test_generated_files_are_fresh(tool: str) -> None:
    done = subprocess.run([sys.executable, str(ROOT / "tools" / tool), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(dirty_article())
def test_the_record_fits_its_schema(text: str) -> None:
    schema = json.loads((ROOT / "docs" / "record.schema.json").read_text("utf-8"))
    jsonschema.validate(render.record(newsclean.clean(text), render.EXTRAS), schema)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(dirty_article())
def test_front_matter_is_yaml(text: str) -> None:
    out = render.markdown(newsclean.clean(text))
    if out.startswith("---\n"):
        front = yaml.safe_load(out.split("---\n")[1])
        record = render.record(newsclean.clean(text))
        assert front.get("language") == record["language"]
        assert front.get("title", record["title"]) == record["title"]


def test_rules_have_codes_names_and_manuals() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES) == len({rule.name for rule in RULES})
    assert [rule.name for rule in RULES if len(rule.doc) < 30] == []


@pytest.mark.parametrize(("module", "tables"), [("page_title", _title_weights.TABLES), ("signs", _page_weights.WHOLE_LOOKS[1]), ("surroundings", _page_weights.WHOLE[1]), ("signs", _page_weights.RESIDUE_LOOKS[1]), ("surroundings", _page_weights.RESIDUE[1])])
def test_there_is_a_table_of_weights_for_each_sign(module: str, tables: tuple[tuple[float, ...], ...]) -> None:
    assert len(tables) == len(importlib.import_module(f"newsclean.rules.{module}").SIGNS)
    assert all(tables)


def test_hooks() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["id"] for hook in hooks} == {"newsclean", "newsclean-check"}
