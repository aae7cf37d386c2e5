"""Many documents: streams, workers, shards, broken runs; through real pipes, files and signals."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
from corpora import command, jsonl, newsclean, page, record, text

import newsclean as package

BROKEN = [b"{broken\n", b"[1]\n", b"\n", b'{"id": 3, "title": "no document"}\n', b'{"text": "NaN: \xff"}\n', b'{"text": "a", "x": NaN}\n']


def rows(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def mixed(count: int) -> bytes:
    lines = jsonl(count).splitlines(keepends=True)
    for at, line in enumerate(BROKEN):
        lines.insert(at * 7, line)
    return b"".join(lines)


def test_workers_change_nothing(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(mixed(150) + b'{"id": "last", "text": "No newline ends this line."}')
    one = newsclean(source, "--with", "cuts,origin")
    three = newsclean(source, "--with", "cuts,origin", "--jobs", 3)
    assert (one.returncode, three.returncode) == (3, 3)
    assert three.stdout == one.stdout
    assert three.stderr == one.stderr
    made = rows(one.stdout)
    assert [row["id"] for row in made if row["id"]] == [row["id"] for row in rows_or_none(source.read_bytes()) if row.get("id")]
    assert sum("error" in row for row in made) == 4
    assert len(one.stderr.splitlines()) == 4
    assert made[-1]["id"] == "last"


def rows_or_none(data: bytes) -> list[dict[str, Any]]:
    found = []
    for line in data.splitlines():
        try:
            value = json.loads(line)
        except ValueError:
            continue
        found.append(value if isinstance(value, dict) else {})
    return found


def test_unknown_fields_pass_and_fields_can_be_named() -> None:
    line = json.dumps({"doc": text(1), "key": 7, "link": "https://a.example/2024/may/11/x", "id": "other", "crawl": [1, {"a": None}]})
    done = newsclean("--from", "jsonl", "--text-field", "doc", "--id-field", "key", "--url-field", "link", stdin=line.encode() + b"\n")
    (made,) = rows(done.stdout)
    assert (made["id"], made["url"], made["crawl"]) == (7, "https://a.example/2024/may/11/x", [1, {"a": None}])
    assert "doc" not in made
    assert made["text"].startswith("The ") or made["text"].startswith("“") or made["text"].startswith("A ")
    assert made["published"] == "2023-05-02"
    done = newsclean("--from", "jsonl", "--text-field", "body", stdin=line.encode() + b"\n")
    assert done.returncode == 3
    assert '"body" nor "html"' in done.stderr.decode()


@pytest.mark.parametrize("jobs", [1, 2])
def test_standard_input_is_told_by_its_first_bytes(jobs: int) -> None:
    data = jsonl(30)
    plain = newsclean("--jobs", jobs, stdin=data)
    assert len(rows(plain.stdout)) == 30
    assert newsclean("--jobs", jobs, stdin=gzip.compress(data[:9000]) + gzip.compress(data[9000:])).stdout == plain.stdout


def test_zstandard(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard", reason="zstandard is not installed")
    data = jsonl(40)
    source, out = tmp_path / "in.jsonl.zst", tmp_path / "out.jsonl.zst"
    source.write_bytes(zstandard.compress(data[:5000]) + zstandard.compress(data[5000:]))
    assert newsclean(source, "-o", out, "--jobs", 2).returncode == 0
    with zstandard.open(out, "rb") as stream:
        reader = zstandard.ZstdDecompressor().stream_reader(out.open("rb"), read_across_frames=True)
        assert reader.read() == newsclean(stdin=data).stdout
        assert stream.read(1) == b"{"


def test_gzip_out(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl.gz", tmp_path / "out.jsonl.gz"
    source.write_bytes(gzip.compress(jsonl(40)))
    assert newsclean(source, "-o", out).returncode == 0
    assert gzip.decompress(out.read_bytes()) == newsclean(stdin=jsonl(40)).stdout
    first = out.read_bytes()
    assert newsclean(source, "-o", out, "--jobs", 2).returncode == 0
    assert out.read_bytes() == first


def test_a_broken_archive_gives_what_it_holds(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl.gz"
    source.write_bytes(gzip.compress(jsonl(400))[:-3000])
    done = newsclean(source)
    assert done.returncode == 3
    assert "cannot be read beyond line" in done.stderr.decode()
    assert rows(done.stdout)
    assert done.stdout.endswith(b"\n")


def test_a_document_that_raises_hangs_or_kills_costs_itself() -> None:
    data = jsonl(60).splitlines(keepends=True)
    for at, word in ((5, "RAISES"), (20, "HANGS"), (21, "KILLS"), (40, "KILLS"), (59, "HANGS")):
        data[at] = json.dumps({"id": word, "url": None, "text": f"A text that {word}.", "x": 1}).encode() + b"\n"
    good = rows(newsclean(stdin=jsonl(60)).stdout)
    done = newsclean("--jobs", 2, "--time-limit", 0.5, stdin=b"".join(data))
    assert done.returncode == 3
    made = rows(done.stdout)
    assert len(made) == 60
    assert [row for at, row in enumerate(made) if at not in (5, 20, 21, 40, 59)] == [
        row for at, row in enumerate(good) if at not in (5, 20, 21, 40, 59)
    ]
    assert made[5]["error"] == "internal error: RuntimeError: of its own"
    assert made[20]["error"] == made[59]["error"] == "the document took longer than 0.5 seconds"
    assert made[21]["error"] == made[40]["error"] == "the document killed its worker process (SIGKILL)"
    assert made[40]["x"] == 1
    assert len(done.stderr.splitlines()) == 5


def test_a_slow_pipe_is_answered_at_once() -> None:
    with subprocess.Popen(command("--from", "jsonl", "--jobs", 2), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            process.stdin.write(json.dumps(record(number)).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == f"doc-{number}"
        process.stdin.close()
        assert process.stdout.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("jobs", [1, 2])
def test_signals_leave_whole_lines(tmp_path: Path, jobs: int, number: int, status: int) -> None:
    endless = tmp_path / "fifo"
    os.mkfifo(endless)
    with subprocess.Popen(["sh", "-c", f"while :; do cat {tmp_path}/in; done > {endless}"]) as feeder:
        (tmp_path / "in").write_bytes(jsonl(50))
        with (
            open(endless, "rb") as stdin,
            subprocess.Popen(
                command("--from", "jsonl", "--jobs", jobs), stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            ) as process,
        ):
            assert process.stdout is not None
            assert process.stderr is not None
            first = process.stdout.read(random.Random(jobs + number).randrange(1, 90_000))
            process.send_signal(number)
            rest = process.stdout.read()
            said = process.stderr.read()
        feeder.kill()
    assert process.returncode == status
    assert b"Traceback" not in said
    made = rows(first + rest)
    assert (first + rest).endswith(b"\n")
    assert [row["id"] for row in made] == [f"doc-{at % 50}" for at in range(len(made))]


@pytest.mark.parametrize(
    ("jobs", "name", "more"),
    [(1, "out.jsonl", []), (2, "out.jsonl.gz", []), (2, "out/", ["--to", "md"]), (2, "out.parquet", [])],
    ids=["jsonl", "workers", "folder", "parquet"],
)
def test_killed_at_random_points(tmp_path: Path, jobs: int, name: str, more: list[str]) -> None:
    """Ten kills each: what is resumed until it is whole equals an unbroken run's."""
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    source = tmp_path / "in.jsonl"
    source.write_bytes(mixed(240))
    (tmp_path / "whole").mkdir()
    (tmp_path / "broken").mkdir()
    whole, broken = (
        [source, "-o", f"{tmp_path}/{folder}/{name}", *more, "--jobs", jobs, "--resume", "-q", "--stats", f"{tmp_path}/{folder}/stats.json"]
        for folder in ("whole", "broken")
    )
    assert newsclean(*whole).returncode == 3
    expected = tree(tmp_path / "whole")
    draw = random.Random(jobs)
    kills = 0
    while kills < 10:
        with subprocess.Popen(command(*broken), stderr=subprocess.DEVNULL) as process:
            try:
                process.wait(draw.uniform(0.1, 0.5))
            except subprocess.TimeoutExpired:
                process.kill()
        kills += process.returncode == -signal.SIGKILL
        if process.returncode != -signal.SIGKILL:
            assert process.returncode in (0, 3)  # 0: the kill before came when all was written
            assert tree(tmp_path / "broken") == expected
            shutil.rmtree(tmp_path / "broken")
            (tmp_path / "broken").mkdir()
    assert newsclean(*broken).returncode in (0, 3)
    assert tree(tmp_path / "broken") == expected


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_resume_refuses_another_run_and_passes_over_a_whole_one(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(jsonl(200))
    with subprocess.Popen(command(source, "-o", out), stderr=subprocess.DEVNULL) as process:
        while not (tmp_path / "out.jsonl.newsclean-part").exists():
            assert process.poll() is None
        process.kill()
    again = newsclean(source, "-o", out, "--resume", "--keep", "share")
    assert again.returncode == 2
    assert "other inputs or options" in again.stderr.decode()
    assert newsclean(source, "-o", out, "--resume").returncode == 0
    assert out.read_bytes() == newsclean(source).stdout
    done = newsclean(source, "-o", out, "--resume")
    assert (done.returncode, done.stdout) == (0, b"")
    assert "nothing to resume" in done.stderr.decode()


def test_an_output_has_one_writer(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    (tmp_path / "in.jsonl").write_bytes(jsonl(2))
    with open(tmp_path / "out.jsonl.newsclean-journal", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        code = "from newsclean import journal\njournal.PATIENCE = 0.1\n"
        arguments = command(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl")
        arguments[2] = code + arguments[2]
        done = subprocess.run(arguments, capture_output=True, check=False)
    assert done.returncode == 2
    assert "another run is writing this output" in done.stderr.decode()


def test_shards_are_the_whole(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(mixed(50))
    parts = [rows(newsclean(source, "--shard", f"{mine}/3", "--jobs", mine).stdout) for mine in (1, 2, 3)]
    whole = rows(newsclean(source).stdout)
    assert sorted(map(json.dumps, parts[0] + parts[1] + parts[2])) == sorted(map(json.dumps, whole))
    assert min(map(len, parts)) > 15


def test_shards_of_many_files_are_whole_files(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"part-{number}.jsonl").write_bytes(jsonl(number + 1))
    sources = sorted(tmp_path.glob("*.jsonl"))
    for mine in (1, 2):
        assert newsclean(*sources, "--shard", f"{mine}/2", "-o", f"{tmp_path}/out/").returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [f"part-{number}.jsonl" for number in range(5)]
    assert len(rows((tmp_path / "out" / "part-4.jsonl").read_bytes())) == 5


def test_folders(tmp_path: Path) -> None:
    inside = tmp_path / "in" / "b"
    inside.mkdir(parents=True)
    for number in range(12):
        (inside.parent / f"{number}.txt").write_text(text(number))
        (inside / f"{number}.html").write_text(page(number))
    (inside / "1.txt").write_text(text(1))
    (inside / "x.png").write_bytes(b"\x89PNG")
    (inside / "z.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    lines = newsclean(inside.parent, "--jobs", 2)
    assert lines.returncode == 3
    assert "z.txt: is binary" in lines.stderr.decode()
    assert "passed over 1 files" in lines.stderr.decode()
    assert len(rows(lines.stdout)) == 25
    for jobs in (1, 2):
        out = tmp_path / f"out{jobs}"
        assert newsclean(inside.parent, "-o", f"{out}/", "--jobs", jobs).returncode == 3
        made = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
        assert made == {f"{n}.md" for n in range(12)} | {f"b/{n}.md" for n in range(12) if n != 1} | {"b/1.html.md", "b/1.txt.md"}
    assert (tmp_path / "out1" / "3.md").read_bytes() == (tmp_path / "out2" / "3.md").read_bytes()


def test_records_as_a_folder_of_markdown(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(mixed(20))
    done = newsclean(source, "--to", "md", "-o", f"{tmp_path}/out/")
    assert done.returncode == 3
    assert len(list((tmp_path / "out").glob("in-0000000*.md"))) == 21
    assert len(rows((tmp_path / "out" / "errors.jsonl").read_bytes())) == 4


def read_terminal(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""


def test_progress_is_for_terminals(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    (tmp_path / "in.jsonl").write_bytes(mixed(40))
    with subprocess.Popen(command(tmp_path / "in.jsonl"), stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while piece := read_terminal(ours):
            shown += piece
    os.close(ours)
    assert process.returncode == 3
    assert b" documents" in shown
    assert b"removed" in shown
    assert b"line 1: the line is no JSON" in shown
    assert b"documents" not in newsclean(tmp_path / "in.jsonl").stderr


def test_stats(tmp_path: Path) -> None:
    stats = tmp_path / "stats.json"
    done = newsclean("--from", "jsonl", "--jobs", 2, "--stats", stats, stdin=mixed(60))
    found = json.loads(stats.read_text())
    assert (found["documents"], found["failed"]) == (65, 4)
    assert 0 < found["share_removed"] < 1
    assert found["rules"]["N401"]["name"] == "share-bar"
    assert sum(rule["characters"] for rule in found["rules"].values()) == found["removed"]
    assert found["hosts"]["site0.example"]["documents"] == 9
    assert sum(language["documents"] for language in found["languages"].values()) == 61
    assert "65 documents, 4 failed" in done.stderr.decode()


def test_a_full_disk_keeps_the_old_output(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old\n")
    source = tmp_path / "in.jsonl"
    source.write_bytes(jsonl(50))
    limited = ["sh", "-c", 'ulimit -f 8; exec "$@"', "sh", *command(source, "-o", out)]
    done = subprocess.run(limited, capture_output=True, check=False)
    assert done.returncode == 3
    assert "cannot be written" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert out.read_text() == "old\n"
    assert newsclean(source, "-o", out, "--resume").returncode == 0
    assert out.read_bytes() == newsclean(source).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--shard", "3/2", "a.jsonl"],
        ["--shard", "x", "a.jsonl"],
        ["--shard", "1/2", "a.jsonl", "-o", "b.jsonl"],
        ["--resume", "a.jsonl"],
        ["--to", "md", "a.jsonl"],
        ["--to", "parquet", "a.txt"],
        ["-w", "a.jsonl"],
        ["--time-limit", "0", "a.jsonl"],
    ],
)
def test_wrong_use(arguments: list[str]) -> None:
    done = newsclean(*arguments)
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1


def test_in_place_with_workers(tmp_path: Path) -> None:
    shown = []
    for jobs in (1, 2):
        folder = tmp_path / str(jobs)
        folder.mkdir()
        for number in range(40):
            (folder / f"{number:02}.txt").write_text(text(number) if number != 7 else "A text that HANGS." if jobs == 2 else "x")
        (folder / "09.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
        names = sorted(path.name for path in folder.iterdir() if path.name != "07.txt" or jobs == 2)
        diff = newsclean("--diff", *names, "--jobs", jobs, "--time-limit", 0.5, cwd=folder)
        done = newsclean("-w", *names, "--jobs", jobs, "--time-limit", 0.5, cwd=folder)
        assert (diff.returncode, done.returncode) == (3, 3)
        assert b"09.txt: is binary" in done.stderr
        lines = [line for line in done.stderr.splitlines() if b"07.txt" not in line]
        shown.append((diff.stdout, lines, [(folder / name).read_bytes() for name in names if name != "07.txt"]))
    assert b"07.txt: the document took longer than 0.5 seconds" in done.stderr
    assert shown[0] == shown[1]


def test_an_output_is_left_alone_where_no_input_could_be_read(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old\n")
    assert newsclean(tmp_path / "none.jsonl", "-o", out).returncode == 3
    assert out.read_text() == "old\n"
    assert newsclean(tmp_path / "none.jsonl", "-o", tmp_path / "other.jsonl").returncode == 3
    assert os.listdir(tmp_path) == ["out.jsonl"]
    done = newsclean(tmp_path / "none.jsonl", "-o", tmp_path / "no" / "such" / "folder.jsonl")
    assert done.returncode == 3
    assert "folder.jsonl: cannot be written: No such file or directory" in done.stderr.decode()
    (tmp_path / "empty.jsonl").write_bytes(b"")
    assert newsclean(tmp_path / "empty.jsonl", "-o", out).returncode == 0
    assert out.read_text() == ""


def test_what_is_no_json_is_told_by_its_column(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b'{"text": "cut o\n\xff\n')
    lines = newsclean(tmp_path / "in.jsonl").stderr.decode().splitlines()
    assert lines[0].endswith("in.jsonl, line 1: the line is no JSON: Unterminated string, column 10")
    assert lines[1].endswith("in.jsonl, line 2: the line is no JSON: byte 1 is no UTF-8")


def test_clean_takes_text_alone() -> None:
    with pytest.raises(TypeError, match="not bytes; decode"):
        package.clean(b"The bridge is open.")  # type: ignore[arg-type]


def test_clean_many() -> None:
    texts = [text(number) for number in range(200)]
    one = [article.metadata.published for article in package.clean_many(texts) if isinstance(article, package.Article)]
    two = [article.metadata.published for article in package.clean_many(iter(texts), jobs=2) if isinstance(article, package.Article)]
    assert two == one
    assert len(one) == 200
    deep = package.Document(form="html", raw="<div>" * 100_000)
    (failed,) = package.clean_many([deep], jobs=2)
    assert isinstance(failed, package.InputError)


def test_clean_many_reads_a_few_ahead_only() -> None:
    taken = 0

    def endless() -> Any:
        nonlocal taken
        while True:
            taken += 1
            yield text(taken)

    many = package.clean_many(endless(), jobs=2)
    for _ in range(10):
        next(many)
    many.close()
    assert taken < 2000
