"""`supportctl new`: a problem becomes a ticket."""

from pathlib import PurePosixPath
from typing import Annotated

import typer

from supportctl.actions import customers, find, people
from supportctl.actions.opening import Intake, open_ticket
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import Editor, FormatOption, Messages, TextFile, text_of
from supportctl.cli.output import Format
from supportctl.cli.values import Category, Channel, Impact, Priority, Urgency
from supportctl.cli.work import Work
from supportctl.domain.intake import lacking
from supportctl.domain.markup import one_line
from supportctl.domain.schema import BY_NAME, Value, fault_of
from supportctl.errors import BadValue, EmptyText

app = typer.Typer(add_completion=False)


@app.command(
    "new",
    epilog=examples(
        'supportctl new "Login page answers with error 500" --customer acme -p P2 -m "Nobody can log in."',
        'supportctl new "报表导出超时" --customer lanhai --channel hotline --product crm --urgency high',
    ),
)
@changes
def open_one(
    ctx: typer.Context,
    title: Annotated[
        str, typer.Argument(metavar="TITLE", help="The problem in one line.", show_default=False)
    ] = "",
    *,
    customer: Annotated[
        str, typer.Option("-c", "--customer", metavar="SLUG", help="Whose problem it is.")
    ] = "",
    contact: Annotated[str, typer.Option("--contact", metavar="SLUG", help="The customer's person.")] = "",
    priority: Annotated[Priority, typer.Option("-p", "--priority", help="P1 is the highest.")] = Priority.P3,
    channel: Annotated[Channel | None, typer.Option("--channel", help="The channel it came in by.")] = None,
    received: Annotated[
        str, typer.Option("--received", metavar="TIME", help="When it came in, if not now.")
    ] = "",
    occurred: Annotated[
        str, typer.Option("--occurred", metavar="TIME", help="When it happened to the customer.")
    ] = "",
    message: Messages,
    file: TextFile = "",
    edit: Editor = False,
    steps: Annotated[str, typer.Option("--steps", help="How to bring the problem about.")] = "",
    error: Annotated[str, typer.Option("--error", help="What the error message says.")] = "",
    environment: Annotated[str, typer.Option("--environment", help="Hardware and software it runs on.")] = "",
    urgency: Annotated[
        Urgency | None, typer.Option("--urgency", help="The customer's own view of it.")
    ] = None,
    category: Annotated[
        Category | None, typer.Option("--category", help="One of the five categories.")
    ] = None,
    impact: Annotated[Impact | None, typer.Option("--impact", help="What of the business it hits.")] = None,
    product: Annotated[str, typer.Option("--product", help="The product concerned.")] = "",
    module: Annotated[str, typer.Option("--module", help="The part of the product.")] = "",
    version: Annotated[str, typer.Option("--release", metavar="VERSION", help="The product's version.")] = "",
    assignee: Annotated[
        str, typer.Option("-a", "--assignee", metavar="WHO", help="Who takes it, or @me.")
    ] = "",
    follows_up: Annotated[
        str, typer.Option("--follows-up", metavar="TICKET", help="The closed ticket that it follows up.")
    ] = "",
    tag: Annotated[
        list[str], typer.Option("-t", "--tag", metavar="TAG", default_factory=list, help="A tag.")
    ],
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Open a ticket.

    What is not known yet may be left out; supportctl says what is missing before the ticket can be accepted.
    """
    work = Work.at(ctx)
    title = one_line(title or work.session.ask("title:", flag="TITLE"))
    if not title:
        raise EmptyText(name="title")
    customer = customers.resolve(work.desk, customer)
    contact = customers.resolve_contact(work.desk, customer, contact)
    symptom = ""
    if message or file or edit:
        symptom = text_of(work.session, message, file=file, edit=edit, name="description")
    links: tuple[str, ...] = ()
    if follows_up:
        links = (f"follows_up {PurePosixPath(find.ticket_path(work.desk, follows_up)).stem}",)
    values: dict[str, Value] = {
        "title": title,
        "priority": priority.value,
        "category": category or "",
        "impact": impact or "",
        "urgency": urgency or "",
        "customer": customer,
        "contact": contact,
        "channel": channel or "",
        "received": work.moment(received).isoformat(timespec="seconds") if received else "",
        "occurred": work.moment(occurred).isoformat(timespec="seconds") if occurred else "",
        "product": one_line(product),
        "module": one_line(module),
        "version": one_line(version),
        "assignee": people.assignee(work.desk, assignee) if assignee else "",
        "tags": tuple(dict.fromkeys(tag)),
        "links": links,
    }
    for name, value in values.items():
        wrong = fault_of(BY_NAME[name], value) if value else None
        if wrong:
            raise BadValue(name=name, value=value, reason=wrong)
    sections = {"symptom": symptom, "steps": steps, "error": error, "environment": environment}
    language = work.session.words.language
    done = open_ticket(work.desk, Intake(values, sections), work.doing(), language=language)
    if not done.diff:
        work.path(done.ticket.path)
    work.tell(done, fmt)
    missing = lacking(done.ticket)
    if missing and not done.repeated:
        work.session.say("still missing: {items}", items=work.session.list_of(missing))
