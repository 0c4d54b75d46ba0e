"""`supportctl calendar show` and `import`, and working days in times that people type."""

import json

import pytest

from tests.support.git import git

NOW = ("--now", "2026-02-10T09:00:00+08:00")
ICS = """BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270101
DTEND;VALUE=DATE:20270104
SUMMARY:元旦（休）
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270109
SUMMARY:元旦（班）
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261231
SUMMARY:跨年（休）
END:VEVENT
END:VCALENDAR
"""


def test_a_month_as_a_grid(run, desk):
    lines = run("calendar", "show", "2026-02", "--color", "never", terminal=True).out
    assert "2026-02" in lines
    assert "14+ 15*" in lines
    assert "* 02-15..02-23  春节" in lines
    assert "+ 02-14         春节" in lines


def test_a_year_side_by_side_is_no_wider_than_the_screen(run, desk, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    for language in ("en", "zh"):
        ran = run("calendar", "show", "2026", "--lang", language, "--color", "never", terminal=True)
        assert "2026-03" in ran.out.splitlines()[0]
        assert max(len(line) for line in ran.out.splitlines()) <= 100


def test_a_pipe_has_a_line_a_day(run, desk):
    rows = [line.split("\t") for line in run("calendar", "show", *NOW).out.splitlines()]
    assert len(rows) == 28
    assert rows[13] == ["2026-02-14", "sat", "make_up", "09:00-12:00, 13:00-18:00", "春节"]
    assert rows[14] == ["2026-02-15", "sun", "off", "", "春节"]
    assert json.loads(run("calendar", "show", "2027", "--json").out)["items"][0]["known"] is False


@pytest.mark.parametrize("period", ["2026-13", "26", "soon", "99999"])
def test_what_is_no_period_is_refused(run, desk, period):
    assert run("calendar", "show", period).code == 2


def test_an_unknown_calendar_is_refused_with_those_there_are(run, desk):
    ran = run("calendar", "show", "--name", "moon")
    assert (ran.code, "there are business, 24x7" in ran.err) == (3, True)


def test_a_year_is_imported_in_one_commit_and_counts_from_then_on(run, desk, tmp_path):
    (tmp_path / "h.ics").write_text(ICS)
    ran = run("calendar", "import", str(tmp_path / "h.ics"))
    assert ran.code == 0, ran.err
    assert ran.out == "calendars/cn-2027.yaml\n"
    assert "2026 is known already; --year 2026 replaces it" in ran.err
    assert (desk / "calendars/cn-2027.yaml").read_text() == (
        "year: 2027\nsource: h.ics\noff:\n  2027-01-01..2027-01-03: 元旦\nwork:\n  2027-01-09: 元旦\n"
    )
    assert git(desk, "log", "-1", "--format=%s") == "calendar cn: 2027, 4 days"
    rows = [line.split("\t")[2] for line in run("calendar", "show", "2027-01").out.splitlines()]
    assert (rows[0], rows[8]) == ("off", "make_up")
    assert "nothing to change" in run("calendar", "import", str(tmp_path / "h.ics"), "--year", "2027").err


def test_our_own_yaml_is_imported_and_a_dry_run_writes_nothing(run, desk, tmp_path):
    (tmp_path / "d.yaml").write_text("year: 2028\nsource: 通知\noff: {2028-01-01: 元旦}\n")
    shown = run("calendar", "import", str(tmp_path / "d.yaml"), "-n")
    assert "+  2028-01-01: 元旦" in shown.out
    assert not (desk / "calendars").exists()
    assert run("calendar", "import", "-", stdin="year: 2028\noff: [2028-01-01]\n").code == 0
    assert (desk / "calendars/cn-2028.yaml").exists()


@pytest.mark.parametrize(
    ("text", "code"), [("year: 2028\noff: [2028-02-31]", 5), ("", 5), ("BEGIN:VCALENDAR\n", 2), ("\x00", 5)]
)
def test_what_cannot_be_read_is_refused_and_nothing_written(run, desk, text, code):
    ran = run("calendar", "import", "-", stdin=text)
    assert ran.code == code, ran.err
    assert not (desk / "calendars").exists()


def test_a_broken_file_of_days_is_named_and_lists_still_work(run, desk):
    (desk / "calendars").mkdir()
    (desk / "calendars/cn-2027.yaml").write_text("year: 2027\noff: [never]\n")
    ran = run("calendar", "show")
    assert ran.code == 5
    assert "calendars/cn-2027.yaml:2:7: C802" in ran.err
    assert run("list").code == 0


def test_working_days_in_times_that_people_type_go_by_the_desks_calendar(run, desk):
    made = run("new", "x", "-m", "x", "-q", *NOW).out.strip()
    # From Friday 13 February: 1bd is the make-up Saturday, 2bd is past the Spring Festival.
    ran = run("eta", made, "2bd", "--now", "2026-02-13T15:00:00+08:00", "-m", "x")
    assert "2bd is 2026-02-24T15:00" in ran.err, ran.err
