"""What the command does, whatever parsed its options: read, clean, render, write; exit statuses."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean import files
from newsclean.files import put, say
from newsclean.markdown import value as to_json
from newsclean.model import Article, InputError, NewscleanError, UsageError
from newsclean.options import Options

SUFFIX_TO = {".md": "md", ".markdown": "md", ".txt": "text", ".json": "json"}
ENDING = {"md": ".md", "text": ".txt", "json": ".json", "jsonl": ".jsonl"}


def run_usual(paths: list[str], options: Options) -> int:
    """`run` for a command line that needed no option parser: what `cli.run` says of errors is said here."""
    try:
        return run(paths, options)
    except NewscleanError as error:
        say(str(error))
        return 2 if isinstance(error, UsageError) else 3


def run(paths: list[str], options: Options) -> int:
    """Process every path; the exit status. Raises UsageError for options that do not go together."""
    paths = paths or ["-"]
    head = files.read_head() if paths == ["-"] and options.from_ == "auto" else b""
    if kind := files.stream_in(head):
        options.from_ = kind
    if len(paths) > 1 and options.out and files.suffix(options.out) in SUFFIX_TO and not files.is_folder(options.out):
        raise UsageError(f"several inputs need a folder after -o, not {options.out}")
    if _are_many(paths, options):
        if options.engine:
            from newsclean import engine

            return engine.run(paths, options)
        from newsclean import corpus

        return corpus.run(paths, options, head)
    _refuse(paths, options)
    if options.jobs > 1 and len(paths) > 1 and not options.facts:  # facts are in order
        return _by_workers(paths, options)
    status = 0
    for path in paths:
        try:
            status = max(status, _one(path, options, len(paths) > 1, head))
        except InputError as error:
            say(str(error))
            status = max(status, 3)
    return status


def _by_workers(paths: list[str], options: Options) -> int:
    """-w, --check and --diff with workers: what each says and shows comes in the order of the paths."""
    from newsclean.workers import Pool

    status = 0
    with Pool(_OneOfMany(options), options.jobs, options.limit) as pool:
        for _, (found, shown, said) in pool.run(paths):
            status = max(status, found)
            put(shown)
            sys.stderr.write(said)
    return status


class _OneOfMany:
    """What a worker does with a path: (exit status, standard output, standard error)."""

    def __init__(self, options: Options) -> None:
        self.options = options

    def __call__(self, path: str, spoiled: dict[int, str], mark: Any) -> tuple[int, str, str]:
        """Do it, unless it has hung or killed its worker before."""
        from io import BytesIO, StringIO, TextIOWrapper

        shown, said = BytesIO(), StringIO()
        sys.stdout, sys.stderr = TextIOWrapper(shown, "utf-8"), said
        mark(0)
        try:
            if spoiled:
                raise InputError(f"{files.shown(path)}: the document {spoiled[0]}")
            status = _one(path, self.options, several=True, head=b"")
        except InputError as error:
            say(str(error))
            status = 3
        return status, shown.getvalue().decode("utf-8"), said.getvalue()


def _are_many(paths: list[str], options: Options) -> bool:
    """Whether this is work for `corpus`: a stream, an archive, a folder, or files that go to one output or through workers."""
    if any([_is_stream(path, options.from_) for path in paths]):
        return True
    if options.write or options.check or options.diff:
        return False
    if options.shard != (1, 1) or options.resume or options.stats or options.engine or options.to == "parquet":
        return True
    return len(paths) > 1 and (options.jobs != 1 or options.to in ("json", "jsonl") or bool(options.out))


def _is_stream(path: str, given: str) -> bool:
    if path != "-" and os.path.isdir(path):
        return True
    return given in files.STREAMS.values() or (given == "auto" and path != "-" and files.stream_of(path) != "")


def _refuse(paths: list[str], options: Options) -> None:
    if options.facts and not options.write:
        raise UsageError("--facts appends the records of the files that -w cleans: it goes with -w")
    if options.write and ("-" in paths or options.out or options.to):
        raise UsageError("-w writes the files back as what they are: it goes with no standard input, no -o and no --to")
    if options.write:
        for path in paths:
            if files.suffix(path) not in SUFFIX_TO:
                raise UsageError(f"{files.shown(path)}: -w knows .md, .txt and .json; use --to and -o for another suffix")
    if len(paths) > 1 and not (options.write or options.check or options.diff):
        raise UsageError("several inputs to standard output need --to jsonl; for Markdown or text use -o DIR/ or -w")


def _warner(options: Options) -> Any:
    return (lambda sentence: None) if options.quiet else say


def _one(path: str, options: Options, several: bool, head: bytes) -> int:
    data = head + files.read_bytes(path)
    form = files.form_of(path, data, options.from_)
    if form == "jsonl":  # seen by looking into a file whose name does not say so
        from newsclean import corpus

        options.from_ = "jsonl"
        return corpus.run([path], options, data if path == "-" else b"")
    if options.write or options.check or options.diff:
        return _in_place(path, data, form, options)
    if form == "json":
        return _emit_record(_json_record(data, path, options), path, options, several)
    from newsclean.run import clean_file

    article = clean_file(path, data, form, options.settings, options.encoding, _warner(options))
    _abstained(article, path, options)
    to = options.to or "md"
    if several and to == "json":
        to = "jsonl"
    _emit(rendered(article, to, options), path, to, options)
    return 0


def _abstained(article: Article, path: str, options: Options) -> None:
    if article.abstained and not options.quiet:
        say(f"{files.shown(path)}: too much prose would be lost, everything was kept (--max-removed sets how much is too much)")


def rendered(article: Article, to: str, options: Options) -> str:
    """The article in an output format."""
    from newsclean import render

    if to == "text":
        return render.text(article, options.title)
    if to == "json":
        from json import dumps

        return dumps(render.record(article, options.extras), ensure_ascii=False, indent=1).encode("utf-8", "replace").decode() + "\n"
    if to == "jsonl":
        return to_json(render.record(article, options.extras)) + "\n"
    if to == "explain":
        from newsclean.explain import explain

        return explain(article)
    return render.markdown(article, options.title)


def _emit(text: str, path: str, to: str, options: Options) -> None:
    if options.out is None or options.out == "-":
        put(text)
    elif files.is_folder(options.out):
        os.makedirs(options.out, exist_ok=True)
        name = os.path.splitext(os.path.basename(path if path != "-" else "stdin"))[0]
        files.write_atomic(os.path.join(options.out, name + ENDING.get(to, ".txt")), text.encode("utf-8", "replace"))
    else:
        files.write_atomic(options.out, text.encode("utf-8", "replace"))


def _json_record(data: bytes, path: str, options: Options) -> dict[str, Any]:
    from json import loads

    from newsclean.decode import decode
    from newsclean.run import clean_record

    try:
        record = loads(decode(data, options.encoding).text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{files.shown(path)}: is no JSON: {error}") from None
    made = clean_record(record, options.settings, options.extras, options.fields)
    if "error" in made:
        raise InputError(f"{files.shown(path)}: {made['error']}")
    return made


def _emit_record(record: dict[str, Any], path: str, options: Options, several: bool) -> int:
    to = options.to or "json"
    if to == "json" and not several:
        from json import dumps

        _emit(dumps(record, ensure_ascii=False, indent=1) + "\n", path, to, options)
    elif to in ("json", "jsonl"):
        _emit(to_json(record) + "\n", path, "jsonl", options)
    else:
        _emit(record.get("markdown") or str(record.get("text") or "") + "\n", path, to, options)
    return 0


def _in_place(path: str, data: bytes, form: str, options: Options) -> int:
    """-w, --check and --diff: the bytes that -w would write, written, compared or shown."""
    to = SUFFIX_TO.get(files.suffix(path)) or options.to or ("text" if form == "text" else "md")
    new, record = _new_bytes(path, data, form, to, options)
    if options.facts and options.write and record is not None:
        files.append(options.facts, to_json(record) + "\n")
    if new == data:
        return 0
    if options.diff:
        put(_difference(path, data, new))
    if options.write:
        files.write_atomic(path, new)
        if not options.quiet:
            say(f"{files.shown(path)}: cleaned")
    elif options.check and not options.quiet:
        say(f"{files.shown(path)}: has something to clean")
    return 1


def _new_bytes(path: str, data: bytes, form: str, to: str, options: Options) -> tuple[bytes, dict[str, Any] | None]:
    from newsclean import render

    if form == "json":
        from json import dumps

        record = _json_record(data, path, options)
        return (dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"), record
    from newsclean.run import clean_file

    article = clean_file(path, data, form, options.settings, options.encoding, _warner(options))
    _abstained(article, path, options)
    text = rendered(article, to, options)
    if b"\r\n" in data and data.count(b"\r\n") * 2 > data.count(b"\n"):
        text = text.replace("\n", "\r\n")
    return text.encode("utf-8", "replace"), render.record(article) if options.facts else None


def _difference(path: str, old: bytes, new: bytes) -> str:
    from difflib import unified_diff

    from newsclean.decode import decode

    name = files.shown(path)
    before, after = decode(old).text.splitlines(keepends=True), new.decode("utf-8").splitlines(keepends=True)
    found = [line if line.endswith("\n") else line + "\n" for line in unified_diff(before, after, f"a/{name}", f"b/{name}")]
    return "".join(found)
