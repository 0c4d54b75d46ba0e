"""`supportctl new`: a problem becomes a ticket."""

import secrets
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Annotated

import typer

from supportctl.actions import customers, find, intake_draft, people, replies
from supportctl.actions.change import Done
from supportctl.actions.opening import Intake, open_ticket
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import Editor, FormatOption, Messages, TextFile, text_of
from supportctl.cli.output import Format
from supportctl.cli.values import Category, Channel, Impact, Priority, Urgency
from supportctl.cli.work import Work
from supportctl.domain.intake import lacking
from supportctl.domain.markup import one_line
from supportctl.domain.schema import BY_NAME, SECTIONS, TICKETS, Value, fault_of
from supportctl.domain.ticket import Ticket
from supportctl.errors.command import BadValue, EmptyText
from supportctl.store import codec

_OWN = "## "
"""Before the name of a section that is the desk's own, which must not pass for a field."""
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
    recover: Annotated[
        bool, typer.Option("--recover", help="Go on with the answers of a new that failed.")
    ] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Open a ticket.

    Without a TITLE a person is asked: who, what, where it runs, and how urgent the customer finds it; then
    sees the file before it is written.

    -e opens the editor with the template skeleton-ticket, or the category's; its prompts are no content.

    What is not known yet may be left out; supportctl says what is missing before the ticket can be accepted.
    """
    work = Work.at(ctx)
    symptom = ""
    if message or file:
        symptom = text_of(work.session, message, file=file, edit=False, name="description")
    links: tuple[str, ...] = ()
    if follows_up:
        links = (f"follows_up {PurePosixPath(find.ticket_path(work.desk, follows_up)).stem}",)
    given = {
        "customer": customers.resolve(work.desk, customer),
        "contact": contact,
        "title": one_line(title),
        "symptom": symptom,
        "occurred": work.moment(occurred).isoformat(timespec="seconds") if occurred else "",
        "steps": steps,
        "error": error,
        "environment": environment,
        "urgency": urgency or "",
        "product": one_line(product),
        "version": one_line(version),
    }
    if recover:
        given = intake_draft.kept(work.desk) | {name: value for name, value in given.items() if value}
    others: dict[str, Value] = {
        "priority": priority.value,
        "category": category or "",
        "impact": impact or "",
        "channel": channel or "",
        "received": work.moment(received).isoformat(timespec="seconds") if received else "",
        "module": one_line(module),
        "assignee": people.assignee(work.desk, assignee) if assignee else "",
        "tags": tuple(dict.fromkeys(tag)),
        "links": links,
    }
    try:
        if edit:
            given |= _written(work, given, others)
        done = _opened(work, given, others, asking=recover or not given["title"])
    except BaseException:
        # Whatever stopped it, an interruption too: nobody types a page twice.
        if any(given[name] for name in given if name in SECTIONS) or work.session.interactive:
            intake_draft.keep(work.desk, given)
            work.session.say("your answers are kept; supportctl new --recover goes on with them")
        raise
    if not done.diff:
        intake_draft.forget(work.desk)
        find.remember(work.desk, done.ticket.path)
    work.tell(done, fmt)
    missing = lacking(done.ticket)
    if missing and not done.repeated:
        work.session.say("still missing: {items}", items=work.session.list_of(missing))


def _opened(work: Work, given: dict[str, str], others: dict[str, Value], *, asking: bool) -> Done:
    """The ticket of what was given; a person is asked for the rest, and sees the file before it stands."""
    asking = asking and work.session.interactive
    if asking:
        # Here, because few tickets are opened in conversation.
        from supportctl.cli.interview import Interview  # noqa: PLC0415

        Interview(work, given).hold()
    given["title"] = given.get("title", "") or one_line(work.session.ask("title:", flag="TITLE"))
    if not given["title"]:
        raise EmptyText(name="title")
    given["contact"] = customers.resolve_contact(
        work.desk, given.get("customer", ""), given.get("contact", "")
    )
    values = others | {name: value for name, value in given.items() if name in BY_NAME}
    for name, value in values.items():
        wrong = fault_of(BY_NAME[name], value) if value else None
        if wrong:
            raise BadValue(name=name, value=value, reason=wrong)
    intake = Intake(values, _sections(given))
    if work.session.attended:
        _tell_alike(work, given)
    language = work.session.words.language
    doing = work.doing()
    if asking and not doing.dry_run:
        # One key for the look and for the deed, so that both have the same ID.
        doing = replace(doing, operation=doing.operation or secrets.token_hex(16))
        shown = open_ticket(work.desk, intake, replace(doing, dry_run=True), language=language)
        work.session.preview(codec.dump(shown.ticket, language).decode())
        work.session.confirm("open this ticket? (y/n)", flag="--no-input")
    return open_ticket(work.desk, intake, doing, language=language)


def _written(work: Work, given: dict[str, str], others: dict[str, Value]) -> dict[str, str]:
    """What the person writes below the headings of the skeleton; a section they emptied is empty."""
    # Here, because few runs open an editor and it needs temporary files and processes.
    from supportctl.cli.skeletons import asked  # noqa: PLC0415

    # Before a page is written, not after it: who is not known is said, and the language is the contact's.
    given["contact"] = customers.resolve_contact(
        work.desk, given.get("customer", ""), given.get("contact", "")
    )
    ticket = Ticket(
        path="", fields={name: value for name, value in (given | others).items() if name in BY_NAME}
    )
    found = asked(
        work,
        TICKETS,
        {name: text for name, text in _sections(given).items() if text},
        language=replies.language_of(work.desk, ticket, work.session.words.language),
        category=ticket.text("category"),
        ticket=ticket,
    )
    own = {f"{_OWN}{name}": text for name, text in found.items() if name not in SECTIONS}
    return {name: found.get(name, "") for name in SECTIONS} | own


def _sections(given: dict[str, str]) -> dict[str, str]:
    own = {name.removeprefix(_OWN): text for name, text in given.items() if name.startswith(_OWN)}
    return {name: given.get(name, "") for name in SECTIONS} | own


def _tell_alike(work: Work, given: dict[str, str]) -> None:
    """Before the ticket stands: somebody may have solved it, or be at it."""
    # Here, because scripts open tickets as well, and the index is a lot to load for a hint.
    from supportctl.actions.suggest import Problem  # noqa: PLC0415
    from supportctl.cli import likes  # noqa: PLC0415

    text = "\n".join(given.get(name, "") for name in ("symptom", "error", "steps", "environment"))
    likes.tell(work, Problem(title=given["title"], text=text, product=given.get("product", "")))
