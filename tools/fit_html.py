#!/usr/bin/env python3
"""Fit newsclean/rules/_html_weights.py: how the features of a page's blocks speak for article text or against it.

python tools/fit_html.py DATA [--write]

DATA holds pages.jsonl.gz ({"id", "site", "body"}) and html/ID.html.gz. A block is article text by the share of its word
4-grams that the body has. Two logistic regressions (L2, by scikit-learn, which has to be installed for it), each page weighing no more
than sixty blocks. Prints
the errors that five folds by site make; only then are the weights fitted over all pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from newsclean import clues, html
from newsclean.lexicon import Line
from newsclean.rules.block_signs import BlockSigns
from newsclean.rules.evidence_html import Model
from newsclean.rules.features import BOTH, spelled
from newsclean.rules.survey import Survey
from newsclean.rules.texts import words_of

FOLDS = 5
SLACK = 0.1  # inverse of the L2 penalty
POOLED = 3.0  # scale of what many rare marks share: the larger, the less it is held back
PAIRED = 0.3  # scale of pairs: the smaller, the more a pair has to show
RARE = 20  # sites; a feature seen on fewer is left out
MOST = 60  # blocks of a page that count in full
_TOKEN = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")

Example = tuple[list[str], bool, float, str]
Page = tuple[str, list[Any], dict[str, Any], list["bool | None"]]


def grams(text: str) -> Counter[tuple[str, ...]]:
    """Word 4-grams, characters in scripts without spaces."""
    words = _TOKEN.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


def load(data: Path) -> list[Page]:
    """(site, rows, clues, whether each row is article text)."""
    pages = []
    for line in gzip.decompress((data / "pages.jsonl.gz").read_bytes()).decode("utf-8").strip().split("\n"):
        page = json.loads(line)
        raw = gzip.decompress((data / "html" / f"{page['id']}.html.gz").read_bytes())
        walked = html.parse(raw)
        body = f"{page['body']}\n{page.get('optional') or ''}"
        whole, lines = grams(body), {" ".join(_TOKEN.findall(line)) for line in body.splitlines()}
        pages.append((page["site"], walked.rows, clues.gather(walked), [truth(row[0], whole, lines) for row in walked.rows]))
    return pages


def truth(text: str, whole: Counter[tuple[str, ...]], lines: set[str]) -> bool | None:
    """Whether a block is article text; None where it has no word."""
    own = grams(text)
    if not own:
        return None
    if len(_TOKEN.findall(text)) <= 3:
        return " ".join(_TOKEN.findall(text)) in lines
    return sum((own & whole).values()) > sum(own.values()) / 2


def fit(examples: list[Example]) -> dict[str, float]:
    """The weights of a logistic regression; "" is the bias. A pair of features is held back more than one alone."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    seen = Counter(name for name, _ in {(name, site) for each, _, _, site in examples for name in each})
    index = {name: at for at, name in enumerate(sorted(name for name, count in seen.items() if name and count >= RARE))}
    scale = [PAIRED if BOTH in name else POOLED if name in ("hard box", "box") else 1.0 for name in index]
    columns: list[int] = []
    ends = [0]
    for each, _, _, _ in examples:
        columns += {index[name] for name in each if name in index}
        ends.append(len(columns))
    shape = len(examples), len(index)
    model = LogisticRegression(C=SLACK, solver="liblinear", max_iter=500, random_state=0)
    model.fit(
        csr_matrix(([scale[at] for at in columns], columns, ends), shape),
        [right for _, right, _, _ in examples],
        [weight for _, _, weight, _ in examples],
    )
    weights = {name: float(model.coef_[0][at]) * scale[at] for name, at in index.items()}
    return {"": float(model.intercept_[0]), **weights}


def prose_examples(pages: list[Page]) -> list[Example]:
    """The prose blocks of the pages, for the first model."""
    found = []
    for site, rows, told, right in pages:
        survey = Survey(rows, told, Model({}))
        weight = min(1.0, MOST / max(1, len(survey.prose)))
        found += [(spelled(survey.prose_signs(at)), bool(right[at]), weight, site) for at in survey.prose if right[at] is not None]
    return found


def block_examples(pages: list[Page], prose: dict[str, int]) -> list[Example]:
    """The blocks between headline and end, for the second model."""
    found = []
    model, nothing = Model(prose), Model({})
    for site, rows, told, right in pages:
        survey = Survey(rows, told, model)
        if survey.last < 0:
            continue
        measured = BlockSigns(survey, nothing)
        span = range(survey.first, survey.last + 1)
        weight = min(1.0, MOST / len(span))
        signs = {at: [*[weighed[-1] for weighed in measured.of(at)], words_of(Line(rows[at][0]))] for at in span if right[at] is not None}
        found += [(spelled(each), bool(right[at]), weight, site) for at, each in signs.items()]
    return found


def errors(examples: list[Example], weights: dict[str, float]) -> tuple[int, int]:
    """(junk kept, prose lost)."""
    judged = [(sum(weights.get(name, 0.0) for name in each) > 0, right) for each, right, _, _ in examples]
    return sum(kept and not right for kept, right in judged), sum(right and not kept for kept, right in judged)


def hundredths(weights: dict[str, float]) -> dict[str, int]:
    """Weights as the models take them, small ones left out."""
    return {name: round(100 * weight) for name, weight in weights.items() if abs(weight) >= 0.02}


def table(name: str, weights: dict[str, int]) -> str:
    """A dictionary as source."""
    lines = [f'    "{key}": {value},' for key, value in sorted(weights.items())]
    return f"{name} = {{\n" + "\n".join(lines) + "\n}\n"


def main() -> None:
    """Read, cross-validate, fit, print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    pages = load(args.data)
    for fold in range(0 if args.write else FOLDS):
        held = [page for page in pages if zlib.crc32(page[0].encode()) % FOLDS == fold]
        rest = [page for page in pages if zlib.crc32(page[0].encode()) % FOLDS != fold]
        prose = hundredths(fit(prose_examples(rest)))
        block = fit(block_examples(rest, prose))
        tried = block_examples(held, prose)
        print(f"fold {fold}: {len(tried)} blocks, junk kept and prose lost: {errors(tried, block)}")
    prose = hundredths(fit(prose_examples(pages)))
    source = '"""Generated by tools/fit_html.py: log-odds of article text for the features of a page\'s blocks, in hundredths."""\n\n'
    source += table("PROSE", prose) + "\n" + table("BLOCK", hundredths(fit(block_examples(pages, prose))))
    if args.write:
        (ROOT / "newsclean/rules/_html_weights.py").write_text(source, encoding="utf-8")
    else:
        print(source)


if __name__ == "__main__":
    main()
