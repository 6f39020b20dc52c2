"""Saves: one log a play-through, in a folder of the player's own.

Each event is written and synced before anything shows it, so that a game that is killed loses at
most the keystroke in flight. A torn last line is dropped. A damaged log is set aside under
another name, and what was good of it goes on. A lock keeps two windows apart.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import attrs
import filelock

from game.errors import DamagedSaveError, LockedSaveError, SaveError
from game.play import log
from game.play.log import Digests, Event, Replay
from game.play.play_through import PlayThrough
from game.story.scenario import Scenario

SUFFIX = ".jsonl"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
LARGEST_IMPORT = 16 * 1024 * 1024

Now = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


@attrs.frozen(kw_only=True)
class SaveInfo:
    """A save as a list shows it.

    Attributes:
        changed: When it was last written.
        decisions: How many decisions stand in it, rewound ones not counted.
        last_node: The node of the last move.
        damaged: Whether some of it cannot be read.
    """

    id: str
    scenario: str
    changed: datetime
    decisions: int
    last_node: str
    damaged: bool


@attrs.frozen(kw_only=True)
class Opened:
    """A save that was opened for play.

    Attributes:
        notes: What the player should be told, as sentences: what was set aside, where a replay stopped.
    """

    save: Save
    play: PlayThrough
    notes: tuple[str, ...] = ()


class Save:
    """An open log, locked against other windows; events are appended and synced."""

    def __init__(self, path: Path, lock: filelock.BaseFileLock, now: Now) -> None:
        """Hold `path`, which `lock` guards."""
        self.id = path.stem
        self.path = path
        self._lock = lock
        self._now = now
        self._file = path.open("ab", buffering=0)

    def append(self, event: Event) -> None:
        """Write one event, and return when it is on the disk.

        Raises:
            SaveError: The disk did not take it.
        """
        try:
            self._file.write(log.line(event))
            os.fsync(self._file.fileno())
        except OSError as error:
            raise SaveError(f"the play-through could not be saved to {self.path}: {error.strerror}") from error

    def at(self) -> str:
        """Return the time, as events carry it."""
        return self._now().isoformat(timespec="seconds")

    def close(self) -> None:
        """Let go of the file and the lock.

        The lock's own file stays: deleting it here would let two windows hold two of one name.
        """
        self._file.close()
        self._lock.release()

    def __enter__(self) -> Self:
        """Return the save itself."""
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        """Close it."""
        self.close()


class SaveFolder:
    """The folder that holds a player's saves."""

    def __init__(self, path: Path, now: Now = _now) -> None:
        """Keep saves in `path`, which is made when the first save is."""
        self.path = path
        self._now = now

    def new(self, play: PlayThrough, digests: Digests) -> Save:
        """Return a new save that begins with `play`, and with every move that it already has."""
        stamp = self._now().strftime("%Y%m%d-%H%M%S")
        save = self._open(f"{play.scenario.id}-{stamp}-{secrets.token_hex(2)}")
        save.append(log.begun(play, digests, at=save.at()))
        for move in play.moves:
            save.append(log.moved(move, at=save.at()))
        return save

    def resume(self, id_: str, scenario: Scenario) -> Opened:
        """Open a save and bring its play-through back.

        Raises:
            LockedSaveError: Another window has it open.
            DamagedSaveError: Nothing of it can be read; it was set aside.
            SaveError: There is no such save, or it belongs to another scenario.
        """
        path = self._path(id_)
        if not path.is_file():
            raise SaveError(f"there is no save “{id_}”; the list of saves names them")
        lock = self._locked(path)
        try:
            play, notes = self._brought_back(path, scenario)
        except BaseException:
            lock.release()
            raise
        return Opened(save=Save(path, lock, self._now), play=play, notes=notes)

    def _brought_back(self, path: Path, scenario: Scenario) -> tuple[PlayThrough, tuple[str, ...]]:
        lines = log.read_lines(path.read_bytes())
        notes = list(self._mended(path, lines))
        if not lines.events:
            raise DamagedSaveError(f"the save “{path.stem}” could not be read. {' '.join(notes)}".strip())
        if lines.events[0]["scenario"] != scenario.id:
            raise SaveError(
                f"the save “{path.stem}” belongs to “{lines.events[0]['scenario']}”, not to “{scenario.id}”"
            )
        found = log.replay(scenario, lines.events)
        notes.extend(self._cut(path, found))
        return found.play, tuple(notes)

    def events(self, id_: str) -> tuple[Event, ...]:
        """Return the events of a save, without opening it for play.

        Raises:
            DamagedSaveError: Nothing of it can be read.
            SaveError: There is no such save.
        """
        path = self._path(id_)
        if not path.is_file():
            raise SaveError(f"there is no save “{id_}”; the list of saves names them")
        events = log.read_lines(path.read_bytes()).events
        if not events:
            raise DamagedSaveError(f"nothing of the save “{id_}” can be read")
        return events

    def infos(self) -> tuple[SaveInfo, ...]:
        """Return every save, the one that was last written first."""
        found = [info for path in self._paths() if (info := self._info(path))]
        return tuple(sorted(found, key=lambda info: info.changed, reverse=True))

    def export(self, id_: str, to: Path) -> None:
        """Copy a save to a file of the player's choosing; overwrites nothing.

        Raises:
            SaveError: There is no such save, or the file exists.
        """
        path = self._path(id_)
        if not path.is_file():
            raise SaveError(f"there is no save “{id_}”; the list of saves names them")
        try:
            with to.open("xb") as file:
                file.write(path.read_bytes())
        except FileExistsError:
            raise SaveError(f"{to} exists already; choose another name") from None
        except OSError as error:
            raise SaveError(f"{to} could not be written: {error.strerror}") from error

    def import_(self, from_: Path) -> str:
        """Copy a save from a file, and return the id that it got here.

        Raises:
            SaveError: The file cannot be read, or holds no play-through.
        """
        try:
            if from_.stat().st_size > LARGEST_IMPORT:
                raise SaveError(f"{from_} is larger than any save; nothing was imported")
            data = from_.read_bytes()
        except OSError as error:
            raise SaveError(f"{from_} could not be read: {error.strerror}") from error
        lines = log.read_lines(data)
        if not lines.events or lines.damaged_at:
            where = f", from line {lines.damaged_at}" if lines.damaged_at else ""
            raise SaveError(f"{from_} is no save, or is damaged{where}; nothing was imported")
        scenario = lines.events[0]["scenario"]
        id_ = f"{scenario}-{self._now().strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(2)}"
        if not _ID.fullmatch(id_):
            raise SaveError(f"{from_} names a scenario that cannot be: {scenario[:60]!r}; nothing was imported")
        self.path.mkdir(parents=True, exist_ok=True)
        with self._path(id_).open("xb") as file:
            file.write(data[: lines.good])
            os.fsync(file.fileno())
        return id_

    def delete(self, id_: str) -> None:
        """Delete a save.

        Raises:
            LockedSaveError: A window has it open.
            SaveError: There is no such save.
        """
        path = self._path(id_)
        if not path.is_file():
            raise SaveError(f"there is no save “{id_}”; the list of saves names them")
        lock = self._locked(path)
        path.unlink()
        lock.release()
        with suppress(OSError):
            Path(lock.lock_file).unlink()

    def delete_all(self) -> int:
        """Delete every save, damaged ones that were set aside included, and return how many there were.

        Raises:
            LockedSaveError: A window has one open; the others are gone.
        """
        held = None
        count = 0
        for path in self._paths():
            try:
                self.delete(path.stem)
            except LockedSaveError as error:
                held = error
            else:
                count += 1
        for path in self.path.glob("*.aside*"):
            path.unlink()
        if held is not None:
            raise held
        return count

    def _paths(self) -> Iterator[Path]:
        if self.path.is_dir():
            yield from (path for path in self.path.glob(f"*{SUFFIX}") if _ID.fullmatch(path.stem))

    def _path(self, id_: str) -> Path:
        if not _ID.fullmatch(id_):
            raise SaveError(f"“{id_}” is no id of a save; the list of saves names them")
        return self.path / f"{id_}{SUFFIX}"

    def _open(self, id_: str) -> Save:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            path = self._path(id_)
            return Save(path, self._locked(path), self._now)
        except OSError as error:
            raise SaveError(f"no save can be written in {self.path}: {error.strerror}") from error

    def _locked(self, path: Path) -> filelock.BaseFileLock:
        lock = filelock.FileLock(path.with_suffix(".lock"), timeout=0)
        try:
            lock.acquire()
        except filelock.Timeout:
            raise LockedSaveError(
                f"the save “{path.stem}” is open in another window; close it there, or begin a new play-through"
            ) from None
        return lock

    def _mended(self, path: Path, lines: log.Lines) -> Iterator[str]:
        """Bring a torn or damaged file back to its good lines; a damaged one is kept aside whole."""
        if lines.damaged_at or not lines.events:
            aside = self._aside(path, "damaged")
            if not lines.events:
                path.replace(aside)
                yield f"Nothing of the save could be read; it is kept as {aside.name}."
                return
            aside.write_bytes(path.read_bytes())
            yield (
                f"The save was damaged from line {lines.damaged_at}; it is kept as {aside.name}, "
                "and you go on from the last good decision."
            )
        if path.stat().st_size > lines.good:
            with path.open("r+b") as file:
                file.truncate(lines.good)
                os.fsync(file.fileno())

    def _cut(self, path: Path, found: Replay) -> Iterator[str]:
        """Keep a log that no longer fits aside, and cut it to what fits, so that play can go on."""
        if not found.stopped:
            return
        aside = self._aside(path, "before-the-change")
        aside.write_bytes(path.read_bytes())
        with path.open("r+b") as file:
            file.truncate(sum(len(raw) for raw in path.read_bytes().splitlines(keepends=True)[: found.fitted]))
            os.fsync(file.fileno())
        yield f"{found.stopped} The whole save is kept as {aside.name}."

    def _aside(self, path: Path, why: str) -> Path:
        number = 1
        while (aside := path.with_name(f"{path.stem}.{why}-{number}.aside")).exists():
            number += 1
        return aside

    def _info(self, path: Path) -> SaveInfo | None:
        try:
            lines = log.read_lines(path.read_bytes())
            changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except OSError:
            return None
        moves: list[Event] = []
        for event in lines.events[1:]:
            if event["event"] == "rewind":
                moves = moves[: event["to"]]
            else:
                moves.append(event)
        return SaveInfo(
            id=path.stem,
            scenario=str(lines.events[0]["scenario"]) if lines.events else "",
            changed=changed,
            decisions=sum(event["event"] == "choose" and event.get("by") != "luck" for event in moves),
            last_node=str(moves[-1]["node"]) if moves else "",
            damaged=bool(lines.damaged_at) or not lines.events,
        )
