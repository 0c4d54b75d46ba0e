"""The same error with other numbers is one error; two errors of one framework stay two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain.signature import signatures, steady

JAVA = """2026-09-14 09:00:12,310 ERROR [http-nio-8080-exec-3] c.a.crm.Handler - request 7f3a9c21 failed
org.springframework.dao.DataAccessResourceFailureException: unable to obtain connection
\tat org.springframework.jdbc.Support.translate(Support.java:81)
\tat com.acme.crm.OrderDao.find(OrderDao.java:44)
Caused by: java.sql.SQLTransientConnectionException: HikariPool-1 - Connection timed out after 30000ms.
\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696)
\t... 48 more
"""
PYTHON = """Traceback (most recent call last):
  File "/opt/crm/app/export.py", line 88, in write
    sheet.save(path)
PermissionError: [Errno 13] Permission denied: '/data/export/2026/09/report-1842.xlsx'
"""
BARE = "java.lang.NullPointerException\n\tat com.acme.crm.{place}(Login.java:{line})\n\tat x.Y(Z.java:1)\n"


def other(text: str) -> str:
    """The same fault on another day, on another machine, with other numbers."""
    for old, new in (
        ("2026-09-14 09:00:12,310", "2027-01-02 23:59:01,007"),
        ("exec-3", "exec-41"),
        ("7f3a9c21", "9b00d1e4"),
        ("HikariPool-1", "HikariPool-7"),
        ("30000ms", "5000ms"),
        (":696", ":701"),
        ("... 48 more", "... 12 more"),
        ("/opt/crm/app", "/srv/apps/crm"),
        ("line 88", "line 91"),
        ("/data/export/2026/09/report-1842.xlsx", "/mnt/x/report-7.xlsx"),
    ):
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("text", [JAVA, PYTHON], ids=["java", "python"])
def test_the_same_exception_is_recognised(text):
    assert other(text) != text
    assert signatures(text)
    assert signatures(text) == signatures(other(text))


def test_it_is_recognised_inside_a_letter():
    quoted = f"您好，今天早上报表打不开：\n\n{other(JAVA)}\n麻烦看一下，谢谢！"
    assert signatures(JAVA) & signatures(quoted)


def test_the_innermost_cause_counts():
    (found,) = signatures(JAVA)
    assert found.startswith("sqltransientconnectionexception: hikaripool-# - connection timed out")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "org.springframework.dao.DataIntegrityViolationException: could not execute statement",
            "org.springframework.dao.DataAccessResourceFailureException: could not open connection",
        ),
        (
            "java.sql.SQLException: Connection refused",
            "java.sql.SQLException: Table 'orders' does not exist",
        ),
        (BARE.format(place="Login.check", line=12), BARE.format(place="Login.open", line=12)),
        ("ORA-12170: TNS:Connect timeout occurred", "ORA-00942: table or view does not exist"),
        ("连接数据库失败：用户名或密码错误", "连接数据库失败：目标主机拒绝连接"),
    ],
)
def test_two_errors_of_one_framework_stay_two(one, two):
    assert signatures(one)
    assert signatures(two)
    assert not signatures(one) & signatures(two)


def test_without_a_message_the_place_stands_in():
    assert signatures(BARE.format(place="Login.check", line=12)) == signatures(
        BARE.format(place="Login.check", line=99)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ORA-12170: TNS:Connect timeout occurred", {"ora-12170"}),
        ("Chrome shows ERR_CONNECTION_RESET", {"err_connection_reset"}),
        ("Windows says 0x0000011b", {"0x0000011b"}),
        ("connect ECONNREFUSED 10.0.0.5:5432", {"econnrefused"}),
        ("打印失败，错误代码 1842", {"打印失败，错误代码 #"}),
        ("Everything is fine, thank you.", set()),
        ("", set()),
    ],
)
def test_codes_and_plain_messages(text, expected):
    assert signatures(text) == expected


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_numbers_do_not_matter(one, two):
    text = "request {} to /srv/app/{}/x failed after {} ms"
    assert steady(text.format(one, one, two)) == steady(text.format(two, two, one))


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    signatures(text)


def test_a_long_log_is_read_soon():
    assert signatures("at x.y(" * 20_000) == frozenset()
    assert signatures("a." * 50_000 + "\n") == frozenset()
