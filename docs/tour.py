"""A tour of supportctl in a scratch desk: `make demo`. The desk is left for looking around."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

IDENTITY = {"GIT_AUTHOR_NAME": "Alice Chen", "GIT_AUTHOR_EMAIL": "alice@example.com"}
IDENTITY |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in IDENTITY.items()}
COLOURS = sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m" if COLOURS else text


def chapter(text: str) -> None:
    print(f"\n{bold('# ' + text)}")


def run(desk: Path, command: str, *, expect: int = 0) -> str:
    """Show a command and run it; both streams are shown, the answer is returned."""
    print(f"{bold('$ ' + command)}", flush=True)
    colour = {"FORCE_COLOR": "1"} if COLOURS else {}
    done = subprocess.run(
        shlex.split(command),
        cwd=desk,
        env={**os.environ, **IDENTITY, **colour},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    sys.stdout.write(done.stdout)
    sys.stdout.flush()
    if done.returncode != expect:
        sys.exit(f"the tour stumbled: exit code {done.returncode}, expected {expect}")
    return done.stdout.strip()


def main() -> None:
    desk = Path(tempfile.mkdtemp(prefix="supportctl-desk-"))
    chapter("A folder becomes a desk")
    run(desk, "supportctl init")
    chapter("Two customers report a problem, one in Chinese, one in English")
    chinese = run(
        desk,
        "supportctl new 登录页报 500 错误 --customer acme --contact c-4h7k2 --product crm --release 5.2.1 "
        '--occurred "today 8:30" --urgency urgent -t login '
        '-m "升级到 5.2.1 后，所有用户登录失败，页面提示 500。" '
        '--error "java.sql.SQLException: connection pool exhausted" '
        '--environment "CentOS 7.9, Oracle 19c, Nginx 1.24"',
    ).splitlines()[0]
    english = run(
        desk,
        'supportctl new "Monthly report shows last month twice" --customer nordwind -p P4 --product reports '
        '-m "August stands in the July column as well, and the log says: connection refused."',
    ).splitlines()[0]
    chapter("The first one is worse than it looked: P3 becomes P1, with the reason on record")
    run(desk, f'supportctl priority {chinese} P1 -m "core business stopped for all users"')
    chapter("Work begins: first answer, assignment, and the way through the lifecycle")
    run(desk, f'supportctl reply {chinese} -m "您好，问题已收到，我们正在排查，一小时内给您答复。"')
    run(desk, f"supportctl assign {chinese} alice --team crm-dev")
    run(desk, f"supportctl accept {chinese}")
    run(desk, f"supportctl diagnose {chinese}")
    run(desk, f'supportctl note {chinese} -m "pool size is 20, the nightly job holds 18 of them"')
    chapter("A step that lacks something is refused, and says how to give it")
    run(desk, f"supportctl start {chinese}", expect=4)
    run(desk, f"supportctl edit {chinese} --category defect --impact core")
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
    run(desk, f'supportctl undo {chinese} -m "category not clear yet"')
    run(desk, "git show --stat --format=%s%n%n%b HEAD")
    print(f"\nThe desk stays at {desk}. Look around: cd {desk} && supportctl show {english}")


if __name__ == "__main__":
    main()
