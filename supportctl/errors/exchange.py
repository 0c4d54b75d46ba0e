"""What goes to other clones and comes from them: remotes, and merging what both sides changed."""

from supportctl.errors import Broken, Refused


class NoRemote(Refused):
    message = "there is no remote repository to exchange with"
    fix = "git remote add origin URL"


class Offline(Broken):
    """`count` commits wait here."""

    message = "{remote} cannot be reached: {reason}"
    fix = "nothing is lost: {count} commits wait here; try again later: supportctl sync"


class PushRefused(Refused):
    message = "{remote} refused what was sent: {reason}"
    fix = "your commits are safe here; when the reason is gone: supportctl sync"


class HistoryRewritten(Refused):
    """`details` name the commits that vanished."""

    message = "the history of {branch} was rewritten: {count} commits that were there have vanished"
    fix = (
        "ask who did it; to bring them back from here: supportctl sync --rewritten; to do without: git clone"
    )


class InTheWayOfSync(Refused):
    """`details` name the files."""

    message = "uncommitted work is in the way of what others did"
    fix = "commit it (or: git stash), then: supportctl sync"


class CannotMerge(Refused):
    message = "{path} was changed on both sides in a way that supportctl cannot merge: {reason}"
    fix = "git merge {branch}"


class MergeConflict(Refused):
    """`details` name what both sides changed."""

    message = "merged {branch} except for {count} files, which both sides changed in the same place"
    fix = "settle what stands between <<<<<<< and >>>>>>>, then: supportctl git resolve"


class NotMarked(Refused):
    message = "{path} has no conflict that supportctl could read"
    fix = "mend it in an editor, or take the last good version: git log -p -- {path}"


class NotSettled(Refused):
    """`details` name what both sides changed."""

    message = "{count} files still need a decision"
    fix = "settle what stands between <<<<<<< and >>>>>>>, then: supportctl git resolve"
