"""Declared values written down as JSON, and back to what they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def written(value: Any) -> Any:
    """``value`` as plain JSON, each dataclass a mapping of its fields without those that are as they are by default.

    A field that a later version adds, with a default, then changes nothing that was written before it. A default that
    is changed would: what was left out would be read as another value. So the defaults of what is sealed stay as they
    are, or the way of drawing gets a new number (``laget.trial.seal.DRAWING``).

    >>> from laget.trial.allocation_design import Arm
    >>> written((Arm(id="team", share=2), Arm(id="usual")))
    [{'id': 'team', 'share': 2}, {'id': 'usual'}]
    """
    if isinstance(value, tuple):
        return [written(one) for one in value]
    if isinstance(value, Mapping):
        return {name: written(one) for name, one in value.items()}
    if is_dataclass(value):
        return {
            field.name: written(own)
            for field in fields(value)
            if (own := getattr(value, field.name)) != _default(field)
        }
    return value


def built(kind: Any, plain: Any) -> Any:
    """The value of ``kind`` that was written as ``plain``: a dataclass of dataclasses, tuples and single values.

    A choice between dataclasses is made by their ``name``. Single values are handed on as they are: whoever reads what
    anybody can have written writes the value out again and compares. Raises ``TypeError``, ``KeyError``, ``ValueError``
    or ``AttributeError`` for what ``kind`` cannot have been.

    >>> from laget.trial.allocation_design import Arm
    >>> built(tuple[Arm, ...], [{"id": "team", "share": 2}])
    (Arm(id='team', share=2),)
    """
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        options = [option for option in get_args(kind) if option is not NoneType]
        if plain is None or not any(map(is_dataclass, options)):
            return plain
        (chosen,) = options if len(options) == 1 else [one for one in options if plain["name"] in _names(one)]
        return built(chosen, plain)
    if origin is tuple:
        (item, _) = get_args(kind)
        return tuple(built(item, one) for one in _list(plain))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: built(hints[name], value) for name, value in plain.items()})  # type: ignore[operator]  # a class
    return plain


def _default(field: Field[Any]) -> Any:
    """The default of a field, and where there is none something that no value is."""
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _names(kind: Any) -> tuple[str, ...]:
    """The names that a dataclass of a choice goes by."""
    hint = get_type_hints(kind)["name"]
    return get_args(hint) if get_origin(hint) is Literal else ()


def _list(plain: Any) -> list[Any]:
    if not isinstance(plain, list):
        raise TypeError
    return plain
