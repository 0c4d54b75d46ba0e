"""The evidence that commands take, as options that mean the same wherever they stand."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Annotated

import typer

from supportctl.actions import evidence, find
from supportctl.actions.evidence import Message, Step
from supportctl.actions.moving import Words
from supportctl.cli.options import text_of
from supportctl.cli.values import Channel, asks_of
from supportctl.cli.work import Work
from supportctl.domain.markup import clean, one_line
from supportctl.errors import Said
from supportctl.errors.command import EmptyText


class Side(StrEnum):
    INTERNAL = "internal"
    CUSTOMER = "customer"


class SolutionType(StrEnum):
    CODE = "code"
    CONFIGURATION = "configuration"
    DOCUMENT = "document"
    GUIDANCE = "guidance"
    WORKAROUND = "workaround"


class Verdict(StrEnum):
    IN = "in"
    OUT = "out"


Contact = Annotated[str, typer.Option("--contact", metavar="CONTACT", help="The person at the customer's.")]
Query = Annotated[str, typer.Option("--query", metavar="WORDS", help="What the knowledge base was asked.")]
Hits = Annotated[
    list[str],
    typer.Option("--hit", metavar="KB-ID", default_factory=list, help="An article that helped."),
]
Miss = Annotated[bool, typer.Option("--miss", help="The knowledge base had nothing on it.")]
NotApplicable = Annotated[
    bool, typer.Option("--not-applicable", help="Looking it up makes no sense; say why with -m.")
]
ConfirmedBy = Annotated[
    str, typer.Option("--confirmed-by", metavar="WHO", help="Who at the customer's confirmed it.")
]
VerifiedBy = Annotated[
    str, typer.Option("--verified-by", metavar="WHO", help="Who verified the solution, with success.")
]
FailedBy = Annotated[
    str, typer.Option("--failed-by", metavar="WHO", help="For whom the solution failed; -m says how.")
]
KnownErrorOption = Annotated[
    str, typer.Option("--known-error", metavar="KB-ID", help="The article of the workaround's pending fix.")
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it stays inside the desk.")]
Overrides = Annotated[
    list[str],
    typer.Option(
        "--override",
        metavar="GUARD",
        default_factory=list,
        help="A guard to pass over, if the desk allows it.",
    ),
]
EtaOption = Annotated[str, typer.Option("--eta", metavar="TIME", help="The time promised to the customer.")]
NextCheck = Annotated[str, typer.Option("--next-check", metavar="TIME", help="When it is looked at again.")]


def words_of(*, reason: str = "", overrides: Sequence[str] = (), **more: str) -> Words:
    return Words(reason=one_line(reason), overrides=tuple(dict.fromkeys(overrides)), **more)


def message_of(
    work: Work,
    text: Sequence[str],
    *,
    channel: Channel | None = None,
    asks: str = "",
    contact: str = "",
    file: str = "",
    edit: bool = False,
) -> Message:
    """A message to the customer from -m, -F or -e."""
    said = clean(text_of(work.session, text, file=file, edit=edit, name="reply"))
    return Message(direction="out", text=said, channel=channel or "", contact=contact, asks=asks_of(asks))


def told(
    work: Work, text: Sequence[str], *, channel: Channel | None = None, asks: str = ""
) -> tuple[Step, ...]:
    """The message that -m holds, or no step."""
    return (message_of(work, text, channel=channel, asks=asks),) if text else ()


def looked_up(
    work: Work, query: str, hits: Sequence[str], *, miss: bool, not_applicable: bool = False, reason: str = ""
) -> tuple[Step, ...]:
    """The look-up that --query, --hit, --miss and --not-applicable describe, or no step."""
    if not (query or hits or miss or not_applicable):
        return ()
    if not_applicable and not reason:
        raise EmptyText(name=Said("reason"))
    outcome = "not_applicable" if not_applicable else "miss" if miss else ""
    names = tuple(dict.fromkeys(article(work, hit) for hit in hits))
    return (evidence.lookup(query, hits=names, outcome=outcome, reason=one_line(reason)),)


def article(work: Work, wanted: str) -> str:
    """The ID of an article that is there, by a part of it; nothing stays nothing."""
    return PurePosixPath(find.article_path(work.desk, wanted)).stem if wanted else ""


def moment(work: Work, text: str) -> str:
    """A time as files carry it, or nothing."""
    return work.moment(text).isoformat(timespec="seconds") if text else ""
