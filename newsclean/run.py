"""Many documents: one after the other, failures named and passed over, nothing dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean import files, render
from newsclean.model import Article, InputError, NewscleanError
from newsclean.pipeline import clean
from newsclean.settings import Settings

_FIELDS = frozenset({"id", "url", "text", "html", "abstained", *files.RECORD_FIELDS, *render.EXTRAS})


def clean_record(record: Any, settings: Settings, extras: tuple[str, ...], fields: dict[str, str]) -> dict[str, Any]:
    """One JSON record in, one out; a record that fails carries `error`. Unknown fields pass through."""
    if not isinstance(record, dict):
        return {"id": None, "error": "the line is no JSON object"}
    try:
        article = clean(files.from_record(record, fields), settings)
    except NewscleanError as error:
        return {**record, "error": str(error)}
    except Exception as error:  # the one broad except: a bug in one document must not end the run of a million
        return {**record, "error": f"internal error: {type(error).__name__}: {error}"}
    made = render.record(article, extras)
    used = set(fields.values())
    made.update({key: item for key, item in record.items() if key not in _FIELDS and key not in used})
    return made


def clean_line(line: bytes, number: int, settings: Settings, extras: tuple[str, ...], fields: dict[str, str]) -> dict[str, Any]:
    """One JSONL line in, one record out."""
    from json import loads

    try:
        record = loads(line.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": f"line {number} is no JSON: {error}"}
    return clean_record(record, settings, extras, fields)


def clean_file(path: str, data: bytes, form: str, settings: Settings, encoding: str | None, warn: Any) -> Article:
    """The article of one file's bytes. Raises InputError."""
    return clean(files.document(data, form, path, encoding, warn), settings)


def clean_many(documents: Iterable[Any], settings: Settings | None = None, jobs: int = 1) -> Iterator[Article | InputError]:
    """Clean many texts or documents, in order; a document that fails gives its InputError.

    documents  texts (str) or Documents
    jobs       worker processes (1: none)

    >>> [article.metadata.comments for article in clean_many(["3 Comments", "The ferry runs again from Monday."])]
    [3, None]
    """
    import newsclean

    chosen = settings or Settings()
    for item in documents:
        try:
            yield newsclean.clean(item, chosen)
        except InputError as error:
            yield error
