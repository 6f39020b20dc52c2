"""The one function that changes state.

A move is a choice at a decision, or going on from a passage. It is followed to the next node
at which the player acts: chance nodes on the way draw their outcomes. What happened comes back
as a trail. Everything that runs a story (play, proof, exports) is held to this module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import attrs

from game.errors import ClosedChoiceError, StoryError
from game.story.effects import Add, Effect
from game.story.explaining import why_false
from game.story.expressions import Quantity, evaluate, event, number
from game.story.nodes import Chance, Choice, Decision, Ending, Fork, Outcome, Passage, Variant
from game.story.scenario import Scenario
from game.story.state import State
from game.story.variables import Meter, Value

Draw = Callable[[Chance, State], str]
"""Given a chance node and the state on it, return the id of the outcome that luck brings."""


@attrs.frozen(kw_only=True)
class Change:
    """A variable that an effect touched.

    Attributes:
        saturated: Whether the range cut the new value off.
    """

    variable: str
    before: Value
    after: Value
    saturated: bool = False


@attrs.frozen(kw_only=True)
class Arrival:
    """A node that was entered.

    Attributes:
        state: The state after the node's entry effects.
        by: The choice or outcome that led here, as its id; empty after a passage and at the start.
        leaving: What the effects of that choice or outcome changed, in order.
        entering: What the node's own effects changed, in order.
    """

    state: State
    by: str = ""
    leaving: tuple[Change, ...] = ()
    entering: tuple[Change, ...] = ()


Trail = tuple[Arrival, ...]
"""Nodes in the order in which they were entered; the player is at the last."""


def begin(scenario: Scenario, draw: Draw) -> Trail:
    """Return the trail from the start of the story to the first node at which the player acts."""
    first = _enter(scenario, State(node=scenario.start, values=scenario.start_values()), scenario.start, "", ())
    return _follow(scenario, first, draw)


def choose(scenario: Scenario, state: State, choice_id: str, draw: Draw) -> Trail:
    """Return the trail of taking a choice.

    Raises:
        UnknownIdError: The node has no such choice.
        ClosedChoiceError: The choice is closed here.
        StoryError: The node is no decision.
    """
    node = scenario.node(state.node)
    if not isinstance(node, Decision):
        raise StoryError(f"“{node.id}” is not a decision")
    choice = scenario.exit(node.id, choice_id)
    assert isinstance(choice, Choice)  # noqa: S101 - a decision's exits are choices
    if not is_open(scenario, state, choice):
        raise ClosedChoiceError(refusal(scenario, state, choice))
    return _follow(scenario, take(scenario, state, choice), draw)


def go_on(scenario: Scenario, state: State, draw: Draw) -> Trail:
    """Return the trail of going on from a passage.

    Raises:
        StoryError: The node is no passage.
    """
    node = scenario.node(state.node)
    if not isinstance(node, Passage):
        raise StoryError(f"“{node.id}” is not a passage")
    return _follow(scenario, pass_on(scenario, state, node), draw)


def take(scenario: Scenario, state: State, exit_: Choice | Outcome) -> Arrival:
    """Return the arrival that taking an open choice or a drawn outcome leads to."""
    after, changes = apply(scenario, state, exit_.effects)
    gone = {event(state.node), event(state.node, exit_.id)} & scenario.asked
    after = attrs.evolve(after, happened=after.happened | gone)
    return _enter(scenario, after, fork(scenario, after, exit_.goto), exit_.id, changes)


def pass_on(scenario: Scenario, state: State, node: Passage) -> Arrival:
    """Return the arrival that going on from a passage leads to."""
    after = attrs.evolve(state, happened=state.happened | ({event(node.id)} & scenario.asked))
    return _enter(scenario, after, fork(scenario, after, node.goto), "", ())


def _enter(scenario: Scenario, state: State, to: str, by: str, leaving: tuple[Change, ...]) -> Arrival:
    entered, changes = apply(scenario, attrs.evolve(state, node=to), scenario.node(to).effects)
    return Arrival(state=entered, by=by, leaving=leaving, entering=changes)


def _follow(scenario: Scenario, arrival: Arrival, draw: Draw) -> Trail:
    # Every cycle of nodes contains a decision, so this ends.
    trail = [arrival]
    while isinstance(node := scenario.node(trail[-1].state.node), Chance):
        outcome = scenario.exit(node.id, draw(node, trail[-1].state))
        trail.append(take(scenario, trail[-1].state, outcome))
    return tuple(trail)


def apply(scenario: Scenario, state: State, effects: tuple[Effect, ...]) -> tuple[State, tuple[Change, ...]]:
    """Return the state after `effects`, each seeing those before it, and what they changed."""
    if not effects:
        return state, ()
    scope: dict[str, Quantity] = dict(zip(scenario.names, state.values, strict=True))
    changes: list[Change] = []
    for effect in effects:
        before = scope[effect.variable]
        if isinstance(effect, Add):
            wanted: Quantity = number(effect.amount, scope, state.happened) + int(before)
        else:
            wanted = evaluate(effect.value, scope, state.happened)
        after = _saturated(scenario, effect.variable, wanted)
        scope[effect.variable] = after
        changes.append(
            Change(variable=effect.variable, before=_plain(before), after=_plain(after), saturated=after != wanted)
        )
    values = tuple(_plain(scope[name]) for name in scenario.names)
    return attrs.evolve(state, values=values), tuple(changes)


def _saturated(scenario: Scenario, name: str, wanted: Quantity) -> Quantity:
    variable = scenario.variable_by_id[name]
    if isinstance(variable, Meter):
        assert not isinstance(wanted, str)  # noqa: S101 - types are checked when a scenario is read
        return max(variable.low, min(variable.high, wanted))
    return wanted


def _plain(value: Quantity) -> Value:
    return int(value) if isinstance(value, Fraction) else value


def fork(scenario: Scenario, state: State, goto: tuple[Fork, ...]) -> str:
    """Return the id of the first fork of `goto` that holds; the last always does."""
    for way in goto[:-1]:
        if holds(scenario, state, way):
            return way.to
    return goto[-1].to


def holds(scenario: Scenario, state: State, conditional: Fork | Choice | Variant) -> bool:
    """Return whether the condition of a fork, choice or variant holds; no condition always does."""
    tree = conditional.condition
    return tree is None or bool(evaluate(tree, state.scope(scenario), state.happened))


def is_open(scenario: Scenario, state: State, choice: Choice) -> bool:
    """Return whether a choice can be taken in `state`."""
    return holds(scenario, state, choice)


def open_choices(scenario: Scenario, state: State) -> tuple[Choice, ...]:
    """Return the choices that can be taken in `state`; none off a decision."""
    node = scenario.node(state.node)
    if not isinstance(node, Decision):
        return ()
    return tuple(choice for choice in node.choices if is_open(scenario, state, choice))


def refusal(scenario: Scenario, state: State, choice: Choice) -> str:
    """Return why a closed choice is closed: the author's sentence, and the part that is false."""
    assert choice.condition is not None  # noqa: S101 - only a condition can close a choice
    false = why_false(choice.condition, state.scope(scenario), state.happened)
    reason = f"closed because {false}"
    return f"{choice.unless_text} ({reason})" if choice.unless_text else f"“{choice.text}” is {reason}"


def chances(
    scenario: Scenario, state: State, node: Chance, assumptions: Mapping[str, Fraction] | None = None
) -> tuple[tuple[Outcome, Fraction], ...]:
    """Return each outcome of `node` with its exact probability in `state`.

    Args:
        scenario: The story.
        state: The state on the node.
        node: A chance node.
        assumptions: A value for every assumption; the central ones where it is None.
    """
    scope: dict[str, Quantity] = {**state.scope(scenario), **(scenario.central if assumptions is None else assumptions)}
    known = [None if o.p is None else Fraction(number(o.p, scope, state.happened)) for o in node.outcomes]
    rest = 1 - sum((p for p in known if p is not None), Fraction(0))
    return tuple((outcome, rest if p is None else p) for outcome, p in zip(node.outcomes, known, strict=True))


def texts(scenario: Scenario, state: State) -> tuple[str, ...]:
    """Return the node's text as it reads in `state`: the text and the variants that hold, in order."""
    node = scenario.node(state.node)
    parts = [node.text] if node.text else []
    for variant in node.variants:
        if holds(scenario, state, variant):
            parts = [variant.text] if variant.instead else [*parts, variant.text]
    return tuple(parts)


def is_over(scenario: Scenario, state: State) -> bool:
    """Return whether the play-through has come to an ending."""
    return isinstance(scenario.node(state.node), Ending)
