"""Records: frozen, slotted dataclasses that cost little to define.

``dataclass(frozen=True, slots=True)`` compiles six methods for every class, and a short check spent a sixth of its
time on that. Here ``__init__`` alone is compiled, once for all classes of so many fields; the other methods are
closures over the names of the fields. A record is a dataclass all the same: ``fields``, ``replace`` and ``asdict``
know it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
from typing import Any, TypeVar, cast, dataclass_transform

__all__ = ["record"]

_T = TypeVar("_T")
_set = object.__setattr__
_MANY = 5
"""Fields from which changing the class twice costs less than setting each."""


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
        "__init__": _initialiser(made, known),
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


def _initialiser(made: type, known: tuple[Field[Any], ...]) -> Callable[..., None]:
    """``__init__`` for some fields, in their order, those with a default last."""
    names = [f.name for f in known]
    factories = {at: f.default_factory for at, f in enumerate(known) if f.default_factory is not MISSING}
    code = _code(len(names), tuple(factories))
    own = {f"field{at}": name for at, name in enumerate(names)}
    code = code.replace(
        co_varnames=tuple(own.get(n, n) for n in code.co_varnames),
        co_names=tuple(own.get(n, n) for n in code.co_names),
        co_consts=tuple(own.get(c, c) if isinstance(c, str) else c for c in code.co_consts),
    )
    scope = {"_set": _set, "MISSING": MISSING, "_made": factories, "_closed": made}
    if len(names) >= _MANY:
        scope["_open"] = type(made.__name__, (), {"__slots__": tuple(names)})
    defaults = [f.default for at, f in enumerate(known) if f.default is not MISSING or at in factories]
    return FunctionType(code, scope, "__init__", tuple(defaults))


@cache
def _code(fields: int, made: tuple[int, ...]) -> CodeType:
    """``__init__`` for so many fields without names; ``made``: those whose default is made anew for each record.

    A few fields are set one by one past ``__setattr__``. Of many, that is most of the time that a record takes to make:
    for so long it is of a class with the same slots that does not refuse.
    """
    names = [f"field{at}" for at in range(fields)]
    values = [f"_made[{at}]() if {n} is MISSING else {n}" if at in made else n for at, n in enumerate(names)]
    if fields < _MANY:
        body = [f"_set(self, {n!r}, {v})" for n, v in zip(names, values, strict=True)]
    else:
        body = [f"self.{n} = {v}" for n, v in zip(names, values, strict=True)]
        body = ["_set(self, '__class__', _open)", *body, "self.__class__ = _closed"]
    scope: dict[str, Any] = {}
    exec("\n    ".join([f"def __init__(self, {', '.join(names)}):", *body]), scope)
    code: CodeType = scope["__init__"].__code__
    return code


def _refuse(self: object, name: str, *value: object) -> None:
    raise FrozenInstanceError(f"{type(self).__name__} is frozen: {name!r} cannot be changed")
