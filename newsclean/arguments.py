"""The usual command lines, read without the option parser, whose import takes longer than the rest of a run.

What is not in these tables, and whatever is wrong, is left to `cli`: one of the two speaks to the user about options.
"""

from __future__ import annotations

from newsclean.options import Options

FLAGS = {
    "-w": ("write", True), "--write": ("write", True), "--check": ("check", True), "--diff": ("diff", True), "-q": ("quiet", True),
    "--quiet": ("quiet", True), "--no-title": ("title", False),
}  # fmt: skip
VALUES = {"--from": "from_", "--to": "to", "-o": "out", "--out": "out", "--facts": "facts", "--with": "extras"}
FROM = frozenset(["auto", "text", "md", "html", "json", "jsonl"])
TO = frozenset(["md", "text", "json", "jsonl"])
EXTRAS = frozenset(["blocks", "cuts", "source", "origin", "markdown", "repairs"])


def read(arguments: list[str]) -> tuple[list[str], Options] | None:
    """(paths, options) of a command line of usual options; None where the option parser has to look at it."""
    paths: list[str] = []
    given: dict[str, object] = {}
    rest = iter(arguments)
    for argument in rest:
        if argument == "-" or not argument.startswith("-"):
            paths.append(argument)
        elif argument in FLAGS:
            name, value = FLAGS[argument]
            given[name] = value
        else:
            option, mark, word = argument.partition("=") if argument.startswith("--") else (argument, "", "")
            if option not in VALUES:
                return None
            given[VALUES[option]] = word if mark else next(rest, "-")
    return (paths, Options(**given)) if _are_known(given) else None


def _are_known(given: dict[str, object]) -> bool:
    for name, allowed in (("from_", FROM), ("to", TO)):
        if name in given and given[name] not in allowed:
            return False
    if any(not str(given.get(name, "x")) or str(given.get(name, "x")).startswith("-") for name in ("out", "facts", "extras")):
        return False
    if "extras" in given:
        extras = given["extras"] = tuple(word.strip() for word in str(given["extras"]).split(",") if word.strip())
        return EXTRAS.issuperset(extras)
    return True
