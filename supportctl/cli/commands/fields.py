"""`supportctl priority` and `assign`: who works on a ticket, and how soon."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

import typer

from supportctl.actions import fields, people, tickets
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, Messages
from supportctl.cli.output import Format
from supportctl.cli.values import Priority, TicketArg
from supportctl.cli.work import Work
from supportctl.domain.evidence import Record
from supportctl.domain.markup import one_line
from supportctl.domain.priority import suggested
from supportctl.domain.schema import BY_NAME, Value, fault_of
from supportctl.errors import Said
from supportctl.errors.command import BadValue, EmptyText, Misused
from supportctl.errors.desk import BrokenFiles
from supportctl.render.table import Column

priority = typer.Typer(add_completion=False)
assign = typer.Typer(add_completion=False)
NOTHING: Mapping[str, str] = MappingProxyType({})


def set_fields(
    work: Work,
    ticket: str,
    values: dict[str, Value],
    message: list[str],
    fmt: Format,
    *,
    sections: Mapping[str, str] = NOTHING,
) -> None:
    for name, value in values.items():
        wrong = fault_of(BY_NAME[name], value)
        if wrong:
            raise BadValue(name=name, value=value, reason=wrong)
    path = work.path(ticket)
    reason = one_line(" ".join(message))
    doing = work.doing()
    if sections:
        done = fields.write_sections(work.desk, path, doing, texts=sections, values=values, reason=reason)
    else:
        done = tickets.set_fields(work.desk, path, doing, values=values, reason=reason)
    work.tell(done, fmt)
    if not done.new_events and not done.repeated:
        work.session.say("{id}: nothing to change", id=done.ticket.id)


@priority.command(
    "priority",
    epilog=examples(
        'supportctl priority 7f3k2 P1 -m "core business stopped for all users"',
        'supportctl priority 7f3k2 P3 -m "与客户确认，有替代方案"',
        "supportctl priority 7f3k2",
    ),
)
@changes
def change_priority(
    ctx: typer.Context,
    ticket: TicketArg,
    value: Annotated[
        Priority | None,
        typer.Argument(metavar="[P1|P2|P3|P4]", help="P1 is the highest.", show_default=False),
    ] = None,
    *,
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Raise or lower the priority, with the reason.

    Without a value it shows which one impact and urgency suggest, and whether the customer confirmed it.
    """
    work = Work.at(ctx)
    if value is None:
        _suggest(work, ticket, fmt)
        return
    if not message:
        asked = work.session.ask("reason for the new priority:", flag="-m REASON")
        if not asked:
            raise EmptyText(name="reason")
        message = [asked]
    set_fields(work, ticket, {"priority": value.value}, message, fmt)


SUGGESTION = (
    Column(key="id", header="ID"),
    Column(key="impact", header="IMPACT"),
    Column(key="urgency", header="URGENCY"),
    Column(key="difficulty", header="DIFFICULTY"),
    Column(key="suggested", header="SUGGESTED"),
    Column(key="priority", header="PRIORITY"),
    Column(key="confirmed", header="CONFIRMED"),
)


def _suggest(work: Work, wanted: str, fmt: Format) -> None:
    reading = work.desk.read(work.path(wanted))
    ticket = reading.ticket
    if ticket is None:
        raise BrokenFiles(tuple(finding.told for finding in reading.findings))
    impact, urgency = ticket.text("impact"), ticket.text("urgency")
    best = suggested(impact, urgency)
    confirmed = Record.of(ticket, work.desk.config.workflow).is_priority_confirmed
    row = {name: ticket.text(name) for name in ("id", "impact", "urgency", "difficulty", "priority")}
    answer = {**row, "suggested": best, "confirmed": "yes" if confirmed else "no"}
    work.session.show("priority", SUGGESTION, [answer], fmt)
    values = {"id": ticket.id, "impact": impact, "urgency": urgency, "suggested": best}
    if not best:
        work.session.say(
            "no suggestion without impact and urgency: "
            "supportctl edit {id} --impact IMPACT --urgency URGENCY",
            id=ticket.id,
        )
    elif best == ticket.priority:
        work.session.say("impact {impact} and urgency {urgency} suggest {suggested}, which it has", **values)
    else:
        work.session.say(
            "impact {impact} and urgency {urgency} suggest {suggested}: "
            "supportctl priority {id} {suggested} -m REASON",
            **values,
        )


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
