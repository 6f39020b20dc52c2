"""Small stories built in Python, for tests of the floors that know no YAML."""

from __future__ import annotations

from fractions import Fraction

from game.story import parsing
from game.story.effects import Add, Effect, Set
from game.story.expressions import Expression, Name, Number, Truth
from game.story.nodes import Chance, Choice, Decision, Ending, Fork, Node, Outcome, Passage, Variant
from game.story.scenario import Act, Assumption, Kind, Scenario
from game.story.variables import Flag, Meter, OneOf, Value


def to(*ways: str | tuple[str, str]) -> tuple[Fork, ...]:
    """Return a goto: ids, or pairs of a condition and an id."""
    return tuple(
        Fork(to=way) if isinstance(way, str) else Fork(to=way[1], condition=parsing.parse(way[0])) for way in ways
    )


def put(variable: str, value: Value) -> Effect:
    tree: Expression
    if isinstance(value, bool):
        tree = Truth(value=value)
    elif isinstance(value, int):
        tree = Number(value=value)
    else:
        tree = Name(name=value)
    return Set(variable=variable, value=tree)


def add(variable: str, amount: int) -> Effect:
    return Add(variable=variable, amount=Number(value=amount))


def story(nodes: tuple[Node, ...], **more: object) -> Scenario:
    return Scenario(id="small", title="Small", seat="you", start=nodes[0].id, nodes=nodes, **more)  # type: ignore[arg-type]


STANDOFF = story(
    (
        Passage(id="dawn", title="Dawn", act="one", goto=to("line")),
        Decision(
            id="line",
            title="The line",
            act="one",
            summary="You must choose.",
            text="A line at sea.",
            effects=(add("heat", 1),),
            choices=(
                Choice(id="hold", text="Hold", history=True, goto=to("hunt"), effects=(put("channel", "dobrynin"),)),
                Choice(id="press", text="Press", goto=to("hunt"), effects=(add("heat", 2), add("heat", 2))),
                Choice(
                    id="strike",
                    text="Strike",
                    goto=to("war"),
                    condition=parsing.parse("ready and heat > 2"),
                    unless_text="Nothing is prepared.",
                ),
                Choice(id="again", text="Think again", goto=to("dawn")),
            ),
        ),
        Chance(
            id="hunt",
            title="The hunt",
            act="two",
            text="A boat below.",
            outcomes=(
                Outcome(id="up", p=None, text="She surfaces.", history=True, goto=to(("heat >= 3", "bill"), "peace")),
                Outcome(
                    id="fires",
                    p=parsing.parse("torpedo * (1 + heat)"),
                    text="She fires.",
                    goto=to("war"),
                ),
            ),
            variants=(Variant(condition=parsing.parse("chose(line.press)"), text="You pressed."),),
        ),
        Passage(id="bill", title="The bill", act="two", goto=to("peace")),
        Ending(id="peace", title="Peace", act="two", kind="settled", record=True, text="It ends."),
        Ending(id="war", title="War", act="two", kind="lost", text="Nothing is left. Nobody says more."),
    ),
    variables=(
        Meter(id="heat", low=0, high=4, start=0, shown=True, label="Heat"),
        Flag(id="ready", start=False),
        OneOf(id="channel", members=("nobody", "dobrynin"), start="nobody"),
    ),
    assumptions=(Assumption(id="torpedo", low=Fraction(1, 100), central=Fraction(1, 20), high=Fraction(1, 10)),),
    kinds=(Kind(id="settled", label="Settled"), Kind(id="lost", label="Lost", grave=True, content_note="War.")),
    acts=(Act(id="one", title="One"), Act(id="two", title="Two")),
)
