"""The entry: usual command lines run at once; all others go to the option parser."""

from __future__ import annotations

import gc
import os
import sys

OBJECTS = 100_000  # that are made before garbage is looked for: a run over one file makes fewer, and leaves none


def main() -> None:
    """Run the command and exit with its status."""
    status = execute(sys.argv[1:])
    if "newsclean.cli" not in sys.modules:
        # Everything is written and closed: taking the interpreter apart would cost an eighth of a run.
        sys.stderr.flush()
        os._exit(status)
    sys.exit(status)


def execute(given: list[str]) -> int:
    """The exit status of a command line: 0, 1, 2, 3 or 130."""
    gc.set_threshold(OBJECTS)
    if sys.stderr is None:  # closed by the caller: what is said goes nowhere
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    if sys.stdout is None:
        print("newsclean: standard output cannot be written: it is closed", file=sys.stderr)
        return 3
    try:
        from newsclean import arguments

        if usual := arguments.read(given):
            from newsclean.command import run_usual

            status = run_usual(*usual)
        else:
            from newsclean.cli import run

            status = run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        status = _closed_pipe()
    except KeyboardInterrupt:
        status = 130
    except OSError as error:
        print(f"newsclean: standard output cannot be written: {error.strerror or error}", file=sys.stderr)
        status = _closed_pipe() or 3
    return status


def _closed_pipe() -> int:
    """The reader has gone: point stdout at nothing, so that the interpreter's last flush says nothing either."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except OSError:
        pass
    return 0


if __name__ == "__main__":
    main()
