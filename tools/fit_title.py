#!/usr/bin/env python3
"""Fit newsclean/rules/_title_weights.py: which line near the article of a whole page is its headline, by the signs it shows.

python tools/fit_title.py DATA [--folds 5] [--write]     (needs numpy and scipy)

DATA is that of tools/fit_page.py; its pages have "title", too. A conditional logit (McFadden 1974) over the lines of a page and
"none of them", one indicator per class of each sign (L2). Prints how many headlines folds by site find; only then are
the weights fitted over all pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy
from scipy.optimize import minimize

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from newsclean import plain, rules
from newsclean.model import Document
from newsclean.repair import repair
from newsclean.rules import page_title
from newsclean.rules.engine import Page
from newsclean.rules.page_title import SIGNS, measure
from newsclean.rules.title_evidence import without_outlet
from newsclean.shapes import same_line

KINDS = "html-text,inscriptis,beautifulsoup"
WIDTH = 12  # classes of a sign at most


class Choice(NamedTuple):
    """One page as text: its lines' indicators, the last row for "none of them", and which are right."""

    site: str
    group: str
    rows: Any
    right: Any


def lines_of(page: Page) -> tuple[list[str], list[list[int]]]:
    """(texts, columns) of the lines among which the rules choose."""
    place = page.facts.get("article")
    if not isinstance(place, tuple):
        return [], []
    found = list(measure(page, place[0]))
    return [page.blocks[at].source if at else without_outlet(page.blocks[0].source) for at, _ in found], [columns for _, columns in found]


def read(folder: Path, kinds: list[str]) -> list[Choice]:
    """Every page with a title, of every kind, where an article is found."""
    with gzip.open(folder / "pages.jsonl.gz", "rt", encoding="utf-8") as file:
        pages = [each for each in map(json.loads, file) if each.get("title")]
    found: list[Choice] = []
    seen: list[tuple[list[str], list[list[int]]]] = []

    def look(page: Page) -> int | None:
        seen.append(lines_of(page))
        return None

    page_title.title_of_page = look  # what the rules see when they ask for the headline
    for kind in kinds:
        with gzip.open(folder / "dumps" / f"{kind}.jsonl.gz", "rt", encoding="utf-8") as file:
            texts = {record["id"]: record["text"] for record in map(json.loads, file)}
        for each in pages:
            document = Document(repair(texts.get(each["id"], ""))[0], url=each.get("url"))
            seen.clear()
            rules.run(Page(document, plain.segment(document), {}))
            if not seen or not seen[0][0]:
                continue
            lines, columns = seen[0]
            rows = numpy.zeros((len(lines) + 1, len(SIGNS) * WIDTH + 1), dtype=numpy.float32)
            for row, column in zip(rows, columns, strict=False):
                row[[sign * WIDTH + kind_ for sign, kind_ in enumerate(column)]] = 1
            rows[-1, -1] = 1
            right = numpy.array([same_line(line) == same_line(each["title"]) for line in lines] + [False])
            right[-1] = not right.any()
            found.append(Choice(each["site"], f"{kind} {each['set']}", rows, right))
    return found


def fit(examples: list[Choice], strength: float) -> Any:
    """The weights of all indicators, that of "none" last."""

    def loss(weights: Any) -> tuple[float, Any]:
        total, slope = 0.5 * strength * float(weights @ weights), strength * weights
        for each in examples:
            scores = each.rows @ weights
            odds = numpy.exp(scores - scores.max())
            chances = odds / odds.sum()
            hit = float((chances * each.right).sum())
            total -= numpy.log(hit)
            slope = slope + each.rows.T @ (chances - chances * each.right / hit)
        return total, slope

    return minimize(loss, numpy.zeros(len(SIGNS) * WIDTH + 1), jac=True, method="L-BFGS-B", options={"maxiter": 80}).x


def part(site: str, parts: int) -> int:
    """The fold of a site."""
    return zlib.crc32(site.encode()) % parts


def cross_validate(examples: list[Choice], folds: int, strength: float) -> None:
    """Print what folds by site find."""
    right, wrong, count = Counter[str](), Counter[str](), Counter[str]()
    for fold in range(folds):
        weights = fit([each for each in examples if part(each.site, folds) != fold], strength)
        for each in examples:
            if part(each.site, folds) == fold:
                best = int((each.rows @ weights).argmax())
                count[each.group] += 1
                right[each.group] += bool(each.right[best]) and best < len(each.right) - 1
                wrong[each.group] += not each.right[best] and best < len(each.right) - 1
    for group, pages in count.items():
        print(f"{group:28} {pages:4} pages   right {right[group] / pages:.3f}   wrong {wrong[group] / pages:.3f}")


def tables(weights: Any) -> str:
    """The weights as source."""
    text = '"""Generated by tools/fit_title.py: what each class of each sign of `page_title` says for a headline."""\n\n'
    text += f"NONE = {weights[-1]:.2f}  # a headline has to score more\nTABLES = (\n"
    for at, sign in enumerate(SIGNS):
        text += f"    ({', '.join(f'{value:.2f}' for value in weights[at * WIDTH : (at + 1) * WIDTH])}),  # {sign}\n"
    return text + ")\n"


def main() -> None:
    """Read, cross-validate, fit, print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--kinds", default=KINDS)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--strength", type=float, default=0.5)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    examples = read(args.data, args.kinds.split(","))
    if args.folds:
        cross_validate(examples, args.folds, args.strength)
    if args.write:
        Path(page_title.__file__).with_name("_title_weights.py").write_text(tables(fit(examples, args.strength)), encoding="utf-8")


if __name__ == "__main__":
    main()
