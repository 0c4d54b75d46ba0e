"""Closing reminds of an article where the configuration says so, and never holds anything up."""

import json

import pytest

from tests.cli.test_matrix import TICKET

TOLD = "no article tells of it yet"


@pytest.fixture
def resolved(desk, run):
    """A resolved ticket on a desk that is asked to remind; gives its ID."""

    def made(reminder: str) -> str:
        with (desk / "supportctl.yaml").open("a", encoding="utf-8") as config:
            config.write(f"\narticle_reminder: {reminder}\n")
        source = desk.parent / "in.jsonl"
        source.write_text(json.dumps({"key": "a", "title": "Slow", "status": "resolved"} | TICKET), "utf-8")
        assert run("import", str(source)).code == 0
        return run("list", "--ids").out.strip()

    return made


def close(run, ticket):
    ran = run("close", ticket, "--confirmed-by", "Jane", "--channel", "email")
    assert ran.code == 0, ran.err
    return ran.err


def test_closing_without_an_article_reminds(run, resolved):
    ticket = resolved("closed")
    assert f"{TOLD}: supportctl kb new --from {ticket}" in close(run, ticket)


def test_an_article_that_is_linked_is_enough(run, resolved):
    ticket = resolved("closed")
    made = run("kb", "new", "--from", ticket)
    assert made.code == 0, made.err
    assert TOLD not in close(run, ticket)


@pytest.mark.parametrize("reminder", ["''", "resolved"])
def test_nobody_is_reminded_who_did_not_ask(run, resolved, reminder):
    assert TOLD not in close(run, resolved(reminder))


def test_another_value_is_refused(run, desk):
    with (desk / "supportctl.yaml").open("a", encoding="utf-8") as config:
        config.write("\narticle_reminder: always\n")
    assert "C803" in run("check").err
