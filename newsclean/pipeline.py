"""The whole program on one screen: segment, cut, settle. A pure function of the document and the settings."""

from __future__ import annotations

from newsclean import metadata, plain, rules
from newsclean.model import Article, Block, Document
from newsclean.settings import Settings
from newsclean.shapes import is_prose

ARTICLE = 600  # characters of prose beside which readers' comments may be of any length
COMMENTS = "N712"
LOST = 400  # characters of prose that page rules may take before the guard looks at the share


def clean(document: Document, settings: Settings | None = None) -> Article:
    """The article of the document: its blocks with their cuts, and the metadata.

    Raises InputError where HTML passes a cap (size, depth); nothing else for any text.
    """
    settings = settings or Settings()
    blocks, clues = _segment(document)
    article = Article(document, blocks, clues)
    # Of an HTML page the rules see the blocks that were chosen: the others are cut, and most of the page.
    if settings.links and document.form == "html":
        from newsclean import marks

        marks.of_page(blocks, clues["rows"])  # type: ignore[arg-type]
    chosen = [block for block in blocks if not block.cuts] if document.form == "html" else blocks
    page = rules.Page(document, chosen, clues, _given_language(document, settings))
    page.phrases = settings.phrases
    page.eager = settings.eager or any(rule.eager for word in settings.only for rule in rules.RULES if word in (rule.code, rule.name))
    rules.run(page)
    metadata.settle(article, page, settings.lang)
    if settings.keep or settings.only:
        _respect(article, page, settings)
    if _lost_too_much(chosen, settings.max_removed):
        article.abstained = True
        for block in blocks:
            block.cuts = []
    plain.settle_headings(chosen)
    return article


def _segment(document: Document) -> tuple[list[Block], dict[str, object]]:
    if document.form == "html":
        from newsclean import html
        from newsclean.rules import page_html

        document.text, blocks, clues = html.read(document)
        page_html.cut(blocks, clues)
        return blocks, clues
    return plain.segment(document), {}


def _given_language(document: Document, settings: Settings) -> str | None:
    if settings.lang:
        return settings.lang
    return str(document.hints.get("language") or "") if document.form == "md" else None


def _respect(article: Article, page: rules.Page, settings: Settings) -> None:
    """Take back what kept rules cut, with the other cuts of their blocks; and what is not among the only ones."""
    keep = {rule.code for word in settings.keep for rule in rules.by_name(word)}
    only = {rule.code for word in settings.only for rule in rules.by_name(word)}
    index = {id(block): at for at, block in enumerate(page.blocks)}
    fresh = rules.again(page)
    for block in article.blocks:
        at = index.get(id(block), -1)
        if any(cut.rule in keep for cut in block.cuts) or (keep and at >= 0 and rules.would_cut(fresh, at, keep)):
            block.cuts = []
        elif only:
            block.cuts = [cut for cut in block.cuts if cut.rule in only]


def _lost_too_much(blocks: list[Block], max_removed: float) -> bool:
    """Whether prose was cut without an article being left: by rules of place, not by words that condemn a line."""
    cut = [block for block in blocks if block.cuts and rules.is_page_cut(block.cuts[0].rule) and is_prose(block.source)]
    if sum([cut.end - cut.start for block in cut for cut in block.cuts]) <= LOST:
        return False
    prose = [block for block in blocks if is_prose(block.source)]
    if sum([len(block.text) for block in prose]) > ARTICLE:
        prose = [block for block in prose if not (block.cuts and block.cuts[0].rule == COMMENTS)]
    cut = [block for block in prose if block.cuts and rules.is_page_cut(block.cuts[0].rule)]
    taken = sum([cut.end - cut.start for block in cut for cut in block.cuts])
    return taken > LOST and taken > max_removed * sum([len(block.source) for block in prose])
