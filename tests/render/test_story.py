"""Each event told as a sentence, in both languages."""

from datetime import UTC, datetime

import pytest

from supportctl.domain.event import KINDS, Event
from supportctl.render.story import tell
from supportctl.render.words import Words

NOW = datetime(2026, 9, 14, tzinfo=UTC)

CASES = [
    ("status", {"from": "new", "to": "accepted"}, "status new → accepted", "状态 new → accepted"),
    (
        "field",
        {"name": "priority", "from": "P3", "to": "P1", "reason": "all"},
        "priority P3 → P1: all",
        "优先级 P3 → P1：all",
    ),
    ("field", {"name": "assignee", "from": "", "to": "bob"}, "assignee - → bob", "负责人 - → bob"),
    ("field", {"name": "body.symptom", "from": "a", "to": "b"}, "body.symptom a → b", "body.symptom a → b"),
    (
        "message",
        {"direction": "in", "channel": "im"},
        "message from the customer (messenger)",
        "客户来信（即时通讯）",
    ),
    ("note", {}, "internal note", "内部备注"),
    ("future_kind", {"x": "1"}, "future_kind: x 1", "future_kind：x 1"),
]


@pytest.mark.parametrize(("kind", "attributes", "english", "chinese"), CASES)
def test_an_event_is_told(kind, attributes, english, chinese):
    event = Event("aaaaaaaa", NOW, "alice", kind, tuple(attributes.items()))
    assert Words("en")(tell(event)) == english
    assert Words("zh")(tell(event)) == chinese


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_kind_has_words_in_both_languages(kind, language):
    event = Event("aaaaaaaa", NOW, "alice", kind, (("of", "#bbbbbbbb"),))
    told = Words(language)(tell(event))
    assert told
    assert "event." not in told
