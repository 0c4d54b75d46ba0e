"""Changes one place of a YAML file of keys and values; comments, quoting and all else stay as they were.

`keys` lead to the place: ("contacts", "c-4h7k2", "email"). After every change the text is read again
and compared: what would alter anything else is refused, not saved.
"""

from collections.abc import Mapping, Sequence

from supportctl.errors.desk import EditWentWrong
from supportctl.store import yaml

Content = str | Sequence["Content"] | Mapping[str, "Content"]
STEP = "  "


def put(text: str, path: str, keys: Sequence[str], value: Content, *, flow: bool = False) -> str:
    """The text with a value set; `flow` writes a new mapping on one line. Missing parents are made."""
    root = _root(text, path)
    expected = _with(_mapping(root), keys, _plain(value))
    return _compared(_Editor(text, root).put(keys, value, flow=flow), path, expected, keys)


def drop(text: str, path: str, keys: Sequence[str]) -> str:
    """The text without an entry; comments inside it and beside it go as well."""
    root = _root(text, path)
    if _find(root, keys) is None:
        return text
    return _compared(_Editor(text, root).drop(keys), path, _without(_mapping(root), keys), keys)


def block(key: str, value: Content, indent: str = "", *, newline: str = "\n") -> str:
    """An entry as lines: one key a line, one item a line; items that have parts are on one line each."""
    head = f"{indent}{yaml.scalar(key)}:"
    if isinstance(value, str):
        return f"{head} {yaml.scalar(value)}{newline}"
    if isinstance(value, Mapping):
        parts = (block(name, part, indent + STEP, newline=newline) for name, part in value.items())
        return f"{head}{newline}" + "".join(parts)
    items = (f"{indent}{STEP}- {_item(item)}{newline}" for item in value)
    return f"{head}{newline}" + "".join(items)


def inline(value: Content) -> str:
    """A value between brackets, on one line."""
    if isinstance(value, str):
        return yaml.scalar(value, flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{yaml.scalar(key)}: {inline(part)}" for key, part in value.items()) + "}"
    return "[" + ", ".join(map(inline, value)) + "]"


def _item(value: Content) -> str:
    return yaml.scalar(value) if isinstance(value, str) else inline(value)


def _root(text: str, path: str) -> yaml.Entries | None:
    root, faults = yaml.read(text, path)
    empty = root is None or (isinstance(root, yaml.Scalar) and not root.text)
    if faults or not (empty or isinstance(root, yaml.Entries)):
        raise EditWentWrong(path=path, name="-")
    return root if isinstance(root, yaml.Entries) else None


def _mapping(root: yaml.Entries | None) -> dict[str, yaml.Plain]:
    plain = yaml.plain(root) if root else {}
    assert isinstance(plain, dict)
    return plain


def _plain(value: Content) -> yaml.Plain:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value]


def _compared(text: str, path: str, expected: yaml.Plain, keys: Sequence[str]) -> str:
    root, faults = yaml.read(text, path)
    found = yaml.plain(root) if isinstance(root, yaml.Entries) else {}
    if faults or _pruned(found) != _pruned(expected):
        raise EditWentWrong(path=path, name=".".join(keys))
    return text


def _pruned(plain: yaml.Plain) -> yaml.Plain:
    """Without what is empty: a key with nothing behind it reads as an empty text, whatever it was."""
    if isinstance(plain, dict):
        return {key: part for key, value in plain.items() if (part := _pruned(value))}
    return plain


def _with(plain: Mapping[str, yaml.Plain], keys: Sequence[str], value: yaml.Plain) -> dict[str, yaml.Plain]:
    key, *rest = keys
    if not rest:
        return {**plain, key: value}
    below = plain.get(key)
    return {**plain, key: _with(below if isinstance(below, dict) else {}, rest, value)}


def _without(plain: Mapping[str, yaml.Plain], keys: Sequence[str]) -> dict[str, yaml.Plain]:
    key, *rest = keys
    below = plain.get(key)
    if rest and isinstance(below, dict):
        return {**plain, key: _without(below, rest)}
    return {name: value for name, value in plain.items() if name != key}


def _find(node: yaml.Node | None, keys: Sequence[str]) -> yaml.Node | None:
    for key in keys:
        node = node.get(key) if isinstance(node, yaml.Entries) else None
    return node


class _Editor:
    """One text and its tree."""

    def __init__(self, text: str, root: yaml.Entries | None) -> None:
        self.text = text
        self.root = root
        self.newline = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"

    def put(self, keys: Sequence[str], value: Content, *, flow: bool) -> str:
        found = _find(self.root, keys)
        if found is not None:
            return self._replace(keys, found, value, flow=flow)
        depth = next(n for n in reversed(range(len(keys))) if not n or _find(self.root, keys[:n]) is not None)
        for key in reversed(keys[depth + 1 :]):
            value = {key: value}
        return self._insert(keys[:depth], keys[depth], value, flow=flow)

    def _replace(self, keys: Sequence[str], node: yaml.Node, value: Content, *, flow: bool) -> str:
        in_flow = self._is_flow(self._parent(keys))
        if isinstance(node, yaml.Scalar) and isinstance(value, str) and node.style not in ("|", ">"):
            space = "" if node.end > node.start or self.text[node.start - 1] == " " else " "
            new = space + yaml.scalar(value, like=node.style, flow=in_flow)
        elif in_flow or self._is_flow(node):
            new = inline(value)
        else:
            start, end = self._lines(keys)
            return self._spliced(start, end, self._entry(keys[-1], value, self._key(keys).column, flow=flow))
        return self._spliced(node.start, node.end, new)

    def _insert(self, parents: Sequence[str], key: str, value: Content, *, flow: bool) -> str:
        parent = _find(self.root, parents)
        if isinstance(parent, yaml.Entries) and self._is_flow(parent):
            end = len(self.text[: parent.end - 1].rstrip())
            joint = ", " if parent.pairs else ""
            return self._spliced(end, end, f"{joint}{yaml.scalar(key)}: {inline(value)}")
        if isinstance(parent, yaml.Entries):
            at, column = self._lines((*parents, parent.pairs[-1][0].text))[1], parent.column
        elif parents:
            at, column = self._line_end(self._key(parents).end), self._key(parents).column + len(STEP)
        else:
            at, column = len(self.text), 0
        joint = self.newline if at and self.text[at - 1] != "\n" else ""
        return self._spliced(at, at, joint + self._entry(key, value, column, flow=flow))

    def drop(self, keys: Sequence[str]) -> str:
        parent = self._parent(keys)
        if not self._is_flow(parent):
            return self._spliced(*self._lines(keys, greedy=True), "")
        kept = _plain({key.text: yaml.plain(node) for key, node in parent.pairs if key.text != keys[-1]})
        return self._spliced(parent.start, parent.end, inline(kept))

    def _entry(self, key: str, value: Content, column: int, *, flow: bool) -> str:
        if flow:
            return f"{' ' * column}{yaml.scalar(key)}: {inline(value)}{self.newline}"
        return block(key, value, " " * column, newline=self.newline)

    def _spliced(self, start: int, end: int, new: str) -> str:
        return self.text[:start] + new + self.text[end:]

    def _parent(self, keys: Sequence[str]) -> yaml.Entries:
        parent = _find(self.root, keys[:-1])
        assert isinstance(parent, yaml.Entries)
        return parent

    def _key(self, keys: Sequence[str]) -> yaml.Scalar:
        return next(key for key, _ in self._parent(keys).pairs if key.text == keys[-1])

    def _is_flow(self, node: yaml.Node) -> bool:
        """Whether it stands between brackets."""
        collection = isinstance(node, yaml.Entries | yaml.Items)
        return collection and self.text[node.start : node.start + 1] in ("{", "[")

    def _lines(self, keys: Sequence[str], *, greedy: bool = False) -> tuple[int, int]:
        """Where the lines of an entry begin and end: what is indented deeper belongs to it.

        Comments and blank lines at its end do so only if `greedy`.
        """
        key = self._key(keys)
        start = self.text.rfind("\n", 0, key.start) + 1
        end = at = self._line_end(key.end)
        while at < len(self.text):
            following = self._line_end(at)
            line = self.text[at:following].rstrip()
            depth = len(line) - len(line.lstrip(" "))
            below = depth > key.column or (depth == key.column and line.lstrip().startswith("- "))
            if line and not below:
                break
            at = following
            if line and (greedy or not line.lstrip().startswith("#")):
                end = at
        return start, end

    def _line_end(self, offset: int) -> int:
        return self.text.find("\n", offset) + 1 or len(self.text)
