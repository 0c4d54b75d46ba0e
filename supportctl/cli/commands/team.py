"""`supportctl team ...`: the people who work here."""

from typing import Annotated

import typer

from supportctl.actions import team
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.values import TeamRole
from supportctl.cli.work import Work
from supportctl.domain.markup import one_line
from supportctl.render import people as shown
from supportctl.render.table import Row
from supportctl.store.config import Member

app = typer.Typer(
    add_completion=False,
    help="The people who work here, by their short names.",
    epilog=examples(
        "supportctl team list", 'supportctl team add alice "Alice Chen" --email alice@example.com'
    ),
)


@app.command("list", epilog=examples("supportctl team list", "supportctl team list --json"))
def list_team(ctx: typer.Context, *, fmt: FormatOption = Format.AUTO) -> None:
    """List the people of the team."""
    work = Work.at(ctx)
    work.session.show("team", shown.TEAM, [_row(member) for member in work.desk.config.team], fmt)
    if not work.desk.config.team:
        work.session.say("nobody yet; add somebody with: supportctl team add SLUG NAME --email ADDRESS")


@app.command(
    "add",
    epilog=examples(
        'supportctl team add alice "Alice Chen" --email alice@example.com --role lead',
        "supportctl team add wang 王伟 --email wang@example.com --group crm-dev --role developer",
    ),
)
@changes
def add(
    ctx: typer.Context,
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The short name that events carry.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person's name.")],
    *,
    email: Annotated[
        str, typer.Option("--email", metavar="ADDRESS", help="The address Git knows the person by.")
    ] = "",
    role: Annotated[TeamRole, typer.Option("--role", help="What the person does here.")] = TeamRole.ENGINEER,
    group: Annotated[str, typer.Option("--group", metavar="TEAM", help="The team the person is in.")] = "",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Add a person to the team; supportctl.yaml keeps its comments."""
    work = Work.at(ctx)
    member = Member(slug, one_line(name), one_line(email), role.value, one_line(group))
    done = team.add(work.desk, member, work.doing())
    if done.diff:
        work.session.answer(done.diff)
        return
    if fmt is Format.AUTO:
        work.session.answer(slug)
    else:
        work.session.show("team", shown.TEAM, [_row(member)], fmt)
    if not done.changed:
        work.session.say("{id}: nothing to change", id=slug)
    elif not done.commit:
        work.session.say("written to {path}, not committed", path=done.path)
    if done.pending:
        work.session.warn("committed, but not all is cleaned up: {reason}", reason=done.pending)


def _row(member: Member) -> Row:
    return {
        "slug": member.slug,
        "name": member.name,
        "email": member.email,
        "role": member.role,
        "group": member.group,
    }
