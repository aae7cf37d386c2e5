"""What a worker does with one chunk: raw documents in, the bytes of the output back, with what failed and what was cut."""

from __future__ import annotations

import os
from collections.abc import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from newsclean.model import Article

from newsclean import files, render
from newsclean.markdown import value as to_json
from newsclean.model import Document, InputError, NewscleanError
from newsclean.packed import named, zstandard
from newsclean.run import attempt, failed, parse, passing
from newsclean.settings import Settings
from newsclean.sources import Chunk
from newsclean.stats import Tally

ABSTAINED = "too much prose would be lost, everything was kept (--max-removed sets how much is too much)"
ENDING = {"md": ".md", "text": ".txt", "json": ".json"}


class Outcome:
    """What became of a chunk.

    output    bytes to append to the target: JSON lines, or one Arrow IPC stream
    failures  sentences about documents that are error records; problems: about inputs of which there is no record
    notes     warnings
    """

    __slots__ = ("failures", "notes", "output", "problems", "tally")

    def __init__(self) -> None:
        self.output = b""
        self.failures: list[str] = []
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.tally = Tally()


class Task:
    """How to do chunks; called by the workers. The same chunk gives the same outcome, whoever does it.

    to       jsonl, parquet, or md, text, json for a file a document
    folder   where those files go
    packs    "", "gz" or "zst" for every source: how its JSON lines are packed, each chunk on its own
    names    the sources' names, for sentences; stems: for files
    """

    __slots__ = ("encoding", "extras", "fields", "folder", "form", "names", "packs", "settings", "stems", "title", "to")

    def __init__(
        self,
        settings: Settings,
        to: str,
        names: list[str],
        *,
        stems: list[str] | None = None,
        extras: tuple[str, ...] = (),
        fields: dict[str, str] | None = None,
        form: str = "auto",
        encoding: str | None = None,
        title: bool = True,
        folder: str = "",
        packs: list[str] | None = None,
    ) -> None:
        self.settings = settings
        self.to = to
        self.names = names
        self.stems = stems or []
        self.extras = extras
        self.fields = fields or {}
        self.form = form
        self.encoding = encoding
        self.title = title
        self.folder = folder
        self.packs = packs or [""] * len(names)

    def __call__(self, chunk: Chunk, spoiled: dict[int, str], mark: Callable[[int], None]) -> Outcome:
        """Do a chunk, less the documents of it that are `spoiled`; `mark` is told which one is being done."""
        outcome = Outcome()
        if chunk.kind == "broken":
            outcome.problems.append(chunk.problem)
        elif chunk.kind == "arrow" and self.to == "parquet":
            self._batch(chunk, spoiled, mark, outcome)
        else:
            _Pass(self, chunk, spoiled, mark, outcome).run()
        return outcome

    def warm(self) -> None:
        """Load the rules before workers are forked, so that they share them."""
        attempt(lambda: files.from_text("The ferry runs again from Monday, the port said."), self.settings)

    def _batch(self, chunk: Chunk, spoiled: dict[int, str], mark: Callable[[int], None], outcome: Outcome) -> None:
        from newsclean import arrow

        made = arrow.clean_batch(arrow.from_bytes(chunk.payload), self.settings, self.extras, self.fields, spoiled, mark, outcome.tally.add)
        for row, error in enumerate(made.column("error").to_pylist()):
            if error is not None:
                outcome.failures.append(f"{self.names[chunk.source]}, row {chunk.first + row * chunk.stride}: {error}")
        outcome.tally.failed += len(outcome.failures)
        outcome.tally.documents = made.num_rows
        outcome.output = arrow.to_bytes(made)


class _Pass:
    """One pass over a chunk whose documents become records or files one by one."""

    def __init__(self, task: Task, chunk: Chunk, spoiled: dict[int, str], mark: Callable[[int], None], outcome: Outcome) -> None:
        self.task = task
        self.chunk = chunk
        self.spoiled = {**{index: f"the document {why}" for index, why in spoiled.items()}, **chunk.spoiled}
        self.mark = mark
        self.outcome = outcome
        self.records: list[dict[str, Any]] = []

    def run(self) -> None:
        {"jsonl": self._lines, "arrow": self._rows, "warc": self._pages, "files": self._files}[self.chunk.kind]()
        if self.task.to == "parquet":
            from newsclean import arrow

            self.outcome.output = arrow.to_bytes(arrow.from_records(self.records, self.task.extras))
        else:  # all records, or of documents that are files of their own those that failed
            lines = "".join([to_json(record) + "\n" for record in self.records]).encode("utf-8", "replace")
            self.outcome.output = packed(lines, self.task.packs[self.chunk.source])

    def _lines(self) -> None:
        chunk = self.chunk
        for index, line in enumerate(chunk.payload.split(b"\n")):
            if line.strip():
                self.mark(index)
                self._line(index, line, chunk.first + index * chunk.stride, self.task.names[chunk.source])

    def _line(self, index: int, line: bytes, number: int, name: str) -> None:
        where = f"{name}, line {number}"
        try:
            record = parse(line)
        except InputError as error:
            self._fail({"id": None}, self.spoiled.get(index, f"the line {error}"), where)
            return
        if not isinstance(record, dict):
            self._fail({"id": None}, "the line is no JSON object", where)
            return
        self._document(index, where, self._numbered(number), record, lambda: files.from_record(record, self.task.fields))

    def _rows(self) -> None:
        from newsclean import arrow

        batch = arrow.from_bytes(self.chunk.payload)
        names = batch.schema.names
        for index, values in enumerate(zip(*[column.to_pylist() for column in batch.columns], strict=True)):
            self.mark(index)
            number = self.chunk.first + index * self.chunk.stride
            html = self.task.fields.get("html", "html")
            record = {name: value if name == html else arrow.plain(value) for name, value in zip(names, values)}
            where = f"{self.task.names[self.chunk.source]}, row {number}"
            self._document(index, where, self._numbered(number), record, lambda: files.from_record(record, self.task.fields))  # noqa: B023 - called at once

    def _pages(self) -> None:
        for index, (number, name, url, date, charset, body, problem) in enumerate(self.chunk.payload):
            self.mark(index)
            where = f"{self.task.names[self.chunk.source]}, page {number} ({url})"
            if problem:
                self.spoiled.setdefault(index, problem)
            encoding = self.task.encoding or charset
            # `crawled` passes through to the record; the hints are what the rules may use
            record = {"id": name, "url": url, "crawled": date}
            hints = {key: item for key, item in (("encoding", encoding), ("crawled", date)) if item}
            self._document(index, where, self._numbered(number), record, lambda: Document("", "html", name, url, hints, body))  # noqa: B023 - called at once

    def _files(self) -> None:
        for index, (path, name, given) in enumerate(self.chunk.payload):
            self.mark(index)
            shown = named(path)
            try:
                data = files.read_bytes(path) if given is None else given
                form = files.form_of(path, data, self.task.form)
                if form == "jsonl" and index not in self.spoiled:
                    for number, line in enumerate(data.split(b"\n"), 1):
                        if line.strip():
                            self._line(index, line, number, shown)
                    continue
                record, make = self._of_file(path, data, form)
            except InputError as error:
                self.outcome.problems.append(str(error))
                self.outcome.tally.fail()
                continue
            self._document(index, shown, name, record, make)

    def _of_file(self, path: str, data: bytes, form: str) -> tuple[dict[str, Any], Callable[[], Document]]:
        if form in ("json", "jsonl"):
            from newsclean.decode import decode

            try:
                record = parse(decode(data, self.task.encoding).text.encode("utf-8", "surrogatepass"))
            except InputError as error:
                raise InputError(f"{files.shown(path)}: {error}") from None
            if not isinstance(record, dict):
                raise InputError(f"{files.shown(path)}: is no JSON object")
            return record, lambda: files.from_record(record, self.task.fields)
        document = files.document(data, form, path, self.task.encoding, self.outcome.notes.append)
        return {"id": document.id}, lambda: document

    def _numbered(self, number: int) -> str:
        return f"{self.task.stems[self.chunk.source]}-{number:09d}" if self.task.stems else ""

    def _document(self, index: int, where: str, name: str, record: dict[str, Any], make: Callable[[], Document]) -> None:
        found = self.spoiled[index] if index in self.spoiled else attempt(make, self.task.settings)
        if isinstance(found, str):
            self._fail(record, found, where)
            return
        try:
            self._put(found, record, name)
        except NewscleanError as error:  # its file cannot be written
            self.outcome.problems.append(str(error))
            self.outcome.tally.fail()
            return
        self.outcome.tally.add(found)
        if found.abstained and self.chunk.kind == "files":
            self.outcome.notes.append(f"{where}: {ABSTAINED}")

    def _put(self, article: Article, record: dict[str, Any], name: str) -> None:
        task = self.task
        if task.to == "md":
            self._write(name, render.markdown(article, task.title))
        elif task.to == "text":
            self._write(name, render.text(article, task.title))
        else:
            made = render.record(article, task.extras)
            passing(made, record, task.fields)
            if task.to == "json":
                self._write(name, to_json(made) + "\n")
            else:
                self.records.append(made)

    def _write(self, name: str, text: str) -> None:
        path = os.path.join(self.task.folder, name + ENDING[self.task.to])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        files.write_atomic(path, text.encode("utf-8", "replace"), durable=False)

    def _fail(self, record: dict[str, Any], why: str, where: str) -> None:
        self.outcome.failures.append(f"{where}: {why}")
        self.outcome.tally.fail()
        self.records.append(failed(record, why, self.task.fields))


def packed(data: bytes, how: str) -> bytes:
    """The bytes as one gzip member or zstd frame, without a time stamp; such pieces can be put one behind the other."""
    if not data or not how:
        return data
    if how == "gz":
        from gzip import compress

        return compress(data, 6, mtime=0)
    return bytes(zstandard("writing .zst").ZstdCompressor(level=3).compress(data))
