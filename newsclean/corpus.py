"""Many documents: inputs in chunks, workers, outputs that grow beside their targets, and what there is to say about it.

Reader ─chunks─▶ Task (here, or in the workers of a Pool) ─outcomes, in order─▶ Output, Journal, Tally, Progress
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import closing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from newsclean.journal import Journal
    from newsclean.options import Options
    from newsclean.progress import Progress
    from newsclean.work import Outcome

from newsclean import files
from newsclean.files import say, shown
from newsclean.model import UsageError
from newsclean.outputs import Output, Stop, unwritable
from newsclean.packed import named
from newsclean.plans import Plan
from newsclean.sources import Chunk, bytes_of
from newsclean.stats import Tally
from newsclean.streams import Reader


def run(paths: list[str], options: Options, head: bytes = b"") -> int:
    """Clean every document of the paths; the exit status. `head` was read of standard input.

    Raises UsageError for options that do not go together or a missing package.
    """
    return _Run(Plan(paths, options), options, head).run()


class _Run:
    """One run on this machine."""

    def __init__(self, plan: Plan, options: Options, head: bytes) -> None:
        from newsclean.work import Task

        self.plan = plan
        self.options = options
        self.reader = Reader(plan.sources, plan.shard, head, options.fields)
        self.task = Task(
            options.settings, plan.to, [named(source.path) for source in plan.sources], stems=plan.stems, extras=options.extras,
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

        sizes = [bytes_of(source) for source in self.plan.sources]
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
                say(f"{named(source.path)}: passed over {number} {what}")
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
        raise unwritable(options.out or "", error) from None


def _unmarked(index: int) -> None:
    """Without workers nobody has to know which document is being cleaned."""
