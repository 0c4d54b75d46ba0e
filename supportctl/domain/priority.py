"""Which priority impact and urgency suggest (M-2.3.2). The engineer decides; the customer confirms."""

from collections.abc import Mapping

from supportctl.domain.schema import IMPACTS, PRIORITIES, URGENCIES

MATRIX: Mapping[str, tuple[str, ...]] = {
    # urgency: urgent, high, normal, low
    "system": ("P1", "P1", "P1", "P2"),
    "core": ("P1", "P2", "P2", "P3"),
    "partial": ("P2", "P3", "P3", "P4"),
    "minor": ("P3", "P4", "P4", "P4"),
}

assert tuple(MATRIX) == IMPACTS
assert all(priority in PRIORITIES for row in MATRIX.values() for priority in row)


def suggested(impact: str, urgency: str) -> str:
    """The priority the matrix gives, or nothing while either is unknown."""
    if impact not in MATRIX or urgency not in URGENCIES:
        return ""
    return MATRIX[impact][URGENCIES.index(urgency)]
