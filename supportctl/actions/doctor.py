"""Is this desk well? Each examination says what it saw and, where something is off, what mends it."""

import platform
from collections.abc import Iterator

from supportctl.actions import gitscale, gitsetup
from supportctl.actions.setup import ATTRIBUTES
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.merge import decided
from supportctl.domain.replay import differences
from supportctl.errors import Said, SupportctlError
from supportctl.store import files, index, lost, questions
from supportctl.store.catalog import Catalog
from supportctl.store.desk import Desk

OLDEST_GIT = (2, 36)
GOOD, WARNING, BAD = "ok", "warning", "bad"


@frozen
class Examined:
    """One examination: its name, what came of it, what was seen, how to mend it."""

    name: str
    state: str
    seen: Said
    fix: Said | None = None


def examine(desk: Desk) -> tuple[Examined, ...]:
    return (
        _python(),
        _git(desk),
        _identity(desk),
        _repository(desk),
        _attributes(desk),
        _driver(desk),
        *_scale(desk),
        *_lost(desk),
        _tickets(desk),
        *_disagreements(desk),
    )


def _python() -> Examined:
    return Examined("python", GOOD, Said("Python {version}", version=platform.python_version()))


def _git(desk: Desk) -> Examined:
    version = questions.version(desk.repository)
    shown = ".".join(map(str, version))
    if version < OLDEST_GIT:
        fix = Said("install Git {version} or newer", version=".".join(map(str, OLDEST_GIT)))
        return Examined(
            "git", WARNING, Said("Git {version} does not flush what it writes", version=shown), fix
        )
    return Examined("git", GOOD, Said("Git {version}", version=shown))


def _identity(desk: Desk) -> Examined:
    try:
        who = questions.identity(desk.repository)
    except SupportctlError as error:
        return Examined("identity", BAD, error.said, error.way_out)
    member = desk.config.member_by_email(who.email)
    if desk.config.team and member is None:
        fix = Said("add {email} to team: in supportctl.yaml", email=who.email)
        return Examined("identity", WARNING, Said("{email} is nobody of the team", email=who.email), fix)
    name = member.slug if member else who.name
    return Examined("identity", GOOD, Said("{name}, {email}", name=name, email=who.email))


def _repository(desk: Desk) -> Examined:
    try:
        head = desk.repository.writable_head()
    except SupportctlError as error:
        return Examined("repository", BAD, error.said, error.way_out)
    return Examined("repository", GOOD, Said("on the branch {branch}", branch=head.branch))


def _attributes(desk: Desk) -> Examined:
    path = desk.root / ".gitattributes"
    lines = files.read(path).decode(errors="replace").splitlines() if path.exists() else []
    if all(line in lines for line in ATTRIBUTES):
        return Examined("attributes", GOOD, Said("line ends are kept"))
    return Examined(
        "attributes", WARNING, Said(".gitattributes lacks the desk's lines"), Said("supportctl init")
    )


def _driver(desk: Desk) -> Examined:
    if gitsetup.is_installed(desk):
        return Examined("merging", GOOD, Said("Git merges tickets with supportctl"))
    seen = Said("this clone's Git merges tickets as any text: every change on both sides conflicts")
    return Examined("merging", WARNING, seen, Said("supportctl git install"))


def _scale(desk: Desk) -> Iterator[Examined]:
    """What a big desk asks of Git; a small one is not bothered with it."""
    seen = gitscale.size(desk.repository)
    if seen.files >= gitscale.MANY_FILES:
        split = index.is_split(desk.repository)
        fix = None if split else Said("supportctl git install")
        told = Said("{count} files in an index in two parts", count=seen.files)
        slow = Said("{count} files in an index of one piece: every commit writes it whole", count=seen.files)
        yield Examined("index", GOOD if split else WARNING, told if split else slow, fix)
    if seen.commits >= gitscale.MANY_COMMITS:
        numbers = {"count": seen.commits, "missing": seen.missing}
        if seen.is_behind:
            slow = Said(
                "{missing} of {count} commits are not in the commit graph: history is slow", **numbers
            )
            if not seen.missing:
                slow = Said("the commit graph does not know the paths of {count} commits", **numbers)
            yield Examined("history", WARNING, slow, Said("supportctl doctor --fix"))
        else:
            told = Said("{count} commits, {missing} of them not in the commit graph yet", **numbers)
            yield Examined("history", GOOD, told)


def _lost(desk: Desk) -> Iterator[Examined]:
    for loss in lost.losses(desk.repository):
        events = ", ".join(f"#{one}" for one in loss.events)
        seen = Said("{path}: {commit} lost {events}", path=loss.path, commit=loss.commit[:10], events=events)
        yield Examined("merging", BAD, seen, Said("supportctl doctor --fix"))


def _tickets(desk: Desk) -> Examined:
    with Catalog.open(desk.repository, desk.config.workflow.types) as catalog:
        findings = catalog.refresh()
        count = len(catalog.ids())
    errors: list[Finding] = [finding for finding in findings if finding.is_error]
    if errors:
        files_hit = len({finding.path for finding in errors})
        seen = Said("{count} tickets, {broken} files cannot be read", count=count, broken=files_hit)
        return Examined("tickets", BAD, seen, Said("supportctl list"))
    return Examined("tickets", GOOD, Said("{count} tickets", count=count))


def _disagreements(desk: Desk) -> Iterator[Examined]:
    """Tickets whose front matter is not what their timeline amounts to: a hand edit, or a bad merge."""
    for found in files.walk(desk.root, "tickets"):
        if not found.path.endswith(".md") or found.kind != "file":
            continue
        ticket = desk.read(found.path).ticket
        if ticket is None:
            continue
        for one in decided(ticket.events):
            seen = Said("{path}: a merge decided {name}", path=found.path, name=one.name)
            yield Examined("timeline", WARNING, seen, Said("supportctl check {path}", path=found.path))
        for name, held, told in differences(ticket):
            seen = Said(
                "{path}: {name} is {held}, but the timeline says {told}",
                path=found.path,
                name=name,
                held=held or "-",
                told=told or "-",
            )
            yield Examined("timeline", WARNING, seen, Said("git checkout -- {path}", path=found.path))
