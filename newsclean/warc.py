"""WARC archives: the HTML pages among the responses, with URL, date of the crawl and charset of the HTTP header.

Read as ISO 28500 lays them out, record by record, with nothing but the standard library: archives of crawls are often broken somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Any

from newsclean.model import InputError

LONGEST = 1 << 26  # bytes of a body that are read; far beyond what the HTML reader takes, so that it can say so
LINE = 1 << 16  # bytes of a header line
PIECE = 1 << 20  # bytes that are skipped at once
HTML = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def pages(stream: IO[bytes], name: str) -> Iterator[tuple[Any, ...] | None]:
    """(record id, url, date, charset, body, what is wrong with it) of every HTML page with a good status; None for any other response.

    stream  the archive's bytes, unpacked
    Raises InputError where the archive is broken or none; the pages before that have been given.
    """
    number = records = 0
    while (line := _next_line(stream)) is not None:
        if not line.startswith(b"WARC/"):
            raise InputError(
                f"{name}: cannot be read beyond response {number}: a record is broken" if records else f"{name}: is no WARC file"
            )
        records += 1
        head = _headers(stream)
        length = head.get(b"content-length", b"")
        if not length.isdigit():
            raise InputError(f"{name}: cannot be read beyond response {number}: a record tells no length")
        left = int(length)
        if head.get(b"warc-type", b"").lower() != b"response" or not head.get(b"warc-target-uri", b"").strip(b"<>").startswith(b"http"):
            _skip(stream, left)
            continue
        number += 1
        data = stream.read(min(left, LONGEST))
        if len(data) < min(left, LONGEST):
            raise InputError(f"{name}: cannot be read beyond response {number - 1}: the archive is cut off")
        _skip(stream, left - len(data))
        yield _page(head, data)


def _next_line(stream: IO[bytes]) -> bytes | None:
    """The next line that is not blank; None at the end."""
    while line := stream.readline(LINE):
        if line.strip():
            return line
    return None


def _headers(stream: IO[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    while (line := stream.readline(LINE)) and line.strip():
        key, mark, value = line.partition(b":")
        if mark:
            found.setdefault(key.strip().lower(), value.strip())
    return found


def _skip(stream: IO[bytes], length: int) -> None:
    while length > 0:
        gone = len(stream.read(min(length, PIECE)))
        if not gone:
            return
        length -= gone


def _page(record: dict[bytes, bytes], data: bytes) -> tuple[Any, ...] | None:
    head, _, body = data.partition(b"\r\n\r\n")
    if len(head) == len(data):
        head, _, body = data.partition(b"\n\n")
    status, *lines = head.splitlines() or [b""]
    parts = status.split(None, 2)
    if len(parts) < 2 or not parts[0].startswith(b"HTTP/") or not parts[1].startswith(b"2"):
        return None
    http: dict[bytes, bytes] = {}
    for line in lines:
        key, _, value = line.partition(b":")
        http.setdefault(key.strip().lower(), value.strip())
    kind = http.get(b"content-type") or record.get(b"warc-identified-payload-type", b"")
    if kind.split(b";")[0].strip().lower().decode("latin-1") not in HTML:
        return None
    if http.get(b"transfer-encoding", b"").lower() == b"chunked":
        body = _joined(body)
    problem = ""
    try:
        body = _unpacked(body, http.get(b"content-encoding", b"").lower())
    except InputError as error:
        problem = str(error)
    charset = _CHARSET.search(kind)
    text = [
        record.get(key, b"").decode("utf-8", "replace").strip("<>") or None for key in (b"warc-record-id", b"warc-target-uri", b"warc-date")
    ]
    return (*text, charset[1].decode("ascii") if charset else None, body, problem)


def _joined(body: bytes) -> bytes:
    """The body of its chunks; as it is where it has none: many crawlers join them and leave the header."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\n", at, at + 40)
        digits = body[at:end].split(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(digits, 16)
        except ValueError:
            return b"".join(parts) if parts else body
        if length <= 0:
            return b"".join(parts)
        parts.append(body[end + 1 : end + 1 + length])
        at = end + 1 + length + 2
        if at > len(body):
            return b"".join(parts)


def _unpacked(body: bytes, how: bytes) -> bytes:
    """The body without its content encoding; as it is where it has none: many crawlers unpack it and leave the header."""
    from zlib import decompressobj
    from zlib import error as zlib_error

    if how in (b"gzip", b"x-gzip", b"deflate"):
        for bits in (31, 15, -15) if how == b"deflate" or body.startswith(b"\x1f\x8b") else ():
            try:
                return decompressobj(bits).decompress(body, LONGEST)
            except zlib_error:
                continue
    if how == b"br" and b"<" not in body[:512]:
        try:
            import brotli

            return bytes(brotli.decompress(body))
        except ImportError:
            raise InputError("the page is packed with brotli, which needs pip install 'newsclean[warc]'") from None
        except brotli.error:
            pass
    return body
