"""Nodes: the scenes of a story, of four kinds."""

from __future__ import annotations

from fractions import Fraction

import attrs

from game.problems import Place
from game.story.effects import Effect
from game.story.expressions import Expression
from game.story.prose import Cite
from game.story.when import When

SURE = {
    "confirmed": 4,
    "probable": 3,
    "possible": 2,
    "plausible": 2,
    "disputed": 1,
    "doubtful": 1,
    "unknown": 0,
}
"""How sure, in words, with the squares of four that the window fills."""


@attrs.frozen(kw_only=True)
class Fork:
    """Where to go on if `condition` holds; the last fork of a goto has none."""

    to: str
    condition: Expression | None = None
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Choice:
    """What the seat may decide.

    Attributes:
        id: Unique within its node.
        text: The order, as a plain imperative.
        about: One sentence under it, or an empty string.
        may: Its best honest case.
        cannot: What it cannot do, or costs.
        condition: It is open where this holds; None is always open.
        unless_text: Why it is closed, as a plain sentence.
        confirm: What to say before it is carried out, if it cannot be called back.
        history: Whether this is what was done.
        default: Taken under the *history* policy off the record.
        weight: For the *weights* policy and for seats that nobody plays; 1 where it is not given.
        why: Why it was done; shown when the record is revealed.
        then: What follows at once, told before the next node.
    """

    id: str
    text: str
    goto: tuple[Fork, ...]
    about: str = ""
    may: str = ""
    cannot: str = ""
    condition: Expression | None = None
    unless_text: str = ""
    confirm: str = ""
    history: bool = False
    default: bool = False
    weight: Fraction | int | None = None
    why: str = ""
    then: str = ""
    effects: tuple[Effect, ...] = ()
    cites: tuple[Cite, ...] = ()
    was: tuple[str, ...] = ()
    todo: str = ""
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Outcome:
    """What luck may bring; `p` is None for ``rest``."""

    id: str
    p: Expression | None
    goto: tuple[Fork, ...]
    text: str = ""
    then: str = ""
    history: bool = False
    why: str = ""
    effects: tuple[Effect, ...] = ()
    cites: tuple[Cite, ...] = ()
    was: tuple[str, ...] = ()
    todo: str = ""
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


Exit = Choice | Outcome


@attrs.frozen(kw_only=True)
class Variant:
    """Text that follows (or, with `instead`, takes the place of) a node's text where `condition` holds."""

    condition: Expression
    text: str
    instead: bool = False
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Fact:
    """Something that is known at the node's moment, or is not."""

    text: str
    sure: str = ""
    cites: tuple[Cite, ...] = ()
    known_from: When | None = None
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Advice:
    """What a person argues, in paraphrase.

    Attributes:
        who: The id of a person.
        backs: The id of a choice of this node, or an empty string.
        says: Indirect speech.
        forecast: What that person expects.
        sure: How sure of it, one of `SURE`, or an empty string.
        condition: The advice is given where this holds.
    """

    who: str
    says: str
    backs: str = ""
    forecast: str = ""
    sure: str = ""
    cites: tuple[Cite, ...] = ()
    condition: Expression | None = None
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class MapShot:
    """What the map shows at a node; `says` is the same in words.

    Attributes:
        day: A day in the form ``1962-10-24`` that the map shows, or an empty string for the node's own.
    """

    view: str
    layers: tuple[str, ...] = ()
    says: str = ""
    day: str = ""
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Alert:
    """The defence readiness condition, 5 (peace) to 1 (war)."""

    forces: int
    sac: int


@attrs.frozen(kw_only=True)
class Scene:
    """What nodes of every kind have.

    Attributes:
        text: What happens, as prose.
        plain: The same for a reader who wants short sentences.
        summary: One plain sentence.
        seat: Who decides here; an empty string is the scenario's own seat.
        basis: Why a scene off the record is plausible, and who argues it.
        sure: How sure that is, one of `SURE`, or an empty string.
        hindsight: What nobody in the room knew.
        clock_label: Shown in place of the hour where the hour is vague.
        todo: What is still to be done, in words, or an empty string.
        draft: ``todo: true``: what the node still owes is a note, not a warning.
    """

    id: str
    title: str = ""
    act: str = ""
    when: When | None = None
    until: When | None = None
    clock_label: str = ""
    where: str = ""
    text: str = ""
    plain: str = ""
    summary: str = ""
    map: MapShot | None = None
    alert: Alert | None = None
    variants: tuple[Variant, ...] = ()
    known: tuple[Fact, ...] = ()
    unknown: tuple[Fact, ...] = ()
    advice: tuple[Advice, ...] = ()
    documents: tuple[str, ...] = ()
    seat: str = ""
    basis: str = ""
    sure: str = ""
    hindsight: str = ""
    discuss: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    cites: tuple[Cite, ...] = ()
    was: tuple[str, ...] = ()
    todo: str = ""
    draft: bool = False
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Decision(Scene):
    """A scene at which a seat decides."""

    choices: tuple[Choice, ...]


@attrs.frozen(kw_only=True)
class Chance(Scene):
    """A scene at which luck decides."""

    outcomes: tuple[Outcome, ...]


@attrs.frozen(kw_only=True)
class Passage(Scene):
    """A scene that leads on."""

    goto: tuple[Fork, ...]


@attrs.frozen(kw_only=True)
class Ending(Scene):
    """A scene that ends a play-through.

    Attributes:
        kind: The id of a kind of ending.
        headline: What the newspaper says, or an empty string.
        standing: What stands at the end, as sentences.
        hint: For those who have not found it.
        record: Whether this is history's own ending.
    """

    kind: str
    headline: str = ""
    dateline: str = ""
    standing: tuple[str, ...] = ()
    hint: str = ""
    record: bool = False


Node = Decision | Chance | Passage | Ending


def exits(node: Node) -> tuple[Exit, ...]:
    """Return the choices of a decision, the outcomes of a chance node, or nothing."""
    match node:
        case Decision():
            return node.choices
        case Chance():
            return node.outcomes
        case _:
            return ()


def gotos(node: Node) -> tuple[tuple[Fork, ...], ...]:
    """Return every goto that leaves `node`."""
    if isinstance(node, Passage):
        return (node.goto,)
    return tuple(exit_.goto for exit_ in exits(node))
