"""The headline: which line it is, and every line that repeats it.

A line tells itself as headline by an echo (it stands again, in the page, in a clue, in the URL), or by the furniture beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean import names
from newsclean.datelines import is_opened
from newsclean.lexicon import fold
from newsclean.patterns import lazy
from newsclean.rules.engine import Page, Span, page_rule
from newsclean.shapes import STOPS, count_words, ends_marked, is_headline, is_prose, is_sentence, is_stopped, overlap, same_line, tokens

HEAD = frozenset({"stamp", "byline", "counter", "dateline", "share"})  # furniture that stands around a title
TITLE = 230  # characters
ABOVE = 4  # lines above a title among which a stamp may stand, all of them cut
ASKED = 120  # characters of a headline that is a question
WORDS, LONGEST = 4, 100  # words, characters of a headline that only a dateline below tells: a name has fewer, a standfirst more
ECHO = 25  # characters of a headline that the paragraph below says again
SPELLED, SPELLED_BELOW = 3, 5  # words of the URL that a headline has, at least; below a sentence
TIMES = 8  # a line that stands more often is a table's head or a label
PLACE = lazy(r"([^\W\d_][\w'’.\- ]{1,40}?)\s*[•|·]\s*([^\W\d_][\w'’.\- «»\"“”„]{1,40})$")  # place and outlet: Kyiv • UNN
CRUMBS = (" » ", " › ", ">>", " > ")  # marks of breadcrumbs
_MARK = lazy(r"[|–—\-»:·•/]")
_DASHED = lazy(r"\s+[|–—-]\s+")
_SUFFIX = lazy(r"\s+[|–—\-»:·•/]\s+|\s*[|»]\s*")


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
        if slug and len(own) >= 3 and at in candidates[:2] and _spells(own, slug, at > first_prose):  # below, subheads hold the words of the URL, too
            score += 3 * (share if (share := _slug_share(own, slug)) > (0.6 if at == candidates[0] else 0.75) else 0)
        if _is_beside_furniture(page, at):
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
            score += _share(own, lead) + (0.5 if count_words(text) >= 5 else 0) - (0.7 if count_words(text) < 3 else 0)
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
    below = [other for line, other in zip(standing, standing[1:], strict=False) if not page.prose(line) and page.prose(other)]
    lead = " ".join(page.text(other) for other in standing[1:5])
    dated = [other for other in below if is_opened(page.text(other), lead)]
    return len(dated) == 1 and standing[1:2] == dated


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
        if not first.startswith(form) and is_prose(text) and text[-1:] in STOPS:
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


def without_outlet(first: str) -> str:
    """A page's own title without the outlet behind a bar or a dash."""
    parts = _DASHED.split(first)
    return first[: first.rfind(parts[-1])].rstrip(" |–—-") if len(parts) > 1 and count_words(parts[-1]) <= 5 else first


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
            (is_headline(line.text) or (block.kind == "heading" and page.document.form == "html"))
            and not line.is_weak()
            and not (line.text[-1] in '”"»’' and is_stopped(line.text))  # a quotation
            and line.label() is None
            and not place_and_outlet(line.text)
            and not any(mark in line.text for mark in CRUMBS)
            and not line.text.startswith(("date 1", "date 2"))  # a crawler's stamp
        ):
            found.append(at)
    return found


def _may_be_unmarked(text: str) -> bool:
    """Thai, Lao, Khmer and Burmese print no full stops: there only length tells a headline from a paragraph."""
    return len(text) < 100 and "\u0e00" <= text[:1] <= "\u17ff" and not "\u10a0" <= text[:1] <= "\u137f"


_INNER_END = lazy(r"[.!?…。！？؟।۔][\"”’»)]?\s")


def _asks(text: str) -> bool:
    """Whether the text is one question, as headlines are ("Who pays for the bridge?"), and no two sentences."""
    return len(text) <= ASKED and text.endswith(("?", "？", "؟")) and not _INNER_END.search(text)


def _is_quoted(text: str) -> bool:
    return text[0] in '„“"«‘' and text[-1] in '“”"»’' and len(text) < 120


def _echoes(page: Page) -> dict[str, int]:
    count: dict[str, int] = {}
    for at, block in enumerate(page.blocks):
        source = page.text(at) or block.source
        if 8 <= len(source) <= TITLE and source[-1] not in STOPS:
            seen = {same_line(source)}
            if _MARK.search(source) and len(pieces := _SUFFIX.split(source)) > 1:
                seen |= {same_line(pieces[0]), same_line(pieces[-1])}
                seen |= {same_line(source[: source.rfind(pieces[-1])].rstrip(" |–—-»:·•/"))}
            for form in seen:
                if len(form) >= 8:
                    count[form] = count.get(form, 0) + 1
    return count


def slug_of(url: str | None) -> set[str]:
    """The words of a URL's path that spell a headline; empty where it spells none."""
    if not url:
        return set()
    path = re.sub(r"^\w+://[^/]*", "", url).split("?")[0].split("#")[0]
    longest = max(path.split("/"), key=lambda part: part.count("-") + part.count("_"), default="")
    parts = {part for part in re.split(r"[-_.+]", fold(longest)) if len(part) > 1 and not part.isdigit() and not _is_key(part)}
    return parts if len(parts) >= 3 else set()


def _is_key(part: str) -> bool:
    """A database key in a URL: "3cc842471fb9df42", "b2651790"."""
    return len(part) > 6 and sum([char.isdigit() for char in part]) >= 3


def _spells(own: Sequence[str], slug: set[str], below: bool) -> bool:
    """Whether a line has enough different words of the URL: below a sentence more, for a subhead names the subject, too."""
    return sum([any(form in slug for form in _spelled(token)) for token in set(own) if len(token) > 1]) >= (SPELLED_BELOW if below else SPELLED)


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


def _is_of_byline(text: str) -> bool:
    """A bare name, or a role alone."""
    return len(text) < 60 and (names.is_name(text) or fold(text) in names.roles())


def _is_beside_furniture(page: Page, at: int) -> bool:
    """Whether a stamp, byline, counter or share bar stands within three lines below, or right above."""
    seen = 0.0
    last = page.facts.get("last sentence")
    if not isinstance(last, int):  # what stands behind it is the tail's
        last = page.facts["last sentence"] = next((i for i in reversed(page.standing()) if is_stopped(page.text(i))), len(page.lines))
    for index in range(at + 1, min(at + 9, len(page.lines))):
        if page.taken[index] in HEAD and index < last:
            return True
        if page.lines[index] is not None:
            seen += 1 if page.prose(index) else 0.25 if _is_of_byline(page.text(index)) else 0.5  # names, roles and places stand between, too
            if seen > 2:
                break
    above = at - 1
    while at - above <= ABOVE and above > 0 and page.taken[above] not in ("", "title-repeat", "stamp", "byline", "dateline"):
        above -= 1  # share bars and codes stand between
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
    if at is None and is_told_by_first(page) and page.document.form != "md":
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


def is_repeat(text: str, own: str, title_text: str) -> bool:
    """Whether a line is the title again: the same words, or the title with an outlet or kicker beside it."""
    form = same_line(text)
    if text[-1:] in STOPS and not title_text.endswith(text[-1]) and not text.endswith("..."):
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
