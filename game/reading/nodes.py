"""Nodes: a scene with exactly one of ``choices``, ``chance``, ``goto`` and ``ending``."""

from __future__ import annotations

from typing import Any

from game.problems import Place
from game.reading import kinds
from game.reading.records import SCENE, SORTS
from game.reading.shapes import ID, Gathered, mapped
from game.reading.tree import Mapping, Scalar, Tree
from game.story.nodes import Alert, Chance, Decision, Ending, Node, Passage

_HIGHEST_ALERT, _LOWEST_ALERT = 1, 5


def _node(gathered: Gathered, key: Scalar, tree: Tree) -> Node | None:
    id_ = ID.read(gathered, key)
    values = SCENE.values(gathered, tree, extra=tuple(sort for sort, _, _ in SORTS))
    if values is None or not isinstance(tree, Mapping):
        return None
    sorts = [(sort, shape, body) for sort, shape, _ in SORTS if (body := tree.get(sort)) is not None]
    if len(sorts) != 1:
        what = " and ".join(f"{sort}:" for sort, _, _ in sorts) or "none of them"
        message = f"a node has exactly one of choices, chance, goto and ending; “{key.text}” has {what}"
        gathered.report.add(kinds.NODE_SORT, message, key.place)
        return None
    sort, shape, body = sorts[0]
    read = shape.read(gathered, body)
    if read is None or id_ is None:
        return None
    values |= {"id": id_, "place": key.place}
    todo = values.pop("todo", "")
    values |= {"draft": True} if todo is True else {"todo": todo}
    _check_alert(gathered, values.get("alert"), key.place)
    return _made(gathered, sort, read, values)


def _made(gathered: Gathered, sort: str, read: Any, values: dict[str, Any]) -> Node | None:  # noqa: ANN401 - by table
    if sort == "goto":
        return Passage(goto=read, **values)
    if sort == "ending":
        return Ending(**read, **values)
    if not read:
        gathered.report.add(kinds.MISSING_KEY, f"“{values['id']}” needs at least one way on", values["place"])
        return None
    if sort == "choices":
        return Decision(choices=read, **values)
    rests = [outcome for outcome in read if outcome.p is None]
    for extra in rests[1:]:
        place = extra.place or values["place"]
        gathered.report.add(kinds.PROBABILITY, "rest stands once in a node", place, "give this outcome a number")
    return Chance(outcomes=read, **values)


def _check_alert(gathered: Gathered, alert: Alert | None, place: Place) -> None:
    if alert is None:
        return
    for level in (alert.forces, alert.sac):
        if not _HIGHEST_ALERT <= level <= _LOWEST_ALERT:
            gathered.report.add(kinds.RANGE, "a readiness condition is 5 (peace) to 1 (war)", place)


NODES = mapped(_node, "ids, each with a node")
