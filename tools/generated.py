"""Generated files: written, or with --check compared with what would be written."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def settle(target: Path, text: str) -> int:
    """Write the text; with --check on the command line only look. The exit status: 1 for a stale file."""
    if "--check" not in sys.argv:
        target.write_text(text, "utf-8")
        return 0
    if target.exists() and target.read_text("utf-8") == text:
        return 0
    print(f"{target.relative_to(ROOT)} is stale: run python tools/{Path(sys.argv[0]).name}", file=sys.stderr)
    return 1
