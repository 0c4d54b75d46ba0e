"""Arguments and options that mean a value of the desk: a ticket, a channel, a priority.

The closed lists are the schema's; they stand here once more as types, and a test compares them.
"""

from enum import StrEnum
from typing import Annotated

import typer

from supportctl.domain.event import ASKS
from supportctl.domain.near import near
from supportctl.errors.command import UnknownValue


class Channel(StrEnum):
    EMAIL = "email"
    HOTLINE = "hotline"
    PORTAL = "portal"
    IM = "im"


class Priority(StrEnum):
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class Category(StrEnum):
    DEFECT = "defect"
    CONFIGURATION = "configuration"
    GUIDANCE = "guidance"
    ENVIRONMENT = "environment"
    PERFORMANCE = "performance"


class Impact(StrEnum):
    SYSTEM = "system"
    CORE = "core"
    PARTIAL = "partial"
    MINOR = "minor"


class Urgency(StrEnum):
    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Difficulty(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ArticleStatus(StrEnum):
    WIP = "wip"
    DRAFT = "draft"
    VALIDATED = "validated"
    ARCHIVED = "archived"


class Audience(StrEnum):
    INTERNAL = "internal"
    CUSTOMER = "customer"


class Rhythm(StrEnum):
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class SpokenLanguage(StrEnum):
    EN = "en"
    ZH = "zh"


class TeamRole(StrEnum):
    ENGINEER = "engineer"
    LEAD = "lead"
    DEVELOPER = "developer"


ArticleArg = Annotated[
    str, typer.Argument(metavar="ARTICLE", help="An ID of an article or 3+ characters of it, or a path.")
]
ArticlesArg = Annotated[
    list[str],
    typer.Argument(metavar="ARTICLE...", help="IDs of articles or parts of them; - reads standard input."),
]


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NONE = "none"


TicketArg = Annotated[
    str, typer.Argument(metavar="TICKET", help="An ID or 3+ characters of it, a path, @last or @here.")
]
TicketsArg = Annotated[
    list[str],
    typer.Argument(metavar="TICKET...", help="IDs or parts of them; - reads them from standard input."),
]
ChannelOption = Annotated[
    Channel | None, typer.Option("--channel", help="How it travelled; by default the ticket's own channel.")
]
AskOption = Annotated[
    str,
    typer.Option(
        "--asks", metavar="WHAT,...", help="What it asks the customer for, for example environment."
    ),
]


def asks_of(text: str) -> tuple[str, ...]:
    """The comma list of --asks, checked; raises UnknownValue."""
    asked = tuple(part.strip() for part in text.replace("，", ",").split(",") if part.strip())
    for one in asked:
        if one not in ASKS:
            raise UnknownValue("--asks", one, ASKS, *near(one, ASKS))
    return asked
