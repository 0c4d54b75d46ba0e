"""supportctl.yaml: what a desk says about itself. A key left out has the manual's default."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from supportctl.domain.event import CHANNELS
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.hours import written
from supportctl.domain.ids import is_slug
from supportctl.domain.lifecycle import Lifecycle
from supportctl.domain.near import near
from supportctl.domain.query.views import BUILT_IN, View, merged
from supportctl.domain.query.views import NAME as NAMED
from supportctl.domain.schema import SCHEMA
from supportctl.domain.sla.table import Block
from supportctl.domain.workflow import Workflow
from supportctl.errors import Said
from supportctl.store import lifecycle, yaml
from supportctl.store.config_calendar import Plan, plans
from supportctl.store.config_mail import Server, server
from supportctl.store.config_sla import built_in, table
from supportctl.store.yaml import Plain

NAME = "supportctl.yaml"
LANGUAGES = ("en", "zh")
SLUG = "a short name of a-z, 0-9, -, _ and ."
ROLES = ("engineer", "lead", "developer")
FINISHED = ("resolved", "closed")
KEYS = (
    *("version", "name", "language", "timezone", "channel", "team", "teams", "lifecycle"),
    *("calendar", "calendars", "sla", "views", "mail", "article_reminder"),
)


@frozen
class Member:
    """A person of the team; `slug` is what events and assignees say."""

    slug: str
    name: str = ""
    email: str = ""
    role: str = "engineer"
    group: str = ""


@frozen(kw_only=True)
class Config:
    """`channel` is the one a new ticket has unless told otherwise; `teams` maps slugs to names;
    `article_reminder` is the kind of status that asks for an article, if any does.
    """

    lifecycle: Lifecycle
    name: str = ""
    language: str = ""
    timezone: str = "Asia/Shanghai"
    channel: str = "email"
    team: tuple[Member, ...] = ()
    teams: Mapping[str, str] = field(default_factory=dict)
    calendars: Mapping[str, Plan] = field(default_factory=lambda: {"": Plan()})
    sla: tuple[Block, ...] = field(default_factory=lambda: (built_in(),))
    views: tuple[View, ...] = BUILT_IN
    mail: Server = field(default_factory=Server)
    article_reminder: str = ""

    @property
    def workflow(self) -> Workflow:
        """The newest lifecycle, which knows every status by all its names; `lifecycle.at` is in force."""
        return self.lifecycle.latest

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def member(self, slug: str) -> Member | None:
        return next((member for member in self.team if member.slug == slug), None)

    def member_by_email(self, email: str) -> Member | None:
        wanted = email.casefold()
        return next((member for member in self.team if wanted and member.email.casefold() == wanted), None)


def _is_timezone(name: str) -> bool:
    """By looking for this one: a list of all of them costs every command 20 ms."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def timezones() -> set[str]:
    """The names a desk's `timezone` may have."""
    return available_timezones()


def values(root: Path, config: Config) -> Iterator[tuple[str, str, str]]:
    """Every key with its value in force and its origin: supportctl.yaml or the default."""
    text = (root / NAME).read_text(encoding="utf-8")
    tree, _ = yaml.read(text, NAME)
    given = {key.text for key, _ in tree.pairs} if isinstance(tree, yaml.Entries) else set()
    shown = {
        "version": str(SCHEMA),
        "name": config.name,
        "language": config.language,
        "timezone": config.timezone,
        "channel": config.channel,
        "team": ", ".join(member.slug for member in config.team),
        "teams": ", ".join(config.teams),
        "lifecycle": ", ".join(config.workflow.statuses),
        "calendar": "; ".join(dict.fromkeys(written(day) or "-" for day in config.calendars[""].week)),
        "calendars": ", ".join(name for name in config.calendars if name),
        "views": ", ".join(view.name for view in config.views),
        "sla": ", ".join(str(block.since.date()) if block.since else "default" for block in config.sla),
        "mail": config.mail.shown,
        "article_reminder": config.article_reminder,
    }
    for key in KEYS:
        yield key, shown[key], NAME if key in given else "default"


def read(text: str, path: str = NAME) -> tuple[Config, list[Finding]]:
    """The configuration; where a value will not do, its default stands and a finding says so."""
    root, faults = yaml.read(text, path)
    if not isinstance(root, yaml.Entries):
        if root is not None and not (isinstance(root, yaml.Scalar) and not root.text):
            faults.append(Finding("C801", path, 1, reason="the file is not a list of keys and values"))
        return Config(lifecycle=lifecycle.built_in()), faults
    reader = _Reader(root, path)
    calendars, timezone = plans(root, reader.fault), reader.timezone()
    config = Config(
        lifecycle=reader.lifecycle(),
        name=reader.text("name", ""),
        language=reader.choice("language", LANGUAGES, ""),
        timezone=timezone,
        channel=reader.choice("channel", CHANNELS, "email"),
        team=reader.team(),
        teams=reader.teams(),
        calendars=calendars,
        views=merged(reader.views()),
        sla=table(root, reader.fault, zone=ZoneInfo(timezone), calendars=calendars),
        mail=server(root, reader.fault),
        article_reminder=reader.choice("article_reminder", FINISHED, ""),
    )
    reader.check_keys()
    found = sorted([*faults, *reader.findings], key=lambda finding: (finding.line, finding.column))
    return config, found


class _Reader:
    """Takes values out of the tree one key at a time and remembers what was wrong."""

    def __init__(self, root: yaml.Entries, path: str) -> None:
        self.root = root
        self.path = path
        self.findings: list[Finding] = []

    def fault(self, code: str, node: yaml.Node, **params: object) -> None:
        self.findings.append(Finding(code, self.path, node.line + 1, node.column + 1, **params))

    def text(self, key: str, default: str) -> str:
        node = self.root.get(key)
        if node is None:
            return default
        if not isinstance(node, yaml.Scalar):
            self.fault("C802", node, key=key, wanted=Said("one value"))
            return default
        return node.text or default

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.text(key, default)
        if value in (*allowed, default):
            return value
        node = self.root.get(key)
        assert node is not None
        self.fault("C803", node, key=key, value=value, allowed=", ".join(allowed))
        return default

    def timezone(self) -> str:
        value = self.text("timezone", "Asia/Shanghai")
        node = self.root.get("timezone")
        if node is not None and not _is_timezone(value):
            self.fault(
                "C802",
                node,
                key="timezone",
                wanted=Said("a time zone such as Asia/Shanghai or Europe/Berlin"),
            )
            return "Asia/Shanghai"
        return value

    def _mapping(
        self, key: str, wanted: str | Said = SLUG, fits: Callable[[str], object] = is_slug
    ) -> dict[str, tuple[yaml.Node, Plain]]:
        node = self.root.get(key)
        if node is None or (isinstance(node, yaml.Scalar) and not node.text):
            return {}
        if not isinstance(node, yaml.Entries):
            self.fault("C802", node, key=key, wanted=Said("short names, each with its own lines"))
            return {}
        for name, _ in node.pairs:
            if not fits(name.text):
                self.fault("C802", name, key=f"{key}.{name.text}", wanted=wanted)
        return {name.text: (value, yaml.plain(value)) for name, value in node.pairs if fits(name.text)}

    def team(self) -> tuple[Member, ...]:
        members = []
        for slug, (node, plain) in self._mapping("team").items():
            entry = plain if isinstance(plain, dict) else {"name": plain}
            texts = {key: value for key, value in entry.items() if isinstance(value, str)}
            role = texts.get("role") or "engineer"
            if role not in ROLES:
                self.fault("C803", node, key=f"team.{slug}.role", value=role, allowed=", ".join(ROLES))
                role = "engineer"
            member = Member(slug, texts.get("name", ""), texts.get("email", ""), role, texts.get("group", ""))
            members.append(member)
        return tuple(members)

    def teams(self) -> dict[str, str]:
        named = {}
        for slug, (_, plain) in self._mapping("teams").items():
            name = plain.get("name", "") if isinstance(plain, dict) else plain
            named[slug] = name if isinstance(name, str) else ""
        return named

    def views(self) -> dict[str, View]:
        """What a view asks is read when it is used, or by `supportctl views`."""
        found = {}
        for name, (node, plain) in self._mapping(
            "views", Said("a name without spaces"), NAMED.fullmatch
        ).items():
            entry = plain if isinstance(plain, dict) else {"query": plain}
            texts = {key: value for key, value in entry.items() if isinstance(value, str)}
            if not texts.get("query"):
                self.fault(
                    "C802", node, key=f"views.{name}", wanted=Said("a query such as is:open priority:<=P2")
                )
                continue
            found[name.lower()] = View(name.lower(), texts["query"], texts.get("title", ""), own=True)
        return found

    def lifecycle(self) -> Lifecycle:
        found, findings = lifecycle.read(self.root.get("lifecycle"), self.path)
        self.findings += findings
        return found

    def check_keys(self) -> None:
        version = self.text("version", str(SCHEMA))
        if version != str(SCHEMA):
            node = self.root.get("version")
            assert node is not None
            self.fault("C804", node, version=version, known=SCHEMA)
        for key, _ in self.root.pairs:
            if key.text not in KEYS:
                guess = near(key.text, KEYS)
                self.fault("C805", key, key=key.text, guess=guess[0] if guess else ", ".join(KEYS))
