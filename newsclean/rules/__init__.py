"""The rules, in order, on one screen. Read `engine` for what a rule is, then any of the files for what one looks like."""

from __future__ import annotations

from newsclean.lexicon import Line
from newsclean.model import UsageError
from newsclean.rules import (
    bios,
    debris,
    feeds,
    head,
    links,
    own,
    page_rules,
    people,
    pictures,
    prompts,
    repeats,
    seams,
    stamps,
    tail,
    titles,
    whole,
)
from newsclean.rules.engine import Page, Rule, run_line_rules, run_page_rule
from newsclean.rules.evidence import evidence, loud

__all__ = ["RULES", "Page", "Rule", "by_name", "run"]

# Called line by line, for the evidence that each names; the first that points at something wins.
ROUNDS = 6  # a cut gives a line new neighbours; in practice the second round finds nothing

LINE_RULES: tuple[Rule, ...] = (
    stamps.crawler_stamp, stamps.ticker,
    links.stamped_teaser, links.feed_stamp, links.spaced_feed,
    seams.glued_byline, seams.glued_stamp, seams.glued_teaser, seams.glued_prompt, seams.glued_credit,
    prompts.copyright_line, debris.debris,
    stamps.view_count, stamps.reading_time, prompts.share_count, prompts.comments_label,
    head.dateline, pictures.credit, pictures.caption, pictures.trailing_credit,
    seams.glued_label, prompts.share_bar, links.teaser, prompts.subscribe, prompts.call_to_follow, prompts.app_prompt, prompts.cookie_notice, prompts.paywall, prompts.ad_label,
    prompts.correction_hint, prompts.contributor_note, prompts.editorial_note, prompts.player_words, prompts.embed_frame,
    links.tags,
    people.crew, people.byline, people.dated_byline, people.byline_contact, stamps.stamp, tail.source_line,
    links.breadcrumb, prompts.menu_word, prompts.menu_row, prompts.doubled_line, tail.separator,
)  # fmt: skip

# Called once each, in this order: the head needs its stamps cut first, the tail everything else.
PAGE_RULES: tuple[Rule, ...] = (
    bios.bio, debris.script_lines, tail.split_counter, tail.ticker_columns, tail.named_rates,
    links.related_list, links.feed, links.tag_list, feeds.dated_feed, feeds.marked_feed, feeds.aged_feed, tail.paywall_box,
    titles.title, whole.around_article, head.repeated_lead, repeats.doubled_caption, pictures.gallery_captions, repeats.repeated_caption, repeats.pulled_passage, head.above_title, head.bare_place, head.bare_byline,
    tail.capitals_teaser, tail.menu_words, tail.reader_comments, whole.residue, whole.dubious_line, tail.signature, tail.trailing_feed, bios.author_bio, bios.presented_author, bios.about_author, bios.last_presented,
)  # fmt: skip

RULES: tuple[Rule, ...] = (*page_rules.RULES, own.own_phrase, whole.outside_article, *LINE_RULES, *PAGE_RULES)
CODES: dict[str, Rule] = {rule.code: rule for rule in RULES}


def _dispatch() -> dict[str, tuple[int, ...]]:
    table: dict[str, list[int]] = {}
    for index, rule in enumerate(LINE_RULES):
        for sign in rule.on:
            table.setdefault(sign, []).append(index)
    return {sign: tuple(found) for sign, found in table.items()}


_DISPATCH = _dispatch()
_BY_PLACE = frozenset(rule.code for rule in PAGE_RULES)


def run(page: Page) -> None:
    """Apply every rule, line rules first. In an HTML page the article has been chosen already (`page_html`)."""
    if page.phrases:
        run_page_rule(page, own.own_phrase)
    if page.document.form != "html":
        run_page_rule(page, whole.outside_article)
    run_line_rules(page, loud(page), _DISPATCH, LINE_RULES, evidence)
    for _ in range(ROUNDS):
        read = {at: line for at, line in enumerate(page.lines) if line is not None}
        if not any([run_page_rule(page, rule) for rule in PAGE_RULES if page.eager or not rule.eager]):
            break
        left = [at for at, line in enumerate(page.lines) if line is not None and line is not read[at]]
        run_line_rules(page, left, _DISPATCH, LINE_RULES, evidence)  # what a cut has left of a line is a line of its own


def by_name(word: str) -> list[Rule]:
    """The rules of a code, a name or a category; UsageError where there is none."""
    found = [rule for rule in RULES if word in (rule.code, rule.name, rule.category)]
    if not found:
        raise UsageError(f"no such rule: {word}; newsclean --rules lists them")
    return found


def is_page_cut(code: str) -> bool:
    """Whether the code is of a rule that judges by place and neighbours."""
    return code in _BY_PLACE


def again(page: Page) -> Page:
    """The page as the rules left it, for `would_cut`."""
    fresh = Page(page.document, page.blocks, page.clues, page.language)
    fresh.lines = list(page.lines)
    return fresh


def would_cut(page: Page, at: int, codes: set[str]) -> bool:
    """Whether a line rule among the codes would cut the block as it came, the other lines as they are."""
    before, line = page.lines[at], Line(page.blocks[at].source.strip())
    page.put(at, line)
    page.here = at
    called = {index for sign in evidence(line) for index in _DISPATCH.get(sign, ())}
    found = any(LINE_RULES[i].code in codes and LINE_RULES[i].function(line, page) for i in called)  # type: ignore[call-arg, arg-type]
    page.put(at, before)
    return found
