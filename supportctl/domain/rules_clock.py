"""The rules that read the clock: what is late, what is about to be, who has heard nothing."""

from supportctl.domain.rule import ERROR, INFO, WARNING, Rule

_REPLY = "supportctl reply {id} -m TEXT"
_DELAY = "supportctl delay {id} TIME -m REASON"
_REMIND = "supportctl remind {id} -m TEXT"
_RESUME = "supportctl resume {id}"

CLOCK = (
    Rule(
        "L901",
        "first-response-late",
        ERROR,
        "nobody has answered the customer yet: {elapsed} of {target}, due {due}",
        _REPLY,
        "M-2.1.2",
    ),
    Rule(
        "L902",
        "late-untold",
        ERROR,
        "{clock} late since {since} ({elapsed} of {target}); the customer was not told why and until when",
        _DELAY,
        "M-2.4.2",
    ),
    Rule(
        "L903",
        "late-told",
        WARNING,
        "{clock} late since {since} ({elapsed} of {target}); the customer expects it by {eta}",
        clause="M-2.4.2",
    ),
    Rule(
        "L904",
        "reply-late",
        ERROR,
        "the customer has waited for an answer since {start}: {elapsed} of {target}",
        _REPLY,
        "M-1.4",
    ),
    Rule(
        "L905",
        "silence",
        WARNING,
        "the customer has heard nothing for {elapsed}; promised is news every {target}",
        _REPLY,
        "M-1.4",
    ),
    Rule(
        "L906",
        "long-silence",
        ERROR,
        "the customer has heard nothing for {elapsed}, more than twice the {target} promised",
        _REPLY,
        "M-1.4",
    ),
    Rule(
        "L907",
        "eta-passed",
        ERROR,
        "the time promised, {eta}, has passed, and the customer was not told another",
        _DELAY,
        "M-2.4.2",
    ),
    Rule(
        "L908",
        "at-risk",
        WARNING,
        "{clock}: {share}% of {target} used; due {due}",
        clause="M-2.4.2",
    ),
    Rule(
        "L909",
        "under-way",
        INFO,
        "{clock}: {share}% of {target} used; due {due}",
        clause="M-2.4.2",
    ),
    Rule(
        "L910",
        "answer-unseen",
        ERROR,
        "the customer answered on {at}, but the ticket still waits for the customer",
        _RESUME,
        "M-1.4",
    ),
    Rule(
        "L911",
        "unconfirmed",
        WARNING,
        "resolved on {since}; for {days} working days the customer has neither confirmed nor been reminded",
        _REMIND,
        "M-2.5",
    ),
    Rule(
        "L912",
        "waits-long",
        WARNING,
        "waits for the customer since {since}; for {days} working days nobody has asked again",
        _REMIND,
        "M-2.4.2",
    ),
    Rule("L913", "check-passed", WARNING, "the next check was to be on {at}", _RESUME, "M-2.4.2"),
    Rule("L914", "snoozed", INFO, "is kept quiet until {until}: {reason}"),
    Rule(
        "L915",
        "calendar-ends",
        WARNING,
        "the official days of {year} are not known, so what falls due in it is provisional",
        "supportctl calendar import FILE",
    ),
    Rule(
        "L916",
        "escalation-due",
        WARNING,
        "{who} should know: {clock} has used {share}% of {target}",
        "supportctl escalate {id} {role}",
        "M-2.4.2",
    ),
    Rule(
        "L917",
        "messenger-unrepeated",
        ERROR,
        "#{event} was told by messenger on {at} and should have been repeated on a formal channel by {due}",
        "supportctl reply {id} -m TEXT --channel email --repeats {event}",
        "M-2.1.1",
    ),
)
