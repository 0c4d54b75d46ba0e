"""Secrets and personal data in text: what they look like, and a fingerprint to speak of one without it.

The text of a find is never passed on. A shape alone is not enough where digits are common: card numbers
have to pass Luhn's sum, identity numbers their check digit and a birthday that exists.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from hashlib import sha256

from supportctl.domain.frozen import frozen

SECRET = ("P601", "P602")
"""What must not get into a commit at all; the rest is warned of."""

_NOT_A_SECRET = re.compile(
    r"[*xX•.…]+|<.*|\\<.*|\$.*|\{.*|%.*|\[.*|(?i:none|null|true|false|redacted|hidden)"
)
_RESERVED_HOSTS = ("example.com", "example.org", "example.net", "example", "invalid", "localhost", "test")
_NOBODY = ("git", "noreply", "no-reply", "root")


@frozen
class Hit:
    """One find: the rule's code, where it begins, what kind it is, and its fingerprint."""

    code: str
    start: int
    what: str
    fingerprint: str


def fingerprint(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()[:12]


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def _is_card(text: str) -> bool:
    digits = "".join(filter(str.isdigit, text))
    return len(set(digits)) > 1 and _luhn(digits)


def _is_identity(number: str) -> bool:
    """GB 11643: weighted sum modulo 11 in the last place, a day of birth in the middle."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], weights, strict=True))
    if "10X98765432"[total % 11] != number[17].upper():
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return born.year >= 1900


def _is_password(value: str) -> bool:
    return not _NOT_A_SECRET.fullmatch(value.rstrip(";,.)'\"")) and len(set(value)) > 2


def _is_somebody(address: str) -> bool:
    name, _, host = address.casefold().partition("@")
    reserved = any(host == one or host.endswith(f".{one}") for one in _RESERVED_HOSTS)
    return name not in _NOBODY and not reserved


def _always(_text: str) -> bool:
    return True


@frozen
class _Look:
    """A shape; what counts is its group `it`, or all of it. `words`: one of them is in every match."""

    code: str
    what: str
    shape: str
    holds: Callable[[str], bool]
    words: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """No letter or digit may touch the shape."""
        return _compiled(rf"(?<![A-Za-z0-9_]){self.shape}")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """When the first text needs it: most texts hold none of the words."""
    return re.compile(pattern, re.ASCII)


def _look(code: str, what: str, words: str, shape: str, holds: Callable[[str], bool] = _always) -> _Look:
    """Without words it takes a long run of digits."""
    return _Look(code, what, shape, holds, tuple(words.split()))


_LOOKS: tuple[_Look, ...] = (
    _look(
        "P601", "private key", "private", r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----"
    ),
    _look("P601", "private key", "putty-user-key-file", r"PuTTY-User-Key-File-\d: \S"),
    _look("P602", "AWS access key", "akia asia", r"(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Za-z])"),
    _look(
        "P602",
        "GitHub token",
        "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
        r"(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})",
    ),
    _look("P602", "GitLab token", "glpat- glptt- gldt- glrt-", r"gl(?:pat|ptt|dt|rt)-[A-Za-z0-9_-]{20,}"),
    _look("P602", "Slack token", "xox", r"xox[abeoprs]-[A-Za-z0-9-]{10,}"),
    _look("P602", "Stripe key", "k_live_", r"[rs]k_live_[A-Za-z0-9]{16,}"),
    _look("P602", "Google API key", "aiza", r"AIza[0-9A-Za-z_-]{35}"),
    _look("P602", "OpenAI key", "sk-", r"sk-(?:proj-|svcacct-|ant-[a-z0-9]+-)?[A-Za-z0-9_-]{32,}"),
    _look("P602", "Hugging Face token", "hf_", r"hf_[A-Za-z0-9]{34,}"),
    _look("P602", "DigitalOcean token", "dop_v1_", r"dop_v1_[a-f0-9]{64}"),
    _look("P602", "Azure storage key", "accountkey", r"AccountKey=(?P<it>[A-Za-z0-9+/]{86}==)"),
    _look("P602", "WeCom webhook", "webhook/send", r"webhook/send\?key=(?P<it>[0-9a-f-]{36})"),
    _look("P602", "npm token", "npm_", r"npm_[A-Za-z0-9]{36}"),
    _look("P602", "PyPI token", "pypi-", r"pypi-AgE[A-Za-z0-9_-]{50,}"),
    _look("P602", "SendGrid key", "sg.", r"SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
    _look("P602", "Telegram bot token", ":aa", r"[0-9]{8,10}:AA[A-Za-z0-9_-]{33}"),
    _look("P602", "Alibaba Cloud key", "ltai", r"LTAI[0-9A-Za-z]{12,20}(?![0-9A-Za-z])"),
    _look("P602", "Tencent Cloud key", "akid", r"AKID[0-9A-Za-z]{32}(?![0-9A-Za-z])"),
    _look(
        "P602", "JSON web token", "eyj", r"eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"
    ),
    _look("P602", "bearer token", "bearer", r"[Bb]earer (?P<it>[A-Za-z0-9._~+/-]{24,}=*)", _is_password),
    _look(
        "P603",
        "password",
        "password passwd pwd secret api_key api-key apikey 密码 口令",
        r"[A-Za-z0-9_]{0,40}(?i:password|passwd|pwd|secret(?:[_-]?(?:access[_-]?)?key)?|api[_-]?key|密码|口令)"
        r"(?:[\"']?\s{0,3}[=:：]|[是为][:：]?)\s{0,3}[\"']?(?P<it>[!-~]{4,80})",
        _is_password,
    ),
    _look("P603", "password", "--pass", r"--pass(?:word|wd)? (?P<it>[!-~]{4,80})", _is_password),
    _look(
        "P603", "password", "identified", r"(?i:identified by) [\"'](?P<it>[^\"'\n]{4,80})[\"']", _is_password
    ),
    _look(
        "P603",
        "password",
        "basic",
        r"(?i:authorization[\"']?: {0,3}[\"']?basic) (?P<it>[A-Za-z0-9+/]{8,200}={0,2})",
        _is_password,
    ),
    _look(
        "P603",
        "token",
        "token",
        r"[A-Za-z0-9_]{0,40}(?i:access|auth|refresh|session|bot)[_-]?(?i:token)[\"']?\s{0,3}[=:]\s{0,3}[\"']?"
        r"(?P<it>[A-Za-z0-9._~+/-]{16,})",
        _is_password,
    ),
    _look(
        "P603",
        "password",
        "://",
        r"[a-z][a-z0-9+.-]{1,15}://[^\s:/@]{0,40}:(?P<it>[^\s:/@]{3,80})@",
        _is_password,
    ),
    _look("P605", "identity number", "", r"[1-9]\d{16}[0-9Xx](?![0-9A-Za-z])", _is_identity),
    _look(
        "P604",
        "card number",
        "",
        r"(?:4\d{3}|5[1-5]\d\d|2[2-7]\d\d|62\d\d|6011|65\d\d|3[47]\d\d)"
        r"(?:[ -]?\d{4}){2}[ -]?\d{3,7}(?![0-9A-Za-z])",
        _is_card,
    ),
    _look(
        "P606",
        "telephone number",
        "",
        r"(?:0(?:10|2\d|[3-9]\d\d)[ -]|\(0(?:10|2\d|[3-9]\d\d)\) ?)\d{4} ?\d{3,4}(?![0-9A-Za-z])",
    ),
    _look("P606", "telephone number", "", r"(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?![0-9A-Za-z])"),
    _look(
        "P606", "telephone number", "", r"\+[1-9]\d{0,2}[ -](?:\(?\d{1,4}\)?[ -]?){2,4}\d{2,4}(?![0-9A-Za-z])"
    ),
    _look(
        "P607",
        "mail address",
        "@",
        r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}(?![A-Za-z0-9])",
        _is_somebody,
    ),
)


_WORDS = frozenset(word for look in _LOOKS for word in look.words)
_RUN_OF_DIGITS = re.compile(r"\d[\d ()-]{10}")


def scan(text: str) -> Iterator[Hit]:
    """Everything found, in the order of the text; a place counts once, for the gravest rule."""
    taken: list[tuple[int, int]] = []
    hits = []
    for look in _worth_looking(text):
        pattern = look.pattern
        group = "it" if "it" in pattern.groupindex else 0
        for match in pattern.finditer(text):
            start, end = match.span(group)
            if look.holds(match[group]) and not any(start < last and first < end for first, last in taken):
                taken.append((start, end))
                hits.append(Hit(look.code, start, look.what, fingerprint(match[group])))
    yield from sorted(hits, key=lambda hit: hit.start)


def _worth_looking(text: str) -> list[_Look]:
    """The looks whose words are there: a search for a word costs a hundredth of one for a shape."""
    lowered = text.lower()
    words = {word for word in _WORDS if word in lowered}
    digits = _RUN_OF_DIGITS.search(text) is not None
    if not words and not digits:
        return []
    return [look for look in _LOOKS if not words.isdisjoint(look.words) or (digits and not look.words)]
