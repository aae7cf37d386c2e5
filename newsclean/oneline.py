"""A page that came as one line: where its furniture parts it. The rules then read the pieces as lines.

The line is parted only where a stamp and two more pieces of furniture stand close together at its head, which prose
never shows; then at the furniture behind its last sentence, too.
"""

from __future__ import annotations

from newsclean import dates, names
from newsclean.fold import is_small
from newsclean.lexicon import Line, fold, label_at, whole_at, words
from newsclean.lexicon import boundary as ends_word
from newsclean.patterns import lazy
from newsclean.shapes import is_sentence

LONG = 300  # characters; a shorter line is no page
HEAD = 1500  # characters in which title, stamps, byline and share bar stand
FIRST = 300  # characters: the title and what else may stand in front of the first stamp
GAP = 160  # characters between two pieces of furniture: a name, a reading time, a standfirst's part
PIECES = 3  # a stamp and two more
TAIL = 600  # characters behind the last sentence
SECTIONS = (
    "share",
    "subscribe",
    "app",
    "cookie",
    "comments",
    "ad",
    "paywall",
    "note",
    "nav",
    "teaser",
    "related",
    "feed",
    "tags",
    "copyright",
    "ask",
)
_WORD = lazy(r"(?:^|(?<=[\s|•·/»>–—-]))[^\W\d_]")
_LABEL = lazy(r"(?:[^\s:]+\s){0,3}[^\s:]+\s?:?\s*$")
_END = lazy(r"[.!?…。！？؟।۔።။។][\"”’»)]?(?=\s)")
NAME = 60  # characters of an author's name
_SHORT = 4  # letters; a shorter phrase ("Tags") is also a word

BARS = frozenset((*SECTIONS, "reading", "player", "app"))
Piece = tuple[int, int]  # start and end; the end is -1 where a value follows, which reaches to the next piece


COLUMNS = 4  # pieces of a page that was joined by runs of spaces
_RUN = lazy(r"(?: {3,}|\t)\s*(?=\S)")


def columns(text: str) -> list[int]:
    """Offsets where the pieces of a page begin whose lines were joined by three spaces or a tab; [] where the line is no such page.

    One of the pieces is a sentence and two are none: a table holds no sentences, and prose is not parted so.
    """
    starts = [0, *(run.end() for run in _RUN.finditer(text))]
    if len(starts) < COLUMNS:
        return []
    pieces = [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    told = sum(is_sentence(piece) for piece in pieces)
    return starts if told >= 1 and len(pieces) - told >= 2 else []


def part(text: str) -> list[int]:
    """Offsets where the pieces of a one-line page begin, 0 the first; [0] where the line is none."""
    head = text[:HEAD]
    stamps = _stamps(head)
    if not stamps or stamps[0][0] > FIRST:
        return [0]
    pieces = _chain(sorted({*stamps, *_phrases(head, stamps)}))
    if len(pieces) < PIECES:
        return [0]
    found = {0}
    for start, end in pieces:
        found |= {start, _skip(text, end)} if end > 0 else {start}
    found |= _tail(text, max(pieces[-1]))
    return sorted(at for at in found if at < len(text))


def _stamps(head: str) -> list[Piece]:
    """Dates with their labels, or with a clock time."""
    found = []
    for moment in dates.find(head):
        if moment.kind not in ("date", "datetime"):
            continue
        start = _label_start(head, moment.start)
        if start < moment.start or moment.kind == "datetime":
            found.append((start, moment.end))
    return found


def _label_start(head: str, at: int) -> int:
    """Where the "Published on" in front of a date begins; the date's own offset where there is none."""
    before = _LABEL.search(head, max(0, at - 50), at)
    if before:
        for word in _WORD.finditer(head, before.start(), at):
            low = fold(head[word.start() : at])
            behind = label_at(low, 0, "published") or label_at(low, 0, "updated")
            if behind and not is_small(head[word.start()]) and low[behind:].strip(" :,") in ("", *words.TIME):
                return word.start()
    return at


def _phrases(head: str, stamps: list[Piece]) -> list[Piece]:
    """Whole phrases of share bars and their like, and labels of bylines: capitals in front and no small word behind."""
    low = fold(head)
    found = []
    for word in _WORD.finditer(head):
        at = word.start()
        if is_small(head[at]):
            continue
        phrase = whole_at(low, at)
        while phrase:
            end = at + len(phrase)
            if _is_furniture(phrase) and ends_word(low, end) and not _goes_on(head, end):
                found.append((at, -1 if head[end:].lstrip().startswith((":", "：")) else end))
                break
            phrase = whole_at(low, at, phrase)
        else:
            behind = label_at(low, at, "byline") or label_at(low, at, "share")
            if behind and (" " in low[at:behind].strip(" :") or ":" in low[at:behind] or _is_signed(head, behind, stamps)):
                found.append((at, -1))
    return found


def _is_signed(head: str, at: int, stamps: list[Piece]) -> bool:
    """Whether a name and nothing else stands between a byline's label and a stamp."""
    return any(at < start <= at + NAME and names.is_name(head[at:start].strip(" ,|")) for start, _ in stamps)


def _is_furniture(phrase: str) -> bool:
    """Whether the phrase is junk wherever it stands as a line, and of a section that bars and boxes are made of."""
    return len(phrase) >= _SHORT and any(mark.endswith("/whole") and mark[:-6] in BARS for mark in words.WHOLE[phrase].split())


def _goes_on(text: str, end: int) -> bool:
    """Whether a sentence goes on behind a phrase."""
    behind = text[end:].lstrip(" :|•·/»>–—-")
    return is_small(behind[:1]) or behind[:1] in (",", ";")


def _chain(pieces: list[Piece]) -> list[Piece]:
    """The pieces from the first on that stand close to each other."""
    found = pieces[:1]
    for piece in pieces[1:]:
        if piece[0] - max(found[-1]) > GAP:
            break
        if piece[0] >= found[-1][1]:
            found.append(piece)
    return found


def _tail(text: str, floor: int) -> set[int]:
    """Where the furniture behind the last sentence begins."""
    edge = max(floor, len(text) - TAIL)
    ends = [match.end() for match in _END.finditer(text, edge)]
    for end in reversed(ends):
        begin = _skip(text, end)
        starts = [
            word.start() for word in _WORD.finditer(text, begin) if not is_small(text[word.start()]) and _is_junk(text[word.start() :])
        ]
        if starts and starts[0] == begin:
            return set(starts)
        if starts:
            break
    return set()


def _is_junk(rest: str) -> bool:
    line = Line(rest[:200])
    low = line.low
    phrase = whole_at(low, line.first)
    known = phrase and _is_furniture(phrase) and not _goes_on(rest, len(phrase))
    return bool(known) or any(line.begins(section) for section in SECTIONS)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at
