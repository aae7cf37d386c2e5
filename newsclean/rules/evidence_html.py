"""What the signs of a page's blocks weigh (`features` spells them out), alone and in pairs.

A page shows the same few hundred signs again and again: what each weighs is remembered, also from page to page.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean.rules.features import BOTH, Sign, names, paired

MOST = 50_000  # signs remembered between pages


class _Seconds:
    """The features of a sign as the second of a pair; one object for all signs of the same features."""

    __slots__ = ("names",)

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names


class _Row(dict[_Seconds, int]):
    """What one feature weighs beside those of a second; summed when first asked for."""

    __slots__ = ("weights",)

    def __init__(self, weights: dict[str, int]) -> None:
        super().__init__()
        self.weights = weights

    def __missing__(self, second: _Seconds) -> int:
        weights = self.weights
        found = self[second] = sum([weights[name] for name in second.names if name in weights])
        return found


class _Sums(dict[_Seconds, int]):
    """The same of all features of a sign."""

    __slots__ = ("rows",)

    def __init__(self, rows: list[_Row]) -> None:
        super().__init__()
        self.rows = rows

    def __missing__(self, second: _Seconds) -> int:
        found = self[second] = sum([row[second] for row in self.rows])
        return found


# A sign with what it weighs alone and beside others, and what it is to others.
Weighed = tuple[Sign, int, _Sums, _Seconds]


class Model(dict[Sign, Weighed]):
    """Log-odds of article text: the sum of what signs weigh, alone and in pairs. A sign is weighed when first asked for.

    weights  {feature: hundredths of log-odds}; a pair of features is "one & other"
    groups   signs that the same few values tell, weighed, by these values
    """

    __slots__ = ("_alone", "_paired", "_partners", "_rows", "_seconds", "_sums", "groups")

    def __init__(self, weights: dict[str, int]) -> None:
        super().__init__()
        self._alone: dict[str, int] = {}
        self._paired: dict[str, dict[str, int]] = {}
        self._partners: set[str] = set()
        for name, weight in weights.items():
            one, both, other = name.partition(BOTH)
            if both:
                self._paired.setdefault(one, {})[other] = weight
                self._partners.add(other)
            else:
                self._alone[name] = weight
        self.groups: dict[tuple[Any, ...], tuple[Weighed, ...]] = {}
        self._forget()

    def _forget(self) -> None:
        """Begin anew; what was weighed before still adds up with what comes."""
        self.clear()
        self.groups.clear()
        self._rows = {name: _Row(weights) for name, weights in self._paired.items()}
        self._sums: dict[tuple[str, ...], _Sums] = {}
        self._seconds: dict[tuple[str, ...], _Seconds] = {}

    def __missing__(self, sign: Sign) -> Weighed:
        if len(self) + len(self.groups) >= MOST:
            self._forget()
        each = names(sign)
        firsts = tuple([name for name in each if name in self._rows])
        seconds = tuple([name for name in each if name in self._partners])
        sums = self._sums.get(firsts)
        if sums is None:
            sums = self._sums[firsts] = _Sums([self._rows[name] for name in firsts])
        second = self._seconds.get(seconds)
        if second is None:
            second = self._seconds[seconds] = _Seconds(seconds)
        made = self[sign] = sign, sum([self._alone.get(name, 0) for name in each]), sums, second
        return made

    def group(self, key: tuple[Any, ...], signs: tuple[Sign, ...]) -> tuple[Weighed, ...]:
        """Signs that the values in `key` tell, weighed; remembered in `groups`."""
        made = tuple([self[sign] for sign in signs])
        self.groups[key] = made
        return made

    def odds(self, signs: list[Weighed]) -> int:
        """The log-odds that the signs of one block add up to, in hundredths."""
        total = 0
        sums, seconds = [], []
        for _, weight, summed, second in signs:
            total += weight
            sums.append(summed)
            seconds.append(second)
        for one, others in _layout(signs):
            summed = sums[one]
            for other in others:
                total += summed[seconds[other]]
        return total


def _layout(signs: list[Weighed]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Which of a block's signs are weighed in pairs: the index of one, those of the others that are weighed beside it.

    The kinds stand in one order in all blocks, so that their number and the last tell which there are.
    """
    key = len(signs), signs[-1][0][0]
    found = _LAYOUTS.get(key)
    if found is None:
        beside: dict[int, list[int]] = {}
        for one, other in paired([sign[0] for sign in signs]):
            beside.setdefault(one, []).append(other)
        found = _LAYOUTS[key] = tuple([(one, tuple(others)) for one, others in beside.items()])
    return found


_LAYOUTS: dict[tuple[int, str], tuple[tuple[int, tuple[int, ...]], ...]] = {}
