"""Where a play-through stands against history: on the record, counterfactual, or rejoined."""

from __future__ import annotations

import attrs

from game.play.page import Mark
from game.play.play_through import PlayThrough
from game.story.nodes import Decision
from game.story.path import path_of
from game.story.scenario import Scenario


@attrs.frozen(kw_only=True)
class Departure:
    """Where a play-through first left the historical path.

    Attributes:
        index: The index in the trail of the node that was left by another way.
        taken: The choice or outcome that was taken.
        recorded: The one of the record.
        by_luck: Whether luck left the path, not a choice of the player's.
    """

    index: int
    node: str
    taken: str
    recorded: str
    by_luck: bool


def departure(play: PlayThrough) -> Departure | None:
    """Return where `play` first leaves the historical path, or None.

    Outcomes of chance count as well as choices, because the path fixes both.
    """
    for index, (arrival, known) in enumerate(zip(play.trail, path_of(play.scenario), strict=False)):
        taken = play.exit_taken(index)
        if taken and taken != known.taken:
            node = play.scenario.node(arrival.state.node)
            return Departure(
                index=index,
                node=node.id,
                taken=taken,
                recorded=known.taken,
                by_luck=not isinstance(node, Decision) or (bool(node.seat) and node.seat not in play.seats),
            )
    return None


def marks(play: PlayThrough) -> tuple[Mark, ...]:
    """Return for each node of the trail how it stands against history."""
    left = departure(play)
    on_path = {known.state.node for known in path_of(play.scenario)}
    found = []
    for index, arrival in enumerate(play.trail):
        if left is None or index <= left.index:
            found.append(Mark.RECORD)
        elif arrival.state.node in on_path:
            found.append(Mark.REJOINED)
        else:
            found.append(Mark.COUNTERFACTUAL)
    return tuple(found)


def rejoinings(play: PlayThrough) -> tuple[int, ...]:
    """Return the indices in the trail at which a counterfactual comes back to the historical path."""
    found = marks(play)
    return tuple(
        index
        for index in range(1, len(found))
        if found[index] is Mark.REJOINED and found[index - 1] is Mark.COUNTERFACTUAL
    )


def recorded_exit(scenario: Scenario, node: str) -> str:
    """Return the recorded choice or outcome of a node of the path, or an empty string."""
    return next((known.taken for known in path_of(scenario) if known.state.node == node), "")
