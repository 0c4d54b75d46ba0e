"""Messages that go out by mail: what arrives, what is on record, and that nothing is lost or sent twice."""

import email
import json
import stat
from datetime import datetime, timedelta
from email.policy import default

import pytest
import trustme

from supportctl.store.desk import Desk
from tests.support.git import git, hook, put
from tests.support.mail import ADDRESS, configured, events, ticket, waiting
from tests.support.smtp import PASSWORD, USER, server


@pytest.fixture(scope="session")
def certificates(tmp_path_factory):
    """A certificate for localhost, one for another name, and the authority behind both."""
    place = tmp_path_factory.mktemp("certificates")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(place / "authority.pem"))
    for name in ("localhost", "elsewhere.example"):
        authority.issue_cert(name).private_key_and_cert_chain_pem.write_to_path(str(place / f"{name}.pem"))
    return place


@pytest.fixture
def trusting(certificates, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates / "authority.pem"))


@pytest.fixture
def open_ticket(desk, run):
    return ticket(run)


def read(data: bytes) -> email.message.EmailMessage:
    message = email.message_from_bytes(data, policy=default)
    assert not message.defects
    return message


def sent(run, name, *more):
    return run("reply", name, "-m", "已定位，正在修复。", "--send", *more)


def messages(run, name):
    return [one for one in events(run, name) if one["kind"] == "message"]


# --- what arrives ------------------------------------------------------------------------------------


def test_a_message_arrives_as_it_was_written_and_is_on_record(desk, run, open_ticket, tmp_path):
    with server("plain", tmp_path / "mails") as there:
        configured(desk, there.port)
        done = run(
            "reply", open_ticket, "-m", "您好：\n\n.\n..两点\nFrom 这里", "--send", "--asks", "environment"
        )
        assert done.code == 0, done.err
        (data,) = there.taken
    assert f"sent to {ADDRESS}" in done.err
    message = read(data)
    assert message["X-Envelope"] == f"support@desk.example {ADDRESS}"
    assert message["From"] == "支持 Desk <support@desk.example>"
    assert message["To"] == f"王伟 <{ADDRESS}>"
    assert message["Subject"] == f"[{open_ticket}] 登录页报 500 错误"
    assert message.get_content().replace("\r\n", "\n") == "您好：\n\n.\n..两点\nFrom 这里\n"
    assert all(len(line) <= 78 for line in data.decode("ascii").split("\r\n"))
    (event,) = messages(run, open_ticket)
    held = event["attributes"]
    assert (held["channel"], held["asks"], held["message_id"]) == (
        "email",
        "environment",
        message["Message-ID"],
    )
    assert datetime.fromisoformat(held["sent"])
    assert waiting(run) == []
    assert run("check").code == 0


def test_a_conversation_is_one_thread(desk, run, open_ticket, tmp_path):
    theirs = f"<{'x' * 90}@exchange.acme.example>"
    with server("plain", tmp_path / "mails") as there:
        configured(desk, there.port)
        assert sent(run, open_ticket).code == 0
        got = run("receive", open_ticket, "-m", "好的", "--channel", "email", "--message-id", theirs)
        assert got.code == 0, got.err
        assert run("remind", open_ticket, "-t", "reminder", "-m", "请确认", "--send").code == 0
        first, second = map(read, there.taken)
    assert "In-Reply-To" not in first
    assert second["In-Reply-To"] == theirs
    assert second["References"].split() == [first["Message-ID"], theirs]
    assert second["Subject"] == f"[{open_ticket}] 等待您的回复：登录页报 500 错误"
    assert "您好：" in second.get_content()


def test_undo_says_that_the_customer_has_the_mail(desk, run, open_ticket, tmp_path):
    with server("plain", tmp_path / "mails") as there:
        configured(desk, there.port)
        assert sent(run, open_ticket).code == 0
    (event,) = messages(run, open_ticket)
    done = run("undo", open_ticket, "--event", event["id"])
    assert done.code == 0, done.err
    assert f"the customer has the mail of {event['attributes']['sent']}" in done.err
    assert f"supportctl reply {open_ticket} -m TEXT --send" in done.err
    assert events(run, open_ticket)[-1]["kind"] == "retract"
    assert run("reply", open_ticket, "-m", "by telephone", "--channel", "hotline").code == 0
    assert "the customer has" not in run("undo", open_ticket).err
    with server("plain", tmp_path / "more") as there:
        configured(desk, there.port)
        assert sent(run, open_ticket).code == 0
    assert "客户已经收到" in run("undo", open_ticket, "--lang", "zh").err


def test_a_mail_in_a_file_is_for_the_mail_program(desk, run, open_ticket, tmp_path):
    place = tmp_path / "delay.eml"
    told = ("delay", open_ticket, "--eta", "+4h", "--reason", "补丁没有通过回归测试", "--eml", str(place))
    done = run(*told, "--now", "2026-09-14T10:00:00+08:00")
    assert done.code == 0, done.err
    assert "recorded, not sent" in done.err
    message = read(place.read_bytes())
    assert message["X-Unsent"] == "1"
    assert message["From"] == "Ada <ada@example.org>", "without a mail server it is from who wrote it"
    assert "2026-09-14 14:00" in message.get_content()
    assert "补丁没有通过回归测试" in message.get_content()
    (event,) = messages(run, open_ticket)
    assert (event["attributes"]["message_id"], "sent" in event["attributes"]) == (
        message["Message-ID"],
        False,
    )
    again = run(*told, "--now", "2026-09-14T10:00:00+08:00")
    assert again.code == 4
    assert "exists already" in again.err
    assert len(messages(run, open_ticket)) == 1


def test_a_delay_is_one_command_and_stale_is_quiet_then(desk, run, tmp_path):
    name = ticket(run)
    begun = datetime.fromisoformat("2026-09-14T09:00:00+08:00")

    def at(hours: float) -> tuple[str, str]:
        return "--now", (begun + timedelta(hours=hours)).isoformat()

    assert run("eta", name, "2026-09-14T12:00+08:00", *at(1)).code == 0
    late = run("stale", "--json", *at(4))
    assert "T710" in late.out or "eta" in late.out, late.out
    place = tmp_path / "delay.eml"
    told = ("delay", name, "--eta", "+1d", "--reason", "复现需要客户日志", "--eml", str(place))
    done = run(*told, *at(4.1))
    assert done.code == 0, done.err
    kinds = [event["kind"] for event in events(run, name)]
    assert kinds[-3:] == ["message", "delay", "field"]
    (row,) = json.loads(run("show", name, "--json").out)["items"]
    assert row["eta"].startswith("2026-09-15T13:06")
    assert place.exists()
    quiet = run("stale", *at(4.2))
    assert name not in quiet.out, quiet.out
    assert git(desk, "log", "-1", "--format=%s").startswith(f"{name}: delay until")


def test_a_dry_run_sends_and_writes_nothing(desk, run, open_ticket, tmp_path):
    before = git(desk, "rev-parse", "HEAD")
    with server("plain", tmp_path / "mails") as there:
        configured(desk, there.port)
        before = git(desk, "rev-parse", "HEAD")
        assert "+- message_id:" in sent(run, open_ticket, "--dry-run").out
        done = run("reply", open_ticket, "-m", "x", "--eml", str(tmp_path / "x.eml"), "--dry-run")
        assert done.code == 0
        assert there.taken == []
    assert not (tmp_path / "x.eml").exists()
    assert git(desk, "rev-parse", "HEAD") == before


def test_a_person_sees_whom_it_goes_to(desk, run, open_ticket, tmp_path):
    with server("plain", tmp_path / "mails") as there:
        configured(desk, there.port)
        asked = run("reply", open_ticket, "-m", "已定位", "--send", terminal=True, stdin="n\n")
        assert (asked.code, there.taken) == (6, [])
    assert f"王伟 <{ADDRESS}>\n[{open_ticket}] 登录页报 500 错误\n\n已定位" in asked.err
    assert messages(run, open_ticket) == []


def test_a_person_sees_a_delay_before_it_is_recorded(desk, run, open_ticket):
    told = ("delay", open_ticket, "--eta", "+4h", "--reason", "补丁未通过回归测试")
    asked = run(*told, terminal=True, stdin="n\n")
    assert asked.code == 6
    assert "原因：补丁未通过回归测试" in asked.err
    assert messages(run, open_ticket) == []
    assert run(*told, "--yes", terminal=True).code == 0


def test_a_statement_comes_from_its_template(desk, run, open_ticket, tmp_path):
    refused = run("statement", open_ticket, "--reason", "磁盘已满")
    assert refused.code == 2
    assert "-m TEXT" in refused.err
    refused = run("delay", open_ticket, "--eta", "+4h")
    assert refused.code == 2
    assert "--reason TEXT" in refused.err
    assert run("statement", open_ticket, "--reason", "磁盘已满", "-m", "请扩容。").code == 0
    (event,) = messages(run, open_ticket)
    assert event["attributes"]["template"] == "statement"
    assert "磁盘已满" in event["text"]
    assert "请扩容。" in event["text"]


# --- what is refused before anything is said to a server -----------------------------------------------


def test_what_cannot_go_out_is_refused_and_nothing_is_kept(desk, run, open_ticket):
    assert "no mail server" in sent(run, open_ticket).err
    configured(desk, 9)
    for more in (("--no-commit",), ("--at", "yesterday"), ("--channel", "im"), ("--eml", "x.eml")):
        assert sent(run, open_ticket, *more).code == 2, more
    (path,) = desk.glob("customers/*.yaml")
    held = path.read_text("utf-8")
    for address in (
        "",
        "ann@acme.example\\r\\nBcc: evil@x.example",
        "a@b, c@d",
        "ann@ex ample",
        "<ann@x.example>",
    ):
        put(path, held.replace(ADDRESS, f'"{address}"'))
        refused = sent(run, open_ticket)
        assert refused.code in (4, 5), address
        assert "mail address" in refused.err or "email" in refused.err, refused.err
        assert run("reply", open_ticket, "-m", "x", "--eml", "x.eml").code in (4, 5), address
    assert not (desk / "x.eml").exists()
    assert waiting(run) == []
    assert messages(run, open_ticket) == []


def test_a_secret_is_not_sent(desk, run, open_ticket, tmp_path):
    with server("plain", tmp_path / "mails") as there:
        configured(desk, there.port)
        token = "ghp_" + "a1B2" * 9
        assert run("reply", open_ticket, "-m", f"token {token}", "--send").code == 4
        assert (there.taken, waiting(run)) == ([], [])


def test_a_password_in_the_configuration_stops_everything(desk, run):
    put(desk / "supportctl.yaml", "version: 1\nmail: {from: s@desk.example, host: h, password: hunter2}\n")
    refused = run("list")
    assert refused.code == 5
    assert "C806" in refused.err
    assert "hunter2" not in refused.err


@pytest.mark.parametrize(
    "line",
    [
        "host: 'a b'",
        "port: 0",
        "port: x",
        "security: ssl",
        "from: nobody",
        "timeout: 9999",
        "user: ''",
        "hsot: x",
    ],
)
def test_a_configuration_that_will_not_do_says_so(desk, run, line):
    held = {"from": "s@desk.example", "host": "h"}
    key, _, value = line.partition(": ")
    lines = "".join(f"  {name}: {text}\n" for name, text in ({**held, key: value}).items())
    put(desk / "supportctl.yaml", f"version: 1\nmail:\n{lines}")
    told = run("list")
    assert f"mail.{key}" in told.err
    assert told.code == (0 if key == "hsot" else 5)


# --- TLS and passwords ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["starttls", "tls"])
def test_a_mail_goes_over_tls(desk, run, open_ticket, tmp_path, certificates, trusting, kind):
    with server(kind, tmp_path / "mails", certificates / "localhost.pem") as there:
        configured(desk, there.port, kind)
        done = sent(run, open_ticket)
        assert done.code == 0, done.err
        assert len(there.taken) == 1


@pytest.mark.parametrize("kind", ["starttls", "tls"])
def test_a_wrong_certificate_ends_it(desk, run, open_ticket, tmp_path, certificates, monkeypatch, kind):
    for name, trusted in (("elsewhere.example", True), ("localhost", False)):
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(certificates / "authority.pem"))
        else:
            monkeypatch.delenv("SSL_CERT_FILE")
        with server(kind, tmp_path / f"mails-{trusted}", certificates / f"{name}.pem") as there:
            configured(desk, there.port, kind)
            failed = run("reply", open_ticket, "-m", f"mit {name}", "--send")
            assert failed.code == 5
            assert "certificate" in failed.err
            assert there.taken == []
    assert {one["state"] for one in waiting(run)} == {"draft"}
    assert messages(run, open_ticket) == []


def test_nothing_goes_in_the_clear_where_tls_is_asked_for(desk, run, open_ticket, tmp_path):
    with server("plain", tmp_path / "mails") as there:
        configured(desk, there.port, "starttls")
        failed = sent(run, open_ticket)
        assert failed.code == 5
        assert "no STARTTLS" in failed.err
        assert there.taken == []


def test_the_password_is_the_environments(
    desk, run, open_ticket, tmp_path, certificates, trusting, monkeypatch
):
    with server("auth", tmp_path / "mails", certificates / "localhost.pem") as there:
        configured(desk, there.port, "starttls", user=USER)
        lacking = sent(run, open_ticket, "--op", "k")
        assert lacking.code == 4
        assert "SUPPORTCTL_SMTP_PASSWORD" in lacking.err
        monkeypatch.setenv("SUPPORTCTL_SMTP_PASSWORD", "wrong")
        wrong = sent(run, open_ticket, "--op", "k")
        assert wrong.code == 4
        assert "535" in wrong.err
        monkeypatch.delenv("SUPPORTCTL_SMTP_PASSWORD")
        monkeypatch.setenv("SUPPORTCTL_SMTP_COMMAND", f"printf '%s\\nmore' '{PASSWORD}'")
        right = sent(run, open_ticket, "--op", "k")
        assert right.code == 0, right.err
        assert len(there.taken) == 1
        monkeypatch.setenv("SUPPORTCTL_SMTP_COMMAND", "false")
        assert "gave no password" in run("reply", open_ticket, "-m", "y", "--send").err
        configured(desk, there.port, "none", user=USER)
        monkeypatch.setenv("SUPPORTCTL_SMTP_PASSWORD", PASSWORD)
        assert "in the clear" in run("reply", open_ticket, "-m", "z", "--send").err
        assert len(there.taken) == 1
    for path in desk.rglob("*"):
        assert not path.is_file() or PASSWORD.encode() not in path.read_bytes(), path


# --- what goes wrong -------------------------------------------------------------------------------------


def test_a_refused_recipient_can_be_put_right(desk, run, open_ticket, tmp_path):
    with server("picky", tmp_path / "refused") as there:
        configured(desk, there.port)
        refused = sent(run, open_ticket)
    assert refused.code == 4
    assert "550 5.1.1 no such person here" in refused.err
    assert "\x1b" not in refused.err
    (letter,) = waiting(run)
    assert letter["state"] == "draft"
    assert "supportctl outbox send " + letter["id"] in refused.err
    assert messages(run, open_ticket) == []
    (path,) = desk.glob("customers/*.yaml")
    put(path, path.read_text("utf-8").replace(ADDRESS, "anna@acme.example"))
    with server("plain", tmp_path / "mails") as there:
        configured(desk, there.port)
        done = run("outbox", "send", letter["id"][:4])
        assert done.code == 0, done.err
        (data,) = there.taken
    assert read(data)["To"] == "王伟 <anna@acme.example>"
    assert [event["id"] for event in messages(run, open_ticket)] == [letter["id"]]
    assert waiting(run) == []


@pytest.mark.parametrize("kind", ["greeting", "rcpt", "data", "full", "drip"])
def test_what_breaks_before_the_end_can_be_tried_again(desk, run, open_ticket, tmp_path, kind):
    with server(kind, tmp_path / "lost") as there:
        configured(desk, there.port, timeout=1)
        failed = sent(run, open_ticket)
        assert failed.code == (4 if kind == "full" else 5), failed.err
        assert there.taken == []
    (letter,) = waiting(run)
    assert letter["state"] == "draft"
    assert letter["trouble"]
    assert messages(run, open_ticket) == []
    twin = sent(run, open_ticket)
    assert twin.code == 4
    assert f"supportctl outbox send {letter['id']}" in twin.err
    with server("plain", tmp_path / "mails") as there:
        configured(desk, there.port)
        assert run("outbox", "send", letter["id"]).code == 0
        assert run("outbox", "send", letter["id"]).code == 3, "it is gone from the outbox"
        assert len(there.taken) == 1
    assert len(messages(run, open_ticket)) == 1


@pytest.mark.parametrize("kind", ["middle", "dot", "dot-taken", "dot-silent", "dot-noise"])
def test_what_may_have_arrived_is_not_sent_again_unasked(desk, run, open_ticket, tmp_path, kind):
    with server(kind, tmp_path / "mails") as there:
        configured(desk, there.port, timeout=1)
        failed = sent(run, open_ticket, "--op", "k")
        assert failed.code == 5, failed.err
        assert "nobody knows" in failed.err
        (letter,) = waiting(run)
        assert letter["state"] == "doubt"
        taken = len(there.taken)
        assert taken == (kind not in ("middle", "dot"))
    assert messages(run, open_ticket) == []
    with server("plain", tmp_path / "more") as there:
        configured(desk, there.port)
        for again in (
            ("outbox", "send", letter["id"]),
            ("reply", open_ticket, "-m", "x", "--send", "--op", "k"),
        ):
            refused = run(*again)
            assert refused.code == 4
            assert "--again" in refused.err
        assert there.taken == []
        if not taken:
            assert run("outbox", "send", letter["id"], "--again").code == 0
        else:
            assert run("outbox", "sent", letter["id"]).code == 0
        assert len(there.taken) + taken == 1
    (event,) = messages(run, open_ticket)
    assert event["attributes"]["sent"]
    assert waiting(run) == []


def test_again_is_the_same_mail_by_name(desk, run, open_ticket, tmp_path):
    with server("dot-taken", tmp_path / "mails") as there:
        configured(desk, there.port)
        sent(run, open_ticket)
        (first,) = there.taken
    (letter,) = waiting(run)
    with server("greeting", tmp_path / "none") as there:
        configured(desk, there.port)
        assert run("outbox", "send", letter["id"], "--again").code == 5
    assert waiting(run)[0]["state"] == "doubt", "the first one may still have arrived"
    with server("plain", tmp_path / "more") as there:
        configured(desk, there.port)
        assert run("outbox", "send", letter["id"], "--again").code == 0
        (second,) = there.taken
    assert read(first)["Message-ID"] == read(second)["Message-ID"]


def test_a_slow_answer_is_waited_for(desk, run, open_ticket, tmp_path):
    with server("dot-later", tmp_path / "mails") as there:
        configured(desk, there.port, timeout=1)
        assert sent(run, open_ticket).code == 0
        assert len(there.taken) == 1


def test_nobody_listening_is_a_failure_like_others(desk, run, open_ticket):
    configured(desk, 9)
    refused = sent(run, open_ticket)
    assert refused.code == 5
    assert "Connection refused" in refused.err
    assert waiting(run)[0]["state"] == "draft"


def test_what_is_sent_but_not_on_record_is_recorded_and_not_sent_again(desk, run, open_ticket, tmp_path):
    repository = Desk.find(desk).repository
    with server("plain", tmp_path / "mails") as there:
        configured(desk, there.port)
        hook(repository, "pre-commit", "exit 1")
        failed = sent(run, open_ticket)
        assert failed.code == 4
        assert "is sent, but not on record" in failed.err
        (letter,) = waiting(run)
        assert letter["state"] == "taken"
        (repository.common_dir / "hooks/pre-commit").unlink()
        assert run("outbox", "send", letter["id"]).code == 0
        assert len(there.taken) == 1
    assert len(messages(run, open_ticket)) == 1
    assert waiting(run) == []


def test_a_retry_with_the_same_key_sends_nothing_more(desk, run, open_ticket, tmp_path):
    with server("plain", tmp_path / "mails") as there:
        configured(desk, there.port)
        for _ in range(3):
            assert sent(run, open_ticket, "--op", "k").code == 0
        assert len(there.taken) == 1
    assert len(messages(run, open_ticket)) == 1


# --- the outbox ------------------------------------------------------------------------------------------


def test_a_letter_lies_where_nobody_else_reads_it(desk, run, open_ticket):
    configured(desk, 9)
    sent(run, open_ticket)
    folder = Desk.find(desk).repository.common_dir / "supportctl-outbox"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert git(desk, "status", "--porcelain") == ""
    (letter,) = waiting(run)
    assert f"supportctl outbox show {letter['id']}" in run("note", open_ticket, "-m", "x").err
    shown = run("outbox", "show", letter["id"])
    assert shown.out.splitlines()[0] == f"王伟 <{ADDRESS}>"
    assert run("outbox", "sent", letter["id"]).code == 4, "it was never given to a server"
    assert run("outbox", "drop", letter["id"]).code == 0
    assert waiting(run) == []
    assert run("outbox", "drop", letter["id"]).code == 3


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b'{"id": 1}'])
def test_a_letter_that_cannot_be_read_is_not_passed_over(desk, run, open_ticket, data):
    configured(desk, 9)
    sent(run, open_ticket, "--op", "k")
    (path,) = (Desk.find(desk).repository.common_dir / "supportctl-outbox").glob("*.json")
    put(path, data)
    for command in (("outbox", "list"), ("reply", open_ticket, "-m", "x", "--send", "--op", "k")):
        assert run(*command).code == 5
    assert path.exists()
