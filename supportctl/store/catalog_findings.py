"""What is wrong with the files that the catalogue knows."""

from collections.abc import Iterable

from supportctl.domain.finding import Finding
from supportctl.domain.ids import path_of
from supportctl.store.catalog_entry import load_finding
from supportctl.store.catalog_tables import Base


def findings(base: Base) -> tuple[Finding, ...]:
    """All of them, by place."""
    strays = base.execute("SELECT path, content FROM stray").fetchall()
    rows = base.execute("SELECT path, content FROM finding CROSS JOIN file USING (file)").fetchall()
    kept = [load_finding(path, content) for path, content in rows]
    found = [load_finding(path, content) for path, content in strays]
    return tuple(sorted((*found, *kept, *_duplicates(base, kept)), key=_place))


def _duplicates(base: Base, kept: Iterable[Finding]) -> list[Finding]:
    """A file that holds the ID of another. Only one of them can have that ID's place."""
    claims: dict[str, list[str]] = {}
    for finding in kept:
        if finding.code == "F010":
            claims.setdefault(str(finding.params["id"]), []).append(finding.path)
    found = []
    for identity, paths in claims.items():
        place = path_of(identity)
        held = base.execute("SELECT 1 FROM file WHERE path = ?", (place,)).fetchall()
        first = place if held else min(paths)
        found += [Finding("S107", path, 1, id=identity, other=first) for path in paths if path != first]
    return found


def _place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.path, finding.line, finding.column, finding.code
