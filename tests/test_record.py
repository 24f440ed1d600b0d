"""Records: what a frozen, slotted dataclass does, they do."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from checker.record import record


@record
class Berth:
    """A record with every kind of field."""

    number: int
    name: str = "east"
    boats: Mapping[str, int] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        return f"{self.name} {self.number}"


@record
class Mooring:
    number: int
    name: str = "east"
    boats: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plain:
    number: int
    name: str = "east"
    boats: Mapping[str, int] = field(default_factory=dict)


def test_fields_are_given_by_place_or_name() -> None:
    assert Berth(1, boats={"Ada": 2}) == Berth(number=1, name="east", boats={"Ada": 2})
    with pytest.raises(TypeError):
        Berth()  # type: ignore[call-arg]


def test_defaults_are_not_shared() -> None:
    assert Berth(1).boats is not Berth(2).boats


def test_equal_are_records_of_one_class_with_equal_fields() -> None:
    assert Berth(1) == Berth(1) != Berth(2)
    assert Berth(1) != Mooring(1)
    assert hash(Span(1, 2)) == hash(Span(1, 2))


def test_nothing_can_be_changed_or_added() -> None:
    berth = Berth(1)
    with pytest.raises(FrozenInstanceError):
        berth.number = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del berth.name
    with pytest.raises(FrozenInstanceError):
        berth.depth = 3  # type: ignore[attr-defined]
    assert not hasattr(berth, "__dict__")


def test_records_are_dataclasses() -> None:
    assert [f.name for f in fields(Berth)] == ["number", "name", "boats"]
    assert replace(Berth(1), name="west").shown == "west 1"


def test_records_look_like_dataclasses() -> None:
    assert repr(Mooring(1)).replace("Mooring", "") == repr(Plain(1)).replace("Plain", "")


def test_records_travel() -> None:
    berth = Berth(1, "west", {"Ada": 2})
    assert pickle.loads(pickle.dumps(berth)) == berth


@record
class Span:
    start: int
    end: int
