"""The journal beside an output that grows: how far the run is, so that a broken one can go on; and the lock on the output.

One JSON line a chunk, written behind the chunk's bytes. What a killed run wrote of the output behind the last whole line is cut off and
done again, so no document is lost and none is there twice.
"""

from __future__ import annotations

import json
import os
import time
from io import FileIO

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean.files import shown
from newsclean.model import UsageError
from newsclean.stats import Tally

PATIENCE = 10.0  # seconds to wait for the workers of a killed run, which hold its lock until they notice


class Journal:
    """Where a run is: what its finished chunks came to.

    source, after  the next chunk: input number, and place in it (as `Chunk.after`)
    size           bytes of the source's output
    done           inputs whose output is whole
    problems       inputs that could not be read
    pieces         the numbers of all sources met, where an engine does them in any order
    """

    def __init__(self, path: str, run: dict[str, Any], resume: bool) -> None:
        """Open or begin the journal at `path`; `run` is what makes the run what it is: inputs and options.

        Raises UsageError where another run holds the lock, or the broken run was of other inputs or options.
        """
        self.path = path
        self.source = self.size = self.done = self.problems = 0
        self.after: dict[str, Any] | None = None
        self.pieces: set[int] = set()
        self.tally = Tally()
        self.resumed = False
        self._file = self._locked()
        if resume:
            self._read(json.loads(json.dumps(run)))
        if not self.resumed:
            self._file.truncate(0)
            self._write(run)

    def _locked(self) -> FileIO:
        end = time.monotonic() + PATIENCE
        while True:
            file = FileIO(self.path, "a+")
            if _lock(file) and os.path.exists(self.path) and os.path.samestat(os.fstat(file.fileno()), os.stat(self.path)):
                return file
            file.close()
            if time.monotonic() > end:
                raise UsageError(f"{shown(self.path)}: another run is writing this output")
            time.sleep(0.05)

    def _read(self, run: dict[str, Any]) -> None:
        self._file.seek(0)
        whole = 0
        with open(os.dup(self._file.fileno()), "rb") as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    break
                entry = json.loads(line)
                if not whole and entry != run:
                    raise UsageError(f"{shown(self.path)}: the broken run had other inputs or options; without --resume it starts anew")
                if whole:
                    self._apply(entry)
                whole += len(line)
        self._file.truncate(whole)
        self.resumed = whole > 0

    def _apply(self, entry: dict[str, Any]) -> None:
        if "done" in entry:
            self.done = entry["done"]
            return
        self.source, self.after, self.size = entry["source"], entry["after"], entry["size"]
        self.pieces.add(self.source)
        self.problems += entry["problems"]
        self.tally.merge(Tally.from_json(entry["tally"]))

    def _write(self, entry: dict[str, Any]) -> None:
        self._file.write(json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n")

    def note(self, source: int, after: dict[str, Any], size: int, tally: Tally, problems: int) -> None:
        """A chunk is in the output, which has `size` bytes now."""
        entry = {"source": source, "after": after, "size": size, "problems": problems, "tally": tally.to_json()}
        self._write(entry)
        self.source, self.after, self.size = source, after, size
        self.problems += problems
        self.tally.merge(tally)

    def finish(self, source: int) -> None:
        """All chunks of the input are in the output, which may be renamed."""
        self._write({"done": source + 1})
        self.done = source + 1

    def close(self, whole: bool) -> None:
        """Give up the lock; a journal of a whole run has no more use."""
        if whole:
            os.unlink(self.path)
        self._file.close()


def _lock(file: FileIO) -> bool:
    """Whether the file's lock could be had. The workers inherit it: it is free when the last of a run is gone."""
    try:
        import fcntl
    except ImportError:  # a system without such locks
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
