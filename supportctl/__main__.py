"""`supportctl`, `sctl` and `python -m supportctl`."""

import sys
from collections.abc import Sequence

from supportctl import __version__


def main(argv: Sequence[str] | None = None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    # The imports stand here because what is asked most often needs no parser: lists, searches, tickets,
    # the version, the names that the Tab key completes. Git asks even more often.
    if arguments == ["--version"]:
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
    sys.exit(main())
