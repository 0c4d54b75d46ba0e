"""A tour of supportctl in a scratch desk: `make demo`. The desk is left for looking around."""

import codecs
import os
import pty
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

IDENTITY = {"GIT_AUTHOR_NAME": "Alice Chen", "GIT_AUTHOR_EMAIL": "alice@example.com"}
IDENTITY |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in IDENTITY.items()}
COLOURS = sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m" if COLOURS else text


def chapter(text: str) -> None:
    print(f"\n{bold('# ' + text)}")


def run(desk: Path, command: str, *, expect: int = 0) -> str:
    """Show a command and run it as at a terminal; gives what it printed."""
    print(f"{bold('$ ' + command)}", flush=True)
    ours, theirs = pty.openpty()
    env = {**os.environ, **IDENTITY, "COLUMNS": "110", "GIT_PAGER": "cat"} | (
        {} if COLOURS else {"NO_COLOR": "1"}
    )
    process = subprocess.Popen(
        shlex.split(command), cwd=desk, env=env, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    shown = "".join(read(ours)).replace("\r\n", "\n")
    sys.stdout.write(shown)
    if process.wait() != expect:
        sys.exit(f"the tour stumbled: exit code {process.returncode}, expected {expect}")
    return shown


def read(terminal: int) -> Iterator[str]:
    """What comes out of a terminal until its last user is gone, which Linux tells by an error."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            data = b""
        if not data:
            os.close(terminal)
            return
        yield decoder.decode(data)


def ticket_in(shown: str) -> str:
    return re.findall(r"T-\d{8}-[0-9A-Z]{5}", shown)[0]


def main() -> None:
    desk = Path(tempfile.mkdtemp(prefix="supportctl-desk-"))
    chapter("A folder becomes a desk")
    run(desk, "supportctl init")
    chapter("Two customers report a problem, one in Chinese, one in English")
    chinese = ticket_in(
        run(
            desk,
            "supportctl new '登录页报 500 错误' --customer acme --contact c-4h7k2 --product crm "
            '--release 5.2.1 --occurred "2h ago" --urgency urgent -t login '
            '-m "升级到 5.2.1 后，所有用户登录失败，页面提示 500。" '
            '--error "java.sql.SQLException: connection pool exhausted" '
            '--environment "CentOS 7.9, Oracle 19c, Nginx 1.24"',
        )
    )
    english = ticket_in(
        run(
            desk,
            'supportctl new "Monthly report shows last month twice" --customer nordwind -p P4 '
            '--product reports -m "August stands in the July column too; the log says: connection refused."',
        )
    )
    chapter("The first one is worse than it looked: P3 becomes P1, with the reason on record")
    run(desk, f'supportctl priority {chinese} P1 -m "core business stopped for all users"')
    chapter("Work begins: first answer, assignment, and the way through the lifecycle")
    run(desk, f'supportctl accept {chinese} -m "您好，问题已收到，我们正在排查，一小时内给您答复。"')
    run(desk, f"supportctl diagnose {chinese} -a alice --scope in --item defects")
    run(desk, f'supportctl note {chinese} -m "pool size is 20, the nightly job holds 18 of them"')
    chapter("A step that lacks something is refused, and says how to give it")
    run(desk, f"supportctl start {chinese}", expect=4)
    chapter("So it is given along: the evidence and the step are one commit")
    run(desk, f"supportctl start {chinese} --category defect --impact core --eta +4h --miss --team crm-dev")
    chapter("What is there, and what do we know about it")
    run(desk, "supportctl list")
    run(desk, "supportctl list priority:<=P2 is:open --json")
    run(desk, "supportctl search 登录")
    run(desk, 'supportctl search "connection refused"')
    chapter("The whole ticket, in Chinese")
    run(desk, f"supportctl show {chinese} --lang zh")
    chapter("Who changed what, and the commits that carried it")
    run(desk, f"supportctl history {chinese}")
    run(desk, "git log --oneline --graph")
    chapter("One step back: nothing is erased, a retraction is recorded")
    run(desk, f'supportctl undo {chinese} -m "the category is not clear yet"')
    run(desk, "git show --stat --format=%s%n%n%b HEAD")
    print(f"\nThe desk stays at {desk}. Look around: cd {desk} && supportctl show {english}")


if __name__ == "__main__":
    main()
