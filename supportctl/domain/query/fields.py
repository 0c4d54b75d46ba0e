"""The fields a query may name, each with the kind of values it takes."""

from collections.abc import Mapping

from supportctl.domain.frozen import frozen
from supportctl.domain.schema import FIELDS
from supportctl.domain.workflow import LIVE, TYPES

SHORT = {"tags": "tag", "links": "link"}
STATES: Mapping[str, tuple[str, ...]] = {name: (name,) for name in TYPES} | {"live": LIVE}
"""What `is:` asks for: the types of status that answer to each name."""

SLA = ("breached", "at-risk", "paused", "running", "none")
"""What `sla:` asks for: how the running clocks of a ticket stand; `none` has no clock that runs."""
CLOCKED = ("sla", "due")
"""What only the clocks know: fields and orders that are worked out when the query runs."""


@frozen
class Asked:
    """`column` is the ticket's field. `ordered` values compare as written: P1 < P2.

    `kind` is one of is, no, has, sla, status, choice, slug, time, id, list, words and text; text is
    compared whole, folded.
    """

    name: str
    kind: str
    column: str = ""
    choices: tuple[str, ...] = ()
    ordered: bool = False

    @property
    def compares(self) -> bool:
        return self.ordered or self.kind == "time"

    @property
    def takes_prefix(self) -> bool:
        return self.kind in ("slug", "text", "list", "id")


_KINDS = {"links": "list", "number": "text"}
OPTIONAL = tuple(SHORT.get(field.name, field.name) for field in FIELDS if not field.required)

_ASKED = (
    Asked("is", "is", choices=tuple(STATES)),
    Asked("no", "no", choices=OPTIONAL),
    Asked("has", "has", choices=OPTIONAL),
    Asked("sla", "sla", choices=SLA),
    Asked("due", "time", "due"),
    Asked("body", "words", "body"),
    Asked("created", "time", "created"),
    Asked("updated", "time", "recorded"),
    *(
        Asked(
            SHORT.get(field.name, field.name),
            "words" if field.name == "title" else _KINDS.get(field.kind, field.kind),
            field.name,
            field.choices,
            ordered=field.name == "priority",
        )
        for field in FIELDS
        if field.name != "schema"
    ),
)
BY_NAME: Mapping[str, Asked] = {asked.name: asked for asked in _ASKED} | {
    long: next(asked for asked in _ASKED if asked.name == short) for long, short in SHORT.items()
}
NAMES = (*BY_NAME, "sort")

SORTS: Mapping[str, str] = {
    **{field.name: field.name for field in FIELDS if not field.is_list and field.name != "schema"},
    "created": "created",
    "updated": "recorded",
    "due": "due",
    "relevance": "relevance",
}
"""What `sort:` takes, and the column it sorts by."""
