"""Files and streams: bytes to documents, rendered text to disk. Writing in place is atomic and keeps what it can."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean.decode import decode, is_binary
from newsclean.model import Document, InputError
from newsclean.repair import repair

SUFFIXES = {
    ".md": "md", ".markdown": "md", ".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
STREAMS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".pq": "parquet", ".warc": "warc"}
PACKED = (".gz", ".zst")
MAGIC = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")  # of these two
RECORD_FIELDS = (
    "language", "title", "description", "authors", "published", "modified", "source", "location", "section", "tags", "views", "comments",
    "rates", "related",
)  # fmt: skip


def shown(path: str) -> str:
    """A file name as it can be printed, whatever its bytes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def is_folder(out: str) -> bool:
    """Whether what stands behind -o is a folder: one that is there, or that ends in a slash."""
    return out.endswith(("/", os.sep)) or os.path.isdir(out)


def suffix(path: str) -> str:
    """ ".txt" of "a/b.txt", lower case; "" for none."""
    return os.path.splitext(path)[1].lower()


def say(sentence: str) -> None:
    """One sentence on stderr."""
    try:
        print(f"newsclean: {sentence}", file=sys.stderr)
    except OSError:
        pass


def put(text: str) -> None:
    """Text to stdout, as UTF-8 whatever the locale."""
    data = memoryview(text.encode("utf-8", "replace"))
    while data:
        data = data[sys.stdout.buffer.write(data) :]


def read_bytes(path: str) -> bytes:
    """The bytes of a file or, for "-", of standard input; InputError says why not."""
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise InputError(f"{shown(path)}: no such file") from None
    except IsADirectoryError:
        raise InputError(f"{shown(path)}: is a directory; name its files, or use a glob") from None
    except PermissionError:
        raise InputError(f"{shown(path)}: no permission to read it") from None
    except OSError as error:
        raise InputError(f"{shown(path)}: cannot be read: {error.strerror or error}") from None


def read_head() -> bytes:
    """The first bytes of standard input: some, and of what may be JSON enough to tell records from one value."""
    pieces = [_read_some()]
    ended = False  # the first line has
    while pieces[-1] and pieces[0].lstrip().startswith(b"{"):
        if b"\n" in pieces[-1].strip() or (ended and pieces[-1].strip()):
            break
        ended = ended or b"\n" in pieces[-1]
        pieces.append(_read_some())
    return b"".join(pieces)


def _read_some() -> bytes:
    try:
        return os.read(0, 1 << 18)
    except OSError as error:
        raise InputError(f"standard input: cannot be read: {error.strerror or error}") from None


def stream_of(path: str) -> str:
    """jsonl, parquet or warc by the suffix, `.gz` and `.zst` taken off; "" for a single document."""
    ending = suffix(path)
    return STREAMS.get(suffix(path[: -len(ending)]) if ending in PACKED else ending, "")


def stream_in(head: bytes) -> str:
    """jsonl, parquet or warc by the first bytes; "" for a single document."""
    if head.startswith(MAGIC[0]):
        from zlib import decompressobj
        from zlib import error as zlib_error

        try:
            head = decompressobj(31).decompress(head, 5)
        except zlib_error:
            return ""
        return "warc" if head == b"WARC/" else "jsonl"
    if head.startswith(MAGIC[1]):
        return "jsonl"
    if head.startswith((b"WARC/", b"PAR1")):
        return "warc" if head.startswith(b"WARC/") else "parquet"
    return "jsonl" if head.lstrip().startswith(b"{") and form_of("-", head, "auto") == "jsonl" else ""


def form_of(path: str, data: bytes, given: str) -> str:
    """text, md, html, json or jsonl: what was asked for, else by suffix, else by looking."""
    if given != "auto":
        return given
    if path != "-" and (found := SUFFIXES.get(suffix(path))):
        return found
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    low = head.lower()
    if low.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (head[:1] == b"<" and low.count(b"</") > 3):
        return "html"
    if data.startswith((b"---\n", b"---\r\n")) and b"\n---" in data[4:]:
        return "md"
    if head.startswith(b"{") and (b'"text"' in head or b'"html"' in head or b'"id"' in head):
        return "jsonl" if b"\n" in data.strip() and data.strip().split(b"\n", 1)[0].rstrip().endswith(b"}") else "json"
    return "text"


def document(data: bytes, form: str, path: str, encoding: str | None, warn: Any) -> Document:
    """The decoded and repaired document of a file's bytes. `warn(sentence)` is told of replaced bytes."""
    name = None if path == "-" else shown(path)
    if form == "html":
        return Document(form="html", id=name, raw=data, hints={"encoding": encoding} if encoding else {})
    if is_binary(data) and not encoding:
        raise InputError(f"{shown(path) if path != '-' else 'standard input'}: is binary data, not text")
    decoded = decode(data, encoding)
    if decoded.replaced:
        warn(
            f"{name or 'standard input'}: {decoded.replaced} characters could not be read as {decoded.encoding} "
            "and were replaced; name the right one with --encoding"
        )
    return from_text(decoded.text, form, name)


def from_text(text: str, form: str = "text", name: str | None = None) -> Document:
    """A document of decoded text; Markdown's front matter and title become hints."""
    hints: dict[str, Any] = {}
    if form == "md":
        from newsclean import markdown

        text, hints = markdown.read(text.replace("\r\n", "\n").removeprefix("\ufeff"))
    repaired, repairs = repair(text, form)
    if form == "md":
        repaired, marks = markdown.plain(repaired)
        made = Document(repaired, form, name, hints=hints, repairs=repairs)
        made.marks = marks
        return made
    return Document(repaired, form, name, hints=hints, repairs=repairs)


def from_record(record: dict[str, Any], fields: dict[str, str]) -> Document:
    """A document of a JSON record or a row: `html` wins over `text`; known fields are hints. Raises InputError for neither.

    Bytes are decoded as a file's would be.
    """
    html, text = record.get(fields.get("html", "html")), record.get(fields.get("text", "text"))
    hints = {field: record[field] for field in RECORD_FIELDS if record.get(field) not in (None, "", [])}
    name, url = record.get(fields.get("id", "id")), record.get(fields.get("url", "url"))
    if isinstance(text, bytes):
        text = decode(text).text
    if isinstance(html, (str, bytes)) and html:
        made = Document(form="html", raw=html, hints=hints)
    elif isinstance(text, str):
        repaired, repairs = repair(text)
        made = Document(repaired, hints=hints, repairs=repairs)
    else:
        names = f'"{fields.get("text", "text")}" nor "{fields.get("html", "html")}"'
        raise InputError(f"the record has neither {names} as a string")
    made.id = name
    made.url = url if isinstance(url, str) else None
    return made


def append(path: str, text: str) -> None:
    """Add text to the end of a file. Raises InputError."""
    try:
        with open(path, "a", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError as error:
        raise InputError(f"{shown(path)}: cannot be written: {error.strerror or error}") from None


def write_atomic(path: str, data: bytes, durable: bool = True) -> None:
    """Replace the file's content in one step: written beside it, flushed to disk, renamed. A crash leaves the old file.

    A symbolic link is followed, the mode is kept. `durable=False` is for one of many files of a run that holds a lock and can be
    resumed: nothing is flushed, and what a killed run left half written is written over.
    Raises InputError where the disk is full or the folder closed.
    """
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        _write_through(path, data)
        return
    temporary = f"{target}.{os.getpid()}.newsclean" if durable else f"{target}.newsclean"
    try:
        mode = os.stat(target).st_mode & 0o7777 if os.path.exists(target) else None
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        with open(temporary, "wb") as file:
            if mode is not None:
                os.fchmod(file.fileno(), mode)
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError as error:
        _forget(temporary)
        raise InputError(f"{shown(path)}: cannot be written: {error.strerror or error}; the file is as it was") from None
    except BaseException:
        _forget(temporary)
        raise


def _write_through(path: str, data: bytes) -> None:
    """Write into a device or a pipe, which must not be replaced by a file."""
    try:
        with open(path, "wb") as file:
            file.write(data)
    except OSError as error:
        raise InputError(f"{shown(path)}: cannot be written: {error.strerror or error}") from None


def _forget(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        pass
