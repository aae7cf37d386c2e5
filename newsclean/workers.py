"""Worker processes: chunks out, results back in order; a death or a hang costs the one document that caused it.

A chunk is any picklable value whose documents the work counts from 0. The work says through `mark(index)` which document it is at,
in memory that both sides share: so the parent knows which document hangs or has killed its worker, and nothing is sent per document.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from typing import Any

    Mark = Callable[[int], None]
    Work = Callable[[Any, dict[int, str], Mark], Any]  # (chunk, {index: why it has failed already}, mark) -> result

from newsclean.model import NewscleanError

LIMIT = 60.0  # seconds that one document may take
AHEAD = 4  # chunks per worker that may be read before the oldest one is written: bounds the memory
TURN = 0.25  # seconds between two looks at the workers' documents
DEATHS = 2  # a document whose worker died so often is to blame; one death may be the kernel's, short of memory
IDLE = -1  # the mark of a worker that is at no document


class _Worker:
    """One process, its pipe, its mark, and the chunk it has."""

    __slots__ = ("chunk", "connection", "deaths", "failed", "mark", "process", "seen", "sequence", "since")

    def __init__(self, process: Any, connection: Connection[Any, Any], mark: Any) -> None:
        self.process = process
        self.connection = connection
        self.mark = mark
        self.sequence = IDLE
        self.chunk: Any = None
        self.failed: dict[int, str] = {}
        self.deaths: dict[int, int] = {}
        self.seen = IDLE
        self.since = 0.0


class Pool:
    """`jobs` worker processes that run `work`; close it, or use it in a `with`.

    limit  seconds that one document may take; a worker that takes longer is killed

    Workers are forked where the system can, so that they share the loaded rules; they ignore Ctrl-C, which is the parent's.
    """

    def __init__(self, work: Work, jobs: int, limit: float = LIMIT) -> None:
        import multiprocessing

        self._context: Any = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
        self._work = work
        self._limit = limit
        self._looked = time.monotonic()
        self._workers: list[_Worker] = []
        for _ in range(jobs):
            self._workers.append(self._start())

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, chunks: Iterable[Any], ready: Callable[[], int | None] | None = None) -> Iterator[tuple[Any, Any]]:
        """(chunk, result) for every chunk, in order.

        chunks  read one after the other, a few ahead; None among them is passed over ("nothing whole yet")
        ready   a descriptor to wait for before the next chunk is asked for, or None: so that a slow pipe does not hold up results

        Raises NewscleanError where workers keep dying outside any document, and whatever `work` or `chunks` raise.
        """
        source = iter(chunks)
        waiting: deque[tuple[int, Any]] = deque()
        done: dict[int, tuple[Any, Any]] = {}
        read = given = 0
        more = True
        while True:
            awaited = None
            while more and len(waiting) < len(self._workers) and read - given < AHEAD * len(self._workers):
                awaited = ready() if ready else None
                if awaited is not None and not _readable(awaited):
                    break
                awaited = None
                try:
                    chunk = next(source)
                except StopIteration:
                    more = False
                    break
                if chunk is not None:
                    waiting.append((read, chunk))
                    read += 1
                    self._hand_out(waiting)
            self._hand_out(waiting)
            if not more and given == read:
                return
            self._collect(done, awaited)
            self._hand_out(waiting)  # before the consumer is given anything: it may take its time
            while given in done:
                yield done.pop(given)
                given += 1

    def close(self) -> None:
        """End the workers; those that do not go at once are killed."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(1)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.connection.close()
        self._workers = []

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        mark = self._context.RawValue("q", IDLE)
        forked = self._context.get_start_method() == "fork"
        others = [ours, *[worker.connection for worker in self._workers]] if forked else []
        process = self._context.Process(target=_serve, args=(theirs, others, mark, self._work, os.getpid()))
        process.daemon = True
        blocked = _block()
        try:
            process.start()
        finally:
            _set_mask(blocked)
        theirs.close()
        return _Worker(process, ours, mark)

    def _hand_out(self, waiting: deque[tuple[int, Any]]) -> None:
        for at, worker in enumerate(self._workers):
            if not waiting:
                return
            if worker.sequence == IDLE:
                worker.sequence, worker.chunk = waiting.popleft()
                worker.failed, worker.deaths = {}, {}
                self._send(at)

    def _send(self, at: int) -> None:
        worker = self._workers[at]
        worker.mark.value = worker.seen = IDLE
        worker.since = time.monotonic()
        try:
            worker.connection.send((worker.chunk, worker.failed))
        except OSError:  # it died while idle
            self._died(at)

    def _collect(self, done: dict[int, tuple[Any, Any]], awaited: int | None) -> None:
        """Wait until a worker has a result, has died or is over its time, or the awaited input is there."""
        from multiprocessing.connection import wait

        busy: dict[Any, int] = {worker.connection: at for at, worker in enumerate(self._workers) if worker.sequence != IDLE}
        objects: list[Any] = [*busy]
        if awaited is not None:
            objects.append(awaited)
        for found in wait(objects, min(TURN, self._limit / 2) if busy else None):
            if not isinstance(found, int):
                self._take(busy[found], done)
        self._watch()

    def _take(self, at: int, done: dict[int, tuple[Any, Any]]) -> None:
        worker = self._workers[at]
        try:
            result = worker.connection.recv()
        except (EOFError, OSError):
            self._died(at)
            return
        if isinstance(result, BaseException):
            raise result
        done[worker.sequence] = (worker.chunk, result)
        worker.sequence, worker.chunk = IDLE, None

    def _watch(self) -> None:
        """Kill the workers whose document is over its time."""
        now = time.monotonic()
        asleep = now - self._looked > 4 * TURN + 1  # this process itself stood still: then the others may have, too
        self._looked = now
        for at, worker in enumerate(self._workers):
            if worker.sequence == IDLE:
                continue
            mark = worker.mark.value
            if mark != worker.seen or asleep:
                worker.seen, worker.since = mark, now
            elif mark != IDLE and now - worker.since > self._limit and not worker.connection.poll():
                worker.process.kill()
                self._again(at, mark, f"took longer than {self._limit:g} seconds")

    def _died(self, at: int) -> None:
        worker = self._workers[at]
        mark = worker.mark.value
        worker.process.join(5)
        worker.deaths[mark] = deaths = worker.deaths.get(mark, 0) + 1
        if mark == IDLE and deaths > DEATHS:
            raise NewscleanError(f"worker processes die between documents ({_reason(worker.process.exitcode)}); is memory short?")
        self._again(
            at, mark, f"killed its worker process ({_reason(worker.process.exitcode)})" if mark != IDLE and deaths >= DEATHS else ""
        )

    def _again(self, at: int, mark: int, failure: str) -> None:
        """A new worker for a dead one, which has the same chunk once more, less the document that failed."""
        old = self._workers[at]
        old.process.join()
        old.connection.close()
        self._workers[at] = new = self._start()
        if old.sequence == IDLE:
            return
        new.sequence, new.chunk, new.deaths = old.sequence, old.chunk, old.deaths
        new.failed = {**old.failed, mark: failure} if failure else old.failed
        self._send(at)


def _serve(connection: Connection[Any, Any], others: list[Connection[Any, Any]], mark: Any, work: Work, parent: int) -> None:
    """A worker's life: take a chunk, do it, send the result, until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)  # an exception, so that files half written are removed
    _set_mask(set())
    for other in others:  # a copy of the parent's end held here would hide the parent's death from the others
        other.close()

    def at(index: int) -> None:
        mark.value = index
        if os.getppid() != parent:
            os._exit(1)

    try:
        while True:
            chunk, failed = connection.recv()
            try:
                result = work(chunk, failed, at)
            except Exception as error:  # the work catches what a document can do; the rest is the run's
                result = error
            mark.value = IDLE
            connection.send(result)
    except (EOFError, OSError):
        pass


def _leave(number: int, frame: object) -> None:
    sys.exit(128 + number)


def _readable(descriptor: int) -> bool:
    from select import select

    return bool(select([descriptor], [], [], 0)[0])


def _reason(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit status {code}"


def _block() -> set[Any]:
    """Hold back Ctrl-C and SIGTERM: between fork and its own handlers a child would act on the parent's. The mask before."""
    if not hasattr(signal, "pthread_sigmask"):
        return set()
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM}))


def _set_mask(mask: set[Any]) -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
