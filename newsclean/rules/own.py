"""The user's own junk phrases (`--phrases FILE.toml`), in the positions of a lexicon: whole, weak, start, end, any."""

from __future__ import annotations

from newsclean.lexicon import LEAD, TAIL, Line, boundary, fold, mask
from newsclean.rules.engine import Page, Span, page_rule


@page_rule("N911", "boilerplate-other")
def own_phrase(page: Page) -> list[tuple[int, Span | None]]:
    """Lines that the user's own phrases condemn: the whole line, its start, its end, or anything in it.

    Called first, and only where `--phrases` names a file; numbers, case and the marks at a line's ends do not count.
    """
    wanted = [(position, _bare(phrase, position)) for _, position, phrase in page.phrases]
    wanted = [(position, phrase) for position, phrase in wanted if phrase]
    return [(at, None) for at in page.standing() if (line := page.lines[at]) is not None and _is_condemned(line, wanted)]


def _bare(phrase: str, position: str) -> str:
    low = mask(fold(phrase.replace("{n}", "1"))).strip()
    return low.strip(LEAD).rstrip(TAIL) if position in ("whole", "weak") else low


def _is_condemned(line: Line, wanted: list[tuple[str, str]]) -> bool:
    low = mask(fold(line.text)).strip()
    return any([_matches(low, position, phrase) for position, phrase in wanted])


def _matches(low: str, position: str, phrase: str) -> bool:
    if position in ("whole", "weak"):
        return low.strip(LEAD).rstrip(TAIL).strip() == phrase
    if position == "start":
        begin = len(low) - len(low.lstrip(LEAD)) if phrase[0] not in LEAD else 0
        return low.startswith(phrase, begin) and boundary(low, begin + len(phrase))
    if position == "end":
        tail = low if phrase[-1] in TAIL else low.rstrip(TAIL)
        return tail.endswith(phrase) and boundary(tail, len(tail) - len(phrase))
    return phrase in low
