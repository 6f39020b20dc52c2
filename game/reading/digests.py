"""Digests: what a scenario was, in sixteen letters, the same on every machine.

The *structure* is what a play-through can depend on: ids, conditions, effects, ways, probabilities.
The *text* is everything. Only a changed structure can stop a replay.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from game.reading import writing
from game.story.scenario import Scenario

_NODE_KEYS = ("effects", "seat", "was", "goto")
_EXIT_KEYS = ("p", "if", "effects", "goto", "history", "default", "weight", "was")
_HEAD_KEYS = ("format", "id", "seat", "start", "assumptions", "variables")
_VARIABLE_KEYS = ("range", "flag", "one_of", "start")


def structure(scenario: Scenario) -> str:
    """Return the digest of what a play-through can depend on."""
    bodies = writing.bodies_of(scenario)
    head = bodies["scenario.yaml"]
    variables = {name: _only(body, _VARIABLE_KEYS) for name, body in head.get("variables", {}).items()}
    assumptions = {name: _only(body, ("low", "central", "high")) for name, body in head.get("assumptions", {}).items()}
    kept = {key: head[key] for key in _HEAD_KEYS if key in head}
    nodes = {id_: _node(body) for id_, body in bodies["nodes.yaml"]["nodes"].items()}
    return _digest({**kept, "variables": variables, "assumptions": assumptions, "nodes": nodes})


def text(scenario: Scenario) -> str:
    """Return the digest of everything in a scenario."""
    return _digest(writing.bodies_of(scenario))


def _node(body: dict[str, Any]) -> dict[str, Any]:
    kept = _only(body, _NODE_KEYS)
    for sort in ("choices", "chance"):
        if sort in body:
            # The order of ways on matters: it is the order in which luck shares out a draw.
            kept[sort] = [[id_, _only(exit_, _EXIT_KEYS)] for id_, exit_ in body[sort].items()]
    if "ending" in body:
        kept["ending"] = body["ending"].get("kind", "")
    kept["asks"] = [variant.get("if", "") for variant in body.get("variants", [])]
    return kept


def _only(body: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: body[key] for key in keys if key in body}


def _digest(value: object) -> str:
    data = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(data.encode()).hexdigest()[:16]
