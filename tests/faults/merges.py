"""A merge driver that dies: Git takes what it leaves, so that must never be one side without a mark."""

from collections.abc import Iterator
from pathlib import Path

from tests.faults.desks import Desk
from tests.faults.runs import Fault, run

NEVER = 1_000_000


def half_merged(desk: Desk, room: Path, *planted: str) -> Iterator[str]:
    """Two people wrote to one ticket; the driver dies at every step after its first word in the file."""
    sides = {}
    for who in ("ours", "theirs"):
        side = desk.copy(room / who)
        assert run(side.top, "note", side.ids[0], "-m", f"from {who}").code == 0
        sides[who] = side.path(0).read_text()
    files = [room / name for name in ("base.md", "ours.md", "theirs.md")]
    words = ("git", "merge-driver", *map(str, files), str(desk.path(0).relative_to(desk.top)))

    def dies(step: int) -> tuple[list[str], str]:
        for file, text in zip(files, (desk.path(0).read_text(), sides["ours"], sides["theirs"]), strict=True):
            file.write_text(text)
        ran = run(desk.top, *words, fault=Fault(step=step, planted=planted))
        return ran.out.splitlines(), files[1].read_text()

    steps, merged = dies(NEVER)
    if "from ours" not in merged or "from theirs" not in merged:
        yield "a side is lost"
    first = next(number for number, step in enumerate(steps) if step.startswith("os.rename"))
    for step in range(first + 2, len(steps) + 1):
        _, text = dies(step)
        if text != merged and "<<<<<<<" not in text:
            yield f"one side without a mark, dead at {steps[step - 1]}"
