"""Checks of the whole text: circles, the historical path, what nodes owe, fog, dates, prose."""

from __future__ import annotations

from collections.abc import Iterator

from game.problems import Place
from game.reading import kinds
from game.reading.links import locate
from game.reading.shapes import Gathered
from game.story import path, prose
from game.story.nodes import Chance, Decision, Ending, Node, exits, gotos
from game.story.path import BrokenPathError
from game.story.scenario import Scenario

_NOWHERE = Place(file="scenario.yaml")


def circles(scenario: Scenario, gathered: Gathered) -> bool:
    """Report circles of nodes in which nobody decides; return whether there are none."""
    ways = {node.id: _next(node) if not isinstance(node, Decision) else () for node in scenario.nodes}
    state: dict[str, int] = {}
    for first, following_first in ways.items():
        if first in state:
            continue
        stack: list[tuple[str, Iterator[str]]] = [(first, iter(following_first))]
        state[first] = 1
        while stack:
            id_, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                state[id_] = 2
                stack.pop()
            elif state.get(following) == 1:
                ids = [entry for entry, _ in stack]
                circle = " -> ".join([*ids[ids.index(following) :], following])
                place = scenario.node(following).place or _NOWHERE
                message = f"nobody decides in the circle {circle}, so it would never end"
                gathered.report.add(kinds.CYCLE, message, place, "put a decision in it")
                return False
            elif following not in state:
                state[following] = 1
                stack.append((following, iter(ways[following])))
    return True


def _next(node: Node) -> tuple[str, ...]:
    return tuple(way.to for goto in gotos(node) for way in goto)


def history(scenario: Scenario, gathered: Gathered) -> frozenset[str]:
    """Report a historical path that does not hold; return the ids of the nodes on it."""
    try:
        walked = path.historical_path(scenario)
    except BrokenPathError as error:
        place = scenario.node(error.node).place or _NOWHERE
        gathered.report.add(kinds.PATH, str(error), place, "mark what was done with history: true")
        return frozenset()
    records = [node for node in scenario.nodes if isinstance(node, Ending) and node.record]
    for extra in records:
        if extra.id != walked[-1].state.node:
            message = f"“{extra.id}” is marked record: true, and the historical path ends at “{walked[-1].state.node}”"
            gathered.report.add(kinds.PATH, message, extra.place or _NOWHERE, "only history’s own ending is marked")
    return frozenset(step.state.node for step in walked)


def owed(scenario: Scenario, gathered: Gathered, on_path: frozenset[str]) -> None:
    """Report what nodes still owe; a draft owes nothing yet."""
    for node in scenario.nodes:
        if node.draft:
            continue
        place = node.place or _NOWHERE
        for what, hint in _owes(node, on_path=node.id in on_path):
            gathered.report.add(kinds.OWES, f"“{node.id}” owes {what}", place, hint)


def _owes(node: Node, *, on_path: bool) -> Iterator[tuple[str, str]]:
    if not node.text:
        yield "its text", "write text:"
    if isinstance(node, Decision) and not node.summary:
        yield "a summary", "say in one plain sentence what must be decided"
    if isinstance(node, Ending) and not node.headline:
        yield "a headline", "write headline: under ending:, in brackets where there is no newspaper"
    if on_path and not _cited(node):
        yield "a citation, because it is on the historical path", "end a sentence with [@key, locator]"
    if not on_path and not node.basis:
        yield "a basis, because it is off the historical path", "say why it is plausible, and who argues it"


def _cited(node: Node) -> bool:
    texts = [node.text, node.hindsight, *(exit_.why for exit_ in exits(node))]
    facts = [cite for fact in node.known for cite in fact.cites]
    return bool(node.cites or facts or any(prose.citations(text) for text in texts))


def fog(scenario: Scenario, gathered: Gathered) -> None:
    """Report facts, documents and sources that stand where nobody could know them yet."""
    documents = scenario.document_by_id
    for node in scenario.nodes:
        if node.when is None:
            continue
        now = node.when.instant if node.until is None else node.until.instant
        for fact in (*node.known, *node.unknown):
            if fact.known_from is not None and fact.known_from.instant > now:
                gathered.report.add(
                    kinds.FOG,
                    f"“{node.id}” is at {node.when}, and this is known only from {fact.known_from}",
                    fact.place or _NOWHERE,
                    "keep it for hindsight",
                )
        for id_ in node.documents:
            document = documents[id_]
            if document.known_from is not None and document.known_from.instant > now:
                gathered.report.add(
                    kinds.FOG,
                    f"“{id_}” lies on the desk of “{node.id}” before {document.known_from}, when it could be read",
                    node.place or _NOWHERE,
                    "take it from the desk",
                )


def dates(scenario: Scenario, gathered: Gathered) -> None:
    """Report steps from a node to another of the same act that go back in time."""
    for node in scenario.nodes:
        for to in _next(node):
            other = scenario.node(to)
            if node.when is None or other.when is None or not node.act or node.act != other.act:
                continue
            known = node.when.hour_known and other.when.hour_known
            earlier = (
                other.when.instant < node.when.instant if known else other.when.local.date() < node.when.local.date()
            )
            if earlier:
                gathered.report.add(
                    kinds.DATES,
                    f"“{to}” ({other.when}) follows “{node.id}” ({node.when}) and is earlier",
                    other.place or _NOWHERE,
                    "within an act time runs forward",
                )


def pens(gathered: Gathered) -> None:
    """Report slips of the pen in prose."""
    for written in gathered.prose:
        for fault in prose.faults(written.text):
            line = written.text[fault.offset :].split("\n", 1)[0][:16]
            before = written.text[max(0, fault.offset - 8) : fault.offset].rsplit("\n", 1)[-1]
            at = locate(gathered, written.tree.place, before + line)
            if gathered.report.line(at).startswith(before + line, at.column - 1):
                at = Place(file=at.file, line=at.line, column=at.column + len(before))
            gathered.report.add(kinds.PROSE, fault.message, at, fault.hint)


def todos(scenario: Scenario, gathered: Gathered) -> None:
    """List what is still to be done."""
    if scenario.todo:
        gathered.report.add(kinds.TODO, f"to do: {scenario.todo}", _NOWHERE)
    for node in scenario.nodes:
        for what, place in _todos(node):
            gathered.report.add(kinds.TODO, f"to do: {what}", place or _NOWHERE)
    for document in scenario.documents:
        if document.todo:
            gathered.report.add(kinds.TODO, f"to do: {document.todo}", document.place or _NOWHERE)


def _todos(node: Node) -> Iterator[tuple[str, Place | None]]:
    if node.draft:
        yield f"“{node.id}” is a draft", node.place
    if node.todo:
        yield node.todo, node.place
    for exit_ in exits(node):
        if exit_.todo:
            yield exit_.todo, exit_.place


def numbers(scenario: Scenario, gathered: Gathered) -> None:
    """Report assumptions and expectations out of order."""
    for assumption in scenario.assumptions:
        if not 0 <= assumption.low <= assumption.central <= assumption.high <= 1:
            message = f"“{assumption.id}” must have 0 <= low <= central <= high <= 1"
            gathered.report.add(kinds.RANGE, message, assumption.place or _NOWHERE)
    for expect in scenario.expect:
        if bool(expect.kind) == bool(expect.ending):
            message = "an expectation names one of kind: and ending:"
            gathered.report.add(kinds.MISSING_KEY, message, expect.place or _NOWHERE)
    for node in scenario.nodes:
        for exit_ in exits(node) if isinstance(node, Chance | Decision) else ():
            weight = getattr(exit_, "weight", None)
            if weight is not None and weight < 0:
                gathered.report.add(kinds.RANGE, "a weight is 0 or more", exit_.place or _NOWHERE)
