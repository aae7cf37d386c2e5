"""Ray for real, on small data: the same rows as a plain run, whatever happens to a worker or to the run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from corpora import jsonl, newsclean, records

ray = pytest.importorskip("ray", reason="ray is not installed")
pytest.importorskip("pyarrow", reason="pyarrow is not installed")
import pyarrow as pa
from pyarrow import parquet

# Pieces so small that there are many, and documents that do harm; what is defined here travels to Ray's workers by value.
SMALL = """
import os, signal, sys
from newsclean import engine
from newsclean.__main__ import main
from newsclean.work import Task
engine.PIECE = 20_000
class Harmful(Task):
    __slots__ = ()
    def __call__(self, chunk, spoiled, mark):
        from newsclean import run
        if not hasattr(run, "harmless"):
            run.harmless = run.clean
        def harmful(document, settings):
            if "KILLS" in document.text:
                os.kill(os.getpid(), signal.SIGKILL)
            while "HANGS" in document.text:
                signal.pause()
            return run.harmless(document, settings)
        run.clean = harmful
        return super().__call__(chunk, spoiled, mark)
engine.Task = Harmful
main()
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a running cluster of one machine, so that not every test has to start one."""
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 2, "include_dashboard": False})
    yield cluster.address
    cluster.shutdown()


def on_ray(*arguments: object) -> list[str]:
    return [sys.executable, "-c", SMALL, *map(str, arguments), "--engine", "ray"]


def joined(folder: Path, name: str) -> list[Path]:
    return sorted(folder.glob(f"{name}-[0-9]*"))


def table(count: int) -> Any:
    made = records(count)
    return pa.table(
        {
            "id": [row["id"] for row in made],
            "url": [row["url"] for row in made],
            "text": [None if at % 50 == 7 else row.get("text") for at, row in enumerate(made)],
            "html": [row.get("html") for row in made],
            "n": pa.array(range(count)),
        }
    )


def test_parquet_row_for_row(tmp_path: Path, address: str) -> None:
    source, out = tmp_path / "in.parquet", tmp_path / "out"
    parquet.write_table(table(400), source, row_group_size=31)
    assert newsclean(source, "-o", tmp_path / "plain.parquet", "--stats", tmp_path / "plain.json").returncode == 3
    arguments = on_ray(source, "-o", f"{out}/", "--address", address, "--stats", tmp_path / "stats.json")
    done = subprocess.run(arguments, capture_output=True, check=False)
    assert done.returncode == 3, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    parts = joined(out, "in")
    assert len(parts) > 3
    assert pa.concat_tables([parquet.read_table(part) for part in parts]).equals(parquet.read_table(tmp_path / "plain.parquet"))
    ours, theirs = (json.loads((tmp_path / name).read_text()) for name in ("stats.json", "plain.json"))
    assert ours == theirs


def test_jsonl_byte_for_byte_and_what_does_harm(tmp_path: Path) -> None:
    """Ray starts here; two documents of the many kill or hang, and cost themselves."""
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    lines = [*jsonl(200).splitlines(keepends=True), b"{broken\n", b"\n", b'{"id": 1}\n']
    harmful = [json.dumps({"id": word, "url": None, "text": f"A text that {word}."}).encode() + b"\n" for word in ("KILLS", "HANGS")]
    lines[20:20] = harmful[:1]
    lines[150:150] = harmful[1:]
    source.write_bytes(b"".join(lines))
    plain = newsclean(source, "--jobs", 2, "--time-limit", 0.5)
    done = subprocess.run(on_ray(source, "-o", f"{out}/", "--jobs", 2, "--time-limit", 0.5), capture_output=True, check=False)
    assert done.returncode == 3, done.stderr.decode()
    assert len(joined(out, "in")) > 3
    assert b"".join(part.read_bytes() for part in joined(out, "in")) == plain.stdout
    assert b"killed its worker process" in done.stderr
    assert b"took longer than 0.5 seconds" in done.stderr


def test_a_killed_run_goes_on(tmp_path: Path, address: str) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    source.write_bytes(jsonl(600))
    arguments = on_ray(source, "-o", f"{out}/", "--address", address, "--resume")
    with subprocess.Popen(arguments, stderr=subprocess.DEVNULL) as process:
        while not joined(out, "in") and process.poll() is None:
            pass
        process.kill()
    begun = {part: part.stat().st_mtime_ns for part in joined(out, "in") if part.suffix == ".jsonl"}
    journal = (out / ".newsclean-journal").read_bytes().splitlines() if process.returncode == -signal.SIGKILL else []
    assert subprocess.run(arguments, check=False).returncode == 0
    assert b"".join(part.read_bytes() for part in joined(out, "in")) == newsclean(source).stdout
    kept = [part for part, stamp in begun.items() if part.stat().st_mtime_ns == stamp]
    assert len(kept) >= len(journal) - 1
    assert not list(out.glob(".newsclean*"))
    assert not list(out.glob("*newsclean-part"))


def test_wrong_use(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(jsonl(2))
    for more in (["-o", tmp_path / "out.jsonl"], ["-o", f"{tmp_path}/out/", "--to", "md"], []):
        done = newsclean(source, "--engine", "ray", *more)
        assert done.returncode == 2
        assert done.stderr.decode().count("\n") == 1
    done = newsclean(source, "--engine", "ray", "-o", f"{tmp_path}/out/", "--address", "127.0.0.1:1")
    assert done.returncode == 2
    assert "Ray cannot be reached" in done.stderr.decode()
    assert os.listdir(tmp_path) == ["in.jsonl"]
