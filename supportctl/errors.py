"""Every refusal of supportctl, each with its exit code.

    SupportctlError
      Usage        2  the words of the command are off
      NotFound     3  nothing, or more than one thing, answers to that name
      Refused      4  a rule, a conflict or the state of the repository says no
      Broken       5  a file, the repository or the disk is in no state to go on
      Cancelled    6  the person said no at a prompt

A message is English with {placeholders}; `render/words.py` says it in the reader's language.
This module imports nothing, so every layer may raise.
"""


class Said:
    """A sentence not yet put into a language: the English text and the values of its placeholders."""

    __slots__ = ("params", "text")

    def __init__(self, text: str, /, **params: object) -> None:
        self.text = text
        self.params = params

    def __str__(self) -> str:
        return self.text.format(**self.params)

    def __repr__(self) -> str:
        return f"Said({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Said) and (self.text, self.params) == (other.text, other.params)

    def __hash__(self) -> int:
        return hash(self.text)


class SupportctlError(Exception):
    """What every refusal shares: what is wrong (`message`), more of it (`details`), the way out (`fix`)."""

    exit_code = 70
    message = "{reason}"
    fix = ""

    def __init__(self, details: "tuple[Said, ...]" = (), **params: object) -> None:
        self.params = params
        self.details = details
        super().__init__(self.message.format(**params))

    @property
    def said(self) -> Said:
        return Said(self.message, **self.params)

    @property
    def way_out(self) -> Said | None:
        return Said(self.fix, **self.params) if self.fix else None


class Usage(SupportctlError):
    exit_code = 2


class NotFound(SupportctlError):
    exit_code = 3


class Refused(SupportctlError):
    exit_code = 4


class Broken(SupportctlError):
    exit_code = 5


class Cancelled(SupportctlError):
    exit_code = 6
    message = "cancelled; nothing was written"


# --- 2: the words of the command -------------------------------------------------------------


class UnknownValue(Usage):
    """A word outside a closed list; `allowed` names the list, `guess` the nearest word."""

    message = "{name}: {value} is not one of {allowed}"

    def __init__(self, name: str, value: str, allowed: "tuple[str, ...]", guess: str = "") -> None:
        if guess:
            self.fix = "did you mean {guess}?"
        super().__init__(name=name, value=value, allowed=", ".join(allowed), guess=guess)


class BadTime(Usage):
    message = "{value} is not a time supportctl understands"
    fix = "try 2026-09-14T15:00+08:00, 15:00, +2h, 3d, 5bd, eod, tomorrow 9am, 明天下午3点 or 下周一"


class UnknownRule(Usage):
    message = "{option}: no rule has the code or the name {wanted}"
    fix = "supportctl rule --all"


class EmptyText(Usage):
    message = "{name} is empty; nothing was written"
    fix = "give it with -m TEXT, -F FILE, -F - or -e"


class BadValue(Usage):
    message = "{name}: {value} will not do: {reason}"


class Misused(Usage):
    """The parser could not read the command line; `problem` and `way` are whole sentences."""

    message = "{problem}"
    fix = "{way}"


class SameLookup(Usage):
    message = "articles were found, so the outcome is a hit, not {outcome}"
    fix = "give --hit, or --miss, or --not-applicable"


class NobodyToAsk(Usage):
    message = "no answer to '{question}', and nobody is here to give one"
    fix = "give it with {flag}"


class BadQuery(Usage):
    """`details` are the query and, below it, a caret at the character that is meant."""

    message = "the query is not understood: {reason}"
    fix = "{way}"


class TemplateIncomplete(Usage):
    """`missing` are the names as they stand in the template, `way` the options that give them."""

    message = "the template {name} needs {missing}"
    fix = "give it with {way}"


# --- 3: no such thing ------------------------------------------------------------------------


class TicketNotFound(NotFound):
    message = "no ticket answers to {wanted}"
    fix = "supportctl list"


class TicketAmbiguous(NotFound):
    message = "{wanted} could be {count} tickets; give more of the ID"


class CustomerNotFound(NotFound):
    """`guess` is the slug of the nearest name, if one is near."""

    message = "no customer answers to {wanted}"
    fix = "supportctl customer list; a new one: supportctl customer new {wanted}"

    def __init__(self, wanted: str, guess: str = "") -> None:
        if guess:
            self.fix = "did you mean {guess}?"
        super().__init__(wanted=wanted, guess=guess)


class ContactNotFound(NotFound):
    """The details are the contacts there are."""

    message = "{customer} has no contact {wanted}"
    fix = "supportctl customer edit {customer} --contact-name NAME adds one"


class ArticleNotFound(NotFound):
    message = "no article answers to {wanted}"
    fix = "supportctl kb list"


class ArticleAmbiguous(NotFound):
    message = "{wanted} could be {count} articles; give more of the ID"


class NothingKept(NotFound):
    message = "no answers are kept here"
    fix = "supportctl new"


class EventNotFound(NotFound):
    message = "{id} has no event {wanted}"
    fix = "supportctl history {id}"


class NotThere(NotFound):
    message = "{id} was not there at {revision}"
    fix = "supportctl history {id}"


class TemplateNotFound(NotFound):
    message = "there is no template {name}"
    fix = "supportctl template list"

    def __init__(self, name: str, guess: str = "") -> None:
        if guess:
            self.fix = "did you mean {guess}?"
        super().__init__(name=name, guess=guess)


class NoRevision(NotFound):
    message = "there is no revision {revision} here"
    fix = "git log --oneline"


class CalendarUnknown(NotFound):
    message = "there is no calendar {name}; there are {known}"


class NoRule(NotFound):
    message = "there is no rule {wanted}"
    fix = "supportctl rule --all"


class NoSuchEvent(NotFound):
    message = "{id} has no event {event}"
    fix = "supportctl history {id}"


class NoLastTicket(NotFound):
    message = "no ticket was shown or created here yet, so @last means nothing"
    fix = "supportctl list"


# --- 4: a rule or the repository's state says no ----------------------------------------------


class UnderWay(Refused):
    """`state` is Git's own word; `finish` and `leave` are its commands."""

    message = "a {state} is under way in {path}; nothing was written"
    fix = "finish it with {finish}, or leave it with {leave}"


class DetachedHead(Refused):
    message = "HEAD is detached at {commit}: a change made here would belong to no branch"
    fix = "git switch BRANCH, or git switch -c BRANCH to keep what is here"


class BareRepository(Refused):
    message = "{path} is a bare repository: it has no work tree to write to"
    fix = "git clone {path} DESK, and work there"


class Unmerged(Refused):
    message = "{path} has an unsettled conflict; nothing was written"
    fix = "settle it and run git add -- {path}"


class HandEdited(Refused):
    """The user's own uncommitted work is never overwritten and never swept into our commit."""

    message = "{path} was edited by hand and the edit is not committed; nothing was written"
    fix = "git commit -- {path} keeps the edit, git restore -- {path} drops it, --adopt takes it along"


class StagedByHand(HandEdited):
    message = "{path} has a staged change that is not committed; nothing was written"
    fix = "git commit -- {path} keeps it, git restore --staged -- {path} unstages it, --adopt takes it along"


class DeletedByHand(HandEdited):
    message = "{path} was deleted by hand and the deletion is not committed; nothing was written"
    fix = "git restore -- {path} brings it back, git commit -- {path} keeps it deleted"


class InTheWay(HandEdited):
    message = "{path} is already there, but Git does not know it; nothing was written"
    fix = "git add -- {path} and git commit -- {path} keep it; else move it away"


class StatusByHand(Refused):
    message = "{path}: the status was changed by hand to {status}; a status goes through the lifecycle"
    fix = "put the old status back, then supportctl move {id} {status}"


class FixedByHand(Refused):
    message = "{path}: {name} never changes, but was edited by hand; nothing was written"
    fix = "git diff -- {path} shows the edit, git restore -- {path} drops it"


class TimelineByHand(Refused):
    message = "{path}: the timeline was edited by hand, but is only ever added to; nothing was written"
    fix = "git diff -- {path} shows the edit; take it back, then supportctl redact or supportctl undo"


class ChangedMeanwhile(Refused):
    message = "{path} changed while you were writing; nothing was written"
    fix = "run the command again"


class NothingToRedact(Refused):
    message = "{id}: the event #{event} has no text; nothing was written"
    fix = "supportctl history {id}"


class NothingToTake(Refused):
    message = "no live ticket is without an assignee"
    fix = "supportctl list no:assignee"


class NoIdentity(Refused):
    message = "Git does not know who you are; nothing was written"
    fix = "git config --global user.name 'YOUR NAME' and git config --global user.email YOU@EXAMPLE.ORG"


class HooksElsewhere(Refused):
    message = (
        "core.hooksPath puts the hooks of this clone into {path}, which may be shared; nothing was written"
    )
    fix = (
        "call supportctl check --staged from the pre-commit hook there, or git config --unset core.hooksPath"
    )


class HookRefused(Refused):
    """`details` carry the hook's own last words."""

    message = "the {hook} hook refused the change; nothing was written"
    fix = "mend what the hook names, then run the command again"


class SigningFailed(Refused):
    message = "the commit could not be signed; nothing was written: {reason}"
    fix = "put the signing key right, or turn signing off here with git config commit.gpgsign false"


class DeskLocked(Refused):
    message = "another supportctl (process {pid}) has held {path} for over {seconds} s; nothing was written"
    fix = "let it finish, or look at it with ps -p {pid}"


class GitLocked(Refused):
    """A lock of somebody else's Git: waited for and named, never deleted."""

    message = "another Git command has held {path} for {age} s; nothing was written"
    fix = "let it finish; if no Git command is running any more, rm {path}"


class Contended(Refused):
    message = "{branch} moved {tries} times while the change was being written; nothing was written"
    fix = "run the command again"


class TransitionRefused(Refused):
    """No such step in the lifecycle; `allowed` names the steps there are."""

    message = "{id} is {source}; it cannot become {target}"

    def __init__(self, *, id: str, source: str, target: str, allowed: "tuple[Said, ...]") -> None:  # noqa: A002
        super().__init__(allowed, id=id, source=source, target=target)


class GuardRefused(Refused):
    """Steps the lifecycle knows, but something is missing; the details list all of it."""

    message = "{id} cannot become {target} yet; it lacks:"

    def __init__(self, *, id: str, target: str, missing: "tuple[Said, ...]") -> None:  # noqa: A002
        super().__init__(missing, id=id, target=target)


class CustomerExists(Refused):
    message = "there is a customer {slug} already; nothing was written"
    fix = "supportctl customer show {slug}, or supportctl customer edit {slug}"


class MemberExists(Refused):
    message = "{slug} is on the team already ({name}); nothing was written"
    fix = "supportctl team list"


class NotOverridable(Refused):
    message = "{id} → {target}: {guards} cannot be passed over; with a reason the lifecycle allows: {allowed}"
    fix = "supportctl workflow show"


class SecretFound(Refused):
    """`details` say where and what; the secret itself is never repeated."""

    message = "{path} would hold a secret; nothing was written"
    fix = "take it out; if it is no secret, say so: --allow-secret {fingerprint}"


class ImportRefused(Refused):
    message = "{count} lines cannot be imported; nothing was written"
    fix = "mend the lines, or leave them out with --keep-going"


class ArticleRefused(Refused):
    """A step in an article's life that its state or its content does not allow; the details say why."""

    message = "{id} cannot be {done} as it is:"
    fix = "supportctl kb edit {id} -e"


class TemplateRefused(Refused):
    """What a template may not do, or not that long; the reason is the template engine's own words."""

    message = "the template {path} was stopped: {reason}"
    fix = "supportctl template lint"


class ArticleFixed(Refused):
    message = "{id}: {name} of an article never changes; nothing was written"


class MergeIntoItself(Refused):
    message = "{id} cannot be merged into itself"
    fix = "supportctl merge {id} TARGET"


class MergeAcrossCustomers(Refused):
    message = "{id} is of {customer}, {target} of {other}; tickets of two customers are never merged"
    fix = "supportctl link {id} relates {target}"


class MergeIntoDone(Refused):
    message = "{target} is {status}; nobody would look there for {id}"
    fix = "supportctl link {id} relates {target}"


class SampleWantsNewDesk(Refused):
    message = "{path} is a desk already; the sample wants a folder of its own"
    fix = "supportctl init --demo DIR"


class NothingToUndo(Refused):
    message = "{id}: there is nothing to undo"


class AttributeTaken(Refused):
    message = "{path} and its like are merged by {driver} already"
    fix = "take merge={driver} out of .gitattributes, then: supportctl git install"


class NotMarked(Refused):
    message = "{path} has no conflict that supportctl could read"
    fix = "mend it in an editor, or take the last good version: git log -p -- {path}"


class NotSettled(Refused):
    """`details` name what both sides changed."""

    message = "{count} files still need a decision"
    fix = "settle what stands between <<<<<<< and >>>>>>>, then: supportctl git resolve"


class NoRemote(Refused):
    message = "there is no remote repository to exchange with"
    fix = "git remote add origin URL"


class HistoryRewritten(Refused):
    """`details` name the commits that vanished."""

    message = "the history of {branch} was rewritten: {count} commits that were there have vanished"
    fix = (
        "ask who did it; to bring them back from here: supportctl sync --rewritten; to do without: git clone"
    )


class PushRefused(Refused):
    message = "{remote} refused what was sent: {reason}"
    fix = "your commits are safe here; when the reason is gone: supportctl sync"


class CannotMerge(Refused):
    message = "{path} was changed on both sides in a way that supportctl cannot merge: {reason}"
    fix = "git merge {branch}"


class InTheWayOfSync(Refused):
    """`details` name the files."""

    message = "uncommitted work is in the way of what others did"
    fix = "commit it (or: git stash), then: supportctl sync"


class MergeConflict(Refused):
    """`details` name what both sides changed."""

    message = "merged {branch} except for {count} files, which both sides changed in the same place"
    fix = "settle what stands between <<<<<<< and >>>>>>>, then: supportctl git resolve"


# --- 5: files, repository, disk ----------------------------------------------------------------


class WrongSystem(Broken):
    message = "supportctl runs on Linux and macOS, not on {system}"
    fix = "on Windows run it under WSL: wsl --install"


class NoDesk(Broken):
    message = "{path} is not in a supportctl desk (no supportctl.yaml here or above)"
    fix = "supportctl init"


class DeskNotAtTop(Broken):
    message = "the desk {path} is not the top of its Git repository, {top}"
    fix = "keep a desk in a repository of its own (docs/decisions.md)"


class BrokenFiles(Broken):
    """Files that cannot be read; the details are their findings, one a line."""

    message = "files that cannot be read stand in the way:"


class ConfigBroken(BrokenFiles):
    message = "supportctl.yaml cannot be used as it is"


class TemplateBroken(Broken):
    """The reason is the template engine's own words."""

    message = "the template {path} does not parse, line {line}: {reason}"
    fix = "supportctl template lint"


class NewerSchema(Broken):
    message = "{path} was written by a newer supportctl (schema {schema}); this one only reads it"
    fix = "pip install --upgrade supportctl"


class EditWentWrong(Broken):
    """The guard against ourselves: an edit that would change more than its field is never saved."""

    message = "{path}: changing {name} would change something else as well; nothing was written"
    fix = "bring the front matter into the plain form of docs/format.md, then try again"


class NoRepository(Broken):
    message = "{path} is not in a Git repository"
    fix = "git init"


class NotOurs(Broken):
    message = "{path} belongs to another user, so Git does not trust it"
    fix = "if you trust it: git config --global --add safe.directory {path}"


class WorkTreeElsewhere(Broken):
    message = "{path}: core.worktree puts the work tree of this repository into {worktree}"
    fix = "cd {worktree}"


class RefStorage(Broken):
    message = "{path} keeps its branches in a form supportctl does not read (reftable)"
    fix = "git refs migrate --ref-format=files"


class BrokenRef(Broken):
    message = "{path} does not name a commit"
    fix = "git fsck, then git reflog to find the last good commit"


class ObjectMissing(Broken):
    message = "object {oid} is missing from the repository"
    fix = "git fetch for a partial clone; else git fsck"


class GitMissing(Broken):
    message = "the git program was not found"
    fix = "install Git 2.38 or newer and put it on PATH"


class GitFailed(Broken):
    message = "git {command} failed: {reason}"


class Unreadable(Broken):
    message = "{path} could not be read: {reason}"


class Unwritable(Broken):
    message = "{path} could not be written: {reason}"


class TooLarge(Broken):
    message = "{path} has {size} bytes; the limit is {limit}"


class NotAFile(Broken):
    """A symbolic link, folder, submodule or device where a plain file belongs."""

    message = "{path} is not a plain file"
    fix = "git rm -- {path}, or move it out of the desk"


class NotAFolder(Broken):
    """A link leads out of the desk, a file leads nowhere."""

    message = "{path} is not a plain folder; nothing was written"
    fix = "move it away, or git restore -- {path}"


class UnfitPath(Broken):
    message = "{path} is no path for a file of the desk; nothing was written"


class Offline(Broken):
    """`count` commits wait here."""

    message = "{remote} cannot be reached: {reason}"
    fix = "nothing is lost: {count} commits wait here; try again later: supportctl sync"


# --- 6: the person said no ------------------------------------------------------------------------


class EditorFailed(Cancelled):
    message = "the editor {editor} ended with {code}; nothing was written"
