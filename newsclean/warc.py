"""WARC archives: the HTML pages among the responses, with URL, date of the crawl and charset of the HTTP header."""

from __future__ import annotations

from collections.abc import Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Any

from newsclean.model import InputError, UsageError

LONGEST = 1 << 26  # bytes of a body that are read; far beyond what the HTML reader takes, so that it can say so


def pages(stream: IO[bytes], name: str) -> Iterator[tuple[Any, ...] | None]:
    """(record id, url, date, charset, body) of every HTML page with a good status; None for any other response.

    Compression is seen in the bytes. Raises UsageError where fastwarc is missing, InputError where the archive is broken.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise UsageError("WARC needs pip install 'newsclean[warc]'") from None
    number = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all"):
            number += 1
            http = record.http_headers
            kind = (record.http_content_type or "").lower()
            good = http is not None and (http.status_code or 0) // 100 == 2
            if not good or kind not in ("text/html", "application/xhtml+xml"):
                yield None
                continue
            head = record.headers
            yield record.record_id, head.get("WARC-Target-URI"), head.get("WARC-Date"), record.http_charset, record.reader.read(LONGEST)
    except (OSError, ValueError, EOFError, RuntimeError) as error:
        raise InputError(f"{name}: cannot be read beyond response {number}: {error}") from None
    if number == 0:
        raise InputError(f"{name}: holds no response record; is it a WARC file?")
