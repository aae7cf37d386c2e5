#!/usr/bin/env python3
"""Throughput of clean() in process, one core, as a ratio to ftfy.fix_text on the same texts in the same run.

python bench/throughput.py [FILE.jsonl[.gz] ...]    records with "text"; without files: invented articles
python bench/throughput.py --flat 100               time per MB of texts of growing size, to that many MB
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
import ftfy
from invented import articles

import newsclean

RUNS = 3
SIZES = (1, 3, 10, 30, 100)  # MB


def texts_of(path: str) -> list[str]:
    """The "text" of each record of a JSONL file."""
    with gzip.open(path, "rt") if path.endswith(".gz") else open(path) as stream:
        return [text for line in stream if (text := json.loads(line).get("text"))]


def seconds(function: Callable[[str], object], texts: list[str]) -> float:
    """Processor time of one pass."""
    start = time.process_time()
    for text in texts:
        function(text)
    return time.process_time() - start


def compare(name: str, texts: list[str]) -> None:
    """Print MB/s of both, the best of interleaved runs, and their ratio."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    newsclean.clean(texts[0])
    runs = [(seconds(newsclean.clean, texts), seconds(ftfy.fix_text, texts)) for _ in range(RUNS)]
    own, theirs = (min(each) for each in zip(*runs, strict=True))
    print(f"{name:32} {len(texts):5} texts {size:6.2f} MB   newsclean {size / own:6.2f} MB/s   ftfy {size / theirs:6.2f} MB/s   {theirs / own:5.2f} x")


def flat(most: int) -> None:
    """Print seconds per MB of one document of growing size."""
    for size in [size for size in SIZES if size <= most]:
        text = "\n".join(articles(size * 1_000_000))
        start = time.process_time()
        newsclean.clean(text)
        print(f"{size:4} MB   {(time.process_time() - start) / size:6.3f} s/MB")


def main() -> None:
    """Print the tables."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("files", nargs="*")
    reader.add_argument("--flat", type=int, metavar="MB")
    given = reader.parse_args()
    if given.flat:
        flat(given.flat)
        return
    for path in given.files:
        compare(Path(path).name, texts_of(path))
    if not given.files:
        compare("invented articles", articles(2_000_000))


if __name__ == "__main__":
    main()
