"""A ticket on the short road: its fields from the catalogue, its texts from its file.

The catalogue read this very file, by its stamp, and found nothing wrong with it. So the timeline is as
`timeline.dump` writes it, and can be told line by line. Whatever is not plain is None: the whole road's.
"""

from collections.abc import Iterator

from supportctl.cli.road import is_harmless
from supportctl.domain.fences import fenced, plain, unescape
from supportctl.store import catalog_quick, fresh
from supportctl.store.catalog_quick import BETWEEN, Quick

# As in `domain/ids.py`, which needs more than a start should pay for.
_SHORTEST = 3
_LETTERS = frozenset("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_MISHEARD = str.maketrans("ILO", "110")


class _NotPlain(ValueError):
    """The whole road has to be taken."""


def page(top: str, wanted: str) -> str | None:
    """What `show` prints in a pipe. The ticket is @last from now on. Raises OSError."""
    quick = catalog_quick.opened(top, exactly=False)
    if quick is None:
        return None
    try:
        path = _path(quick, wanted.upper())
        lines = list(_lines(quick, top, path))
    except ValueError:
        return None
    finally:
        quick.close()
    catalog_quick.remember(top, path)
    return "".join(f"{line}\n" for line in lines)


def _path(quick: Quick, name: str) -> str:
    """The file of the only ticket of this name, which may be the end of it."""
    whole = f"tickets/{name[2:6]}/{name[6:8]}/{name}.md"
    if quick.rows("SELECT 1 FROM file WHERE path = ?", [whole]):
        return whole
    name = name.translate(_MISHEARD)
    if len(name) < _SHORTEST or not _LETTERS.issuperset(name) or quick.has_moved():
        raise _NotPlain
    found = quick.rows("SELECT path FROM file WHERE path GLOB ? LIMIT 2", [f"*{name}.md"])
    if len(found) != 1:
        raise _NotPlain
    return str(found[0][0])


# --- the page ----------------------------------------------------------------------------------


def _lines(quick: Quick, top: str, path: str) -> Iterator[str]:
    text = _text(quick, top, path)
    lines = text.split("\n")
    begin = 1 + next((place for place, line in enumerate(lines) if place and line.rstrip() == "---"), 0)
    headings = quick.compiled("timelines").split(BETWEEN)
    end = max(place for place, line in enumerate(lines) if line.rstrip() in headings)
    if "\r" in text or not 1 < begin <= end:
        raise _NotPlain
    yield from _fields(quick, top, path)
    for name, section in _sections(quick, lines[begin:end]).items():
        yield f"--\t{_single(name)}"
        yield _prose(plain(section))
    yield from _timeline(lines[end + 1 :])


def _text(quick: Quick, top: str, path: str) -> str:
    """What the file holds, if it is what the catalogue has read without a finding."""
    known = quick.rows(
        "SELECT stamp, unsure.file, content FROM file JOIN ticket USING (file) LEFT JOIN unsure USING (file)"
        " WHERE file.path = ? AND file NOT IN (SELECT file FROM finding)",
        [path],
    )
    mark, data = fresh.stamped(f"{top}/{path}")
    if not known or known[0][0] != mark or (known[0][1] is not None and known[0][2] != data):
        raise _NotPlain
    return data.decode()


def _fields(quick: Quick, top: str, path: str) -> Iterator[str]:
    names = quick.compiled("fields").split(BETWEEN)
    statement = f"SELECT {', '.join(names)} FROM ticket JOIN file USING (file) WHERE file.path = ?"  # noqa: S608
    (values,) = quick.rows(statement, [path])
    held = dict(zip(names, values, strict=True))
    known = _names(quick, top, held["customer"])
    for name, value in held.items():
        if value:
            shown = known.get(f"{name} {value}", "")
            more = f"\t{_single(shown)}" if shown and shown != value else ""
            yield f"{name}\t{_single(value)}{more}"


def _names(quick: Quick, top: str, customer: str) -> dict[str, str]:
    """Of a customer and its contacts, as they were read from the file that lies there now."""
    data = fresh.content(f"{top}/customers/{customer}.yaml") if customer else None
    if data is None:
        return {}
    name, *contacts, text = quick.compiled(f"customer {customer}").split(BETWEEN)
    if text.encode() != data:
        raise _NotPlain
    pairs = zip(contacts[::2], contacts[1::2], strict=True)
    return {f"customer {customer}": name} | {f"contact {slug}": shown for slug, shown in pairs}


def _sections(quick: Quick, lines: list[str]) -> dict[str, str]:
    found: dict[str, list[str]] = {"": []}
    name = ""
    for line, code in fenced(lines):
        if code or not line.startswith("## "):
            found[name].append(line)
            continue
        heading = line[3:].strip()
        name = quick.compiled(f"section {heading.casefold()}") or heading
        found.setdefault(name, [])
    texts = {name: "\n".join(lines).strip("\n") for name, lines in found.items()}
    return {name: text for name, text in texts.items() if text.strip()}


def _timeline(lines: list[str]) -> Iterator[str]:
    """Each event: its heading, its attributes, its text."""
    known: set[str] = set()
    said: list[str] = []
    for line in [*lines, ""]:
        if said and not line.startswith(">"):
            yield _prose(unescape("\n".join(said)))
            said = []
        if line.startswith("### "):
            _, when, *actor, kind, name = line.split(" ")
            if name in known:  # the same event twice is one
                raise _NotPlain
            known.add(name)
            yield f"--\t{when}\t{_single(' '.join(actor))}\t{kind}\t{name[1:-1]}"
        elif line.startswith("- "):
            key, _, value = line[2:].partition(": ")
            yield f"{key}\t{_single(_unquoted(value))}"
        elif line.startswith(">"):
            said.append(line[2:] if line.startswith("> ") else "")
        elif line.strip():
            raise _NotPlain


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value
    if value == '""':
        return ""
    # Here, because few values are quoted.
    from json import loads  # noqa: PLC0415

    return str(loads(value))


def _single(value: str) -> str:
    if not is_harmless(value):
        raise _NotPlain
    return value


def _prose(text: str) -> str:
    _single(text.replace("\n", "").replace("\t", ""))
    return text
