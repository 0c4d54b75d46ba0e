"""Templates: the desk's own in `templates/`, and beneath them the package's.

A name is `NAME.LANGUAGE.md.j2`; one that begins with _ is a part that others include. A desk's file takes
the place of the package's file of the same name, parts as well.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.text import visible
from supportctl.errors.desk import NotAFile, NotAFolder, TooLarge, Unreadable
from supportctl.store import codec, files, loader, packaged
from supportctl.store.views import View

Content = Callable[[str], bytes | Finding | None]

FOLDER = "templates"
SUFFIX = ".md.j2"
LANGUAGES = ("en", "zh")
_NAME = re.compile(r"(_?[a-z0-9][a-z0-9-]*)\.(en|zh)\.md\.j2", re.ASCII)


@frozen
class Source:
    """`path` is empty for one of the package's own."""

    file: str
    text: str
    path: str = ""

    @property
    def name(self) -> str:
        return self.file.split(".")[0]

    @property
    def language(self) -> str:
        return self.file.split(".")[1]

    @property
    def is_part(self) -> bool:
        return self.file.startswith("_")


@frozen
class Templates:
    """All there are by file name, and what is wrong with files that are none."""

    sources: Mapping[str, Source]
    findings: tuple[Finding, ...]

    @property
    def texts(self) -> Mapping[str, str]:
        return {name: source.text for name, source in self.sources.items()}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.name for one in self.sources.values() if not one.is_part))

    def find(self, name: str, language: str) -> Source | None:
        """In this language, or in the other where there is none."""
        order = sorted(LANGUAGES, key=lambda one: one != language)
        found = (self.sources.get(f"{name}.{one}{SUFFIX}") for one in order)
        return next((source for source in found if source), None)


def load(top: Path) -> Templates:
    """As the work tree has them."""
    paths = () if (top / FOLDER).is_symlink() else (entry.path for entry in files.walk(top, FOLDER))
    return _shelf(paths, lambda path: loader.content(top, path))


def of(view: View) -> Templates:
    """As a commit or the index has them."""

    def content(path: str) -> bytes | None:
        try:
            return view.read(path)
        except (NotAFile, NotAFolder, TooLarge, Unreadable):
            return None  # which every check of files says by itself

    return _shelf(sorted(path for path in view.names() if path.startswith(f"{FOLDER}/")), content)


def _shelf(paths: Iterable[str], content: Content) -> Templates:
    own, findings = _of_the_desk(paths, content)
    sources = {**_of_the_package(), **own}
    return Templates({name: sources[name] for name in sorted(sources)}, findings)


def _of_the_package() -> dict[str, Source]:
    folder = packaged.DEFAULTS / FOLDER
    return {
        entry.name: Source(entry.name, entry.read_text("utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(SUFFIX)
    }


def _of_the_desk(paths: Iterable[str], content: Content) -> tuple[dict[str, Source], tuple[Finding, ...]]:
    found: dict[str, Source] = {}
    findings: list[Finding] = []
    for path in paths:
        name = path.rpartition("/")[2]
        if not name.endswith(SUFFIX) or name.startswith("."):
            continue
        if path != f"{FOLDER}/{name}" or not _NAME.fullmatch(name):
            findings.append(Finding("T754", visible(path)))
            continue
        data = content(path)
        if isinstance(data, Finding):
            findings.append(data)
        elif data is not None:
            text, wrong = codec.decode(data, path)
            findings += wrong
            if not any(finding.is_error for finding in wrong):
                found[name] = Source(name, text.replace("\r\n", "\n"), path)
    return found, tuple(findings)
