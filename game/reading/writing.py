"""Model to YAML: the files of a scenario, such that reading them gives an equal one.

Made from the same tables as the reader, so that a key cannot be read and not written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import yaml

from game.reading import records
from game.reading.folder import FORMAT, HEAD_FILE
from game.reading.records import Record
from game.story import scenario as model
from game.story.effects import Add, Effect, Set
from game.story.expressions import Expression, decimal, unparse
from game.story.map import Feature, Layer, Point, View
from game.story.nodes import (
    Advice,
    Alert,
    Chance,
    Choice,
    Decision,
    Ending,
    Fact,
    Fork,
    MapShot,
    Node,
    Outcome,
    Passage,
    Variant,
)
from game.story.prose import Cite
from game.story.variables import Flag, Meter, OneOf, Variable, Word, spelled
from game.story.when import When

_RECORDS: Mapping[type, Record[Any]] = {
    Advice: records.ADVICE,
    Alert: records.ALERT,
    Choice: records.CHOICE,
    Fact: records.FACT,
    Feature: records.FEATURE,
    Layer: records.LAYER,
    MapShot: records.MAP_SHOT,
    Outcome: records.OUTCOME,
    Variant: records.VARIANT,
    View: records.VIEW,
    model.Act: records.ACT,
    model.Assumption: records.ASSUMPTION,
    model.Clock: records.CLOCK,
    model.Document: records.DOCUMENT,
    model.Elsewhere: records.ELSEWHERE,
    model.Expect: records.EXPECT,
    model.GlossaryEntry: records.GLOSSARY,
    model.Kind: records.KIND,
    model.Note: records.NOTE,
    model.Person: records.PERSON,
    model.Seat: records.SEAT,
}


def files(scenario: model.Scenario) -> Mapping[str, str]:
    """Return the text of every file of a scenario, by name."""
    bodies = bodies_of(scenario)
    head = bodies.pop(HEAD_FILE)
    head["files"] = list(bodies)
    return {HEAD_FILE: _dump(head), **{name: _dump(body) for name, body in bodies.items()}}


def write(scenario: model.Scenario, folder: Path) -> None:
    """Write a scenario into a folder that is empty or does not exist.

    Raises:
        FileExistsError: Something is in the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty; nothing was written")
    for name, text in files(scenario).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def bodies_of(scenario: model.Scenario) -> dict[str, dict[str, Any]]:
    """Return a scenario as plain mappings, lists and scalars, by file."""
    bodies: dict[str, dict[str, Any]] = {
        HEAD_FILE: _head(scenario),
        "nodes.yaml": {"nodes": {node.id: _node(node) for node in scenario.nodes}},
        "people.yaml": {"people": _by_id(scenario.people)},
        "documents.yaml": {"documents": _by_id(scenario.documents)},
        "glossary.yaml": {"glossary": _by_id(scenario.glossary)},
        "elsewhere.yaml": {"elsewhere": _by_id(scenario.elsewhere)},
        "map.yaml": {"map": {"views": _by_id(scenario.atlas.views), "layers": _by_id(scenario.atlas.layers)}},
        "sources.csl.yaml": {"references": [_source(source) for source in scenario.sources]},
    }
    return {name: body for name, body in bodies.items() if name == HEAD_FILE or _holds(body)}


def _holds(body: Mapping[str, Any]) -> bool:
    return any(_holds(value) if isinstance(value, dict) else bool(value) for value in body.values())


def _by_id(items: Iterable[Any]) -> dict[str, Any]:
    return {item.id: _record(item) for item in items}


def _head(scenario: model.Scenario) -> dict[str, Any]:
    head: dict[str, Any] = {"format": FORMAT}
    for name in ("id", "title", "seat"):
        head[name] = getattr(scenario, name)
    for name in ("seats", "clocks"):
        if found := _by_id(getattr(scenario, name)):
            head[name] = found
    if scenario.first_day:
        head["days"] = {"from": scenario.first_day, "to": scenario.last_day}
    for name in ("minutes", "language", "license", "summary", "content_note", "start", "todo"):
        if value := getattr(scenario, name):
            head[name] = value
    head |= {name: found for name in ("acts", "kinds", "assumptions") if (found := _by_id(getattr(scenario, name)))}
    if scenario.variables:
        head["variables"] = {variable.id: _variable(variable) for variable in scenario.variables}
    if scenario.rules:
        head["rules"] = [_rule(rule) for rule in scenario.rules]
    if scenario.expect:
        head["expect"] = [_record(expect) for expect in scenario.expect]
    return head


def _rule(rule: model.Rule) -> dict[str, Any]:
    body: dict[str, Any] = {"never" if rule.never else "always": unparse(rule.condition)}
    return body | ({"about": rule.about} if rule.about else {})


def _variable(variable: Variable) -> dict[str, Any]:
    body: dict[str, Any]
    match variable:
        case Meter():
            body = {"range": [variable.low, variable.high], "start": variable.start}
        case Flag():
            body = {"flag": variable.start}
        case OneOf():
            body = {"one_of": list(variable.members), "start": variable.start}
    for name in ("label", "about", "shown"):
        if value := getattr(variable, name):
            body[name] = value
    if variable.words:
        if isinstance(variable, Meter):
            body["words"] = [{"to": word.to, "say": word.say} for word in variable.words]
        else:
            body["words"] = {spelled(word.to): word.say for word in variable.words}
    return body


def _node(node: Node) -> dict[str, Any]:
    body = _fields(node, records.SCENE)
    if node.draft:
        body["todo"] = True
    match node:
        case Decision():
            body["choices"] = _by_id(node.choices)
        case Chance():
            body["chance"] = _by_id(node.outcomes)
        case Passage():
            body["goto"] = _goto(node.goto)
        case Ending():
            body["ending"] = _fields(node, records.ENDING)
    return body


def _record(item: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the classes above
    return _fields(item, _RECORDS[type(item)])


def _fields(item: Any, record: Record[Any]) -> dict[str, Any]:  # noqa: ANN401 - as above
    defaults = {field.name: field.default for field in attrs.fields(type(item))}
    body: dict[str, Any] = {}
    for field in record.fields:
        value = getattr(item, field.target)
        if field.key == "p" and value is None:
            body["p"] = records.REST
        elif field.required or value != defaults.get(field.target):
            body[field.key] = _value(value)
    return body


def _value(value: Any) -> Any:  # noqa: ANN401, PLR0911 - one case a sort of value
    match value:
        case bool() | int() | str():
            return value
        case float():
            return Fraction(str(value))
        case Fraction():
            return value
        case When() | Cite():
            return str(value)
        case Point():
            return {"lat": _value(value.lat), "lon": _value(value.lon)}
        case tuple():
            return _tuple(value)
        case _ if type(value) in _RECORDS:
            return _record(value)
        case _:
            return unparse(value)


def _tuple(values: tuple[Any, ...]) -> Any:  # noqa: ANN401 - a list, or what stands for one
    match values:
        case (Fork(), *_):
            return _goto(values)
        case (Add() | Set(), *_):
            return _effects(values)
        case (Word(), *_):
            return [{"to": word.to, "say": word.say} for word in values]
        case _:
            return [_value(value) for value in values]


def _goto(goto: tuple[Fork, ...]) -> Any:  # noqa: ANN401 - an id or a list
    if len(goto) == 1 and goto[0].condition is None:
        return goto[0].to
    return [{**({"if": unparse(way.condition)} if way.condition else {}), "to": way.to} for way in goto]


def _effects(effects: tuple[Effect, ...]) -> list[dict[str, Any]]:
    return [
        {"add": {effect.variable: _amount(effect.amount)}}
        if isinstance(effect, Add)
        else {"set": {effect.variable: _amount(effect.value)}}
        for effect in effects
    ]


def _amount(tree: Expression) -> str:
    return unparse(tree)


def _source(source: model.Source) -> dict[str, Any]:
    body: dict[str, Any] = {"id": source.id}
    names = {
        "type": source.type,
        "title": source.title,
        "container-title": source.container,
        "publisher": source.publisher,
        "publisher-place": source.publisher_place,
        "issued": source.issued,
        "URL": source.url,
        "note": source.note,
        "keyword": source.keyword,
    }
    body |= {name: text for name, text in names.items() if text}
    if source.authors:
        body["author"] = [{"literal": author} for author in source.authors]
    if source.known_from:
        body["known_from"] = str(source.known_from)
    return body | dict(source.more)


class _Dumper(yaml.SafeDumper):
    """Block style, exact decimals, and paragraphs as blocks."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002 - PyYAML's own signature
        return True


def _string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _fraction(dumper: yaml.SafeDumper, value: Fraction) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:float", decimal(value))


_Dumper.add_representer(str, _string)
_Dumper.add_representer(Fraction, _fraction)


def _dump(body: Mapping[str, Any]) -> str:
    return yaml.dump(body, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
