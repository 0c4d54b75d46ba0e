"""Who is at work: the name events carry, and the author of the commit."""

from supportctl.domain.event import actor_name
from supportctl.domain.ids import is_slug
from supportctl.domain.near import near
from supportctl.errors.command import UnknownValue
from supportctl.store import questions
from supportctl.store.desk import Desk
from supportctl.store.plan import Identity

NOBODY = ("none", "nobody", "-")


def recorder(desk: Desk, who: str) -> tuple[str, Identity | None]:
    """The actor's name, and the commit's author where that is not Git's own identity.

    The actor is a team slug found by mail address, else the Git name. Raises NoIdentity.
    """
    if who:
        member = desk.config.member(who)
        if member and member.email:
            return member.slug, Identity(member.name or member.slug, member.email)
        if desk.config.team and not member:
            raise _unknown(desk, "--as", who)
        return actor_name(who), None
    identity = questions.identity(desk.repository)
    member = desk.config.member_by_email(identity.email)
    return (member.slug if member else actor_name(identity.name)), None


def me(desk: Desk) -> str:
    """The slug that `@me` means: of the team, else of the mail address that Git knows."""
    name = recorder(desk, "")[0]
    if is_slug(name):
        return name
    local = questions.identity(desk.repository).email.partition("@")[0].lower()
    return local if is_slug(local) else name


def assignee(desk: Desk, who: str) -> str:
    """A person of the team, `@me`, or `none`; raises UnknownValue with the nearest name."""
    if who in NOBODY:
        return ""
    slug = me(desk) if who == "@me" else who
    if desk.config.team and desk.config.member(slug) is None:
        raise _unknown(desk, "assignee", slug)
    return slug


def team(desk: Desk, name: str) -> str:
    """A team of the desk, or `none`."""
    if name in NOBODY:
        return ""
    if desk.config.teams and name not in desk.config.teams:
        known = tuple(desk.config.teams)
        raise UnknownValue("team", name, known, *near(name, known))
    return name


def _unknown(desk: Desk, name: str, who: str) -> UnknownValue:
    known = tuple(member.slug for member in desk.config.team)
    return UnknownValue(name, who, known, *near(who, known))
