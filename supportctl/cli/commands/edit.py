"""`supportctl edit`: the fields of a ticket, by flags or in the editor."""

from typing import Annotated

import typer

from supportctl.actions import customers, fields, people
from supportctl.cli.changing import changes
from supportctl.cli.commands.fields import set_fields
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, Messages, exclusive
from supportctl.cli.output import Format
from supportctl.cli.values import Category, Difficulty, Impact, Priority, TicketArg, Urgency
from supportctl.cli.work import Work
from supportctl.domain.markup import one_line
from supportctl.domain.schema import Value
from supportctl.errors import Said
from supportctl.errors.command import EmptyText, Misused
from supportctl.errors.desk import HandEdited
from supportctl.store.tree import reading

app = typer.Typer(add_completion=False)


@app.command(
    "edit",
    epilog=examples(
        "supportctl edit 7f3k2 --category defect --impact core",
        'supportctl edit 7f3k2 --title "Login page answers with error 500" --release 5.2.1',
        'supportctl edit 7f3k2 --environment "CentOS 7.9, Oracle 19c"',
        "supportctl edit 7f3k2 -e",
    ),
)
@changes
def edit_fields(
    ctx: typer.Context,
    ticket: TicketArg,
    *,
    title: Annotated[str | None, typer.Option("--title", help="The one line that names the problem.")] = None,
    priority: Annotated[Priority | None, typer.Option("--priority", help="P1 is the highest.")] = None,
    category: Annotated[
        Category | None, typer.Option("--category", help="One of the five categories.")
    ] = None,
    impact: Annotated[
        Impact | None, typer.Option("--impact", help="What of the customer's business it hits.")
    ] = None,
    urgency: Annotated[
        Urgency | None, typer.Option("--urgency", help="The customer's own view of it.")
    ] = None,
    difficulty: Annotated[
        Difficulty | None, typer.Option("--difficulty", help="How hard it is to solve.")
    ] = None,
    customer: Annotated[
        str | None, typer.Option("--customer", metavar="SLUG", help="Whose ticket it is.")
    ] = None,
    contact: Annotated[
        str | None, typer.Option("--contact", metavar="SLUG", help="The customer's person.")
    ] = None,
    product: Annotated[str | None, typer.Option("--product", help="The product concerned.")] = None,
    module: Annotated[str | None, typer.Option("--module", help="The part of the product.")] = None,
    version: Annotated[
        str | None, typer.Option("--release", metavar="VERSION", help="The product's version.")
    ] = None,
    assignee: Annotated[
        str | None, typer.Option("--assignee", metavar="WHO", help="A person of the team, @me, or none.")
    ] = None,
    team: Annotated[
        str | None, typer.Option("--team", metavar="TEAM", help="The development team, or none.")
    ] = None,
    ref: Annotated[
        str | None, typer.Option("--ref", metavar="REF", help="The number in the other tracker.")
    ] = None,
    eta: Annotated[
        str | None, typer.Option("--eta", metavar="TIME", help="When it is promised to be solved.")
    ] = None,
    cause: Annotated[str | None, typer.Option("--cause", help="The root cause, once it is known.")] = None,
    tags: Annotated[
        str | None, typer.Option("--tags", metavar="TAG,...", help="All tags it is to have.")
    ] = None,
    symptom: Annotated[str | None, typer.Option("--symptom", help="What the customer sees.")] = None,
    steps: Annotated[str | None, typer.Option("--steps", help="How to bring the problem about.")] = None,
    error: Annotated[str | None, typer.Option("--error", help="What the error message says.")] = None,
    environment: Annotated[
        str | None, typer.Option("--environment", help="Hardware and software it runs on.")
    ] = None,
    message: Messages,
    editor: Annotated[
        bool, typer.Option("-e", "--edit", help="Edit fields and sections in your editor.")
    ] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Change fields of a ticket; an empty value takes the field away.

    With -e the fields and the sections open in your editor; each that you change is recorded as an event.
    An edit you made in the file by hand, and did not commit, is recorded in the same way by --adopt.
    """
    plain = {
        "title": title,
        "priority": priority,
        "category": category,
        "impact": impact,
        "urgency": urgency,
        "difficulty": difficulty,
        "product": product,
        "module": module,
        "version": version,
        "ref": ref,
        "cause": cause,
    }
    values: dict[str, Value] = {
        name: one_line(str(value)) for name, value in plain.items() if value is not None
    }
    if not values.get("title", "title"):
        raise EmptyText(name="title")
    work = Work.at(ctx)
    if priority and not message:
        message = [work.session.ask("reason for the new priority:", flag="-m REASON")]
    if assignee is not None:
        values["assignee"] = people.assignee(work.desk, assignee) if assignee else ""
    if team is not None:
        values["team"] = people.team(work.desk, team) if team else ""
    if eta is not None:
        values["eta"] = work.moment(eta).isoformat(timespec="seconds") if eta else ""
    if tags is not None:
        values["tags"] = tuple(dict.fromkeys(part.strip() for part in tags.split(",") if part.strip()))
    values |= _whose(work, ticket, customer, contact)
    told = {"symptom": symptom, "steps": steps, "error": error, "environment": environment}
    sections = {name: text for name, text in told.items() if text is not None}
    adopting = work.session.wishes.change.adopt
    if editor and (values or sections or adopting):
        other = "--adopt" if adopting else f"--{next(iter((*values, *sections)))}"
        raise exclusive("-e", other, command=ctx.command_path)
    if editor:
        _in_editor(work, ticket, fmt)
        return
    if not values and not sections and not adopting:
        way = Said("see {command} --help", command=ctx.command_path)
        raise Misused(problem=Said("say which field to change"), way=way)
    set_fields(work, ticket, values, message, fmt, sections=sections)


def _whose(work: Work, ticket: str, customer: str | None, contact: str | None) -> dict[str, Value]:
    """The customer and the contact, who is one of the customer's; each only if it was given."""
    found: dict[str, Value] = {}
    if customer is not None:
        found["customer"] = customers.resolve(work.desk, customer)
    if contact is not None:
        held = work.desk.read(work.path(ticket)).ticket
        whose = customer if customer is not None else held.text("customer") if held else ""
        found["contact"] = customers.resolve_contact(work.desk, whose, contact)
    return found


def _in_editor(work: Work, ticket: str, fmt: Format) -> None:
    # Here, because few runs open an editor and it needs temporary files and processes.
    from supportctl.cli.editor import edited  # noqa: PLC0415

    path = work.path(ticket)
    doing = work.doing()
    shown = work.desk.read(path).text
    if doing.commit:
        with reading(work.desk.repository) as base:
            if (base.read(path) or b"").replace(b"\r\n", b"\n") != shown.replace("\r\n", "\n").encode():
                raise HandEdited(path=path)
    text = edited(work.session, fields.editable(shown, path))
    if not text:
        raise EmptyText(name="text")
    done = fields.rewrite(work.desk, path, doing, shown=shown, edited=text)
    work.tell(done, fmt)
    if not done.new_events and not done.commit and not done.diff:
        work.session.say("{id}: nothing to change", id=done.ticket.id)
