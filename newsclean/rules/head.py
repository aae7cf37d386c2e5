"""The head of the page: title and its repeats, what stands above it, bare names and places beside its stamps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean import names
from newsclean.lexicon import LEAD, Line, fold, words
from newsclean.patterns import lazy
from newsclean.rules.engine import Page, Span, line_rule, page_rule
from newsclean.shapes import count_words, ends_marked, is_capitals, is_cjk, is_headline, is_prose, is_sentence, overlap, same_line, tokens

HEAD = frozenset({"stamp", "byline", "counter", "dateline", "share"})  # furniture that stands around a title
TITLE = 230  # characters
TIMES = 8  # a line that stands more often is a table's head or a label
LEAD_TWICE = 40  # characters of a standfirst that may stand twice in the head
DEEP = 40  # blocks; how far down a title may stand (menus above it are longer in whole pages)
_SUFFIX = lazy(r"\s+[|–—\-»:·•/]\s+|\s*[|»]\s*")
_DATELINE = lazy(r"([^\W\d_][\w'’.\- ]{1,40}?)\s*[•|·]\s*([^\W\d_][\w'’.\- «»\"“”„]{1,40})$")


def _place_and_outlet(text: str) -> re.Match[str] | None:
    return _DATELINE.match(text) if "•" in text or "|" in text or "·" in text else None


@line_rule("N121", "dateline", "crumb dotted", into="dateline")
def dateline(line: Line, page: Page) -> Span | None:
    """Place and outlet alone on a line: `Kyiv • UNN`. A dateline that opens a sentence stays in it."""
    found = _place_and_outlet(line.text)
    if not found or len(line.text) > 60 or ends_marked(line.text) or line.label() or line.prefix("byline") or line.prefix("credit"):
        return None
    parts = (found[1].strip(), found[2].strip())
    if all(1 <= len(part.split()) <= 4 and not part[:1].islower() for part in parts) and _above_prose(page, line):
        return 0, len(line.text)
    return None


def _above_prose(page: Page, line: Line) -> bool:
    return not any(is_prose(other.text) and len(other.text) > 120 for other in page.above(line))


def find_title(page: Page) -> int | None:
    """Index of the block that is the title; None where nothing tells.

    A line tells itself as title by an echo (it stands again, in the page, in a clue or in the URL), or by the stamp,
    byline or counter beside it.
    """
    if "title" in page.facts:
        return page.facts["title"]  # type: ignore[return-value]
    if (found := _title_of_page(page)) is not None or is_told_by_first(page):
        page.facts["title"] = found
        return found
    candidates = _candidates(page)
    echo = _echoes(page)
    slug = slug_of(page.document.url)
    known = [same_line(given)] if (given := _given(page)) else []
    best, best_score = None, 0.0
    first_near = True
    lead = _lead_tokens(page)
    first_prose = next((at for at in page.standing() if page.prose(at)), len(page.blocks))
    for at in candidates:
        text = page.text(at)
        own = tokens(text)
        score = 0.0
        if same_line(text) in known:
            score += 4
        if slug and len(own) >= 3 and at in candidates[:2]:  # below, subheads hold the words of the URL, too
            score += 3 * (share if (share := _slug_share(own, slug)) > (0.6 if at == candidates[0] else 0.75) else 0)
        if _is_beside_furniture(page, at):
            score += 1.5 if first_near else 1.2
            first_near = False
        # An echo alone tells the first headline only: below it, subheads and refrains repeat.
        if (score or (at == candidates[0] and at < first_prose)) and 1 < echo.get(same_line(text), 0) <= TIMES:
            score += 2
        if score:
            score += _share(own, lead) + (0.5 if count_words(text) >= 5 else 0) - (0.7 if count_words(text) < 3 else 0)
        if score > best_score + 0.01:
            best, best_score = at, score
    page.facts["title"] = best
    return best


PAGE_ABOVE, PAGE_BELOW, PAGE_DEEP = 60, 4, 25  # blocks above and below the first of the article in which a whole page's headline is looked for
SURE = 2.6  # what a headline has to score


def _title_of_page(page: Page) -> int | None:
    """The headline of a whole page: what the page's own title (its first line), its URL or another line repeats, near the article.

    Of equals the one nearest to the article; None where nothing tells.
    """
    place = page.facts.get("article")
    if not isinstance(place, tuple) or not page.blocks:
        return None
    begin = place[0]
    slug = slug_of(page.document.url)
    lead = _lead_tokens(page)
    echo = _echoes(page)
    first = same_line(page.blocks[0].source)
    titled = set(tokens(page.blocks[0].source))
    best, best_score = None, SURE
    for at in range(max(0, begin - PAGE_ABOVE), min(len(page.blocks), begin + PAGE_DEEP)):
        text = page.blocks[at].source
        if at == 0 or not 8 <= len(text) <= TITLE or page.lines[at] is None or "://" in text:
            continue
        own, form = tokens(text), same_line(text)
        if not first.startswith(form) and is_prose(text) and text.endswith((".", "。", "।")):
            continue
        if len(own) < 2:
            continue
        line = page.lines[at]
        if line is not None and (line.whole or line.label() is not None):
            continue
        told = 4.0 if first.startswith(form) and len(form) >= 8 else 3.0 * overlap_of(own, titled) if len(own) >= 4 else 0.0
        spelled = 5.0 * share if slug and len(own) >= 3 and (share := _slug_share(own, slug)) > 0.4 else 0.0
        again = 1.0 if told < 4.0 and echo.get(form, 0) > 1 else 0.0
        beside = 1.0 if _is_beside_furniture(page, at) else 0.0
        score = max(told, spelled) + 0.3 * min(told, spelled) + again + beside
        score += _share(own, lead) + min(1.0, len(own) / 8) - 0.04 * abs(begin - at)
        if told + spelled + beside >= 1 and score >= best_score and (at < begin + PAGE_BELOW or told >= 4):
            best, best_score = at, score
    return best


def is_told_by_first(page: Page) -> bool:
    """Whether a whole page's first line is its title: some words, most of which its prose has, too."""
    if "article" not in page.facts:
        return False
    own = tokens(page.blocks[0].source)
    return len(own) >= 4 and not is_prose(page.blocks[0].source) and _share(own, _lead_tokens(page)) > 0.5


def overlap_of(own: Sequence[str], titled: set[str]) -> float:
    """Share of a line's words that the page's title has, where it is most of them."""
    share = sum([token in titled for token in own]) / len(own)
    return share if share > 0.5 else 0.0


def _given(page: Page) -> str:
    """The title that came with the input, outside its text; "" for none."""
    return str(page.document.hints.get("title") or "")


def _candidates(page: Page) -> list[int]:
    found = []
    prose = stopped = 0
    for at, line in enumerate(page.lines):
        if line is None:
            continue
        if is_prose(line.text) and not _is_quoted(line.text) and not _may_be_unmarked(line.text):
            prose += 1
            if prose > 2:
                break
            continue
        if line.text.endswith((".", "。", "।")):
            stopped += 1
            if stopped > 4:
                break
        block = page.blocks[at]
        if block.kind in ("list_item", "quote", "table", "code") or len(line.text) > TITLE:
            continue
        if (
            (is_headline(line.text) or (block.kind == "heading" and page.document.form == "html"))
            and not line.is_weak()
            and line.label() is None
            and not _place_and_outlet(line.text)
        ):
            found.append(at)
    return found


def _may_be_unmarked(text: str) -> bool:
    """Thai, Lao, Khmer and Burmese print no full stops: there only length tells a headline from a paragraph."""
    return len(text) < 100 and "\u0e00" <= text[:1] <= "\u17ff" and not "\u10a0" <= text[:1] <= "\u137f"


def _is_quoted(text: str) -> bool:
    return text[0] in '„“"«‘' and text[-1] in '“”"»’' and len(text) < 120


def _echoes(page: Page) -> dict[str, int]:
    count: dict[str, int] = {}
    for at, block in enumerate(page.blocks):
        source = page.text(at) or block.source
        if 8 <= len(source) <= TITLE and not source.endswith((".", "。", "।")):
            seen = {same_line(source)}
            pieces = _SUFFIX.split(source)
            if len(pieces) > 1:
                seen |= {same_line(pieces[0]), same_line(pieces[-1])}
                seen |= {same_line(source[: source.rfind(pieces[-1])].rstrip(" |–—-»:·•/"))}
            for form in seen:
                if len(form) >= 8:
                    count[form] = count.get(form, 0) + 1
    return count


def slug_of(url: str | None) -> set[str]:
    if not url:
        return set()
    path = re.sub(r"^\w+://[^/]*", "", url).split("?")[0].split("#")[0]
    longest = max(path.split("/"), key=lambda part: part.count("-") + part.count("_"), default="")
    parts = {part for part in re.split(r"[-_.+]", fold(longest)) if len(part) > 1 and not part.isdigit() and not _is_key(part)}
    return parts if len(parts) >= 3 else set()


def _is_key(part: str) -> bool:
    """A database key in a URL: "3cc842471fb9df42", "b2651790"."""
    return len(part) > 6 and sum([char.isdigit() for char in part]) >= 3


def _slug_share(own: Sequence[str], slug: set[str]) -> float:
    long = {token for token in own if len(token) > 1}
    return sum([any(form in slug for form in _spelled(token)) for token in long]) / max(1, min(len(long), len(slug)))


_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d"})
_BARE = str.maketrans({"ø": "o", "å": "a", "ß": "ss", "ı": "i"})


def _spelled(token: str) -> tuple[str, ...]:
    """How a word may stand in a URL: accents dropped, or as two letters."""
    if token.isascii():
        return (token,)
    from unicodedata import normalize

    return token, token.translate(_DIGRAPHS), "".join(c for c in normalize("NFD", token.translate(_BARE)) if c.isascii())


def _lead_tokens(page: Page) -> set[str]:
    lead: list[str] = []
    for at in page.standing():
        if page.prose(at):
            lead += tokens(page.text(at))
            if len(lead) >= 150:
                break
    return set(lead)


def _share(own: Sequence[str], lead: set[str]) -> float:
    long = [token for token in own if len(token) > 3] or own
    return sum(1 for token in long if token in lead) / max(1, len(long))


def _is_beside_furniture(page: Page, at: int) -> bool:
    """Whether a stamp, byline, counter or share bar stands within three lines below, or right above."""
    seen = 0.0
    for index in range(at + 1, min(at + 9, len(page.lines))):
        if page.taken[index] in HEAD:
            return True
        if page.lines[index] is not None:
            seen += 1 if page.prose(index) else 0.5  # names and places stand between, too
            if seen > 2:
                break
    above = at - 1
    below = next((i for i in range(at + 1, len(page.lines)) if page.lines[i] is not None), None)
    return above >= 0 and page.taken[above] in ("stamp", "byline", "dateline") and below is not None and page.prose(below)


@page_rule("N141", "title-repeat", into="title")
def title(page: Page) -> list[tuple[int, Span | None]]:
    """The title and every line that repeats it: with the outlet behind, a kicker in front, in capitals, cut off by `…`.

    Markdown output carries the title as its heading, the record as a field, so that the body never holds it twice.
    """
    if page.document.form == "md" and _given(page):
        page.facts["title"] = None  # it stands above the body, which holds but repeats of it
        own = same_line(_given(page))
        return [(i, None) for i in page.standing() if same_line(page.text(i)) == own and is_repeat(page.text(i), own, _given(page))]
    at = find_title(page)
    if at is None or "title text" in page.facts:
        return []
    own = same_line(page.text(at))
    page.facts["title text"] = page.text(at)
    found: list[tuple[int, Span | None]] = [(at, None)]
    for index in page.standing():
        if index != at and len(page.text(index)) <= TITLE + 60 and is_repeat(page.text(index), own, page.text(at)):
            found.append((index, None))
    return found


def is_repeat(text: str, own: str, title_text: str) -> bool:
    """Whether a line is the title again: the same words, or the title with an outlet or kicker beside it."""
    form = same_line(text)
    if text.endswith((".", "。", "।")) and not title_text.endswith(text[-1]) and not text.endswith("..."):
        return False
    if form == own:
        return True
    if len(own) < 12 or not form:
        return False
    if own in form and len(form) - len(own) <= 50 and not ends_marked(text) and _SUFFIX.search(text):
        return True
    if text.rstrip().endswith(("…", "...")) and len(form) > 15 and own.startswith(form):
        return True
    if form in own and len(form) > 20 and len(form) / len(own) > 0.6 and not is_sentence(text):
        return True
    if is_sentence(text):
        return False
    return overlap(tokens(text), tokens(title_text)) >= 0.8 and not any(c.isdigit() for c in text)


@page_rule("N613", "nav", into="section")
def above_title(page: Page) -> list[tuple[int, Span | None]]:
    """What stands above the title: menus, section labels, kickers. Sentences stay (timid)."""
    at = page.facts.get("title")
    if not isinstance(at, int) or not page.raw:
        return []
    return [(index, None) for index in page.standing() if index < at and not page.prose(index)]


@page_rule("N135", "byline", into="authors")
def bare_byline(page: Page) -> list[tuple[int, Span | None]]:
    """A bare name between the title and the first paragraph, beside a stamp, a counter or another byline; a byline word above a byline."""
    return [(at, None) for at in _between_title_and_prose(page) if _is_bare_byline(page, at) or _is_byline_word(page, at)]


def _is_byline_word(page: Page, at: int) -> bool:
    """Whether the line is "Author" or "By" alone, and a byline that was cut stands right below it."""
    line = page.lines[at]
    label = line.label() if line is not None and line.key else None
    alone = label is not None and line is not None and "byline" in label[0].split() and label[1] >= len(line.text.rstrip())
    return alone and at + 1 < len(page.taken) and page.taken[at + 1] == "byline"


def _is_bare_byline(page: Page, at: int) -> bool:
    text = page.text(at)
    first = re.split(r"\s+(?:at|in|aus|à|en|в|a|w|i|da)\s+|,\s", text)[0]
    if not all(names.is_name(part) for part in names.split(first)) or count_words(text) > 7 or ends_marked(text):
        return False
    return _has_furniture_near(page, at)


def _has_furniture_near(page: Page, at: int) -> bool:
    for step in (-1, 1):
        index = at + step
        seen = 0
        while 0 <= index < len(page.taken) and seen < 2:
            if page.taken[index] in ("stamp", "byline", "counter", "dateline", "credit", "share", "comments"):
                return True
            if page.lines[index] is not None:
                seen += 1
            elif page.taken[index] == "title-repeat":
                break
            index += step
    return False


def _between_title_and_prose(page: Page) -> list[int]:
    """Standing short lines of the head: from the title (or the top) to the last stamp, byline or counter near it."""
    at = page.facts.get("title")
    if not page.raw:
        return []
    begin = at if isinstance(at, int) else 0
    end = _head_end(page, begin)
    return [i for i in range(end) if page.lines[i] is not None and not page.prose(i) and i != begin]


def _head_end(page: Page, begin: int) -> int:
    """Index behind the last head furniture that stands before the third paragraph below the title."""
    prose, end = 0, begin
    for index in range(begin, len(page.lines)):
        if page.taken[index] in HEAD:
            end = index + 2
        elif page.lines[index] is not None and page.prose(index):
            prose += 1
            if prose > 2:
                break
    return min(end, len(page.lines))


@page_rule("N122", "dateline", into="dateline")
def bare_place(page: Page) -> list[tuple[int, Span | None]]:
    """A place alone on a line of the head, beside a stamp or byline; the first paragraphs name it, too."""
    lead = _opening(page)
    found: list[tuple[int, Span | None]] = []
    for at in _between_title_and_prose(page):
        text = page.text(at)
        if names.is_name(text) and not any(page.text(i).startswith(text) for i in page.standing() if page.prose(i)):
            continue
        if count_words(text) <= 3 and text[:1].isupper() and not any(c.isdigit() for c in text) and _has_furniture_near(page, at):
            if fold(text) in lead and not ends_marked(text):
                found.append((at, None))
    return found


@page_rule("N142", "title-repeat")
def repeated_lead(page: Page) -> list[tuple[int, Span | None]]:
    """A paragraph that stands again, word for word: the standfirst in the head, a caption below its picture's text, doubled text."""
    seen: dict[str, int] = {}
    again: list[tuple[int, int, int]] = []
    prose = 0
    for order, at in enumerate(page.standing()):
        text = page.text(at)
        if len(text) < LEAD_TWICE or not page.prose(at):
            continue
        prose += 1
        if text in seen:
            again.append((at, order, order - seen[text]))
        seen.setdefault(text, order)
    different = len({page.text(at) for at, _, _ in again})
    if different >= 3 and different * 5 >= prose * 2:  # the whole text stands twice
        return [(at, None) for at, _, _ in again]
    return [(at, None) for at, order, apart in again if apart <= 2 or (apart < 6 and order < 9 and len(again) < 3 and page.raw)]


def _opening(page: Page) -> str:
    prose = [page.text(i) for i in page.standing() if page.prose(i)]
    return fold(" ".join(prose[:4])[:2000])


__all__ = ["LEAD", "is_capitals", "is_cjk", "words"]
