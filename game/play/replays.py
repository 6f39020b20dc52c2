"""Replays: a play-through from a list of ids, as findings and classes write it."""

from __future__ import annotations

from collections.abc import Sequence

from game.errors import StoryError
from game.play import play_through
from game.play.play_through import PlayThrough
from game.story.nodes import Chance, Passage
from game.story.scenario import Scenario


def from_ids(scenario: Scenario, seed: int, ids: Sequence[str]) -> PlayThrough:
    """Return the play-through that takes these choices and outcomes; it stands where the list ends.

    Args:
        scenario: The story.
        seed: For draws that the list does not name.
        ids: ``node.choice`` and ``node.outcome`` in order; passages between them are gone through.

    Raises:
        StoryError: An id does not come next, is closed, or is unknown; the message names it.
    """
    wanted = [_pair(text) for text in ids]
    play, wanted = _begun(scenario, seed, wanted)
    while wanted:
        node, exit_ = wanted[0]
        scenario.exit(node, exit_)
        draws = _draws(scenario, wanted)
        if isinstance(play.node, Passage):
            play = play_through.go_on(play, drew=draws)
            wanted = wanted[min(len(play.moves[-1].drew), len(draws)) :]
        elif play.state.node == node:
            following = _draws(scenario, wanted[1:])
            play = play_through.choose(play, exit_, drew=following)
            wanted = wanted[1 + min(len(play.moves[-1].drew), len(following)) :]
        else:
            raise StoryError(f"“{node}.{exit_}” does not come next: the play-through stands at “{play.state.node}”")
    return play


def _begun(scenario: Scenario, seed: int, wanted: list[tuple[str, str]]) -> tuple[PlayThrough, list[tuple[str, str]]]:
    draws = _draws(scenario, wanted)
    play = play_through.begin(scenario, seed, drew=draws)
    return play, wanted[min(len(play.drew_first), len(draws)) :]


def _draws(scenario: Scenario, wanted: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the outcomes that stand before the next choice."""
    found: list[tuple[str, str]] = []
    for node, exit_ in wanted:
        if not isinstance(scenario.node(node), Chance):
            break
        found.append((node, exit_))
    return tuple(found)


def _pair(text: str) -> tuple[str, str]:
    node, dot, exit_ = text.strip().partition(".")
    if not (node and dot and exit_):
        raise StoryError(f"“{text}” is no id of a choice or outcome; write node.choice")
    return node, exit_
