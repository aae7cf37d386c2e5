"""WARC archives as crawlers write them, and broken ones."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from pathlib import Path
from typing import Any

import pytest
from corpora import newsclean, page

LATIN = (
    "<html><body><article><p>The café at Müllhaven is open again since Monday, the town said on its own page.</p></article></body></html>"
)


def response(url: str, body: bytes, kind: str = "text/html", status: int = 200, extra: str = "") -> bytes:
    """A response record."""
    http = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n{extra}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{zlib.crc32(url.encode()):08x}>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2023-05-02T09:41:00Z\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


INFO = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 14\r\n\r\nsoftware: none\r\n\r\n"


def archive(count: int) -> list[bytes]:
    """The records of an archive of `count` pages, with what is no page between them."""
    found = [INFO, *(response(f"https://a.example/2023/05/0{at % 9 + 1}/{at}", page(at).encode()) for at in range(count))]
    found.insert(3, response("https://a.example/x.png", b"\x89PNG", "image/png"))
    found.insert(4, response("https://a.example/gone", b"<html>gone</html>", status=404))
    return found


def rows(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def test_pages_with_their_hints(tmp_path: Path) -> None:
    source = tmp_path / "in.warc.gz"
    records = [*archive(20), response("https://a.example/latin", LATIN.encode("latin-1"), "text/html; charset=iso-8859-1")]
    source.write_bytes(b"".join(map(gzip.compress, records)))
    one = newsclean(source)
    assert one.returncode == 0
    assert "passed over 2 responses" in one.stderr.decode()
    made = rows(one.stdout)
    assert len(made) == 21
    assert made[0]["url"] == "https://a.example/2023/05/01/0"
    assert made[0]["id"].startswith("urn:uuid:")
    assert made[0]["crawled"] == "2023-05-02T09:41:00Z"
    assert "café at Müllhaven" in made[20]["text"]
    assert newsclean(source, "--jobs", 2).stdout == one.stdout
    assert newsclean("--jobs", 2, stdin=source.read_bytes()).stdout == one.stdout
    assert newsclean(stdin=b"".join(records)).stdout == one.stdout
    shards = [newsclean(source, "--shard", f"{mine}/2").stdout for mine in (1, 2)]
    assert sorted(b"".join(shards).splitlines()) == sorted(one.stdout.splitlines())


@pytest.mark.parametrize("how", ["gzip", "deflate", "chunked", "gzip that is none", "chunked that is none", "LF"])
def test_bodies_are_unpacked(how: str) -> None:
    body = page(1).encode()
    plain = rows(newsclean("--from", "warc", stdin=response("https://a.example/1", body)).stdout)
    if how == "LF":
        data = response("https://a.example/1", body).replace(b"\r\n", b"\n")
        data = data.replace(b"Content-Length: %d\n\nHTTP" % (len(response("", b"")) - 200), b"\n\nHTTP")
        length = len(data[data.index(b"HTTP/1.1") :]) - 2
        head, _, rest = data.partition(b"application/http;msgtype=response\nContent-Length: ")
        data = head + b"application/http;msgtype=response\nContent-Length: %d\n" % length + rest.partition(b"\n")[2]
    else:
        packed = {
            "gzip": gzip.compress(body),
            "deflate": zlib.compress(body),
            "chunked": b"%x\r\n" % 30 + body[:30] + b"\r\n%x;x\r\n" % len(body[30:]) + body[30:] + b"\r\n0\r\n\r\n",
        }.get(how, body)
        name = "Transfer-Encoding: chunked" if how.startswith("chunked") else f"Content-Encoding: {how.split()[0]}"
        data = response("https://a.example/1", packed, extra=f"{name}\r\n")
    assert rows(newsclean("--from", "warc", stdin=data).stdout) == plain


def test_brotli(tmp_path: Path) -> None:
    body = page(1).encode()
    try:
        import brotli
    except ImportError:
        done = newsclean("--from", "warc", stdin=INFO + response("https://a.example/1", b"\x8b\x02", extra="Content-Encoding: br\r\n"))
        assert done.returncode == 3
        assert "newsclean[warc]" in rows(done.stdout)[0]["error"]
        return
    plain = rows(newsclean("--from", "warc", stdin=response("https://a.example/1", body)).stdout)
    packed = response("https://a.example/1", brotli.compress(body), extra="Content-Encoding: br\r\n")
    assert rows(newsclean("--from", "warc", stdin=packed).stdout) == plain


@pytest.mark.parametrize("pack", [gzip.compress, bytes])
def test_a_broken_archive_gives_the_pages_before(tmp_path: Path, pack: Any) -> None:
    records = [pack(each) for each in archive(12)]
    whole = newsclean("--from", "warc", stdin=b"".join(records)).stdout.splitlines()
    draw = random.Random(5)
    for _ in range(6):
        at = draw.randrange(3, len(records))
        cut = records[at][: draw.randrange(20, len(records[at]) - 20)]
        done = newsclean("--from", "warc", "--to", "jsonl", stdin=b"".join(records[:at]) + cut)
        found = done.stdout.splitlines()
        assert b"Traceback" not in done.stderr
        assert found == whole[: len(found)]
        assert len(found) >= at - 3
        if done.returncode == 0:  # cut in a header, where no record has begun
            assert len(found) == at - 3


def test_no_archive(tmp_path: Path) -> None:
    (tmp_path / "x.warc").write_text("nothing of the kind\n" * 100)
    done = newsclean(tmp_path / "x.warc")
    assert done.returncode == 3
    assert "is no WARC file" in done.stderr.decode()
    assert done.stderr.decode().count("\n") == 1
