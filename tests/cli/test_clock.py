"""`sla`, `stale`, `next` and `escalate` on a real desk, at times that are given."""

import json

import pytest

NINE = "2026-09-14T09:00:00+08:00"


def now(hour, day=14):
    return ("--now", f"2026-09-{day}T{hour}:00+08:00")


@pytest.fixture
def busy(desk, run):
    """A P2 that was answered and waits, a P1 that nobody has answered, a P4: their IDs."""
    ids = []
    for title, priority, hour in (
        ("登录页报 500 错误", "P2", "09:00"),
        ("down", "P1", "15:00"),
        ("typo", "P4", "16:30"),
    ):
        ids.append(run("new", title, "-p", priority, "-m", "x", "-q", *now(hour)).out.strip())
    assert run("reply", ids[0], "-m", "hello", *now("09:20")).code == 0
    return ids


def test_the_clocks_of_the_desk_the_latest_first(run, busy):
    ran = run("sla", *now("17:00"))
    assert ran.code == 0
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert [(row[0], row[1], row[4]) for row in rows[:3]] == [
        (busy[0], "update", "breached"),
        (busy[1], "first_response", "breached"),
        (busy[0], "workaround", "running"),
    ]


def test_json_says_everything_of_a_clock(run, busy):
    document = json.loads(run("sla", busy[0], "--json", *now("17:00")).out)
    assert document["schema"] == "supportctl.clocks/1"
    clocks = {item["clock"]: item for item in document["items"]}
    assert clocks["first_response"]["state"] == "met"
    # 9:00 to 17:00 without the hour of lunch.
    assert clocks["resolution"]["elapsed_seconds"] == 7 * 3600
    assert clocks["resolution"]["due"] == "2026-09-15T18:00:00+08:00"
    assert sum(one["worked_seconds"] for one in clocks["resolution"]["intervals"]) == 7 * 3600


def test_explained_it_adds_up_and_names_its_events(run, busy, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    shown = run("sla", busy[0][-5:], "--explain", *now("17:00"), terminal=True).out
    assert "first response, cycle 1: 2h00m in the calendar business (P2)" in shown
    assert "= 20m of 2h00m: met" in shown
    assert "= 7h00m of 16h00m; due 09-15 18:00" in shown
    assert "message to the customer (mail)" in shown
    zh = run("sla", busy[0], "--explain", "--lang", "zh", *now("17:00")).out
    assert "= 已用 7h00m，目标 16h00m；09-15 18:00 到期" in zh


def test_clocks_replay_at_any_other_time(run, busy):
    early = json.loads(run("sla", busy[0], "--json", *now("09:10")).out)["items"]
    assert {one["clock"]: one["state"] for one in early}["first_response"] == "running"


def test_a_query_narrows_and_a_word_that_is_no_ticket_is_one(run, busy):
    assert {line.split("\t")[0] for line in run("sla", "priority:P1", *now("17:00")).out.splitlines()} == {
        busy[1]
    }
    assert run("sla", "xyzzyq", *now("17:00")).out == ""


def test_stale_finds_fails_and_plans(run, busy):
    ran = run("stale", *now("17:00"))
    assert ran.code == 1
    assert f"nobody yet\t{busy[1]}\tL901\tnobody has answered the customer yet: 2h00m of 30m" in ran.out
    assert run("stale", "--fail-level", "none", *now("17:00")).code == 0
    plan = run("stale", "--plan", *now("17:00")).out.splitlines()
    assert f"supportctl reply {busy[1]} -m TEXT" in plan
    assert f"supportctl escalate {busy[1]} lead" in plan
    document = json.loads(run("stale", "--json", *now("17:00")).out)
    assert document["schema"] == "supportctl.stale/1"
    assert {item["clause"] for item in document["items"]} >= {"M-2.1.2", "M-1.4"}


def test_stale_speaks_chinese(run, busy):
    assert "尚未有人答复客户：已用 2h00m，目标 30m" in run("stale", "--lang", "zh", *now("17:00")).out


def test_told_in_time_is_a_warning_in_silence_an_error(run, busy):
    late = now("10:00", 16)
    assert "L902" in run("stale", busy[0], *late).out
    told = run(
        "delay", busy[0], "2026-09-17T18:00+08:00", "-m", "the patch needs a day more", *now("17:30", 15)
    )
    assert told.code == 0, told.err
    again = run("stale", busy[0], *late, "--fail-level", "error").out
    assert "L903" in again
    assert "L902\tresolution" not in again


def test_an_eta_that_passes_in_silence_is_found_in_both_languages(run, busy):
    assert run("eta", busy[0], "2026-09-14T14:00+08:00", "-m", "x", *now("10:00")).code == 0
    ran = run("stale", busy[0], *now("14:30"))
    assert ran.code == 1
    assert "the time promised, 2026-09-14 14:00, has passed, and the customer was not told another" in ran.out
    zh = run("stale", busy[0], "--lang", "zh", *now("14:30"))
    assert "承诺的时间 2026-09-14 14:00 已过，且未告知客户新的时间" in zh.out
    assert f"supportctl delay {busy[0]} TIME -m REASON" in run("stale", busy[0], "--plan", *now("14:30")).out


def test_snoozed_is_quiet_and_visible(run, busy):
    assert run("snooze", busy[1], "2026-09-15T09:00+08:00", "-m", "away", *now("15:10")).code == 0
    ran = run("stale", busy[1], *now("17:00"))
    assert ran.code == 0
    assert "L914\tis kept quiet until 2026-09-15 09:00: away" in ran.out
    assert busy[1] not in run("next", "-L", "9", *now("17:00")).out


def test_escalating_is_recorded_and_quiets_its_level(run, busy):
    assert run("escalate", busy[1], "lead", "-m", "need help", *now("16:30")).code == 0
    assert "L916" not in run("stale", busy[1], *now("17:00")).out
    assert "L916\tmanager should know" in run("stale", busy[1], *now("19:00")).out


def test_next_is_p1_then_late_then_due(run, busy):
    ran = run("next", "-L", "9", *now("17:00"))
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert [(row[0], row[4]) for row in rows] == [
        (busy[1], "first response is late: 2h00m of 30m"),
        (busy[0], "update is late: 6h40m of 4h00m"),
        (busy[2], "first response is due 09-15 16:30, 7h30m left of 8h00m"),
    ]
    assert run("next", *now("17:00")).out.startswith(busy[1])


def test_nothing_to_do_is_said(run, desk):
    assert "nothing waits for you" in run("next").err
    assert run("stale", *now("17:00")).code == 0
    assert "nothing is late" in run("stale", *now("17:00")).err
    assert "no clock is running" in run("sla").err


def test_a_contract_brings_its_tier_its_calendar_and_its_own_targets(run, desk):
    (desk / "supportctl.yaml").write_text(
        "calendars: {night: {windows: '00:00-24:00'}}\nsla: {tiers: {gold: {P2: {first_response: 1h}}}}\n"
    )
    (desk / "customers/acme.yaml").write_text(
        "name: Acme\ncontracts:\n  A-1:\n    tier: gold\n    calendar: night\n    from: '2026-01-01'\n"
        "    sla: {P2: {resolution: 3h}}\n"
    )
    made = run("new", "x", "-p", "P2", "-c", "acme", "-m", "x", "-q", *now("19:00"))
    clocks = {
        one["clock"]: one
        for one in json.loads(run("sla", made.out.strip(), "--json", *now("20:00")).out)["items"]
    }
    assert clocks["first_response"]["due"] == "2026-09-14T20:00:00+08:00"
    assert clocks["resolution"]["due"] == "2026-09-14T22:00:00+08:00"


def test_a_contract_that_cannot_be_understood_is_told_and_the_rest_stands(run, desk):
    (desk / "customers/acme.yaml").write_text(
        "name: Acme\ncontracts:\n  A-1:\n    calendar: nihgt\n    sla: {P2: {resolution: soon}}\n"
    )
    made = run("new", "x", "-p", "P2", "-c", "acme", "-m", "x", "-q", *now("09:00"))
    ran = run("sla", made.out.strip(), *now("10:00"))
    calendar = "customers/acme.yaml:4:15: C812 contracts.A-1.calendar: nihgt is not one of business, 24x7"
    target = "customers/acme.yaml:5:28: C811 contracts.A-1.sla.P2.resolution must be hours and minutes"
    assert (calendar in ran.err, target in ran.err, ran.code) == (True, True, 5)
    assert "resolution\t1\tP2\trunning\t2026-09-15T18:00:00+08:00" in ran.out
    checked = run("check", "customers/acme.yaml")
    assert (calendar in checked.out, target in checked.out, checked.code) == (True, True, 1)


def test_a_broken_ticket_does_not_hide_the_others(run, busy, desk):
    path = next((desk / "tickets").rglob(f"{busy[2]}.md"))
    path.write_text("garbage")
    ran = run("stale", *now("17:00"))
    assert ran.code == 5
    assert busy[1] in ran.out
    assert "F003" in ran.err


def test_stale_names_old_drafts_only_where_nobody_asks_for_tickets(run, desk):
    begun, later = ("--now", "2026-08-01T09:00:00+08:00"), ("--now", "2026-09-14T09:00:00+08:00")
    made = run("kb", "new", "登录后页面空白", "-m", "空白", "-q", *begun).out.strip()
    rows = [line.split("\t") for line in run("stale", *later).out.splitlines()]
    assert [row[1] for row in rows if row[2] == "L918"] == [made]
    assert "L918" not in run("stale", "is:open", *later).out
