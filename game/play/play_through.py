"""A play-through: one way through a story, as a value. Rewinding is keeping the old value."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from game.errors import StoryError
from game.play import luck
from game.story import step
from game.story.nodes import Chance, Decision, Ending, Node
from game.story.scenario import Scenario
from game.story.state import State
from game.story.step import Arrival, Change

Drawn = tuple[tuple[str, str], ...]
"""Chance nodes with the outcomes that they drew, in order."""


@attrs.frozen(kw_only=True)
class Move:
    """One move: a decision, or going on from a passage.

    Attributes:
        node: Where it was made.
        choice: The id of the choice, or an empty string for going on.
        reason: What the player wrote, or an empty string.
        by_luck: Whether a seat that nobody plays decided.
        drew: What luck brought on the way to the next stop.
    """

    node: str
    choice: str = ""
    reason: str = ""
    by_luck: bool = False
    drew: Drawn = ()


@attrs.frozen(kw_only=True)
class Branch:
    """A way that was tried and left by rewinding: its moves, the first `shared` of them kept."""

    shared: int
    moves: tuple[Move, ...]
    stood_at: str


@attrs.frozen(kw_only=True, hash=False)
class PlayThrough:
    """One way through a story.

    Attributes:
        seed: What luck is drawn from, 0 to 2**53 - 1.
        seats: The seats that people play; all others decide by weight.
        assumptions: The value of every assumption.
        follows_record: Whether luck and every seat do what was done, while the play-through is on the record.
        drew_first: What luck brought before the first stop.
        moves: Every move of this way, in order.
        trail: Every node of this way, in order of entering.
        stops: For each move, how long the trail was when it was made.
        branches: Ways left by rewinding, oldest first.
    """

    scenario: Scenario = attrs.field(repr=False)
    seed: int
    seats: frozenset[str]
    assumptions: Mapping[str, Fraction] = attrs.field(repr=False)
    follows_record: bool = False
    drew_first: Drawn = ()
    moves: tuple[Move, ...] = ()
    trail: tuple[Arrival, ...] = ()
    stops: tuple[int, ...] = ()
    branches: tuple[Branch, ...] = ()

    @property
    def state(self) -> State:
        """Where the play-through stands."""
        return self.trail[-1].state

    @property
    def node(self) -> Node:
        """The node at which it stands."""
        return self.scenario.node(self.state.node)

    @property
    def over(self) -> bool:
        """Whether it has come to an ending."""
        return isinstance(self.node, Ending)

    @property
    def chosen(self) -> tuple[str, ...]:
        """``node.choice`` of every decision so far, in order."""
        return tuple(f"{move.node}.{move.choice}" for move in self.moves if move.choice)

    @property
    def decisions(self) -> tuple[int, ...]:
        """The indices of the moves that the player decided."""
        return tuple(index for index, move in enumerate(self.moves) if move.choice and not move.by_luck)

    def exit_taken(self, index: int) -> str:
        """Return the choice or outcome by which trail[index] was left; empty after a passage or at the end."""
        return self.trail[index + 1].by if index + 1 < len(self.trail) else ""


def begin(  # noqa: PLR0913 - each is a fact about the whole play-through
    scenario: Scenario,
    seed: int,
    *,
    seats: frozenset[str] | None = None,
    assumptions: Mapping[str, Fraction] | None = None,
    follows_record: bool = False,
    drew: Drawn | None = None,
) -> PlayThrough:
    """Return a play-through at its first stop.

    Args:
        scenario: The story.
        seed: 0 to 2**53 - 1.
        seats: The seats that people play; the scenario's own where it is None.
        assumptions: Values in place of the central ones.
        follows_record: Whether to do what was done.
        drew: Outcomes from a log, which win over a new draw.
    """
    play = PlayThrough(
        scenario=scenario,
        seed=seed,
        seats=frozenset({scenario.seat}) if seats is None else seats,
        assumptions={**scenario.central, **(assumptions or {})},
        follows_record=follows_record,
    )
    hand = _Hand(play, drew)
    trail = step.begin(scenario, hand.draw)
    return attrs.evolve(play, trail=trail, drew_first=tuple(hand.drew))


def choose(
    play: PlayThrough, choice_id: str, *, reason: str = "", by_luck: bool = False, drew: Drawn | None = None
) -> PlayThrough:
    """Return the play-through after a decision.

    Raises:
        UnknownIdError: There is no such choice here.
        ClosedChoiceError: It is closed.
        StoryError: The play-through does not stand at a decision.
    """
    move = Move(node=play.state.node, choice=choice_id, reason=reason, by_luck=by_luck)
    hand = _Hand(attrs.evolve(play, moves=(*play.moves, move)), drew)
    return _moved(play, move, step.choose(play.scenario, play.state, choice_id, hand.draw), hand)


def go_on(play: PlayThrough, *, drew: Drawn | None = None) -> PlayThrough:
    """Return the play-through after going on from a passage.

    Raises:
        StoryError: It does not stand at a passage.
    """
    move = Move(node=play.state.node)
    hand = _Hand(attrs.evolve(play, moves=(*play.moves, move)), drew)
    return _moved(play, move, step.go_on(play.scenario, play.state, hand.draw), hand)


def awaits_luck(play: PlayThrough) -> str:
    """Return the choice that a seat nobody plays makes here, or an empty string if a person decides.

    While the play-through is on the record the recorded choice is taken, else one by weight.
    """
    node = play.node
    if not isinstance(node, Decision) or not node.seat or node.seat in play.seats:
        return ""
    options = step.open_choices(play.scenario, play.state)
    if on_record(play):
        for option in options:
            if option.history:
                return option.id
    shares = [(option.id, Fraction(1 if option.weight is None else option.weight)) for option in options]
    visits = sum(arrival.state.node == node.id for arrival in play.trail)
    return luck.pick(shares, luck.fraction(play.seed, play.chosen, node.id, visits))


def on_record(play: PlayThrough) -> bool:
    """Return whether every choice and outcome so far was the recorded one."""
    for index, arrival in enumerate(play.trail[:-1]):
        taken = play.exit_taken(index)
        if taken and not play.scenario.exit(arrival.state.node, taken).history:
            return False
    return True


def rewind(play: PlayThrough, to: int) -> PlayThrough:
    """Return the play-through as it stood before move `to`; the way that is left is kept as a branch.

    Args:
        play: A play-through.
        to: How many moves to keep, 0 to all but one.

    Raises:
        StoryError: There is no such move.
    """
    if not 0 <= to < len(play.moves):
        raise StoryError(f"there is no move {to + 1} to go back to; {len(play.moves)} were made")
    branch = Branch(shared=to, moves=play.moves, stood_at=play.state.node)
    return attrs.evolve(
        play,
        moves=play.moves[:to],
        trail=play.trail[: play.stops[to]],
        stops=play.stops[:to],
        branches=(*play.branches, branch),
    )


def changes(arrival: Arrival) -> tuple[Change, ...]:
    """Return everything that coming to a node changed, in order."""
    return (*arrival.leaving, *arrival.entering)


def _moved(play: PlayThrough, move: Move, trail: step.Trail, hand: _Hand) -> PlayThrough:
    return attrs.evolve(
        play,
        moves=(*play.moves, attrs.evolve(move, drew=tuple(hand.drew))),
        trail=(*play.trail, *trail),
        stops=(*play.stops, len(play.trail)),
    )


class _Hand:
    """Draws outcomes for one move: those of the log first, new ones after."""

    def __init__(self, play: PlayThrough, logged: Drawn | None) -> None:
        self.play = play
        self.logged = list(logged or ())
        self.drew: list[tuple[str, str]] = []

    def draw(self, node: Chance, state: State) -> str:
        shares = step.chances(self.play.scenario, state, node, self.play.assumptions)
        outcome = self._from_log(node) or self._as_recorded(node) or self._by_luck(node, shares)
        self.drew.append((node.id, outcome))
        return outcome

    def _from_log(self, node: Chance) -> str:
        if not self.logged:
            return ""
        where, outcome = self.logged.pop(0)
        if where != node.id or outcome not in {known.id for known in node.outcomes}:
            raise StoryError(f"the log drew “{outcome}” at “{where}”, and the story now stands at “{node.id}”")
        return outcome

    def _as_recorded(self, node: Chance) -> str:
        if not self.play.follows_record:
            return ""
        return next((outcome.id for outcome in node.outcomes if outcome.history), "")

    def _by_luck(self, node: Chance, shares: tuple[tuple[object, Fraction], ...]) -> str:
        visits = 1 + sum(arrival.state.node == node.id for arrival in self.play.trail)
        # No node can be met twice within one move: every cycle contains a decision.
        at = luck.fraction(self.play.seed, self.play.chosen, node.id, visits)
        return luck.pick([(outcome.id, p) for outcome, (_, p) in zip(node.outcomes, shares, strict=True)], at)
