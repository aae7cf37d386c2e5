"""The headline: which line it is, and every line that repeats it.

A line tells itself as headline by an echo (it stands again, in the page, in a clue, in the URL), or by the furniture beside it.
"""

from __future__ import annotations

import re

from newsclean import names
from newsclean.datelines import is_opened
from newsclean.lexicon import Line
from newsclean.patterns import lazy
from newsclean.rules.engine import Page, Span, page_rule
from newsclean.rules.title_evidence import (
    SUFFIX,
    TITLE,
    echoes,
    is_beside_furniture,
    lead_tokens,
    share_of,
    slug_of,
    slug_share,
    spells,
    without_outlet,
)
from newsclean.shapes import STOPS, count_words, ends_marked, is_headline, is_prose, is_sentence, is_stopped, overlap, same_line, tokens

UNMARKED = 60  # characters of a headline, at most, in scripts without full stops, where another one stands above
ASKED = 120  # characters of a headline that is a question
WORDS, LONGEST = 4, 100  # words, characters of a headline that only a dateline below tells: a name has fewer, a standfirst more
ECHO = 25  # characters of a headline that the paragraph below says again
TIMES = 8  # a line that stands more often is a table's head or a label
PLACE = lazy(r"([^\W\d_][\w'’.\- ]{1,40}?)\s*[•|·]\s*([^\W\d_][\w'’.\- «»\"“”„]{1,40})$")  # place and outlet: Kyiv • UNN
CRUMBS = (" » ", " › ", ">>", " > ")  # marks of breadcrumbs


def place_and_outlet(text: str) -> re.Match[str] | None:
    """(place, outlet) where a line is nothing else."""
    return PLACE.match(text) if "•" in text or "|" in text or "·" in text else None


def find_title(page: Page) -> int | None:
    """Index of the block that is the title; None where nothing tells.

    A line tells itself as title by an echo (it stands again, in the page, in a clue or in the URL), or by the stamp,
    byline or counter beside it.
    """
    if "title" in page.facts:
        return page.facts["title"]  # type: ignore[return-value]
    if "article" in page.facts:
        from newsclean.rules import page_title  # only whole pages need it

        if (found := page_title.title_of_page(page)) is not None:
            page.facts["title"] = found or None
            page.facts["told by first"] = found == 0
            return found or None
    candidates = _candidates(page)
    echo = echoes(page)
    slug = slug_of(page.document.url)
    known = [same_line(given)] if (given := _given(page)) else []
    best, best_score = None, 0.0
    first_near = True
    lead: set[str] | None = None
    first_prose = next((at for at in page.standing() if page.prose(at)), len(page.blocks))
    for at in candidates:
        text = page.text(at)
        if best is not None and len(text) >= UNMARKED and _may_be_unmarked(text):
            continue  # below a headline so long a line is its first paragraph
        own = tokens(text)
        score = 0.0
        if same_line(text) in known:
            score += 4
        if slug and len(own) >= 3 and at in candidates[:2] and spells(own, slug, at > first_prose):  # below, subheads hold the words of the URL, too
            score += 3 * (share if (share := slug_share(own, slug)) > (0.6 if at == candidates[0] else 0.75) else 0)
        if is_beside_furniture(page, at):
            score += 1.5 if first_near else 1.2
            first_near = False
        # An echo alone tells the first headline only: below it, subheads and refrains repeat.
        if (score or (at == candidates[0] and at < first_prose)) and 1 < echo.get(same_line(text), 0) <= TIMES:
            score += 2
        if not score and at == candidates[0] and _is_above_dateline(page, at):
            score += 1.5
        if at in candidates[:2] and at < first_prose and _is_echoed_beside(page, at):
            score += 2
        if score:
            lead = lead_tokens(page) if lead is None else lead
            score += share_of(own, lead) + (0.5 if count_words(text) >= 5 else 0) - (0.7 if count_words(text) < 3 else 0)
        if score > best_score + 0.01:
            best, best_score = at, score
    page.facts["title"] = best
    return best


def _is_above_dateline(page: Page, at: int) -> bool:
    """Whether the line is the text's first, and the prose right below it opens with a dateline: `AUER (dpa) - The bridge ...`.

    timid: not in Markdown, which marks its title itself, nor where more such pairs follow: news in brief.
    """
    standing = page.standing()
    if page.document.form == "md" or standing[0] != at or count_words(page.text(at)) < WORDS or len(page.text(at)) > LONGEST:
        return False
    if page.prose(at) or len(standing) < 2 or not page.prose(standing[1]):
        return False
    lead = " ".join(page.text(other) for other in standing[1:5])
    if not is_opened(page.text(standing[1]), lead):
        return False
    below = [other for line, other in zip(standing[1:], standing[2:], strict=False) if not page.prose(line) and page.prose(other)]
    return not any([is_opened(page.text(other), lead) for other in below])


def _is_echoed_beside(page: Page, at: int) -> bool:
    """Whether the paragraph right below begins with the line, word for word, or the line above ends with it, as breadcrumbs do."""
    form = same_line(page.text(at))
    if len(form) < ECHO or page.document.form == "md":
        return False
    standing = page.standing()
    position = standing.index(at)
    below = page.text(standing[position + 1]) if position + 1 < len(standing) else ""
    above = page.text(standing[position - 1]) if position else ""
    crumbs = len(above) <= TITLE and not ends_marked(above) and same_line(above).endswith(" " + form)
    return crumbs or (page.prose(standing[position + 1]) and same_line(below[: 2 * len(form)]).startswith(form + " ")) if below else False


def _given(page: Page) -> str:
    """The title that came with the input, outside its text; "" for none."""
    return str(page.document.hints.get("title") or "")


def _candidates(page: Page) -> list[int]:
    found = []
    prose = stopped = 0
    for at, line in enumerate(page.lines):
        if line is None:
            continue
        if is_prose(line.text) and not _is_quoted(line.text) and not _may_be_unmarked(line.text) and (prose or not _asks(line.text)):
            prose += 1
            if prose > 2:
                break
            continue
        if ends_marked(line.text):  # answers and questions of an interview, too
            stopped += 1
            if stopped > 4:
                break
        block = page.blocks[at]
        if block.kind in ("list_item", "quote", "table", "code") or len(line.text) > TITLE:
            continue
        if (
            (is_headline(line.text) or (block.kind == "heading" and page.document.form == "html") or _is_brief(page, at))
            and not line.is_weak()
            and not (line.text[-1] in '”"»’' and is_stopped(line.text))  # a quotation
            and _is_unlabelled(line)
            and not (line.text[0].isdigit() and _CLOCKED.match(line.text))
            and not place_and_outlet(line.text)
            and not any(mark in line.text for mark in CRUMBS)
            and not line.text.startswith(("date 1", "date 2"))  # a crawler's stamp
            and "://" not in line.text
        ):
            found.append(at)
    return found


_CLOCKED = lazy(r"\d{1,2}[.:]\d\d\s+[^\W\d_]")  # a feed's line: "12.58 Lorry lost its load"
VALUE = 3  # words of a headline behind "Just nu:", "Exclusive:"


def _is_unlabelled(line: Line) -> bool:
    """No label, or but the kind of a feed in front of a headline: "Breaking: Cow walks into bank"."""
    label = line.label()
    return label is None or (label[0] == "feed" and count_words(line.text[label[1] :]) >= VALUE)


def _is_brief(page: Page, at: int) -> bool:
    """Whether the page's first line is a headline of two words: a stamp or byline was cut right below it, and it is no name."""
    text = page.text(at)
    above = any(page.lines[i] is not None for i in range(at))
    next_ = at + 1 + (at + 1 < len(page.lines) and names.is_name(page.text(at + 1)))  # the author may stand between
    return not above and page.taken[next_ : next_ + 1] in (["stamp"], ["byline"]) and 2 <= count_words(text) <= 3 and len(text) >= 12 and not names.is_name(text)


def _may_be_unmarked(text: str) -> bool:
    """Thai, Lao, Khmer and Burmese print no full stops: there only length tells a headline from a paragraph."""
    return len(text) < 100 and "\u0e00" <= text[:1] <= "\u17ff" and not "\u10a0" <= text[:1] <= "\u137f"


_INNER_END = lazy(r"[.!?…。！？؟।۔][\"”’»)]?\s")


def _asks(text: str) -> bool:
    """Whether the text is one question, as headlines are ("Who pays for the bridge?"), and no two sentences."""
    return len(text) <= ASKED and text.endswith(("?", "？", "؟")) and not _INNER_END.search(text)


def _is_quoted(text: str) -> bool:
    return text[0] in '„“"«‘' and text[-1] in '“”"»’' and len(text) < 120


@page_rule("N141", "title-repeat", into="title")
def title(page: Page) -> list[tuple[int, Span | None]]:
    """The title and every line that repeats it: with the outlet behind, a kicker in front, in capitals, cut off by `…`.

    Markdown output carries the title as its heading, the record as a field, so that the body never holds it twice.
    """
    if page.document.form == "md" and _given(page):
        page.facts["title"] = None  # it stands above the body, which holds but repeats of it
        own = same_line(_given(page))
        return [(i, None) for i in page.standing() if same_line(page.text(i)) == own and _is_alike(page.text(i), _given(page))]
    at = find_title(page)
    if at is None and page.facts.get("told by first") and page.document.form != "md":
        told = without_outlet(page.blocks[0].source)
        return [(i, None) for i in page.standing() if len(page.text(i)) <= TITLE + 60 and is_repeat(page.text(i), same_line(told), told)]
    if at is None or "title text" in page.facts:
        return []
    own = same_line(page.text(at))
    page.facts["title text"] = page.text(at)
    found: list[tuple[int, Span | None]] = [(at, None)]
    for index in page.standing():
        if index != at and len(page.text(index)) <= TITLE + 60 and is_repeat(page.text(index), own, page.text(at)):
            found.append((index, None))
    return found


def _is_alike(text: str, title_text: str) -> bool:
    """Whether a line of the title's words is the title: a question or a sentence of the same words is the article's."""
    return not ends_marked(text) or text[-1] == title_text[-1:] or text.endswith("...")


def is_repeat(text: str, own: str, title_text: str) -> bool:
    """Whether a line is the title again: the same words, or the title with an outlet or kicker beside it."""
    form = same_line(text)
    if text[-1:] in STOPS and not title_text.endswith(text[-1]) and not text.endswith("..."):
        return False
    if form == own:
        return True
    if len(own) < 12 or not form:
        return False
    if own in form and len(form) - len(own) <= 50 and not ends_marked(text) and SUFFIX.search(text):
        return True
    if text.rstrip().endswith(("…", "...")) and len(form) > 15 and own.startswith(form):
        return True
    if form in own and len(form) > 20 and len(form) / len(own) > 0.6 and not is_sentence(text):
        return True
    if is_sentence(text):
        return False
    return overlap(tokens(text), tokens(title_text)) >= 0.8 and not any(c.isdigit() for c in text)
