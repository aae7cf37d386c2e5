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


class _Firsts:
    """The features of a sign as the first of a pair: the weights of each beside others, and their sums beside seconds.

    (Plain dictionaries: one that fills its own gaps is three times as slow to look into.)
    """

    __slots__ = ("sums", "weights")

    def __init__(self, weights: list[dict[str, int]]) -> None:
        self.weights = weights
        self.sums: dict[_Seconds, int] = {}

    def beside(self, second: _Seconds) -> int:
        """What the features weigh beside those of a second."""
        found = self.sums.get(second)
        if found is None:
            found = self.sums[second] = sum([weights[name] for weights in self.weights for name in second.names if name in weights])
        return found


# A sign: what it weighs alone, its sums beside others, what it is to others, what the sums are made of; and itself.
Weighed = tuple[int, dict[_Seconds, int], _Seconds, _Firsts, Sign]


class Model:
    """Log-odds of article text: the sum of what signs weigh, alone and in pairs.

    weights  {feature: hundredths of log-odds}; a pair of features is "one & other"
    known    the signs that were weighed
    groups   signs that the same few values tell, weighed, by these values
    """

    def __init__(self, weights: dict[str, int]) -> None:
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
        self.known: dict[Sign, Weighed] = {}
        self.groups: dict[tuple[Any, ...], tuple[Weighed, ...]] = {}
        self._firsts: dict[tuple[str, ...], _Firsts] = {}
        self._seconds: dict[tuple[str, ...], _Seconds] = {}

    def weigh(self, sign: Sign) -> Weighed:
        """A sign, weighed; a page shows few that are new."""
        found = self.known.get(sign)
        if found is None:
            if len(self.known) + len(self.groups) >= MOST:  # what was weighed before still adds up with what comes
                for each in (self.known, self.groups, self._firsts, self._seconds):
                    each.clear()
            listed = names(sign)
            first = self._first(tuple([name for name in listed if name in self._paired]))
            second = self._second(tuple([name for name in listed if name in self._partners]))
            found = self.known[sign] = sum([self._alone.get(name, 0) for name in listed]), first.sums, second, first, sign
        return found

    def _first(self, listed: tuple[str, ...]) -> _Firsts:
        found = self._firsts.get(listed)
        if found is None:
            found = self._firsts[listed] = _Firsts([self._paired[name] for name in listed])
        return found

    def _second(self, listed: tuple[str, ...]) -> _Seconds:
        found = self._seconds.get(listed)
        if found is None:
            found = self._seconds[listed] = _Seconds(listed)
        return found

    def group(self, key: tuple[Any, ...], signs: tuple[Sign, ...]) -> tuple[Weighed, ...]:
        """Signs that the values in `key` tell, weighed; remembered in `groups`."""
        found = self.groups[key] = tuple([self.weigh(sign) for sign in signs])
        return found

    def alone(self, signs: list[Sign]) -> int:
        """What signs weigh without pairs, in hundredths of log-odds."""
        known = self.known
        return sum([(known.get(sign) or self.weigh(sign))[0] for sign in signs])

    def odds(self, signs: list[Weighed]) -> int:
        """The log-odds that the signs of one block add up to, in hundredths."""
        total = 0
        sums, seconds = [], []
        for weight, summed, second, _, _ in signs:
            total += weight
            sums.append(summed)
            seconds.append(second)
        layout = _layout(signs)
        try:
            for one, others in layout:
                summed = sums[one]
                for other in others:
                    total += summed[seconds[other]]
        except KeyError:  # a pair that no block has shown yet
            total = sum([sign[0] for sign in signs])
            total += sum([signs[one][3].beside(seconds[other]) for one, others in layout for other in others])
        return total


def _layout(signs: list[Weighed]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Which of a block's signs are weighed in pairs: the index of one, those of the others that are weighed beside it.

    The kinds stand in one order in all blocks, so that their number and the last tell which there are.
    """
    key = len(signs), signs[-1][-1][0]
    found = _LAYOUTS.get(key)
    if found is None:
        beside: dict[int, list[int]] = {}
        for one, other in paired([sign[-1] for sign in signs]):
            beside.setdefault(one, []).append(other)
        found = _LAYOUTS[key] = tuple([(one, tuple(others)) for one, others in beside.items()])
    return found


_LAYOUTS: dict[tuple[int, str], tuple[tuple[int, tuple[int, ...]], ...]] = {}
