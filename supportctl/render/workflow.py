"""The lifecycle drawn: as a tree for the terminal, as a table for pipes, as Mermaid for pages."""

from collections.abc import Iterator

from supportctl.domain.text import width
from supportctl.domain.workflow import BACK, Transition, Workflow
from supportctl.render.table import Column, Row

COLUMNS = (
    Column(key="from", header="FROM"),
    Column(key="to", header="TO"),
    Column(key="verb", header="VERB"),
    Column(key="guards", header="GUARDS", shrinks=True),
    Column(key="overridable", header="OVERRIDABLE"),
)

_SHAPES = {"new": "([{0}])", "closed": "(({0}))", "waiting": "[/{0}/]"}


def rows(workflow: Workflow) -> Iterator[Row]:
    for step in workflow.transitions:
        yield {
            "from": step.source,
            "to": step.target,
            "verb": step.verb,
            "guards": list(_guards(workflow, step)),
            "overridable": list(step.overridable),
        }


def _guards(workflow: Workflow, step: Transition) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*step.guards, *workflow.standing(step.target))))


def tree(workflow: Workflow, language: str) -> Iterator[str]:
    """Each status with the ways out of it and what they ask for; what many share is told once."""
    shared = _shared(workflow)
    targets = max(width(step.target) for step in workflow.transitions)
    verbs = max(width(step.verb) for step in workflow.transitions)
    for name, status in workflow.statuses.items():
        steps = [step for step in workflow.transitions if step.source == name and step.target not in shared]
        mark = " †" if status.retired else ""
        yield f"● {name}  {workflow.title(name, language)} ({status.type}){mark}"
        for step in steps:
            end = "└" if step is steps[-1] else "├"
            line = f"  {end}─ {step.verb:<{verbs}} → {step.target:<{targets}}"
            yield f"{line}  {', '.join(_guards(workflow, step))}".rstrip()
    for target, sources in shared.items():
        step = next(step for step in workflow.transitions if step.target == target)
        yield f"● {', '.join(sources)}"
        line = f"  └─ {step.verb:<{verbs}} → {target:<{targets}}"
        yield f"{line}  {', '.join(_guards(workflow, step))}".rstrip()


_MANY = 4


def _shared(workflow: Workflow) -> dict[str, tuple[str, ...]]:
    """The targets that many statuses lead to on the same terms, with those statuses."""
    found: dict[str, tuple[str, ...]] = {}
    for name in (*workflow.statuses, BACK):
        steps = [step for step in workflow.transitions if step.target == name]
        if len(steps) >= _MANY and len({(step.verb, step.guards) for step in steps}) == 1:
            found[name] = tuple(step.source for step in steps)
    return found


def mermaid(workflow: Workflow, language: str) -> Iterator[str]:
    """A flow chart that GitHub and GitLab draw; `back` is a dotted arrow to where a wait may have begun."""
    yield "flowchart LR"
    for name, status in workflow.statuses.items():
        title = workflow.title(name, language).replace('"', "'")
        shape = _SHAPES.get(status.type, "[{0}]")
        yield f"    {name}" + shape.format(f'"{title}"')
    before = [
        name
        for name in workflow.statuses
        if workflow.type_of(name) != "waiting"
        and any(
            step.source == name and workflow.type_of(step.target) == "waiting"
            for step in workflow.transitions
        )
    ]
    for step in workflow.transitions:
        if step.target == BACK:
            yield from (f"    {step.source} -.->|{step.verb}| {name}" for name in before)
        else:
            yield f"    {step.source} -->|{step.verb}| {step.target}"
