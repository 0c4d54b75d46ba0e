"""`supportctl`, `sctl` and `python -m supportctl`."""

import gc
import os
import sys
from collections.abc import Sequence

from supportctl import __version__

_MANY = 100_000


def start() -> None:
    """The program. It ends at once: to take three hundred modules down is a tenth of a short run.

    It makes few cycles, and to look for them as often as Python does is a tenth of a long answer.
    """
    gc.set_threshold(_MANY)
    try:
        code = main()
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except OSError as error:
        # Here, because it is the whole road that knows what to say then.
        from supportctl.cli.run import unwritten  # noqa: PLC0415

        code = unwritten(error)
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    # The imports stand here because what is asked most often needs no parser: lists, searches, tickets,
    # the version, the names that the Tab key completes. Git asks even more often.
    if arguments == ["--version"] and sys.stdout:
        sys.stdout.write(f"supportctl {__version__}\n")
        return 0
    if arguments[:1] == ["__complete"]:
        from supportctl.cli.complete import complete  # noqa: PLC0415

        return complete(arguments[1:])
    if arguments[:2] == ["git", "merge-driver"]:
        from supportctl.cli.driver import merge_driver  # noqa: PLC0415

        return merge_driver(arguments[2:])
    if arguments[:1] in (["list"], ["search"], ["show"]):
        from supportctl.cli.road import short  # noqa: PLC0415

        done = short(arguments)
        if done is not None:
            return done
    from supportctl.cli.run import run  # noqa: PLC0415

    return run(arguments)


if __name__ == "__main__":
    start()
