"""The command end to end, through real processes, pipes and files."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsclean.options import Options

ROOT = Path(__file__).parents[1]
FERRY = ROOT / "fixtures" / "articles" / "ferry.txt"
DIRTY = "Bridge opens again\nBy Dana Whitlock\nMay 2, 2023\nThe bridge over the Sel is open again since Monday, the town said.\nShare this article\n"
CLEAN = "The bridge over the Sel is open again since Monday, the town said.\n"


def run(*arguments: str, stdin: bytes | str = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    return subprocess.run([sys.executable, "-m", "newsclean", *arguments], input=data, capture_output=True, cwd=cwd, check=False)


def one_sentence(done: subprocess.CompletedProcess[bytes]) -> str:
    message = done.stderr.decode()
    assert message.startswith("newsclean: ")
    assert message.count("\n") == 1
    assert "Traceback" not in message
    return message


def test_the_main_job() -> None:
    out = run(str(FERRY)).stdout.decode()
    assert out.startswith("---\n")
    for line in ('authors: ["Inga Torvald"]', 'published: "2024-05-02"', 'source: "KNA"', 'location: "Varnby"', "views: 1204"):
        assert line in out
    assert '{"symbol": "USD", "value": 39.61, "change": 0.12}' in out
    assert '"published": "2024-04-19T08:15", "views": 2871' in out
    assert "## Details" in out
    body = out.split("---\n")[2]
    for junk in ("KNA", "views", "Share", "Islanders drive", "Inga Torvald", "39.61"):
        assert junk not in body
    assert body.count("Ferry to Sandholm sails again") == 1


def test_a_filter_between_pipes() -> None:
    done = run(stdin=DIRTY)
    assert done.returncode == 0
    assert done.stdout.decode().endswith("\n\n" + CLEAN)


def test_nothing_in_nothing_out() -> None:
    done = run()
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_text_and_no_title(tmp_path: Path) -> None:
    assert run("--to", "text", stdin=DIRTY).stdout.decode() == "Bridge opens again\n\n" + CLEAN
    assert run("--to", "text", "--no-title", stdin=DIRTY).stdout.decode() == CLEAN


def test_json_record() -> None:
    record = json.loads(run("--to", "json", "--with", "cuts,origin,source,markdown,repairs,blocks", stdin=DIRTY).stdout)
    assert record["title"] == "Bridge opens again"
    assert record["tags"] == []
    assert record["views"] is None
    for cut in record["cuts"]:
        assert record["source_text"][cut["start"] : cut["end"]] == cut["text"]


def test_jsonl_keeps_unknown_fields_and_hints() -> None:
    lines = [{"id": 7, "text": DIRTY, "crawl": "x"}, {"id": "b", "text": CLEAN, "title": "Known"}, {"id": "c"}]
    done = run("--from", "jsonl", stdin="".join(json.dumps(line) + "\n" for line in lines) + "{broken\n")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 3
    assert (records[0]["id"], records[0]["crawl"], records[1]["title"]) == (7, "x", "Known")
    assert "error" in records[2]
    assert "error" in records[3]
    assert len(done.stderr.decode().splitlines()) == 2


def test_write_check_and_diff(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(DIRTY.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(file)
    assert run("--check", str(file)).returncode == 1
    diff = run("--diff", str(file))
    assert diff.returncode == 1
    assert "-Share this article" in diff.stdout.decode()
    assert file.read_bytes() == DIRTY.replace("\n", "\r\n").encode()
    facts = tmp_path / "facts.jsonl"
    assert run("-w", "--facts", str(facts), str(link)).returncode == 1
    assert file.read_bytes() == ("Bridge opens again\n\n" + CLEAN).replace("\n", "\r\n").encode()
    assert link.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert json.loads(facts.read_text())["authors"] == ["Dana Whitlock"]
    assert run("-w", str(link)).returncode == 0
    assert run("--check", str(file)).returncode == 0
    assert [path.name for path in tmp_path.glob("*.newsclean")] == []


def test_out_file_and_folder(tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    assert run("-o", str(out), str(FERRY)).returncode == 0
    assert out.read_text("utf-8").startswith("---\n")
    other = tmp_path / "b.txt"
    other.write_text(DIRTY)
    assert run("--to", "text", "-o", f"{tmp_path}/folder/", str(FERRY), str(other)).returncode == 0
    assert sorted(path.name for path in (tmp_path / "folder").iterdir()) == ["b.txt", "ferry.txt"]


def test_one_bad_file_among_good_ones(tmp_path: Path) -> None:
    done = run("--to", "jsonl", str(FERRY), str(tmp_path / "none.txt"), str(FERRY))
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 2
    assert "no such file" in one_sentence(done)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.mkdir(), "is a directory"),
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9), "binary"),
        (lambda path: path.write_bytes(b"The ferry\0 runs\0 again\0"), "binary"),
    ],
)
def test_bad_input(tmp_path: Path, make: object, says: str) -> None:
    path = tmp_path / "x.txt"
    make(path)  # type: ignore[operator]
    done = run(str(path))
    assert done.returncode == 3
    assert says in one_sentence(done)
    assert done.stdout == b""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(DIRTY)
    path.chmod(0)
    done = run(str(path))
    assert done.returncode == 3
    assert "permission" in one_sentence(done)


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    done = subprocess.run([sys.executable.encode(), b"-m", b"newsclean", name], capture_output=True, check=False)
    assert done.returncode == 3
    assert "caf\\xe9.txt: no such file" in one_sentence(done)
    with open(name, "w") as file:
        file.write(DIRTY)
    done = subprocess.run([sys.executable.encode(), b"-m", b"newsclean", name], capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stdout.decode().endswith(CLEAN)


def test_invalid_bytes_are_told(tmp_path: Path) -> None:
    text = "The ferry “Halina” — and only she — runs again since Monday, the café’s landlord said. " * 4
    done = run(stdin=text.encode() + b"\xff\n")
    assert done.returncode == 0
    assert "replaced" in one_sentence(done)


def test_named_encoding_wins() -> None:
    done = run("--encoding", "windows-1251", "--to", "text", stdin="Паром снова ходит с понедельника, сообщили в порту.".encode("cp1251"))
    assert done.stdout.decode() == "Паром снова ходит с понедельника, сообщили в порту.\n"
    assert run("--encoding", "nonsense").returncode == 2


def test_full_disk() -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "newsclean", str(FERRY)], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr.decode()


def test_full_disk_on_write_keeps_the_file(tmp_path: Path) -> None:
    import resource

    file = tmp_path / "a.txt"
    file.write_text(DIRTY * 100)
    done = subprocess.run(
        [sys.executable, "-m", "newsclean", "-w", str(file)],
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64)),
        check=False,
    )
    assert done.returncode == 3
    assert "cannot be written" in one_sentence(done)
    assert file.read_text() == DIRTY * 100
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_stdout_that_was_closed() -> None:
    done = subprocess.run(["sh", "-c", f'"{sys.executable}" -m newsclean "{FERRY}" >&-'], capture_output=True, check=False)
    assert done.returncode == 3
    assert "standard output cannot be written" in one_sentence(done)


def test_a_device_is_written_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, "-m", "newsclean", "-o", str(pipe), "--to", "text", str(FERRY)]) as process:
        assert pipe.read_text("utf-8").startswith("Ferry to Sandholm")
        assert process.wait(60) == 0
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_facts_that_cannot_be_written_leave_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(DIRTY)
    done = run("-w", "--facts", str(tmp_path / "none" / "facts.jsonl"), str(file))
    assert done.returncode == 3
    assert "facts.jsonl: cannot be written" in one_sentence(done)
    assert file.read_text() == DIRTY


def test_own_phrases_and_config(tmp_path: Path) -> None:
    phrases = str(ROOT / "fixtures" / "phrases.toml")
    text = CLEAN + "River walk with the Courier\nWin 2 tickets: write to us\n" + "See courier-shop.example for more of the same.\n"
    assert run("--phrases", phrases, "--to", "text", stdin=text).stdout.decode() == CLEAN
    config = tmp_path / "settings.toml"
    config.write_text('keep = "share, byline"\nlang = "en"\n')
    kept = run("--config", str(config), "--to", "text", stdin=DIRTY).stdout.decode()
    assert "Share this article" in kept
    assert "By Dana Whitlock" in kept
    config.write_text("colour = 1\n")
    done = run("--config", str(config), stdin=DIRTY)
    assert done.returncode == 2
    assert "no such setting: colour" in one_sentence(done)


def test_closed_pipe() -> None:
    line = json.dumps({"text": DIRTY}) + "\n"
    with subprocess.Popen(
        [sys.executable, "-m", "newsclean", "--from", "jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        try:
            process.stdin.write(line.encode() * 3000)
            process.stdin.close()
        except BrokenPipeError:
            pass
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_interrupt_loses_nothing(tmp_path: Path) -> None:
    files = []
    for number in range(300):
        path = tmp_path / f"{number}.txt"
        path.write_text(DIRTY * 40)
        files.append(str(path))
    process = subprocess.Popen([sys.executable, "-m", "newsclean", "-w", "-q", *files], stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while all(len(Path(name).read_text()) == len(DIRTY * 40) for name in files[:3]) and time.monotonic() < deadline:
        pass
    process.send_signal(signal.SIGINT)
    status = process.wait(60)
    assert status in (130, 1)
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    assert not list(tmp_path.glob("*.newsclean"))
    assert all(path.read_text().endswith(("Share this article\n", CLEAN)) for path in tmp_path.glob("*.txt"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--to", "nonsense"],
        ["--from", "x"],
        ["-w"],
        ["-w", "a.csv"],
        ["--nonsense"],
        ["--keep", "nonsense"],
        ["--max-removed", "7"],
        ["a.txt", "b.txt"],
        ["a.txt", "b.txt", "-o", "one.md"],
        ["--facts", "facts.jsonl", "a.txt"],
        ["--lang", "123456"],
        ["--phrases", "none.toml"],
        ["--config", "none.toml"],
    ],
)
def test_wrong_use(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    one_sentence(done)


def test_keep_and_only() -> None:
    assert "Share this article" in run("--keep", "share", "--to", "text", stdin=DIRTY).stdout.decode()
    only = run("--only", "share-bar", "--to", "text", "--no-title", stdin=DIRTY).stdout.decode()
    assert "Dana Whitlock" in only
    assert "Share" not in only


def test_rules_and_version() -> None:
    assert "N401" in run("--rules").stdout.decode()
    assert "Share bars" in run("--rule", "share-bar").stdout.decode()
    assert run("--version").stdout.decode().startswith("newsclean ")
    assert run("--help").returncode == 0


def test_explain_shows_what_was_cut_and_no_control_characters() -> None:
    out = run("--to", "explain", stdin=DIRTY).stdout.decode()
    assert "N401 share-bar" in out
    assert "[-Share this article-]" in out
    assert "\x1b" not in out


def test_markdown_round_trip(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(run(str(FERRY)).stdout)
    assert run("--check", str(file)).returncode == 0
    file.write_text('---\nlayout: post\ntitle: "Mine"\nviews: 3\n---\n\n# Mine\n\n' + CLEAN + "\nShare this article\n")
    assert run("-w", "-q", str(file)).returncode == 1
    assert file.read_text() == '---\nlayout: post\ntitle: "Mine"\nviews: 3\nlanguage: "en"\n---\n\n# Mine\n\n' + CLEAN


def test_markdown_without_front_matter_gets_none(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("# Bridge\n\n" + CLEAN)
    assert run("--check", str(file)).returncode == 0


@pytest.mark.parametrize("size", [50_000_000])
def test_one_huge_line(size: int) -> None:
    done = run("--to", "text", stdin=b"The ferry runs again. " * (size // 22))
    assert done.returncode == 0
    assert len(done.stdout) > size * 0.9


def test_many_lines_and_brackets() -> None:
    assert run("--to", "text", stdin="A line of prose that ends in a stop.\n\n" * 200_000).returncode == 0
    assert run("--to", "text", stdin="[" * 100_000).returncode == 0


HEAVY = {"typer", "rich", "selectolax", "regex", "ftfy", "charset_normalizer", "dataclasses", "pathlib", "logging", "datetime", "newsclean.cli"}


@pytest.mark.parametrize("options", [[], ["--check"], ["--to", "text", "--no-title"], ["--to=jsonl", "--with", "cuts"], ["-q", "--diff"]])
def test_usual_command_lines_import_little(options: list[str]) -> None:
    code = (
        "import sys\nfrom newsclean.__main__ import execute\nexecute(sys.argv[1:])\n"
        f"print(sorted({HEAVY | {'json'}!r} & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code, *options, str(FERRY)], capture_output=True, cwd=ROOT, check=False)
    assert done.stderr.decode().strip().endswith("[]")


COMMAND_LINES = [
    "", "-", "a.txt", "a.txt b.md", "-w a.txt", "--write -q a.txt b.txt", "--check a.txt", "a.txt --diff", "--to json a.txt", "--to=text --no-title -",
    "--from html a.txt", "-o out/ a.txt b.txt", "--out=x.md a.txt", "--with cuts,origin --to json a.txt", "--with=blocks, a.txt", "-w --facts f.jsonl a.md",
    "--to text --to md a.txt", "--quiet --check -",
]  # fmt: skip
LEFT_TO_THE_PARSER = [
    "--help", "--version", "--rules", "--to pdf a.txt", "--from x a.txt", "--to", "a.txt --out", "-wq a.txt", "-- -a.txt", "--keep byline a.txt",
    "--with nothing a.txt", "-ox a.txt", "--jobs 2 a.txt", "--frm text a.txt", "--out= a.txt", "--to -w a.txt", "--write=1 a.txt",
]  # fmt: skip


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_both_readers_of_arguments_agree(line: str) -> None:
    from newsclean import arguments, cli

    read = arguments.read(line.split())
    parsed = cli.parse(line.split())
    assert read is not None
    assert parsed is not None
    assert read[0] == parsed[0]
    assert {name: getattr(read[1], name) for name in Options.__slots__} == {name: getattr(parsed[1], name) for name in Options.__slots__}


@pytest.mark.parametrize("line", LEFT_TO_THE_PARSER)
def test_what_is_unusual_or_wrong_is_left_to_the_parser(line: str) -> None:
    from newsclean import arguments

    assert arguments.read(line.split()) is None
