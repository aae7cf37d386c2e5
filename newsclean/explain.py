"""The coloured view: the document with what was cut struck out and its rule named."""

from __future__ import annotations

import sys
from io import StringIO

from newsclean.model import Article
from newsclean.rules import CODES


def explain(article: Article) -> str:
    """The document as text for a terminal; colour only where standard output is one. Control characters are made harmless."""
    from rich.console import Console
    from rich.text import Text

    out = StringIO()
    colour = sys.stdout.isatty()
    console = Console(file=out, force_terminal=colour, no_color=not colour, highlight=False, soft_wrap=True, markup=False, emoji=False)
    for block in article.blocks:
        line = Text()
        at = 0
        for cut in block.cuts:
            line.append(_harmless(block.source[at : cut.start]))
            struck = _harmless(block.source[cut.start : cut.end])
            name = CODES[cut.rule].name if cut.rule in CODES else cut.rule
            line.append(struck if colour else f"[-{struck}-]", style="strike red")
            line.append(f" {cut.rule} {name} ", style="dim cyan")
            at = cut.end
        line.append(_harmless(block.source[at:]), style="bold" if block.kind == "heading" else "")
        console.print(line)
    facts = "\n".join(f"{field}: {value}" for field, value in article.metadata.known())
    console.print(Text("\n" + _harmless(facts, lines=True), style="green"))
    return out.getvalue()


def _harmless(text: str, lines: bool = False) -> str:
    return "".join(char if char.isprintable() or (lines and char == "\n") else f"\\x{ord(char):02x}" for char in text)
