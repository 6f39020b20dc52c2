"""Why a condition does not hold, in words: which part is false, with the values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.story.expressions import (
    And,
    Chose,
    Compare,
    Expression,
    Name,
    Not,
    Or,
    Quantity,
    Visited,
    evaluate,
    unparse,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


def why_false(tree: Expression, scope: Mapping[str, Quantity], happened: frozenset[str]) -> str:
    """Return why `tree` does not hold, as ``strike_prepared is false``.

    Of a conjunction only the false parts are named, of a disjunction all.

    Args:
        tree: A condition that is false.
        scope: The value of every variable.
        happened: The asked events that have taken place.
    """
    match tree:
        case And():
            false = [part for part in tree.parts if not evaluate(part, scope, happened)]
            return " and ".join(why_false(part, scope, happened) for part in false)
        case Or():
            return " and ".join(why_false(part, scope, happened) for part in tree.parts)
        case Not(operand=Name() | Chose() | Visited()):
            return _is(tree.operand, holds=True)
        case Name() | Chose() | Visited():
            return _is(tree, holds=False)
        case Compare():
            return f"{unparse(tree)} does not hold ({_values(tree, scope)})"
        case _:
            return f"{unparse(tree)} does not hold"


def _is(tree: Expression, *, holds: bool) -> str:
    match tree:
        case Chose():
            return f"{tree.exit} was {'' if holds else 'not '}chosen at {tree.node}"
        case Visited():
            return f"{tree.node} was {'' if holds else 'not '}visited"
        case _:
            return f"{unparse(tree)} is {'true' if holds else 'false'}"


def _values(tree: Expression, scope: Mapping[str, Quantity]) -> str:
    found = {part.name: scope[part.name] for part in walk(tree) if isinstance(part, Name) and part.name in scope}
    return ", ".join(f"{name} is {value}" for name, value in found.items())
