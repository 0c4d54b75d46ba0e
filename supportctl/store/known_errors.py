"""What articles say of the fix that is pending behind a workaround."""

from collections.abc import Iterable, Mapping

from supportctl.domain.guard import KnownError
from supportctl.domain.ids import ARTICLE, is_id
from supportctl.store import files, yaml
from supportctl.store.desk import Desk

_FENCE = "---"


def read(desk: Desk, names: Iterable[str]) -> Mapping[str, KnownError]:
    """The known errors among these articles; one that is missing or cannot be read is none."""
    found = {}
    for name in names:
        path = desk.root / "kb" / f"{name}.md"
        if is_id(name, ARTICLE) and path.is_file():
            found[name] = _known_error(files.read(path).decode(errors="replace"), f"kb/{name}.md")
    return found


def _known_error(text: str, path: str) -> KnownError:
    _, _, rest = text.partition(f"{_FENCE}\n")
    front, _, _ = rest.partition(f"\n{_FENCE}")
    root, _ = yaml.read(front, path)
    entry = root.get("known_error") if isinstance(root, yaml.Entries) else None
    plain = yaml.plain(entry) if entry is not None else {}
    values = plain if isinstance(plain, dict) else {}
    return KnownError(str(values.get("owner", "")), str(values.get("target_version", "")))
