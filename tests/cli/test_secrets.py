"""Secrets stay out of our own commits, unless somebody answers for them."""

import json

from supportctl.actions.screening import screened
from supportctl.domain.privacy import fingerprint
from tests.support.git import git

KEY = "AKIAABCDEFGHIJKLMNOP"
PRINT = fingerprint(KEY)


def test_a_secret_is_refused_and_never_repeated(desk, run):
    made = run("new", "login", "-m", "fails", "-q").out.strip()
    before = git(desk, "rev-parse", "HEAD")
    ran = run("note", made, "-m", f"they use {KEY}")
    assert ran.code == 4
    assert KEY not in ran.out + ran.err
    assert f"--allow-secret {PRINT}" in ran.err
    assert git(desk, "rev-parse", "HEAD") == before
    assert git(desk, "status", "--porcelain") == ""


def test_an_allowed_one_is_on_record_and_check_agrees(desk, run):
    made = run("new", "login", "-m", "fails", "-q").out.strip()
    assert run("note", made, "-m", f"the sample {KEY}", "--allow-secret", PRINT).code == 0
    (path,) = (desk / "tickets").rglob("T-*.md")
    assert f"# supportctl: ignore P602:{PRINT} allowed by Ada" in path.read_text()
    assert run("check").out == ""
    assert run("note", made, "-m", "what was there stays").code == 0
    assert path.read_text().count("ignore P602") == 1


def test_new_import_and_customers_are_looked_at_too(desk, run):
    assert run("new", "login", "-m", f"key {KEY}").code == 4
    line = json.dumps({"key": "1", "title": "x", "symptom": KEY})
    ran = run("import", "-", stdin=line)
    assert ran.code == 4
    assert "--allow-secret" in ran.err
    assert git(desk, "log", "--oneline").count("\n") == 0


def test_a_telephone_number_only_warns(desk, run):
    ran = run("new", "login", "-m", "call 138-1234-5678", "--lang", "zh")
    assert ran.code == 0
    assert "含有电话号码" in ran.err
    assert "5678" not in ran.err


def test_titles_reasons_articles_and_many_at_once_warn_as_well(desk, run):
    phone = "138-1234-5678"
    assert "telephone" in run("new", f"call {phone}", "-m", "fails").err
    assert "telephone" in run("priority", "@last", "P2", "-m", f"{phone} said so").err
    assert "telephone" not in run("priority", "@last", "P3", "-m", "no").err
    assert "telephone" in run("kb", "new", "Pool", "--symptom", phone, "--resolution", "r").err
    line = json.dumps({"key": "1", "title": "x", "symptom": phone})
    assert "telephone" in run("import", "-", stdin=line).err
    many = run("bulk", "is:live", "note", "-m", phone, "--yes")
    assert many.code == 0
    assert many.err.count("telephone") == 1


def test_windows_line_ends_stay():
    old = "---\r\nid: x\r\n---\r\n"
    new = screened("tickets/x.md", old, f"{old}{KEY}\r\n", allowed=(PRINT,), actor="ada")
    assert new.startswith(f"---\r\nid: x\r\n# supportctl: ignore P602:{PRINT} allowed by ada\r\n---\r\n")
