"""The lifecycle of a desk: the built-in one, and the blocks of supportctl.yaml on top of it."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from supportctl.domain.finding import Finding
from supportctl.domain.lifecycle import EMPTY, Block, Fault, Lifecycle, Place, extended
from supportctl.domain.schema import is_time
from supportctl.domain.workflow import Workflow
from supportctl.errors import Said
from supportctl.store import packaged, yaml


@cache
def built_in_workflow() -> Workflow:
    text = (packaged.DEFAULTS / "workflow.yaml").read_text(encoding="utf-8")
    root, faults = yaml.read(text, "workflow.yaml")
    assert root is not None, faults
    plain = yaml.plain(root)
    assert isinstance(plain, Mapping)
    workflow, unsound = extended(EMPTY, plain)
    assert not unsound, f"the built-in lifecycle cannot be used: {unsound}"
    return workflow


@cache
def built_in() -> Lifecycle:
    return Lifecycle((Block(None, built_in_workflow()),))


def read(node: yaml.Node | None, path: str) -> tuple[Lifecycle, list[Finding]]:
    """What `lifecycle:` amounts to: one block or a list of them, each on top of those before it."""
    if node is None or (isinstance(node, yaml.Scalar) and not node.text):
        return built_in(), []
    blocks = [*built_in().blocks]
    findings: list[Finding] = []
    for entry in node.values if isinstance(node, yaml.Items) else (node,):
        plain = yaml.plain(entry)
        if not isinstance(entry, yaml.Entries) or not isinstance(plain, dict):
            findings.append(_finding("C825", path, entry, key="lifecycle", wanted=Said("a list of blocks")))
            continue
        since = _since(plain.get("since"), blocks[-1])
        if since is None and ("since" in plain or blocks[-1].since is not None):
            place = _node(entry, ("since",))
            findings.append(_finding("C826", path, place, value=str(plain.get("since", "-"))))
        workflow, faults = extended(blocks[-1].workflow, plain)
        findings += [_told(fault, path, entry) for fault in faults]
        if since is None:
            blocks = [Block(None, workflow)]
        else:
            blocks.append(Block(since, workflow))
    return Lifecycle(tuple(blocks)), findings


def _since(value: object, last: Block) -> datetime | None:
    """The moment a block says, if it is one and later than the block before."""
    if not isinstance(value, str) or not is_time(value):
        return None
    moment = datetime.fromisoformat(value)
    return moment if last.since is None or moment > last.since else None


def _told(fault: Fault, path: str, root: yaml.Node) -> Finding:
    return _finding(fault.code, path, _node(root, fault.place), **fault.params)


def _node(node: yaml.Node, place: Place) -> yaml.Node:
    """The node at a place of the tree, or the nearest one above it."""
    for step in place:
        found: yaml.Node | None = None
        if isinstance(node, yaml.Entries):
            found = node.get(str(step))
        elif isinstance(node, yaml.Items) and isinstance(step, int):
            found = node.values[step] if step < len(node.values) else None
        if found is None:
            return node
        node = found
    return node


def _finding(code: str, path: str, node: yaml.Node, **params: object) -> Finding:
    return Finding(code, path, node.line + 1, node.column + 1, **params)
