"""The people of the desk: a person more in supportctl.yaml, everything else in it untouched."""

from supportctl.actions.change import Doing
from supportctl.actions.record import Recorded, record
from supportctl.domain.ids import is_slug
from supportctl.domain.markup import one_line
from supportctl.errors import Said
from supportctl.errors.command import BadValue
from supportctl.errors.desk import ConfigBroken
from supportctl.errors.people import MemberExists
from supportctl.store import config, yaml_edit
from supportctl.store.config import Member
from supportctl.store.desk import Desk


def add(desk: Desk, member: Member, doing: Doing) -> Recorded:
    """A new person; the same one again changes nothing, another under that name is refused."""
    if not is_slug(member.slug):
        reason = Said("it must be a short name of a-z, 0-9, -, _ and .")
        raise BadValue(name="SLUG", value=member.slug, reason=reason)
    values = {"name": member.name, "email": member.email, "role": member.role, "group": member.group}

    def added(text: str | None) -> str:
        known, _ = config.read(text or "")
        held = known.member(member.slug)
        if held == member:
            return text or ""
        if held is not None:
            raise MemberExists(slug=member.slug, name=held.name or held.slug)
        other = known.member_by_email(member.email)
        if other is not None:
            raise MemberExists(slug=other.slug, name=member.email)
        given = {key: one_line(value) for key, value in values.items() if value}
        new = yaml_edit.put(text or "", config.NAME, ("team", member.slug), given, flow=True)
        _, findings = config.read(new)
        errors = tuple(finding.told for finding in findings if finding.is_error)
        if errors:
            raise ConfigBroken(errors)
        return new

    return record(
        desk, config.NAME, doing, subject=f"supportctl: add {member.slug} to the team", change=added
    )
