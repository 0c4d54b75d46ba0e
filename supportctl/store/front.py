"""The front matter of a ticket or an article: read field by field against its form, and written.

Reading never raises for content: every fault is a finding, and all of them are told at once.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from supportctl.domain.finding import Finding
from supportctl.domain.ids import is_id, path_of
from supportctl.domain.near import near
from supportctl.domain.schema import SCHEMA, Field, Form, Value, fault_of
from supportctl.errors import Said
from supportctl.store import yaml


def read(
    text: str, path: str, form: Form, statuses: Collection[str] = ()
) -> tuple[dict[str, Value], tuple[str, ...], list[Finding]]:
    """The known fields, the names of the unknown ones, and every fault."""
    root, faults = yaml.read(text, path, first=2)
    if not isinstance(root, yaml.Entries):
        return {}, (), faults or [Finding("F014", path, 2)]
    fields: dict[str, Value] = {}
    others: list[yaml.Scalar] = []
    # A file that YAML is at odds with may lack a field only because it could not be read.
    refused = set(form.by_name if faults else ())
    for key, node in root.pairs:
        field = form.by_name.get(key.text)
        if field is None:
            others.append(key)
            continue
        value, found = _value(field, node, path, statuses)
        if value:
            fields[key.text] = value
        if found:
            faults += found
            refused.add(key.text)
    missing = [name for name in form.required if name not in fields]
    faults += [Finding("S101", path, 1, name=name) for name in missing if name not in refused]
    faults += [*_misspelt(others, root, path, form), *_identity(fields, path, form)]
    return fields, tuple(key.text for key in others), faults


def _misspelt(others: Iterable[yaml.Scalar], root: yaml.Entries, path: str, form: Form) -> Iterator[Finding]:
    for key in others:
        guess = near(key.text[:40], form.by_name, cutoff=0.8)
        if guess and root.get(guess[0]) is None:
            yield Finding("S104", path, 2 + key.line, key.column + 1, name=key.text, guess=guess[0])


def _value(
    field: Field, node: yaml.Node, path: str, statuses: Collection[str]
) -> tuple[Value, list[Finding]]:
    """One field's value, and what is wrong with it."""

    def fault(code: str, **params: object) -> tuple[Value, list[Finding]]:
        return "", [Finding(code, path, 2 + node.line, node.column + 1, name=field.name, **params)]

    value = _typed(field, node)
    if value is None:
        wanted = Said("a list, one item a line") if field.is_list else Said("one line of text")
        return fault("S102", wanted=wanted)
    if field.kind == "number":
        return _schema(str(value), node, path)
    if value and field.kind == "status" and value not in statuses:
        return fault("S103", value=value, allowed=", ".join(statuses))
    wrong = fault_of(field, value)
    if wrong is None:
        return value, []
    if field.kind == "choice":
        return fault("S103", value=value, allowed=", ".join(field.choices))
    if field.kind == "time":
        return fault("S105", value=value)
    return fault("S122", value=", ".join(value) if isinstance(value, tuple) else value, reason=wrong)


def _typed(field: Field, node: yaml.Node) -> Value | None:
    """The text or the texts of a node, or None where it is not of the field's shape."""
    if not field.is_list:
        return node.text if isinstance(node, yaml.Scalar) and "\n" not in node.text else None
    if isinstance(node, yaml.Scalar) and not node.text:
        return ()
    if not isinstance(node, yaml.Items) or not all(isinstance(item, yaml.Scalar) for item in node.values):
        return None
    return tuple(item.text for item in node.values if isinstance(item, yaml.Scalar))


def _schema(text: str, node: yaml.Node, path: str) -> tuple[Value, list[Finding]]:
    line, column = 2 + node.line, node.column + 1
    if not text.isascii() or not text.isdigit() or len(text) > 6 or int(text) < 1:
        return "", [Finding("S102", path, line, column, name="schema", wanted=Said("a whole number"))]
    number = int(text)
    if number > SCHEMA:
        return str(number), [Finding("S110", path, line, column, schema=number, known=SCHEMA)]
    return str(number), []


def _identity(fields: Mapping[str, Value], path: str, form: Form) -> list[Finding]:
    identity = fields.get("id")
    if not isinstance(identity, str) or not is_id(identity, form.prefix):
        return []
    expected = path_of(identity)
    if path == expected or not path:
        return []
    return [Finding("F010", path, 1, id=identity, expected=expected)]


def line(name: str, value: Value) -> str:
    if isinstance(value, str):
        return f"{name}: {value if name == 'schema' else yaml.scalar(value)}\n"
    return f"{name}:\n" + "".join(f"  - {yaml.scalar(item)}\n" for item in value)
