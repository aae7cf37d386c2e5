"""The rules' case files, `fixtures/cases/N401-share-bar.txt`: marked text that the tests hold the rules to and `--rule` shows.

    == en
    Share prices fell on Monday, the bank said.

    == en
    The ferry runs again from Monday, the port said.
    [-Share on Facebook-]
    [N701-© 2023 Courier. All rights reserved.-]

`== LANGUAGE` begins a document, `== LANGUAGE html` a page, `== LANGUAGE phrases` a document with `fixtures/phrases.toml`, `== LANGUAGE eager` one with `--eager`. `[-...-]` is what the file's own rule cuts, `[N701-...-]` what
another rule cuts there; everything else is kept. Documents without a mark, what the rule must not touch, stand first.
"""

from __future__ import annotations

import os
import re

from newsclean.patterns import lazy

HEAD = "== "
_MARKED = lazy(r"\[(N\d{3})?-(.*?)-\]", re.DOTALL)
_HERE = os.path.dirname(os.path.abspath(__file__))
FOLDERS = (os.path.join(_HERE, "cases"), os.path.join(os.path.dirname(_HERE), "fixtures", "cases"))  # installed; in the project


class Case:
    """One document of a case file.

    language  BCP 47
    form      "text", "html", "phrases" or "eager"
    marked    the document with its marks; source: without them
    cuts      (rule code, text) of every marked span, in order
    """

    __slots__ = ("cuts", "form", "language", "marked", "source")

    def __init__(self, code: str, language: str, form: str, marked: str) -> None:
        self.language = language
        self.form = form
        self.marked = marked
        self.source = _MARKED.sub(lambda found: found[2], marked)
        self.cuts = [(found[1] or code, " ".join(found[2].split())) for found in _MARKED.finditer(marked)]


def path_of(code: str) -> str | None:
    """The case file of a rule; None where there is none."""
    for folder in FOLDERS:
        if os.path.isdir(folder):
            return next((os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.startswith(code + "-")), None)
    return None


def read(code: str) -> list[Case]:
    """The cases of a rule, negatives first; [] where it has none."""
    path = path_of(code)
    if path is None:
        return []
    with open(path, encoding="utf-8") as file:
        parts = ("\n" + file.read()).split("\n" + HEAD)[1:]
    found = []
    for part in parts:
        head, _, body = part.partition("\n")
        language, _, form = head.strip().partition(" ")
        found.append(Case(code, language, form or "text", body.strip("\n")))
    return found
