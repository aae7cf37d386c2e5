"""What was cut, counted: by rule, language and host. Tallies of chunks add up in order, so that the sums do not depend on workers."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from newsclean.model import Article

HOSTS = 10_000  # hosts that are counted on their own; what comes later is "(others)", so that memory stays bounded
OTHERS = "(others)"
TOTALS = ("documents", "failed", "abstained", "characters", "removed")


class Tally:
    """Sums over documents. Characters are code points of the repaired text; `removed` is those that cuts took.

    rules      {code: [cuts, characters]}
    languages  {language: [documents, characters, removed]}
    hosts      the same by the host of the document's URL
    """

    __slots__ = ("abstained", "characters", "documents", "failed", "hosts", "languages", "removed", "rules")

    def __init__(self) -> None:
        self.documents = self.failed = self.abstained = self.characters = self.removed = 0
        self.rules: dict[str, list[int]] = {}
        self.languages: dict[str, list[int]] = {}
        self.hosts: dict[str, list[int]] = {}

    def add(self, article: Article) -> None:
        """Count one article."""
        removed = 0
        for _, cut in article.cuts():
            length = cut.end - cut.start
            removed += length
            one = self.rules.get(cut.rule)
            if one is None:
                self.rules[cut.rule] = [1, length]
            else:
                one[0] += 1
                one[1] += length
        characters = sum([len(block.source) for block in article.blocks])
        self.documents += 1
        self.abstained += article.abstained
        self.characters += characters
        self.removed += removed
        row = [1, characters, removed]
        _plus(self.languages, article.metadata.language or "und", row)
        _plus(self.hosts, host(article.metadata.url or article.document.url), row)

    def fail(self) -> None:
        """Count one document that failed."""
        self.documents += 1
        self.failed += 1

    def merge(self, other: Tally) -> None:
        """Add what another tally counted after this one."""
        for name in TOTALS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for code, row in other.rules.items():
            _plus(self.rules, code, row)
        for language, row in other.languages.items():
            _plus(self.languages, language, row)
        for name, row in other.hosts.items():
            _plus(self.hosts, name if name in self.hosts or len(self.hosts) < HOSTS else OTHERS, row)

    @property
    def share(self) -> float:
        """The share of the characters that cuts took, 0.0 to 1.0."""
        return self.removed / self.characters if self.characters else 0.0

    def to_json(self) -> dict[str, Any]:
        """Plain values, as in the --stats file, in the order they were met."""
        return {name: getattr(self, name) for name in (*TOTALS, "rules", "languages", "hosts")}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Tally:
        """The tally that `to_json` wrote."""
        made = cls()
        for name, value in values.items():
            setattr(made, name, value)
        return made


def _plus(table: dict[str, list[int]], key: str, row: list[int]) -> None:
    old = table.get(key)
    table[key] = [a + b for a, b in zip(old, row)] if old else list(row)


def host(url: str | None) -> str:
    """The host of a URL without user, port and "www."; "" for none.

    >>> host("https://user@www.Example.org:80/a?b"), host("no url"), host(None)
    ('example.org', '', '')
    """
    if not url or "://" not in url:
        return ""
    found = url.split("://", 1)[1]
    for mark in "/?#":
        found = found.split(mark, 1)[0]
    found = found.rsplit("@", 1)[-1].split(":", 1)[0].lower()
    return found.removeprefix("www.")


def report(tally: Tally) -> str:
    """The --stats file: JSON, rules by code with their names, languages and hosts by documents, most first."""
    from json import dumps

    from newsclean.rules import CODES

    found: dict[str, Any] = {name: getattr(tally, name) for name in TOTALS}
    found["share_removed"] = round(tally.share, 6)
    found["rules"] = {
        code: {"name": CODES[code].name if code in CODES else code, "cuts": row[0], "characters": row[1]}
        for code, row in sorted(tally.rules.items())
    }
    for name in ("languages", "hosts"):
        rows = sorted(getattr(tally, name).items(), key=lambda item: (-item[1][0], item[0]))
        found[name] = {key: dict(zip(("documents", "characters", "removed"), row)) for key, row in rows if key or name == "languages"}
    return dumps(found, ensure_ascii=False, indent=1) + "\n"


def table(tally: Tally, rows: int = 12) -> str:
    """The summary as text: totals, the rules that cut most, languages, hosts."""
    from newsclean.rules import CODES

    lines = [
        f"{tally.documents:,} documents, {tally.failed:,} failed, {tally.abstained:,} kept whole; "
        f"{tally.removed:,} of {tally.characters:,} characters removed ({tally.share:.1%})"
    ]
    rules = sorted(tally.rules.items(), key=lambda item: -item[1][1])[:rows]
    if rules:
        lines.append(f"  {'rule':28}{'cuts':>12}{'characters':>14}")
        lines += [f"  {code + ' ' + (CODES[code].name if code in CODES else ''):28}{row[0]:>12,}{row[1]:>14,}" for code, row in rules]
    for title, counted in (("language", tally.languages), ("host", tally.hosts)):
        found = sorted(((key, row) for key, row in counted.items() if key), key=lambda item: (-item[1][0], item[0]))[:rows]
        if found:
            lines.append(f"  {title:28}{'documents':>12}{'characters':>14}{'removed':>10}")
            lines += [f"  {key[:27]:28}{row[0]:>12,}{row[1]:>14,}{row[2] / (row[1] or 1):>10.1%}" for key, row in found]
    return "\n".join(lines) + "\n"
