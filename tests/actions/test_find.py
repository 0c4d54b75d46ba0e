"""Which ticket a word means."""

import io

import pytest

from supportctl.actions import find
from supportctl.actions.opening import Intake, open_ticket
from supportctl.errors.tickets import NoLastTicket, TicketAmbiguous, TicketNotFound
from tests.support.git import git


def test_a_ticket_answers_to_its_id_a_part_of_it_and_its_path(desk, ticket):
    tail = ticket.id[-5:]
    for word in (
        ticket.id,
        ticket.id.lower(),
        tail,
        tail.lower(),
        tail[-3:],
        ticket.path,
        f"./{ticket.path}",
    ):
        assert find.ticket_path(desk, word) == ticket.path, word


def test_last_is_the_ticket_used_last(desk, ticket):
    with pytest.raises(NoLastTicket):
        find.ticket_path(desk, "@last")
    find.remember(desk, ticket.path)
    assert find.ticket_path(desk, "@last") == ticket.path


@pytest.mark.parametrize("name", ["fix/{tail}-login", "{id}", "alice/{tail}"])
def test_here_is_the_ticket_in_the_name_of_the_branch(desk, ticket, name):
    git(desk.root, "checkout", "-qb", name.format(tail=ticket.id[-5:].lower(), id=ticket.id))
    assert find.ticket_path(desk, "@here") == ticket.path


@pytest.mark.parametrize("word", ["zzzzz", "T-20260101-00000", "ab", "", "@here", "../etc/passwd"])
def test_what_no_ticket_answers_to_is_not_found(desk, ticket, word):
    with pytest.raises(TicketNotFound):
        find.ticket_path(desk, word)


def test_what_two_tickets_answer_to_names_both(desk, doing, ticket):
    other = open_ticket(desk, Intake({"title": "other"}), doing, language="en").ticket
    with pytest.raises(TicketAmbiguous) as refused:
        find.ticket_path(desk, "T-2026")
    told = " ".join(map(str, refused.value.details))
    assert ticket.id in told
    assert other.id in told


def test_a_dash_reads_ids_from_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("7F3K2\tnew\tP1\n\n9QXAB\n7F3K2\n"))
    assert find.spread(["aaaaa", "-"]) == ("aaaaa", "7F3K2", "9QXAB")
