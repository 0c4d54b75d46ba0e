"""One line of a ticket that a search found, cut around the words it was found by, which are marked."""

from itertools import groupby

from supportctl.domain.matching import Spans
from supportctl.domain.text import visible, width
from supportctl.render.colour import Role, paint

_CUT = "…"


def snippet(line: str, spans: Spans, *, cells: int | None = None, colour: bool = False) -> str:
    """At most `cells` wide, with the first marked word in sight; without `cells` the whole line."""
    start = len(line) - len(line.lstrip())
    signs = [(visible(sign), _is_marked(place, spans)) for place, sign in enumerate(line.rstrip())][start:]
    if cells is not None and sum(width(sign) for sign, _ in signs) > cells:
        signs = _window(signs, cells)
    role = Role.HEADING if colour else Role.PLAIN
    parts = (
        (marked, "".join(sign for sign, _ in run)) for marked, run in groupby(signs, lambda sign: sign[1])
    )
    return "".join(paint(text, role) if marked else text for marked, text in parts)


def _is_marked(place: int, spans: Spans) -> bool:
    return any(start <= place < end for start, end in spans)


def _window(signs: list[tuple[str, bool]], cells: int) -> list[tuple[str, bool]]:
    """A third of the room goes to what stands before the first marked word, more at the end of the line."""
    first = next((place for place, (_, marked) in enumerate(signs) if marked), 0)
    start = _back(signs, first, cells // 3)
    end, room = start, cells - 2 * len(_CUT)
    while end < len(signs) and width(signs[end][0]) <= room:
        room -= width(signs[end][0])
        end += 1
    if end == len(signs):
        start = _back(signs, start, room)
    return [(_CUT, False)] * (start > 0) + signs[start:end] + [(_CUT, False)] * (end < len(signs))


def _back(signs: list[tuple[str, bool]], place: int, room: int) -> int:
    """As far before this place as the room allows."""
    while place > 0 and width(signs[place - 1][0]) <= room:
        place -= 1
        room -= width(signs[place][0])
    return place
