"""Templates rendered: the only importer of Jinja2.

A template is a program. One of the desk's own may come from anybody who can open a pull request, so it
runs sandboxed, on plain data, in a process of its own that has little memory and little time; the
package's own run here. `python -m supportctl.render.template` is that process: a request in JSON on
standard input, the outcome in JSON on standard output.
"""

import contextlib
import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jinja2 import DictLoader, TemplateError, TemplateSyntaxError, Undefined, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from supportctl.domain.frozen import frozen
from supportctl.domain.text import HOSTILE
from supportctl.errors.library import TemplateBroken, TemplateRefused

Data = str | list["Data"] | Mapping[str, "Data"]

SUBJECT = "Subject: "
MEMORY = 512 * 1024 * 1024
SECONDS = 4
"""Of processing; with a second for the start a hostile template is over within six, whatever it does."""
LONGEST = 2_000_000
_TOO_MUCH = f"more than {SECONDS} s or {MEMORY >> 20} MB"
_MOST_IN_RANGE = 1_000
_BLANK = re.compile(r"\n{3,}")


@frozen
class Rendered:
    """`missing` names what the template asked for and nobody gave, as it stands in the template."""

    subject: str
    body: str
    missing: tuple[str, ...] = ()


@frozen
class Lint:
    """What a template is without its data: where it does not parse, what it takes, what it includes.

    `refused` says why one was stopped.
    """

    line: int = 0
    reason: str = ""
    wants: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    refused: str = ""


def render(sources: Mapping[str, str], name: str, data: Mapping[str, Data], *, trusted: bool) -> Rendered:
    """One template of `sources`, which may include the others. Raises TemplateBroken, TemplateRefused."""
    request = {"do": "render", "sources": dict(sources), "name": name, "data": _plain(data)}
    outcome = _answer(request) if trusted else _in_child(request, name)
    _raise_for(outcome, name)
    return Rendered(outcome["subject"], outcome["body"], tuple(outcome["missing"]))


def lint(sources: Mapping[str, str], names: Sequence[str]) -> Mapping[str, Lint]:
    """Always in a process of its own: reading a hostile template is work, too.

    One process for all, so that a hundred hostile ones take no longer than one. The one that stops it is
    refused, and those after it are left out of the answer.
    """
    wanted = {name: sources[name] for name in names}
    lines = _said_by_child({"do": "lint", "sources": wanted}).splitlines(keepends=True)
    told = [json.loads(line) for line in lines if line.endswith(b"\n")]
    found = {name: _lint_of(outcome) for name, outcome in zip(names, told, strict=False)}
    stopped = names[len(found) : len(found) + 1]
    return found | {name: Lint(refused=_TOO_MUCH) for name in stopped}


def _lint_of(outcome: Mapping[str, Any]) -> Lint:
    if "wants" in outcome:
        return Lint(wants=tuple(outcome["wants"]), includes=tuple(outcome["includes"]))
    reason = outcome.get("reason", "")
    return Lint(line=outcome.get("line", 0), reason=reason, refused=outcome.get("refused", ""))


def _raise_for(outcome: Mapping[str, Any], name: str) -> None:
    if "line" in outcome:
        raise TemplateBroken(path=outcome.get("name") or name, line=outcome["line"], reason=outcome["reason"])
    if "refused" in outcome:
        raise TemplateRefused(path=name, reason=outcome["refused"])


def _plain(value: Data) -> Any:
    """Nothing but text, lists and mappings reaches a template: nothing to call, nothing to change."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value]


# --- the process apart -----------------------------------------------------------------------------


def _in_child(request: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    try:
        outcome: Mapping[str, Any] = json.loads(_said_by_child(request))
    except ValueError:
        raise TemplateRefused(path=name, reason=_TOO_MUCH) from None
    return outcome


def _said_by_child(request: Mapping[str, Any]) -> bytes:
    """What it said before it ended, by itself or because it had worked too long."""
    # -P and our own path: what lies in the current folder is never imported.
    path = os.pathsep.join(entry for entry in sys.path if entry)
    command = [sys.executable, "-P", "-W", "ignore", "-m", __spec__.name]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(request).encode(),
            capture_output=True,
            env={"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=SECONDS + 1,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        said: bytes = late.stdout or b""
        return said
    return done.stdout


def _limit() -> None:
    limits = (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for what, most in limits:
        with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of address space
            resource.setrlimit(what, (most, most))


def _serve() -> None:
    request = json.loads(sys.stdin.buffer.read())
    _limit()
    for one in _requests(request):
        # At once: what is known by the time a later template ends this process is still heard.
        sys.stdout.write(f"{json.dumps(_answer(one))}\n")
        sys.stdout.flush()


def _requests(request: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if request["do"] == "render":
        yield request
        return
    for name, source in request["sources"].items():
        yield {"do": "lint", "sources": {name: source}, "name": name}


# --- rendering -------------------------------------------------------------------------------------


def _answer(request: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return _lint(request) if request["do"] == "lint" else _render(request)
    except TemplateSyntaxError as error:
        return {
            "line": error.lineno,
            "name": error.name or "",
            "reason": error.message or "syntax",
        }
    except MemoryError:
        return {"refused": f"more than {MEMORY >> 20} MB"}
    except _TooLong:
        return {"refused": f"more than {LONGEST} characters"}
    except RecursionError:
        return {"refused": "nested too deep"}
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        return {"refused": (str(error).partition("\n")[0] or type(error).__name__)[:200]}


class _TooLong(Exception):
    pass


def _render(request: Mapping[str, Any]) -> dict[str, Any]:
    missing: dict[str, None] = {}
    environment = _environment(request["sources"], request["data"], missing)
    head, body = _parts(request["sources"][request["name"]])
    subject = _written(environment.from_string(head), request["data"]).strip() if head else ""
    if HOSTILE.search(subject):
        return {"refused": "the subject has a line break or a control character"}
    environment.loader = DictLoader({**request["sources"], request["name"]: body})
    text = _written(environment.get_template(request["name"]), request["data"])
    return {"subject": subject, "body": _BLANK.sub("\n\n", text).strip(), "missing": list(missing)}


def _parts(source: str) -> tuple[str, str]:
    """The subject is a template of its own, so that nothing in the body can add to it. Lines keep numbers."""
    first, _, rest = source.partition("\n")
    return (first.removeprefix(SUBJECT), f"\n{rest}") if first.startswith(SUBJECT) else ("", source)


def _written(template: Any, data: Mapping[str, Any]) -> str:
    pieces, size = [], 0
    for piece in template.generate(data):
        size += len(piece)
        if size > LONGEST:
            raise _TooLong
        pieces.append(piece)
    return "".join(pieces)


def _environment(
    sources: Mapping[str, str], data: Mapping[str, Any], missing: dict[str, None]
) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader(dict(sources)),
        undefined=_recording(data, missing),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.clear()
    environment.globals["range"] = _range
    return environment


def _range(*bounds: int) -> range:
    found = range(*bounds)
    if len(found) > _MOST_IN_RANGE:
        raise ValueError(f"range() of more than {_MOST_IN_RANGE}")
    return found


def _recording(data: Mapping[str, Any], missing: dict[str, None]) -> type[Undefined]:
    """Every use of what is not there is told, and not the first alone, as StrictUndefined would."""

    class Missing(Undefined):
        def _note(self) -> None:
            owner = next((f"{key}." for key, value in data.items() if value is self._undefined_obj), "")
            missing[f"{owner}{self._undefined_name}"] = None

        def __str__(self) -> str:
            self._note()
            return ""

        def __iter__(self) -> Iterator[Any]:
            self._note()
            return iter(())

        def __bool__(self) -> bool:
            self._note()
            return False

        def __len__(self) -> int:
            self._note()
            return 0

        def __eq__(self, other: object) -> bool:
            self._note()
            return self is other

        def __hash__(self) -> int:
            return id(self)

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            self._note()
            return self

    return Missing


def _lint(request: Mapping[str, Any]) -> dict[str, Any]:
    environment = _environment(request["sources"], {}, {})
    source = request["sources"][request["name"]]
    head, body = _parts(source)
    trees = [environment.parse(head), environment.parse(body, request["name"])]
    wants = {name for tree in trees for name in meta.find_undeclared_variables(tree)} - {"range"}
    includes = [name or "" for tree in trees for name in meta.find_referenced_templates(tree)]
    return {"wants": sorted(wants), "includes": sorted(set(includes))}


if __name__ == "__main__":
    _serve()
