"""Pages of the story: briefing and consequence, decision, advisers, document, note."""

from __future__ import annotations

import enum

import attrs

from game.errors import UnknownIdError
from game.play import references
from game.play.history import marks
from game.play.linking import Linker
from game.play.page import (
    Action,
    Advice,
    AdviceList,
    Band,
    Block,
    Bullets,
    Desk,
    Fact,
    Facts,
    Heading,
    Lead,
    MapPanel,
    Mark,
    Moved,
    Option,
    Options,
    Page,
    PageKind,
    Plate,
    Prose,
    Sheet,
    Slug,
)
from game.play.play_through import PlayThrough
from game.play.strip import moment, moved, slug, strip
from game.story import nodes, prose, step
from game.story.expressions import evaluate
from game.story.nodes import SURE, Decision
from game.story.scenario import Document, Scenario


class Reveal(enum.Enum):
    """When the player is shown what was done."""

    ACT_END = "at the end of each act"
    EACH = "after each decision"
    BEFORE = "marked beforehand"
    DEBRIEF = "only in the debrief"


@attrs.frozen(kw_only=True)
class Manner:
    """How a reader wants pages made.

    Attributes:
        reveal: When the record is shown.
        plain: Whether texts in short sentences take the place of texts, where there are any.
    """

    reveal: Reveal = Reveal.ACT_END
    plain: bool = False


def scene(play: PlayThrough, index: int, manner: Manner, read: frozenset[str] = frozenset()) -> Page:
    """Return the page on which the node at trail[index] is told.

    Args:
        play: A play-through.
        index: Which node of its trail.
        manner: How pages are made.
        read: Ids of the documents that were read.
    """
    arrival = play.trail[index]
    node = play.scenario.node(arrival.state.node)
    linker = Linker(play.scenario, moment(play, index))
    led, then = _led_here(play, index)
    mark = marks(play)[index]
    blocks: list[Block] = [
        *_band(mark, play, index, manner),
        *led,
        Slug(text=slug(node)),
        Heading(text=node.title),
    ]
    if then:
        blocks.append(Prose(paragraphs=linker.link(prose.parse(then))))
    texts = (node.plain,) if manner.plain and node.plain else step.texts(play.scenario, arrival.state)
    blocks.append(Prose(paragraphs=linker.link(tuple(p for text in texts for p in prose.parse(text)))))
    if mark is not Mark.RECORD and node.basis:
        blocks.append(_basis(play.scenario, node))
    if gauges := moved(play, index):
        blocks.append(Moved(label="What moved", gauges=gauges))
    if node.map is not None:
        blocks.append(map_panel(play, index))
    if node.documents:
        blocks.append(_desk(play.scenario, node, read))
    kind = PageKind.CONSEQUENCE if arrival.by else PageKind.BRIEFING
    go_on = Action(id="go-on", label="Decide" if isinstance(node, Decision) else "Go on")
    return Page(
        kind=kind,
        title=node.title,
        blocks=tuple(blocks),
        strip=strip(play, index),
        actions=(go_on, *side_actions(node)),
        node=node.id,
    )


def side_actions(node: nodes.Scene) -> tuple[Action, ...]:
    """Return what can be opened beside a scene."""
    found = [Action(id="advisers", label="Advisers")] if node.advice else []
    if node.documents:
        found.append(Action(id="documents", label="Documents"))
    if node.map is not None:
        found.append(Action(id="map", label="Map"))
    return (*found, Action(id="timeline", label="Take it again"), Action(id="journal", label="Journal"))


def _led_here(play: PlayThrough, index: int) -> tuple[tuple[Slug, ...], str]:
    """Return a line for the choice or outcome that led to trail[index], and its own text."""
    by = play.trail[index].by
    if not by:
        return (), ""
    before = play.scenario.node(play.trail[index - 1].state.node)
    exit_ = play.scenario.exit(before.id, by)
    if isinstance(before, Decision):
        return (Slug(text=f"You ordered: {exit_.text}", quiet=True),), exit_.then
    return (Slug(text=prose.plain(exit_.text) or before.title, quiet=True),), exit_.then


def _band(mark: Mark, play: PlayThrough, index: int, manner: Manner) -> tuple[Band, ...]:
    later = {
        Reveal.ACT_END: "What was done is shown when the act ends.",
        Reveal.DEBRIEF: "What was done is shown in the debrief.",
    }.get(manner.reveal, "")
    if mark is Mark.COUNTERFACTUAL:
        return (Band(mark=mark, text=f"No record exists of this. {later}".strip()),)
    if mark is Mark.REJOINED:
        return (Band(mark=mark, text="A scene of the record, come to by another road."),)
    if manner.reveal is Reveal.EACH and play.trail[index].by:
        return (Band(mark=mark, text=_why_recorded(play, index)),)
    return ()


def _why_recorded(play: PlayThrough, index: int) -> str:
    before = play.scenario.node(play.trail[index - 1].state.node)
    why = prose.plain(play.scenario.exit(before.id, play.trail[index].by).why)
    return f"This is what was done. {why}".strip()


def _basis(scenario: Scenario, node: nodes.Scene) -> Facts:
    sure = node.sure or "plausible"
    return Facts(
        label="Why it could have gone so",
        facts=(
            Fact(
                sure=sure,
                squares=SURE[sure],
                paragraphs=prose.parse(node.basis),
                source=references.shorts(scenario, prose.citations(node.basis)),
            ),
        ),
    )


def map_panel(play: PlayThrough, index: int) -> MapPanel:
    """Return the map of trail[index].

    Raises:
        UnknownIdError: The node has none.
    """
    node = play.scenario.node(play.trail[index].state.node)
    if node.map is None:
        raise UnknownIdError(f"“{node.id}” has no map")
    when = moment(play, index)
    day = node.map.day or (when.local.date().isoformat() if when else "")
    return MapPanel(view=node.map.view, layers=node.map.layers, says=node.map.says, day=day)


def _desk(scenario: Scenario, node: nodes.Scene, read: frozenset[str]) -> Desk:
    found = (scenario.document_by_id[id_] for id_ in node.documents)
    return Desk(entries=tuple((d.id, d.short or d.title, d.kind, d.id in read) for d in found))


def decision(play: PlayThrough, index: int, manner: Manner) -> Page:
    """Return the page on which the player decides at trail[index].

    Raises:
        UnknownIdError: The node there is no decision.
    """
    state = play.trail[index].state
    node = play.scenario.node(state.node)
    if not isinstance(node, Decision):
        raise UnknownIdError(f"“{node.id}” is no decision")
    options = tuple(_option(play, index, number, choice, manner) for number, choice in enumerate(node.choices, start=1))
    blocks: list[Block] = [Slug(text=slug(node)), Heading(text=node.title)]
    if node.summary:
        blocks.append(Lead(text=node.summary))
    blocks.append(Options(options=options))
    linker = Linker(play.scenario, moment(play, index))
    for label, facts in (("What we know", node.known), ("What we do not know", node.unknown)):
        if facts:
            blocks.append(Facts(label=label, facts=tuple(_fact(play.scenario, fact, linker) for fact in facts)))
    return Page(
        kind=PageKind.DECISION,
        title=node.title,
        blocks=tuple(blocks),
        strip=strip(play, index),
        actions=(Action(id="read-again", label="Read again"), *side_actions(node)),
        node=node.id,
    )


def _option(play: PlayThrough, index: int, number: int, choice: nodes.Choice, manner: Manner) -> Option:
    state = play.trail[index].state
    closed = "" if step.is_open(play.scenario, state, choice) else step.refusal(play.scenario, state, choice)
    if play.follows_record and not choice.history:
        closed = closed or "You are following the record."
    backers = tuple(plate(play.scenario, advice.who) for advice in heard(play, index) if advice.backs == choice.id)
    return Option(
        number=number,
        id=choice.id,
        title=choice.text,
        about=prose.plain(choice.about),
        may=prose.plain(choice.may),
        cannot=prose.plain(choice.cannot),
        closed=closed,
        confirm=prose.plain(choice.confirm),
        backers=backers[:2],
        recorded=choice.history
        and (manner.reveal is Reveal.BEFORE or play.follows_record)
        and marks(play)[index] is Mark.RECORD,
    )


def _fact(scenario: Scenario, fact: nodes.Fact, linker: Linker) -> Fact:
    sure = fact.sure or "unknown"
    return Fact(
        sure=sure,
        squares=SURE[sure],
        paragraphs=linker.link(prose.parse(fact.text)),
        source=references.shorts(scenario, fact.cites),
    )


def heard(play: PlayThrough, index: int) -> tuple[nodes.Advice, ...]:
    """Return the advice that is given at trail[index], in the scenario's order."""
    state = play.trail[index].state
    scope = state.scope(play.scenario)
    return tuple(
        advice
        for advice in play.scenario.node(state.node).advice
        if advice.condition is None or evaluate(advice.condition, scope, state.happened)
    )


def plate(scenario: Scenario, who: str) -> Plate:
    """Return the plate of a person."""
    person = scenario.person_by_id[who]
    initials = "".join(part[0] for part in person.name.split() if part[0].isupper())
    return Plate(
        id=who,
        monogram=person.monogram or (initials[:1] + initials[-1:]),
        name=person.name,
        short=person.short or person.name,
        office=person.office,
        side=person.side,
    )


def advisers(play: PlayThrough, index: int) -> Page:
    """Return the page of the room: who argues what at trail[index]."""
    node = play.scenario.node(play.trail[index].state.node)
    linker = Linker(play.scenario, moment(play, index))
    titles = {exit_.id: exit_.text for exit_ in nodes.exits(node)}
    advice = tuple(
        Advice(
            who=plate(play.scenario, given.who),
            says=linker.link(prose.parse(given.says)),
            backs=titles.get(given.backs, ""),
            forecast=prose.plain(given.forecast),
            sure=given.sure,
            squares=SURE.get(given.sure, 0),
            source=references.shorts(play.scenario, given.cites),
        )
        for given in heard(play, index)
    )
    return Page(
        kind=PageKind.ADVISERS,
        title="In the room",
        blocks=(
            Slug(text=slug(node)),
            Heading(text="In the room"),
            Lead(text="What they argue, in our words, not theirs."),
            AdviceList(label=node.title, advice=advice),
        ),
        strip=strip(play, index),
        actions=(Action(id="back", label="Back"),),
        node=node.id,
    )


def document(play: PlayThrough, index: int, id_: str) -> Page:
    """Return a document as it lies on the desk at trail[index].

    Raises:
        UnknownIdError: The scenario has no such document.
    """
    found = play.scenario.document_by_id.get(id_)
    if found is None:
        raise UnknownIdError(f"there is no document “{id_}”")
    return Page(
        kind=PageKind.DOCUMENT,
        title=found.title,
        blocks=(Heading(text=found.short or found.title), sheet(play.scenario, found)),
        strip=strip(play, index),
        actions=(Action(id="back", label="Back"),),
    )


def desk(play: PlayThrough, index: int, read: frozenset[str]) -> Page:
    """Return the list of the documents that lie on the desk at trail[index]."""
    node = play.scenario.node(play.trail[index].state.node)
    listed = _desk(play.scenario, node, read)
    return Page(
        kind=PageKind.DESK,
        title="On your desk",
        blocks=(Slug(text=slug(node)), Heading(text="On your desk"), listed),
        strip=strip(play, index),
        actions=(
            *(Action(id=f"document:{id_}", label=title) for id_, title, _, _ in listed.entries),
            Action(id="back", label="Back"),
        ),
    )


def chart(play: PlayThrough, index: int) -> Page:
    """Return the map of trail[index] alone, with its layers in words.

    Raises:
        UnknownIdError: The node has none.
    """
    panel = map_panel(play, index)
    layers = [layer for layer in play.scenario.atlas.layers if layer.id in panel.layers]
    return Page(
        kind=PageKind.MAP,
        title="The map",
        blocks=(
            Heading(text="The map"),
            panel,
            Bullets(label="In words", items=tuple(prose.parse(f"**{x.label}.** {x.says}") for x in layers)),
        ),
        strip=strip(play, index),
        actions=(Action(id="back", label="Back"),),
    )


def sheet(scenario: Scenario, found: Document) -> Sheet:
    """Return a document as a sheet."""
    return Sheet(
        id=found.id,
        title=found.title,
        kind=found.kind,
        dated=found.dated,
        paragraphs=prose.parse(found.text),
        sender=found.sender,
        receiver=found.receiver,
        stamp=found.stamp,
        notes=tuple((note.kind, prose.parse(note.text)) for note in found.notes),
        read_in_full=found.read_in_full,
        source=references.shorts(scenario, found.cites),
    )


def note(play: PlayThrough, index: int, target: str) -> Page:
    """Return the short note that a link leads to.

    Args:
        play: A play-through.
        index: Where the reader is.
        target: ``glossary:ID`` or ``person:ID``.

    Raises:
        UnknownIdError: There is no such note.
    """
    sort, _, id_ = target.partition(":")
    if sort == "person" and id_ in play.scenario.person_by_id:
        person = play.scenario.person_by_id[id_]
        title, lead, text, cites = person.name, person.office, f"{person.line}\n\n{person.about}", person.cites
    else:
        entry = next((entry for entry in play.scenario.glossary if entry.id == id_), None)
        if sort != "glossary" or entry is None:
            raise UnknownIdError(f"there is no note “{target}”")
        title, lead, text, cites = entry.term, entry.kind, entry.text, entry.cites
    source = references.shorts(play.scenario, (*prose.citations(text), *cites))
    return Page(
        kind=PageKind.NOTE,
        title=title,
        blocks=(
            Heading(text=title, level=2),
            Lead(text=lead),
            Prose(paragraphs=prose.parse(text)),
            *((Prose(paragraphs=prose.parse(source), label="Sources", quiet=True),) if source else ()),
        ),
        strip=strip(play, index),
        actions=(Action(id="back", label="Back"),),
    )
