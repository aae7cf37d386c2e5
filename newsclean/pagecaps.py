"""Caps on pages, judged on the bytes before they are parsed: the parser's time is quadratic in depth and attributes."""

from __future__ import annotations

import re

from newsclean.model import InputError

LARGEST = 16_000_000  # bytes; the largest of 400 news pages is 2.3 million
DEEPEST = 2_000  # elements open at once, paragraphs and other self-closing ones aside; of 400 news pages, 51
FORMATS = 200  # formatting elements with attributes left open: each is copied into every block behind it
ATTRIBUTES = 2_000  # of one element
FEW = 2_000  # tags; fewer cannot reach a cap of time


def judge(raw: bytes) -> None:
    """Raise InputError where parsing the page would take too long or too much memory."""
    if len(raw) > LARGEST:
        raise InputError(f"the page is too large: {len(raw):,} bytes, at most {LARGEST:,}; split it or cut it")
