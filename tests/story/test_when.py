"""Clocks of 1961 and 1962, as the zone database has them."""

from __future__ import annotations

import pytest

from game.story.when import parse


@pytest.mark.parametrize(
    ("washington", "moscow"),
    [
        ("1961-04-17T04:00", "12:00"),
        ("1962-10-22T19:00", "02:00"),
        ("1962-10-27T19:45", "02:45"),
        ("1962-10-28T01:59", "08:59"),
        ("1962-10-28T02:00", "10:00"),
        ("1962-10-28T11:10", "19:10"),
        ("1962-11-20T18:00", "02:00"),
    ],
)
def test_moscow_is_eight_seven_and_eight_hours_ahead(washington: str, moscow: str) -> None:
    assert f"{parse(f'{washington} America/New_York').at('Europe/Moscow'):%H:%M}" == moscow


def test_havana_is_an_hour_behind_until_the_clocks_change() -> None:
    assert parse("1962-10-27T12:00 America/New_York").at("America/Havana").hour == 11
    assert parse("1962-10-28T12:00 America/New_York").at("America/Havana").hour == 12


def test_a_day_without_an_hour() -> None:
    when = parse("1961-11-30 America/New_York")
    assert not when.hour_known
    assert str(when) == "1961-11-30 America/New_York"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1962-10-20", "is written"),
        ("20 October 1962", "is written"),
        ("1962-10-20T14:30 Washington", "zone database has no"),
        ("1962-10-32T14:30 America/New_York", "no such day"),
        ("1962-10-20T25:30 America/New_York", "no such day or hour"),
        ("1962-10-20T14:30 ../../etc/passwd", "is written"),
        ("1962-10-20T14:30 America", "zone"),
    ],
)
def test_what_is_no_moment(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse(text)


def test_moments_write_themselves_out() -> None:
    for text in ("1962-10-20T14:30 America/New_York", "1962-10-20 Europe/Moscow"):
        assert str(parse(text)) == text
