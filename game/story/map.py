"""What the map can show: views, and layers of features; positions in degrees (WGS 84)."""

from __future__ import annotations

import attrs

from game.problems import Place
from game.story.prose import Cite


@attrs.frozen(kw_only=True)
class Point:
    """A position: degrees north and east; south and west are negative."""

    lat: float
    lon: float


@attrs.frozen(kw_only=True)
class View:
    """A piece of the earth, centred, `width_km` wide; `data` names the coastline file."""

    id: str
    label: str
    data: str
    centre: Point
    width_km: int
    says: str = ""
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Feature:
    """One thing on a layer.

    Attributes:
        kind: site, base, city, ship, submarine, aircraft, ring, area, arc, line, route or label.
        at: Where it is, for what is in one place.
        points: Its course, for arcs, lines and routes.
        nautical_miles: The radius of a ring or area.
        heading: Degrees clockwise from north, for what moves.
        uncertain_nm: How far off it may be, in nautical miles; 0 is certain.
        approximate: Whether the position is for drawing only.
        known_from: The first day, as ``1962-10-14``, on which the seat knew of it; empty is always.
        known_until: The last such day; empty is for good.
    """

    kind: str
    label: str = ""
    at: Point | None = None
    points: tuple[Point, ...] = ()
    nautical_miles: int = 0
    heading: int | None = None
    uncertain_nm: int = 0
    approximate: bool = False
    known_from: str = ""
    known_until: str = ""
    cites: tuple[Cite, ...] = ()
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Layer:
    """Features that are shown together; `says` is the same in words, `side` whose they are."""

    id: str
    label: str
    features: tuple[Feature, ...]
    side: str = ""
    says: str = ""
    known_from: str = ""
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Atlas:
    """Every view and layer of a scenario."""

    views: tuple[View, ...] = ()
    layers: tuple[Layer, ...] = ()
