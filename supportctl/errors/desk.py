"""The desk and its files: what cannot be read or written, and work done by hand that is never swept away."""

from supportctl.errors import Broken, Refused


class NoDesk(Broken):
    message = "{path} is not in a supportctl desk (no supportctl.yaml here or above)"
    fix = "supportctl init"


class DeskNotAtTop(Broken):
    message = "the desk {path} is not the top of its Git repository, {top}"
    fix = "keep a desk in a repository of its own (docs/decisions.md)"


class SampleWantsNewDesk(Refused):
    message = "{path} is a desk already; the sample wants a folder of its own"
    fix = "supportctl init --demo DIR"


class DeskLocked(Refused):
    message = "another supportctl (process {pid}) has held {path} for over {seconds} s; nothing was written"
    fix = "let it finish, or look at it with ps -p {pid}"


class BrokenFiles(Broken):
    """Files that cannot be read; the details are their findings, one a line."""

    message = "files that cannot be read stand in the way:"


class ConfigBroken(BrokenFiles):
    message = "supportctl.yaml cannot be used as it is"


class NewerSchema(Broken):
    message = "{path} was written by a newer supportctl (schema {schema}); this one only reads it"
    fix = "pip install --upgrade supportctl"


class EditWentWrong(Broken):
    """The guard against ourselves: an edit that would change more than its field is never saved."""

    message = "{path}: changing {name} would change something else as well; nothing was written"
    fix = "bring the front matter into the plain form of docs/format.md, then try again"


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
