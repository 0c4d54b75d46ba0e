"""`supportctl priority` and `assign`: who works on a ticket, and how soon."""

from typing import Annotated

import typer

from supportctl.actions import people, tickets
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, Messages
from supportctl.cli.output import Format
from supportctl.cli.values import Priority, TicketArg
from supportctl.cli.work import Work
from supportctl.domain.markup import one_line
from supportctl.domain.schema import BY_NAME, Value, fault_of
from supportctl.errors import BadValue, EmptyText, Misused, Said

priority = typer.Typer(add_completion=False)
assign = typer.Typer(add_completion=False)


def set_fields(work: Work, ticket: str, values: dict[str, Value], message: list[str], fmt: Format) -> None:
    for name, value in values.items():
        wrong = fault_of(BY_NAME[name], value)
        if wrong:
            raise BadValue(name=name, value=value, reason=wrong)
    path = work.path(ticket)
    reason = one_line(" ".join(message))
    done = tickets.set_fields(work.desk, path, work.doing(), values=values, reason=reason)
    work.tell(done, fmt)
    if not done.new_events and not done.repeated:
        work.session.say("{id}: nothing to change", id=done.ticket.id)


@priority.command(
    "priority",
    epilog=examples(
        'supportctl priority 7f3k2 P1 -m "core business stopped for all users"',
        'supportctl priority 7f3k2 P3 -m "与客户确认，有替代方案"',
    ),
)
@changes
def change_priority(
    ctx: typer.Context,
    ticket: TicketArg,
    value: Annotated[Priority, typer.Argument(metavar="P1|P2|P3|P4", help="P1 is the highest.")],
    *,
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Raise or lower the priority, with the reason."""
    work = Work.at(ctx)
    if not message:
        asked = work.session.ask("reason for the new priority:", flag="-m REASON")
        if not asked:
            raise EmptyText(name="reason")
        message = [asked]
    set_fields(work, ticket, {"priority": value.value}, message, fmt)


@assign.command(
    "assign",
    epilog=examples(
        "supportctl assign 7f3k2 @me", "supportctl assign 7f3k2 bob --team crm-dev --ref CRM-1182"
    ),
)
@changes
def give_to(
    ctx: typer.Context,
    ticket: TicketArg,
    who: Annotated[
        str, typer.Argument(metavar="[WHO]", help="A person of the team, @me, or none.", show_default=False)
    ] = "",
    *,
    team: Annotated[str, typer.Option("--team", metavar="TEAM", help="The development team, or none.")] = "",
    ref: Annotated[str, typer.Option("--ref", metavar="REF", help="The number in the other tracker.")] = "",
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Give a ticket to a person, a development team or an outside expert."""
    work = Work.at(ctx)
    values: dict[str, Value] = {}
    if who:
        values["assignee"] = people.assignee(work.desk, who)
    if team:
        values["team"] = people.team(work.desk, team)
    if ref:
        values["ref"] = "" if ref in people.NOBODY else one_line(ref)
    if not values:
        way = Said("see {command} --help", command=ctx.command_path)
        raise Misused(problem=Said("give a person, --team or --ref"), way=way)
    set_fields(work, ticket, values, message, fmt)
