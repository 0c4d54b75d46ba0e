"""What checks look at: a file as it was read, the same file in the base, and what the whole desk knows.

One file is judged at a time, so a desk of any size fits and the work can be shared out; what a file
has to be held against (which tickets exist, who works here) is in the snapshot.
"""

from collections.abc import Mapping
from dataclasses import field

from supportctl.domain.article import Article
from supportctl.domain.calendar import Calendar
from supportctl.domain.event import Event
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.ids import ARTICLE, TICKET, is_id
from supportctl.domain.lifecycle import Lifecycle
from supportctl.domain.ticket import Ticket
from supportctl.domain.workflow import Workflow

CONFIG = "supportctl.yaml"
FOLDERS = ("tickets", "kb", "customers", "templates")
_KINDS = {("tickets", "md"): "ticket", ("kb", "md"): "article", ("customers", "yaml"): "customer"}


def kind_of(path: str) -> str:
    """What a path holds: ticket, article, customer, template, configuration; or nothing of the desk's."""
    folder, _, rest = path.partition("/")
    name = rest.rpartition("/")[2]
    if path == CONFIG:
        return "configuration"
    if not name or name.startswith(".") or name.casefold() == "readme.md":
        return ""
    if folder == "templates":
        return "template"
    return _KINDS.get((folder, name.rpartition(".")[2].lower()), "")


def id_of(path: str) -> str:
    """The ID a path is named after, or nothing."""
    name = path.rpartition("/")[2].removesuffix(".md")
    return name if is_id(name, TICKET) or is_id(name, ARTICLE) else ""


@frozen
class Document:
    """One file: its text, the ticket or article in it if it can be read, and what reading found."""

    path: str
    text: str = ""
    ticket: Ticket | None = None
    findings: tuple[Finding, ...] = ()
    article: Article | None = None

    @property
    def kind(self) -> str:
        return kind_of(self.path)

    def line_of(self, event: Event) -> int:
        """The line of an event's heading."""
        return self._line(f" {{#{event.id}}}")

    def line_of_field(self, name: str) -> int:
        return self._line(f"\n{name}:") + 1

    def line_of_section(self, *headings: str) -> int:
        return max(self._line(f"\n## {heading}") + 1 for heading in headings)

    def _line(self, mark: str) -> int:
        place = self.text.find(mark)
        return self.text.count("\n", 0, place) + 1 if place >= 0 else 0


@frozen
class Author:
    """Who made the commit that brought an event; `slug` is empty for nobody of the team."""

    name: str
    slug: str
    commit: str


@frozen
class Change:
    """One file in the base and now; either may be missing. `origin` is the path it was moved from.

    `authors` says for the new events who committed them, where that is known; `named_by` which files
    still name what is deleted.
    """

    path: str
    before: Document | None
    after: Document | None
    base: str = "HEAD"
    origin: str = ""
    authors: Mapping[str, Author] = field(default_factory=dict)
    named_by: tuple[str, ...] = ()


@frozen(kw_only=True)
class Snapshot:
    """`names` are all paths of the desk; `people` and `addresses` are the team's, or none. `beside` is what
    is to be said of an article for the sake of others.

    `hours` are those of the hotline.
    """

    lifecycle: Lifecycle
    names: frozenset[str]
    people: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    customers: frozenset[str] = frozenset()
    hours: Calendar | None = None
    beside: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)

    @property
    def workflow(self) -> Workflow:
        """The newest lifecycle; an event is judged by the one of its own time, `lifecycle.at`."""
        return self.lifecycle.latest

    @classmethod
    def of(
        cls,
        lifecycle: Lifecycle,
        names: frozenset[str],
        *,
        people: frozenset[str] = frozenset(),
        teams: frozenset[str] = frozenset(),
        addresses: frozenset[str] = frozenset(),
        hours: Calendar | None = None,
    ) -> "Snapshot":
        customers = {
            name.removeprefix("customers/").removesuffix(".yaml")
            for name in names
            if name.startswith("customers/") and name.endswith(".yaml")
        }
        return cls(
            lifecycle=lifecycle,
            names=names,
            people=people,
            teams=teams,
            addresses=addresses,
            ids=frozenset(filter(None, map(id_of, names))),
            customers=frozenset(customers),
            hours=hours,
        )
