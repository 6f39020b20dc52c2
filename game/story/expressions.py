"""Conditions and arithmetic: a closed set of frozen trees, and what they mean.

Text becomes a tree in `parsing`; nothing of a scenario is ever run as Python. Values are
whole numbers (meters), booleans (flags) and member names (one-ofs); `p` also knows
assumptions and exact decimals, as fractions.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, assert_never

import attrs

Value = int | bool | str
Quantity = int | Fraction | bool | str


@attrs.frozen(kw_only=True)
class Number:
    """A number as written; exact."""

    value: int | Fraction


@attrs.frozen(kw_only=True)
class Truth:
    """``true`` or ``false``."""

    value: bool


@attrs.frozen(kw_only=True)
class Name:
    """A variable, an assumption, or a member of a one-of."""

    name: str


@attrs.frozen(kw_only=True)
class Chose:
    """Whether a choice or outcome was ever taken at a node."""

    node: str
    exit: str


@attrs.frozen(kw_only=True)
class Visited:
    """Whether a node was ever left."""

    node: str


@attrs.frozen(kw_only=True)
class Not:
    """The opposite of a truth."""

    operand: Expression


@attrs.frozen(kw_only=True)
class And:
    """True when every part is."""

    parts: tuple[Expression, ...]


@attrs.frozen(kw_only=True)
class Or:
    """True when any part is."""

    parts: tuple[Expression, ...]


@attrs.frozen(kw_only=True)
class Compare:
    """A chain of comparisons, as in ``1 <= heat < 3``."""

    first: Expression
    rest: tuple[tuple[str, Expression], ...]


@attrs.frozen(kw_only=True)
class Negative:
    """A number with its sign turned."""

    operand: Expression


@attrs.frozen(kw_only=True)
class Arithmetic:
    """``+``, ``-``, ``*`` or ``//`` (floored; by zero gives 0)."""

    sign: str
    left: Expression
    right: Expression


@attrs.frozen(kw_only=True)
class Extreme:
    """``min`` or ``max`` of its parts."""

    which: str
    parts: tuple[Expression, ...]


Expression = Number | Truth | Name | Chose | Visited | Not | And | Or | Compare | Negative | Arithmetic | Extreme

COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def event(node: str, exit_: str = "") -> str:
    """Return the name of an asked event: ``node`` for visited, ``node.exit`` for chose."""
    return f"{node}.{exit_}" if exit_ else node


def evaluate(tree: Expression, scope: Mapping[str, Quantity], happened: frozenset[str]) -> Quantity:  # noqa: C901, PLR0911, PLR0912 - one case a kind of tree
    """Return the value of `tree`.

    Args:
        tree: An expression whose types were checked.
        scope: The value of every variable (and assumption, in `p`); a name that is not in it
            is a member of a one-of and stands for itself.
        happened: The asked events that have taken place.
    """
    match tree:
        case Name():
            return scope.get(tree.name, tree.name)
        case Number() | Truth():
            return tree.value
        case Not():
            return not evaluate(tree.operand, scope, happened)
        case And():
            return all(evaluate(part, scope, happened) for part in tree.parts)
        case Or():
            return any(evaluate(part, scope, happened) for part in tree.parts)
        case Compare():
            left = evaluate(tree.first, scope, happened)
            for sign, operand in tree.rest:
                right = evaluate(operand, scope, happened)
                if not COMPARE[sign](left, right):
                    return False
                left = right
            return True
        case Arithmetic():
            return calculate(tree.sign, number(tree.left, scope, happened), number(tree.right, scope, happened))
        case Negative():
            return -number(tree.operand, scope, happened)
        case Extreme():
            values = [number(part, scope, happened) for part in tree.parts]
            return min(values) if tree.which == "min" else max(values)
        case Chose():
            return event(tree.node, tree.exit) in happened
        case Visited():
            return tree.node in happened
        case _:
            assert_never(tree)


def number(tree: Expression, scope: Mapping[str, Quantity], happened: frozenset[str]) -> int | Fraction:
    """Return the value of a numeric `tree`."""
    value = evaluate(tree, scope, happened)
    assert not isinstance(value, str), "types are checked when a scenario is read"  # noqa: S101
    return value


def calculate(sign: str, left: int | Fraction, right: int | Fraction) -> int | Fraction:
    """Return ``left sign right``; dividing by zero gives 0, which the proof reports."""
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left // right if right else 0


def children(tree: Expression) -> tuple[Expression, ...]:
    """Return the parts of `tree`, in order of writing."""
    match tree:
        case Not() | Negative():
            return (tree.operand,)
        case And() | Or() | Extreme():
            return tree.parts
        case Compare():
            return (tree.first, *(operand for _, operand in tree.rest))
        case Arithmetic():
            return (tree.left, tree.right)
        case Number() | Truth() | Name() | Chose() | Visited():
            return ()
        case _:
            assert_never(tree)


def walk(tree: Expression) -> Iterator[Expression]:
    """Yield `tree` and all its parts, outermost first."""
    yield tree
    for child in children(tree):
        yield from walk(child)


def names(tree: Expression) -> frozenset[str]:
    """Return every name that `tree` mentions."""
    return frozenset(part.name for part in walk(tree) if isinstance(part, Name))


def events(tree: Expression) -> frozenset[str]:
    """Return every event that `tree` asks about."""
    return frozenset(
        event(part.node, part.exit) if isinstance(part, Chose) else part.node
        for part in walk(tree)
        if isinstance(part, Chose | Visited)
    )


_STRENGTH = {Or: 1, And: 2, Not: 3, Compare: 4, "+": 5, "-": 5, "*": 6, "//": 6, Negative: 7}
_ATOM = 8


def _strength(tree: Expression) -> int:
    key = tree.sign if isinstance(tree, Arithmetic) else type(tree)
    return _STRENGTH.get(key, _ATOM)


def unparse(tree: Expression) -> str:  # noqa: C901, PLR0911 - one case a kind of tree
    """Return text that parses to `tree` again, with no more brackets than it needs."""

    def inner(part: Expression, least: int) -> str:
        text = unparse(part)
        return text if _strength(part) >= least else f"({text})"

    here = _strength(tree)
    match tree:
        case Number():
            return decimal(tree.value)
        case Truth():
            return "true" if tree.value else "false"
        case Name():
            return tree.name
        case Chose():
            return f"chose({tree.node}.{tree.exit})"
        case Visited():
            return f"visited({tree.node})"
        case Not():
            return f"not {inner(tree.operand, here)}"
        case Negative():
            return f"-{inner(tree.operand, here)}"
        case And() | Or():
            word = " and " if isinstance(tree, And) else " or "
            return word.join(inner(part, here + 1) for part in tree.parts)
        case Compare():
            chain = "".join(f" {sign} {inner(operand, here + 1)}" for sign, operand in tree.rest)
            return inner(tree.first, here + 1) + chain
        case Arithmetic():
            return f"{inner(tree.left, here)} {tree.sign} {inner(tree.right, here + 1)}"
        case Extreme():
            return f"{tree.which}({', '.join(unparse(part) for part in tree.parts)})"
        case _:
            assert_never(tree)


def decimal(value: int | Fraction) -> str:
    """Return an exact decimal, as 0.05 for one twentieth.

    Raises:
        ValueError: `value` has no finite decimal form; numbers that were read always have one.
    """
    if isinstance(value, int) or value.denominator == 1:
        return str(int(value))
    for places in range(1, 40):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = str(abs(int(scaled))).rjust(places + 1, "0")
            sign = "-" if value < 0 else ""
            return f"{sign}{digits[:-places]}.{digits[-places:]}"
    raise ValueError(f"{value} is no decimal")
