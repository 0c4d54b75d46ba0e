"""Mail servers in a process of their own: a real one, and one that goes wrong at a given moment.

`python -m tests.support.smtp KIND FOLDER [CERTIFICATE]` listens, prints its port, and puts every mail it took
into the folder. The kinds of fault say what happens instead of the proper answer.
"""

import contextlib
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope

USER, PASSWORD = "support", "hunter2 %"
REAL = ("plain", "starttls", "tls", "auth", "picky")
FAULTS = (
    *("greeting", "rcpt", "data", "middle", "dot", "dot-taken", "dot-silent", "dot-noise", "dot-later"),
    *("drip", "full"),
)


@dataclass(frozen=True)
class Server:
    port: int
    folder: Path

    @property
    def taken(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self.folder.glob("*.eml"))]


@contextlib.contextmanager
def server(kind: str, folder: Path, certificate: Path | None = None) -> Iterator[Server]:
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-W", "ignore", "-m", __spec__.name, kind, str(folder)]
    if certificate:
        command.append(str(certificate))
    top = Path(__file__).parent.parent.parent
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=top, text=True) as process:
        assert process.stdout
        try:
            yield Server(int(process.stdout.readline()), folder)
        finally:
            process.kill()


def _keep(folder: Path, data: bytes) -> None:
    count = len(list(folder.glob("*.eml")))
    draft = folder / f"{count}.part"
    draft.write_bytes(data)
    draft.rename(folder / f"{count}.eml")


# --- a real one --------------------------------------------------------------------------------------


class Handler:
    def __init__(self, folder: Path, picky: bool) -> None:
        self.folder, self.picky = folder, picky

    async def handle_RCPT(  # noqa: N802
        self, _server, _session, envelope: Envelope, address: str, _options
    ) -> str:
        if self.picky:
            return "550 5.1.1 no such person here \x1b[31m"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server, _session, envelope: Envelope
    ) -> str:
        head = f"X-Envelope: {envelope.mail_from} {','.join(envelope.rcpt_tos)}\r\n"
        _keep(self.folder, head.encode() + (envelope.original_content or b""))
        return "250 queued"


def _authenticate(_server, _session, _envelope, _mechanism, given) -> AuthResult:
    known = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=known)


def real(kind: str, folder: Path, certificate: str) -> None:
    options: dict[str, object] = {}
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        options = {"ssl_context": context} if kind == "tls" else {"tls_context": context}
        if kind == "auth":
            options |= {"require_starttls": True, "authenticator": _authenticate, "auth_required": True}
    controller = Controller(Handler(folder, kind == "picky"), hostname="127.0.0.1", port=_free(), **options)
    controller.start()
    print(controller.port, flush=True)  # noqa: T201
    time.sleep(600)


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return held.getsockname()[1]


# --- one that goes wrong -----------------------------------------------------------------------------


def faulty(kind: str, folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(listening.getsockname()[1], flush=True)  # noqa: T201
        while True:
            connection, _ = listening.accept()
            with connection, contextlib.suppress(OSError):
                _talk(connection, kind, folder)


def _talk(connection: socket.socket, kind: str, folder: Path) -> None:
    lines = connection.makefile("rb")
    if kind == "greeting":
        return
    if kind == "drip":
        while True:
            connection.sendall(b"220-still here\r\n"[:1])
            time.sleep(0.05)
    connection.sendall(b"220 here\r\n")
    for line in lines:
        verb = line.split()[0].upper()
        if verb == b"RCPT" and kind == "rcpt":
            return
        if verb == b"DATA":
            if kind == "data":
                return
            connection.sendall(b"354 go on\r\n")
            if _data(connection, lines, kind, folder):
                return
        else:
            connection.sendall(b"250 OK\r\n")


def _data(connection: socket.socket, lines, kind: str, folder: Path) -> bool:
    """Whether the connection ends here."""
    data = b""
    for line in lines:
        if kind == "middle":
            return True
        if line == b".\r\n":
            break
        data += line
    if kind == "full":
        connection.sendall(b"452 4.3.1 no room, try later\r\n")
        return False
    if kind != "dot":
        _keep(folder, data)
    if kind in ("dot", "dot-taken"):
        return True
    if kind == "dot-silent":
        time.sleep(600)
    if kind == "dot-later":
        time.sleep(1.5)
    connection.sendall(b"what\r\n" if kind == "dot-noise" else b"250 queued\r\n")
    return False


if __name__ == "__main__":
    kind, folder, certificate = sys.argv[1], Path(sys.argv[2]), (*sys.argv[3:], "")[0]
    if kind in REAL:
        real(kind, folder, certificate)
    else:
        faulty(kind, folder)
