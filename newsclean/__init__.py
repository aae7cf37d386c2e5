"""newsclean: scraped news text in, the article alone out, every removal named, the facts in the junk kept as data.

>>> import newsclean
>>> article = newsclean.clean("Bridge opens again\\nBy Dana Whitlock\\nMay 2, 2023\\nThe bridge over the Sel is open again since Monday.\\nShare this article")
>>> article.metadata.title, article.metadata.authors, article.metadata.published
('Bridge opens again', ['Dana Whitlock'], '2023-05-02')
>>> [block.text for block in article.kept()]
['The bridge over the Sel is open again since Monday.']
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from newsclean.model import Article, Block, Cut, Document, InputError, Metadata, NewscleanError, UsageError
    from newsclean.settings import Settings

__version__ = "0.1.0"
__all__ = [
    "Article", "Block", "Cut", "Document", "InputError", "Metadata", "NewscleanError", "Settings", "UsageError", "__version__",
    "clean", "clean_batch", "clean_many",
]  # fmt: skip
_MODEL = frozenset({"Article", "Block", "Cut", "Document", "InputError", "Metadata", "NewscleanError", "UsageError"})


def clean(text: str | Document, settings: Settings | None = None) -> Article:
    """Clean one text or document.

    text      raw text as a scraper left it (its characters are repaired first), or a Document, taken as it is
    settings  what to keep, how careful to be; see Settings

    Raises InputError where HTML passes a documented cap. The same input gives the same article, whatever came before.

    >>> clean("Share\\n\\nThe ferry runs again from Monday, the port said.\\n\\n14 Comments").metadata.comments
    14
    """
    from newsclean.pipeline import clean as clean_document

    if isinstance(text, str):
        from newsclean.model import Document
        from newsclean.repair import repair

        repaired, repairs = repair(text)
        text = Document(repaired, repairs=repairs)
    elif not hasattr(text, "form"):
        raise TypeError(f"clean() takes text or a Document, not {type(text).__name__}; decode bytes first")
    return clean_document(text, settings)


def __getattr__(name: str) -> Any:
    """The other public names, imported when they are asked for."""
    if name in _MODEL:
        from newsclean import model

        return getattr(model, name)
    if name == "Settings":
        from newsclean.settings import Settings

        return Settings
    if name == "clean_batch":
        from newsclean.arrow import clean_batch

        return clean_batch
    if name == "clean_many":
        from newsclean.run import clean_many

        return clean_many
    raise AttributeError(f"module 'newsclean' has no attribute {name!r}")
