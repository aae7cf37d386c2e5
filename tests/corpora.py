"""Invented corpora for tests, and documents that raise, hang or kill."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

PLACES = ("Varnby", "Sandholm", "Orsk Bay", "Kelm", "Müllhaven", "Sant Ferriol")
NAMES = ("Dana Whitlock", "Inga Torvald", "Oskar Brandeis", "Lucía Ferran")
JUNK = ("Share this article", "Sign up for our newsletter", "14 Comments", "ADVERTISEMENT", "Read more: Who owns the canal?", "1 204 views")
PROSE = (
    "The bridge over the Sel at {place} is open again since Monday, the town said.",
    "“Nobody waited {number} minutes for it,” said a clerk who asked not to be named.",
    "The works cost {number} thousand crowns and took until the end of the year.",
    "A ferry had carried the mail between {place} and the islands in the meantime.",
)


def text(number: int) -> str:
    """An invented article with junk around it, the same for the same number."""
    draw = random.Random(number)
    place = draw.choice(PLACES)
    lines = [f"Bridge at {place} opens for the {number + 2}th time", f"By {draw.choice(NAMES)}", f"May {number % 28 + 1}, 2023"]
    for _ in range(draw.randrange(2, 6)):
        lines.append(draw.choice(PROSE).format(place=place, number=draw.randrange(2, 99)))
        if draw.random() < 0.3:
            lines.append(draw.choice(JUNK))
    return "\n".join([*lines, draw.choice(JUNK)]) + "\n"


def page(number: int) -> str:
    """The same as an HTML page."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text(number).splitlines()[3:])
    return (
        f"<html><head><title>Bridge {number}</title></head><body><nav><a href=/>Home</a></nav><article>{paragraphs}</article></body></html>"
    )


def record(number: int) -> dict[str, Any]:
    """A record of one of these; some have other fields, some know something, some are pages."""
    found: dict[str, Any] = {"id": f"doc-{number}", "url": f"https://www.site{number % 7}.example/a/{number}"}
    found.update({"html": page(number)} if number % 9 == 4 else {"text": text(number)})
    if number % 5 == 0:
        found["crawl"] = {"batch": number, "tags": ["a", "ö"]}
    if number % 6 == 0:
        found["section"] = "Region"
    return found


def records(count: int) -> list[dict[str, Any]]:
    """The first `count` records."""
    return [record(number) for number in range(count)]


def jsonl(count: int) -> bytes:
    """`count` records as JSON lines."""
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records(count)).encode()


# The command in small chunks, with documents that do harm: the patch is inherited by forked workers.
_HARMFUL = """
import os, signal, sys
from newsclean import run, streams
from newsclean.__main__ import main
streams.SIZE = int(sys.argv.pop(1))
clean = run.clean
def harmful(document, settings):
    if "KILLS" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    while "HANGS" in document.text:
        signal.pause()
    if "RAISES" in document.text:
        raise RuntimeError("of its own")
    return clean(document, settings)
run.clean = harmful
main()
"""


def command(*arguments: object, size: int = 4000) -> list[str]:
    """The arguments that run newsclean with chunks of `size` bytes."""
    return [sys.executable, "-c", _HARMFUL, str(size), *map(str, arguments)]


def newsclean(*arguments: object, stdin: bytes = b"", size: int = 4000, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run it."""
    return subprocess.run(command(*arguments, size=size), input=stdin, capture_output=True, cwd=cwd, check=False)
