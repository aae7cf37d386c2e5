"""Runs of lines: the stretch of a page that is most likely its article, whatever tells how likely a line is."""

from __future__ import annotations

from math import log

LOGS = tuple(log(2 + words) for words in range(200))  # how much a line of so many words counts


def best_run(weights: list[float]) -> tuple[int, int]:
    """(begin, end) of the run with the largest sum; (0, 0) where every weight is negative. Linear."""
    best = total = 0.0
    found = (0, 0)
    start = 0
    for at, value in enumerate(weights):
        if total <= 0:
            total, start = 0.0, at
        total += value
        if total > best:
            best, found = total, (start, at + 1)
    return found
