"""The log: a play-through as JSON lines, one event a line, in the order in which things happened.

The first line begins it and carries ``format``; each further line is a decision, a going-on or a
rewind. Ids are kept, never positions in the text, so an edited scenario still replays as far as
it fits.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import attrs

from game.errors import DamagedSaveError, StoryError
from game.play import play_through
from game.play.play_through import Drawn, Move, PlayThrough
from game.story.scenario import Scenario

FORMAT = 1

Event = Mapping[str, Any]


@attrs.frozen(kw_only=True)
class Digests:
    """What a scenario was when a log began: only a changed structure can stop a replay."""

    structure: str
    text: str


def begun(play: PlayThrough, digests: Digests, *, at: str) -> Event:
    """Return the first event of a log; `at` is the time in ISO form."""
    changed = {name: str(value) for name, value in play.assumptions.items() if value != play.scenario.central.get(name)}
    return {
        "format": FORMAT,
        "event": "begin",
        "scenario": play.scenario.id,
        "structure": digests.structure,
        "text": digests.text,
        "seed": play.seed,
        "seats": sorted(play.seats),
        "assumptions": changed,
        **({"follows_record": True} if play.follows_record else {}),
        "at": at,
        "drew": _drawn(play.drew_first),
    }


def moved(move: Move, *, at: str) -> Event:
    """Return the event of a decision or of going on."""
    event: dict[str, Any] = {"event": "choose" if move.choice else "go", "node": move.node}
    if move.choice:
        event["choice"] = move.choice
    if move.by_luck:
        event["by"] = "luck"
    if move.reason:
        event["reason"] = move.reason
    return {**event, "drew": _drawn(move.drew), "at": at}


def rewound(to: int, *, at: str) -> Event:
    """Return the event of a rewind to before move `to`."""
    return {"event": "rewind", "to": to, "at": at}


def _drawn(drew: Drawn) -> list[list[str]]:
    return [list(pair) for pair in drew]


def line(event: Event) -> bytes:
    """Return an event as one line of a log."""
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


@attrs.frozen(kw_only=True)
class Lines:
    """What a log's bytes hold.

    Attributes:
        events: Every event up to the first line that cannot be read.
        good: How many bytes those events take.
        torn: Whether only an unfinished last line follows; it was being written when the game ended.
        damaged_at: The number of the first line that is damaged, from 1, or 0.
    """

    events: tuple[Event, ...]
    good: int
    torn: bool = False
    damaged_at: int = 0


def read_lines(data: bytes) -> Lines:
    """Return the events of a log's bytes; a torn last line is dropped."""
    events: list[Event] = []
    good = 0
    for number, raw in enumerate(data.splitlines(keepends=True), start=1):
        event = _event(raw, first=number == 1)
        if event is None or not raw.endswith(b"\n"):
            torn = not raw.endswith(b"\n")
            return Lines(events=tuple(events), good=good, torn=torn, damaged_at=0 if torn else number)
        events.append(event)
        good += len(raw)
    return Lines(events=tuple(events), good=good)


_FIELDS: Mapping[str, Mapping[str, type]] = {
    "begin": {"format": int, "scenario": str, "seed": int, "seats": list, "structure": str, "text": str},
    "choose": {"node": str, "choice": str},
    "go": {"node": str},
    "rewind": {"to": int},
}


def _event(raw: bytes, *, first: bool) -> Event | None:
    try:
        event = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(event, dict) or (event.get("event") == "begin") != first:
        return None
    fields = _FIELDS.get(str(event.get("event")))
    if fields is None or any(type(event.get(name)) is not sort for name, sort in fields.items()):
        return None
    return event if _well_drawn(event.get("drew", [])) else None


def _well_drawn(drew: object) -> bool:
    return isinstance(drew, list) and all(
        isinstance(pair, list) and [type(part) for part in pair] == [str, str] for pair in drew
    )


@attrs.frozen(kw_only=True)
class Replay:
    """A play-through brought back from its log.

    Attributes:
        play: As far as the log fits the scenario.
        fitted: How many events were followed.
        stopped: Why it went no further, as a sentence, or an empty string if all of it fits.
    """

    play: PlayThrough
    fitted: int
    stopped: str = ""


def replay(scenario: Scenario, events: Iterable[Event]) -> Replay:
    """Return the play-through that a log tells, as far as it fits the scenario.

    Args:
        scenario: The story as it is now.
        events: The events of a log, the first of which begins it.

    Raises:
        DamagedSaveError: There is no event, or it is of a later format.
    """
    rest = iter(events)
    first = next(rest, None)
    if first is None:
        raise DamagedSaveError("the save holds no play-through")
    if first["format"] > FORMAT:
        raise DamagedSaveError(f"the save is of format {first['format']}, and this game knows formats up to {FORMAT}")
    play = _begin(scenario, first)
    fitted = 1
    for event in rest:
        try:
            play = follow(play, event)
        except StoryError as error:
            return Replay(play=play, fitted=fitted, stopped=_stopped(play, event, error))
        fitted += 1
    return Replay(play=play, fitted=fitted)


def _begin(scenario: Scenario, first: Event) -> PlayThrough:
    assumptions = {
        name: Fraction(value) for name, value in _changed(first) if name in scenario.central and _is_fraction(value)
    }
    begin = functools.partial(
        play_through.begin,
        scenario,
        first["seed"],
        seats=frozenset(first["seats"]),
        assumptions=assumptions,
        follows_record=first.get("follows_record") is True,
    )
    try:
        return begin(drew=_pairs(first))
    except StoryError:
        # What luck brought first is gone from the story: it draws anew.
        return begin()


def _changed(first: Event) -> Iterator[tuple[str, str]]:
    changed = first.get("assumptions")
    yield from changed.items() if isinstance(changed, dict) else ()


def _is_fraction(value: object) -> bool:
    try:
        return isinstance(value, str) and 0 <= Fraction(value) <= 1
    except (ValueError, ZeroDivisionError):
        return False


def follow(play: PlayThrough, event: Event) -> PlayThrough:
    """Return the play-through after one event of its log.

    Raises:
        StoryError: The event does not fit the story.
    """
    if event["event"] == "rewind":
        return play_through.rewind(play, event["to"])
    scenario = play.scenario
    node = event["node"]
    if node != play.state.node and node not in play.node.was:
        raise StoryError(f"the save decided at “{node}”, and the story now stands at “{play.state.node}”")
    if event["event"] == "go":
        return play_through.go_on(play, drew=_pairs(event))
    choice = event["choice"]
    options = {option.id: option for option in getattr(play.node, "choices", ())}
    if choice not in options:
        choice = next((id_ for id_, option in options.items() if choice in option.was), choice)
    scenario.exit(play.state.node, choice)
    reason = event.get("reason", "")
    return play_through.choose(
        play,
        choice,
        reason=reason if isinstance(reason, str) else "",
        by_luck=event.get("by") == "luck",
        drew=_pairs(event),
    )


def _pairs(event: Event) -> Drawn:
    return tuple((str(node), str(outcome)) for node, outcome in event.get("drew", []))


def _stopped(play: PlayThrough, event: Event, error: StoryError) -> str:
    what = f"“{event['choice']}” at “{event['node']}”" if event["event"] == "choose" else f"a {event['event']}"
    title = play.node.title or play.state.node
    return f"The story has changed since this was saved: {what} no longer fits ({error}). You are at “{title}”."
