"""The library: which scenarios there are, and how a play-through of one is begun or resumed.

Rooms that play are given one; how a scenario is read is passed in, so that they need not know.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

import attrs

from game.errors import SaveError
from game.play import play_through, replays
from game.play.log import Digests
from game.play.luck import LARGEST_SEED
from game.play.play_through import PlayThrough
from game.play.reader import Reader
from game.play.saves import Save, SaveFolder, SaveInfo
from game.play.scenes import Manner
from game.story.scenario import Scenario


@attrs.frozen(kw_only=True)
class Loaded:
    """A scenario that was read, and what it was when it was."""

    scenario: Scenario
    digests: Digests


@attrs.frozen(kw_only=True)
class Begun:
    """A play-through that is ready to be read.

    Attributes:
        notes: What the player should be told first, as sentences.
    """

    reader: Reader
    save: Save
    notes: tuple[str, ...] = ()


Read = Callable[[str], Loaded]
"""Reads a scenario by shipped id or path; raises ScenarioError or ResourceError."""


class Library:
    """Scenarios by name, and the player's saves."""

    def __init__(self, read: Read, saves: SaveFolder, shipped: tuple[str, ...]) -> None:
        """Offer `shipped` on the title; read them, and any other by its path, with `read`."""
        self._read = read
        self._loaded: dict[str, Loaded] = {}
        self.saves = saves
        self.shipped = shipped

    def load(self, name: str) -> Loaded:
        """Return a scenario, read once.

        Raises:
            ScenarioError: It has problems.
            ResourceError: There is none of that name.
        """
        if name not in self._loaded:
            self._loaded[name] = self._read(name)
        return self._loaded[name]

    def begin(
        self, name: str, seed: int | None = None, *, manner: Manner | None = None, follows_record: bool = False
    ) -> Begun:
        """Begin a new play-through, with luck of its own where no seed is given.

        Raises:
            ScenarioError: The scenario has problems.
            ResourceError: There is none of that name.
            SaveError: No save can be written.
        """
        loaded = self.load(name)
        drawn = secrets.randbelow(LARGEST_SEED + 1) if seed is None else seed
        return self._saved(play_through.begin(loaded.scenario, drawn, follows_record=follows_record), loaded, manner)

    def replay(self, name: str, ids: tuple[str, ...], seed: int = 0, *, manner: Manner | None = None) -> Begun:
        """Begin a play-through that has already taken these choices and outcomes.

        Raises:
            StoryError: They do not fit the story.
            ScenarioError: The scenario has problems.
            ResourceError: There is none of that name.
            SaveError: No save can be written.
        """
        loaded = self.load(name)
        return self._saved(replays.from_ids(loaded.scenario, seed, ids), loaded, manner)

    def _saved(self, play: PlayThrough, loaded: Loaded, manner: Manner | None) -> Begun:
        save = self.saves.new(play, loaded.digests)
        return Begun(reader=Reader(play, save, manner), save=save)

    def unfinished(self, scenario: str = "") -> SaveInfo | None:
        """Return the save that was last written (of one scenario, if given), or None."""
        known = {self.load(name).scenario.id: name for name in ([scenario] if scenario else self.shipped)}
        return next((info for info in self.saves.infos() if info.scenario in known), None)

    def resume(self, id_: str, name: str, *, manner: Manner | None = None) -> Begun:
        """Go on with a save.

        Args:
            id_: The id of the save.
            name: The scenario that it belongs to.
            manner: How pages are made.

        Raises:
            SaveError: It cannot be opened; the message says why.
            ScenarioError: The scenario has problems.
            ResourceError: There is none of that name.
        """
        opened = self.saves.resume(id_, self.load(name).scenario)
        return Begun(reader=Reader(opened.play, opened.save, manner), save=opened.save, notes=opened.notes)

    def resume_latest(self, scenario: str = "", *, manner: Manner | None = None) -> Begun:
        """Go on with the save that was last written.

        Raises:
            SaveError: There is none, or it cannot be opened.
            ScenarioError: The scenario has problems.
            ResourceError: There is none of that name.
        """
        info = self.unfinished(scenario)
        if info is None:
            raise SaveError("there is no play-through to go on with; begin one with knot-of-war play")
        return self.resume(info.id, scenario or info.scenario, manner=manner)
