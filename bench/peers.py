#!/usr/bin/env python3
"""newsclean beside the tools that a user would pick for scraped text, in one run: F1 of the article, and speed, as ratios.

python bench/peers.py                   invented articles with furniture between the paragraphs
python bench/peers.py --pages FOLDER    pages.jsonl.gz ("id", "body") and dumps/<extractor>.jsonl.gz ("id", "text")

Each text goes through nothing, ftfy.fix_text, cleantext.clean (pip install clean-text) and newsclean. F1 is of token
4-grams, precision and recall averaged over the pages, as in the public article-extraction benchmark; "error left" is
what stays of the distance to 1.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
import ftfy
from invented import page

import newsclean

try:
    from cleantext import clean as cleantext
except ImportError:
    cleantext = None
Pair = tuple[str, str]  # the article as it should be, the text as it came
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")


def own(text: str) -> str:
    """The text that newsclean leaves."""
    return "\n".join(block.text for block in newsclean.clean(text).kept())


TOOLS: dict[str, Callable[[str], str]] = {"alone": str, "ftfy": ftfy.fix_text, "newsclean": own}
if cleantext is not None:
    TOOLS["clean-text"] = partial(cleantext, lower=False, to_ascii=False)


def grams(text: str) -> Counter[tuple[str, ...]]:
    """How often each run of four tokens stands in the text."""
    words = _TOKEN.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()


def f1(pairs: list[Pair]) -> float:
    """Of (gold, text) pairs."""
    precisions, recalls = [], []
    for gold, text in pairs:
        want, have = grams(gold), grams(text)
        common = sum((want & have).values())
        if have:
            precisions.append(common / sum(have.values()))
        if want:
            recalls.append(common / sum(want.values()))
    precision, recall = sum(precisions) / max(1, len(precisions)), sum(recalls) / max(1, len(recalls))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def compare(name: str, pairs: list[Pair]) -> None:
    """Print the rows of one kind of text."""
    size = sum(len(text.encode()) for _, text in pairs) / 1e6
    base = 0.0
    pace = 1.0
    for tool, function in TOOLS.items():
        start = time.process_time()
        made = [(gold, function(text)) for gold, text in pairs]
        took = max(1e-9, time.process_time() - start)
        score = f1(made)
        if tool == "alone":
            base = score
            print(f"| {name} | alone | {score:.4f} | 1.00 | |")
            continue
        pace = took if tool == "ftfy" else pace
        print(f"| {name} | {tool} | {score:.4f} | {(1 - score) / (1 - base):.2f} | {size / took:.2f} MB/s, {pace / took:.2f} x ftfy |", flush=True)


def read(path: Path) -> list[dict[str, str]]:
    """The records of a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def main() -> None:
    """Print a Markdown table."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--pages", type=Path, metavar="FOLDER")
    folder = reader.parse_args().pages
    newsclean.clean("Share")
    print("| text | through | F1 | error left | speed |\n|---|---|---|---|---|")
    if folder is None:
        random = Random(11)
        compare("invented", [page(random) for _ in range(300)])
        return
    golds = {record["id"]: record["body"] for record in read(folder / "pages.jsonl.gz")}
    for path in sorted((folder / "dumps").glob("*.jsonl.gz")):
        texts = {record["id"]: record["text"] or "" for record in read(path)}
        compare(path.name.removesuffix(".jsonl.gz"), [(gold, texts.get(key, "")) for key, gold in golds.items()])


if __name__ == "__main__":
    main()
