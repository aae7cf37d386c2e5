"""Renderers: an Article to Markdown, plain text or the record. They read the article and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean import markdown as md
from newsclean.model import Article, Block
from newsclean.rules import CODES

EXTRAS = ("blocks", "cuts", "source", "origin", "markdown", "repairs")


def markdown(article: Article, title: bool = True) -> str:
    """Front matter, `# title`, body. A Markdown input without front matter gets one only when a cut told a fact."""
    if article.document.form == "md" and not article.document.hints.get("_front"):
        told = any(origin not in ("text", "front matter", "language") for origin in article.metadata.origin.values())
        return md.render(article, title, front=told and any(True for _ in article.cuts()))
    return md.render(article, title)


def body(blocks: list[Block]) -> str:
    """The blocks joined by a blank line, bullets as `- `."""
    return "\n\n".join(_line(block) for block in blocks)


def _line(block: Block) -> str:
    text = block.text
    if block.kind == "list_item" and not text[0].isdigit():
        return "- " + text
    return text


def text(article: Article, title: bool = True) -> str:
    """The title, a blank line, the body; ends in one newline; empty stays empty."""
    shown = article.headline() if title else None
    parts = [shown] if shown else []
    if kept := article.kept():
        parts.append(body(kept))
    return "\n\n".join(parts) + "\n" if parts else ""


def record(article: Article, extras: Sequence[str] = ()) -> dict[str, Any]:
    """The record of docs/record.md: what the input does not tell is None or []."""
    meta, document = article.metadata, article.document
    kept = article.kept()
    found: dict[str, Any] = {"id": document.id, "url": meta.url or document.url}
    for field in meta.FIELDS:
        found[field] = getattr(meta, field)
    found["text"] = body(kept)
    found["abstained"] = article.abstained
    if "blocks" in extras:
        found["blocks"] = [{"kind": block.kind, "text": block.text} for block in kept]
    if "cuts" in extras:
        found["cuts"] = [_cut(block, cut.start, cut.end, cut.rule) for block, cut in article.cuts()]
        if document.form == "html":
            _place_cuts(article, found["cuts"])
    if "source" in extras:
        found["source_text"] = document.text
    if "origin" in extras:
        found["origin"] = dict(meta.origin)
    if "markdown" in extras:
        found["markdown"] = markdown(article)
    if "repairs" in extras:
        found["repairs"] = dict(document.repairs)
    return found


def _place_cuts(article: Article, cuts: list[dict[str, Any]]) -> None:
    """Add to each cut of a page its block, the block's containers, and where it stands in the input."""
    from newsclean.spans import locate

    spans = locate(article.document, article.blocks)
    numbered = [(at, block, cut) for at, block in enumerate(article.blocks) for cut in block.cuts]
    for told, (at, block, cut) in zip(cuts, numbered, strict=True):
        start, end, exact = spans[at] or (None, None, False)
        if exact and start is not None:
            start, end = start + cut.start, start + cut.end
        told |= {"block": at, "place": block.place, "input": {"start": start, "end": end, "exact": exact}}


def _cut(block: Block, start: int, end: int, code: str) -> dict[str, Any]:
    rule = CODES.get(code)
    return {
        "rule": code,
        "name": rule.name if rule else code,
        "start": block.start + start,
        "end": block.start + end,
        "text": block.source[start:end],
    }
