"""customers/<slug>.yaml to a `Customer`, and back. Faults are findings; what can be believed is read.

An error leaves no customer (`Reading.customer` is None) and hides no other fault.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from supportctl.domain.customer import RHYTHMS, SCOPE, Contact, Contract, Customer
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.ids import is_slug
from supportctl.domain.markup import is_seen
from supportctl.domain.near import near
from supportctl.errors import Said
from supportctl.errors.desk import NotAFile, TooLarge, Unreadable
from supportctl.store import codec, files, yaml, yaml_edit
from supportctl.store.yaml_edit import Content

FOLDER = "customers"
SUFFIX = ".yaml"
LANGUAGES = ("en", "zh")
KEYS = ("name", "name_en", "language", "contacts", "contracts")
CONTACT_KEYS = ("name", "email", "phone", "language", "erased")
CONTRACT_KEYS = ("tier", "from", "to", "scope", "health_checks", "calendar", "sla")


@frozen
class Reading:
    customer: Customer | None
    findings: tuple[Finding, ...] = ()
    text: str = ""


def path_of(slug: str) -> str:
    return f"{FOLDER}/{slug}{SUFFIX}"


def slugs(top: Path) -> tuple[str, ...]:
    """The customers of a desk, by the names of their files."""
    folder = top / FOLDER
    if not folder.is_dir():
        return ()
    return tuple(sorted(path.stem for path in folder.glob(f"*{SUFFIX}") if is_slug(path.stem)))


def load(top: Path, slug: str) -> Reading | None:
    """One customer as the work tree has it, or nothing where there is no such file."""
    path = path_of(slug)
    try:
        return read(files.read(top / path, limit=codec.FRONT_LIMIT), path)
    except FileNotFoundError:
        return None
    except NotAFile:
        return Reading(None, (Finding("F008", path, kind=Said("not a file")),))
    except TooLarge as error:
        size, limit = error.params["size"], error.params["limit"]
        return Reading(None, (Finding("F012", path, what=Said("the file"), size=size, limit=limit),))
    except Unreadable as error:
        return Reading(None, (Finding("F015", path, reason=error.params["reason"]),))


def all_of(top: Path) -> Iterator[Reading]:
    """Every customer of the work tree, and what is wrong with each file; one hides no other."""
    folder = top / FOLDER
    for path in sorted(folder.glob("*.y*ml")) if folder.is_dir() else ():
        if path.suffix == SUFFIX and is_slug(path.stem):
            reading = load(top, path.stem)
            if reading is not None:
                yield reading
        else:
            yield Reading(None, (Finding("C814", f"{FOLDER}/{path.name}"),))


def read(data: bytes, path: str) -> Reading:
    text, faults = codec.decode(data, path)
    if faults:
        return Reading(None, tuple(faults), text)
    root, faults = yaml.read(text, path)
    if root is None or (isinstance(root, yaml.Scalar) and not root.text):
        root = yaml.Entries(0, 0, 0, 0, ())
    if not isinstance(root, yaml.Entries):
        return Reading(None, (*faults, Finding("C810", path, 1)), text)
    reader = _Reader(path)
    customer = reader.customer(root, Path(path).stem)
    findings = tuple(sorted([*faults, *reader.findings], key=lambda one: (one.line, one.column)))
    sound = not any(finding.is_error for finding in findings)
    return Reading(customer if sound else None, findings, text)


class _Reader:
    """Takes values out of the tree and remembers what was wrong. `at` leads to the place: contracts.LH-1."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []

    def fault(self, code: str, node: yaml.Node, **params: object) -> None:
        self.findings.append(Finding(code, self.path, node.line + 1, node.column + 1, **params))

    def customer(self, root: yaml.Entries, slug: str) -> Customer:
        self.keys(root, KEYS, "")
        return Customer(
            slug=slug,
            name=self.text(root, "name", ""),
            name_en=self.text(root, "name_en", ""),
            language=self.choice(root, "language", "", LANGUAGES),
            contacts=tuple(self.contacts(root.get("contacts"))),
            contracts=tuple(self.contracts(root.get("contracts"))),
        )

    def keys(self, node: yaml.Entries, known: tuple[str, ...], at: str) -> None:
        for key, _ in node.pairs:
            if key.text not in known:
                guess = near(key.text[:40], known)
                self.fault("C813", key, key=at + key.text, guess=guess[0] if guess else ", ".join(known))

    def text(self, node: yaml.Entries, key: str, at: str) -> str:
        value = node.get(key)
        if value is None:
            return ""
        if not isinstance(value, yaml.Scalar) or not is_seen(value.text):
            self.fault("C811", value, key=at + key, wanted=Said("one line of text"))
            return ""
        return value.text.strip()

    def choice(self, node: yaml.Entries, key: str, at: str, allowed: tuple[str, ...]) -> str:
        value = self.text(node, key, at)
        if value and value not in allowed:
            self.fault("C812", node.get(key) or node, key=at + key, value=value, allowed=", ".join(allowed))
            return ""
        return value

    def day(self, node: yaml.Entries, key: str, at: str) -> date | None:
        value = self.text(node, key, at)
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fault("C811", node.get(key) or node, key=at + key, wanted=Said("a day such as 2026-09-14"))
            return None

    def contacts(self, node: yaml.Node | None) -> Iterator[Contact]:
        if not isinstance(node, yaml.Entries):
            self.not_empty(node, "contacts", Said("opaque names such as c-4h7k2, each with its own lines"))
            return
        for key, entry in node.pairs:
            at = f"contacts.{key.text}."
            if not is_slug(key.text):
                self.fault("C811", key, key=at[:-1], wanted=Said("a short name of a-z, 0-9, -, _ and ."))
            elif not isinstance(entry, yaml.Entries):
                self.fault("C811", entry, key=at[:-1], wanted=Said("keys and values"))
            else:
                self.keys(entry, CONTACT_KEYS, at)
                yield Contact(
                    slug=key.text,
                    name=self.text(entry, "name", at),
                    email=self.text(entry, "email", at),
                    phone=self.text(entry, "phone", at),
                    language=self.choice(entry, "language", at, LANGUAGES),
                    erased=self.text(entry, "erased", at),
                )

    def contracts(self, node: yaml.Node | None) -> Iterator[Contract]:
        if not isinstance(node, yaml.Entries):
            self.not_empty(node, "contracts", Said("contract numbers, each with its own lines"))
            return
        for key, entry in node.pairs:
            at = f"contracts.{key.text}."
            if not isinstance(entry, yaml.Entries):
                self.fault("C811", entry, key=at[:-1], wanted=Said("keys and values"))
            else:
                yield self.contract(key.text, entry, at)

    def contract(self, identity: str, entry: yaml.Entries, at: str) -> Contract:
        self.keys(entry, CONTRACT_KEYS, at)
        begins, ends = self.day(entry, "from", at), self.day(entry, "to", at)
        if begins and ends and ends < begins:
            self.fault("C811", entry.get("to") or entry, key=f"{at}to", wanted=Said("no earlier than from"))
        return Contract(
            id=identity,
            tier=self.text(entry, "tier", at),
            begins=begins,
            ends=ends,
            scope=self.scope(entry, at),
            health_checks=self.choice(entry, "health_checks", at, RHYTHMS),
            calendar=self.text(entry, "calendar", at),
            sla=self.mapping(entry, "sla", at),
        )

    def scope(self, entry: yaml.Entries, at: str) -> tuple[str, ...]:
        node = entry.get("scope")
        if not isinstance(node, yaml.Items):
            self.not_empty(node, f"{at}scope", Said("a list, one item a line"))
            return ()
        items = tuple(item for item in map(yaml.plain, node.values) if isinstance(item, str))
        for value, item in zip(node.values, map(yaml.plain, node.values), strict=True):
            if item not in SCOPE:
                self.fault("C812", value, key=f"{at}scope", value=item, allowed=", ".join(SCOPE))
        return items

    def mapping(self, entry: yaml.Entries, key: str, at: str) -> Mapping[str, object]:
        node = entry.get(key)
        if not isinstance(node, yaml.Entries):
            self.not_empty(node, at + key, Said("keys and values"))
            return {}
        plain = yaml.plain(node)
        return plain if isinstance(plain, dict) else {}

    def not_empty(self, node: yaml.Node | None, key: str, wanted: Said) -> None:
        """A fault where something stands that is not of the shape wanted; nothing at all is no fault."""
        if node is not None and not (isinstance(node, yaml.Scalar) and not node.text):
            self.fault("C811", node, key=key, wanted=wanted)


def plain(customer: Customer) -> dict[str, Content]:
    """What the file of a customer holds."""
    found: dict[str, Content] = {
        "name": customer.name,
        "name_en": customer.name_en,
        "language": customer.language,
        "contacts": {contact.slug: contact_values(contact) for contact in customer.contacts},
        "contracts": {contract.id: contract_values(contract) for contract in customer.contracts},
    }
    return {key: value for key, value in found.items() if value}


def contact_values(contact: Contact) -> dict[str, str]:
    return {key: value for key in CONTACT_KEYS if (value := getattr(contact, key))}


def contract_values(contract: Contract) -> dict[str, Content]:
    found: dict[str, Content] = {
        "tier": contract.tier,
        "from": contract.begins.isoformat() if contract.begins else "",
        "to": contract.ends.isoformat() if contract.ends else "",
        "scope": contract.scope,
        "health_checks": contract.health_checks,
        "calendar": contract.calendar,
        "sla": _content(contract.sla),
    }
    return {key: value for key, value in found.items() if value}


def _content(value: object) -> Content:
    if isinstance(value, Mapping):
        return {str(key): _content(part) for key, part in value.items()}
    return [_content(part) for part in value] if isinstance(value, list | tuple) else str(value)


def dump(customer: Customer) -> bytes:
    """A new file in the canonical form."""
    return "".join(yaml_edit.block(key, value) for key, value in plain(customer).items()).encode()
