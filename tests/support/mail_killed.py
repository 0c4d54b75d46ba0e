"""supportctl, killed right before one of its steps: `python -m tests.support.mail_killed STEP ARGUMENT...`.

A step is a process, a connection, or anything that changes the disk, seen as a Python audit event. With 0
nothing dies, and the number of steps is the last line of standard error.
"""

import os
import signal
import sys

from supportctl.__main__ import main

STEPS = ("subprocess.Popen", "socket.connect", "os.rename", "os.link", "os.remove", "os.mkdir", "os.truncate")
_steps = 0


def die_at(last: int) -> None:
    def watch(event: str, args: tuple[object, ...]) -> None:
        global _steps  # noqa: PLW0603
        writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        if event in STEPS or writes:
            _steps += 1
            if _steps == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


if __name__ == "__main__":
    die_at(int(sys.argv[1]))
    code = main(sys.argv[2:])
    sys.stderr.write(f"{_steps}\n")
    sys.exit(code)
