"""The historical path: the walk from the start along what was done and what befell."""

from __future__ import annotations

import weakref

import attrs

from game.errors import StoryError
from game.story import step
from game.story.nodes import Chance, Decision, Ending, Passage, exits
from game.story.scenario import Scenario
from game.story.state import State


class BrokenPathError(StoryError):
    """A scenario whose historical path does not hold.

    Attributes:
        node: The id of the node at which it breaks.
    """

    def __init__(self, message: str, node: str) -> None:
        """Keep the node beside the message."""
        super().__init__(message)
        self.node = node


@attrs.frozen(kw_only=True)
class PathStep:
    """A node of the path, the state on it, and the recorded choice or outcome (empty after a passage)."""

    state: State
    taken: str = ""


HistoricalPath = tuple[PathStep, ...]

_walked: weakref.WeakKeyDictionary[Scenario, HistoricalPath] = weakref.WeakKeyDictionary()


def path_of(scenario: Scenario) -> HistoricalPath:
    """Return `historical_path` of a scenario that was checked, walked once.

    Raises:
        BrokenPathError: It does not hold.
    """
    if scenario not in _walked:
        _walked[scenario] = historical_path(scenario)
    return _walked[scenario]


def historical_path(scenario: Scenario) -> HistoricalPath:
    """Return the path, from the start to the ending that is marked as the record.

    Raises:
        BrokenPathError: It is closed, forked, meets a node twice, or ends elsewhere.
    """
    steps: list[PathStep] = []
    seen: set[str] = set()
    arrival = step.begin(scenario, _record)[0]
    while True:
        state = arrival.state
        node = scenario.node(state.node)
        if node.id in seen:
            raise BrokenPathError(f"the historical path meets “{node.id}” twice", node.id)
        seen.add(node.id)
        if isinstance(node, Ending):
            if not node.record:
                raise BrokenPathError(
                    f"the historical path ends at “{node.id}”, which is not marked record: true", node.id
                )
            steps.append(PathStep(state=state))
            return tuple(steps)
        if isinstance(node, Passage):
            steps.append(PathStep(state=state))
            arrival = step.pass_on(scenario, state, node)
            continue
        taken = _recorded(node)
        exit_ = scenario.exit(node.id, taken)
        if isinstance(node, Decision) and exit_ not in step.open_choices(scenario, state):
            raise BrokenPathError(f"the recorded choice “{taken}” of “{node.id}” is closed on the path", node.id)
        steps.append(PathStep(state=state, taken=taken))
        arrival = step.take(scenario, state, exit_)


def _recorded(node: Decision | Chance) -> str:
    marked = [exit_.id for exit_ in exits(node) if exit_.history]
    sort = "choice" if isinstance(node, Decision) else "outcome"
    if not marked:
        raise BrokenPathError(f"“{node.id}” is on the historical path and marks no {sort} history: true", node.id)
    if len(marked) > 1:
        raise BrokenPathError(f"“{node.id}” marks more than one {sort} history: true ({', '.join(marked)})", node.id)
    return marked[0]


def _record(node: Chance, _: State) -> str:
    return _recorded(node)
