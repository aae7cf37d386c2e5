"""The command's options beside the settings; names as in `newsclean --help`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean.settings import Settings


class Options:
    """What to read and write, and how; made by the option parser, or as it is for a run without options.

    jobs    worker processes; limit: seconds that a document may take in one
    fields  which fields of records to read, where not {"text": "text", "html": "html", "id": "id", "url": "url"}
    shard   (i, n): of n shards the i-th, from 1
    engine  None or "ray"; address: of a running Ray cluster
    """

    __slots__ = (
        "address", "check", "diff", "encoding", "engine", "extras", "facts", "fields", "from_", "jobs", "limit", "out", "quiet", "resume",
        "settings", "shard", "stats", "title", "to", "write",
    )  # fmt: skip

    def __init__(self, **values: Any) -> None:
        self.from_: str = values.get("from_", "auto")
        self.to: str | None = values.get("to")
        self.out: str | None = values.get("out")
        self.write: bool = values.get("write", False)
        self.check: bool = values.get("check", False)
        self.diff: bool = values.get("diff", False)
        self.encoding: str | None = values.get("encoding")
        self.extras: tuple[str, ...] = values.get("extras", ())
        self.facts: str | None = values.get("facts")
        self.fields: dict[str, str] = values.get("fields") or {}
        self.title: bool = values.get("title", True)
        self.jobs: int = values.get("jobs", 1)
        self.limit: float = values.get("limit", 60.0)
        self.shard: tuple[int, int] = values.get("shard") or (1, 1)
        self.resume: bool = values.get("resume", False)
        self.stats: str | None = values.get("stats")
        self.engine: str | None = values.get("engine")
        self.address: str | None = values.get("address")
        self.quiet: bool = values.get("quiet", False)
        self.settings: Settings = values.get("settings") or Settings()
