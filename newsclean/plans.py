"""What a run over many documents reads, and where it goes."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from newsclean.options import Options

from newsclean import files
from newsclean.files import PACKED, is_folder, shown
from newsclean.model import UsageError
from newsclean.packed import zstandard
from newsclean.sources import kind_of, sources_of

JOURNAL = ".newsclean-journal"
FORMATS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".pq": "parquet"}
APART = ("md", "text", "json")  # one file a document


class Plan:
    """What is read, and where it goes.

    sources   the inputs; the same number of targets: paths to write, "" for standard output or a file a document
    to        jsonl, parquet, or md, text, json for a file a document
    folder    where several outputs go, or ""
    records   whether the inputs are files of records alone
    mark      "-2-of-8" of a shard that shares its folder with the others
    """

    def __init__(self, paths: list[str], options: Options) -> None:
        self.folder = options.out if options.out and is_folder(options.out) else ""
        self.shard = options.shard
        mine, of = self.shard
        kinds = {kind_of(path, options.from_) for path in paths}
        self.to = self._format(kinds, options)
        self.each = self.to in APART
        self.records = kinds <= {"jsonl", "parquet", "warc"} and "-" not in paths
        _refuse(self, options)
        sources = sources_of(paths, options.from_, bool(self.folder) and not self.each)
        if of > 1 and len(sources) >= of:
            sources = sources[mine - 1 :: of]  # whole files each, so that none is read by two shards
            self.shard = (1, 1)
        self.sources = sources
        self.mark = f"-{mine}-of-{of}" if of > 1 else ""
        self.targets = self._targets(options.out)
        for target in self.targets:
            if target.endswith(".zst"):
                zstandard("writing .zst")
        if self.to == "parquet" or "parquet" in {source.kind for source in sources}:
            from newsclean import arrow, parquet

            arrow.arrow()
            if self.to == "parquet" and not self.folder and len(sources) > 1:
                parquet.same_columns([source.path for source in sources if source.kind == "parquet"], len(sources))

    def _format(self, kinds: set[str], options: Options) -> str:
        if options.to:
            return "jsonl" if options.to == "json" and not self.folder else options.to
        if not self.folder:
            return FORMATS.get(files.suffix(_unpacked(options.out or "")), "jsonl")
        if kinds <= {"folder", "file"}:
            return "md"
        return "parquet" if kinds == {"parquet"} else "jsonl"

    def _targets(self, out: str | None) -> list[str]:
        if out is None or out == "-":
            return [""] * len(self.sources)
        if not self.folder:
            return [out] * len(self.sources)
        if self.each:
            return [os.path.join(self.folder, f"errors{self.mark}.jsonl")] * len(self.sources)
        mark = self.mark if self.shard[1] > 1 else ""
        found = [mark.join(self.endings(at)) for at in range(len(self.sources))]
        for at, target in enumerate(found):
            if target in found[:at]:
                raise UsageError(f"{shown(target)}: two inputs would be written to it; clean them into two folders")
        return found

    def endings(self, at: int) -> tuple[str, str]:
        """("DIR/name", ".jsonl.gz") of a source's output in the folder; JSON lines are packed as the input was."""
        source = self.sources[at]
        packed = files.suffix(source.path) if self.to == source.kind == "jsonl" and files.suffix(source.path) in PACKED else ""
        return os.path.join(self.folder, source.name), f".{self.to}{packed}"

    @property
    def packs(self) -> list[str]:
        """ "", "gz" or "zst" for every target."""
        return [files.suffix(target)[1:] if files.suffix(target) in PACKED else "" for target in self.targets]

    @property
    def journal(self) -> str:
        """The path of the journal, or "" where nothing can be resumed."""
        if self.folder:
            return os.path.join(self.folder, f"{JOURNAL}{self.mark}")
        return self.targets[0] + JOURNAL if self.targets and self.targets[0] else ""

    @property
    def stems(self) -> list[str] | None:
        """Of the names of files of numbered documents, by source."""
        if not self.each:
            return None
        names = [source.name for source in self.sources]
        return [name if names.count(name) == 1 else f"{name}-{at}" for at, name in enumerate(names, 1)]

    def said(self, options: Options) -> dict[str, Any]:
        """What makes a run what it is; another such value is another run."""
        from newsclean import __version__

        inputs = []
        for source in self.sources:
            members = source.paths or (source.path,)
            inputs.append([[os.path.abspath(path), *_stamp(path, source.kind)] for path in members])
        given = [
            self.to,
            list(self.shard),
            list(options.extras),
            sorted(options.fields.items()),
            options.encoding,
            options.title,
            options.from_,
        ]
        return {"newsclean": __version__, "inputs": inputs, "options": [*given, *_plain(options.settings)], "targets": self.targets}


def _plain(settings: Any) -> list[str]:
    """The settings as text that is the same in every process: sets have no order of their own."""
    from newsclean.settings import DEFAULTS

    values = [getattr(settings, name) for name in DEFAULTS]
    return [repr(sorted(value) if isinstance(value, frozenset) else value) for value in values]


def _stamp(path: str, kind: str) -> tuple[int, int]:
    """(bytes, time of the last change) of a file: another stamp is another file."""
    try:
        status = os.stat(path)
    except OSError:
        return 0, 0
    return (0, 0) if kind == "folder" or path == "-" else (status.st_size, status.st_mtime_ns)


def _unpacked(path: str) -> str:
    return path[: -len(files.suffix(path))] if files.suffix(path) in PACKED else path


def _refuse(plan: Plan, options: Options) -> None:
    if options.write or options.check or options.diff:
        raise UsageError("-w, --check and --diff are for .md, .txt and .json files, one by one")
    if plan.to == "explain":
        raise UsageError("--to explain is for single documents")
    if plan.each and not plan.folder:
        raise UsageError("many documents as Markdown or text are a file each: they need -o DIR/; --to jsonl goes to one output")
    if plan.to == "parquet" and options.out in (None, "-"):
        raise UsageError("Parquet is written to a file: name it with -o")
    if options.engine and (not plan.folder or plan.each or not plan.records):
        raise UsageError("--engine ray reads Parquet, jsonl and WARC files and writes --to parquet or jsonl to -o DIR/")
    if options.address and not options.engine:
        raise UsageError("--address is of a Ray cluster: it goes with --engine ray")
    if options.shard[1] > 1 and options.out not in (None, "-") and not plan.folder:
        raise UsageError("--shard writes to a folder, -o DIR/, so that no shard writes over another's output")
    if options.resume and options.out in (None, "-"):
        raise UsageError("--resume goes on with an output that -o names")
