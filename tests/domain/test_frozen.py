"""Frozen values behave as the dataclasses they stand for, and are compiled when the first is made."""

import copy
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import ClassVar, Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain.frozen import frozen

T = TypeVar("T")


@frozen
class Point:
    x: int
    y: int = 0
    names: tuple[str, ...] = ()
    notes: dict[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Model:
    x: int
    y: int = 0
    names: tuple[str, ...] = ()
    notes: dict[str, int] = field(default_factory=dict, compare=False, repr=False)


@frozen(kw_only=True)
class Base:
    KIND: ClassVar[str] = "base"

    first: int
    second: str = "two"


@frozen(kw_only=True)
class Derived(Base):
    KIND = "derived"

    third: float = 3.0
    first: int = 1


@frozen
class Box(Generic[T]):
    held: T


@frozen
class Checked:
    low: int
    high: int
    width: int = field(init=False)

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("low above high")
        object.__setattr__(self, "width", self.high - self.low)


@frozen
class Nothing:
    pass


@frozen
class Spoken:
    text: str

    def __repr__(self) -> str:
        return f"<{self.text}>"


POINTS = {"x": st.integers(), "y": st.integers(), "names": st.tuples(st.text())}


@given(st.fixed_dictionaries(POINTS), st.fixed_dictionaries(POINTS))
def test_values_compare_hash_and_read_as_dataclasses_do(one, other):
    ours, theirs = (Point(**one), Point(**other)), (Model(**one), Model(**other))
    assert (ours[0] == ours[1]) is (theirs[0] == theirs[1])
    assert hash(ours[0]) == hash(theirs[0])
    assert repr(ours[0]) == repr(theirs[0]).replace("Model", "Point")
    assert ours[0] != theirs[0]


@pytest.mark.parametrize(
    "call", [(), (1, 2, (), {}, 5), {"z": 1}, {"x": 1, "z": 1}], ids=["too few", "too many", "unknown", "one"]
)
def test_wrong_arguments_are_a_type_error(call):
    for kind in (Point, Model):
        with pytest.raises(TypeError):
            kind(**call) if isinstance(call, dict) else kind(*call)


def test_a_value_never_changes():
    point = Point(1)
    for change in (
        lambda: setattr(point, "x", 2),
        lambda: setattr(point, "z", 2),
        lambda: delattr(point, "x"),
    ):
        with pytest.raises(AttributeError):
            change()
    assert issubclass(FrozenInstanceError, AttributeError), "who caught that one catches ours"
    assert point == Point(1)
    assert not hasattr(point, "__dict__")


def test_every_value_has_its_own_default_from_a_factory():
    assert Point(1).notes is not Point(1).notes
    assert Point(1, notes={"a": 1}).notes == {"a": 1}


def test_what_dataclasses_offers_works_on_it():
    assert replace(Point(1, 2), y=3) == Point(1, 3)
    assert replace(Derived(first=5), third=1.5) == Derived(first=5, third=1.5)
    assert [one.name for one in fields(Derived)] == ["first", "second", "third"]
    assert replace(Checked(1, 3), high=9).width == 8
    with pytest.raises(TypeError):
        replace(Point(1), z=3)


def test_a_derived_class_has_the_fields_of_its_base_first():
    assert repr(Derived()) == "Derived(first=1, second='two', third=3.0)"
    assert (Base(first=1).KIND, Derived().KIND) == ("base", "derived")
    assert Base(first=1) != Derived(first=1)
    with pytest.raises(TypeError):
        Base(1)


def test_patterns_generics_and_checks():
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
    assert Box[int](3) == Box(3)
    assert Checked(1, 3).width == 2
    with pytest.raises(ValueError, match="low above high"):
        Checked(3, 1)
    assert Nothing() == Nothing()
    assert repr(Spoken("a")) == "<a>"


@pytest.mark.parametrize("value", [Point(1, notes={"a": 1}), Derived(), Box("x"), Nothing(), Checked(1, 2)])
def test_a_value_can_be_copied_and_sent_to_another_process(value):
    assert copy.copy(value) == value
    assert copy.deepcopy(value) == value
    assert pickle.loads(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)) == value


def test_defining_one_loads_neither_dataclasses_nor_typing():
    script = """
import sys
from supportctl.domain.frozen import frozen
@frozen
class Point:
    x: int
    y: int = 0
assert Point(1) == Point(1, 0) != Point(2)
print(sorted({"dataclasses", "typing", "re", "inspect"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
