"""What stands twice: captions, and passages that the page sets again to catch the eye."""

from __future__ import annotations

from newsclean.rules.engine import Page, Span, page_rule
from newsclean.shapes import count_words, ends_marked, same_line

REPEAT = 12  # characters; shorter lines ("Others", "— Yes.") repeat in prose
PULLED, UNMARKED, PULLED_WORDS = 70, 110, 8  # characters (without end mark) and words of a pulled quote, at least
HEAD = 2  # sentences at the head, which a paragraph may say again: a standfirst
LONGEST = 450
LONGER = 12  # characters that the passage it is taken from has more
MOST = 500  # paragraphs in which pulled quotes are looked for: the search is quadratic


@page_rule("N304", "caption")
def repeated_caption(page: Page) -> list[tuple[int, Span | None]]:
    """A caption that stands twice, once with its credit: the alternative text of the picture."""
    captions = {at: same_line(block.source) for at, block in enumerate(page.blocks) if page.taken[at] in ("caption", "credit")}
    found: list[tuple[int, Span | None]] = []
    for at in page.standing() if captions else ():
        own = same_line(page.text(at))
        if len(own) >= REPEAT and any(captions.get(other, "").startswith(own) for other in range(at - 3, at + 4)):
            found.append((at, None))
    standing = page.standing()
    for at, below in zip(standing, standing[1:], strict=False) if page.raw else ():
        first, second = page.text(at), page.text(below)
        glue = second[len(first) : len(first) + 1]
        if (
            REPEAT < len(first) < 300
            and second.startswith(first)
            and len(second) - len(first) < 60
            and glue.isupper()
            and first[-1].islower()
        ):
            found += [(at, None), (below, None)]
    return found


@page_rule("N143", "boilerplate-other")
def pulled_passage(page: Page) -> list[tuple[int, Span | None]]:
    """A passage of the article that the page sets a second time, alone on its line: a pulled quote.

    Word for word within a longer line, a sentence: prose does not say one twice. Subheads quote, too, but are shorter.
    """
    standing = page.standing()
    if not HEAD < len(standing) <= MOST:
        return []
    wanted = [at for at in standing if page.blocks[at].kind == "paragraph" and _may_be_pulled(page, page.text(at))]
    if wanted:
        prose = [at for at in standing if page.prose(at)]
        wanted = [at for at in wanted if len(prose) >= HEAD and at > prose[HEAD - 1]]
    forms = {at: same_line(page.text(at)) for at in standing} if wanted else {}
    found: list[tuple[int, Span | None]] = []
    for at in wanted:
        form = forms[at]
        if count_words(form) >= PULLED_WORDS and not any(char.isdigit() for char in form[:12]):
            if any(len(other) > len(form) + LONGER and form in other for other in forms.values()):
                found.append((at, None))
    return found


def _may_be_pulled(page: Page, text: str) -> bool:
    """Whether a line is long enough for a passage, and its middle stands in the text again."""
    return (PULLED if ends_marked(text) else UNMARKED) <= len(text) <= LONGEST and page.document.text.count(text[12:52]) > 1
