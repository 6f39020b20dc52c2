"""The one family of exceptions.

::

    KnotOfWarError
    ├── ScenarioError            a scenario that cannot be read; carries its problems
    ├── StoryError
    │   ├── ExpressionError      text that is no expression; carries the offset
    │   ├── UnknownIdError       an id that the scenario does not have
    │   └── ClosedChoiceError    a choice whose condition is false
    ├── SaveError
    │   ├── DamagedSaveError     a log that cannot be read
    │   └── LockedSaveError      a log that another window holds
    └── ResourceError            a file of the game itself that is missing

Each message is one clear sentence for the person at the keyboard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.problems import Problem


class KnotOfWarError(Exception):
    """Any error that this package raises on purpose."""


class ScenarioError(KnotOfWarError):
    """A scenario that cannot be read.

    Attributes:
        problems: Every fault found, in order of file, line and column.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Say how many problems there are; the first one stands in the message."""
        self.problems = problems
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}" if problems else "the scenario cannot be read")


class StoryError(KnotOfWarError):
    """A question about a story that has no answer."""


class ExpressionError(StoryError):
    """Text that is no expression.

    Attributes:
        offset: Where in the text the fault stands, counted from 0 in characters.
        hint: What to write in its place, or an empty string.
    """

    def __init__(self, message: str, offset: int, hint: str = "") -> None:
        """Keep the place beside the message."""
        super().__init__(message)
        self.offset = offset
        self.hint = hint


class UnknownIdError(StoryError):
    """An id of a node, choice, outcome or variable that the scenario does not have."""


class ClosedChoiceError(StoryError):
    """A choice that is not open in this state; the message says why."""


class SaveError(KnotOfWarError):
    """A save that cannot be used."""


class DamagedSaveError(SaveError):
    """A save whose lines cannot be read."""


class LockedSaveError(SaveError):
    """A save that another running game holds."""


class ResourceError(KnotOfWarError):
    """A file that belongs to the game itself and is not there."""
