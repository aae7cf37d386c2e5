#!/usr/bin/env python3
"""Fit newsclean/rules/_page_weights.py: how likely a line of a whole page is article text, by the signs it shows.

python tools/fit_page.py DATA [--models WHOLE,RESIDUE] [--folds 5] [--write]     (needs scikit-learn)

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
from typing import Any, NamedTuple

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from newsclean import plain, rules
from newsclean.fold import fold
from newsclean.model import Document
from newsclean.repair import repair
from newsclean.rules import signs, surroundings, whole
from newsclean.rules.engine import Page
from newsclean.rules.signs import View
from newsclean.rules.surroundings import place
from newsclean.shapes import tokens

WHOLE = "html-text,inscriptis,beautifulsoup"
PARTS = "gold,trafilatura,newspaper4k,readability-lxml,boilerpy3,justext,resiliparse,goose3"
RARE = 15  # sites; a word seen on fewer says nothing
LEAST = 50  # characters of a line whose words are counted
SPOKEN = 0.3  # log-odds; words that say less are left out
STRENGTH = {"WHOLE": 0.01, "RESIDUE": 0.01}  # inverse of the penalty on weights


class Example(NamedTuple):
    """One page as text. `view` holds its looks with no words spoken."""

    site: str
    group: str
    view: View
    language: str
    shares: list[float]  # of each line, in the body
    sizes: list[int]  # words


class Model(NamedTuple):
    """A bias and the weights of each class of each sign."""

    bias: float
    tables: tuple[tuple[float, ...], ...]


class Fitted(NamedTuple):
    """What tells article text: words, the look of a line, then its look and place."""

    words: dict[str, float]
    looks: Model
    placed: Model


def grams(text: str) -> Counter[tuple[str, ...]]:
    """Word 4-grams."""
    words = tokens(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()


def share_of(text: str, held: Counter[tuple[str, ...]], short: set[str]) -> float:
    """Share of a line that the body holds (0 to 1)."""
    own, words = grams(text), tokens(text)
    if not words:
        return 0.0
    if len(words) <= 3:
        return float(" ".join(words) in short)
    return sum((own & held).values()) / sum(own.values())


def read(folder: Path, kinds: list[str], residue: bool) -> list[Example]:
    """Every page of every kind; for `residue` as the word rules leave it."""
    with gzip.open(folder / "pages.jsonl.gz", "rt", encoding="utf-8") as file:
        pages = [json.loads(line) for line in file]
    found: list[Example] = []
    for kind in kinds:
        texts = {each["id"]: each["body"] for each in pages}
        if kind != "gold":
            with gzip.open(folder / "dumps" / f"{kind}.jsonl.gz", "rt", encoding="utf-8") as file:
                texts = {record["id"]: record["text"] for record in map(json.loads, file)}
        for each in pages:
            document = Document(repair(texts.get(each["id"], ""))[0], url=each.get("url"))
            page = Page(document, plain.segment(document), {})
            if residue:
                if whole.locate(page) is not None:
                    continue
                page.facts["residue"] = {}
                rules.run(page)
            if not page.standing():
                continue
            body = f"{each['body']}\n{each.get('optional') or ''}"
            held, short = grams(body), {" ".join(tokens(line)) for line in body.splitlines()}
            view = whole.view_of(page, {})
            shares = [share_of(text, held, short) for text in view.texts]
            found.append(Example(each["site"], f"{kind} {each['set']}", view, each["lang"], shares, [len(tokens(text)) for text in view.texts]))
    return found


def speaking(examples: list[Example]) -> dict[str, float]:
    """Log-odds of words, by a regression over the words of lines long enough for prose; names of people and places are left out."""
    sites: dict[str, set[str]] = {}
    names, seen = Counter[str](), Counter[str]()
    rows: dict[tuple[str, str], bool] = {}
    for each in examples:
        for text, low, share in zip(each.view.texts, each.view.lows, each.shares, strict=True):
            if len(text) < LEAST:
                continue
            rows[each.site, low] = share > 0.5
            for word in set(signs.WORD.findall(low)):
                sites.setdefault(word, set()).add(each.site)
            if each.language != "de":
                for word in signs.WORD.findall(text)[1:]:
                    seen[fold(word)] += 1
                    names[fold(word)] += word[0].isupper()
    words = sorted(word for word, known in sites.items() if len(known) >= RARE and names[word] * 3 <= seen[word] * 2)
    index = {word: at for at, word in enumerate(words)}
    data: list[float] = []
    columns, bounds = [], [0]
    for _, low in rows:
        own = set(signs.WORD.findall(low))
        known = [index[word] for word in own if word in index]
        columns += known
        data += [1 / max(1, len(own)) ** 0.5] * len(known)
        bounds.append(len(columns))
    sparse = csr_matrix((data, columns, bounds), shape=(len(rows), len(words)))
    model = LogisticRegression(C=0.5, max_iter=300).fit(sparse, list(rows.values()))
    return {word: round(float(value), 2) for word, value in zip(words, model.coef_[0], strict=True) if abs(value) >= SPOKEN}


def spoken(examples: list[Example], words: dict[str, float]) -> None:
    """Have the words say what they say of each example."""
    for each in examples:
        each.view.columns[signs.WORDS_AT] = signs.speeches(each.view.runs, each.view.thirds, words)


def part(site: str, parts: int, salt: str = "") -> int:
    """The fold of a site."""
    return zlib.crc32((salt + site).encode()) % parts


def told_apart(examples: list[Example], salt: str) -> list[tuple[list[Example], list[Example]]]:
    """(the others, the held) for three parts of the sites."""
    parts = [part(each.site, 3, salt) for each in examples]
    return [
        ([each for each, own in zip(examples, parts, strict=True) if own != held], [each for each, own in zip(examples, parts, strict=True) if own == held])
        for held in range(3)
    ]


def fitted(examples: list[Example], strength: float) -> Fitted:
    """Fit all three: words and looks of each page are told by what other sites' pages say, as they will be for sites not seen."""
    for others, held in told_apart(examples, "words"):
        spoken(held, speaking(others))
    odds: dict[int, list[float]] = {}
    for others, held in told_apart(examples, "looks"):
        looks = fit(others, [each.view.columns for each in others], strength)
        odds.update({id(each): whole.weigh(each.view.columns, *looks) for each in held})
    looks = fit(examples, [each.view.columns for each in examples], strength)
    placed = fit(examples, [place(each.view, odds[id(each)]) for each in examples], strength)
    return Fitted(speaking(examples), looks, placed)


def odds_of(examples: list[Example], model: Fitted) -> list[Any]:
    """The log-odds of each line of each example."""
    spoken(examples, model.words)
    return [numpy.array(whole.weigh(place(each.view, whole.weigh(each.view.columns, *model.looks)), *model.placed)) for each in examples]


def matrix(columns: list[list[list[int]]], starts: list[int]) -> Any:
    """One row a line, one indicator for each sign's class."""
    stacked = numpy.vstack([numpy.array(each).T for each in columns]) + numpy.array(starts[:-1])
    count = len(stacked)
    return csr_matrix((numpy.ones(stacked.size), stacked.ravel(), numpy.arange(count + 1) * (len(starts) - 1)), shape=(count, starts[-1]))


def weigh(examples: list[Example]) -> Any:
    """What each line counts: long lines more, and no page more than others."""
    found = []
    for each in examples:
        own = numpy.sqrt(numpy.maximum(1, numpy.array(each.sizes)))
        found.append(own / own.sum() * 100)
    return numpy.concatenate(found)


def fit(examples: list[Example], columns: list[list[list[int]]], strength: float) -> Model:
    """A fitted regression."""
    sizes = [1 + max(max(each[at]) for each in columns) for at in range(len(columns[0]))]
    starts = [0, *numpy.cumsum(sizes).tolist()]
    right = numpy.concatenate([numpy.array(each.shares) > 0.5 for each in examples])
    model = LogisticRegression(C=strength, max_iter=400).fit(matrix(columns, starts), right, sample_weight=weigh(examples))
    weights = [round(float(value), 2) for value in model.coef_[0]]
    return Model(round(float(model.intercept_[0]), 2), tuple([tuple(weights[begin:end]) for begin, end in zip(starts, starts[1:], strict=False)]))


def scores(examples: list[Example], odds: list[Any], threshold: float) -> str:
    """Precision and recall by words, averaged over the pages of each set."""
    line = ""
    for name in dict.fromkeys(each.group for each in examples):
        precision, recall = [], []
        for each, told in zip(examples, odds, strict=True):
            shares, sizes = each.shares, each.sizes
            if each.group != name:
                continue
            kept = told > threshold
            mass = numpy.array(shares) * numpy.array(sizes)
            right, chosen, want = mass[kept].sum(), numpy.array(sizes)[kept].sum(), mass.sum()
            precision.append(right / chosen if chosen else 0.0)
            recall.append(right / want if want else 1.0)
        p, r = float(numpy.mean(precision)), float(numpy.mean(recall))
        line += f"\n  {name:28} F1 {2 * p * r / (p + r):.3f} P {p:.3f} R {r:.3f}"
    return line


def source(name: str, model: Model, names: tuple[str, ...]) -> str:
    """The weights of one model as source."""
    lines = [f"        ({', '.join(f'{value:.2f}' for value in own)},),  # {sign}\n" for own, sign in zip(model.tables, names, strict=True)]
    return f"{name} = (\n    {model.bias:.2f},\n    (\n{''.join(lines)}    ),\n)\n"


def cross_validate(examples: list[Example], folds: int, strength: float, thresholds: tuple[float, ...]) -> None:
    """Print what folds by site reach."""
    odds: dict[int, Any] = {}
    for number in range(folds):
        held = [each for each in examples if part(each.site, folds) == number]
        model = fitted([each for each in examples if part(each.site, folds) != number], strength)
        odds.update({id(each): own for each, own in zip(held, odds_of(held, model), strict=True)})
    print("nothing cut:", scores(examples, [numpy.ones(len(each.sizes)) for each in examples], 0.0))
    for threshold in thresholds:
        print(f"by site, threshold {threshold}:{scores(examples, [odds[id(each)] for each in examples], threshold)}", flush=True)


def main() -> None:
    """Read, cross-validate, fit, print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--models", default="WHOLE,RESIDUE")
    parser.add_argument("--kinds", default="")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    text = '"""Generated by tools/fit_page.py: log-odds of article text for each class of each sign of `signs`, and of words."""\n\n'
    words: dict[str, float] = {}
    for name, kinds, thresholds in (("WHOLE", WHOLE, (-1.0, -0.5, -0.25, 0.0, 0.5)), ("RESIDUE", PARTS, (-3.0, -2.5, -2.0, -1.5, -1.0, 0.0))):
        if name not in args.models.split(","):
            continue
        examples = read(args.data, (args.kinds or kinds).split(","), name == "RESIDUE")
        if args.folds:
            cross_validate(examples, args.folds, STRENGTH[name], thresholds)
        if args.write:
            model = fitted(examples, STRENGTH[name])
            words = words or model.words
            text += source(f"{name}_LOOKS", model.looks, signs.SIGNS) + source(name, model.placed, surroundings.SIGNS)
    if args.write:
        text += "WORDS = {\n" + "".join(f'    "{word}": {value:.2f},\n' for word, value in sorted(words.items())) + "}\n"
        (ROOT / "newsclean/rules/_page_weights.py").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
