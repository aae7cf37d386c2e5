#!/usr/bin/env python3
"""Linear time: for each hostile generator, twice the text must take at most 2.5 times as long. Exit status 1 where it does not.

python bench/linear.py [--size 200000]
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
from invented import HOSTILE

import newsclean

RUNS = 3
TRIES = 3
MOST = 2.5
LEAST = 0.02  # seconds of a run that can be compared


def once(text: str) -> float:
    """Processor seconds of one document, the best of some runs."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        newsclean.clean(text)
        best = min(best, time.process_time() - start)
    return best


def main() -> int:
    """Print the table."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--size", type=int, default=200_000, help="characters of the smaller text")
    size = reader.parse_args().size
    failed = 0
    for name, generator in HOSTILE.items():
        length, small = size, once(generator(size))
        while small < LEAST:  # too quick to be measured
            length *= 4
            small = once(generator(length))
        large = once(generator(2 * length))
        for _ in range(TRIES):  # memory that the system hands out anew now and then costs more than the work
            if large > MOST * small:
                small, large = max(small, once(generator(length))), min(large, once(generator(2 * length)))
        failed += large > MOST * small
        print(f"{name:36} {length:9} characters {small:7.3f} s  {large:7.3f} s  {large / small:5.2f} x{'' if large <= MOST * small else '   NOT LINEAR'}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
