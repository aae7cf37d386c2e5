"""Parquet, WARC and the Arrow kernel."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from corpora import newsclean, records, text

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
from pyarrow import parquet

from newsclean.arrow import clean_batch, schema_of
from newsclean.model import UsageError


def table(count: int, *, known: bool = True) -> Any:
    """`count` records as a table: unknown columns of odd types, pages as bytes, here and there neither text nor page."""
    made = records(count)
    html = [row.get("html") for row in made]
    columns: dict[str, Any] = {
        "id": pa.array([row["id"] for row in made]),
        "url": pa.array([row["url"] for row in made]),
        "text": pa.array([None if at % 50 == 7 else row.get("text") for at, row in enumerate(made)]),
        "html": pa.array([each.encode() if each else None for each in html], pa.binary()),
        "day": pa.array([datetime.date(2023, 5, at % 28 + 1) for at in range(count)]),
        "site": pa.array([f"site{at % 3}" for at in range(count)]).dictionary_encode(),
        "n": pa.array(range(count)),
    }
    if known:
        columns["section"] = pa.array(["Region" if at % 6 == 0 else None for at in range(count)])
        columns["tags"] = pa.array([["a", "b"] if at % 4 == 0 else None for at in range(count)])
    return pa.table(columns)


def test_one_row_in_is_one_row_out_whatever_the_cut() -> None:
    whole = table(200)
    made = clean_batch(whole, extras=("cuts", "origin"))
    assert isinstance(made, pa.Table)
    assert made.num_rows == 200
    assert made.schema == schema_of(whole.schema, ("cuts", "origin"))
    assert made.column("n").to_pylist() == list(range(200))
    assert made.column("day").to_pylist() == whole.column("day").to_pylist()
    assert [at for at, error in enumerate(made.column("error").to_pylist()) if error] == [7, 57, 107]
    pieces = []
    for at in range(0, 200, 33):
        batch = whole.slice(at, 33).combine_chunks().to_batches()[0]
        piece = clean_batch(batch, extras=("cuts", "origin"))
        assert isinstance(piece, pa.RecordBatch)
        pieces.append(piece)
    assert pa.Table.from_batches(pieces) == made.combine_chunks()


def test_an_empty_batch_has_the_schema() -> None:
    made = clean_batch(table(5).slice(0, 0))
    assert made.num_rows == 0
    assert made.schema == schema_of(table(5).schema)
    assert clean_batch(table(5).slice(0, 0).combine_chunks()).num_rows == 0


def test_fields_can_be_named_and_have_to_be_there() -> None:
    renamed = pa.table({"key": pa.array([1, 2]), "body": [text(1), text(2)]})
    made = clean_batch(renamed, fields={"text": "body", "id": "key"})
    assert made.column("id").to_pylist() == [1, 2]
    assert made.column("authors").to_pylist()[0]
    with pytest.raises(UsageError, match="--text-field"):
        clean_batch(renamed)


def test_a_hint_of_the_wrong_type_is_told_and_left_out() -> None:
    made = clean_batch(pa.table({"text": ["The ferry runs again."], "views": ["many"]}))
    assert made.column("views").to_pylist() == [None]
    assert "views" in made.column("error").to_pylist()[0]
    assert made.column("text").to_pylist() == ["The ferry runs again."]


@pytest.mark.parametrize("count", [0, 1, 200])
def test_parquet_is_jsonl_in_columns(tmp_path: Path, count: int) -> None:
    source, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    whole = table(max(count, 1)).slice(0, count)
    parquet.write_table(whole, source, row_group_size=37)
    status = 3 if count == 200 else 0
    bytes_ = set()
    for jobs in (1, 2):
        done = newsclean(source, "-o", out, "--jobs", jobs)
        assert done.returncode == status
        assert len(done.stderr.splitlines()) == (3 if status else 0)
        bytes_.add(out.read_bytes())
    assert len(bytes_) == 1
    assert parquet.read_table(out).drop_columns("site").equals(clean_batch(whole.drop_columns("site")))
    lines = [json.loads(line) for line in newsclean(source).stdout.splitlines()]
    rows = parquet.read_table(out).to_pylist()
    for line, row in zip(lines, rows, strict=True):
        assert (line["text"] if "error" not in line else None) == row["text"] or row["error"]
        assert line["n"] == row["n"]
        assert line["day"] == row["day"].isoformat()
        if not row["error"]:
            assert (line["authors"], line["published"]) == (row["authors"], row["published"])


def test_jsonl_to_parquet(tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    lines = [json.dumps({**row, "odd": {"a": [1, "b"]}}) for row in records(30)]
    assert newsclean("-o", out, stdin="\n".join([*lines, '{"id": 5}', ""]).encode()).returncode == 3
    made = parquet.read_table(out)
    assert made.num_rows == 31
    assert json.loads(made.column("extra").to_pylist()[1]) == {"odd": {"a": [1, "b"]}}
    assert made.column("error").to_pylist()[30] == 'the record has neither "text" nor "html" as a string'


def test_one_parquet_of_other_columns_is_refused_before_any_work(tmp_path: Path) -> None:
    parquet.write_table(table(3), tmp_path / "a.parquet")
    parquet.write_table(table(3, known=False), tmp_path / "b.parquet")
    (tmp_path / "c.jsonl").write_text('{"text": "a"}\n')
    for other in ("b.parquet", "c.jsonl"):
        done = newsclean(tmp_path / "a.parquet", tmp_path / other, "-o", tmp_path / "out.parquet")
        assert done.returncode == 2
        assert "-o DIR/" in done.stderr.decode()
    assert newsclean(tmp_path / "a.parquet", tmp_path / "a.parquet", "-o", tmp_path / "out.parquet").returncode == 0
    assert parquet.read_table(tmp_path / "out.parquet").num_rows == 6
    assert newsclean(tmp_path / "none.parquet", "-o", tmp_path / "no.parquet").returncode == 3
    assert not (tmp_path / "no.parquet").exists()


def test_a_file_without_documents_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    parquet.write_table(table(3).drop_columns(["text", "html"]), tmp_path / "a.parquet")
    parquet.write_table(table(3), tmp_path / "b.parquet")
    done = newsclean(tmp_path / "a.parquet", tmp_path / "b.parquet", "-o", f"{tmp_path}/out/", "--jobs", 2)
    assert done.returncode == 3
    assert done.stderr.decode().count("\n") == 1
    assert "--text-field" in done.stderr.decode()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["b.parquet"]


def test_parquet_shards_are_the_whole(tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    parquet.write_table(table(100), source, row_group_size=37)
    found = []
    for mine in (1, 2, 3):
        newsclean(source, "--shard", f"{mine}/3", "-o", f"{tmp_path}/out/")
        found += parquet.read_table(tmp_path / "out" / f"in-{mine}-of-3.parquet").column("n").to_pylist()
    assert sorted(found) == list(range(100))


def test_parquet_on_standard_input_and_no_parquet(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"PAR1 and then nothing of the kind")
    done = newsclean(tmp_path / "x.parquet")
    assert done.returncode == 3
    assert "is no Parquet file" in done.stderr.decode()
    done = newsclean(stdin=b"PAR1")
    assert done.returncode == 3
    assert "name a file" in done.stderr.decode()
