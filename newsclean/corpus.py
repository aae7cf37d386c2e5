"""Many documents: inputs in chunks, workers, outputs that grow beside their targets, and what there is to say about it.

Reader ─chunks─▶ Task (here, or in the workers of a Pool) ─outcomes, in order─▶ Output, Journal, Tally, Progress
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from newsclean.journal import Journal
    from newsclean.options import Options
    from newsclean.progress import Progress
    from newsclean.work import Outcome

from newsclean import files, streams
from newsclean.files import PACKED, say, shown
from newsclean.model import InputError, UsageError
from newsclean.stats import Tally
from newsclean.streams import Chunk, Reader

PART = ".newsclean-part"  # what is written of an output, beside it
JOURNAL = ".newsclean-journal"
FORMATS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".pq": "parquet"}
APART = ("md", "text", "json")  # one file a document


def run(paths: list[str], options: Options, head: bytes = b"") -> int:
    """Clean every document of the paths; the exit status. `head` was read of standard input.

    Raises UsageError for options that do not go together or a missing package.
    """
    return _Run(Plan(paths, options), options, head).run()


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
        kinds = {streams.kind_of(path, options.from_) for path in paths}
        self.to = self._format(kinds, options)
        self.each = self.to in APART
        self.records = kinds <= {"jsonl", "parquet", "warc"} and "-" not in paths
        _refuse(self, options)
        sources = streams.plan(paths, options.from_, bool(self.folder) and not self.each)
        if of > 1 and len(sources) >= of:
            sources = sources[mine - 1 :: of]  # whole files each, so that none is read by two shards
            self.shard = (1, 1)
        self.sources = sources
        self.mark = f"-{mine}-of-{of}" if of > 1 else ""
        self.targets = self._targets(options.out)
        for target in self.targets:
            if target.endswith(".zst"):
                streams.zstandard("writing .zst")
        if self.to == "parquet" or "parquet" in {source.kind for source in sources}:
            from newsclean import arrow

            arrow.arrow()
            if self.to == "parquet" and not self.folder and len(sources) > 1:
                arrow.same_columns([source.path for source in sources if source.kind == "parquet"], len(sources))

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


def is_folder(out: str) -> bool:
    """Whether what stands behind -o is a folder: one that is there, or that ends in a slash."""
    return out.endswith(("/", os.sep)) or os.path.isdir(out)


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


class Output:
    """One target: what there is of it lies beside it, and is renamed when it is whole. "" is standard output."""

    def __init__(self, target: str, to: str, each: bool) -> None:
        self.target = target
        self.to = to
        self.each = each  # the output holds the error records alone, the documents are files of their own
        self.size = 0
        self.begun = False  # something was read that could go here, be it nothing
        self._file: int | None = None

    def begin(self, size: int = 0) -> None:
        """Go on behind `size` bytes."""
        self.size = size
        if not self.target:
            self._file = sys.stdout.fileno()
            return
        try:
            self._file = os.open(self.target + PART, os.O_RDWR | os.O_CREAT, 0o666)
            if os.fstat(self._file).st_size < size:
                raise UsageError(f"{shown(self.target + PART)}: the broken run's output is not whole; without --resume it starts anew")
            os.ftruncate(self._file, size)
            os.lseek(self._file, size, os.SEEK_SET)
        except OSError as error:
            raise _unwritable(self.target, error) from None

    def write(self, data: bytes) -> None:
        """Append; all of it, or an error is raised."""
        assert self._file is not None
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._file, rest) :]
        except OSError as error:
            if not self.target:
                raise
            raise _unwritable(self.target, error) from None
        self.size += len(data)

    def finish(self) -> None:
        """Rename what is there to the target. Does nothing where that was done."""
        self.close()
        part = self.target + PART
        if not self.target or not os.path.exists(part):
            return
        try:
            if self.each and not os.path.getsize(part):
                os.unlink(part)
                if os.path.exists(self.target):  # the errors of an earlier run
                    os.unlink(self.target)
                return
            if self.to == "parquet":
                from newsclean.arrow import write_parquet

                made = part + ".parquet"
                write_parquet(part, made)
                _sync(made)
                os.replace(made, self.target)
                os.unlink(part)
            else:
                _sync(part)
                os.replace(part, self.target)
        except OSError as error:
            raise _unwritable(self.target, error) from None

    def drop(self) -> None:
        """No input of this output could be read: what was there before stays."""
        self.close()
        if self.target and os.path.exists(self.target + PART):
            os.unlink(self.target + PART)

    def close(self) -> None:
        """Leave what there is as it is."""
        if self._file is not None and self.target:
            os.close(self._file)
        self._file = None


def _sync(path: str) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _unwritable(target: str, error: OSError) -> InputError:
    return InputError(f"{shown(target)}: cannot be written: {error.strerror or error}; --resume goes on with what is done")


class Stop:
    """Ctrl-C and SIGTERM: raised at once while waiting, but behind whole lines while something is written."""

    def __init__(self) -> None:
        self.holding = False
        self.caught = 0
        self._old: dict[int, Any] = {}

    def __enter__(self) -> Stop:
        for number in (signal.SIGINT, signal.SIGTERM):
            try:
                self._old[number] = signal.signal(number, self._catch)
            except ValueError:  # not the main thread: its signals are another's business
                pass
        return self

    def __exit__(self, *_: object) -> None:
        for number, old in self._old.items():
            signal.signal(number, old)

    def _catch(self, number: int, frame: object) -> None:
        self.caught = number
        if not self.holding:
            self._raise()

    def _raise(self) -> None:
        if self.caught == signal.SIGINT:
            raise KeyboardInterrupt
        sys.exit(128 + self.caught)

    @contextmanager
    def held(self) -> Iterator[None]:
        """What is done in here is done whole."""
        self.holding = True
        try:
            yield
        finally:
            self.holding = False
        if self.caught:
            self._raise()


class _Run:
    """One run on this machine."""

    def __init__(self, plan: Plan, options: Options, head: bytes) -> None:
        from newsclean.work import Task

        self.plan = plan
        self.options = options
        self.reader = Reader(plan.sources, plan.shard, head, options.fields)
        self.task = Task(
            options.settings, plan.to, [streams.named(source.path) for source in plan.sources], stems=plan.stems, extras=options.extras,
            fields=options.fields, form=options.from_, encoding=options.encoding, title=options.title, folder=plan.folder, packs=plan.packs,
        )  # fmt: skip
        self.tally = Tally()
        self.problems = 0
        self.journal: Journal | None = None
        self.progress: Progress | None = None
        self.output: Output | None = None
        self.at = -1  # the source whose output is open

    def run(self) -> int:
        """Do it; the exit status."""
        if self.options.resume and self._is_whole():
            say(f"{shown(self.options.out or '')}: is whole, there is nothing to resume")
            return 0
        with Stop() as stop:
            if self.plan.journal:
                self._open_journal()
            try:
                self._start_progress()
                self._clean(stop)
                with stop.held():
                    write_stats(self.options, self.tally)  # before the journal goes: a run that is whole has its statistics
                    self._close(whole=True)
            except UsageError:
                if self.output:
                    self.output.drop()
                self._close(whole=True)  # what is wrong is the command: nothing of it is worth resuming
                raise
            except BaseException as error:
                self._close(whole=False)
                if self.journal and isinstance(error, (KeyboardInterrupt, SystemExit)):
                    say("stopped; what is done is kept, --resume goes on")
                raise
        self._tell()
        return 3 if self.tally.failed or self.problems else 0

    def _is_whole(self) -> bool:
        targets = self.plan.targets
        return not self.plan.each and not os.path.exists(self.plan.journal) and all([os.path.exists(target) for target in targets])

    def _open_journal(self) -> None:
        self.journal = open_journal(self.plan, self.options)
        if self.journal.resumed:
            self.tally, self.problems = self.journal.tally, self.journal.problems
            for source in range(self.journal.done):
                if self._ends(source):
                    self._output(source).finish()

    def _output(self, source: int) -> Output:
        return Output(self.plan.targets[source], self.plan.to, self.plan.each)

    def _ends(self, source: int) -> bool:
        """Whether this is the last source that goes to its target."""
        targets = self.plan.targets
        return source + 1 == len(targets) or targets[source + 1] != targets[source]

    def _start_progress(self) -> None:
        if self.options.quiet or not sys.stderr.isatty():
            return
        from newsclean.progress import Progress

        sizes = [streams.bytes_of(source) for source in self.plan.sources]
        self.progress = Progress([size for size in sizes if size is not None] if None not in sizes else None, self.tally)

    def _clean(self, stop: Stop) -> None:
        source, after = 0, None
        if self.journal and self.journal.resumed:
            source, after = self.journal.source, self.journal.after
            if self.journal.done > source:
                source, after = self.journal.done, None
        if after is not None and source < len(self.plan.targets):
            assert self.journal is not None
            self.at, self.output = source, self._output(source)
            self.output.begin(self.journal.size)
            self.output.begun = bool(after)  # the place behind a chunk, not that of an input that could not be read
        elif source:
            self.at = source - 1  # its output is whole already
        with closing(self._outcomes(source, after)) as outcomes:  # closed at once, so that no worker outlives a failure
            for chunk, outcome in outcomes:
                with stop.held():
                    self._take(chunk, outcome)
        with stop.held():
            self._turn(len(self.plan.sources))

    def _outcomes(self, source: int, after: dict[str, Any] | None) -> Generator[tuple[Chunk, Outcome], None, None]:
        chunks = self.reader.chunks(source, after)
        if self.options.jobs <= 1:
            for chunk in chunks:
                if chunk is not None:
                    yield chunk, self.task(chunk, {}, _unmarked)
            return
        from newsclean.workers import Pool

        self.task.warm()
        with Pool(self.task, self.options.jobs, self.options.limit) as pool:
            yield from pool.run(chunks, self.reader.awaited)

    def _take(self, chunk: Chunk, outcome: Outcome) -> None:
        """Write what became of a chunk, and say what failed."""
        if chunk.source != self.at:
            self._turn(chunk.source)
        assert self.output is not None
        self.output.begun = self.output.begun or chunk.kind != "broken"
        self.output.write(outcome.output)
        if self.journal:
            self.journal.note(chunk.source, chunk.after, self.output.size, outcome.tally, len(outcome.problems))
            self.tally, self.problems = self.journal.tally, self.journal.problems
        else:
            self.tally.merge(outcome.tally)
            self.problems += len(outcome.problems)
        sentences = [*outcome.failures, *outcome.problems, *([] if self.options.quiet else outcome.notes)]
        for sentence in sentences:
            self._say(sentence)
        if self.progress:
            self.progress.show(chunk.source, chunk.taken, self.tally)

    def _turn(self, source: int) -> None:
        """Go over to the output of another source; those before it are whole."""
        for done in range(max(self.at, 0), source):
            if self._ends(done):
                output = self.output or self._output(done)
                if self.output and not self.output.begun:
                    output.drop()
                if self.journal:
                    self.journal.finish(done)
                output.finish()
                self.output = None
        self.at = source
        if source < len(self.plan.sources) and self.output is None:
            self.output = self._output(source)
            self.output.begin()

    def _say(self, sentence: str) -> None:
        if self.progress:
            self.progress.say(sentence)
        else:
            say(sentence)

    def _close(self, whole: bool) -> None:
        if self.output:
            self.output.close()
        if self.journal:
            self.journal.close(whole)
        if self.progress:
            self.progress.close()

    def _tell(self) -> None:
        if not self.options.quiet:
            for at, number in self.reader.passed.items():
                source = self.plan.sources[at]
                what = "files that are neither .txt nor .html" if source.kind == "folder" else "responses that are no good HTML pages"
                say(f"{streams.named(source.path)}: passed over {number} {what}")
        tell(self.options, self.tally)


def write_stats(options: Options, tally: Tally) -> None:
    """The file of --stats."""
    if options.stats:
        from newsclean.stats import report

        files.write_atomic(options.stats, report(tally).encode("utf-8", "replace"), durable=False)


def tell(options: Options, tally: Tally) -> None:
    """The summary of --stats on stderr."""
    if options.stats and not options.quiet:
        from newsclean.stats import table

        sys.stderr.write(table(tally))


def open_journal(plan: Plan, options: Options) -> Journal:
    """The journal of a run whose output is no stream, in its folder. Raises InputError where nothing can be written."""
    from newsclean.journal import Journal

    try:
        if plan.folder:
            os.makedirs(plan.folder, exist_ok=True)
        return Journal(plan.journal, plan.said(options), options.resume)
    except OSError as error:
        raise _unwritable(options.out or "", error) from None


def _unmarked(index: int) -> None:
    """Without workers nobody has to know which document is being cleaned."""
