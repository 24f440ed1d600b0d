"""Records: frozen, slotted dataclasses that cost little to define.

``dataclass(frozen=True, slots=True)`` compiles six methods for every class, and a short check spent a sixth of its
time on that. Here ``__init__`` alone is compiled; the other methods are closures over the names of the fields. A record
is a dataclass all the same: ``fields``, ``replace`` and ``asdict`` know it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform

__all__ = ["record"]

_T = TypeVar("_T")
_set = object.__setattr__


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[_T]) -> type[_T]:
    """The class as a frozen, slotted dataclass; what it defines itself stays."""
    cls.__doc__ = cls.__doc__ or f"{cls.__name__}."  # else dataclass() works out a signature to put there
    made = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    known = fields(cast(Any, made))
    names = [f.name for f in known]
    values = attrgetter(*names)

    def same(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    def shown(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{n}={getattr(self, n)!r}' for n in names)})"

    def state(self: object) -> list[object]:
        return [getattr(self, n) for n in names]

    def restore(self: object, kept: list[object]) -> None:
        for name, value in zip(names, kept, strict=True):
            _set(self, name, value)

    methods = {
        "__init__": _initialiser(known),
        "__eq__": same,
        "__hash__": hashed,
        "__repr__": shown,
        "__getstate__": state,
        "__setstate__": restore,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }
    own = vars(cls)
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


def _initialiser(known: tuple[Field[Any], ...]) -> Callable[..., None]:
    """``__init__`` for some fields, in their order, those with a default last."""
    names = [f.name for f in known]
    body = [f"    _set(self, {n!r}, {n})" for n in names]
    defaults = []
    for at, one in enumerate(known):
        if one.default_factory is not MISSING:
            body[at] = f"    _set(self, {one.name!r}, _made[{at}]() if {one.name} is MISSING else {one.name})"
            defaults.append(MISSING)
        elif one.default is not MISSING:
            defaults.append(one.default)
    scope = {"_set": _set, "MISSING": MISSING, "_made": [f.default_factory for f in known]}
    exec("\n".join([f"def __init__(self, {', '.join(names)}):", *body]), scope)
    made: Callable[..., None] = scope["__init__"]  # type: ignore[assignment]
    made.__defaults__ = tuple(defaults) or None
    return made


def _refuse(self: object, name: str, *value: object) -> None:
    raise FrozenInstanceError(f"{type(self).__name__} is frozen: {name!r} cannot be changed")
