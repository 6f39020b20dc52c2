"""Effects: what a choice, an outcome or an arrival does to the variables, in order."""

from __future__ import annotations

import attrs

from game.problems import Place
from game.story.expressions import Expression


@attrs.frozen(kw_only=True)
class Add:
    """Add to a meter; the sum saturates at the meter's range."""

    variable: str
    amount: Expression
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Set:
    """Set a variable: a meter to a number, a flag to a truth, a one-of to a member."""

    variable: str
    value: Expression
    place: Place | None = attrs.field(default=None, eq=False, repr=False)


Effect = Add | Set
