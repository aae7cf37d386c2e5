"""When an article was published and changed: stamps, bylines with days, URLs, a crawler's stamp."""

from __future__ import annotations

import re

from newsclean import dates
from newsclean.lexicon import LEAD, fold, label_at
from newsclean.model import Article
from newsclean.rules.engine import Page
from newsclean.rules.stamps import leftover
from newsclean.said import Said


def put_dates(article: Article, page: Page, said: Said) -> None:
    """Fill when it was published and changed (ISO 8601, as exact as the text tells)."""
    published: list[_Day] = []
    modified: list[_Day] = []
    clocks: list[tuple[dates.Moment, str]] = []
    head = ([at for at in page.standing() if page.prose(at)] + [len(page.blocks)] * 3)[2]
    stamps = [(text, rule, at) for into, text, rule, at in said.all if into == "published" and text and (rule != "N112" or at <= head)]
    for text, rule, at in stamps + [(t, r, i) for into, t, r, i in said.all if into == "authors" and any(c.isdigit() for c in t)]:
        behind, labelled = 0, ""
        for moment in page.moments(text):
            before = fold(text[behind : moment.start])
            labelled = _stamp_word(before, fold(text[moment.end : moment.end + 14])) or ("" if before.strip(" ,|•-–—(") else labelled)
            behind = moment.end
            days = modified if labelled == "updated" else published
            if moment.kind in ("datetime", "date", "month"):
                days.append(_Day(moment.value, rule, at))
            elif moment.kind == "time" and _tells_clock(days, before, at):
                days[-1].value += moment.value
            elif labelled == "updated" or (moment.kind in ("time", "partial") and published):
                clocks.append((moment, rule))
    if not published and modified:
        published, modified = modified[:1], modified[1:]
    meta = article.metadata
    if published:
        first = _nearest(published, page)
        meta.put("published", first.value, first.rule)
        _same_day_time(article, published)
    if modified:
        meta.put("modified", modified[0].value, modified[0].rule)
    elif clocks and published and len(meta.published or "") >= 10:
        meta.put("modified", _on_day(meta.published or "", clocks[0][0]), clocks[0][1])
    if meta.published is None or len(meta.published) < 10:
        _crawled(article, said)
    _dated_url(article)


class _Day:
    """A day or moment that a stamp tells: ISO 8601, the rule that cut the stamp, the block it stood in."""

    __slots__ = ("at", "rule", "value")

    def __init__(self, value: str, rule: str, at: int) -> None:
        self.value = value
        self.rule = rule
        self.at = at


def _tells_clock(days: list[_Day], before: str, at: int) -> bool:
    """Whether a clock time without a label tells the hour of the day before it: `08 October 2018 | 10:15 am`, or the line below."""
    if not days or len(days[-1].value) != 10 or leftover(before, []):
        return False
    return days[-1].at == at if before else days[-1].at == at - 1


BESIDE = 3  # blocks from the title within which its own stamp stands


def _nearest(published: list[_Day], page: Page) -> _Day:
    """The first stamp; the one beside the title where the first is a bare day far above it: today's, in the page's head."""
    title, first = page.facts.get("title"), published[0]
    if not isinstance(title, int) or len(first.value) > 10 or first.at >= title - BESIDE:
        return first
    return next((day for day in published if len(day.value) > 10 and abs(day.at - title) <= BESIDE), first)


def _dated_url(article: Article) -> None:
    """The day in the URL, where neither the text nor the input tells one."""
    meta = article.metadata
    if meta.published is None and not article.document.hints.get("published"):
        meta.put("published", dates.from_url(article.document.url or ""), "url")


def _same_day_time(article: Article, published: list[_Day]) -> None:
    """A bare day followed by the same day with a clock time: the second is the more precise."""
    first = article.metadata.published or ""
    if len(first) == 10:
        for day in published:
            if day.value.startswith(first) and len(day.value) > 10:
                article.metadata.put("published", day.value, day.rule)
                return


def _on_day(day: str, moment: dates.Moment) -> str | None:
    clock = moment.clock or moment.value.removeprefix("T")
    if not clock:
        return None
    if moment.kind == "partial" and moment.month:
        return f"{day[:4]}-{moment.month:02d}-{moment.day:02d}T{clock}"
    return f"{day[:10]}T{clock}"


def _stamp_word(before: str, after: str) -> str:
    at = len(before) - len(before.lstrip(LEAD + ",;"))
    if label_at(before, at, "updated") or _behind(after, "updated"):
        return "updated"
    if label_at(before, at, "published"):
        return "published"
    return ""


def _behind(after: str, section: str) -> bool:
    return bool(after[:1].isalpha() and after[0] >= "\u3000" and label_at(after, 0, section))


def _crawled(article: Article, said: Said) -> None:
    for text, rule in said.into("crawled"):
        found = re.search(r"\d{4}-\d\d(?:-\d\d)?", text)
        if found and (article.metadata.published is None):
            article.metadata.put("published", found[0], rule)
            return
    for into, text, rule, _ in said.all:
        if into == "" or into == "rates":
            found = re.match(r"date (\d{4}-\d\d(?:-\d\d)?)", text)
            if found and article.metadata.published is None:
                article.metadata.put("published", found[1], rule)
