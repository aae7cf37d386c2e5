"""The Arrow kernel: a RecordBatch or Table of documents in, the same of records out; and Parquet files in and out.

What runs on a cluster (Ray, Spark, whatever hands out Arrow batches) is `clean_batch` and nothing else of newsclean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from newsclean import files, render
from newsclean.model import InputError, UsageError
from newsclean.run import FIELDS, attempt, failed
from newsclean.settings import Settings

if TYPE_CHECKING:
    from typing import Any

    from newsclean.model import Article

ROWS = 1024  # rows that are cleaned before they become Arrow again: bounds what Python objects cost
GROUP_ROWS = 10_000  # rows of a Parquet row group
GROUP_BYTES = 1 << 25  # bytes after which a row group ends early
UNIT = 100  # rows by which row groups grow
TEXTS = (
    "url", "language", "title", "description", "published", "modified", "source", "location", "section", "text", "error", "source_text",
    "markdown", "origin", "repairs",
)  # fmt: skip


def arrow() -> Any:
    """The pyarrow module; UsageError says how to get it."""
    try:
        import pyarrow
    except ImportError:
        raise UsageError("Parquet needs pip install 'newsclean[parquet]'") from None
    return pyarrow


def clean_batch(
    batch: Any,
    settings: Settings | None = None,
    extras: tuple[str, ...] = (),
    fields: dict[str, str] | None = None,
    spoiled: dict[int, str] | None = None,
    mark: Callable[[int], None] | None = None,
    seen: Callable[[Article], None] | None = None,
) -> Any:
    """Clean a RecordBatch or a Table; one row in is one row out, and the same kind of thing comes back.

    batch     columns `text` (string) or `html` (string or binary); `id`, `url` and the record's fields as hints where they are there
    extras    columns to add, as `--with`
    fields    the columns to read, where not {"text": "text", "html": "html", "id": "id", "url": "url"}
    spoiled   rows that have failed already, {row: why}
    mark      is told the number of the row before it is cleaned
    seen      is told each article

    The columns are those of docs/record.md, then `error` (null where all went well), then the input's other columns as they were; the
    schema depends on the input's schema and the extras alone, see `schema_of`. Raises UsageError where there is no such column.
    """
    pa = arrow()
    chosen, names = settings or Settings(), fields or {}
    schema = schema_of(batch.schema, extras, names)
    whole = [batch] if isinstance(batch, pa.RecordBatch) else batch.to_batches(max_chunksize=ROWS)
    made = []
    first = 0
    for part in whole:
        for at in range(0, part.num_rows, ROWS) or (0,):
            piece = part.slice(at, ROWS)
            made.append(_clean_piece(piece, schema, chosen, extras, names, spoiled or {}, mark, seen, first))
            first += piece.num_rows
    table = pa.Table.from_batches(made, schema=schema)
    if not isinstance(batch, pa.RecordBatch):
        return table
    return made[0] if len(made) == 1 else table.combine_chunks().to_batches()[0]


def schema_of(schema: Any, extras: tuple[str, ...] = (), fields: dict[str, str] | None = None) -> Any:
    """The schema of what `clean_batch` makes of this schema. Raises UsageError where neither text nor html is a column."""
    pa = arrow()
    names = fields or {}
    text, html = names.get("text", "text"), names.get("html", "html")
    if text not in schema.names and html not in schema.names:
        raise UsageError(f'no column "{text}" or "{html}" among {", ".join(schema.names)}; name it with --text-field or --html-field')
    made = _record_fields(extras, _id_type(schema, names.get("id", "id")))
    used = {*names.values(), *FIELDS}
    return pa.schema([*made, *[field for field in schema if field.name not in used]])


def record_schema(extras: tuple[str, ...] = ()) -> Any:
    """The schema of records that came from JSON lines, WARC or files: ids are text, unknown fields are JSON in `extra`."""
    pa = arrow()
    return pa.schema([*_record_fields(extras, pa.string()), pa.field("extra", pa.string())])


def _id_type(schema: Any, name: str) -> Any:
    pa = arrow()
    if name in schema.names:
        found = schema.field(name).type
        if pa.types.is_integer(found) or pa.types.is_large_string(found):
            return found
    return pa.string()


def _record_fields(extras: tuple[str, ...], id_type: Any) -> list[Any]:
    pa = arrow()
    text, number = pa.string(), pa.int64()
    rates = pa.struct([("symbol", text), ("value", pa.float64()), ("change", pa.float64())])
    related = pa.struct([("title", text), ("published", text), ("views", number), ("url", text)])
    cuts = pa.struct([("rule", text), ("name", text), ("start", number), ("end", number), ("text", text)])
    types = {
        "id": id_type, "authors": _list(text), "tags": _list(text), "views": number, "comments": number, "rates": _list(rates),
        "related": _list(related), "abstained": pa.bool_(), "cuts": _list(cuts),
        "blocks": _list(pa.struct([("kind", text), ("text", text)])),
    }  # fmt: skip
    names = ["id", "url", *files.RECORD_FIELDS, "text", "abstained"]
    names += ["source_text" if extra == "source" else extra for extra in render.EXTRAS if extra in extras]
    return [pa.field(name, types.get(name, text)) for name in (*names, "error")]


def _list(kind: Any) -> Any:
    """A list type whose items are called as Parquet calls them, so that a file's schema is the batch's."""
    pa = arrow()
    return pa.list_(pa.field("element", kind))


def _clean_piece(
    batch: Any,
    schema: Any,
    settings: Settings,
    extras: tuple[str, ...],
    fields: dict[str, str],
    spoiled: dict[int, str],
    mark: Callable[[int], None] | None,
    seen: Callable[[Article], None] | None,
    first: int,
) -> Any:
    pa = arrow()
    records = []
    for index, row in enumerate(_rows(batch, fields), first):
        if mark:
            mark(index)
        article = _spoiled(spoiled[index]) if index in spoiled else attempt(lambda: files.from_record(row, fields), settings)  # noqa: B023 - called at once
        if isinstance(article, str):
            records.append(failed(row, article, fields))
            continue
        if seen:
            seen(article)
        records.append(render.record(article, extras))
    made = {field.name for field in _record_fields(extras, pa.string())}
    columns = _columns(records, [field for field in schema if field.name in made])
    columns += [batch.column(field.name) for field in schema if field.name not in made]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _spoiled(why: str) -> str:
    return f"the document {why}"


def _rows(batch: Any, fields: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The columns that a document is made of, row by row, as plain values."""
    wanted = {fields.get(name, name) for name in ("text", "html", "id", "url")} | set(files.RECORD_FIELDS)
    names = [name for name in batch.schema.names if name in wanted]
    columns = [batch.column(name).to_pylist() for name in names]
    odd = [at for at, name in enumerate(names) if not _is_plain(batch.schema.field(name).type)]
    for at in odd:
        columns[at] = [plain(item) for item in columns[at]]
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values))


def _is_plain(kind: Any) -> bool:
    types = arrow().types
    return bool(
        types.is_string(kind)
        or types.is_large_string(kind)
        or types.is_integer(kind)
        or types.is_binary(kind)
        or types.is_large_binary(kind)
    )


def plain(item: Any) -> Any:
    """A value of an Arrow column as JSON has it: dates in ISO 8601, decimals as text, bytes as text, what is not a number as null."""
    if item is None or isinstance(item, (str, bool, int)):
        return item
    if isinstance(item, float):
        return item if abs(item) < float("inf") else None
    if isinstance(item, bytes):
        return item.decode("utf-8", "backslashreplace")
    if isinstance(item, dict):
        return {str(key): plain(each) for key, each in item.items()}
    if isinstance(item, (list, tuple)):
        return [plain(each) for each in item]
    return item.isoformat() if hasattr(item, "isoformat") else str(item)


def from_records(records: list[dict[str, Any]], extras: tuple[str, ...] = ()) -> Any:
    """A RecordBatch of JSON records; see `record_schema`."""
    from json import dumps

    pa = arrow()
    schema = record_schema(extras)
    known = set(schema.names)
    rows = []
    for record in records:
        rest = {name: item for name, item in record.items() if name not in known and name != "html"}
        rows.append({**record, "extra": dumps(rest, ensure_ascii=False) if rest else None})
    return pa.RecordBatch.from_arrays(_columns(rows, list(schema)), schema=schema)


def _columns(records: list[dict[str, Any]], fields: list[Any]) -> list[Any]:
    """The records as columns; what a column cannot hold (a hint of the wrong type) is null and told in `error`."""
    pa = arrow()
    found: list[Any] = []
    for field in fields:
        if field.name == "error":
            found.append(None)  # last: it is told of the others
            continue
        values = [record.get(field.name) for record in records]
        if field.name in ("origin", "repairs"):
            values = [_json(value) for value in values]
        try:
            found.append(pa.array(values, field.type))
        except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError, OverflowError):
            found.append(pa.array([_fitted(record, field, value) for record, value in zip(records, values)], field.type))
    at = [field.name for field in fields].index("error")
    found[at] = pa.array([_string(record.get("error")) for record in records], pa.string())
    return found


def _fitted(record: dict[str, Any], field: Any, value: Any) -> Any:
    """The value, or one that the column can hold, or None and a word in the record's error."""
    pa = arrow()
    value = plain(value)
    if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
        return _string(value)
    for candidate in (value, _encodable(value), _number(value)):
        try:
            return pa.scalar(candidate, field.type).as_py()
        except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError, OverflowError):
            continue
    told = f"{field.name}: {str(value)[:60]!r} is no {field.type}"
    record["error"] = f"{record['error']}; {told}" if record.get("error") else told
    return None


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 19 else value


def _string(value: Any) -> str | None:
    return value if value is None else _encodable(value if isinstance(value, str) else _json(value))


def _json(value: Any) -> Any:
    from json import dumps

    return value if value is None or isinstance(value, str) else dumps(value, ensure_ascii=False)


def _encodable(value: Any) -> Any:
    """Lone surrogates, which UTF-8 does not have, become "?"."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _encodable(each) for key, each in value.items()}
    return [_encodable(each) for each in value] if isinstance(value, list) else value


# Bytes between processes, and in the file that grows beside the target


def to_bytes(batch: Any) -> bytes:
    """A RecordBatch or Table as one Arrow IPC stream; such streams can be put one behind the other."""
    pa = arrow()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        writer.write(batch)
    return bytes(sink.getvalue().to_pybytes())


def from_bytes(data: bytes) -> Any:
    """The one RecordBatch that `to_bytes` wrote."""
    return arrow().ipc.open_stream(data).read_next_batch()


def indices(skip: int, rows: int, step: int) -> Any:
    """Row numbers skip, skip + step, ... below rows."""
    return arrow().array(range(skip, rows, step), "int64")


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


def read_parquet(path: str, skip: int, size: int, only: list[int] | None = None) -> Iterator[tuple[Any, float]]:
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
    from pyarrow import parquet

    if path == "-":
        raise InputError("standard input: Parquet is read from its end; name a file")
    try:
        return parquet.ParquetFile(path, pre_buffer=False)
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


def write_parquet(streams: str, target: str) -> None:
    """The Parquet file of a file of IPC streams; its row groups depend on the rows alone, not on how they were cut into streams.

    Raises InputError where the streams' schemas differ, OSError where the disk is full.
    """
    pa = arrow()
    from pyarrow import parquet

    groups: _RowGroups | None = None
    waiting: list[Any] = []
    rows = 0
    with pa.OSFile(streams) as file:
        for batch in _batches(file, file.size()):
            if groups is None:
                schema = batch.schema.remove_metadata()
                groups = _RowGroups(parquet.ParquetWriter(target, schema, compression="zstd"))
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
