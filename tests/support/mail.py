"""A desk that can write mails: its configuration, a customer, a ticket with a contact."""

import json
from pathlib import Path

from tests.support.git import git, put

ADDRESS = "ann@acme.example"


def configured(desk: Path, port: int, security: str = "none", *, user: str = "", timeout: int = 5) -> None:
    """The desk's mail server is the one on this port."""
    lines = [
        "mail:",
        "  from: 支持 Desk <support@desk.example>",
        "  host: localhost",
        f"  port: {port}",
        f"  security: {security}",
        f"  timeout: {timeout}",
    ]
    lines += [f"  user: {user}"] if user else []
    held = (desk / "supportctl.yaml").read_text("utf-8").partition("\nmail:")[0].rstrip("\n") + "\n"
    put(desk / "supportctl.yaml", held + "\n".join(lines) + "\n")
    git(desk, "commit", "-qam", "mail")


def ticket(run, title: str = "登录页报 500 错误", *, language: str = "zh") -> str:
    """A ticket of a customer whose contact has an address."""
    made = run(
        *(
            "customer",
            "new",
            "acme",
            "Acme",
            "--contact-name",
            "王伟",
            "--email",
            ADDRESS,
            "--language",
            language,
        )
    )
    assert made.code == 0, made.err
    (row,) = json.loads(run("customer", "show", "acme", "--json").out)["items"]
    contact = row["contacts"][0]
    slug = contact.get("slug") or contact["id"]
    opened = run("new", title, "-c", "acme", "--contact", slug, "--product", "crm", "-q")
    assert opened.code == 0, opened.err
    return opened.out.strip()


def events(run, name: str) -> list[dict[str, object]]:
    (row,) = json.loads(run("show", name, "--json").out)["items"]
    return row["events"]


def waiting(run) -> list[dict[str, str]]:
    return json.loads(run("outbox", "list", "--json").out)["items"]
