"""Three versions of some lines into one, the same whichever side is called ours.

What only one side changed is taken; what both changed alike is taken once; what both changed differently
is a conflict, and so are changes that touch.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from supportctl.domain.frozen import frozen

Lines = tuple[str, ...]
OURS, MIDDLE, THEIRS = "<<<<<<< ours", "=======", ">>>>>>> theirs"
# Past this many pairs of equal lines the matcher takes minutes; such a text is compared from its ends only.
MOST_PAIRS = 250_000


@frozen
class Conflict:
    ours: Lines
    theirs: Lines


Piece = Lines | Conflict


def merge(base: Lines, ours: Lines, theirs: Lines) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = in_ours = in_theirs = 0
    for begin, ours_begin, theirs_begin, length in _common(base, ours, theirs):
        left, right = ours[in_ours:ours_begin], theirs[in_theirs:theirs_begin]
        pieces += _between(base[at:begin], left, right)
        pieces.append(base[begin : begin + length])
        at, in_ours, in_theirs = begin + length, ours_begin + length, theirs_begin + length
    return tuple(piece for piece in pieces if piece)


def conflicts(pieces: Iterable[Piece]) -> bool:
    return any(isinstance(piece, Conflict) for piece in pieces)


def marked(pieces: Iterable[Piece]) -> Lines:
    """The lines, with Git's markers around what both sides changed."""
    lines: list[str] = []
    for piece in pieces:
        if isinstance(piece, Conflict):
            lines += [OURS, *piece.ours, MIDDLE, *piece.theirs, THEIRS]
        else:
            lines += piece
    return tuple(lines)


def sides(lines: Sequence[str]) -> tuple[Lines, Lines, Lines | None] | None:
    """Ours, theirs and, where the markers show it, the base of a file with conflict markers.

    None where there are no markers, or they do not pair.
    """
    found: dict[str, list[str]] = {"ours": [], "base": [], "theirs": []}
    place = "all"
    seen = {"base": False, "any": False}
    for line in lines:
        turned = _turn(place, line)
        if turned == "":
            return None
        if turned:
            place = turned
            seen["any"] = True
            seen["base"] = seen["base"] or place == "base"
            continue
        for name in found if place == "all" else (place,):
            found[name].append(line)
    if place != "all" or not seen["any"]:
        return None
    return tuple(found["ours"]), tuple(found["theirs"]), tuple(found["base"]) if seen["base"] else None


_MARKS = {"<<<<<<<": "ours", "|||||||": "base", "=======": "theirs", ">>>>>>>": "all"}
_AFTER = {"all": ("ours",), "ours": ("base", "theirs"), "base": ("theirs",), "theirs": ("all",)}


def _turn(place: str, line: str) -> str | None:
    """The part that begins after this line: None for a line of text, "" for a marker out of turn."""
    mark, blank, _ = line.partition(" ")
    part = _MARKS.get(mark)
    if part is None or (blank and part == "theirs") or (part == "theirs" and place == "all"):
        return None
    return part if part in _AFTER[place] else ""


def _between(base: Lines, ours: Lines, theirs: Lines) -> Iterator[Piece]:
    if ours == theirs or theirs == base:
        yield ours
    elif ours == base:
        yield theirs
    else:
        head = _alike(ours, theirs)
        tail = _alike(ours[head:][::-1], theirs[head:][::-1])
        yield ours[:head]
        yield Conflict(ours[head : len(ours) - tail], theirs[head : len(theirs) - tail])
        yield ours[len(ours) - tail :]


def _alike(one: Lines, other: Lines) -> int:
    """How many lines they begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _common(base: Lines, ours: Lines, theirs: Lines) -> Iterator[tuple[int, int, int, int]]:
    """Runs that all three have, in order, and the end of all three."""
    in_ours, in_theirs = _matches(base, ours), _matches(base, theirs)
    one = other = 0
    while one < len(in_ours) and other < len(in_theirs):
        a, b = in_ours[one], in_theirs[other]
        begin, end = max(a[0], b[0]), min(a[0] + a[2], b[0] + b[2])
        if begin < end:
            yield begin, a[1] + begin - a[0], b[1] + begin - b[0], end - begin
        if a[0] + a[2] < b[0] + b[2]:
            one += 1
        else:
            other += 1
    yield len(base), len(ours), len(theirs), 0


def _matches(base: Lines, side: Lines) -> list[tuple[int, int, int]]:
    """Runs of equal lines: where in the base, where in the side, how many."""
    head = _alike(base, side)
    tail = _alike(base[head:][::-1], side[head:][::-1])
    old, new = base[head : len(base) - tail], side[head : len(side) - tail]
    counts = Counter(new)
    runs = [(0, 0, head)]
    if sum(counts[line] for line in old) <= MOST_PAIRS:
        blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        runs += [(head + block.a, head + block.b, block.size) for block in blocks]
    runs.append((len(base) - tail, len(side) - tail, tail))
    return [run for run in runs if run[2]]
