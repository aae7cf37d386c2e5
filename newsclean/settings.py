"""Settings: one frozen value that says how to clean; made by flags, by one TOML file or in Python."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

from newsclean.model import UsageError

DEFAULTS: dict[str, Any] = {
    "keep": frozenset(),  # rule names, codes or categories that cut nothing
    "only": frozenset(),  # the only ones that cut, where not empty
    "eager": False,  # also the rules that are off unless asked for
    "phrases": (),  # the user's own: ((rule, position, phrase), ...)
    "max_removed": 0.8,  # the guard: a larger share of prose removed makes newsclean abstain
    "lang": None,  # BCP 47; sets the language
    "links": False,  # Markdown keeps links (HTML input)
}


class Settings:
    """How to clean. Frozen and hashable; unknown names and wrong values raise UsageError.

    >>> Settings(keep=["byline"]).keep
    frozenset({'byline'})
    """

    __slots__ = tuple(DEFAULTS)
    keep: frozenset[str]
    only: frozenset[str]
    eager: bool
    phrases: tuple[tuple[str, str, str], ...]
    max_removed: float
    lang: str | None
    links: bool

    def __init__(self, **values: Any) -> None:
        for name in values:
            if name not in DEFAULTS:
                raise UsageError(f"no such setting: {name}; there are {', '.join(DEFAULTS)}")
        for name, default in DEFAULTS.items():
            value = values.get(name, default)
            if name in ("keep", "only"):
                value = frozenset(value.replace(",", " ").split() if isinstance(value, str) else value)
            object.__setattr__(self, name, value)
        if not isinstance(self.max_removed, (int, float)) or not 0 <= self.max_removed <= 1:
            raise UsageError(f"max_removed is a share from 0 to 1, not {self.max_removed}")
        if self.lang is not None and not _is_tag(self.lang):
            raise UsageError(f'lang is a BCP 47 tag such as "en" or "pt-BR", not {self.lang}')

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"Settings are frozen: {name} cannot be set")

    def _key(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in DEFAULTS)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Settings) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        changed = (f"{n}={getattr(self, n)!r}" for n in DEFAULTS if getattr(self, n) != DEFAULTS[n])
        return f"Settings({', '.join(changed)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _remake, (dict(zip(DEFAULTS, self._key(), strict=True)),)


def _is_tag(lang: object) -> bool:
    parts = lang.split("-") if isinstance(lang, str) else [""]
    return 2 <= len(parts[0]) <= 8 and parts[0].isalpha() and all(part.isalnum() and len(part) <= 8 for part in parts) and lang.isascii()  # type: ignore[attr-defined]


def _remake(values: dict[str, Any]) -> Settings:
    return Settings(**values)
