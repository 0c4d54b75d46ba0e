"""A mail handed to the server: the only importer of smtplib.

What happens before the last dot can be tried again. From there on, until the server has answered, nobody
knows whether it has the mail; `doubt` is called just before, so that this survives a kill.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer

from supportctl.domain.frozen import frozen
from supportctl.domain.text import visible
from supportctl.errors import Said
from supportctl.errors.mail import MailFailed, MailInDoubt, MailRefused
from supportctl.store.config_mail import STARTTLS, TLS, Server

PATIENCE_AT_THE_END = 5
WHOLE = 10
"""How many times the server's usual time the last answer may take, and the whole conversation."""

_HERE = "[127.0.0.1]"
_LONGEST_WORDS = 200


@frozen
class Credentials:
    user: str = ""
    password: str = ""


def deliver(
    server: Server,
    credentials: Credentials,
    *,
    sender: str,
    recipient: str,
    data: bytes,
    doubt: Callable[[], None],
) -> None:
    """Returns once the server has it. Raises MailFailed and MailRefused where it has not, and MailInDoubt."""
    with _told(server, credentials), _connected(server) as talk:
        _begin(talk, server, credentials)
        _expect(talk.mail(sender, _size(talk, data)))
        _expect(talk.rcpt(recipient))
        _expect(talk.docmd("DATA"), 300)
        talk.send(_stuffed(data))
        _socket(talk).settimeout(server.timeout * PATIENCE_AT_THE_END)
        doubt()
        code, words = _last_answer(talk, server)
        if not 200 <= code < 300:
            raise smtplib.SMTPResponseException(code, words)
        with suppress(smtplib.SMTPException, OSError):
            talk.quit()


def _last_answer(talk: smtplib.SMTP, server: Server) -> tuple[int, bytes]:
    """Whatever goes wrong here leaves it open whether the mail was taken; only a plain answer settles it."""
    try:
        talk.send(b".\r\n")
        code, words = talk.getreply()
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise MailInDoubt(host=server.host, reason=_words(error)) from error
    if not 200 <= code < 300 and not 400 <= code < 600:
        raise MailInDoubt(host=server.host, reason=Said("its answer was {words}", words=_plain(words)))
    return code, words


def _size(talk: smtplib.SMTP, data: bytes) -> list[str]:
    return [f"size={len(data)}"] if talk.has_extn("size") else []


def _stuffed(data: bytes) -> bytes:
    """Lines that begin with a dot get another, so that none of them ends the mail."""
    return re.sub(rb"(?m)^\.", b"..", data if data.endswith(b"\r\n") else data + b"\r\n")


@contextmanager
def _connected(server: Server) -> Iterator[smtplib.SMTP]:
    """A conversation that ends after its time, also where the server gives a byte now and then."""
    sock = socket.create_connection((server.host, server.port), timeout=server.timeout)
    talk = smtplib.SMTP(local_hostname=_HERE, timeout=server.timeout)
    talk.sock = sock
    # The plain method: that of a TLS socket would take it apart under the feet of whoever reads.
    timer = Timer(server.timeout * WHOLE, lambda: _cut(_socket(talk)))
    timer.daemon = True
    timer.start()
    try:
        if server.security == TLS:
            _wrap(talk, server)
        _expect(talk.getreply())
        yield talk
    finally:
        timer.cancel()
        talk.close()
        sock.close()


def _socket(talk: smtplib.SMTP) -> socket.socket:
    assert talk.sock is not None
    return talk.sock


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _wrap(talk: smtplib.SMTP, server: Server) -> None:
    context = ssl.create_default_context()
    talk.sock = context.wrap_socket(_socket(talk), server_hostname=server.host)
    # What the server said in the clear after its word to begin is thrown away.
    talk.file = None


def _begin(talk: smtplib.SMTP, server: Server, credentials: Credentials) -> None:
    _greet(talk)
    if server.security == STARTTLS:
        if not talk.has_extn("starttls"):
            reason = Said("it offers no STARTTLS, and nothing goes in the clear")
            raise MailFailed(host=server.host, reason=reason)
        _expect(talk.docmd("STARTTLS"))
        _wrap(talk, server)
        _greet(talk)
    if credentials.user:
        talk.login(credentials.user, credentials.password, initial_response_ok=True)


def _greet(talk: smtplib.SMTP) -> None:
    code, _ = talk.ehlo()
    if not 200 <= code < 300:
        _expect(talk.helo())


def _expect(answer: tuple[int, bytes], lowest: int = 200) -> None:
    code, words = answer
    if not lowest <= code < lowest + 100:
        raise smtplib.SMTPResponseException(code, words)


# --- what went wrong, for people ---------------------------------------------------------------------


@contextmanager
def _told(server: Server, credentials: Credentials) -> Iterator[None]:
    try:
        yield
    except smtplib.SMTPResponseException as error:
        words = _plain(error.smtp_error)
        if credentials.password:
            words = words.replace(credentials.password, "***")
        raise MailRefused(host=server.host, code=error.smtp_code, words=words) from error
    except ssl.SSLCertVerificationError as error:
        reason = Said("its certificate will not do: {words}", words=visible(error.verify_message))
        raise MailFailed(host=server.host, reason=reason) from error
    except UnicodeError as error:
        reason = Said("the host, the user or the password has characters that are not ASCII")
        raise MailFailed(host=server.host, reason=reason) from error
    except (smtplib.SMTPException, OSError) as error:
        raise MailFailed(host=server.host, reason=_words(error)) from error


def _words(error: Exception) -> Said | str:
    if isinstance(error, TimeoutError):
        return Said("it did not answer in time")
    if isinstance(error, smtplib.SMTPServerDisconnected | ConnectionResetError | BrokenPipeError):
        return Said("the connection broke off")
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return visible(text)[:_LONGEST_WORDS]


def _plain(words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return visible(" ".join(text.split()))[:_LONGEST_WORDS]
