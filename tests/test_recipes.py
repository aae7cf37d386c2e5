"""The recipes of docs/scale.md, run as they stand there, each where its package is installed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from corpora import jsonl, records

import newsclean
from newsclean import render

DOC = Path(__file__).parents[1] / "docs" / "scale.md"


def recipe(title: str) -> str:
    """The first Python block below a heading."""
    found = re.search(rf"^#+ {re.escape(title)}\n.*?^```python\n(.*?)^```", DOC.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert found, f"docs/scale.md has no recipe under {title}"
    return found[1]


def run(title: str, folder: Path) -> None:
    """Run a recipe in a folder."""
    (folder / "recipe.py").write_text(recipe(title))
    done = subprocess.run([sys.executable, "recipe.py"], cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr


def expected(count: int) -> dict[str, str]:
    found = {}
    for row in records(count):
        html = row.get("html")
        document = newsclean.Document(form="html", raw=html) if html else row["text"]
        found[row["id"]] = render.body(newsclean.clean(document).kept())
    return found


def parquet_folder(folder: Path, count: int) -> None:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    from pyarrow import parquet

    (folder / "in").mkdir()
    made = records(count)
    columns = {name: [row.get(name) for row in made] for name in ("id", "url", "text", "html")}
    parquet.write_table(pa.table(columns), folder / "in" / "part.parquet", row_group_size=40)


def cleaned(folder: Path) -> dict[str, str]:
    from pyarrow import parquet

    return {row["id"]: row["text"] for row in parquet.read_table(folder / "out").to_pylist()}


def test_ray_data(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="ray is not installed")
    parquet_folder(tmp_path, 100)
    run("Ray Data", tmp_path)
    assert cleaned(tmp_path) == expected(100)


def test_spark(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed")
    if not shutil.which("java"):
        pytest.skip("java is not installed")
    parquet_folder(tmp_path, 100)
    run("Spark", tmp_path)
    assert cleaned(tmp_path) == expected(100)


def test_datatrove(tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="datatrove is not installed")
    (tmp_path / "in").mkdir()
    lines = [line for line in jsonl(60).splitlines(keepends=True) if b'"text"' in line]
    (tmp_path / "in" / "part.jsonl").write_bytes(b"".join(lines))
    run("datatrove", tmp_path)
    made = [json.loads(line) for path in sorted((tmp_path / "out").rglob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    wanted = expected(60)
    assert {row["id"]: row["text"] for row in made} == {json.loads(line)["id"]: wanted[json.loads(line)["id"]] for line in lines}
    assert any(row["metadata"]["cleaned"]["authors"] for row in made)


def test_python(tmp_path: Path) -> None:
    run("Python", tmp_path)
