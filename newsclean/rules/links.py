"""Other articles told by a label or a stamp: teasers, related boxes, feeds; tags; breadcrumbs."""

from __future__ import annotations

import re

from newsclean.fold import is_small
from newsclean.lexicon import LEAD, TAIL, Line, fold, key, label_at, words
from newsclean.patterns import lazy
from newsclean.rules.engine import Page, Rule, Span, line_rule, page_rule
from newsclean.rules.titles import CRUMBS
from newsclean.shapes import STOPS, count_words, ends_marked, is_cjk, is_headline, is_sentence

TEASER = 220  # characters of a headline with its label
MORE_OF = 3  # words behind "More from": "Culture", "the city council"
SUBHEAD = 30  # characters; the last short line of a list of headlines is the article's next subhead
_STAMPED = lazy(r"(\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d),? ?(\d{1,2}[:.]\d\d)? *[•·|] *(\d[\d., \u202f]*[kKmMкК]?) *([^\W\d_]+)")
_CLOCKED = lazy(r"(?:.{0,24}\s)?\d{1,2}[:.]\d\d(?: ?[AaPp]\.?[Mm]\.?)? *[•·|] *\d[\d., ]*[kKmMкК]? *([^\W\d_]+)$")
_SENTENCES = lazy(r"[^\W\d]{3}[.!?…] [^\W\d_a-z]")  # two of them in one line
_SENTENCE_END = lazy(r"[.!?。।؟۔።။។][^\W\d_]?")
_PARTED = lazy(r"(?:[^\W\d_] ?(?:\.\.+|…|[|»›>]) ?|[^\W\d_a-z\u00c0-\u024f\u0400-\u04ff]\S*\s[–—-] )$")  # a label parted from its headline by other than a colon
_HASHTAGS = lazy(r"# ?[^\W\d]\S*(?: [^\s#]{1,20}){0,2}(?:\s+# ?[^\W\d]\S*(?: [^\s#]{1,20}){0,2})*$")
_CRUMB = lazy(r"\s*(?:>>|»|›|>|/|→|\\|::)\s*")


def _all(line: Line) -> Span:
    return 0, len(line.text)


def stamped(text: str) -> re.Match[str] | None:
    """A stamp with its view count: `23.12.25, 12:57 • 3193 views`, wherever it stands in the text."""
    if "•" not in text and "|" not in text and "·" not in text:
        return None
    for found in _STAMPED.finditer(text):
        if "views" in words.UNIT.get(fold(found[4]), "").split():
            return found
    return None


@line_rule("N213", "teaser", "dotted", into="related")
def stamped_teaser(line: Line, page: Page) -> Span | None:
    """A teaser with its stamp and counter: `Headline23.12.25, 12:57 • 3193 views`, alone or between sentences.

    The headline reaches back to the last end of a sentence; a date, a clock time and a counter in a row are no prose.
    """
    found = stamped(line.text)
    if not found:
        return None
    head = line.text[: found.start()]
    begin = 0
    for end in re.finditer(r"[.!?…][\"”»’)]?(?=\s|[^\W\d_])", head) if any([mark in head for mark in ".!?…"]) else ():
        if end.end() < len(head) and head[end.end() :].strip() and (head[end.end()] != " " or head[end.end() + 1 :][:1].isupper()):
            begin = end.end()
    headline = head[begin:].strip()
    if not headline or len(headline) > TEASER:
        return None
    end_at = found.end()
    return (begin, end_at) if end_at < len(line.text.rstrip()) or begin else _all(line)


@line_rule("N202", "feed", "dotted")
def feed_stamp(line: Line, page: Page) -> Span | None:
    """The stamp of a feed's entry: `09:12 AM • 1460 views`, a clock time and a counter, nothing else."""
    if len(line.text) > 70 or not (":" in line.text or "." in line.text):
        return None
    found = _CLOCKED.match(line.text)
    if found and "views" in words.UNIT.get(fold(found[1]), "").split():
        moments = page.moments(line.text)
        return _all(line) if moments else None
    return None


@line_rule("N204", "feed", "columns")
def spaced_feed(line: Line, page: Page) -> Span | None:
    """Headlines in one line, parted by runs of spaces: three or more, none a sentence."""
    pieces = [piece for piece in line.text.split("   ") if piece.strip()]
    if len(pieces) >= 3 and all(is_headline(piece.strip()) and not is_sentence(piece.strip()) for piece in pieces):
        return _all(line)
    return None


HEADLINE = 4  # words; less behind a label of tags as well as of links are tags


def headline_of(line: Line) -> tuple[str, str] | None:
    """(section, value) where the line is "Label: headline" for a section of links; the value may be empty."""
    found = line.label()
    if found and "tags" in found[0].split() and (", " in line.text[found[1] :] or count_words(line.text[found[1] :]) < HEADLINE):
        return None
    if found:
        for section in ("teaser", "related", "feed"):
            if section in found[0].split():
                return section, line.text[found[1] :].strip()
    if behind := shouted_label(line):
        return "teaser", line.text[behind:].strip()
    if found is None and (behind := long_label(line)):
        return "teaser", line.text[behind:].strip()
    for section in ("teaser", "related"):
        at = label_at(line.low, line.first, section)
        if at and at < len(line.text) and _PARTED.search(line.low[line.first : at]):
            return section, line.text[at:].strip()
    if "teaser" in line.ends.split():  # "... ĐỌC NGAY", the button behind the headline
        phrase = next(phrase for phrase in words.END.ending(line.low.rstrip(TAIL)) if "teaser" in words.END.get(phrase).split())
        return "teaser", line.text[: len(line.low.rstrip(TAIL)) - len(phrase)].strip()
    if line.text[:1] >= "\u1100" or line.text[:1] in "▽▷☞":
        at = label_at(line.low, line.first, "related")
        if at and line.text[at - 1 : at] == " " and is_headline(line.text[at:]):
            return "related", line.text[at:].strip()
    for section, end in line.starts:
        if section == "teaser":
            return section, line.text[end:].strip(" :.-–—|»>")
    return None


MORE = 3  # words of a label beyond the known phrase


def long_label(line: Line) -> int:
    """Offset of the headline behind a known label of two words or more that goes on to a colon: `Lees ook dit artikel: ...`; 0 for none."""
    for section in ("teaser", "related"):
        behind = line.prefix(section)
        colon = line.low.find(":", behind, behind + 30) if behind and " " in line.low[line.first : behind].strip() else -1
        value = line.text[colon + 1 :].strip()
        if colon > 0 and count_words(line.text[behind:colon]) <= MORE and count_words(value) >= 2 and not value.endswith((".", ":", ";")):
            return colon + 1
    return 0


def shouted_label(line: Line) -> int:
    """Offset of the headline behind a label in capitals without colon: `RELATED STORY The night the lock froze`; 0 for none."""
    for section in ("teaser", "related"):
        behind = line.prefix(section)
        label, rest = line.text[line.first : behind].strip(), line.text[behind:]
        if behind and label.isupper() and " " in label and rest[:1].isupper() and not rest.isupper():
            return behind
    return 0


@line_rule("N211", "teaser", "teaser: related: teaser", into="related")
def teaser(line: Line, page: Page) -> Span | None:
    """Another article with its label on the line: `READ MORE: ...`, `Читайте також: ...`, `(Leggi anche ...)`.

    "Read more books than you own" has no colon and stays; so does what ends in a full stop and is long.
    """
    if not line.key or len(line.text) > TEASER:
        return None
    found = headline_of(line)
    if not found or found[0] == "feed" or not found[1]:
        return None
    value = found[1]
    if line.text[0] in "«“„\"" and any(close in line.text[1:-1] for close in "»”“\""):
        return None  # somebody speaks: "« Lire aussi ? Jamais », dit-il"
    label = line.low[line.first : len(line.text) - len(value)].strip(" :")
    if found[0] == "teaser" and " " not in label and not label[:1] >= "\u0e00" and not _may_follow(value):
        return None
    if count_words(value) < 2 or (value[-1] in STOPS and not value.endswith("...") and count_words(value) > 20):
        return None
    if found[0] == "teaser" and line.label() is None and (line.is_quoted or _goes_on(value, line.text)):
        return None
    return _all(line)


def _goes_on(value: str, text: str) -> bool:
    """Whether a sentence goes on behind words that only look like a label: "Leggi anche il retro della carta."

    A label without its colon has a headline behind it, which begins with a capital or has no full stop.
    """
    first = value[:1]
    goes_on = is_small(first) or (first.isalpha() and first.upper() == first.lower())
    return goes_on and text[-1] in STOPS and not text.endswith("..")


def _may_follow(value: str) -> bool:
    """Whether a headline may follow a label of one word ("Also: bring a coat." is a sentence)."""
    return count_words(value) >= 4 and not value.endswith((".", "!", ":", ";")) and not is_small(value[:1])


@page_rule("N212", "teaser", into="related")
def related_list(page: Page) -> list[tuple[int, Span | None]]:
    """A label alone on its line ("Read also:", "Related articles") and the headlines below it.

    Down to the next sentence or furniture; a last line much shorter than a headline, with prose below, is the
    article's own subhead and stays.
    """
    return list(_labelled(page, ("teaser", "related")))


@page_rule("N201", "feed")
def feed(page: Page) -> list[tuple[int, Span | None]]:
    """A feed's label alone on its line ("Most read", "Latest news") and the headlines below it."""
    return list(_labelled(page, ("feed",)))


def _labelled(page: Page, sections: tuple[str, ...]) -> list[tuple[int, Span | None]]:
    found: list[tuple[int, Span | None]] = []
    done = -1
    for at in page.standing():
        line = page.lines[at]
        if at <= done or line is None or not line.key or not _is_label(line, sections):
            continue
        below = headlines_below(page, at) if "feed" not in sections or _has_prose_above(page, at) else []
        if not below and not _is_bare_label_junk(page, at, line):
            continue
        found += [(at, None), *((index, None) for index in below)]
        done = below[-1] if below else at
    return found


def _has_prose_above(page: Page, at: int) -> bool:
    """A feed's label at the head ("Featured") stands above the title more often than above a feed."""
    return any(page.prose(index) for index in page.standing() if index < at)


def _is_label(line: Line, sections: tuple[str, ...]) -> bool:
    label = line.label()
    if label is None or label[1] < len(line.text.rstrip()):
        return "feed" in sections and _is_more_of(line)
    own = label[0].split()
    return any(section in own for section in sections) and ("feed" in sections or "feed" not in own)


def _is_more_of(line: Line) -> bool:
    """Whether the line is "More from Culture": a feed's label and the section or place it is of."""
    behind = [end for section, end in line.starts if section == "feed"]
    return bool(behind) and not ends_marked(line.text) and 1 <= count_words(line.text[behind[0] :]) <= MORE_OF and len(line.text) < 60


def _is_bare_label_junk(page: Page, at: int, line: Line) -> bool:
    """A label that has lost its list is junk beside other junk or at the end; on a page with other junk where it has two words or more."""
    after = next((i for i in range(at + 1, len(page.lines)) if page.lines[i] is not None), None)
    if after is None or (page.raw and " " in line.key):
        return True
    return bool(page.taken[at + 1]) if at + 1 < len(page.taken) else True


def headlines_below(page: Page, at: int) -> list[int]:
    """Indices of the headlines in an unbroken run below a label."""
    run: list[int] = []
    for index in range(at + 1, len(page.lines)):
        line = page.lines[index]
        if line is None:
            if page.taken[index] in ("stamp", "counter", "feed", "credit") and run is not None:
                continue
            break
        asks = line.text.endswith(("?", "!")) and not _SENTENCES.search(line.text)
        if (is_sentence(line.text) and not asks) or len(line.text) > TEASER or line.label():
            break
        if not (is_headline(line.text) or _is_listed(page, index)):
            break
        run.append(index)
    return _without_subhead(page, run)


def _is_listed(page: Page, index: int) -> bool:
    return page.blocks[index].kind == "list_item"


def _without_subhead(page: Page, run: list[int]) -> list[int]:
    """timid: a short last line with prose below it is the subhead of that prose."""
    if not run:
        return run
    after = run[-1] + 1
    has_prose = after < len(page.lines) and page.lines[after] is not None and page.prose(after)
    if has_prose and len(run) > 1 and _is_subhead(page, run[-1], run[:-1]):
        return run[:-1]
    if has_prose and len(run) > 4 and page.blocks[run[0]].kind != "list_item":
        return run[:1]
    return run


def _is_subhead(page: Page, last: int, others: list[int]) -> bool:
    text = page.text(last)
    limit = SUBHEAD // 2 if is_cjk(text) else SUBHEAD
    return len(text) < limit and page.blocks[last].kind != "list_item" and len(text) * 1.3 < min(len(page.text(i)) for i in others)


@line_rule("N601", "tags", "tags:", into="tags")
def tags(line: Line, page: Page) -> Span | None:
    """A tag list with its label: `Tags: Libraries, Fishing`, `Filed under: X`; a line of hashtags alone: `#harbour #ferries`."""
    if line.text[0] == "#" and len(line.text) < 200 and not ends_marked(line.text) and _HASHTAGS.match(line.text):
        return _all(line)
    found = line.label()
    if not found or "tags" not in found[0].split():
        return _all(line) if _is_filed(line) else None
    value = line.text[found[1] :].strip()
    if not value or (ends_marked(value) and count_words(value) > 12) or len(line.text) > 300:
        return None
    if value[0].islower() and value.endswith(".") and "," not in value and count_words(value) > 3:
        return None  # "Tags: that is what the young call them."
    return _all(line)


def _is_filed(line: Line) -> bool:
    """`Posted in Local News`: words that need no colon, two or more, and sections behind them, each with a capital."""
    at = line.prefix("tags") if line.key and ":" not in line.text else 0
    sections = [each for each in re.split(r",|\band\b|[|•·]", line.text[at:].split(" and tagged ")[0]) if each.strip()]
    named = all(count_words(each) <= MORE_OF and each.strip()[:1].isupper() for each in sections)
    return bool(at and sections and named and " " in line.text[:at].strip() and not ends_marked(line.text))


@page_rule("N602", "tags", into="tags")
def tag_list(page: Page) -> list[tuple[int, Span | None]]:
    """A tag label alone on its line and the short lines below it, below the article."""
    found: list[tuple[int, Span | None]] = []
    for at in page.standing():
        line = page.lines[at]
        label = line.label() if line is not None and line.key else None
        if not label or "tags" not in label[0].split() or line is None or label[1] < len(line.text.rstrip()):
            continue
        run = []
        for index in range(at + 1, min(at + 16, len(page.lines))):
            below = page.lines[index]
            if below is None or count_words(below.text) > 4 or len(below.text) > 40 or ends_marked(below.text):
                break
            run.append(index)
        after = run[-1] + 1 if run else at + 1
        if run and after < len(page.lines) and page.lines[after] is not None and page.prose(after):
            continue  # timid: "Topics" over a list inside the article
        if run or page.raw:
            found += [(at, None), *((index, None) for index in run)]
    return found


def steps_of(text: str) -> list[str]:
    """The steps of a breadcrumb; bars part them only where the first is the home page's."""
    barred = [step.strip() for step in text.split("|") if step.strip()]
    if len(barred) > 1 and "home" in words.WHOLE.get(fold(barred[0]).strip(LEAD), ""):
        return barred
    return [step.strip() for step in _CRUMB.split(text) if step.strip()]


@line_rule("N612", "nav", "crumb", into="section")
def breadcrumb(line: Line, page: Page) -> Span | None:
    """Breadcrumbs: `Home / News / Local`, `首页>>社会`: short steps parted by one mark, a home word first, or `»` between and no sentence above."""
    text = line.text
    if len(text) > 160 or ends_marked(text) or "{" in text or "=" in text:  # code compares
        return None
    steps = steps_of(text)
    if not 2 <= len(steps) <= 7:
        return None
    if "home" in words.WHOLE.get(fold(steps[0]).strip(LEAD), "") and not ("|" in text and len(steps) > 2 and all(words.WHOLE.get(key(step)) for step in steps)):
        return _all(line)
    strong = any(mark in text for mark in CRUMBS)
    short = all(count_words(step) <= 4 and not _SENTENCE_END.search(step) for step in steps[:-1])
    if strong and short and not any(is_sentence(other.text) for other in page.above(line)):
        return _all(line)
    return None


__all__ = ["Rule"]
