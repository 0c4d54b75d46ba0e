"""The rules of the house, read from the source: who may import whom, who owns a library, who may speak."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "supportctl"
MODULES = sorted(PACKAGE.rglob("*.py"))

LAYERS = {
    "locale": set(),
    "domain": {"domain", "errors"},
    "checks": {"checks", "domain", "errors"},
    "render": {"render", "domain", "errors", "locale", "defaults"},
    "store": {"store", "domain", "errors", "defaults", "calendars"},
    "actions": {"actions", "store", "checks", "render", "domain", "errors"},
}
LAYERS |= {name: LAYERS["actions"] | {name} for name in ("tui", "mcp", "mail")}
FREE = {"__version__"}

OWNERS = {
    "yaml": "store/yaml_events.py",
    "git": "store/git.py",
    "sqlite3": "store/catalog",
    "whoosh": "store/knowledge_whoosh.py",
    "jinja2": "render/template.py",
    "typer": "cli/",
}
OUTSIDE = (
    "os",
    "io",
    "subprocess",
    "socket",
    "shutil",
    "tempfile",
    "logging",
    "time",
    "sqlite3",
    "importlib",
)
READS_THE_CLOCK = (".now", ".today", ".utcnow")


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def nodes(path: Path, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    return (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, kinds))


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in nodes(path, ast.Import, ast.ImportFrom):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        else:
            assert node.level == 0, f"{place(path)}:{node.lineno}: imports are absolute"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def roots(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(path)}


def inside(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("supportctl.")} - FREE


def called(path: Path) -> Iterator[tuple[str, int]]:
    for node in nodes(path, ast.Call):
        yield ast.unparse(node.func), node.lineno


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_only_what_lies_below(layer):
    for path in (PACKAGE / layer).rglob("*.py"):
        assert inside(path) <= LAYERS[layer], place(path)


def test_errors_import_nothing_else():
    for path in (PACKAGE / "errors").glob("*.py"):
        assert {name.rpartition(".")[0] for name in imports(path)} <= {"supportctl.errors"}, place(path)


def test_nobody_imports_the_command_line():
    for path in MODULES:
        if not place(path).startswith(("cli/", "__main__")):
            assert "cli" not in inside(path), place(path)


def test_every_library_has_one_owner():
    for path in MODULES:
        for library in (roots(path) - set(sys.stdlib_module_names) - {"supportctl"}) | (
            roots(path) & set(OWNERS)
        ):
            owner = OWNERS.get(library, "nowhere")
            assert place(path).startswith(owner), f"{place(path)} imports {library}, which belongs to {owner}"


def test_only_public_names_of_typer_are_used():
    for path in MODULES:
        for name in imports(path):
            if name.startswith("typer."):
                assert not any(part.startswith("_") for part in name.split(".")), f"{place(path)}: {name}"


def test_the_domain_is_pure():
    for path in (PACKAGE / "domain").rglob("*.py"):
        assert not roots(path) & set(OUTSIDE), place(path)
        for name, line in called(path):
            outside = name == "open" or name.endswith(READS_THE_CLOCK)
            assert not outside, f"{place(path)}:{line}: {name}()"


def test_only_the_clock_reads_the_time():
    for path in MODULES:
        reads = [
            line for name, line in called(path) if name in ("datetime.now", "date.today", "datetime.today")
        ]
        assert not reads or place(path) == "store/clock.py", f"{place(path)}: line {reads}"


def test_nothing_below_the_command_line_prints_or_exits():
    for path in MODULES:
        if place(path).startswith(("cli/", "__main__", "tui/", "mcp/")):
            continue
        for name, line in called(path):
            assert name not in ("print", "input", "exit", "quit", "sys.exit", "os._exit", "SystemExit"), (
                f"{place(path)}:{line}: {name}()"
            )


def test_every_package_file_below_the_top_is_empty():
    """But the one of the errors: the kinds of refusal, which every layer names."""
    for path in set(PACKAGE.glob("*/**/__init__.py")) - {PACKAGE / "errors/__init__.py"}:
        assert path.read_bytes() == b"", place(path)
