"""Which inputs a run has, and the chunks that they are read in."""

from __future__ import annotations

import os
from collections.abc import Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean import files
from newsclean.files import PACKED
from newsclean.packed import open_bytes


class Source:
    """One input: `path` (or several `paths` of single files), its kind, and the name of its output in a folder."""

    __slots__ = ("kind", "name", "path", "paths")

    def __init__(self, path: str, kind: str, name: str = "", paths: tuple[str, ...] = ()) -> None:
        self.path = path
        self.kind = kind
        self.name = name
        self.paths = paths


class Chunk:
    """Some documents of a source, raw.

    kind     jsonl: payload is bytes of whole lines; arrow: an IPC stream; warc: tuples; files: (path, name of the output, bytes or None) tuples;
             broken: none, and `problem` says what is wrong with the input
    first, stride  the number of its first document (line, row, record; from 1), and from one document to the next
    spoiled  documents that are errors already, {index: sentence}
    after    where the next chunk begins: what `chunks(..., start=)` takes
    taken    bytes of the source that were read so far, as they lie on disk
    """

    __slots__ = ("after", "first", "kind", "payload", "problem", "source", "spoiled", "stride", "taken")

    def __init__(self, source: int, kind: str, payload: Any, first: int, after: dict[str, Any]) -> None:
        self.source = source
        self.kind = kind
        self.payload = payload
        self.first = first
        self.after = after
        self.stride = 1
        self.spoiled: dict[int, str] = {}
        self.taken = 0
        self.problem = ""


def kind_of(path: str, given: str = "auto") -> str:
    """jsonl, parquet, warc, folder or file: what was asked for, else by the suffix, `.gz` and `.zst` taken off."""
    if path != "-" and os.path.isdir(path):
        return "folder"
    if given in ("jsonl", "parquet", "warc"):
        return given
    if given != "auto" or path == "-":
        return "file"
    return files.stream_of(path) or "file"


def stem(path: str) -> str:
    """ "part-0" of "in/part-0.jsonl.gz"; "stdin" for "-"."""
    name = "stdin" if path == "-" else os.path.basename(os.path.abspath(path))
    for _ in range(2):
        if files.suffix(name) in (*PACKED, *files.STREAMS, *files.SUFFIXES):
            name = os.path.splitext(name)[0]
    return name


def sources_of(paths: list[str], given: str, apart: bool) -> list[Source]:
    """The sources that the paths name, in order; single files side by side are one source, unless each has its own output (`apart`)."""
    found: list[Source] = []
    for path in paths:
        kind = kind_of(path, given)
        if kind == "file" and not apart and found and found[-1].kind == "file":
            found[-1].paths += (path,)
        else:
            found.append(Source(path, kind, stem(path), (path,) if kind == "file" else ()))
    return found


def bytes_of(source: Source) -> int | None:
    """Bytes of the source on disk, or None where only reading it would tell."""
    if source.kind == "folder" or source.path == "-":
        return None
    try:
        return sum(os.path.getsize(path) for path in source.paths or (source.path,))
    except OSError:
        return None


def pieces(source: Source, size: int) -> Iterator[tuple[dict[str, Any], int]]:
    """(where a piece of some `size` bytes begins and ends, its bytes): lines of plain JSONL, row groups of Parquet; else all.

    Nothing is read but what tells where. Raises InputError.
    """
    if source.kind == "jsonl" and files.suffix(source.path) not in PACKED:
        stream, _ = open_bytes(source.path)
        with stream:
            whole = os.fstat(stream.fileno()).st_size
            offset = 0
            while offset < whole or offset == 0:
                stream.seek(min(offset + size, whole))
                stream.readline()
                end = max(stream.tell(), 1)
                yield {"offset": offset, "end": end}, end - offset
                offset = end
        return
    if source.kind == "parquet":
        from newsclean import parquet

        yield from parquet.pieces(source.path, size)
        return
    yield {}, bytes_of(source) or 0
