"""Files and streams: bytes to documents, rendered text to disk. Writing in place is atomic and keeps what it can."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Any

from newsclean.decode import decode, is_binary
from newsclean.model import Document, InputError
from newsclean.repair import repair

SUFFIXES = {
    ".md": "md", ".markdown": "md", ".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
RECORD_FIELDS = (
    "language", "title", "description", "authors", "published", "modified", "source", "location", "section", "tags", "views", "comments",
    "rates", "related",
)  # fmt: skip


def shown(path: str) -> str:
    """A file name as it can be printed, whatever its bytes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def suffix(path: str) -> str:
    """ ".txt" of "a/b.txt", lower case; "" for none."""
    return os.path.splitext(path)[1].lower()


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
        repaired = markdown.plain(repaired)
    return Document(repaired, form, name, hints=hints, repairs=repairs)


def from_record(record: dict[str, Any], fields: dict[str, str]) -> Document:
    """A document of a JSON record: `html` wins over `text`; known fields are hints. Raises InputError for neither."""
    html, text = record.get(fields.get("html", "html")), record.get(fields.get("text", "text"))
    hints = {field: record[field] for field in RECORD_FIELDS if record.get(field) not in (None, "", [])}
    name, url = record.get(fields.get("id", "id")), record.get(fields.get("url", "url"))
    if isinstance(html, str) and html:
        made = Document(form="html", raw=html, hints=hints)
    elif isinstance(text, str):
        repaired, repairs = repair(text)
        made = Document(repaired, hints=hints, repairs=repairs)
    else:
        raise InputError('the record has neither "text" nor "html" as a string')
    made.id = name
    made.url = url if isinstance(url, str) else None
    return made


def lines(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a JSONL stream, one at a time."""
    for line in stream:
        if line.strip():
            yield line


def write_atomic(path: str, data: bytes) -> None:
    """Replace the file's content in one step: written beside it, flushed to disk, renamed. A crash leaves the old file.

    A symbolic link is followed, the mode is kept. Raises InputError where the disk is full or the folder closed.
    """
    target = os.path.realpath(path)
    temporary = f"{target}.{os.getpid()}.newsclean"
    try:
        mode = os.stat(target).st_mode & 0o7777 if os.path.exists(target) else None
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        with open(temporary, "wb") as file:
            if mode is not None:
                os.fchmod(file.fileno(), mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError as error:
        _forget(temporary)
        raise InputError(f"{shown(path)}: cannot be written: {error.strerror or error}; the file is as it was") from None
    except BaseException:
        _forget(temporary)
        raise


def _forget(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        pass
