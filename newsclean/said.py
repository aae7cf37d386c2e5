"""What was cut, as it feeds the fields of the record."""

from __future__ import annotations

from newsclean.rules import CODES
from newsclean.rules.engine import Page


class Said:
    """The cuts that feed fields: (field, text of the cut, rule code, block index), in page order."""

    def __init__(self, page: Page) -> None:
        self.all: list[tuple[str, str, str, int]] = []
        for at, block in enumerate(page.blocks):
            for cut in block.cuts:
                if cut.into or cut.rule in CODES:
                    self.all.append((cut.into or "", block.source[cut.start : cut.end].strip(), cut.rule, at))

    def into(self, field: str) -> list[tuple[str, str]]:
        """(text, rule) of the cuts that feed the field."""
        return [(text, rule) for into, text, rule, _ in self.all if into == field and text]
