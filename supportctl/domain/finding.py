"""What is wrong with a file, said the same way everywhere, and the one table of codes.

A code is a letter and three digits and never changes its meaning: F file, S schema, E events of
the timeline, W workflow, H history, M messages, R references, P privacy, K knowledge, T templates,
C configuration, L clock, X the checks themselves.
"""

from supportctl.domain.rule import ERROR, INFO, WARNING, Rule
from supportctl.domain.rules import CHECKED
from supportctl.domain.rules_clock import CLOCK
from supportctl.errors import Said

__all__ = ["ERROR", "INFO", "RULES", "WARNING", "Finding", "Rule"]


class Finding:
    """One fault at one place. Lines and columns count from 1; 0 means the whole file."""

    __slots__ = ("code", "column", "line", "params", "path")

    def __init__(self, code: str, path: str, line: int = 0, column: int = 0, **params: object) -> None:
        self.code = code
        self.path = path
        self.line = line
        self.column = column
        self.params = params

    @property
    def rule(self) -> Rule:
        return RULES[self.code]

    @property
    def is_error(self) -> bool:
        return self.rule.severity == ERROR

    @property
    def said(self) -> Said:
        return Said(self.rule.message, **self.params)

    @property
    def way_out(self) -> Said | None:
        return Said(self.rule.fix, path=self.path, **self.params) if self.rule.fix else None

    @property
    def place(self) -> str:
        """`path:line` or `path:line:column`, for editors to jump to."""
        parts = [self.path, str(max(self.line, 1))]
        return ":".join([*parts, str(self.column)] if self.column else parts)

    @property
    def told(self) -> Said:
        """The whole line: where, the code, what."""
        return Said("{place}: {code} {what}", place=self.place, code=self.code, what=self.said)

    def __repr__(self) -> str:
        return f"{self.place}: {self.code} {self.said}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Finding) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[object, ...]:
        return (self.path, self.line, self.column, self.code, tuple(sorted(self.params.items(), key=str)))


_TABLE = (
    # F: the file
    Rule(
        "F001", "not-utf8", ERROR, "is not UTF-8 at byte {byte}", "save it as UTF-8 without a byte-order mark"
    ),
    Rule(
        "F002",
        "byte-order-mark",
        ERROR,
        "begins with a byte-order mark",
        "save it as UTF-8 without a byte-order mark",
        mends=True,
    ),
    Rule(
        "F003",
        "front-matter-missing",
        ERROR,
        "has no front matter between two lines of ---",
        "restore it: git log -p -- {path}",
    ),
    Rule("F004", "yaml-syntax", ERROR, "is not YAML: {reason}", "put the value in single quotes"),
    Rule(
        "F005",
        "duplicate-key",
        ERROR,
        "the key {key} stands twice, first in line {first}",
        "keep one",
        mends=True,
    ),
    Rule("F006", "yaml-feature", ERROR, "{feature} are not allowed here", "write the values out"),
    Rule("F007", "conflict-markers", ERROR, "has Git's conflict markers", "supportctl git resolve {path}"),
    Rule("F008", "not-a-file", ERROR, "is not a plain file: {kind}"),
    Rule("F009", "too-deep", ERROR, "is nested more than {limit} deep"),
    Rule(
        "F010",
        "name-differs",
        ERROR,
        "holds {id}, whose place is {expected}",
        "git mv {path} {expected}",
    ),
    Rule("F011", "name-unknown", ERROR, "is not named like a ticket (T-YYYYMMDD-XXXXX.md)"),
    Rule("F012", "too-large", ERROR, "{what} is {size} bytes; the limit is {limit}"),
    Rule("F013", "control-character", ERROR, "has the control character {character}", "delete it"),
    Rule("F014", "not-a-mapping", ERROR, "the front matter is not a list of keys and values"),
    Rule("F015", "unreadable", ERROR, "cannot be read: {reason}"),
    Rule("F016", "too-many-nodes", ERROR, "has more than {limit} nodes of YAML"),
    # S: the schema
    Rule("S101", "field-missing", ERROR, "the field {name} is missing"),
    Rule("S102", "wrong-type", ERROR, "{name} must be {wanted}"),
    Rule("S103", "value-unknown", ERROR, "{name}: {value} is not one of {allowed}"),
    Rule("S104", "field-unknown", WARNING, "the field {name} is unknown; did you mean {guess}?"),
    Rule(
        "S105",
        "bad-time",
        ERROR,
        "{name}: {value} is not a time with an offset, such as '2026-09-14T08:58:00+08:00'",
    ),
    Rule("S107", "duplicate-id", ERROR, "the ID {id} is also in {other}", "supportctl doctor --fix"),
    Rule(
        "S110",
        "schema-newer",
        ERROR,
        "has schema {schema}, newer than this supportctl knows ({known}); it can be read, not changed",
        "install a newer supportctl",
    ),
    Rule("S111", "schema-older", WARNING, "has schema {schema}; {known} is current", "supportctl migrate"),
    Rule(
        "S120",
        "section-twice",
        ERROR,
        "the section {name} stands twice, first in line {first}",
        "join the two into one",
    ),
    Rule(
        "S121",
        "timeline-missing",
        ERROR,
        "has no timeline (## Timeline or ## 时间线)",
        "restore it: git log -p -- {path}",
    ),
    Rule("S122", "value-malformed", ERROR, "{name}: {value} will not do: {reason}"),
    Rule(
        "S123",
        "fence-open",
        WARNING,
        "a code block begins here and does not end; it hides the headings below it",
        "close it with {fence}",
    ),
    # K: the knowledge base
    Rule("K701", "article-name", ERROR, "is not named like an article (KB-YYYYMMDD-XXXXX.md)"),
    Rule(
        "K702",
        "article-section-empty",
        WARNING,
        "the section {name} is empty or missing",
        "supportctl kb edit {id} -e",
        "M-2.2",
    ),
    Rule(
        "K703",
        "article-personal-data",
        ERROR,
        "{found} looks like somebody's address or number",
        "take it out: supportctl kb edit {id} -e",
    ),
    Rule(
        "K704",
        "article-fix-half",
        WARNING,
        "has {given} but no {other}; a known error needs both",
        "supportctl kb edit {id} --fix-owner WHO --fix-version VERSION",
        "M-2.5",
    ),
    Rule("K705", "article-translates-itself", ERROR, "says that it is a translation of itself"),
    Rule("K706", "translation-orphaned", ERROR, "is a translation of {target}, which is not here"),
    Rule("K707", "article-names-nothing", WARNING, "names {target}, which is not here"),
    Rule(
        "K708",
        "article-environment-vague",
        WARNING,
        "the environment says {found}, which is another one tomorrow",
        "name the version: supportctl kb edit {id} -e",
        "M-2.2",
    ),
    Rule(
        "K709",
        "article-without-version",
        INFO,
        "names no version, neither in the environment nor in versions",
        "supportctl kb edit {id} --release VERSION",
        "M-2.2",
    ),
    Rule(
        "K710",
        "article-twin",
        WARNING,
        "the title is much like that of {other}: {title}",
        "keep one and retire the other, or say in the title what differs",
    ),
    Rule(
        "K711",
        "translation-behind",
        WARNING,
        "is older than its original: {source} has changed since",
        "bring it up to date: supportctl kb edit {id} -e; or, if it still holds: supportctl kb review {id}",
    ),
    Rule(
        "K712",
        "article-names-customer",
        WARNING,
        "names the customer {customer}, or somebody who works there",
        "tell the problem without whose it was: supportctl kb edit {id} -e",
    ),
    # T: templates
    Rule("T751", "template-syntax", ERROR, "does not parse: {reason}"),
    Rule("T752", "template-unknown-name", INFO, "{name} has to be given: --set {name}=TEXT"),
    Rule("T753", "template-one-language", WARNING, "has no {other} beside it"),
    Rule("T754", "template-name", WARNING, "is not named like a template (NAME.en.md.j2 or NAME.zh.md.j2)"),
    Rule("T755", "template-include", ERROR, "includes {name}, which is not among the templates"),
    Rule("T756", "template-stopped", ERROR, "was stopped: {reason}"),
    Rule("T757", "template-not-looked-at", WARNING, "was not looked at: one before it used up the time"),
    # C: the desk's configuration
    Rule("C801", "config-malformed", ERROR, "cannot be used: {reason}"),
    Rule("C802", "config-value", ERROR, "{key} must be {wanted}"),
    Rule("C803", "config-choice", ERROR, "{key}: {value} is not one of {allowed}"),
    Rule("C804", "config-newer", ERROR, "has version {version}, but this supportctl knows only {known}"),
    Rule("C805", "config-key", WARNING, "the key {key} is unknown; did you mean {guess}?"),
    Rule(
        "C806",
        "config-secret",
        ERROR,
        "{key} is for everybody to read who has this repository; take it out, and change the password",
        "give it in the environment: SUPPORTCTL_SMTP_PASSWORD",
    ),
    # C81: customers/*.yaml
    Rule("C810", "customer-malformed", ERROR, "is not a list of keys and values", "git log -p -- {path}"),
    Rule("C811", "customer-value", ERROR, "{key} must be {wanted}"),
    Rule("C812", "customer-choice", ERROR, "{key}: {value} is not one of {allowed}"),
    Rule("C813", "customer-key", WARNING, "the key {key} is unknown; did you mean {guess}?"),
    Rule("C814", "customer-name", ERROR, "is not named like a customer (a-z, 0-9, -, _ and . before .yaml)"),
    Rule("C820", "status-type", ERROR, "the status {status} has the type {type}, not one of {allowed}"),
    Rule("C821", "guard-unknown", ERROR, "there is no guard {guard}; there are {allowed}"),
    Rule("C822", "status-unknown", ERROR, "there is no status {status}", "supportctl workflow show"),
    Rule("C823", "status-unreachable", ERROR, "no ticket can ever come to the status {status}"),
    Rule("C824", "status-trap", ERROR, "no ticket can ever be closed from the status {status}"),
    Rule("C825", "lifecycle-malformed", ERROR, "{key} must be {wanted}"),
    Rule(
        "C826", "lifecycle-since", ERROR, "since: {value} must be a time with an offset, later than the last"
    ),
    # E: events of the timeline
    Rule(
        "E201",
        "not-an-event",
        ERROR,
        "this is not an event of the timeline: {found}",
        "move the text above the timeline, or record it: supportctl note",
    ),
    Rule(
        "E202",
        "event-malformed",
        ERROR,
        "the event #{id} is not written the way supportctl writes it",
        "events are never edited; restore it: git log -p -- {path}",
    ),
    Rule("E203", "event-value", ERROR, "the event #{id}: {name}: {value} is not one of {allowed}"),
    Rule("E204", "event-incomplete", ERROR, "the event #{id} lacks {name}"),
    Rule(
        "E205",
        "event-twice",
        ERROR,
        "the event #{id} stands twice with different content",
        "keep the one that git log -p -- {path} shows first",
    ),
    Rule("E206", "event-order", ERROR, "the event #{id} is not later than the one before it", mends=True),
    Rule("E207", "event-time", ERROR, "the event #{id}: {name}: {value} is not a time with an offset"),
    Rule("E208", "not-created-first", ERROR, "the timeline does not begin with a created event"),
    Rule("E209", "event-reference", WARNING, "the event #{id}: {name}: {value} is no event of this ticket"),
    Rule("E210", "created-again", ERROR, "the event #{id} creates the ticket a second time"),
    Rule("E211", "event-number", ERROR, "the event #{id}: {name}: {value} is not a whole number"),
)

RULES = {rule.code: rule for rule in (*_TABLE, *CHECKED, *CLOCK)}
