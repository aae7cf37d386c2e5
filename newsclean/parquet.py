"""Parquet files in and out, as Arrow batches. Raises InputError for what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsclean import files
from newsclean.arrow import arrow, schema_of
from newsclean.model import InputError, UsageError

if TYPE_CHECKING:
    from typing import Any

GROUP_ROWS = 10_000  # rows of a row group
GROUP_BYTES = 1 << 25  # bytes after which a row group ends early
UNIT = 100  # rows by which row groups grow


def pieces(path: str, size: int) -> Iterator[tuple[dict[str, Any], int]]:
    """(row groups of some `size` bytes, with the number of the first row, from 1; bytes); at least one. Raises InputError."""
    file = _open(path)
    groups: list[int] = []
    bytes_ = rows = 0
    number = 1
    for group in range(file.num_row_groups):
        meta = file.metadata.row_group(group)
        groups.append(group)
        bytes_ += meta.total_byte_size
        rows += meta.num_rows
        if bytes_ >= size:
            yield {"groups": groups, "number": number}, bytes_
            number += rows
            groups, bytes_, rows = [], 0, 0
    if groups or number == 1:
        yield {"groups": groups, "number": number}, bytes_
    file.close()


def read_rows(path: str, skip: int, size: int, only: list[int] | None = None) -> Iterator[tuple[Any, float]]:
    """(RecordBatch of some `size` bytes, share of the file read so far) from row `skip` on. Raises InputError.

    only  these row groups
    """
    file = _open(path)
    pa = arrow()
    try:
        rows, at = file.metadata.num_rows, 0
        for group in range(file.num_row_groups):
            meta = file.metadata.row_group(group)
            if at + meta.num_rows <= skip or (only is not None and group not in only):
                at += meta.num_rows
                continue
            width = max(1, meta.total_byte_size // max(1, meta.num_rows))
            step = max(1, min(4096, size // width))
            # From a row on that is no multiple of the step the steps go on as they did: the first batch is the rest of one.
            for batch in file.iter_batches(step, row_groups=[group], use_threads=False):
                at += batch.num_rows
                if at > skip:
                    yield _undictionary(batch.slice(max(0, batch.num_rows - (at - skip)))), at / rows
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{files.shown(path)}: cannot be read: {error}") from None
    finally:
        file.close()


def empty(path: str) -> Any:
    """A RecordBatch of no rows with the file's columns."""
    pa = arrow()
    file = _open(path)
    schema = file.schema_arrow
    file.close()
    return _undictionary(pa.RecordBatch.from_arrays([pa.array([], field.type) for field in schema], schema=schema))


def has_documents(path: str, fields: dict[str, str]) -> None:
    """Raise InputError where the file has neither of the columns to read."""
    with _open(path) as file:
        try:
            schema_of(file.schema_arrow, (), fields)
        except UsageError as error:
            raise InputError(f"{files.shown(path)}: {error}") from None


def same_columns(paths: list[str], inputs: int) -> None:
    """Raise UsageError where these Parquet files, of so many inputs in all, cannot go to one Parquet file."""
    first = None
    for path in paths:
        try:
            with _open(path) as file:
                schema = file.schema_arrow.remove_metadata()
        except InputError:
            continue  # it is named when it is its turn
        if first is not None and not schema.equals(first):
            raise UsageError(f"{files.shown(path)}: has other columns than {files.shown(paths[0])}; clean them into a folder, -o DIR/")
        first = schema
    if first is not None and len(paths) < inputs:
        raise UsageError("Parquet and other inputs have different columns; clean them into a folder, -o DIR/")


def _open(path: str) -> Any:
    pa = arrow()
    from pyarrow.parquet import ParquetFile

    if path == "-":
        raise InputError("standard input: Parquet is read from its end; name a file")
    try:
        return ParquetFile(path, pre_buffer=False)
    except FileNotFoundError:
        raise InputError(f"{files.shown(path)}: no such file") from None
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{files.shown(path)}: is no Parquet file: {str(error).splitlines()[0]}") from None


def _undictionary(batch: Any) -> Any:
    """Dictionary columns as their values: a batch has to mean the same wherever it is cut."""
    pa = arrow()
    if not any([pa.types.is_dictionary(field.type) for field in batch.schema]):
        return batch
    columns = [column.dictionary_decode() if pa.types.is_dictionary(column.type) else column for column in batch.columns]
    fields = [pa.field(field.name, column.type, field.nullable) for field, column in zip(batch.schema, columns)]
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields))


def write(streams: str, target: str) -> None:
    """The Parquet file of a file of IPC streams; its row groups depend on the rows alone, not on how they were cut into streams.

    Raises InputError where the streams' schemas differ, OSError where the disk is full.
    """
    pa = arrow()
    from pyarrow.parquet import ParquetWriter

    groups: _RowGroups | None = None
    waiting: list[Any] = []
    rows = 0
    with pa.OSFile(streams) as file:
        for batch in _batches(file, file.size()):
            if groups is None:
                schema = batch.schema.remove_metadata()
                groups = _RowGroups(ParquetWriter(target, schema, compression="zstd"))
            if not batch.schema.equals(schema):
                groups.writer.close()
                raise InputError(f"{files.shown(target)}: the inputs have different columns; clean them into a folder, each on its own")
            waiting.append(batch)
            rows += batch.num_rows
            while rows >= UNIT:
                table = pa.Table.from_batches(waiting, schema=schema)
                groups.put(table.slice(0, UNIT).combine_chunks())
                waiting, rows = table.slice(UNIT).to_batches(), rows - UNIT
    if groups is not None:
        if rows:
            groups.put(pa.Table.from_batches(waiting, schema=schema).combine_chunks())
        groups.flush()
        groups.writer.close()


def _batches(file: Any, size: int) -> Iterator[Any]:
    pa = arrow()
    while file.tell() < size:
        yield from pa.ipc.open_stream(file)


class _RowGroups:
    """Units of rows that become row groups of a Parquet file."""

    def __init__(self, writer: Any) -> None:
        self.writer = writer
        self.units: list[Any] = []
        self.weight = 0

    def put(self, unit: Any) -> None:
        self.units.append(unit)
        self.weight += unit.nbytes
        if self.weight >= GROUP_BYTES or len(self.units) * UNIT >= GROUP_ROWS:
            self.flush()

    def flush(self) -> None:
        if self.units:
            self.writer.write_table(arrow().concat_tables(self.units).combine_chunks())
        self.units, self.weight = [], 0
