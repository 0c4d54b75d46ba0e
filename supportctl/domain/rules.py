"""The rules that need more than one file read by itself: the lifecycle, the past, references, privacy."""

from supportctl.domain.rule import ERROR, INFO, WARNING, Rule

CHECKED = (
    # W: the workflow
    Rule(
        "W201",
        "step-illegal",
        ERROR,
        "the event #{id} takes the ticket from {source} to {target}, a step the lifecycle does not have",
        "record the steps between: supportctl move",
        "M-1.4",
    ),
    Rule(
        "W202",
        "guard-missing",
        ERROR,
        "the event #{id} made it {target} without {what} ({clause})",
        "{way}",
        "M-2",
    ),
    Rule(
        "W203",
        "state-disagrees",
        ERROR,
        "{name} is {held}, but the timeline says {told}",
        "put {name} back to {told}, then change it with supportctl edit",
    ),
    Rule(
        "W204",
        "decided-by-merge",
        WARNING,
        "{name} was set on both sides of a merge: from {source} to {target}, which stands, and to {other}",
        "say which one is meant: supportctl edit or supportctl move",
    ),
    Rule("W205", "merged-nowhere", ERROR, "is merged, but no event says into which ticket", clause="M-1.4"),
    Rule("W206", "standing-guard", ERROR, "is {status} without {what} ({clause})", "{way}", "M-2"),
    # H: the past, against the base
    Rule("H301", "event-edited", ERROR, "the event #{id} is not what it was in {base}", "{way}", "M-1.4"),
    Rule("H302", "event-removed", ERROR, "the event #{id} of {base} is gone", "{way}", "M-1.4"),
    Rule("H303", "events-reordered", ERROR, "the events of {base} stand in another order", "{way}", "M-1.4"),
    Rule(
        "H304",
        "event-backdated",
        WARNING,
        "the new event #{id} is dated before events that were on record already",
        "use --at for when it happened; the heading says when it was recorded",
        "M-1.4",
    ),
    Rule(
        "H305", "fixed-field-changed", ERROR, "{name} never changes; it was {old}, now it is {new}", "{way}"
    ),
    Rule(
        "H306",
        "ticket-deleted",
        ERROR,
        "the ticket was deleted",
        "git checkout {base} -- {path}; to end a ticket: supportctl cancel",
        "M-1.4",
    ),
    Rule("H307", "ticket-moved", ERROR, "the ticket was moved here from {old}", "git mv {path} {old}"),
    Rule(
        "H308",
        "actor-differs",
        WARNING,
        "the event #{id} is signed {actor}, but {author} made the commit {commit}",
        "record it with supportctl, or with --as for somebody else",
    ),
    Rule(
        "H309",
        "section-edited",
        WARNING,
        "the section {name} was changed, and no event says so",
        "supportctl edit --adopt",
    ),
    Rule(
        "H310",
        "was-readable",
        ERROR,
        "could be read in {base} and cannot be read now",
        "git diff {base} -- {path}",
    ),
    Rule(
        "H390",
        "past-unknown",
        ERROR,
        "the rules of history could not run: this clone does not reach back to where {ref} and HEAD part",
        "git fetch --unshallow, or fetch-depth: 0 (GitHub), GIT_DEPTH: 0 (GitLab)",
    ),
    # M: messages
    Rule(
        "M401",
        "placeholder-left",
        WARNING,
        "the message #{id} went out with the placeholder {found}",
        "send the customer a corrected message: supportctl reply",
        "M-1.4",
    ),
    Rule(
        "M402",
        "note-quoted",
        WARNING,
        "the message #{id} repeats the internal note #{note} to the customer",
        "see whether the customer was meant to read it",
        "M-1.4",
    ),
    Rule(
        "M403",
        "messenger-only",
        WARNING,
        "the customer was told everything by messenger; nothing is on a formal channel",
        "supportctl reply --channel email repeats it formally",
        "M-2.1.1",
    ),
    # R: references
    Rule("R501", "link-dead", ERROR, "links to {target}, which is not in this desk", "supportctl unlink"),
    Rule("R502", "link-to-itself", WARNING, "links to itself", "supportctl unlink"),
    Rule(
        "R503",
        "customer-unknown",
        WARNING,
        "the customer {customer} has no file in customers/",
        "supportctl customer new {customer}",
        "M-2.1.2",
    ),
    Rule(
        "R504",
        "person-unknown",
        WARNING,
        "the {role} {person} is nobody of the team",
        "supportctl assign, or add {person} to team: in supportctl.yaml",
        "M-2.4.1",
    ),
    # P: privacy
    Rule(
        "P601",
        "private-key",
        ERROR,
        "holds a private key",
        "take it out and replace the key: whoever has read it can use it",
    ),
    Rule(
        "P602",
        "access-token",
        ERROR,
        "holds what looks like a secret: {what} (fingerprint {fingerprint})",
        "take it out and revoke it; a false alarm is allowed with --allow-secret {fingerprint}",
    ),
    Rule(
        "P603",
        "password",
        WARNING,
        "holds what looks like a password (fingerprint {fingerprint})",
        "replace it with ***, and have it changed",
    ),
    Rule(
        "P604",
        "card-number",
        WARNING,
        "holds the number of a payment card (fingerprint {fingerprint})",
        "replace it with its last four digits",
    ),
    Rule(
        "P605",
        "identity-number",
        WARNING,
        "holds a Chinese identity card number (fingerprint {fingerprint})",
        "replace it with ***",
    ),
    Rule(
        "P606",
        "phone-number",
        WARNING,
        "holds a telephone number (fingerprint {fingerprint})",
        "keep it in customers/ and name the contact",
    ),
    Rule(
        "P607",
        "mail-address",
        INFO,
        "holds a mail address (fingerprint {fingerprint})",
        "keep it in customers/ and name the contact",
    ),
    Rule(
        "P608",
        "invisible-character",
        WARNING,
        "has the invisible character {character}, which can make text read otherwise than it is",
        "delete it",
    ),
    # X: the checks themselves
    Rule(
        "X901", "suppression-unused", WARNING, "ignores {ignored}, which is not found here", "delete the line"
    ),
    Rule(
        "X902",
        "suppression-without-reason",
        ERROR,
        "ignores {ignored} without a reason, or a code that cannot be ignored in a file",
        "supportctl: ignore CODE REASON",
    ),
)
