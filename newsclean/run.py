"""One document of many: what failed is named and passed over, nothing dropped in silence. And `clean_many` for Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean import files, render
from newsclean.model import Article, Document, InputError, NewscleanError
from newsclean.pipeline import clean
from newsclean.settings import Settings

# What a record says itself: of the input these are read or made anew, every other field passes through.
FIELDS = frozenset({"id", "url", "text", "html", "abstained", "source_text", "error", *files.RECORD_FIELDS, *render.EXTRAS})
PIECE = 1 << 18  # characters of a chunk that clean_many hands to a worker
ITEMS = 64  # documents of it at most


def attempt(make: Callable[[], Document], settings: Settings) -> Article | str:
    """The article of the document that `make` makes, or the sentence that says why there is none."""
    try:
        return clean(make(), settings)
    except NewscleanError as error:
        return str(error)
    except Exception as error:  # the one broad except: a bug in one document must not end the run of a million
        return f"internal error: {type(error).__name__}: {error}"


def clean_record(
    record: Any,
    settings: Settings,
    extras: tuple[str, ...],
    fields: dict[str, str],
    seen: Callable[[Article], None] | None = None,
) -> dict[str, Any]:
    """One JSON record in, one out; a record that fails carries `error`. Unknown fields pass through.

    fields  which fields to read, where not {"text": "text", "html": "html", "id": "id", "url": "url"}
    seen    is told the article
    """
    if not isinstance(record, dict):
        return {"id": None, "error": "the line is no JSON object"}
    article = attempt(lambda: files.from_record(record, fields), settings)
    if isinstance(article, str):
        return failed(record, article, fields)
    if seen:
        seen(article)
    made = render.record(article, extras)
    passing(made, record, fields)
    return made


def passing(made: dict[str, Any], record: dict[str, Any], fields: dict[str, str]) -> None:
    """Add the unknown fields of the input's record to the record that was made of it."""
    used = fields.values()
    for key, item in record.items():
        if key not in FIELDS and key not in used:
            made[key] = item


def failed(record: dict[str, Any], why: str, fields: dict[str, str]) -> dict[str, Any]:
    """The error record of a record: as it came, with `error`; its id and url under their own names."""
    made = {**record, "error": why}
    for name in ("id", "url"):
        if fields.get(name, name) != name and name not in record:
            made[name] = record.get(fields[name])
    return made


def parse(line: bytes) -> Any:
    """The JSON value of a line. NaN and infinite numbers, which JSON does not have, are null. Raises InputError."""
    try:
        return _decoder()(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError as error:
        raise InputError(f"is no JSON: byte {error.start + 1} is no UTF-8") from None
    except (ValueError, RecursionError) as error:  # the decoder's own "line 1" would be taken for the file's
        why = f"{error.msg.removesuffix(' starting at')}, column {error.colno}" if hasattr(error, "colno") and hasattr(error, "msg") else str(error)
        raise InputError(f"is no JSON: {why}") from None


_DECODE: Callable[[str], Any] | None = None


def _decoder() -> Callable[[str], Any]:
    global _DECODE
    if _DECODE is None:
        from json import JSONDecoder

        _DECODE = JSONDecoder(parse_constant=lambda _: None, parse_float=_finite).decode
    return _DECODE


def _finite(text: str) -> float | None:
    number = float(text)
    return number if abs(number) != float("inf") else None


def clean_file(path: str, data: bytes, form: str, settings: Settings, encoding: str | None, warn: Any) -> Article:
    """The article of one file's bytes. Raises InputError."""
    return clean(files.document(data, form, path, encoding, warn), settings)


def clean_many(
    documents: Iterable[str | Document], settings: Settings | None = None, jobs: int = 1, limit: float = 60.0
) -> Iterator[Article | InputError]:
    """Clean many texts or documents, in order, a few ahead of what is asked for; a document that fails gives its InputError.

    documents  texts (str) or Documents; any iterable, endless ones too
    jobs       worker processes (1: none, everything is done here)
    limit      seconds that a document may take; with workers only, and so it is that one that kills its worker costs itself alone

    >>> [article.metadata.comments for article in clean_many(["3 Comments", "The ferry runs again from Monday."])]
    [3, None]
    >>> [article.metadata.comments for article in clean_many(["3 Comments", "The ferry runs again from Monday."] * 100, jobs=2)][-2:]
    [3, None]
    """
    chosen = settings or Settings()
    if jobs <= 1:
        for item in documents:
            yield _one(item, chosen)
        return
    from newsclean.workers import Pool

    with Pool(_Items(chosen), jobs, limit) as pool:
        for _, results in pool.run(_pieces(documents)):
            yield from results


class _Items:
    """What a worker does with some of clean_many's documents."""

    __slots__ = ("settings",)

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __call__(self, items: list[Any], spoiled: dict[int, str], mark: Callable[[int], None]) -> list[Article | InputError]:
        results: list[Article | InputError] = []
        for index, item in enumerate(items):
            mark(index)
            results.append(InputError(f"the document {spoiled[index]}") if index in spoiled else _one(item, self.settings))
        return results


def _one(item: Any, settings: Settings) -> Article | InputError:
    found = attempt(lambda: item if isinstance(item, Document) else files.from_text(item), settings)
    return InputError(found) if isinstance(found, str) else found


def _pieces(documents: Iterable[Any]) -> Iterator[list[Any]]:
    piece: list[Any] = []
    length = 0
    for item in documents:
        piece.append(item)
        length += len(item) if isinstance(item, str) else len(item.text or item.raw or "")
        if length >= PIECE or len(piece) >= ITEMS:
            yield piece
            piece, length = [], 0
    if piece:
        yield piece
