#!/usr/bin/env python3
"""Start-up as a ratio: `newsclean FILE` and its kin against `python -c pass`, medians of interleaved runs."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
RUNS = 15
FILE = str(ROOT / "fixtures" / "articles" / "ferry.txt")
COMMAND = str(Path(sys.executable).with_name("newsclean"))
CASES = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "newsclean FILE": [COMMAND, FILE],
    "newsclean --to json FILE": [COMMAND, "--to", "json", FILE],
    "newsclean --to text FILE": [COMMAND, "--to", "text", FILE],
    "newsclean --check FILE": [COMMAND, "--check", FILE],
    "newsclean --to explain FILE": [COMMAND, "--to", "explain", FILE],
}


def once(command: list[str]) -> float:
    """Wall seconds of one run."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for command in CASES.values():
        once(command)
    for _ in range(RUNS):
        for name, command in CASES.items():
            times[name].append(once(command))
    base = median(times["python -c pass"])
    for name, found in times.items():
        print(f"{name:30} {median(found) * 1000:7.1f} ms  {median(found) / base:5.2f} x")


if __name__ == "__main__":
    main()
