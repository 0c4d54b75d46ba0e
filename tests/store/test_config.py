"""What supportctl.yaml may say, and what is said about what it may not."""

import pytest

from supportctl.store import config


def told(text):
    return [f"{finding.line}:{finding.column}: {finding.code}" for finding in config.read(text)[1]]


def test_an_empty_file_has_the_manuals_defaults():
    settings, findings = config.read("")
    assert findings == []
    assert (settings.timezone, settings.channel, settings.team) == ("Asia/Shanghai", "email", ())
    assert "waiting_customer" in settings.workflow.statuses


def test_everything_said_is_read():
    settings, findings = config.read(
        "version: 1\nname: Night desk\nlanguage: zh\ntimezone: Europe/Berlin\nchannel: portal\n"
        "team:\n  alice: {name: Alice Chen, email: Alice@Example.com, role: lead}\n  bob: Bob\n"
        "teams:\n  crm-dev: CRM development\n  reports: {name: Reports}\n"
    )
    assert findings == []
    assert (settings.name, settings.language, settings.channel) == ("Night desk", "zh", "portal")
    assert settings.member_by_email("alice@EXAMPLE.com") == settings.member("alice")
    assert (settings.member("bob").name, settings.member("bob").role) == ("Bob", "engineer")
    assert settings.teams == {"crm-dev": "CRM development", "reports": "Reports"}


@pytest.mark.parametrize(
    ("text", "codes"),
    {
        "a list": ("- a\n", ["1:0: C801"]),
        "a language nobody speaks": ("language: fr\n", ["1:11: C803"]),
        "a zone that is none": ("timezone: Mars/Olympus\n", ["1:11: C802"]),
        "a channel that is none": ("channel: fax\n", ["1:10: C803"]),
        "a name that is a list": ("name: [a]\n", ["1:7: C802"]),
        "a team that is a list": ("team: [alice]\n", ["1:7: C802"]),
        "a person with a long name": ("team:\n  Alice Chen: x\n", ["2:3: C802"]),
        "a role that is none": ("team:\n  a: {role: boss}\n", ["2:6: C803"]),
        "a newer version": ("version: 2\n", ["1:10: C804"]),
        "a misspelt key": ("timezome: UTC\n", ["1:1: C805"]),
        "a key twice": ("name: a\nname: b\n", ["2:1: F005"]),
        "an alias": ("name: &a x\nlanguage: *a\n", ["1:7: F006", "2:11: F006"]),
        "no YAML": ("name: [\n", ["2:1: F004"]),
    }.values(),
)
def test_a_fault_is_placed_and_its_default_stands(text, codes):
    assert told(text) == codes
    assert config.read(text)[0].timezone == "Asia/Shanghai"


def test_all_faults_are_told_at_once():
    assert len(told("language: fr\ntimezone: x/y\nchannel: fax\nnmae: z\n")) == 4


def test_values_say_where_they_come_from(tmp_path):
    (tmp_path / config.NAME).write_text("language: zh\n")
    settings, _ = config.read("language: zh\n")
    shown = {key: (value, origin) for key, value, origin in config.values(tmp_path, settings)}
    assert tuple(shown) == config.KEYS
    assert shown["language"] == ("zh", config.NAME)
    assert shown["timezone"] == ("Asia/Shanghai", "default")
