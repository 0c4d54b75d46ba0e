"""`mail:` in supportctl.yaml: who writes to customers, and by which server.

mail:
  from: Acme Support <support@example.com>
  host: smtp.example.com
  security: starttls          # or tls, or none
  port: 587                   # 587, 465 and 25 unless told otherwise
  user: support               # the password is never here: see docs/mail.md
  timeout: 60                 # seconds for an answer
"""

from supportctl.domain.frozen import frozen
from supportctl.domain.letter import is_address
from supportctl.domain.near import near
from supportctl.domain.text import HOSTILE
from supportctl.errors import Said
from supportctl.store import yaml
from supportctl.store.config_calendar import Fault

STARTTLS, TLS, NONE = "starttls", "tls", "none"
PORTS = {STARTTLS: 587, TLS: 465, NONE: 25}
KEYS = ("from", "host", "security", "port", "user", "timeout")
SECRETS = ("password", "passwd", "pass", "secret", "token")
LONGEST_WAIT = 600


@frozen(kw_only=True)
class Server:
    """`host` is empty where mails are only written into files."""

    name: str = ""
    address: str = ""
    host: str = ""
    security: str = STARTTLS
    port: int = 587
    user: str = ""
    timeout: int = 60

    @property
    def shown(self) -> str:
        return f"{self.host}:{self.port} {self.security}" if self.host else self.address


def server(root: yaml.Entries, fault: Fault) -> Server:
    node = root.get("mail")
    if node is None or (isinstance(node, yaml.Scalar) and not node.text):
        return Server()
    if not isinstance(node, yaml.Entries):
        fault("C802", node, key="mail", wanted=Said("a mapping with any of {keys}", keys=", ".join(KEYS)))
        return Server()
    _check_keys(node, fault)
    texts = {key.text: value.text for key, value in node.pairs if isinstance(value, yaml.Scalar)}
    # Here, because many desks send no mail, and each start would pay.
    from email.utils import parseaddr  # noqa: PLC0415

    name, address = parseaddr(texts.get("from", ""))
    _judge(node, fault, "from", is_address(address) and not HOSTILE.search(name), "NAME <ADDRESS>")
    host, user = texts.get("host", ""), texts.get("user", "")
    _judge(node, fault, "host", _is_host(host), "the name of a server")
    _judge(node, fault, "user", bool(user) and not HOSTILE.search(user), "one word")
    security = texts.get("security", "") or STARTTLS
    if security not in PORTS:
        fault("C803", node.get("security"), key="mail.security", value=security, allowed=", ".join(PORTS))
        security = STARTTLS
    if host and "from" not in texts:
        fault("C802", node, key="mail.from", wanted=Said("NAME <ADDRESS>"))
    return Server(
        name=name,
        address=address,
        host=host,
        security=security,
        port=_number(node, fault, "port", PORTS[security], 65535),
        user=user,
        timeout=_number(node, fault, "timeout", 60, LONGEST_WAIT),
    )


def _check_keys(node: yaml.Entries, fault: Fault) -> None:
    for key, _ in node.pairs:
        if key.text.casefold() in SECRETS:
            fault("C806", key, key=f"mail.{key.text}")
        elif key.text not in KEYS:
            guess = near(key.text, KEYS)
            fault("C805", key, key=f"mail.{key.text}", guess=guess[0] if guess else ", ".join(KEYS))


def _judge(node: yaml.Entries, fault: Fault, key: str, fits: bool, wanted: str) -> None:
    given = node.get(key)
    if given is not None and not (fits and isinstance(given, yaml.Scalar)):
        fault("C802", given, key=f"mail.{key}", wanted=wanted)


def _is_host(text: str) -> bool:
    return 0 < len(text) <= 253 and text.isascii() and all(c.isalnum() or c in "-.:" for c in text)


def _number(node: yaml.Entries, fault: Fault, key: str, default: int, most: int) -> int:
    given = node.get(key)
    if given is None:
        return default
    text = given.text if isinstance(given, yaml.Scalar) else ""
    if text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) <= most:
        return int(text)
    fault("C802", given, key=f"mail.{key}", wanted=Said("a number from 1 to {most}", most=most))
    return default
