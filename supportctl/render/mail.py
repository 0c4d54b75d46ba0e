"""A letter as the bytes of a mail (RFC 5322)."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy

from supportctl.domain.letter import Letter
from supportctl.domain.text import HOSTILE
from supportctl.errors import Said
from supportctl.errors.mail import MailUnfit

_IDS = ("message-id", "in-reply-to", "references")


class _Policy(EmailPolicy):
    """Seven bits all the way, and Message-IDs whole: the library would encode those longer than a line."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() in _IDS:
            ids = "\r\n ".join(value.split())
            return f"{name}: {ids}\r\n".encode("ascii")
        return super().fold_binary(name, value)


_POLICY = _Policy(cte_type="7bit", linesep="\r\n", utf8=False)


def mail(
    letter: Letter,
    *,
    sender: tuple[str, str],
    recipient: tuple[str, str],
    date: datetime,
    thread: tuple[str, ...] = (),
    draft: bool = False,
) -> bytes:
    """`sender` and `recipient` are name and address. A `draft` is for a mail program to send, not for us."""
    message = EmailMessage(policy=_POLICY)
    message["Date"] = date
    message["From"] = _person(*sender)
    message["To"] = _person(*recipient)
    message["Subject"] = _line(letter.subject)
    message["Message-ID"] = letter.message_id
    if thread:
        message["In-Reply-To"] = thread[-1]
        message["References"] = " ".join(thread)
    if draft:
        message["X-Unsent"] = "1"
    message.set_content(f"{letter.text}\n", charset="utf-8")
    return message.as_bytes()


def _line(text: str) -> str:
    if HOSTILE.search(text):
        raise MailUnfit(reason=Said("the subject has a line break or a control character"))
    return text


def _person(name: str, address: str) -> Address:
    user, _, domain = address.rpartition("@")
    # What is invisible in a name has no business there, and a line break would begin another header.
    return Address(HOSTILE.sub(" ", name).strip(), user, domain)
