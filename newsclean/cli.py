"""The command line: one Typer command, a filter; its options become Settings and Options."""

from __future__ import annotations

from typing import Annotated, Any, Optional

import typer

from newsclean import __version__, command
from newsclean.files import say
from newsclean.model import NewscleanError, UsageError
from newsclean.options import Options
from newsclean.settings import Settings

FROM = ("auto", "text", "md", "html", "json", "jsonl", "parquet", "warc")
TO = ("md", "text", "json", "jsonl", "parquet", "explain")
ENGINES = ("ray",)
EXTRAS = ("blocks", "cuts", "source", "origin", "markdown", "repairs")

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, context_settings={"help_option_names": ["-h", "--help"]})
_pending: tuple[list[str], Options] | None = None  # run after the parser is done: it swallows broken pipes


@app.command()
def newsclean(
    paths: Annotated[Optional[list[str]], typer.Argument(metavar="[FILES]...", help="Files; none or - is standard input.")] = None,  # noqa: UP045
    from_: Annotated[str, typer.Option("--from", help=f"Input format: {', '.join(FROM)}.")] = "auto",
    to: Annotated[Optional[str], typer.Option("--to", help=f"Output format: {', '.join(TO)}; default md, jsonl for jsonl.")] = None,  # noqa: UP045
    out: Annotated[Optional[str], typer.Option("-o", "--out", metavar="FILE|DIR", help="Write here, not to standard output.")] = None,  # noqa: UP045
    write: Annotated[bool, typer.Option("-w", "--write", help="Clean .md, .txt and .json files in place; 1 if any changed.")] = False,
    facts: Annotated[Optional[str], typer.Option("--facts", metavar="FILE", help="With -w: append the records here.")] = None,  # noqa: UP045
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if -w would change a file.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what -w would change.")] = False,
    keep: Annotated[str, typer.Option("--keep", metavar="RULE,..", help="Rules (name, code or category) that cut nothing.")] = "",
    only: Annotated[str, typer.Option("--only", metavar="RULE,..", help="The only rules that cut.")] = "",
    eager: Annotated[bool, typer.Option("--eager", help="Also the rules that are off unless asked for: lines that are dubious, whatever they say (N054, N815).")] = False,
    phrases: Annotated[Optional[str], typer.Option("--phrases", metavar="FILE.toml", help="Your own junk phrases.")] = None,  # noqa: UP045
    max_removed: Annotated[float, typer.Option("--max-removed", help="Abstain when a larger share of the prose would go.")] = 0.8,
    lang: Annotated[Optional[str], typer.Option("--lang", metavar="CODE", help="The language (BCP 47); sets, never filters.")] = None,  # noqa: UP045
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help="The input's encoding; wins over what it says.")
    ] = None,
    no_title: Annotated[bool, typer.Option("--no-title", help="Leave the title out of Markdown and text.")] = False,
    with_: Annotated[str, typer.Option("--with", metavar="FIELD,..", help=f"Extra record fields: {', '.join(EXTRAS)}.")] = "",
    links: Annotated[bool, typer.Option("--links", help="Keep links in Markdown (HTML input).")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules.")] = False,
    rule: Annotated[Optional[str], typer.Option("--rule", metavar="CODE", help="One rule's manual.")] = None,  # noqa: UP045
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Worker processes; 0 is one a core.")] = 1,
    time_limit: Annotated[float, typer.Option("--time-limit", metavar="SECONDS", help="With workers: of one document.")] = 60.0,
    text_field: Annotated[str, typer.Option("--text-field", metavar="NAME", help="The field of records that holds the text.")] = "text",
    html_field: Annotated[str, typer.Option("--html-field", metavar="NAME", help="The field that holds HTML; HTML wins.")] = "html",
    id_field: Annotated[str, typer.Option("--id-field", metavar="NAME", help="The field that holds the id.")] = "id",
    url_field: Annotated[str, typer.Option("--url-field", metavar="NAME", help="The field that holds the URL.")] = "url",
    shard: Annotated[Optional[str], typer.Option("--shard", metavar="I/N", help="The I-th of N shards of the input only.")] = None,  # noqa: UP045
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a broken run to the same -o.")] = False,
    engine: Annotated[Optional[str], typer.Option("--engine", metavar="ray", help="Run on Ray: Parquet or jsonl to -o DIR/.")] = None,  # noqa: UP045
    address: Annotated[Optional[str], typer.Option("--address", help="Of a running Ray cluster; else Ray starts here.")] = None,  # noqa: UP045
    stats: Annotated[Optional[str], typer.Option("--stats", metavar="FILE", help="What was cut by rule, language and host.")] = None,  # noqa: UP045
    config: Annotated[Optional[str], typer.Option("--config", metavar="FILE", help="Settings from a TOML file; flags win.")] = None,  # noqa: UP045
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No warnings; errors are still named.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Clean scraped news text: the article alone to standard output.

    Exit status: 0 done, 1 something to clean (--check, --diff, --write), 2 wrong use, 3 some inputs failed.
    """
    global _pending
    if version:
        print(f"newsclean {__version__}")
    elif rules or rule:
        _manual(rule)
    else:
        given = _config(config)
        values = {
            "keep": _words(keep), "only": _words(only), "eager": eager, "phrases": read_phrases(phrases), "max_removed": max_removed,
            "lang": lang, "links": links,
        }  # fmt: skip
        given.update(
            {name: item for name, item in values.items() if item not in ((), [], None, False, "") and (name, item) != ("max_removed", 0.8)}
        )
        _pending = (
            paths or [],
            Options(
                from_=_one_of(from_, FROM, "--from"), to=to and _one_of(to, TO, "--to"), out=out, write=write, check=check, diff=diff,
                encoding=_encoding(encoding), extras=tuple(_one_of(word, EXTRAS, "--with") for word in _words(with_)), facts=facts, title=not no_title,
                jobs=jobs or _cores(), limit=_limit(time_limit), shard=_shard(shard), resume=resume, stats=stats,
                engine=engine and _one_of(engine, ENGINES, "--engine"), address=address,
                fields=_fields(text=text_field, html=html_field, id=id_field, url=url_field), quiet=quiet, settings=_settings(given),
            ),
        )  # fmt: skip


def _settings(values: dict[str, Any]) -> Settings:
    from newsclean.rules import by_name

    made = Settings(**values)
    for word in (*made.keep, *made.only):
        by_name(word)
    return made


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _one_of(word: str, allowed: tuple[str, ...], option: str) -> str:
    if word not in allowed:
        raise UsageError(f"{option} {word}: choose from {', '.join(allowed)}")
    return word


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _limit(seconds: float) -> float:
    if seconds <= 0:
        raise UsageError(f"--time-limit is a number of seconds above 0, not {seconds:g}")
    return seconds


def _shard(given: str | None) -> tuple[int, int] | None:
    if given is None:
        return None
    mine, _, of = given.partition("/")
    if not (mine.isdecimal() and of.isdecimal() and 1 <= int(mine) <= int(of)):
        raise UsageError(f"--shard {given}: such as 2/8, from 1/8 to 8/8")
    return int(mine), int(of)


def _fields(**names: str) -> dict[str, str]:
    return {name: given for name, given in names.items() if given != name}


def _encoding(name: str | None) -> str | None:
    from newsclean.decode import label

    if name and label(name) is None:
        raise UsageError(f"unknown encoding: {name}")
    return name


def _toml(path: str) -> dict[str, Any]:
    from tomllib import TOMLDecodeError, loads

    from newsclean.files import read_bytes, shown

    try:
        return loads(read_bytes(path).decode("utf-8"))
    except (TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{shown(path)}: is no TOML: {error}") from None
    except NewscleanError as error:
        raise UsageError(str(error)) from None


def _config(path: str | None) -> dict[str, Any]:
    if not path:
        return {}
    return {name.replace("-", "_"): tuple(item) if isinstance(item, list) else item for name, item in _toml(path).items()}


def read_phrases(path: str | None) -> tuple[tuple[str, str, str], ...]:
    """(section, position, phrase) of every entry of a phrase file; () for no file. Raises UsageError."""
    if not path:
        return ()
    found = []
    for section, positions in _toml(path).items():
        if not isinstance(positions, dict):
            continue
        for position, phrases in positions.items():
            if position not in ("whole", "weak", "start", "end", "any") or not isinstance(phrases, list):
                raise UsageError(f"{path}: [{section}] {position}: positions are whole, start, end and any, each a list of phrases")
            found += [(section, position, str(phrase)) for phrase in phrases]
    return tuple(found)


def _manual(code: str | None) -> None:
    from newsclean import cases
    from newsclean.rules import RULES, by_name

    if code:
        for rule in by_name(code):
            print(f"{rule.code} {rule.name} ({rule.category}{', only with --eager' if rule.eager else ''})\n\n{rule.doc}\n")
            for case in cases.read(rule.code):
                print(f"{cases.HEAD}{case.language}{'' if case.form == 'text' else ' ' + case.form}\n{case.marked}\n")
        return
    for rule in sorted(RULES, key=lambda rule: rule.code):
        print(f"{rule.code}  {rule.name:18} {rule.category:18} {'(--eager) ' if rule.eager else ''}{rule.doc.splitlines()[0] if rule.doc else ''}")


def parse(arguments: list[str]) -> tuple[list[str], Options] | None:
    """(paths, options); None where the parser has done what was asked for, such as showing the help."""
    global _pending
    _pending = None
    try:
        app(args=arguments, prog_name="newsclean", standalone_mode=False)
    except SystemExit as ended:
        if isinstance(ended.__context__, OSError):  # the parser's own way to end where the reader of --help has gone
            raise ended.__context__ from None
        raise
    return _pending


def run(arguments: list[str]) -> int:
    """Parse the arguments and run; the exit status."""
    try:
        parsed = parse(arguments)
        status = command.run(*parsed) if parsed is not None else 0
    except UsageError as error:
        say(str(error))
        return 2
    except NewscleanError as error:
        say(str(error))
        return 3
    except Exception as error:
        if hasattr(error, "format_message"):
            say(f"{error.format_message()} (newsclean --help lists the options)")
            return 2
        if isinstance(error, OSError):
            raise
        if type(error).__name__ in ("Abort", "Exit"):
            return int(getattr(error, "exit_code", 130))
        raise
    return status
