#!/usr/bin/env python3
"""Compile newsclean/lexicon/*.toml into _compiled.py and _phrases.bin beside them: bytes, in groups that `words` reads when asked.

python tools/build_lexicon.py            write it
python tools/build_lexicon.py --check    exit 1 where it is stale or a TOML file is not in order
python tools/build_lexicon.py --tidy     put the TOML files in order, then write it
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable

from generated import ROOT, settle

sys.path.insert(0, str(ROOT))
from newsclean.fold import LEAD, TAIL, fold, mask

FOLDER = ROOT / "newsclean" / "lexicon"
TARGET = FOLDER / "_compiled.py"
PHRASES = FOLDER / "_phrases.bin"
UNSPACED = "\u0e00"  # from Thai on there are scripts without spaces between words
WORDS = {("time", "word"), ("role", "word"), ("bio", "verb"), ("agency", "word"), ("channel", "word"), ("said", "word"), ("reports", "word"),
         ("third", "word"), ("predicate", "word"), ("step", "word")}
# The sections in the order of the files, with the positions that a rule reads; anything else would be dead words.
POSITIONS = {
    "network": "word", "agency": "word", "views": "label unit", "shares": "unit", "reading": "whole start", "teaser": "start label end",
    "related": "label", "feed": "start label", "share": "whole weak start end any", "credit": "end label", "caption": "whole start end any label",
    "crew": "label", "player": "whole weak start end any", "embed": "whole weak start end any", "published": "label", "updated": "label", "time": "word",
    "byline": "label", "interview": "label", "role": "word", "desk": "whole start", "bio": "whole start end any label verb", "contributed": "whole start end any",
    "source": "label", "comments": "whole weak start end any unit", "subscribe": "whole weak start end any", "ask": "start end", "channel": "word",
    "app": "whole weak start end any", "cookie": "whole weak start end any", "paywall": "whole weak start end any", "ad": "whole weak start end any",
    "tags": "label", "nav": "whole weak start end any", "home": "whole", "copyright": "whole start end any", "correction": "whole weak start end any",
    "note": "whole weak start end any", "said": "word", "reports": "word", "third": "word", "predicate": "word", "step": "word",
}  # fmt: skip


def entries() -> list[tuple[str, str, str, str]]:
    """(language, section, position, folded phrase) of every entry, `{network}` expanded."""
    tables = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
    networks = tables.get("any", {}).get("network", {}).get("word", ["Facebook", "X", "WhatsApp"])
    found = []
    for language, table in tables.items():
        for section, positions in table.items():
            if not isinstance(positions, dict) or section == "network":  # that one fills the slot
                continue
            for position, phrases in positions.items():
                for phrase in phrases:
                    for one in expanded(phrase, networks, CASES.get(language, "")):
                        key = fold(one.replace("{n}", "1"))
                        # As the look-up strips the line: a start keeps its colon, an end its bracket, `any` both.
                        key = key.strip() if position in ("end", "any") else key.lstrip(LEAD)
                        key = key.strip() if position in ("start", "any") else key.rstrip(LEAD if position != "end" else "").rstrip(TAIL)
                        key = mask(key.strip())
                        if any(char.isalpha() for char in key):
                            found.append((language, section, position, " ".join(key.split())))
    return found


# The ending that a language gives a network's name behind "on": "na Facebooku".
CASES = {"cs": "u", "sk": "u", "sl": "u", "hr": "u", "bs": "u", "sr": "u", "pl": "u", "lt": "e", "lv": "ā", "et": "is", "fi": "issa"}


def expanded(phrase: str, networks: list[str], ending: str) -> list[str]:
    """A phrase once for each network, and once more with the ending where the name ends in a consonant that takes it."""
    if "{network}" not in phrase:
        return [phrase]
    inflected = [name + ending for name in networks if ending and name.isascii() and name.isalpha() and name[-1] not in "aeiouXEK"]
    return [phrase.replace("{network}", name) for name in [*networks, *inflected]]


def bare(phrase: str) -> str:
    """The form under which two phrases of one list are the same."""
    return " ".join(mask(fold(phrase.replace("{n}", "1"))).split())


def in_order(table: dict[str, dict[str, list[str]]]) -> str:
    """The text of a TOML file: sections and phrases sorted, each phrase once, none that a shorter one makes needless."""
    unknown = [f"{section}.{position}" for section in table if section != "name" for position in table[section]
               if position not in POSITIONS.get(section, "").split()]  # fmt: skip
    if unknown:
        raise SystemExit(f"{table['name']}: no rule reads {', '.join(unknown)}")
    lines = [f'name = "{table["name"]}"']
    for section, positions in POSITIONS.items():
        if not any(table.get(section, {}).values()):
            continue
        lines += ["", f"[{section}]"]
        whole = {bare(phrase) for phrase in table[section].get("whole", ())}
        for position in positions.split():
            found = {
                bare(phrase): phrase for phrase in sorted(table[section].get(position, ()), key=lambda p: (p.isupper(), p), reverse=True)
            }
            kept = [found[key] for key in sorted(found) if not is_needless(key, position, section, found, whole)]
            if kept:
                lines += [f"{position} = [", *(f"  {json.dumps(phrase, ensure_ascii=False)}," for phrase in kept), "]"]
    return "\n".join(lines) + "\n"


def is_needless(key: str, position: str, section: str, others: Iterable[str], whole: set[str]) -> bool:
    """Whether another phrase says the same: a shorter start of it, or the same line as one that is junk everywhere."""
    if position == "weak":
        return key in whole
    if position == "start" and section not in ("teaser", "feed"):
        return any(key != other and key.startswith(other) and not (key[len(other)].isalnum() and other[-1].isalnum()) for other in others)
    return False


def start(phrase: str) -> str:
    """The edge of a phrase that is looked up from its start."""
    return phrase[:2]


def end(phrase: str) -> str:
    """The edge of a phrase that is looked up from its end."""
    return phrase[-2:]


def anchor(phrase: str) -> str:
    """The longest word of a phrase that may stand anywhere; "" for scripts without spaces."""
    first = next((char for char in phrase if char.isalpha()), UNSPACED)
    return max(phrase.replace(",", " ").replace(".", " ").split(), key=len) if first < UNSPACED else ""


def table(phrases: dict[str, set[str]], edge: Callable[[str], str]) -> bytes:
    """One table: one line an edge, in order: the edge, then phrase, sections, phrase, ... longest first."""
    groups: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(phrases):
        groups[edge(phrase)].append(phrase)
    made = []
    for key in sorted(groups):
        fields = [field for phrase in sorted(groups[key], key=len, reverse=True) for field in (phrase, " ".join(sorted(phrases[phrase])))]
        made.append(f"{key}{chr(9)}{chr(9).join(fields)}{chr(10)}".encode())
    return b"".join(made)


def words_of(name: str, entries: Iterable[str]) -> str:
    """The line of a list of phrases."""
    return f"{name}: bytes = {chr(10).join(entries).encode()!r}"


def compiled() -> tuple[str, bytes]:
    """(the text of the compiled module, the tables of phrases)."""
    whole: dict[str, set[str]] = defaultdict(set)
    label: dict[str, set[str]] = defaultdict(set)
    unit: dict[str, set[str]] = defaultdict(set)
    ends: dict[str, dict[str, set[str]]] = {"start": defaultdict(set), "end": defaultdict(set), "any": defaultdict(set)}
    words: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    byline: dict[str, set[str]] = defaultdict(set)
    for language, section, position, phrase in entries():
        if (section, position) in WORDS:
            words[section][language].add(phrase)
        elif position in ("whole", "weak"):
            whole[phrase].add(f"{section}/{position}")
        elif position == "label":
            label[phrase].add(section)
            if section in ("byline", "interview"):
                byline[phrase].add(language)
        elif position == "unit":
            unit[phrase].add(section)
        else:
            ends[position][phrase].add(section)
    for marks in whole.values():
        for mark in [m for m in marks if m.endswith("/weak") and m.replace("/weak", "/whole") in marks]:
            marks.discard(mark)
    lines = ['"""Generated by tools/build_lexicon.py from the TOML files beside it; do not edit."""', "", "# ruff: noqa: E501, RUF001"]

    phrases = b""
    for name, found, edge in (
        ("WHOLE", whole, start), ("LABEL", label, start), ("UNIT", unit, start), ("BYLINE", byline, start),
        ("START", ends["start"], start), ("END", ends["end"], end), ("ANY", ends["any"], anchor),
    ):  # fmt: skip
        made = table(found, edge)
        lines.append(f"{name} = ({len(phrases)}, {len(phrases) + len(made)})")
        phrases += made
    lines.append(words_of("ANCHORS", sorted({anchor(phrase) for phrase in ends["any"]} - {""})))
    copyright_ = {phrase for each in ends.values() for phrase, sections in each.items() if any("copyright" in name for name in sections)}
    lines.append(words_of("COPYRIGHT", sorted(copyright_, key=lambda phrase: (-len(phrase), phrase))))
    lines.append(words_of("READING", sorted(phrase for phrase, marks in whole.items() if "reading/whole" in marks)))
    for section in sorted(section for section, _ in WORDS):
        lines.append(words_of(section.upper(), (f"{name}\t{'|'.join(sorted(found))}" for name, found in sorted(words[section].items()))))
    return "\n".join(lines) + "\n", phrases


def main() -> int:
    """Write or check."""
    for path in sorted(FOLDER.glob("*.toml")):
        tidy = in_order(tomllib.loads(path.read_text("utf-8")))
        if "--tidy" in sys.argv:
            path.write_text(tidy, "utf-8")
        elif "--check" in sys.argv and path.read_text("utf-8") != tidy:
            print(f"newsclean/lexicon/{path.name} is not in order: run python tools/build_lexicon.py --tidy", file=sys.stderr)
            return 1
    text, phrases = compiled()
    return settle(TARGET, text) or settle(PHRASES, phrases)


if __name__ == "__main__":
    sys.exit(main())
