"""Code and template debris: what a page's scripts and embeds leave between the lines."""

from __future__ import annotations

import re

from newsclean.lexicon import Line
from newsclean.patterns import lazy
from newsclean.rules.engine import Page, Span, line_rule, page_rule

_CODE = lazy(
    r"window\.\w+|googletag\.|document\.(?:get|query|create)|function ?\(\w*\)? ?\{|</(?:script|noscript|div|style)>|addEventListener\(|"
    r"__tcfapi|\"@context\"|gtag\(|display: ?none|^\s*\{?\"?\w+\"?: ?(?:true|false|null)[,}]?$|^- (?:true|false)$|!function"
)
# What every alternative of _CODE holds one of.
_CODE_SIGNS = (
    "window.", "document.", "googletag.", "function", "</", "addEventListener(", "__tcfapi", "@context", "gtag(", "display:", "true", "false", "null",
)  # fmt: skip
_STATEMENT = lazy(
    r"[;{}\]),]$|^(?:var|let|const|if|for|return|break|else|function|try|catch)\b.{0,200}[;{}()]|^[}\])]|^\w+: [\w'\"{\[].{0,200},$|^//|\w\(\w+[,)].*="
)
_ENDS = tuple(";{}]),\n")
_BEGINNINGS = ("var", "let", "const", "if", "for", "return", "break", "else", "function", "try", "catch", "}", ")", "]", "//")
_SYMBOL = lazy(r"[(){}\[\]=;&|<>\"'_$]")
_SCRIPT = lazy(r"\b(?:window|document|function|var|const|googletag|gdpr|ccpa|tcData|pbjs|dataLayer|getElement\w*|addEventListener|async|script|undefined)\b")
_CODE_ENDS = tuple("{};)")
SHOWN, ANNOUNCED = 12, 20  # lines of code that an article shows at once; characters of the line that announces them
LINES = 3  # lines of code that make a run
SCRIPTS = 2  # of them with words that only a page's scripts have
DENSE = 0.05  # share of symbols in a line of code


@line_rule("N904", "boilerplate-other", "debris web code")
def debris(line: Line, page: Page) -> Span | None:
    """Code and template debris: `showPaywall: false`, `pic.twitter.com/…`, an image's address, a clock of a player.

    Code below a sentence that ends in a colon is what the article shows.
    """
    text = line.text
    if text[-1] in _CODE_ENDS and _is_shown(page):
        return None
    if (
        (any([sign in text for sign in _CODE_SIGNS]) and _CODE.search(text))
        or (text.startswith("http") and re.match(r"https?://\S+\.(?:jpe?g|png|gif|webp|svg)(?:\?\S*)?$|https?://t\.co/\S+$", text))
        or ("/" in text and re.match(r"\d{1,2}:\d\d(?::\d\d)? ?/ ?\d{1,2}:\d\d", text))
    ):
        return 0, len(text)
    if "(@" in text and len(text) < 140 and re.match(r"[—–-] ?.{2,60} \(@\w{1,30}\)", text):
        return 0, len(text)
    if text[0] == "!" and page.document.form != "md" and re.match(r"!\[[^\]]{0,200}\]\(\S{1,400}\)$", text):
        return 0, len(text)
    if text[0] in "p[" and re.match(r"pic\.twitter\.com/\w+$|\[/?[a-z_-]+(?: [a-z_-]+=.*)?\]$", text):
        return 0, len(text)
    return None


def _is_shown(page: Page) -> bool:
    """Whether an article shows this line of code: a sentence that ends in a colon stands right above its lines."""
    return page.here in shown_code(page)


def shown_code(page: Page) -> frozenset[int]:
    """Indices of the lines of code that an article shows, a few below each announcement."""
    known = page.facts.get("shown code")
    if known is None:
        found: set[int] = set()
        since = SHOWN  # lines since the announcement
        for at, block in enumerate(page.blocks):
            text = block.source
            if text.endswith((":", "：")) and len(text) >= ANNOUNCED and not _is_code(text):
                since = 0
            elif since < SHOWN and (_is_code(text) or text[-1:] in _CODE_ENDS):
                found.add(at)
                since += 1
            else:
                since = SHOWN
        known = page.facts["shown code"] = frozenset(found)
    assert isinstance(known, frozenset)
    return known


def _is_code(text: str) -> bool:
    if not (text.endswith(_ENDS) or text.startswith(_BEGINNINGS) or ("(" in text and "=" in text)):  # what every form of _STATEMENT has
        return False
    return len(text) < 2000 and _STATEMENT.search(text) is not None and len(_SYMBOL.findall(text)) > DENSE * len(text)


@page_rule("N907", "boilerplate-other")
def script_lines(page: Page) -> list[tuple[int, Span | None]]:
    """A page's scripts, line by line: three lines of code or more, two of them with words such as `window` or `gdpr`.

    A sentence has no statement's end and few symbols; code that an article prints is not about windows and consent.
    """
    if not any([sign in page.document.text for sign in ("window", "document.", "function", "gdpr", "googletag")]):
        return []
    shown = shown_code(page)
    found = [at for at in page.standing() if at not in shown and _is_code(page.text(at))]
    scripts = [at for at in found if _SCRIPT.search(page.text(at))]
    if len(found) < LINES or len(scripts) < SCRIPTS:
        return []
    return [(at, None) for at in found]
