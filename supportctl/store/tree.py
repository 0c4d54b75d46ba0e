"""A commit's files, read from the object store, and the tree that a change makes of them."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping

from supportctl.errors.desk import NotAFolder
from supportctl.store.objects import FOLDER, Leaf, Loose, algorithm_of, name_of, read_tree, write_tree
from supportctl.store.plumbing import Objects
from supportctl.store.repository import Repository


class Base:
    """The commit a plan stands on: what it reads is what the branch holds, whatever the work tree looks like.

    Only plain files are seen; a symbolic link or a submodule at a path reads as None.
    """

    def __init__(self, objects: Objects, commit: str, algorithm: str) -> None:
        self.commit = commit
        self.algorithm = algorithm
        self._objects = objects
        self._folders: dict[str, Mapping[str, Leaf]] = {}

    def read(self, path: str) -> bytes | None:
        return self.read_many([path])[path]

    def read_many(self, paths: Iterable[str]) -> dict[str, bytes | None]:
        wanted = tuple(dict.fromkeys(paths))
        leaves = {path: leaf for path in wanted if (leaf := self.leaf(path)) and leaf.is_file}
        found = dict(zip(leaves, self._objects.read_all(leaf.oid for leaf in leaves.values()), strict=True))
        return {path: found.get(path) for path in wanted}

    def names(self, under: str) -> tuple[str, ...]:
        """All plain files below a folder; the empty name is the top."""
        return tuple(self._names(under.strip("/")))

    def leaf(self, path: str) -> Leaf | None:
        """What stands at a path, of whatever kind."""
        folder, _, name = path.rpartition("/")
        return self.folder(folder).get(name)

    def folder(self, path: str) -> Mapping[str, Leaf]:
        """The entries of a folder; none where there is no such folder."""
        if path not in self._folders:
            self._folders[path] = self._read_folder(path)
        return self._folders[path]

    def blob(self, oid: str) -> bytes:
        return self._objects.read(oid)

    def _read_folder(self, path: str) -> Mapping[str, Leaf]:
        if not path:
            return self._tree(self._top()) if self.commit else {}
        leaf = self.leaf(path)
        return self._tree(leaf.oid) if leaf and leaf.mode == FOLDER else {}

    def _top(self) -> str:
        first, _, _ = self._objects.read(self.commit).partition(b"\n")
        return first.removeprefix(b"tree ").decode()

    def _tree(self, oid: str) -> Mapping[str, Leaf]:
        return read_tree(self._objects.read(oid), self.algorithm)

    def _names(self, under: str) -> Iterator[str]:
        for name, leaf in self.folder(under).items():
            path = f"{under}/{name}" if under else name
            if leaf.mode == FOLDER:
                yield from self._names(path)
            elif leaf.is_file:
                yield path


@contextlib.contextmanager
def reading(repository: Repository, commit: str = "") -> Iterator[Base]:
    """A commit to read from, without any lock; by default what HEAD holds now."""
    commit = commit or repository.head().commit
    with Objects(repository) as objects:
        yield Base(objects, commit, algorithm_of(commit))


def regrow(base: Base, changes: Mapping[str, Leaf | None]) -> tuple[str, tuple[Loose, ...]]:
    """The name of the changed tree and the trees that are new in it. Only folders on the way to a change
    are read and written, so the price does not grow with the number of files.
    """
    by_folder: dict[str, dict[str, Leaf | None]] = {"": {}}
    for path, leaf in changes.items():
        folder, _, name = path.rpartition("/")
        by_folder.setdefault(folder, {})[name] = leaf
        while folder:
            _refuse_file(base, folder)
            folder = folder.rpartition("/")[0]
            by_folder.setdefault(folder, {})
    grown: dict[str, Loose] = {}
    # A folder comes before the one it is in, because that needs its name.
    for folder in sorted(by_folder, key=lambda path: (path.count("/") + bool(path), path), reverse=True):
        entries = {**base.folder(folder), **by_folder[folder]}
        tree = Loose("tree", write_tree({name: leaf for name, leaf in entries.items() if leaf}))
        oid = name_of(tree.kind, tree.data, base.algorithm)
        if not folder:
            return oid, (*grown.values(), tree)
        parent, _, name = folder.rpartition("/")
        by_folder[parent][name] = Leaf(FOLDER, oid) if tree.data else None
        if tree.data:
            grown[folder] = tree
    raise AssertionError("the top folder ends the loop")


def _refuse_file(base: Base, folder: str) -> None:
    leaf = base.leaf(folder)
    if leaf and leaf.mode != FOLDER:
        raise NotAFolder(path=folder)
