"""Sorts of values: flags know and, or, not; one-ofs == and !=; numbers all the rest.

Probabilities have rules of their own (so that they are multilinear in the assumptions):
assumptions stand only there, each at most once in a product, never inside ``//``, min or max.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from game.problems import did_you_mean
from game.reading import kinds
from game.reading.shapes import Condition, EffectAt, Gathered, constant
from game.reading.tree import Scalar
from game.story.effects import Add
from game.story.expressions import (
    And,
    Arithmetic,
    Chose,
    Compare,
    Expression,
    Extreme,
    Name,
    Negative,
    Not,
    Number,
    Or,
    Truth,
    Visited,
    unparse,
    walk,
)
from game.story.scenario import Scenario
from game.story.variables import Flag, Meter, OneOf, Variable

NUMBER, TRUTH = "a number", "a truth"


class _Wrong(Exception):  # noqa: N818 - it never leaves this module
    """The sentence that says what does not fit."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@attrs.frozen(kw_only=True)
class _Names:
    variables: Mapping[str, Variable]
    assumptions: frozenset[str]

    def sort(self, name: str, *, in_p: bool) -> str:
        """Return what a name is: NUMBER, TRUTH, or ``one-of NAME``; members are no values of their own."""
        variable = self.variables.get(name)
        match variable:
            case Meter():
                return NUMBER
            case Flag():
                return TRUTH
            case OneOf():
                return f"one-of {name}"
            case _:
                pass
        if name in self.assumptions:
            if in_p:
                return NUMBER
            raise _Wrong(f"the assumption “{name}” stands only in the p of an outcome")
        owners = [v.id for v in self.variables.values() if isinstance(v, OneOf) and name in v.members]
        if owners:
            raise _Wrong(f"“{name}” is a member of “{owners[0]}”", f"write {owners[0]} == {name}")
        raise _Wrong(
            f"“{name}” is no variable of this scenario", did_you_mean(name, (*self.variables, *self.assumptions))
        )


def check(scenario: Scenario, gathered: Gathered) -> None:
    """Report every expression and effect whose sorts do not fit."""
    names = _Names(variables=scenario.variable_by_id, assumptions=frozenset(scenario.central))
    for condition in gathered.conditions:
        _condition(condition, names, gathered)
    for effect in gathered.effects:
        _effect(effect, names, gathered)


def _condition(condition: Condition, names: _Names, gathered: Gathered) -> None:
    in_p = condition.wants == "p"
    wants = TRUTH if condition.wants == "truth" else NUMBER
    try:
        _need(condition.expression, wants, names, in_p=in_p)
        if in_p:
            _multilinear(condition.expression, names)
        else:
            _whole(condition.expression)
    except _Wrong as wrong:
        kind = kinds.PROBABILITY if in_p else kinds.EXPRESSION_TYPE
        gathered.report.add(kind, str(wrong), condition.tree.place, wrong.hint)


def _sort(tree: Expression, names: _Names, *, in_p: bool) -> str:  # noqa: C901, PLR0911 - one case a kind of tree
    match tree:
        case Number():
            return NUMBER
        case Truth() | Chose() | Visited():
            return TRUTH
        case Name():
            return names.sort(tree.name, in_p=in_p)
        case Not():
            _need(tree.operand, TRUTH, names, in_p=in_p)
            return TRUTH
        case And() | Or():
            for part in tree.parts:
                _need(part, TRUTH, names, in_p=in_p)
            return TRUTH
        case Negative():
            _need(tree.operand, NUMBER, names, in_p=in_p)
            return NUMBER
        case Arithmetic():
            _need(tree.left, NUMBER, names, in_p=in_p)
            _need(tree.right, NUMBER, names, in_p=in_p)
            return NUMBER
        case Extreme():
            for part in tree.parts:
                _need(part, NUMBER, names, in_p=in_p)
            return NUMBER
        case Compare():
            return _compared(tree, names, in_p=in_p)


def _need(tree: Expression, wanted: str, names: _Names, *, in_p: bool) -> None:
    sort = _sort(tree, names, in_p=in_p)
    if sort == wanted:
        return
    text = unparse(tree)
    if sort == TRUTH:
        raise _Wrong(f"“{text}” is a truth, and flags know only and, or, not", f"write {text}, or not {text}, alone")
    if sort.startswith("one-of"):
        raise _Wrong(f"“{text}” is a one-of, and they know only == and !=", f"write {text} == one of its members")
    raise _Wrong(f"“{text}” is a number, and a truth is expected", f"compare it, as {text} > 0")


def _compared(tree: Compare, names: _Names, *, in_p: bool) -> str:
    parts = [tree.first, *(operand for _, operand in tree.rest)]
    one_of = next((p for p in parts if isinstance(p, Name) and isinstance(names.variables.get(p.name), OneOf)), None)
    if one_of is None:
        for part in parts:
            _need(part, NUMBER, names, in_p=in_p)
        return TRUTH
    variable = names.variables[one_of.name]
    assert isinstance(variable, OneOf)  # noqa: S101 - chosen so above
    signs = [sign for sign, _ in tree.rest]
    if len(signs) != 1 or signs[0] not in ("==", "!="):
        raise _Wrong(f"“{variable.id}” is a one-of, and they know only == and !=")
    other = next((part for part in parts if part is not one_of), one_of)
    if not isinstance(other, Name) or other.name not in variable.members:
        members = ", ".join(variable.members)
        hint = did_you_mean(other.name, variable.members) if isinstance(other, Name) else ""
        raise _Wrong(f"“{unparse(other)}” is no member of “{variable.id}” ({members})", hint)
    return TRUTH


def _whole(tree: Expression) -> None:
    """Decimals stand only in probabilities: everything else is whole, so that the proof is exact."""
    for part in walk(tree):
        if isinstance(part, Number) and not isinstance(part.value, int):
            raise _Wrong(f"{unparse(part)} is no whole number", "decimals stand only in p")


def _multilinear(tree: Expression, names: _Names) -> frozenset[str]:
    """Return the assumptions in `tree`; each may stand once in a product."""
    match tree:
        case Name():
            return frozenset({tree.name}) & names.assumptions
        case Arithmetic(sign="*"):
            left, right = _multilinear(tree.left, names), _multilinear(tree.right, names)
            if left & right:
                raise _Wrong(f"“{min(left & right)}” stands twice in a product", "an assumption may stand in it once")
            return left | right
        case Arithmetic(sign="//") | Extreme() | Compare():
            found = {part.name for part in walk(tree) if isinstance(part, Name)} & names.assumptions
            if found:
                raise _Wrong(f"the assumption “{min(found)}” stands inside //, min, max or a comparison")
            return frozenset()
        case Arithmetic():
            return _multilinear(tree.left, names) | _multilinear(tree.right, names)
        case Negative():
            return _multilinear(tree.operand, names)
        case _:
            return frozenset()


def _effect(at: EffectAt, names: _Names, gathered: Gathered) -> None:
    variable = names.variables.get(at.effect.variable)
    if variable is None:
        return  # reported as a reference that leads nowhere
    try:
        if isinstance(at.effect, Add):
            _add(variable, at.effect.amount, names)
        else:
            _set(variable, at.effect.value, names, at.tree)
    except _Wrong as wrong:
        gathered.report.add(kinds.EFFECT, str(wrong), at.tree.place, wrong.hint)


def _add(variable: Variable, amount: Expression, names: _Names) -> None:
    if not isinstance(variable, Meter):
        raise _Wrong(f"“{variable.id}” is no meter, so nothing can be added to it", "use set:")
    _need(amount, NUMBER, names, in_p=False)
    _whole(amount)


def _set(variable: Variable, value: Expression, names: _Names, tree: Scalar) -> None:
    fixed = constant(value)
    match variable:
        case Meter():
            _need(value, NUMBER, names, in_p=False)
            _whole(value)
            if isinstance(fixed, int) and not variable.low <= fixed <= variable.high:
                raise _Wrong(f"“{variable.id}” goes from {variable.low} to {variable.high}, and is set to {fixed}")
        case Flag():
            if _sort(value, names, in_p=False) != TRUTH:
                raise _Wrong(f"“{variable.id}” is true or false, and is set to {tree.text}", "write true or false")
        case OneOf():
            if fixed not in variable.members:
                hint = did_you_mean(str(fixed), variable.members)
                raise _Wrong(f"“{tree.text}” is no member of “{variable.id}” ({', '.join(variable.members)})", hint)
