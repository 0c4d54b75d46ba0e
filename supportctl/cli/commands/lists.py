"""`supportctl tag`, `link` and `unlink`: the lists of a ticket."""

from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from supportctl.actions import fields, find
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, Messages
from supportctl.cli.output import Format
from supportctl.cli.values import TicketArg
from supportctl.cli.work import Work
from supportctl.domain.ids import ARTICLE
from supportctl.domain.markup import one_line
from supportctl.domain.near import near
from supportctl.domain.schema import BY_NAME, LINK_KINDS, fault_of, is_link_target
from supportctl.errors import Said
from supportctl.errors.command import BadValue, Misused, UnknownValue

tag = typer.Typer(add_completion=False)
link = typer.Typer(add_completion=False)
unlink = typer.Typer(add_completion=False)


class Signed(TyperCommand):
    """A command that takes -word for "without word": what is no option of it becomes --remove=word."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        options = {flag: param for param in self.params for flag in (*param.opts, *param.secondary_opts)}
        found: list[str] = []
        words = iter(args)
        for word in words:
            if word == "--":
                found += [word, *words]
            elif word in options:
                found.append(word)
                takes_value = not getattr(options[word], "is_flag", False)
                found += [next(words)] if takes_value and len(found) < len(args) else []
            elif word.startswith("-") and not word.startswith("--") and len(word) > 1:
                found.append(f"--remove={word[1:]}")
            else:
                found.append(word)
        return super().parse_args(ctx, found)


@tag.command(
    "tag",
    cls=Signed,
    epilog=examples("supportctl tag 7f3k2 +login +sso -slow", "supportctl tag @last 报表"),
)
@changes
def tag_ticket(
    ctx: typer.Context,
    ticket: TicketArg,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="+TAG|-TAG...", help="+TAG puts it on, -TAG takes it off."),
    ] = None,
    *,
    remove: Annotated[
        list[str], typer.Option("--remove", metavar="TAG", default_factory=list, help="The same as -TAG.")
    ],
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Put tags on a ticket and take tags off."""
    add = tuple(dict.fromkeys(word.removeprefix("+") for word in words or ()))
    if not add and not remove:
        raise Misused(
            problem=Said("say which tag"), way=Said("see {command} --help", command=ctx.command_path)
        )
    wrong = fault_of(BY_NAME["tags"], add)
    if wrong:
        raise BadValue(name="tags", value=" ".join(add), reason=wrong)
    work = Work.at(ctx)
    _change(work, ticket, "tags", add, tuple(remove), message, fmt)


@link.command(
    "link",
    epilog=examples(
        "supportctl link 7f3k2 duplicates 9q4mz",
        "supportctl link 7f3k2 relates https://example.com/bugs/1182",
    ),
)
@changes
def link_ticket(
    ctx: typer.Context,
    ticket: TicketArg,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND", help="relates, duplicates, follows_up, caused_by, known_error or article."
        ),
    ],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="A ticket, an article or a web address.")],
    *,
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Link a ticket to another one, to an article or to a web page."""
    if kind not in LINK_KINDS:
        raise UnknownValue("link", kind, LINK_KINDS, *near(kind, LINK_KINDS))
    work = Work.at(ctx)
    path = work.path(ticket)
    item = f"{kind} {target_of(work, kind, target)}"
    wrong = fault_of(BY_NAME["links"], (item,))
    if wrong:
        raise BadValue(name="links", value=item, reason=wrong)
    if path.endswith(f"/{item.partition(' ')[2]}.md"):
        raise BadValue(name="links", value=item, reason=Said("a ticket does not link to itself"))
    _change(work, path, "links", (item,), (), message, fmt)


@unlink.command(
    "unlink", epilog=examples("supportctl unlink 7f3k2 9q4mz", "supportctl unlink @last KB-20260914-A1B2C")
)
@changes
def unlink_ticket(
    ctx: typer.Context,
    ticket: TicketArg,
    target: Annotated[str, typer.Argument(metavar="TARGET", help="What it is linked to, or part of it.")],
    *,
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Take away a ticket's links to a target."""
    work = Work.at(ctx)
    path = work.path(ticket)
    held = work.desk.read(path).ticket
    links = held.items("links") if held else ()
    wanted = target.casefold()
    found = tuple(one for one in links if one.partition(" ")[2].casefold() == wanted)
    found = found or tuple(one for one in links if len(wanted) > 2 and wanted in one.casefold())
    if not found:
        # A retry of the command that took them away has nothing left to match; the record knows it.
        found = (target,) if work.session.wishes.change.operation else ()
    if not found:
        raise UnknownValue("unlink", target, links or ("-",))
    _change(work, path, "links", (), found, message, fmt)


def target_of(work: Work, kind: str, wanted: str) -> str:
    """The whole name of what a link points at; a ticket or an article may be named by a part."""
    if is_link_target(wanted) or "/" in wanted:
        return wanted
    article = kind == "article" or wanted.upper().startswith(f"{ARTICLE}-")
    path = find.article_path(work.desk, wanted) if article else find.ticket_path(work.desk, wanted)
    return path.rpartition("/")[2].removesuffix(".md")


def _change(
    work: Work,
    ticket: str,
    name: str,
    add: tuple[str, ...],
    remove: tuple[str, ...],
    message: list[str],
    fmt: Format,
) -> None:
    reason = one_line(" ".join(message))
    done = fields.change_list(
        work.desk, work.path(ticket), work.doing(), name=name, add=add, remove=remove, reason=reason
    )
    work.tell(done, fmt)
    if not done.new_events and not done.repeated and not done.diff:
        work.session.say("{id}: nothing to change", id=done.ticket.id)
