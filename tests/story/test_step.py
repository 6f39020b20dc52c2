"""The step function: order of effects, trails, refusals, forks, the historical path."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from game.errors import ClosedChoiceError, StoryError, UnknownIdError
from game.story import step
from game.story.nodes import Chance, Decision, Passage
from game.story.path import BrokenPathError, historical_path
from game.story.state import State
from tests.stories import STANDOFF, put, story, to


def up(_: Chance, __: State) -> str:
    return "up"


def test_begin_enters_the_start_and_stops_where_the_player_acts() -> None:
    (arrival,) = step.begin(STANDOFF, up)
    assert arrival.state == State(node="dawn", values=(0, False, "nobody"))
    trail = step.go_on(STANDOFF, arrival.state, up)
    assert [a.state.node for a in trail] == ["line"]
    assert trail[0].entering == (step.Change(variable="heat", before=0, after=1),)


def _at_line() -> State:
    return step.go_on(STANDOFF, step.begin(STANDOFF, up)[-1].state, up)[-1].state


def test_a_choice_returns_the_whole_trail_and_saturates() -> None:
    trail = step.choose(STANDOFF, _at_line(), "press", up)
    assert [(a.state.node, a.by) for a in trail] == [("hunt", "press"), ("bill", "up")]
    assert [(c.before, c.after, c.saturated) for c in trail[0].leaving] == [(1, 3, False), (3, 4, True)]
    assert trail[-1].state.happened == {"line.press"}


def test_only_asked_events_are_kept() -> None:
    assert STANDOFF.asked == {"line.press"}
    assert step.choose(STANDOFF, _at_line(), "hold", up)[-1].state.happened == frozenset()


def test_forks_take_the_first_that_holds() -> None:
    assert step.choose(STANDOFF, _at_line(), "hold", up)[-1].state.node == "peace"
    assert step.choose(STANDOFF, _at_line(), "press", up)[-1].state.node == "bill"


def test_a_closed_choice_explains_itself() -> None:
    with pytest.raises(ClosedChoiceError) as caught:
        step.choose(STANDOFF, _at_line(), "strike", up)
    message = "Nothing is prepared. (closed because ready is false and heat > 2 does not hold (heat is 1))"
    assert str(caught.value) == message
    assert [c.id for c in step.open_choices(STANDOFF, _at_line())] == ["hold", "press", "again"]


def test_wrong_moves_are_refused() -> None:
    with pytest.raises(StoryError, match="not a decision"):
        step.choose(STANDOFF, step.begin(STANDOFF, up)[-1].state, "hold", up)
    with pytest.raises(StoryError, match="not a passage"):
        step.go_on(STANDOFF, _at_line(), up)
    with pytest.raises(UnknownIdError, match="no choice “surrender”"):
        step.choose(STANDOFF, _at_line(), "surrender", up)


def test_chances_are_exact_and_sum_to_one() -> None:
    state = attrs.evolve(_at_line(), node="hunt")
    node = STANDOFF.node("hunt")
    assert isinstance(node, Chance)
    found = {outcome.id: p for outcome, p in step.chances(STANDOFF, state, node)}
    assert found == {"up": Fraction(9, 10), "fires": Fraction(1, 10)}
    low = dict.fromkeys(STANDOFF.central, Fraction(1, 100))
    assert sum(p for _, p in step.chances(STANDOFF, state, node, low)) == 1


def test_variants_follow_the_text() -> None:
    pressed = step.choose(STANDOFF, _at_line(), "press", up)[0].state
    assert step.texts(STANDOFF, pressed) == ("A boat below.", "You pressed.")
    held = step.choose(STANDOFF, _at_line(), "hold", up)[0].state
    assert step.texts(STANDOFF, held) == ("A boat below.",)


def test_effects_see_those_before_them() -> None:
    line = STANDOFF.node("line")
    assert isinstance(line, Decision)
    after, changes = step.apply(STANDOFF, _at_line(), (put("heat", 4), put("heat", 0), put("ready", value=True)))
    assert after.values == (0, True, "nobody")
    assert [c.before for c in changes] == [1, 4, False]


def test_the_historical_path_is_walked() -> None:
    path = historical_path(STANDOFF)
    assert [(s.state.node, s.taken) for s in path] == [("dawn", ""), ("line", "hold"), ("hunt", "up"), ("peace", "")]


def _with_line(**changes: object) -> tuple[object, ...]:
    line = STANDOFF.node("line")
    return tuple(attrs.evolve(line, **changes) if node.id == "line" else node for node in STANDOFF.nodes)


def test_a_broken_path_says_where() -> None:
    line = STANDOFF.node("line")
    assert isinstance(line, Decision)
    none = tuple(attrs.evolve(c, history=False) for c in line.choices)
    both = tuple(attrs.evolve(c, history=c.id in {"hold", "press"}) for c in line.choices)
    closed = tuple(attrs.evolve(c, history=c.id == "strike") for c in line.choices)
    again = tuple(attrs.evolve(c, history=c.id == "again") for c in line.choices)
    for choices, says in [(none, "marks no choice"), (both, "more than one"), (closed, "closed"), (again, "twice")]:
        broken = attrs.evolve(STANDOFF, nodes=_with_line(choices=choices))
        with pytest.raises(BrokenPathError, match=says) as caught:
            historical_path(broken)
        assert caught.value.node in {"line", "dawn"}


def test_a_path_must_end_on_the_record() -> None:
    lost = tuple(attrs.evolve(n, record=False) if n.id == "peace" else n for n in STANDOFF.nodes)
    with pytest.raises(BrokenPathError, match="not marked"):
        historical_path(attrs.evolve(STANDOFF, nodes=lost))


def test_equal_stories_are_equal_wherever_they_come_from() -> None:
    nodes = (Passage(id="a", goto=to("a2")), Passage(id="a2", goto=to("a")))
    assert story(nodes) == story(tuple(attrs.evolve(n) for n in nodes))
    assert story(nodes) != story(nodes[:1])
