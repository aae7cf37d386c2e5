#!/usr/bin/env python3
"""Pages a second: newsclean beside trafilatura.extract and resiliparse's main-content extraction, on one core.

python bench/pages.py DIR [--rounds N] [--floor]

DIR holds pages (.html, .html.gz). The three take turns on every page, so that a busy machine slows all of them alike.
newsclean does its whole work (decode, parse, choose, clean, metadata, record); the others give the text alone. Needs
trafilatura and resiliparse (`pip install trafilatura lxml_html_clean resiliparse`); one that is not installed is left out.
--floor ends with exit status 1 where newsclean is slower than 8 times trafilatura or than resiliparse.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

sys.path[0] = str(Path(__file__).parents[1])  # in place of this folder, where `html` would hide the standard library's
import newsclean
from newsclean import render
from newsclean.model import Document, InputError

TIMES = {"trafilatura": 8.0, "resiliparse": 1.0}  # how many times as fast newsclean has to be
WARM = 20  # pages read before the clock runs


def ours(raw: bytes) -> object:
    """The record of a page."""
    try:
        return render.record(newsclean.clean(Document(form="html", raw=raw)))
    except InputError:
        return None


def others() -> dict[str, Callable[[bytes], object]]:
    """The peers that are installed."""
    found: dict[str, Callable[[bytes], object]] = {}
    try:
        from trafilatura import extract

        found["trafilatura"] = extract
    except ImportError:
        print("trafilatura is not installed")
    try:
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.html import HTMLTree

        found["resiliparse"] = lambda raw: extract_plain_text(HTMLTree.parse_from_bytes(raw, "utf-8"), main_content=True)
    except ImportError:
        print("resiliparse is not installed")
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--floor", action="store_true")
    args = parser.parse_args()
    pages = [
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in sorted(args.folder.iterdir())
        if path.name.endswith((".html", ".html.gz"))
    ]
    if not pages:
        print(f"{args.folder}: holds no page")
        return 2
    runs: dict[str, Callable[[bytes], object]] = {"newsclean": ours, **others()}
    spent = dict.fromkeys(runs, 0.0)
    for raw in pages[:WARM]:
        for run in runs.values():
            run(raw)
    for _ in range(args.rounds):
        for raw in pages:
            for name, run in runs.items():
                began = process_time()
                run(raw)
                spent[name] += process_time() - began
    count = len(pages) * args.rounds
    short = False
    for name, seconds in spent.items():
        ratio = seconds / spent["newsclean"]
        print(f"{name:12} {count / seconds:6.0f} pages/s  {1000 * seconds / count:6.2f} ms/page  newsclean is {ratio:.2f} times as fast")
        short = short or ratio < TIMES.get(name, 0.0)
    return int(short and args.floor)


if __name__ == "__main__":
    sys.exit(main())
