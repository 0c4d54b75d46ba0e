"""A desk's changes to the lifecycle: what they add up to, and what is told of those that cannot work."""
# ruff: noqa: E501 - a table of blocks and what is wrong with them

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain.guards import GUARDS
from supportctl.domain.lifecycle import Block, Lifecycle, extended, unsound
from supportctl.domain.workflow import BACK, Unconfirmed
from supportctl.store.lifecycle import built_in_workflow
from tests.support.checking import step
from tests.support.tickets import START

BUILT_IN = built_in_workflow()


def changed(**block):
    workflow, faults = extended(BUILT_IN, block)
    assert not faults
    return workflow


def faults(**block):
    return [(fault.code, fault.place) for fault in extended(BUILT_IN, block)[1]]


def test_the_built_in_lifecycle_is_sound_and_uses_every_guard():
    assert list(unsound(BUILT_IN)) == []
    used = {guard for row in BUILT_IN.transitions for guard in row.guards}
    used |= {guard for status in BUILT_IN.statuses for guard in BUILT_IN.standing(status)}
    assert used == set(GUARDS)


def test_a_new_status_takes_part_in_what_its_type_has_in_common():
    rows = [{"from": "accepted", "to": "triage"}, {"from": "triage", "to": "diagnosing"}]
    workflow = changed(statuses={"triage": {"type": "open", "zh": "分诊"}}, transitions=rows)
    targets = {row.target for row in workflow.targets("triage", ())}
    assert targets == {
        *("diagnosing", "waiting_customer", "waiting_third_party", "waiting_release"),
        *("cancelled", "merged"),
    }
    assert workflow.find("triage", "waiting_customer", ()).guards == ("question",)


def test_a_renamed_status_keeps_reading_its_old_name():
    workflow = changed(statuses={"working": {"alias": "in_progress", "en": "working"}})
    assert workflow.types["in_progress"] == workflow.types["working"] == "open"
    assert workflow.find("in_progress", "verifying", ()).guards == ("solution", "priority_confirmed")
    assert workflow.find("diagnosing", "in_progress", ()).target == "working"
    assert workflow.standing("in_progress") == ("defect_owner",)
    assert workflow.title("in_progress", "en") == "working"
    events = (step(1, "in_progress", "waiting_customer"),)
    assert workflow.before_waiting(events, "waiting_customer") == "working"


def test_a_removed_status_can_be_left_but_not_entered():
    workflow = changed(remove=["waiting_release"])
    assert workflow.find("in_progress", "waiting_release", ()) is None
    events = (step(1, "in_progress", "waiting_release"),)
    assert workflow.find("waiting_release", "in_progress", events).verb == "resume"


def test_a_row_replaces_what_it_names_and_keeps_the_rest():
    workflow = changed(transitions=[{"from": "resolved", "to": "closed", "overridable": "confirmed"}])
    row = workflow.find("resolved", "closed", ())
    assert (row.verb, row.guards, row.overridable) == ("close", ("confirmed",), ("confirmed",))
    workflow = changed(transitions=[{"from": "diagnosing", "to": "resolved", "remove": "true"}])
    assert workflow.find("diagnosing", "resolved", ()) is None


@pytest.mark.parametrize(
    ("entry", "limits"),
    [
        ("true", Unconfirmed(3, 10)),
        ({"reminders": "5", "days": "20"}, Unconfirmed(5, 20)),
        ({"reminders": "1", "days": "2"}, Unconfirmed(3, 10)),
        ("false", None),
    ],
)
def test_closing_without_an_answer_has_a_floor(entry, limits):
    assert changed(close_unconfirmed=entry).close_unconfirmed == limits


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ({"statuses": {"x": {"type": "opn"}}}, [("C820", ("statuses", "x", "type"))]),
        ({"statuses": {"x": "open"}}, [("C825", ("statuses", "x"))]),
        ({"statuses": {"x": {"type": "open", "guards": []}}}, [("C825", ("statuses", "x", "guards"))]),
        ({"statuses": {"x": {"alias": "gone"}}}, [("C822", ("statuses", "x", "alias")), ("C820", ("statuses", "x", "type"))]),
        ({"transitions": [{"from": "new", "to": "gone"}]}, [("C822", ("transitions", 0, "to"))]),
        ({"transitions": [{"from": "gone", "to": "new"}]}, [("C822", ("transitions", 0, "from"))]),
        ({"transitions": [{"from": "new", "to": "closed", "guards": ["nobody"]}]}, [("C821", ("transitions", 0, "guards"))]),
        ({"transitions": "new"}, [("C825", ("transitions",))]),
        ({"transitions": ["new"]}, [("C825", ("transitions", 0))]),
        ({"remove": ["gone"]}, [("C822", ("remove", 0))]),
        ({"remove": {"a": "b"}}, [("C825", ("remove",))]),
        ({"statuses": {"x": {"type": "open"}}}, [("C823", ("statuses", "x"))]),
        ({"statuses": {"x": {"type": "open"}}, "transitions": [{"from": "new", "to": "x"}]}, [("C824", ("statuses", "x"))]),
        ({"transitions": [{"from": "resolved", "to": "closed", "remove": "true"}]}, [("C823", ("statuses", "closed")), ("C824", ("statuses", "resolved"))]),
        ({"close_unconfirmed": "maybe"}, [("C825", ("close_unconfirmed",))]),
        ({"close_unconfirmed": {"days": "ten"}}, [("C825", ("close_unconfirmed",))]),
        ({"guards": []}, [("C825", ("guards",))]),
    ],
)  # fmt: skip
def test_what_cannot_work_is_told_with_its_place(block, found):
    assert faults(**block) == found


PLAIN = st.recursive(
    st.sampled_from(["new", "open", "closed", "in_progress", "back", "live", "true", "x", "", "登录"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("statuses", "transitions", "remove", "close_unconfirmed", "since", "type", "alias"),
                    *("from", "to", "guards", "verb", "standing", "x", "in_progress", "days"),
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(["statuses", "transitions", "remove", "close_unconfirmed", "x"]), PLAIN, max_size=4
    )
)
def test_no_block_makes_it_stumble_and_what_it_accepts_is_whole(block):
    workflow, found = extended(BUILT_IN, block)
    known = set(workflow.statuses)
    assert all(row.source in known for row in workflow.transitions)
    assert all(row.target in known or row.target == BACK for row in workflow.transitions)
    assert all(guard in GUARDS for row in workflow.transitions for guard in (*row.guards, *row.overridable))
    assert found or not list(unsound(workflow))


def test_an_event_is_judged_by_the_block_of_its_own_time():
    later = changed(remove=["waiting_release"])
    lifecycle = Lifecycle((Block(None, BUILT_IN), Block(START, later)))
    assert lifecycle.at(START - timedelta(seconds=1)) is BUILT_IN
    assert lifecycle.at(START) is later
    assert lifecycle.latest is later
    assert Lifecycle((Block(START, later),)).at(datetime.min.replace(tzinfo=START.tzinfo)) is later
