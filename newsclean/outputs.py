"""Outputs that grow beside their targets and are renamed when they are whole, and signals that wait for whole lines."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean.files import shown
from newsclean.model import InputError, UsageError

PART = ".newsclean-part"  # what is written of an output, beside it


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
            raise unwritable(self.target, error) from None

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
            raise unwritable(self.target, error) from None
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
                from newsclean import parquet

                made = part + ".parquet"
                parquet.write(part, made)
                _sync(made)
                os.replace(made, self.target)
                os.unlink(part)
            else:
                _sync(part)
                os.replace(part, self.target)
        except OSError as error:
            raise unwritable(self.target, error) from None

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


def unwritable(target: str, error: OSError) -> InputError:
    """The error of an output, in one sentence."""
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
