"""Ray: pieces of Parquet, JSONL and WARC inputs, done wherever the cluster has a core free, each into a part of its own.

The pieces are a Ray dataset; what is done with one is what a worker on one machine does (`work.Task`), in a process of its own that a
document may hang or kill. Inputs and the output folder have to be on a file system that all machines share.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from newsclean.journal import Journal
    from newsclean.options import Options
    from newsclean.progress import Progress

from newsclean.corpus import open_journal, tell, write_stats
from newsclean.files import say, shown
from newsclean.model import InputError, UsageError
from newsclean.outputs import Output
from newsclean.packed import named
from newsclean.plans import Plan
from newsclean.sources import Source, pieces
from newsclean.stats import Tally
from newsclean.streams import Reader
from newsclean.work import Task

PIECE = 1 << 26  # bytes of input in a piece: a minute or so of work, and a part of the output that readers like
SAID = 20  # sentences about failures that a piece hands back; the rest it counts


def run(paths: list[str], options: Options) -> int:
    """Clean the records of the paths on Ray; the exit status. Raises UsageError where ray is missing or cannot be reached."""
    plan = Plan(paths, options)
    names = [named(source.path) for source in plan.sources]
    for source in plan.sources:
        source.path = os.path.abspath(source.path)  # workers stand in other folders
    ray = _ray(options)
    task = Task(
        options.settings, plan.to, names, extras=options.extras, fields=options.fields,
        form=options.from_, encoding=options.encoding, packs=plan.packs,
    )  # fmt: skip
    journal = open_journal(plan, options)
    try:
        pieces, problems = _pieces(plan)
        todo = [piece for piece in pieces if not (piece["at"] in journal.pieces and os.path.exists(piece["target"]))]
        progress = None
        if not options.quiet and sys.stderr.isatty():
            from newsclean.progress import Progress

            progress = Progress([sum(piece["bytes"] for piece in todo)], journal.tally)
        try:
            _work(ray, todo, _Piecework(task, plan.sources, options.limit), journal, progress)
        finally:
            if progress:
                progress.close()
        problems += journal.problems
        write_stats(options, journal.tally)
        journal.close(whole=True)
    except BaseException:
        journal.close(whole=False)
        raise
    finally:
        ray.shutdown()
    tell(options, journal.tally)
    return 3 if journal.tally.failed or problems else 0


def _ray(options: Options) -> Any:
    try:
        import ray
        import ray.data
    except ImportError:
        raise UsageError("--engine ray needs pip install 'newsclean[ray]'") from None
    import logging

    given: dict[str, Any] = {"address": options.address or "local"}  # not whatever cluster happens to run here
    if not options.address:
        given["include_dashboard"] = False
        if options.jobs > 1:
            given["num_cpus"] = options.jobs
    _reach(options.address or "")
    try:
        ray.init(**given, log_to_driver=False, logging_level=logging.ERROR, ignore_reinit_error=True)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise UsageError(f"Ray cannot be reached: {str(error).splitlines()[0]}") from None
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    return ray


def _reach(address: str) -> None:
    """Raise UsageError where nobody listens at "host:port": Ray itself would wait for minutes."""
    from socket import create_connection

    host, mark, port = address.rpartition(":")
    if not mark or not port.isdecimal() or "//" in address:
        return
    try:
        create_connection((host.strip("[]"), int(port)), timeout=10).close()
    except OSError as error:
        raise UsageError(f"Ray cannot be reached at {address}: {error.strerror or error}") from None


def _pieces(plan: Plan) -> tuple[list[dict[str, Any]], int]:
    """(the pieces of all inputs, each with its target; the number of inputs that cannot be read)."""
    found: list[dict[str, Any]] = []
    problems = 0
    mine, of = plan.shard
    for at, source in enumerate(plan.sources):
        stem, ending = plan.endings(at)
        stem = os.path.abspath(stem)
        try:
            for number, (start, size) in enumerate(pieces(source, PIECE)):
                if (number - mine + 1) % of == 0:
                    target = f"{stem}-{number:05d}{ending}"
                    found.append({"at": len(found), "source": at, "start": start, "bytes": size, "target": target})
        except InputError as error:
            say(str(error))
            problems += 1
    return found, problems


def _work(ray: Any, todo: list[dict[str, Any]], work: _Piecework, journal: Journal, progress: Progress | None) -> None:
    if not todo:
        return
    dataset = ray.data.from_items(todo, override_num_blocks=len(todo)).map(work, num_cpus=1)
    from json import loads

    taken = 0
    for row in dataset.iter_rows():
        tally = Tally.from_json(loads(row["tally"]))
        journal.note(row["at"], {}, row["size"], tally, len(row["problems"]))
        taken += row["bytes"]
        for sentence in [*row["problems"], *row["failures"]]:
            (progress.say if progress else say)(sentence)
        if progress:
            progress.show(0, taken, journal.tally)


class _Piecework:
    """What a Ray worker does with a piece: all of its chunks, into the part of the output."""

    def __init__(self, task: Task, sources: list[Source], limit: float) -> None:
        self.task = task
        self.sources = sources
        self.limit = limit

    def __call__(self, piece: dict[str, Any]) -> dict[str, Any]:
        """Do it, and give back what there is to say. Done again it gives the same part."""
        from json import dumps

        tally = Tally()
        failures: list[str] = []
        problems: list[str] = []
        left = 0
        output = Output(piece["target"], self.task.to, each=False)
        output.begin()
        for outcome in self._outcomes(piece):
            output.write(outcome.output)
            tally.merge(outcome.tally)
            problems += outcome.problems
            room = SAID - len(failures)
            failures += outcome.failures[:room]
            left += len(outcome.failures[room:])
        output.finish()
        if left:
            failures.append(f"{shown(piece['target'])}: {left} documents more failed")
        return {
            "at": piece["at"], "bytes": piece["bytes"], "size": output.size, "tally": dumps(tally.to_json()), "failures": failures,
            "problems": problems,
        }  # fmt: skip

    def _outcomes(self, piece: dict[str, Any]) -> Iterator[Any]:
        from newsclean.workers import Pool

        self.task.warm()
        start = {name: value for name, value in piece["start"].items() if value is not None}
        with Pool(self.task, 1, self.limit) as pool:
            for _, outcome in pool.run(Reader(self.sources, fields=self.task.fields).chunks(piece["source"], start, one=True)):
                yield outcome
