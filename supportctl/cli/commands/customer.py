"""`supportctl customer ...`: who the customers are, whom one talks to, what their contracts say."""

from datetime import date
from typing import Annotated

import typer

from supportctl.actions import customers, erasure
from supportctl.actions.customers import Edit
from supportctl.actions.record import Recorded
from supportctl.cli.changing import changes
from supportctl.cli.commands import health
from supportctl.cli.help import examples
from supportctl.cli.options import Editor, FormatOption, exclusive
from supportctl.cli.output import Format
from supportctl.cli.values import Rhythm, SpokenLanguage
from supportctl.cli.work import Work
from supportctl.domain.customer import SCOPE
from supportctl.domain.markup import one_line
from supportctl.errors import Said
from supportctl.errors.command import BadValue, Misused, UnknownValue
from supportctl.render import people as shown
from supportctl.store import customers as stored
from supportctl.store.yaml_edit import Content

app = typer.Typer(
    add_completion=False,
    help="Customers: their names, their people, their contracts.",
    epilog=examples('supportctl customer new acme "Acme Corp"', "supportctl customer show acme"),
)

app.add_typer(health.app)

Slug = Annotated[str, typer.Argument(metavar="SLUG", help="The customer's short name.")]
NameEn = Annotated[str | None, typer.Option("--name-en", metavar="NAME", help="The name in English.")]
ContactName = Annotated[
    str | None, typer.Option("--contact-name", metavar="NAME", help="The contact's name.")
]
Email = Annotated[str | None, typer.Option("--email", metavar="ADDRESS", help="The contact's mail address.")]
Phone = Annotated[
    str | None, typer.Option("--phone", metavar="NUMBER", help="The contact's telephone number.")
]
Speaks = Annotated[SpokenLanguage | None, typer.Option("--language", help="The contact's language.")]
ContractId = Annotated[str, typer.Option("--contract", metavar="ID", help="The number of a contract.")]
Tier = Annotated[str | None, typer.Option("--tier", metavar="TIER", help="The contract's tier.")]
From = Annotated[str | None, typer.Option("--from", metavar="DAY", help="The contract's first day.")]
To = Annotated[str | None, typer.Option("--to", metavar="DAY", help="The contract's last day.")]
Scope = Annotated[
    str | None, typer.Option("--scope", metavar="ITEM,...", help="What the contract covers (M-1.3).")
]
HealthChecks = Annotated[
    Rhythm | None, typer.Option("--health-checks", help="How often a health check falls due.")
]
Calendar = Annotated[
    str | None, typer.Option("--calendar", metavar="NAME", help="The working calendar of the contract.")
]


@app.command(
    "new",
    epilog=examples(
        'supportctl customer new acme "Acme Corp" --contact-name "Jane Doe" --email jane@acme.example',
        'supportctl customer new lanhai 蓝海商贸 --name-en "Lanhai Trading" --contract LH-2026 --tier gold',
    ),
)
@changes
def new(
    ctx: typer.Context,
    slug: Slug,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The customer's name.")],
    *,
    name_en: NameEn = None,
    contact_name: ContactName = None,
    email: Email = None,
    phone: Phone = None,
    language: Speaks = None,
    contract: ContractId = "",
    tier: Tier = None,
    begins: From = None,
    ends: To = None,
    scope: Scope = None,
    health_checks: HealthChecks = None,
    calendar: Calendar = None,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Enter a customer, with a contact and a contract if they are known.

    Tickets name a contact by an opaque short name; the person's data stands in customers/SLUG.yaml alone.
    """
    work = Work.at(ctx)
    edit = Edit(
        values=_given(name=name, name_en=name_en),
        contact_values=_given(name=contact_name, email=email, phone=phone, language=language),
        contract=contract,
        contract_values=_contract(contract, tier, begins, ends, scope, health_checks, calendar),
    )
    _tell(work, slug, customers.create(work.desk, slug, work.doing(), edit=edit), fmt)


@app.command("list", epilog=examples("supportctl customer list", "supportctl customer list --json"))
def list_customers(ctx: typer.Context, *, fmt: FormatOption = Format.AUTO) -> None:
    """List the customers with the contract in force today."""
    work = Work.at(ctx)
    readings = tuple(stored.all_of(work.desk.root))
    rows = [shown.row(reading.customer, _today(work)) for reading in readings if reading.customer]
    work.session.show("customers", shown.CUSTOMERS, rows, fmt)
    if not readings:
        work.session.say("no customers yet; enter one with: supportctl customer new SLUG NAME")
    work.report(finding for reading in readings for finding in reading.findings)


@app.command("show", epilog=examples("supportctl customer show acme", "supportctl customer show acme --json"))
def show(ctx: typer.Context, slug: Slug, *, fmt: FormatOption = Format.AUTO) -> None:
    """Show a customer: contacts and contracts."""
    work = Work.at(ctx)
    customer = customers.load(work.desk, slug)
    if fmt is Format.AUTO:
        colour = work.session.colour
        work.session.rendered(shown.page(customer, _today(work), words=work.session.words, colour=colour))
    else:
        work.session.show("customers", shown.CUSTOMERS, [shown.row(customer, _today(work))], fmt)


@app.command(
    "edit",
    epilog=examples(
        'supportctl customer edit acme --contact-name "John Roe" --phone "+49 30 5550100"',
        "supportctl customer edit acme --contract AC-2026 --tier gold --from 2026-01-01 --to 2026-12-31",
    ),
)
@changes
def edit_customer(
    ctx: typer.Context,
    slug: Slug,
    *,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="The customer's name.")] = None,
    name_en: NameEn = None,
    contact: Annotated[
        str, typer.Option("--contact", metavar="SLUG", help="The contact to change; without it one is added.")
    ] = "",
    contact_name: ContactName = None,
    email: Email = None,
    phone: Phone = None,
    language: Speaks = None,
    contract: ContractId = "",
    tier: Tier = None,
    begins: From = None,
    ends: To = None,
    scope: Scope = None,
    health_checks: HealthChecks = None,
    calendar: Calendar = None,
    editor: Editor = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Change a customer; an empty value takes the entry away.

    With -e the whole file opens in your editor and is read again before it is saved.
    """
    work = Work.at(ctx)
    customer = customers.load(work.desk, slug)
    edit = Edit(
        values=_given(name=name, name_en=name_en),
        contact=customers.resolve_contact(work.desk, slug, contact),
        contact_values=_given(name=contact_name, email=email, phone=phone, language=language),
        contract=contract,
        contract_values=_contract(contract, tier, begins, ends, scope, health_checks, calendar),
    )
    given = edit.values or edit.contact_values or edit.contract_values
    if editor and given:
        raise exclusive("-e", "--name", command=ctx.command_path)
    if editor:
        # Here, because few runs open an editor and it needs temporary files and processes.
        from supportctl.cli.editor import edited  # noqa: PLC0415

        reading = stored.load(work.desk.root, customer.slug)
        text = edited(work.session, (reading.text if reading else "").rstrip("\n"), suffix=".yaml")
        _tell(work, slug, customers.replace(work.desk, slug, work.doing(), text=f"{text}\n"), fmt)
        return
    if not given:
        way = Said("see {command} --help", command=ctx.command_path)
        raise Misused(problem=Said("say what to change, or give -e for the editor"), way=way)
    _tell(work, slug, customers.change(work.desk, slug, work.doing(), edit=edit), fmt)


@app.command(
    "erase",
    epilog=examples(
        "supportctl customer erase acme --contact c-4h7k2", "supportctl customer erase acme --dry-run"
    ),
)
@changes
def erase(
    ctx: typer.Context,
    slug: Slug,
    *,
    contact: Annotated[
        str, typer.Option("--contact", metavar="SLUG", help="This person alone; by default everybody.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Take personal data out of a customer's file, and list where it still stands.

    The short names stay, so tickets keep their meaning. What tickets and other files of the desk still say
    is listed line by line with the command that takes it out; Git's history and other clones are named.
    """
    work = Work.at(ctx)
    customer = customers.load(work.desk, slug)
    contact = customers.resolve_contact(work.desk, slug, contact)
    doing = work.doing()
    if not yes and not doing.dry_run:
        whom = contact or Said("{count} contacts and the name", count=len(customer.contacts))
        work.session.confirm("erase {whom} of {slug}? (y/n)", flag="--yes", whom=whom, slug=slug)
    erased = erasure.erase(work.desk, slug, doing, contact=contact)
    _told(work, slug, erased.recorded)
    if not erased.recorded.diff:
        work.session.show("remains", shown.REMAINS, [shown.remains_row(one) for one in erased.remains], fmt)
    if erased.remains:
        work.session.say("{count} lines of the work tree still say it", count=len(erased.remains))
    work.session.say(
        "Git's history holds {path} in {count} commits, and so do other clones and backups; "
        "only git filter-repo and fresh clones take it out there",
        path=erased.recorded.path,
        count=erased.commits,
    )


def _given(**values: str | None) -> dict[str, str]:
    return {name: one_line(value) for name, value in values.items() if value is not None}


def _contract(
    identity: str,
    tier: str | None,
    begins: str | None,
    ends: str | None,
    scope: str | None,
    health_checks: str | None,
    calendar: str | None,
) -> customers.Values:
    """The values of one contract; which it is must be said."""
    values: dict[str, Content] = {**_given(tier=tier, **{"from": begins, "to": ends})}
    if scope is not None:
        values["scope"] = _scope(scope)
    values |= _given(health_checks=health_checks, calendar=calendar)
    for name in ("from", "to"):
        _check_day(name, str(values.get(name, "")))
    if values and not identity:
        way = Said("give it with {flag}", flag="--contract ID")
        raise Misused(problem=Said("which contract is meant?"), way=way)
    if identity and not values:
        way = Said("give one of {flags}", flags="--tier --from --to --scope --health-checks --calendar")
        raise Misused(problem=Said("nothing is said about the contract {id}", id=identity), way=way)
    return values


def _scope(text: str) -> list[str]:
    items = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    for item in items:
        if item not in SCOPE:
            raise UnknownValue("--scope", item, SCOPE)
    return items


def _check_day(name: str, value: str) -> None:
    try:
        date.fromisoformat(value or "2000-01-01")
    except ValueError:
        raise BadValue(name=f"--{name}", value=value, reason=Said("a day is written 2026-09-14")) from None


def _today(work: Work) -> date:
    return work.session.now.astimezone(work.desk.config.zone).date()


def _tell(work: Work, slug: str, done: Recorded, fmt: Format) -> None:
    if done.diff:
        work.session.answer(done.diff)
        return
    reading = stored.read(done.text.encode(), done.path)
    if fmt is Format.AUTO:
        work.session.answer(slug)
    elif reading.customer:
        work.session.show("customers", shown.CUSTOMERS, [shown.row(reading.customer, _today(work))], fmt)
    _told(work, slug, done)


def _told(work: Work, slug: str, done: Recorded) -> None:
    """The outcome as talk."""
    if done.diff:
        work.session.answer(done.diff)
    elif done.repeated:
        work.session.say("{id}: this operation is on record already; nothing was written", id=slug)
    elif not done.changed:
        work.session.say("{id}: nothing to change", id=slug)
    elif done.commit:
        work.session.say("{id}: saved in {path}", id=slug, path=done.path)
    else:
        work.session.say("written to {path}, not committed", path=done.path)
    if done.pending:
        work.session.warn("committed, but not all is cleaned up: {reason}", reason=done.pending)
