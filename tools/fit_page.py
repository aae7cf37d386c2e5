#!/usr/bin/env python3
"""Fit newsclean/rules/_page_weights.py: how likely a line of a whole page is article text, by the signs it shows.

python tools/fit_page.py DATA [--kinds html-text,inscriptis,beautifulsoup] [--folds 5] [--write]     (needs scikit-learn)

DATA holds pages.jsonl.gz ({"id", "site", "url", "body"}) and dumps/KIND.jsonl.gz ({"id", "text"}): whole pages as text
beside the clean body. A line is article text by the share of its word 4-grams that the body has. A logistic regression
over one indicator per class of each sign (L2). Prints the precision and recall, by words and averaged over pages, that
folds by site reach; only then are the weights fitted over all pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from newsclean import plain
from newsclean.model import Document
from newsclean.repair import repair
from newsclean.rules import whole
from newsclean.rules.engine import Page
from newsclean.rules.signs import SIGNS
from newsclean.shapes import tokens

Example = tuple[str, str, list[list[int]], list[float], list[int]]  # site, set, columns, share in the body, words


def grams(text: str) -> Counter[tuple[str, ...]]:
    """Word 4-grams."""
    words = tokens(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()


def share_of(text: str, held: Counter[tuple[str, ...]], short: set[str]) -> float:
    """Share of a line that the body holds (0 to 1)."""
    own, words = grams(text), tokens(text)
    if len(words) <= 3:
        return float(" ".join(words) in short)
    return sum((own & held).values()) / sum(own.values())


def read(folder: Path, kinds: list[str]) -> list[Example]:
    """Every page of every kind."""
    with gzip.open(folder / "pages.jsonl.gz", "rt", encoding="utf-8") as file:
        pages = [json.loads(line) for line in file]
    found: list[Example] = []
    for kind in kinds:
        with gzip.open(folder / "dumps" / f"{kind}.jsonl.gz", "rt", encoding="utf-8") as file:
            texts = {record["id"]: record["text"] for record in map(json.loads, file)}
        for each in pages:
            document = Document(repair(texts.get(each["id"], ""))[0], url=each.get("url"))
            page = Page(document, plain.segment(document), {})
            if not page.blocks:
                continue
            body = f"{each['body']}\n{each.get('optional') or ''}"
            held, short = grams(body), {" ".join(tokens(line)) for line in body.splitlines()}
            lines = [block.source for block in page.blocks]
            columns = whole.columns_of(page)
            found.append((each["site"], each["set"], columns, [share_of(text, held, short) for text in lines], [len(tokens(text)) for text in lines]))
    return found


def offsets(examples: list[Example]) -> list[int]:
    """Where the indicators of each sign begin, and their number at the end."""
    sizes = [1 + max(max(each[2][at]) for each in examples) for at in range(len(SIGNS))]
    return [0, *numpy.cumsum(sizes).tolist()]


def matrix(examples: list[Example], starts: list[int]) -> Any:
    """One row a line, one indicator for each sign's class."""
    rows = [numpy.array(each[2]).T + numpy.array(starts[:-1]) for each in examples]
    stacked = numpy.vstack(rows)
    count = len(stacked)
    return csr_matrix((numpy.ones(stacked.size), stacked.ravel(), numpy.arange(count + 1) * len(SIGNS)), shape=(count, starts[-1]))


def weigh(examples: list[Example]) -> Any:
    """What each line counts: long lines more, and no page more than others."""
    found = []
    for _, _, _, _, sizes in examples:
        own = numpy.sqrt(numpy.maximum(1, numpy.array(sizes)))
        found.append(own / own.sum() * 100)
    return numpy.concatenate(found)


def fit(examples: list[Example], starts: list[int], strength: float) -> Any:
    """A fitted regression."""
    right = numpy.concatenate([numpy.array(each[3]) > 0.5 for each in examples])
    return LogisticRegression(C=strength, max_iter=400).fit(matrix(examples, starts), right, sample_weight=weigh(examples))


def scores(examples: list[Example], odds: list[Any], threshold: float) -> str:
    """Precision and recall by words, averaged over the pages of each set."""
    line = ""
    for name in dict.fromkeys(each[1] for each in examples):
        precision, recall = [], []
        for (_, own, _, shares, sizes), told in zip(examples, odds, strict=True):
            if own != name:
                continue
            kept = told > threshold
            mass = numpy.array(shares) * numpy.array(sizes)
            right, chosen, want = mass[kept].sum(), numpy.array(sizes)[kept].sum(), mass.sum()
            precision.append(right / chosen if chosen else 0.0)
            recall.append(right / want if want else 1.0)
        p, r = float(numpy.mean(precision)), float(numpy.mean(recall))
        line += f"  {name} F1 {2 * p * r / (p + r):.3f} P {p:.3f} R {r:.3f}"
    return line


def source(model: Any, starts: list[int]) -> str:
    """The weights as a module."""
    weights = model.coef_[0]
    text = '"""Generated by tools/fit_page.py: log-odds of article text for each class of each sign of `signs`."""\n\n'
    text += f"BIAS = {model.intercept_[0]:.2f}\nWEIGHTS: dict[str, tuple[float, ...]] = {{\n"
    for name, begin, end in zip(SIGNS, starts, starts[1:], strict=False):
        text += f'    "{name}": ({", ".join(f"{value:.2f}" for value in weights[begin:end])},),\n'
    return text + "}\n"


def main() -> None:
    """Read, cross-validate, fit, print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--kinds", default="html-text,inscriptis,beautifulsoup")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--strength", type=float, default=0.03)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    examples = read(args.data, args.kinds.split(","))
    starts = offsets(examples)
    odds: list[Any] = [None] * len(examples)
    for fold in range(args.folds):
        held = [at for at, each in enumerate(examples) if zlib.crc32(each[0].encode()) % args.folds == fold]
        if not held:
            continue
        rest = [each for each in examples if zlib.crc32(each[0].encode()) % args.folds != fold]
        model = fit(rest, starts, args.strength)
        told = model.decision_function(matrix([examples[at] for at in held], starts))
        ends = numpy.cumsum([len(examples[at][4]) for at in held])[:-1]
        for at, part in zip(held, numpy.split(told, ends), strict=True):
            odds[at] = part
    if args.folds:
        for threshold in (-1.0, -0.5, 0.0, 0.5):
            print(f"by site, threshold {threshold}:{scores(examples, odds, threshold)}")
    if args.write:
        (ROOT / "newsclean/rules/_page_weights.py").write_text(source(fit(examples, starts, args.strength), starts), encoding="utf-8")


if __name__ == "__main__":
    main()
