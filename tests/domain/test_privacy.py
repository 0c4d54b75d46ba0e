"""What looks like a secret or like somebody's number, and what only nearly does."""

import pytest

from supportctl.domain.privacy import fingerprint, scan

FOUND = {
    "P601": [
        "-----BEGIN RSA PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----",
        "-----BEGIN EC PRIVATE KEY-----",
        "PuTTY-User-Key-File-2: ssh-rsa",
    ],
    "P602": [
        "AKIA" + "A1" * 8,
        "ghp_" + "a1B2" * 9,
        "github_pat_" + "a" * 22,
        "glpat-" + "a1" * 10,
        "xoxb-1234567890-abc",
        "sk_live_" + "a1" * 8,
        "AIza" + "b" * 35,
        "sk-proj-" + "a1" * 20,
        "hf_" + "aB" * 17,
        "dop_v1_" + "a1" * 32,
        "AccountKey=" + "aB3/" * 21 + "aB==",
        "https://hook.cn/cgi-bin/webhook/send?key=693a91f6-1234-4bc4-97a0-0ec2f1fa5aaa",
        "npm_" + "a1" * 18,
        "pypi-AgE" + "a" * 60,
        "SG." + "a" * 22 + "." + "b" * 43,
        "123456789:AA" + "c" * 33,
        "LTAI" + "a1" * 8,
        "AKID" + "a1" * 16,
        "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.abcdefghijk",
        "Authorization: Bearer abcdefghijklmnopqrstuvwx",
    ],
    "P603": [
        "password=hunter2!",
        "密码：abcd1234",
        'pwd: "s3cret"',
        "postgres://app:hunter2@db/x",
        "API_KEY = zyx987",
        "DB_PASSWORD=hunter2!",
        '"dbPassword": "hunter2!"',
        "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIbPxRfiC",
        "密码是 hunter2!",
        "--password hunter2!",
        "IDENTIFIED BY 'hunter2!'",
        "Authorization: Basic dXNlcjpodW50ZXIy",
        "redis://:hunter2!@host",
        "https://robot.cn/send?access_token=a1b2a1b2a1b2a1b2",
    ],
    "P604": ["4111111111111111", "5500 0000 0000 0004", "6222-0212-3456-7894", "378282246310005"],
    "P605": ["11010519491231002X", "身份证号440524199003071236吗"],
    "P606": [
        "13812345678",
        "138-1234-5678",
        "+86 138 1234 5678",
        "+49 30 1234 5678",
        "010-62345678",
        "(0755) 1234567",
        "电话13812345678。",
    ],
    "P607": ["wang@customer.cn", "a.b+c@x-y.co.uk"],
}
NOT_FOUND = [
    "T-20260914-7F3K2 {#k3f9x2ab} 2026-09-14T09:03:00.120+08:00",
    "version 10.0.19041.1 port 8080 10.200.300.400",
    "password=*** passwd: <yours> pwd={{ x }} secret=$SECRET 密码：xxxx",
    "password policy: none; 密码是什么; forgot_password=true; tokens: 12; the token expired: see below",
    "400-820-8820 2026-11-23 13:45:12.123456 010.20.30.40",
    "4111111111111112 1234567890123456 0000000000000000",
    "110105194912310021 110105194913310023",
    "order 1381234567890, 138123456, x13812345678",
    "someone@example.com git@github.com noreply@corp.cn a@b",
    "risk-averse task-list desk-sk-short",
    "commit 3682e9ee648f2f3e11ba1fcd47fc390a0b8f9dab",
]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in FOUND.items() for text in texts])
def test_it_is_found_once_wherever_it_stands(code, text):
    for around in ("{}", "见 {} 。", "x: '{}'", "> {}\n", "a\n{}\nb"):
        (hit,) = scan(around.format(text.replace("{", "{{")))
        assert hit.code == code


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_only_nearly_looks_like_it_is_not(text):
    assert [hit.what for hit in scan(text)] == []


def test_a_find_never_carries_the_secret():
    (hit,) = scan("AKIAABCDEFGHIJKLMNOP")
    assert "AKIA" not in repr(hit)
    assert hit.fingerprint == fingerprint("AKIAABCDEFGHIJKLMNOP")


def test_long_text_is_no_trap():
    for text in (
        "1" * 50_000,
        "a@" * 25_000,
        "password=" * 5_000,
        "-----BEGIN " + "A" * 50_000,
        "+1 " * 20_000,
    ):
        assert len(list(scan(text))) < 20_000
