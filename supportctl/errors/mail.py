"""Mails to customers: what cannot go out, what did not, and what may have."""

from supportctl.errors import Broken, NotFound, Refused


class NoLetter(NotFound):
    message = "no one letter in the outbox answers to {wanted}"
    fix = "supportctl outbox list"


class NoMailServer(Refused):
    message = "this desk has no mail server; nothing was sent"
    fix = "name it in supportctl.yaml under mail: (host, from); or write a file to send by hand: --eml FILE"


class NoAddress(Refused):
    message = "{id}: there is nobody to send to: {reason}"
    fix = "{way}"


class NoPassword(Refused):
    message = "there is no password for {user} at {host}"
    fix = "set {variable}, or {command} to a command that prints it"


class PasswordInTheClear(Refused):
    message = "a password for {host} would go over the line in the clear; nothing was sent"
    fix = "set mail.security to starttls or tls in supportctl.yaml"


class PasswordCommandFailed(Refused):
    message = "the command in {variable} gave no password: {reason}"


class MailUnfit(Refused):
    message = "this cannot go out as a mail: {reason}"


class MailRefused(Refused):
    """`words` are the server's own."""

    message = "{host} refused the message: {code} {words}"


class LetterWaits(Refused):
    message = "the same message for {ticket} waits in the outbox already; nothing was sent"
    fix = "supportctl outbox show {id}, then supportctl outbox send {id} or supportctl outbox drop {id}"


class LetterInDoubt(Refused):
    message = "{id} may have been sent already, at {tried}; nothing was sent now"
    fix = "if it arrived: supportctl outbox sent {id}; if it did not: supportctl outbox send {id} --again"


class NotInDoubt(Refused):
    message = "{id} was never given to a mail server; nothing was recorded"
    fix = "supportctl outbox send {id}"


class SentUnrecorded(Refused):
    """`details` are the refusal that kept it from the record."""

    message = "{id} is sent, but not on record yet"
    fix = "when this is mended: supportctl outbox send {id}, which records it and sends nothing again"


class FileExists(Refused):
    message = "{path} exists already; nothing was written"
    fix = "take another name"


class MailFailed(Broken):
    message = "{host} could not be given the message: {reason}"


class MailInDoubt(Broken):
    message = "{host} was given the whole message, but {reason}: nobody knows whether it has it"
