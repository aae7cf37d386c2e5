"""The Arrow kernel: a RecordBatch or Table of documents in, the same of records out.

What runs on a cluster (Ray, Spark, whatever hands out Arrow batches) is `clean_batch` and nothing else of newsclean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from newsclean import files, render
from newsclean.model import UsageError
from newsclean.run import FIELDS, attempt, failed
from newsclean.settings import Settings

if TYPE_CHECKING:
    from typing import Any

    from newsclean.model import Article

ROWS = 1024  # rows that are cleaned before they become Arrow again: bounds what Python objects cost
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
