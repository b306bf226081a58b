"""Data classes whose methods are made when they are first needed.

`dataclasses.dataclass` writes, compiles and runs six functions for each class at once: the classes of the model and of
the layouts alone were a sixth of what a command needs before it begins, and few of them are used by all commands.
"""
import dataclasses
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["record", "replaced"]

T = TypeVar("T")

SELDOM = 12             # a class of which more are made gets an `__init__` of its own

if TYPE_CHECKING:
    from dataclasses import dataclass as record  # it is used like that, and to be checked like that
else:
    def record(*, slots: bool, frozen: bool = False, eq: bool = True) -> Callable[[type], type]:
        """What `dataclasses.dataclass` with the same words makes of a class without data classes among its bases.
        `replace`, `fields`, `asdict` and `copy` know it; its instances have slots."""
        assert slots
        return lambda declared: _made(declared, frozen, eq)


def replaced(made: T, **changes: object) -> T:
    """What `dataclasses.replace` answers, which first wants to know all that a data class is: a millisecond a class."""
    known: dict[str, Any] = {name: getattr(made, name) for name in type(made).__match_args__}    # type: ignore[attr-defined]
    return type(made)(**known | changes)


class _Said:
    """`__dataclass_fields__` and `__dataclass_params__`, for whoever asks."""

    def __init__(self, name: str, like: Callable[[], type]) -> None:
        self._name, self._like = name, like

    def __get__(self, instance: object, owner: type) -> Any:
        return getattr(self._like(), self._name)


def _made(declared: type, frozen: bool, eq: bool) -> type:
    """The class with slots, and with methods that make the others."""
    annotations = declared.__annotations__
    names = tuple(annotations)
    kept = {name: value for name, value in declared.__dict__.items()
            if name not in annotations and name not in ("__dict__", "__weakref__")}
    given = {name: declared.__dict__[name] for name in names if name in declared.__dict__}
    ways = {name: way for name, way in given.items() if isinstance(way, dataclasses.Field)}

    @cache
    def like() -> type:
        # A class without a text would get one, for which its signature is written and taken apart again: 6 ms.
        said = {"__annotations__": annotations, "__doc__": declared.__name__}
        plain: Any = type(declared.__name__, (), given | said)
        found: type = dataclasses.dataclass(init=False, repr=False, eq=False, frozen=frozen)(plain)
        return found

    taken = tuple(name for name in names if name not in ways or ways[name].init)
    uses = 0

    def first_init(self: Any, *values: Any, **named: Any) -> None:
        nonlocal uses
        uses += 1
        if uses > SELDOM or not _fill(self, taken, given, values, named):
            made.__init__ = _init_of(made, names, given, frozen)
            made.__init__(self, *values, **named)
        elif hasattr(made, "__post_init__"):
            self.__post_init__()

    kept |= {"__slots__": names, "__init__": first_init, "__repr__": _repr,
             **{name: _Said(name, like) for name in ("__dataclass_fields__", "__dataclass_params__")},
             "__match_args__": taken}
    if eq:
        told = attrgetter(*(name for name in names if name not in ways or ways[name].compare))

        def same(self: object, other: object) -> bool:
            return told(self) == told(other) if other.__class__ is self.__class__ else NotImplemented

        kept["__eq__"] = same
        kept["__hash__"] = (lambda self: hash(told(self))) if frozen else None
    if frozen:
        kept |= {"__setattr__": _refuse, "__delattr__": _refuse, "__getstate__": _state, "__setstate__": _restore}
    made: Any = type(declared)(declared.__name__, declared.__bases__, kept)
    made.__qualname__ = declared.__qualname__
    answer: type = made
    return answer


def _fill(made: Any, taken: tuple[str, ...], given: dict[str, Any], values: tuple[Any, ...],
          named: dict[str, Any]) -> bool:
    """What `__init__` does, if it is called as it is meant to be; False, with nothing done, if not. Slower, but there
    is no function to be compiled first, which takes as long as forty calls of this."""
    known = dict(zip(taken, values, strict=False))
    if len(values) > len(taken) or any(name in known or name not in taken for name in named):
        return False
    known.update(named)
    for name, said in given.items():
        if name not in known:
            if not isinstance(said, dataclasses.Field):
                known[name] = said
            elif said.default_factory is not dataclasses.MISSING:
                known[name] = said.default_factory()
            elif said.default is not dataclasses.MISSING:
                known[name] = said.default
    if not all(map(known.__contains__, taken)):
        return False
    for name, value in known.items():
        object.__setattr__(made, name, value)
    return True


def _init_of(made: type, names: tuple[str, ...], given: dict[str, Any], frozen: bool) -> Callable[..., None]:
    """`__init__` of a class: parameters are its fields, defaults those that were given."""
    known: dict[str, Any] = {}
    parameters, lines = ["self"], []
    for name in names:
        said = given.get(name, dataclasses.MISSING)
        way: dataclasses.Field[Any] = said if isinstance(said, dataclasses.Field) else dataclasses.field(default=said)
        value, default = name, way.default
        if way.default_factory is not dataclasses.MISSING:
            known[f"make_{name}"], default = way.default_factory, _TO_MAKE
            value = f"make_{name}() if {name} is default_{name} else {name}" if way.init else f"make_{name}()"
        elif not way.init:
            value = f"default_{name}"
        known[f"default_{name}"] = default
        if way.init:
            parameters.append(name if default is dataclasses.MISSING else f"{name}=default_{name}")
        elif default is dataclasses.MISSING:
            continue                            # `__post_init__` has it
        known[f"put_{name}"] = made.__dict__[name].__set__
        lines.append(f"put_{name}(self, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines or ["pass"]), known)
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


_TO_MAKE = object()         # default of a field with a factory


def _repr(self: Any) -> str:
    shown = (field.name for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def _refuse(self: object, name: str, value: object = None) -> None:
    raise dataclasses.FrozenInstanceError(f"{name} of {type(self).__name__} does not change")


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__slots__]


def _restore(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__slots__, state, strict=True):
        object.__setattr__(self, name, value)
