"""The same fault on another machine, and two faults of one framework, across languages and products."""

import pytest

from supportctl.domain.signature import signatures

SAME = {
    "python": (
        ('Traceback (most recent call last):\n  File "/a/b.py", line 12, in run\n    x\nKeyError: 4711\n'),
        ('Traceback (most recent call last):\n  File "/zz/q/b.py", line 99, in run\n    x\nKeyError: 815\n'),
    ),
    "python-chain": (
        (
            "Traceback (most recent call last):\n"
            '  File "/a/b.py", line 1, in f\n'
            "ValueError: bad\n"
            "\n"
            "During handling of the above exception, another exception occurred:\n"
            "\n"
            "Traceback (most recent call last):\n"
            '  File "/a/c.py", line 3, in g\n'
            "app.errors.ExportFailed: order 77\n"
        ),
        (
            "Traceback (most recent call last):\n"
            '  File "/x/b.py", line 8, in f\n'
            "ValueError: bad\n"
            "\n"
            "During handling of the above exception, another exception occurred:\n"
            "\n"
            "Traceback (most recent call last):\n"
            '  File "/y/c.py", line 30, in g\n'
            "app.errors.ExportFailed: order 99121\n"
        ),
    ),
    "go": (
        (
            "panic: runtime error: index out of range [5] with length 3\n"
            "\n"
            "goroutine 17 [running]:\n"
            "main.handler(0xc000010250)\n"
            "\t/src/app/main.go:42 +0x1d\n"
        ),
        (
            "panic: runtime error: index out of range [12] with length 8\n"
            "\n"
            "goroutine 91 [running]:\n"
            "main.handler(0xc0000aa000)\n"
            "\t/build/main.go:57 +0x2f\n"
        ),
    ),
    "go-log": (
        ("2026/09/14 09:00:12 dial tcp 10.0.0.5:5432: connect: connection refused"),
        ("2027/01/02 23:01:09 dial tcp 192.168.7.9:5433: connect: connection refused"),
    ),
    "dotnet": (
        (
            "Unhandled exception. System.InvalidOperationException: Sequence "
            "contains no elements\n"
            "   at System.Linq.ThrowHelper.ThrowNoElementsException()\n"
            "   at Acme.Orders.Load(Int32 id) in C:\\src\\Orders.cs:line 42\n"
        ),
        (
            "Unhandled exception. System.InvalidOperationException: Sequence "
            "contains no elements\n"
            "   at System.Linq.ThrowHelper.ThrowNoElementsException()\n"
            "   at Acme.Orders.Load(Int32 id) in D:\\build\\Orders.cs:line 57\n"
        ),
    ),
    "mysql": (
        ("ERROR 1205 (HY000): Lock wait timeout exceeded; try restarting transaction"),
        (
            "2026-01-01T00:00:00 [ERROR] ERROR 1205 (HY000): Lock wait timeout "
            "exceeded; try restarting transaction"
        ),
    ),
    "mysql-dup": (
        "ERROR 1062 (23000): Duplicate entry '10001' for key 'PRIMARY'",
        "ERROR 1062 (23000): Duplicate entry '977' for key 'PRIMARY'",
    ),
    "oracle": (
        "ORA-01652: unable to extend temp segment by 128 in tablespace TEMP",
        "ORA-01652: unable to extend temp segment by 64 in tablespace TEMP01",
    ),
    "nginx": (
        (
            "2026/08/05 14:20:37 [error] 1182#0: *99231 upstream timed out "
            "(110: Connection timed out) while reading response header from "
            "upstream, client: 10.1.1.9, server: crm.example.com, request: "
            '"GET /a/1 HTTP/1.1", upstream: "http://10.0.0.7:8080/a/1", host: '
            '"crm.example.com"'
        ),
        (
            "2027/01/05 01:02:03 [error] 77#0: *12 upstream timed out (110: "
            "Connection timed out) while reading response header from upstream, "
            'client: 172.16.3.4, server: portal.example.org, request: "POST '
            '/b/99 HTTP/1.1", upstream: "http://10.9.9.9:9090/b/99", host: '
            '"portal.example.org"'
        ),
    ),
    "chinese": (
        "2026-09-14 09:00:12 错误 [线程-12] 订单 A10023 同步失败：远程服务器返回 502",
        "2026-10-01 11:22:33 错误 [线程-3] 订单 B77 同步失败：远程服务器返回 502",
    ),
    "chinese2": (
        "09:00:12,100 保存单据失败，单据号 20260914001，原因：库存不足",
        "17:30:00,999 保存单据失败，单据号 20261001777，原因：库存不足",
    ),
    "js": (
        (
            "Uncaught TypeError: Cannot read properties of undefined (reading "
            "'name')\n"
            "    at Foo (app.3fa9c1.js:1:2345)"
        ),
        (
            "Uncaught TypeError: Cannot read properties of undefined (reading "
            "'name')\n"
            "    at Foo (app.99aa77.js:1:999)"
        ),
    ),
    "java-hash": (
        ("java.lang.IllegalStateException: Session com.acme.Session@1a2b3c4d closed"),
        ("java.lang.IllegalStateException: Session com.acme.Session@99ffee01 closed"),
    ),
    "k8s": (
        'Error: failed to start container "crm-6d4cf56db6-x2x8z": OOMKilled',
        'Error: failed to start container "crm-7f89c77d4-abcde": OOMKilled',
    ),
}

DIFFERENT = {
    "go": (
        "panic: runtime error: index out of range [5] with length 3",
        "panic: runtime error: invalid memory address or nil pointer dereference",
    ),
    "dotnet": (
        "System.InvalidOperationException: Sequence contains no elements",
        ("System.InvalidOperationException: Collection was modified; enumeration operation may not execute."),
    ),
    "python": (
        "KeyError: 'customer'",
        "KeyError: 'order'",
    ),
    "django": (
        ("django.db.utils.OperationalError: FATAL: password authentication failed"),
        ("django.db.utils.OperationalError: server closed the connection unexpectedly"),
    ),
    "mysql": (
        "ERROR 1205 (HY000): Lock wait timeout exceeded",
        "ERROR 1213 (40001): Deadlock found when trying to get lock",
    ),
    "mysqlsame": (
        "ERROR 1045 (28000): Access denied for user 'crm'",
        "ERROR 1044 (42000): Access denied for user 'crm' to database",
    ),
    "nginx": (
        (
            "2026/08/05 14:20:37 [error] 1#0: *9 upstream timed out (110: "
            "Connection timed out) while reading response header from upstream"
        ),
        (
            "2026/08/05 14:20:37 [error] 1#0: *9 connect() failed (111: Connection "
            "refused) while connecting to upstream"
        ),
    ),
    "chinese": (
        "同步失败：远程服务器返回 502",
        "同步失败：签名不正确",
    ),
    "spring": (
        ("org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'orderDao'"),
        (
            "org.springframework.beans.factory.BeanCreationException: Error "
            "creating bean with name 'mailSender'"
        ),
    ),
    "spring-cause": (
        (
            "org.springframework.web.util.NestedServletException: Request "
            "processing failed\n"
            "Caused by: java.lang.IllegalArgumentException: Invalid UUID"
        ),
        (
            "org.springframework.web.util.NestedServletException: Request "
            "processing failed\n"
            "Caused by: java.lang.IllegalStateException: No session"
        ),
    ),
    "http": (
        "HTTP 错误 404：页面不存在",
        "HTTP 错误 500：内部错误",
    ),
    "oracle": (
        "ORA-00257: archiver error",
        "ORA-01652: unable to extend temp segment",
    ),
    "sqlstate": (
        (
            "org.postgresql.util.PSQLException: ERROR: duplicate key value "
            'violates unique constraint "users_pkey"'
        ),
        ('org.postgresql.util.PSQLException: ERROR: relation "users" does not exist'),
    ),
}


@pytest.mark.parametrize("kind", SAME)
def test_other_numbers_paths_and_times_are_the_same_error(kind):
    one, two = SAME[kind]
    assert one != two
    assert signatures(one) & signatures(two), f"{signatures(one)} and {signatures(two)}"


@pytest.mark.parametrize("kind", DIFFERENT)
def test_two_errors_of_one_framework_are_two(kind):
    one, two = DIFFERENT[kind]
    assert signatures(one)
    assert signatures(two)
    assert not signatures(one) & signatures(two)
