"""Variables: what a play-through remembers, each with a declared, finite range."""

from __future__ import annotations

from typing import assert_never

import attrs

from game.problems import Place


@attrs.frozen(kw_only=True)
class Word:
    """What to say of a value: of a meter up to `to`, or of a flag or one-of that is `to`."""

    to: int | str
    say: str


@attrs.frozen(kw_only=True)
class Meter:
    """A whole number from `low` to `high`; additions saturate at the ends."""

    id: str
    low: int
    high: int
    start: int
    label: str = ""
    about: str = ""
    shown: bool = False
    words: tuple[Word, ...] = ()
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Flag:
    """True or false."""

    id: str
    start: bool
    label: str = ""
    about: str = ""
    shown: bool = False
    words: tuple[Word, ...] = ()
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class OneOf:
    """One of several named members."""

    id: str
    members: tuple[str, ...]
    start: str
    label: str = ""
    about: str = ""
    shown: bool = False
    words: tuple[Word, ...] = ()
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


Variable = Meter | Flag | OneOf
Value = int | bool | str


def domain(variable: Variable) -> tuple[Value, ...]:
    """Return every value that `variable` may take, in order."""
    match variable:
        case Meter():
            return tuple(range(variable.low, variable.high + 1))
        case Flag():
            return (False, True)
        case OneOf():
            return variable.members
        case _:
            assert_never(variable)


def word(variable: Variable, value: Value) -> str:
    """Return what to say of `value`: the scenario's word for it, or the value itself."""
    for entry in variable.words:
        if isinstance(variable, Meter):
            if isinstance(entry.to, int) and isinstance(value, int) and value <= entry.to:
                return entry.say
        elif entry.to == spelled(value):
            return entry.say
    return spelled(value).replace("_", " ")


def spelled(value: Value) -> str:
    """Return `value` as an author writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
