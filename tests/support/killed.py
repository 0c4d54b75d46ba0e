"""The merge driver, killed right before one of its steps: `killed STEP BASE OURS THEIRS PATH`.

A step is anything that opens or changes a file, seen as a Python audit event; 0 is before the first.
"""

import os
import signal
import sys

from supportctl.cli.driver import merge_driver

STEPS = ("open", "os.rename", "os.link", "os.remove", "os.truncate", "os.mkdir")


def die_at(last: int) -> None:
    steps = 0

    def watch(event: str, args: tuple[object, ...]) -> None:
        nonlocal steps
        if event in STEPS:
            steps += 1
            if steps == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


if __name__ == "__main__":
    step = int(sys.argv[1])
    if not step:
        os.kill(os.getpid(), signal.SIGKILL)
    die_at(step)
    sys.exit(merge_driver(sys.argv[2:]))
