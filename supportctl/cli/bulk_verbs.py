"""What `supportctl bulk` can do to each ticket: the verbs, and what each makes of its words."""

from collections.abc import Callable, Sequence

from supportctl.actions import evidence, fields, moving, people, tickets
from supportctl.actions.change import Decision
from supportctl.actions.evidence import Step
from supportctl.cli import given
from supportctl.cli.commands.lists import target_of
from supportctl.cli.options import text_of
from supportctl.cli.work import Work
from supportctl.domain.frozen import frozen
from supportctl.domain.markup import clean, one_line
from supportctl.domain.near import near
from supportctl.domain.schema import BY_NAME, LINK_KINDS, PRIORITIES, Value, fault_of
from supportctl.errors import Said
from supportctl.errors.command import BadValue, EmptyText, Misused, UnknownValue

EDITABLE = ("category", "impact", "difficulty", "customer", "product", "version", "module", "cause", "ref")


@frozen
class Given:
    """The words of the command line behind the verb."""

    values: tuple[str, ...]
    remove: tuple[str, ...]
    message: tuple[str, ...]
    file: str

    @property
    def reason(self) -> str:
        return one_line(" ".join(self.message))


@frozen
class Verb:
    usage: str
    build: Callable[[Work, Given], Step]
    values: range = range(1, 2)


def step(work: Work, verb: str, words: Given) -> Step:
    """The change as it is made to each ticket; raises what the verb's own command would."""
    known = tuple(VERBS)
    if verb not in VERBS:
        raise UnknownValue("VERB", verb, known, *near(verb, known))
    count = len(words.values) + len(words.remove)
    if count not in VERBS[verb].values or (words.remove and verb != "tag"):
        usage = f"supportctl bulk QUERY {VERBS[verb].usage}"
        raise Misused(problem=Said("{verb} is given as {usage}", verb=verb, usage=usage), way=_HELP)
    return VERBS[verb].build(work, words)


_HELP = Said("supportctl bulk --help")


def _setting(name: str, value: Value, reason: str = "") -> Step:
    return tickets.setting({name: value}, reason)


def _priority(work: Work, words: Given) -> Step:
    del work
    (value,) = words.values
    if value.upper() not in PRIORITIES:
        raise UnknownValue("priority", value, PRIORITIES)
    return _setting("priority", value.upper(), _needed(words))


def _needed(words: Given) -> str:
    if not words.reason:
        raise EmptyText(name=Said("reason"))
    return words.reason


def _assign(work: Work, words: Given) -> Step:
    return _setting("assignee", people.assignee(work.desk, words.values[0]), words.reason)


def _team(work: Work, words: Given) -> Step:
    return _setting("team", people.team(work.desk, words.values[0]), words.reason)


def _tag(work: Work, words: Given) -> Step:
    del work
    add = tuple(dict.fromkeys(word.removeprefix("+") for word in words.values))
    wrong = fault_of(BY_NAME["tags"], add)
    if wrong:
        raise BadValue(name="tags", value=" ".join(add), reason=wrong)
    return fields.listing("tags", add=add, remove=words.remove, reason=words.reason)


def _link(work: Work, words: Given) -> Step:
    kind, wanted = words.values
    if kind not in LINK_KINDS:
        raise UnknownValue("link", kind, LINK_KINDS, *near(kind, LINK_KINDS))
    target = target_of(work, kind, wanted)
    item = f"{kind} {target}"
    wrong = fault_of(BY_NAME["links"], (item,))
    if wrong:
        raise BadValue(name="links", value=item, reason=wrong)
    linked = fields.listing("links", add=(item,), reason=words.reason)
    return lambda ticket: Decision("") if ticket.id == target else linked(ticket)


def _note(work: Work, words: Given) -> Step:
    text = clean(text_of(work.session, words.message, file=words.file, edit=False, name="note"))
    return tickets.noting(text)


def _edit(work: Work, words: Given) -> Step:
    del work
    values: dict[str, Value] = {}
    for word in words.values:
        name, equals, value = word.partition("=")
        if name not in EDITABLE or not equals:
            raise UnknownValue("NAME=VALUE", word, tuple(f"{name}=" for name in EDITABLE))
        values[name] = one_line(value)
    return tickets.setting(values, words.reason)


def _eta(work: Work, words: Given) -> Step:
    (time,) = words.values
    value = "" if time in people.NOBODY else given.moment(work, time)
    return _setting("eta", value, words.reason)


def _snooze(work: Work, words: Given) -> Step:
    until = given.moment(work, words.values[0])
    return evidence.event("snooze", "snooze", until=until, reason=_needed(words))


def _to(status: str) -> Callable[[Work, Given], Step]:
    return lambda work, words: _moving(work, status, words)


def _move(work: Work, words: Given) -> Step:
    return _moving(work, words.values[0], words)


def _moving(work: Work, status: str, words: Given) -> Step:
    known: Sequence[str] = work.desk.statuses
    if status not in known:
        raise UnknownValue("status", status, tuple(known), *near(status, known))
    said = given.words_of(reason=words.reason)
    return moving.to(work.desk, work.doing(), status, words=said)


def _resume(work: Work, words: Given) -> Step:
    return moving.resuming(work.desk, work.doing(), words=given.words_of(reason=words.reason))


NONE = range(1)
VERBS = {
    "priority": Verb("priority P1|P2|P3|P4 -m REASON", _priority),
    "assign": Verb("assign WHO|none", _assign),
    "team": Verb("team TEAM|none", _team),
    "tag": Verb("tag +TAG|-TAG...", _tag, range(1, 33)),
    "note": Verb("note -m TEXT", _note, NONE),
    "edit": Verb("edit NAME=VALUE...", _edit, range(1, 10)),
    "eta": Verb("eta TIME|none", _eta),
    "snooze": Verb("snooze TIME -m REASON", _snooze),
    "link": Verb("link KIND TARGET", _link, range(2, 3)),
    "move": Verb("move STATUS", _move),
    "resume": Verb("resume", _resume, NONE),
    "close": Verb("close", _to("closed"), NONE),
    "cancel": Verb("cancel -m REASON", _to("cancelled"), NONE),
}
