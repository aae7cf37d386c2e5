"""Bytes of a file or of standard input, unpacked where they are gzip or zstd."""

from __future__ import annotations

import io
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Any

from newsclean.files import MAGIC, shown
from newsclean.model import InputError, UsageError


def named(path: str) -> str:
    """The path as sentences call it."""
    return "standard input" if path == "-" else shown(path)


def why(error: BaseException) -> str:
    """An error in the system's own words."""
    return str(getattr(error, "strerror", None) or error or type(error).__name__)


def open_bytes(path: str, head: bytes = b"") -> tuple[Any, IO[bytes] | None]:
    """(the bytes of a file or of standard input, unpacked; the file on disk or None). Raises InputError, UsageError."""
    if path == "-":
        stream: Any = io.BufferedReader(_Prefixed(head), 1 << 20)
        disk = None
    else:
        try:
            stream = disk = open(path, "rb", buffering=1 << 20)  # noqa: SIM115 - closed by the reader
        except OSError as error:
            raise InputError(_cannot_open(path, error)) from None
    start = stream.peek(4)[:4]
    if start.startswith(MAGIC[0]):
        import zlib

        stream = _Unpacked(stream, lambda: zlib.decompressobj(31), zlib.error)
    elif start.startswith(MAGIC[1]):
        module = zstandard("reading .zst")
        stream = _Unpacked(stream, module.ZstdDecompressor().decompressobj, module.ZstdError)
    else:
        return stream, disk
    return io.BufferedReader(stream, 1 << 17), disk


class _Unpacked(io.RawIOBase):
    """gzip members or zstd frames as one stream. A broken one ends early, with `problem`: what came before is not lost."""

    STEP = 1 << 14  # packed bytes that are unpacked at once, so that a few bytes that stand for many cannot fill the memory

    def __init__(self, stream: Any, make: Any, error: type[Exception]) -> None:
        self.stream = stream
        self.make = make
        self.error = error
        self.problem = ""
        self._unpacker: Any = None
        self._packed = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            if self.problem or not self._more():
                return 0
        length = min(len(buffer), len(self._ready))
        buffer[:length] = self._ready[:length]
        self._ready = self._ready[length:]
        return length

    def _more(self) -> bool:
        """Unpack some more; False at the end."""
        try:
            packed = self._packed or self.stream.read1(self.STEP)
            if self._unpacker is None:
                packed = packed.lstrip(b"\0")  # padding
                if not packed:
                    self._packed = self.stream.read1(self.STEP)
                    return bool(self._packed)
                self._unpacker = self.make()
            elif not packed:
                self.problem = "the file is cut off"
                return False
            self._ready = memoryview(self._unpacker.decompress(packed))
            self._packed = b""
            if self._unpacker.eof:
                self._packed, self._unpacker = self._unpacker.unused_data, None
        except (self.error, OSError) as error:
            self.problem = why(error)
            return False
        return True

    def close(self) -> None:
        if self.stream is not None:
            self.stream.close()
        super().close()


def broken_by(stream: Any) -> str:
    """Why a packed stream ended early, or ""."""
    return str(getattr(getattr(stream, "raw", None), "problem", ""))


def zstandard(what: str) -> Any:
    """The zstandard module; UsageError says how to get it."""
    try:
        import zstandard as module
    except ImportError:
        raise UsageError(f"{what} needs pip install 'newsclean[zstd]'") from None
    return module


def _cannot_open(path: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{named(path)}: no such file"
    if isinstance(error, PermissionError):
        return f"{named(path)}: no permission to read it"
    return f"{named(path)}: cannot be read: {why(error)}"


class _Prefixed(io.RawIOBase):
    """Standard input behind the bytes that were read of it to see what it is."""

    def __init__(self, head: bytes) -> None:
        self.head = head

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        found, self.head = self.head[: len(buffer)], self.head[len(buffer) :]
        found = found or os.read(0, len(buffer))
        buffer[: len(found)] = found
        return len(found)
