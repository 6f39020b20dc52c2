"""The reader: a play-through being read, page after page. Every room that plays drives this one.

It keeps the cursor (which node of the trail, which page of it, what lies open on top), carries
moves to the play-through, and writes each to the log before any page shows it.
"""

from __future__ import annotations

import enum
from collections.abc import Callable

import attrs

from game.errors import StoryError
from game.play import closing, log, play_through, scenes
from game.play.page import Page
from game.play.play_through import PlayThrough
from game.play.saves import Save
from game.play.scenes import Manner, Reveal
from game.story.nodes import Decision, Ending


class Stage(enum.Enum):
    """Which page of a node is open."""

    SCENE = enum.auto()
    DECISION = enum.auto()
    ACT_END = enum.auto()
    CONTENT_NOTE = enum.auto()
    ENDING = enum.auto()
    ELSEWHERE = enum.auto()
    DEBRIEF = enum.auto()


@attrs.frozen(kw_only=True)
class Cursor:
    """Where the reader is: trail[index], a page of it, and for ELSEWHERE which entry."""

    index: int
    stage: Stage = Stage.SCENE
    entry: int = 0
    in_short: bool = False


class Reader:
    """A play-through being read.

    Attributes:
        play: The play-through as it stands.
        manner: How pages are made; may be replaced at any time.
    """

    def __init__(self, play: PlayThrough, save: Save | None = None, manner: Manner | None = None) -> None:
        """Begin to read at the last node of `play`; `save` is written to after each move."""
        self.play = play
        self.manner = manner or Manner()
        self._save = save
        self._read: frozenset[str] = frozenset()
        self._over: list[str] = []
        self._cursor = self._first_page(0 if not play.moves else len(play.trail) - 1)
        self._settle()

    @property
    def cursor(self) -> Cursor:
        """Where the reader is."""
        return self._cursor

    def page(self) -> Page:  # noqa: PLR0911 - one page a stage
        """Return the page that is open."""
        if self._over:
            return self._overlay(self._over[-1])
        cursor = self._cursor
        match cursor.stage:
            case Stage.SCENE:
                return scenes.scene(self.play, cursor.index, self.manner, self._read)
            case Stage.DECISION:
                return scenes.decision(self.play, cursor.index, self.manner)
            case Stage.ACT_END:
                return closing.act_end(self.play, cursor.index)
            case Stage.CONTENT_NOTE:
                return closing.content_note(self.play)
            case Stage.ENDING:
                return closing.ending(self.play, in_short=cursor.in_short)
            case Stage.ELSEWHERE:
                return closing.elsewhere(self.play, closing.same_hours(self.play)[cursor.entry])
            case Stage.DEBRIEF:
                return closing.debrief(self.play)

    def _overlay(self, view: str) -> Page:
        index = self._cursor.index
        name, _, rest = view.partition(":")
        simple: dict[str, Callable[[PlayThrough, int], Page]] = {
            "advisers": scenes.advisers,
            "timeline": closing.timeline,
            "journal": closing.journal,
            "map": scenes.chart,
        }
        if name in simple:
            return simple[name](self.play, index)
        if name == "documents":
            return scenes.desk(self.play, index, self._read)
        if name == "document":
            return scenes.document(self.play, index, rest)
        return scenes.note(self.play, index, view)

    def act(self, action: str) -> bool:
        """Do what an action of the page says, and return whether it was one that a reader knows.

        Actions: ``go-on``, ``read-again``, ``back``, ``advisers``, ``documents``, ``document:ID``,
        ``timeline``, ``journal``, ``map``, ``glossary:ID``, ``person:ID``, ``rewind:N``,
        ``in-short``, ``leave-out``, ``debrief``.

        Raises:
            StoryError: The action does not fit here.
            SaveError: The move could not be written; nothing has moved.
        """
        name, _, rest = action.partition(":")
        if name == "rewind" and rest.isdecimal():
            self.rewind(int(rest))
        elif name in {"advisers", "documents", "document", "timeline", "journal", "map", "glossary", "person"}:
            self._open(action)
        elif name == "back":
            self._over = self._over[:-1]
        elif name == "go-on":
            self._over = []
            self._forward()
        elif name == "read-again":
            self._cursor = attrs.evolve(self._cursor, stage=Stage.SCENE)
        elif name == "in-short":
            self._cursor = attrs.evolve(self._cursor, stage=Stage.ENDING, in_short=True)
        elif name == "leave-out":
            self._after_ending()
        elif name == "debrief":
            self._cursor = attrs.evolve(self._cursor, stage=Stage.DEBRIEF)
        else:
            return False
        return True

    def _open(self, view: str) -> None:
        page = self._overlay(view)
        if view.startswith("document:"):
            self._read |= {view.partition(":")[2]}
        if page and (not self._over or self._over[-1] != view):
            self._over.append(view)

    def choose(self, choice: str, reason: str = "") -> None:
        """Decide, and read what follows.

        Raises:
            ClosedChoiceError: The choice is closed.
            StoryError: There is nothing to decide here, or no such choice.
            SaveError: The decision could not be written; nothing has moved.
        """
        if self._cursor.index != len(self.play.trail) - 1:
            raise StoryError("this decision was taken; take it again from the timeline")
        self._move(play_through.choose(self.play, choice, reason=reason))
        self._over = []
        self._advance()

    def rewind(self, to: int) -> None:
        """Go back to before move `to`, and read its scene again; the way that is left is kept.

        Raises:
            StoryError: There is no such move.
            SaveError: It could not be written; nothing has moved.
        """
        after = play_through.rewind(self.play, to)
        self._write(log.rewound(to, at=self._save.at() if self._save else ""))
        self.play = after
        self._over = []
        self._cursor = self._first_page(len(self.play.trail) - 1)
        self._settle()

    def _move(self, after: PlayThrough) -> None:
        self._write(log.moved(after.moves[-1], at=self._save.at() if self._save else ""))
        self.play = after
        self._settle()

    def _settle(self) -> None:
        # Seats that nobody plays decide at once; every cycle holds a decision of a person or ends.
        while choice := play_through.awaits_luck(self.play):
            after = play_through.choose(self.play, choice, by_luck=True)
            self._write(log.moved(after.moves[-1], at=self._save.at() if self._save else ""))
            self.play = after

    def _write(self, event: log.Event) -> None:
        if self._save is not None:
            self._save.append(event)

    def _forward(self) -> None:
        cursor = self._cursor
        node = self.play.scenario.node(self.play.trail[cursor.index].state.node)
        if cursor.stage is Stage.SCENE and isinstance(node, Decision) and self._at_last(cursor):
            self._cursor = attrs.evolve(cursor, stage=Stage.DECISION)
        elif cursor.stage is Stage.SCENE:
            if self._at_last(cursor):
                self._move(play_through.go_on(self.play))
            self._advance()
        elif cursor.stage is Stage.ACT_END:
            self._cursor = self._first_page(cursor.index + 1)
        elif cursor.stage is Stage.CONTENT_NOTE:
            self._cursor = attrs.evolve(cursor, stage=Stage.ENDING)
        elif cursor.stage in {Stage.ENDING, Stage.ELSEWHERE}:
            self._after_ending()
        else:
            raise StoryError("there is nothing to go on to from here")

    def _at_last(self, cursor: Cursor) -> bool:
        return cursor.index == len(self.play.trail) - 1

    def _advance(self) -> None:
        """Go from a node that was left to the next, by way of the end of its act where it ends."""
        index = self._cursor.index
        acts = [self.play.scenario.node(self.play.trail[at].state.node).act for at in (index, index + 1)]
        if acts[0] != acts[1] and self._has_act_end(index):
            self._cursor = Cursor(index=index, stage=Stage.ACT_END)
        else:
            self._cursor = self._first_page(index + 1)

    def _has_act_end(self, index: int) -> bool:
        if self.manner.reveal is not Reveal.ACT_END:
            return False
        act = self.play.scenario.node(self.play.trail[index].state.node).act
        known = act in self.play.scenario.act_by_id
        return known and any(self.play.scenario.node(move.node).act == act for move in self.play.moves if move.choice)

    def _first_page(self, index: int) -> Cursor:
        node = self.play.scenario.node(self.play.trail[index].state.node)
        if not isinstance(node, Ending):
            return Cursor(index=index)
        kind = self.play.scenario.kind_by_id.get(node.kind)
        grave = kind is not None and kind.grave
        return Cursor(index=index, stage=Stage.CONTENT_NOTE if grave else Stage.ENDING)

    def _after_ending(self) -> None:
        cursor = self._cursor
        entry = cursor.entry + 1 if cursor.stage is Stage.ELSEWHERE else 0
        if entry < len(closing.same_hours(self.play)):
            self._cursor = attrs.evolve(cursor, stage=Stage.ELSEWHERE, entry=entry)
        else:
            self._cursor = attrs.evolve(cursor, stage=Stage.DEBRIEF)
