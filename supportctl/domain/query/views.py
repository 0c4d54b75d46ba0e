"""Saved views: queries with a name, asked for as `@name`. A desk adds its own and may replace these."""

import re
from collections.abc import Mapping
from dataclasses import replace

from supportctl.domain.frozen import frozen

NAME = re.compile(r'[^\s()":,*@<>=.-][^\s()":,*@]{0,39}')


@frozen
class View:
    """`also` is its name in the other language; `title` says what it is for: of ours, `view.NAME` does."""

    name: str
    query: str
    title: str = ""
    also: str = ""
    own: bool = False


BUILT_IN = (
    View("mine", "assignee:@me is:live sort:due", "view.mine", "我的"),
    View("new", "is:new sort:priority,received", "view.new", "新工单"),
    View("unassigned", "no:assignee is:live sort:priority,received", "view.unassigned", "待分派"),
    View("late", "sla:breached sort:due", "view.late", "超时"),
    View("risk", "sla:at-risk sort:due", "view.risk", "将超时"),
    View("today", "due:<=today sort:due", "view.today", "今天到期"),
    View("waiting", "is:waiting sort:updated", "view.waiting", "等待中"),
)


def merged(own: Mapping[str, View]) -> tuple[View, ...]:
    """Those that come with supportctl, as far as the desk has none of the same name, and the desk's."""
    built_in = tuple(
        replace(own[view.name], also=view.also) if view.name in own else view for view in BUILT_IN
    )
    names = {view.name for view in built_in}
    return (*built_in, *(view for view in own.values() if view.name not in names))


def by_name(views: tuple[View, ...]) -> dict[str, str]:
    """The query behind every name; a desk's own name goes before a second name of ours."""
    second = {view.also: view.query for view in views if view.also}
    return second | {view.name: view.query for view in views}
