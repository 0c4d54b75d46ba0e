"""Values that never change: `dataclass(frozen=True, slots=True)`, finished when the first of them is made.

A dataclass compiles six functions where its class is defined. A command loads more than a hundred classes
and makes values of a third; compiling was a third of every start. Here all classes share five functions, and
`__init__` is compiled by its first call. `field`, `replace`, `fields` and `match` work as they do there.
"""

import sys
from operator import attrgetter

# The name is enough for a type checker; a short question does without `typing`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import field
    from typing import Any, TypeVar, dataclass_transform, overload

    T = TypeVar("T")

    @overload
    def frozen(cls: type[T], /) -> type[T]: ...
    @overload
    def frozen(*, kw_only: bool = ...) -> Callable[[type[T]], type[T]]: ...
    @dataclass_transform(frozen_default=True, field_specifiers=(field,))
    def frozen(cls: Any = None, /, *, kw_only: bool = False) -> Any: ...

else:

    def frozen(cls=None, /, *, kw_only=False):
        return _finished(cls, kw_only=kw_only) if cls else lambda cls: _finished(cls, kw_only=kw_only)


_REQUIRED = object()


class _Part:
    """A field: `default` may be what `dataclasses.field` gave."""

    __slots__ = ("default", "kw_only", "name")

    def __init__(self, name: str, default: object, kw_only: bool) -> None:
        self.name = name
        self.default = default
        self.kw_only = kw_only

    def has(self, wish: str) -> bool:
        """Whether the field takes part in `init`, `repr` or `compare`."""
        return bool(getattr(self.default, wish, True)) if self.is_specified else True

    @property
    def is_specified(self) -> bool:
        return hasattr(self.default, "default_factory")


def _finished(cls: "Any", *, kw_only: bool) -> "Any":
    """The class once more, with slots: they cannot be given to one that is there."""
    held = {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    own = {name: _Part(name, held.pop(name, _REQUIRED), kw_only) for name in _annotated(cls)}
    inherited = getattr(cls, "_parts", {})
    parts = {**inherited, **own}
    compared = [name for name, part in parts.items() if part.has("compare")]
    made = type(cls)(
        cls.__name__,
        cls.__bases__,
        {
            "__repr__": _repr,
            "__eq__": _eq,
            "__hash__": _hash,
            **held,
            "__slots__": tuple(name for name in own if name not in inherited),
            "__match_args__": tuple(name for name, part in parts.items() if not part.kw_only),
            "__setattr__": _refuse,
            "__delattr__": _refuse,
            "__setstate__": _restore,
            "__dataclass_fields__": _Fields(),
            "_parts": parts,
            "_compared": attrgetter(*compared) if compared else type,
        },
    )
    made.__qualname__ = cls.__qualname__

    def first(self: object, *values: object, **named: object) -> None:
        made.__init__ = _compiled(made)
        made.__init__(self, *values, **named)

    made.__init__ = first
    return made


def _annotated(cls: type) -> "list[str]":
    """The names of its own fields; asked of a class without annotations, a base would answer."""
    hints = cls.__annotations__ if "__annotations__" in vars(cls) or hasattr(cls, "__annotate__") else {}
    shared = getattr(sys.modules.get("typing"), "ClassVar", object())
    return [name for name, hint in hints.items() if getattr(hint, "__origin__", None) is not shared]


# --- construction ------------------------------------------------------------------------------------


def _compiled(cls: "Any") -> "Callable[..., None]":
    known: dict[str, object] = {"_REQUIRED": _REQUIRED}
    positional, named, body = ["self"], ["*"], []
    for name, part in cls._parts.items():
        known[f"_set_{name}"] = getattr(cls, name).__set__
        known[f"_default_{name}"], factory = _defaults(part)
        made = f"_default_{name}()" if factory else f"_default_{name}"
        is_required = known[f"_default_{name}"] is _REQUIRED
        if part.has("init"):
            given = named if part.kw_only else positional
            given.append(name if is_required else f"{name}=_REQUIRED" if factory else f"{name}={made}")
            made = f"{made} if {name} is _REQUIRED else {name}" if factory else name
        elif is_required:  # whoever wrote the class sets it in `__post_init__`
            continue
        body.append(f"_set_{name}(self, {made})")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    parameters = ", ".join(positional + (named if len(named) > 1 else []))
    exec(f"def __init__({parameters}):\n " + "\n ".join(body or ["pass"]), known)  # noqa: S102  names of fields
    made_init: Callable[..., None] = known["__init__"]  # type: ignore[assignment]
    return made_init


def _defaults(part: _Part) -> "tuple[object, bool]":
    """The default of a field, or what makes it, and which of the two."""
    if not part.is_specified:
        return part.default, False
    # Here, because whoever specified a field has loaded it.
    from dataclasses import MISSING  # noqa: PLC0415

    default, factory = part.default.default, part.default.default_factory  # type: ignore[attr-defined]
    if factory is not MISSING:
        return factory, True
    return (_REQUIRED if default is MISSING else default), False


# --- what all share ----------------------------------------------------------------------------------


def _repr(self: "Any") -> str:
    shown = (f"{name}={getattr(self, name)!r}" for name, part in self._parts.items() if part.has("repr"))
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _eq(self: "Any", other: "Any") -> "Any":
    return self._compared(self) == self._compared(other) if type(other) is type(self) else NotImplemented


def _hash(self: "Any") -> int:
    return hash(self._compared(self))


def _refuse(self: object, name: str, *value: object) -> None:
    del value
    raise AttributeError(f"{type(self).__name__}.{name} never changes")


def _restore(self: object, state: "tuple[None, dict[str, object]]") -> None:
    """As `copy` and `pickle` keep it."""
    for name, value in state[1].items():
        object.__setattr__(self, name, value)


class _Fields:
    """What `dataclasses` asks a class for: made by itself, of the same fields, when it asks."""

    def __get__(self, one: object, cls: "Any") -> "Any":
        # Here, because that is what a start shall not pay for.
        from dataclasses import make_dataclass  # noqa: PLC0415

        parts = [(name, object, part.default) for name, part in cls._parts.items()]
        plain = [part if part[2] is not _REQUIRED else part[:2] for part in parts]
        # Without words of its own it would be given its signature, which takes longest.
        told = {"__doc__": cls.__name__}
        twin: Any = make_dataclass(cls.__name__, plain, init=False, repr=False, eq=False, namespace=told)
        cls.__dataclass_fields__ = found = twin.__dataclass_fields__
        return found
