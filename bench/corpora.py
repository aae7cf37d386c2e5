"""Figures of docs/scale.md, ratios in one run: workers, memory, kernel, engine. `python bench/corpora.py workers memory ...`, or all.

`python bench/corpora.py sample.jsonl` tells what one core does with documents like yours, to plan with. The others' documents are
invented by tests/corpora.py. `workers` needs an idle machine, `kernel` pyarrow, `engine` ray.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[0] = str(ROOT / "tests")  # not this folder, whose html.py would stand for the library's
from corpora import JUNK, PLACES, PROSE, text

from newsclean.settings import Settings

COMMAND = [sys.executable, "-m", "newsclean"]


def workers(folder: Path, count: int = 100_000) -> None:
    """Documents per second with one worker and with two: texts of half a kilobyte, many junk lines each."""
    source = folder / "in.jsonl"
    with open(source, "w") as out:
        for number in range(count):
            out.write(json.dumps({"id": number, "text": text(number)}) + "\n")
    best = {1: 0.0, 2: 0.0}
    spent = {1: 0.0, 2: 0.0}
    for jobs in (2, 1, 2):
        start, load, before = time.perf_counter(), os.getloadavg()[0], cpu()
        done = subprocess.run([*COMMAND, source, "-o", folder / f"{jobs}.jsonl", "--jobs", str(jobs)], check=True, cwd=ROOT)
        took = time.perf_counter() - start
        best[jobs] = max(best[jobs], count / took)
        spent[jobs] = cpu() - before
        print(
            f"jobs {jobs}: {count / took:,.0f} documents/s, {os.path.getsize(source) / took / 1e6:.2f} MB/s, "
            f"{spent[jobs]:.1f} s of CPU (load before: {load:.1f})",
            flush=True,
        )
        assert done.returncode == 0
    assert (folder / "1.jsonl").read_bytes() == (folder / "2.jsonl").read_bytes()
    print(f"two workers / one: {best[2] / best[1]:.2f} (at least 1.85); by CPU time alone {2 * spent[1] / spent[2]:.2f}")


def cpu() -> float:
    """CPU seconds of all processes that were waited for, theirs included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def rate(path: str) -> None:
    """What one core does with the documents of a JSONL file: from line to line, in CPU time."""
    from newsclean.sources import Source
    from newsclean.streams import Reader
    from newsclean.work import Task

    task = Task(Settings(), "jsonl", [path])
    task.warm()
    start, read, written, documents = time.process_time(), 0, 0, 0
    for chunk in Reader([Source(path, "jsonl")]).chunks():
        if chunk is not None:
            outcome = task(chunk, {}, lambda index: None)
            read, written = read + len(chunk.payload), written + len(outcome.output)
            documents += outcome.tally.documents
            for sentence in outcome.failures:
                print(sentence)
    took = time.process_time() - start
    print(
        f"{documents / took:,.0f} documents/s and core, {read / took / 1e6:.2f} MB/s; {read / documents:,.0f} bytes in, {written / documents:,.0f} out"
    )
    print(
        f"a billion: {1e9 / documents * took / 3600:,.0f} core hours, {read / documents / 1000:,.1f} TB read, {written / documents / 1000:,.1f} TB written"
    )


def articles(size: int) -> Iterator[bytes]:
    """JSON lines of `size` bytes: articles of 1 to 60 KB with furniture around them, from a thousand that are repeated."""
    draw = random.Random(7)
    lines = []
    for number in range(1000):
        prose = [draw.choice(PROSE).format(place=draw.choice(PLACES), number=draw.randrange(99)) for _ in range(draw.randrange(12, 750))]
        body = "\n\n".join(" ".join(prose[at : at + 5]) for at in range(0, len(prose), 5))
        lines.append(json.dumps({"id": number, "text": f"{draw.choice(JUNK)}\n{body}\n{draw.choice(JUNK)}\n"}).encode() + b"\n")
    given = 0
    while given < size:
        for line in lines:
            yield line
            given += len(line)
            if given >= size:
                return


def memory(folder: Path) -> None:
    """Peak memory of each process over a stream of 20 MB and one of 2 GB."""
    peaks = []
    for size in (20_000_000, 2_000_000_000):
        start = time.perf_counter()
        with subprocess.Popen(
            [*COMMAND, "--from", "jsonl", "--jobs", "2"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=ROOT
        ) as process:
            assert process.stdin is not None
            seen: dict[int, int] = {}
            for at, line in enumerate(articles(size)):
                process.stdin.write(line)
                if at % 100 == 0:
                    look(process.pid, seen)
            look(process.pid, seen)
            process.stdin.close()
        assert process.returncode == 0
        parent = seen.pop(process.pid)
        peaks.append((parent, max(seen.values())))
        took = time.perf_counter() - start
        print(
            f"{size / 1e6:,.0f} MB: parent {parent / 1024:.0f} MB, worker {peaks[-1][1] / 1024:.0f} MB, {size / took / 1e6:.1f} MB/s",
            flush=True,
        )
    for name, small, large in zip(("parent", "worker"), *peaks):
        print(f"{name}: 2 GB / 20 MB = {large / small:.2f} (at most 1.3)")


def look(parent: int, seen: dict[int, int]) -> None:
    """Note the peak resident memory (KB) of a process and of its children."""
    found = subprocess.run(["pgrep", "-P", str(parent)], capture_output=True, text=True, check=False).stdout.split()
    for pid in (parent, *map(int, found)):
        try:
            status = Path(f"/proc/{pid}/status").read_text()
        except OSError:
            continue
        if "VmHWM" in status:
            seen[pid] = max(seen.get(pid, 0), int(status.split("VmHWM:")[1].split()[0]))


def kernel(folder: Path, count: int = 20_000) -> None:
    """CPU time of `clean_batch` over that of `clean` alone, in turns."""
    import pyarrow as pa

    import newsclean

    texts = [text(number) for number in range(count)]
    table = pa.table({"id": pa.array(range(count)), "url": [f"https://site{n % 9}.example/{n}" for n in range(count)], "text": texts})
    newsclean.clean_batch(table.slice(0, 500))
    alone = batch = 0.0
    for at in range(0, count, 1000):
        start = time.process_time()
        for each in texts[at : at + 1000]:
            newsclean.clean(each)
        middle = time.process_time()
        newsclean.clean_batch(table.slice(at, 1000))
        batch += time.process_time() - middle
        alone += middle - start
    print(f"clean {alone:.2f} s, clean_batch {batch:.2f} s: {batch / alone - 1:+.1%} (at most +15%)")


def engine(folder: Path, count: int = 20_000) -> None:
    """Ray's rows and a plain run's."""
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.table({"id": pa.array(range(count)), "text": [text(number) for number in range(count)], "n": pa.array(range(count))})
    parquet.write_table(table, folder / "in.parquet", row_group_size=1000)
    code = "from newsclean import engine\nengine.PIECE = 1 << 19\nfrom newsclean.__main__ import main\nmain()"
    runs = {
        "plain": [*COMMAND, "-o", folder / "plain.parquet"],
        "ray": [sys.executable, "-c", code, "--engine", "ray", "-o", f"{folder}/out/"],
    }
    for name, command in runs.items():
        start = time.perf_counter()
        subprocess.run([*command, folder / "in.parquet", "--jobs", "2"], check=True, cwd=ROOT)
        print(f"{name}: {time.perf_counter() - start:.1f} s", flush=True)
    parts = sorted((folder / "out").glob("in-*.parquet"))
    same = pa.concat_tables([parquet.read_table(part) for part in parts]).equals(parquet.read_table(folder / "plain.parquet"))
    print(f"{count:,} documents in {len(parts)} pieces, row for row the same: {same}")


if __name__ == "__main__":
    known = {"workers": workers, "memory": memory, "kernel": kernel, "engine": engine}
    for name in sys.argv[1:] or known:
        if name not in known:
            rate(name)
            continue
        with tempfile.TemporaryDirectory() as folder:
            known[name](Path(folder))
