"""Pages: what any room can present. Window, terminal and hand-out draw the same one.

A page is a value: its blocks in reading order, the strip above and below, and the actions that
the reader may take. It holds no colours, sizes or keys; a room decides how a block looks.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from game.story.prose import Paragraph


class Mark(enum.Enum):
    """Where a play-through stands against history."""

    RECORD = "the record"
    COUNTERFACTUAL = "counterfactual"
    REJOINED = "rejoined"


class PageKind(enum.Enum):
    """What a page is for; the window has one arrangement for each."""

    BRIEFING = "briefing"
    DECISION = "decision"
    CONSEQUENCE = "consequence"
    ADVISERS = "advisers"
    DOCUMENT = "document"
    ACT_END = "act end"
    ENDING = "ending"
    CONTENT_NOTE = "content note"
    ELSEWHERE = "elsewhere"
    DEBRIEF = "debrief"
    TIMELINE = "timeline"
    JOURNAL = "journal"
    NOTE = "note"
    DESK = "desk"
    MAP = "map"


@attrs.frozen(kw_only=True)
class Slug:
    """A line above a title: time and place, or (`quiet`) what led here."""

    text: str
    quiet: bool = False


@attrs.frozen(kw_only=True)
class Heading:
    """The title of the page (level 1) or of a part of it (level 2)."""

    text: str
    level: int = 1


@attrs.frozen(kw_only=True)
class Lead:
    """One plain sentence under the title."""

    text: str


@attrs.frozen(kw_only=True)
class Prose:
    """Paragraphs to read; `quiet` for remarks about the text (basis, notes)."""

    paragraphs: tuple[Paragraph, ...]
    label: str = ""
    quiet: bool = False


@attrs.frozen(kw_only=True)
class Fact:
    """One thing that is known, or not; `squares` of four say how sure."""

    sure: str
    squares: int
    paragraphs: tuple[Paragraph, ...]
    source: str = ""


@attrs.frozen(kw_only=True)
class Facts:
    """What we know, or what we do not."""

    label: str
    facts: tuple[Fact, ...]


@attrs.frozen(kw_only=True)
class Plate:
    """A person, as a monogram with a name and an office; never a face."""

    id: str
    monogram: str
    name: str
    short: str
    office: str
    side: str = "washington"


@attrs.frozen(kw_only=True)
class Advice:
    """What one adviser argues, in paraphrase, with a forecast and how sure it is."""

    who: Plate
    says: tuple[Paragraph, ...]
    backs: str = ""
    forecast: str = ""
    sure: str = ""
    squares: int = 0
    source: str = ""


@attrs.frozen(kw_only=True)
class AdviceList:
    """The room, in the scenario's order; no tally."""

    label: str
    advice: tuple[Advice, ...]


@attrs.frozen(kw_only=True)
class Option:
    """A choice as the reader sees it.

    Attributes:
        number: From 1, in the scenario's order; closed options keep theirs.
        closed: Why it cannot be chosen, or an empty string when it is open.
        confirm: What to say before an order that cannot be called back, or an empty string.
        recorded: True where it is to be marked as what was done.
    """

    number: int
    id: str
    title: str
    about: str = ""
    may: str = ""
    cannot: str = ""
    closed: str = ""
    confirm: str = ""
    backers: tuple[Plate, ...] = ()
    recorded: bool = False


@attrs.frozen(kw_only=True)
class Options:
    """The options of a decision."""

    options: tuple[Option, ...]


@attrs.frozen(kw_only=True)
class Sheet:
    """A document: our own précis, typed, with notes at its side."""

    id: str
    title: str
    kind: str
    dated: str
    paragraphs: tuple[Paragraph, ...]
    sender: str = ""
    receiver: str = ""
    stamp: str = ""
    notes: tuple[tuple[str, tuple[Paragraph, ...]], ...] = ()
    read_in_full: str = ""
    source: str = ""


@attrs.frozen(kw_only=True)
class Desk:
    """The documents within reach: id, short title, what it is, whether it was read."""

    entries: tuple[tuple[str, str, str, bool], ...]


@attrs.frozen(kw_only=True)
class Gauge:
    """A meter: where it stands, where it stood, and a word for it.

    Attributes:
        why: What moved it last, in a few words, or an empty string.
    """

    id: str
    label: str
    low: int
    high: int
    now: int
    before: int
    word: str
    about: str = ""
    why: str = ""


@attrs.frozen(kw_only=True)
class Moved:
    """What a decision or an event moved."""

    label: str
    gauges: tuple[Gauge, ...]
    words: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class MapPanel:
    """A view of the map; `says` is the same in words."""

    view: str
    layers: tuple[str, ...]
    says: str
    day: str = ""


@attrs.frozen(kw_only=True)
class Band:
    """A band across the page: which mark, and a sentence."""

    mark: Mark
    text: str


@attrs.frozen(kw_only=True)
class Bullets:
    """A labelled list of plain lines."""

    label: str
    items: tuple[tuple[Paragraph, ...], ...]


@attrs.frozen(kw_only=True)
class Headline:
    """The newspaper of an ending, or none."""

    text: str
    dateline: str


@attrs.frozen(kw_only=True)
class Step:
    """One point of a path: a decision, or a draw that mattered."""

    node: str
    when: str
    title: str
    taken: str
    recorded: str
    mark: Mark
    by_luck: bool = False
    branches: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class PathView:
    """The play-through's path, beside history's."""

    label: str
    steps: tuple[Step, ...]
    left: str = ""
    rejoined: str = ""


Block = (
    Slug
    | Heading
    | Lead
    | Prose
    | Facts
    | AdviceList
    | Options
    | Sheet
    | Desk
    | Moved
    | MapPanel
    | Band
    | Bullets
    | Headline
    | PathView
)


@attrs.frozen(kw_only=True)
class Strip:
    """What stands above and below every page of play.

    Attributes:
        clocks: Label, time and, where the day differs, weekday; own capital first.
        month: The month of `days`.
        days: The days that the strip shows; empty where the scenario names none.
        day: Which of them it is, or 0.
        alert: The readiness of forces at large and of Strategic Air Command, 5 to 1; zeros when unknown.
        gauges: The meters that the scenario shows.
    """

    date: str = ""
    clocks: tuple[tuple[str, str, str], ...] = ()
    month: str = ""
    days: tuple[int, ...] = ()
    day: int = 0
    alert: tuple[int, int] = (0, 0)
    gauges: tuple[Gauge, ...] = ()
    mark: Mark = Mark.RECORD


@attrs.frozen(kw_only=True)
class Action:
    """Something that the reader may do here, beside choosing an option; `label` says what."""

    id: str
    label: str


@attrs.frozen(kw_only=True)
class Page:
    """Everything that a room needs to present one moment."""

    kind: PageKind
    title: str
    blocks: tuple[Block, ...]
    strip: Strip = Strip()
    actions: tuple[Action, ...] = ()
    node: str = ""
