"""State: where a play-through is, and everything of the past that can still matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from game.story.variables import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from game.story.scenario import Scenario


@attrs.frozen(kw_only=True)
class State:
    """A node, the value of every variable, and the asked events that have happened.

    Attributes:
        node: The id of the node that the play-through is at.
        values: One for each variable, in the scenario's order.
        happened: Asked events: ``node.exit`` when taken, ``node`` when left; never cleared.
    """

    node: str
    values: tuple[Value, ...]
    happened: frozenset[str] = frozenset()

    def scope(self, scenario: Scenario) -> Mapping[str, Value]:
        """Return the values by the names of the variables."""
        return dict(zip(scenario.names, self.values, strict=True))
