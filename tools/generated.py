"""Generated files: written, or with --check compared with what would be written."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def settle(target: Path, made: str | bytes) -> int:
    """Write a text or bytes; with --check on the command line only look. The exit status: 1 for a stale file."""
    data = made.encode() if isinstance(made, str) else made
    if "--check" not in sys.argv:
        target.write_bytes(data)
        return 0
    if target.exists() and target.read_bytes() == data:
        return 0
    print(f"{target.relative_to(ROOT)} is stale: run python tools/{Path(sys.argv[0]).name}", file=sys.stderr)
    return 1
