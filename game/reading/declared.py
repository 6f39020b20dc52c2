"""Variables: read by which of ``range``, ``flag`` and ``one_of`` stands there."""

from __future__ import annotations

from typing import Any

from game.reading import kinds
from game.reading.records import Field, Record
from game.reading.shapes import LINE, NAME, PROSE, TRUTH, WHOLE, WORDS, Gathered, Shape, listed, mapped
from game.reading.tree import Mapping, Scalar, Tree
from game.story.variables import Flag, Meter, OneOf, Variable

_COMMON = (
    Field(key="label", shape=LINE, about="What players see it called."),
    Field(key="about", shape=PROSE, about="What it stands for."),
    Field(key="shown", shape=TRUTH, about="Whether players see it."),
    Field(key="words", shape=WORDS, about="What to say of its values."),
)
METER: Record[dict[str, Any]] = Record(
    name="a meter",
    make=dict,
    fields=(
        Field(key="range", shape=listed(WHOLE), about="The least and the greatest value.", required=True),
        Field(key="start", shape=WHOLE, about="The value at the start.", required=True),
        *_COMMON,
    ),
)
FLAG: Record[dict[str, Any]] = Record(
    name="a flag",
    make=dict,
    fields=(Field(key="flag", shape=TRUTH, about="The value at the start.", into="start", required=True), *_COMMON),
)
ONE_OF: Record[dict[str, Any]] = Record(
    name="a one-of",
    make=dict,
    fields=(
        Field(key="one_of", shape=listed(NAME), about="Its members.", into="members", required=True),
        Field(key="start", shape=NAME, about="The member at the start.", required=True),
        *_COMMON,
    ),
)
WIDEST = 1_000_000


def _variable(gathered: Gathered, key: Scalar, tree: Tree) -> Variable | None:
    name = NAME.read(gathered, key)
    if not isinstance(tree, Mapping):
        gathered.wrong("a variable with range, flag or one_of", tree)
        return None
    sorts = [sort for sort in ("range", "flag", "one_of") if tree.get(sort) is not None]
    if len(sorts) != 1:
        message = f"“{key.text}” needs one of range, flag and one_of" + (f", and has {len(sorts)}" if sorts else "")
        gathered.report.add(kinds.MISSING_KEY, message, tree.place, "for example {range: [0, 10], start: 2}")
        return None
    record = {"range": METER, "flag": FLAG, "one_of": ONE_OF}[sorts[0]]
    values = record.values(gathered, tree)
    if values is None or name is None:
        return None
    values = {**values, "id": name, "place": key.place}
    return {"range": _meter, "flag": _flag, "one_of": _one_of}[sorts[0]](gathered, tree, values)


def _meter(gathered: Gathered, tree: Mapping, values: dict[str, Any]) -> Variable | None:
    ends = values.pop("range")
    if len(ends) != 2 or not ends[0] < ends[1] or ends[1] - ends[0] > WIDEST:  # noqa: PLR2004 - two ends
        gathered.report.add(kinds.RANGE, "a range has two ends, the smaller first", tree.place, "for example [0, 10]")
        return None
    if not ends[0] <= values["start"] <= ends[1]:
        message = f"the start {values['start']} lies outside the range {ends[0]} to {ends[1]}"
        gathered.report.add(kinds.RANGE, message, tree.place)
    return Meter(low=ends[0], high=ends[1], **values)


def _flag(_: Gathered, __: Mapping, values: dict[str, Any]) -> Variable:
    return Flag(**values)


def _one_of(gathered: Gathered, tree: Mapping, values: dict[str, Any]) -> Variable | None:
    members = values["members"]
    if len(members) < 2 or len(set(members)) != len(members):  # noqa: PLR2004 - else there is nothing to remember
        gathered.report.add(kinds.RANGE, "a one-of has at least two members, each once", tree.place)
        return None
    if values["start"] not in members:
        gathered.report.add(kinds.RANGE, f"the start “{values['start']}” is no member", tree.place)
    return OneOf(**values)


VARIABLES: Shape[tuple[Variable, ...]] = mapped(_variable, "names, each with a variable")
