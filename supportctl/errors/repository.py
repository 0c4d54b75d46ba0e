"""The Git repository here: its state, its setting, and Git itself."""

from supportctl.errors import Broken, NotFound, Refused


class NoRepository(Broken):
    message = "{path} is not in a Git repository"
    fix = "git init"


class BareRepository(Refused):
    message = "{path} is a bare repository: it has no work tree to write to"
    fix = "git clone {path} DESK, and work there"


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


class NoRevision(NotFound):
    message = "there is no revision {revision} here"
    fix = "git log --oneline"


class GitMissing(Broken):
    message = "the git program was not found"
    fix = "install Git 2.38 or newer and put it on PATH"


class GitFailed(Broken):
    message = "git {command} failed: {reason}"


class GitLocked(Refused):
    """A lock of somebody else's Git: waited for and named, never deleted."""

    message = "another Git command has held {path} for {age} s; nothing was written"
    fix = "let it finish; if no Git command is running any more, rm {path}"


class UnderWay(Refused):
    """`state` is Git's own word; `finish` and `leave` are its commands."""

    message = "a {state} is under way in {path}; nothing was written"
    fix = "finish it with {finish}, or leave it with {leave}"


class DetachedHead(Refused):
    message = "HEAD is detached at {commit}: a change made here would belong to no branch"
    fix = "git switch BRANCH, or git switch -c BRANCH to keep what is here"


class Unmerged(Refused):
    message = "{path} has an unsettled conflict; nothing was written"
    fix = "settle it and run git add -- {path}"


class NoIdentity(Refused):
    message = "Git does not know who you are; nothing was written"
    fix = "git config --global user.name 'YOUR NAME' and git config --global user.email YOU@EXAMPLE.ORG"


class HookRefused(Refused):
    """`details` carry the hook's own last words."""

    message = "the {hook} hook refused the change; nothing was written"
    fix = "mend what the hook names, then run the command again"


class HooksElsewhere(Refused):
    message = (
        "core.hooksPath puts the hooks of this clone into {path}, which may be shared; nothing was written"
    )
    fix = (
        "call supportctl check --staged from the pre-commit hook there, or git config --unset core.hooksPath"
    )


class SigningFailed(Refused):
    message = "the commit could not be signed; nothing was written: {reason}"
    fix = "put the signing key right, or turn signing off here with git config commit.gpgsign false"


class AttributeTaken(Refused):
    message = "{path} and its like are merged by {driver} already"
    fix = "take merge={driver} out of .gitattributes, then: supportctl git install"


class Contended(Refused):
    message = "{branch} moved {tries} times while the change was being written; nothing was written"
    fix = "run the command again"
