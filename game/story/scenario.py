"""A scenario: the whole story as one frozen value."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

import attrs

from game.errors import UnknownIdError
from game.problems import Place
from game.story import expressions
from game.story.effects import Set
from game.story.expressions import Expression
from game.story.map import Atlas
from game.story.nodes import Choice, Decision, Node, Outcome, exits, gotos
from game.story.prose import Cite
from game.story.variables import Value, Variable
from game.story.when import When


@attrs.frozen(kw_only=True)
class Clock:
    """A clock that the strip shows."""

    id: str
    label: str
    zone: str
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Seat:
    """Whose decisions; `clock` is the id of the seat's own capital's clock."""

    id: str
    label: str
    where: str = ""
    clock: str = ""
    about: str = ""
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Act:
    """A part of the story; `meanwhile` tells, at its end, what the other side decided."""

    id: str
    title: str
    about: str = ""
    meanwhile: str = ""
    off_record: bool = False
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Kind:
    """A kind of ending; a grave one has a content note."""

    id: str
    label: str
    about: str = ""
    grave: bool = False
    content_note: str = ""
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Assumption:
    """A named, debatable probability, 0 to 1, with its argument."""

    id: str
    low: Fraction
    central: Fraction
    high: Fraction
    about: str = ""
    argument: str = ""
    cites: tuple[Cite, ...] = ()
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Rule:
    """What must hold in every reachable state: `condition`, or with `never` its opposite."""

    condition: Expression
    never: bool
    about: str = ""
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Expect:
    """Bounds on the probability of a kind of ending, or of one ending, under a policy.

    Attributes:
        assume: low, central or high.
    """

    policy: str
    assume: str
    kind: str = ""
    ending: str = ""
    least: Fraction = Fraction(0)
    most: Fraction = Fraction(1)
    about: str = ""
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Person:
    """Someone of the time."""

    id: str
    name: str
    short: str = ""
    office: str = ""
    side: str = ""
    monogram: str = ""
    born: str = ""
    line: str = ""
    about: str = ""
    known_from: When | None = None
    cites: tuple[Cite, ...] = ()
    was: tuple[str, ...] = ()
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Note:
    """A remark beside a document: a margin note, a note on translation, or a silence."""

    kind: str
    text: str


@attrs.frozen(kw_only=True)
class Document:
    """Our own précis of a paper, with where to read the original."""

    id: str
    title: str
    text: str
    short: str = ""
    kind: str = ""
    sender: str = ""
    receiver: str = ""
    dated: str = ""
    known_from: When | None = None
    stamp: str = ""
    language: str = ""
    read_in_full: str = ""
    notes: tuple[Note, ...] = ()
    cites: tuple[Cite, ...] = ()
    was: tuple[str, ...] = ()
    todo: str = ""
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class GlossaryEntry:
    """A name or term with a short note; `also` are its other spellings."""

    id: str
    term: str
    text: str
    also: tuple[str, ...] = ()
    kind: str = ""
    known_from: When | None = None
    cites: tuple[Cite, ...] = ()
    was: tuple[str, ...] = ()
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Elsewhere:
    """What happened in another place; read after an ending of one of `kinds` or `endings` (none: any)."""

    id: str
    title: str
    text: str
    lane: str = ""
    when: When | None = None
    where: str = ""
    kinds: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    sure: str = ""
    cites: tuple[Cite, ...] = ()
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Source:
    """A work that is cited, as bibliographies know it (CSL).

    Attributes:
        authors: Family name first where there is one: ``Dobbs, Michael``.
        issued: The year or date, as printed.
        more: Every other CSL field as (name, text), kept for export.
    """

    id: str
    type: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    container: str = ""
    publisher: str = ""
    publisher_place: str = ""
    issued: str = ""
    url: str = ""
    note: str = ""
    keyword: str = ""
    known_from: When | None = None
    more: tuple[tuple[str, str], ...] = ()
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


_Item = TypeVar("_Item", Node, Variable, Act, Seat, Clock, Kind, Assumption, Person, Document, GlossaryEntry, Source)


def _by_id(items: tuple[_Item, ...]) -> Mapping[str, _Item]:
    return {item.id: item for item in items}


@attrs.frozen(kw_only=True, unsafe_hash=False)
class Scenario:
    """Everything that an author wrote, checked.

    `first_day` and `last_day` (as ``1962-10-16``, in one month) bound the days that the strip shows.

    Equal scenarios tell the same story, wherever they were read. Values so large are hashed by
    identity: equal scenarios may have unequal hashes, so they are keys only of caches.
    """

    id: str
    title: str
    seat: str
    start: str
    nodes: tuple[Node, ...]
    variables: tuple[Variable, ...] = ()
    seats: tuple[Seat, ...] = ()
    clocks: tuple[Clock, ...] = ()
    acts: tuple[Act, ...] = ()
    kinds: tuple[Kind, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    rules: tuple[Rule, ...] = ()
    expect: tuple[Expect, ...] = ()
    people: tuple[Person, ...] = ()
    documents: tuple[Document, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    sources: tuple[Source, ...] = ()
    atlas: Atlas = attrs.field(factory=Atlas)
    first_day: str = ""
    last_day: str = ""
    minutes: int = 0
    language: str = "en"
    license: str = ""
    summary: str = ""
    content_note: str = ""
    todo: str = ""

    def __hash__(self) -> int:
        """Return the identity."""
        return id(self)

    @functools.cached_property
    def node_by_id(self) -> Mapping[str, Node]:
        """Nodes by id."""
        return _by_id(self.nodes)

    @functools.cached_property
    def variable_by_id(self) -> Mapping[str, Variable]:
        """Variables by id."""
        return _by_id(self.variables)

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """Ids of the variables, in the order in which a state holds their values."""
        return tuple(variable.id for variable in self.variables)

    @functools.cached_property
    def act_by_id(self) -> Mapping[str, Act]:
        """Acts by id."""
        return _by_id(self.acts)

    @functools.cached_property
    def kind_by_id(self) -> Mapping[str, Kind]:
        """Kinds of ending by id."""
        return _by_id(self.kinds)

    @functools.cached_property
    def person_by_id(self) -> Mapping[str, Person]:
        """People by id."""
        return _by_id(self.people)

    @functools.cached_property
    def document_by_id(self) -> Mapping[str, Document]:
        """Documents by id."""
        return _by_id(self.documents)

    @functools.cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        """Sources by id."""
        return _by_id(self.sources)

    @functools.cached_property
    def asked(self) -> frozenset[str]:
        """The events that some condition asks about; only these are part of a state."""
        return frozenset(event for tree in self.trees() for event in expressions.events(tree))

    @functools.cached_property
    def central(self) -> Mapping[str, Fraction]:
        """Every assumption at its central value."""
        return {assumption.id: assumption.central for assumption in self.assumptions}

    def node(self, id_: str) -> Node:
        """Return the node of that id.

        Raises:
            UnknownIdError: There is none.
        """
        try:
            return self.node_by_id[id_]
        except KeyError:
            raise UnknownIdError(f"the scenario “{self.id}” has no node “{id_}”") from None

    def exit(self, node_id: str, exit_id: str) -> Choice | Outcome:
        """Return a choice or outcome of a node.

        Raises:
            UnknownIdError: There is no such node, choice or outcome.
        """
        node = self.node(node_id)
        for exit_ in exits(node):
            if exit_.id == exit_id:
                return exit_
        sort = "choice" if isinstance(node, Decision) else "outcome"
        raise UnknownIdError(f"“{node_id}” has no {sort} “{exit_id}”")

    def trees(self) -> Iterator[Expression]:
        """Yield every expression of the scenario."""
        yield from (rule.condition for rule in self.rules)
        for node in self.nodes:
            yield from _trees(node)

    def start_values(self) -> tuple[Value, ...]:
        """Return the value of every variable at the start."""
        return tuple(variable.start for variable in self.variables)


def _trees(node: Node) -> Iterator[Expression]:
    yield from (variant.condition for variant in node.variants)
    yield from (advice.condition for advice in node.advice if advice.condition is not None)
    effects = [*node.effects, *(effect for exit_ in exits(node) for effect in exit_.effects)]
    for effect in effects:
        yield effect.value if isinstance(effect, Set) else effect.amount
    for goto in gotos(node):
        yield from (fork.condition for fork in goto if fork.condition is not None)
    for exit_ in exits(node):
        tree = exit_.condition if isinstance(exit_, Choice) else exit_.p
        if tree is not None:
            yield tree
