"""The strip: date, clocks, days, readiness and meters at one point of a play-through."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from game.play.history import marks
from game.play.page import Gauge, Strip
from game.play.play_through import PlayThrough, changes
from game.story.nodes import Scene
from game.story.variables import Meter, word
from game.story.when import When


def strip(play: PlayThrough, index: int) -> Strip:
    """Return what stands above and below the page of trail[index]."""
    when = moment(play, index)
    scenario = play.scenario
    if when is None:
        return Strip(alert=_alert(play, index), gauges=gauges(play, index), mark=marks(play)[index])
    first, last = (date.fromisoformat(day) if day else None for day in (scenario.first_day, scenario.last_day))
    days = tuple(range(first.day, last.day + 1)) if first and last else ()
    today = when.local.date()
    return Strip(
        date=spell_date(when),
        clocks=_clocks(play, when) if when.hour_known else (),
        month=f"{first:%B}" if first else "",
        days=days,
        day=today.day if first and last and first <= today <= last else 0,
        alert=_alert(play, index),
        gauges=gauges(play, index),
        mark=marks(play)[index],
    )


def moment(play: PlayThrough, index: int) -> When | None:
    """Return the moment of trail[index], or of the last node before it that has one."""
    for arrival in reversed(play.trail[: index + 1]):
        when = play.scenario.node(arrival.state.node).when
        if when is not None:
            return when
    return None


def spell_date(when: When) -> str:
    """Return a day in full: ``Saturday 20 October 1962``."""
    return f"{when.local:%A} {when.local.day} {when.local:%B %Y}"


def short_date(when: When) -> str:
    """Return a day in short: ``20 Oct 1962``."""
    return f"{when.local.day} {when.local:%b %Y}"


def slug(node: Scene) -> str:
    """Return the line of time and place above a title."""
    hour = node.clock_label
    if not hour and node.when is not None and node.when.hour_known:
        hour = f"{node.when.local:%H:%M}"
    return "  ".join(part for part in (hour, node.where) if part)


def _clocks(play: PlayThrough, when: When) -> tuple[tuple[str, str, str], ...]:
    seat = next((seat for seat in play.scenario.seats if seat.id == play.scenario.seat), None)
    own = seat.clock if seat else ""
    shown = []
    for clock in sorted(play.scenario.clocks, key=lambda clock: clock.id != own):
        there = when.at(clock.zone)
        other_day = f"{there:%a}" if there.date() != when.local.date() else ""
        shown.append((clock.label, f"{there:%H:%M}", other_day))
    return tuple(shown)


def _alert(play: PlayThrough, index: int) -> tuple[int, int]:
    for arrival in reversed(play.trail[: index + 1]):
        alert = play.scenario.node(arrival.state.node).alert
        if alert is not None:
            return alert.forces, alert.sac
    return 0, 0


def gauges(play: PlayThrough, index: int) -> tuple[Gauge, ...]:
    """Return the meters that the scenario shows, as they stand at trail[index].

    `before` is the value before the last change, and `why` names the scene of that change.
    """
    return tuple(
        _gauge(play, index, variable)
        for variable in play.scenario.variables
        if variable.shown and isinstance(variable, Meter)
    )


def _gauge(play: PlayThrough, index: int, meter: Meter) -> Gauge:
    at = play.scenario.names.index(meter.id)
    now = _whole(play.trail[index].state.values[at])
    before, why = now, ""
    for earlier, later in pairwise(reversed(play.trail[: index + 1])):
        values = (_whole(later.state.values[at]), _whole(earlier.state.values[at]))
        if values[0] != values[1]:
            before = values[0]
            why = play.scenario.node(earlier.state.node).title
            break
    return Gauge(
        id=meter.id,
        label=meter.label or meter.id,
        low=meter.low,
        high=meter.high,
        now=now,
        before=before,
        word=word(meter, now),
        about=meter.about,
        why=why,
    )


def _whole(value: int | bool | str) -> int:  # noqa: FBT001 - a value of a meter
    assert isinstance(value, int)  # noqa: S101 - meters hold whole numbers
    return value


def moved(play: PlayThrough, index: int) -> tuple[Gauge, ...]:
    """Return the shown meters that coming to trail[index] changed."""
    touched = {change.variable for change in changes(play.trail[index]) if change.before != change.after}
    return tuple(gauge for gauge in gauges(play, index) if gauge.id in touched)
