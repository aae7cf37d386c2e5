"""Invented texts for measuring: articles with the furniture of pages, and hostile texts, one kind for each kind of pattern."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

PLACES = ("Varnby", "Millbrook", "Sel", "Tarrow", "Lindmoor", "Oststrand", "Kettle Bay", "Brekka")
NAMES = ("Dana Whitlock", "Inga Torvald", "Pieter Olsen", "Rowan Pell", "Jule Brandeis", "Casey Aldridge")
WORDS = ["the", "council", "ferry", "bridge", "harbour", "school", "winter", "summer", "report", "meeting", "river", "road", "market", "workers", "station", "plan", "budget", "town", "village", "people", "said", "opened", "closed", "moved", "built", "sold", "carried", "counted", "promised", "repaired", "painted", "watched", "waited", "between", "after", "before", "without", "during", "near", "under", "over", "again", "never", "often", "slowly", "quickly", "on", "Monday", "last", "year", "this", "week", "a", "new", "old", "small", "large", "quiet", "wooden", "public", "two", "hundred"]
FURNITURE = (
    "Share", "Share on Facebook", "Read more: {place} harbour opens for the summer", "{n} Comments", "By {name}", "Published May 2, 2023 14:05",
    "Photo: {name}/{place} Courier", "Subscribe to our newsletter", "Advertisement", "Most read", "Follow us on Facebook", "14:05 • {n} views",
    "© 2023 {place} Courier. All rights reserved.", "{place} • KNA", "Related articles", "3 minute read",
)  # fmt: skip


def sentence(random: Random) -> str:
    """One sentence of eight to thirty words."""
    words = [random.choice(WORDS) for _ in range(random.randint(8, 30))]
    words[random.randrange(len(words))] = random.choice(PLACES)
    return " ".join(words).capitalize() + random.choice((".", ".", ".", "?", ", Ms. Pell said."))


def page(random: Random) -> tuple[str, str]:
    """(the paragraphs alone, the page: title, furniture, five to fourteen paragraphs)."""
    lines = [" ".join(random.choice(WORDS) for _ in range(7)).capitalize(), *random.sample(FURNITURE, 3)]
    paragraphs = []
    for _ in range(random.randint(5, 14)):
        paragraphs.append(" ".join(sentence(random) for _ in range(random.randint(1, 5))))
        lines.append(paragraphs[-1])
        if random.random() < 0.2:
            lines.append(random.choice(FURNITURE))
    lines += random.sample(FURNITURE, 4)
    text = "\n".join(lines).replace("{n}", str(random.randint(2, 9000)))
    return "\n".join(paragraphs), text.replace("{name}", random.choice(NAMES)).replace("{place}", random.choice(PLACES))


def article(random: Random) -> str:
    """A page's text."""
    return page(random)[1]


def articles(size: int) -> list[str]:
    """Articles of so many bytes together, the same ones every time."""
    random = Random(7)
    found = []
    while size > 0:
        found.append(article(random))
        size -= len(found[-1])
    return found


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


# What drives a pattern, a table or a loop to its worst; each gives a text of so many characters.
HOSTILE: dict[str, Callable[[int], str]] = {
    "one line without spaces": _repeated("a"),
    "capitals and small letters in turn": _repeated("aB"),
    "sentence ends without spaces": _repeated("end.Start"),
    "figures and points": _repeated("12.12.12, 1:11 "),
    "the same stamp on every line": _repeated("May 2, 2023 14:05\n"),
    "the same headline on every line": _repeated("Ferry to Sandholm sails again on Monday\n"),
    "bare dates": _repeated("May 2, 2023\nthe ferry\n"),
    "captions": _repeated("The ferry on Monday. Photo: Jo Renner\nThe ferry on Monday\n"),
    "datelines": _repeated("Varnby \u2022 KNA\nthe ferry\n"),
    "opening brackets": _repeated("[("),
    "labels without values": _repeated("Read more: By: Photo: Tags: "),
    "half entities and mojibake": _repeated("&amp;amp;amp; â€œ Ã© &#"),
    "spaces and tabs": _repeated(" \t \n"),
    "quotes and dashes": _repeated("\"' — “” "),
    "lines broken mid-sentence": _repeated("the river rose over the banks and then it went\non until the town was\n"),
    "share words in a row": _repeated("Share on Facebook Share on X "),
    "names and commas": _repeated("Dana Whitlock, Pieter Olsen and "),
    "marks that combine": _repeated("e\u0301\u0301\u0301"),
    "short lines, all different": lambda size: "\n".join(f"Line {number} of the menu" for number in range(size // 22)),
    "rates and symbols": _repeated("$41.93 0.12 EUR/USD 1.08 \u25b20.3% "),
    "one page on one line": lambda size: ("Bridge opens By Dana Whitlock Published May 2, 2023 14:05 Share " + "The bridge is open. " * (size // 20))[:size],
}
