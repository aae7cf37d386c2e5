"""What stands twice: captions, and passages that the page sets again to catch the eye."""

from __future__ import annotations

from newsclean import names
from newsclean.rules.engine import Page, Span, page_rule
from newsclean.shapes import count_words, ends_marked, same_line

REPEAT = 12  # characters; shorter lines ("Others", "— Yes.") repeat in prose
PULLED, UNMARKED, PULLED_WORDS = 70, 110, 8  # characters (without end mark) and words of a pulled quote, at least
DOUBLED, START, BETWEEN = 40, 30, 60  # characters of a caption in a line twice, of its first words, of what stands between
HEAD = 2  # sentences at the head, which a paragraph may say again: a standfirst
NAME = 7  # characters of a photographer's name
DASHES = frozenset("-–—|")
LONGEST = 450
LONGER = 12  # characters that the passage it is taken from has more
BROKEN = ("...", "…")  # an excerpt that breaks off repeats the article, not the other way round
MOST = 500  # paragraphs in which pulled quotes are looked for: the search is quadratic


@page_rule("N304", "caption")
def repeated_caption(page: Page) -> list[tuple[int, Span | None]]:
    """A caption that stands twice, once with its credit: the alternative text of the picture; the photographer's name beside the caption that credits it."""
    captions = {at: same_line(block.source) for at, block in enumerate(page.blocks) if page.taken[at] in ("caption", "credit")}
    found: list[tuple[int, Span | None]] = []
    for at in page.standing() if captions else ():
        own = same_line(page.text(at))
        twice = len(own) >= REPEAT and any(captions.get(other, "").startswith(own) for other in range(at - 3, at + 4))
        if twice or (len(own) > NAME and names.is_name(page.text(at), most=3) and any(own in captions.get(other, "") for other in (at - 1, at + 1))):
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


@page_rule("N305", "caption")
def doubled_caption(page: Page) -> list[tuple[int, Span | None]]:
    """A caption that stands twice in its line, with its credit or a dash between: the picture's text and its caption."""
    return [(at, None) for at in page.standing() if _is_doubled(page.text(at))]


def _is_doubled(text: str) -> bool:
    """Whether a line ends with the words it begins with, forty characters or more, and hardly anything stands between."""
    if not 2 * DOUBLED < len(text) < 2 * LONGEST:
        return False
    again = text.find(text[:START], DOUBLED)
    tail = text[again:].rstrip() if again > 0 else ""
    between = text[len(tail) : again]
    return len(tail) >= DOUBLED and text.startswith(tail) and 0 < len(between.strip()) <= BETWEEN and (not between[-1].isspace() or between.strip() in DASHES)


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
    forms = {at: same_line(page.text(at)) for at in standing if len(page.text(at)) > LONGEST or not page.text(at).endswith(BROKEN)} if wanted else {}
    found: list[tuple[int, Span | None]] = []
    for at in wanted:
        form = same_line(page.text(at))
        if count_words(form) >= PULLED_WORDS and not any(char.isdigit() for char in form[:12]):
            if any(len(other) > len(form) + LONGER and form in other for other in forms.values()):
                found.append((at, None))
    return found


def _may_be_pulled(page: Page, text: str) -> bool:
    """Whether a line is long enough for a passage, and its middle stands in the text again."""
    return (PULLED if ends_marked(text) else UNMARKED) <= len(text) <= LONGEST and page.document.text.count(text[12:52]) > 1
