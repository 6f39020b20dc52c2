"""Cross references: every id that is written somewhere names something that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from game.problems import Place, did_you_mean
from game.reading import kinds
from game.reading.shapes import Gathered
from game.story import expressions, prose
from game.story.expressions import Chose, Visited
from game.story.nodes import Decision, exits
from game.story.scenario import Scenario


def check(scenario: Scenario, gathered: Gathered) -> None:
    """Report every reference that leads nowhere, and every name that stands for two things."""
    known = _declared(scenario)
    report = gathered.report
    for reference in gathered.references:
        names = known[reference.sort]
        if reference.id not in names:
            message = f"“{reference.id}” is no {reference.sort} of this scenario"
            report.add(kinds.UNKNOWN_ID, message, reference.tree.place, _hint(reference.id, names))
    for written in gathered.prose:
        for cite in prose.citations(written.text):
            if cite.key not in known["source"]:
                place = locate(gathered, written.tree.place, f"@{cite.key}")
                message = f"“@{cite.key}” is no source of this scenario"
                report.add(kinds.UNKNOWN_ID, message, place, _hint(cite.key, known["source"]))
    _advice(scenario, gathered)
    _events(scenario, gathered)
    _names(scenario, gathered)


def _hint(id_: str, names: Mapping[str, Place | None]) -> str:
    near = did_you_mean(id_, names)
    if not near:
        return ""
    place = names[near.split('"')[1]]
    return f"{near[:-1]} ({place.file} line {place.line})?" if place else near


def _declared(scenario: Scenario) -> Mapping[str, Mapping[str, Place | None]]:
    sections: dict[str, Iterable[object]] = {
        "node": scenario.nodes,
        "variable": scenario.variables,
        "person": scenario.people,
        "document": scenario.documents,
        "source": scenario.sources,
        "act": scenario.acts,
        "kind": scenario.kinds,
        "seat": scenario.seats,
        "clock": scenario.clocks,
        "view": scenario.atlas.views,
        "layer": scenario.atlas.layers,
    }
    return {sort: {item.id: item.place for item in items} for sort, items in sections.items()}  # type: ignore[attr-defined]


def _advice(scenario: Scenario, gathered: Gathered) -> None:
    for node in scenario.nodes:
        choices = {exit_.id: exit_.place for exit_ in exits(node)} if isinstance(node, Decision) else {}
        for advice in node.advice:
            if advice.backs and advice.backs not in choices:
                place = advice.place or Place(file="")
                message = f"the advice backs “{advice.backs}”, which is no choice of “{node.id}”"
                gathered.report.add(kinds.UNKNOWN_ID, message, place, _hint(advice.backs, choices))


def _events(scenario: Scenario, gathered: Gathered) -> None:
    nodes = {node.id: node.place for node in scenario.nodes}
    for condition in gathered.conditions:
        for part in expressions.walk(condition.expression):
            if not isinstance(part, Chose | Visited):
                continue
            if part.node not in nodes:
                message = f"“{part.node}” is no node of this scenario"
                gathered.report.add(kinds.UNKNOWN_ID, message, condition.tree.place, _hint(part.node, nodes))
            elif isinstance(part, Chose):
                ways = {exit_.id: exit_.place for exit_ in exits(scenario.node(part.node))}
                if part.exit not in ways:
                    message = f"“{part.exit}” is no choice or outcome of “{part.node}”"
                    gathered.report.add(kinds.UNKNOWN_ID, message, condition.tree.place, _hint(part.exit, ways))


RESERVED = frozenset({"and", "or", "not", "min", "max", "chose", "visited", "rest", "true", "false"})


def _all_names(scenario: Scenario) -> Iterator[tuple[str, str, Place | None]]:
    for variable in scenario.variables:
        yield variable.id, "a variable", variable.place
    for assumption in scenario.assumptions:
        yield assumption.id, "an assumption", assumption.place
    seen: set[str] = set()
    for variable in scenario.variables:
        # One-ofs may share members with each other: a member is only ever compared with its own.
        for member in getattr(variable, "members", ()):
            if member not in seen:
                yield member, f"a member of {variable.id}", variable.place
            seen.add(member)


def _names(scenario: Scenario, gathered: Gathered) -> None:
    seen: dict[str, str] = {}
    for name, what, place in _all_names(scenario):
        where = place or Place(file="scenario.yaml")
        if name in RESERVED:
            gathered.report.add(kinds.SAME_NAME, f"“{name}” is a word of the language", where, "choose another name")
        elif name in seen:
            message = f"“{name}” is {what}, and {seen[name]} already"
            gathered.report.add(kinds.SAME_NAME, message, where, "rename one of them")
        seen.setdefault(name, what)


def locate(gathered: Gathered, start: Place, snippet: str) -> Place:
    """Return the place of `snippet` in the value that begins at `start`."""
    for number, line in enumerate(gathered.report.lines_from(start)[:400]):
        at = line.find(snippet, start.column - 1 if number == 0 else 0)
        if at >= 0:
            return Place(file=start.file, line=start.line + number, column=at + 1)
    return start
