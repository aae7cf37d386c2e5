"""What the signs of a page's blocks weigh (`features` spells them out), alone and in pairs.

A page shows the same few hundred signs again and again: what each weighs is remembered, also from page to page.
"""

from __future__ import annotations

from collections.abc import Callable

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
        layout = len(signs), signs[-1][-1][0]  # the kinds stand in one order: their number and the last tell which they are
        add = _ADDERS.get(layout)
        if add is None:
            add = _ADDERS[layout] = _adder([sign[-1] for sign in signs])
        try:
            return add(signs)
        except KeyError:  # a pair that no block has shown yet
            for one, other in paired([sign[-1] for sign in signs]):
                signs[one][3].beside(signs[other][2])
            return add(signs)


Adder = Callable[[list[Weighed]], int]
_ADDERS: dict[tuple[int, str], Adder] = {}


def _adder(signs: list[Sign]) -> Adder:
    """What adds up signs of these kinds, alone and in pairs: written out, for a loop over the pairs takes twice as long."""
    each = [f"(w{at}, p{at}, s{at}, _, _)" for at in range(len(signs))]
    terms = [f"w{at}" for at in range(len(signs))] + [f"p{one}[s{other}]" for one, other in paired(signs)]
    scope: dict[str, Adder] = {}
    exec(f"def add(signs):\n    [{', '.join(each)}] = signs\n    return {' + '.join(terms)}", scope)
    return scope["add"]
