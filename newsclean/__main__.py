"""The entry: file names alone are cleaned at once; anything with options goes to the option parser."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command and exit with its status: 0, 1, 2, 3 or 130."""
    arguments = sys.argv[1:]
    try:
        if all(argument == "-" or not argument.startswith("-") for argument in arguments) and len(arguments) < 2:
            from newsclean.command import run_one

            status = run_one(arguments[0] if arguments else "-")
        else:
            from newsclean.cli import run

            status = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        status = _closed_pipe()
    except KeyboardInterrupt:
        status = 130
    except OSError as error:
        print(f"newsclean: standard output cannot be written: {error.strerror or error}", file=sys.stderr)
        status = _closed_pipe() or 3
    sys.exit(status)


def _closed_pipe() -> int:
    """The reader has gone: point stdout at nothing, so that the interpreter's last flush says nothing either."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except OSError:
        pass
    return 0


if __name__ == "__main__":
    main()
