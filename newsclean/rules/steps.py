"""Instructions that an article gives: their steps read like prompts, but stand among other steps."""

from __future__ import annotations

from functools import lru_cache

from newsclean.lexicon import Line, boundary, fold
from newsclean.lexicon import words as lexicon
from newsclean.rules.engine import Page

STEPS, AROUND = 2, 6  # other steps that make a line one of an instruction, among so many lines above and below
RECENT = 1024  # lines that are remembered: those around one are around the next
STEP = 260  # characters of a step


def is_step(line: Line, page: Page) -> bool:
    """Whether the line is a step of an instruction that the article gives: numbered, or a sentence among others that say what to tap.

    A prompt stands among prompts; "Open the app and tap Settings." is none.
    """
    if line.text[-1] not in ".。।！" and not line.text[0].isdigit():
        return False
    at = page.here
    if page.blocks[at].kind == "list_item" and page.blocks[at].source[:1].isdigit():
        return True
    around = [page.blocks[i].source for i in range(max(0, at - AROUND), min(len(page.blocks), at + AROUND + 1)) if i != at]
    return sum([_says_step(text) for text in around]) >= STEPS


@lru_cache(maxsize=RECENT)
def _says_step(text: str) -> bool:
    if not 0 < len(text) <= STEP or text[-1] not in ".。।":
        return False
    low = fold(text)
    bare = low.rstrip(" .。।")
    heads, tails = _steps()
    begins = any([low.startswith(step) and boundary(low, len(step)) for step in heads.get(low[:2], ())])
    return begins or any([bare.endswith(step) for step in tails.get(bare[-2:], ())])


@lru_cache(maxsize=1)
def _steps() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The phrases of steps by their first and by their last two characters."""
    heads: dict[str, list[str]] = {}
    tails: dict[str, list[str]] = {}
    for step in {step for each in lexicon.STEP.values() for step in each.split("|")}:
        heads.setdefault(step[:2], []).append(step)
        tails.setdefault(step[-2:], []).append(step)
    return heads, tails
