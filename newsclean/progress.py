"""Progress on a terminal: documents, MB, documents per second, share removed, errors, time left."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newsclean.stats import Tally

import time

from rich.console import Console
from rich.progress import BarColumn, Task, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

TURN = 0.1  # seconds between two drawings


class Progress:
    """One line on stderr that is drawn anew, without a thread: workers are forked; sentences go above it.

    sizes  bytes of the inputs, or None where they are not known before they are read
    begun  what a resumed run had done already, which is no part of its speed
    """

    def __init__(self, sizes: list[int] | None, begun: Tally) -> None:
        columns = [BarColumn(24)] if sizes else []
        left = [TimeRemainingColumn()] if sizes else []
        self._bar = Bar(
            *columns,
            _Figures("", begun.documents),
            TimeElapsedColumn(),
            *left,
            console=Console(stderr=True),
            transient=True,
            auto_refresh=False,
        )
        self._sizes = sizes or []
        self._task = self._bar.add_task("", total=sum(self._sizes) or None, documents=0, failed=0, share=0.0)
        self._before = 0  # bytes of the inputs that are done
        self._source = 0
        self._taken = 0
        self._drawn = 0.0
        self._bar.start()

    def show(self, source: int, taken: int, tally: Tally) -> None:
        """`taken` bytes of the input number `source` are done."""
        while self._source < source:
            self._before += self._sizes[self._source] if self._sizes else self._taken
            self._source += 1
        self._taken = taken
        self._bar.update(self._task, completed=self._before + taken, documents=tally.documents, failed=tally.failed, share=tally.share)
        if time.monotonic() - self._drawn > TURN:
            self._drawn = time.monotonic()
            self._bar.refresh()

    def say(self, sentence: str) -> None:
        """One sentence above the line."""
        self._bar.console.print(f"newsclean: {sentence}", markup=False, highlight=False, soft_wrap=True)

    def close(self) -> None:
        """Take the line away."""
        self._bar.stop()


class _Figures(TextColumn):
    def __init__(self, text: str, begun: int) -> None:
        super().__init__(text)
        self._begun = begun

    def render(self, task: Task) -> str:  # type: ignore[override]
        fields = task.fields
        speed = (fields["documents"] - self._begun) / task.elapsed if task.elapsed else 0.0
        return (
            f"{fields['documents']:,} documents  {task.completed / 1e6:,.1f} MB  {speed:,.0f}/s  "
            f"{fields['share']:.1%} removed  {fields['failed']:,} errors"
        )
