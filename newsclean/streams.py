"""Inputs of many documents as chunks: JSONL (plain, gzip, zstd), Parquet, WARC, folders and lists of files.

A chunk is some 128 KB of raw documents; where the next one begins depends on where this one ends and on nothing else, so that a run
that goes on at a chunk's end makes the same chunks as one that was never broken. Nothing here looks into a document.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Any

from newsclean import files
from newsclean.files import MAGIC
from newsclean.model import InputError
from newsclean.packed import broken_by, named, open_bytes, why
from newsclean.sources import Chunk, Source, bytes_of, stem

SIZE = 1 << 17  # bytes of a chunk: long enough that handing it over costs nothing, short enough to spread the work
LONGEST = 1 << 27  # bytes of one JSONL line; a longer one is an error, so that memory stays bounded
FILES = 64  # files of a chunk at most
STRIDE = 16  # a shard reads at most so many chunks' bytes at once
PAGES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml"})  # what is read of a folder


class Reader:
    """The chunks of all sources, one after the other.

    fields    names of columns that have to be there, see `arrow.schema_of`
    shard     (i, n): of every n documents the i-th (from 1); the caller deals out whole files where there are enough
    """

    def __init__(
        self, sources: list[Source], shard: tuple[int, int] = (1, 1), head: bytes = b"", fields: dict[str, str] | None = None
    ) -> None:
        self.sources = sources
        self.shard = shard
        self.head = head  # what was read of standard input to see what it is
        self.fields = fields or {}
        self.passed: dict[int, int] = {}  # source -> members that are no documents
        self._live: int | None = None

    def awaited(self) -> int | None:
        """The descriptor to wait for before the next chunk is asked for: standard input, where it is a pipe or a terminal."""
        return self._live

    def chunks(self, source: int = 0, start: dict[str, Any] | None = None, one: bool = False) -> Iterator[Chunk | None]:
        """The chunks from a place on, or those of `one` source only; an input that cannot be read is a chunk of the kind "broken".

        start   `Chunk.after`, or a piece of an input as `pieces` makes it
        """
        for at in range(source, source + 1 if one else len(self.sources)):
            last = None
            try:
                for chunk in self._read(at, start or {}):
                    last = chunk or last
                    yield chunk
            except InputError as error:
                broken = Chunk(at, "broken", None, 0, last.after if last else start or {})
                broken.problem = str(error)
                broken.taken = bytes_of(self.sources[at]) or 0
                yield broken
            start = None

    def _read(self, at: int, start: dict[str, Any]) -> Iterator[Chunk | None]:
        kind = self.sources[at].kind
        if kind == "jsonl":
            return self._lines(at, start)
        if kind == "parquet":
            return self._rows(at, start)
        if kind == "warc":
            return self._pages(at, start)
        return self._files(at, start) if kind == "file" else self._folder(at, start)

    # JSONL

    def _lines(self, at: int, start: dict[str, Any]) -> Iterator[Chunk | None]:
        path = self.sources[at].path
        number, offset, end = start.get("number", 1), start.get("offset", 0), start.get("end", sys.maxsize)
        if path == "-":
            self.head = self.head or os.read(0, SIZE)
            if not offset and not self.head.startswith(MAGIC):
                yield from self._from_pipe(at)
                return
        stream, disk = open_bytes(path, self.head)
        try:
            _skip(stream, offset)
            while True:
                data, spoiled, lines, taken = _whole_lines(stream, min(SIZE * min(self.shard[1], STRIDE), end - offset))
                if not lines and (number > 1 or broken_by(stream)):
                    break
                offset += taken
                chunk = self._piece(at, data, number, spoiled, {"number": number + lines, "offset": offset})
                chunk.taken = disk.tell() if disk is not None else offset
                number += lines
                yield chunk  # at least one, so that an empty input has its empty output
                if not lines:
                    break
            if broken_by(stream):
                raise InputError(f"{named(path)}: cannot be read beyond line {number - 1}: {broken_by(stream)}")
        except OSError as error:
            raise InputError(f"{named(path)}: cannot be read beyond line {number - 1}: {why(error)}") from None
        finally:
            if path != "-":
                stream.close()

    def _from_pipe(self, at: int) -> Iterator[Chunk | None]:
        """The lines of standard input as they come: what is there is a chunk, so that a slow pipe is answered at once."""
        self._live = 0
        number, offset, dropping = 1, 0, False
        data, pieces, length, newline = self.head, [], 0, False
        while True:
            ended = not data
            if dropping and not ended:
                offset += len(data)
                cut = data.find(b"\n") + 1
                dropping = not cut
                data = data[cut:] if cut else b""
            pieces.append(data)
            length += len(data)
            newline = newline or b"\n" in data
            if newline and length < SIZE and not ended and _more(0):
                data = os.read(0, SIZE)
                continue
            if newline or ended:
                joined = b"".join(pieces)
                cut = len(joined) if ended else joined.rfind(b"\n") + 1
                lines = joined.count(b"\n", 0, cut) + (ended and not joined.endswith(b"\n") and cut > 0)
                offset += cut
                if cut or number == 1:
                    chunk = self._piece(at, joined[:cut], number, {}, {"number": number + lines, "offset": offset})
                    chunk.taken = offset
                    number += lines
                    yield chunk
                if ended:
                    self._live = None
                    return
                pieces, length, newline = [joined[cut:]], len(joined) - cut, False
            elif length > LONGEST:
                offset += length
                pieces, length, dropping = [], 0, True
                yield self._piece(at, b"{}\n", number, {0: _TOO_LONG}, {"number": number + 1, "offset": offset})
                number += 1
            else:
                yield None
            data = os.read(0, SIZE)

    def _piece(self, at: int, data: bytes, number: int, spoiled: dict[int, str], after: dict[str, Any]) -> Chunk:
        """A chunk of lines, less those of other shards."""
        mine, of = self.shard
        skip = (mine - number) % of
        if of > 1:
            lines = data.split(b"\n")
            data = b"\n".join(lines[skip : len(lines) - (lines[-1] == b"") : of])
        chunk = Chunk(at, "jsonl", data, number + skip, after)
        chunk.stride = of
        chunk.spoiled = {(index - skip) // of: why for index, why in spoiled.items() if index >= skip and (index - skip) % of == 0}
        return chunk

    # Parquet

    def _rows(self, at: int, start: dict[str, Any]) -> Iterator[Chunk]:
        from newsclean import arrow, parquet

        path = self.sources[at].path
        mine, of = self.shard
        number = start.get("number", 1)
        first = True
        parquet.has_documents(path, self.fields)
        for batch, share in parquet.read_rows(path, number - 1, SIZE * min(of, STRIDE), start.get("groups")):
            skip = (mine - number) % of
            rows = batch.num_rows
            if of > 1:
                batch = batch.take(arrow.indices(skip, rows, of))
            chunk = Chunk(at, "arrow", arrow.to_bytes(batch), number + skip, {"number": number + rows})
            chunk.stride = of
            chunk.taken = int(share * (bytes_of(self.sources[at]) or 0))
            number += rows
            first = False
            yield chunk
        if first and number == 1:
            yield Chunk(at, "arrow", arrow.to_bytes(parquet.empty(path)), 1, {"number": 1})

    # WARC

    def _pages(self, at: int, start: dict[str, Any]) -> Iterator[Chunk]:
        from newsclean import warc

        path = self.sources[at].path
        mine, of = self.shard
        pages: list[tuple[Any, ...]] = []
        length = taken = 0
        number, skipped = 1, start.get("number", 1) - 1
        first = last = number + skipped
        problem = ""
        stream, disk = open_bytes(path, self.head)
        try:
            for page in warc.pages(stream, named(path)):
                if page is None:
                    self.passed[at] = self.passed.get(at, 0) + 1
                    continue
                number += 1
                if number - 1 <= skipped or (number - 1 - mine) % of:
                    continue
                pages.append((number - 1, *page))
                length += len(page[4])
                if length >= SIZE * 2 or len(pages) >= FILES:
                    taken = disk.tell() if disk is not None else taken + length
                    yield self._batch(at, "warc", pages, last, {"number": number}, taken)
                    pages, length, last = [], 0, number
        except InputError as error:
            problem = str(error)
        except OSError as error:
            problem = f"{named(path)}: cannot be read beyond page {number - 1}: {why(error)}"
        finally:
            if path != "-":
                stream.close()
        if broken_by(stream):
            problem = f"{named(path)}: cannot be read beyond page {number - 1}: {broken_by(stream)}"
        if pages or last == first:
            yield self._batch(at, "warc", pages, last, {"number": number}, bytes_of(self.sources[at]) or taken + length)
        if problem:
            raise InputError(problem)

    # Files

    def _files(self, at: int, start: dict[str, Any]) -> Iterator[Chunk]:
        paths = self.sources[at].paths
        begin = start.get("number", 1) - 1
        found = ((path, stem(path), {"number": number + 1}) for number, path in enumerate(paths[begin:], begin + 1))
        yield from self._grouped(at, found, begin)

    def _folder(self, at: int, start: dict[str, Any]) -> Iterator[Chunk]:
        path = self.sources[at].path
        after = tuple(start["after"].split("/")) if "after" in start else ()
        begin = start.get("number", 1) - 1
        numbers = iter(range(begin + 2, sys.maxsize))
        found = ((file, name, {"after": "/".join(place), "number": next(numbers)}) for file, name, place in self._walk(at, path, (), after))
        empty = True
        for chunk in self._grouped(at, found, begin):
            empty = False
            yield chunk
        if empty and not after:
            raise InputError(f"{named(path)}: is a directory without .txt or .html files; name the files it is about")

    def _grouped(self, at: int, found: Iterator[tuple[str, str, dict[str, Any]]], begin: int) -> Iterator[Chunk]:
        mine, of = self.shard
        members: list[tuple[str, str, bytes | None]] = []
        length = taken = 0
        number, after = begin, {"number": begin + 1}
        for path, name, place in found:
            number += 1
            after = place
            if (number - mine) % of:
                continue
            # standard input is read here: a worker has none
            members.append((path, name, self.head + files.read_bytes(path) if path == "-" else None))
            length += _size_of(path)
            if length >= SIZE or len(members) >= FILES:
                taken += length
                yield self._batch(at, "files", members, number, after, taken)
                members, length = [], 0
        if members:
            yield self._batch(at, "files", members, number, after, taken + length)

    def _walk(self, at: int, folder: str, place: tuple[str, ...], after: tuple[str, ...]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """(path, name of the output, place) of every text and page below, in the order of the places, from behind `after` on."""
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            raise InputError(f"{named(folder)}: cannot be read: {error.strerror or error}") from None
        names = [entry.name for entry in found if files.suffix(entry.name) in PAGES]
        stems = [os.path.splitext(name)[0] for name in names]
        double = {name for name, each in zip(names, stems) if stems.count(each) > 1} if len(set(stems)) < len(stems) else set()
        for entry in found:
            here = (*place, entry.name)
            if entry.is_dir(follow_symlinks=False):
                if here >= after[: len(here)]:
                    yield from self._walk(at, entry.path, here, after)
            elif here <= after:
                continue
            elif files.suffix(entry.name) in PAGES:
                # a.txt and a.html side by side keep their suffix, lest one output replace the other
                own = entry.name if entry.name in double else os.path.splitext(entry.name)[0]
                yield entry.path, os.path.join(*place, own), here
            else:
                self.passed[at] = self.passed.get(at, 0) + 1

    def _batch(self, at: int, kind: str, payload: Any, first: int, after: dict[str, Any], taken: int) -> Chunk:
        chunk = Chunk(at, kind, payload, first, after)
        chunk.taken = taken
        return chunk


_TOO_LONG = f"the line is longer than {LONGEST >> 20} MB"


def _skip(stream: IO[bytes], offset: int) -> None:
    if offset and stream.seekable():
        stream.seek(offset)
        return
    while offset > 0:
        gone = len(stream.read(min(offset, 1 << 20)))
        if not gone:
            return
        offset -= gone


def _whole_lines(stream: IO[bytes], size: int) -> tuple[bytes, dict[int, str], int, int]:
    """(whole lines of `size` bytes and the rest of the last one, lines that are too long, number of lines, bytes that were read)."""
    data = stream.read(size)
    taken = len(data)
    spoiled: dict[int, str] = {}
    if data and not data.endswith(b"\n"):
        rest = stream.readline(LONGEST)
        taken += len(rest)
        if len(rest) == LONGEST and not rest.endswith(b"\n"):
            while rest and not rest.endswith(b"\n"):
                rest = stream.readline(1 << 20)
                taken += len(rest)
            data = data[: data.rfind(b"\n") + 1]
            spoiled[data.count(b"\n")] = _TOO_LONG
            rest = b"{}\n"
        data += rest
    return data, spoiled, data.count(b"\n") + (data != b"" and not data.endswith(b"\n")), taken


def _size_of(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0  # the worker says what is wrong with it


def _more(descriptor: int) -> bool:
    from select import select

    return bool(select([descriptor], [], [], 0)[0])
