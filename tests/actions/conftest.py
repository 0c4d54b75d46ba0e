"""A desk without a command line: actions are called as a front end calls them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from supportctl.actions import setup
from supportctl.actions.change import Doing
from supportctl.actions.opening import Intake, open_ticket
from supportctl.domain.ticket import Ticket
from supportctl.store.desk import Desk

NOW = datetime(2026, 9, 14, 1, 0, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = tmp_path / "desk"
    setup.prepare(root, language="en", timezone="Asia/Shanghai", now=NOW)
    return Desk.find(root)


@pytest.fixture
def doing() -> Doing:
    return Doing(actor="alice", now=NOW)


@pytest.fixture
def ticket(desk: Desk, doing: Doing) -> Ticket:
    intake = Intake({"title": "登录页报 500 错误", "customer": "acme"}, {"symptom": "登录失败 # 不是标题"})
    return open_ticket(desk, intake, doing, language="zh").ticket
