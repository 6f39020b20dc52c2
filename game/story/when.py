"""Moments of a story: a local time in a named zone, as precise as the author knows it.

Offsets come from the zone database: in October 1962 Moscow is 7 hours ahead of Washington
until 2 a.m. on the 28th, then 8; in the week of the Bay of Pigs it is 8.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import attrs

_WHEN = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?\s+([A-Za-z_]+(?:/[A-Za-z_+-]+)*)")


@attrs.frozen(kw_only=True)
class When:
    """A moment, or a whole day.

    Attributes:
        local: The time on the clock of `zone`, without an offset; midnight for a whole day.
        zone: A name of the zone database, such as ``America/New_York``.
        hour_known: False for a whole day.
    """

    local: datetime
    zone: str
    hour_known: bool = True

    @property
    def instant(self) -> datetime:
        """The moment in universal time, for comparing."""
        return self.local.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def at(self, zone: str) -> datetime:
        """Return what the clocks of `zone` show at this moment."""
        return self.instant.astimezone(ZoneInfo(zone))

    def __str__(self) -> str:
        """Return the form that `parse` reads."""
        form = "%Y-%m-%dT%H:%M" if self.hour_known else "%Y-%m-%d"
        return f"{self.local.strftime(form)} {self.zone}"


def parse(text: str) -> When:
    """Return the moment that ``1962-10-20T14:30 America/New_York`` or ``1962-10-20 Europe/Moscow`` names.

    Raises:
        ValueError: It is neither; the message says what is wrong in a sentence.
    """
    match = _WHEN.fullmatch(text.strip())
    if match is None:
        raise ValueError("a moment is written 1962-10-20T14:30 America/New_York, or without the hour for a whole day")
    year, month, day, hour, minute, zone = match.groups()
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"the zone database has no “{zone}”; zones are named like America/New_York") from error
    try:
        local = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0))  # noqa: DTZ001 - the zone stands beside it
    except ValueError as error:
        raise ValueError(f"there is no such day or hour: {match[0].split()[0]}") from error
    return When(local=local, zone=zone, hour_known=hour is not None)
